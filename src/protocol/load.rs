//! Reading a pack: TOML in, a checked [`Protocol`] out, or every mistake with its place.

mod field;
mod line;
mod when;

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::check::{Check, Reference};
use super::walk::{Node, Section, Walk, one_of};
use super::{
    Branch, Channel, Closing, Control, DueUnit, Language, OfficeContact, Outcome, Phase, Place,
    Problem, ProblemKind, Protocol, Step, TermRule,
};
use field::field;
use line::{cites, lines};
use when::when;

/// Reads a pack. `hash` identifies the text (SHA-256, hexadecimal).
pub fn load(text: &str, hash: &str) -> Result<Protocol, Vec<Problem>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let problem = |e: &toml::de::Error| Problem {
            place: Place::of(text, e.span().map_or(0, |s| s.start)),
            kind: ProblemKind::Syntax(e.message().to_owned()),
        };
        return Err(errors.iter().map(problem).collect());
    }
    let walk = Walk::new(text);
    let mut check = Check::default();
    let protocol = pack(
        &Section::new(&walk, document.get_ref(), 0),
        hash,
        &mut check,
    );
    check.run(&protocol, &walk);
    let problems = walk.into_problems();
    if problems.is_empty() {
        Ok(protocol)
    } else {
        Err(problems)
    }
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
            .map(|s| control(&s))
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

fn control(s: &Section) -> Control {
    let control = Control {
        code: s.need_text("code").0,
        version: s.need_text("version").0,
        prepared: s.need_text("prepared").0,
        reviewed: s.need_text("reviewed").0,
        approved: s.need_text("approved").0,
        date: s.need_text("date").0,
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
    let when = s.value("when").and_then(|node| when(s, node, check));
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
    s.unknown();
    step
}

fn branch(s: &Section, check: &mut Check) -> Option<Branch> {
    let when = needed(
        s,
        "when",
        s.value("when").and_then(|node| when(s, node, check)),
    );
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
    let fields = s
        .sections("fields")
        .into_iter()
        .filter_map(|f| field(&f, check))
        .collect();
    let term = s.section("term").map(|t| term(&t, check));
    let say = lines(s, "say", check);
    let remember = lines(s, "remember", check);
    let cites = cites(s, check);
    s.unknown();
    Some(Closing {
        outcome: outcome?,
        say,
        remember,
        fields,
        term,
        cites,
    })
}

fn term(s: &Section, check: &mut Check) -> TermRule {
    let (field, at) = s.need_text("field");
    check.uses(at, Reference::Term(field.clone()));
    let rule = TermRule {
        field,
        unit: needed(s, "unit", s.word("unit", &DueUnit::ALL)).unwrap_or(DueUnit::BusinessDays),
        to_be_confirmed: s.truth("to_be_confirmed").unwrap_or(false),
    };
    s.unknown();
    rule
}
