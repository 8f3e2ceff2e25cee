//! Whatever is written where, lost on the way, heard twice or in another order: those who heard the same answer the same.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use uuid::Uuid;
use ventanilla::attention::{Event, Resolution};
use ventanilla::journal::{self, Body, Line};
use ventanilla::promise::{Ending, PromiseEnd};
use ventanilla::protocol::{Answer, Outcome, keys};

use super::stations::*;
use super::support::*;
use super::told::{Chance, answers, same};

pub(super) const NAMES: [&str; 4] = ["Rosa", "Ñusta", "José María", "Flor"];
pub(super) const REASONS: [&str; 4] = ["depósito", "tarjeta", "987654321", "38 soles"];
pub(super) const ATTENTIONS: u32 = 3;

/// Something a station does to the attention `sequence` of station `of`.
#[derive(Debug, Clone)]
struct Deed {
    of: u8,
    sequence: u32,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    File {
        name: usize,
        reason: usize,
        outcome: usize,
        promise: bool,
    },
    Correct {
        name: usize,
    },
    Kind {
        kind: usize,
    },
    Note {
        reason: usize,
    },
    Reopen,
    Cut,
    Promise {
        id: u32,
    },
    End {
        id: u32,
        kept: bool,
    },
    Resolve {
        which: usize,
    },
}

fn deed(stations: u8) -> impl Strategy<Value = Deed> {
    let what = prop_oneof![
        4 => (0..4usize, 0..4usize, 0..8usize, any::<bool>())
            .prop_map(|(name, reason, outcome, promise)| What::File { name, reason, outcome, promise }),
        4 => (0..4usize).prop_map(|name| What::Correct { name }),
        1 => (0..3usize).prop_map(|kind| What::Kind { kind }),
        2 => (0..4usize).prop_map(|reason| What::Note { reason }),
        2 => Just(What::Reopen),
        1 => Just(What::Cut),
        2 => (0..3u32).prop_map(|id| What::Promise { id }),
        2 => (0..3u32, any::<bool>()).prop_map(|(id, kept)| What::End { id, kept }),
        2 => (0..3usize).prop_map(|which| What::Resolve { which }),
    ];
    (1..=stations, 1..=ATTENTIONS, what).prop_map(|(of, sequence, what)| Deed {
        of,
        sequence,
        what,
    })
}

/// What an entry about it says, as the station knows things; none where there is nothing to say.
fn body(post: &Post, deed: &Deed) -> Option<Body> {
    let Deed { of, sequence, what } = deed;
    let id = attention_of(*of, *sequence);
    let happens = |event| Some(post.happens(*of, *sequence, event));
    let reader = post.house.reader();
    let now = reader.attention(id).unwrap().and_then(|h| h.now);
    match what {
        What::File {
            name,
            reason,
            outcome,
            promise,
        } => {
            // Filed where it was begun, or where it was reopened.
            if *of != post.n && !now.is_some_and(|f| f.reopened) {
                return None;
            }
            let document = format!("4567890{of}");
            let answers = person(
                &document,
                NAMES[*name],
                "Quispe",
                "912 345 678",
                REASONS[*reason],
            );
            let mut filing = filing(*of, *sequence, &answers);
            filing.outcome = Outcome::ALL[*outcome].1;
            if *promise {
                let promise = promise_of(*of, *sequence, 0);
                filing
                    .acts
                    .push(act(post.clock, Event::Promised { promise }));
            }
            Some(filed(filing))
        }
        What::Correct { name } => happens(Event::Corrected {
            field: keys::GIVEN_NAMES.into(),
            from: None,
            to: text(NAMES[*name]),
            reason: "x".into(),
        }),
        What::Kind { kind } => happens(Event::Corrected {
            field: keys::KIND.into(),
            from: None,
            to: Answer::Choice(["queja", "reclamo", "consulta"][*kind].into()),
            reason: "x".into(),
        }),
        What::Note { reason } => happens(Event::Noted {
            text: REASONS[*reason].into(),
        }),
        What::Reopen => happens(Event::Reopened {
            reason: "volvió".into(),
        }),
        What::Cut => happens(Event::CutOff),
        What::Promise { id } => happens(Event::Promised {
            promise: promise_of(*of, *sequence, *id),
        }),
        What::End { id, kept } => Some(Body::PromiseEnd(PromiseEnd {
            promise: promise_of(*of, *sequence, *id).id,
            attention: attention_of(*of, *sequence),
            how: if *kept {
                Ending::Kept
            } else {
                Ending::Withdrawn
            },
            note: String::new(),
            at: at(post.clock),
            by: post.agent(),
        })),
        What::Resolve { which } => {
            let versions = now?.versions;
            let chosen = versions.get(*which)?.id;
            Some(Body::Resolution(Resolution {
                attention: id,
                chosen,
                saw: versions.iter().map(|v| v.id).collect(),
                reason: "x".into(),
                at: at(post.clock),
                by: post.agent(),
            }))
        }
    }
}

fn does(post: &mut Post, deed: &Deed) {
    if let Some(body) = body(post, deed) {
        post.write(vec![body]);
    }
}

fn rebuild(post: &Post) {
    journal::rebuild(&journal::by_file(&post.house.paths).unwrap(), at(3600)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two stations write, now and then hear each other; whoever hears all of it afterwards, in whatever order and in
    /// whatever pieces, answers as they do.
    #[test]
    fn the_order_of_arrival_does_not_count(
        deeds in prop::collection::vec((1u8..3, deed(2), 0..10u8, 0..9i64), 4..24),
        seed in any::<u64>(),
    ) {
        let mut posts = [Post::new(1), Post::new(2)];
        for (by, deed, hears, clock) in &deeds {
            let (here, there) = (usize::from(*by) - 1, 2 - usize::from(*by));
            // Clocks that go wrong, forwards and back.
            posts[here].clock += (clock - 3) * 100;
            does(&mut posts[here], deed);
            if *hears < 3 {
                let lines = posts[here].lines();
                posts[there].admit(lines);
            }
        }
        let mut all = posts[0].lines();
        all.extend(posts[1].lines());
        let mut chance = Chance(seed);
        let mut told = Vec::new();
        for n in [7, 8, 9] {
            let listener = Post::new(n);
            let mut lines = all.clone();
            if n > 7 {
                chance.shuffle(&mut lines);
            }
            while !lines.is_empty() {
                let piece = 1 + chance.below(if n == 9 { 8 } else { 40 });
                let rest = lines.split_off(piece.min(lines.len()));
                let found = listener.admit(std::mem::replace(&mut lines, rest));
                prop_assert_eq!((found.bad, found.forks.len()), (0, 0));
            }
            let before = answers(&listener.house.reader(), 2);
            rebuild(&listener);
            let after = answers(&listener.house.reader(), 2);
            if let Err(why) = same(&before, &after) {
                return Err(TestCaseError::fail(format!("rebuilt {n}: {why}")));
            }
            told.push(before);
        }
        for other in &told[1..] {
            if let Err(why) = same(&told[0], other) {
                return Err(TestCaseError::fail(why));
            }
        }
    }
}

/// Drops a line now and then.
fn with_losses(lines: Vec<Line>, chance: &mut Chance) -> Vec<Line> {
    lines.into_iter().filter(|_| chance.below(5) > 0).collect()
}

/// Five stations write and exchange files in random order, twice, with lines lost on the way. One is put back to a copy and
/// goes on in a new epoch; another is put back with its mark, so that two journals exist under its name. All the others end
/// with the same set and the same answers.
#[test]
fn five_stations_end_with_the_same_set_and_the_same_answers() {
    let mut chance = Chance(0x5EED);
    let mut posts: Vec<Post> = (1..=5).map(Post::new).collect();
    let mut strategy = proptest::test_runner::TestRunner::deterministic();
    let deeds = deed(5);
    let mut deed = || deeds.new_tree(&mut strategy).unwrap().current();
    let mut copy = BTreeMap::new();
    for round in 0..10 {
        for post in &mut posts {
            for _ in 0..3 {
                does(post, &deed());
            }
        }
        if round == 3 {
            copy = posts[3].house.files();
        }
        if round == 5 {
            // Everybody heard the fifth as it was, before it forks.
            let lines = posts[4].lines();
            let before = posts[4].house.files();
            does(
                &mut posts[4],
                &Deed {
                    of: 5,
                    sequence: 1,
                    what: What::Note { reason: 1 },
                },
            );
            let forked = posts[4].lines();
            for post in &posts[..4] {
                post.admit(lines.clone());
                post.admit(forked.clone());
            }
            posts[4].house.restore(&before);
            does(
                &mut posts[4],
                &Deed {
                    of: 5,
                    sequence: 1,
                    what: What::Note { reason: 2 },
                },
            );
        }
        if round == 6 {
            // The fourth is put back to a copy; its mark knows better.
            copy.insert(
                "diario.marca".into(),
                posts[3].house.files()["diario.marca"].clone(),
            );
            posts[3].house.restore(&copy);
        }
        let mut pairs: Vec<(usize, usize)> = (0..5)
            .flat_map(|a| (0..5).map(move |b| (a, b)))
            .filter(|(a, b)| a != b)
            .collect();
        chance.shuffle(&mut pairs);
        for (from, to) in pairs.into_iter().take(4) {
            let lines = if chance.below(2) == 0 {
                posts[from].lines()
            } else {
                let vector = posts[to].house.reader().vector().unwrap();
                posts[from].lines_since(&vector)
            };
            let lines = with_losses(lines, &mut chance);
            posts[to].admit(lines.clone());
            posts[to].admit(lines);
        }
    }
    let honest = &posts[..4];
    for _ in 0..3 {
        for to in honest {
            for from in honest.iter().filter(|p| p.n != to.n) {
                to.admit(from.lines());
            }
        }
    }
    let first = answers(&honest[0].house.reader(), 5);
    assert!(first.len() > 25);
    for post in honest {
        let reader = post.house.reader();
        assert_eq!(post.set(), honest[0].set(), "station {}", post.n);
        let report = reader.verify().unwrap();
        assert!(report.is_sound(), "station {}: {report:?}", post.n);
        same(&first, &answers(&reader, 5)).unwrap();
        drop(reader);
        rebuild(post);
        same(&first, &answers(&post.house.reader(), 5)).unwrap();
    }
    // Whoever wrote twice under one name is told so, and keeps what it has.
    let found = posts[4].admit(posts[0].lines());
    let fork = found.forks.iter().find(|f| f.device == device(5)).unwrap();
    assert_ne!(fork.ours, fork.theirs);
    assert!(posts[4].house.reader().verify().unwrap().is_sound());
    let found = posts[0].admit(posts[4].lines());
    assert_eq!(
        found.forks.iter().map(|f| f.device).collect::<Vec<Uuid>>(),
        [device(5)]
    );
}
