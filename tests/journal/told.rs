//! What journals answer, compared apart from the order in which things came.

use std::collections::BTreeMap;

use ventanilla::journal::{self, Reader};

use super::stations::*;
use super::support::*;
use super::union_properties::{ATTENTIONS, NAMES, REASONS};

/// Everything that can be asked, apart from places in the database and the order of arrival.
pub(super) fn answers(reader: &Reader, stations: u8) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let listed = |found: Vec<journal::Summary>| {
        let mut rows: Vec<String> = found
            .into_iter()
            .map(|mut s| {
                s.entry = 0;
                format!("{s:?}")
            })
            .collect();
        rows.sort();
        format!("{rows:#?}")
    };
    out.insert("recent".into(), listed(reader.recent(500, None).unwrap()));
    for words in NAMES
        .into_iter()
        .chain(REASONS)
        .chain(["quis", "volv", "la 1", "345678", "llamarla", "zz"])
    {
        out.insert(
            format!("search {words}"),
            listed(reader.search(words, 500).unwrap()),
        );
    }
    out.insert(
        "due".into(),
        format!("{:?}", reader.promises_due().unwrap()),
    );
    out.insert(
        "day".into(),
        format!("{:?}", reader.day(at(0), at(86_400)).unwrap()),
    );
    out.insert("known".into(), format!("{:?}", reader.known().unwrap()));
    for of in 1..=stations {
        out.insert(
            format!("person {of}"),
            listed(reader.person(&format!("4567890{of}"), 99).unwrap()),
        );
        for sequence in 1..=ATTENTIONS {
            let Some(mut history) = reader.attention(attention_of(of, sequence)).unwrap() else {
                continue;
            };
            for entry in &mut history.entries {
                entry.entry = 0;
            }
            for owed in &mut history.promises {
                owed.entry = 0;
            }
            if let Some(now) = &mut history.now {
                (now.entry, now.latest) = (0, 0);
            }
            // Whose clock is ahead is judged by the clock of who received it.
            history.doubtful.clear();
            out.insert(
                format!("attention {of} {sequence}"),
                format!("{history:#?}"),
            );
        }
    }
    out
}

/// Whether two journals answer the same; else what they differ in.
pub(super) fn same(
    a: &BTreeMap<String, String>,
    b: &BTreeMap<String, String>,
) -> Result<(), String> {
    for (what, answer) in a {
        if b.get(what) != Some(answer) {
            return Err(format!(
                "{what}:\n{answer}\n-- and --\n{}",
                b.get(what).map_or("", |s| s)
            ));
        }
    }
    if a.len() == b.len() {
        Ok(())
    } else {
        Err("more was found".into())
    }
}

/// Numbers that look like chance, the same in every run.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
