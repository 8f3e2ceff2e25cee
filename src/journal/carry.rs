//! Drafts as they are stored, from one database to another: those too that this program cannot read.

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::Result;

/// The tables of a draft and of the packs they need, with how a row is put.
const TABLES: [(&str, &str); 4] = [
    (
        "SELECT hash, id, version, text FROM protocol",
        "INSERT INTO protocol (hash, id, version, text) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    ),
    (
        "SELECT attention, opening, step, field, number, front, updated_at FROM draft",
        "INSERT INTO draft (attention, opening, step, field, number, front, updated_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    ),
    (
        "SELECT attention, field, answer, at, cursor FROM draft_field",
        "INSERT INTO draft_field (attention, field, answer, at, cursor) VALUES (?1, ?2, ?3, ?4, ?5)",
    ),
    (
        "SELECT attention, place, act FROM draft_act",
        "INSERT INTO draft_act (attention, place, act) VALUES (?1, ?2, ?3)",
    ),
];
/// Which of them is the drafts'.
const DRAFTS: usize = 1;

/// The rows of every draft of a database.
#[derive(Default)]
pub(super) struct Drafts {
    tables: [Vec<Vec<Value>>; 4],
}

impl Drafts {
    /// Reads them.
    pub(super) fn read(connection: &Connection) -> Result<Self> {
        let mut drafts = Self::default();
        for ((select, _), table) in TABLES.iter().zip(&mut drafts.tables) {
            let mut statement = connection.prepare(select)?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let values = (0..columns).map(|column| row.get(column));
                table.push(values.collect::<rusqlite::Result<_>>()?);
            }
        }
        Ok(drafts)
    }

    /// How many attentions in progress they are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.tables[DRAFTS].len()).unwrap_or(u32::MAX)
    }

    /// Puts them, each in the place of the one of the same attention. The one in front is of these, if there is any.
    pub(super) fn write(&self, connection: &Connection) -> Result<()> {
        if self.count() > 0 {
            connection.execute_batch("UPDATE draft SET front = 0")?;
        }
        for row in &self.tables[DRAFTS] {
            for sql in [
                "DELETE FROM draft WHERE attention = ?1",
                "DELETE FROM draft_field WHERE attention = ?1",
                "DELETE FROM draft_act WHERE attention = ?1",
            ] {
                connection.prepare_cached(sql)?.execute([&row[0]])?;
            }
        }
        for ((_, insert), table) in TABLES.iter().zip(&self.tables) {
            let mut statement = connection.prepare_cached(insert)?;
            for row in table {
                statement.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }
}
