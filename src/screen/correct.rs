//! Correcting a filed value: which one, the new value, and why.

use ratatui::Frame;

use super::choose::{Choices, Chosen};
use super::prompt_box::PromptBox;
use super::{Action, Cx, Input, Screen, Tone, View};
use crate::desk::FiledView;
use crate::form;
use crate::protocol::Ask;
use crate::texts::texts;

/// Which value to correct; then the new value and the reason.
pub(super) struct CorrectBox {
    view: FiledView,
    choices: Choices,
}

impl CorrectBox {
    pub(super) fn new(view: FiledView) -> Self {
        Self {
            view,
            choices: Choices::default(),
        }
    }

    fn items(&self) -> Vec<(String, String, String)> {
        let (a, protocol) = (&self.view.attention, &self.view.protocol);
        let shown = protocol
            .fields()
            .filter(|f| a.answer(&f.key).is_some_and(|v| !v.is_empty()));
        shown
            .map(|f| {
                (
                    f.key.clone(),
                    f.label.clone(),
                    crate::desk::answer_label(a, protocol, &f.key).unwrap_or_default(),
                )
            })
            .collect()
    }
}

impl Screen for CorrectBox {
    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        let items = self.items();
        match self.choices.key(*key, items.len()) {
            Chosen::Nothing => Action::Stay,
            Chosen::Leave => Action::Pop,
            Chosen::Item(i) => {
                let Some((key, label, _)) = items.into_iter().nth(i) else {
                    return Action::Pop;
                };
                let Some(field) = self.view.protocol.field(&key) else {
                    return Action::Pop;
                };
                let t = &texts().history;
                let id = self.view.attention.id;
                let current = self.view.attention.answer(&key).cloned();
                let done = move |given: &super::prompt_box::Given, cx: &mut Cx| {
                    let Some(view) = cx.desk.filed(id)? else {
                        return Ok(Action::Pop);
                    };
                    cx.desk
                        .correct(&view, &key, given.answer(0), &given.text(1))?;
                    cx.say(Tone::Good, texts().history.corrected.to_string());
                    Ok(Action::Pop)
                };
                let questions = [(label.as_str(), field.ask.clone()), (&*t.reason, Ask::Text)];
                Action::Replace(Box::new(
                    PromptBox::new(&t.correct_title, &questions, Box::new(done))
                        .holding(form::build_field(field, current.as_ref())),
                ))
            }
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().history;
        let items: Vec<(String, String)> = self
            .items()
            .into_iter()
            .map(|(_, label, value)| (label, value))
            .collect();
        self.choices
            .draw(frame, &t.correct_title, &t.correct_which, &items, cx);
    }

    fn is_box(&self) -> bool {
        true
    }
}
