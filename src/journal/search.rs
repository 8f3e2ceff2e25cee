//! Search: by number as people say it, by words without accents, by document, by a piece of a telephone number; and by
//! filters, with words or without.

use rusqlite::{Connection, params};

use super::query::{Known, Page, Query};
use super::reader::{Reader, summaries};
use super::words::{self, FRAGMENT};
use super::{Error, Result, Summary, facets, numbers, row, vocabulary};

impl Reader {
    /// The newest attentions that a text finds.
    pub fn search(&self, text: &str, limit: u32) -> Result<Vec<Summary>> {
        let query = Query {
            text: text.to_owned(),
            limit,
            ..Query::default()
        };
        Ok(if text.trim().is_empty() {
            Vec::new()
        } else {
            self.find(&query)?.rows
        })
    }

    /// What a query finds, newest first: the attentions whose number it says, then those that hold each of its words, or
    /// words that begin so. Digits find documents by their beginning and telephone numbers by any piece of six or more.
    pub fn find(&self, query: &Query) -> Result<Page> {
        let page = self.find_until_stopped(query)?;
        if page.partial {
            return Err(Error::Interrupted);
        }
        Ok(page)
    }

    /// The same; what was found when the query is stopped is given back as a part.
    pub(super) fn find_until_stopped(&self, query: &Query) -> Result<Page> {
        let mut page = Page::default();
        match self.collect(query, &mut page) {
            Err(Error::Interrupted) => {
                page.partial = true;
                page.next = page.next.or(Some(query.before.unwrap_or(i64::MAX)));
            }
            other => other?,
        }
        Ok(page)
    }

    /// The values that the attentions have, to choose filters from.
    pub fn known(&self) -> Result<Known> {
        facets::known(&self.connection)
    }

    fn collect(&self, query: &Query, page: &mut Page) -> Result<()> {
        let limit = query.limit as usize;
        let mut numbered = self.by_number(&query.text)?;
        numbered.retain(|found| query.filter.passes(found));
        let named: Vec<i64> = numbered.iter().map(|found| found.entry).collect();
        if query.before.is_none() {
            numbered.truncate(limit);
            page.rows = numbered;
        }
        let digits = query.text.chars().filter(char::is_ascii_digit).count();
        // A short number that was given is what was meant; the same digits begin too many telephones.
        if !named.is_empty() && digits < FRAGMENT {
            return Ok(());
        }
        self.stream(query, |found| {
            if named.contains(&found.entry) {
                return true;
            }
            if page.rows.len() == limit {
                return false;
            }
            page.next = Some(found.entry);
            page.rows.push(found);
            true
        })
        .map(|complete| {
            if complete {
                page.next = None;
            } else {
                // Numbers that were said may have filled the page by themselves.
                page.next = page.next.or(query.before).or(Some(i64::MAX));
            }
        })
    }

    /// Every attention that a query finds by its words and filters, newest first, while `take` wants more. Gives back
    /// whether there are no others.
    fn stream(&self, query: &Query, mut take: impl FnMut(Summary) -> bool) -> Result<bool> {
        let filter = &query.filter;
        let before = query.before.unwrap_or(i64::MAX);
        let words = words(&query.text);
        if words.is_empty() && !query.text.trim().is_empty() {
            // Nothing but signs: there is no word to find.
            return Ok(true);
        }
        let Some(years) = facets::years(&self.connection)? else {
            return Ok(true);
        };
        let facets = facets::terms(filter, years);
        if facets.iter().any(Vec::is_empty) {
            return Ok(true);
        }
        if words.is_empty() && facets.is_empty() {
            let sql = summaries!(" FROM attention a WHERE a.entry < ?1 ORDER BY a.entry DESC");
            return self.each(sql, [before], take);
        }
        // CROSS keeps the index outside: it gives the rows newest first and stops when no more are wanted.
        let sql = summaries!(
            " FROM search CROSS JOIN attention a ON a.entry = search.rowid
              WHERE search MATCH ?1 AND search.rowid < ?2 ORDER BY search.rowid DESC"
        );
        let Some(expression) = expression(&self.connection, &facets, &words)? else {
            return Ok(true);
        };
        self.each(sql, params![expression, before], |found| {
            !filter.passes(&found) || take(found)
        })
    }

    fn each(
        &self,
        sql: &str,
        params: impl rusqlite::Params,
        mut take: impl FnMut(Summary) -> bool,
    ) -> Result<bool> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            if !take(row::summary(row)?) {
                return Ok(false);
            }
        }
        Ok(true)
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
}

/// The words to look for; a telephone number is one.
fn words(text: &str) -> Vec<String> {
    let folded = words::phone(text).unwrap_or_else(|| {
        let mut folded = String::new();
        words::fold(text, &mut folded);
        folded
    });
    let words = folded.split(' ').filter(|w| !w.is_empty());
    words.map(str::to_owned).collect()
}

/// The question for the index: one of each facet's alternatives, and every word, as a beginning. `None` where there is no
/// word that begins so.
fn expression(
    connection: &Connection,
    facets: &[Vec<char>],
    words: &[String],
) -> Result<Option<String>> {
    let mut out = String::new();
    for alternatives in facets {
        and(&mut out);
        any_of(alternatives, &mut out);
    }
    for word in words {
        and(&mut out);
        if word.chars().count() == 1 {
            beginning(word, &mut out);
            continue;
        }
        match vocabulary::beginning_with(connection, word)? {
            Some(whole) if whole.is_empty() => return Ok(None),
            Some(whole) => any_of(&whole, &mut out),
            None => out.extend(["\"", word, "\"*"]),
        }
    }
    Ok(Some(out))
}

/// One of several words.
fn any_of(words: &[impl ToString], out: &mut String) {
    for (i, word) in words.iter().enumerate() {
        out.push_str(if i == 0 { "(\"" } else { " OR \"" });
        out.push_str(&word.to_string());
        out.push('"');
    }
    out.push(')');
}

fn and(out: &mut String) {
    if !out.is_empty() {
        out.push_str(" AND ");
    }
}

/// One letter or digit as a beginning: itself, or with another after it. The index keeps beginnings of two and walks each
/// of these newest first; by itself it would gather every attention with such a word before it gave the first.
fn beginning(letter: &str, out: &mut String) {
    out.extend(["(\"", letter, "\""]);
    for second in ('a'..='z').chain('0'..='9') {
        out.extend([" OR \"", letter]);
        out.push(second);
        out.push_str("\"*");
    }
    out.push(')');
}
