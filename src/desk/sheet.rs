//! The sheet of a day: what was done at this station, what is owed, and where the chain ends. Nobody's name but that of who
//! was at the keys.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use uuid::Uuid;

use super::{Denied, Session};
use crate::attention::{AttentionRecord, Event, RegistryNumber};
use crate::journal::{self, Body, LastCopy, Reader, Station, Tip};
use crate::people::Permission;
use crate::promise::{Ending, Promise};
use crate::protocol::{Channel, Outcome};

/// A day at a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySheet {
    pub day: NaiveDate,
    pub station: Station,
    /// Who was at the keys, by name.
    pub people: Vec<String>,
    /// Attentions filed on the day.
    pub attentions: u32,
    pub channels: Vec<(Channel, u32)>,
    pub outcomes: Vec<(Outcome, u32)>,
    /// Promised on the day.
    pub made: u32,
    /// Kept on the day, whenever they were made.
    pub kept: u32,
    /// Owed and not ended, whatever day they are of; and those of them that are late. Of the whole journal.
    pub owed: u32,
    pub late: u32,
    /// Attentions in progress.
    pub drafts: u32,
    /// The highest number that the station gave.
    pub highest: Option<RegistryNumber>,
    /// The last entry of the station.
    pub last: Option<Tip>,
    /// The last copy made.
    pub copy: Option<LastCopy>,
}

impl Session {
    /// The sheet of a day, for who may make copies.
    pub fn sheet(
        &self,
        day: NaiveDate,
        now: DateTime<Utc>,
        zone: FixedOffset,
    ) -> Result<DaySheet, Denied> {
        let reader = self.reader(Permission::BackUp)?;
        let copy = last_copy(self, &reader)?;
        Ok(sheet(&reader, day, now, zone, copy)?)
    }
}

/// The last copy made, as the file beside the journal tells, or else the chain.
pub(super) fn last_copy(session: &Session, reader: &Reader) -> journal::Result<Option<LastCopy>> {
    let beside = journal::last_copy(session.paths());
    match beside {
        Some(beside) => Ok(Some(beside)),
        None => reader.last_copy(),
    }
}

/// Reads the sheet of a day.
pub(super) fn sheet(
    reader: &Reader,
    day: NaiveDate,
    now: DateTime<Utc>,
    zone: FixedOffset,
    copy: Option<LastCopy>,
) -> journal::Result<DaySheet> {
    let midnight = day.and_time(NaiveTime::MIN);
    let from = zone
        .from_local_datetime(&midnight)
        .single()
        .map_or(now, |at| at.to_utc());
    let until = from + TimeDelta::days(1);
    let mut people = BTreeSet::new();
    let mut filed: BTreeMap<Uuid, (Channel, Outcome)> = BTreeMap::new();
    let mut made: BTreeSet<Uuid> = BTreeSet::new();
    let mut kept: BTreeSet<Uuid> = BTreeSet::new();
    let mut promised = |promise: &Promise| {
        if (from..until).contains(&promise.made_at) {
            made.insert(promise.id);
        }
    };
    let device = reader.device();
    reader.each_entry(from, until, |entry| {
        if entry.device != device {
            return Ok::<_, journal::Error>(());
        }
        match entry.read()? {
            Some(Body::Attention(record)) => {
                record.acts.iter().for_each(|act| {
                    if let Event::Promised { promise } = &act.event {
                        promised(promise);
                    }
                });
                let AttentionRecord {
                    id,
                    opening,
                    outcome,
                    ..
                } = *record;
                filed.insert(id, (opening.channel, outcome));
            }
            Some(Body::Act(record)) => {
                if let Event::Promised { promise } = &record.act.event {
                    promised(promise);
                }
            }
            Some(Body::PromiseEnd(end)) if end.how == Ending::Kept => {
                kept.insert(end.promise);
            }
            _ => {}
        }
        if !entry.agent.is_empty() {
            people.insert(entry.agent);
        }
        Ok(())
    })?;
    let mut channels: BTreeMap<usize, u32> = BTreeMap::new();
    let mut outcomes: BTreeMap<Outcome, u32> = BTreeMap::new();
    for (channel, outcome) in filed.values() {
        let place = Channel::ALL.iter().position(|(_, c)| c == channel);
        *channels.entry(place.unwrap_or_default()).or_default() += 1;
        *outcomes.entry(*outcome).or_default() += 1;
    }
    let owed = reader.promises_due()?;
    let late = owed.iter().filter(|p| p.due.is_some_and(|due| due < now));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(DaySheet {
        day,
        station: reader.station()?,
        people: people.into_iter().collect(),
        attentions: count(filed.len()),
        channels: channels
            .into_iter()
            .filter_map(|(place, n)| Some((Channel::ALL.get(place)?.1, n)))
            .collect(),
        outcomes: outcomes.into_iter().collect(),
        made: count(made.len()),
        kept: count(kept.len()),
        owed: count(owed.len()),
        late: count(late.count()),
        drafts: count(reader.drafts()?.len()),
        highest: reader.highest_number()?,
        last: reader.last_tip()?,
        copy,
    })
}
