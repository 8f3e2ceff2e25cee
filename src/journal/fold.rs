//! An attention as it stands: what was last filed, with what was corrected and noted afterwards.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use super::{Error, Result, Version};
use crate::attention::{ActRecord, Attention, AttentionRecord, Event, Given};

/// A filed attention with everything that was said of it since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The entry that first filed it: its place in lists.
    pub entry: i64,
    /// The entry that last filed it.
    pub latest: i64,
    /// As last filed, with corrected values and later acts.
    pub record: AttentionRecord,
    /// Whether it was reopened and not filed again.
    pub reopened: bool,
    /// Where it was changed at two stations in ways that do not go together, each of the versions; else none.
    pub versions: Vec<Version>,
}

/// The clocks of a filed attention, in seconds.
pub(super) struct Durations {
    pub(super) elapsed: i64,
    pub(super) held: i64,
    pub(super) consulted: i64,
}

impl Folded {
    /// Whether a supervisor has to choose between versions.
    pub fn is_in_conflict(&self) -> bool {
        !self.versions.is_empty()
    }

    /// Adds an act that was written after the filing.
    pub(super) fn add(&mut self, act: &ActRecord) {
        let act = &act.act;
        match &act.event {
            Event::Corrected { field, to, .. } => {
                let given = Given {
                    answer: to.clone(),
                    at: act.at,
                };
                self.record.answers.insert(field.clone(), given);
            }
            Event::Reopened { .. } => self.reopened = true,
            _ => {}
        }
        self.record.acts.push(act.clone());
    }

    /// How long it took until it was last filed.
    pub(super) fn durations(&self) -> Durations {
        let attention = Attention::from_record(&self.record);
        Durations {
            elapsed: (self.record.filed_at - attention.begun_at())
                .num_seconds()
                .max(0),
            held: attention.held_seconds,
            consulted: attention.consulted_seconds,
        }
    }
}

/// Whether an act written after the filing changes how the attention stands.
pub(super) fn changes(act: &ActRecord) -> bool {
    matches!(
        act.act.event,
        Event::Corrected { .. } | Event::Noted { .. } | Event::Reopened { .. }
    )
}

/// The attention as it stood just before this entry, where its entries are one chain in order; `None` where it was not
/// filed yet.
pub(super) fn before(
    connection: &Connection,
    attention: Uuid,
    entry: i64,
) -> Result<Option<Folded>> {
    let sql = "SELECT a.entry, a.latest, b.body
               FROM about m JOIN attention a ON a.entry = m.entry JOIN entry_body b ON b.entry = a.latest
               WHERE m.attention = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let filed = statement
        .query_row([attention.as_bytes()], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get::<_, String>(2)?))
        })
        .optional()?;
    let Some((first, latest, body)) = filed else {
        return Ok(None);
    };
    let record = serde_json::from_str(&body).map_err(|e| Error::unreadable("attention", &e))?;
    let mut folded = Folded {
        entry: first,
        latest,
        record,
        reopened: false,
        versions: Vec::new(),
    };
    let mut statement =
        connection.prepare_cached(include_str!("../../assets/sql/attention_later_acts.sql"))?;
    let mut rows = statement.query(params![attention.as_bytes(), latest, entry])?;
    while let Some(row) = rows.next()? {
        let act = serde_json::from_str(
            row.get_ref(0)?
                .as_str()
                .map_err(|e| Error::unreadable("act", &e))?,
        );
        folded.add(&act.map_err(|e| Error::unreadable("act", &e))?);
    }
    Ok(Some(folded))
}

/// The instant kept as milliseconds since 1970.
pub(super) fn instant(millis: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_millis(millis).ok_or(Error::Damaged {
        detail: format!("instant {millis}"),
    })
}
