//! Keys: how few a call needs, and that none does what it should not.

use std::ops::Range;

use ventanilla::protocol::{Answer, Outcome, keys as fields};
use ventanilla::texts::texts;
use ventanilla::ui::keys::{self, Scope};

use crate::play::{Play, play, tour};

/// Most keys beyond the text typed that a standard telephone query may need.
const MOST_KEYS: usize = 25;

/// Identified, one matter, resolved, understood: from the home screen until it is filed.
#[test]
fn a_standard_query_needs_few_keys() {
    let call = [
        tour::BEGUN,
        tour::IDENTIFIED,
        tour::LISTENED,
        tour::ANSWERED,
        tour::UNDERSTOOD,
        tour::FILED,
    ];
    let mut play = play(&call.concat());
    play.assert_sees("Registrada: CAJ-02-2026-000038-20");
    assert!(play.desk().open_attentions().is_empty());
    let rows = play.desk().reader().recent(10, None).unwrap();
    assert_eq!(rows.len(), 1);
    let filed = play.app().desk.filed(rows[0].id).unwrap().unwrap();
    assert_eq!(filed.attention.outcome, Some(Outcome::Resolved));
    let text = |key: &str| filed.attention.text(key).map(str::to_owned);
    assert_eq!(
        text(fields::REASON).as_deref(),
        Some("No le llegó el abono")
    );
    assert_eq!(text(fields::SURNAMES).as_deref(), Some("Ramos Flores"));
    assert_eq!(text(fields::PHONE).as_deref(), Some("987654321"));
    assert_eq!(
        filed.attention.answer("comprension.resultado"),
        Some(&Answer::Choice("repetido".into()))
    );
    eprintln!(
        "a standard query: {} keys and {} letters typed",
        play.presses, play.letters
    );
    assert!(play.presses <= MOST_KEYS, "{} keys", play.presses);
    assert!(play.letters > 60, "the texts counted as keys");
}

/// A script, or a scanner without bracketed paste, sends a number and its Enter in one burst.
#[test]
fn a_number_and_enter_in_one_burst_are_typing() {
    let mut play = play(tour::BEGUN);
    play.play("s<enter>Ana<enter>Ramos Flores<enter>");
    let field = |play: &Play| play.desk().front().unwrap().field.clone().unwrap();
    assert_eq!(field(&play), fields::DOCUMENT);
    play.play("12345678<enter>");
    let front = play.desk().front().unwrap();
    let Some(Answer::Document(document)) = front.attention.answer(fields::DOCUMENT) else {
        panic!("{:?}", front.attention.answers)
    };
    assert_eq!(document.number, "12345678");
    assert_eq!(
        field(&play),
        fields::PHONE,
        "Enter went on, as it does after typing"
    );
}

#[test]
fn a_paste_of_several_lines_never_submits() {
    let places = [
        ("one line", "n", fields::REASON),
        (
            "document",
            "nx<enter>s<enter>a<enter>b<enter>",
            fields::DOCUMENT,
        ),
    ];
    for (what, keys, field) in places {
        let mut play = play(keys);
        let before = play.desk().front().unwrap().attention.step.clone();
        play.play("<paste:uno\ndos\r\ntres\n>");
        let front = play.desk().front().unwrap();
        assert_eq!(front.attention.step, before, "{what}");
        assert_eq!(front.field.as_deref(), Some(field), "{what}");
        assert!(front.attention.answer(field).is_some(), "{what}");
    }
    // In boxes neither: what is pasted waits for the agent's own Enter.
    for script in ["<c-k>nota<enter>", "<c-k>abandonar<enter>", "<f4>"] {
        let mut play = play(tour::BEGUN);
        play.play(script);
        let acts = play.desk().front().unwrap().attention.acts.len();
        play.play("<paste:uno\ndos\n>");
        let front = play.desk().front().unwrap();
        assert_eq!(front.attention.acts.len(), acts, "{script}");
        assert!(play.sees("Enter confirma"), "{script}\n{}", play.screen());
    }
}

/// A paste where nothing takes text changes nothing and opens nothing.
#[test]
fn a_paste_outside_a_field_does_nothing() {
    for script in ["", "<esc>", "o", "<f1>"] {
        let mut play = play(script);
        let before = play.picture();
        play.play("<paste:n\nn\n>");
        assert_eq!(play.picture(), before, "after «{script}»");
    }
}

/// The rows and columns of the box in front, where there is one.
fn box_on(screen: &str) -> Option<(Range<u16>, Range<u16>)> {
    let at = |corner: char| {
        let (y, line) = screen
            .lines()
            .enumerate()
            .find(|(_, l)| l.contains(corner))?;
        let x = line.chars().position(|c| c == corner)?;
        Some((u16::try_from(y).ok()?, u16::try_from(x).ok()?))
    };
    let ((top, left), (bottom, right)) = (at('┌')?, at('┘')?);
    Some((top + 1..bottom, left + 1..right))
}

/// Screen readers, braille lines and input methods follow the cursor: it is in the box in front, never on a blank row.
#[test]
fn the_cursor_is_where_the_attention_is() {
    for (name, keys) in tour::scenes() {
        let mut play = play(&keys);
        for (columns, rows) in [(80, 24), (140, 40), (40, 10)] {
            play.resize(columns, rows);
            let screen = play.screen();
            let place = format!("{name} at {columns}x{rows}:\n{}", play.picture());
            let at = play.cursor().unwrap_or_else(|| panic!("{place}"));
            assert!(at.x < columns && at.y < rows, "{place}");
            if let Some((rows, columns)) = box_on(&screen) {
                assert!(rows.contains(&at.y) && columns.contains(&at.x), "{place}");
            } else if columns >= 80 {
                let row = screen.lines().nth(usize::from(at.y)).unwrap();
                assert!(!row.trim().is_empty(), "{place}");
                assert!(at.y > 0 && at.y + 1 < rows, "{place}");
            }
        }
    }
}

/// A terminal of any size is drawn on, and everything is back where it was once it has grown again.
#[test]
fn no_size_is_too_small_to_survive() {
    for (name, keys) in tour::scenes() {
        let mut play = play(&keys);
        let before = play.picture();
        for (columns, rows) in [(40, 10), (20, 5), (7, 3), (1, 1), (300, 2), (2, 90)] {
            play.resize(columns, rows);
        }
        play.resize(80, 24);
        assert_eq!(play.picture(), before, "{name}");
    }
}

/// The minutes are the promised ones, to the second.
#[test]
fn a_hold_is_over_when_its_minutes_are() {
    let mut play = play("nNo le llegó el abono<f2>2");
    play.assert_sees("EN ESPERA 0:00 de 2 min");
    play.advance(119).assert_sees("EN ESPERA 1:59 de 2 min");
    play.advance(1).assert_sees("Cumplidos los 2 minutos");
    play.play("<f2>1").assert_sees("EN ESPERA 2:00 de 3 min");
    play.play("<f2><f2>");
    assert!(!play.sees("EN ESPERA"), "{}", play.screen());
}

/// A name of a key and its word, as the footer writes them.
fn footer_of(scope: Scope) -> Vec<String> {
    keys::of(scope)
        .filter(|b| b.footer)
        .map(|b| format!("{} {}", b.name(texts()), b.act.word(texts())))
        .collect()
}

/// What the footer offers is in the table for its scope; with room, everything in the table is offered.
#[test]
fn the_footer_is_the_table() {
    let filed = [
        tour::BEGUN,
        tour::IDENTIFIED,
        tour::LISTENED,
        tour::ANSWERED,
        tour::UNDERSTOOD,
        tour::FILED,
    ]
    .concat();
    let scopes = [
        (Scope::Home, "<esc><esc>".to_owned()),
        (Scope::Attention, "n".to_owned()),
        (Scope::Search, "<f6>".to_owned()),
        (Scope::History, format!("{filed}<f6><enter>")),
    ];
    for (scope, keys) in scopes {
        let offered = footer_of(scope);
        for (columns, rows) in [(200, 40), (80, 24), (40, 10)] {
            let mut play = Play::new(columns, rows);
            play.play(&keys);
            let screen = play.screen();
            let footer = screen.lines().last().unwrap();
            let shown: Vec<&str> = footer.split("  ").map(str::trim).collect();
            for word in shown.iter().filter(|w| !w.is_empty()) {
                assert!(
                    offered.iter().any(|o| o == word),
                    "{scope:?} {columns}: «{word}» of «{footer}»"
                );
            }
            assert!(footer.contains("F1 "), "{scope:?} {columns}: {footer}");
            if columns == 200 {
                // A pile is of forms, and this is a call; where nobody is enrolled nobody is told apart.
                let elsewhere = ["Ctrl+N", "T ", "F12"];
                let missing: Vec<_> = offered
                    .iter()
                    .filter(|o| !elsewhere.iter().any(|e| o.starts_with(e)))
                    .filter(|o| !footer.contains(*o))
                    .collect();
                assert!(missing.is_empty(), "{scope:?}: {missing:?} not in {footer}");
            }
        }
    }
}

/// Every key of the table does something or says why not: none is dead and none ends the program.
#[test]
fn every_key_of_an_attention_leaves_it_safe() {
    for bind in keys::of(Scope::Attention) {
        let mut play = play("nNo le llegó el abono");
        let id = play.desk().front().unwrap().attention.id;
        let event = crossterm::event::KeyEvent::new(
            bind.code,
            if bind.control {
                crossterm::event::KeyModifiers::CONTROL
            } else {
                crossterm::event::KeyModifiers::NONE
            },
        );
        play.press(event);
        let open = play.desk().open_attentions();
        let kept = open.iter().find(|f| f.attention.id == id);
        let reason = kept.and_then(|f| f.attention.text(fields::REASON));
        assert_eq!(reason, Some("No le llegó el abono"), "{bind:?}");
        assert!(!play.app().has_ended(), "{bind:?}");
    }
}
