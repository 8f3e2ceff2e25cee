//! How a conversation is written down: as the desk writes it.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::conversation::Conversation;
use crate::attention::{Act, ActRecord, Command, Event, Refusal, RegistryNumber};
use crate::journal::{Body, Change, DraftHead, NewEntry};

/// The series of numbers of a station.
#[derive(Debug)]
pub(super) struct Numbers {
    pub(super) office: String,
    pub(super) station: u8,
    /// The last sequence given in each year.
    pub(super) given: BTreeMap<u16, u32>,
}

impl Numbers {
    fn next(&mut self, year: u16) -> Option<RegistryNumber> {
        let sequence = self.given.entry(year).or_default();
        *sequence += 1;
        RegistryNumber::new(&self.office, self.station, year, *sequence)
    }
}

impl Conversation<'_> {
    /// Gives a command; what follows is applied, and written as the desk writes it.
    pub(super) fn act(&mut self, command: Command) -> Result<(), Refusal> {
        let was_filed = self.attention.is_filed();
        if matches!(command, Command::Abandon { .. } | Command::File) {
            // What is filed takes no number any more, and whoever leaves at once was there too.
            self.number()?;
        }
        let events = self.decide(command)?;
        self.reserve()?;
        for event in &events {
            // Where a filed attention is spoken of again, everything is an entry of its own.
            if event.is_urgent() || was_filed {
                self.write_act(event.clone());
            }
        }
        let filed = !was_filed && self.attention.is_filed();
        if let Some(record) = self.attention.record().filter(|_| filed) {
            self.write(Body::Attention(Box::new(record)));
        }
        Ok(())
    }

    fn decide(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        let events = self
            .attention
            .decide(self.protocol, command, self.now, self.agent)?;
        for event in &events {
            self.attention.apply(&Act {
                at: self.now,
                by: self.agent.to_owned(),
                event: event.clone(),
            });
        }
        Ok(events)
    }

    /// Gives the attention its number at the first thing worth keeping.
    fn reserve(&mut self) -> Result<(), Refusal> {
        let quiet = |a: &Act| matches!(a.event, Event::Opened { .. } | Event::Moved { .. });
        let nothing = self.attention.answers.is_empty() && self.attention.acts.iter().all(quiet);
        if nothing {
            return Ok(());
        }
        self.number()
    }

    /// Gives the attention a number, unless it has one.
    fn number(&mut self) -> Result<(), Refusal> {
        if self.attention.number.is_some() {
            return Ok(());
        }
        let year = u16::try_from(self.hours.date(self.now).year()).unwrap_or_default();
        if let Some(number) = self.numbers.next(year) {
            self.decide(Command::Reserve { number })?;
        }
        Ok(())
    }

    fn write_act(&mut self, event: Event) {
        let Some(number) = self.attention.number else {
            return;
        };
        let act = Act {
            at: self.now,
            by: self.agent.to_owned(),
            event,
        };
        self.write(Body::Act(Box::new(ActRecord {
            attention: self.attention.id,
            number,
            act,
            saw: Vec::new(),
        })));
    }

    /// Writes an entry, now.
    pub(super) fn write(&mut self, body: Body) {
        self.entries.push(NewEntry {
            id: self.rng.id(self.now),
            at: self.now,
            agent: self.agent.to_owned(),
            salt: self.rng.salt(),
            body,
        });
    }

    /// The conversation as a parked draft.
    pub(super) fn draft(self) -> Vec<Change> {
        let Self {
            attention,
            entries,
            now,
            field,
            ..
        } = self;
        let id = attention.id;
        let head = Change::Draft(DraftHead {
            attention: id,
            step: attention.step,
            field,
            number: attention.number,
            opening: attention.opening,
            front: false,
            updated_at: now,
        });
        let fields = attention
            .answers
            .into_iter()
            .map(|(field, given)| Change::Field {
                attention: id,
                field,
                cursor: given
                    .answer
                    .text()
                    .map_or(0, |t| u32::try_from(t.chars().count()).unwrap_or_default()),
                answer: given.answer,
                at: given.at,
            });
        let acts = (0..).zip(attention.acts).map(|(index, act)| Change::Act {
            attention: id,
            index,
            act,
        });
        std::iter::once(head)
            .chain(fields)
            .chain(acts)
            .chain(entries.into_iter().map(Change::Entry))
            .collect()
    }
}
