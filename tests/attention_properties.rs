//! What holds of every attention, whatever is asked of it and in whatever order.

mod any;

use any::{any_act, outcome, stray, words};
use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestCaseResult;
use uuid::Uuid;
use ventanilla::attention::{Act, Attention, AttentionRecord, Command, Event};
use ventanilla::desk::packs;
use ventanilla::identity::Document;
use ventanilla::protocol::{Answer, Ask, Number, Outcome, Phase, Protocol};

use super::support::script::zone;
use super::support::{AGENT, act, at, number, opened, pack, read_back, replayed};

/// A conversation: the place of a pack in the program's list, and commands, each so many seconds after the one before.
type Talk = (usize, Vec<(i64, Command)>);

/// An answer that answers: the `n`th option of a list, a moment long after every test.
fn right(ask: &Ask, n: usize) -> Answer {
    let option = |options: &[ventanilla::protocol::Choice]| options[n % options.len()].id.clone();
    match ask {
        Ask::Text | Ask::Notes | Ask::Place(None) => Answer::Text("lo que dijo".into()),
        Ask::Phone => Answer::Text("976 123 456".into()),
        Ask::YesNo => Answer::YesNo(n.is_multiple_of(2)),
        Ask::Choice(options) => Answer::Choice(option(options)),
        Ask::Choices(options) => Answer::Choices(vec![option(options)]),
        Ask::Document(kinds) => Answer::Document(Document::new(kinds[0], "45678901")),
        Ask::Email => Answer::Text("ana@correo.pe".into()),
        Ask::Number(bounds) => Answer::Number(Number::new(bounds.least.unwrap_or(0), 0).unwrap()),
        Ask::Date(_) => Answer::Date(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()),
        Ask::Checklist(points) => Answer::Choices(points.iter().map(|p| p.id.clone()).collect()),
        Ask::Place(Some(_)) => Answer::Place {
            code: "060401".into(),
            name: "Chota, Chota, Cajamarca".into(),
        },
        Ask::Moment(_) => Answer::Moment(
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
    let conclude = std::iter::once(Command::Conclude { outcome });
    let goodbye = outcome.has_farewell().then(|| goodbye(n as u128));
    let file = std::iter::once(Command::File);
    answers.chain(conclude).chain(goodbye).chain(file).collect()
}

#[test]
fn the_shortest_way_files_every_outcome_of_every_pack() {
    let ids = packs().iter().map(|p| p.id);
    for (id, (_, outcome)) in ids.flat_map(|id| Outcome::ALL.map(|o| (id, o))) {
        let protocol = pack(id);
        // Nobody is offered an ending with a farewell that the pack does not close.
        if outcome.has_farewell() && protocol.closing(outcome).is_none() {
            continue;
        }
        let mut attention = opened(&protocol);
        for command in whole(&protocol, outcome, 0) {
            let led = act(&mut attention, &protocol, 1, command.clone());
            assert!(led.is_ok(), "{id}: {outcome:?}: {command:?}: {led:?}");
        }
        assert!(attention.is_filed(), "{id}: {outcome:?}");
        assert_eq!(attention.outcome, Some(outcome), "{id}");
    }
}

/// A conversation in pieces: stray commands, now and then a whole attention to its end.
fn talk() -> impl Strategy<Value = Talk> {
    (0..packs().len()).prop_flat_map(|which| {
        let protocol = pack(packs()[which].id);
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
    let protocol = pack(packs()[which].id);
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
        let protocol = pack(packs()[0].id);
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
        let protocol = pack(packs()[1].id);
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
