//! The screen that is turned to the person, and what is raised beside the matter: the place is never lost.

use ventanilla::attention::Event;
use ventanilla::protocol::{Answer, MatterKind, keys};

use crate::play::{Play, play, tour};

fn at_farewell() -> Play {
    let keys = [
        tour::BEGUN,
        tour::IDENTIFIED,
        tour::LISTENED,
        tour::ANSWERED,
        tour::UNDERSTOOD,
    ];
    play(&keys.concat())
}

fn marked(play: &Play, key: &str) -> Option<Answer> {
    let front = play.desk().front().expect("an attention in front");
    front.attention.answer(key).cloned()
}

#[test]
fn nothing_of_the_person_is_on_the_screen_that_is_turned() {
    for (columns, rows) in [(80, 24), (140, 40), (40, 10)] {
        let mut play = at_farewell();
        play.resize(columns, rows).play("<c-e>");
        for personal in [
            "Ramos",
            "RAMOS",
            "4567",
            "987654321",
            "CAJ",
            "000038",
            "Rosa Quispe",
        ] {
            assert!(!play.sees(personal), "{personal}\n{}", play.screen());
        }
        // Neither letters nor function keys lead anywhere else.
        let before = play.screen();
        play.play("z<f1><f6><c-k><f10><enter><tab>9");
        assert_eq!(play.screen(), before);
    }
}

#[test]
fn the_persons_own_keys_are_recorded_as_theirs() {
    let mut play = at_farewell();
    play.play("<c-e>4");
    let by = |play: &Play| marked(play, keys::EVALUATION_BY);
    assert_eq!(by(&play), Some(Answer::Choice("persona".into())));
    // A slip is taken back by the person.
    play.play("<bs>5");
    let front = play.desk().front().unwrap();
    let asked: Vec<String> = front
        .attention
        .evaluation(&front.protocol)
        .map(|f| f.key.clone())
        .collect();
    assert_eq!(marked(&play, &asked[0]), Some(Answer::Rating(5)));
    play.play(&"0".repeat(asked.len() - 1));
    assert_eq!(marked(&play, asked.last().unwrap()), Some(Answer::Declined));
    play.assert_sees("Gracias");
    // One Esc might be the person's.
    play.play("<esc>");
    assert!(!play.sees("CAJ"), "{}", play.screen());
    play.play("<esc>");
    play.assert_sees("CAJ");
}

#[test]
fn a_mark_that_the_agent_keys_or_changes_is_the_agents() {
    let mut play = at_farewell();
    let front = play.desk().front().unwrap();
    let first = front.attention.evaluation(&front.protocol).next().unwrap();
    let field = first.key.clone();
    let given = |answer| ventanilla::attention::Command::Answer {
        field: field.clone(),
        answer,
    };
    play.app().desk.act(given(Answer::Rating(3))).unwrap();
    let agent = Some(Answer::Choice("agente".into()));
    assert_eq!(marked(&play, keys::EVALUATION_BY), agent);
    play.play("<c-e>2<esc><esc>");
    let person = Some(Answer::Choice("persona".into()));
    assert_eq!(marked(&play, keys::EVALUATION_BY), person);
    play.app().desk.act(given(Answer::Rating(5))).unwrap();
    assert_eq!(marked(&play, keys::EVALUATION_BY), agent);
}

#[test]
fn a_complaint_in_mid_word_leaves_the_word_and_the_cursor_where_they_were() {
    let mut play = play("nNo le abon");
    let (cursor, field) = (play.cursor(), front_field(&play));
    play.play("<c-r>1<enter>La hicieron esperar<enter>s<enter>");
    assert_eq!((play.cursor(), front_field(&play)), (cursor, field));
    play.assert_sees("No le abon");
    play.play("ó");
    play.assert_sees("No le abonó");
    let front = play.desk().front().unwrap();
    let voiced = front.attention.acts.iter().any(|a| {
        matches!(&a.event, Event::Voiced { kind: MatterKind::Complaint, text } if text == "La hicieron esperar")
    });
    assert!(voiced, "{:?}", front.attention.acts);
    // It is in the journal before the attention is filed, and an answer is owed.
    let owed = play.desk().reader().promises_open().unwrap();
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].promise.voiced, Some(MatterKind::Complaint));
}

fn front_field(play: &Play) -> Option<String> {
    play.desk().front().and_then(|f| f.field.clone())
}

#[test]
fn a_complaint_half_written_survives_a_kill() {
    let mut play = play("nNo le abonaron<enter><c-r>2<enter>El cajero no ent");
    play.play("<kill>c<c-r>");
    play.assert_sees("El cajero no ent");
}

#[test]
fn who_takes_up_what_the_guard_handed_over_has_the_person_and_the_reason() {
    let mut play = play("o3");
    let front = play.desk().front().unwrap();
    assert_eq!(front.protocol.id, "juntos-puerta");
    let given = |field: &str, answer| ventanilla::attention::Command::Answer {
        field: field.into(),
        answer,
    };
    let desk = &mut play.app().desk;
    let dni =
        ventanilla::identity::Document::new(ventanilla::identity::DocumentKind::Dni, "45678901");
    desk.act(given(keys::DOCUMENT, Answer::Document(dni)))
        .unwrap();
    for (field, text) in [
        (keys::GIVEN_NAMES, "Ana María"),
        (keys::SURNAMES, "Ramos Flores"),
        (keys::DISTRICT, "Chota"),
        (keys::REASON, "No le abonaron"),
    ] {
        desk.act(given(field, Answer::Text(text.into()))).unwrap();
    }
    desk.act(given(keys::UNIT, Answer::Choice("Recepción".into())))
        .unwrap();
    desk.conclude(ventanilla::protocol::Outcome::Escalated)
        .unwrap();
    desk.say_goodbye().unwrap();
    desk.act(ventanilla::attention::Command::File).unwrap();
    // Home: the one answer that is owed, opened.
    play.play("<esc>").advance(1);
    let owed = play.desk().reader().promises_open().unwrap();
    assert_eq!(owed.len(), 1);
    play.app().desk.answer_promise(&owed[0]).unwrap();
    let front = play.desk().front().unwrap();
    assert_eq!(front.protocol.id, "juntos-presencial");
    assert_eq!(front.attention.text(keys::SURNAMES), Some("Ramos Flores"));
    assert_eq!(front.attention.text(keys::REASON), Some("No le abonaron"));
}
