//! The attention: the form of the step in front, what to say beside it, and the clocks.

use std::cell::{Cell, RefCell};

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::{Rect, Size};

use super::callback::CallbackBox;
use super::cut::CutBox;
use super::hold::HoldBox;
use super::missing::jump_to_missing;
use super::outcome::OutcomeBox;
use super::phrases::PhrasesBox;
use super::search::SearchScreen;
use super::spell::SpellBox;
use super::{Action, Cx, Input, Screen, Tone, View, common, evaluation, prompt_box};
use crate::attention::{Command, Refusal};
use crate::desk::{Denied, Prompt};
use crate::form::{Editor, Reaction};
use crate::protocol::{Answer, Outcome, Phase};
use crate::texts::{self, Language};
use crate::ui::keys::{self, Act, Scope};
use crate::ui::theme::Theme;

/// A field on the form, with its editor.
pub(super) struct Slot {
    pub(super) key: String,
    pub(super) editor: Box<dyn Editor>,
}

/// The phrases of the column as they were wrapped, with what they were made from.
type WrappedPhrases = (
    (u64, ratatui::layout::Size, Theme, Language),
    Vec<ratatui::text::Line<'static>>,
);

/// The screen of the attention in front.
#[derive(Default)]
pub(super) struct AttentionScreen {
    pub(super) slots: Vec<Slot>,
    pub(super) focus: usize,
    /// First row of the form in sight; drawing brings the field in front into it.
    pub(super) scroll: Cell<u16>,
    /// The size of the terminal that the scroll belongs to.
    pub(super) size: Cell<Size>,
    pub(super) prompt: Prompt,
    /// The state these slots and phrases were made from.
    pub(super) seen: Option<(uuid::Uuid, u64, String)>,
    pub(super) prompt_for: Option<(u64, usize)>,
    /// Counts how often the phrases were made; what is drawn from them is kept until then.
    pub(super) prompts_made: u64,
    pub(super) column: RefCell<Option<WrappedPhrases>>,
    /// The wrong answer that was pointed out already.
    insisted: Option<(String, Answer)>,
}

impl AttentionScreen {
    fn key(&mut self, key: KeyEvent, cx: &mut Cx) -> Action {
        let act = keys::act(Scope::Attention, key);
        // Up and down first move inside a field of several lines.
        if act.is_none() || matches!(key.code, KeyCode::Up | KeyCode::Down) {
            let form = cx.form();
            let reaction = self
                .slots
                .get_mut(self.focus)
                .map_or(Reaction::Ignored, |s| s.editor.key(key, &form));
            match reaction {
                Reaction::Changed => {
                    self.store(cx);
                    return Action::Stay;
                }
                Reaction::Moved => return Action::Stay,
                Reaction::Ignored => {}
            }
        }
        act.map_or(Action::Stay, |act| self.act(act, cx))
    }

    fn park(cx: &mut Cx) -> Action {
        cx.desk.park();
        cx.shared.stale = true;
        Action::Home
    }

    fn cut(cx: &mut Cx) -> Action {
        let is_cut = cx.desk.front().is_some_and(|f| f.attention.cut.is_some());
        if !is_cut {
            let cut = cx.desk.act(Command::CutOff);
            if !cx.done(&cut) {
                return Action::Stay;
            }
        }
        Action::Push(Box::new(CutBox))
    }

    /// Enter: the next required field that is empty; at the end, the next step. Towards an outcome that was asked for, the
    /// next field that it lacks; after goodbye, every field that is left.
    fn next(&mut self, cx: &mut Cx) -> Action {
        self.leave(cx);
        if self.insists(cx) {
            return Action::Stay;
        }
        let Some(front) = cx.desk.front() else {
            return Action::Home;
        };
        if let Some(outcome) = front.aim {
            return self.conclude(outcome, cx);
        }
        if front.attention.goodbye_at.is_some() {
            if self.focus + 1 < self.slots.len() {
                self.focus_on(self.focus + 1, cx);
            } else if cx.desk.act(Command::Advance).is_ok() {
                // Goodbye was not the last step: what is recorded afterwards.
                self.sync(cx);
            } else {
                cx.say(Tone::Plain, cx.texts().attention.then_file.to_string());
            }
            return Action::Stay;
        }
        match self.required_after(Some(self.focus), cx) {
            Some(index) => {
                self.focus_on(index, cx);
                Action::Stay
            }
            None => self.advance(cx),
        }
    }

    /// Whether what was just typed is not what was asked: said once, with the cursor still there; the next Enter goes on.
    fn insists(&mut self, cx: &mut Cx) -> bool {
        let Some(front) = cx.desk.front() else {
            return false;
        };
        let field = self.field_key().and_then(|key| front.protocol.field(key));
        let wrong = field.and_then(|f| {
            let answer = front.attention.answer(&f.key)?;
            let fault = f.check(answer).err()?;
            Some((f.key.clone(), answer.clone(), f.label.clone(), fault))
        });
        let Some((key, answer, label, fault)) = wrong else {
            return false;
        };
        if self.insisted.as_ref() == Some(&(key.clone(), answer.clone())) {
            return false;
        }
        self.insisted = Some((key, answer));
        let words = cx
            .texts()
            .refusals
            .faulty
            .fill(&[("field", &label), ("fault", &texts::fault(&fault))]);
        cx.say(Tone::Wrong, words);
        true
    }

    fn advance(&mut self, cx: &mut Cx) -> Action {
        match cx.desk.act(Command::Advance) {
            Err(Denied::Refused(Refusal::NoOutcome)) => {
                return Action::Push(Box::new(OutcomeBox::new(cx)));
            }
            Err(Denied::Refused(Refusal::NoGoodbye)) => return self.finish(cx),
            Err(denied) => self.denied(&denied, cx),
            Ok(()) => {}
        }
        let before = self.place(cx);
        self.sync(cx);
        if self.place(cx) < before {
            self.explain_again(cx);
        }
        Action::Stay
    }

    /// How far along the steps the form in sight is.
    fn place(&self, cx: &Cx) -> usize {
        let Some(front) = cx.desk.front() else {
            return 0;
        };
        let step = self.seen.as_ref().map_or("", |(_, _, step)| step.as_str());
        front
            .attention
            .steps(&front.protocol)
            .position(|s| s.id == step)
            .unwrap_or(0)
    }

    /// Doubts led back: to what was answered, not to the first field of the step.
    fn explain_again(&mut self, cx: &mut Cx) {
        let Some(front) = cx.desk.front() else {
            return;
        };
        let required = |s: &Slot| {
            front
                .protocol
                .field(&s.key)
                .is_some_and(|f| front.attention.is_required(f, None))
        };
        if let Some(index) = self.slots.iter().rposition(required) {
            self.focus_on(index, cx);
        }
    }

    /// F10: the outcome, then goodbye, then filing: always the one that is missing.
    fn finish(&mut self, cx: &mut Cx) -> Action {
        let Some(front) = cx.desk.front() else {
            return Action::Home;
        };
        let Some(outcome) = front.attention.outcome else {
            return Action::Push(Box::new(OutcomeBox::new(cx)));
        };
        let at_farewell = front
            .attention
            .current_step(&front.protocol)
            .is_some_and(|s| s.phase == Phase::Farewell);
        let said = front.attention.goodbye_at.is_some() || !outcome.has_farewell();
        if said {
            return match cx.desk.act(Command::File) {
                Ok(()) => Action::Home,
                Err(denied) => {
                    self.denied(&denied, cx);
                    Action::Stay
                }
            };
        }
        if !front.attention.opening.channel.is_conversation() {
            return self.close_written(cx);
        }
        if !at_farewell {
            // Somewhere else again: perhaps it ends otherwise than was thought.
            return Action::Push(Box::new(OutcomeBox::new(cx)));
        }
        match cx.desk.say_goodbye() {
            Ok(()) => cx.say(Tone::Good, cx.texts().attention.goodbye_said.to_string()),
            Err(denied) => self.denied(&denied, cx),
        }
        self.sync(cx);
        Action::Stay
    }

    /// What came in writing: nobody is told goodbye.
    fn close_written(&mut self, cx: &mut Cx) -> Action {
        match cx.desk.close_written() {
            Ok(()) => Action::Home,
            Err(denied) => {
                self.denied(&denied, cx);
                Action::Stay
            }
        }
    }

    /// The form of the pile that is in front is filed and the next one begun; how it ended is asked where it was not said.
    fn next_form(&mut self, cx: &mut Cx) -> Action {
        let Some(front) = cx.desk.front() else {
            return Action::Home;
        };
        if front.attention.opening.channel.is_conversation() {
            cx.say(Tone::Plain, cx.texts().attention.no_pile.to_string());
            return Action::Stay;
        }
        if front.attention.outcome.is_none() {
            return Action::Push(Box::new(OutcomeBox::of_a_pile(cx)));
        }
        if let Err(denied) = cx.desk.next_form() {
            self.denied(&denied, cx);
        }
        self.sync(cx);
        Action::Stay
    }

    fn conclude(&mut self, outcome: Outcome, cx: &mut Cx) -> Action {
        if let Err(denied) = cx.desk.conclude(outcome) {
            self.denied(&denied, cx);
        }
        self.sync(cx);
        Action::Stay
    }

    /// Says what is in the way, and goes there.
    pub(super) fn denied(&mut self, denied: &Denied, cx: &mut Cx) {
        jump_to_missing(denied, cx);
        cx.deny(denied);
        self.sync(cx);
    }
}

impl Screen for AttentionScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        if cx.desk.front().is_none() {
            return Action::Home;
        }
        self.sync(cx);
        match input {
            Input::Key(key) => self.key(*key, cx),
            Input::Paste(text) => {
                let form = cx.form();
                let reaction = self
                    .slots
                    .get_mut(self.focus)
                    .map_or(Reaction::Ignored, |s| s.editor.paste(text, &form));
                if reaction == Reaction::Changed {
                    self.store(cx);
                }
                Action::Stay
            }
            Input::Tick => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let area: Rect = frame.area();
        if area.width >= super::layout::WIDE {
            super::layout::draw_wide(self, frame, area, cx);
        } else {
            super::layout::draw_narrow(self, frame, area, cx);
        }
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Attention)
    }

    fn act(&mut self, act: Act, cx: &mut Cx) -> Action {
        match act {
            // These leave the field themselves.
            Act::FieldAfter | Act::FieldBefore | Act::Next => {}
            Act::StepAfter
            | Act::StepBefore
            | Act::Back
            | Act::Finish
            | Act::Escalate
            | Act::Park => self.leave(cx),
            // A box or a search comes back to the field, in mid-word.
            _ => self.store(cx),
        }
        match act {
            Act::Next => return self.next(cx),
            Act::FieldAfter if self.focus + 1 < self.slots.len() => {
                self.focus_on(self.focus + 1, cx);
            }
            Act::FieldBefore => self.focus_on(self.focus.saturating_sub(1), cx),
            Act::StepAfter => return self.advance(cx),
            Act::StepBefore => {
                let back = cx.desk.act(Command::Back);
                cx.done(&back);
            }
            Act::Back => match cx.desk.act(Command::Back) {
                Ok(()) => {}
                Err(Denied::Refused(Refusal::FirstStep)) => return Self::park(cx),
                Err(denied) => cx.deny(&denied),
            },
            Act::Park => return Self::park(cx),
            Act::Hold => return Action::Push(Box::new(HoldBox)),
            Act::Cut => return Self::cut(cx),
            Act::CallBack => return Action::Push(Box::new(CallbackBox::new(cx))),
            Act::Escalate => return self.conclude(Outcome::Escalated, cx),
            Act::Search => return Action::Push(Box::new(SearchScreen::default())),
            Act::Spell => return Action::Push(Box::new(SpellBox::of_front(cx))),
            Act::Phrases => {
                let knowledge = cx.desk.knowledge();
                return Action::Push(Box::new(PhrasesBox::new(self.prompt.clone(), knowledge)));
            }
            Act::Finish => return self.finish(cx),
            Act::Outcome => return Action::Push(Box::new(OutcomeBox::new(cx))),
            Act::Note => return Action::Push(Box::new(prompt_box::note(cx))),
            Act::Voice => return Action::Push(Box::new(prompt_box::voice(cx))),
            Act::NextForm => return self.next_form(cx),
            Act::Evaluate => return evaluation::turn(cx),
            Act::Consult => return Action::Push(Box::new(prompt_box::consult(cx))),
            Act::Abandon => return Action::Push(Box::new(prompt_box::abandon())),
            Act::FieldAfter => {}
            _ => return common(act, Scope::Attention, cx),
        }
        self.sync(cx);
        Action::Stay
    }
}
