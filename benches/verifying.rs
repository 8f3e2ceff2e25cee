//! How fast the journal is verified, beside what cannot be spared: every entry read and decrypted once, and as many bytes
//! digested.
//!
//! `cargo bench --profile release --bench verifying [-- --atenciones 100000 --rondas 5]`

#![expect(
    clippy::expect_used,
    clippy::disallowed_macros,
    reason = "a measurement that cannot go on has no figures"
)]

mod support;

use std::time::Duration;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use support::{argument, home, paths, time};
use ventanilla::journal::{self, Entry, Reader};

/// Prints how many a second, by the best of the rounds.
fn show(what: &str, entries: u32, times: &[Duration]) {
    let best = times.iter().min().expect("a round").as_secs_f64();
    println!("{what:<44} {:>12.0} entries/s", f64::from(entries) / best);
}

fn main() {
    let (attentions, rounds) = (argument("--atenciones", 100_000), argument("--rondas", 5));
    let home = home(attentions);
    let unlocked = journal::by_file(&paths(&home)).expect("a key");
    let reader = Reader::open(&unlocked).expect("a journal");
    let entries = reader.verify().expect("a verification").entries;
    println!("{attentions} attentions, {entries} entries");
    let (mut bytes, mut read, mut hashed, mut whole) = (0, vec![], vec![], vec![]);
    for _ in 0..rounds {
        // As `verify` does: a connection without a cache.
        let reader = Reader::open(&unlocked).expect("a journal");
        bytes = 0;
        let through = || {
            let (from, until) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
            let each = |entry: Entry| {
                bytes += entry.body.len();
                Ok::<_, journal::Error>(())
            };
            reader.each_entry(from, until, each).expect("the entries");
        };
        read.push(time(through).0);
        let one = vec![7; bytes / usize::try_from(entries).expect("small")];
        let digests = || (0..entries).fold(0, |sum, _| sum ^ Sha256::digest(&one)[0]);
        hashed.push(time(digests).0);
        whole.push(time(|| reader.verify().expect("a verification")).0);
    }
    println!(
        "{} bytes of body an entry",
        bytes / usize::try_from(entries).expect("small")
    );
    show("digests of as many bytes (floor)", entries, &hashed);
    show("entries read and decrypted once (floor)", entries, &read);
    show("pages, chain and mark verified", entries, &whole);
}
