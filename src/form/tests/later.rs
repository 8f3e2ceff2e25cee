//! Numbers, days, what was, checklists, places, and not answering.

use super::each::typed;
use super::*;
use crate::protocol::{Fault, Number};

fn answer(editor: &dyn Editor) -> Answer {
    editor.answer(&cx())
}

fn amount(text: &str) -> Answer {
    Answer::Number(text.parse::<Number>().unwrap())
}

fn day(year: i32, month: u32, day: u32) -> Answer {
    Answer::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn place(code: &str, name: &str) -> Answer {
    Answer::Place {
        code: code.into(),
        name: name.into(),
    }
}

#[test]
fn a_number_is_said_back_with_its_thousands_apart() {
    let mut editor = typed(&number(0, 9999, 2), "S/ 1,250.5");
    assert_eq!(answer(&*editor), amount("1250.50"));
    assert_eq!(editor.hint(&cx()).as_deref(), Some("1 250,50"));
    assert_eq!(shown(&*editor, 20), ["1 250,50"]);
    editor.leave(&cx());
    assert_eq!(open(&*editor, 20).0, ["1 250,50"]);
    assert_eq!(editor.hint(&cx()), None);
    press(&mut *editor, KeyCode::Backspace);
    assert_eq!(answer(&*editor), amount("1250.50"));
    press(&mut *editor, KeyCode::Backspace);
    assert_eq!(answer(&*editor), amount("1250.00"));
}

#[test]
fn a_number_that_could_be_two_is_not_guessed() {
    let ask = number(0, 9999, 3);
    let mut editor = typed(&ask, "1.250");
    assert_eq!(answer(&*editor), Answer::Unread("1.250".into()));
    assert!(
        editor
            .hint(&cx())
            .unwrap()
            .starts_with("¿Son miles o decimales?")
    );
    control(&mut *editor, KeyCode::Char('u'));
    write(&mut *editor, "01.250");
    assert_eq!(answer(&*editor), amount("1.250"));
    // What was read stays read, though written out alone it could be two.
    editor.leave(&cx());
    assert_eq!(answer(&*editor), amount("1.250"));
    let again = build(&ask, Some(&amount("1.250")));
    assert_eq!(answer(&*again), amount("1.250"));
}

#[test]
fn an_empty_number_says_its_bounds() {
    let editor = build(&number(0, 9999, 2), None);
    assert_eq!(editor.hint(&cx()).as_deref(), Some("De 0 a 9 999"));
    let editor = typed(&number(0, 9999, 2), "99999");
    let given = answer(&*editor);
    assert_eq!(given, amount("99999.00"));
    assert!(matches!(
        given.check(&number(0, 9999, 2)),
        Err(Fault::Bounds { .. })
    ));
}

#[test]
fn a_day_is_read_and_said_back() {
    let mut editor = typed(&date(true, true), "hace 3 días");
    assert_eq!(answer(&*editor), day(2026, 11, 21));
    let said = "sábado 21 de noviembre de 2026";
    assert_eq!(editor.hint(&cx()).as_deref(), Some(said));
    assert_eq!(shown(&*editor, 60), [said]);
    assert_eq!(shown(&*editor, 20), ["21/11/2026"]);
    editor.leave(&cx());
    assert_eq!(open(&*editor, 60).0, [said]);
    // Another day is said anew.
    write(&mut *editor, "24/11");
    assert_eq!(answer(&*editor), day(2026, 11, 24));
}

#[test]
fn a_day_on_the_other_side_is_kept_and_told() {
    let ask = date(true, false);
    let mut editor = typed(&ask, "mañana");
    assert_eq!(answer(&*editor), Answer::Unread("mañana".into()));
    let hint = editor.hint(&cx()).unwrap();
    assert!(
        hint.starts_with("miércoles 25 de noviembre de 2026 · Aquí va"),
        "{hint}"
    );
    assert_eq!(answer(&*editor).check(&ask), Err(Fault::Side(Look::Back)));
    editor.leave(&cx());
    let kept = Answer::Unread("miércoles 25 de noviembre de 2026".into());
    assert_eq!(answer(&*editor), kept);
    assert_eq!(answer(&*typed(&ask, "hoy")), day(2026, 11, 24));
    let ahead = typed(&date(false, true), "ayer");
    assert_eq!(
        answer(&*ahead).check(&date(false, true)),
        Err(Fault::Side(Look::Ahead))
    );
}

#[test]
fn what_was_is_looked_for_behind() {
    let ask = Ask::Moment(Look::Back);
    let editor = typed(&ask, "lunes 9");
    assert_eq!(
        editor.hint(&cx()).as_deref(),
        Some("lunes 23 de noviembre, 09:00")
    );
    let later = typed(&ask, "hoy 16:30");
    assert_eq!(answer(&*later), Answer::Unread("hoy 16:30".into()));
    assert!(
        later
            .hint(&cx())
            .unwrap()
            .starts_with("martes 24 de noviembre, 16:30 · Aquí va")
    );
    assert_eq!(answer(&*later).check(&ask), Err(Fault::Side(Look::Back)));
}

#[test]
fn an_address_of_mail_is_any_text_until_it_is_checked() {
    let editor = typed(&Ask::Email, "ana@correo");
    assert_eq!(answer(&*editor), Answer::Text("ana@correo".into()));
    assert!(answer(&*editor).check(&Ask::Email).is_err());
}

#[test]
fn a_checklist_is_ticked_from_top_to_bottom() {
    let ask = Ask::Checklist(options(&["Solicitud", "Copia del DNI", "Recibo", "Firma"]));
    let mut editor = build(&ask, None);
    assert_eq!(
        shown(&*editor, 40),
        ["0 de 4 · sigue: Solicitud              ▾"]
    );
    press(&mut *editor, KeyCode::Char(' '));
    press(&mut *editor, KeyCode::Char(' '));
    let (rows, cursor) = open(&*editor, 40);
    let wanted = [
        "[x] Solicitud",
        "[x] Copia del DNI",
        "[ ] Recibo",
        "[ ] Firma",
    ];
    assert_eq!(rows, wanted);
    assert_eq!(cursor, Position::new(1, 2));
    assert!(editor.hint(&cx()).unwrap().starts_with("2 de 4 · "));
    assert_eq!(
        shown(&*editor, 40)[0],
        "2 de 4 · sigue: Recibo                 ▾"
    );
    assert_eq!(answer(&*editor).check(&ask), Err(Fault::Unticked(2)));
    // Taking a tick back stays there; the last one ticked has nowhere to go.
    press(&mut *editor, KeyCode::Char('1'));
    assert_eq!(open(&*editor, 40).1, Position::new(1, 0));
    for c in ['1', '3', '4'] {
        press(&mut *editor, KeyCode::Char(c));
    }
    assert!(answer(&*editor).answers(&ask));
    assert_eq!(shown(&*editor, 10), ["4 de 4   ▾"]);
}

#[test]
fn a_checklist_goes_on_where_it_was_left() {
    let ask = Ask::Checklist(options(&["Uno", "Dos", "Tres"]));
    let editor = build(&ask, Some(&Answer::Choices(vec!["uno".into()])));
    assert_eq!(editor.cursor(), 1);
}

#[test]
fn a_place_is_picked_by_its_row() {
    let ask = Ask::Place(Some(PlaceList::Peru));
    let mut editor = typed(&ask, "chot caj");
    assert_eq!(answer(&*editor), Answer::Text("chot caj".into()));
    let (rows, cursor) = open(&*editor, 50);
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0], "chot caj");
    assert_eq!(rows[1], "( ) Chota, Chota, Cajamarca");
    assert_eq!(cursor, Position::new(8, 0));
    assert_eq!(press(&mut *editor, KeyCode::Up), Reaction::Ignored);
    assert_eq!(press(&mut *editor, KeyCode::Down), Reaction::Changed);
    let chota = place("060401", "Chota, Chota, Cajamarca");
    assert_eq!(answer(&*editor), chota);
    let (rows, cursor) = open(&*editor, 50);
    assert_eq!(rows[1], "(•) Chota, Chota, Cajamarca");
    assert_eq!(cursor, Position::new(1, 1));
    editor.leave(&cx());
    assert_eq!(shown(&*editor, 50), ["Chota, Chota, Cajamarca"]);
    assert_eq!(answer(&*editor), chota);
    // Another one is looked for anew; until then there is no list.
    assert_eq!(editor.open_height(50), 1);
    write(&mut *editor, "v");
    assert_eq!(answer(&*editor), Answer::Text("v".into()));
}

#[test]
fn the_list_of_places_is_left_at_its_ends() {
    let mut editor = typed(&Ask::Place(Some(PlaceList::Peru)), "santa rosa");
    let text = answer(&*editor);
    for _ in 0..4 {
        assert_eq!(press(&mut *editor, KeyCode::Down), Reaction::Changed);
    }
    assert_eq!(press(&mut *editor, KeyCode::Down), Reaction::Ignored);
    for _ in 0..4 {
        assert_eq!(press(&mut *editor, KeyCode::Up), Reaction::Changed);
    }
    assert_eq!(press(&mut *editor, KeyCode::Up), Reaction::Ignored);
    assert_eq!(answer(&*editor), text);
}

#[test]
fn a_place_that_can_only_be_one_is_taken_and_any_other_text_kept() {
    let ask = Ask::Place(Some(PlaceList::Peru));
    let mut editor = typed(&ask, "Vinchos");
    let vinchos = answer(&*editor);
    assert!(
        matches!(&vinchos, Answer::Place { name, .. } if name == "Vinchos, Huamanga, Ayacucho")
    );
    let (rows, _) = open(&*editor, 50);
    assert_eq!(rows[1], "(•) Vinchos, Huamanga, Ayacucho");
    write(&mut *editor, " alto");
    assert_eq!(answer(&*editor), Answer::Text("Vinchos alto".into()));
    let (rows, _) = open(&*editor, 50);
    assert_eq!(rows[1], "No está en la lista; queda como lo escribió");
    assert_eq!(editor.open_height(50), 5);
    // What was kept as text is not picked behind one's back when it is read again.
    let again = build(&ask, Some(&Answer::Text("Vinchos".into())));
    assert_eq!(answer(&*again), Answer::Text("Vinchos".into()));
}

#[test]
fn in_one_row_a_place_still_shows_where_the_cursor_is() {
    let mut editor = typed(&Ask::Place(Some(PlaceList::Peru)), "chota");
    press(&mut *editor, KeyCode::Down);
    for height in 1..=3 {
        let (_, cursor) = drawn(&*editor, 30, height, true, false);
        assert!(cursor.unwrap().y < height);
    }
}

#[test]
fn not_answering_is_an_answer_by_naught() {
    let few = options(&["Consulta", "Reclamo"]);
    for ask in [Ask::YesNo, Ask::Choice(few), Ask::Rating(5)] {
        let mut editor = editor(&ask, true, None);
        assert_eq!(
            press(&mut *editor, KeyCode::Char('0')),
            Reaction::Changed,
            "{ask:?}"
        );
        assert_eq!(answer(&*editor), Answer::Declined);
        assert_eq!(
            super::editor(&ask, true, Some(&Answer::Declined)).answer(&cx()),
            Answer::Declined
        );
        let (rows, _) = open(&*editor, 60);
        assert!(rows.concat().contains("No desea responder"), "{rows:?}");
        // The neighbour of the last option is the first one.
        press(&mut *editor, KeyCode::Right);
        assert_ne!(answer(&*editor), Answer::Declined);
        // Where nobody offered it, naught is no key and the answer given elsewhere is still shown.
        let mut plain = build(&ask, None);
        assert_eq!(
            press(&mut *plain, KeyCode::Char('0')),
            Reaction::Ignored,
            "{ask:?}"
        );
        let kept = build(&ask, Some(&Answer::Declined));
        assert_eq!(answer(&*kept), Answer::Declined);
    }
}

#[test]
fn marks_keep_their_digits_beside_not_answering() {
    let mut editor = editor(&Ask::Rating(5), true, None);
    assert_eq!(
        shown(&*editor, 60),
        [" 1   2   3   4   5   0  No desea responder"]
    );
    press(&mut *editor, KeyCode::Char('0'));
    assert_eq!(
        open(&*editor, 60).0,
        [" 1   2   3   4   5  (0) No desea responder"]
    );
    press(&mut *editor, KeyCode::Char('5'));
    assert_eq!(answer(&*editor), Answer::Rating(5));
    let mut ten = super::editor(&Ask::Rating(10), true, None);
    write(&mut *ten, "10");
    assert_eq!(answer(&*ten), Answer::Rating(10));
    let mut yes_no = super::editor(&Ask::YesNo, true, None);
    write(&mut *yes_no, "n");
    assert_eq!(answer(&*yes_no), Answer::YesNo(false));
}
