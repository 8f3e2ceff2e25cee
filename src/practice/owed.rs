//! What becomes of promises: calls are made, answers come, and few no longer matter.

use chrono::{DateTime, TimeDelta, Utc};

use super::attentions::Simulation;
use super::data::talk;
use super::days::OPENS;
use super::replies::Plan;
use crate::attention::Attention;
use crate::journal::{Body, NewEntry};
use crate::promise::{Due, Ending, Promise, PromiseEnd, PromiseKind};
use crate::protocol::Answer;

/// Business days that an answer takes to which no term was said.
const USUAL_TERM: u64 = 10;

/// A call that was promised.
pub(super) struct Call {
    pub(super) promise: Promise,
    pub(super) protocol: String,
    pub(super) plan: Plan,
    /// What was known of the person.
    pub(super) answers: Vec<(String, Answer)>,
}

impl Simulation {
    /// A round hour for a call: this afternoon, or on the next day of work.
    pub(super) fn call_hour(&mut self, at: DateTime<Utc>) -> DateTime<Utc> {
        let today = self.hours.date(at);
        let quarter = TimeDelta::minutes(15 * self.rng.between(0, 16));
        let afternoon = self.hours.at(today, TimeDelta::hours(12)) + quarter;
        if afternoon > at + TimeDelta::hours(1) && self.rng.chance(450) {
            return afternoon;
        }
        let next = self.hours.later(today, 1, &mut self.rng);
        let quarter = TimeDelta::minutes(15 * self.rng.between(2, 30));
        self.hours.at(self.hours.date(next), OPENS + quarter)
    }

    /// What becomes of the promises of an attention: calls are made, answers come, and few no longer matter.
    pub(super) fn promises(&mut self, attention: &Attention, plan: &Plan) {
        for promise in &attention.promises {
            match (promise.kind, &promise.due) {
                (PromiseKind::Callback, Due::At(at)) if self.days.as_slice().len() >= 2 => {
                    self.calls.entry(*at).or_default().push(Call {
                        promise: promise.clone(),
                        protocol: attention.opening.protocol.id.clone(),
                        plan: plan.clone(),
                        answers: known(attention),
                    });
                }
                (_, due @ (Due::Term { .. } | Due::Open)) => {
                    let amount = match due {
                        Due::Term { amount, .. } => u64::from(*amount),
                        _ => USUAL_TERM,
                    };
                    let start = self.hours.date(promise.made_at);
                    // Business days, as days of the year; one in twelve answers is late.
                    let whole = (amount * 7 / 5).max(3);
                    let days = if self.rng.chance(80) {
                        whole + 2 + self.rng.below(12)
                    } else {
                        2 + self.rng.below(whole - 2)
                    };
                    let at = self.hours.later(start, days, &mut self.rng);
                    let agent = self.agent(at);
                    let end = if self.rng.chance(60) {
                        ending(promise, Ending::Withdrawn, talk().withdrawn, at, agent)
                    } else {
                        let words = self.rng.pick(&talk().answered);
                        ending(promise, Ending::Kept, words, at, agent)
                    };
                    let entry = NewEntry {
                        id: self.rng.id(at),
                        at,
                        agent: agent.to_owned(),
                        salt: self.rng.salt(),
                        body: Body::PromiseEnd(end),
                    };
                    self.think(entry);
                }
                _ => {}
            }
        }
    }
}

/// What is on the form already when a promised call is made: who the person is and how to reach them.
fn known(attention: &Attention) -> Vec<(String, Answer)> {
    attention
        .answers
        .iter()
        .filter(|(key, _)| key.starts_with("persona.") || key.starts_with("contacto."))
        .map(|(key, given)| (key.clone(), given.answer.clone()))
        .collect()
}

/// How a promise ended.
pub(super) fn ending(
    promise: &Promise,
    how: Ending,
    note: &str,
    at: DateTime<Utc>,
    agent: &str,
) -> PromiseEnd {
    PromiseEnd {
        promise: promise.id,
        attention: promise.attention,
        how,
        note: note.to_owned(),
        at,
        by: agent.to_owned(),
    }
}
