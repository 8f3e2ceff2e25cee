//! What is owed and what was done today: the home screen's figures, read from the journal.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use uuid::Uuid;

use super::{CopyAge, Denied, Desk, Front};
use crate::attention::{AttentionRecord, Command};
use crate::journal::{Body, Change, Day, Owed};
use crate::people::Permission;
use crate::promise::{Ending, PromiseEnd, PromiseKind};
use crate::protocol::{Field, Outcome};

/// What the home screen shows.
#[derive(Debug, Default)]
pub struct Home {
    /// Calls that were promised, the earliest first.
    pub calls: Vec<OwedRow>,
    /// Answers that were promised, the oldest first.
    pub answers: Vec<OwedRow>,
    pub today: Day,
    /// Stations whose entries are counted, this one among them.
    pub stations: usize,
    /// How old the last copy is; `None` in a practice journal.
    pub copy: Option<CopyAge>,
}

/// A row of the home screen: when something falls due, and the rest once the row came in sight.
#[derive(Debug, Clone)]
pub struct OwedRow {
    pub id: Uuid,
    pub due: Option<DateTime<Utc>>,
    pub owed: Option<Owed>,
}

impl Home {
    /// How many calls are late.
    pub fn late(&self, now: DateTime<Utc>) -> usize {
        self.calls
            .iter()
            .filter(|c| c.due.is_some_and(|at| at < now))
            .count()
    }

    /// The hour of the next call that is not late.
    pub fn next_call(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.calls
            .iter()
            .filter_map(|c| c.due)
            .find(|at| *at >= now)
    }
}

impl Desk {
    /// Reads what is owed and what was done today. Of what was read `before`, only what may have changed is forgotten; the
    /// names of the rest are read when they come in sight, see [`Desk::look_up`].
    pub fn home(&mut self, before: &Home) -> Result<Home, Denied> {
        let changes = |attention| {
            let in_progress = |f: &Front| f.attention.id == attention;
            self.touched.contains(&attention) || self.open_attentions().iter().any(in_progress)
        };
        let known: HashMap<Uuid, &Owed> = before
            .calls
            .iter()
            .chain(&before.answers)
            .filter_map(|row| row.owed.as_ref())
            .filter(|owed| !changes(owed.promise.attention))
            .map(|owed| (owed.promise.id, owed))
            .collect();
        let (mut calls, mut answers) = (Vec::new(), Vec::new());
        // A guard sees no list of others; the figures of the day name nobody.
        let due = match self.session.may(Permission::Consult) {
            Ok(()) => self.reader().promises_due()?,
            Err(_) => Vec::new(),
        };
        for open in due {
            let list = match open.kind {
                PromiseKind::Callback => &mut calls,
                PromiseKind::Answer => &mut answers,
            };
            list.push(OwedRow {
                id: open.id,
                due: open.due,
                owed: known.get(&open.id).map(|owed| (*owed).clone()),
            });
        }
        let midnight = self.local().date().and_time(chrono::NaiveTime::MIN);
        let from = self
            .world
            .zone()
            .from_local_datetime(&midnight)
            .single()
            .map_or_else(|| self.world.now(), |at| at.to_utc());
        let today = self.reader().day(from, from + TimeDelta::days(1))?;
        let stations = self.reader().stations()?.into_iter();
        // A station whose machine was replaced is still one.
        let names: HashSet<_> = stations.map(|s| s.name.ok_or(s.device)).collect();
        self.note_copies();
        let copy = self.copy_age()?;
        // Only now: had the reading failed, what changed would have to be read the next time.
        self.touched.clear();
        Ok(Home {
            calls,
            answers,
            today,
            stations: names.len(),
            copy,
        })
    }

    /// Reads to whom something is owed, of these rows, where it was not read yet.
    pub fn look_up(&self, rows: &mut [OwedRow]) -> Result<(), Denied> {
        if rows.iter().all(|row| row.owed.is_some()) {
            return Ok(());
        }
        self.session.may(Permission::Consult)?;
        for row in rows.iter_mut().filter(|row| row.owed.is_none()) {
            row.owed = self.reader().promise(row.id)?;
        }
        Ok(())
    }

    /// Ends a promise: kept, or withdrawn by the person, with a reason.
    pub fn end_promise(&mut self, row: &Owed, how: Ending, note: &str) -> Result<(), Denied> {
        self.session.may(Permission::EndPromise)?;
        let (at, by) = (self.world.now(), self.agent().to_owned());
        let end = PromiseEnd {
            promise: row.promise.id,
            attention: row.promise.attention,
            how,
            note: note.to_owned(),
            at,
            by,
        };
        let entry = self.entry(Body::PromiseEnd(end));
        self.submit(row.promise.attention, vec![Change::Entry(entry)], None);
        Ok(())
    }

    /// Opens an attention that answers a promise, with what is known of the person on the form. The promise is kept when
    /// that attention is filed with the person spoken to. The conversation goes on where it is still open.
    pub fn answer_promise(&mut self, row: &Owed) -> Result<(), Denied> {
        self.session.may(Permission::Attend)?;
        self.session.may(Permission::Consult)?;
        let open = self.open_attentions().iter().find(|f| {
            f.attention.id == row.promise.attention
                || f.attention.opening.follows == Some(row.promise.id)
        });
        if let Some(id) = open.map(|f| f.attention.id) {
            return self.bring(id);
        }
        let known = self
            .reader()
            .attention(row.promise.attention)?
            .and_then(|h| h.now)
            .map(|f| f.record);
        let Some(known) = known else {
            let usual = self.station().protocol.clone();
            return self.open(&usual, None, Some(row.promise.id));
        };
        let before = known.opening.protocol.id.clone();
        let next = self.taken_up_by(&known)?;
        let channel = Some(known.opening.channel);
        self.open(
            next.as_deref().unwrap_or(&before),
            channel,
            Some(row.promise.id),
        )?;
        // Who takes up what was handed over has the matter too; who calls back asks how things are now.
        let rooms: &[&str] = match next {
            Some(_) => &["persona.", "contacto.", "asunto."],
            None => &["persona.", "contacto."],
        };
        let known = known.answers.into_iter();
        for (field, given) in known.filter(|(k, _)| rooms.iter().any(|r| k.starts_with(r))) {
            let answer = given.answer;
            let fits = |f: &Field| answer.check(&f.ask).is_ok();
            let asked = self.front().and_then(|f| f.protocol.field(&field));
            // What this pack does not ask, or asks otherwise, is left where it was.
            if asked.is_some_and(fits) {
                self.act(Command::Answer { field, answer })?;
            }
        }
        Ok(())
    }

    /// The pack by which what was escalated is taken up, where its own names one that can be used.
    fn taken_up_by(&mut self, known: &AttentionRecord) -> Result<Option<String>, Denied> {
        if known.outcome != Outcome::Escalated {
            return Ok(None);
        }
        let next = self
            .protocol_of(&known.opening.protocol)?
            .hands_over_to
            .clone();
        Ok(next.filter(|id| self.protocol(id).is_ok()))
    }
}
