use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::form::moment_said::{describe_moment, full_in, in_figures, in_full};
use crate::texts::{self, Language};

pub(super) fn at(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, month, day)
        .and_then(|d| d.and_hms_opt(hour, minute, 0))
        .unwrap()
}

/// Tuesday, 24 November 2026, 10:12:30.
pub(super) fn now() -> NaiveDateTime {
    at(11, 24, 10, 12) + TimeDelta::seconds(30)
}

#[track_caller]
fn reads(text: &str, month: u32, day: u32, hour: u32, minute: u32) {
    let read = read_moment(text, now(), Look::Ahead);
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
    assert_eq!(read_moment("15/1 9", now(), Look::Ahead), next);
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
        assert_eq!(read_moment(text, now(), Look::Ahead), None, "{text:?}");
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

const LOOKS: [Look; 3] = [Look::Ahead, Look::Back, Look::Near];

#[track_caller]
fn looks_back(text: &str, month: u32, day: u32, hour: u32, minute: u32) {
    let read = read_moment(text, now(), Look::Back);
    assert_eq!(read, Some(at(month, day, hour, minute)), "{text}");
}

#[test]
fn what_was_is_read_looking_back() {
    looks_back("ayer 16:30", 11, 23, 16, 30);
    looks_back("hoy 9", 11, 24, 9, 0);
    looks_back("lunes 9", 11, 23, 9, 0);
    looks_back("martes 9", 11, 24, 9, 0);
    looks_back("martes 11", 11, 17, 11, 0);
    looks_back("9:30", 11, 24, 9, 30);
    looks_back("16:30", 11, 23, 16, 30);
    looks_back("anteayer a las 4 de la tarde", 11, 22, 16, 0);
    looks_back("anoche a las 8", 11, 23, 20, 0);
    looks_back("hace 20 min", 11, 24, 9, 52);
    looks_back("hace una hora y media", 11, 24, 8, 42);
    looks_back("hace 2 días a las 9", 11, 22, 9, 0);
    looks_back("el 20 a las 9", 11, 20, 9, 0);
    looks_back("el 25 a las 9", 10, 25, 9, 0);
    looks_back("20/11 9", 11, 20, 9, 0);
    // What is said to lie ahead lies ahead; the field says that it does not want that.
    looks_back("mañana 9", 11, 25, 9, 0);
    let last = NaiveDate::from_ymd_opt(2025, 12, 20).and_then(|d| d.and_hms_opt(9, 0, 0));
    assert_eq!(read_moment("20/12 9", now(), Look::Back), last);
}

#[track_caller]
fn dated(text: &str, look: Look, year: i32, month: u32, day: u32) {
    let read = read_date(text, now().date(), look);
    assert_eq!(read, NaiveDate::from_ymd_opt(year, month, day), "{text}");
}

#[test]
fn a_day_is_read_as_people_say_it() {
    dated("ayer", Look::Near, 2026, 11, 23);
    dated("anteayer", Look::Near, 2026, 11, 22);
    dated("hoy", Look::Back, 2026, 11, 24);
    dated("mañana", Look::Ahead, 2026, 11, 25);
    dated("hace 3 días", Look::Near, 2026, 11, 21);
    dated("hace dos semanas", Look::Back, 2026, 11, 10);
    dated("hace un mes", Look::Back, 2026, 10, 24);
    dated("hace 2 años", Look::Back, 2024, 11, 24);
    dated("24/11", Look::Near, 2026, 11, 24);
    dated("24/11/2026", Look::Near, 2026, 11, 24);
    dated("2026-11-30", Look::Near, 2026, 11, 30);
    dated("lunes", Look::Ahead, 2026, 11, 30);
    dated("lunes", Look::Back, 2026, 11, 23);
    dated("lunes", Look::Near, 2026, 11, 23);
    dated("viernes", Look::Near, 2026, 11, 27);
    dated("lunes 9", Look::Near, 2026, 11, 9);
    dated("el lunes pasado", Look::Ahead, 2026, 11, 23);
    dated("el último viernes", Look::Near, 2026, 11, 20);
    dated("el 5", Look::Ahead, 2026, 12, 5);
    dated("el 5", Look::Back, 2026, 11, 5);
    dated("el 5", Look::Near, 2026, 12, 5);
    dated("10/12", Look::Near, 2026, 12, 10);
    dated("10/12", Look::Back, 2025, 12, 10);
    dated("2 de enero", Look::Near, 2027, 1, 2);
}

#[test]
fn the_hints_of_each_language_are_read_in_it() {
    for (_, language) in texts::Language::ALL {
        let form = &language.texts().form;
        for hint in form.date_hint.split(" · ") {
            let pieces = tokens(hint).unwrap();
            let read = Reader::of(&pieces, form);
            let day = read.and_then(|r| r.date(now().date(), Look::Near));
            assert!(day.is_some(), "{hint}");
        }
        for (hints, look) in [
            (&form.moment_hint, Look::Ahead),
            (&form.moment_hint_back, Look::Back),
        ] {
            for hint in hints.split(" · ") {
                let pieces = tokens(hint).unwrap();
                let read = Reader::of(&pieces, form);
                let at = read.and_then(|r| r.moment(now(), look));
                assert!(at.is_some(), "{hint}");
            }
        }
    }
}

#[test]
fn two_figures_of_a_year_mean_the_century_that_fits() {
    dated("5/3/71", Look::Back, 1971, 3, 5);
    dated("5/3/71", Look::Near, 1971, 3, 5);
    dated("5/3/26", Look::Back, 2026, 3, 5);
    dated("5/3/31", Look::Near, 2031, 3, 5);
    dated("5/3/71", Look::Ahead, 2071, 3, 5);
    dated("29/2/25", Look::Back, 0, 0, 0);
}

#[test]
fn a_day_is_not_guessed() {
    for text in [
        "",
        "ayer 16:30",
        "lunes 24",
        "hace",
        "hace 20 min",
        "31/2",
        "9 10",
        "pronto",
        "ayer hoy",
    ] {
        assert_eq!(read_date(text, now().date(), Look::Near), None, "{text:?}");
    }
}

proptest! {
    #[test]
    fn what_is_said_back_is_read_as_the_same(minutes in 0i64..30_000_000) {
        let moment = at(1, 1, 0, 0) + TimeDelta::minutes(minutes);
        let english = Language::English.texts();
        for look in LOOKS {
            prop_assert_eq!(read_moment(&in_full(moment), now(), look), Some(moment));
            prop_assert_eq!(read_moment(&in_figures(moment), now(), look), Some(moment));
            let day = moment.date();
            prop_assert_eq!(read_date(&texts::full_date(day), now().date(), look), Some(day));
            prop_assert_eq!(read_in(english, &full_in(english, moment), now(), look), Some(moment));
        }
    }

    #[test]
    fn no_text_panics(text in "[a-zñ0-9:/. -]{0,24}|\\PC{0,24}|((en|el|lunes|mañana|[0-9]{1,4}|y|de|media|pm|/|:|menos) ?){0,8}") {
        for look in LOOKS {
            let _ = read_moment(&text, now(), look);
            let _ = read_date(&text, now().date(), look);
            let _ = read_in(Language::English.texts(), &text, now(), look);
        }
    }

    #[test]
    fn no_english_text_panics(text in "((in|the|monday|tomorrow|last|[0-9]{1,4}|and|of|half|quarter|past|to|a|days|ago|nov|th|pm|/|:) ?){0,8}") {
        for look in LOOKS {
            let _ = read_in(Language::English.texts(), &text, now(), look);
            let _ = read_date_in(Language::English.texts(), &text, now().date(), look);
        }
    }
}
