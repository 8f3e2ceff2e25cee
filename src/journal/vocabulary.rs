//! The words of the index that begin in a way.
//!
//! Asked for a beginning that it keeps no list of, the index gathers every attention with such a word before it gives the
//! first: 80 ms for a word in a tenth of a million. Asked for whole words, it walks their lists newest first and stops when
//! no more are wanted. So a beginning of few words is asked as those words; one of many is a rare one or is gathered.

use rusqlite::{Connection, OptionalExtension};

use super::Result;

/// Most words that a beginning is asked as.
const MOST: usize = 100;
/// Letters from which on the index keeps no list of beginnings.
const LISTED: usize = 3;

/// The words that begin so; `None` where the index had better be asked for the beginning itself.
pub(super) fn beginning_with(connection: &Connection, word: &str) -> Result<Option<Vec<String>>> {
    // The index may write other letters in its own way.
    if word.len() <= LISTED || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Ok(None);
    }
    if connection.prepare_cached(NEXT).is_err() {
        connection.execute_batch(include_str!("../../assets/sql/vocabulary.sql"))?;
    }
    let mut statement = connection.prepare_cached(NEXT)?;
    let mut words: Vec<String> = Vec::new();
    let mut from = word.to_owned();
    while let Some(found) = statement
        .query_row([&from], |r| r.get::<_, String>(0))
        .optional()?
        .filter(|found| found.starts_with(word))
    {
        if words.len() == MOST {
            return Ok(None);
        }
        // The smallest text behind it.
        from = format!("{found}\0");
        words.push(found);
    }
    Ok(Some(words))
}

const NEXT: &str = "SELECT term FROM temp.vocabulary WHERE term >= ?1 LIMIT 1";
