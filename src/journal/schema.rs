//! The versions of the database, and telling a journal from what is not one.

use rusqlite::Connection;

use super::connect::APPLICATION;
use super::keys::{self, DataKey};
use super::mark::Found;
use super::{Error, Paths, Result};

/// What takes a database from each version to the next, the first from nothing. Never changed, only added to.
const STEPS: [&str; 4] = [
    include_str!("../../assets/sql/schema.sql"),
    include_str!("../../assets/sql/step_2.sql"),
    include_str!("../../assets/sql/step_3.sql"),
    include_str!("../../assets/sql/step_4.sql"),
];

/// The version this program writes.
pub(super) const KNOWN: u32 = 4;

/// The version of the code that makes projections: others are made again when a journal is opened.
pub(super) const PROJECTIONS: &str = "3";

/// Brings a database up to the version this program writes, in one transaction.
pub(super) fn migrate(connection: &Connection) -> Result<()> {
    apply(connection, &STEPS)
}

fn apply(connection: &Connection, steps: &[&str]) -> Result<()> {
    if version(connection)? as usize >= steps.len() {
        return Ok(());
    }
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let done = (|| {
        let from = version(connection)?;
        for (step, to) in steps.iter().zip(1u32..).filter(|(_, to)| *to > from) {
            connection.execute_batch(step)?;
            connection.pragma_update(None, "user_version", to)?;
        }
        connection.pragma_update(None, "application_id", APPLICATION)?;
        connection.execute_batch("COMMIT")?;
        Ok(())
    })();
    if done.is_err() && !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    done
}

/// The version of a database.
pub(super) fn version(connection: &Connection) -> Result<u32> {
    Ok(connection.query_row("PRAGMA user_version", [], |r| r.get(0))?)
}

/// Says why an opened database cannot be used as a journal. Reading one of a later version is tried.
pub(super) fn check(
    connection: &Connection,
    paths: &Paths,
    mark: &Found,
    writing: bool,
) -> Result<()> {
    let application: i32 = connection.query_row("PRAGMA application_id", [], |r| r.get(0))?;
    let found = version(connection)?;
    if application != APPLICATION || found == 0 {
        // The mark was written with this key after a commit: a journal was here.
        return Err(match mark {
            Found::Mark(_) => Error::Damaged {
                detail: format!("application_id={application} user_version={found}"),
            },
            Found::Missing | Found::Foreign => Error::NotAJournal {
                file: paths.database(),
            },
        });
    }
    if writing && found > KNOWN {
        return Err(Error::Newer {
            found,
            known: KNOWN,
        });
    }
    Ok(())
}

/// Says that a journal was last written by an earlier version of this program, which kept lists and search otherwise.
/// Who only reads cannot bring them up to date.
pub(super) fn up_to_date(connection: &Connection, paths: &Paths) -> Result<()> {
    let written = setting(connection, "projections")?.and_then(|v| v.parse::<u32>().ok());
    let ours = PROJECTIONS.parse().unwrap_or_default();
    if version(connection)? < KNOWN || written.is_some_and(|v| v < ours) {
        return Err(Error::Older {
            file: paths.database(),
        });
    }
    Ok(())
}

/// Decides what a database is that does not open with its key: `SQLite` says the same of a wrong key and of damage.
pub(super) fn recognise(error: Error, paths: &Paths, key: &DataKey, mark: &Found) -> Error {
    let Error::Damaged { .. } = error else {
        return error;
    };
    match mark {
        Found::Missing | Found::Foreign if keys::is_replaced(paths, key) => Error::KeyReplaced,
        Found::Mark(_) => error,
        Found::Missing | Found::Foreign if is_plain(paths) => Error::NotAJournal {
            file: paths.database(),
        },
        // Without a mark nobody can tell; the key is the likelier mistake.
        Found::Missing | Found::Foreign => Error::WrongKey {
            file: paths.database(),
        },
    }
}

/// Whether the file is a database that is not encrypted.
fn is_plain(paths: &Paths) -> bool {
    use std::io::Read;
    let mut head = [0; 16];
    std::fs::File::open(paths.database())
        .and_then(|mut f| f.read_exact(&mut head))
        .is_ok()
        && &head == b"SQLite format 3\0"
}

/// A setting; `None` where there is none.
pub(super) fn setting(connection: &Connection, key: &str) -> Result<Option<String>> {
    use rusqlite::OptionalExtension;
    let mut statement = connection.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
    Ok(statement.query_row([key], |r| r.get(0)).optional()?)
}

/// Writes a setting.
pub(super) fn set(connection: &Connection, key: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute([key, value])?;
    Ok(())
}

/// Takes a setting away.
pub(super) fn unset(connection: &Connection, key: &str) -> Result<()> {
    connection
        .prepare_cached("DELETE FROM setting WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_taken_once_and_a_failing_one_leaves_nothing() {
        let db = Connection::open_in_memory().unwrap();
        let steps = [
            "CREATE TABLE a (x) STRICT;".replace("(x)", "(x TEXT)"),
            "CREATE TABLE b (x TEXT) STRICT;".into(),
        ];
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        apply(&db, &steps[..1]).unwrap();
        assert_eq!(version(&db).unwrap(), 1);
        apply(&db, &steps).unwrap();
        apply(&db, &steps).unwrap();
        assert_eq!(version(&db).unwrap(), 2);
        let failing = [
            steps[0],
            steps[1],
            "CREATE TABLE c (x TEXT) STRICT; CREATE TABLE a (x TEXT) STRICT;",
        ];
        assert!(apply(&db, &failing).is_err());
        assert_eq!(version(&db).unwrap(), 2);
        assert!(db.prepare("SELECT * FROM c").is_err());
    }

    #[test]
    fn the_steps_end_at_the_known_version() {
        assert_eq!(STEPS.len(), KNOWN as usize);
    }
}
