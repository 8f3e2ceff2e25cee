//! Days and hours, as they are said: «hoy 10:30», «martes 24 de noviembre», «hace 42 min».

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, Timelike};

use super::texts;
use crate::promise::{Due, Promise, PromiseKind};
use crate::protocol::DueUnit;

/// `10:12`.
pub fn hour(at: NaiveDateTime) -> String {
    at.format("%H:%M").to_string()
}

/// The greeting of the hour: until noon, until seven in the evening, then the night.
pub fn greeting(at: NaiveDateTime) -> &'static str {
    let t = &texts().say;
    match at.hour() {
        5..=11 => &t.morning,
        12..=18 => &t.afternoon,
        _ => &t.evening,
    }
}

fn weekday(date: NaiveDate) -> &'static str {
    &texts().form.weekdays[date.weekday().num_days_from_monday() as usize % 7]
}

fn month(date: NaiveDate) -> &'static str {
    &texts().form.months[date.month0() as usize % 12]
}

/// `martes 24 de noviembre`.
pub fn long_date(date: NaiveDate) -> String {
    texts().days.long.fill(&[
        ("weekday", &weekday(date)),
        ("day", &date.day()),
        ("month", &month(date)),
    ])
}

/// `martes 24 de noviembre de 2026`.
pub fn full_date(date: NaiveDate) -> String {
    texts()
        .days
        .full_date
        .fill(&[("date", &long_date(date)), ("year", &date.year())])
}

/// `martes 24 de noviembre de 2026, 10:12`.
pub fn long_moment(at: NaiveDateTime) -> String {
    texts().days.full.fill(&[
        ("date", &long_date(at.date())),
        ("year", &at.year()),
        ("hour", &hour(at)),
    ])
}

/// Said for a person: `hoy a las 10:30`, `mañana a las 9:00`, `el lunes 30 de noviembre a las 9:00`.
pub fn moment(at: NaiveDateTime, now: NaiveDateTime) -> String {
    let t = &texts().days;
    let hour = at.format("%-H:%M").to_string();
    match (at.date() - now.date()).num_days() {
        0 => t.today_at.fill(&[("hour", &hour)]),
        1 => t.tomorrow_at.fill(&[("hour", &hour)]),
        _ => t
            .day_at
            .fill(&[("date", &long_date(at.date())), ("hour", &hour)]),
    }
}

/// For a column: `10:30` today, `mañana 10:30`, else `24/11 10:30`; with the year when it is another.
pub fn short_moment(at: NaiveDateTime, now: NaiveDateTime) -> String {
    match (at.date() - now.date()).num_days() {
        0 => hour(at),
        1 => texts().days.tomorrow.fill(&[("hour", &hour(at))]),
        _ if at.year() == now.year() => at.format("%d/%m %H:%M").to_string(),
        _ => at.format("%d/%m/%y").to_string(),
    }
}

/// `en 18 min`, `hace 42 min`, `en 2 h`, `hace 3 días`.
pub fn distance(at: NaiveDateTime, now: NaiveDateTime) -> String {
    let t = &texts().days;
    let seconds = (at - now).num_seconds();
    let size = seconds.unsigned_abs();
    let amount = match size {
        0..=5399 => t.minutes.fill(&[("n", &(size / 60))]),
        5400..=129_599 => t.hours.of((size + 1800) / 3600),
        _ => t.days.of((size + 43200) / 86400),
    };
    if seconds < 0 {
        t.ago.fill(&[("amount", &amount)])
    } else {
        t.ahead.fill(&[("amount", &amount)])
    }
}

/// When something falls due, in words. A legal term is told as days: its date follows from the calendar.
pub fn due(due: &Due, now: NaiveDateTime, zone: FixedOffset) -> String {
    let t = &texts().days;
    match due {
        Due::At(at) => moment(at.with_timezone(&zone).naive_local(), now),
        Due::Term {
            start,
            amount,
            unit,
            to_be_confirmed,
        } => {
            let unit = match unit {
                DueUnit::BusinessDays => &t.business_days,
                DueUnit::CalendarDays => &t.calendar_days,
            };
            let confirm: &str = if *to_be_confirmed {
                &t.to_be_confirmed
            } else {
                ""
            };
            t.term.fill(&[
                ("n", amount),
                ("unit", unit),
                ("start", &start.format("%d/%m/%Y")),
                ("confirm", &confirm),
            ])
        }
        Due::Open => t.open.to_string(),
    }
}

/// The same for a list, without what a list has no room for.
pub fn due_short(due: &Due, now: NaiveDateTime, zone: FixedOffset) -> String {
    let t = &texts().days;
    match due {
        Due::At(at) => short_moment(at.with_timezone(&zone).naive_local(), now),
        Due::Term {
            start,
            amount,
            unit,
            ..
        } => {
            let unit = match unit {
                DueUnit::BusinessDays => &t.business_days,
                DueUnit::CalendarDays => &t.calendar_days,
            };
            t.term_short.fill(&[
                ("n", amount),
                ("unit", unit),
                ("start", &start.format("%d/%m")),
            ])
        }
        Due::Open => t.open.to_string(),
    }
}

/// A promise in one sentence.
pub fn promise(promise: &Promise, now: NaiveDateTime, zone: FixedOffset) -> String {
    let t = &texts().promises;
    let due = due(&promise.due, now, zone);
    match promise.kind {
        PromiseKind::Callback => t.callback.fill(&[
            ("due", &due),
            (
                "phone",
                &super::phone(promise.phone.as_deref().unwrap_or_default()),
            ),
        ]),
        PromiseKind::Answer => match promise.unit.as_deref() {
            Some(unit) => t.answer_by.fill(&[("unit", &unit), ("due", &due)]),
            None => t.answer.fill(&[("due", &due)]),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let now = at("2026-11-24 10:12");
        assert_eq!(long_date(now.date()), "martes 24 de noviembre");
        assert_eq!(moment(at("2026-11-24 16:00"), now), "hoy a las 16:00");
        assert_eq!(moment(at("2026-11-25 09:00"), now), "mañana a las 9:00");
        assert_eq!(short_moment(at("2026-11-30 09:00"), now), "30/11 09:00");
    }

    #[test]
    fn distances_are_rounded_to_what_matters() {
        let now = at("2026-11-24 10:12");
        assert_eq!(distance(at("2026-11-24 10:30"), now), "en 18 min");
        assert_eq!(distance(at("2026-11-24 09:30"), now), "hace 42 min");
        assert_eq!(distance(at("2026-11-24 13:12"), now), "en 3 h");
        assert_eq!(distance(at("2026-11-21 10:12"), now), "hace 3 días");
    }

    #[test]
    fn the_greeting_follows_the_hour() {
        assert_eq!(greeting(at("2026-11-24 08:00")), "buenos días");
        assert_eq!(greeting(at("2026-11-24 12:00")), "buenas tardes");
        assert_eq!(greeting(at("2026-11-24 19:00")), "buenas noches");
    }
}
