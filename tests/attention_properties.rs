//! What holds of every attention, whatever is asked of it and in whatever order.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use uuid::Uuid;
use ventanilla::attention::{Act, Attention, AttentionRecord, Command, Event};
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::promise::{Due, Promise, PromiseKind};
use ventanilla::protocol::{Answer, Ask, DueUnit, Outcome, Phase, Protocol};

use super::support::script::zone;
use super::support::{AGENT, act, at, number, opened, pack, read_back, replayed};

const PACKS: [&str; 2] = ["juntos-telefonico", "juntos-presencial"];

/// A conversation: a pack and commands, each so many seconds after the one before.
type Talk = (usize, Vec<(i64, Command)>);

fn words() -> impl Strategy<Value = String> {
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
fn stray() -> impl Strategy<Value = Answer> {
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
        words().prop_map(Answer::Unread),
    ]
}

/// An answer that answers: the `n`th option of a list, a moment long after every test.
fn right(ask: &Ask, n: usize) -> Answer {
    let option = |options: &[ventanilla::protocol::Choice]| options[n % options.len()].id.clone();
    match ask {
        Ask::Text | Ask::Notes | Ask::Place => Answer::Text("lo que dijo".into()),
        Ask::Phone => Answer::Text("976 123 456".into()),
        Ask::YesNo => Answer::YesNo(n.is_multiple_of(2)),
        Ask::Choice(options) => Answer::Choice(option(options)),
        Ask::Choices(options) => Answer::Choices(vec![option(options)]),
        Ask::Document(_) => Answer::Document(Document::new(DocumentKind::Dni, "45678901")),
        Ask::Moment => Answer::Moment(
            NaiveDate::from_ymd_opt(2027, 1, 4)
                .and_then(|d| d.and_hms_opt(9, 0, 0))
                .unwrap(),
        ),
        Ask::Minutes(most) => Answer::Minutes(*most),
        Ask::Rating(most) => Answer::Rating(*most),
    }
}

/// One command, sensible or not.
fn command(protocol: &Protocol) -> impl Strategy<Value = Command> + use<> {
    let mut keys: Vec<String> = protocol.fields().map(|f| f.key.clone()).collect();
    keys.push("no.existe".into());
    let asks: Vec<(String, Ask)> = protocol
        .fields()
        .map(|f| (f.key.clone(), f.ask.clone()))
        .collect();
    let mut steps: Vec<String> = protocol.steps.iter().map(|s| s.id.clone()).collect();
    steps.push("ninguno".into());
    let answer = (select(keys.clone()), stray())
        .prop_map(|(field, answer)| Command::Answer { field, answer });
    let fitting = (select(asks), 0..9usize).prop_map(|((field, ask), n)| Command::Answer {
        answer: right(&ask, n),
        field,
    });
    let correct =
        (select(keys), stray(), words()).prop_map(|(field, answer, reason)| Command::Correct {
            field,
            answer,
            reason,
        });
    let plain = select(vec![
        Command::Advance,
        Command::Back,
        Command::Resume,
        Command::CutOff,
        Command::Attempt,
        Command::Recover,
        Command::File,
        Command::Reserve { number: number() },
    ]);
    let spoken = (words(), 0..5usize).prop_map(|(text, which)| match which {
        0 => Command::Note { text },
        1 => Command::Advise { answer: text },
        2 => Command::Reopen { reason: text },
        3 => Command::Abandon { reason: text },
        _ => Command::Consult {
            whom: text.clone(),
            question: text,
        },
    });
    let promised = (any::<u128>(), words(), -600..9_000i64).prop_map(|(id, phone, seconds)| {
        Command::PromiseCallback {
            id: Uuid::from_u128(id),
            phone,
            at: at(seconds),
            what: "llamarla".into(),
        }
    });
    prop_oneof![
        4 => answer,
        4 => fitting,
        2 => correct,
        6 => plain,
        3 => spoken,
        1 => promised,
        1 => (0..70u16).prop_map(|minutes| Command::Hold { minutes }),
        1 => (0..70u16).prop_map(|minutes| Command::HoldLonger { minutes }),
        2 => select(steps).prop_map(|step| Command::GoTo { step }),
        2 => outcome().prop_map(|outcome| Command::Conclude { outcome }),
        2 => any::<u128>().prop_map(goodbye),
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    (0..Outcome::ALL.len()).prop_map(|n| Outcome::ALL[n].1)
}

fn goodbye(id: u128) -> Command {
    Command::SayGoodbye {
        promise: Uuid::from_u128(id),
        today: at(0).date_naive(),
        zone: zone(),
    }
}

/// The shortest way to a filed attention: every field answered, an outcome, goodbye, filing.
fn whole(protocol: &Protocol, outcome: Outcome, n: usize) -> Vec<Command> {
    let answers = protocol.fields().map(|f| Command::Answer {
        field: f.key.clone(),
        answer: right(&f.ask, n),
    });
    let end = [
        Command::Conclude { outcome },
        goodbye(n as u128),
        Command::File,
    ];
    answers.chain(end).collect()
}

/// A conversation in pieces: stray commands, now and then a whole attention to its end.
fn talk() -> impl Strategy<Value = Talk> {
    (0..PACKS.len()).prop_flat_map(|which| {
        let protocol = pack(PACKS[which]);
        let one = command(&protocol).prop_map(|c| vec![c]);
        let end = (outcome(), 0..9usize).prop_map(move |(o, n)| whole(&protocol, o, n));
        let pieces = vec((0..600i64, prop_oneof![24 => one, 1 => end]), 1..60);
        let timed = pieces.prop_map(|pieces| {
            let spread = |(wait, commands): (i64, Vec<Command>)| {
                commands.into_iter().map(move |c| (wait, c))
            };
            pieces.into_iter().flat_map(spread).collect()
        });
        (Just(which), timed)
    })
}

/// Plays a conversation; `see` gets the attention before and after each command and whether it was accepted.
fn play(
    (which, commands): Talk,
    mut see: impl FnMut(&Protocol, &Attention, &Attention, &Command, bool) -> TestCaseResult,
) -> TestCaseResult {
    let protocol = pack(PACKS[which]);
    let mut attention = opened(&protocol);
    let mut seconds = 0;
    for (wait, command) in commands {
        seconds += wait;
        let before = attention.clone();
        let led = act(&mut attention, &protocol, seconds, command.clone());
        see(&protocol, &before, &attention, &command, led.is_ok())?;
    }
    Ok(())
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
fn any_act() -> impl Strategy<Value = Act> {
    (event(), -9_000_000_000..9_000_000_000i64, words()).prop_map(|(event, seconds, by)| Act {
        at: at(seconds),
        by,
        event,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_accepted_comes_back_from_its_acts_and_answers(talk in talk()) {
        play(talk, |_, _, now, _, _| {
            prop_assert_eq!(&replayed(now), now);
            prop_assert_eq!(now.is_filed(), read_back(now).is_some());
            if let Some(back) = read_back(now) {
                prop_assert_eq!(&back, now);
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_refusal_changes_nothing(talk in talk()) {
        play(talk, |_, before, now, command, accepted| {
            prop_assert!(accepted || before == now, "{:?}", command);
            Ok(())
        })?;
    }

    #[test]
    fn acts_are_only_added_and_in_the_order_of_their_hours(talk in talk()) {
        play(talk, |_, before, now, _, _| {
            prop_assert!(now.acts.starts_with(&before.acts));
            prop_assert!(now.acts.is_sorted_by_key(|act| act.at));
            Ok(())
        })?;
    }

    #[test]
    fn after_filing_only_notes_corrections_and_reopening_are_accepted(talk in talk()) {
        play(talk, |_, before, _, command, accepted| {
            let later = matches!(
                command,
                Command::Note { .. } | Command::Correct { .. } | Command::Reopen { .. }
            );
            prop_assert!(!before.is_filed() || later || !accepted, "{:?}", command);
            Ok(())
        })?;
    }

    #[test]
    fn nobody_waits_and_nothing_is_asked_within_once_it_is_filed(talk in talk()) {
        play(talk, |_, _, now, _, _| {
            prop_assert!(!now.is_filed() || (now.hold.is_none() && now.consult.is_none()));
            Ok(())
        })?;
    }

    #[test]
    fn the_step_of_goodbye_is_never_entered_without_an_outcome(talk in talk()) {
        play(talk, |protocol, _, now, command, _| {
            let step = now.current_step(protocol);
            let farewell = step.is_some_and(|s| s.phase == Phase::Farewell);
            prop_assert!(!farewell || now.outcome.is_some(), "{:?}", command);
            Ok(())
        })?;
    }

    #[test]
    fn an_open_attention_can_always_be_left(talk in talk()) {
        play(talk, |protocol, _, now, _, _| {
            if !now.is_filed() {
                let left = Command::Abandon { reason: String::new() };
                prop_assert!(now.decide(protocol, left, at(0), AGENT).is_ok());
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_act_in_any_state_brings_the_fold_down(acts in vec(any_act(), 0..40), seconds in -9_000_000_000..9_000_000_000i64) {
        let protocol = pack(PACKS[0]);
        let mut attention = opened(&protocol);
        for act in &acts {
            attention.apply(act);
            let clocks = attention.clocks(at(seconds));
            prop_assert!(clocks.held >= 0 && clocks.consulted >= 0 && clocks.elapsed >= 0);
            let _whatever_is_said = attention.decide(&protocol, Command::Advance, at(seconds), AGENT);
            let _whatever_is_said = attention.decide(&protocol, goodbye(1), at(seconds), AGENT);
        }
        prop_assert_eq!(attention.steps(&protocol).count() > 0, true);
    }

    #[test]
    fn an_act_is_written_and_read_unchanged(act in any_act()) {
        let json = serde_json::to_string(&act).unwrap();
        prop_assert_eq!(serde_json::from_str::<Act>(&json).unwrap(), act);
    }

    #[test]
    fn a_record_is_written_and_read_unchanged(acts in vec(any_act(), 0..20)) {
        let protocol = pack(PACKS[1]);
        let mut attention = opened(&protocol);
        for act in &acts {
            attention.apply(act);
        }
        attention.apply(&Act { at: at(9), by: AGENT.into(), event: Event::Abandoned { reason: "colgó".into() } });
        let record = attention.record().unwrap();
        let json = serde_json::to_string(&record).unwrap();
        prop_assert_eq!(serde_json::from_str::<AttentionRecord>(&json).unwrap(), record);
    }
}
