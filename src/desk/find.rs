//! Finding attentions by what people say, for every front end.

use std::time::Duration;

use super::{Denied, Desk};
use crate::attention::RegistryNumber;
use crate::journal::{Filter, Known, Query, Reader, Result, Seeker, Sought, Summary};
use crate::people::Permission;
use crate::texts;

/// How long a search may run while one types; then what was found is shown, and it is said that this is not all.
const AS_ONE_TYPES: Duration = Duration::from_millis(50);

/// The newest attentions that answer to a text; with nothing said, the newest of all.
pub fn find(reader: &Reader, text: &str, limit: u32) -> Result<Vec<Summary>> {
    let query = query(text, Filter::default(), limit, None);
    Ok(reader.find(&query)?.rows)
}

/// The query for what was said: words, a document, a phone, or a number as it is said or written. `before` is where an
/// earlier page ended.
pub fn query(text: &str, filter: Filter, limit: u32, before: Option<i64>) -> Query {
    let text = text.trim();
    let text = match without_check_digits(text) {
        Some(number) => number.to_string(),
        None => texts::number_said(text).map_or_else(|| text.to_owned(), |n| n.to_string()),
    };
    Query {
        text,
        filter,
        limit,
        before,
    }
}

/// The search that runs beside the screen.
#[derive(Default)]
pub(super) struct Seeking {
    seeker: Option<Seeker>,
    /// What is waited for.
    ticket: Option<u64>,
}

impl Desk {
    /// Searches beside the screen and stops the search before; the answer is brought by the callback the desk was started
    /// with, and is the newest only where [`Desk::is_answer`] says so. Patient, it goes on until it has found everything
    /// asked; else it gives back what it has after 50 ms.
    pub fn seek(&mut self, query: Query, patient: bool) -> std::result::Result<u64, Denied> {
        self.session.may(Permission::Consult)?;
        let seeker = match self.seeking.seeker.take() {
            Some(seeker) => seeker,
            None => Seeker::start(self.session.unlocked(), self.on_news.clone())?,
        };
        let ticket = seeker.ask(query, (!patient).then_some(AS_ONE_TYPES));
        self.seeking = Seeking {
            seeker: Some(seeker),
            ticket: Some(ticket),
        };
        Ok(ticket)
    }

    /// What the filed attentions can be filtered by.
    pub fn filters(&self) -> std::result::Result<Known, Denied> {
        self.session.may(Permission::Consult)?;
        Ok(self.reader().known()?)
    }

    /// Whether an answer is to the newest question; then nothing is waited for any more.
    pub fn is_answer(&mut self, sought: &Sought) -> bool {
        let newest = self.seeking.ticket == Some(sought.ticket);
        if newest && matches!(sought.news, crate::journal::News::Found(_)) {
            self.seeking.ticket = None;
        }
        newest
    }

    /// Whether a search runs.
    pub fn is_seeking(&self) -> bool {
        self.seeking.ticket.is_some()
    }

    /// Stops the search that runs.
    pub fn stop_search(&mut self) {
        self.seeking.ticket = None;
        if let Some(seeker) = &self.seeking.seeker {
            seeker.forget();
        }
    }

    /// Stops the search that runs, and lets its connection go without waiting for it.
    pub fn leave_search(&mut self) {
        self.seeking.ticket = None;
        if let Some(seeker) = &self.seeking.seeker {
            seeker.rest();
        }
    }

    /// Ends the thread that searches; waits for the step that runs.
    pub(super) fn end_search(&mut self) {
        self.seeking = Seeking::default();
    }
}

/// A number of which the last group was not said: `CAJ-02-2026-000038`.
fn without_check_digits(text: &str) -> Option<RegistryNumber> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    if compact.len() != 15 || !compact.is_ascii() {
        return None;
    }
    let compact = compact.to_ascii_uppercase();
    let (station, year, sequence) = (
        compact[3..5].parse(),
        compact[5..9].parse(),
        compact[9..].parse(),
    );
    RegistryNumber::new(&compact[..3], station.ok()?, year.ok()?, sequence.ok()?)
}
