//! How a station comes into the office, and who is refused.

use std::process::Command;

use super::support::{
    Stick, came_and_went, export, fed, held, import, invited, join, office, station, station_of,
};

#[test]
fn without_an_office_it_is_said_how_to_make_one() {
    let house = station(1);
    let stick = Stick::new();
    let target = stick.name();
    for arguments in [
        &["oficina", "ver"][..],
        &["diario", "exportar", "--asientos", "--para", &target],
        &["diario", "importar", "algo"],
    ] {
        let answer = house.run(arguments);
        assert!(
            answer.complaint(1).contains("oficina invitar"),
            "{answer:?}"
        );
    }
    assert_eq!(stick.names().len(), 0);
}

#[test]
fn the_code_comes_by_any_descriptor_and_nothing_else_opens_the_invitation() {
    let (first, second) = (station(1), station(2));
    let stick = Stick::new();
    let (file, code) = invited(&first, &stick, "i");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(!text.contains(&code[..9]));
    let (_, other_code) = invited(&first, &stick, "j");
    let before = held(&second);
    for (wrong, said) in [
        (other_code.as_str(), "no abre"),
        ("1234", "26 letras"),
        ("", "26 letras"),
    ] {
        let answer = join(&second, &file, wrong);
        assert!(answer.complaint(1).contains(said), "{answer:?}");
    }
    let none = fed(
        &second,
        "",
        &["oficina", "unirse", &file, "--codigo-fd", "0"],
    );
    none.complaint(2);
    let closed = fed(
        &second,
        "",
        &["oficina", "unirse", &file, "--codigo-fd", "63"],
    );
    assert!(closed.complaint(2).contains("63"), "{closed:?}");
    // Where other secrets come from too, as whoever is enrolled hands them over.
    let other = fed(
        &second,
        "1234\n",
        &["oficina", "unirse", &file, "--pin-fd", "0"],
    );
    assert!(other.complaint(1).contains("26 letras"), "{other:?}");
    assert_eq!(held(&second), before);
    // As it is typed from a slip, by descriptor 7.
    let slip = stick.file("slip");
    std::fs::write(&slip, code.to_lowercase().replace('-', " ")).unwrap();
    let output = Command::new("sh")
        .args(["-c", "slip=$1; shift; exec \"$@\" 7< \"$slip\"", "sh"])
        .arg(&slip)
        .arg(env!("CARGO_BIN_EXE_ventanilla"))
        .args(["--datos", &second.paths.data.display().to_string()])
        .args(["oficina", "unirse", &file, "--codigo-fd", "7"])
        .env_clear()
        .envs(second.variables())
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let entries = second
        .run(&["diario", "exportar", "--asientos", "--en-claro"])
        .json();
    assert_eq!(entries[1]["clase"], "office");
    assert!(
        entries[1]["cuerpo"]["joined"]["station"]["key"].is_string(),
        "{entries:?}"
    );
    // Again is no change.
    let before = held(&second);
    assert!(join(&second, &file, &code).good().contains("ya era"));
    assert_eq!(held(&second), before);
}

#[test]
fn stations_that_would_not_go_together_are_refused() {
    let houses = office(2);
    let stick = Stick::new();
    let (file, code) = invited(&houses[0], &stick, "i");
    let elsewhere = station_of("LIM", 4);
    let refused = join(&elsewhere, &file, &code);
    assert!(refused.complaint(1).contains("LIM"), "{refused:?}");
    for number in [1, 2] {
        let twin = station(number);
        let (file, code) = if number == 1 {
            (file.clone(), code.clone())
        } else {
            // Station 1 has to have heard of 2.
            import(&houses[0], &export(&houses[1], &stick, "b"));
            invited(&houses[0], &stick, "j")
        };
        let refused = join(&twin, &file, &code);
        let said = refused.complaint(1);
        assert!(
            said.contains(&format!("0{number}")) && said.contains("repetidos"),
            "{said}"
        );
    }
    let other = office(2);
    came_and_went(&other[1], 1);
    let (file, code) = invited(&houses[0], &stick, "k");
    // One that exchanged nothing may change the office it is of.
    let free = station(7);
    invited(&free, &stick, "l");
    join(&free, &file, &code).good();
    import(&free, &export(&houses[1], &stick, "c"));
    // One that did may not.
    let (file, code) = invited(&other[0], &stick, "m");
    let refused = join(&free, &file, &code);
    assert!(refused.complaint(1).contains("otra llave"), "{refused:?}");
    let wrong = free.run(&["oficina", "unirse", "/no/hay", "--codigo-fd", "0"]);
    wrong.complaint(3);
}

#[test]
fn the_secret_is_nowhere_in_clear() {
    let houses = office(2);
    let mut seen = 0;
    for house in &houses {
        let listed = std::fs::read_dir(&house.paths.data).unwrap();
        for entry in listed.map(Result::unwrap) {
            let bytes = std::fs::read(entry.path()).unwrap();
            for word in ["office_key", "\"secret\"", "invitation"] {
                assert!(
                    !bytes.windows(word.len()).any(|w| w == word.as_bytes()),
                    "{entry:?}"
                );
            }
            seen += 1;
        }
        let entries = house.run(&["diario", "exportar", "--asientos", "--en-claro"]);
        assert!(!entries.good().contains("\"secret\"") && entries.good().contains("office_key"));
    }
    assert!(seen > 4);
}
