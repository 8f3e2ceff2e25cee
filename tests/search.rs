//! The search on the screen: keys are answered while it runs, filters come and go, lists go on.

use ventanilla::journal::Reader;
use ventanilla::protocol::Outcome;

use crate::play::process::House;
use crate::play::pty::Pty;
use crate::play::{Play, tour};

/// Two calls filed.
fn two() -> Play {
    let scenes = tour::scenes();
    let found = scenes.iter().find(|(name, _)| *name == "search_recent");
    let mut play = Play::new(80, 24);
    play.play(&found.unwrap().1);
    play.assert_sees("RAMOS FLORES").assert_sees("MAMANI");
    play
}

#[test]
fn keys_are_answered_while_a_search_runs_and_the_old_list_stays() {
    let mut play = two();
    play.type_on("ra");
    // What was found is on its way, and nobody waits for it.
    assert!(play.desk().is_seeking());
    play.assert_sees("Buscar    ra").assert_sees("MAMANI");
    play.type_on("mos<down><up><bs>s");
    play.assert_sees("Buscar    ramos").assert_sees("MAMANI");
    play.settle();
    play.assert_sees("1 encontrada").assert_sees("RAMOS FLORES");
    assert!(!play.sees("MAMANI"), "{}", play.screen());
    // The answer to what was typed before is nobody's any more.
    play.type_on("<bs>x<bs>s");
    play.settle();
    play.assert_sees("1 encontrada");
    // Leaving does not wait for a search either.
    play.type_on("q<esc>");
    assert!(!play.desk().is_seeking());
    play.assert_sees("HOY");
}

#[test]
fn filters_are_chosen_by_digits_and_taken_away_by_one_key() {
    let mut play = two();
    play.play("<tab>4");
    play.assert_sees("Resuelta").assert_sees("Por llamar");
    play.play("1");
    play.assert_sees("solo: Resuelta");
    play.assert_sees("RAMOS FLORES").assert_sees("1 encontrada");
    assert!(!play.sees("MAMANI"), "{}", play.screen());
    play.play("<tab>12").assert_sees("solo: Resuelta · ayer");
    play.assert_sees("Nada con esos filtros");
    play.play("<backtab>").assert_sees("RAMOS FLORES");
    assert!(!play.sees("ayer"), "{}", play.screen());
    // With nothing typed, the key that erases takes the last filter.
    play.play("ra<bs><bs>").assert_sees("solo: Resuelta");
    play.play("<bs>").assert_sees("MAMANI");
    assert!(!play.sees("solo:"), "{}", play.screen());
    // A letter narrows a list of values, and a filter is changed by choosing again.
    play.play("<tab>4lla<enter>")
        .assert_sees("solo: Por llamar");
    play.play("<tab>41").assert_sees("solo: Resuelta");
    // In the box, the one pointed at.
    play.play("<tab>2<enter><tab><down><down><down><del><esc>");
    play.assert_sees("solo: Teléfono");
    play.assert_sees("MAMANI").assert_sees("RAMOS");
}

#[test]
fn days_are_typed_as_people_say_them() {
    let mut play = two();
    play.play("<tab>15zapato<enter>")
        .assert_sees("No se entiende");
    play.play("<bs><bs><bs><bs><bs><bs>hasta ayer<enter>");
    play.assert_sees("solo: hasta el 23/11");
    play.assert_sees("Nada con esos filtros");
    play.play("<tab>11").assert_sees("solo: hoy");
    play.assert_sees("2 encontradas");
}

#[test]
fn what_time_left_unseen_is_searched_by_a_key() {
    let mut play = two();
    play.short_of_time = true;
    play.play("r")
        .assert_sees("Búsqueda parcial: 2 hasta ahora");
    play.short_of_time = false;
    play.play("<pgdn><pgdn>").assert_sees("2 encontradas");
    play.short_of_time = true;
    play.play("<bs>zapato")
        .assert_sees("Búsqueda parcial: nada hasta ahora");
    play.short_of_time = false;
    play.play("<enter>").assert_sees("Nada con esas palabras");
}

#[test]
fn a_history_goes_back_to_its_row() {
    let mut play = two();
    play.play("r<down>").assert_sees("▸ 10:12");
    play.play("<enter>").assert_sees("LO ANOTADO");
    play.play("<esc>").assert_sees("▸ 10:12");
    play.assert_sees("Buscar    r");
}

#[test]
fn older_ones_come_at_the_end_of_the_list() {
    for (columns, rows) in [(80, 24), (140, 40)] {
        let house = House::empty();
        house
            .run(&["demo", "--atenciones", "150", "--sin-abrir"])
            .good();
        let all = Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap())
            .unwrap()
            .recent(1000, None)
            .unwrap();
        assert!(all.len() > 120, "{}", all.len());
        let mut pty = Pty::start(&house, &[]);
        pty.resize(columns, rows);
        pty.sees("F1 ayuda");
        pty.keys("<f6>").sees(&all[0].number.to_string());
        // Fifty rows come at once; the others when the last is passed.
        let last = all.last().unwrap().number.to_string();
        for _ in 0..40 {
            pty.keys("<pgdn>");
            std::thread::sleep(std::time::Duration::from_millis(25));
        }
        pty.sees(&last);
        // And a filter, on the real terminal.
        pty.keys("<tab>41").sees("solo: Resuelta");
        let resolved = all.iter().find(|s| s.outcome == Outcome::Resolved);
        pty.sees(&resolved.unwrap().number.to_string());
        pty.keys("<backtab>").sees(&all[0].number.to_string());
    }
}

#[test]
fn a_letter_held_with_control_narrows_no_filter() {
    let mut play = two();
    play.play("<tab>4<c-x>1").assert_sees("solo: Resuelta");
}
