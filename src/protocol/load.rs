//! Reading a pack: TOML in, a checked [`Protocol`] out, or every mistake with its place.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::check::{Check, Reference};
use super::walk::{Node, Section, Walk, one_of};
use super::{
    Ask, Branch, Channel, Choice, Closing, Control, DueUnit, Field, Line, OfficeContact, Outcome,
    Phase, Phrase, Place, Problem, ProblemKind, Protocol, Step, TermRule, Transition, When,
};
use crate::identity::DocumentKind;

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
        channel: needed(top, "channel", top.word("channel", &Channel::ALL))
            .unwrap_or(Channel::Telephone),
        country: top.need_text("country").0,
        control: needed(top, "control", top.section("control"))
            .map(control)
            .unwrap_or_default(),
        data: top.section("data").map(|s| data(&s)).unwrap_or_default(),
        offices: top.sections("offices").into_iter().map(office).collect(),
        steps: top
            .sections("steps")
            .into_iter()
            .map(|s| step(s, check))
            .collect(),
        closings: top
            .sections("closings")
            .into_iter()
            .filter_map(|s| closing(s, check))
            .collect(),
        hash: hash.to_owned(),
    };
    top.unknown();
    protocol
}

/// Reports the key as missing unless the table has it (a value of the wrong kind is reported where it is read).
fn needed<T>(section: &Section, key: &'static str, value: Option<T>) -> Option<T> {
    if section.value(key).is_none() {
        section.missing(key);
    }
    value
}

fn control(s: Section) -> Control {
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

fn office(s: Section) -> OfficeContact {
    let office = OfficeContact {
        name: s.need_text("name").0,
        address: s.need_text("address").0,
        phone: s.need_text("phone").0,
    };
    s.unknown();
    office
}

fn step(s: Section, check: &mut Check) -> Step {
    let (id, at) = s.need_text("id");
    check.step(&id, at);
    let title = s.need_text("title").0;
    let when = s.value("when").and_then(|node| when(&s, node, check));
    let step = Step {
        short: s
            .text("short")
            .map_or_else(|| title.clone(), |(short, _)| short),
        id,
        title,
        phase: needed(&s, "phase", s.word("phase", &Phase::ALL)).unwrap_or(Phase::Listen),
        when,
        fields: s
            .sections("fields")
            .into_iter()
            .filter_map(|f| field(f, check))
            .collect(),
        say: lines(&s, "say", check),
        remember: lines(&s, "remember", check),
        next: s
            .sections("next")
            .into_iter()
            .filter_map(|b| branch(b, check))
            .collect(),
        cites: cites(&s, check),
    };
    s.unknown();
    step
}

fn branch(s: Section, check: &mut Check) -> Option<Branch> {
    let when = needed(
        &s,
        "when",
        s.value("when").and_then(|node| when(&s, node, check)),
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

fn closing(s: Section, check: &mut Check) -> Option<Closing> {
    let outcome = needed(&s, "outcome", s.word("outcome", &Outcome::ALL));
    if let Some(outcome) = outcome {
        check.closing(outcome, s.at);
    }
    let fields = s
        .sections("fields")
        .into_iter()
        .filter_map(|f| field(f, check))
        .collect();
    let term = s.section("term").map(|t| term(t, check));
    let say = lines(&s, "say", check);
    let remember = lines(&s, "remember", check);
    let cites = cites(&s, check);
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

fn term(s: Section, check: &mut Check) -> TermRule {
    let (field, at) = s.need_text("field");
    check.uses(at, Reference::Term(field.clone()));
    let rule = TermRule {
        field,
        unit: needed(&s, "unit", s.word("unit", &DueUnit::ALL)).unwrap_or(DueUnit::BusinessDays),
        to_be_confirmed: s.truth("to_be_confirmed").unwrap_or(false),
    };
    s.unknown();
    rule
}

fn field(s: Section, check: &mut Check) -> Option<Field> {
    let (key, at) = s.need_text("key");
    let when = s.value("when").and_then(|node| when(&s, node, check));
    let label = s.need_text("label").0;
    let hint = s.text("hint").map(|(hint, _)| hint);
    let ask = needed(&s, "ask", s.section("ask")).and_then(ask);
    let required = s.texts("required_for");
    let required_for = required
        .iter()
        .filter_map(|(word, at)| transition(&s, word, *at))
        .collect();
    if let Some(ask) = &ask {
        check.field(&key, at, ask);
    }
    let say = lines(&s, "say", check);
    let cites = cites(&s, check);
    s.unknown();
    Some(Field {
        key,
        label,
        hint,
        ask: ask?,
        required_for,
        when,
        say,
        cites,
    })
}

fn transition(s: &Section, word: &str, at: usize) -> Option<Transition> {
    let mut allowed = vec![
        ("advance", Transition::Advance),
        ("conclude", Transition::Conclude),
        ("farewell", Transition::Farewell),
        ("file", Transition::File),
    ];
    // A dropped line and a person who left are never held up by a form.
    allowed.extend(
        Outcome::ALL
            .into_iter()
            .filter(|(_, o)| o.has_farewell())
            .map(|(name, o)| (name, Transition::Outcome(o))),
    );
    one_of(s.walk, "required_for", word, at, &allowed)
}

fn ask(s: Section) -> Option<Ask> {
    let kinds: Vec<(&str, &str)> = Ask::NAMES.iter().map(|n| (*n, *n)).collect();
    let mut entries = s.entries();
    let (Some((name, at, node)), None) = (entries.next(), entries.next()) else {
        s.walk.report(
            s.at,
            ProblemKind::WrongType {
                key: "ask".into(),
                expected: "one kind",
            },
        );
        return None;
    };
    let kind = one_of(s.walk, "ask", name, at, &kinds)?;
    if matches!(kind, "choice" | "choices") {
        let options = options(&s, kind, node)?;
        return Some(if kind == "choice" {
            Ask::Choice(options)
        } else {
            Ask::Choices(options)
        });
    }
    let settings = s.walk.section("ask", node)?;
    let most = |most: i64| settings.number("most", 1..=most);
    let ask = match kind {
        "text" => Ask::Text,
        "notes" => Ask::Notes,
        "yes_no" => Ask::YesNo,
        "phone" => Ask::Phone,
        "moment" => Ask::Moment,
        "place" => Ask::Place,
        "minutes" => Ask::Minutes(most(1440).and_then(|n| u16::try_from(n).ok()).unwrap_or(60)),
        "rating" => Ask::Rating(most(10).and_then(|n| u8::try_from(n).ok()).unwrap_or(5)),
        _ => {
            let kinds = settings.texts("kinds");
            let kinds: Vec<_> = kinds
                .iter()
                .filter_map(|(k, at)| one_of(s.walk, "kinds", k, *at, &DocumentKind::ALL))
                .collect();
            if kinds.is_empty() {
                settings.missing("kinds");
            }
            Ask::Document(kinds)
        }
    };
    settings.unknown();
    Some(ask)
}

fn options(s: &Section, kind: &'static str, node: &Node) -> Option<Vec<Choice>> {
    let Some(items) = node.get_ref().as_array() else {
        s.walk.wrong_type(kind, node, "list");
        return None;
    };
    let mut options: Vec<Choice> = Vec::with_capacity(items.len());
    for item in items {
        let choice = if item.get_ref().is_table() {
            let option = s.walk.section(kind, item)?;
            let choice = Choice {
                id: option.need_text("id").0,
                label: option.need_text("label").0,
            };
            option.unknown();
            choice
        } else {
            let (id, _) = s.walk.text(kind, item)?;
            Choice {
                label: id.clone(),
                id,
            }
        };
        if options.iter().any(|o| o.id == choice.id) {
            s.walk.report(
                item.span().start,
                ProblemKind::Duplicate {
                    key: choice.id.clone(),
                },
            );
        }
        options.push(choice);
    }
    if options.is_empty() {
        s.walk.report(
            node.span().start,
            ProblemKind::EmptyText {
                key: kind.to_owned(),
            },
        );
    }
    Some(options)
}

fn lines(s: &Section, key: &'static str, check: &mut Check) -> Vec<Line> {
    let line = |node: &Node| {
        if node.get_ref().is_str() {
            let (text, at) = s.walk.text(key, node)?;
            return Some(Line {
                phrase: phrase(s, &text, at, check)?,
                when: None,
                cites: Vec::new(),
            });
        }
        let inner = s.walk.section(key, node)?;
        let (text, at) = inner.need_text("text");
        let line = phrase(&inner, &text, at, check).map(|phrase| Line {
            phrase,
            when: inner
                .value("when")
                .and_then(|node| when(&inner, node, check)),
            cites: cites(&inner, check),
        });
        inner.unknown();
        line
    };
    s.items(key).iter().filter_map(line).collect()
}

fn phrase(s: &Section, text: &str, at: usize, check: &mut Check) -> Option<Phrase> {
    let phrase = Phrase::parse(text);
    match &phrase {
        None => s.walk.report(at, ProblemKind::BadPhrase),
        Some(phrase) => {
            for (name, fallback) in phrase.variables() {
                check.uses(
                    at,
                    Reference::Variable {
                        name: name.to_owned(),
                        fallback,
                    },
                );
            }
        }
    }
    phrase
}

fn cites(s: &Section, check: &mut Check) -> Vec<String> {
    let cites = s.texts("cites");
    for (cite, at) in &cites {
        check.cite(cite, *at);
    }
    cites.into_iter().map(|(cite, _)| cite).collect()
}

fn when(s: &Section, node: &Node, check: &mut Check) -> Option<When> {
    let condition = s.walk.section("when", node)?;
    let each = |key: &'static str, check: &mut Check| -> Vec<When> {
        condition
            .items(key)
            .iter()
            .filter_map(|node| when(s, node, check))
            .collect()
    };
    let found = if condition.value("any").is_some() {
        Some(When::Any(each("any", check)))
    } else if condition.value("all").is_some() {
        Some(When::All(each("all", check)))
    } else if let Some(inner) = condition.value("not") {
        when(s, inner, check).map(|w| When::Not(Box::new(w)))
    } else {
        comparison(&condition, check)
    };
    condition.unknown();
    found
}

fn comparison(s: &Section, check: &mut Check) -> Option<When> {
    let (field, at) = s.need_text("field");
    if let Some(value) = s
        .number("at_least", 0..=1440)
        .and_then(|n| u16::try_from(n).ok())
    {
        check.uses(at, Reference::Number(field.clone()));
        return Some(When::AtLeast { field, value });
    }
    if let Some(answered) = s.truth("answered") {
        check.uses(at, Reference::Field(field.clone()));
        let is = When::Answered { field };
        return Some(if answered {
            is
        } else {
            When::Not(Box::new(is))
        });
    }
    let (node, negated) = match (s.value("is"), s.value("is_not")) {
        (Some(node), _) => (node, false),
        (None, Some(node)) => (node, true),
        (None, None) => {
            s.missing("is");
            return None;
        }
    };
    let is = if let Some(value) = node.get_ref().as_bool() {
        check.uses(at, Reference::Truth(field.clone()));
        When::Truth { field, value }
    } else {
        let (value, value_at) = s.walk.text("is", node)?;
        check.uses(
            value_at,
            Reference::Option {
                field: field.clone(),
                option: value.clone(),
            },
        );
        When::Is { field, value }
    };
    Some(if negated { When::Not(Box::new(is)) } else { is })
}
