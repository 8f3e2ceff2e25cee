//! Kills at random moments of copying and restoring: always the old journal or the new one, and no false copy.

use std::process::{Command, Stdio};
use std::time::Duration;

use ventanilla::journal::{self, Change, Choice, Paths, Wanted};

use super::support::*;

const FOLDER: &str = "VENTANILLA_TEST_COPIES_STORM";
const KILLS: u64 = 120;

/// The part that is killed: files, copies and restores for ever. Does nothing in an ordinary run of the tests.
#[test]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let paths = Paths {
        data: format!("{folder}/data").into(),
        config: format!("{folder}/config").into(),
    };
    let stick = std::path::PathBuf::from(format!("{folder}/usb"));
    for n in 0u32.. {
        // Whoever comes next finishes what was cut short.
        let open = open(&paths).unwrap();
        let sequence = open.opened.last_sequence("CAJ", 2, 2026).unwrap_or(0) + 1;
        let mut head = draft(4, Some(sequence));
        head.attention = attention_id(500_000 + sequence);
        open.save(vec![Change::Draft(head)]);
        println!("given {sequence}");
        open.recorder.close().unwrap();
        drop(open.reader);
        let unlocked = journal::by_file(&paths).unwrap();
        let now = at(10_000 + i64::from(sequence) * 3600);
        let backup = journal::back_up(
            &unlocked,
            &Wanted {
                place: Some(&stick),
                now,
                local: now.naive_utc(),
                beside: &|_| vec![("hoja.txt".into(), vec![65; 4000])],
            },
        )
        .unwrap();
        println!("copied {}", backup.folder.display());
        if n % 2 == 1 {
            let plan = journal::plan(&unlocked, &backup.folder).unwrap();
            let choice = Choice {
                drafts: true,
                paper: None,
                now,
                local: now.naive_utc(),
            };
            journal::restore(&unlocked, &plan, &choice).unwrap();
            println!("restored {n}");
        }
    }
}

#[test]
fn a_kill_at_any_moment_leaves_the_old_journal_or_the_new_one() {
    let house = House::new();
    let open = house.open();
    for n in 1..=40 {
        open.save(vec![entry(n, filed(record(n, &[])))]);
    }
    open.recorder.close().unwrap();
    drop(open.reader);
    std::fs::create_dir(house.folder.path().join("usb")).unwrap();
    let (mut given, mut copied, mut restored) = (40, 0, 0);
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    for run in 1..=KILLS {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "journal::copies_storm::child",
                "--exact",
                "--nocapture",
                "--test-threads=1",
            ])
            .env(FOLDER, house.folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(30 + (random >> 33) % 500));
        child.kill().unwrap();
        let out = child.wait_with_output().unwrap();
        assert_eq!(out.status.code(), None, "the child ended by itself");
        let said = String::from_utf8_lossy(&out.stdout);
        let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
        for line in whole.lines() {
            if let Some((_, n)) = line.split_once("given ") {
                given = n.parse::<u32>().unwrap().max(given);
            }
            copied += u32::from(line.contains("copied "));
            restored += u32::from(line.contains("restored "));
        }
        assert!(journal::exists(&house.paths), "run {run}: neither");
        let open = house.open();
        let behind = |w: &journal::Warning| !matches!(w, journal::Warning::ClockBack { .. });
        assert!(
            !open.opened.warnings.iter().any(behind),
            "run {run}: {:?}",
            open.opened.warnings
        );
        assert!(
            open.opened.last_sequence("CAJ", 2, 2026) >= Some(given),
            "run {run}"
        );
        assert_eq!(open.reader.recent(99, None).unwrap().len(), 40, "run {run}");
        assert!(open.reader.verify_quick().unwrap().is_sound(), "run {run}");
        // The drafts were carried over each time: what is typed is never lost.
        let drafts = u32::try_from(open.opened.drafts.len()).unwrap();
        assert!(drafts + 40 >= given, "run {run}: {drafts} of {given}");
        open.recorder.close().unwrap();
        drop(open.reader);
        if run % 20 == 0 {
            assert!(house.reader().verify().unwrap().is_sound(), "run {run}");
            let unlocked = journal::by_file(&house.paths).unwrap();
            for copy in std::fs::read_dir(house.folder.path().join("usb")).unwrap() {
                let copy = copy.unwrap().path();
                if !copy.to_string_lossy().ends_with(".parcial") {
                    journal::check_copy(&unlocked, &copy).unwrap();
                }
            }
        }
    }
    assert!(
        copied > 20 && restored > 1,
        "{copied} copied, {restored} restored"
    );
}
