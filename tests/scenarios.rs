//! Whole conversations against the rules: every script of `tests/scenarios`, and what must hold at every point of each.

use std::panic::{AssertUnwindSafe, catch_unwind};

use ventanilla::attention::{Attention, Command};
use ventanilla::protocol::{Outcome, Protocol};

use super::support::script::{Expect, Play, Script, read};
use super::support::tree::{Source, files};
use super::support::{act, at, read_back, replayed};

/// Plays every script, even after one has failed; `see` looks at each point of it.
fn play_all(see: impl Fn(&Play)) {
    let scripts = files("tests/scenarios", "toml");
    assert!(scripts.len() >= 20, "scripts went missing");
    let failed: Vec<String> = scripts
        .iter()
        .filter(|source| catch_unwind(AssertUnwindSafe(|| play(source, &see))).is_err())
        .map(|source| source.path.clone())
        .collect();
    assert!(failed.is_empty(), "see above: {failed:#?}");
}

fn play(source: &Source, see: &impl Fn(&Play)) {
    let script: Script =
        toml::from_str(&source.text).unwrap_or_else(|e| panic!("{}: {e}", source.path));
    assert!(!script.proves.is_empty(), "{} proves nothing", source.path);
    let mut play = Play::new(&source.path, &script);
    for (n, beat) in script.steps.iter().enumerate() {
        play.beat(n + 1, beat, see);
        if let Some(expected) = &beat.expect {
            check(&play, expected);
        }
    }
}

#[test]
fn every_scenario_ends_as_it_says() {
    play_all(|_| {});
}

#[test]
fn every_point_of_every_scenario_comes_back_from_its_draft_and_its_record() {
    play_all(|play| {
        assert_eq!(
            replayed(&play.attention),
            play.attention,
            "{}",
            play.place()
        );
        if let Some(back) = read_back(&play.attention) {
            assert_eq!(back, play.attention, "{}", play.place());
        }
    });
}

#[test]
fn abandoning_is_never_blocked_before_filing() {
    play_all(|play| {
        if play.attention.is_filed() {
            return;
        }
        let mut left = play.attention.clone();
        let reason = String::new();
        let led = act(
            &mut left,
            &play.protocol,
            play.seconds,
            Command::Abandon { reason },
        );
        assert!(led.is_ok(), "{}: {led:?}", play.place());
        assert_eq!(left.outcome, Some(Outcome::Abandoned), "{}", play.place());
        assert!(left.is_filed() && left.hold.is_none() && left.consult.is_none());
    });
}

#[test]
fn filing_as_cut_off_is_never_blocked_before_goodbye() {
    play_all(|play| {
        if play.attention.is_filed() || play.attention.goodbye_at.is_some() {
            return;
        }
        let mut cut = play.attention.clone();
        let outcome = Outcome::CutOff;
        for command in [Command::Conclude { outcome }, Command::File] {
            let led = act(&mut cut, &play.protocol, play.seconds, command);
            assert!(led.is_ok(), "{}: {led:?}", play.place());
        }
        assert!(cut.is_filed(), "{}", play.place());
    });
}

#[test]
fn no_clock_is_ever_negative_whenever_it_is_read() {
    play_all(|play| {
        for seconds in [-86_400, play.seconds - 1, play.seconds, play.seconds + 7] {
            let clocks = play.attention.clocks(at(seconds));
            let all = [
                clocks.elapsed,
                clocks.held,
                clocks.hold_now,
                clocks.consulted,
                clocks.after_work.unwrap_or(0),
                clocks.cut_for.unwrap_or(0),
            ];
            assert!(all.iter().all(|s| *s >= 0), "{}: {clocks:?}", play.place());
        }
    });
}

#[test]
fn the_clocks_of_what_is_filed_stand_still() {
    play_all(|play| {
        if play.attention.is_filed() {
            let now = play.attention.clocks(at(play.seconds));
            let later = play.attention.clocks(at(play.seconds + 86_400));
            assert_eq!(now, later, "{}", play.place());
        }
    });
}

fn check(play: &Play, expected: &Expect) {
    let place = play.place();
    let attention = &play.attention;
    let clocks = attention.clocks(at(play.seconds));
    let same = |what: &str, found: Option<i64>, wanted: Option<i64>| {
        if wanted.is_some() {
            assert_eq!(found, wanted, "{place}: {what}");
        }
    };
    same("held_seconds", Some(clocks.held), expected.held_seconds);
    same("hold_left", clocks.hold_left, expected.hold_left);
    same("elapsed", Some(clocks.elapsed), expected.elapsed);
    same("consulted", Some(clocks.consulted), expected.consulted);
    same("after_work", clocks.after_work, expected.after_work);
    same("cut_for", clocks.cut_for, expected.cut_for);
    let holds = |what: &str, found: bool, wanted: Option<bool>| {
        if wanted.is_some() {
            assert_eq!(Some(found), wanted, "{place}: {what}");
        }
    };
    holds("waiting", attention.hold.is_some(), expected.waiting);
    holds("cut", attention.cut.is_some(), expected.cut);
    holds("goodbye", attention.goodbye_at.is_some(), expected.goodbye);
    holds("filed", attention.is_filed(), expected.filed);
    if let Some(step) = &expected.step {
        assert_eq!(&attention.step, step, "{place}");
    }
    if let Some(walked) = &expected.walked {
        assert_eq!(&walked_now(attention, &play.protocol), walked, "{place}");
    }
    if let Some(asked) = &expected.asked {
        assert_eq!(&asked_now(attention, &play.protocol), asked, "{place}");
    }
    if let Some(outcome) = &expected.outcome {
        let found = attention.outcome.map_or("none", Outcome::name);
        assert_eq!(found, outcome, "{place}");
    }
    if let Some(attempts) = expected.attempts {
        let found = attention.cut.as_ref().map(|c| c.attempts);
        assert_eq!(found, Some(attempts), "{place}");
    }
    if let Some(promises) = expected.promises {
        assert_eq!(attention.promises.len(), promises, "{place}");
    }
    check_promise(play, expected);
    for (field, value) in &expected.answers {
        let wanted = read(play.ask(field), value);
        assert_eq!(attention.answer(field), Some(&wanted), "{place}");
    }
    for field in &expected.unanswered {
        assert_eq!(attention.answer(field), None, "{place}: {field}");
    }
}

/// Compares the members named of the last promise, in the form the journal keeps.
fn check_promise(play: &Play, expected: &Expect) {
    if expected.promise.is_empty() {
        return;
    }
    let last = play.attention.promises.last();
    let last = last.unwrap_or_else(|| panic!("{}: nothing was promised", play.place()));
    let written = serde_json::to_value(last).unwrap();
    for (member, value) in &expected.promise {
        let wanted = match value.as_str() {
            Some("none") => serde_json::Value::Null,
            _ => serde_json::to_value(value).unwrap(),
        };
        let found = written.get(member).unwrap_or(&serde_json::Value::Null);
        assert_eq!(found, &wanted, "{}: {member}", play.place());
    }
}

fn walked_now(attention: &Attention, protocol: &Protocol) -> Vec<String> {
    attention.steps(protocol).map(|s| s.id.clone()).collect()
}

fn asked_now(attention: &Attention, protocol: &Protocol) -> Vec<String> {
    let step = attention.current_step(protocol).unwrap();
    let fields = attention.fields(protocol, step);
    fields.map(|f| f.key.clone()).collect()
}
