//! Stations with journals of their own, and how their entries come from one to another.

use uuid::Uuid;
use ventanilla::attention::{AttentionRecord, Event, RegistryNumber};
use ventanilla::journal::{
    self, Admitted, BadLine, Body, Carried, Change, Digest, Error, Line, NewEntry, Station, Vector,
};
use ventanilla::promise::{Due, Promise};
use ventanilla::protocol::Answer;

use super::support::*;

/// A station with its journal.
pub(super) struct Post {
    pub(super) house: House,
    pub(super) n: u8,
    /// Entries it wrote: their identifiers.
    pub(super) written: u32,
    /// Seconds of its clock into the day.
    pub(super) clock: i64,
}

pub(super) fn device(n: u8) -> Uuid {
    Uuid::from_u128(0xD000 + u128::from(n))
}

/// The attention number `sequence` of a station.
pub(super) fn attention_of(n: u8, sequence: u32) -> Uuid {
    Uuid::from_u128(0xA_0000_0000_0000 + (u128::from(n) << 32) + u128::from(sequence))
}

pub(super) fn number_of(n: u8, sequence: u32) -> RegistryNumber {
    RegistryNumber::new("CAJ", n, 2026, sequence).unwrap()
}

pub(super) fn promise_of(n: u8, sequence: u32, id: u32) -> Promise {
    Promise {
        id: Uuid::from_u128(
            0xB_0000_0000_0000
                + (u128::from(n) << 40)
                + (u128::from(sequence) << 8)
                + u128::from(id),
        ),
        attention: attention_of(n, sequence),
        ..promise(id, 1, Due::At(at(i64::from(id) * 1000)))
    }
}

/// The filing of an attention of a station.
pub(super) fn filing(n: u8, sequence: u32, answers: &[(&str, Answer)]) -> AttentionRecord {
    let mut record = record(sequence, answers);
    record.id = attention_of(n, sequence);
    record.number = number_of(n, sequence);
    record.opening.station = n;
    for act in &mut record.acts {
        if let Event::Numbered { number } = &mut act.event {
            *number = record.number;
        }
    }
    record
}

impl Post {
    pub(super) fn new(n: u8) -> Self {
        let station = Station {
            station: n,
            ..station()
        };
        Self {
            house: House::of(0xD000 + u128::from(n), &station),
            n,
            written: 0,
            clock: i64::from(n) * 7,
        }
    }

    /// The name of who sits here.
    pub(super) fn agent(&self) -> String {
        format!("Agente {}", self.n)
    }

    /// An entry of this station, at its clock's next second.
    pub(super) fn entry(&mut self, body: Body) -> Change {
        self.written += 1;
        self.clock += 60;
        Change::Entry(NewEntry {
            id: Uuid::from_u128((u128::from(self.n) << 64) + u128::from(self.written)),
            at: at(self.clock),
            agent: self.agent(),
            salt: [self.n; 16],
            body,
        })
    }

    /// Writes entries.
    pub(super) fn write(&mut self, bodies: Vec<Body>) {
        let entries: Vec<Change> = bodies.into_iter().map(|b| self.entry(b)).collect();
        let open = self.house.open();
        open.save(entries);
        open.recorder.close().unwrap();
    }

    /// Something that happens in an attention of a station, here and now.
    pub(super) fn happens(&self, n: u8, sequence: u32, event: Event) -> Body {
        let Body::Act(mut record) = happened(sequence, self.clock, event) else {
            unreachable!()
        };
        record.attention = attention_of(n, sequence);
        record.number = number_of(n, sequence);
        record.act.by = self.agent();
        Body::Act(record)
    }

    /// Everything it holds that `since` does not, as lines.
    pub(super) fn lines_since(&self, since: &Vector) -> Vec<Line> {
        let mut lines = Vec::new();
        self.house
            .reader()
            .carried(since, |line| {
                lines.push(line);
                Ok::<_, Error>(())
            })
            .unwrap();
        lines
    }

    pub(super) fn lines(&self) -> Vec<Line> {
        self.lines_since(&Vector::default())
    }

    /// Takes in the lines of somebody.
    pub(super) fn admit(&self, lines: Vec<Line>) -> Admitted {
        self.admit_read(lines.into_iter().map(Ok).collect())
    }

    pub(super) fn admit_read(&self, lines: Vec<Result<Line, BadLine>>) -> Admitted {
        let unlocked = journal::by_file(&self.house.paths).unwrap();
        journal::admit(&unlocked, at(3600), &self.agent(), "otro puesto", lines).unwrap()
    }

    pub(super) fn set(&self) -> (u32, Digest) {
        let set = self.house.reader().entry_set().unwrap();
        (set.entries, set.digest)
    }
}

/// The filing of an attention in which everything is known.
pub(super) fn rosa(n: u8, sequence: u32) -> Body {
    filed(filing(
        n,
        sequence,
        &person("45678901", "Rosa", "Ñahui", "987654321", "depósito"),
    ))
}

/// The entries of some lines.
pub(super) fn entries(lines: Vec<Line>) -> Vec<Carried> {
    let entry = |line| match line {
        Line::Entry(entry) => Some(*entry),
        Line::Pack(_) => None,
    };
    lines.into_iter().filter_map(entry).collect()
}

/// Entries as lines.
pub(super) fn lines(entries: impl IntoIterator<Item = Carried>) -> Vec<Line> {
    entries
        .into_iter()
        .map(|e| Line::Entry(Box::new(e)))
        .collect()
}
