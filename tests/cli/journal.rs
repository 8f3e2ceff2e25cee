//! `diario` on a journal made by playing: found, shown, verified, exported, copied.

use serde_json::Value;

use super::DAY;
use crate::play::process::House;

const FIRST: &str = "CAJ-02-2026-000038-20";
const SECOND: &str = "CAJ-02-2026-000039-17";
const DRAFT: &str = "CAJ-02-2026-000040-14";

#[test]
fn it_is_found_as_people_say_it() {
    let house = House::played(DAY);
    let ways: [&[&str]; 8] = [
        &["la 38"],
        &["la", "38"],
        &["ramos"],
        &["FLORES", "ana"],
        &["45678901"],
        &["987654321"],
        &["abono"],
        &[FIRST],
    ];
    for words in ways {
        let answer = house.run(&[&["diario", "buscar"], words].concat());
        let found = answer.good();
        assert_eq!(found.lines().count(), 1, "{words:?}: {found}");
        assert!(
            found.contains(FIRST) && found.contains("RAMOS FLORES"),
            "{found}"
        );
        assert!(
            found.contains("8901") && !found.contains("45678901"),
            "masked: {found}"
        );
    }
    let all = house.run(&["diario", "buscar"]);
    let numbers: Vec<_> = all.good().lines().map(|l| &l[18..39]).collect();
    assert_eq!(numbers, [SECOND, FIRST], "the newest first");
    let one = house.run(&["diario", "buscar", "--limite", "1"]);
    assert_eq!(one.good().lines().count(), 1);
}

#[test]
fn nothing_found_is_the_answer_no() {
    let house = House::played(DAY);
    let answer = house.run(&["diario", "buscar", "zapato"]);
    assert_eq!(answer.complaint(1), "No hay nada con «zapato».");
    assert_eq!(answer.out, "");
}

#[test]
fn a_search_as_json_is_whole() {
    let house = House::played(DAY);
    let answer = house.run(&["diario", "buscar", "--json"]);
    let rows = answer.json();
    assert_eq!(rows.len(), 2);
    let row = &rows[1];
    assert_eq!(row["numero"], FIRST);
    assert_eq!(row["documento"]["numero"], "45678901");
    assert_eq!(row["telefono"], "987654321");
    assert_eq!(row["desenlace"], "resuelta");
    assert_eq!(row["abierta"], "2026-11-24T10:12:00-05:00");
    assert_eq!(row["duracion_s"], 222);
    assert_eq!(row["distrito"], "Chota, Chota, Cajamarca");
}

#[test]
fn one_attention_is_shown_by_the_clock() {
    let house = House::played(DAY);
    for said in [
        &["38"][..],
        &["la", "38"],
        &["la 38"],
        &[FIRST],
        &["caj-02-2026-000038-20"],
    ] {
        let answer = house.run(&[&["diario", "ver"], said].concat());
        let shown = answer.good();
        for words in [
            FIRST,
            "Resuelta",
            "RAMOS FLORES, Ana María",
            "No le llegó el abono",
            "10:15:42  Despedida",
            "Asiento",
        ] {
            assert!(shown.contains(words), "«{words}» with {said:?}: {shown}");
        }
    }
    let promised = house.run(&["diario", "ver", SECOND]);
    assert!(promised.good().contains("912 345 678"), "{promised:?}");
    let json = house.run(&["diario", "ver", "38", "--json"]).json();
    assert_eq!(json.len(), 1);
    assert_eq!(json[0]["numero"], FIRST);
    assert_eq!(json[0]["asientos"].as_array().unwrap().len(), 1);
}

#[test]
fn what_is_not_there_is_said_with_its_number() {
    let house = House::played(DAY);
    for said in ["CAJ-02-2026-000041-11", "la 41", "LIM-02-2026-000038-20"] {
        let answer = house.run(&["diario", "ver", said]);
        assert!(answer.complaint(1).contains(said), "{answer:?}");
    }
    // One wrong figure is no other attention: the check digits say so.
    let misread = house.run(&["diario", "ver", "CAJ-02-2026-000039-20"]);
    misread.complaint(1);
    // Several fit: which one is asked, and they are listed.
    let several = house.run(&["diario", "ver", "señora"]);
    assert_eq!(several.code, Some(1), "{several:?}");
    assert!(
        several.err.contains(FIRST) && several.err.contains(SECOND),
        "{several:?}"
    );
    let open = house.run(&["diario", "ver", DRAFT]);
    assert_eq!(open.code, Some(1), "a draft is not filed: {open:?}");
}

#[test]
fn a_sound_journal_is_verified_and_its_code_known() {
    let house = House::played(DAY);
    let answer = house.run(&["diario", "verificar"]);
    let said = answer.good();
    for words in [
        "Páginas: enteras",
        "todos enlazados",
        "Marca: el diario llega",
        "completo y sin cambios",
    ] {
        assert!(said.contains(words), "«{words}» in {said}");
    }
    let json = house.run(&["diario", "verificar", "--json"]).json();
    assert_eq!(json[0]["integro"], true);
    let code = json[0]["codigo"].as_str().unwrap();
    assert!(said.contains(code));
    assert!(
        house
            .run(&["diario", "verificar", code])
            .good()
            .contains("está en la cadena")
    );
    let found = house
        .run(&["diario", "verificar", &code.to_lowercase(), "--json"])
        .json();
    assert_eq!(found[0]["encontrado"], true);
    for wrong in ["ZZZZ-ZZZZ", "1", "ñ", "ÁÉÍÓÚÁÉÍ", "AAAAAAAAAAAAAAAA"] {
        let answer = house.run(&["diario", "verificar", wrong]);
        assert!(
            answer.complaint(1).contains("no está en este diario"),
            "{answer:?}"
        );
    }
}

#[test]
fn every_exported_line_is_json() {
    let house = House::played(DAY);
    let attentions = house.run(&["diario", "exportar"]);
    let lines = attentions.json();
    assert_eq!(lines.len(), 2, "{}", attentions.good());
    let numbers: Vec<&Value> = lines.iter().map(|l| &l["numero"]).collect();
    assert!(numbers.contains(&&Value::from(FIRST)) && numbers.contains(&&Value::from(SECOND)));
    assert!(
        lines
            .iter()
            .all(|l| l["v"] == 1 && l["huella"].as_str().unwrap().len() == 64)
    );
    let entries = house.run(&["diario", "exportar", "--asientos"]);
    let entries = entries.json();
    for (before, after) in entries.iter().zip(&entries[1..]) {
        assert_eq!(
            before["huella"], after["anterior"],
            "the chain can be checked from the export"
        );
        let text = after["texto"].as_str().unwrap();
        assert_eq!(
            serde_json::from_str::<Value>(text).unwrap(),
            after["cuerpo"]
        );
    }
}

#[test]
fn an_export_is_cut_at_days() {
    let house = House::played(DAY);
    let count = |flags: &[&str]| {
        house
            .run(&[&["diario", "exportar"], flags].concat())
            .good()
            .lines()
            .count()
    };
    assert_eq!(
        count(&["--desde", "2026-11-24", "--hasta", "2026-11-24"]),
        2
    );
    assert_eq!(count(&["--desde", "2026-11-25"]), 0);
    assert_eq!(count(&["--hasta", "2026-11-23"]), 0);
    for day in ["ayer", "24/11/2026", "2026-02-30"] {
        let answer = house.run(&["diario", "exportar", "--desde", day]);
        assert!(answer.complaint(2).contains(day), "{answer:?}");
    }
}

#[test]
fn a_backup_is_verified_and_opens_only_with_the_key() {
    let house = House::played(DAY);
    let file = house.file("copia.db");
    let path = file.display().to_string();
    let answer = house.run(&["diario", "respaldar", &path]);
    let said = answer.good();
    assert!(
        said.contains("comprobada") && said.contains(&path),
        "{said}"
    );
    let bytes = std::fs::read(&file).unwrap();
    assert!(!bytes.starts_with(b"SQLite format 3"));
    for secret in ["Ramos", "45678901", "abono", "CAJ-02"] {
        assert!(
            !bytes.windows(secret.len()).any(|w| w == secret.as_bytes()),
            "{secret}"
        );
    }
    let bare = rusqlite::Connection::open(&file).unwrap();
    assert!(
        bare.query_row("SELECT count(*) FROM entry", [], |r| r.get::<_, i64>(0))
            .is_err()
    );
    let keyed = crate::journal::support::raw(&house.paths, &file);
    let entries: i64 = keyed
        .query_row("SELECT count(*) FROM entry", [], |r| r.get(0))
        .unwrap();
    drop(keyed);
    // Never over another file; in a folder, and by itself, under its own name.
    let again = house.run(&["diario", "respaldar", &path]);
    assert!(again.complaint(3).contains(&path), "{again:?}");
    let json = house.run(&["diario", "respaldar", "--json"]).json();
    assert_eq!(json[0]["comprobada"], true);
    assert_eq!(json[0]["asientos"], entries);
    let folder = house.file("usb");
    std::fs::create_dir(&folder).unwrap();
    house
        .run(&["diario", "respaldar", &folder.display().to_string()])
        .good();
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_rebuilt_journal_answers_the_same() {
    let house = House::played(DAY);
    let ask = || {
        let questions: [&[&str]; 3] = [
            &["diario", "buscar", "--json"],
            &["diario", "ver", "38"],
            &["diario", "exportar"],
        ];
        questions.map(|q| house.run(q).good().to_owned())
    };
    let before = ask();
    assert!(
        house
            .run(&["diario", "reconstruir"])
            .good()
            .contains("asientos")
    );
    assert_eq!(ask(), before);
}

/// A reader that goes away is no failure.
#[test]
fn a_closed_pipe_is_no_failure() {
    let house = House::played(DAY);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_ventanilla"))
        .args([
            "--datos",
            &house.paths.data.display().to_string(),
            "diario",
            "exportar",
            "--asientos",
        ])
        .env_clear()
        .envs(house.variables())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
