//! What one part of a pack says of another: collected while reading, checked once all is read.

use std::collections::BTreeMap;

use super::review::Review;
use super::walk::{Walk, nearest};
use super::{Ask, Channel, Outcome, Phase, ProblemKind, Protocol};

/// Variables that always have a value.
const ALWAYS: [&str; 5] = ["saludo", "agente", "oficina", "institucion", "numero"];
/// Variables that have a value only from some moment on, and need a fallback until then.
const SOMETIMES: [&str; 8] = [
    "persona",
    "motivo",
    "esencia",
    "telefono",
    "espera",
    "plazo",
    "hora_devolucion",
    "unidad",
];
/// Phases without which there is no conversation.
const SPOKEN: [(&str, Phase); 2] = [("greet", Phase::Greet), ("farewell", Phase::Farewell)];
/// What came in and what was answered, where nobody is spoken to.
const WRITTEN: [(&str, Phase); 2] = [("entry", Phase::Entry), ("farewell", Phase::Farewell)];

/// A use of something that has to exist elsewhere.
pub(super) enum Reference {
    Field(String),
    /// Compared with true or false.
    Truth(String),
    /// Compared with a number.
    Number(String),
    /// Compared with an option or a text.
    Option {
        field: String,
        option: String,
    },
    /// The choice that holds the days of a term.
    Term(String),
    /// The moment of a term without a unit.
    Hour(String),
    Step(String),
    /// One of the pack's own channels.
    Channel(Channel),
    Variable {
        name: String,
        fallback: bool,
    },
}

/// What was declared and what was used, in the order of the text.
#[derive(Default)]
pub(super) struct Check {
    /// Key → place in the order of asking.
    fields: BTreeMap<String, usize>,
    asks: Vec<Ask>,
    steps: Vec<String>,
    closings: Vec<Outcome>,
    /// Each use with its offset and how many fields were asked until then.
    uses: Vec<(usize, usize, Reference)>,
    problems: Vec<(usize, ProblemKind)>,
    /// What only a review looks at; nothing while a pack is read to be used.
    pub(super) review: Option<Review>,
}

impl Check {
    pub(super) fn step(&mut self, id: &str, at: usize) {
        if self.steps.iter().any(|s| s == id) {
            self.problems
                .push((at, ProblemKind::Duplicate { key: id.to_owned() }));
        }
        self.steps.push(id.to_owned());
        if let Some(review) = &mut self.review {
            review.step(id, at);
        }
    }

    pub(super) fn field(&mut self, key: &str, at: usize, ask: &Ask) {
        if self.fields.contains_key(key) {
            self.problems.push((
                at,
                ProblemKind::Duplicate {
                    key: key.to_owned(),
                },
            ));
            return;
        }
        self.fields.insert(key.to_owned(), self.asks.len());
        self.asks.push(ask.clone());
    }

    pub(super) fn closing(&mut self, outcome: Outcome, at: usize) {
        if self.closings.contains(&outcome) {
            self.problems.push((
                at,
                ProblemKind::Duplicate {
                    key: outcome.name().to_owned(),
                },
            ));
        }
        self.closings.push(outcome);
    }

    pub(super) fn uses(&mut self, at: usize, reference: Reference) {
        self.uses.push((at, self.asks.len(), reference));
    }

    pub(super) fn cite(&mut self, cite: &str, at: usize) {
        let mut letters = cite.chars();
        let letter = letters.next().is_some_and(|c| c.is_ascii_uppercase());
        let digits = letters.as_str();
        if !letter
            || !(2..=3).contains(&digits.len())
            || !digits.bytes().all(|b| b.is_ascii_digit())
        {
            self.problems.push((
                at,
                ProblemKind::BadCite {
                    cite: cite.to_owned(),
                },
            ));
        }
    }

    /// Reports everything that does not fit together.
    pub(super) fn run(self, protocol: &Protocol, walk: &Walk) {
        for (at, asked, reference) in &self.uses {
            if let Some(kind) = self.reference(*asked, reference, protocol) {
                walk.report(*at, kind);
            }
        }
        for (at, kind) in self.problems {
            walk.report(at, kind);
        }
        if let Some(review) = self.review {
            review.run(protocol, walk);
        }
        if protocol.steps.is_empty() {
            walk.report(0, ProblemKind::NoSteps);
            return;
        }
        let needed = if protocol.is_conversation() {
            SPOKEN
        } else {
            WRITTEN
        };
        for (name, phase) in needed {
            if !protocol.steps.iter().any(|s| s.phase == phase) {
                walk.report(0, ProblemKind::MissingPhase { phase: name });
            }
        }
    }

    fn reference(
        &self,
        asked: usize,
        reference: &Reference,
        protocol: &Protocol,
    ) -> Option<ProblemKind> {
        match reference {
            Reference::Step(step) => (!self.steps.contains(step)).then(|| ProblemKind::UnknownStep { step: step.clone(), meant: nearest(step, self.steps.iter().map(String::as_str)) }),
            Reference::Channel(channel) => (!protocol.channels.contains(channel)).then(|| ProblemKind::NotOneOf {
                key: "channel".into(),
                given: channel.name().into(),
                allowed: protocol.channels.iter().map(|c| c.name().into()).collect(),
            }),
            Reference::Variable { name, fallback } => {
                if ALWAYS.contains(&name.as_str()) || protocol.data.contains_key(name) {
                    None
                } else if !SOMETIMES.contains(&name.as_str()) && !self.fields.contains_key(name) {
                    let known = ALWAYS.into_iter().chain(SOMETIMES);
                    let known = known.chain(protocol.data.keys().map(String::as_str));
                    let known = known.chain(self.fields.keys().map(String::as_str));
                    Some(ProblemKind::UnknownVariable { name: name.clone(), meant: nearest(name, known) })
                } else {
                    (!fallback).then(|| ProblemKind::NoFallback { name: name.clone() })
                }
            }
            Reference::Field(field) => self.asked(field, asked, |_| true),
            Reference::Truth(field) => self.asked(field, asked, |ask| matches!(ask, Ask::YesNo)),
            Reference::Number(field) => self.asked(field, asked, |ask| matches!(ask, Ask::Minutes(_) | Ask::Rating(_) | Ask::Number(_))),
            Reference::Term(field) => self.asked(field, asked, |ask| {
                matches!(ask, Ask::Choice(options) if options.iter().all(|o| o.id.parse::<u16>().is_ok()))
            }),
            Reference::Hour(field) => self.asked(field, asked, |ask| matches!(ask, Ask::Moment(_))),
            Reference::Option { field, option } => self.option(field, option, asked),
        }
    }

    fn option(&self, field: &str, option: &str, asked: usize) -> Option<ProblemKind> {
        let comparable = |ask: &Ask| {
            matches!(
                ask,
                Ask::Choice(_)
                    | Ask::Choices(_)
                    | Ask::Checklist(_)
                    | Ask::Text
                    | Ask::Email
                    | Ask::Place(_)
                    | Ask::Phone
                    | Ask::Document(_)
            )
        };
        self.asked(field, asked, comparable).or_else(|| {
            let options = self
                .fields
                .get(field)
                .and_then(|i| self.asks.get(*i))
                .map_or(&[][..], Ask::options);
            let stray = !options.is_empty() && !options.iter().any(|o| o.id == option);
            stray.then(|| ProblemKind::UnknownOption {
                field: field.to_owned(),
                option: option.to_owned(),
                meant: nearest(option, options.iter().map(|o| o.id.as_str())),
            })
        })
    }

    /// The problem with using a field here: unknown, asked only later, or of a kind that never satisfies the condition.
    fn asked(&self, field: &str, asked: usize, fits: impl Fn(&Ask) -> bool) -> Option<ProblemKind> {
        let field_name = || field.to_owned();
        let Some(index) = self.fields.get(field) else {
            return Some(ProblemKind::UnknownField {
                field: field_name(),
                meant: nearest(field, self.fields.keys().map(String::as_str)),
            });
        };
        if *index >= asked {
            return Some(ProblemKind::UsedBeforeAsked {
                field: field_name(),
            });
        }
        let fitting = self.asks.get(*index).is_some_and(fits);
        (!fitting).then(|| ProblemKind::ConditionKind {
            field: field_name(),
        })
    }
}
