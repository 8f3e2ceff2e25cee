//! How long the search takes while one types, letter by letter, in a journal that is there, with filters and without.
//!
//! `ventanilla demo --atenciones 1000000 --datos DIR --sin-abrir`, then
//! `cargo bench --profile release --bench search -- DIR`.

#![expect(
    clippy::expect_used,
    clippy::disallowed_macros,
    reason = "a measurement that cannot go on has no figures"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::{Datelike, FixedOffset, NaiveDate};
use ventanilla::journal::{Days, Filter, Paths, Query, Reader};

/// What is typed: names, words of many attentions and of few, documents, telephones, numbers as they are said.
const TYPED: [&str; 14] = [
    "quispe huaman",
    "abono",
    "no le llegó el abono",
    "tarjeta perdida",
    "reclamo de la afiliación",
    "cajabamba",
    "rosa mamani condori",
    "x",
    "zapato",
    "45678901",
    "1234",
    "987654321",
    "la 3800",
    "a e i o",
];

/// Rows that the screen asks for.
const ROWS: u32 = 50;

fn main() {
    let folder = std::env::args().skip(1).find(|a| !a.starts_with('-'));
    let Some(folder) = folder.map(PathBuf::from) else {
        println!("usage: cargo bench --profile release --bench search -- DIR");
        return;
    };
    let config = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let config = config.or(home.map(|h| h.join(".config"))).expect("a home");
    let paths = Paths {
        data: folder.canonicalize().expect("the folder"),
        config: config.join("ventanilla"),
    };
    let reader = Reader::open(&ventanilla::journal::by_file(&paths).expect("it has its key"))
        .expect("it opens");
    let newest = reader.recent(1, None).expect("a row")[0].opened_at;
    let mut all = Vec::new();
    for (name, filter) in filters(&reader, newest.date_naive()) {
        let mut times = Vec::new();
        for text in TYPED.into_iter().chain([""]) {
            let ends = text.char_indices().map(|(i, c)| i + c.len_utf8());
            for end in ends.chain(text.is_empty().then_some(0)) {
                let query = Query {
                    text: text[..end].to_owned(),
                    filter: filter.clone(),
                    limit: ROWS,
                    before: None,
                };
                let start = Instant::now();
                let found = reader.find(&query).expect("rows").rows.len();
                times.push((start.elapsed(), query.text, found));
            }
        }
        show(&name, &mut times);
        all.extend(times);
    }
    show("all", &mut all);
}

/// The filters to combine with what is typed: none, common ones, rare ones, several.
fn filters(reader: &Reader, newest: NaiveDate) -> Vec<(String, Filter)> {
    let known = reader.known().expect("values");
    let zone = FixedOffset::west_opt(5 * 3600).expect("a zone");
    let none = Filter::default;
    let days = |from: NaiveDate, to: NaiveDate| Filter {
        days: Some(Days {
            from: Some(from),
            to: Some(to),
            zone,
        }),
        ..none()
    };
    let back = |days| newest - chrono::Days::new(days);
    let month = back(200).with_day(1).expect("a day");
    let mut filters = vec![
        ("nothing".to_owned(), none()),
        ("newest day".into(), days(newest, newest)),
        ("a day a year ago".into(), days(back(365), back(365))),
        ("a week".into(), days(back(80), back(74))),
        ("a month".into(), days(month, month + chrono::Days::new(27))),
        ("a year".into(), days(back(600), back(235))),
    ];
    filters.extend(known.outcomes.iter().map(|o| {
        let outcome = Some(*o);
        (format!("{o:?}"), Filter { outcome, ..none() })
    }));
    filters.extend(known.channels.iter().map(|c| {
        let channel = Some(*c);
        (format!("{c:?}"), Filter { channel, ..none() })
    }));
    filters.extend(known.kinds.iter().map(|k| {
        let kind = Some(k.clone());
        (k.clone(), Filter { kind, ..none() })
    }));
    filters.extend(known.agents.iter().take(2).map(|a| {
        let agent = Some(a.clone());
        (a.clone(), Filter { agent, ..none() })
    }));
    let several = Filter {
        outcome: known.outcomes.last().copied(),
        station: known.stations.first().cloned(),
        kind: known.kinds.last().cloned(),
        channel: known.channels.first().copied(),
        ..days(back(600), back(235))
    };
    filters.push(("several".into(), several));
    filters
}

fn show(what: &str, times: &mut [(Duration, String, usize)]) {
    times.sort_unstable_by_key(|t| t.0);
    let at = |share: usize| times[(times.len() - 1) * share / 100].0.as_micros();
    let worst: Vec<String> = times
        .iter()
        .rev()
        .take(3)
        .map(|(t, text, found)| format!("«{text}» {} ms, {found}", t.as_millis()))
        .collect();
    println!(
        "{what:20} p50 {:6} p99 {:7} us   slowest: {}",
        at(50),
        at(99),
        worst.join("; ")
    );
}
