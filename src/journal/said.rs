//! What was said of promises: each as it stands by everything that was said of it, whoever said it and in whatever attention.
//!
//! Of several that made it or ended it the first in the canonical order counts; all are kept.

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::order::{Place, canonical};
use super::{Body, Error, Result};
use crate::attention::{Event, RegistryNumber};
use crate::promise::{Due, Ending, Promise, PromiseEnd};

/// One thing said of a promise.
struct Said {
    entry: i64,
    place: Place,
    /// Of whoever made it.
    number: Option<String>,
    body: String,
}

/// Takes down what an entry says of promises.
pub(super) fn tell(connection: &Connection, entry: i64, body: &Body) -> Result<()> {
    match body {
        Body::Attention(record) => {
            for act in &record.acts {
                if let Event::Promised { promise } = &act.event {
                    made(connection, entry, record.number, promise)?;
                }
            }
        }
        Body::Act(record) => {
            if let Event::Promised { promise } = &record.act.event {
                made(connection, entry, record.number, promise)?;
            }
        }
        Body::PromiseEnd(end) => ended(connection, entry, end)?,
        _ => {}
    }
    Ok(())
}

fn made(
    connection: &Connection,
    entry: i64,
    number: RegistryNumber,
    promise: &Promise,
) -> Result<()> {
    let text = json(promise)?;
    say(
        connection,
        promise.id,
        entry,
        Some(&number.to_string()),
        &text,
    )?;
    if let Some(replaced) = promise.replaces {
        let end = PromiseEnd {
            promise: replaced,
            attention: promise.attention,
            how: Ending::Replaced,
            note: String::new(),
            at: promise.made_at,
            by: promise.by.clone(),
        };
        ended(connection, entry, &end)?;
    }
    Ok(())
}

fn ended(connection: &Connection, entry: i64, end: &PromiseEnd) -> Result<()> {
    say(connection, end.promise, entry, None, &json(end)?)
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Refused {
        detail: e.to_string(),
    })
}

/// Adds what was said and works out anew how the promise stands. With a number it was made, without one it ended.
fn say(
    connection: &Connection,
    promise: Uuid,
    entry: i64,
    number: Option<&str>,
    body: &str,
) -> Result<()> {
    let sql = "INSERT INTO promise_said (promise, entry, ends, number, body) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    connection.prepare_cached(sql)?.execute(params![
        promise.as_bytes(),
        entry,
        number.is_none(),
        number,
        body
    ])?;
    let said = all(connection, promise)?;
    let places: Vec<Place> = said.iter().map(|s| s.place.clone()).collect();
    let order = canonical(&places).into_iter().map(|i| &said[i]);
    let (made, ends): (Vec<&Said>, Vec<&Said>) = order.partition(|s| s.number.is_some());
    match made.first() {
        Some(made) => put(connection, made, ends.first().copied()),
        // It ended at a station whose word came before that of who made it.
        None => Ok(()),
    }
}

fn all(connection: &Connection, promise: Uuid) -> Result<Vec<Said>> {
    let sql = "SELECT s.entry, s.number, s.body, e.device, e.epoch, e.seq, e.id, e.at
               FROM promise_said s JOIN entry e ON e.entry = s.entry WHERE s.promise = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([promise.as_bytes()])?;
    let mut said = Vec::new();
    while let Some(row) = rows.next()? {
        said.push(Said {
            entry: row.get(0)?,
            number: row.get(1)?,
            body: row.get(2)?,
            place: Place {
                device: Uuid::from_bytes(row.get(3)?),
                epoch: row.get(4)?,
                seq: row.get(5)?,
                id: Uuid::from_bytes(row.get(6)?),
                at: row.get(7)?,
                saw: Vec::new(),
            },
        });
    }
    Ok(said)
}

fn put(connection: &Connection, made: &Said, end: Option<&Said>) -> Result<()> {
    let promise: Promise =
        serde_json::from_str(&made.body).map_err(|e| Error::unreadable("promise", &e))?;
    let sql = include_str!("../../assets/sql/promise_put.sql");
    connection.prepare_cached(sql)?.execute(params![
        promise.id.as_bytes(),
        promise.attention.as_bytes(),
        made.entry,
        made.number,
        due(&promise),
        made.body,
        promise.kind.name(),
        end.map(|e| e.entry),
        end.map(|e| e.body.as_str())
    ])?;
    Ok(())
}

/// When it falls due, in milliseconds; a term by so many calendar days, the least it can take.
fn due(promise: &Promise) -> Option<i64> {
    match &promise.due {
        Due::At(at) => Some(at.timestamp_millis()),
        Due::Term { start, amount, .. } => {
            let days = chrono::Days::new(u64::from(*amount));
            let day = start.checked_add_days(days).unwrap_or(*start);
            let midnight = day.and_time(chrono::NaiveTime::MIN);
            Some(midnight.and_utc().timestamp_millis())
        }
        Due::Open => None,
    }
}
