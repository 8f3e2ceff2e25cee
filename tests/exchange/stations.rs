//! What one station wrote is found at the others.

use super::support::{
    Stick, came_and_went, export, fed, held, import, invited, join, office, station,
};
use crate::cli::DAY;
use crate::play::process::House;

#[test]
fn what_was_filed_at_one_station_is_found_at_the_other() {
    let (played, other) = (House::played(DAY), station(3));
    let stick = Stick::new();
    let (file, code) = invited(&played, &stick, "invitacion.json");
    join(&other, &file, &code).good();
    std::fs::remove_file(&file).unwrap();
    let answer = played.run(&["diario", "exportar", "--asientos", "--para", &stick.name()]);
    let said = answer.good();
    assert!(said.contains("Puede retirar la memoria"), "{said}");
    let names = stick.names();
    assert_eq!(names.len(), 1);
    assert!(names[0].starts_with("CAJ-02-20261124-") && names[0].ends_with(".asientos"));
    // Nothing that was said to the person is in the file in clear.
    let bytes = std::fs::read(stick.file(&names[0])).unwrap();
    for secret in ["Ramos", "45678901", "abono", "Rosa Quispe"] {
        assert!(
            !bytes.windows(secret.len()).any(|w| w == secret.as_bytes()),
            "{secret}"
        );
    }
    assert_eq!(other.run(&["diario", "buscar", "ramos"]).code, Some(1));
    let answer = other.run(&["diario", "importar", &stick.name()]);
    let said = answer.good();
    assert!(
        said.contains("CAJ-02: ") && said.contains("asientos nuevos"),
        "{said}"
    );
    let found = other.run(&["diario", "buscar", "ramos"]);
    assert!(found.good().contains("CAJ-02-2026-000038-20"), "{found:?}");
    assert_eq!(
        played.run(&["diario", "ver", "38"]).good(),
        other.run(&["diario", "ver", "38"]).good()
    );
    other.run(&["diario", "verificar"]).good();
    // A renamed file is the same file.
    let renamed = stick.file("otro nombre.bin").display().to_string();
    std::fs::rename(stick.file(&names[0]), &renamed).unwrap();
    let before = held(&other);
    assert_eq!(import(&other, &renamed)["nuevos"], 0);
    assert_eq!(held(&other), before);
}

#[test]
fn three_stations_come_to_hold_the_same_through_one_another() {
    let houses = office(3);
    for (house, times) in houses.iter().zip([3, 5, 7]) {
        came_and_went(house, times);
    }
    let stick = Stick::new();
    // 3 → 2 → 1 and back: 1 never meets a file of 3, nor 3 one of 1.
    let third = export(&houses[2], &stick, "3a");
    import(&houses[1], &third);
    let second = export(&houses[1], &stick, "2a");
    let first = import(&houses[0], &second);
    assert_eq!(first["puestos"].as_array().unwrap().len(), 2, "{first}");
    import(&houses[1], &export(&houses[0], &stick, "1a"));
    import(&houses[2], &export(&houses[1], &stick, "2b"));
    // What was written while they exchanged goes round once more.
    import(&houses[1], &export(&houses[2], &stick, "3b"));
    import(&houses[0], &export(&houses[1], &stick, "2c"));
    import(&houses[1], &export(&houses[0], &stick, "1b"));
    import(&houses[2], &export(&houses[1], &stick, "2d"));
    let sets: Vec<_> = houses.iter().map(held).collect();
    assert!(sets.iter().all(|s| *s == sets[0]), "{sets:?}");
    // Twice the same is once, in any order and several at once.
    let all = ["1a", "2d", "2a", "3a", "3b", "2b", "2c", "1b"]
        .map(|n| stick.file(n).display().to_string());
    let files: Vec<&str> = all.iter().map(String::as_str).collect();
    for (house, set) in houses.iter().zip(&sets) {
        house
            .run(&[&["diario", "importar"], &files[..]].concat())
            .good();
        assert_eq!(held(house), *set);
        house.run(&["diario", "verificar"]).good();
    }
    let known = houses[0].run(&["oficina", "ver", "--json"]).json();
    let last: Vec<bool> = known[1..]
        .iter()
        .map(|s| s["intercambio"].is_string())
        .collect();
    // 1 heard of 3 through 2.
    assert_eq!((known.len(), last), (3, vec![true, true]), "{known:?}");
    assert!(houses[0].run(&["oficina", "ver"]).good().contains("CAJ-03"));
}

#[test]
fn what_one_station_lost_comes_back_from_another() {
    let houses = office(2);
    came_and_went(&houses[0], 4);
    let stick = Stick::new();
    import(&houses[1], &export(&houses[0], &stick, "a"));
    came_and_went(&houses[0], 4);
    // The file of the first days is never taken anywhere; the next holds all of it.
    let file = export(&houses[0], &stick, "b");
    assert_eq!(import(&houses[1], &file)["nuevos"], 4);
    // Only some days: what is missing before them is said, and a whole file mends it.
    let third = super::support::office(1).remove(0);
    assert_eq!(third.run(&["diario", "importar", &file]).code, Some(1));
}

#[test]
fn a_part_of_the_days_says_what_is_missing() {
    let houses = office(2);
    came_and_went(&houses[0], 4);
    let stick = Stick::new();
    let file = stick.file("parte").display().to_string();
    let day = chrono::Utc::now() + chrono::TimeDelta::days(1);
    let day = day.format("%Y-%m-%d").to_string();
    let part = [
        "diario",
        "exportar",
        "--asientos",
        "--para",
        &file,
        "--hasta",
        &day,
    ];
    houses[0].run(&part).good();
    assert!(import(&houses[1], &file)["nuevos"].as_u64().unwrap() > 4);
    let none = stick.file("nada").display().to_string();
    let part = [
        "diario",
        "exportar",
        "--asientos",
        "--para",
        &none,
        "--desde",
        "2031-01-01",
        "--json",
    ];
    assert_eq!(houses[0].run(&part).json()[0]["asientos"], 0);
    assert_eq!(import(&houses[1], &none)["nuevos"], 0);
}

#[test]
fn a_bundle_can_go_through_a_pipe() {
    let houses = office(2);
    came_and_went(&houses[0], 3);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_ventanilla"))
        .args(["--datos", &houses[0].paths.data.display().to_string()])
        .args(["diario", "exportar", "--asientos"])
        .env_clear()
        .envs(houses[0].variables())
        .output()
        .unwrap();
    assert_eq!(
        (output.status.code(), output.stderr.as_slice()),
        (Some(0), &b""[..])
    );
    let stick = Stick::new();
    let file = stick.file("x");
    std::fs::write(&file, &output.stdout).unwrap();
    assert!(import(&houses[1], &file.display().to_string())["nuevos"].as_u64() >= Some(3));
}

#[test]
fn an_existing_file_and_wrong_flags_are_refused() {
    let houses = office(1);
    let stick = Stick::new();
    let file = export(&houses[0], &stick, "a");
    let before = std::fs::read(&file).unwrap();
    let again = houses[0].run(&["diario", "exportar", "--asientos", "--para", &file]);
    assert!(again.complaint(3).contains("no se ha tocado"), "{again:?}");
    assert_eq!(std::fs::read(&file).unwrap(), before);
    assert_eq!(stick.names(), ["a"]);
    for flags in [
        &["--para", "x"][..],
        &["--en-claro"],
        &["--asientos", "--en-claro", "--para", "x"],
    ] {
        let answer = houses[0].run(&[&["diario", "exportar"], flags].concat());
        answer.complaint(2);
    }
    houses[0].run(&["diario", "importar"]).complaint(2);
    let empty = Stick::new();
    let answer = houses[0].run(&["diario", "importar", &empty.name()]);
    assert!(answer.complaint(1).contains(".asientos"), "{answer:?}");
    let gone = houses[0].run(&["diario", "exportar", "--asientos", "--para", "/no/hay/tal"]);
    gone.complaint(3);
    assert_eq!(
        fed(&houses[0], "", &["diario", "importar", "--cuarentena"]).code,
        Some(0)
    );
}
