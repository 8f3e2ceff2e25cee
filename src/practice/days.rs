//! On which days a practice station was open, how many came, and at what hour.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday,
};

use super::rng::Rng;

/// When the door opens: eight in the morning. It closes at five.
pub(super) const OPENS: TimeDelta = TimeDelta::hours(8);
const CLOSES: TimeDelta = TimeDelta::hours(17);
/// What is kept free before the end of the last day, so that everything that began has been filed.
const LAST: TimeDelta = TimeDelta::minutes(45);
/// Most days of a journal, ten years of them: a larger one has fuller days instead of a past without an institution.
const MOST_DAYS: u64 = 2600;
/// Holidays that have the same date every year.
const HOLIDAYS: [(u32, u32); 14] = [
    (1, 1),
    (5, 1),
    (6, 7),
    (6, 29),
    (7, 23),
    (7, 28),
    (7, 29),
    (8, 6),
    (8, 30),
    (10, 8),
    (11, 1),
    (12, 8),
    (12, 9),
    (12, 25),
];

/// How many come from Monday to Friday, of a hundred on a usual day.
const WEEK: [u64; 5] = [124, 108, 96, 92, 80];

/// A day of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) date: NaiveDate,
    /// How many come.
    pub(super) visits: u32,
    /// How much of the day there is, of 10,000: today is not over.
    share: i64,
}

/// The office's clock.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hours {
    pub(super) zone: FixedOffset,
}

impl Hours {
    /// The instant at which it is so long after midnight in the office.
    pub(super) fn at(self, date: NaiveDate, since_midnight: TimeDelta) -> DateTime<Utc> {
        let local = date.and_time(NaiveTime::MIN) + since_midnight;
        local.and_utc() - TimeDelta::seconds(i64::from(self.zone.local_minus_utc()))
    }

    /// The date in the office.
    pub(super) fn date(self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// The last instant of work: now, or the last closing hour.
    pub(super) fn last(self, now: DateTime<Utc>) -> DateTime<Utc> {
        let today = self.date(now);
        let begun = now >= self.at(today, OPENS + TimeDelta::hours(1));
        if is_open(today) && begun {
            now.min(self.at(today, CLOSES))
        } else {
            self.at(before(today), CLOSES)
        }
    }

    /// The days on which so many visits came, the oldest first: at least two, and the last one ends now.
    pub(super) fn days(self, visits: u32, now: DateTime<Utc>, rng: &mut Rng) -> Vec<Day> {
        let last = self.last(now);
        let mut date = self.date(last);
        let fullness = (u64::from(visits) / (20 * MOST_DAYS) + 1).min(1000);
        let mut visitors = |date: NaiveDate, share: i64| {
            let day = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default();
            let often = WEEK.get(day).copied().unwrap_or(100);
            let whole = u64::try_from(rng.between(15, 25)).unwrap_or_default();
            let whole = whole * fullness * often / 100;
            u32::try_from(whole * u64::try_from(share).unwrap_or_default() / 10_000)
                .unwrap_or(u32::MAX)
        };
        let share = share_until((last - LAST - self.at(date, OPENS)).num_seconds());
        let mut days = vec![Day {
            date,
            visits: visitors(date, share).min(visits / 2),
            share,
        }];
        let mut left = visits - days[0].visits;
        while left > 0 {
            date = before(date);
            let visits = visitors(date, 10_000).min(left);
            left -= visits;
            days.push(Day {
                date,
                visits,
                share: 10_000,
            });
        }
        days.reverse();
        days
    }

    /// When the part of the day begins that belongs to the visit with this place in it.
    pub(super) fn slot(self, day: &Day, place: u32) -> DateTime<Utc> {
        let part = i64::from(place) * day.share / i64::from(day.visits.max(1));
        self.at(day.date, OPENS + TimeDelta::seconds(second_of(part)))
    }

    /// An hour of work so many days after a date, or on the next day of work.
    pub(super) fn later(self, date: NaiveDate, days: u64, rng: &mut Rng) -> DateTime<Utc> {
        let mut then = date.checked_add_days(Days::new(days)).unwrap_or(date);
        while !is_open(then) {
            then = then.succ_opt().unwrap_or(then);
        }
        self.at(then, OPENS + TimeDelta::seconds(rng.between(600, 31_000)))
    }
}

/// Whether the office works on this date.
pub(super) fn is_open(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
        && !HOLIDAYS.contains(&(date.month(), date.day()))
}

/// The day of work before a date.
fn before(date: NaiveDate) -> NaiveDate {
    let mut day = date;
    loop {
        day = day.pred_opt().unwrap_or(NaiveDate::MIN);
        if is_open(day) || day == NaiveDate::MIN {
            return day;
        }
    }
}

/// How the visits of a day spread: (of 10,000 visits, so many have come by this second after opening). Most come in the
/// morning, few at noon, and none in the last twenty minutes.
const SPREAD: [(i64, i64); 4] = [(0, 0), (5800, 14_400), (6800, 19_800), (10_000, 31_200)];

/// The second after opening by which this part of the visits has come.
fn second_of(part: i64) -> i64 {
    between(part, SPREAD)
}

/// The part of the visits that has come by this second after opening.
fn share_until(second: i64) -> i64 {
    between(second, SPREAD.map(|(part, second)| (second, part)))
}

/// The value at `x` on the straight lines through the points.
fn between(x: i64, points: [(i64, i64); 4]) -> i64 {
    let x = x.clamp(points[0].0, points[3].0);
    let lines = points.iter().zip(&points[1..]);
    let found = lines.rev().find(|((from, _), _)| *from <= x);
    found.map_or(0, |((x0, y0), (x1, y1))| {
        y0 + (x - x0) * (y1 - y0) / (x1 - x0)
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;

    use super::*;

    fn lima() -> Hours {
        Hours {
            zone: FixedOffset::west_opt(5 * 3600).unwrap(),
        }
    }

    fn local(text: &str) -> DateTime<Utc> {
        let local: chrono::NaiveDateTime = text.parse().unwrap();
        lima().zone.from_local_datetime(&local).unwrap().to_utc()
    }

    #[test]
    fn work_ends_now_or_at_the_last_closing_hour() {
        for (now, last) in [
            ("2026-11-25T11:30:00", "2026-11-25T11:30:00"),
            ("2026-11-25T20:00:00", "2026-11-25T17:00:00"),
            ("2026-11-25T08:20:00", "2026-11-24T17:00:00"),
            ("2026-11-29T12:00:00", "2026-11-27T17:00:00"),
        ] {
            assert_eq!(lima().last(local(now)), local(last), "{now}");
        }
    }

    #[test]
    fn every_visit_has_its_day_and_its_hour() {
        for visits in [1, 2, 5, 300, 60_000] {
            let days = lima().days(visits, local("2026-11-25T11:30:00"), &mut Rng::new(1, 0));
            assert_eq!(days.iter().map(|d| d.visits).sum::<u32>(), visits);
            assert!(days.len() >= 2);
            assert!(days.is_sorted_by_key(|d| d.date));
            for day in &days {
                assert!(is_open(day.date));
                for place in 0..day.visits {
                    let at = lima().slot(day, place).with_timezone(&lima().zone);
                    assert_eq!(at.date_naive(), day.date);
                    assert!((8..17).contains(&chrono::Timelike::hour(&at)), "{at}");
                }
            }
        }
    }

    #[test]
    fn the_spread_and_its_inverse_agree() {
        for part in [0, 1, 2900, 5800, 6300, 9999, 10_000] {
            assert!((share_until(second_of(part)) - part).abs() <= 1);
        }
    }
}
