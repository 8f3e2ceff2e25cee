//! What is kept is given back as it was: drafts, figures, packs, exports.

use ventanilla::attention::Event;
use ventanilla::journal::{Change, Error};
use ventanilla::protocol::Outcome;

use super::queries::three;
use super::support::*;

#[test]
fn drafts_come_back_as_they_were_left() {
    let house = House::new();
    let open = house.open();
    let opened = act(
        0,
        Event::Opened {
            step: "saludo".into(),
        },
    );
    let moved = act(
        5,
        Event::Moved {
            to: "identificar".into(),
        },
    );
    open.save(vec![
        Change::Draft(draft(1, None)),
        Change::Act {
            attention: attention_id(1),
            index: 0,
            act: opened.clone(),
        },
    ]);
    open.save(vec![field(1, "a", "uno"), field(1, "b", "dos")]);
    open.save(vec![
        field(1, "a", "UNO"),
        Change::FieldGone {
            attention: attention_id(1),
            field: "b".into(),
        },
    ]);
    open.save(vec![Change::Act {
        attention: attention_id(1),
        index: 1,
        act: moved.clone(),
    }]);
    let mut parked = draft(2, Some(8));
    parked.front = false;
    open.save(vec![Change::Draft(parked.clone())]);
    open.recorder.close().unwrap();
    drop(open.reader);
    let open = house.open();
    assert!(open.opened.clean);
    let [front, second] = &open.opened.drafts[..] else {
        panic!("{:?}", open.opened.drafts)
    };
    assert_eq!((&front.head, &second.head), (&draft(1, None), &parked));
    assert_eq!(front.acts, [opened, moved]);
    assert_eq!(
        front
            .answers
            .iter()
            .map(|(k, g)| (k.as_str(), g.answer.clone()))
            .collect::<Vec<_>>(),
        [("a", text("UNO"))]
    );
    assert_eq!((front.cursors["a"], front.answers["a"].at), (3, at(62)));
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2026), Some(8));
    assert_eq!(open.opened.last_sequence("CAJ", 2, 2027), None);
    open.save(vec![Change::EndDraft(attention_id(1))]);
    assert_eq!(open.reader.drafts().unwrap().len(), 1);
}

#[test]
fn figures_of_a_day() {
    let house = House::new();
    let open = house.open();
    for n in [1, 2, 70, 2000] {
        let mut one = record(n, &[]);
        one.filed_at = at(i64::from(n) * 60 + i64::from(n));
        if n == 2 {
            one.outcome = Outcome::Declined;
        }
        open.save(vec![entry(n, filed(one))]);
    }
    let day = open.reader.day(at(0), at(86_400)).unwrap();
    assert_eq!(
        (day.attentions, day.median_elapsed, day.held),
        (3, Some(2), 120)
    );
    assert_eq!(
        day.outcomes.into_iter().collect::<Vec<_>>(),
        [(Outcome::Resolved, 2), (Outcome::Declined, 1)]
    );
    assert_eq!(
        (
            day.per_hour[0],
            day.per_hour[1],
            day.per_hour.iter().sum::<u32>()
        ),
        (2, 1, 3)
    );
    assert_eq!(
        open.reader
            .day(at(86_400 * 9), at(86_400 * 10))
            .unwrap()
            .median_elapsed,
        None
    );
}

#[test]
fn packs_and_station_are_kept() {
    let house = House::new();
    let open = house.open();
    let pack = |text: &str| Change::Protocol {
        hash: "h1".into(),
        id: "p".into(),
        version: "1".into(),
        text: text.into(),
    };
    open.save(vec![pack("el texto"), pack("otro")]);
    assert_eq!(
        open.reader.protocol_text("h1").unwrap().as_deref(),
        Some("el texto")
    );
    assert_eq!(open.reader.protocol_text("h2").unwrap(), None);
    let other = ventanilla::journal::Station {
        agent: "Juan".into(),
        ..station()
    };
    open.save(vec![Change::Station(other.clone())]);
    assert_eq!(open.reader.station().unwrap(), other);
}

#[test]
fn export_gives_each_attention_once_as_it_stands() {
    let (_house, open) = three();
    open.save(vec![entry(
        200,
        happened(
            38,
            9001,
            Event::Noted {
                text: "trajo la partida".into(),
            },
        ),
    )]);
    let mut lines = Vec::new();
    open.reader
        .each_attention(at(0), at(1_000_000), |e| {
            lines.push(e);
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(
        lines
            .iter()
            .map(|e| e.attention.record.number.sequence())
            .collect::<Vec<_>>(),
        [37, 38, 1038]
    );
    assert!(
        lines[1]
            .attention
            .record
            .acts
            .iter()
            .any(|a| matches!(a.event, Event::Noted { .. }))
    );
    let history = open.reader.attention(attention_id(38)).unwrap().unwrap();
    assert_eq!(lines[1].digest, history.entries[1].digest);
    let stopped = open
        .reader
        .each_attention(at(0), at(1_000_000), |_| Err(Error::Interrupted));
    assert_eq!(stopped, Err(Error::Interrupted));
    let mut none = 0;
    open.reader
        .each_attention(at(-99), at(0), |_| {
            none += 1;
            Ok::<_, Error>(())
        })
        .unwrap();
    assert_eq!(none, 0);
}
