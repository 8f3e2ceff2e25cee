//! What of the protocol is in front of the agent now: steps, fields, lines and requirements, by what was answered.

use super::Attention;
use crate::protocol::{Answer, Field, Line, Outcome, Phase, Protocol, Step, Transition, When};

impl Attention {
    /// Whether a condition holds now; no condition always holds.
    pub fn holds(&self, when: Option<&When>) -> bool {
        when.is_none_or(|w| w.holds(self.opening.channel, &|key| self.answer(key)))
    }

    /// The steps that are walked now, in order.
    pub fn steps<'p>(&self, protocol: &'p Protocol) -> impl Iterator<Item = &'p Step> {
        protocol
            .steps
            .iter()
            .filter(|s| self.holds(s.when.as_ref()))
    }

    /// The step the agent is at.
    pub fn current_step<'p>(&self, protocol: &'p Protocol) -> Option<&'p Step> {
        protocol.step(&self.step).map(|(_, step)| step)
    }

    /// The fields shown in a step: in the step of goodbye those of the outcome's closing come first.
    pub fn fields<'p>(
        &self,
        protocol: &'p Protocol,
        step: &'p Step,
    ) -> impl Iterator<Item = &'p Field> {
        let closing = self
            .outcome
            .filter(|_| step.phase == Phase::Farewell)
            .and_then(|o| protocol.closing(o));
        let closing_fields = closing.map_or(&[][..], |c| &c.fields);
        closing_fields
            .iter()
            .chain(&step.fields)
            .filter(|f| self.holds(f.when.as_ref()))
    }

    /// The lines of a list that are shown now.
    pub fn lines<'p>(&self, lines: &'p [Line]) -> impl Iterator<Item = &'p Line> {
        lines.iter().filter(|l| self.holds(l.when.as_ref()))
    }

    /// Whether a field that is shown has to be answered on the way to `aim`, the outcome that is aimed at; without one,
    /// towards the outcome chosen, or a resolved attention until another is.
    pub fn is_required(&self, field: &Field, aim: Option<Outcome>) -> bool {
        let outcome = aim.or(self.outcome).unwrap_or(Outcome::Resolved);
        outcome.has_farewell()
            && field.required_for.iter().any(|t| match t {
                Transition::Visit => false,
                Transition::Advance
                | Transition::Conclude
                | Transition::Farewell
                | Transition::File => true,
                Transition::Outcome(o) => *o == outcome,
            })
    }

    /// Whether a field is answered as asked.
    pub fn is_answered(&self, field: &Field) -> bool {
        self.answer(&field.key)
            .is_some_and(|a: &Answer| a.answers(&field.ask))
    }

    /// The step in which a field is asked now.
    pub fn step_of<'p>(&self, protocol: &'p Protocol, key: &str) -> Option<&'p Step> {
        self.steps(protocol)
            .find(|s| self.fields(protocol, s).any(|f| f.key == key))
    }
}
