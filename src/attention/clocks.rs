//! Pure questions about time: how long, how much is left.

use chrono::{DateTime, Utc};

use super::{Attention, Event};

/// The clocks of an attention at one instant, in whole seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clocks {
    /// From opening, or the last reopening, to filing or to now.
    pub elapsed: i64,
    /// In hold, this one included.
    pub held: i64,
    /// What is left of the minutes promised; negative once they have passed. `None` when nobody waits.
    pub hold_left: Option<i64>,
    /// In this hold so far.
    pub hold_now: i64,
    /// In consultation, this one included.
    pub consulted: i64,
    /// Since goodbye.
    pub after_work: Option<i64>,
    /// Since the line dropped.
    pub cut_for: Option<i64>,
}

impl Attention {
    /// When this conversation began: a reopened one begins again.
    pub fn begun_at(&self) -> DateTime<Utc> {
        let reopened = |a: &&super::Act| matches!(a.event, Event::Reopened { .. });
        let reopened = self.acts.iter().rev().find(reopened);
        reopened.map_or(self.opening.at, |act| act.at)
    }

    /// The clocks at `now`; those of what is filed stand still. A clock set back never gives a negative duration.
    pub fn clocks(&self, now: DateTime<Utc>) -> Clocks {
        let now = self.filed_at.unwrap_or(now);
        let since = |from: DateTime<Utc>| (now - from).num_seconds().max(0);
        let hold_now = self.hold.as_ref().map_or(0, |h| since(h.since));
        Clocks {
            elapsed: since(self.begun_at()),
            held: self.held_seconds + hold_now,
            hold_left: self
                .hold
                .as_ref()
                .map(|h| i64::from(h.minutes) * 60 - hold_now),
            hold_now,
            consulted: self.consulted_seconds + self.consult.as_ref().map_or(0, |c| since(c.since)),
            after_work: self.goodbye_at.map(since),
            cut_for: self.cut.as_ref().map(|c| since(c.since)),
        }
    }
}
