//! `protocolo`: which there are, and what is wrong with one, with its place.

use ventanilla::desk::packs;

use crate::play::process::House;

#[test]
fn the_packs_are_listed() {
    let house = House::empty();
    let answer = house.run(&["protocolo", "lista"]);
    for pack in packs() {
        assert!(answer.good().contains(pack.id), "{}: {answer:?}", pack.id);
    }
    let json = house.run(&["protocolo", "lista", "--json"]).json();
    assert_eq!(json[0]["id"], "juntos-telefonico");
    assert_eq!(json[0]["canal"], "telephone");
}

#[test]
fn the_packs_of_the_program_have_no_mistakes() {
    let house = House::empty();
    let answer = house.run(&["protocolo", "revisar"]);
    assert_eq!(
        answer.good().matches("sin errores").count(),
        packs().len(),
        "{answer:?}"
    );
}

#[test]
fn a_mistake_is_told_with_file_line_and_column() {
    let house = House::empty();
    let file = house.file("mio.toml");
    let pack = include_str!("../../assets/protocols/juntos-telefonico.toml");
    // One mistake for each of two lines that are counted here.
    let broken = pack
        .replacen(
            "key = \"persona.beneficiario\"",
            "kay = \"persona.beneficiario\"",
            1,
        )
        .replacen("{linea_gratuita}. No le", "{linea_gratis}. No le", 1);
    std::fs::write(&file, &broken).unwrap();
    let path = file.display().to_string();
    let answer = house.run(&["protocolo", "revisar", &path]);
    assert_eq!(answer.code, Some(1), "{answer:?}");
    for (word, words) in [("kay =", "«kay»"), ("linea_gratis", "«linea_gratis»")] {
        let line = broken.lines().position(|l| l.contains(word)).unwrap() + 1;
        let place = format!("{path}, línea {line}, columna ");
        let told = answer
            .out
            .lines()
            .find(|l| l.starts_with(&place))
            .unwrap_or_else(|| panic!("{place}: {answer:?}"));
        assert!(told.contains(words), "{told}");
    }
    assert!(answer.err.trim().ends_with("errores"), "{answer:?}");
    let json = house.run(&["protocolo", "revisar", &path, "--json"]).json();
    let line = broken.lines().position(|l| l.starts_with("kay")).unwrap() + 1;
    assert!(
        json.iter().any(|p| p["linea"] == line && p["columna"] == 1),
        "{json:?}"
    );
}

#[test]
fn a_file_that_is_no_protocol_is_told_too() {
    let house = House::empty();
    let file = house.file("mio.toml");
    let path = file.display().to_string();
    let missing = house.run(&["protocolo", "revisar", &path]);
    assert!(missing.complaint(3).contains(&path), "{missing:?}");
    for content in [&b""[..], b"id = \"x", b"\xff\xfe\x00", b"[[[", b"id = 3\n"] {
        std::fs::write(&file, content).unwrap();
        let answer = house.run(&["protocolo", "revisar", &path]);
        assert!(
            matches!(answer.code, Some(1 | 3)),
            "{content:?}: {answer:?}"
        );
        assert!(
            format!("{}{}", answer.out, answer.err).contains(&path),
            "{content:?}: {answer:?}"
        );
        assert!(!answer.err.contains("panicked"), "{answer:?}");
    }
}
