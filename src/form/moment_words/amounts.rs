//! Amounts of time: from now, and before or after an hour.

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
        self.amount().or_else(|| {
            self.at = mark;
            self.word(mark, &self.words.skip).then_some(())
        })
    }

    fn amount(&mut self) -> Option<()> {
        let words = self.words;
        self.next(&words.of);
        if self.next(&words.half) {
            self.next(&words.an);
            return (self.next(&words.hours) && self.set_ahead(TimeDelta::minutes(30)))
                .then_some(());
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
            let quarters = TimeDelta::minutes(i64::from(number) * 15);
            return (whole && self.set_ahead(quarters)).then_some(());
        }
        if self.next(&words.minutes) {
            return self
                .set_ahead(TimeDelta::minutes(i64::from(number)))
                .then_some(());
        }
        if self.next(&words.hours) {
            let mut minutes = i64::from(number) * 60;
            if self.next(&words.plus) {
                minutes += i64::from(self.minutes()?);
            }
            return self.set_ahead(TimeDelta::minutes(minutes)).then_some(());
        }
        let days = if self.next(&words.days) {
            1
        } else if self.next(&words.weeks) {
            7
        } else {
            return None;
        };
        self.same_hour = true;
        self.set_day(Day::In(u64::from(number) * days))
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
