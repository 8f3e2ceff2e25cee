//! Search: by number as people say it, by words without accents, by document, by a piece of a telephone number.

use super::reader::{Reader, summaries};
use super::words::{self, FRAGMENT};
use super::{Result, Summary, numbers};

impl Reader {
    /// The attentions that a text finds, newest first: those whose number it says, then those that hold each of its words,
    /// or words that begin so. Digits find documents by their beginning and telephone numbers by any piece of six or more.
    pub fn search(&self, text: &str, limit: u32) -> Result<Vec<Summary>> {
        let mut found = self.by_number(text)?;
        found.truncate(limit as usize);
        let digits = text.chars().filter(char::is_ascii_digit).count();
        // A short number that was given is what was meant; the same digits begin too many telephones.
        if !found.is_empty() && digits < FRAGMENT || found.len() == limit as usize {
            return Ok(found);
        }
        let by_number = found.len();
        for summary in self.by_words(text, limit)? {
            if found.len() < limit as usize
                && !found[..by_number].iter().any(|f| f.entry == summary.entry)
            {
                found.push(summary);
            }
        }
        Ok(found)
    }

    fn by_number(&self, text: &str) -> Result<Vec<Summary>> {
        let readings = numbers::readings(text);
        if readings.is_empty() {
            return Ok(Vec::new());
        }
        let all = numbers::series(&self.connection)?;
        let sql = summaries!(
            " FROM numbered n JOIN about m ON m.attention = n.attention JOIN attention a ON a.entry = m.entry
              WHERE n.office = ?1 AND n.station = ?2 AND n.year = ?3 AND n.sequence = ?4"
        );
        let mut found: Vec<Summary> = Vec::new();
        for number in readings
            .iter()
            .flat_map(|r| all.iter().filter_map(|s| r.within(s, &all)))
        {
            let key = (
                number.office(),
                number.station(),
                number.year(),
                number.sequence(),
            );
            found.extend(self.summaries(sql, key)?);
        }
        found.sort_unstable_by_key(|s| std::cmp::Reverse(s.entry));
        found.dedup_by_key(|s| s.entry);
        Ok(found)
    }

    fn by_words(&self, text: &str, limit: u32) -> Result<Vec<Summary>> {
        let Some(query) = query(text) else {
            return Ok(Vec::new());
        };
        // CROSS keeps the index outside: it gives the rows newest first and stops at the limit.
        let sql = summaries!(
            " FROM search CROSS JOIN attention a ON a.entry = search.rowid
              WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2"
        );
        self.summaries(sql, (query, limit))
    }
}

/// The question for the index: every word, as a beginning; a telephone number is one word.
fn query(text: &str) -> Option<String> {
    let folded = words::phone(text).unwrap_or_else(|| {
        let mut folded = String::new();
        words::fold(text, &mut folded);
        folded
    });
    let mut query = String::with_capacity(folded.len() + 16);
    for word in folded.split(' ').filter(|w| !w.is_empty()) {
        if !query.is_empty() {
            query.push(' ');
        }
        query.push('"');
        query.push_str(word);
        query.push_str("\"*");
    }
    (!query.is_empty()).then_some(query)
}
