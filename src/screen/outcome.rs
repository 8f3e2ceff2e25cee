//! How the attention ends: chosen once, each with its own closing.

use ratatui::Frame;

use super::choose::{Choices, Chosen};
use super::missing::jump_to_missing;
use super::{Action, Cx, Input, Screen, View};
use crate::desk::Denied;
use crate::promise::PromiseKind;
use crate::protocol::Outcome;

/// The outcomes that have a farewell, in the order they are offered.
const OFFERED: [Outcome; 6] = [
    Outcome::Resolved,
    Outcome::Escalated,
    Outcome::Pending,
    Outcome::Callback,
    Outcome::Referred,
    Outcome::Declined,
];

/// The list of outcomes.
pub(super) struct OutcomeBox {
    /// Those that the pack closes.
    offered: Vec<Outcome>,
    choices: Choices,
    /// Whether the next form of a pile is begun once this one is filed.
    pile: bool,
}

impl OutcomeBox {
    /// Proposes what the conversation points to: a callback that was promised, else what the pack says, else resolved.
    pub(super) fn new(cx: &Cx) -> Self {
        let promised = cx.desk.front().is_some_and(|f| {
            f.attention
                .promises
                .iter()
                .any(|p| p.kind == PromiseKind::Callback)
        });
        let chosen = cx.desk.front().and_then(|f| f.attention.outcome);
        let proposed = if let Some(outcome) = chosen {
            outcome
        } else if promised {
            Outcome::Callback
        } else {
            cx.desk
                .front()
                .and_then(|f| f.attention.proposed(&f.protocol))
                .unwrap_or(Outcome::Resolved)
        };
        let mut offered = OFFERED.to_vec();
        if let Some(front) = cx.desk.front() {
            offered.retain(|o| front.protocol.closing(*o).is_some());
        }
        Self {
            choices: Choices::at(offered.iter().position(|o| *o == proposed).unwrap_or(0)),
            offered,
            pile: false,
        }
    }

    /// The same, filing the form at once and going on with the next.
    pub(super) fn of_a_pile(cx: &Cx) -> Self {
        Self {
            pile: true,
            ..Self::new(cx)
        }
    }

    fn end(&self, outcome: Outcome, cx: &mut Cx) -> Result<(), Denied> {
        cx.desk.conclude(outcome)?;
        if self.pile {
            cx.desk.next_form()?;
        }
        Ok(())
    }
}

impl Screen for OutcomeBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match self.choices.key(*key, self.offered.len()) {
            Chosen::Nothing => Action::Stay,
            Chosen::Leave => Action::Pop,
            Chosen::Item(i) => {
                if let Err(denied) = self.end(self.offered[i], cx) {
                    jump_to_missing(&denied, cx);
                    cx.deny(&denied);
                }
                Action::Pop
            }
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().outcomes;
        let items: Vec<(String, String)> = self
            .offered
            .iter()
            .map(|o| (t.name(*o).to_string(), t.meaning(*o).to_string()))
            .collect();
        self.choices.draw(frame, &t.title, "", &items, cx);
    }

    fn is_box(&self) -> bool {
        true
    }
}
