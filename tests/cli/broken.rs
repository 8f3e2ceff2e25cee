//! What is wrong with a journal is said in one Spanish line that names the file and what to do; nothing is touched.

use std::fs;
use std::path::{Path, PathBuf};

use super::DAY;
use crate::journal::support::raw;
use crate::play::process::House;

/// Reading commands; each of them opens the journal.
const READS: [&[&str]; 5] = [
    &["diario", "buscar", "ramos"],
    &["diario", "ver", "38"],
    &["diario", "verificar"],
    &["diario", "exportar"],
    &["diario", "respaldar"],
];

/// Asks every reading command; each must fail with these words, and the file stay as it is.
#[track_caller]
fn all_say(house: &House, data: &Path, words: &[&str]) {
    let database = data.join("diario.db");
    let before = fs::read(&database).ok();
    for command in READS {
        let answer = house.run_on(data, command);
        let line = answer.complaint(3);
        for word in words {
            assert!(line.contains(word), "{command:?}: «{word}» in {line}");
        }
    }
    assert_eq!(fs::read(&database).ok(), before, "it was changed");
}

/// The journal's key file.
fn key_of(house: &House) -> PathBuf {
    let id = fs::read_to_string(house.paths.identity()).unwrap();
    house.paths.key(id.trim().parse().unwrap())
}

#[test]
fn no_journal() {
    let house = House::empty();
    let data = house.paths.data.clone();
    all_say(
        &house,
        &data,
        &["ventanilla iniciar", &data.display().to_string()],
    );
}

#[test]
fn a_missing_key() {
    let house = House::played(DAY);
    let key = key_of(&house);
    fs::remove_file(&key).unwrap();
    let data = house.paths.data.clone();
    all_say(
        &house,
        &data,
        &[&key.display().to_string(), "No está la llave"],
    );
}

#[test]
fn a_key_file_with_no_key_in_it() {
    let house = House::played(DAY);
    let key = key_of(&house);
    let whole = fs::read_to_string(&key).unwrap();
    let data = house.paths.data.clone();
    for content in [
        "",
        "hola",
        "{}",
        &whole[..whole.len() / 2],
        &whole.replace("\"key\"", "\"clave\""),
    ] {
        fs::write(&key, content).unwrap();
        all_say(
            &house,
            &data,
            &[&key.display().to_string(), "no contiene una llave"],
        );
    }
}

#[test]
fn the_key_of_another_journal() {
    let house = House::played(DAY);
    let other = House::played("");
    let key = key_of(&house);
    let word = |text: &str| -> String {
        let value: serde_json::Value = serde_json::from_str(text).unwrap();
        value["key"].as_str().unwrap().to_owned()
    };
    let ours = fs::read_to_string(&key).unwrap();
    let theirs = fs::read_to_string(key_of(&other)).unwrap();
    fs::write(&key, ours.replace(&word(&ours), &word(&theirs))).unwrap();
    let data = house.paths.data.clone();
    let database = house.paths.database().display().to_string();
    all_say(
        &house,
        &data,
        &[&database, "La llave no es la de este diario"],
    );
}

#[test]
fn a_missing_identity() {
    let house = House::played(DAY);
    fs::remove_file(house.paths.identity()).unwrap();
    let data = house.paths.data.clone();
    all_say(
        &house,
        &data,
        &[&house.paths.identity().display().to_string()],
    );
}

#[test]
fn a_foreign_file_in_its_place() {
    let house = House::played(DAY);
    let data = house.paths.data.clone();
    let foreign = house.file("otra.db");
    let plain = rusqlite::Connection::open(&foreign).unwrap();
    plain
        .execute_batch("CREATE TABLE entry(x); INSERT INTO entry VALUES (1)")
        .unwrap();
    drop(plain);
    let contents = [
        fs::read(&foreign).unwrap(),
        b"una carta cualquiera".to_vec(),
        Vec::new(),
        vec![0; 100_000],
    ];
    for content in contents {
        fs::write(house.paths.database(), &content).unwrap();
        all_say(&house, &data, &["diario.db"]);
    }
}

#[test]
fn a_damaged_file() {
    let house = House::played(DAY);
    let database = house.paths.database();
    let whole = fs::read(&database).unwrap();
    let pages = whole.len() / 8192;
    let mut told = 0;
    for page in 0..pages {
        let mut bytes = whole.clone();
        bytes[page * 8192 + 4000] ^= 0x40;
        fs::write(&database, &bytes).unwrap();
        let answer = house.run(&["diario", "verificar"]);
        assert!(
            matches!(answer.code, Some(1 | 3)),
            "page {page}: {answer:?}"
        );
        let last = answer.err.trim();
        assert!(
            !last.is_empty() && !last.contains('\n') && !last.contains("panicked"),
            "page {page}: {last}"
        );
        told += 1;
    }
    assert!(told > 10, "{pages} pages");
    // Cut short.
    fs::write(&database, &whole[..whole.len() / 2]).unwrap();
    let answer = house.run(&["diario", "verificar"]);
    assert!(matches!(answer.code, Some(1 | 3)), "{answer:?}");
}

#[test]
fn a_journal_of_a_newer_program() {
    let house = House::played(DAY);
    let db = raw(&house.paths, &house.paths.database());
    db.execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(db);
    // It can still be read; who would write is told.
    let read = house.run(&["diario", "buscar", "ramos"]);
    if read.code == Some(0) {
        assert!(read.out.contains("RAMOS"));
    } else {
        assert!(read.complaint(3).contains("99"), "{read:?}");
    }
    let write = house.run(&["diario", "reconstruir"]);
    let line = write.complaint(3);
    assert!(line.contains("99") && line.contains("Actualice"), "{line}");
}

#[test]
fn a_copied_folder_is_refused_to_all() {
    let house = House::played(DAY);
    let copy = house.file("copia");
    fs::create_dir(&copy).unwrap();
    for entry in fs::read_dir(&house.paths.data).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
        }
    }
    let names = [
        copy.display().to_string(),
        house.paths.data.display().to_string(),
    ];
    all_say(&house, &copy, &[&names[0], &names[1]]);
    assert!(
        house
            .run(&["diario", "buscar", "ramos"])
            .good()
            .contains("RAMOS"),
        "the original goes on"
    );
}

/// What was filed and then altered with the key in hand is found, and said with exit code 1.
#[test]
fn an_altered_entry_is_found() {
    let house = House::played(DAY);
    let db = raw(&house.paths, &house.paths.database());
    let drop_guards: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for name in drop_guards {
        db.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    let changed = db
        .execute("UPDATE entry_body SET body = replace(body, 'día 30', 'día 31') WHERE body LIKE '%día 30%'", [])
        .unwrap();
    assert_eq!(changed, 1);
    drop(db);
    let answer = house.run(&["diario", "verificar"]);
    assert!(answer.complaint(1).contains("NO está bien"), "{answer:?}");
    assert!(
        answer.out.contains("Cadena rota en el asiento"),
        "{answer:?}"
    );
    let json = house.run(&["diario", "verificar", "--json"]).json();
    assert_eq!(json[0]["integro"], false);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;

    let house = House::empty();
    let closed = house.file("cerrada");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(closed.join("prueba"), "").is_ok() {
        eprintln!("skipped: this user may write where nobody may (root)");
        return;
    }
    let answer = house.run_on(
        &closed.join("datos"),
        &["iniciar", "--oficina", "CAJ", "--agente", "Rosa"],
    );
    let line = answer.complaint(3);
    assert!(
        line.contains("No se puede escribir") && line.contains("--datos"),
        "{line}"
    );
}
