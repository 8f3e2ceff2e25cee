//! Reading a pack: TOML in, a checked [`Protocol`] out, or every mistake with its place.

mod ask;
mod field;
mod line;
mod syntax;
mod when;

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::check::{Check, Reference};
use super::review::Review;
use super::walk::{Node, Section, Walk, one_of};
use super::{
    Branch, Channel, Closing, Control, DueUnit, Knowledge, Language, OfficeContact, Outcome, Phase,
    Problem, ProblemKind, Protocol, Step, TermRule, When,
};
use field::field;
use line::{cites, lines};
use when::when;

/// Reads a pack. `hash` identifies the text (SHA-256, hexadecimal). Fails with what keeps it from being used; what else
/// is wrong with it is for [`review`].
pub fn load(text: &str, hash: &str) -> Result<Protocol, Vec<Problem>> {
    let (protocol, problems) = read(text, hash, Check::default());
    if problems.is_empty() {
        Ok(protocol)
    } else {
        Err(problems)
    }
}

/// Every problem of a pack, in the order of the text: what keeps it from being used, and what would be found out only in
/// front of somebody. Packs in use are not reviewed, and neither are those that the journal keeps: what was once good
/// enough for a conversation has to be read for ever.
pub fn review(text: &str) -> Vec<Problem> {
    let mut check = Check::default();
    check.review = Some(Review::default());
    read(text, "", check).1
}

fn read(text: &str, hash: &str, mut check: Check) -> (Protocol, Vec<Problem>) {
    let (readable, syntax) = syntax::readable(text);
    let (document, _) = DeTable::parse_recoverable(&readable);
    let walk = Walk::new(&readable);
    let top = Section::new(&walk, document.get_ref(), 0);
    let protocol = pack(&top, hash, &mut check);
    check.run(&protocol, &walk);
    (protocol, syntax::beside(syntax, walk.into_problems()))
}

fn pack(top: &Section, hash: &str, check: &mut Check) -> Protocol {
    let protocol = Protocol {
        id: top.need_text("id").0,
        title: top.need_text("title").0,
        institution: top.need_text("institution").0,
        channels: channels(top),
        country: top.need_text("country").0,
        language: top.word("language", &Language::ALL).unwrap_or_default(),
        control: needed(top, "control", top.section("control"))
            .map(|s| control(&s, check))
            .unwrap_or_default(),
        hands_over_to: top.text("hands_over_to").map(|(id, _)| id),
        data: top.section("data").map(|s| data(&s)).unwrap_or_default(),
        offices: top
            .sections("offices")
            .into_iter()
            .map(|s| office(&s))
            .collect(),
        steps: top
            .sections("steps")
            .into_iter()
            .map(|s| step(&s, check))
            .collect(),
        closings: top
            .sections("closings")
            .into_iter()
            .filter_map(|s| closing(&s, check))
            .collect(),
        // Last, so that it may speak of every field.
        knowledge: top
            .sections("knowledge")
            .into_iter()
            .map(|s| knowledge(&s, check))
            .collect(),
        cites: cites(top, check),
        hash: hash.to_owned(),
    };
    top.unknown();
    protocol
}

/// The channels of a pack: a list, or a single one under `channel`.
fn channels(top: &Section) -> Vec<Channel> {
    if top.value("channels").is_none() {
        let one = needed(top, "channel", top.word("channel", &Channel::ALL));
        return one.into_iter().collect();
    }
    let mut channels = Vec::new();
    for (word, at) in top.texts("channels") {
        match one_of(top.walk, "channels", &word, at, &Channel::ALL) {
            Some(channel) if channels.contains(&channel) => {
                top.walk.report(at, ProblemKind::Duplicate { key: word });
            }
            found => channels.extend(found),
        }
    }
    if channels.is_empty() {
        top.missing("channels");
    }
    channels
}

/// Reports the key as missing unless the table has it (a value of the wrong kind is reported where it is read).
fn needed<T>(section: &Section, key: &'static str, value: Option<T>) -> Option<T> {
    if section.value(key).is_none() {
        section.missing(key);
    }
    value
}

fn control(s: &Section, check: &mut Check) -> Control {
    let (date, at) = s.need_text("date");
    if let Some(review) = &mut check.review {
        review.date(&date, at);
    }
    let control = Control {
        code: s.need_text("code").0,
        version: s.need_text("version").0,
        prepared: s.need_text("prepared").0,
        reviewed: s.need_text("reviewed").0,
        approved: s.need_text("approved").0,
        date,
        source: s.need_text("source").0,
    };
    s.unknown();
    control
}

fn data(s: &Section) -> BTreeMap<String, String> {
    let text = |(key, _, node): (&str, usize, &Node)| {
        s.walk
            .text(key, node)
            .map(|(text, _)| (key.to_owned(), text))
    };
    s.entries().filter_map(text).collect()
}

fn office(s: &Section) -> OfficeContact {
    let office = OfficeContact {
        name: s.need_text("name").0,
        address: s.need_text("address").0,
        phone: s.need_text("phone").0,
    };
    s.unknown();
    office
}

fn step(s: &Section, check: &mut Check) -> Step {
    let (id, at) = s.need_text("id");
    check.step(&id, at);
    let title = s.need_text("title").0;
    let when = condition(s, "when", check);
    enter(check, when.as_ref());
    let step = Step {
        short: s
            .text("short")
            .map_or_else(|| title.clone(), |(short, _)| short),
        id,
        title,
        phase: needed(s, "phase", s.word("phase", &Phase::ALL)).unwrap_or(Phase::Listen),
        when,
        fields: s
            .sections("fields")
            .into_iter()
            .filter_map(|f| field(&f, check))
            .collect(),
        say: lines(s, "say", check),
        remember: lines(s, "remember", check),
        next: s
            .sections("next")
            .into_iter()
            .filter_map(|b| branch(&b, check))
            .collect(),
        cites: cites(s, check),
    };
    leave(check, step.when.as_ref());
    s.unknown();
    step
}

/// The condition under a key of a step, field, line, branch or closing, where it has one.
fn condition(s: &Section, key: &'static str, check: &mut Check) -> Option<When> {
    let node = s.value(key)?;
    let when = when(s, node, check)?;
    if let Some(review) = &mut check.review {
        review.condition(&when, node.span().start);
    }
    Some(when)
}

/// What is read from here on is there only while this holds.
fn enter(check: &mut Check, when: Option<&When>) {
    if let (Some(review), Some(when)) = (&mut check.review, when) {
        review.enter(when);
    }
}

fn leave(check: &mut Check, when: Option<&When>) {
    if let (Some(review), Some(_)) = (&mut check.review, when) {
        review.leave();
    }
}

fn branch(s: &Section, check: &mut Check) -> Option<Branch> {
    let when = needed(s, "when", condition(s, "when", check));
    let (to, at) = s.need_text("to");
    check.uses(at, Reference::Step(to.clone()));
    let reset = s.texts("reset");
    for (field, at) in &reset {
        check.uses(*at, Reference::Field(field.clone()));
    }
    s.unknown();
    Some(Branch {
        when: when?,
        to,
        reset: reset.into_iter().map(|(field, _)| field).collect(),
    })
}

fn closing(s: &Section, check: &mut Check) -> Option<Closing> {
    let outcome = needed(s, "outcome", s.word("outcome", &Outcome::ALL));
    if let Some(outcome) = outcome {
        check.closing(outcome, s.at);
    }
    // It is asked before the closing's own fields are there.
    let proposed_when = condition(s, "proposed_when", check);
    if let Some(review) = &mut check.review {
        review.closing(outcome);
    }
    let fields = s
        .sections("fields")
        .into_iter()
        .filter_map(|f| field(&f, check))
        .collect();
    let term = s.section("term").map(|t| term(&t, check));
    let say = lines(s, "say", check);
    let remember = lines(s, "remember", check);
    let cites = cites(s, check);
    if let Some(review) = &mut check.review {
        review.closing(None);
    }
    s.unknown();
    Some(Closing {
        outcome: outcome?,
        proposed_when,
        say,
        remember,
        fields,
        term,
        cites,
    })
}

fn knowledge(s: &Section, check: &mut Check) -> Knowledge {
    let known = Knowledge {
        title: s.need_text("title").0,
        text: lines(s, "text", check),
        cites: cites(s, check),
    };
    if s.value("text").is_none() {
        s.missing("text");
    }
    s.unknown();
    known
}

fn term(s: &Section, check: &mut Check) -> TermRule {
    let (field, at) = s.need_text("field");
    let unit = s.word("unit", &DueUnit::ALL);
    check.uses(
        at,
        match s.value("unit") {
            Some(_) => Reference::Term(field.clone()),
            None => Reference::Hour(field.clone()),
        },
    );
    if let Some(review) = &mut check.review {
        review.term(&field, unit.is_some(), at);
    }
    let rule = TermRule {
        field,
        unit,
        to_be_confirmed: s.truth("to_be_confirmed").unwrap_or(false),
    };
    s.unknown();
    rule
}
