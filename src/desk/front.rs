//! An attention in progress as the desk holds it: the state, its protocol, and what of it is on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Utc};

use crate::attention::{Act, Attention, Event, Given};
use crate::journal::StoredDraft;
use crate::protocol::{Answer, Outcome, Protocol};

/// How the name of a jotting begins: no key of a pack does.
const JOTTING: char = '~';
/// How the name goes on under which it is kept who wrote a jotting.
const BY: &str = "by~";

/// An attention in progress.
#[derive(Debug)]
pub struct Front {
    pub attention: Attention,
    pub protocol: Arc<Protocol>,
    /// The field the agent is in.
    pub field: Option<String>,
    /// Where the cursor is in each field, in characters (or the option under it).
    pub cursors: BTreeMap<String, u32>,
    /// What is being written in a box and is not said yet: a note, a question. Kept like a field, under a name that no pack
    /// can give one.
    pub(super) jottings: BTreeMap<String, Given>,
    /// Counts changes of the state: what is drawn from it is made anew only when this moves.
    pub version: u64,
    /// The outcome that was asked for and still lacks something: Enter leads from one missing field to the next.
    pub aim: Option<Outcome>,
    /// Fields that were on the form before anybody worked at it: what a pile keeps from form to form.
    pub(super) given: BTreeSet<String>,
    /// Not for who is at the keys: begun by others, of whom they see no list.
    pub(super) aside: bool,
    /// When it was last worked at.
    pub touched_at: DateTime<Utc>,
    /// Fields changed since they were last handed to the recorder.
    pub(super) dirty: BTreeSet<String>,
    pub(super) dirty_since: Option<Instant>,
    /// How many acts were handed to the recorder.
    pub(super) acts_saved: usize,
}

impl Front {
    pub(super) fn new(attention: Attention, protocol: Arc<Protocol>) -> Self {
        Self {
            touched_at: attention.opening.at,
            attention,
            protocol,
            field: None,
            aim: None,
            aside: false,
            given: BTreeSet::new(),
            cursors: BTreeMap::new(),
            jottings: BTreeMap::new(),
            version: 0,
            dirty: BTreeSet::new(),
            dirty_since: None,
            acts_saved: 0,
        }
    }

    pub(super) fn from_draft(draft: StoredDraft, protocol: Arc<Protocol>) -> Self {
        let StoredDraft {
            head,
            mut answers,
            cursors,
            acts,
        } = draft;
        let jottings = answers
            .extract_if(.., |key, _| key.starts_with(JOTTING))
            .collect();
        let mut attention = Attention::replay(head.attention, head.opening, &answers, &acts);
        // The head is written with every field; the last act may be older than the place in the form.
        attention.step = head.step;
        Self {
            field: head.field,
            cursors,
            jottings,
            acts_saved: acts.len(),
            touched_at: head.updated_at,
            ..Self::new(attention, protocol)
        }
    }

    pub(super) fn apply(&mut self, act: &Act) {
        if let Event::Answered { field, .. } | Event::Reset { field, .. } = &act.event {
            self.dirty.insert(field.clone());
            // Touched now: no longer only what the pile keeps.
            self.given.remove(field);
        }
        self.touched_at = act.at;
        self.attention.apply(act);
        self.version += 1;
    }

    /// What was being written in a box of this name.
    pub fn jotting(&self, name: &str) -> Option<&str> {
        self.jottings
            .get(&format!("{JOTTING}{name}"))?
            .answer
            .text()
    }

    /// Who last wrote at what is in a box of this name: another may be at the keys by now.
    pub(super) fn jotted_by(&self, name: &str) -> Option<&str> {
        self.jotting(&format!("{BY}{name}"))
    }

    /// Keeps what somebody is writing in a box, or lets it go once it is said or empty.
    pub(super) fn jot(&mut self, name: &str, text: &str, by: &str, at: DateTime<Utc>) {
        let by = if text.is_empty() { "" } else { by };
        for (key, text) in [
            (format!("{JOTTING}{name}"), text),
            (format!("{JOTTING}{BY}{name}"), by),
        ] {
            let was = if text.is_empty() {
                self.jottings.remove(&key).is_some()
            } else {
                let answer = Answer::Text(text.to_owned());
                self.jottings.insert(key.clone(), Given { answer, at });
                true
            };
            if was {
                self.dirty.insert(key);
            }
        }
    }

    /// What a field or a box holds now.
    pub(super) fn given(&self, key: &str) -> Option<&Given> {
        self.attention
            .answers
            .get(key)
            .or_else(|| self.jottings.get(key))
    }

    /// Whether there is anything to keep: a mistaken key leaves nothing.
    pub fn is_worth_keeping(&self) -> bool {
        let typed = self
            .attention
            .answers
            .iter()
            .any(|(key, g)| !g.answer.is_empty() && !self.given.contains(key));
        typed
            || !self.jottings.is_empty()
            || self.attention.number.is_some()
            || self
                .attention
                .acts
                .iter()
                .any(|a| !matches!(a.event, Event::Opened { .. } | Event::Moved { .. }))
    }
}
