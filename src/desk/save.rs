//! Handing changes to the recorder, and what it answers.

use std::time::{Duration, Instant};

use chrono::{Datelike, NaiveDateTime};
use uuid::Uuid;

use super::{Denied, Desk, Front, series};
use crate::attention::{Act, ActRecord, Command, Event, RegistryNumber};
use crate::journal::{self, Ack, Body, Change, DraftHead, NewEntry};
use crate::promise::{Ending, PromiseEnd};

/// A letter is handed to the disk at most this long after it was typed.
const LONGEST_UNSAVED: Duration = Duration::from_millis(250);

/// What the screen may say about the disk.
#[derive(Debug, Default)]
pub struct Saving {
    /// When the last change of the attention in front reached the disk, by the office's clock.
    pub at: Option<NaiveDateTime>,
    /// Writing failed: nothing is saved until it is mended.
    pub trouble: Option<Trouble>,
    /// The oldest change handed over and not acknowledged.
    pub oldest: Option<Instant>,
}

/// A write that failed.
#[derive(Debug)]
pub struct Trouble {
    pub error: journal::Error,
}

/// What an acknowledgement will mean.
pub(super) struct Waiting {
    attention: Uuid,
    since: Instant,
    /// The attention leaves the desk once this is on disk.
    filing: Option<RegistryNumber>,
    /// Handed over again if writing fails. Changes of drafts alone are made anew from the state instead.
    again: Vec<Change>,
}

/// Pause before changes that failed are handed over again.
const AGAIN: Duration = Duration::from_secs(2);

impl Desk {
    /// What the screen may say about the disk.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// When [`Desk::tick`] next has something to hand over.
    pub fn next_save(&self) -> Option<Instant> {
        let typed = self.open.iter().filter_map(|f| f.dirty_since).min();
        let typed = typed.map(|since| since + LONGEST_UNSAVED);
        let failed = self.failed.iter().map(|(at, _)| *at + AGAIN).min();
        typed.into_iter().chain(failed).min()
    }

    /// Hands over whatever has been unsaved for long enough. One that cannot be is tried again after a pause, and keeps no
    /// other from the disk; the first reason is given back.
    pub fn tick(&mut self, now: Instant) -> Result<(), Denied> {
        if !self.recorder.is_alive() && self.saving.trouble.is_none() {
            let detail = "recorder".to_owned();
            let cause = Box::new(journal::Error::Io {
                file: std::path::PathBuf::new(),
                kind: std::io::ErrorKind::Other,
                detail,
            });
            self.saving.trouble = Some(Trouble {
                error: journal::Error::Stopped { cause },
            });
        }
        if self
            .failed
            .first()
            .is_some_and(|(at, _)| *at + AGAIN <= now)
        {
            self.hand_over_again();
        }
        let due = |f: &Front| {
            f.dirty_since
                .is_some_and(|since| since + LONGEST_UNSAVED <= now)
        };
        let due: Vec<Uuid> = self
            .open
            .iter()
            .filter(|f| due(f))
            .map(|f| f.attention.id)
            .collect();
        let mut outcome = Ok(());
        for id in due {
            if let Err(denied) = self.save(id, Vec::new()) {
                outcome = outcome.and(Err(denied));
                if let Some(front) = self.open.iter_mut().find(|f| f.attention.id == id) {
                    front.dirty_since = Some(now + AGAIN);
                }
            }
        }
        outcome
    }

    /// Hands over once more what could not be written, in its order and before anything newer.
    pub(super) fn hand_over_again(&mut self) {
        for (_, waiting) in std::mem::take(&mut self.failed) {
            self.hand_over(waiting.attention, waiting.again, waiting.filing);
        }
    }

    /// Hands over everything that is not on the disk yet: the last thing before leaving.
    pub(super) fn save_all(&mut self) {
        self.hand_over_again();
        let dirty = |f: &&Front| f.dirty_since.is_some() || Some(f.attention.id) == self.front;
        let dirty: Vec<Uuid> = self
            .open
            .iter()
            .filter(dirty)
            .map(|f| f.attention.id)
            .collect();
        for id in dirty {
            // A refusal here has nobody to be told to; the others are still written.
            let _saved = self.save(id, Vec::new());
        }
    }

    /// Hands everything unsaved of an attention to the recorder, with these entries, in one transaction.
    pub(super) fn save(&mut self, id: Uuid, entries: Vec<NewEntry>) -> Result<(), Denied> {
        let Some(index) = self.open.iter().position(|f| f.attention.id == id) else {
            return Ok(());
        };
        if !self.open[index].is_worth_keeping() {
            return Ok(());
        }
        self.number(index)?;
        let in_front = self.front == Some(id);
        let now = self.world.now();
        let front = &mut self.open[index];
        let mut changes = Vec::with_capacity(2 + front.dirty.len() + entries.len());
        changes.push(Change::Draft(DraftHead {
            attention: id,
            opening: front.attention.opening.clone(),
            step: front.attention.step.clone(),
            field: front.field.clone(),
            number: front.attention.number,
            front: in_front,
            updated_at: now,
        }));
        for field in std::mem::take(&mut front.dirty) {
            match front.given(&field) {
                Some(given) => {
                    let cursor = front.cursors.get(&field).copied().unwrap_or_default();
                    changes.push(Change::Field {
                        attention: id,
                        field,
                        answer: given.answer.clone(),
                        cursor,
                        at: given.at,
                    });
                }
                None => changes.push(Change::FieldGone {
                    attention: id,
                    field,
                }),
            }
        }
        for (index, act) in front
            .attention
            .acts
            .iter()
            .enumerate()
            .skip(front.acts_saved)
        {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            changes.push(Change::Act {
                attention: id,
                index,
                act: act.clone(),
            });
        }
        front.acts_saved = front.attention.acts.len();
        front.dirty_since = None;
        changes.extend(entries.into_iter().map(Change::Entry));
        self.submit(id, changes, None);
        Ok(())
    }

    /// Hands over the filing of an attention: its entry and the end of its draft, in one transaction. It leaves the desk.
    pub(super) fn save_filing(&mut self, id: Uuid, entries: Vec<NewEntry>) -> Result<(), Denied> {
        let Some(index) = self.open.iter().position(|f| f.attention.id == id) else {
            return Ok(());
        };
        self.number(index)?;
        let Some(record) = self.open[index].attention.record() else {
            return Ok(());
        };
        // A promised call is kept when the person was spoken with, and not before.
        let kept = record
            .opening
            .follows
            .filter(|_| record.outcome.has_farewell());
        let attention = self.open[index].attention.id;
        let mut changes: Vec<Change> = entries.into_iter().map(Change::Entry).collect();
        changes.push(Change::Entry(self.entry(Body::Attention(Box::new(record)))));
        if let Some(promise) = kept {
            let (at, by) = (self.world.now(), self.agent().to_owned());
            let (how, note) = (Ending::Kept, String::new());
            let end = PromiseEnd {
                promise,
                attention,
                how,
                note,
                at,
                by,
            };
            changes.push(Change::Entry(self.entry(Body::PromiseEnd(end))));
        }
        changes.push(Change::EndDraft(id));
        let front = self.open.remove(index);
        self.front = self.front.filter(|f| *f != id);
        self.submit(id, changes, front.attention.number);
        Ok(())
    }

    /// Hands changes to the recorder, behind those that failed before.
    pub(super) fn submit(
        &mut self,
        attention: Uuid,
        changes: Vec<Change>,
        filing: Option<RegistryNumber>,
    ) {
        self.hand_over_again();
        self.hand_over(attention, changes, filing);
    }

    fn hand_over(&mut self, attention: Uuid, changes: Vec<Change>, filing: Option<RegistryNumber>) {
        let since = Instant::now();
        // The rows of a draft are made anew from its state: old ones would come back over newer ones.
        let of_draft = |c: &Change| {
            matches!(
                c,
                Change::Draft(_)
                    | Change::Field { .. }
                    | Change::FieldGone { .. }
                    | Change::Act { .. }
            )
        };
        let again = changes.iter().filter(|c| !of_draft(c)).cloned().collect();
        let ticket = self.recorder.submit(changes);
        self.saving.oldest.get_or_insert(since);
        self.waiting.insert(
            ticket,
            Waiting {
                attention,
                since,
                filing,
                again,
            },
        );
    }

    /// A new entry of the journal, by the agent at work, now.
    pub(super) fn entry(&mut self, body: Body) -> NewEntry {
        NewEntry {
            id: self.world.id(),
            at: self.world.now(),
            agent: self.agent().to_owned(),
            salt: self.world.random(),
            body,
        }
    }

    /// The entries of those acts that others must see before the attention is filed.
    pub(super) fn urgent_entries(&mut self, id: Uuid, acts: &[Act]) -> Vec<NewEntry> {
        let number = self
            .open
            .iter()
            .find(|f| f.attention.id == id)
            .and_then(|f| f.attention.number);
        let Some(number) = number else {
            return Vec::new();
        };
        let urgent = acts.iter().filter(|a| a.event.is_urgent());
        urgent
            .map(|act| {
                self.entry(Body::Act(Box::new(ActRecord {
                    attention: id,
                    number,
                    act: act.clone(),
                    saw: Vec::new(),
                })))
            })
            .collect()
    }

    /// Gives an attention its number at the first thing saved.
    pub(super) fn number(&mut self, index: usize) -> Result<(), Denied> {
        if self.open[index].attention.number.is_some() {
            return Ok(());
        }
        let year = self.world.local().year();
        let highest = self.sequences.get(&year).copied();
        let first = series::first(&self.sequences, year, self.station.first_sequence);
        let sequence = highest.map_or(first, |n| n + 1);
        let year16 = u16::try_from(year).map_err(|_| Denied::NoNumber)?;
        let number =
            RegistryNumber::new(&self.station.office, self.station.station, year16, sequence)
                .ok_or(Denied::NoNumber)?;
        let (now, by) = (self.world.now(), self.agent().to_owned());
        let front = &mut self.open[index];
        for event in
            front
                .attention
                .decide(&front.protocol, Command::Reserve { number }, now, &by)?
        {
            front.apply(&Act {
                at: now,
                by: by.clone(),
                event,
            });
        }
        self.sequences.insert(year, sequence);
        Ok(())
    }

    /// Takes an answer of the recorder. Gives back the number of the attention that was filed with it.
    pub fn acknowledge(&mut self, ack: Ack) -> Option<RegistryNumber> {
        let waiting = self.waiting.remove(&ack.ticket)?;
        self.saving.oldest = self.waiting.values().map(|w| w.since).min();
        match ack.result {
            Ok(_) => {
                self.touched.insert(waiting.attention);
                if self.failed.is_empty() {
                    self.saving.trouble = None;
                }
                if self.front.is_none_or(|id| id == waiting.attention) {
                    self.saving.at = Some(self.world.local());
                }
                waiting.filing
            }
            Err(error) => {
                self.saving.trouble = Some(Trouble { error });
                let id = waiting.attention;
                if !waiting.again.is_empty() {
                    self.failed.push((Instant::now(), waiting));
                }
                // Everything is handed over again: nothing typed is dropped.
                if let Some(front) = self.open.iter_mut().find(|f| f.attention.id == id) {
                    // Those without an answer too: one may have been taken away in what failed.
                    let fields = front.protocol.fields().map(|f| f.key.clone());
                    front.dirty.extend(fields);
                    let jottings = front.jottings.keys().cloned();
                    front.dirty.extend(jottings);
                    front.acts_saved = 0;
                    front.dirty_since = Some(Instant::now() + AGAIN);
                }
                None
            }
        }
    }

    /// Whether anything handed over is still on its way to the disk.
    pub fn is_saving(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Whether something that was written or decided is not on the disk because writing failed.
    pub fn has_unsaved(&self) -> bool {
        self.saving.trouble.is_some() || !self.failed.is_empty()
    }
}

/// The event that makes its attention leave the desk.
pub(super) fn ends(event: &Event) -> bool {
    matches!(event, Event::Filed | Event::Abandoned { .. })
}
