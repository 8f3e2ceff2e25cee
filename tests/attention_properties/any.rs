//! Anything at all: words, answers, outcomes and acts, whether or not they fit.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;
use ventanilla::attention::{Act, Event};
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::promise::{Due, Promise, PromiseKind};
use ventanilla::protocol::{Answer, DueUnit, Number, Outcome};

use super::super::support::{AGENT, at, number};

pub(super) fn words() -> impl Strategy<Value = String> {
    select(vec![
        "",
        " ",
        "976123456",
        "Quispe Huamán",
        "dni",
        "1",
        "sí",
        "e\u{301}",
    ])
    .prop_map(str::to_owned)
}

/// Any answer at all: most do not fit the field they are given to.
pub(super) fn stray() -> impl Strategy<Value = Answer> {
    prop_oneof![
        words().prop_map(Answer::Text),
        any::<bool>().prop_map(Answer::YesNo),
        words().prop_map(Answer::Choice),
        vec(words(), 0..3).prop_map(Answer::Choices),
        (0..DocumentKind::ALL.len(), words())
            .prop_map(|(kind, w)| Answer::Document(Document::new(DocumentKind::ALL[kind].1, &w))),
        (1..28u32, 0..24u32).prop_map(|(day, hour)| Answer::Moment(
            NaiveDate::from_ymd_opt(2026, 3, day)
                .and_then(|d| d.and_hms_opt(hour, 30, 0))
                .unwrap()
        )),
        any::<u16>().prop_map(Answer::Minutes),
        any::<u8>().prop_map(Answer::Rating),
        (any::<i64>(), 0..=4u8).prop_map(|(n, d)| Answer::Number(Number::new(n, d).unwrap())),
        (1..28u32).prop_map(|day| Answer::Date(NaiveDate::from_ymd_opt(2026, 11, day).unwrap())),
        words().prop_map(|name| Answer::Place {
            code: "060401".into(),
            name,
        }),
        Just(Answer::Declined),
        words().prop_map(Answer::Unread),
    ]
}

pub(super) fn outcome() -> impl Strategy<Value = Outcome> {
    (0..Outcome::ALL.len()).prop_map(|n| Outcome::ALL[n].1)
}

/// Any event, whether or not it fits the attention it is applied to.
fn event() -> impl Strategy<Value = Event> {
    let promise = (any::<u128>(), words(), any::<bool>()).prop_map(|(id, what, term)| {
        let due = Due::Term {
            start: at(0).date_naive(),
            amount: 30,
            unit: DueUnit::BusinessDays,
            to_be_confirmed: true,
        };
        Event::Promised {
            promise: Promise {
                id: Uuid::from_u128(id),
                attention: Uuid::from_u128(0xA),
                kind: PromiseKind::Callback,
                due: if term { due } else { Due::Open },
                phone: Some(what.clone()),
                unit: None,
                what,
                made_at: at(0),
                by: AGENT.into(),
                replaces: (!term).then(|| Uuid::from_u128(id / 2)),
                voiced: None,
            },
        }
    });
    let answered = (words(), stray(), any::<bool>()).prop_map(|(field, answer, reset)| {
        if reset {
            Event::Reset { field, was: answer }
        } else {
            Event::Answered { field, answer }
        }
    });
    let corrected =
        (words(), stray(), stray(), any::<bool>()).prop_map(|(field, from, to, was)| {
            Event::Corrected {
                reason: field.clone(),
                from: was.then_some(from),
                field,
                to,
            }
        });
    let spoken = (words(), 0..7usize).prop_map(|(text, which)| match which {
        0 => Event::Opened { step: text },
        1 => Event::Moved { to: text },
        2 => Event::Advised { answer: text },
        3 => Event::Noted { text },
        4 => Event::Abandoned { reason: text },
        5 => Event::Reopened { reason: text },
        _ => Event::Consulted {
            whom: text.clone(),
            question: text,
        },
    });
    let plain = select(vec![
        Event::Resumed,
        Event::CutOff,
        Event::Attempted,
        Event::Recovered,
        Event::SaidGoodbye,
        Event::Filed,
        Event::Numbered { number: number() },
    ]);
    prop_oneof![
        promise,
        answered,
        corrected,
        spoken,
        plain,
        any::<u16>().prop_map(|minutes| Event::Held { minutes }),
        any::<u16>().prop_map(|minutes| Event::HeldLonger { minutes }),
        outcome().prop_map(|outcome| Event::Concluded { outcome }),
    ]
}

/// An act at any second of some centuries, forwards or back.
pub(super) fn any_act() -> impl Strategy<Value = Act> {
    (event(), -9_000_000_000..9_000_000_000i64, words()).prop_map(|(event, seconds, by)| Act {
        at: at(seconds),
        by,
        event,
    })
}
