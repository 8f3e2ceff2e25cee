//! Making the projections again from the entries.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::index::Pending;
use super::opening::Held;
use super::{Body, Error, Result, Unlocked, checkpoint, index, project, schema};

/// Makes the search index one piece.
const WHOLE: &str = "INSERT INTO search (search) VALUES ('optimize')";

/// Makes every projection again; gives back how many entries were read. Nobody else may be writing.
pub fn rebuild(unlocked: &Unlocked, now: DateTime<Utc>) -> Result<u32> {
    let held = Held::take(unlocked)?;
    let (writer, clean) = held.writer(now, &mut Vec::new())?;
    let count = projections(&writer.connection)?;
    if clean {
        schema::set(&writer.connection, "clean", "1")?;
    }
    checkpoint::truncate(&writer.connection)?;
    Ok(count)
}

/// Makes every projection again, in one transaction.
pub(super) fn projections(connection: &Connection) -> Result<u32> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let done = replay(connection).and_then(|count| {
        schema::set(connection, "projections", schema::PROJECTIONS)?;
        connection.execute_batch("COMMIT")?;
        Ok(count)
    });
    if done.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    done
}

fn replay(connection: &Connection) -> Result<u32> {
    connection.execute_batch(include_str!("../../assets/sql/empty_projections.sql"))?;
    let sql = "SELECT e.entry, e.kind, e.kind_version, b.body, e.device, e.epoch, e.seq FROM entry e JOIN entry_body b ON b.entry = e.entry
               ORDER BY e.entry";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let own: Option<Uuid> =
        schema::setting(connection, "device")?.and_then(|text| text.parse().ok());
    let mut search = Pending::default();
    let (mut count, mut written) = (0, 0);
    while let Some(row) = rows.next()? {
        let text = |i: usize| {
            row.get_ref(i)?
                .as_str()
                .map_err(|e| Error::unreadable("entry", &e))
        };
        let at = project::At {
            entry: row.get(0)?,
            device: Uuid::from_bytes(row.get(4)?),
            epoch: row.get(5)?,
            seq: row.get(6)?,
        };
        let body = match Body::decode(text(1)?, row.get(2)?, text(3)?) {
            // What another station wrote with a later program is kept as it came.
            Err(_) if Some(at.device) != own => None,
            other => other?,
        };
        if let Some(body) = body {
            project::apply(connection, &mut search, at, &body)?;
            if search.is_large() {
                search.write(connection)?;
                written += 1;
                if written <= index::DEEPENINGS {
                    connection.execute_batch(WHOLE)?;
                }
            }
        }
        count += 1;
    }
    search.write(connection)?;
    // One piece: what is found in each piece of the index is found again in every other.
    connection.execute_batch(WHOLE)?;
    Ok(count)
}
