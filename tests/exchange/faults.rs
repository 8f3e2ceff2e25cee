//! Files that are not taken: whatever is wrong with them, nothing is written.

use super::support::{Stick, came_and_went, export, held, import, office};
use crate::play::process::House;

/// The file is refused, with this in the words, and the journal is as it was.
#[track_caller]
fn refused(house: &House, file: &str, words: &str) {
    let before = held(house);
    let answer = house.run(&["diario", "importar", file, "--json"]);
    assert_eq!(answer.code, Some(1), "{answer:?}");
    let said = &answer.json()[0];
    assert_eq!(said["recibido"], false, "{said}");
    assert!(said["motivo"].as_str().unwrap().contains(words), "{said}");
    assert_eq!(held(house), before);
}

#[test]
fn a_file_of_another_office_or_key_is_refused() {
    let (ours, theirs) = (office(2), office(1));
    let lima = super::support::station_of("LIM", 1);
    let stick = Stick::new();
    super::support::invited(&lima, &stick, "i");
    refused(
        &ours[0],
        &export(&theirs[0], &stick, "t"),
        "llave de otra oficina",
    );
    refused(&ours[0], &export(&lima, &stick, "l"), "oficina LIM");
}

#[test]
fn a_certificate_of_another_station_does_not_help() {
    let houses = office(3);
    let stick = Stick::new();
    let head = |file: &str| {
        let bytes = std::fs::read(file).unwrap();
        let end = bytes.iter().position(|b| *b == b'\n').unwrap();
        let header: serde_json::Value = serde_json::from_slice(&bytes[..end]).unwrap();
        (header, bytes[end..].to_vec())
    };
    let (one, body) = head(&export(&houses[0], &stick, "1"));
    let (two, _) = head(&export(&houses[1], &stick, "2"));
    let put = |header: &serde_json::Value| {
        let file = stick.file("x");
        let bytes = [header.to_string().as_bytes(), &body].concat();
        std::fs::write(&file, bytes).unwrap();
        file.display().to_string()
    };
    let mut borrowed = one.clone();
    borrowed["certificate"] = two["certificate"].clone();
    refused(
        &houses[2],
        &put(&borrowed),
        "no es lo que el puesto 02 firmó",
    );
    let mut other_key = one.clone();
    other_key["certificate"]["key"] = two["certificate"]["key"].clone();
    refused(&houses[2], &put(&other_key), "no lo certificó");
    let mut more = one.clone();
    more["otro"] = 1.into();
    refused(&houses[2], &put(&more), "no es un archivo de asientos");
    let mut later = one;
    later["version"] = 2.into();
    refused(&houses[2], &put(&later), "más nueva");
}

/// Every byte is tried within the program's own tests; here places all over a file, with the program itself.
#[test]
fn a_file_that_was_changed_or_cut_writes_nothing() {
    let houses = office(2);
    came_and_went(&houses[0], 20);
    let stick = Stick::new();
    let file = export(&houses[0], &stick, "a");
    let whole = std::fs::read(&file).unwrap();
    let before = held(&houses[1]);
    let steps = whole.len() / 12;
    for at in (0..whole.len()).step_by(steps) {
        let mut wrong = whole.clone();
        wrong[at] ^= 4;
        for bytes in [&wrong[..], &whole[..at]] {
            std::fs::write(&file, bytes).unwrap();
            let answer = houses[1].run(&["diario", "importar", &file]);
            assert_eq!(answer.code, Some(1), "{at}: {answer:?}");
        }
    }
    assert_eq!(held(&houses[1]), before);
    assert_eq!(
        houses[1].run(&["oficina", "ver", "--json"]).json()[1]["intercambio"],
        serde_json::Value::Null
    );
    std::fs::write(&file, &whole).unwrap();
    assert!(import(&houses[1], &file)["nuevos"].as_u64() > Some(20));
}

#[test]
fn one_bad_file_keeps_nobody_from_the_others() {
    let houses = office(2);
    let stick = Stick::new();
    export(&houses[0], &stick, "a.asientos");
    std::fs::write(stick.file("b.asientos"), b"nada").unwrap();
    std::fs::write(stick.file("carta.txt"), b"nada").unwrap();
    std::fs::create_dir(stick.file("c.asientos")).unwrap();
    let answer = houses[1].run(&["diario", "importar", &stick.name()]);
    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(
        answer.out.contains("asientos nuevos") && !answer.out.contains("carta"),
        "{answer:?}"
    );
    assert!(answer.err.starts_with("1 archivo "), "{answer:?}");
    let folder = stick.file("c.asientos").display().to_string();
    houses[1].run(&["diario", "importar", &folder]).complaint(1);
    let nowhere = houses[1].run(&["diario", "importar", "/no/hay/tal"]);
    assert_eq!(nowhere.code, Some(3), "{nowhere:?}");
    // Whoever has the journal open is told of.
    let unlocked = ventanilla::journal::by_file(&houses[1].paths).unwrap();
    let open = ventanilla::journal::open(&unlocked, chrono::Utc::now(), Box::new(|_| ())).unwrap();
    let file = stick.file("a.asientos").display().to_string();
    let locked = houses[1].run(&["diario", "importar", &file]);
    assert!(locked.complaint(3).contains("Ciérrela"), "{locked:?}");
    // Carrying out only reads.
    export(&houses[1], &stick, "mientras");
    drop(open);
}

#[test]
fn a_copy_put_back_is_a_fork_and_is_said() {
    let houses = office(2);
    let stick = Stick::new();
    came_and_went(&houses[0], 2);
    // An old copy of the whole folder, with its mark: nobody can see that it is old.
    let copied = |from: &std::path::Path, to: &std::path::Path| {
        std::fs::create_dir_all(to).unwrap();
        for entry in from.read_dir().unwrap().map(Result::unwrap) {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    };
    let kept = stick.file("copia");
    copied(&houses[0].paths.data, &kept);
    came_and_went(&houses[0], 3);
    import(&houses[1], &export(&houses[0], &stick, "a"));
    copied(&kept, &houses[0].paths.data);
    came_and_went(&houses[0], 4);
    let file = export(&houses[0], &stick, "b");
    let answer = houses[1].run(&["diario", "importar", &file]);
    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(answer.out.contains("Bifurcación en CAJ-01"), "{answer:?}");
    assert!(answer.out.contains("RECHAZADOS"), "{answer:?}");
    let listed = houses[1].run(&["diario", "importar", "--cuarentena"]);
    assert!(listed.good().contains("bifurcación"), "{listed:?}");
    let json = houses[1]
        .run(&["diario", "importar", "--cuarentena", "--json"])
        .json();
    assert_eq!(
        (json.len(), &json[0]["motivo"]),
        (1, &"fork".into()),
        "{json:?}"
    );
    houses[1].run(&["diario", "verificar"]).good();
}
