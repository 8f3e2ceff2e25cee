use proptest::prelude::*;

use super::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

/// Tries as often as the rule lets, from `start` for so long; when each was made.
fn as_fast_as_allowed(start: i64, seconds: i64) -> Vec<i64> {
    let (mut attempts, mut now, mut made) = (None::<Attempts>, start, Vec::new());
    while now < start + seconds {
        if let Some(until) = attempts.and_then(|a| a.wait_until(at(now))) {
            now = (until - DateTime::UNIX_EPOCH).num_seconds();
        } else {
            attempts = Some(Attempts::counted(attempts, at(now)));
            made.push(now);
        }
    }
    made
}

#[test]
fn the_waits_are_those_that_are_promised() {
    let waits: Vec<i64> = (1..=12).map(|n| wait_after(n).num_seconds()).collect();
    assert_eq!(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480, 3600, 3600, 3600]);
    assert_eq!(wait_after(u32::MAX), LONGEST_WAIT);
    let made = as_fast_as_allowed(0, 600);
    assert_eq!(made, [0, 0, 0, 0, 0, 30, 90, 210, 450]);
}

#[test]
fn no_hour_ever_holds_more_than_ten_tries() {
    let made = as_fast_as_allowed(7, 3 * 24 * 3600);
    for (i, first) in made.iter().enumerate() {
        let hour = made[i..].iter().take_while(|t| **t < first + 3600);
        assert!(hour.count() <= MOST_AN_HOUR as usize, "from {first}");
    }
    // The first ten minutes aside, one an hour.
    assert!(made.len() <= 10 + 3 * 24);
}

#[test]
fn a_clock_set_back_begins_the_wait_anew_once() {
    let mut attempts = None;
    for _ in 0..6 {
        attempts = Some(Attempts::counted(attempts, at(100_000)));
    }
    let attempts = attempts.unwrap();
    assert_eq!(attempts.wait_until(at(100_000)), Some(at(100_060)));
    // A year back: from now on the whole wait, and no more than that.
    assert_eq!(attempts.wait_until(at(500)), Some(at(560)));
    let kept = attempts.with_clock(at(500));
    assert_eq!(kept.wait_until(at(530)), Some(at(560)));
    assert_eq!(kept.wait_until(at(560)), None);
}

proptest! {
    /// Whatever the clock does, what has to pass on a clock that only runs is never less than the wait.
    #[test]
    fn no_move_of_the_clock_backwards_shortens_the_wait(
        failures in 5_u32..14,
        looks in prop::collection::vec((0_i64..900, 0_i64..5000), 1..40),
    ) {
        let mut attempts = Attempts { failures, told: 0, first: at(0), last: at(10_000), since: at(10_000) };
        let (mut clock, mut passed) = (10_000_i64, 0_i64);
        for (runs, back) in looks {
            clock += runs;
            passed += runs;
            clock -= back;
            if attempts.wait_until(at(clock)).is_none() {
                prop_assert!(passed >= wait_after(failures).num_seconds(), "after {passed} s");
                return Ok(());
            }
            attempts = attempts.with_clock(at(clock));
        }
    }

    #[test]
    fn one_more_failure_never_shortens_the_wait(failures in 0_u32..1000) {
        prop_assert!(wait_after(failures + 1) >= wait_after(failures));
    }
}
