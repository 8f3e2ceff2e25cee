//! Entries that the journal writes by itself.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Body, Error, NewEntry, Result};

/// An entry that nobody submitted, with an identifier and a salt of its own.
pub(super) fn unforeseen(now: DateTime<Utc>, body: Body) -> Result<NewEntry> {
    let mut random = [0; 26];
    getrandom::fill(&mut random).map_err(|_| Error::NoRandomness)?;
    let (id, salt) = random.split_at(10);
    let (mut id10, mut salt16) = ([0; 10], [0; 16]);
    id10.copy_from_slice(id);
    salt16.copy_from_slice(salt);
    let millis = u64::try_from(
        (now - DateTime::UNIX_EPOCH)
            .max(TimeDelta::zero())
            .num_milliseconds(),
    )
    .unwrap_or(0);
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &id10).into_uuid();
    Ok(NewEntry {
        id,
        at: now,
        agent: String::new(),
        salt: salt16,
        body,
    })
}
