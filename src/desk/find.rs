//! Finding attentions by what people say, for every front end.

use crate::attention::RegistryNumber;
use crate::journal::{Reader, Result, Summary};
use crate::texts;

/// The newest attentions that answer to a text: words, a document, a phone, or a number as it is said or written; with
/// nothing said, the newest of all.
pub fn find(reader: &Reader, text: &str, limit: u32) -> Result<Vec<Summary>> {
    let text = text.trim();
    if text.is_empty() {
        return reader.recent(limit, None);
    }
    if let Some(number) = without_check_digits(text) {
        return reader.search(&number.to_string(), limit);
    }
    match texts::number_said(text) {
        Some(sequence) => reader.search(&sequence.to_string(), limit),
        None => reader.search(text, limit),
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
