//! Attentions in progress: one row a field, replaced when it is left.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::fold::instant;
use super::{DraftHead, Error, Result, StoredDraft};
use crate::attention::{Act, Given, RegistryNumber};
use crate::protocol::Answer;

/// Writes where a draft stands.
pub(super) fn put(connection: &Connection, head: &DraftHead) -> Result<()> {
    let sql = include_str!("../../assets/sql/draft_put.sql");
    connection.prepare_cached(sql)?.execute(params![
        head.attention.as_bytes(),
        json(&head.opening)?,
        head.step,
        head.field,
        head.number.map(|n| n.to_string()),
        head.front,
        head.updated_at.timestamp_millis()
    ])?;
    Ok(())
}

/// Writes what a field holds.
pub(super) fn put_field(
    connection: &Connection,
    attention: Uuid,
    field: &str,
    answer: &Answer,
    cursor: u32,
    at: DateTime<Utc>,
) -> Result<()> {
    let sql = include_str!("../../assets/sql/draft_field_put.sql");
    let row = params![
        attention.as_bytes(),
        field,
        json(answer)?,
        at.timestamp_millis(),
        cursor
    ];
    connection.prepare_cached(sql)?.execute(row)?;
    Ok(())
}

/// Removes a field.
pub(super) fn remove_field(connection: &Connection, attention: Uuid, field: &str) -> Result<()> {
    let sql = "DELETE FROM draft_field WHERE attention = ?1 AND field = ?2";
    connection
        .prepare_cached(sql)?
        .execute(params![attention.as_bytes(), field])?;
    Ok(())
}

/// Writes an act at its place.
pub(super) fn put_act(
    connection: &Connection,
    attention: Uuid,
    place: u32,
    act: &Act,
) -> Result<()> {
    let sql = include_str!("../../assets/sql/draft_act_put.sql");
    connection
        .prepare_cached(sql)?
        .execute(params![attention.as_bytes(), place, json(act)?])?;
    Ok(())
}

/// Removes a draft and all that is in it.
pub(super) fn end(connection: &Connection, attention: Uuid) -> Result<()> {
    for sql in [
        "DELETE FROM draft WHERE attention = ?1",
        "DELETE FROM draft_field WHERE attention = ?1",
        "DELETE FROM draft_act WHERE attention = ?1",
    ] {
        connection
            .prepare_cached(sql)?
            .execute([attention.as_bytes()])?;
    }
    Ok(())
}

/// The numbers reserved by drafts.
pub(super) fn numbers(connection: &Connection) -> Result<Vec<RegistryNumber>> {
    let mut statement =
        connection.prepare_cached("SELECT number FROM draft WHERE number IS NOT NULL")?;
    let texts: Vec<String> = statement
        .query_map([], |r| r.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(texts.iter().filter_map(|t| t.parse().ok()).collect())
}

/// A draft's identifier, its number, and when it was last touched.
type Head = (Uuid, Option<RegistryNumber>, DateTime<Utc>);

/// Every draft by its head alone, the last touched first; a number that cannot be read is left out.
pub(super) fn heads(connection: &Connection) -> Result<Vec<Head>> {
    let sql = "SELECT attention, number, updated_at FROM draft ORDER BY updated_at DESC, attention";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        let number: Option<String> = row.get(1)?;
        heads.push((
            Uuid::from_bytes(row.get(0)?),
            number.and_then(|t| t.parse().ok()),
            instant(row.get(2)?)?,
        ));
    }
    Ok(heads)
}

/// Every draft, the one in front first and then the last touched; and those that cannot be read.
pub(super) fn all(connection: &Connection) -> Result<(Vec<StoredDraft>, Vec<Uuid>)> {
    let sql = "SELECT attention, opening, step, field, number, front, updated_at FROM draft
               ORDER BY front DESC, updated_at DESC, attention";
    let mut statement = connection.prepare_cached(sql)?;
    let (mut drafts, mut unreadable) = (Vec::new(), Vec::new());
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let attention = Uuid::from_bytes(row.get(0)?);
        match read(connection, attention, row) {
            Ok(draft) => drafts.push(draft),
            Err(error @ Error::Damaged { .. }) if !is_database(&error) => {
                unreadable.push(attention);
            }
            Err(error) => return Err(error),
        }
    }
    Ok((drafts, unreadable))
}

/// Whether damage is of the database and not of one draft's words.
fn is_database(error: &Error) -> bool {
    !matches!(error, Error::Damaged { detail } if detail.starts_with(UNREADABLE))
}

const UNREADABLE: &str = "draft";

fn read(connection: &Connection, attention: Uuid, row: &Row<'_>) -> Result<StoredDraft> {
    let number: Option<String> = row.get(4)?;
    let number = number.map(|t| t.parse::<RegistryNumber>()).transpose();
    let mut draft = StoredDraft {
        head: DraftHead {
            attention,
            opening: parse(&row.get::<_, String>(1)?)?,
            step: row.get(2)?,
            field: row.get(3)?,
            number: number.map_err(|fault| Error::unreadable(UNREADABLE, &format!("{fault:?}")))?,
            front: row.get(5)?,
            updated_at: instant(row.get(6)?)?,
        },
        answers: BTreeMap::new(),
        cursors: BTreeMap::new(),
        acts: Vec::new(),
    };
    let sql = "SELECT field, answer, at, cursor FROM draft_field WHERE attention = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([attention.as_bytes()])?;
    while let Some(row) = rows.next()? {
        let field: String = row.get(0)?;
        let given = Given {
            answer: parse(&row.get::<_, String>(1)?)?,
            at: instant(row.get(2)?)?,
        };
        draft.cursors.insert(field.clone(), row.get(3)?);
        draft.answers.insert(field, given);
    }
    let mut statement = connection
        .prepare_cached("SELECT act FROM draft_act WHERE attention = ?1 ORDER BY place")?;
    let mut rows = statement.query([attention.as_bytes()])?;
    while let Some(row) = rows.next()? {
        draft.acts.push(parse(&row.get::<_, String>(0)?)?);
    }
    Ok(draft)
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|e| Error::Refused {
        detail: e.to_string(),
    })
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::unreadable(UNREADABLE, &e))
}
