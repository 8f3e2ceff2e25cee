//! An office's own packs: beside the program's or in their place; a broken one is told and keeps nothing else from working.

use std::path::PathBuf;

use crate::play::process::{Answer, House};

const EMBEDDED: &str = include_str!("../../assets/protocols/juntos-telefonico.toml");

/// A pack of the office made of the program's: with its own identifier and title.
fn own(id: &str, title: &str) -> String {
    EMBEDDED
        .replacen("id = \"juntos-telefonico\"", &format!("id = \"{id}\""), 1)
        .replacen(
            "title = \"JUNTOS · atención telefónica\"",
            &format!("title = \"{title}\""),
            1,
        )
}

fn put(house: &House, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let folder = house.paths.data.join("protocolos");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    std::fs::write(&file, bytes).unwrap();
    file
}

fn row(answer: &Answer, id: &str, own: bool) -> serde_json::Value {
    let rows = answer.json();
    let row = rows
        .iter()
        .find(|r| r["id"] == id && r["archivo"].is_string() == own);
    row.unwrap_or_else(|| panic!("{id}: {answer:?}")).clone()
}

#[test]
fn a_new_pack_is_listed_and_can_be_begun_with() {
    let house = House::empty();
    put(&house, "municipio.toml", own("municipio", "Mesa de partes"));
    let listed = house.run(&["protocolo", "lista", "--json"]);
    let found = row(&listed, "municipio", true);
    assert_eq!(found["titulo"], "Mesa de partes");
    assert_eq!(found["en_uso"], true);
    assert!(found["problema"].is_null(), "{found}");
    let plain = house.run(&["protocolo", "lista"]);
    assert!(
        plain.good().contains("Mesa de partes (propio)"),
        "{plain:?}"
    );
    let made = house.run(&[
        "iniciar",
        "--oficina",
        "CAJ",
        "--agente",
        "Rosa",
        "--protocolo",
        "municipio",
    ]);
    made.good();
}

#[test]
fn one_of_the_same_identifier_stands_in_place_of_the_program_s() {
    let house = House::empty();
    put(
        &house,
        "juntos-telefonico.toml",
        own("juntos-telefonico", "El nuestro"),
    );
    let listed = house.run(&["protocolo", "lista", "--json"]);
    assert_eq!(row(&listed, "juntos-telefonico", true)["en_uso"], true);
    assert_eq!(row(&listed, "juntos-telefonico", false)["en_uso"], false);
}

#[test]
fn a_broken_one_is_refused_with_its_problems_and_the_others_work() {
    let house = House::empty();
    let broken =
        own("juntos-telefonico", "El nuestro").replacen("phase = \"greet\"", "phase = \"x\"", 1);
    let file = put(&house, "juntos-telefonico.toml", broken);
    put(&house, "municipio.toml", own("municipio", "Mesa de partes"));
    let listed = house.run(&["protocolo", "lista", "--json"]);
    listed.good();
    let found = row(&listed, "juntos-telefonico", true);
    assert_eq!(found["en_uso"], false);
    assert!(
        found["problema"].as_str().unwrap().contains("error"),
        "{found}"
    );
    // What it would have stood before is used instead.
    assert_eq!(row(&listed, "juntos-telefonico", false)["en_uso"], true);
    assert_eq!(row(&listed, "municipio", true)["en_uso"], true);
    let checked = house.run(&["protocolo", "revisar"]);
    assert_eq!(checked.code, Some(1), "{checked:?}");
    let place = format!("{}, línea ", file.display());
    assert!(checked.out.contains(&place), "{checked:?}");
    assert!(
        checked.out.contains("municipio: sin errores"),
        "{checked:?}"
    );
}

#[test]
fn what_is_no_pack_is_told_in_words() {
    let house = House::empty();
    let good = own("municipio", "Mesa de partes");
    put(&house, "municipio.toml", &good);
    put(&house, "otro-nombre.toml", &good);
    put(&house, "Con Mayúsculas.toml", &good);
    put(&house, "no-texto.toml", b"\xff\xfe\x00");
    put(&house, "enorme.toml", vec![b'#'; 2 * 1024 * 1024]);
    let folder = house.paths.data.join("protocolos");
    std::fs::create_dir(folder.join("carpeta.toml")).unwrap();
    std::os::unix::fs::symlink(folder.join("municipio.toml"), folder.join("enlace.toml")).unwrap();
    // These are what editors leave, and nobody's packs.
    put(&house, ".municipio.toml.swp", "x");
    put(&house, "municipio.toml~", "x");
    put(&house, ".oculto.toml", "x");
    let listed = house.run(&["protocolo", "lista", "--json"]);
    listed.good();
    for (id, words) in [
        ("otro-nombre", "id = «municipio»"),
        ("Con Mayúsculas", "minúsculas"),
        ("no-texto", "UTF-8"),
        ("enorme", "1024 KiB"),
        ("carpeta", "corriente"),
        ("enlace", "enlace"),
    ] {
        let found = row(&listed, id, true);
        assert_eq!(found["en_uso"], false, "{id}");
        let told = found["problema"].as_str().unwrap();
        assert!(told.contains(words), "{id}: {told}");
    }
    let own = listed
        .json()
        .iter()
        .filter(|r| r["archivo"].is_string())
        .count();
    assert_eq!(own, 7, "{listed:?}");
    let tricks = house.run(&["atender", "--protocolo", "../municipio"]);
    assert_ne!(tricks.code, Some(0));
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_name() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::empty();
    let file = put(&house, "cerrado.toml", "x");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_ok() {
        // Whoever may read everything has nothing to be refused.
        return;
    }
    let listed = house.run(&["protocolo", "lista", "--json"]);
    let told = row(&listed, "cerrado", true)["problema"].to_string();
    assert!(told.contains("no se puede leer"), "{told}");
}
