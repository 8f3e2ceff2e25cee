//! What an office without a programmer has: a copy to start from, a view of it, the guide, a check at every save.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use ventanilla::desk::packs;
use ventanilla::protocol::{load, review};

use crate::play::process::House;
use crate::support::tree::file;

/// The example of the guide.
fn example() -> String {
    let guide = file("assets/protocols/README.md").text;
    let (_, rest) = guide.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_example_of_the_guide_is_a_pack() {
    let text = example();
    let found = review(&text);
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(load(&text, "hash").unwrap().id, "mesa-de-partes");
    let house = House::empty();
    let told = house.run(&["protocolo", "guia"]);
    assert!(told.good().contains(text.trim_end()), "{told:?}");
}

#[test]
fn the_guide_names_every_kind_of_field_phase_channel_outcome_and_matter() {
    use ventanilla::protocol::{Ask, Channel, MatterKind, Outcome, Phase};
    let guide = file("assets/protocols/README.md").text;
    let kinds = Ask::NAMES.iter().map(|n| format!("ask.{n} ="));
    let names = (Phase::ALL.iter().map(|(n, _)| *n))
        .chain(Channel::ALL.iter().map(|(n, _)| *n))
        .chain(Outcome::ALL.iter().map(|(n, _)| *n))
        .chain(MatterKind::ALL.iter().map(|(n, _)| *n));
    for word in kinds.chain(names.map(str::to_owned)) {
        assert!(guide.contains(&word), "the guide says nothing of {word}");
    }
}

#[test]
fn a_copy_is_whole_and_is_never_written_over() {
    let house = House::empty();
    let made = house.run(&[
        "protocolo",
        "nuevo",
        "mesa-de-partes",
        "--desde",
        "juntos-telefonico",
    ]);
    let path = house.paths.data.join("protocolos/mesa-de-partes.toml");
    assert!(
        made.good().contains(&path.display().to_string()),
        "{made:?}"
    );
    let listed = house.run(&["protocolo", "lista"]);
    assert!(listed.good().contains("mesa-de-partes"), "{listed:?}");
    house.run(&["protocolo", "revisar"]).good();
    std::fs::write(&path, "mío").unwrap();
    let again = house.run(&["protocolo", "nuevo", "mesa-de-partes"]);
    assert!(again.complaint(3).contains("no se ha tocado"), "{again:?}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mío");
    for id in ["../fuera", "Mesa", "a b", ""] {
        assert_eq!(house.run(&["protocolo", "nuevo", id]).code, Some(2), "{id}");
    }
    let elsewhere = house.file("otra.toml").display().to_string();
    house
        .run(&["protocolo", "nuevo", "otra", "--en", &elsewhere])
        .good();
    house.run(&["protocolo", "revisar", &elsewhere]).good();
    let unknown = house.run(&["protocolo", "nuevo", "x", "--desde", "no-hay"]);
    assert!(unknown.complaint(2).contains("no-hay"));
}

#[test]
fn a_pack_is_shown_within_eighty_columns_and_without_a_raw_brace() {
    let house = House::empty();
    for pack in packs() {
        let shown = house.run(&["protocolo", "ver", pack.id]);
        for line in shown.good().lines() {
            assert!(line.chars().count() <= 80, "{}: {line}", pack.id);
            assert!(!line.contains(['{', '}']), "{}: {line}", pack.id);
        }
        let protocol = load(pack.text, "hash").unwrap();
        for (i, step) in protocol.steps.iter().enumerate() {
            let heading = format!("{}. ", i + 1);
            let heading = shown.out.lines().find(|l| l.starts_with(&heading));
            let begins: String = step.title.chars().take(20).collect();
            assert!(
                heading.is_some_and(|l| l.contains(&begins)),
                "{}: {}",
                pack.id,
                step.title
            );
        }
        let json = house.run(&["protocolo", "ver", pack.id, "--json"]).json();
        let steps = json[0]["pasos"].as_array().unwrap();
        assert_eq!(steps.len(), protocol.steps.len());
    }
}

#[test]
fn conditions_and_what_is_needed_are_told_in_words() {
    let house = House::empty();
    let path = house.file("mesa-de-partes.toml");
    std::fs::write(&path, example()).unwrap();
    let shown = house.run(&["protocolo", "ver", &path.display().to_string()]);
    for words in [
        "(si «Tipo» es Queja)",
        "Hace falta para terminar como Resuelta",
        "«Le escucho.» (si el canal es ",
        "«Cuénteme, por favor, qué pasó.»",
        "Consulta / Queja",
        "El plazo que se promete es el de «Plazo».",
    ] {
        assert!(shown.good().contains(words), "{words}: {}", shown.out);
    }
}

#[test]
fn coverage_is_told_a_line_a_requirement() {
    let house = House::empty();
    let told = house.run(&["protocolo", "cobertura", "--json"]);
    let rows = told.json();
    assert_eq!(rows.len(), 226);
    let row = |id: &str| rows.iter().find(|r| r["id"] == id).unwrap();
    let at = row("P071")["citado_en"].as_array().unwrap();
    let in_pack = |p: &serde_json::Value| p.as_str().unwrap().starts_with("juntos-telefonico/");
    assert!(at.iter().any(in_pack), "{at:?}");
    assert_eq!(row("P071")["motivo"], serde_json::Value::Null);
    let reason = row("C22")["motivo"].as_str().unwrap();
    assert!(reason.contains("No es cosa de un programa"), "{reason}");
    // Met and without a reason, or with a reason and not met.
    let settled =
        |r: &&serde_json::Value| r["cubierto"].as_bool().unwrap() == r["motivo"].is_null();
    let all = rows.iter().filter(settled).count() == rows.len();
    assert_eq!(told.code, Some(i32::from(!all)), "{}", told.err);
    let plain = house.run(&["protocolo", "cobertura", "--detalle"]);
    assert!(plain.out.contains(" de 130 cubiertos"), "{plain:?}");
}

#[test]
fn a_file_that_is_followed_is_checked_at_every_save_also_by_replacement() {
    let house = House::empty();
    let path = house.file("mesa-de-partes.toml");
    std::fs::write(&path, example()).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_ventanilla"))
        .args(["protocolo", "revisar", "--seguir"])
        .arg(&path)
        .env_clear()
        .envs(house.variables())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        out.lines()
            .map_while(Result::ok)
            .try_for_each(|l| sender.send(l))
    });
    let wait = |words: &str| {
        let mut seen = Vec::new();
        while let Ok(line) = lines.recv_timeout(Duration::from_secs(20)) {
            if line.contains(words) {
                return;
            }
            seen.push(line);
        }
        panic!("«{words}» never came: {seen:?}");
    };
    wait("sin errores");
    let broken = example().replace("phase = \"greet\"", "phase = \"saludar\"");
    std::fs::write(&path, broken).unwrap();
    wait("«saludar»");
    // As editors do: another file in its place.
    let other = house.file("otro");
    std::fs::write(&other, example()).unwrap();
    std::fs::rename(&other, &path).unwrap();
    wait("sin errores");
    child.kill().unwrap();
    child.wait().unwrap();
}
