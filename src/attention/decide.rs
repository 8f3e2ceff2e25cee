//! Every rule of an attention: what a command leads to, or why it is refused.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Attention, Command, Event, Opening, Refusal};
use crate::protocol::{Answer, Phase, Protocol, Step, Transition, keys};

pub(super) type Decision = Result<Vec<Event>, Refusal>;

/// Most minutes that one hold may promise: beyond an hour it is a callback.
const MOST_MINUTES: u16 = 60;

impl Attention {
    /// A new attention at the first step of its protocol; `by` the agent of the opening, at its instant.
    pub fn open(id: Uuid, opening: Opening, protocol: &Protocol) -> Self {
        let mut attention = Self::unopened(id, opening);
        let step = attention
            .steps(protocol)
            .next()
            .map_or_else(String::new, |s| s.id.clone());
        let act = super::Act {
            at: attention.opening.at,
            by: attention.opening.agent.clone(),
            event: Event::Opened { step },
        };
        attention.apply(&act);
        attention
    }

    /// What a command leads to at `now`, by the agent `by`: events to record and apply, or a refusal that changes nothing.
    pub fn decide(
        &self,
        protocol: &Protocol,
        command: Command,
        now: DateTime<Utc>,
        by: &str,
    ) -> Decision {
        if self.is_filed() {
            return self.decide_filed(protocol, command);
        }
        match command {
            Command::Reserve { number } => Ok(self
                .number
                .map_or_else(|| vec![Event::Numbered { number }], |_| Vec::new())),
            Command::Answer { field, answer } => {
                self.answer_field(protocol, field, answer, keys::KEYED_BY_AGENT)
            }
            // The screen is in the person's hands: nothing else is theirs to change.
            Command::Evaluate { field, .. } if !keys::is_evaluation(&field) => {
                Err(Refusal::UnknownField { field })
            }
            Command::Evaluate { field, answer } => {
                self.answer_field(protocol, field, answer, keys::KEYED_BY_PERSON)
            }
            Command::Note { text } => not_empty(&text).map(|()| vec![Event::Noted { text }]),
            Command::Voice { kind, text, answer } => self.voice(kind, text, answer, now, by),
            Command::Advance => self.advance(protocol),
            Command::Back => self.back(protocol),
            Command::GoTo { step } => self.go_to(protocol, &step),
            Command::Hold { minutes } => self.hold_line(minutes),
            Command::HoldLonger { minutes } => {
                self.hold.as_ref().ok_or(Refusal::NotOnHold)?;
                minutes_in_range(minutes).map(|()| vec![Event::HeldLonger { minutes }])
            }
            Command::Resume => self
                .hold
                .as_ref()
                .map(|_| vec![Event::Resumed])
                .ok_or(Refusal::NotOnHold),
            Command::CutOff => self.cut_line(),
            Command::Attempt => self
                .cut
                .as_ref()
                .map(|_| vec![Event::Attempted])
                .ok_or(Refusal::LineNotCut),
            Command::Recover => self
                .cut
                .as_ref()
                .map(|_| vec![Event::Recovered])
                .ok_or(Refusal::LineNotCut),
            Command::Consult { whom, question } => self.ask_within(whom, question),
            Command::Advise { answer } => {
                self.consult.as_ref().ok_or(Refusal::NotConsulting)?;
                not_empty(&answer).map(|()| vec![Event::Advised { answer }])
            }
            Command::PromiseCallback {
                id,
                phone,
                at,
                what,
            } => self.promise_callback(id, phone, at, what, now, by),
            Command::Conclude { outcome } => self.conclude(protocol, outcome),
            Command::SayGoodbye {
                promise,
                today,
                zone,
            } => self.say_goodbye(protocol, promise, today, zone, now, by),
            Command::File => self.file(protocol),
            Command::Abandon { reason } => Ok(vec![Event::Abandoned { reason }]),
            Command::Correct { .. } | Command::Reopen { .. } => Err(Refusal::NotFiled),
        }
    }

    fn decide_filed(&self, protocol: &Protocol, command: Command) -> Decision {
        match command {
            Command::Note { text } => not_empty(&text).map(|()| vec![Event::Noted { text }]),
            Command::Correct {
                field,
                answer,
                reason,
            } => {
                let asked = protocol
                    .field(&field)
                    .ok_or_else(|| Refusal::UnknownField {
                        field: field.clone(),
                    })?;
                not_empty(&reason)?;
                let from = self.answer(&field).cloned();
                if from.as_ref() == Some(&answer) || (from.is_none() && answer.is_empty()) {
                    return Err(Refusal::Same);
                }
                asked.check(&answer).map_err(|fault| Refusal::Faulty {
                    transition: Transition::File,
                    field: field.clone(),
                    fault,
                })?;
                let by = keys::KEYED_BY_AGENT;
                let keyed = self
                    .is_keyed_anew(protocol, &field, by)
                    .then(|| Event::Corrected {
                        field: keys::EVALUATION_BY.to_owned(),
                        from: self.answer(keys::EVALUATION_BY).cloned(),
                        to: Answer::Choice(by.to_owned()),
                        reason: reason.clone(),
                    });
                let corrected = Event::Corrected {
                    field,
                    from,
                    to: answer,
                    reason,
                };
                Ok(std::iter::once(corrected).chain(keyed).collect())
            }
            Command::Reopen { reason } => {
                not_empty(&reason)?;
                // Where the matter is talked about; an authority that was handed over has no such step.
                let talk = |s: &&Step| matches!(s.phase, Phase::Listen | Phase::Resolve);
                let before = |s: &&Step| s.phase != Phase::Farewell;
                let again = self.steps(protocol).find(talk);
                let again = again.or_else(|| self.steps(protocol).filter(before).last());
                let moved = again.map(|s| Event::Moved { to: s.id.clone() });
                Ok(std::iter::once(Event::Reopened { reason })
                    .chain(moved)
                    .collect())
            }
            _ => Err(Refusal::Filed),
        }
    }

    fn answer_field(
        &self,
        protocol: &Protocol,
        field: String,
        answer: Answer,
        keyed_by: &str,
    ) -> Decision {
        if protocol.field(&field).is_none() {
            return Err(Refusal::UnknownField { field });
        }
        if self.is_promised(protocol, &field) {
            return Err(Refusal::SaidGoodbye);
        }
        let same = match self.answer(&field) {
            Some(before) => *before == answer,
            None => answer.is_empty(),
        };
        if same {
            return Ok(Vec::new());
        }
        let keyed = self.keyed(protocol, &field, keyed_by);
        Ok(std::iter::once(Event::Answered { field, answer })
            .chain(keyed)
            .collect())
    }

    /// Who keyed an answer about the service: whoever did it last, so that a person's mark that an agent changed does not
    /// pass for the person's.
    fn keyed(&self, protocol: &Protocol, field: &str, by: &str) -> Option<Event> {
        self.is_keyed_anew(protocol, field, by)
            .then(|| Event::Answered {
                field: keys::EVALUATION_BY.to_owned(),
                answer: Answer::Choice(by.to_owned()),
            })
    }

    /// Whether an answer to this field makes another the one who keyed the marks.
    fn is_keyed_anew(&self, protocol: &Protocol, field: &str, by: &str) -> bool {
        keys::is_evaluation(field)
            && self.text(keys::EVALUATION_BY) != Some(by)
            && protocol.field(keys::EVALUATION_BY).is_some()
    }

    fn hold_line(&self, minutes: u16) -> Decision {
        if self.hold.is_some() {
            return Err(Refusal::OnHold);
        }
        if !self.opening.channel.is_conversation() {
            return Err(Refusal::NobodyThere);
        }
        self.in_conversation()?;
        minutes_in_range(minutes).map(|()| vec![Event::Held { minutes }])
    }

    fn cut_line(&self) -> Decision {
        if !self.opening.channel.has_line() {
            return Err(Refusal::NoLine);
        }
        self.in_conversation().map(|()| vec![Event::CutOff])
    }

    fn ask_within(&self, whom: String, question: String) -> Decision {
        if self.consult.is_some() {
            return Err(Refusal::Consulting);
        }
        not_empty(&whom)?;
        Ok(vec![Event::Consulted { whom, question }])
    }

    /// Refuses what needs the person on the line.
    fn in_conversation(&self) -> Result<(), Refusal> {
        if self.cut.is_some() {
            Err(Refusal::LineCut)
        } else if self.goodbye_at.is_some() {
            Err(Refusal::SaidGoodbye)
        } else {
            Ok(())
        }
    }
}

pub(super) fn not_empty(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        Err(Refusal::Empty)
    } else {
        Ok(())
    }
}

fn minutes_in_range(minutes: u16) -> Result<(), Refusal> {
    if (1..=MOST_MINUTES).contains(&minutes) {
        Ok(())
    } else {
        Err(Refusal::Minutes { given: minutes })
    }
}
