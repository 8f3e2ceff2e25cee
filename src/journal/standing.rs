//! How an attention stands, as a function of the set of its entries: the same whatever the order in which they came.
//!
//! What changes a filed attention is an edit: a filing, a correction, a reopening, a resolution. Each has seen others; a
//! value that was written and not seen by a later writer stands. Where two such values of one field differ, the attention
//! is in conflict, and the versions of those who wrote last stand side by side until a supervisor chooses one.
//!
//! A chain of one device needs none of this: there [`super::fold`] adds one entry to how it stood before.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::fold::Folded;
use super::order::{Place, canonical};
use super::spoken::{Said, said};
use super::{Body, Result};
use crate::attention::{Act, AttentionRecord, Event, Given};
use crate::protocol::Outcome;

/// One of the versions of an attention in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The entry that wrote it: what a resolution chooses.
    pub id: Uuid,
    pub device: Uuid,
    pub at: DateTime<Utc>,
    pub by: String,
    pub record: AttentionRecord,
    pub reopened: bool,
}

/// What an edit can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Field(&'a str),
    Outcome,
    Reopened,
}

/// What it wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    Field(Option<Given>),
    Outcome(Outcome),
    Reopened(bool),
}

/// Places in the canonical order.
type Set = BTreeSet<usize>;

/// The entries of one attention in their canonical order, with what each edit saw and wrote.
pub(super) struct Standing<'a> {
    said: Vec<&'a Said>,
    /// Of each edit the edits it saw, and those that these saw.
    seen: BTreeMap<usize, Set>,
    /// Of each key who wrote what.
    writers: BTreeMap<Key<'a>, Vec<(usize, Value)>>,
    ids: HashMap<Uuid, usize>,
}

/// The attention as it stands; `None` while it was never filed.
pub(super) fn now(connection: &Connection, attention: Uuid) -> Result<Option<Folded>> {
    Ok(Standing::new(&said(connection, attention)?).folded())
}

impl<'a> Standing<'a> {
    pub(super) fn new(said: &'a [Said]) -> Self {
        let places: Vec<Place> = said.iter().map(|s| s.place.clone()).collect();
        let said: Vec<&Said> = canonical(&places).into_iter().map(|i| &said[i]).collect();
        let ids = said.iter().enumerate().map(|(i, s)| (s.place.id, i));
        let mut standing = Self {
            ids: ids.collect(),
            said,
            seen: BTreeMap::new(),
            writers: BTreeMap::new(),
        };
        for i in 0..standing.said.len() {
            if standing.said[i].body.is_edit() {
                let seen = standing.seen_by(i);
                standing.seen.insert(i, seen);
                standing.write(i);
            }
        }
        standing
    }

    /// The edits that this one saw, directly or through others.
    fn seen_by(&self, i: usize) -> Set {
        let place = &self.said[i].place;
        let direct: Vec<usize> = if place.saw.is_empty() {
            let same = |j: &&usize| self.said[**j].place.device == place.device;
            self.seen.keys().filter(same).copied().collect()
        } else {
            let known = place.saw.iter().filter_map(|id| self.ids.get(id));
            known
                .filter(|j| self.seen.contains_key(j))
                .copied()
                .collect()
        };
        let mut all: Set = direct.iter().copied().collect();
        for j in direct {
            all.extend(self.seen.get(&j).into_iter().flatten());
        }
        all
    }

    fn saw(&self, i: usize, j: usize) -> bool {
        self.seen.get(&i).is_some_and(|seen| seen.contains(&j))
    }

    /// Everything up to this edit.
    fn version(&self, i: usize) -> Set {
        let mut version = self.seen.get(&i).cloned().unwrap_or_default();
        version.insert(i);
        version
    }

    /// Notes down what an edit writes.
    fn write(&mut self, i: usize) {
        let said: &'a Said = self.said[i];
        let mut written: Vec<(Key<'a>, Value)> = Vec::new();
        match &said.body {
            Body::Attention(record) => {
                let before = self.seen.get(&i).cloned().unwrap_or_default();
                let fields = record.answers.keys().map(|k| Key::Field(k));
                let others = [Key::Outcome, Key::Reopened];
                let keys: BTreeSet<Key<'a>> = fields
                    .chain(self.writers.keys().copied())
                    .chain(others)
                    .collect();
                for key in keys {
                    let value = match key {
                        Key::Field(field) => Value::Field(record.answers.get(field).cloned()),
                        Key::Outcome => Value::Outcome(record.outcome),
                        Key::Reopened => Value::Reopened(false),
                    };
                    let stood = self.standing(key, &before);
                    let nothing = stood.is_empty() && value == Value::Field(None);
                    // What was only taken over was written by whoever wrote it.
                    if !nothing && (stood.is_empty() || stood.iter().any(|(_, v)| **v != value)) {
                        written.push((key, value));
                    }
                }
            }
            Body::Act(record) => match &record.act.event {
                Event::Corrected { field, to, .. } => {
                    let given = Given {
                        answer: to.clone(),
                        at: record.act.at,
                    };
                    written.push((Key::Field(field), Value::Field(Some(given))));
                }
                Event::Reopened { .. } => written.push((Key::Reopened, Value::Reopened(true))),
                _ => {}
            },
            Body::Resolution(resolution) => {
                // One whose chosen version was not received says nothing yet.
                let chosen = self.ids.get(&resolution.chosen);
                if let Some(chosen) = chosen.filter(|c| self.saw(i, **c)) {
                    let version = self.version(*chosen);
                    for key in self.writers.keys().filter(|k| **k != Key::Reopened) {
                        let stood = self.standing(*key, &version);
                        let value = match (stood.last(), key) {
                            (Some((_, value)), _) => (*value).clone(),
                            (None, Key::Field(_)) => Value::Field(None),
                            (None, _) => continue,
                        };
                        written.push((*key, value));
                    }
                }
            }
            _ => {}
        }
        for (key, value) in written {
            self.writers.entry(key).or_default().push((i, value));
        }
    }

    /// The values of a key that stand within a set: written in it, by nobody in it that another writer there saw.
    fn standing(&self, key: Key<'a>, within: &Set) -> Vec<(usize, &Value)> {
        let writers = self.writers.get(&key).map_or(&[][..], Vec::as_slice);
        let inside = || writers.iter().filter(|(i, _)| within.contains(i));
        let stands = |(i, _): &&(usize, Value)| !inside().any(|(later, _)| self.saw(*later, *i));
        inside().filter(stands).map(|(i, v)| (*i, v)).collect()
    }

    /// The edits that no other edit saw, in order.
    fn heads(&self) -> Vec<usize> {
        let seen: Set = self.seen.values().flatten().copied().collect();
        let edits = self.seen.keys().copied();
        edits.filter(|i| !seen.contains(i)).collect()
    }

    /// The identifiers of the edits that no other edit saw.
    pub(super) fn head_ids(&self) -> Vec<Uuid> {
        let heads = self.heads().into_iter();
        heads.map(|i| self.said[i].place.id).collect()
    }

    /// The identifiers of the edits of one device that none of its other edits saw.
    pub(super) fn last_of(&self, device: Uuid) -> Vec<Uuid> {
        let own: Vec<usize> = self
            .seen
            .keys()
            .filter(|i| self.said[**i].place.device == device)
            .copied()
            .collect();
        let last = own
            .iter()
            .filter(|i| !own.iter().any(|j| self.saw(*j, **i)));
        last.map(|i| self.said[*i].place.id).collect()
    }

    /// How it stands.
    pub(super) fn folded(&self) -> Option<Folded> {
        let all: Set = self.seen.keys().copied().collect();
        let (record, latest, reopened) = self.state(&all)?;
        let filings = self.said.iter().filter(|s| s.filing().is_some());
        let mut folded = Folded {
            entry: filings.map(|s| s.entry).min()?,
            latest,
            record,
            reopened,
            versions: Vec::new(),
        };
        let differ = |key: &Key<'a>| {
            let stood = self.standing(*key, &all);
            stood.iter().any(|(_, v)| !v.is_same(stood[0].1))
        };
        let content = |key: &&Key<'a>| **key != Key::Reopened;
        if self.writers.keys().filter(content).any(differ) {
            let heads = self.heads().into_iter();
            folded.versions = heads.filter_map(|i| self.version_of(i)).collect();
        }
        Some(folded)
    }

    fn version_of(&self, head: usize) -> Option<Version> {
        let (record, _, reopened) = self.state(&self.version(head))?;
        let said = self.said[head];
        Some(Version {
            id: said.place.id,
            device: said.place.device,
            at: said.at,
            by: said.agent.clone(),
            record,
            reopened,
        })
    }

    /// How it stands by the edits of a set: the record, the entry that last filed it, and whether it is open again.
    fn state(&self, within: &Set) -> Option<(AttentionRecord, i64, bool)> {
        let base = self.base(within)?;
        let mut record = self.said[base].filing()?.clone();
        record.answers.clear();
        for key in self.writers.keys() {
            let stood = self.standing(*key, within);
            let Some((_, last)) = stood.last() else {
                continue;
            };
            match (key, last) {
                (Key::Field(field), Value::Field(Some(given))) => {
                    record.answers.insert((*field).to_owned(), given.clone());
                }
                (Key::Outcome, Value::Outcome(outcome)) => {
                    // What is still owed to the person is not taken for done.
                    let owed = Value::Outcome(Outcome::Callback);
                    let owing = stood.iter().any(|(_, v)| **v == owed);
                    record.outcome = if owing { Outcome::Callback } else { *outcome };
                }
                _ => {}
            }
        }
        let open = Value::Reopened(true);
        let reopened = self.standing(Key::Reopened, within);
        let reopened = reopened.iter().any(|(_, v)| **v == open);
        self.add_acts(base, within, &mut record.acts);
        Some((record, self.said[base].entry, reopened))
    }

    /// The filing that a set rests on: the last of those that none in it replaced.
    fn base(&self, within: &Set) -> Option<usize> {
        let filings = |set: &Set| -> Vec<usize> {
            let filed = |i: &usize| self.said[*i].filing().is_some();
            set.iter().copied().filter(filed).collect()
        };
        let all = filings(within);
        let mut replaced = Set::new();
        for filing in &all {
            replaced.extend(all.iter().filter(|other| self.saw(*filing, **other)));
        }
        for i in within {
            let Body::Resolution(resolution) = &self.said[*i].body else {
                continue;
            };
            let chosen = self.ids.get(&resolution.chosen);
            let Some(kept) = chosen
                .filter(|c| self.saw(*i, **c))
                .and_then(|c| self.base(&self.version(*c)))
            else {
                continue;
            };
            replaced.extend(all.iter().filter(|f| self.saw(*i, **f) && **f != kept));
        }
        let standing = all.iter().rev().find(|i| !replaced.contains(i));
        standing.or(all.last()).copied()
    }

    /// Adds what happened apart from the filing that all rests on: notes of everybody, and the edits that it did not see.
    fn add_acts(&self, base: usize, within: &Set, acts: &mut Vec<Act>) {
        let place = &self.said[base].place;
        let filings: Vec<usize> = within
            .iter()
            .copied()
            .filter(|i| self.said[*i].filing().is_some())
            .collect();
        for (i, said) in self.said.iter().enumerate() {
            let other = said.place.device != place.device;
            let earlier = (said.place.epoch, said.place.seq) < (place.epoch, place.seq);
            match &said.body {
                Body::Attention(record)
                    if i != base && !self.saw(base, i) && within.contains(&i) =>
                {
                    let lasting = record
                        .acts
                        .iter()
                        .filter(|a| matches!(a.event, Event::Noted { .. } | Event::Voiced { .. }));
                    for act in lasting {
                        if !acts.contains(act) {
                            acts.push(act.clone());
                        }
                    }
                }
                Body::Act(record) => {
                    let act = &record.act;
                    let adds = match &act.event {
                        Event::Noted { .. } => other || !earlier,
                        Event::Corrected { .. } => within.contains(&i) && !self.saw(base, i),
                        Event::Reopened { .. } => {
                            within.contains(&i) && !filings.iter().any(|f| self.saw(*f, i))
                        }
                        _ => false,
                    };
                    if adds && !(other && acts.contains(act)) {
                        acts.push(act.clone());
                    }
                }
                _ => {}
            }
        }
    }
}

impl Value {
    /// Whether two values mean the same: when it was given does not count.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Field(a), Self::Field(b)) => {
                a.as_ref().map(|g| &g.answer) == b.as_ref().map(|g| &g.answer)
            }
            _ => self == other,
        }
    }
}
