//! How an attention ends: its outcome, goodbye with what it promises, filing.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone, Utc};
use uuid::Uuid;

use super::decide::{Decision, not_empty};
use super::{Attention, Event, Refusal};
use crate::promise::{Due, Promise, PromiseKind};
use crate::protocol::{Answer, MatterKind, Outcome, Phase, Protocol, Transition, keys};

impl Attention {
    pub(super) fn promise_callback(
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
        let promise = self.callback(id, Some(phone), at, what, now, by);
        Ok(vec![Event::Promised { promise }])
    }

    /// Takes down what was raised beside the matter at hand.
    pub(super) fn voice(
        &self,
        kind: MatterKind,
        text: String,
        answer: Option<Uuid>,
        now: DateTime<Utc>,
        by: &str,
    ) -> Decision {
        not_empty(&text)?;
        let promise = answer.map(|id| Promise {
            id,
            attention: self.id,
            kind: PromiseKind::Answer,
            due: Due::Open,
            what: text.clone(),
            phone: self.text(keys::PHONE).map(str::to_owned),
            unit: None,
            made_at: now,
            by: by.to_owned(),
            replaces: None,
            voiced: Some(kind),
        });
        let promised = promise.map(|promise| Event::Promised { promise });
        Ok(std::iter::once(Event::Voiced { kind, text })
            .chain(promised)
            .collect())
    }

    /// The last promise of a kind about the matter of this attention: a later one takes its place.
    fn last_promise(&self, kind: PromiseKind) -> Option<&Promise> {
        let about_it = |p: &&Promise| p.kind == kind && p.voiced.is_none();
        self.promises.iter().rev().find(about_it)
    }

    /// Whether a promise was made since the attention was last opened: an older one may have been kept already.
    fn is_fresh(&self, promise: &Promise) -> bool {
        let reopened = self
            .acts
            .iter()
            .rev()
            .find(|a| matches!(a.event, Event::Reopened { .. }));
        reopened.is_none_or(|act| promise.made_at >= act.at)
    }

    /// Whether a field says what was promised at goodbye: once it was told, it stands.
    pub(super) fn is_promised(&self, protocol: &Protocol, field: &str) -> bool {
        let told = self.outcome.filter(|_| self.goodbye_at.is_some());
        let term = told
            .and_then(|o| protocol.closing(o))
            .and_then(|c| c.term.as_ref());
        let callback = told == Some(Outcome::Callback)
            && [keys::CALLBACK_AT, keys::CALLBACK_PHONE].contains(&field);
        callback || term.is_some_and(|t| t.field == field)
    }

    fn callback(
        &self,
        id: Uuid,
        phone: Option<String>,
        at: DateTime<Utc>,
        what: String,
        now: DateTime<Utc>,
        by: &str,
    ) -> Promise {
        Promise {
            id,
            attention: self.id,
            kind: PromiseKind::Callback,
            due: Due::At(at),
            what,
            phone,
            unit: None,
            made_at: now,
            by: by.to_owned(),
            replaces: self.last_promise(PromiseKind::Callback).map(|p| p.id),
            voiced: None,
        }
    }

    pub(super) fn conclude(&self, protocol: &Protocol, outcome: Outcome) -> Decision {
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

    pub(super) fn say_goodbye(
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
            Outcome::Escalated | Outcome::Pending => self
                .answer_due(protocol, outcome, today, zone, now)?
                .map(|due| self.answer_by(due, id, now, by)),
            _ => None,
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
        let given = self.instant(keys::CALLBACK_AT, zone);
        let phone = self
            .text(keys::CALLBACK_PHONE)
            .or_else(|| self.text(keys::PHONE))
            .map(str::to_owned);
        let last = self
            .last_promise(PromiseKind::Callback)
            .filter(|p| self.is_fresh(p));
        match (given, last) {
            (None, Some(_)) => Ok(None),
            (Some(at), Some(p)) if p.due.at() == Some(at) && p.phone == phone => Ok(None),
            (Some(at), _) if at <= now => Err(Refusal::Past),
            (Some(at), _) => Ok(Some(self.callback(id, phone, at, self.what(), now, by))),
            (None, None) => Err(Refusal::Missing {
                transition: Transition::Farewell,
                fields: vec![keys::CALLBACK_AT.to_owned()],
            }),
        }
    }

    /// The instant that a field holds, in the office's zone.
    fn instant(&self, field: &str, zone: FixedOffset) -> Option<DateTime<Utc>> {
        match self.answer(field)? {
            Answer::Moment(local) => {
                let at = zone.from_local_datetime(local).single();
                at.map(|at| at.to_utc())
            }
            _ => None,
        }
    }

    /// When the answer is owed that goodbye promises: by the term of the outcome's closing, at the hour it asks for, or
    /// without either.
    fn answer_due(
        &self,
        protocol: &Protocol,
        outcome: Outcome,
        today: NaiveDate,
        zone: FixedOffset,
        now: DateTime<Utc>,
    ) -> Result<Option<Due>, Refusal> {
        let Some(rule) = protocol.closing(outcome).and_then(|c| c.term.as_ref()) else {
            return Ok(Some(Due::Open));
        };
        let Some(unit) = rule.unit else {
            return match self.instant(&rule.field, zone) {
                Some(at) if at <= now => Err(Refusal::Past),
                // The hour may be left open; the answer is owed all the same.
                at => Ok(Some(at.map_or(Due::Open, Due::At))),
            };
        };
        let amount = self.text(&rule.field).and_then(|t| t.parse::<u16>().ok());
        // The closing has a term and did not ask for it: whoever was handed over attends at once.
        Ok(amount.map(|amount| Due::Term {
            start: self.received_on().unwrap_or(today),
            amount,
            unit,
            to_be_confirmed: rule.to_be_confirmed,
        }))
    }

    fn answer_by(&self, due: Due, id: Uuid, now: DateTime<Utc>, by: &str) -> Promise {
        Promise {
            id,
            attention: self.id,
            kind: PromiseKind::Answer,
            due,
            what: self.what(),
            phone: self.text(keys::PHONE).map(str::to_owned),
            unit: self.text(keys::UNIT).map(str::to_owned),
            made_at: now,
            by: by.to_owned(),
            replaces: self.last_promise(PromiseKind::Answer).map(|p| p.id),
            voiced: None,
        }
    }

    /// The local date on which something written came in: a term runs from there, whenever it was recorded.
    fn received_on(&self) -> Option<NaiveDate> {
        let at = self.answer(keys::RECEIVED)?.local_time()?;
        Some(at.date())
    }

    /// What the person asked for, in the shortest words at hand.
    fn what(&self) -> String {
        self.text(keys::ESSENCE)
            .or_else(|| self.text(keys::REASON))
            .unwrap_or_default()
            .to_owned()
    }

    pub(super) fn file(&self, protocol: &Protocol) -> Decision {
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
}
