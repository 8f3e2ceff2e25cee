//! From step to step, and what a transition needs answered.

use super::decide::Decision;
use super::{Attention, Event, Refusal};
use crate::protocol::{Branch, Phase, Protocol, Step, Transition};

impl Attention {
    pub(super) fn advance(&self, protocol: &Protocol) -> Decision {
        let (place, step) = self.place(protocol)?;
        let shown = self.holds(step.when.as_ref()).then_some(step);
        self.require(protocol, Transition::Advance, shown.into_iter(), |t| {
            t == Transition::Advance
        })?;
        let walked = |to: &str| self.steps(protocol).any(|s| s.id == to);
        let holding = |b: &&Branch| self.holds(Some(&b.when)) && walked(&b.to);
        if let Some(branch) = step.next.iter().find(holding) {
            return self.jump(protocol, branch);
        }
        let mut after = protocol.steps.iter().skip(place + 1);
        match after.find(|s| self.holds(s.when.as_ref())) {
            Some(next) => self.enter(next),
            None if self.outcome.is_none() => Err(Refusal::NoOutcome),
            None => Err(Refusal::NoGoodbye),
        }
    }

    /// Where a rule of the step leads, and what is to be asked anew there.
    fn jump(&self, protocol: &Protocol, branch: &Branch) -> Decision {
        let (_, to) = protocol
            .step(&branch.to)
            .ok_or_else(|| Refusal::UnknownStep {
                step: branch.to.clone(),
            })?;
        let reset = branch.reset.iter().filter_map(|field| {
            let was = self.answer(field)?.clone();
            Some(Event::Reset {
                field: field.clone(),
                was,
            })
        });
        let moved = self.enter(to)?;
        Ok(reset.chain(moved).collect())
    }

    pub(super) fn back(&self, protocol: &Protocol) -> Decision {
        let (place, _) = self.place(protocol)?;
        let before = protocol.steps.iter().take(place);
        before
            .rev()
            .find(|s| self.holds(s.when.as_ref()))
            .map(|s| vec![Event::Moved { to: s.id.clone() }])
            .ok_or(Refusal::FirstStep)
    }

    /// The step the agent is at, with its place in the pack: an answer may have hidden it meanwhile.
    fn place<'p>(&self, protocol: &'p Protocol) -> Result<(usize, &'p Step), Refusal> {
        let unknown = || Refusal::UnknownStep {
            step: self.step.clone(),
        };
        protocol.step(&self.step).ok_or_else(unknown)
    }

    pub(super) fn go_to(&self, protocol: &Protocol, id: &str) -> Decision {
        let step = self.steps(protocol).find(|s| s.id == id);
        let step = step.ok_or_else(|| Refusal::UnknownStep {
            step: id.to_owned(),
        })?;
        if step.id == self.step {
            Ok(Vec::new())
        } else {
            self.enter(step)
        }
    }

    /// Goodbye is said knowing how the attention ends.
    fn enter(&self, step: &Step) -> Decision {
        if step.phase == Phase::Farewell && self.outcome.is_none() {
            return Err(Refusal::NoOutcome);
        }
        Ok(vec![Event::Moved {
            to: step.id.clone(),
        }])
    }

    /// Refuses where a shown field that a transition needs is empty or holds something else than what was asked.
    pub(super) fn require<'p>(
        &self,
        protocol: &'p Protocol,
        transition: Transition,
        steps: impl Iterator<Item = &'p Step>,
        needed: impl Fn(Transition) -> bool,
    ) -> Result<(), Refusal> {
        let mut missing = Vec::new();
        for field in steps.flat_map(|s| self.fields(protocol, s)) {
            if !field.required_for.iter().any(|t| needed(*t)) {
                continue;
            }
            match self.answer(&field.key).filter(|a| !a.is_empty()) {
                None => missing.push(field.key.clone()),
                Some(answer) => field.check(answer).map_err(|fault| Refusal::Faulty {
                    transition,
                    field: field.key.clone(),
                    fault,
                })?,
            }
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Refusal::Missing {
                transition,
                fields: missing,
            })
        }
    }
}
