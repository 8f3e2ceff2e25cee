//! Days that were, as people say them.

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A Tuesday.
fn said(text: &str) -> Option<String> {
    let span = days_said(text, date("2026-11-24"))?;
    let day = |d: Option<NaiveDate>| d.map(|d| d.to_string()).unwrap_or_default();
    Some(format!("{}..{}", day(span.0), day(span.1)))
}

#[test]
fn days_are_read_as_people_say_them() {
    for (text, days) in [
        ("hoy", "2026-11-24..2026-11-24"),
        ("Ayer", "2026-11-23..2026-11-23"),
        ("anteayer", "2026-11-22..2026-11-22"),
        ("esta semana", "2026-11-23..2026-11-29"),
        ("la semana pasada", "2026-11-16..2026-11-22"),
        ("este mes", "2026-11-01..2026-11-30"),
        ("el mes pasado", "2026-10-01..2026-10-31"),
        ("este año", "2026-01-01..2026-12-31"),
        ("el lunes", "2026-11-23..2026-11-23"),
        ("miércoles", "2026-11-18..2026-11-18"),
        ("martes", "2026-11-24..2026-11-24"),
        ("el martes pasado", "2026-11-17..2026-11-17"),
        ("martes 3 de noviembre", "2026-11-03..2026-11-03"),
        ("el 20", "2026-11-20..2026-11-20"),
        ("30", "2026-10-30..2026-10-30"),
        ("24/11", "2026-11-24..2026-11-24"),
        ("25/11", "2025-11-25..2025-11-25"),
        ("3-11-25", "2025-11-03..2025-11-03"),
        ("2026-02-03", "2026-02-03..2026-02-03"),
        ("3 de noviembre", "2026-11-03..2026-11-03"),
        ("3 nov 2025", "2025-11-03..2025-11-03"),
        ("noviembre", "2026-11-01..2026-11-30"),
        ("diciembre", "2025-12-01..2025-12-31"),
        ("septiembre de 2024", "2024-09-01..2024-09-30"),
        ("set", "2026-09-01..2026-09-30"),
        ("02/2026", "2026-02-01..2026-02-28"),
        ("2025", "2025-01-01..2025-12-31"),
        ("últimos 7 días", "2026-11-18..2026-11-24"),
        ("los últimos 3 meses", "2026-08-25..2026-11-24"),
        ("hace 3 días", "2026-11-21..2026-11-21"),
        ("del 3 al 10 de noviembre", "2026-11-03..2026-11-10"),
        ("del 25 al 3", "2026-10-25..2026-11-03"),
        ("de lunes a martes", "2026-11-23..2026-11-24"),
        ("entre el 3 y el 10", "2026-11-03..2026-11-10"),
        ("3/11 - 10/11", "2026-11-03..2026-11-10"),
        ("desde el 28/12/2025 hasta ayer", "2025-12-28..2026-11-23"),
        ("desde octubre", "2026-10-01.."),
        ("hasta octubre", "..2026-10-31"),
        ("de octubre a noviembre", "2026-10-01..2026-11-30"),
        ("29/2", "2024-02-29..2024-02-29"),
    ] {
        assert_eq!(said(text).as_deref(), Some(days), "{text}");
    }
}

/// Every phrase of the boxes and hints is understood, in each language.
#[test]
fn what_is_suggested_is_understood() {
    for (_, language) in crate::protocol::Language::ALL {
        let t = language.texts();
        let today = date("2026-11-24");
        let hints = t.search.days_hint.split(" · ");
        for text in t.search.usual_days.iter().map(|d| &**d).chain(hints) {
            assert!(said_in(t, text, today).is_some(), "{text}");
        }
        let said = |text| said_in(t, text, today).map(|s| in_words(t, s, today));
        assert_eq!(
            said(&t.search.usual_days[2]).as_deref(),
            Some(&*t.days_said.this_week)
        );
    }
}

#[test]
fn what_is_not_understood_is_not_read() {
    for text in [
        "",
        "zapato",
        "31/02",
        "del 10 al",
        "10/11 - 3/11/2026 x",
        "mañana",
        "lunes 3 de noviembre",
        "hasta",
        "esta",
        "0 de mayo",
        "desde el 10/11/2024 hasta el 3/11/2024",
        "99999999999",
        "hace 4000000000 semanas",
        "2026-13-01",
    ] {
        assert_eq!(said(text), None, "{text}");
    }
}

#[test]
fn days_are_said_in_few_words() {
    let today = date("2026-11-24");
    for (text, words) in [
        ("hoy", "hoy"),
        ("ayer", "ayer"),
        ("3/11", "martes 3 de noviembre"),
        ("3/11/2025", "03/11/2025"),
        ("esta semana", "esta semana"),
        ("este mes", "este mes"),
        ("octubre", "octubre de 2026"),
        ("2025", "2025"),
        ("del 3 al 10", "del 03/11 al 10/11"),
        ("desde octubre", "desde el 01/10"),
        ("hasta ayer", "hasta el 23/11"),
    ] {
        let span = days_said(text, today).unwrap();
        assert_eq!(days_in_words(span, today), words, "{text}");
    }
}
