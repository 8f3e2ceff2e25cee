//! Which day is meant.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use crate::protocol::Look;

/// What was said about the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// In so many days, or before today where negative.
    In(i64),
    /// In so many months, or before today where negative.
    InMonths(i32),
    /// Day, month and perhaps year; a year of two figures is below one hundred.
    Date(u32, u32, Option<i32>),
    /// A day of this month or the next one that has it; looking back, the last one.
    OfMonth(u32),
}

/// The moment of a day and an hour.
///
/// - Nothing said about the day: today while the hour is not past, else tomorrow.
/// - A weekday: the next such day, and today only while the hour is ahead. Reading today where the week after was meant
///   rings early and is seen; the other way round a promise would be broken.
/// - A date without its year: this year's, or next year's once it is more than half a year past. A date a few days past
///   stays past, and is shown as such: it is more probably a mistake than a promise for next year.
/// - A weekday that contradicts its date: nothing is read.
/// - Looking back, the same the other way round: the last such hour, weekday or date.
pub(super) fn resolve(
    day: Option<Day>,
    weekday: Option<Weekday>,
    hour: NaiveTime,
    now: NaiveDateTime,
    look: Look,
) -> Option<NaiveDateTime> {
    let today = now.date();
    let at = today.and_time(hour);
    // Today is not meant where its hour lies on the other side.
    let beyond = match look {
        Look::Ahead => at < now,
        Look::Back => at > now,
        Look::Near => false,
    };
    let day = match (day, weekday) {
        (None, None) if beyond => Some(Day::In(if look == Look::Back { -1 } else { 1 })),
        (None, None) => Some(Day::In(0)),
        (day, _) => day,
    };
    date(day, weekday, today, look, beyond).map(|date| date.and_time(hour))
}

/// The day meant, seen from today; `beyond` where today itself does not count.
pub(super) fn date(
    day: Option<Day>,
    weekday: Option<Weekday>,
    today: NaiveDate,
    look: Look,
    beyond: bool,
) -> Option<NaiveDate> {
    let date = match (day, weekday) {
        (None, None) => return None,
        (None, Some(weekday)) => of_week(weekday, today, look, beyond)?,
        (Some(Day::In(days)), _) => today.checked_add_signed(TimeDelta::try_days(days)?)?,
        (Some(Day::InMonths(months)), _) => {
            let size = Months::new(months.unsigned_abs());
            if months < 0 {
                today.checked_sub_months(size)?
            } else {
                today.checked_add_months(size)?
            }
        }
        (Some(Day::Date(day, month, Some(year))), _) => {
            NaiveDate::from_ymd_opt(whole_year(year, today, look), month, day)?
        }
        (Some(Day::Date(day, month, None)), _) => of_year(day, month, today, look)?,
        (Some(Day::OfMonth(day)), _) => of_month(day, today, look, beyond)?,
    };
    let contradicted = weekday.is_some_and(|weekday| date.weekday() != weekday);
    (!contradicted).then_some(date)
}

fn of_week(weekday: Weekday, today: NaiveDate, look: Look, beyond: bool) -> Option<NaiveDate> {
    let ahead = i64::from(weekday.days_since(today.weekday()));
    let days = match look {
        Look::Ahead if ahead == 0 && beyond => 7,
        Look::Back if ahead == 0 && !beyond => 0,
        Look::Back => ahead - 7,
        Look::Near if ahead > 3 => ahead - 7,
        Look::Ahead | Look::Near => ahead,
    };
    today.checked_add_signed(TimeDelta::try_days(days)?)
}

fn of_year(day: u32, month: u32, today: NaiveDate, look: Look) -> Option<NaiveDate> {
    let year = |years: i32| NaiveDate::from_ymd_opt(today.year() + years, month, day);
    match look {
        Look::Ahead => {
            let half = today.checked_sub_months(Months::new(6))?;
            year(0).filter(|date| *date >= half).or_else(|| year(1))
        }
        Look::Back => year(0).filter(|date| *date <= today).or_else(|| year(-1)),
        Look::Near => nearest([year(-1), year(0), year(1)], today),
    }
}

fn of_month(day: u32, today: NaiveDate, look: Look, beyond: bool) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    let ahead = |months: u32| first.checked_add_months(Months::new(months))?.with_day(day);
    let back = |months: u32| first.checked_sub_months(Months::new(months))?.with_day(day);
    match look {
        Look::Ahead => (0..=12)
            .find_map(|months| ahead(months).filter(|d| *d > today || (*d == today && !beyond))),
        Look::Back => (0..=12)
            .find_map(|months| back(months).filter(|d| *d < today || (*d == today && !beyond))),
        Look::Near => nearest([back(1), back(0), ahead(1)], today),
    }
}

fn nearest(dates: [Option<NaiveDate>; 3], today: NaiveDate) -> Option<NaiveDate> {
    let dates = dates.into_iter().flatten();
    dates.min_by_key(|date| (*date - today).num_days().abs())
}

/// The year that two figures mean: of this century, or of the last one where that would lie too far ahead.
fn whole_year(year: i32, today: NaiveDate, look: Look) -> i32 {
    let this_century = today.year() / 100 * 100 + year;
    let ahead = match look {
        Look::Ahead => return if year < 100 { this_century } else { year },
        Look::Back => today,
        Look::Near => today
            .checked_add_days(Days::new(20 * 365))
            .unwrap_or(NaiveDate::MAX),
    };
    match year {
        100.. => year,
        _ if this_century > ahead.year() => this_century - 100,
        _ => this_century,
    }
}
