//! Walking a spanned TOML document so that every mistake is found in one go, each with its place: serde stops at the first.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{Place, Problem, ProblemKind};
use crate::safe::foreign;

pub(super) type Node<'d> = Spanned<DeValue<'d>>;

/// The text walked and the problems met on the way.
pub(super) struct Walk<'d> {
    text: &'d str,
    problems: RefCell<Vec<Problem>>,
}

impl<'d> Walk<'d> {
    pub(super) fn new(text: &'d str) -> Self {
        Self {
            text,
            problems: RefCell::default(),
        }
    }

    pub(super) fn report(&self, offset: usize, kind: ProblemKind) {
        self.problems.borrow_mut().push(Problem {
            place: Place::of(self.text, offset),
            kind,
        });
    }

    /// Every problem met, in the order of the text.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|p| p.place);
        problems
    }

    /// A table found as the value of a key or as an item of a list.
    pub(super) fn section<'w>(
        &'w self,
        key: &'static str,
        node: &'w Node<'d>,
    ) -> Option<Section<'w, 'd>> {
        let table = node.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, node, "table");
        }
        Some(Section::new(self, table?, node.span().start))
    }

    pub(super) fn wrong_type(&self, key: &str, node: &Node<'d>, expected: &'static str) {
        self.report(
            node.span().start,
            ProblemKind::WrongType {
                key: key.to_owned(),
                expected,
            },
        );
    }

    /// A text that is not empty, with its offset.
    pub(super) fn text(&self, key: &str, node: &Node<'d>) -> Option<(String, usize)> {
        let at = node.span().start;
        match node.get_ref().as_str() {
            None => self.wrong_type(key, node, "text"),
            Some(text) if text.trim().is_empty() => self.report(
                at,
                ProblemKind::EmptyText {
                    key: key.to_owned(),
                },
            ),
            // A pack is the office's or of long ago: its words are shown as those of strangers.
            Some(text) => return Some((foreign(text).into_owned(), at)),
        }
        None
    }
}

/// One table; the keys it is asked for are the keys it may have.
pub(super) struct Section<'w, 'd> {
    pub(super) walk: &'w Walk<'d>,
    table: &'w DeTable<'d>,
    /// Where the table begins.
    pub(super) at: usize,
    known: RefCell<Vec<&'static str>>,
}

impl<'w, 'd> Section<'w, 'd> {
    pub(super) fn new(walk: &'w Walk<'d>, table: &'w DeTable<'d>, at: usize) -> Self {
        Self {
            walk,
            table,
            at,
            known: RefCell::default(),
        }
    }

    /// The value of a key, which is a key of the format from now on.
    pub(super) fn value(&self, key: &'static str) -> Option<&'w Node<'d>> {
        self.known.borrow_mut().push(key);
        self.table.get(key)
    }

    /// Keys and values, whatever they are: for tables of free names.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'w str, usize, &'w Node<'d>)> {
        self.table
            .iter()
            .map(|(k, v)| (k.get_ref().as_ref(), k.span().start, v))
    }

    pub(super) fn text(&self, key: &'static str) -> Option<(String, usize)> {
        self.walk.text(key, self.value(key)?)
    }

    /// A text that the section must have; empty where it has none, which is reported.
    pub(super) fn need_text(&self, key: &'static str) -> (String, usize) {
        if let Some(node) = self.value(key) {
            self.walk
                .text(key, node)
                .unwrap_or((String::new(), node.span().start))
        } else {
            self.missing(key);
            (String::new(), self.at)
        }
    }

    pub(super) fn missing(&self, key: &'static str) {
        self.walk.report(
            self.at,
            ProblemKind::MissingKey {
                key: key.to_owned(),
            },
        );
    }

    pub(super) fn truth(&self, key: &'static str) -> Option<bool> {
        let node = self.value(key)?;
        let truth = node.get_ref().as_bool();
        if truth.is_none() {
            self.walk.wrong_type(key, node, "true or false");
        }
        truth
    }

    /// A whole number in a range.
    pub(super) fn number(&self, key: &'static str, range: RangeInclusive<i64>) -> Option<i64> {
        let node = self.value(key)?;
        let Some(integer) = node.get_ref().as_integer() else {
            self.walk.wrong_type(key, node, "number");
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .filter(|n| range.contains(n));
        if number.is_none() {
            let (least, most) = (*range.start(), *range.end());
            self.walk.report(
                node.span().start,
                ProblemKind::OutOfRange {
                    key: key.to_owned(),
                    least,
                    most,
                },
            );
        }
        number
    }

    /// One word of a closed list.
    pub(super) fn word<T: Copy>(&self, key: &'static str, allowed: &[(&str, T)]) -> Option<T> {
        let (given, at) = self.text(key)?;
        one_of(self.walk, key, &given, at, allowed)
    }

    pub(super) fn section(&self, key: &'static str) -> Option<Section<'w, 'd>> {
        self.walk.section(key, self.value(key)?)
    }

    /// The items of a list; none where the key is absent.
    pub(super) fn items(&self, key: &'static str) -> &'w [Node<'d>] {
        let Some(node) = self.value(key) else {
            return &[];
        };
        let list: Option<&DeArray<'d>> = node.get_ref().as_array();
        if list.is_none() {
            self.walk.wrong_type(key, node, "list");
        }
        list.map_or(&[], |l| l.as_ref())
    }

    pub(super) fn sections(&self, key: &'static str) -> Vec<Section<'w, 'd>> {
        self.items(key)
            .iter()
            .filter_map(|node| self.walk.section(key, node))
            .collect()
    }

    pub(super) fn texts(&self, key: &'static str) -> Vec<(String, usize)> {
        self.items(key)
            .iter()
            .filter_map(|node| self.walk.text(key, node))
            .collect()
    }

    /// Reports every key of the table that was never asked for.
    pub(super) fn unknown(&self) {
        let known = self.known.borrow();
        for (key, _) in self.table {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let meant = nearest(name, known.iter().copied());
                self.walk.report(
                    key.span().start,
                    ProblemKind::UnknownKey {
                        key: name.to_owned(),
                        meant,
                    },
                );
            }
        }
    }
}

/// The value of a word in a closed list, or a report that says which words there are.
pub(super) fn one_of<T: Copy>(
    walk: &Walk<'_>,
    key: &str,
    given: &str,
    at: usize,
    allowed: &[(&str, T)],
) -> Option<T> {
    let found = allowed
        .iter()
        .find(|(name, _)| *name == given)
        .map(|(_, value)| *value);
    if found.is_none() {
        let allowed = allowed.iter().map(|(name, _)| (*name).to_owned()).collect();
        walk.report(
            at,
            ProblemKind::NotOneOf {
                key: key.to_owned(),
                given: given.to_owned(),
                allowed,
            },
        );
    }
    found
}

/// The candidate that was probably meant: at most two edits away, and fewer than half of its letters.
pub(crate) fn nearest<'k>(
    given: &str,
    candidates: impl Iterator<Item = &'k str>,
) -> Option<String> {
    candidates
        .map(|candidate| (distance(given, candidate), candidate))
        .filter(|(edits, candidate)| *edits <= 2 && edits * 2 < candidate.len())
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate.to_owned())
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = replaced.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
