//! The filters in the search index: each attention has one more word for its day, month, year and each value it can be
//! filtered by, so that a filter is one more word to look for and needs no index of its own.
//!
//! Such a word is a single private-use character, which the index keeps and no typed text can hold. One character is too
//! short for the index of beginnings, so it costs one entry. Different values may share a character, and days are those of
//! one zone whatever the office's: the index finds all that may pass, and the row decides ([`Filter::passes`]).

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};

use super::row::named;
use super::{Days, Filter, Known, Result};
use crate::attention::{Act, AttentionRecord, Event};
use crate::protocol::{Channel, Outcome, keys};

/// Hours by which the days of the index are behind UTC: where this program is used most, they are the office's own.
const BEHIND: i64 = 5;
/// The years told apart; what lies outside counts as the first or the last.
const FIRST_YEAR: i32 = 2000;
const LAST_YEAR: i32 = 2099;
/// Where the characters of each kind of word begin.
const MONTHS: u32 = 0xE000;
const YEARS: u32 = 0xE800;
const DAYS: u32 = 0xF_0000;
const VALUES: u32 = 0xF_9000;
/// Characters for the values of one facet.
const SPREAD: u32 = 0x1000;

/// What values are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Facet {
    Agent,
    Channel,
    Protocol,
    Kind,
    Outcome,
    Station,
}

impl Facet {
    /// The name in the table of known values.
    fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Channel => "channel",
            Self::Protocol => "protocol",
            Self::Kind => "kind",
            Self::Outcome => "outcome",
            Self::Station => "station",
        }
    }

    /// The character for a value. It must never change: FNV-1a, folded to the characters there are.
    fn sign(self, value: &str) -> char {
        let hash = value.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        let place = (hash >> 12 ^ hash) % SPREAD;
        private(VALUES + self as u32 * SPREAD + place)
    }
}

/// A private-use character.
fn private(code: u32) -> char {
    char::from_u32(code).unwrap_or('\u{F8FF}')
}

/// When an attention says that it came in, on the office's clock.
pub(super) fn received(record: &AttentionRecord) -> Option<NaiveDateTime> {
    record.answers.get(keys::RECEIVED)?.answer.local_time()
}

/// The kind of matter.
fn kind(record: &AttentionRecord) -> Option<&str> {
    let text = record.answers.get(keys::KIND)?.answer.text()?;
    Some(text).filter(|t| !t.trim().is_empty())
}

fn values<'a>(
    record: &'a AttentionRecord,
    station: &'a str,
) -> impl Iterator<Item = (Facet, &'a str)> {
    let opening = &record.opening;
    [
        Some((Facet::Station, station)),
        Some((Facet::Agent, opening.agent.as_str())),
        Some((Facet::Channel, opening.channel.name())),
        Some((Facet::Protocol, opening.protocol.id.as_str())),
        kind(record).map(|k| (Facet::Kind, k)),
        Some((Facet::Outcome, record.outcome.name())),
    ]
    .into_iter()
    .flatten()
}

/// The day of an attention in the index.
fn day(record: &AttentionRecord) -> NaiveDate {
    let day = received(record).map_or_else(|| index_day(record.opening.at), |at| at.date());
    within(day)
}

fn index_day(at: DateTime<Utc>) -> NaiveDate {
    (at - TimeDelta::hours(BEHIND)).date_naive()
}

/// A day within the years told apart.
fn within(day: NaiveDate) -> NaiveDate {
    let year = day.year().clamp(FIRST_YEAR, LAST_YEAR);
    if year == day.year() {
        return day;
    }
    let edge = if year == FIRST_YEAR { (1, 1) } else { (12, 31) };
    NaiveDate::from_ymd_opt(year, edge.0, edge.1).unwrap_or(day)
}

fn year_sign(year: i32) -> char {
    private(YEARS + (year - FIRST_YEAR).unsigned_abs())
}

fn month_sign(year: i32, month0: u32) -> char {
    private(MONTHS + (year - FIRST_YEAR).unsigned_abs() * 12 + month0)
}

fn day_sign(day: NaiveDate) -> char {
    let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or_default();
    private(DAYS + u32::try_from((day - first).num_days()).unwrap_or_default())
}

/// Adds the words by which an attention is filtered.
pub(super) fn add(record: &AttentionRecord, out: &mut String) {
    let day = day(record);
    let time = [
        year_sign(day.year()),
        month_sign(day.year(), day.month0()),
        day_sign(day),
    ];
    let station = record.number.station_code();
    let values = values(record, &station).map(|(facet, value)| facet.sign(value));
    for sign in time.into_iter().chain(values) {
        out.push(' ');
        out.push(sign);
    }
}

/// Remembers the values of an attention, so that they can be chosen from.
pub(super) fn remember(connection: &Connection, record: &AttentionRecord) -> Result<()> {
    let sql = "INSERT INTO known (facet, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    let mut statement = connection.prepare_cached(sql)?;
    let station = record.number.station_code();
    for (facet, value) in values(record, &station) {
        statement.execute(params![facet.name(), value])?;
    }
    statement.execute(params!["year", day(record).year().to_string()])?;
    Ok(())
}

/// Remembers the kind of matter that a correction brings, whether or not it stands in the end.
pub(super) fn remember_corrected(connection: &Connection, act: &Act) -> Result<()> {
    if let Event::Corrected { field, to, .. } = &act.event
        && field == keys::KIND
        && let Some(kind) = to.text().filter(|t| !t.trim().is_empty())
    {
        let sql = "INSERT INTO known (facet, value) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        let facet = Facet::Kind.name();
        connection.prepare_cached(sql)?.execute([facet, kind])?;
    }
    Ok(())
}

/// The values that there are.
pub(super) fn known(connection: &Connection) -> Result<Known> {
    let mut known = Known::default();
    let sql = "SELECT facet, value FROM known WHERE facet <> 'year' ORDER BY facet, value";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (facet, value): (String, String) = (row.get(0)?, row.get(1)?);
        match facet.as_str() {
            "agent" => known.agents.push(value),
            "protocol" => known.protocols.push(value),
            "kind" => known.kinds.push(value),
            "station" => known.stations.push(value),
            "channel" => known
                .channels
                .push(named("channel", &Channel::ALL, &value)?),
            _ => known
                .outcomes
                .push(named("outcome", &Outcome::ALL, &value)?),
        }
    }
    known.channels.sort_unstable();
    known.outcomes.sort_unstable();
    Ok(known)
}

/// The first and the last year with an attention; `None` where there is none.
pub(super) fn years(connection: &Connection) -> Result<Option<(i32, i32)>> {
    let sql = "SELECT min(value), max(value) FROM known WHERE facet = 'year'";
    let mut statement = connection.prepare_cached(sql)?;
    let (first, last): (Option<String>, Option<String>) =
        statement.query_row([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    let year = |text: Option<String>| text.and_then(|t| t.parse().ok());
    Ok(year(first).zip(year(last)))
}

/// What a filter asks of the index, each as alternatives of which an attention has to have one. `years` are those with an
/// attention; alternatives that are none find nothing.
pub(super) fn terms(filter: &Filter, years: (i32, i32)) -> Vec<Vec<char>> {
    let mut terms = Vec::new();
    let channel = filter.channel.map(Channel::name);
    let outcome = filter.outcome.map(Outcome::name);
    // The rarest first matters little: the index steps them all together.
    for (facet, value) in [
        (Facet::Kind, filter.kind.as_deref()),
        (Facet::Agent, filter.agent.as_deref()),
        (Facet::Protocol, filter.protocol.as_deref()),
        (Facet::Outcome, outcome),
        (Facet::Channel, channel),
        (Facet::Station, filter.station.as_deref()),
    ] {
        terms.extend(value.map(|v| vec![facet.sign(v)]));
    }
    terms.extend(filter.days.map(|days| cover(&days, years)));
    terms
}

/// Years, months and days that together hold every attention of these days, and at most a few others.
fn cover(days: &Days, years: (i32, i32)) -> Vec<char> {
    let local = days.local();
    let instants = days.instants();
    let last = TimeDelta::milliseconds(1);
    let from = local.0.date().min(index_day(instants.0));
    let to = (local.1 - last).date().max(index_day(instants.1 - last));
    if within(to).year() < years.0 || within(from).year() > years.1 {
        return Vec::new();
    }
    let edge = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let mut day = within(from).max(edge(years.0, 1, 1));
    let to = within(to).min(edge(years.1, 12, 31));
    let mut signs = Vec::new();
    while day <= to {
        let (year, month) = (day.year(), day.month());
        let next_year = edge(year + 1, 1, 1);
        let next_month = if month == 12 {
            next_year
        } else {
            edge(year, month + 1, 1)
        };
        let next = if day.ordinal() == 1 && next_year.pred_opt().is_some_and(|end| end <= to) {
            signs.push(year_sign(year));
            next_year
        } else if day.day() == 1 && next_month.pred_opt().is_some_and(|end| end <= to) {
            signs.push(month_sign(year, day.month0()));
            next_month
        } else {
            signs.push(day_sign(day));
            match day.succ_opt() {
                Some(next) => next,
                None => break,
            }
        };
        day = next;
    }
    signs
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::FixedOffset;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(from: &str, to: &str, hours: i32) -> Days {
        Days {
            from: Some(date(from)),
            to: Some(date(to)),
            zone: FixedOffset::east_opt(hours * 3600).unwrap(),
        }
    }

    #[test]
    fn a_range_is_covered_by_few_words() {
        let years = (2020, 2030);
        let year = cover(&days("2026-01-01", "2026-12-31", -5), years);
        assert_eq!(year, [year_sign(2026)]);
        let weeks = cover(&days("2026-01-30", "2026-03-02", -5), years);
        assert_eq!(
            weeks,
            [
                day_sign(date("2026-01-30")),
                day_sign(date("2026-01-31")),
                month_sign(2026, 1),
                day_sign(date("2026-03-01")),
                day_sign(date("2026-03-02")),
            ]
        );
        // Elsewhere the office's day lies in two of the index.
        assert_eq!(cover(&days("2026-01-30", "2026-01-30", 2), years).len(), 2);
        let open = Days {
            from: None,
            to: None,
            ..days("2026-01-01", "2026-01-01", -5)
        };
        assert_eq!(cover(&open, years).len(), 11);
        assert!(cover(&days("1999-01-01", "2001-01-01", -5), years).is_empty());
        assert!(cover(&days("2026-02-02", "2026-02-01", -5), years).is_empty());
    }

    #[test]
    fn no_two_kinds_of_word_share_a_character() {
        let days = day_sign(within(date("2999-01-01")));
        assert!((days as u32) < VALUES);
        assert!((month_sign(LAST_YEAR, 11) as u32) < YEARS);
        assert!(Facet::Station as u32 * SPREAD + SPREAD + VALUES <= 0xF_FFFE);
        let signs = |facet: Facet, names: Vec<&'static str>| {
            let mut signs: Vec<char> = names.iter().map(|n| facet.sign(n)).collect();
            signs.sort_unstable();
            signs.dedup();
            assert_eq!(signs.len(), names.len(), "{facet:?}");
        };
        signs(Facet::Channel, Channel::ALL.map(|(n, _)| n).to_vec());
        signs(Facet::Outcome, Outcome::ALL.map(|(n, _)| n).to_vec());
    }

    /// What the whole rests on: the index keeps such a character as a word, and takes no two for one.
    #[test]
    fn the_index_keeps_private_characters() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(include_str!("../../assets/sql/schema.sql"))
            .unwrap();
        let all: Vec<u32> = (MONTHS..YEARS + 100)
            .step_by(7)
            .chain((DAYS..0xF_FFFE).step_by(97))
            .collect();
        for (rowid, code) in (1i64..).zip(&all) {
            let text = format!("abc {} def", private(*code));
            db.execute(
                "INSERT INTO search (rowid, text) VALUES (?1, ?2)",
                params![rowid, text],
            )
            .unwrap();
        }
        let mut statement = db
            .prepare("SELECT rowid FROM search WHERE search MATCH ?1")
            .unwrap();
        for (rowid, code) in (1i64..).zip(&all) {
            let found: Vec<i64> = statement
                .query_map([format!("\"{}\"", private(*code))], |r| r.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            assert_eq!(found, [rowid], "{code:x}");
        }
    }
}
