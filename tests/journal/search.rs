//! A search finds exactly what somebody who reads every attention would find, whatever its words and filters.

use chrono::{FixedOffset, NaiveDate, TimeDelta};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use ventanilla::attention::{AttentionRecord, Event, Given};
use ventanilla::journal::{self, Days, Error, Filter, Query, Reader};
use ventanilla::protocol::{Answer, Channel, Outcome, keys};

use super::support::*;

const NAMES: [&str; 6] = ["Rosa", "Ñusta", "Jesús", "José María", "Rómulo", "R"];
const SURNAMES: [&str; 4] = ["Quispe", "Ñahui Pérez", "Mamani", "Quiroz"];
const REASONS: [&str; 5] = [
    "no le llegó el depósito",
    "tarjeta",
    "¿cuándo cobra?",
    "teléfono: ninguno",
    "a",
];
const AGENTS: [&str; 3] = ["Inés Tafur", "Ines Tafur", "Juan Ríos"];
const PACKS: [&str; 2] = ["juntos-telefonico", "juntos-presencial"];
const KINDS: [&str; 3] = ["consulta", "queja", "reclamo"];
const TYPED: [&str; 20] = [
    "",
    "r",
    "RÓ",
    "qui",
    "quis",
    "ñahui p",
    "josé",
    "dep",
    "tarjeta",
    "a",
    "j m",
    "zapato",
    "¡!",
    "cuando cob",
    "45678902",
    "4567890",
    "consulta",
    "le de",
    "reso",
    "nota",
];

/// One attention, and what is done to it afterwards.
#[derive(Debug, Clone)]
struct Filed {
    name: usize,
    surname: usize,
    reason: usize,
    agent: usize,
    pack: usize,
    kind: Option<usize>,
    channel: usize,
    outcome: usize,
    /// Hours since the first.
    opened: i64,
    /// Hours by which it came in before it was opened.
    received: Option<i64>,
    /// Corrected to this surname, with a note.
    corrected: Option<usize>,
    again: bool,
}

fn filed_ones() -> impl Strategy<Value = Vec<Filed>> {
    let one = (
        (0..6usize, 0..4usize, 0..5usize, 0..3usize, 0..2usize),
        prop::option::of(0..3usize),
        (0..10usize, 0..8usize),
        // Hours, days and years between them.
        prop_oneof![0..60i64, 0..2000i64, -9000..30_000i64],
        prop::option::weighted(0.3, 0..3000i64),
        (prop::option::weighted(0.3, 0..4usize), any::<bool>()),
    );
    let filed = one.prop_map(|(who, kind, how, opened, received, (corrected, again))| {
        let (name, surname, reason, agent, pack) = who;
        let (channel, outcome) = how;
        Filed {
            name,
            surname,
            reason,
            agent,
            pack,
            kind,
            channel,
            outcome,
            opened,
            received,
            corrected,
            again,
        }
    });
    prop::collection::vec(filed, 0..30)
}

fn asked() -> impl Strategy<Value = Query> {
    let day = || prop::option::of(prop_oneof![-20..60i64, -400..1300i64]);
    let zone = prop_oneof![Just(-5), Just(-3), Just(0), Just(9)];
    let days = prop::option::weighted(0.5, (day(), day(), zone));
    let rest = (
        prop::option::weighted(0.2, 0..3usize),
        prop::option::weighted(0.2, 0..10usize),
        prop::option::weighted(0.2, 0..2usize),
        prop::option::weighted(0.2, 0..3usize),
        prop::option::weighted(0.2, 0..8usize),
    );
    (0..TYPED.len(), days, rest, 1..7u32).prop_map(|(text, days, rest, limit)| {
        let (agent, channel, pack, kind, outcome) = rest;
        let date = |n: i64| at(0).date_naive() + TimeDelta::days(n);
        let days = days.map(|(from, to, hours)| Days {
            from: from.map(date),
            to: to.map(date),
            zone: FixedOffset::east_opt(hours * 3600).unwrap(),
        });
        Query {
            text: TYPED[text].into(),
            filter: Filter {
                days,
                agent: agent.map(|a| AGENTS[a].into()),
                channel: channel.map(|c| Channel::ALL[c].1),
                protocol: pack.map(|p| PACKS[p].into()),
                kind: kind.map(|k| KINDS[k].into()),
                outcome: outcome.map(|o| Outcome::ALL[o].1),
                station: None,
            },
            limit,
            before: None,
        }
    })
}

fn record_of(n: u32, one: &Filed) -> AttentionRecord {
    let document = format!("4567890{}", n % 10);
    let mut answers = person(
        &document,
        NAMES[one.name],
        SURNAMES[one.surname],
        "",
        REASONS[one.reason],
    );
    answers.extend(
        one.kind
            .map(|k| (keys::KIND, Answer::Choice(KINDS[k].into()))),
    );
    let opened = at(one.opened * 3600);
    answers.extend(one.received.map(|hours| {
        let came = (opened - TimeDelta::hours(hours)).naive_utc();
        let came = if hours % 3 == 0 {
            Answer::Date(came.date())
        } else {
            Answer::Moment(came)
        };
        (keys::RECEIVED, came)
    }));
    let mut record = record(n, &answers);
    record.opening.at = opened;
    record.opening.agent = AGENTS[one.agent].into();
    record.opening.channel = Channel::ALL[one.channel].1;
    record.opening.protocol.id = PACKS[one.pack].into();
    record.outcome = Outcome::ALL[one.outcome].1;
    record
}

/// Writes them, and gives back how each stands, in the order of filing.
fn write(open: &Open, ones: &[Filed]) -> Vec<AttentionRecord> {
    let mut stand = Vec::new();
    let mut entries = 0;
    let mut next = || {
        entries += 1;
        entries
    };
    for (n, one) in (1u32..).zip(ones) {
        let mut record = record_of(n, one);
        open.save(vec![entry(next(), filed(record.clone()))]);
        if let Some(surname) = one.corrected {
            let to = text(SURNAMES[surname]);
            let corrected = Event::Corrected {
                field: keys::SURNAMES.into(),
                from: None,
                to: to.clone(),
                reason: "x".into(),
            };
            let noted = Event::Noted {
                text: "nota".into(),
            };
            open.save(vec![
                entry(next(), happened(n, 90_000, corrected)),
                entry(next(), happened(n, 90_001, noted.clone())),
            ]);
            let given = Given {
                answer: to,
                at: at(0),
            };
            record.answers.insert(keys::SURNAMES.into(), given);
            record.acts.push(act(90_001, noted));
        }
        if one.again {
            record = record_of(n, &ones[ones.len() - 1]);
            record.id = attention_id(n);
            open.save(vec![entry(next(), filed(record.clone()))]);
        }
        stand.push(record);
    }
    stand
}

/// The words of a text, without accents or capitals.
fn words(text: &str) -> Vec<String> {
    let bare: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    let bare = bare.to_lowercase();
    let words = bare.split(|c: char| !c.is_alphanumeric());
    words.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Whether somebody who reads the attention would say that it is what was asked.
fn answers(record: &AttentionRecord, query: &Query) -> bool {
    let mut held = Vec::new();
    for given in record.answers.values() {
        held.extend(words(given.answer.text().unwrap_or_default()));
    }
    for act in &record.acts {
        if let Event::Noted { text } = &act.event {
            held.extend(words(text));
        }
    }
    let wanted = words(&query.text);
    let said = wanted
        .iter()
        .all(|w| held.iter().any(|h| h.starts_with(w.as_str())));
    let nothing_but_signs = wanted.is_empty() && !query.text.trim().is_empty();
    let f = &query.filter;
    let kind = record.answers.get(keys::KIND);
    let day = |zone: FixedOffset| -> NaiveDate {
        match record.answers.get(keys::RECEIVED).map(|g| &g.answer) {
            Some(Answer::Moment(at)) => at.date(),
            Some(Answer::Date(day)) => *day,
            _ => record.opening.at.with_timezone(&zone).date_naive(),
        }
    };
    let in_days = |d: &Days| {
        let day = day(d.zone);
        !(d.from.is_some_and(|from| day < from) || d.to.is_some_and(|to| day > to))
    };
    said && !nothing_but_signs
        && f.days.as_ref().is_none_or(in_days)
        && f.agent.as_ref().is_none_or(|a| *a == record.opening.agent)
        && f.channel.is_none_or(|c| c == record.opening.channel)
        && f.protocol
            .as_ref()
            .is_none_or(|p| *p == record.opening.protocol.id)
        && f.kind
            .as_ref()
            .is_none_or(|k| kind.is_some_and(|given| given.answer == Answer::Choice(k.clone())))
        && f.outcome.is_none_or(|o| o == record.outcome)
}

/// All that a query finds, page by page.
fn found(reader: &Reader, query: &Query) -> Vec<u32> {
    let mut query = query.clone();
    let mut all = Vec::new();
    loop {
        let page = reader.find(&query).unwrap();
        assert!(page.rows.len() <= query.limit as usize && !page.partial);
        assert!(page.next.is_none() || page.rows.len() == query.limit as usize);
        all.extend(page.rows.iter().map(|s| s.number.sequence()));
        match page.next {
            Some(next) => query.before = Some(next),
            None => return all,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_search_finds_what_a_reader_of_everything_would(
        ones in filed_ones(),
        queries in prop::collection::vec(asked(), 20),
    ) {
        let house = House::new();
        let open = house.open();
        let stand = write(&open, &ones);
        let expected = |query: &Query| -> Vec<u32> {
            let all = stand.iter().rev().filter(|r| answers(r, query));
            all.map(|r| r.number.sequence()).collect()
        };
        for query in &queries {
            prop_assert_eq!(found(&open.reader, query), expected(query), "{:?}", query);
        }
        let known = open.reader.known().unwrap();
        open.recorder.close().unwrap();
        drop(open.reader);
        journal::rebuild(&journal::by_file(&house.paths).unwrap(), at(9)).unwrap();
        let rebuilt = house.reader();
        prop_assert_eq!(rebuilt.known().unwrap(), known);
        for query in &queries {
            prop_assert_eq!(found(&rebuilt, query), expected(query), "{:?}", query);
        }
    }
}

/// A journal of the first version is brought up to date by whoever may write; who only reads says so.
#[test]
fn a_journal_of_the_version_before_is_brought_up_to_date() {
    let house = House::new();
    let open = house.open();
    for n in 1..=3 {
        let answers = person("45678901", "Rosa", "Quispe", "987654321", "cobro");
        open.save(vec![entry(n, filed(record(n, &answers)))]);
    }
    open.recorder.close().unwrap();
    drop(open.reader);
    house
        .raw()
        .execute_batch(
            "DROP INDEX promise_open; ALTER TABLE promise DROP COLUMN kind;
             CREATE INDEX promise_open ON promise (due) WHERE ended IS NULL;
             DROP TABLE quarantine; DROP TABLE doubtful; DROP TABLE station; DROP TABLE promise_said;
             ALTER TABLE attention DROP COLUMN conflict; DROP TABLE known; ALTER TABLE attention DROP COLUMN received;
             UPDATE setting SET value = '1' WHERE key = 'projections'; PRAGMA user_version = 1",
        )
        .unwrap();
    let old = Reader::open(&ventanilla::journal::by_file(&house.paths).unwrap()).err();
    assert!(matches!(old, Some(Error::Older { .. })), "{old:?}");
    let open = house.open();
    let query = Query {
        text: "quis".into(),
        filter: Filter {
            outcome: Some(Outcome::Resolved),
            ..Filter::default()
        },
        limit: 9,
        before: None,
    };
    assert_eq!(found(&open.reader, &query), [3, 2, 1]);
    assert_eq!(open.reader.known().unwrap().agents, ["Inés Tafur"]);
}
