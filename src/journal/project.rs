//! The projections: what each entry changes in the lists, the promises and the search. Applied in the transaction that
//! appends the entry, and again for every entry when they are rebuilt.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::fold::{self, Folded};
use super::index::Pending;
use super::{Body, Error, Result, copies, facets, restore, words};
use crate::attention::{ActRecord, AttentionRecord, Event, RegistryNumber};
use crate::identity::{Document, DocumentKind};
use crate::promise::{Due, Ending, Promise, PromiseEnd};
use crate::protocol::{Answer, keys};

/// Applies one entry; what the search has to be told of it is left pending.
pub(super) fn apply(
    connection: &Connection,
    search: &mut Pending,
    entry: i64,
    body: &Body,
) -> Result<()> {
    let Some(attention) = body.attention() else {
        return station(connection, body);
    };
    match body {
        Body::Genesis(_)
        | Body::Loss(_)
        | Body::Copy(_)
        | Body::Restored(_)
        | Body::Presence(_)
        | Body::People(_) => {}
        Body::Attention(record) => file(connection, search, entry, record)?,
        Body::Act(record) => act(connection, search, entry, record)?,
        Body::PromiseEnd(end) => end_promise(connection, entry, end)?,
    }
    let sql = "INSERT INTO about (attention, entry) VALUES (?1, ?2)";
    connection
        .prepare_cached(sql)?
        .execute(params![attention.as_bytes(), entry])?;
    if let Some(number) = body.number() {
        remember(connection, attention, number)?;
    }
    Ok(())
}

/// What is remembered of the station itself.
fn station(connection: &Connection, body: &Body) -> Result<()> {
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
    for act in &record.acts {
        if let Event::Promised { promise } = &act.event {
            put_promise(connection, entry, record.number, promise)?;
        }
    }
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
        },
    )
}

fn act(
    connection: &Connection,
    search: &mut Pending,
    entry: i64,
    record: &ActRecord,
) -> Result<()> {
    if let Event::Promised { promise } = &record.act.event {
        put_promise(connection, entry, record.number, promise)?;
    }
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

fn put_promise(
    connection: &Connection,
    entry: i64,
    number: RegistryNumber,
    promise: &Promise,
) -> Result<()> {
    let body = serde_json::to_string(promise).map_err(|e| Error::Refused {
        detail: e.to_string(),
    })?;
    let due = match &promise.due {
        Due::At(at) => Some(at.timestamp_millis()),
        Due::Term { start, amount, .. } => {
            let days = chrono::Days::new(u64::from(*amount));
            let day = start.checked_add_days(days).unwrap_or(*start);
            Some(
                day.and_time(chrono::NaiveTime::MIN)
                    .and_utc()
                    .timestamp_millis(),
            )
        }
        Due::Open => None,
    };
    let sql = include_str!("../../assets/sql/promise_put.sql");
    connection.prepare_cached(sql)?.execute(params![
        promise.id.as_bytes(),
        promise.attention.as_bytes(),
        entry,
        number.to_string(),
        due,
        body,
        promise.kind.name()
    ])?;
    if let Some(replaced) = promise.replaces {
        let end = PromiseEnd {
            promise: replaced,
            attention: promise.attention,
            how: Ending::Replaced,
            note: String::new(),
            at: promise.made_at,
            by: promise.by.clone(),
        };
        end_promise(connection, entry, &end)?;
    }
    Ok(())
}

/// A promise ends once: what came first stands.
fn end_promise(connection: &Connection, entry: i64, end: &PromiseEnd) -> Result<()> {
    let body = serde_json::to_string(end).map_err(|e| Error::Refused {
        detail: e.to_string(),
    })?;
    let sql = "UPDATE promise SET ended = ?2, ending = ?3 WHERE id = ?1 AND ended IS NULL";
    connection
        .prepare_cached(sql)?
        .execute(params![end.promise.as_bytes(), entry, body])?;
    Ok(())
}
