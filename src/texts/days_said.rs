//! Days that were, as people say and write them: «ayer», «del 3 al 10 de noviembre», «esta semana», «noviembre», «24/11».

use chrono::{Datelike, Days, Months, NaiveDate};

use super::people::plain;
use super::{DaysSaid, Text, Texts, texts};

/// Days, both ends included; an end that was not said is open.
pub type Span = (Option<NaiveDate>, Option<NaiveDate>);

/// The days meant by a text, seen from `today`. A date without its year or month is the last one that was. What is not
/// understood whole is not read.
pub fn days_said(text: &str, today: NaiveDate) -> Option<Span> {
    said_in(texts(), text, today)
}

fn said_in(texts: &Texts, text: &str, today: NaiveDate) -> Option<Span> {
    let t = &texts.days_said;
    let text = plain(text).replace(['–', '—', ',', '«', '»'], " ");
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|w| !is(w, &t.skip))
        .collect();
    let reader = Reader { texts, t, today };
    let (first, rest) = words.split_first()?;
    if is(first, &t.to) {
        return reader.period(rest, None).map(|p| (None, Some(p.1)));
    }
    let begins = is(first, &t.from) || is(first, &t.between);
    let words = if begins { rest } else { &words[..] };
    let parts = |w: &&str| is(w, &t.to) || **w == *"-" || (is(first, &t.between) && is(w, &t.and));
    let Some(at) = words.iter().position(parts) else {
        let period = reader.period(words, None)?;
        return Some((Some(period.0), (!is(first, &t.from)).then_some(period.1)));
    };
    let to = reader.period(&words[at + 1..], None)?;
    let from = reader.period(&words[..at], Some(to.1))?;
    (from.0 <= to.1).then_some((Some(from.0), Some(to.1)))
}

/// Days in words, as short as they can be said.
pub fn days_in_words(span: Span, today: NaiveDate) -> String {
    in_words(texts(), span, today)
}

fn in_words(texts: &Texts, span: Span, today: NaiveDate) -> String {
    let t = &texts.days_said;
    let dated = |day: NaiveDate| {
        if day.year() == today.year() {
            day.format("%d/%m").to_string()
        } else {
            day.format("%d/%m/%Y").to_string()
        }
    };
    let (Some(from), Some(to)) = span else {
        return match span {
            (Some(from), _) => t.since.fill(&[("day", &dated(from))]),
            (_, Some(to)) => t.until.fill(&[("day", &dated(to))]),
            _ => t.always.to_string(),
        };
    };
    if from == to {
        return match (today - from).num_days() {
            0 => first(&t.today),
            1 => first(&t.yesterday),
            _ if from.year() == today.year() => texts.long_date(from),
            _ => dated(from),
        };
    }
    if whole_week(today) == Some((from, to)) {
        return t.this_week.to_string();
    }
    if whole_month(today.year(), today.month()) == Some((from, to)) {
        return t.this_month.to_string();
    }
    if whole_month(from.year(), from.month()) == Some((from, to)) {
        let month = &texts.form.months[from.month0() as usize % 12];
        return t.month_of.fill(&[("month", month), ("year", &from.year())]);
    }
    if whole_year(from.year()) == Some((from, to)) {
        return from.year().to_string();
    }
    t.range.fill(&[("from", &dated(from)), ("to", &dated(to))])
}

fn first(words: &[Text]) -> String {
    words.first().map(ToString::to_string).unwrap_or_default()
}

fn is(word: &str, words: &[Text]) -> bool {
    words.iter().any(|w| plain(w) == word)
}

type Period = (NaiveDate, NaiveDate);

struct Reader<'a> {
    texts: &'a Texts,
    t: &'a DaysSaid,
    today: NaiveDate,
}

impl Reader<'_> {
    /// A day, week, month or year. A date that lacks something takes it from `near`, the end of its range; without one, it
    /// is the last that was.
    fn period(&self, words: &[&str], near: Option<NaiveDate>) -> Option<Period> {
        let t = self.t;
        let day = |day: NaiveDate| Some((day, day));
        match words {
            [w] if is(w, &t.today) => day(self.today),
            [w] if is(w, &t.yesterday) => day(self.ago(1)?),
            [w] if is(w, &t.before) => day(self.ago(2)?),
            [w, unit] | [unit, w] if is(w, &t.this) => self.unit(unit, 0),
            [w, unit] | [unit, w] if is(w, &t.last) && self.is_unit(unit) => self.unit(unit, 1),
            [w, name] | [name, w] if is(w, &t.last) => {
                let day = self.weekday(name)?;
                let day = if day == self.today { self.ago(7)? } else { day };
                Some((day, day))
            }
            [w, n, unit] | [n, unit, w] if is(w, &t.ago) => {
                let n: u32 = n.parse().ok()?;
                if is(unit, &t.day) {
                    day(self.ago(n)?)
                } else if is(unit, &t.week) {
                    day(self.ago(n.checked_mul(7)?)?)
                } else if is(unit, &t.month) {
                    day(self.today.checked_sub_months(Months::new(n))?)
                } else {
                    None
                }
            }
            [w, n, unit] | [n, w, unit] if is(w, &t.recent) => {
                let n: u32 = n.parse().ok().filter(|n| *n > 0)?;
                let days = if is(unit, &t.day) {
                    n
                } else if is(unit, &t.week) {
                    n.checked_mul(7)?
                } else if is(unit, &t.month) {
                    let from = self.today.checked_sub_months(Months::new(n))?;
                    return Some((from.succ_opt()?, self.today));
                } else {
                    return None;
                };
                Some((self.ago(days - 1)?, self.today))
            }
            [w] => self.one(w, near),
            // A weekday beside its date says nothing more, and must not contradict it.
            [name, rest @ ..] if self.weekday(name).is_some() => {
                let date = self.period(rest, near)?;
                (date.0 == date.1 && self.weekday(name)?.weekday() == date.0.weekday())
                    .then_some(date)
            }
            [month, year] if year.len() == 4 && self.named_month(month).is_some() => {
                whole_month(year_of(year)?, self.named_month(month)?)
            }
            [a, b] => {
                let (d, month) = match self.named_month(a) {
                    Some(month) => (b, month),
                    None => (a, self.named_month(b)?),
                };
                day(self.dated(d.parse().ok()?, month, None, near)?)
            }
            [d, month, year] => {
                let year = Some(year_of(year)?);
                day(self.dated(d.parse().ok()?, self.named_month(month)?, year, near)?)
            }
            _ => None,
        }
    }

    /// One word: a weekday, a month, a year, a day of the month, a date in figures.
    fn one(&self, word: &str, near: Option<NaiveDate>) -> Option<Period> {
        if let Some(day) = self.weekday(word) {
            return Some((day, day));
        }
        if let Some(month) = self.named_month(word) {
            let near = near.unwrap_or(self.today);
            let later = month > near.month();
            return whole_month(near.year() - i32::from(later), month);
        }
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        let date = match parts[..] {
            [year] if year.len() == 4 => return whole_year(year_of(year)?),
            [day] => {
                let (day, near) = (day.parse().ok()?, near.unwrap_or(self.today));
                // The last month that has such a day.
                (0..12).find_map(|months| {
                    let month = near.with_day(1)?.checked_sub_months(Months::new(months))?;
                    month.with_day(day).filter(|d| *d <= near)
                })
            }
            [month, year] if year.len() == 4 => {
                return whole_month(year_of(year)?, month.parse().ok()?);
            }
            [day, month] => self.dated(day.parse().ok()?, month.parse().ok()?, None, near),
            [year, month, day] if year.len() == 4 => {
                NaiveDate::from_ymd_opt(year_of(year)?, month.parse().ok()?, day.parse().ok()?)
            }
            [day, month, year] => {
                NaiveDate::from_ymd_opt(year_of(year)?, month.parse().ok()?, day.parse().ok()?)
            }
            _ => None,
        }?;
        Some((date, date))
    }

    fn dated(
        &self,
        day: u32,
        month: u32,
        year: Option<i32>,
        near: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        if let Some(year) = year {
            return NaiveDate::from_ymd_opt(year, month, day);
        }
        let near = near.unwrap_or(self.today);
        // The last year that has such a day: 29 February waits for up to eight.
        (0..=8).find_map(|back| {
            NaiveDate::from_ymd_opt(near.year() - back, month, day).filter(|d| *d <= near)
        })
    }

    fn ago(&self, days: u32) -> Option<NaiveDate> {
        self.today.checked_sub_days(Days::new(u64::from(days)))
    }

    fn is_unit(&self, word: &str) -> bool {
        is(word, &self.t.week) || is(word, &self.t.month) || is(word, &self.t.year)
    }

    /// This week, month or year, or the one before.
    fn unit(&self, unit: &str, back: u32) -> Option<Period> {
        if is(unit, &self.t.week) {
            return whole_week(self.ago(back * 7)?);
        }
        if is(unit, &self.t.month) {
            let month = self
                .today
                .with_day(1)?
                .checked_sub_months(Months::new(back))?;
            return whole_month(month.year(), month.month());
        }
        if is(unit, &self.t.year) {
            return whole_year(self.today.year() - back.cast_signed());
        }
        if is(unit, &self.t.day) && back == 0 {
            return Some((self.today, self.today));
        }
        None
    }

    /// The last such day of the week, today included.
    fn weekday(&self, word: &str) -> Option<NaiveDate> {
        let weekdays = &self.texts.form.weekdays;
        let at = weekdays.iter().position(|w| plain(w) == word)?;
        let today = self.today.weekday().num_days_from_monday();
        self.ago((today + 7 - u32::try_from(at).ok()?) % 7)
    }

    /// The month with this name, or beginning so with three letters or more.
    fn named_month(&self, word: &str) -> Option<u32> {
        if word.chars().count() < 3 || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let months = &self.texts.form.months;
        let starts = |name: &Text| plain(name).starts_with(word);
        let at = months
            .iter()
            .position(starts)
            .or_else(|| self.t.months.iter().position(starts))?;
        u32::try_from(at + 1).ok()
    }
}

/// The week of a day, from Monday.
fn whole_week(day: NaiveDate) -> Option<Period> {
    let week = day.week(chrono::Weekday::Mon);
    Some((week.checked_first_day()?, week.checked_last_day()?))
}

fn whole_month(year: i32, month: u32) -> Option<Period> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some((first, first.checked_add_months(Months::new(1))?.pred_opt()?))
}

fn whole_year(year: i32) -> Option<Period> {
    Some((
        NaiveDate::from_ymd_opt(year, 1, 1)?,
        NaiveDate::from_ymd_opt(year, 12, 31)?,
    ))
}

/// A year of two or four figures.
fn year_of(word: &str) -> Option<i32> {
    let number: i32 = word.parse().ok()?;
    match word.len() {
        2 => Some(2000 + number),
        4 => Some(number),
        _ => None,
    }
}

#[cfg(test)]
#[path = "days_said_tests.rs"]
mod tests;
