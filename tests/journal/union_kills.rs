//! Killed while it takes in what others wrote: a prefix of the transactions is there, and doing it again finishes it.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ventanilla::journal::{self, Body, Error, Line, Paths};

use super::stations::*;
use super::support::*;

const FOLDER: &str = "VENTANILLA_TEST_ADMIT";
const ENTRIES: u32 = 9000;

/// The part that is killed. Does nothing in an ordinary run of the tests.
#[test]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let paths = Paths {
        data: format!("{folder}/data").into(),
        config: format!("{folder}/config").into(),
    };
    let lines = std::fs::read_to_string(format!("{folder}/lines")).unwrap();
    let unlocked = journal::by_file(&paths).unwrap();
    journal::admit(
        &unlocked,
        at(3600),
        "x",
        "otro",
        lines.lines().map(Line::read),
    )
    .unwrap();
}

/// What the entries of kind `imported` of a journal tell of one device, added up.
fn told(post: &Post) -> u32 {
    let mut told = 0;
    post.house
        .reader()
        .each_entry(at(-1), at(100_000), |e| {
            if let Some(Body::Imported(imported)) = e.read()? {
                told += imported.new.get(&device(1)).copied().unwrap_or_default();
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    told
}

#[test]
fn a_kill_in_the_middle_leaves_what_can_be_finished() {
    let mut one = Post::new(1);
    let bodies = (1..=ENTRIES).map(|s| {
        let answers = person("45678901", "Rosa", "Ñahui", "987654321", "depósito");
        filed(filing(1, s, &answers))
    });
    one.write(bodies.collect());
    let lines: Vec<String> = one.lines().iter().map(Line::write).collect();
    let two = Post::new(2);
    let folder = two.house.folder.path();
    std::fs::write(folder.join("lines"), lines.join("\n")).unwrap();
    let start = || {
        Command::new(std::env::current_exe().unwrap())
            .args(["journal::union_kills::child", "--exact", "--test-threads=1"])
            .env(FOLDER, folder)
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let mut prefixes = Vec::new();
    let began = Instant::now();
    loop {
        assert!(began.elapsed() < Duration::from_mins(5), "{prefixes:?}");
        let before = two.set().0;
        let mut child = start();
        // Killed as soon as something more is there, or a moment later.
        let mut done = None;
        while done.is_none() && two.set().0 == before {
            std::thread::sleep(Duration::from_millis(5));
            done = child.try_wait().unwrap();
        }
        if done.is_none() {
            let a_moment = 40 * (prefixes.len() as u64 % 3);
            std::thread::sleep(Duration::from_millis(a_moment));
            done = child.try_wait().unwrap();
        }
        if let Some(status) = done {
            assert!(status.success());
            break;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let reader = two.house.reader();
        let report = reader.verify().unwrap();
        assert!(report.is_sound(), "{report:?}");
        assert_eq!(report.gaps, 0, "not a prefix");
        let here = reader.vector().unwrap();
        let held = (1..=ENTRIES + 1)
            .filter(|s| here.holds(device(1), 1, *s))
            .count();
        let listed = reader.recent(ENTRIES, None).unwrap().len();
        // Lists and search are as far as the entries are.
        assert_eq!(listed, held.saturating_sub(1));
        assert_eq!(reader.search("nahui", ENTRIES).unwrap().len(), listed);
        prefixes.push(held);
    }
    let whole = ENTRIES as usize + 1;
    assert!(
        prefixes.iter().any(|p| *p > 0 && *p < whole),
        "{prefixes:?}"
    );
    assert_eq!(told(&two), ENTRIES + 1, "{prefixes:?}");
    let again = two.admit(one.lines());
    assert_eq!(again.stations[&device(1)].known, ENTRIES + 1);
    assert_eq!((again.new_entries(), told(&two)), (0, ENTRIES + 1));
    assert!(two.house.reader().verify().unwrap().is_sound());
}
