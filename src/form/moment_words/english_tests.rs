//! Moments and days as people say them in English.

use chrono::NaiveDate;

use super::tests::{at, now};
use super::*;
use crate::texts::Language;

#[track_caller]
fn english(text: &str, month: u32, day: u32, hour: u32, minute: u32) {
    let read = read_in(Language::English.texts(), text, now(), Look::Ahead);
    assert_eq!(read, Some(at(month, day, hour, minute)), "{text}");
}

#[test]
fn as_people_say_it_in_english() {
    english("tomorrow 10:30", 11, 25, 10, 30);
    english("Monday 9", 11, 30, 9, 0);
    english("in 20 min", 11, 24, 10, 32);
    english("24/11 16:00", 11, 24, 16, 0);
    english("today at 4pm", 11, 24, 16, 0);
    english("the day after tomorrow at 8", 11, 26, 8, 0);
    english("on fri at half past three", 11, 27, 15, 30);
    english("a quarter to ten", 11, 25, 9, 45);
    english("quarter past 11", 11, 24, 11, 15);
    english("20 past 4", 11, 24, 16, 20);
    english("10 minutes to 4", 11, 24, 15, 50);
    english("9 o'clock tomorrow", 11, 25, 9, 0);
}

#[test]
fn days_parts_and_amounts_in_english() {
    english("tomorrow at 8 in the morning", 11, 25, 8, 0);
    english("tomorrow morning at 8", 11, 25, 8, 0);
    english("at 4 in the afternoon", 11, 24, 16, 0);
    english("tonight at 8", 11, 24, 20, 0);
    english("tomorrow at noon", 11, 25, 12, 0);
    english("4 a.m. tomorrow", 11, 25, 4, 0);
    english("next monday at one", 11, 30, 13, 0);
    english("24th of November at 16:00", 11, 24, 16, 0);
    english("2 Dec 9:00", 12, 2, 9, 0);
    english("Nov 30, 9:15", 11, 30, 9, 15);
    english("December 2nd, 2026 at 9", 12, 2, 9, 0);
    english("the 30th at 9", 11, 30, 9, 0);
    english("monday the 30th at 10:30", 11, 30, 10, 30);
    english("in an hour", 11, 24, 11, 12);
    english("in an hour and a half", 11, 24, 11, 42);
    english("in half an hour", 11, 24, 10, 42);
    english("in a quarter of an hour", 11, 24, 10, 27);
    english("within 20 minutes", 11, 24, 10, 32);
    english("in 2 days at 9", 11, 26, 9, 0);
    english("in a week at 4", 12, 1, 16, 0);
}

#[test]
fn what_was_in_english() {
    let english = |text: &str, month, day, hour, minute| {
        let read = read_in(Language::English.texts(), text, now(), Look::Back);
        assert_eq!(read, Some(at(month, day, hour, minute)), "{text}");
    };
    english("yesterday 16:30", 11, 23, 16, 30);
    english("20 minutes ago", 11, 24, 9, 52);
    english("half an hour ago", 11, 24, 9, 42);
    english("an hour and a half ago", 11, 24, 8, 42);
    english("a week ago at 4", 11, 17, 16, 0);
    english("last monday at 20 past 9", 11, 23, 9, 20);
    let dated = |text: &str, year, month, day| {
        let english = Language::English.texts();
        let read = read_date_in(english, text, now().date(), Look::Near);
        assert_eq!(read, NaiveDate::from_ymd_opt(year, month, day), "{text}");
    };
    dated("3 days ago", 2026, 11, 21);
    dated("a month ago", 2026, 10, 24);
    dated("November 30th", 2026, 11, 30);
    dated("5 March 1971", 1971, 3, 5);
}

#[test]
fn what_is_not_understood_whole_in_english_is_not_read() {
    for text in [
        "tomorrow",
        "monday",
        "later",
        "in 20",
        "9 to 10",
        "the 30th",
        "30th",
        "monday 9th",
        "half",
        "a",
        "a 9",
        "half past",
        "20 ago",
        "half ago",
        "ago 20 min",
        "60 past 4",
        "after 9",
        "may",
        "mañana 10:30",
    ] {
        assert_eq!(
            read_in(Language::English.texts(), text, now(), Look::Ahead),
            None,
            "{text:?}"
        );
    }
}
