//! What a journal asks of whoever wants to open it: nothing of this is secret.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::super::{Error, Paths, Result};
use super::{DeviceKind, store};
use crate::people::{Person, SecretKind};

/// What stands before a journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    /// Nobody is enrolled: the key lies in its file, see [`super::by_file`].
    File,
    /// Somebody has to say who they are and give their secret, see [`super::unlock`].
    People {
        /// By name.
        seats: Vec<Seat>,
        /// What has to be brought besides.
        device: DeviceKind,
        /// Who opened the journal last, while they are enrolled.
        last: Option<Uuid>,
    },
}

/// Somebody who is enrolled, before they gave their secret: to be believed once the journal is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    pub person: Person,
    pub kind: SecretKind,
    /// When the next try may be made, where it may not be made now.
    pub wait_until: Option<DateTime<Utc>>,
    /// Wrong secrets since the last right one.
    pub failures: u32,
}

/// What stands before the journal in this folder.
pub fn guard(paths: &Paths, now: DateTime<Utc>) -> Result<Guard> {
    super::super::restore::finish(paths)?;
    // Whoever puts a copy in the place of a database that is gone has to say who they are all the same.
    if !super::super::exists(paths) && !store::exist(paths) {
        return Err(Error::NoJournal {
            file: paths.database(),
        });
    }
    let Some((slots, _)) = store::read(paths)? else {
        return Ok(Guard::File);
    };
    let roster = slots.roster()?;
    let seat = |s: &super::slots::SeatSlot| {
        let attempts = slots.attempts.get(&s.person.id);
        Seat {
            person: s.person.clone(),
            kind: s.kind,
            wait_until: attempts.and_then(|a| a.wait_until(now)),
            failures: attempts.map_or(0, |a| a.failures),
        }
    };
    let mut seats: Vec<Seat> = roster.seats.iter().map(seat).collect();
    seats.sort_by(|a, b| a.person.name.cmp(&b.person.name));
    Ok(Guard::People {
        last: slots.last.filter(|l| roster.seat(*l).is_some()),
        seats,
        device: roster.device.kind,
    })
}
