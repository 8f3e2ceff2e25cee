//! What once went wrong under an agent's fingers, played again.

use ventanilla::attention::Event;
use ventanilla::protocol::{Answer, Outcome, keys as fields};

use crate::play::{Play, play};

/// A call identified, with its number and kind, in front of the answer.
const HEARD: &str = "nNo le abonaron<enter>s<enter>Ana<enter>Ramos Flores<enter>45678901<enter>976123456<enter>c<enter>";
const ANSWERED: &str = "El abono se acredita el lunes<enter>";

fn heard() -> Play {
    play(HEARD)
}

fn front(play: &Play) -> &ventanilla::desk::Front {
    play.desk().front().expect("an attention in front")
}

#[test]
fn an_attention_begun_by_mistake_leaves_nothing() {
    let play = play("n<c-k>aband<enter>por error<enter>");
    assert!(play.desk().open_attentions().is_empty());
    assert!(play.desk().reader().recent(9, None).unwrap().is_empty());
    let mut play = play;
    play.play("nMotivo<enter>");
    let number = front(&play).attention.number.unwrap();
    assert_eq!(number.sequence(), 38, "the mistake took no number");
}

#[test]
fn an_outcome_chosen_too_early_can_be_changed() {
    let mut play = heard();
    play.play(ANSWERED).play("c<enter>1");
    assert_eq!(front(&play).attention.outcome, Some(Outcome::Resolved));
    play.play("<pgup><f10>3Saber por su abono<enter>");
    assert_eq!(front(&play).attention.outcome, Some(Outcome::Pending));
}

#[test]
fn a_promised_call_is_kept_when_the_person_was_spoken_with() {
    let mut play = heard();
    play.play("<f4>en 20 min<enter>")
        .play(ANSWERED)
        .play("c<enter><enter><f10><f10>");
    let owed = |play: &Play| play.desk().reader().promises_open().unwrap().len();
    assert_eq!(owed(&play), 1);
    // Opened, and nobody answers: it is owed still, and opening it again goes on with the same attention.
    play.play("c<enter><esc>");
    assert_eq!(owed(&play), 1);
    play.play("c<enter>");
    assert_eq!(play.desk().open_attentions().len(), 1);
    play.play("Le devuelvo la llamada<enter><enter>c<enter>dicho<enter>c<enter>1");
    play.play("<f10><f10>");
    assert_eq!(owed(&play), 0);
}

#[test]
fn the_home_screen_says_who_is_owed_a_call_as_it_was_last_written() {
    let mut play = heard();
    play.play("<f4>en 20 min<enter>")
        .play(ANSWERED)
        .play("c<enter><enter><f10><f10>");
    let owed = |play: &Play| play.desk().reader().promises_open().unwrap().remove(0);
    let id = owed(&play).promise.attention;
    let desk = &mut play.app().desk;
    let view = desk.filed(id).unwrap().unwrap();
    let surnames = Answer::Text("Tanta Limay".to_owned());
    desk.correct(&view, fields::SURNAMES, surnames, "Se oyó mal")
        .unwrap();
    play.play("<wait:300>");
    assert_eq!(owed(&play).surnames.as_deref(), Some("Tanta Limay"));
    play.assert_sees("TANTA LIMAY");
}

#[test]
fn enter_leads_from_one_missing_field_to_the_next_and_then_ends() {
    let mut play = heard();
    play.play("Lo ve otra unidad<f5>");
    assert_eq!(front(&play).field.as_deref(), Some(fields::ESSENCE));
    play.play("Quiere saber por su abono<enter>");
    assert_eq!(front(&play).field.as_deref(), Some(fields::UNIT));
    play.play("Unidad de Pagos<enter>");
    assert_eq!(front(&play).attention.outcome, Some(Outcome::Escalated));
    assert_eq!(front(&play).attention.step, "despedida");
}

#[test]
fn the_days_of_a_term_are_typed_as_they_are_said() {
    let mut play = heard();
    play.play("Lo ve otra unidad<f5>Por su abono<enter>Unidad de Pagos<enter>");
    play.play("45");
    let term = front(&play).attention.answer("derivacion.plazo");
    assert_eq!(term, Some(&Answer::Choice("45".into())));
}

#[test]
fn a_number_of_seven_figures_is_pointed_out_once_and_traps_nobody() {
    let mut play = play("nNo le abonaron<enter>s<enter>Ana<enter>Ramos<enter>1234567<enter>");
    assert_eq!(front(&play).field.as_deref(), Some(fields::DOCUMENT));
    play.assert_sees("7 cifras");
    play.play("<enter>");
    assert_eq!(front(&play).field.as_deref(), Some(fields::PHONE));
}

#[test]
fn doubts_lead_back_to_the_answer() {
    let mut play = heard();
    play.play(ANSWERED).play("d<enter>");
    assert_eq!(front(&play).field.as_deref(), Some(fields::ANSWER));
    let resets = |a: &&ventanilla::attention::Act| matches!(a.event, Event::Reset { .. });
    assert_eq!(front(&play).attention.acts.iter().filter(resets).count(), 1);
}

#[test]
fn what_was_promised_at_goodbye_stands() {
    let mut play = heard();
    play.play("Lo ve otra unidad<f5>Por su abono<enter>Unidad de Pagos<enter>30<f10>");
    assert!(front(&play).attention.goodbye_at.is_some());
    while front(&play).field.as_deref() != Some("derivacion.plazo") {
        play.play("<backtab>");
    }
    play.play("45");
    let term = front(&play).attention.answer("derivacion.plazo");
    assert_eq!(term, Some(&Answer::Choice("30".into())));
}

#[test]
fn after_goodbye_enter_never_files() {
    let mut play = heard();
    play.play(ANSWERED).play("c<enter><enter><enter>");
    assert!(front(&play).attention.goodbye_at.is_some());
    play.play("<enter><enter><enter><enter><enter><enter><enter><enter>");
    assert!(play.desk().front().is_some(), "F10 files, and nothing else");
    play.play("<f10>");
    assert!(play.desk().front().is_none());
}

#[test]
fn a_box_in_mid_word_takes_no_space_away() {
    let mut play = heard();
    play.play("No le <f9><esc>llegó");
    let answer = front(&play).attention.text(fields::ANSWER);
    assert_eq!(answer, Some("No le llegó"));
}

#[test]
fn the_palette_shows_the_phrases_of_the_step() {
    let mut play = heard();
    play.play("<c-k>todas las fra<enter>");
    play.assert_sees("Domine");
}

#[test]
fn the_bell_of_a_hold_counts_wherever_the_agent_is() {
    let mut play = heard();
    play.play("<f2>2<f6>").advance(121);
    // The screen in front is the search; coming back, the band says that the time has passed.
    play.play("<esc>").assert_sees("Cumplidos los 2 minutos");
}

#[test]
fn what_was_looked_at_after_a_cut_is_not_asked_again() {
    let mut play = heard();
    play.play("Cortado en mitad<wait:500>");
    play.restart(true);
    play.assert_sees("se cortó");
    play.play("v");
    play.restart(false);
    assert!(!play.sees("se cortó"));
    assert_eq!(play.desk().open_attentions().len(), 1);
}

#[test]
fn a_reopened_attention_survives_a_cut_and_its_clock_begins_again() {
    let mut play = heard();
    play.play(ANSWERED)
        .play("c<enter><enter><f10><f10>")
        .advance(86_400);
    play.play("<f6><enter>rFaltó un dato<enter>");
    let clocks = front(&play).attention.clocks(play.desk().world.now());
    assert!(clocks.elapsed < 60, "{clocks:?}");
    play.restart(true);
    assert_eq!(play.desk().open_attentions().len(), 1);
    play.play("c");
    assert_eq!(
        front(&play).attention.text(fields::SURNAMES),
        Some("Ramos Flores")
    );
}

#[test]
fn an_attention_is_found_by_its_number_in_words() {
    let mut play = heard();
    play.play(ANSWERED).play("c<enter><enter><f10><f10>");
    play.play("<f6>la treinta y ocho")
        .assert_sees("CAJ-02-2026-000038-20");
}

#[test]
fn a_letter_held_with_control_ends_no_promise() {
    let mut play = heard();
    play.play("<f4>en 20 min<enter>")
        .play(ANSWERED)
        .play("c<enter><enter><f10><f10>");
    play.play("c<c-h>");
    assert_eq!(play.desk().reader().promises_open().unwrap().len(), 1);
}

#[test]
fn a_note_half_written_survives_a_cut_and_is_filed_with_its_attention() {
    let mut play = heard();
    play.play("<c-k>nota<enter>Volverá con su her<wait:500>");
    play.restart(true);
    play.play("c<c-k>nota<enter>")
        .assert_sees("Volverá con su her");
    play.play("<esc>")
        .play(ANSWERED)
        .play("c<enter><enter><f10><f10>");
    play.play("<f6><enter><pgdn><pgdn>")
        .assert_sees("Nota: Volverá con su her");
}

#[test]
fn who_is_taken_to_reception_is_proposed_as_handed_over() {
    let mut play = Play::new(80, 24);
    play.app().attend(Some("juntos-puerta"), None, None, None);
    play.advance(0);
    play.play(
        "45678901<enter>Ana<enter>Ramos Flores<enter>Chota<enter>No le llegó el abono<enter>r<enter>",
    );
    play.assert_sees("¿Cómo termina?");
    play.play("<enter>");
    assert_eq!(
        play.desk().front().unwrap().attention.outcome,
        Some(Outcome::Escalated)
    );
    // Another office answers nothing: who goes there has been attended.
    let mut play = Play::new(80, 24);
    play.app().attend(Some("juntos-puerta"), None, None, None);
    play.advance(0);
    play.play("45678901<enter>Ana<enter>Ramos Flores<enter>Chota<enter>Trae un oficio<enter>o<enter>Caja<enter><enter>");
    assert_eq!(
        play.desk().front().unwrap().attention.outcome,
        Some(Outcome::Resolved)
    );
}

#[test]
fn a_complaint_half_written_is_filed_as_a_note() {
    let mut play = heard();
    play.play("<c-r><enter>Esperó tres hor<esc>")
        .play(ANSWERED)
        .play("c<enter><enter><f10><f10>");
    play.play("<f6><enter><pgdn><pgdn>")
        .assert_sees("Nota: Esperó tres hor");
}

#[test]
fn a_question_that_was_refused_is_still_kept_while_it_is_written() {
    let mut play = heard();
    play.play("<c-k>consult<enter><enter>¿Procede el dup<enter>");
    assert!(front(&play).attention.consult.is_none(), "nobody was named");
    assert_eq!(front(&play).jotting("question"), Some("¿Procede el dup"));
}

#[test]
fn a_long_title_gives_way_to_the_number_and_the_clock() {
    for pack in ventanilla::desk::packs() {
        let mut play = Play::new(80, 24);
        play.app().attend(Some(pack.id), None, None, None);
        play.advance(0);
        play.app()
            .desk
            .act(ventanilla::attention::Command::Note {
                text: "Llama desde Lima".into(),
            })
            .unwrap();
        play.advance(65);
        let screen = play.screen();
        let first = screen.lines().next().unwrap();
        for part in ["CAJ-02-2026-000038-20", "01:05", "guardado"] {
            assert!(first.contains(part), "{}: {part} in «{first}»", pack.id);
        }
    }
}
