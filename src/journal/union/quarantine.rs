//! Lines that could not be taken in: kept apart, to be looked at.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use super::super::fold::instant;
use super::super::row::{named, text};
use super::super::{Reader, Result};
use super::{BadLine, Reason};

/// A line in quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// The beginning of the line; untrusted.
    pub text: String,
    pub reason: Reason,
    /// Whose file it came in.
    pub from: String,
    pub at: DateTime<Utc>,
}

/// Keeps a bad line; whether it was not kept before.
pub(super) fn keep(
    connection: &Connection,
    bad: &BadLine,
    from: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let sql = "INSERT INTO quarantine (line, text, reason, source, at) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    let kept = connection.prepare_cached(sql)?.execute(params![
        bad.line,
        bad.text,
        bad.reason.name(),
        from,
        now.timestamp_millis()
    ])?;
    Ok(kept > 0)
}

impl Reader {
    /// The lines in quarantine, the last ones first, up to so many.
    pub fn quarantine(&self, limit: u32) -> Result<Vec<Quarantined>> {
        let sql = "SELECT text, reason, source, at FROM quarantine ORDER BY place DESC LIMIT ?1";
        self.rows(sql, [limit], |row| {
            Ok(Quarantined {
                text: row.get(0)?,
                reason: named("quarantine", &Reason::ALL, text(row, 1)?)?,
                from: row.get(2)?,
                at: instant(row.get(3)?)?,
            })
        })
    }
}
