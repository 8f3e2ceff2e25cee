//! Days and hours, as they are said: «hoy 10:30», «martes 24 de noviembre», «hace 42 min».

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, Timelike};

use super::{Texts, texts};
use crate::promise::{Due, Promise, PromiseKind};
use crate::protocol::DueUnit;

/// `10:12`.
pub fn hour(at: NaiveDateTime) -> String {
    at.format("%H:%M").to_string()
}

impl Texts {
    /// The greeting of the hour: until noon, until seven in the evening, then the night.
    pub fn greeting(&self, at: NaiveDateTime) -> &str {
        let t = &self.say;
        match at.hour() {
            5..=11 => &t.morning,
            12..=18 => &t.afternoon,
            _ => &t.evening,
        }
    }

    /// `martes 24 de noviembre`.
    pub fn long_date(&self, date: NaiveDate) -> String {
        let weekday = &self.form.weekdays[date.weekday().num_days_from_monday() as usize % 7];
        let month = &self.form.months[date.month0() as usize % 12];
        self.days
            .long
            .fill(&[("weekday", weekday), ("day", &date.day()), ("month", month)])
    }

    /// `martes 24 de noviembre de 2026`.
    pub fn full_date(&self, date: NaiveDate) -> String {
        self.days
            .full_date
            .fill(&[("date", &self.long_date(date)), ("year", &date.year())])
    }

    /// `martes 24 de noviembre de 2026, 10:12`.
    pub fn long_moment(&self, at: NaiveDateTime) -> String {
        self.days.full.fill(&[
            ("date", &self.long_date(at.date())),
            ("year", &at.year()),
            ("hour", &hour(at)),
        ])
    }

    /// Said for a person: `hoy a las 10:30`, `mañana a las 9:00`, `el lunes 30 de noviembre a las 9:00`.
    pub fn moment(&self, at: NaiveDateTime, now: NaiveDateTime) -> String {
        let t = &self.days;
        let hour = at.format("%-H:%M").to_string();
        match (at.date() - now.date()).num_days() {
            0 => t.today_at.fill(&[("hour", &hour)]),
            1 => t.tomorrow_at.fill(&[("hour", &hour)]),
            _ => t
                .day_at
                .fill(&[("date", &self.long_date(at.date())), ("hour", &hour)]),
        }
    }

    /// `1 minuto`, `5 minutos`.
    pub fn minutes(&self, n: u16) -> String {
        self.say.minutes.of(u64::from(n))
    }

    /// `en 18 min`, `hace 42 min`, `en 2 h`, `hace 3 días`.
    pub fn distance(&self, at: NaiveDateTime, now: NaiveDateTime) -> String {
        let t = &self.days;
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
}

/// [`Texts::long_date`] for the agent.
pub fn long_date(date: NaiveDate) -> String {
    texts().long_date(date)
}

/// [`Texts::full_date`] for the agent.
pub fn full_date(date: NaiveDate) -> String {
    texts().full_date(date)
}

/// [`Texts::long_moment`] for the agent.
pub fn long_moment(at: NaiveDateTime) -> String {
    texts().long_moment(at)
}

/// [`Texts::moment`] for the agent.
pub fn moment(at: NaiveDateTime, now: NaiveDateTime) -> String {
    texts().moment(at, now)
}

/// [`Texts::distance`] for the agent.
pub fn distance(at: NaiveDateTime, now: NaiveDateTime) -> String {
    texts().distance(at, now)
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
    use super::super::Language::{English, Spanish};
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let now = at("2026-11-24 10:12");
        let cases = [
            ("2026-11-24 16:00", "hoy a las 16:00", "today at 16:00"),
            ("2026-11-25 09:00", "mañana a las 9:00", "tomorrow at 9:00"),
            (
                "2026-11-30 09:00",
                "el lunes 30 de noviembre a las 9:00",
                "on Monday 30 November at 9:00",
            ),
        ];
        for (moment, spanish, english) in cases {
            assert_eq!(Spanish.texts().moment(at(moment), now), spanish);
            assert_eq!(English.texts().moment(at(moment), now), english);
        }
        assert_eq!(
            Spanish.texts().long_moment(now),
            "martes 24 de noviembre de 2026, 10:12"
        );
        assert_eq!(
            English.texts().long_moment(now),
            "Tuesday 24 November 2026, 10:12"
        );
        assert_eq!(short_moment(at("2026-11-30 09:00"), now), "30/11 09:00");
    }

    #[test]
    fn distances_are_rounded_to_what_matters() {
        let now = at("2026-11-24 10:12");
        let cases = [
            ("2026-11-24 10:30", "en 18 min", "in 18 min"),
            ("2026-11-24 09:30", "hace 42 min", "42 min ago"),
            ("2026-11-24 13:12", "en 3 h", "in 3 h"),
            ("2026-11-21 10:12", "hace 3 días", "3 days ago"),
        ];
        for (moment, spanish, english) in cases {
            assert_eq!(Spanish.texts().distance(at(moment), now), spanish);
            assert_eq!(English.texts().distance(at(moment), now), english);
        }
    }

    #[test]
    fn the_greeting_follows_the_hour() {
        let cases = [
            ("2026-11-24 08:00", "buenos días", "good morning"),
            ("2026-11-24 12:00", "buenas tardes", "good afternoon"),
            ("2026-11-24 19:00", "buenas noches", "good evening"),
        ];
        for (moment, spanish, english) in cases {
            assert_eq!(Spanish.texts().greeting(at(moment)), spanish);
            assert_eq!(English.texts().greeting(at(moment)), english);
        }
    }
}
