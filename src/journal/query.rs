//! What a search asks, and what it gives back.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};

use super::Summary;
use crate::protocol::{Channel, Outcome};

/// Farther from 1970 than anything in a journal, in milliseconds.
const FAR: i64 = 60_000_000_000_000;

/// A search: words, filters, and which part of what they find.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// Words, a document, a telephone or a number as people say it; nothing finds everything.
    pub text: String,
    pub filter: Filter,
    /// Most attentions given back at once.
    pub limit: u32,
    /// Only those that stand before this place in lists: where an earlier page ended.
    pub before: Option<i64>,
}

/// What an attention has to be, whatever its words. Nothing given, everything passes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    pub days: Option<Days>,
    /// The agent who opened it, as written in the journal.
    pub agent: Option<String>,
    pub channel: Option<Channel>,
    /// Identifier of the pack.
    pub protocol: Option<String>,
    /// Kind of matter, by its identifier.
    pub kind: Option<String>,
    pub outcome: Option<Outcome>,
    /// The station that gave the number, as the number names it: `CAJ-02`.
    pub station: Option<String>,
}

/// Days of the office's calendar, both ends included; an end that is not given is open.
///
/// An attention belongs to the day on which it came in, where it says so, else to the day on which it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub zone: FixedOffset,
}

/// A part of what a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Those whose number was said, then the others, newest first.
    pub rows: Vec<Summary>,
    /// Where the next page begins ([`Query::before`]); `None` where there are no more.
    pub next: Option<i64>,
    /// The time was over before the page was full: more may be found after `next`.
    pub partial: bool,
}

/// The values that the attentions of a journal have, to choose filters from; each list in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    pub agents: Vec<String>,
    pub channels: Vec<Channel>,
    pub protocols: Vec<String>,
    pub kinds: Vec<String>,
    pub outcomes: Vec<Outcome>,
    /// As numbers name them: `CAJ-02`.
    pub stations: Vec<String>,
}

impl Filter {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an attention is what is asked.
    pub fn passes(&self, found: &Summary) -> bool {
        self.days.is_none_or(|d| d.hold(found))
            && self.agent.as_ref().is_none_or(|a| *a == found.agent)
            && self.channel.is_none_or(|c| c == found.channel)
            && self.protocol.as_ref().is_none_or(|p| *p == found.protocol)
            && (self.kind.is_none() || self.kind == found.kind)
            && self.outcome.is_none_or(|o| o == found.outcome)
            && self
                .station
                .as_ref()
                .is_none_or(|s| *s == found.number.station_code())
    }
}

impl Days {
    /// One day.
    pub fn one(day: NaiveDate, zone: FixedOffset) -> Self {
        Self {
            from: Some(day),
            to: Some(day),
            zone,
        }
    }

    /// Whether an attention belongs to one of them.
    pub fn hold(&self, found: &Summary) -> bool {
        let day = found.came_in(self.zone).date();
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// The first moment and the moment after the last, on the office's clock; far ones where an end is open.
    pub(super) fn local(&self) -> (NaiveDateTime, NaiveDateTime) {
        let far = |millis| {
            DateTime::from_timestamp_millis(millis)
                .unwrap_or_default()
                .naive_utc()
        };
        let morning = |day: NaiveDate| day.and_time(NaiveTime::MIN);
        let after = self.to.map(|to| to.succ_opt().unwrap_or(to));
        (
            self.from.map_or_else(|| far(-FAR), morning),
            after.map_or_else(|| far(FAR), morning),
        )
    }

    /// The same as instants.
    pub(super) fn instants(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let (from, to) = self.local();
        let instant = |local: NaiveDateTime| {
            self.zone
                .from_local_datetime(&local)
                .single()
                .map_or_else(|| local.and_utc(), |at| at.to_utc())
        };
        (instant(from), instant(to))
    }
}
