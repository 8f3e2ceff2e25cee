//! Saying a moment back as it was read.

use chrono::{Datelike, NaiveDateTime, Timelike};

use crate::texts::{Form, Text, Texts, texts};

/// A moment in words for the screen, with its year where it is not this one.
pub fn describe_moment(at: NaiveDateTime, now: NaiveDateTime) -> String {
    if at.year() == now.year() {
        let form = &texts().form;
        said(form, &form.moment_read, at)
    } else {
        in_full(at)
    }
}

/// A moment in words, with its year.
pub(super) fn in_full(at: NaiveDateTime) -> String {
    full_in(texts(), at)
}

/// The same in the words of a language.
pub(super) fn full_in(texts: &Texts, at: NaiveDateTime) -> String {
    said(&texts.form, &texts.form.moment_full, at)
}

/// A moment in figures, for narrow places.
pub(super) fn in_figures(at: NaiveDateTime) -> String {
    format!("{} {}", at.format("%d/%m/%Y"), hour(&texts().form, at))
}

fn said(form: &Form, text: &Text, at: NaiveDateTime) -> String {
    let weekday = &form.weekdays[at.weekday().num_days_from_monday() as usize];
    let month = &form.months[at.month0() as usize];
    text.fill(&[
        ("weekday", weekday),
        ("day", &at.day()),
        ("month", month),
        ("year", &at.year()),
        ("hour", &hour(form, at)),
    ])
}

/// The hour; before dawn it says so, since those hours alone would be read as the afternoon's.
fn hour(form: &Form, at: NaiveDateTime) -> String {
    let clock = at.format("%H:%M").to_string();
    if (1..=6).contains(&at.hour()) {
        format!("{clock} {}", form.before_noon)
    } else {
        clock
    }
}
