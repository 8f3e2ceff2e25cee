//! What each kind shows and answers.

use super::*;
use crate::identity::Document;

pub(super) fn typed(ask: &Ask, text: &str) -> Box<dyn Editor> {
    let mut editor = build(ask, None);
    write(&mut *editor, text);
    editor
}

fn text_of(editor: &dyn Editor) -> String {
    match editor.answer(&cx()) {
        Answer::Text(text) | Answer::Unread(text) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_line_is_edited_by_whole_letters() {
    let mut editor = typed(&Ask::Text, "e");
    write(&mut *editor, "\u{301}日x\u{336}");
    assert_eq!(text_of(&*editor), "é日x\u{336}");
    press(&mut *editor, KeyCode::Backspace);
    assert_eq!(text_of(&*editor), "é日");
    assert_eq!(open(&*editor, 20).1, Position::new(3, 0));
    press(&mut *editor, KeyCode::Left);
    assert_eq!(open(&*editor, 20).1, Position::new(1, 0));
    press(&mut *editor, KeyCode::Home);
    press(&mut *editor, KeyCode::Delete);
    assert_eq!(text_of(&*editor), "日");
}

#[test]
fn words_are_jumped_over_and_deleted() {
    let mut editor = typed(&Ask::Place(None), "Calle Los Jazmines");
    control(&mut *editor, KeyCode::Left);
    assert_eq!(editor.cursor(), 10);
    control(&mut *editor, KeyCode::Char('w'));
    assert_eq!(text_of(&*editor), "Calle Jazmines");
    control(&mut *editor, KeyCode::Right);
    assert_eq!(editor.cursor(), 14);
}

#[test]
fn a_paste_is_one_input_at_the_cursor() {
    let mut editor = typed(&Ask::Text, "ac");
    press(&mut *editor, KeyCode::Left);
    let reaction = editor.paste("uno\r\ndos\n", &cx());
    assert_eq!(reaction, Reaction::Changed);
    assert_eq!(text_of(&*editor), "auno dosc");
    assert_eq!(editor.cursor(), 8);
}

#[test]
fn altgr_types() {
    let mut editor = build(&Ask::Text, None);
    let altgr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    editor.key(KeyEvent::new(KeyCode::Char('@'), altgr), &cx());
    assert_eq!(text_of(&*editor), "@");
}

#[test]
fn a_line_holds_two_thousand_letters() {
    let mut editor = build(&Ask::Text, None);
    editor.paste(&"ñ".repeat(3_000), &cx());
    assert_eq!(text_of(&*editor).chars().count(), 2_000);
    assert_eq!(press(&mut *editor, KeyCode::Char('x')), Reaction::Moved);
    assert_eq!(editor.hint(&cx()).as_deref(), Some("No caben más letras"));
}

#[test]
fn a_long_line_scrolls_with_the_cursor() {
    let mut editor = typed(&Ask::Text, "El pago del último bimestre no llegó");
    let (rows, cursor) = open(&*editor, 20);
    assert_eq!(rows, ["o bimestre no llegó"]);
    assert_eq!(cursor, Position::new(19, 0));
    press(&mut *editor, KeyCode::Home);
    assert_eq!(open(&*editor, 20).0, ["El pago del último b"]);
    assert_eq!(shown(&*editor, 20), ["El pago del último …"]);
}

#[test]
fn a_line_is_trimmed_when_left() {
    let mut editor = typed(&Ask::Text, "  Ana  ");
    editor.leave(&cx());
    assert_eq!(text_of(&*editor), "Ana");
    assert_eq!(editor.cursor(), 3);
}

#[test]
fn notes_wrap_and_grow() {
    let mut editor = typed(&Ask::Notes, "No le abonaron el bimestre");
    assert_eq!(open(&*editor, 20).0, ["┃ No le abonaron el", "┃ bimestre"]);
    assert_eq!(open(&*editor, 20).1, Position::new(10, 1));
    control(&mut *editor, KeyCode::Char('j'));
    write(&mut *editor, "y");
    assert_eq!(editor.height(20), 3);
    assert_eq!(text_of(&*editor), "No le abonaron el bimestre\ny");
    for _ in 0..20 {
        control(&mut *editor, KeyCode::Char('j'));
    }
    assert_eq!(editor.height(20), 8);
    assert_eq!(open(&*editor, 20).1, Position::new(2, 7));
    editor.leave(&cx());
    assert_eq!(editor.height(20), 3);
    assert_eq!(editor.height(60), 2);
}

#[test]
fn notes_lead_out_only_at_their_edges() {
    let mut editor = typed(&Ask::Notes, "No le abonaron el bimestre");
    open(&*editor, 20);
    assert_eq!(press(&mut *editor, KeyCode::Down), Reaction::Ignored);
    assert_eq!(press(&mut *editor, KeyCode::Up), Reaction::Moved);
    assert_eq!(open(&*editor, 20).1, Position::new(10, 0));
    assert_eq!(press(&mut *editor, KeyCode::Up), Reaction::Ignored);
    press(&mut *editor, KeyCode::End);
    assert_eq!(open(&*editor, 20).1, Position::new(19, 0));
    press(&mut *editor, KeyCode::Home);
    assert_eq!(editor.cursor(), 0);
}

#[test]
fn notes_keep_pasted_lines() {
    let mut editor = build(&Ask::Notes, None);
    editor.paste("uno\r\ndos\ttres", &cx());
    assert_eq!(text_of(&*editor), "uno\ndos tres");
    assert_eq!(shown(&*editor, 20), ["┃ uno", "┃ dos tres"]);
}

#[test]
fn yes_and_no() {
    let mut editor = build(&Ask::YesNo, None);
    assert_eq!(shown(&*editor, 20), ["( ) Sí   ( ) No"]);
    press(&mut *editor, KeyCode::Char('n'));
    assert_eq!(open(&*editor, 20).0, ["( ) Sí   (•) No"]);
    assert_eq!(open(&*editor, 20).1, Position::new(10, 0));
    assert_eq!(editor.answer(&cx()), Answer::YesNo(false));
    press(&mut *editor, KeyCode::Char(' '));
    assert_eq!(editor.answer(&cx()), Answer::YesNo(true));
    press(&mut *editor, KeyCode::Char('S'));
    assert_eq!(editor.answer(&cx()), Answer::YesNo(true));
    press(&mut *editor, KeyCode::Backspace);
    assert!(editor.answer(&cx()).is_empty());
    assert_eq!(press(&mut *editor, KeyCode::Char('x')), Reaction::Ignored);
}

#[test]
fn one_of_a_list() {
    let ask = Ask::Choice(options(&["Consulta", "Reclamo", "Régimen", "Queja"]));
    let mut editor = build(&ask, None);
    assert_eq!(shown(&*editor, 20), ["—                  ▾"]);
    write(&mut *editor, "reg");
    assert_eq!(editor.answer(&cx()), Answer::Choice("regimen".into()));
    assert_eq!(shown(&*editor, 20), ["Régimen            ▾"]);
    press(&mut *editor, KeyCode::Right);
    assert_eq!(editor.answer(&cx()), Answer::Choice("queja".into()));
    press(&mut *editor, KeyCode::Char('1'));
    assert_eq!(editor.answer(&cx()), Answer::Choice("consulta".into()));
    assert_eq!(
        open(&*editor, 60).0,
        ["(•) Consulta   ( ) Reclamo   ( ) Régimen   ( ) Queja"]
    );
    assert_eq!(
        open(&*editor, 20).0,
        ["(•) Consulta", "( ) Reclamo", "( ) Régimen", "( ) Queja"]
    );
    let (rows, cursor) = drawn(&*editor, 20, 1, true, false);
    assert_eq!(
        (rows, cursor.unwrap()),
        (vec!["(•) Consulta".into()], Position::new(1, 0))
    );
}

#[test]
fn the_same_initial_goes_round() {
    let ask = Ask::Choice(options(&["Consulta", "Reclamo", "Régimen", "Queja"]));
    let mut editor = typed(&ask, "r");
    assert_eq!(editor.answer(&cx()), Answer::Choice("reclamo".into()));
    write(&mut *editor, "r");
    assert_eq!(editor.answer(&cx()), Answer::Choice("regimen".into()));
    write(&mut *editor, "r");
    assert_eq!(editor.answer(&cx()), Answer::Choice("reclamo".into()));
}

#[test]
fn any_of_a_list() {
    let ask = Ask::Choices(options(&["Agua", "Luz", "Teléfono"]));
    let mut editor = build(&ask, None);
    press(&mut *editor, KeyCode::Char('3'));
    press(&mut *editor, KeyCode::Left);
    press(&mut *editor, KeyCode::Left);
    press(&mut *editor, KeyCode::Char(' '));
    let both = Answer::Choices(vec!["agua".into(), "telefono".into()]);
    assert_eq!(editor.answer(&cx()), both);
    assert_eq!(open(&*editor, 60).0, ["[x] Agua   [ ] Luz   [x] Teléfono"]);
    open(&*editor, 20);
    assert_eq!(press(&mut *editor, KeyCode::Down), Reaction::Moved);
    assert_eq!(press(&mut *editor, KeyCode::Down), Reaction::Ignored);
    let stored = Answer::Choices(vec!["luz".into(), "gas".into()]);
    assert_eq!(build(&ask, Some(&stored)).answer(&cx()), stored);
}

#[test]
fn a_document_has_its_kind_and_number() {
    let ask = Ask::Document(vec![DocumentKind::Dni, DocumentKind::None]);
    let mut editor = typed(&ask, "4567-8901");
    let dni = Answer::Document(Document::new(DocumentKind::Dni, "45678901"));
    assert_eq!(editor.answer(&cx()), dni);
    assert_eq!(editor.cursor(), 8);
    assert_eq!(open(&*editor, 20).0, ["DNI ▾ 4567-8901"]);
    assert_eq!(open(&*editor, 20).1, Position::new(15, 0));
    assert_eq!(shown(&*editor, 20), ["DNI ▾ 4567 8901"]);
    editor.leave(&cx());
    assert_eq!(open(&*editor, 20).0, ["DNI ▾ 45678901"]);
    control(&mut *editor, KeyCode::Char('u'));
    press(&mut *editor, KeyCode::Char('/'));
    write(&mut *editor, "lo perdió");
    assert_eq!(
        editor.answer(&cx()),
        Answer::Document(Document::new(DocumentKind::None, "lo perdió"))
    );
    assert_eq!(shown(&*editor, 60), ["No presenta ▾ lo perdió"]);
    let (_, cursor) = open(&*editor, 10);
    assert!(cursor.x < 10);
}

#[test]
fn a_moment_is_read_and_said_back() {
    let mut editor = typed(&Ask::Moment(Look::Ahead), "mañana 10:30");
    let Answer::Moment(at) = editor.answer(&cx()) else {
        panic!("not read");
    };
    assert_eq!(at.to_string(), "2026-11-25 10:30:00");
    let said = "miércoles 25 de noviembre, 10:30";
    assert_eq!(editor.hint(&cx()).as_deref(), Some(said));
    assert_eq!(shown(&*editor, 60), [said]);
    assert_eq!(shown(&*editor, 20), ["25/11/2026 10:30"]);
    editor.leave(&cx());
    assert_eq!(
        open(&*editor, 60).0,
        ["miércoles 25 de noviembre de 2026, 10:30"]
    );
    press(&mut *editor, KeyCode::Backspace);
    assert_eq!(
        editor.answer(&cx()),
        Answer::Unread("miércoles 25 de noviembre de 2026, 10:3".into())
    );
}

#[test]
fn a_relative_moment_stays_where_it_was_typed() {
    let editor = typed(&Ask::Moment(Look::Ahead), "en 20 min");
    let later = FormContext {
        now: cx().now + chrono::TimeDelta::minutes(5),
        ..cx()
    };
    assert_eq!(editor.answer(&later), editor.answer(&cx()));
}

#[test]
fn minutes_are_digits() {
    let mut editor = typed(&Ask::Minutes(30), "5 min");
    assert_eq!(editor.answer(&cx()), Answer::Minutes(5));
    editor.leave(&cx());
    assert_eq!(shown(&*editor, 20), ["5"]);
    let editor = typed(&Ask::Minutes(30), "cinco");
    assert_eq!(editor.answer(&cx()), Answer::Unread("cinco".into()));
    let editor = typed(&Ask::Minutes(30), "99999");
    assert_eq!(editor.answer(&cx()), Answer::Unread("99999".into()));
}

#[test]
fn a_rating_is_one_digit_or_two() {
    let mut editor = build(&Ask::Rating(5), None);
    assert_eq!(shown(&*editor, 20), [" 1   2   3   4   5"]);
    press(&mut *editor, KeyCode::Char('3'));
    assert_eq!(open(&*editor, 20).0, [" 1   2  (3)  4   5"]);
    assert_eq!(open(&*editor, 20).1, Position::new(9, 0));
    press(&mut *editor, KeyCode::Right);
    assert_eq!(editor.answer(&cx()), Answer::Rating(4));
    assert_eq!(press(&mut *editor, KeyCode::Char('7')), Reaction::Ignored);
    let editor = typed(&Ask::Rating(10), "10");
    assert_eq!(editor.answer(&cx()), Answer::Rating(10));
}

#[test]
fn a_long_list_scrolls_to_the_option_in_front() {
    let labels: Vec<String> = (1..=12).map(|n| format!("Oficina número {n}")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut editor = build(&Ask::Choice(options(&labels)), None);
    assert_eq!(editor.height(20), 1);
    assert_eq!(editor.open_height(20), 10);
    press(&mut *editor, KeyCode::Right);
    press(&mut *editor, KeyCode::Left);
    let (rows, cursor) = open(&*editor, 20);
    assert_eq!(rows[9], "(•) Oficina número …");
    assert_eq!(cursor, Position::new(1, 9));
}

#[test]
fn notes_go_up_and_down_through_wide_and_accented_rows() {
    let mut editor = build(&Ask::Notes, None);
    editor.paste("日本語\nañejo\nñ", &cx());
    open(&*editor, 20);
    press(&mut *editor, KeyCode::Up);
    assert_eq!(open(&*editor, 20).1, Position::new(3, 1));
    press(&mut *editor, KeyCode::End);
    press(&mut *editor, KeyCode::Up);
    // Column five lies inside the third letter: the cursor stays before it.
    assert_eq!(open(&*editor, 20).1, Position::new(6, 0));
    press(&mut *editor, KeyCode::Down);
    assert_eq!(open(&*editor, 20).1, Position::new(7, 1));
    assert_eq!(open(&*editor, 1).1, Position::new(0, 5));
}
