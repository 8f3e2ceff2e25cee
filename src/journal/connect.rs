//! Opening a connection: key first, then everything that the file does not store about itself.

use std::path::Path;
use std::sync::Once;

use rusqlite::{Connection, ErrorCode, OpenFlags};
use zeroize::Zeroizing;

use super::keys::DataKey;
use super::{Error, Result};

/// Marks a database as a journal of this program (`PRAGMA application_id`): "Vntn".
pub(super) const APPLICATION: i32 = 0x566e_746e;
/// Versions of `SQLite` before this lose commits when one process checkpoints while another writes.
const OLDEST_SQLITE: i32 = 3_051_003;
/// The release of `SQLCipher` that was proved.
const CIPHER: &str = "4.";

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Write,
    /// Write, with nobody else in the database.
    Alone,
    Read,
    /// Read a file that nobody writes, in a folder where nothing can be written.
    Immutable,
}

/// Lets the libraries initialise once, and everybody else wait until they have: `SQLite` says that it is ready before
/// `SQLCipher` is (its extra initialisation runs outside the mutex), and a key given meanwhile by another thread is refused.
pub(super) fn ready() {
    static READY: Once = Once::new();
    READY.call_once(|| {
        // Where this fails, opening the journal fails too, and says why.
        let _ready = Connection::open_in_memory();
    });
}

/// A keyed connection to a database that exists. A wrong key and a damaged first page give the same
/// [`Error::Damaged`]; see [`super::schema::recognise`].
pub(super) fn connect(file: &Path, key: &DataKey, access: Access) -> Result<Connection> {
    ready();
    let number = rusqlite::version_number();
    if number < OLDEST_SQLITE {
        return Err(Error::Library {
            found: rusqlite::version().to_owned(),
        });
    }
    let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match access {
        Access::Write | Access::Alone => {
            Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)
        }
        Access::Read => Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_READ_ONLY),
        Access::Immutable => Connection::open_with_flags(
            address(file),
            flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        ),
    }
    .map_err(|e| on(file, e.into()))?;
    connection.set_prepared_statement_cache_capacity(96);
    // SQLCipher prints to standard error otherwise, over the screen. The defaults are what `VACUUM INTO` writes with.
    connection.execute_batch(include_str!("../../assets/sql/before_key.sql"))?;
    connection.execute_batch(&with_key("key", key))?;
    if access == Access::Alone {
        // Before anything is read: from then on nobody else gets in, nor does this connection where somebody is.
        connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE; PRAGMA busy_timeout = 200")?;
        first_read(&connection).map_err(|e| busy(e, file, access))?;
    }
    connection.execute_batch(include_str!("../../assets/sql/after_key.sql"))?;
    let cipher: Option<String> = connection
        .query_row("PRAGMA cipher_version", [], |r| r.get(0))
        .ok();
    if !cipher.as_deref().is_some_and(|v| v.starts_with(CIPHER)) {
        return Err(Error::Library {
            found: cipher.unwrap_or_default(),
        });
    }
    first_read(&connection).map_err(|e| busy(e, file, access))?;
    if matches!(access, Access::Write | Access::Alone) {
        durable(&connection).map_err(|e| on(file, e))?;
    }
    Ok(connection)
}

/// The first that needs the key.
fn first_read(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

/// A database that cannot be read while somebody else has it for themselves, or keeps this one from having it.
fn busy(error: rusqlite::Error, file: &Path, access: Access) -> Error {
    let file = file.to_owned();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy) if access == Access::Alone => Error::InUse { file },
        Some(ErrorCode::DatabaseBusy) => Error::KeysBusy { file },
        _ => on(&file, error.into()),
    }
}

/// The statement that gives a key to the library.
pub(super) fn with_key(pragma: &str, key: &DataKey) -> Zeroizing<String> {
    Zeroizing::new(format!("PRAGMA {pragma} = \"x'{}'\"", *key.hex()))
}

/// Write-ahead log and a wait for the disk at every commit, read back: what is acknowledged rests on it.
fn durable(connection: &Connection) -> Result<()> {
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |r| r.get(0))?;
    connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0")?;
    let level: i64 = connection.query_row("PRAGMA synchronous", [], |r| r.get(0))?;
    if mode == "wal" && level == 2 {
        Ok(())
    } else {
        Err(Error::Library {
            found: format!("journal_mode={mode} synchronous={level}"),
        })
    }
}

/// Names the file in an error that does not know it.
pub(super) fn on(file: &Path, error: Error) -> Error {
    match error {
        Error::ReadOnly { .. } => Error::ReadOnly {
            file: file.to_owned(),
        },
        Error::Io { kind, detail, .. } => Error::Io {
            file: file.to_owned(),
            kind,
            detail,
        },
        other => other,
    }
}

/// The address of a file that will not change while it is read.
fn address(file: &Path) -> String {
    let mut address = String::from("file:");
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                address.push(char::from(*byte));
            }
            _ => {
                address.push('%');
                address.push_str(&super::keys::hex(&[*byte]));
            }
        }
    }
    address + "?immutable=1"
}
