//! Which copies are kept: of each of the last seven days that have one the newest, so of five weeks and of twelve months.

use chrono::{Datelike, NaiveDateTime};

/// How many of each are kept.
const DAYS: usize = 7;
const WEEKS: usize = 5;
const MONTHS: usize = 12;

/// Days, weeks and months in which something was made, told apart by numbers.
type Period = fn(NaiveDateTime) -> (i32, u32);

const PERIODS: [(Period, usize); 3] = [
    (|at| (at.year(), at.ordinal()), DAYS),
    (|at| (at.iso_week().year(), at.iso_week().week()), WEEKS),
    (|at| (at.year(), at.month()), MONTHS),
];

/// Of copies made at these moments of the office's clock, in any order, which are kept. The newest always is.
pub(super) fn kept(made: &[NaiveDateTime]) -> Vec<bool> {
    let mut newest_first: Vec<usize> = (0..made.len()).collect();
    newest_first.sort_by_key(|i| std::cmp::Reverse((made[*i], *i)));
    let mut kept = vec![false; made.len()];
    for (period, most) in PERIODS {
        let mut last = None;
        let mut count = 0;
        for i in &newest_first {
            let this = period(made[*i]);
            if last.replace(this) != Some(this) {
                count += 1;
                kept[*i] |= count <= most;
            }
        }
    }
    kept
}

/// Whether the keeping of one may be why the other is not kept: they are of one day, week or month.
pub(super) fn stands_for(kept: NaiveDateTime, other: NaiveDateTime) -> bool {
    PERIODS
        .iter()
        .any(|(period, _)| period(kept) == period(other))
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;

    use super::*;

    fn day(n: i64) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 24)
            .unwrap()
            .and_hms_opt(18, 0, 0)
            .unwrap()
            - TimeDelta::days(n)
    }

    #[test]
    fn a_copy_each_evening_for_two_years() {
        // Removed as it goes, one evening after another: what is kept is what the rule keeps of all at once.
        let mut there: Vec<NaiveDateTime> = Vec::new();
        for n in (0..730).rev() {
            there.push(day(n));
            let kept = kept(&there);
            let mut keep = kept.into_iter();
            there.retain(|_| keep.next().unwrap());
        }
        there.reverse();
        let days: Vec<i64> = there.iter().map(|at| (day(0) - *at).num_days()).collect();
        assert_eq!(days[..7], [0, 1, 2, 3, 4, 5, 6]);
        // Tuesday 24 November 2026: the Sundays before it, of five weeks in all.
        assert_eq!(days[7..11], [9, 16, 23, 24].map(|d| d));
        assert_eq!(days.len(), 7 + 3 + 11, "{days:?}");
        assert!(*days.last().unwrap() > 300);
    }

    proptest! {
        #[test]
        fn the_rule(offsets in prop::collection::vec(0i64..200_000, 1..80)) {
            let made: Vec<NaiveDateTime> = offsets.iter().map(|m| day(0) - TimeDelta::minutes(*m)).collect();
            let kept = kept(&made);
            let newest = made.iter().max().unwrap();
            prop_assert!(made.iter().zip(&kept).any(|(at, k)| *k && at == newest), "the newest is kept");
            prop_assert!(kept.iter().filter(|k| **k).count() <= DAYS + WEEKS + MONTHS);
            for (at, k) in made.iter().zip(&kept) {
                if !k {
                    // What goes has a newer one of its month that stays, unless a year of months is kept before it.
                    let heir = made.iter().zip(&kept).any(|(b, k)| *k && b >= at && stands_for(*b, *at));
                    let months: std::collections::BTreeSet<_> =
                        made.iter().filter(|b| *b > at).map(|b| (b.year(), b.month())).collect();
                    prop_assert!(heir || months.len() >= MONTHS);
                }
            }
            // What was kept is kept when the rule is asked again: nothing melts away.
            let again: Vec<NaiveDateTime> = made.iter().zip(&kept).filter(|(_, k)| **k).map(|(at, _)| *at).collect();
            prop_assert!(super::kept(&again).iter().all(|k| *k));
        }
    }
}
