//! Numbers that were given and stand in no entry of this database: a restoring remembers them for good.

use rusqlite::Connection;

use super::super::{Error, Result, numbers, schema};
use crate::attention::RegistryNumber;

/// Name of the setting, a projection of the entries of kind `restored`.
const SETTING: &str = "numbers_given";

/// The highest of each series.
pub(in crate::journal) fn given(connection: &Connection) -> Result<Vec<RegistryNumber>> {
    match schema::setting(connection, SETTING)? {
        None => Ok(Vec::new()),
        Some(text) => serde_json::from_str(&text).map_err(|e| Error::unreadable(SETTING, &e)),
    }
}

/// Remembers more of them.
pub(in crate::journal) fn remember(
    connection: &Connection,
    more: impl IntoIterator<Item = RegistryNumber>,
) -> Result<()> {
    let mut all = given(connection)?;
    all.extend(more);
    let text = serde_json::to_string(&numbers::highest_each(all)).map_err(|e| Error::Refused {
        detail: e.to_string(),
    })?;
    schema::set(connection, SETTING, &text)
}
