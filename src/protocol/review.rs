//! What a review looks at beyond what a pack needs to be used: what could never happen, and what would mean another thing
//! here than in every other pack.

use chrono::NaiveDate;

use super::reach::{self, World};
use super::walk::{Node, Section, Walk};
use super::{Ask, MatterKind, Outcome, ProblemKind, Protocol, Transition, When, keys};

/// Most questions about the service at farewell.
const MOST_QUESTIONS: usize = 3;

/// The kinds that a well-known key can be asked as, by their names in packs.
const KINDS: [(&str, &[&str]); 23] = [
    (keys::DOCUMENT, &["document"]),
    (keys::GIVEN_NAMES, &["text"]),
    (keys::SURNAMES, &["text"]),
    (keys::TITLE, &["choice"]),
    (keys::BENEFICIARY, &["yes_no"]),
    (keys::AUTHORITY, &["yes_no"]),
    (keys::PREFERENTIAL, &["yes_no"]),
    (keys::DISTRICT, &["place", "text"]),
    (keys::PHONE, &["phone"]),
    (keys::EMAIL, &["email", "text"]),
    (keys::REASON, &["text", "notes"]),
    (keys::MATTER, &["choice", "text"]),
    (keys::KIND, &["choice"]),
    (keys::ESSENCE, &["notes", "text"]),
    (keys::ANSWER, &["notes", "text"]),
    (keys::UNDERSTANDING, &["choice"]),
    (keys::CALLBACK_PHONE, &["phone"]),
    (keys::CALLBACK_AT, &["moment"]),
    (keys::UNIT, &["text", "choice", "place"]),
    (keys::RECEIVED, &["moment", "date"]),
    (keys::FOLIO, &["text"]),
    (keys::ANSWER_MEANS, &["choice"]),
    (keys::EVALUATION_BY, &["choice"]),
];

/// The kinds that a question about the service can be asked as.
const QUESTIONS: &[&str] = &["rating", "yes_no", "choice"];

/// A condition with those of what it stands in.
struct Condition {
    at: usize,
    within: Vec<When>,
    own: When,
}

/// What a review gathers while a pack is read, each with its offset.
#[derive(Default)]
pub(super) struct Review {
    steps: Vec<(String, usize)>,
    /// The conditions of what is being read.
    within: Vec<When>,
    conditions: Vec<Condition>,
    /// The outcome whose closing is being read.
    closing: Option<Outcome>,
    terms: Vec<(Outcome, String, usize)>,
    questions: usize,
    problems: Vec<(usize, ProblemKind)>,
}

impl Review {
    pub(super) fn step(&mut self, id: &str, at: usize) {
        self.steps.push((id.to_owned(), at));
    }

    pub(super) fn condition(&mut self, own: &When, at: usize) {
        self.conditions.push(Condition {
            at,
            within: self.within.clone(),
            own: own.clone(),
        });
    }

    pub(super) fn enter(&mut self, when: &When) {
        self.within.push(when.clone());
    }

    pub(super) fn leave(&mut self) {
        self.within.pop();
    }

    pub(super) fn closing(&mut self, outcome: Option<Outcome>) {
        self.closing = outcome;
    }

    pub(super) fn date(&mut self, given: &str, at: usize) {
        if !given.is_empty() && NaiveDate::parse_from_str(given, "%Y-%m-%d").is_err() {
            let given = given.to_owned();
            self.problems.push((at, ProblemKind::BadDate { given }));
        }
    }

    /// The term of the closing that is being read. An hour may be left open, a number of days may not.
    pub(super) fn term(&mut self, field: &str, in_days: bool, at: usize) {
        let Some(outcome) = self.closing else { return };
        self.unused(outcome, "term", at);
        if in_days {
            self.terms.push((outcome, field.to_owned(), at));
        }
    }

    /// Nothing is asked where nobody is told goodbye.
    fn unused(&mut self, outcome: Outcome, key: &str, at: usize) {
        if !outcome.has_farewell() {
            let problem = ProblemKind::UnusedClosing {
                key: key.to_owned(),
                outcome: outcome.name(),
            };
            self.problems.push((at, problem));
        }
    }

    pub(super) fn field(
        &mut self,
        s: &Section,
        key: &str,
        at: usize,
        ask: &Ask,
        required: &[(String, usize)],
    ) {
        if let Some(outcome) = self.closing {
            self.unused(outcome, key, at);
            for (word, at) in required {
                let other = Outcome::ALL.iter().find(|(name, _)| name == word);
                if let Some((name, _)) = other.filter(|(_, o)| *o != outcome) {
                    let problem = ProblemKind::NeverRequired {
                        field: key.to_owned(),
                        transition: name,
                    };
                    self.problems.push((*at, problem));
                }
            }
        }
        self.kind(key, at, ask);
        self.options(s, key, ask);
        if key.starts_with(keys::EVALUATION) && key != keys::EVALUATION_BY {
            self.questions += 1;
            if self.questions > MOST_QUESTIONS {
                let most = MOST_QUESTIONS;
                self.problems
                    .push((at, ProblemKind::TooManyQuestions { most }));
            }
        }
    }

    /// A key that means the same everywhere is asked as the same kind everywhere.
    fn kind(&mut self, key: &str, at: usize, ask: &Ask) {
        let known = KINDS
            .iter()
            .find(|(k, _)| *k == key)
            .map(|(_, kinds)| *kinds);
        let question = key.starts_with(keys::EVALUATION).then_some(QUESTIONS);
        if let Some(kinds) = known.or(question)
            && !kinds.contains(&ask.name())
        {
            let problem = ProblemKind::WrongKind {
                key: key.to_owned(),
                given: ask.name(),
                allowed: kinds.iter().map(|k| (*k).to_owned()).collect(),
            };
            self.problems.push((at, problem));
        }
    }

    /// Options that read the same, and kinds of matter that no other pack has.
    fn options(&mut self, s: &Section, key: &str, ask: &Ask) {
        let nodes = s.value("ask").and_then(|n| n.get_ref().as_table());
        let nodes = nodes.and_then(|t| t.get(ask.name())?.get_ref().as_array());
        let nodes: Vec<&Node> = nodes.into_iter().flat_map(|list| list.iter()).collect();
        let mut labels: Vec<String> = Vec::new();
        for (option, node) in ask.options().iter().zip(nodes) {
            let at = node.span().start;
            let label = option.label.trim().to_lowercase();
            if labels.contains(&label) {
                let label = option.label.clone();
                self.problems
                    .push((at, ProblemKind::DuplicateLabel { label }));
            }
            labels.push(label);
            if key == keys::KIND && !MatterKind::ALL.iter().any(|(id, _)| *id == option.id) {
                let problem = ProblemKind::NotOneOf {
                    key: keys::KIND.to_owned(),
                    given: option.id.clone(),
                    allowed: MatterKind::ALL.map(|(id, _)| id.to_owned()).into(),
                };
                self.problems.push((at, problem));
            }
        }
    }

    /// Reports what was gathered.
    pub(super) fn run(self, protocol: &Protocol, walk: &Walk) {
        for (at, kind) in self.problems {
            walk.report(at, kind);
        }
        let world = World::of(protocol);
        let mut never = Vec::new();
        for Condition { at, within, own } in &self.conditions {
            let outside: Vec<&When> = within.iter().collect();
            let all: Vec<&When> = outside.iter().copied().chain([own]).collect();
            // What stands in something that is never there is not told again.
            if world.possible(&outside) && !world.possible(&all) {
                walk.report(*at, ProblemKind::NeverHolds);
                never.push(own);
            }
        }
        for step in reach::unreachable(protocol) {
            let told = step.when.as_ref().is_some_and(|w| never.contains(&w));
            let place = self.steps.iter().find(|(id, _)| *id == step.id);
            // A condition on what is asked only later is told as that.
            let before = protocol.steps.iter().take_while(|s| s.id != step.id);
            let asked: Vec<&str> = before
                .flat_map(|s| &s.fields)
                .map(|f| f.key.as_str())
                .collect();
            let mut early = false;
            if let Some(when) = &step.when {
                when.fields(&mut |field| early |= !asked.contains(&field));
            }
            if let (false, Some((step, at))) = (told || early, place) {
                let step = step.clone();
                walk.report(*at, ProblemKind::UnreachableStep { step });
            }
        }
        for (outcome, key, at) in self.terms {
            let field = protocol.field(&key);
            let required = field.is_none_or(|f| {
                f.required_for.iter().any(|t| {
                    matches!(t, Transition::Conclude | Transition::Farewell)
                        || *t == Transition::Outcome(outcome)
                })
            });
            if !required {
                walk.report(at, ProblemKind::TermNotRequired { field: key });
            }
        }
    }
}
