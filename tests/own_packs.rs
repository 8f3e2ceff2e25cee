//! At the desk: the office's own packs are offered, a broken one is told at the start, and a draft keeps the text it began
//! with whatever becomes of the file.

use ventanilla::attention::Command;
use ventanilla::desk::{Desk, PackError};
use ventanilla::journal::Paths;
use ventanilla::protocol::Answer;
use ventanilla::world::World;

use super::play;

const EMBEDDED: &str = include_str!("../assets/protocols/juntos-telefonico.toml");

/// A pack of the office with this version and this label of its reason.
fn own(version: &str, label: &str) -> String {
    let text = EMBEDDED
        .replacen("id = \"juntos-telefonico\"", "id = \"municipio\"", 1)
        .replacen(
            "\nversion = \"",
            &format!("\nversion = \"{version}\" # \""),
            1,
        )
        .replacen(
            "key = \"asunto.motivo\"\nlabel = \"Motivo, en una línea\"",
            &format!("key = \"asunto.motivo\"\nlabel = \"{label}\""),
            1,
        );
    assert!(
        text.contains(label),
        "the pack asks for its reason otherwise"
    );
    text
}

fn put(paths: &Paths, text: &str) {
    let folder = paths.data.join("protocolos");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("municipio.toml"), text).unwrap();
}

fn start(paths: &Paths, seed: u64) -> (Desk, Vec<PackError>) {
    let world = World::still(play::start(), seed);
    let (desk, found) = Desk::start(
        ventanilla::desk::Session::by_file(paths).unwrap(),
        world,
        Box::new(drop),
        std::sync::Arc::new(drop),
    )
    .unwrap();
    (desk, found.packs)
}

fn label(desk: &Desk) -> String {
    let front = &desk.open_attentions()[0];
    let field = front.protocol.field("asunto.motivo").unwrap();
    field.label.clone()
}

#[test]
fn a_draft_goes_on_in_the_version_that_it_began_with() {
    let folder = tempfile::tempdir().unwrap();
    let paths = play::paths(folder.path());
    play::create(&paths);
    put(&paths, &own("1", "Primera redacción"));
    let (mut desk, _) = start(&paths, 1);
    desk.open("municipio", None, None).unwrap();
    let answer = Command::Answer {
        field: "asunto.motivo".into(),
        answer: Answer::Text("No le llegó".into()),
    };
    desk.act(answer).unwrap();
    put(&paths, &own("2", "Segunda redacción"));
    assert_eq!(label(&desk), "Primera redacción");
    desk.close(false).unwrap();

    let (mut desk, _) = start(&paths, 2);
    assert_eq!(label(&desk), "Primera redacción");
    assert_eq!(desk.open_attentions()[0].protocol.control.version, "1");
    desk.open("municipio", None, None).unwrap();
    assert_eq!(desk.front().unwrap().protocol.control.version, "2");
    desk.close(false).unwrap();

    // Broken, or gone: the draft goes on all the same.
    put(&paths, "id = \"municipio\"\n[[[");
    let (desk, broken) = start(&paths, 3);
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert_eq!(label(&desk), "Primera redacción");
    desk.close(false).unwrap();
    std::fs::remove_dir_all(paths.data.join("protocolos")).unwrap();
    let (mut desk, broken) = start(&paths, 4);
    assert!(broken.is_empty());
    assert_eq!(label(&desk), "Primera redacción");
    assert!(desk.open("municipio", None, None).is_err());
    desk.close(false).unwrap();
}

#[test]
fn a_broken_pack_is_told_at_the_start_and_refused_when_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let paths = play::paths(folder.path());
    play::create(&paths);
    put(
        &paths,
        &own("1", "Una").replacen("phase = \"greet\"", "phase = \"x\"", 1),
    );
    let (mut desk, broken) = start(&paths, 1);
    let told = ventanilla::texts::own_pack(&broken[0]);
    assert!(
        told.contains("municipio") && told.contains("protocolo revisar"),
        "{told}"
    );
    let denied = desk.open("municipio", None, None).unwrap_err();
    let words = ventanilla::texts::denied(&denied, None);
    assert!(words.contains("municipio.toml, línea "), "{words}");
    desk.open("juntos-telefonico", None, None).unwrap();
    let ids = |usable: bool| -> Vec<String> {
        let offers = desk.library().choices().into_iter();
        let kept = offers.filter(|o| o.trouble.is_none() == usable);
        kept.map(|o| o.id.clone()).collect()
    };
    assert_eq!(ids(false), ["municipio"]);
    assert!(!ids(true).contains(&"municipio".to_owned()));
}
