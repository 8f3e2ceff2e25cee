//! Everything that can be done now, with its key; also the steps, to go to directly.

use crossterm::event::KeyCode;
use ratatui::Frame;

use super::attention::AttentionScreen;
use super::choose::{Choices, Chosen};
use super::layout::hidden;
use super::{Action, Cx, Input, Screen, View};
use crate::attention::Command;
use crate::texts::{plain, texts};
use crate::ui::keys::{self, Act, Scope};

/// The palette over the attention.
#[derive(Default)]
pub(super) struct PaletteBox {
    choices: Choices,
    /// Letters typed so far narrow the list.
    typed: String,
}

enum Item {
    Act(Act),
    Step(String),
}

impl PaletteBox {
    fn items(&self, desk: &crate::desk::Desk) -> Vec<(Item, String, String)> {
        let t = texts();
        let hidden = desk.front().map(hidden).unwrap_or_default();
        let mut items: Vec<(Item, String, String)> = Vec::new();
        for act in keys::PALETTE_ONLY {
            items.push((Item::Act(*act), act.sentence(t).to_string(), String::new()));
        }
        for bind in keys::of(Scope::Attention).filter(|b| {
            !matches!(
                b.act,
                Act::Palette | Act::Next | Act::FieldAfter | Act::FieldBefore | Act::Redraw
            ) && !hidden.contains(&b.act)
        }) {
            if !items
                .iter()
                .any(|(i, _, _)| matches!(i, Item::Act(a) if *a == bind.act))
            {
                items.push((
                    Item::Act(bind.act),
                    bind.act.sentence(t).to_string(),
                    bind.name(t),
                ));
            }
        }
        if let Some(front) = desk.front() {
            for step in front.attention.steps(&front.protocol) {
                items.push((
                    Item::Step(step.id.clone()),
                    t.palette.go_to.fill(&[("step", &step.title)]),
                    String::new(),
                ));
            }
        }
        let typed = plain(&self.typed);
        items.retain(|(_, sentence, _)| typed.is_empty() || plain(sentence).contains(&typed));
        items
    }
}

impl Screen for PaletteBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        let items = self.items(cx.desk);
        match key.code {
            KeyCode::Char(c) if !c.is_ascii_digit() => {
                self.typed.push(c);
                self.choices = Choices::default();
                return Action::Stay;
            }
            KeyCode::Backspace => {
                self.typed.pop();
                self.choices = Choices::default();
                return Action::Stay;
            }
            _ => {}
        }
        match self.choices.key(*key, items.len()) {
            Chosen::Nothing => Action::Stay,
            Chosen::Leave => Action::Pop,
            Chosen::Item(i) => match items.into_iter().nth(i) {
                Some((Item::Act(act), _, _)) => match act_below(act, cx) {
                    Action::Push(screen) => Action::Replace(screen),
                    Action::Stay => Action::Pop,
                    other => other,
                },
                Some((Item::Step(step), _, _)) => {
                    let moved = cx.desk.act(Command::GoTo { step });
                    cx.done(&moved);
                    Action::Pop
                }
                None => Action::Pop,
            },
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().palette;
        let items: Vec<(String, String)> = self
            .items(cx.desk)
            .into_iter()
            .map(|(_, sentence, key)| (sentence, key))
            .collect();
        let above = if self.typed.is_empty() {
            t.hint.to_string()
        } else {
            format!("> {}", self.typed)
        };
        self.choices.draw(frame, &t.title, &above, &items, cx);
    }

    fn is_box(&self) -> bool {
        true
    }
}

/// Does an act as the attention's screen would, with the form as it is there.
fn act_below(act: Act, cx: &mut Cx) -> Action {
    let mut screen = AttentionScreen::default();
    screen.sync(cx);
    screen.act(act, cx)
}
