//! The command line in the second language, and who chooses it.

use super::DAY;
use super::usage::COMMANDS;
use crate::play::process::House;

const VARIABLE: &str = "VENTANILLA_IDIOMA";

/// Whether a letter is of Spanish and not of English.
fn spanish(c: char) -> bool {
    "áéíóúüñÁÉÍÓÚÜÑ¿¡«»".contains(c)
}

#[test]
fn every_help_is_english_where_english_is_asked_for() {
    let house = House::empty();
    for command in COMMANDS {
        let answer = house.run(&[&["--idioma", "en"], command, &["--help"]].concat());
        let help = answer.good();
        assert!(help.contains("Usage:"), "{command:?}: {help}");
        assert!(!help.contains(spanish), "{command:?}: {help}");
        for word in ["Uso:", "Órdenes", "Opciones", "Argumentos", "Carpeta"] {
            assert!(!help.contains(word), "«{word}» in {command:?}: {help}");
        }
    }
}

#[test]
fn the_flag_comes_before_the_variable_and_the_variable_before_what_is_usual() {
    let house = House::empty();
    let help = |more: &[(&str, &str)], arguments: &[&str]| {
        let answer = house.run_with(more, &house.paths.data, arguments);
        answer.good().to_owned()
    };
    assert!(help(&[], &["--help"]).contains("Uso:"));
    assert!(help(&[(VARIABLE, "")], &["--help"]).contains("Uso:"));
    assert!(help(&[(VARIABLE, "en")], &["--help"]).contains("Usage:"));
    assert!(help(&[(VARIABLE, "en")], &["--idioma=es", "--help"]).contains("Uso:"));
    assert!(help(&[], &["diario", "--idioma", "EN", "--help"]).contains("Usage:"));
}

#[test]
fn a_language_that_there_is_not_is_named() {
    let house = House::empty();
    let flag = house.run(&["--idioma", "fr", "diario", "buscar"]);
    assert!(flag.complaint(2).contains("«fr»"));
    let variable = house.run_with(
        &[(VARIABLE, "fr")],
        &house.paths.data,
        &["diario", "buscar"],
    );
    let said = variable.complaint(2);
    assert!(said.contains("«fr»") && said.contains("es, en"), "{said}");
}

#[test]
fn answers_are_in_the_language_asked_for() {
    let house = House::played(DAY);
    let english = |arguments: &[&str]| house.run(&[&["--idioma", "en"], arguments].concat());
    let found = english(&["diario", "buscar", "Ramos"]);
    assert!(found.good().contains("Resolved"), "{found:?}");
    let shown = english(&["diario", "ver", "38"]);
    let shown = shown.good();
    for words in [
        "Attended by Rosa Quispe",
        "Tuesday 24 November 2026",
        "Goodbye",
        "Entry ",
    ] {
        assert!(shown.contains(words), "«{words}» in: {shown}");
    }
    let sound = english(&["diario", "verificar"]);
    assert!(sound.good().contains("complete and unchanged"), "{sound:?}");
    let nothing = english(&["diario", "buscar", "zapato"]);
    assert!(nothing.complaint(1).contains("nothing with “zapato”"));
    // What programs read does not change with the language.
    let json = |language: &str| {
        let answer = house.run(&["--idioma", language, "diario", "buscar", "--json"]);
        answer.good().to_owned()
    };
    assert_eq!(json("en"), json("es"));
}
