//! A digit that answers a box closes it at once; the Enter that some press after it out of habit is not for what lies below.

use chrono::{DateTime, TimeDelta, Utc};
use crossterm::event::{KeyCode, KeyEvent};

/// How long an Enter after the digit is taken for a habit.
const HABIT: TimeDelta = TimeDelta::milliseconds(300);

/// Remembers when a digit last closed a box.
#[derive(Debug, Default)]
pub(super) struct Slip {
    closed: Option<DateTime<Utc>>,
}

impl Slip {
    /// Whether this key is the Enter of habit; only one is.
    pub(super) fn swallows(&mut self, key: KeyEvent, now: DateTime<Utc>) -> bool {
        let Some(closed) = self.closed.take() else {
            return false;
        };
        // A clock that was set back proves nothing.
        let passed = now - closed;
        key.code == KeyCode::Enter && passed >= TimeDelta::zero() && passed < HABIT
    }

    /// Learns what a key did: whether the box in front is gone and a screen lies open.
    pub(super) fn after(&mut self, key: KeyEvent, closed: bool, now: DateTime<Utc>) {
        let digit = matches!(key.code, KeyCode::Char(c) if c.is_ascii_digit());
        self.closed = (digit && closed).then_some(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(1_800_000_000_000 + millis).unwrap()
    }

    fn key(code: KeyCode) -> KeyEvent {
        KeyEvent::from(code)
    }

    #[test]
    fn one_enter_right_after_the_digit_is_a_habit() {
        let mut slip = Slip::default();
        slip.after(key(KeyCode::Char('2')), true, at(0));
        assert!(slip.swallows(key(KeyCode::Enter), at(299)));
        assert!(!slip.swallows(key(KeyCode::Enter), at(299)));
    }

    #[test]
    fn anything_else_is_meant() {
        for (digit, closed, then, wait) in [
            ('2', true, KeyCode::Enter, 300),
            ('2', true, KeyCode::Enter, -1),
            ('2', true, KeyCode::Char('x'), 1),
            ('2', false, KeyCode::Enter, 1),
            ('s', true, KeyCode::Enter, 1),
        ] {
            let mut slip = Slip::default();
            slip.after(key(KeyCode::Char(digit)), closed, at(0));
            assert!(
                !slip.swallows(key(then), at(wait)),
                "{digit} {then:?} {wait}"
            );
        }
        let mut slip = Slip::default();
        slip.after(key(KeyCode::Char('2')), true, at(0));
        assert!(!slip.swallows(key(KeyCode::Char('a')), at(1)));
        assert!(!slip.swallows(key(KeyCode::Enter), at(2)), "one in between");
    }
}
