//! The end of the day at the desk: a copy made beside the work, with the sheet of the day.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use uuid::Uuid;

use super::sheet::{last_copy, sheet};
use super::{DaySheet, Denied, Desk};
use crate::journal::{self, Backup, Body, Change, LastCopy, Reader, Wanted};
use crate::people::Permission;
use crate::texts;

/// What became of a copy that was asked for at the desk.
#[derive(Debug)]
pub struct Copied {
    pub copy: Result<Backup, journal::Error>,
    pub sheet: Result<DaySheet, journal::Error>,
}

/// The last copy, for the home screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopyAge {
    /// When, on the office's clock; `None` where none was made.
    pub made: Option<NaiveDateTime>,
    /// More than one working day ago, or never.
    pub owed: bool,
}

/// Who is told when a copy is done.
pub type OnCopied = Arc<dyn Fn(Copied) + Send + Sync>;

/// The copy that is being made.
#[derive(Default)]
pub(super) struct Closing {
    on_copied: Option<OnCopied>,
    underway: bool,
    /// What the chain was told of in this run.
    noted: Option<LastCopy>,
}

impl Desk {
    /// Says who is told of copies; `told` is called from a thread of its own.
    pub fn tell_copies(&mut self, told: OnCopied) {
        self.closing.on_copied = Some(told);
    }

    /// Makes a copy beside the work, in a folder or in `copias`, with the sheet of the day in it. What became of it is told
    /// by whom [`Desk::tell_copies`] named.
    pub fn copy_day(&mut self, place: Option<PathBuf>) -> Result<(), Denied> {
        self.session.may(Permission::BackUp)?;
        if self.closing.underway {
            return Err(journal::Error::Copying.into());
        }
        let Some(told) = self.closing.on_copied.clone() else {
            return Ok(());
        };
        let session = self.session.clone();
        let (now, local, zone) = (self.world.now(), self.local(), self.world.zone());
        let work = move || {
            let unlocked = session.unlocked();
            let day = local.date();
            let beside = |reader: &Reader| {
                // The sheet in a copy cannot say of that copy that it was verified: it is where the copy is.
                let text = sheet(reader, day, now, zone, None).map(|s| texts::sheet(&s, false));
                text.map(|t| vec![(journal::SHEET.to_owned(), t.into_bytes())])
                    .unwrap_or_default()
            };
            let copy = journal::back_up(
                unlocked,
                &Wanted {
                    place: place.as_deref(),
                    now,
                    local,
                    beside: &beside,
                },
            );
            let sheet = Reader::open(unlocked).and_then(|reader| {
                let copy = last_copy(&session, &reader)?;
                sheet(&reader, day, now, zone, copy)
            });
            told(Copied { copy, sheet });
        };
        let started = std::thread::Builder::new().name("copy".into()).spawn(work);
        started.map_err(|e| journal::Error::Io {
            file: PathBuf::new(),
            kind: e.kind(),
            detail: e.to_string(),
        })?;
        self.closing.underway = true;
        Ok(())
    }

    /// Whether a copy is being made.
    pub fn is_copying(&self) -> bool {
        self.closing.underway
    }

    /// Takes what became of a copy; the chain is told of a good one.
    pub fn copied(&mut self, _copied: &Copied) {
        self.closing.underway = false;
        self.note_copies();
    }

    /// How old the last copy is. A practice journal owes none.
    pub(super) fn copy_age(&self) -> Result<Option<CopyAge>, Denied> {
        if self.station().practice {
            return Ok(None);
        }
        let last = last_copy(&self.session, self.reader())?;
        let today = self.local().date();
        let made = last.map(|c| c.local);
        let owed = match made {
            Some(made) => working_days(made.date(), today) > 1,
            // Nothing to be copied is owed by a journal in which nothing was filed.
            None => !self.reader().recent(1, None)?.is_empty(),
        };
        Ok(Some(CopyAge { made, owed }))
    }

    /// Writes into the chain that a copy was made, by this desk or by the command line beside it, once each.
    pub(super) fn note_copies(&mut self) {
        let Some(copy) = self.unnoted() else {
            return;
        };
        self.closing.noted = Some(copy.clone());
        // Who made it may have left the keys before it was done.
        let by = copy.by.clone();
        let mut entry = self.entry(Body::Copy(copy));
        entry.agent = by.unwrap_or(entry.agent);
        self.submit(Uuid::nil(), vec![Change::Entry(entry)], None);
    }

    /// A copy that the chain does not know of.
    fn unnoted(&self) -> Option<LastCopy> {
        let beside = journal::last_copy(self.session.paths())?;
        let known = self.reader().last_copy().ok()?;
        let told = known.as_ref() == Some(&beside) || self.closing.noted.as_ref() == Some(&beside);
        (!told).then_some(beside)
    }
}

/// Days from Monday to Friday after one day, up to another and with it.
fn working_days(after: NaiveDate, until: NaiveDate) -> usize {
    after
        .iter_days()
        .skip(1)
        .take_while(|day| *day <= until)
        .filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        // More than a year is a year.
        .take(366)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_friday_is_owed_on_tuesday() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        // The 20th is a Friday.
        for (made, today, working) in [
            (20, 20, 0),
            (20, 22, 0),
            (20, 23, 1),
            (20, 24, 2),
            (16, 20, 4),
        ] {
            assert_eq!(
                working_days(day(made), day(today)),
                working,
                "{made} {today}"
            );
        }
        assert_eq!(working_days(day(24), day(20)), 0);
    }
}
