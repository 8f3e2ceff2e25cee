//! Places by name: the districts of Peru, found by any beginnings of the words of district, province and region.
//!
//! The list is embedded (`assets/places/peru.csv`, under the licence in `assets/places/LICENSE.txt`) and read once, when the
//! first place is looked for. A look-up goes through the whole list and takes well below a millisecond.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const PERU: &str = include_str!("../../assets/places/peru.csv");

/// A district with where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct District {
    /// The official code of six figures: region, province, district.
    pub code: &'static str,
    pub region: &'static str,
    pub province: &'static str,
    pub district: &'static str,
}

impl District {
    /// District, province and region, in the order in which they are said.
    pub fn name(&self) -> String {
        format!("{}, {}, {}", self.district, self.province, self.region)
    }
}

/// What a look-up found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The best ones, best first.
    pub best: Vec<&'static District>,
    /// How many there are in all.
    pub all: usize,
    /// The one that is certainly meant: the only one found, or the only one whose whole name was typed.
    pub meant: Option<&'static District>,
}

/// A district as it is compared: small letters without accents, each word after a space.
struct Row {
    district: District,
    /// Folded district, province and region, in this order.
    folded: [String; 3],
}

/// The district with this code.
pub fn district(code: &str) -> Option<&'static District> {
    let rows = rows();
    let at = rows.binary_search_by(|r| r.district.code.cmp(code)).ok()?;
    Some(&rows[at].district)
}

/// Every district, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static District> {
    rows().iter().map(|r| &r.district)
}

/// The districts of which every word typed begins some word, in any order: at most so many, and how many there are.
pub fn find(typed: &str, most: usize) -> Found {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    if words.is_empty() {
        return Found::default();
    }
    // Each word with the space before it, so that it is found only where a word begins.
    let needles: Vec<String> = words.iter().map(|w| format!(" {w}")).collect();
    let mut found: Vec<(usize, usize, &Row)> = Vec::new();
    for row in rows() {
        if let Some(cost) = cost(row, &needles) {
            found.push((cost, row.folded[0].len(), row));
        }
    }
    let all = found.len();
    let said = |row: &Row| row.folded[0].split_whitespace().all(|w| words.contains(&w));
    let mut called = found.iter().filter(|(.., r)| said(r));
    let meant = match (found.as_slice(), called.next(), called.next()) {
        ([(.., only)], ..) => Some(*only),
        (_, only, None) => only.map(|(.., r)| *r),
        _ => None,
    };
    let meant = meant.map(|r| &r.district);
    found.sort_by_key(|(cost, length, row)| (*cost, *length, row.district.code));
    let best = found.iter().take(most).map(|(.., r)| &r.district).collect();
    Found { best, all, meant }
}

/// How far the words typed are from the district itself; `None` where one of them begins no word of it.
fn cost(row: &Row, needles: &[String]) -> Option<usize> {
    let mut sum = 0;
    for needle in needles {
        let (part, at) = row
            .folded
            .iter()
            .enumerate()
            .find_map(|(part, words)| Some((part, words.find(needle.as_str())?)))?;
        let end = at + needle.len();
        let whole = row.folded[part][end..].is_empty() || row.folded[part][end..].starts_with(' ');
        sum += part * 2 + usize::from(!whole);
    }
    Some(sum)
}

fn rows() -> &'static [Row] {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| PERU.lines().skip(1).filter_map(row).collect())
}

fn row(line: &'static str) -> Option<Row> {
    let mut cells = line.split(',');
    let mut cell = || cells.next();
    let district = District {
        code: cell()?,
        region: cell()?,
        province: cell()?,
        district: cell()?,
    };
    let folded = [district.district, district.province, district.region].map(fold);
    Some(Row { district, folded })
}

/// Small letters and figures without accents, each word after one space.
fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut gap = true;
    for c in text.nfd().filter(|c| !is_combining_mark(*c)) {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests;
