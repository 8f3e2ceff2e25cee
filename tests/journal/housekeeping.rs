//! What the recorder does beside recording: it keeps the log short and the search index in few pieces.

use std::time::{Duration, Instant};

use ventanilla::attention::Event;
use ventanilla::journal::Change;
use ventanilla::protocol::keys;

use super::support::*;

/// An entry of about half a megabyte.
fn large(n: u32) -> Change {
    let event = Event::Consulted {
        whom: "x".into(),
        question: "pregunta ".repeat(60_000),
    };
    entry(n, happened(5, 0, event))
}

#[test]
fn the_log_stays_short_while_somebody_writes_without_a_pause() {
    let house = House::new();
    let open = house.open();
    let log = || std::fs::metadata(house.paths.log()).map_or(0, |m| m.len());
    let mut longest = 0;
    for n in 0..400 {
        open.recorder.submit(vec![large(n)]);
        // A few are always on their way, as when a journal is made in one go.
        if n >= 4 {
            assert!(open.acks.recv().unwrap().result.is_ok());
        }
        longest = longest.max(log());
    }
    for _ in 0..4 {
        assert!(open.acks.recv().unwrap().result.is_ok());
    }
    assert!(longest < 64 << 20, "{longest}");
    // There was something to keep short.
    let database = std::fs::metadata(house.paths.database()).unwrap().len();
    assert!(database > 128 << 20, "{database}");
    open.recorder.close().unwrap();
}

/// Pieces of the search index.
fn pieces(house: &House) -> i64 {
    let sql = "SELECT count(DISTINCT segid) FROM search_idx";
    house.raw().query_row(sql, [], |r| r.get(0)).unwrap()
}

#[test]
fn the_index_is_merged_once_it_is_quiet() {
    let house = House::new();
    let open = house.open();
    for n in 1..=120 {
        let rosa = person("45678901", "Rosa", "Quispe", "987654321", "cobro");
        open.save(vec![entry(n, filed(record(n, &rosa)))]);
    }
    assert!(pieces(&house) > 60, "{}", pieces(&house));
    let until = Instant::now() + Duration::from_secs(20);
    while pieces(&house) > 8 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(pieces(&house) <= 8, "{}", pieces(&house));
    assert_eq!(open.reader.search("quispe", 200).unwrap().len(), 120);
    open.recorder.close().unwrap();
}

#[test]
fn the_index_has_few_pieces_even_while_somebody_files_without_a_pause() {
    let house = House::new();
    let open = house.open();
    for n in 1..=620 {
        let rosa = [(keys::SURNAMES, text("Quispe"))];
        open.save(vec![entry(n, filed(record(n, &rosa)))]);
    }
    assert!(pieces(&house) <= 510, "{}", pieces(&house));
    assert_eq!(open.reader.search("quispe", 700).unwrap().len(), 620);
    open.recorder.close().unwrap();
}
