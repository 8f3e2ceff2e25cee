//! How long the agent waits for what the journal knows: a person by document, search as one types, figures, the chain.
//! A draft is committed between look-ups, as in work: every commit makes the reader read its pages anew.
//!
//! `cargo bench --profile release --bench looking [-- --atenciones 100000 --rondas 500]`

#![expect(
    clippy::expect_used,
    clippy::disallowed_macros,
    reason = "a measurement that cannot go on has no figures"
)]

mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{TimeDelta, Utc};
use support::filing::{self, Open, head, reason};
use support::{Times, argument, home, paths, time};
use ventanilla::desk;
use ventanilla::journal::{Change, Reader};

/// What people type, letter by letter.
const TYPED: [&str; 8] = [
    "quispe",
    "huaman rosa",
    "tarjeta clave",
    "flores mamani",
    "98012",
    "900012345",
    "cajamarca abono",
    "zuñiga",
];
/// Rows that a screen asks for.
const ROWS: u32 = 50;

fn main() {
    let (attentions, rounds) = (argument("--atenciones", 100_000), argument("--rondas", 500));
    let home = home(attentions);
    let open = filing::open(&paths(&home));
    std::thread::sleep(Duration::from_secs(2));
    println!("{attentions} attentions, a draft committed between look-ups");
    let n = open.next();
    open.save(vec![Change::Draft(head(n))]);
    let mut commits = 0;
    let mut commit = |open: &Open| {
        let Change::Field {
            attention,
            field,
            answer,
            at,
            ..
        } = reason(n)
        else {
            return;
        };
        commits += 1;
        let cursor = commits;
        open.save(vec![Change::Field {
            attention,
            field,
            answer,
            cursor,
            at,
        }]);
    };

    person(&open, rounds, &mut commit);
    search(&open, &lines(&home, &open.reader), rounds, &mut commit);
    figures(&open.reader);
    let (took, report) = time(|| open.reader.verify().expect("a report"));
    assert!(report.is_sound(), "{report:?}");
    let rate = f64::from(report.entries) / took.as_secs_f64();
    println!(
        "chain verified: {} entries in {:.1} s, {rate:.0} entries/s  aim >= 1000000",
        report.entries,
        took.as_secs_f64()
    );
    open.save(vec![Change::EndDraft(support::filing::id(n))]);
    open.recorder.close().expect("a clean end");
}

/// A document, until the person, the last attentions and what is owed are known.
fn person(open: &Open, rounds: u32, commit: &mut impl FnMut(&Open)) {
    let reader = &open.reader;
    let newest = reader.recent(1, None).expect("rows")[0].entry;
    let mut documents = Vec::new();
    let mut place = 1_u64;
    while documents.len() < rounds as usize {
        // Spread over the whole journal, the same ones in every run.
        place = place
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let before = 2 + i64::try_from(place >> 33).expect("31 bits") % newest;
        let found = reader.recent(1, Some(before)).expect("rows");
        documents.extend(
            found
                .into_iter()
                .filter_map(|s| s.document.map(|d| d.number)),
        );
    }
    let mut times = Times::default();
    for document in &documents {
        commit(open);
        let (took, count) = time(|| {
            let rows = reader.person(document, 5).expect("rows");
            let count = reader.person_count(document).expect("a count");
            for row in &rows {
                reader.promises_of(row.id).expect("rows");
            }
            count
        });
        assert!(count > 0);
        times.push(took);
    }
    times.show("document -> person, history, promises", None, "p99 <= 1 ms");
}

/// Every letter of what is typed, against `fzf` on the same text where it is installed.
fn search(open: &Open, lines: &Path, rounds: u32, commit: &mut impl FnMut(&Open)) {
    let (mut ours, mut peer) = (Times::default(), Times::default());
    let letters: Vec<&str> = TYPED
        .iter()
        .flat_map(|t| t.char_indices().map(|(i, c)| &t[..i + c.len_utf8()]))
        .collect();
    let has_fzf = Command::new("fzf").arg("--version").output().is_ok();
    for (round, typed) in letters.iter().cycle().take(rounds as usize).enumerate() {
        commit(open);
        ours.push(time(|| desk::find(&open.reader, typed, ROWS).expect("rows")).0);
        // One process a letter is slow: some are enough for a median.
        if has_fzf && round % 10 == 0 {
            peer.push(time(|| fzf(lines, typed)).0);
        }
    }
    if has_fzf {
        peer.show("fzf --filter on the same text (peer)", None, "");
        ours.show("search as one types", Some(&peer), "<= 0.02, p99 <= 20 ms");
    } else {
        println!("fzf is not installed: search has no peer in this run");
        ours.show("search as one types", None, "p99 <= 20 ms");
    }
}

fn fzf(lines: &Path, typed: &str) {
    let text = std::fs::File::open(lines).expect("lines");
    let status = Command::new("fzf")
        .args(["--filter", typed])
        .stdin(text)
        .stdout(Stdio::null())
        .status()
        .expect("fzf");
    // One: nothing found.
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
}

/// A text of one line an attention, for the peer: made once.
fn lines(home: &Path, reader: &Reader) -> PathBuf {
    let file = home.join("lines.txt");
    if file.exists() {
        return file;
    }
    let mut out = std::io::BufWriter::new(std::fs::File::create(&file).expect("a file"));
    let mut before = None;
    loop {
        let rows = reader.recent(5000, before).expect("rows");
        for row in &rows {
            let text = |t: &Option<String>| t.clone().unwrap_or_default();
            let document = row.document.as_ref().map_or("", |d| d.number.as_str());
            writeln!(
                out,
                "{} {} {} {document} {} {} {}",
                row.number,
                text(&row.surnames),
                text(&row.given_names),
                text(&row.phone),
                text(&row.reason),
                text(&row.district)
            )
            .expect("room");
        }
        match rows.last() {
            Some(last) => before = Some(last.entry),
            None => break,
        }
    }
    drop(out);
    file
}

/// Exact figures of the last year, and of everything.
fn figures(reader: &Reader) {
    let now = Utc::now();
    for (what, days) in [
        ("figures of a year", 365),
        ("figures of everything", 36_500),
    ] {
        let mut times = Times::default();
        let mut count = 0;
        for _ in 0..5 {
            let (took, day) = time(|| {
                let from = now - TimeDelta::days(days);
                reader.day(from, now).expect("figures")
            });
            count = day.attentions;
            times.push(took);
        }
        times.show(
            &format!("{what}: {count} attentions"),
            None,
            "<= 100 ms a year",
        );
    }
}
