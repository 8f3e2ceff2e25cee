//! What a filing costs when merging and checkpoint happen inside it, as `SQLite` does by itself, and when they wait for quiet,
//! as the recorder does. Both in turns on one copy of a journal; the statements are the heaviest of a filing.
//!
//! `cargo bench --profile release --bench merging [-- --atenciones 100000 --rondas 300]`

#![expect(
    clippy::expect_used,
    clippy::disallowed_macros,
    reason = "a measurement that cannot go on has no figures"
)]

mod support;

use chrono::{FixedOffset, Utc};
use rusqlite::{Connection, params};
use support::{Times, argument, home, paths, time};
use ventanilla::journal::{Body, Change};
use ventanilla::practice::Simulation;

/// Seed of the attentions that are filed: not that of the journal.
const SEED: u64 = 99;
/// How often the two take turns.
const TURNS: usize = 4;
/// Pages of a slice of merging.
const SLICE: u32 = 16;

/// An attention to file: what its entry says, and its words.
struct Filing {
    body: String,
    words: String,
}

fn main() {
    let (attentions, rounds) = (argument("--atenciones", 100_000), argument("--rondas", 300));
    let home = home(attentions);
    let copy = home.join("copy.db");
    std::fs::copy(paths(&home).database(), &copy).expect("room for a copy");
    let db = connect(&home, &copy);
    let beside = connect(&home, &copy);
    let first: i64 = db
        .query_row("SELECT max(entry) + 1 FROM entry", [], |r| r.get(0))
        .expect("a journal");
    let rounds = rounds as usize;
    let filings = filings(rounds * TURNS * 2);

    let (mut usual, mut ours) = (Times::default(), Times::default());
    let (mut slices, mut checkpoints) = (Times::default(), Times::default());
    let mut places = first..;
    for (turn, block) in filings.chunks(rounds).enumerate() {
        let defers = turn % 2 == 1;
        settings(&db, defers);
        for (filing, place) in block.iter().zip(&mut places) {
            let (took, ()) = time(|| file(&db, place, filing));
            if defers {
                ours.push(took);
                quiet(&db, &beside, &mut slices, &mut checkpoints);
            } else {
                usual.push(took);
            }
        }
    }
    drop((db, beside));
    for name in ["copy.db", "copy.db-wal", "copy.db-shm"] {
        let _gone = std::fs::remove_file(home.join(name));
    }
    println!(
        "{} filings each, after {attentions} attentions",
        rounds * TURNS
    );
    usual.show("merging and checkpoint inside (usual)", None, "");
    ours.show("both when it is quiet (ours)", Some(&usual), "");
    println!(
        "the slowest: usual {:.1} ms, ours {:.1} ms",
        usual.at(1000).as_secs_f64() * 1000.0,
        ours.at(1000).as_secs_f64() * 1000.0
    );
    slices.show("a slice of merging, when quiet", None, "p99 <= 5 ms");
    checkpoints.show("a checkpoint beside the recorder", None, "");
}

/// A connection as the journal opens them.
fn connect(home: &std::path::Path, file: &std::path::Path) -> Connection {
    let paths = paths(home);
    let id = std::fs::read_to_string(paths.identity()).expect("an identity");
    let key = std::fs::read_to_string(paths.key(id.trim().parse().expect("an identity")));
    let key: serde_json::Value = serde_json::from_str(&key.expect("a key")).expect("a key");
    let key = key["key"].as_str().expect("a key");
    let db = Connection::open(file).expect("a database");
    db.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 8192;
         PRAGMA cipher_hmac_algorithm = HMAC_SHA256; PRAGMA cache_size = -8192; PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0"
    ))
    .expect("a connection");
    db
}

/// The usual settings of `SQLite` and FTS5, or the journal's.
fn settings(db: &Connection, defers: bool) {
    let (automerge, crisis, checkpoint) = if defers { (0, 1000, 0) } else { (4, 16, 1000) };
    db.execute_batch(&format!(
        "INSERT INTO search (search, rank) VALUES ('automerge', {automerge});
         INSERT INTO search (search, rank) VALUES ('crisismerge', {crisis});
         PRAGMA wal_autocheckpoint = {checkpoint}"
    ))
    .expect("settings");
}

fn file(db: &Connection, entry: i64, filing: &Filing) {
    let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
        let mut statement = db.prepare_cached(sql).expect("a statement");
        statement.execute(values).expect("a row");
    };
    // Digests and ids need only be of their length, and ids of their own.
    let id = uuid::Uuid::from_u128(u128::try_from(entry).expect("a place") | (7 << 120));
    run("BEGIN IMMEDIATE", &[]);
    run(
        "INSERT INTO entry (entry, device, epoch, seq, id, at, agent, kind, kind_version, body_digest, digest, prev)
         VALUES (?1, zeroblob(16), 1, ?1, ?2, 0, 'x', 'attention', 1, zeroblob(32), zeroblob(32), zeroblob(32))",
        params![entry, id.as_bytes()],
    );
    run(
        "INSERT INTO entry_body (entry, salt, body) VALUES (?1, zeroblob(16), ?2)",
        params![entry, filing.body],
    );
    run(
        "INSERT INTO search (rowid, text) VALUES (?1, ?2)",
        params![entry, filing.words],
    );
    run("COMMIT", &[]);
}

/// What the recorder does when nothing comes: a slice of merging after another, then a checkpoint on another connection.
fn quiet(db: &Connection, beside: &Connection, slices: &mut Times, checkpoints: &mut Times) {
    loop {
        let before = db.total_changes();
        let (took, ()) = time(|| {
            let sql = "INSERT INTO search (search, rank) VALUES ('merge', ?1)";
            let mut statement = db.prepare_cached(sql).expect("a statement");
            statement.execute([SLICE]).expect("a slice");
        });
        if db.total_changes() - before < 2 {
            break;
        }
        slices.push(took);
    }
    let (took, ()) = time(|| {
        let checkpoint = "PRAGMA wal_checkpoint(PASSIVE)";
        beside
            .query_row(checkpoint, [], |_| Ok(()))
            .expect("a checkpoint");
    });
    checkpoints.push(took);
}

/// Made-up attentions of another station.
fn filings(count: usize) -> Vec<Filing> {
    let lima = FixedOffset::west_opt(5 * 3600).expect("a zone");
    let wanted = u32::try_from(count).expect("a small number");
    let days = Simulation::new(SEED, wanted, Utc::now(), lima).expect("packs");
    let mut out = Vec::new();
    for change in days.flat_map(|day| day.expect("a day")) {
        let Change::Entry(entry) = change else {
            continue;
        };
        let Body::Attention(record) = entry.body else {
            continue;
        };
        let words = record.answers.values().filter_map(|g| g.answer.text());
        out.push(Filing {
            words: words.collect::<Vec<_>>().join(" "),
            body: serde_json::to_string(&record).expect("JSON"),
        });
    }
    out.truncate(count);
    out
}
