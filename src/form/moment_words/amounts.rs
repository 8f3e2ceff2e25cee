//! Amounts of time: from now or behind it, and before or after an hour.

use chrono::TimeDelta;

use super::{MOST, Reader, is, spelt};
use crate::form::moment_day::Day;
use crate::form::moment_tokens::Token;

impl Reader<'_> {
    /// The minutes of a fraction of an hour at a place, with or without “a” before it, which is then taken.
    pub(super) fn fraction(&mut self, at: usize) -> Option<u32> {
        let words = self.words;
        let known = |at| {
            let half = self.word(at, &words.half).then_some(30);
            half.or_else(|| self.word(at, &words.quarter).then_some(15))
        };
        if let Some(minutes) = known(at) {
            return Some(minutes);
        }
        let minutes = known(at + 1).filter(|_| self.word(at, &words.an))?;
        self.at = at + 2;
        Some(minutes)
    }

    /// Minutes before or after the hour that follows: «cuarto para las diez», “half past three”.
    pub(super) fn around(&mut self, minutes: u32) -> Option<()> {
        let words = self.words;
        let past = self.next(&words.past);
        if !past && !self.next(&words.to) {
            return None;
        }
        while self.next(&words.skip) {}
        let hour = match self.tokens.get(self.at)? {
            Token::Number(number) => *number,
            Token::Word(word) => spelt(word, words)?,
            _ => return None,
        };
        self.at += 1;
        self.next(&words.hours);
        if past {
            self.set_clock(hour, minutes)
        } else {
            self.set_before(minutes, hour)
        }
    }

    /// «media», «cuarto» or a number of minutes.
    pub(super) fn minutes(&mut self) -> Option<u32> {
        let words = self.words;
        let mark = self.at;
        if let Some(minutes) = self.fraction(mark) {
            self.at = self.at.max(mark + 1);
            return Some(minutes);
        }
        let minutes = match self.tokens.get(self.at)? {
            Token::Number(number) => *number,
            Token::Word(word) => spelt(word, words)?,
            _ => return None,
        };
        self.at += 1;
        self.next(&words.minutes);
        Some(minutes)
    }

    /// What follows «en»: an amount of time from now, or a part of the day («en la tarde»), but never a bare number:
    /// «en 20» may be minutes that were not yet typed.
    pub(super) fn within(&mut self) -> Option<()> {
        let mark = self.at;
        self.amount(1).or_else(|| {
            self.at = mark;
            self.word(mark, &self.words.skip).then_some(())
        })
    }

    /// Whether an amount begins at a place that is said to lie behind now only at its end: “3 days ago”.
    pub(super) fn is_ago(&self, at: usize) -> bool {
        let ago = (at..self.tokens.len()).find(|at| self.word(*at, &self.words.ago_after));
        ago.is_some_and(|ago| {
            let mut amount = Self::blank(self.tokens, self.form);
            amount.at = at;
            amount.amount(-1).is_some() && amount.at == ago
        })
    }

    /// That amount, with the word for it.
    pub(super) fn amount_ago(&mut self, at: usize) -> Option<()> {
        self.at = at;
        self.amount(-1)?;
        self.next(&self.words.ago_after).then_some(())
    }

    /// An amount of time, ahead of now where `sign` is 1 and behind it where it is -1.
    pub(super) fn amount(&mut self, sign: i32) -> Option<()> {
        let words = self.words;
        let minutes = |n: i64| TimeDelta::minutes(n * i64::from(sign));
        self.next(&words.of);
        if self.next(&words.half) {
            self.next(&words.an);
            return (self.next(&words.hours) && self.set_ahead(minutes(30))).then_some(());
        }
        let number = match self.tokens.get(self.at)? {
            Token::Number(number) => *number,
            Token::Word(word) if is(word, &words.an) => 1,
            Token::Word(word) => spelt(word, words)?,
            _ => return None,
        };
        if number > MOST {
            return None;
        }
        self.at += 1;
        if self.next(&words.quarter) {
            let of = self.next(&words.of);
            self.next(&words.an);
            let whole = of && self.next(&words.hours);
            let quarters = minutes(i64::from(number) * 15);
            return (whole && self.set_ahead(quarters)).then_some(());
        }
        if self.next(&words.minutes) {
            return self.set_ahead(minutes(i64::from(number))).then_some(());
        }
        if self.next(&words.hours) {
            let mut all = i64::from(number) * 60;
            if self.next(&words.plus) {
                all += i64::from(self.minutes()?);
            }
            return self.set_ahead(minutes(all)).then_some(());
        }
        let whole = i32::try_from(number).ok()? * sign;
        let day = if self.next(&words.days) {
            Day::In(i64::from(whole))
        } else if self.next(&words.weeks) {
            Day::In(i64::from(whole) * 7)
        } else if self.next(&words.months) {
            Day::InMonths(whole)
        } else if self.next(&words.years) {
            Day::InMonths(whole * 12)
        } else {
            return None;
        };
        self.same_hour = true;
        self.set_day(day)
    }

    /// So many minutes before an hour: from 1 to 59.
    pub(super) fn set_before(&mut self, minutes: u32, hour: u32) -> Option<()> {
        if !(1..60).contains(&minutes) {
            return None;
        }
        let hour = if hour == 1 { 12 } else { hour.checked_sub(1)? };
        self.set_clock(hour, 60 - minutes)
    }
}
