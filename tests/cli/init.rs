//! `iniciar` by flags: a journal, or why not.

use ventanilla::journal::Reader;

use crate::play::process::House;

#[test]
fn flags_make_a_journal_with_its_key_apart() {
    let house = House::empty();
    let answer = house.run(&[
        "iniciar",
        "--oficina",
        "caj",
        "--puesto",
        "7",
        "--agente",
        "Inés Tafur",
        "--protocolo",
        "juntos-presencial",
        "--primero",
        "38",
    ]);
    let said = answer.good();
    for word in [
        "CAJ",
        "07",
        "Inés Tafur",
        &house.paths.data.display().to_string(),
    ] {
        assert!(said.contains(word), "«{word}» in {said}");
    }
    let station = Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap())
        .unwrap()
        .station()
        .unwrap();
    assert_eq!((station.office.as_str(), station.station), ("CAJ", 7));
    assert_eq!(station.protocol, "juntos-presencial");
    assert_eq!(station.first_sequence, 38);
    let beside = std::fs::read_dir(&house.paths.data).unwrap();
    let names: Vec<_> = beside
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(!names.iter().any(|n| n.contains("clave")), "{names:?}");
}

#[test]
fn what_is_not_said_is_the_usual() {
    let house = House::empty();
    house
        .run(&["iniciar", "--oficina", "LIM", "--agente", "Rosa"])
        .good();
    let station = Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap())
        .unwrap()
        .station()
        .unwrap();
    assert_eq!((station.station, station.first_sequence), (1, 1));
    assert_eq!(station.protocol, "juntos-telefonico");
}

#[test]
fn bad_answers_are_refused_before_anything_is_made() {
    let good = [
        ("--oficina", "CAJ"),
        ("--agente", "Rosa"),
        ("--puesto", "2"),
    ];
    let bad = [
        ("--oficina", "CAJA", "tres letras"),
        ("--oficina", "C1J", "tres letras"),
        ("--oficina", "ÑAJ", "tres letras"),
        ("--puesto", "0", "1 a 99"),
        ("--puesto", "100", "1 a 99"),
        ("--puesto", "dos", "1 a 99"),
        ("--agente", "   ", "nombre"),
        ("--protocolo", "nada", "«nada»"),
        ("--primero", "0", "999999"),
        ("--primero", "1000000", "999999"),
    ];
    let house = House::empty();
    for (flag, value, words) in bad {
        let mut arguments = vec!["iniciar"];
        for (other, usual) in good.iter().filter(|(f, _)| *f != flag) {
            arguments.extend([other, usual]);
        }
        arguments.extend([flag, value]);
        let answer = house.run(&arguments);
        assert!(
            answer.complaint(2).contains(words),
            "{flag} {value}: {answer:?}"
        );
        assert!(!house.paths.data.exists(), "{flag} {value} left something");
    }
}

#[test]
fn what_is_missing_is_named() {
    let house = House::empty();
    let without_office = house.run(&["iniciar", "--agente", "Rosa"]);
    assert!(without_office.complaint(2).contains("--oficina"));
    let without_agent = house.run(&["iniciar", "--oficina", "CAJ"]);
    assert!(without_agent.complaint(2).contains("--agente"));
    // Nobody to ask on a pipe.
    assert!(house.run(&["iniciar"]).complaint(2).contains("--oficina"));
}

#[test]
fn an_existing_journal_is_never_touched() {
    let house = House::played(super::DAY);
    let before = std::fs::read(house.paths.database()).unwrap();
    let answer = house.run(&["iniciar", "--oficina", "LIM", "--agente", "Otra"]);
    assert!(answer.complaint(3).contains("Ya existe"), "{answer:?}");
    assert_eq!(std::fs::read(house.paths.database()).unwrap(), before);
}
