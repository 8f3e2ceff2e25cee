//! Saying how a moment was read.

use chrono::{Datelike, NaiveDateTime, Timelike};

use crate::texts::{Text, texts};

/// A moment in words for the screen, with its year where it is not this one.
pub fn describe_moment(at: NaiveDateTime, now: NaiveDateTime) -> String {
    if at.year() == now.year() {
        said(&texts().form.moment_read, at)
    } else {
        in_full(at)
    }
}

/// A moment in words, with its year.
pub(super) fn in_full(at: NaiveDateTime) -> String {
    said(&texts().form.moment_full, at)
}

/// A moment in figures, for narrow places.
pub(super) fn in_figures(at: NaiveDateTime) -> String {
    format!("{} {}", at.format("%d/%m/%Y"), hour(at))
}

fn said(text: &Text, at: NaiveDateTime) -> String {
    let form = &texts().form;
    let weekday = &form.weekdays[at.weekday().num_days_from_monday() as usize];
    let month = &form.months[at.month0() as usize];
    text.fill(&[
        ("weekday", weekday),
        ("day", &at.day()),
        ("month", month),
        ("year", &at.year()),
        ("hour", &hour(at)),
    ])
}

/// The hour; before dawn it says so, since those hours alone would be read as the afternoon's.
fn hour(at: NaiveDateTime) -> String {
    let clock = at.format("%H:%M").to_string();
    if (1..=6).contains(&at.hour()) {
        format!("{clock} {}", texts().form.before_noon)
    } else {
        clock
    }
}
