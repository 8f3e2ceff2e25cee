//! The projections: what each entry changes in the lists, the promises and the search. Applied in the transaction that
//! appends the entry, and again for every entry when they are rebuilt.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::fold::{self, Folded};
use super::index::Pending;
use super::{Body, Result, Station, copies, facets, restore, said, standing, words};
use crate::attention::{ActRecord, AttentionRecord, RegistryNumber};
use crate::identity::{Document, DocumentKind};
use crate::protocol::{Answer, keys};

/// Where an entry is: in this database, and in its chain.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(super) entry: i64,
    pub(super) device: Uuid,
    pub(super) epoch: u32,
    pub(super) seq: u32,
}

/// Applies one entry; what the search has to be told of it is left pending.
pub(super) fn apply(
    connection: &Connection,
    search: &mut Pending,
    at: At,
    body: &Body,
) -> Result<()> {
    if let Body::Genesis(station) = body {
        put_station(connection, at.device, station)?;
    }
    let Some(attention) = body.attention() else {
        return of_station(connection, body);
    };
    let chain = chain(connection, attention, at)?;
    if chain.goes_on_with(body) {
        match body {
            Body::Attention(record) => file(connection, search, at.entry, record)?,
            Body::Act(record) => act(connection, search, at.entry, record)?,
            _ => {}
        }
        remember_entry(connection, attention, at.entry)?;
    } else {
        stand_anew(connection, search, attention, at, body)?;
    }
    if let Body::Act(record) = body {
        facets::remember_corrected(connection, &record.act)?;
    }
    said::tell(connection, at.entry, body)?;
    if let Some(number) = body.number() {
        remember(connection, attention, number)?;
    }
    Ok(())
}

/// What is here of an attention, beside an entry that comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chain {
    /// Nothing.
    None,
    /// Earlier entries of the same device and epoch, and nothing else.
    Before,
    /// Others too.
    Mixed,
}

impl Chain {
    /// Whether how it stands follows from how it stood before.
    fn goes_on_with(self, body: &Body) -> bool {
        match self {
            Self::None => body.saw().iter().all(Uuid::is_nil),
            Self::Before => body.saw().is_empty(),
            Self::Mixed => false,
        }
    }
}

/// Looks at what is here of an attention, beside an entry of this place.
pub(super) fn chain(connection: &Connection, attention: Uuid, at: At) -> Result<Chain> {
    let sql = "SELECT e.device, e.epoch, e.seq FROM about a JOIN entry e ON e.entry = a.entry WHERE a.attention = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([attention.as_bytes()])?;
    let mut chain = Chain::None;
    while let Some(row) = rows.next()? {
        let device = Uuid::from_bytes(row.get(0)?);
        let (epoch, seq): (u32, u32) = (row.get(1)?, row.get(2)?);
        if device != at.device || epoch != at.epoch || seq > at.seq {
            return Ok(Chain::Mixed);
        }
        chain = Chain::Before;
    }
    Ok(chain)
}

fn remember_entry(connection: &Connection, attention: Uuid, entry: i64) -> Result<()> {
    let sql = "INSERT INTO about (attention, entry) VALUES (?1, ?2)";
    connection
        .prepare_cached(sql)?
        .execute(params![attention.as_bytes(), entry])?;
    Ok(())
}

/// Works out how an attention stands from everything that was said of it, this entry included.
fn stand_anew(
    connection: &Connection,
    search: &mut Pending,
    attention: Uuid,
    at: At,
    body: &Body,
) -> Result<()> {
    let stands = body.is_edit() || matches!(body, Body::Act(record) if fold::changes(record));
    if !stands {
        return remember_entry(connection, attention, at.entry);
    }
    let old = standing::now(connection, attention)?;
    remember_entry(connection, attention, at.entry)?;
    let Some(new) = standing::now(connection, attention)? else {
        return Ok(());
    };
    if let Some(old) = &old {
        search.forget(old.entry, || words::of(&old.record));
    }
    if let Body::Attention(record) = body {
        facets::remember(connection, record)?;
    }
    put(connection, search, &new)
}

fn put_station(connection: &Connection, device: Uuid, station: &Station) -> Result<()> {
    let sql =
        "INSERT INTO station (device, office, station) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute(params![
        device.as_bytes(),
        station.office,
        station.station
    ])?;
    Ok(())
}

/// What is remembered of the station itself.
fn of_station(connection: &Connection, body: &Body) -> Result<()> {
    match body {
        Body::Copy(copy) => copies::remember(connection, copy),
        Body::Restored(restored) => restore::remember(connection, restored.highest.iter().copied()),
        _ => Ok(()),
    }
}

fn file(
    connection: &Connection,
    search: &mut Pending,
    entry: i64,
    record: &AttentionRecord,
) -> Result<()> {
    let old = fold::before(connection, record.id, entry)?;
    if let Some(old) = &old {
        search.forget(old.entry, || words::of(&old.record));
    }
    let first = old.map_or(entry, |f| f.entry);
    put(
        connection,
        search,
        &Folded {
            entry: first,
            latest: entry,
            record: record.clone(),
            reopened: false,
            versions: Vec::new(),
        },
    )
}

fn act(
    connection: &Connection,
    search: &mut Pending,
    entry: i64,
    record: &ActRecord,
) -> Result<()> {
    if fold::changes(record)
        && let Some(mut folded) = fold::before(connection, record.attention, entry)?
    {
        search.forget(folded.entry, || words::of(&folded.record));
        folded.add(record);
        put(connection, search, &folded)?;
    }
    Ok(())
}

/// Writes the row and the words of an attention.
fn put(connection: &Connection, search: &mut Pending, folded: &Folded) -> Result<()> {
    let record = &folded.record;
    let text = |key: &str| {
        record
            .answers
            .get(key)
            .and_then(|g| g.answer.text())
            .filter(|t| !t.trim().is_empty())
    };
    let document = record
        .answers
        .get(keys::DOCUMENT)
        .and_then(|g| document(&g.answer));
    let durations = folded.durations();
    let sql = include_str!("../../assets/sql/attention_put.sql");
    connection.prepare_cached(sql)?.execute(params![
        folded.entry,
        record.id.as_bytes(),
        folded.latest,
        record.number.to_string(),
        record.opening.at.timestamp_millis(),
        record.filed_at.timestamp_millis(),
        record.opening.agent,
        record.opening.channel.name(),
        record.opening.protocol.id,
        record.outcome.name(),
        folded.reopened,
        durations.elapsed,
        durations.held,
        durations.consulted,
        document.map(|d| d.kind.name()),
        document.map(|d| d.number.as_str()),
        text(keys::GIVEN_NAMES),
        text(keys::SURNAMES),
        text(keys::PHONE),
        text(keys::REASON),
        text(keys::MATTER),
        text(keys::KIND),
        text(keys::DISTRICT),
        facets::received(record).map(|at| at.and_utc().timestamp_millis()),
        folded.is_in_conflict(),
    ])?;
    facets::remember(connection, record)?;
    search.put(folded.entry, words::of(record));
    Ok(())
}

/// The document by which a person is known again.
fn document(answer: &Answer) -> Option<&Document> {
    match answer {
        Answer::Document(d) if d.kind != DocumentKind::None && !d.is_blank() => Some(d),
        _ => None,
    }
}

fn remember(connection: &Connection, attention: Uuid, number: RegistryNumber) -> Result<()> {
    let sql = "INSERT INTO numbered (office, station, year, sequence, attention) VALUES (?1, ?2, ?3, ?4, ?5)
               ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute(params![
        number.office(),
        number.station(),
        number.year(),
        number.sequence(),
        attention.as_bytes()
    ])?;
    Ok(())
}
