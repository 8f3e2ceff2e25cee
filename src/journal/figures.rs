//! Figures: read from one index that holds every member a report counts by, exact, in one pass.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::fold::instant;
use super::row::{named, text};
use super::{Reader, Result};
use crate::protocol::{Channel, Outcome};

/// One attention in figures. The texts live as long as the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure<'a> {
    pub opened_at: DateTime<Utc>,
    pub outcome: Outcome,
    pub channel: Channel,
    pub reopened: bool,
    /// Seconds from opening to filing.
    pub elapsed: i64,
    /// Seconds in hold.
    pub held: i64,
    /// Seconds in consultation.
    pub consulted: i64,
    pub kind: Option<&'a str>,
    pub matter: Option<&'a str>,
    pub protocol: &'a str,
    pub agent: &'a str,
    pub district: Option<&'a str>,
}

/// A span of time, usually a day, in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Day {
    /// Filed attentions that were opened in it.
    pub attentions: u32,
    pub outcomes: BTreeMap<Outcome, u32>,
    /// Seconds; `None` without attentions.
    pub median_elapsed: Option<i64>,
    /// Seconds in hold, of all together.
    pub held: i64,
    /// Attentions opened in each hour counted from the beginning of the span, a second day upon the first.
    pub per_hour: [u32; 24],
}

impl Reader {
    /// Calls back with each filed attention opened from one instant (included) to another, oldest first.
    pub fn figures(
        &self,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
        mut each: impl FnMut(&Figure<'_>),
    ) -> Result<()> {
        let mut statement = self
            .connection
            .prepare_cached(include_str!("../../assets/sql/figures_select.sql"))?;
        let mut rows = statement.query((from.timestamp_millis(), to.timestamp_millis()))?;
        while let Some(row) = rows.next()? {
            let optional = |column: usize| row.get_ref(column).map(|v| v.as_str().ok());
            each(&Figure {
                opened_at: instant(row.get(0)?)?,
                outcome: named("outcome", &Outcome::ALL, text(row, 1)?)?,
                channel: named("channel", &Channel::ALL, text(row, 2)?)?,
                reopened: row.get(3)?,
                elapsed: row.get(4)?,
                held: row.get(5)?,
                consulted: row.get(6)?,
                kind: optional(7)?,
                matter: optional(8)?,
                protocol: text(row, 9)?,
                agent: text(row, 10)?,
                district: optional(11)?,
            });
        }
        Ok(())
    }

    /// The figures of a span: from local midnight to the next, for the home screen.
    pub fn day(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Day> {
        let mut day = Day::default();
        let mut elapsed = Vec::new();
        self.figures(from, to, |figure| {
            day.attentions += 1;
            *day.outcomes.entry(figure.outcome).or_default() += 1;
            day.held += figure.held;
            elapsed.push(figure.elapsed);
            let hour = (figure.opened_at - from).num_hours().rem_euclid(24);
            if let Some(count) = usize::try_from(hour)
                .ok()
                .and_then(|h| day.per_hour.get_mut(h))
            {
                *count += 1;
            }
        })?;
        if !elapsed.is_empty() {
            let middle = elapsed.len() / 2;
            day.median_elapsed = Some(*elapsed.select_nth_unstable(middle).1);
        }
        Ok(day)
    }
}
