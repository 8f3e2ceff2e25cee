//! Every rule of an attention: what a command leads to, or why it is refused.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Utc};
use uuid::Uuid;

use super::{Attention, Command, Event, Opening, Refusal};
use crate::promise::{Due, Promise, PromiseKind};
use crate::protocol::{Answer, Channel, Outcome, Phase, Protocol, Step, Transition, keys};

type Decision = Result<Vec<Event>, Refusal>;

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
            Command::Answer { field, answer } => self.answer_field(protocol, field, answer),
            Command::Note { text } => not_empty(&text).map(|()| vec![Event::Noted { text }]),
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
                answer.check(&asked.ask).map_err(|fault| Refusal::Faulty {
                    transition: Transition::File,
                    field: field.clone(),
                    fault,
                })?;
                Ok(vec![Event::Corrected {
                    field,
                    from,
                    to: answer,
                    reason,
                }])
            }
            Command::Reopen { reason } => {
                not_empty(&reason)?;
                let again = self
                    .steps(protocol)
                    .find(|s| matches!(s.phase, Phase::Listen | Phase::Resolve));
                let moved = again.map(|s| Event::Moved { to: s.id.clone() });
                Ok(std::iter::once(Event::Reopened { reason })
                    .chain(moved)
                    .collect())
            }
            _ => Err(Refusal::Filed),
        }
    }

    fn answer_field(&self, protocol: &Protocol, field: String, answer: Answer) -> Decision {
        if protocol.field(&field).is_none() {
            return Err(Refusal::UnknownField { field });
        }
        let same = match self.answer(&field) {
            Some(before) => *before == answer,
            None => answer.is_empty(),
        };
        Ok(if same {
            Vec::new()
        } else {
            vec![Event::Answered { field, answer }]
        })
    }

    fn advance(&self, protocol: &Protocol) -> Decision {
        let step = self
            .current_step(protocol)
            .ok_or_else(|| Refusal::UnknownStep {
                step: self.step.clone(),
            })?;
        self.require(protocol, Transition::Advance, std::iter::once(step), |t| {
            t == Transition::Advance
        })?;
        if let Some(branch) = step.next.iter().find(|b| self.holds(Some(&b.when))) {
            let reset = branch.reset.iter().filter_map(|field| {
                let was = self.answer(field)?.clone();
                Some(Event::Reset {
                    field: field.clone(),
                    was,
                })
            });
            return Ok(reset
                .chain(std::iter::once(Event::Moved {
                    to: branch.to.clone(),
                }))
                .collect());
        }
        let next = self.steps(protocol).skip_while(|s| s.id != step.id).nth(1);
        match next {
            Some(next) => self.enter(next),
            None if self.outcome.is_none() => Err(Refusal::NoOutcome),
            None => Err(Refusal::NoGoodbye),
        }
    }

    fn back(&self, protocol: &Protocol) -> Decision {
        let before = self
            .steps(protocol)
            .take_while(|s| s.id != self.step)
            .last();
        before
            .map(|s| vec![Event::Moved { to: s.id.clone() }])
            .ok_or(Refusal::FirstStep)
    }

    fn go_to(&self, protocol: &Protocol, id: &str) -> Decision {
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

    fn hold_line(&self, minutes: u16) -> Decision {
        if self.hold.is_some() {
            return Err(Refusal::OnHold);
        }
        self.in_conversation()?;
        minutes_in_range(minutes).map(|()| vec![Event::Held { minutes }])
    }

    fn cut_line(&self) -> Decision {
        if self.opening.channel == Channel::InPerson {
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

    #[expect(
        clippy::too_many_arguments,
        reason = "the members of one command, and the moment it is given"
    )]
    fn promise_callback(
        &self,
        id: Uuid,
        phone: String,
        at: DateTime<Utc>,
        what: String,
        now: DateTime<Utc>,
        by: &str,
    ) -> Decision {
        not_empty(&phone)?;
        if at <= now {
            return Err(Refusal::Past);
        }
        let promise = self.callback(id, phone, at, what, now, by);
        Ok(vec![Event::Promised { promise }])
    }

    fn callback(
        &self,
        id: Uuid,
        phone: String,
        at: DateTime<Utc>,
        what: String,
        now: DateTime<Utc>,
        by: &str,
    ) -> Promise {
        let replaces = self
            .promises
            .iter()
            .rev()
            .find(|p| p.kind == PromiseKind::Callback)
            .map(|p| p.id);
        Promise {
            id,
            attention: self.id,
            kind: PromiseKind::Callback,
            due: Due::At(at),
            what,
            phone: Some(phone),
            unit: None,
            made_at: now,
            by: by.to_owned(),
            replaces,
        }
    }

    fn conclude(&self, protocol: &Protocol, outcome: Outcome) -> Decision {
        if self.goodbye_at.is_some() {
            return Err(Refusal::SaidGoodbye);
        }
        let mut events = Vec::new();
        if outcome.has_farewell() {
            let transition = Transition::Outcome(outcome);
            let before = self.steps(protocol).filter(|s| s.phase != Phase::Farewell);
            self.require(protocol, transition, before, |t| {
                t == Transition::Conclude || t == transition
            })?;
        }
        if self.hold.is_some() {
            events.push(Event::Resumed);
        }
        if self.outcome != Some(outcome) {
            events.push(Event::Concluded { outcome });
        }
        if let Some(step) = protocol.farewell_step()
            && outcome.has_farewell()
            && step.id != self.step
        {
            events.push(Event::Moved {
                to: step.id.clone(),
            });
        }
        Ok(events)
    }

    fn say_goodbye(
        &self,
        protocol: &Protocol,
        id: Uuid,
        today: NaiveDate,
        zone: FixedOffset,
        now: DateTime<Utc>,
        by: &str,
    ) -> Decision {
        let outcome = self.outcome.ok_or(Refusal::NoOutcome)?;
        if self.goodbye_at.is_some() {
            return Err(Refusal::SaidGoodbye);
        }
        let transition = Transition::Outcome(outcome);
        let needed =
            |t| matches!(t, Transition::Conclude | Transition::Farewell) || t == transition;
        if outcome.has_farewell() {
            self.require(protocol, Transition::Farewell, self.steps(protocol), needed)?;
        }
        let promise = match outcome {
            Outcome::Callback => self.callback_at_goodbye(id, zone, now, by)?,
            _ => self.answer_at_goodbye(protocol, outcome, id, today, now, by),
        };
        let hold = self.hold.as_ref().map(|_| Event::Resumed);
        let promised = promise.map(|promise| Event::Promised { promise });
        Ok(hold
            .into_iter()
            .chain(promised)
            .chain(std::iter::once(Event::SaidGoodbye))
            .collect())
    }

    /// The callback that goodbye promises, unless the same was promised already.
    fn callback_at_goodbye(
        &self,
        id: Uuid,
        zone: FixedOffset,
        now: DateTime<Utc>,
        by: &str,
    ) -> Result<Option<Promise>, Refusal> {
        let given = match self.answer(keys::CALLBACK_AT) {
            Some(Answer::Moment(local)) => zone
                .from_local_datetime(local)
                .single()
                .map(|at| at.to_utc()),
            _ => None,
        };
        let phone = self
            .text(keys::CALLBACK_PHONE)
            .or_else(|| self.text(keys::PHONE))
            .unwrap_or_default()
            .to_owned();
        let last = self
            .promises
            .iter()
            .rev()
            .find(|p| p.kind == PromiseKind::Callback);
        match (given, last) {
            (None, Some(_)) => Ok(None),
            (Some(at), Some(p)) if p.due.at() == Some(at) && p.phone.as_deref() == Some(&phone) => {
                Ok(None)
            }
            (Some(at), _) if at <= now => Err(Refusal::Past),
            (Some(at), _) => Ok(Some(self.callback(id, phone, at, self.what(), now, by))),
            (None, None) => Err(Refusal::Missing {
                transition: Transition::Farewell,
                fields: vec![keys::CALLBACK_AT.to_owned()],
            }),
        }
    }

    /// The answer that goodbye promises: by the term of the outcome's closing, or without a term where one is owed.
    fn answer_at_goodbye(
        &self,
        protocol: &Protocol,
        outcome: Outcome,
        id: Uuid,
        today: NaiveDate,
        now: DateTime<Utc>,
        by: &str,
    ) -> Option<Promise> {
        let owed = matches!(outcome, Outcome::Escalated | Outcome::Pending);
        let rule = protocol.closing(outcome).and_then(|c| c.term.as_ref());
        let amount = rule.and_then(|r| self.text(&r.field)?.parse::<u16>().ok());
        let due = match (rule, amount) {
            (Some(rule), Some(amount)) => Due::Term {
                start: today,
                amount,
                unit: rule.unit,
                to_be_confirmed: rule.to_be_confirmed,
            },
            // The closing has a term and did not ask for it: whoever was handed over attends at once.
            (Some(_), None) => return None,
            (None, _) => Due::Open,
        };
        owed.then(|| Promise {
            id,
            attention: self.id,
            kind: PromiseKind::Answer,
            due,
            what: self.what(),
            phone: self.text(keys::PHONE).map(str::to_owned),
            unit: self.text(keys::UNIT).map(str::to_owned),
            made_at: now,
            by: by.to_owned(),
            replaces: None,
        })
    }

    /// What the person asked for, in the shortest words at hand.
    fn what(&self) -> String {
        self.text(keys::ESSENCE)
            .or_else(|| self.text(keys::REASON))
            .unwrap_or_default()
            .to_owned()
    }

    fn file(&self, protocol: &Protocol) -> Decision {
        let outcome = self.outcome.ok_or(Refusal::NoOutcome)?;
        if outcome.has_farewell() {
            if self.goodbye_at.is_none() {
                return Err(Refusal::NoGoodbye);
            }
            self.require(protocol, Transition::File, self.steps(protocol), |t| {
                t == Transition::File
            })?;
        }
        let hold = self.hold.as_ref().map(|_| Event::Resumed);
        Ok(hold
            .into_iter()
            .chain(std::iter::once(Event::Filed))
            .collect())
    }

    /// Refuses where a shown field that a transition needs is empty or holds something else than what was asked.
    fn require<'p>(
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
                Some(answer) => answer.check(&field.ask).map_err(|fault| Refusal::Faulty {
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

fn not_empty(text: &str) -> Result<(), Refusal> {
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
