//! Which day is meant.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// What was said about the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// In so many days.
    In(u64),
    /// Day, month and perhaps year.
    Date(u32, u32, Option<i32>),
    /// A day of this month or the next one that has it.
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
pub(super) fn resolve(
    day: Option<Day>,
    weekday: Option<Weekday>,
    hour: NaiveTime,
    now: NaiveDateTime,
) -> Option<NaiveDateTime> {
    let today = now.date();
    let past = today.and_time(hour) < now;
    let date = match (day, weekday) {
        (None, None) => today.checked_add_days(Days::new(u64::from(past)))?,
        (None, Some(weekday)) => {
            let ahead = weekday.days_since(today.weekday());
            let days = if ahead == 0 && past { 7 } else { ahead };
            today.checked_add_days(Days::new(u64::from(days)))?
        }
        (Some(Day::In(days)), _) => today.checked_add_days(Days::new(days))?,
        (Some(Day::Date(day, month, Some(year))), _) => NaiveDate::from_ymd_opt(year, month, day)?,
        (Some(Day::Date(day, month, None)), _) => {
            let this = NaiveDate::from_ymd_opt(today.year(), month, day);
            let half = today.checked_sub_months(Months::new(6))?;
            this.filter(|date| *date >= half)
                .or_else(|| NaiveDate::from_ymd_opt(today.year() + 1, month, day))?
        }
        (Some(Day::OfMonth(day)), _) => (0..=12).find_map(|months| {
            let month = today.with_day(1)?.checked_add_months(Months::new(months))?;
            let date = month.with_day(day)?;
            (date > today || (date == today && !past)).then_some(date)
        })?,
    };
    let contradicted = weekday.is_some_and(|weekday| date.weekday() != weekday);
    (!contradicted).then(|| date.and_time(hour))
}
