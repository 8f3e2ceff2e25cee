//! The palette: everything of the key table, on every screen, found by words and by keys.

use ventanilla::texts::texts;
use ventanilla::ui::keys::{self, Act, Scope};

use crate::play::{Play, play, tour};

/// The keys that lead to a screen of each scope.
fn screens() -> [(Scope, String); 4] {
    let filed = [
        tour::BEGUN,
        tour::IDENTIFIED,
        tour::LISTENED,
        tour::ANSWERED,
        tour::UNDERSTOOD,
        tour::FILED,
    ]
    .concat();
    [
        (Scope::Home, String::new()),
        (Scope::Attention, tour::BEGUN.to_owned()),
        (Scope::Search, format!("{filed}<f6>")),
        (Scope::History, format!("{filed}<f6><enter>")),
    ]
}

/// The row in front in the palette.
fn first(play: &Play) -> String {
    let screen = play.screen();
    let in_front = |l: &&str| {
        l.split_once('│')
            .is_some_and(|(_, inside)| inside.contains('▸'))
    };
    let row = screen.lines().find(in_front);
    row.unwrap_or_else(|| panic!("no row in front:\n{screen}"))
        .to_owned()
}

#[test]
fn every_act_of_the_table_is_in_the_palette_and_in_the_help() {
    for (scope, keys) in screens() {
        for (act, names) in keys::acts(scope, texts()) {
            let sentence = act.sentence(texts()).to_string();
            let shown: String = sentence.chars().take(40).collect();
            let mut play = Play::new(140, 60);
            play.play(&keys).play("<f1>");
            play.assert_sees(&shown);
            // Of these one opens the list, one is of a pile of forms alone, and two are for where people are enrolled.
            if matches!(
                act,
                Act::Palette | Act::NextForm | Act::HandOver | Act::ChangeSecret
            ) {
                continue;
            }
            play.play("<esc><c-k>").play(&sentence);
            let row = first(&play);
            assert!(
                row.contains(&shown),
                "{scope:?}: «{sentence}» is not first:\n{row}"
            );
            assert!(row.contains(&names), "{scope:?}: {names} is not in {row}");
        }
    }
}

#[test]
fn enter_does_it_where_one_is() {
    for (scope, keys) in screens() {
        let mut play = play(&keys);
        play.play("<c-k>ayuda<enter>");
        play.assert_sees("las teclas de esta pantalla");
        play.play("<esc>");
        assert!(!play.sees("las teclas de esta pantalla"), "{scope:?}");
        play.play("<c-k>ajustes<enter>").assert_sees("Colores");
    }
    let (_, keys) = &screens()[0];
    let mut at_home = play(keys);
    at_home
        .play("<c-k>habitual<enter>")
        .assert_sees("Bienvenida");
    let (_, keys) = &screens()[2];
    let mut searching = play(keys);
    searching
        .play("<c-k>señalado<enter>")
        .assert_sees("LO OCURRIDO");
    searching
        .play("<c-k>nota<enter>")
        .assert_sees("con su nombre y la hora");
    // In the form the field in front is the one that the act goes on from.
    let mut attending = play(tour::BEGUN);
    attending.play("s<c-k>dato siguiente<enter>");
    let field = attending.desk().front().unwrap().field.clone();
    attending.play("<f1><esc><c-k>dato anterior<enter>");
    assert_ne!(attending.desk().front().unwrap().field, field);
}

#[test]
fn words_in_any_order_without_accents_and_names_of_keys() {
    let mut play = play(&[tour::BEGUN, "<c-k>"].concat());
    play.play("minutos espera");
    assert!(
        first(&play).contains("Poner en espera"),
        "{}",
        play.screen()
    );
    play.play(&"<bs>".repeat(14)).play("HORA numero");
    assert!(
        first(&play).contains("Prometer una llamada"),
        "{}",
        play.screen()
    );
    play.play(&"<bs>".repeat(11)).play("f10");
    assert!(first(&play).contains("Terminar"), "{}", play.screen());
    play.play("<bs><bs>6");
    assert!(first(&play).contains("Buscar"), "{}", play.screen());
    play.play("<bs><bs>ctrl+f");
    assert!(first(&play).contains("Terminar"), "{}", play.screen());
}

#[test]
fn the_best_comes_first_and_the_rest_stays() {
    // «nota» is a word of its own for one act, and the beginning of another word for none.
    let mut play = play(&[tour::BEGUN, "<c-k>nota"].concat());
    assert!(
        first(&play).contains("Añadir una nota"),
        "{}",
        play.screen()
    );
    // «paso» is the footer's word of two, and stands in the sentences of others.
    play.play("<bs><bs><bs><bs>paso");
    assert!(first(&play).contains("Al paso"), "{}", play.screen());
    play.assert_sees("Ir al paso «Identificar");
}

#[test]
fn what_was_chosen_last_comes_first_the_next_time() {
    let mut play = play("<c-k>pendientes<enter><c-k>");
    assert!(
        first(&play).contains("Las respuestas pendientes"),
        "{}",
        play.screen()
    );
    play.play("<esc><c-k>pintar<enter><c-k>");
    assert!(first(&play).contains("Pintar"), "{}", play.screen());
    // On another screen it is not there, and the order is the table's.
    play.play("<esc>n<c-k>");
    assert!(first(&play).contains("Pintar"), "{}", play.screen());
}

#[test]
fn nothing_fits_and_nothing_happens() {
    let mut play = play("<c-k>zapato");
    play.assert_sees("Nada se llama así");
    play.play("<enter>").assert_sees("Nada se llama así");
    play.play("<esc>").assert_sees("POR LLAMAR");
}

/// A digit closes a box; the Enter pressed after it out of habit does not fall on the form below.
#[test]
fn an_enter_of_habit_after_a_digit_is_swallowed() {
    let heard = [tour::BEGUN, tour::IDENTIFIED, tour::LISTENED].concat();
    let field = |play: &Play| play.desk().front().unwrap().field.clone();
    let mut habit = play(&heard);
    let before = field(&habit);
    habit.play("Se acredita el día 30<f2>2<enter>");
    habit.assert_sees("EN ESPERA");
    assert_eq!(field(&habit), before);
    let step = habit.desk().front().unwrap().attention.step.clone();
    // A moment later it is meant.
    habit.play("<f2>1<wait:300><enter>");
    assert_ne!(habit.desk().front().unwrap().attention.step, step);
}
