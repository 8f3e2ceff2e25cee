//! What of the protocol is in front of the agent now: steps, fields, lines and requirements, by what was answered.

use super::Attention;
use crate::protocol::{Closing, Field, Line, Outcome, Protocol, Step, Transition, When, keys};

impl Attention {
    /// The ending that the pack proposes as things stand: the first whose condition is met.
    pub fn proposed(&self, protocol: &Protocol) -> Option<Outcome> {
        let mut conditioned = protocol
            .closings
            .iter()
            .filter(|c| c.proposed_when.is_some());
        conditioned
            .find(|c| self.holds(c.proposed_when.as_ref()))
            .map(|c| c.outcome)
    }

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

    /// How the attention is closed, where the step is the one in which goodbye is said and it is known how it ends.
    pub fn closing<'p>(&self, protocol: &'p Protocol, step: &Step) -> Option<&'p Closing> {
        let here = protocol.farewell_step().is_some_and(|s| s.id == step.id);
        self.outcome
            .filter(|_| here)
            .and_then(|o| protocol.closing(o))
    }

    /// The fields shown in a step: in the step of goodbye those of the outcome's closing come first. Who keyed the marks is
    /// not among them: that is recorded and not asked.
    pub fn fields<'p>(
        &self,
        protocol: &'p Protocol,
        step: &'p Step,
    ) -> impl Iterator<Item = &'p Field> {
        let closing = self.closing(protocol, step);
        let closing_fields = closing.map_or(&[][..], |c| &c.fields);
        closing_fields
            .iter()
            .chain(&step.fields)
            .filter(|f| f.key != keys::EVALUATION_BY && self.holds(f.when.as_ref()))
    }

    /// The questions about the service that are asked now, wherever they are.
    pub fn evaluation<'p>(&self, protocol: &'p Protocol) -> impl Iterator<Item = &'p Field> {
        let about = |f: &&Field| keys::is_evaluation(&f.key);
        let steps = self.steps(protocol).flat_map(|s| self.fields(protocol, s));
        steps.filter(about)
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
        self.answer(&field.key).is_some_and(|a| field.answers(a))
    }

    /// The step in which a field is asked now.
    pub fn step_of<'p>(&self, protocol: &'p Protocol, key: &str) -> Option<&'p Step> {
        self.steps(protocol)
            .find(|s| self.fields(protocol, s).any(|f| f.key == key))
    }
}
