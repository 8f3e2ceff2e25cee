//! Nothing typed can be read from the folder without the key.

use ventanilla::attention::Event;
use ventanilla::journal::{Body, Change};

use super::support::*;

const WORDS: [&str; 6] = [
    "Hermelinda",
    "Chuquimango",
    "45678901",
    "987654321",
    "tamalitos",
    "sobrino",
];

fn scan(house: &House, when: &str) {
    let files = house.files();
    assert!(files.len() >= 3, "{files:?}");
    for (name, content) in &files {
        for word in WORDS
            .into_iter()
            .chain(["Tafur", "Juntos", "SQLite format", "CREATE TABLE"])
        {
            for needle in [
                word.as_bytes().to_vec(),
                word.to_lowercase().into_bytes(),
                word.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            ] {
                assert!(
                    !content.windows(needle.len()).any(|w| w == needle),
                    "{word} in {name} {when}"
                );
            }
        }
    }
    #[cfg(unix)]
    for name in files
        .keys()
        .filter(|n| n.starts_with("diario.db") || n.ends_with("marca"))
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(house.paths.data.join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o077, 0, "{name} can be read by others");
    }
}

#[test]
fn no_file_of_the_folder_holds_a_typed_word() {
    let house = House::new();
    let open = house.open();
    open.save(vec![
        Change::Draft(draft(1, Some(1))),
        field(1, "persona.nombres", "Hermelinda"),
    ]);
    open.save(vec![
        field(1, "asunto.motivo", "el sobrino vende tamalitos"),
        field(1, "persona.documento", "45678901"),
    ]);
    scan(&house, "while a draft runs");
    let said = person(
        "45678901",
        "Hermelinda",
        "Chuquimango",
        "987654321",
        "el sobrino vende tamalitos",
    );
    open.save(vec![
        entry(1, filed(record(1, &said))),
        Change::EndDraft(attention_id(1)),
    ]);
    open.save(vec![entry(
        2,
        happened(
            1,
            900,
            Event::Noted {
                text: "Hermelinda llamó otra vez".into(),
            },
        ),
    )]);
    assert_eq!(open.reader.search("hermelinda", 9).unwrap().len(), 1);
    scan(&house, "after filing");
    std::thread::sleep(std::time::Duration::from_millis(600));
    scan(&house, "after housekeeping");
    open.recorder.close().unwrap();
    scan(&house, "after closing");
    // The control: with the key the words are there.
    let body: String = house
        .raw()
        .query_row("SELECT body FROM entry_body WHERE entry = 2", [], |r| {
            r.get(0)
        })
        .unwrap();
    assert!(WORDS.iter().all(|w| body.contains(w)), "{body}");
    assert!(matches!(
        house
            .reader()
            .attention(attention_id(1))
            .unwrap()
            .unwrap()
            .entries[0]
            .read(),
        Ok(Some(Body::Attention(_)))
    ));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_key() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let mode = |p: &std::path::Path| std::fs::metadata(p).unwrap().permissions().mode() & 0o777;
    let key = std::fs::read_dir(house.paths.keys())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    assert_eq!(
        (
            mode(&key),
            mode(&house.paths.keys()),
            mode(&house.paths.data)
        ),
        (0o600, 0o700, 0o700)
    );
}
