//! Kills at random moments: what was acknowledged is there.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use uuid::Uuid;
use ventanilla::journal::{self, Body, Change, Digest, Error, NewEntry, Paths};
use ventanilla::protocol::Answer;

use super::support::*;

const FOLDER: &str = "VENTANILLA_TEST_STORM";
const KILLS: u32 = 200;
const FIELDS: u64 = 7;

/// Submission `n` of run `run`: every third an entry, the others a field each; the first also reserves a number.
fn submission(run: u32, n: u64) -> Vec<Change> {
    if n == 0 {
        return vec![
            Change::Draft(draft(1, Some(run))),
            field(1, "run", &run.to_string()),
        ];
    }
    if n.is_multiple_of(3) {
        let mut filing = record(
            run,
            &person("45678901", "Rosa", "Quispe", "987654321", "cobro"),
        );
        filing.id = entry_id(run, n);
        let id = entry_id(run, n);
        return vec![Change::Entry(NewEntry {
            id,
            at: at(0),
            agent: "x".into(),
            salt: [1; 16],
            body: Body::Attention(Box::new(filing)),
        })];
    }
    vec![field(1, &format!("f{}", n % FIELDS), &format!("{run} {n}"))]
}

fn entry_id(run: u32, n: u64) -> Uuid {
    Uuid::from_u128((u128::from(run) << 64) | u128::from(n))
}

fn hex(digest: &Digest) -> String {
    Uuid::from_slice(&digest[..16])
        .unwrap()
        .simple()
        .to_string()
}

/// The part that is killed. Does nothing in an ordinary run of the tests.
#[test]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let (run, folder) = folder.split_once(' ').unwrap();
    let run: u32 = run.parse().unwrap();
    let paths = Paths {
        data: format!("{folder}/data").into(),
        config: format!("{folder}/config").into(),
    };
    let (acked, acks) = std::sync::mpsc::channel();
    let on_ack = Box::new(move |ack: journal::Ack| {
        let tips = ack.result.unwrap();
        let digests: Vec<String> = tips.iter().map(|t| hex(&t.digest)).collect();
        // One write a line, whole: the parent must not take half a line for an acknowledgement.
        std::io::stdout()
            .write_all(format!("ack {}\n", digests.concat()).as_bytes())
            .unwrap();
        acked.send(()).unwrap();
    });
    let (recorder, _reader, _) =
        journal::open(&journal::by_file(&paths).unwrap(), at(0), on_ack).unwrap();
    for n in 0.. {
        recorder.submit(submission(run, n));
        // Some wait for the disk, so that groups are of many sizes.
        if n >= 8 {
            acks.recv().unwrap();
        }
    }
}

/// Starts the child, kills it, and gives back the digests of each submission it acknowledged, in order.
fn run_and_kill(house: &House, run: u32, after: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "journal::storm::child",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FOLDER, format!("{run} {}", house.folder.path().display()))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    child.kill().unwrap();
    let mut said = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    let status = child.wait().unwrap();
    assert_eq!(status.code(), None, "the child ended by itself: {said}");
    let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole
        .lines()
        .filter_map(|l| l.split_once("ack ").map(|(_, d)| d.to_owned()))
        .collect()
}

#[test]
fn two_hundred_kills_lose_nothing_acknowledged() {
    let house = House::new();
    let start = Instant::now();
    let mut fields: BTreeMap<String, (u32, u64)> = BTreeMap::new();
    let mut entries: Vec<(Uuid, String)> = Vec::new();
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut total = 0;
    for run in 1..=KILLS {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let acks = run_and_kill(&house, run, Duration::from_millis(15 + (random >> 33) % 75));
        total += acks.len();
        for (n, digests) in (0u64..).zip(&acks) {
            if n > 0 && n.is_multiple_of(3) {
                entries.push((entry_id(run, n), digests.clone()));
            } else if n > 0 {
                fields.insert(format!("f{}", n % FIELDS), (run, n));
            }
        }
        let reader = house.reader();
        // What is older than the quick form's links was verified after earlier kills.
        let whole = run.is_multiple_of(10);
        let report = if whole {
            reader.verify()
        } else {
            reader.verify_quick()
        }
        .unwrap();
        assert!(report.is_sound(), "run {run}: {report:?}");
        let mut held: BTreeMap<Uuid, Digest> = BTreeMap::new();
        reader
            .each_entry(at(-1), at(1), |e| {
                held.insert(e.id, e.digest);
                Ok::<_, Error>(())
            })
            .unwrap();
        for (id, digest) in &entries {
            let found = held.get(id).map(hex);
            assert_eq!(found.as_ref(), Some(digest), "run {run}: entry {id}");
        }
        let drafts = reader.drafts().unwrap();
        for (field, acked) in &fields {
            let Some(Answer::Text(value)) = drafts[0].answers.get(field).map(|g| &g.answer) else {
                panic!("run {run}: {field} is gone")
            };
            let (r, n) = value.split_once(' ').unwrap();
            let kept: (u32, u64) = (r.parse().unwrap(), n.parse().unwrap());
            assert!(
                kept >= *acked,
                "run {run}: {field} holds {kept:?}, acknowledged was {acked:?}"
            );
        }
        if run == KILLS {
            drop(reader);
            let opened = house.open().opened;
            assert_eq!(opened.warnings, []);
            let reserved = opened.last_sequence("CAJ", 2, 2026);
            assert!(
                reserved >= Some(fields.values().map(|(r, _)| *r).max().unwrap()),
                "{reserved:?}"
            );
        }
    }
    eprintln!(
        "{KILLS} kills in {:?}: {total} acknowledged, {} entries",
        start.elapsed(),
        entries.len()
    );
    assert!(
        total > 2 * KILLS as usize && entries.len() > 100,
        "the kills came before anything was written"
    );
}
