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
        assert_eq!(found.lines().count(), 2, "{words:?}: {found}");
        assert!(found.ends_with("\n1 atención\n"), "{found}");
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
    let lines: Vec<_> = all.good().lines().collect();
    let numbers: Vec<_> = lines[..2].iter().map(|l| &l[18..39]).collect();
    assert_eq!(numbers, [SECOND, FIRST], "the newest first");
    assert_eq!(lines[2..], ["2 atenciones, las más recientes primero"]);
}

#[test]
fn a_list_goes_on_where_another_ended() {
    let house = House::played(DAY);
    let one = house.run(&["diario", "buscar", "--limite", "1"]);
    let (row, said) = one.good().split_once('\n').unwrap();
    assert!(row.contains(SECOND), "{row}");
    let (_, place) = said.trim_end().split_once("--antes ").unwrap();
    let rest = house.run(&["diario", "buscar", "--antes", place]);
    assert!(rest.good().contains(FIRST), "{rest:?}");
    assert!(rest.good().ends_with("\n1 atención\n"), "{rest:?}");
    let json = house.run(&["diario", "buscar", "--json"]).json();
    assert_eq!(json[0]["lugar"].to_string(), place);
    let last = json[1]["lugar"].to_string();
    let none = house.run(&["diario", "buscar", "--antes", &last]);
    none.complaint(1);
}

#[test]
fn filters_combine_with_words_and_without() {
    let house = House::played(DAY);
    let count = |flags: &[&str]| {
        let answer = house.run(&[&["diario", "buscar", "--json"], flags].concat());
        match answer.code {
            Some(0) => answer.json().len(),
            Some(1) => 0,
            code => panic!("{code:?}: {answer:?}"),
        }
    };
    for (flags, found) in [
        (&["--dia", "hoy"][..], 2),
        (&["--dia", "24/11"], 2),
        (&["--dia", "ayer"], 0),
        (&["--dia", "noviembre", "ramos"], 1),
        (&["--desde", "2026-11-24"], 2),
        (&["--desde", "lunes", "--hasta", "hoy"], 2),
        (&["--hasta", "ayer"], 0),
        (&["--desde", "2025", "--hasta", "octubre"], 0),
        (&["--agente", "rosa quispe"], 2),
        (&["--canal", "telefonico"], 2),
        (&["--canal", "correo"], 0),
        (&["--tipo", "consulta"], 1),
        (&["--tipo", "denuncia"], 0),
        (&["--desenlace", "resuelta"], 1),
        (&["--desenlace", "por_llamar"], 1),
        (&["--desenlace", "por_llamar", "ramos"], 0),
        (&["--desenlace", "resuelta", "la", "38"], 1),
        (&["--desenlace", "por_llamar", "la", "38"], 0),
        (&["--protocolo", "juntos-telefonico", "--dia", "hoy"], 2),
        (&["--protocolo", "juntos-presencial"], 0),
    ] {
        assert_eq!(count(flags), found, "{flags:?}");
    }
    let nothing = house.run(&["diario", "buscar", "--dia", "ayer"]);
    assert_eq!(nothing.complaint(1), "No hay ninguna que cumpla lo pedido.");
}

#[test]
fn a_value_that_is_not_known_is_wrong_usage_and_those_known_are_listed() {
    let house = House::played(DAY);
    for (flag, given, known) in [
        ("--agente", "Julia", "Rosa Quispe"),
        ("--canal", "fax", "telefonico, presencial"),
        ("--tipo", "chisme", "consulta"),
        ("--desenlace", "bien", "resuelta, derivada"),
        ("--protocolo", "otro", "juntos-telefonico"),
        ("--dia", "mañana", "octubre"),
        ("--desde", "31/02", "ayer"),
    ] {
        let answer = house.run(&["diario", "buscar", flag, given]);
        let said = answer.complaint(2);
        assert!(said.contains(given) && said.contains(known), "{said}");
    }
    let both = house.run(&["diario", "buscar", "--dia", "hoy", "--desde", "ayer"]);
    both.complaint(2);
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
    let entries = house.run(&["diario", "exportar", "--asientos", "--en-claro"]);
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
    let place = house.file("usb");
    let path = place.display().to_string();
    // A stick that is not in is said, and no folder made in its place.
    let missing = house.run(&["diario", "respaldar", &path]);
    assert!(missing.complaint(3).contains(&path), "{missing:?}");
    assert!(!place.exists());
    std::fs::create_dir(&place).unwrap();
    let answer = house.run(&["diario", "respaldar", &path]);
    let said = answer.good();
    assert!(
        said.contains("comprobada") && said.contains(&path),
        "{said}"
    );
    let folder = std::fs::read_dir(&place).unwrap().next().unwrap().unwrap();
    let file = folder.path().join("diario.db");
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
    // One a day is kept, the newest; without a place it lies beside the journal, with the word that this does not outlive the disk.
    let again = house.run(&["diario", "respaldar", &path]);
    assert!(
        again.good().contains("Se retiró 1 copia antigua"),
        "{again:?}"
    );
    assert_eq!(std::fs::read_dir(&place).unwrap().count(), 1);
    let here = house.run(&["diario", "respaldar"]);
    assert!(here.good().contains("mismo disco"), "{here:?}");
    let json = house.run(&["diario", "respaldar", "--json"]).json();
    assert_eq!(json[0]["comprobada"], true);
    // An entry says of each that it was made.
    assert_eq!(json[0]["asientos"], entries + 3);
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
            "--en-claro",
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
