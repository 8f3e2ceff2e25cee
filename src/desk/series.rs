//! Where the numbers of a year begin.

use std::collections::HashMap;

/// The first number of a year in which none was given: `configured`, which goes on from a series on paper, unless numbers
/// were given in the year right before; then the series is under way and the year begins with 1.
///
/// Other years say nothing: a clock that was ahead, or had lost its date, gave numbers in them, and 1 may be on paper.
pub(super) fn first(given: &HashMap<i32, u32>, year: i32, configured: u32) -> u32 {
    let under_way = year
        .checked_sub(1)
        .is_some_and(|before| given.contains_key(&before));
    if under_way { 1 } else { configured }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_configured_start_outlives_a_clock_that_was_wrong() {
        let first = |given: &[i32], year| {
            let given = given.iter().map(|y| (*y, 40)).collect();
            super::first(&given, year, 38)
        };
        assert_eq!(first(&[], 2026), 38);
        // Ahead on the first day, or without its date.
        assert_eq!(first(&[2027], 2026), 38);
        assert_eq!(first(&[2000], 2026), 38);
        assert_eq!(first(&[2000, 2027], 2026), 38);
        // The next year begins anew, whatever the clock said once.
        assert_eq!(first(&[2026], 2027), 1);
        assert_eq!(first(&[2000, 2026, 2028], 2027), 1);
    }
}
