//! Reading a moment or a day as people say it.

mod amounts;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Weekday};

use super::moment_day::{self, Day};
use super::moment_hour::{self, Part};
use super::moment_tokens::{Token, tokens};
use crate::protocol::Look;
use crate::texts::plain;
use crate::texts::{Form, MomentWords, Text, Texts, texts};

/// The most minutes, hours, days or weeks ahead that are read.
const MOST: u32 = 10_000;

/// The moment meant by a text, seen from `now`: «mañana 10:30», «lunes 9», «en 20 min», «24/11 16:00», «hoy 4pm»; looking
/// back, «ayer 16:30» and «hace 20 min», and «lunes 9» is the last Monday.
///
/// Both a day and an hour are needed, but a bare hour means its next time round. Anything not understood whole is not read
/// at all: a promise must not rest on a guess. See [`moment_day`] and [`moment_hour`] for what is meant by less than all.
pub fn read_moment(text: &str, now: NaiveDateTime, look: Look) -> Option<NaiveDateTime> {
    read_in(texts(), text, now, look)
}

/// The same in the words of a language.
fn read_in(texts: &Texts, text: &str, now: NaiveDateTime, look: Look) -> Option<NaiveDateTime> {
    let tokens = tokens(text)?;
    let now = now.with_second(0)?.with_nanosecond(0)?;
    Reader::of(&tokens, &texts.form)?.moment(now, look)
}

/// The day meant by a text, seen from `today`: «ayer», «lunes 9», «24/11», «hace 3 días», «el 5 de marzo de 1971».
pub(super) fn read_date(text: &str, today: NaiveDate, look: Look) -> Option<NaiveDate> {
    read_date_in(texts(), text, today, look)
}

/// The same in the words of a language.
fn read_date_in(texts: &Texts, text: &str, today: NaiveDate, look: Look) -> Option<NaiveDate> {
    let tokens = tokens(text)?;
    Reader::of(&tokens, &texts.form)?.date(today, look)
}

/// What has been understood so far.
struct Reader<'a> {
    form: &'a Form,
    words: &'a MomentWords,
    tokens: &'a [Token],
    at: usize,
    day: Option<Day>,
    weekday: Option<Weekday>,
    clock: Option<(u32, u32)>,
    part: Option<Part>,
    /// Numbers with nothing around them that says what they count.
    numbers: Vec<u32>,
    /// «en 20 min».
    ahead: Option<TimeDelta>,
    /// «en 2 días», at this hour where none is said.
    same_hour: bool,
    /// «el lunes pasado»: whatever is looked for, this lies behind.
    last: bool,
}

impl<'a> Reader<'a> {
    /// Everything in the pieces; `None` where one of them is not understood.
    fn of(tokens: &'a [Token], form: &'a Form) -> Option<Self> {
        let mut reader = Self::blank(tokens, form);
        while reader.at < tokens.len() {
            reader.step()?;
        }
        Some(reader)
    }

    /// Before anything is read.
    fn blank(tokens: &'a [Token], form: &'a Form) -> Self {
        Self {
            form,
            words: &form.moment_words,
            tokens,
            at: 0,
            day: None,
            weekday: None,
            clock: None,
            part: None,
            numbers: Vec::new(),
            ahead: None,
            same_hour: false,
            last: false,
        }
    }

    /// Understands one piece, with what belongs to it.
    fn step(&mut self) -> Option<()> {
        let words = self.words;
        let at = self.at;
        self.at += 1;
        match &self.tokens[at] {
            Token::Clock(hour, minute) => self.set_clock(*hour, *minute),
            Token::Day(day) => self.set_day(*day),
            Token::Number(_) | Token::Word(_) if self.is_ago(at) => self.amount_ago(at),
            Token::Number(number) => self.number(*number),
            Token::Word(word) => {
                if is(word, &words.within) {
                    return self.within();
                }
                if is(word, &words.ago) {
                    return self.amount(-1);
                }
                if is(word, &words.yesterday) {
                    return self.set_day(Day::In(-1));
                }
                if is(word, &words.before_yesterday) {
                    return self.set_day(Day::In(-2));
                }
                if is(word, &words.last_night) {
                    self.set_part(Part::Night)?;
                    return self.set_day(Day::In(-1));
                }
                if is(word, &words.tomorrow) {
                    // «mañana por la mañana»: with its article it is the part of the day.
                    let article = at
                        .checked_sub(1)
                        .is_some_and(|b| self.word(b, &words.article));
                    return if article {
                        self.set_part(Part::Morning)
                    } else {
                        self.set_day(Day::In(1))
                    };
                }
                if is(word, &words.after) && self.next(&words.tomorrow) {
                    return self.set_day(Day::In(2));
                }
                if is(word, &words.last) {
                    self.last = true;
                    return Some(());
                }
                if is(word, &words.today) {
                    return self.set_day(Day::In(0));
                }
                if is(word, &words.morning) {
                    return self.set_part(Part::Morning);
                }
                if is(word, &words.afternoon) {
                    return self.set_part(Part::Afternoon);
                }
                if is(word, &words.night) {
                    return self.set_part(Part::Night);
                }
                if is(word, &words.noon) {
                    return if self.numbers.is_empty() && self.clock.is_none() {
                        self.set_clock(12, 0)?;
                        self.set_part(Part::Afternoon)
                    } else {
                        self.set_part(Part::Afternoon)
                    };
                }
                if let Some(minutes) = self.fraction(at) {
                    return self.around(minutes);
                }
                if let Some(number) = spelt(word, words) {
                    return self.number(number);
                }
                if let Some(weekday) = weekday(word, &self.form.weekdays) {
                    return self.weekday.replace(weekday).is_none().then_some(());
                }
                if let Some(month) = month(word, &self.form.months) {
                    return self.day_of(month);
                }
                is(word, &words.skip).then_some(())
            }
        }
    }

    /// A number: a day with its month, an hour with its fractions or unit, or not yet known which.
    fn number(&mut self, number: u32) -> Option<()> {
        let words = self.words;
        let ordinal = self.next(&words.ordinal);
        let mark = self.at;
        self.next(&words.of);
        if let Some(month) = self.month() {
            let year = self.year();
            return self.set_day(Day::Date(number, month, year));
        }
        self.at = mark;
        if ordinal {
            return self.set_day(Day::OfMonth(number));
        }
        if self.next(&words.minutes) || self.word(self.at, &words.past) {
            return self.around(number);
        }
        let hours = self.next(&words.hours);
        if self.next(&words.plus) {
            let minutes = self.minutes()?;
            return self.set_clock(number, minutes);
        }
        if self.next(&words.less) {
            let minutes = self.minutes()?;
            return self.set_before(minutes, number);
        }
        if hours || self.half_of_day() {
            return self.set_clock(number, 0);
        }
        self.numbers.push(number);
        Some(())
    }

    /// A month with the day behind it: “November 24”.
    fn day_of(&mut self, month: u32) -> Option<()> {
        let Some(Token::Number(day)) = self.tokens.get(self.at) else {
            return None;
        };
        self.at += 1;
        self.next(&self.words.ordinal);
        let year = self.year();
        self.set_day(Day::Date(*day, month, year))
    }

    /// Takes the next piece where it is a year.
    fn year(&mut self) -> Option<i32> {
        let mark = self.at;
        self.next(&self.words.of);
        let year = match self.tokens.get(self.at) {
            Some(Token::Number(year @ 1000..=9999)) => i32::try_from(*year).ok(),
            _ => None,
        };
        self.at = if year.is_some() { self.at + 1 } else { mark };
        year
    }

    /// Whether «am» or «pm» comes next; it is left there.
    fn half_of_day(&self) -> bool {
        self.word(self.at, &self.words.am_pm[..])
    }

    /// The day meant: no hour was said, and a number alone is a day of the month.
    fn date(mut self, today: NaiveDate, look: Look) -> Option<NaiveDate> {
        let look = self.look(look);
        if let Some(day) = self.numbers.pop() {
            self.set_day(Day::OfMonth(day))?;
        }
        let day_alone = self.ahead.is_none()
            && self.clock.is_none()
            && self.part.is_none()
            && self.numbers.is_empty();
        day_alone.then(|| moment_day::date(self.day, self.weekday, today, look, false))?
    }

    fn moment(mut self, now: NaiveDateTime, look: Look) -> Option<NaiveDateTime> {
        let look = self.look(look);
        if let Some(ahead) = self.ahead {
            let alone = self.day.is_none()
                && self.weekday.is_none()
                && self.clock.is_none()
                && self.part.is_none()
                && self.numbers.is_empty();
            return alone.then(|| now.checked_add_signed(ahead)).flatten();
        }
        if self.clock.is_none() {
            self.clock = self.numbers.pop().map(|hour| (hour, 0));
        }
        if let Some(day) = self.numbers.pop() {
            self.set_day(Day::OfMonth(day))?;
        }
        if !self.numbers.is_empty() {
            return None;
        }
        let time = match self.clock {
            Some((hour, minute)) => {
                let (hour, minute) = moment_hour::resolve(hour, minute, self.part)?;
                NaiveTime::from_hms_opt(hour, minute, 0)?
            }
            None if self.same_hour && self.part.is_none() => now.time(),
            None => return None,
        };
        moment_day::resolve(self.day, self.weekday, time, now, look)
    }

    /// Where the day is looked for, after all that was said.
    fn look(&self, asked: Look) -> Look {
        if self.last { Look::Back } else { asked }
    }

    fn set_clock(&mut self, hour: u32, minute: u32) -> Option<()> {
        self.clock.replace((hour, minute)).is_none().then_some(())
    }

    fn set_day(&mut self, day: Day) -> Option<()> {
        self.day.replace(day).is_none().then_some(())
    }

    fn set_part(&mut self, part: Part) -> Option<()> {
        self.part.replace(part).is_none().then_some(())
    }

    fn set_ahead(&mut self, ahead: TimeDelta) -> bool {
        self.ahead.replace(ahead).is_none()
    }

    fn word(&self, at: usize, words: &[Text]) -> bool {
        matches!(self.tokens.get(at), Some(Token::Word(word)) if is(word, words))
    }

    /// Takes the next piece where it is one of these words.
    fn next(&mut self, words: &[Text]) -> bool {
        let found = self.word(self.at, words);
        self.at += usize::from(found);
        found
    }

    /// Takes the next piece where it names a month.
    fn month(&mut self) -> Option<u32> {
        let Some(Token::Word(word)) = self.tokens.get(self.at) else {
            return None;
        };
        let month = month(word, &self.form.months)?;
        self.at += 1;
        Some(month)
    }
}

fn is(word: &str, words: &[Text]) -> bool {
    words.iter().any(|w| plain(w) == word)
}

/// The place in a list of a name, whole or by three letters or more.
fn named(word: &str, names: &[Text]) -> Option<usize> {
    let long = word.chars().count() >= 3;
    long.then(|| names.iter().position(|n| plain(n).starts_with(word)))?
}

fn month(word: &str, months: &[Text]) -> Option<u32> {
    u32::try_from(named(word, months)? + 1).ok()
}

fn weekday(word: &str, weekdays: &[Text]) -> Option<Weekday> {
    let days = named(word, weekdays)?;
    Weekday::try_from(u8::try_from(days).ok()?).ok()
}

/// The number that a word spells.
fn spelt(word: &str, words: &MomentWords) -> Option<u32> {
    if is(word, &words.one) {
        return Some(1);
    }
    let place = words.numbers.iter().position(|n| plain(n) == word)?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
#[path = "moment_words_tests.rs"]
mod tests;

#[cfg(test)]
mod english_tests;
