use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::form::moment_said::{describe_moment, full_in, in_figures, in_full};
use crate::texts::Language;

fn at(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, month, day)
        .and_then(|d| d.and_hms_opt(hour, minute, 0))
        .unwrap()
}

/// Tuesday, 24 November 2026, 10:12:30.
fn now() -> NaiveDateTime {
    at(11, 24, 10, 12) + TimeDelta::seconds(30)
}

#[track_caller]
fn reads(text: &str, month: u32, day: u32, hour: u32, minute: u32) {
    let read = read_moment(text, now());
    assert_eq!(read, Some(at(month, day, hour, minute)), "{text}");
}

#[test]
fn as_people_say_it() {
    reads("mañana 10:30", 11, 25, 10, 30);
    reads("lunes 9", 11, 30, 9, 0);
    reads("en 20 min", 11, 24, 10, 32);
    reads("24/11 16:00", 11, 24, 16, 0);
    reads("hoy 4pm", 11, 24, 16, 0);
    reads("10:30", 11, 24, 10, 30);
    reads("pasado mañana 8", 11, 26, 8, 0);
    reads("el viernes 3 y media", 11, 27, 15, 30);
}

#[test]
fn accents_capitals_and_courtesies_make_no_difference() {
    reads("MANANA a las 10.30", 11, 25, 10, 30);
    reads("Miércoles, 11:00.", 11, 25, 11, 0);
    reads("el próximo sab a las 9", 11, 28, 9, 0);
    reads("¿mañana por la mañana a las 8?", 11, 25, 8, 0);
    reads("el lunes que viene a la una", 11, 30, 13, 0);
}

#[test]
fn parts_of_the_day() {
    reads("a las 4 de la tarde", 11, 24, 16, 0);
    reads("mañana 4 a. m.", 11, 25, 4, 0);
    reads("mañana 4 a.m.", 11, 25, 4, 0);
    reads("8 de la noche", 11, 24, 20, 0);
    reads("mañana 8 de la mañana", 11, 25, 8, 0);
    reads("12 del mediodía", 11, 24, 12, 0);
    reads("mañana al mediodía", 11, 25, 12, 0);
    reads("12 am", 11, 25, 0, 0);
    reads("10 menos cuarto", 11, 25, 9, 45);
    reads("11 y cuarto", 11, 24, 11, 15);
}

#[test]
fn hours_without_a_half_are_office_hours() {
    reads("3", 11, 24, 15, 0);
    reads("hoy 03:30", 11, 24, 15, 30);
    reads("7", 11, 25, 7, 0);
    reads("16h", 11, 24, 16, 0);
    reads("16h30", 11, 24, 16, 30);
}

#[test]
fn a_bare_hour_that_has_passed_is_tomorrows() {
    reads("10:12", 11, 24, 10, 12);
    reads("10:11", 11, 25, 10, 11);
    reads("hoy 9", 11, 24, 9, 0);
}

#[test]
fn a_weekday_is_the_next_one_and_today_only_while_the_hour_is_ahead() {
    reads("martes 11", 11, 24, 11, 0);
    reads("martes 9", 12, 1, 9, 0);
    reads("mar 4pm", 11, 24, 16, 0);
}

#[test]
fn dates() {
    reads("24 de noviembre a las 16:00", 11, 24, 16, 0);
    reads("2 dic 9:00", 12, 2, 9, 0);
    reads("30/11 9", 11, 30, 9, 0);
    reads("30-11-26 9:15", 11, 30, 9, 15);
    reads("2026-11-30 09:15:59", 11, 30, 9, 15);
    reads("el 30 a las 9", 11, 30, 9, 0);
    reads("lunes 30 10:30", 11, 30, 10, 30);
    reads("el 5 a las 9", 12, 5, 9, 0);
    reads("20/11 9", 11, 20, 9, 0);
    let next = NaiveDate::from_ymd_opt(2027, 1, 15).and_then(|d| d.and_hms_opt(9, 0, 0));
    assert_eq!(read_moment("15/1 9", now()), next);
}

#[test]
fn amounts_of_time() {
    reads("en 1 hora", 11, 24, 11, 12);
    reads("en una hora y media", 11, 24, 11, 42);
    reads("en media hora", 11, 24, 10, 42);
    reads("dentro de 20 minutos", 11, 24, 10, 32);
    reads("en un cuarto de hora", 11, 24, 10, 27);
    reads("en 2 días", 11, 26, 10, 12);
    reads("en 2 días a las 9", 11, 26, 9, 0);
    reads("en una semana a las 4", 12, 1, 16, 0);
}

#[test]
fn what_is_not_understood_whole_is_not_read() {
    for text in [
        "",
        " ",
        "mañana",
        "lunes",
        "luego",
        "cuando pueda",
        "24/11",
        "25:00",
        "10:60",
        "10:5",
        "31/2 9",
        "0/0 9",
        "lunes 24 10:30",
        "hoy mañana 9",
        "en 20",
        "en 20 min 9",
        "12 de la noche",
        "16 am",
        "9 10 11",
        "mañana 9 o 10",
        "99999999999",
        "en 99999999999 min",
        "24/11/0 9",
        "1/2/3/4 9",
        "10:30 11:30",
        "once y",
        "0 menos cuarto",
    ] {
        assert_eq!(read_moment(text, now()), None, "{text:?}");
    }
}

#[test]
fn the_hour_as_it_is_said_in_peru() {
    reads("cuarto para las diez", 11, 25, 9, 45);
    reads("un cuarto para las 11", 11, 24, 10, 45);
    reads("20 minutos para las 4", 11, 24, 15, 40);
    reads("noviembre 30 a las 9", 11, 30, 9, 0);
    reads("el 1ro de diciembre a las 9", 12, 1, 9, 0);
}

#[track_caller]
fn english(text: &str, month: u32, day: u32, hour: u32, minute: u32) {
    let read = read_in(Language::English.texts(), text, now());
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
        "60 past 4",
        "after 9",
        "may",
        "mañana 10:30",
    ] {
        assert_eq!(
            read_in(Language::English.texts(), text, now()),
            None,
            "{text:?}"
        );
    }
}

#[test]
fn said_back_in_full() {
    assert_eq!(
        full_in(Language::English.texts(), at(11, 25, 4, 0)),
        "Wednesday 25 November 2026, 04:00 am"
    );
    assert_eq!(
        describe_moment(at(11, 24, 10, 30), now()),
        "martes 24 de noviembre, 10:30"
    );
    assert_eq!(
        in_full(at(11, 25, 4, 0)),
        "miércoles 25 de noviembre de 2026, 04:00 a. m."
    );
}

proptest! {
    #[test]
    fn what_is_said_back_is_read_as_the_same(minutes in 0i64..30_000_000) {
        let moment = at(1, 1, 0, 0) + TimeDelta::minutes(minutes);
        prop_assert_eq!(read_moment(&in_full(moment), now()), Some(moment));
        prop_assert_eq!(read_moment(&in_figures(moment), now()), Some(moment));
        let english = Language::English.texts();
        prop_assert_eq!(read_in(english, &full_in(english, moment), now()), Some(moment));
    }

    #[test]
    fn no_text_panics(text in "[a-zñ0-9:/. -]{0,24}|\\PC{0,24}|((en|el|lunes|mañana|[0-9]{1,4}|y|de|media|pm|/|:|menos) ?){0,8}") {
        let _ = read_moment(&text, now());
        let _ = read_in(Language::English.texts(), &text, now());
    }

    #[test]
    fn no_english_text_panics(text in "((in|the|monday|tomorrow|[0-9]{1,4}|and|of|half|quarter|past|to|a|nov|th|pm|/|:) ?){0,8}") {
        let _ = read_in(Language::English.texts(), &text, now());
    }
}
