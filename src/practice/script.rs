//! A pack as the practice station plays it: how often it is used, and what in it is out of the ordinary.

use std::collections::BTreeSet;

use super::data::talk;
use crate::desk::{self, PackError};
use crate::protocol::{Channel, Choice, Outcome, Protocol, When, keys};

/// A pack to play.
pub(super) struct Script {
    pub(super) protocol: Protocol,
    /// The pack's own text, which the journal keeps.
    pub(super) text: &'static str,
    /// Whether its matters are those of the catalogue, with words of their own for each; the others are played by what
    /// their fields ask.
    pub(super) catalogued: bool,
    /// The ways by which it is used, the usual one first.
    pub(super) channels: Vec<Channel>,
    /// Of how many conversations one is of this pack.
    pub(super) weight: u64,
    /// Yes/no fields that open more when they hold this: what is out of the ordinary.
    unusual: BTreeSet<(String, bool)>,
}

impl Script {
    /// Every pack of the program.
    pub(super) fn all() -> Result<Vec<Self>, PackError> {
        let packs = desk::packs().iter().enumerate();
        packs
            .map(|(place, pack)| {
                let protocol = desk::protocol(pack.id)?;
                Ok(Self::new(protocol, pack.text, place))
            })
            .collect()
    }

    fn new(protocol: Protocol, text: &'static str, place: usize) -> Self {
        let matters = protocol.field(keys::MATTER).map(|f| f.ask.options());
        let catalogued = matters.is_some_and(|options| {
            let told = || talk().matters.iter().chain([&talk().outside]);
            let known = |o: &&Choice| told().any(|m| m.id == o.id);
            !options.is_empty() && options.iter().filter(known).count() * 2 > options.len()
        });
        let mut unusual = BTreeSet::new();
        let fields = protocol.fields().filter_map(|f| f.when.as_ref());
        let steps = protocol.steps.iter();
        let ways = steps.flat_map(|s| s.when.iter().chain(s.next.iter().map(|b| &b.when)));
        for when in fields.chain(ways) {
            truths(when, true, &mut unusual);
        }
        Self {
            catalogued,
            weight: match (catalogued, place) {
                (true, 0) => 580,
                (true, _) => 360,
                (false, _) => 18,
            },
            unusual,
            channels: if protocol.channels.is_empty() {
                vec![protocol.channel()]
            } else {
                protocol.channels.clone()
            },
            protocol,
            text,
        }
    }

    /// Whether a yes or a no in this field is out of the ordinary; `None` where both lead on alike.
    pub(super) fn unusual(&self, field: &str) -> Option<bool> {
        let opens = |value| self.unusual.contains(&(field.to_owned(), value));
        match (opens(true), opens(false)) {
            (true, false) => Some(true),
            (false, true) => Some(false),
            _ => None,
        }
    }

    /// Whether the pack says how this outcome is closed, or it needs no closing.
    pub(super) fn closes(&self, outcome: Outcome) -> bool {
        matches!(
            outcome,
            Outcome::Resolved | Outcome::CutOff | Outcome::Abandoned
        ) || self.protocol.closing(outcome).is_some()
    }
}

/// The yes/no values for which a condition may hold.
fn truths(when: &When, holds: bool, out: &mut BTreeSet<(String, bool)>) {
    match when {
        When::Truth { field, value } => {
            out.insert((field.clone(), *value == holds));
        }
        When::Any(each) | When::All(each) => each.iter().for_each(|w| truths(w, holds, out)),
        When::Not(inner) => truths(inner, !holds, out),
        _ => {}
    }
}
