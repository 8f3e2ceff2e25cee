//! An attention that was changed at two stations keeps both versions until a supervisor chooses.

use ventanilla::attention::{Event, Resolution};
use ventanilla::journal::{self, Body, Folded, Reader};
use ventanilla::protocol::{Answer, Outcome, keys};

use super::stations::*;
use super::support::*;

const RECORD: (u8, u32) = (1, 1);

/// Two stations that both hold one filed attention of the first.
fn both() -> (Post, Post) {
    let (mut one, two) = (Post::new(1), Post::new(2));
    let answers = person("45678901", "Rosa", "Ñahui", "987654321", "depósito");
    one.write(vec![filed(filing(1, 1, &answers))]);
    two.admit(one.lines());
    one.admit(two.lines());
    (one, two)
}

fn correct(post: &mut Post, key: &str, value: &str) {
    let corrected = post.happens(
        RECORD.0,
        RECORD.1,
        Event::Corrected {
            field: key.into(),
            from: None,
            to: text(value),
            reason: "lo deletreó".into(),
        },
    );
    post.write(vec![corrected]);
}

fn happen(post: &mut Post, event: Event) {
    let body = post.happens(RECORD.0, RECORD.1, event);
    post.write(vec![body]);
}

fn file_again(post: &mut Post, key: &str, value: &str, outcome: Outcome) {
    let mut answers = person("45678901", "Rosa", "Ñahui", "987654321", "depósito");
    answers.retain(|(k, _)| *k != key);
    answers.push((key_of(key), text(value)));
    let mut again = filing(1, 1, &answers);
    again.outcome = outcome;
    again.filed_at = at(post.clock);
    post.write(vec![filed(again)]);
}

fn key_of(key: &str) -> &'static str {
    [keys::SURNAMES, keys::REASON, keys::GIVEN_NAMES]
        .into_iter()
        .find(|k| *k == key)
        .unwrap()
}

/// Each takes in everything of the other, until neither has more.
fn exchange(one: &Post, two: &Post) {
    for _ in 0..2 {
        two.admit(one.lines());
        one.admit(two.lines());
    }
    two.admit(one.lines());
    assert_eq!(one.set(), two.set());
}

fn stands(post: &Post) -> Folded {
    let history = post
        .house
        .reader()
        .attention(attention_of(RECORD.0, RECORD.1))
        .unwrap()
        .unwrap();
    history.now.unwrap()
}

fn value(folded: &Folded, key: &str) -> String {
    match folded.record.answers.get(key).map(|g| &g.answer) {
        Some(Answer::Text(text)) => text.clone(),
        other => format!("{other:?}"),
    }
}

fn in_conflict(reader: &Reader) -> bool {
    reader
        .summary(attention_of(RECORD.0, RECORD.1))
        .unwrap()
        .unwrap()
        .conflict
}

/// Every member but its places in the database.
fn told(folded: &Folded) -> String {
    format!("{:?}", (&folded.record, folded.reopened, &folded.versions))
}

#[test]
fn what_was_corrected_at_both_is_in_conflict_at_both_and_a_resolution_ends_it() {
    let (mut one, mut two) = both();
    correct(&mut one, keys::SURNAMES, "Mamani");
    correct(&mut two, keys::SURNAMES, "Huamán");
    exchange(&one, &two);
    let (here, there) = (stands(&one), stands(&two));
    assert_eq!(told(&here), told(&there));
    let versions: Vec<(String, String)> = here
        .versions
        .iter()
        .map(|v| {
            let Answer::Text(name) = &v.record.answers[keys::SURNAMES].answer else {
                unreachable!()
            };
            (v.by.clone(), name.clone())
        })
        .collect();
    let pair = |by: &str, name: &str| (by.to_owned(), name.to_owned());
    assert_eq!(versions.len(), 2);
    assert!(
        versions.contains(&pair("Agente 1", "Mamani"))
            && versions.contains(&pair("Agente 2", "Huamán"))
    );
    for post in [&one, &two] {
        let reader = post.house.reader();
        assert!(in_conflict(&reader));
        assert!(reader.recent(9, None).unwrap()[0].conflict);
    }
    let chosen = here
        .versions
        .iter()
        .find(|v| v.by == "Agente 1")
        .unwrap()
        .id;
    let resolution = Resolution {
        attention: attention_of(1, 1),
        chosen,
        saw: here.versions.iter().map(|v| v.id).collect(),
        reason: "trajo su documento".into(),
        at: at(two.clock),
        by: "Agente 2".into(),
    };
    two.write(vec![Body::Resolution(resolution)]);
    assert_eq!(
        (
            value(&stands(&two), keys::SURNAMES),
            stands(&two).versions.len()
        ),
        ("Mamani".into(), 0)
    );
    exchange(&one, &two);
    for post in [&one, &two] {
        let reader = post.house.reader();
        assert!(!in_conflict(&reader));
        assert_eq!(reader.search("mamani", 9).unwrap().len(), 1);
        assert_eq!(reader.search("huaman", 9).unwrap().len(), 0);
        let history = reader.attention(attention_of(1, 1)).unwrap().unwrap();
        assert_eq!(history.entries.len(), 4);
    }
    // What comes after it was seen by nobody else.
    correct(&mut one, keys::SURNAMES, "Quispe");
    exchange(&one, &two);
    assert_eq!(
        (
            value(&stands(&two), keys::SURNAMES),
            in_conflict(&two.house.reader())
        ),
        ("Quispe".into(), false)
    );
}

#[test]
fn what_goes_together_is_no_conflict() {
    let (mut one, mut two) = both();
    // Another field, the same value of one field, and notes.
    correct(&mut one, keys::SURNAMES, "Mamani");
    correct(&mut one, keys::REASON, "tarjeta");
    happen(
        &mut one,
        Event::Noted {
            text: "trajo la partida".into(),
        },
    );
    correct(&mut two, keys::REASON, "tarjeta");
    correct(&mut two, keys::GIVEN_NAMES, "Rosa Luz");
    happen(
        &mut two,
        Event::Noted {
            text: "volvió por la tarde".into(),
        },
    );
    exchange(&one, &two);
    for post in [&one, &two] {
        let folded = stands(post);
        assert!(!folded.is_in_conflict(), "{:?}", folded.versions);
        let values = [keys::SURNAMES, keys::REASON, keys::GIVEN_NAMES].map(|k| value(&folded, k));
        assert_eq!(values, ["Mamani", "tarjeta", "Rosa Luz"]);
        let reader = post.house.reader();
        for words in ["mamani tarjeta luz", "partida", "tarde"] {
            assert_eq!(reader.search(words, 9).unwrap().len(), 1, "{words}");
        }
        assert_eq!(reader.search("nahui", 9).unwrap().len(), 0);
    }
    assert_eq!(told(&stands(&one)), told(&stands(&two)));
}

/// The last one to write of two who knew of each other is right whatever the clocks say.
#[test]
fn who_saw_the_other_is_later_whatever_the_clock_says() {
    let (mut one, mut two) = both();
    one.clock = 3000;
    correct(&mut one, keys::SURNAMES, "Mamani");
    exchange(&one, &two);
    two.clock = 100;
    correct(&mut two, keys::SURNAMES, "Huamán");
    exchange(&one, &two);
    for post in [&one, &two] {
        assert!(!in_conflict(&post.house.reader()));
        assert_eq!(value(&stands(post), keys::SURNAMES), "Huamán");
    }
}

#[test]
fn reopened_beats_closed_and_a_call_still_owed_beats_done() {
    let (mut one, mut two) = both();
    let reopened = |why: &str| Event::Reopened { reason: why.into() };
    happen(&mut one, reopened("volvió"));
    file_again(&mut one, keys::REASON, "depósito", Outcome::Resolved);
    happen(&mut two, reopened("llamó"));
    exchange(&one, &two);
    for post in [&one, &two] {
        let folded = stands(post);
        assert!(folded.reopened && !folded.is_in_conflict());
        assert!(
            post.house
                .reader()
                .summary(attention_of(1, 1))
                .unwrap()
                .unwrap()
                .reopened
        );
    }
    // Filed by who reopened it, with a call that is owed.
    file_again(&mut two, keys::REASON, "depósito", Outcome::Callback);
    exchange(&one, &two);
    let folded = stands(&one);
    assert!(!folded.reopened);
    assert_eq!(folded.record.outcome, Outcome::Callback);
}

#[test]
fn two_filings_that_differ_keep_both() {
    let (mut one, mut two) = both();
    for (post, reason, outcome) in [
        (&mut one, "padrón", Outcome::Escalated),
        (&mut two, "tarjeta", Outcome::Declined),
    ] {
        happen(
            post,
            Event::Reopened {
                reason: "volvió".into(),
            },
        );
        file_again(post, keys::REASON, reason, outcome);
    }
    exchange(&one, &two);
    let folded = stands(&one);
    assert_eq!((folded.versions.len(), folded.reopened), (2, false));
    let mut outcomes: Vec<Outcome> = folded.versions.iter().map(|v| v.record.outcome).collect();
    outcomes.sort();
    assert_eq!(outcomes, [Outcome::Escalated, Outcome::Declined]);
    assert_eq!(told(&folded), told(&stands(&two)));
    // The version that a supervisor chooses stands as it was filed.
    let chosen = folded
        .versions
        .iter()
        .find(|v| v.record.outcome == Outcome::Escalated)
        .unwrap();
    let resolution = Resolution {
        attention: attention_of(1, 1),
        chosen: chosen.id,
        saw: folded.versions.iter().map(|v| v.id).collect(),
        reason: "x".into(),
        at: at(one.clock),
        by: "Agente 1".into(),
    };
    one.write(vec![Body::Resolution(resolution)]);
    exchange(&one, &two);
    for post in [&one, &two] {
        let folded = stands(post);
        assert_eq!(
            (folded.versions.len(), folded.record.outcome),
            (0, Outcome::Escalated)
        );
        assert_eq!(value(&folded, keys::REASON), "padrón");
        assert_eq!(folded.record.filed_at, chosen.record.filed_at);
    }
}

/// What was typed before another's correction came in has not seen it.
#[test]
fn a_filing_has_seen_what_its_draft_had_seen() {
    let (mut one, mut two) = both();
    happen(
        &mut one,
        Event::Reopened {
            reason: "volvió".into(),
        },
    );
    correct(&mut two, keys::SURNAMES, "Huamán");
    one.admit(two.lines());
    // It was open here all the time, with the old name in it.
    file_again(&mut one, keys::REASON, "padrón", Outcome::Resolved);
    exchange(&one, &two);
    for post in [&one, &two] {
        let folded = stands(post);
        assert!(!folded.is_in_conflict());
        assert_eq!(value(&folded, keys::SURNAMES), "Huamán");
        assert_eq!(value(&folded, keys::REASON), "padrón");
    }
}

#[test]
fn a_resolution_that_comes_before_what_it_chose_waits_for_it() {
    let (mut one, mut two) = both();
    correct(&mut one, keys::SURNAMES, "Mamani");
    correct(&mut two, keys::SURNAMES, "Huamán");
    exchange(&one, &two);
    let versions = stands(&one).versions;
    let chosen = versions.iter().find(|v| v.by == "Agente 2").unwrap().id;
    one.write(vec![Body::Resolution(Resolution {
        attention: attention_of(1, 1),
        chosen,
        saw: versions.iter().map(|v| v.id).collect(),
        reason: "x".into(),
        at: at(one.clock),
        by: "Agente 1".into(),
    })]);
    exchange(&one, &two);
    let three = Post::new(3);
    let mut lines = two.lines();
    lines.reverse();
    for line in lines {
        three.admit(vec![line]);
    }
    assert_eq!(told(&stands(&three)), told(&stands(&one)));
    let unlocked = journal::by_file(&three.house.paths).unwrap();
    journal::rebuild(&unlocked, at(3600)).unwrap();
    assert_eq!(told(&stands(&three)), told(&stands(&one)));
    assert_eq!(three.house.reader().search("huaman", 9).unwrap().len(), 1);
}

/// A filing that was lost with the log comes back from another station after the attention was filed twice more.
#[test]
fn a_later_epoch_has_not_seen_what_an_earlier_one_lost() {
    let (mut one, two) = (Post::new(1), Post::new(2));
    one.write(vec![rosa(1, 9)]);
    let mut before = one.house.files();
    file_again(&mut one, keys::SURNAMES, "Mamani", Outcome::Resolved);
    two.admit(one.lines());
    let mark = one.house.files()["diario.marca"].clone();
    before.insert("diario.marca".into(), mark);
    one.house.restore(&before);
    one.written = 50;
    file_again(&mut one, keys::SURNAMES, "Huamán", Outcome::Resolved);
    file_again(&mut one, keys::SURNAMES, "Huamaní", Outcome::Resolved);
    exchange(&one, &two);
    for post in [&one, &two] {
        let folded = stands(post);
        let versions = folded.versions.iter();
        let names = versions.map(|v| v.record.answers[keys::SURNAMES].answer.clone());
        assert_eq!(names.collect::<Vec<_>>(), [text("Mamani"), text("Huamaní")]);
    }
}
