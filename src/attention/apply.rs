//! Folding acts into the state. Total: whatever is in the journal can be read.

use super::{Act, Attention, Consult, Cut, Event, Given, Hold};

impl Attention {
    /// Applies one act. Never fails; an act that does not fit the state changes only what it speaks of.
    pub fn apply(&mut self, act: &Act) {
        match &act.event {
            Event::Answered { field, answer } => {
                self.answers.insert(
                    field.clone(),
                    Given {
                        answer: answer.clone(),
                        at: act.at,
                    },
                );
                // The last values are the state; the acts stay short.
                return;
            }
            Event::Corrected { field, to, .. } => {
                self.answers.insert(
                    field.clone(),
                    Given {
                        answer: to.clone(),
                        at: act.at,
                    },
                );
            }
            Event::Reset { field, .. } => {
                self.answers.remove(field);
            }
            Event::Opened { step } | Event::Moved { to: step } => {
                self.visited.insert(step.clone());
                self.step.clone_from(step);
            }
            Event::Numbered { number } => self.number = Some(*number),
            Event::Held { minutes } => {
                self.hold = Some(Hold {
                    since: act.at,
                    minutes: *minutes,
                });
            }
            Event::HeldLonger { minutes } => {
                if let Some(hold) = &mut self.hold {
                    hold.minutes = hold.minutes.saturating_add(*minutes);
                }
            }
            Event::Resumed => self.end_hold(act),
            Event::CutOff => {
                self.end_hold(act);
                self.cut = Some(Cut {
                    since: act.at,
                    attempts: 0,
                });
            }
            Event::Attempted => {
                if let Some(cut) = &mut self.cut {
                    cut.attempts = cut.attempts.saturating_add(1);
                }
            }
            Event::Recovered => self.cut = None,
            Event::Consulted { whom, question } => {
                self.consult = Some(Consult {
                    since: act.at,
                    whom: whom.clone(),
                    question: question.clone(),
                });
            }
            Event::Advised { .. } => self.end_consult(act),
            Event::Noted { .. } | Event::Voiced { .. } => {}
            Event::Promised { promise } => self.promises.push(promise.clone()),
            Event::Concluded { outcome } => self.outcome = Some(*outcome),
            Event::SaidGoodbye => self.goodbye_at = Some(act.at),
            Event::Filed => {
                self.end_hold(act);
                self.end_consult(act);
                self.filed_at = Some(act.at);
            }
            Event::Abandoned { .. } => {
                self.end_hold(act);
                self.end_consult(act);
                self.outcome = Some(crate::protocol::Outcome::Abandoned);
                self.filed_at = Some(act.at);
            }
            Event::Reopened { .. } => {
                self.filed_at = None;
                self.goodbye_at = None;
                self.outcome = None;
                self.cut = None;
            }
        }
        self.acts.push(act.clone());
    }

    fn end_hold(&mut self, act: &Act) {
        if let Some(hold) = self.hold.take() {
            self.held_seconds += (act.at - hold.since).num_seconds().max(0);
        }
    }

    fn end_consult(&mut self, act: &Act) {
        if let Some(consult) = self.consult.take() {
            self.consulted_seconds += (act.at - consult.since).num_seconds().max(0);
        }
    }
}
