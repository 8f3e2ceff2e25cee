//! How long to wait after wrong secrets. The count is written before a secret is looked at, so that nobody gains tries by
//! ending the program in between.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Tries before the first wait: fingers slip.
pub(super) const FREE: u32 = 5;
/// The first wait; each further one is twice as long.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(30);
/// Tries after which every wait is the longest: no hour ever holds more tries than this.
pub(super) const MOST_AN_HOUR: u32 = 10;
/// The longest wait.
pub(super) const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);

/// The tries for one slot that were not answered by a good opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempts {
    pub failures: u32,
    /// How many of them an entry tells of already.
    pub told: u32,
    /// Of those that no entry tells of.
    pub first: DateTime<Utc>,
    pub last: DateTime<Utc>,
    /// From when the wait runs: the last try, or later where the clock was set back since.
    pub since: DateTime<Utc>,
}

impl Attempts {
    /// The first try.
    fn begun(now: DateTime<Utc>) -> Self {
        Self {
            failures: 0,
            told: 0,
            first: now,
            last: now,
            since: now,
        }
    }

    /// With one more try, made now.
    #[must_use]
    pub fn counted(before: Option<Self>, now: DateTime<Utc>) -> Self {
        let before = before.unwrap_or_else(|| Self::begun(now));
        Self {
            failures: before.failures.saturating_add(1),
            told: before.told,
            first: if before.untold() == 0 {
                now
            } else {
                before.first
            },
            last: now,
            since: now,
        }
    }

    /// How many no entry tells of.
    pub fn untold(&self) -> u32 {
        self.failures.saturating_sub(self.told)
    }

    /// When the next try may be made; `None` where it may be made now.
    pub fn wait_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let wait = wait_after(self.failures);
        let back = self.with_clock(now);
        let until = back.since + wait;
        (wait > TimeDelta::zero() && now < until).then_some(until)
    }

    /// With the wait begun anew where the clock stands before it began: nobody can tell how much of it is over. To be kept,
    /// so that it begins anew once and not at every look.
    #[must_use]
    pub fn with_clock(&self, now: DateTime<Utc>) -> Self {
        Self {
            since: if now < self.since { now } else { self.since },
            ..*self
        }
    }

    /// Tries that are left before a wait.
    pub fn tries_left(&self) -> u32 {
        FREE.saturating_sub(self.failures)
    }
}

/// The wait after so many failures in a row: none for the first few, then 30 s, 1, 2, 4, 8 minutes, then an hour each.
pub fn wait_after(failures: u32) -> TimeDelta {
    match failures.checked_sub(FREE) {
        None => TimeDelta::zero(),
        Some(_) if failures >= MOST_AN_HOUR => LONGEST_WAIT,
        Some(n) => FIRST_WAIT * (1 << n.min(6)),
    }
}

#[cfg(test)]
#[path = "throttle_tests.rs"]
mod tests;
