//! Why something did not happen, in words: what, to what, and what to do now.

use super::texts;
use crate::attention::Refusal;
use crate::desk::{Denied, PackError};
use crate::identity;
use crate::protocol::{Fault, Problem, ProblemKind, Protocol, Transition};

/// Why a verb did not happen. The protocol gives the labels of the fields named.
pub fn denied(denied: &Denied, protocol: Option<&Protocol>) -> String {
    let t = &texts().denied;
    match denied {
        Denied::Refused(r) => refusal(r, protocol),
        Denied::Failed(error) => super::failure(error),
        Denied::NoFront => t.no_front.to_string(),
        Denied::Saving => t.saving.to_string(),
        Denied::NoNumber => t.no_number.to_string(),
        Denied::Pack(PackError::Unknown { id }) => t.unknown_pack.fill(&[("id", id)]),
        Denied::Pack(PackError::Broken { id, problems }) => {
            let first = problems.first().map(|p| problem(p, id)).unwrap_or_default();
            t.broken_pack
                .fill(&[("id", id), ("n", &problems.len()), ("first", &first)])
        }
    }
}

/// Why the protocol says no.
pub fn refusal(refusal: &Refusal, protocol: Option<&Protocol>) -> String {
    let t = &texts().refusals;
    let label = |key: &str| {
        protocol
            .and_then(|p| p.field(key))
            .map_or_else(|| key.to_owned(), |f| f.label.clone())
    };
    let text = match refusal {
        Refusal::Missing { transition, fields } => {
            let names = fields
                .iter()
                .take(3)
                .map(|f| t.named.fill(&[("field", &label(f))]))
                .collect::<Vec<_>>()
                .join(", ");
            let more = fields.len().saturating_sub(3);
            let more = if more > 0 {
                t.and_more.fill(&[("n", &more)])
            } else {
                String::new()
            };
            return t.missing.fill(&[
                ("for", &aim(*transition)),
                ("fields", &names),
                ("more", &more),
            ]);
        }
        Refusal::Faulty {
            field, fault: f, ..
        } => {
            return t
                .faulty
                .fill(&[("field", &label(field)), ("fault", &fault(f))]);
        }
        Refusal::UnknownField { field } => return t.unknown_field.fill(&[("field", field)]),
        Refusal::UnknownStep { step } => return t.unknown_step.fill(&[("step", step)]),
        Refusal::Minutes { given } => return t.minutes.fill(&[("n", given)]),
        Refusal::FirstStep => &t.first_step,
        Refusal::NoOutcome => &t.no_outcome,
        Refusal::SaidGoodbye => &t.said_goodbye,
        Refusal::NoGoodbye => &t.no_goodbye,
        Refusal::Filed => &t.filed,
        Refusal::NotFiled => &t.not_filed,
        Refusal::OnHold => &t.on_hold,
        Refusal::NotOnHold => &t.not_on_hold,
        Refusal::LineCut => &t.line_cut,
        Refusal::LineNotCut => &t.line_not_cut,
        Refusal::NoLine => &t.no_line,
        Refusal::NobodyThere => &t.nobody_there,
        Refusal::Consulting => &t.consulting,
        Refusal::NotConsulting => &t.not_consulting,
        Refusal::Empty => &t.empty,
        Refusal::Past => &t.past,
        Refusal::Same => &t.same,
    };
    text.to_string()
}

/// What a transition is for, as the end of «falta … para».
fn aim(transition: Transition) -> String {
    let t = &texts().refusals;
    match transition {
        Transition::Visit | Transition::Advance => t.to_advance.to_string(),
        Transition::Conclude => t.to_conclude.to_string(),
        Transition::Farewell => t.to_say_goodbye.to_string(),
        Transition::File => t.to_file.to_string(),
        Transition::Outcome(o) => t
            .to_end_as
            .fill(&[("outcome", &texts().outcomes.name(o).to_lowercase())]),
    }
}

/// Why an answer does not answer what was asked.
pub fn fault(fault: &Fault) -> String {
    let t = &texts().faults;
    match fault {
        Fault::Kind | Fault::Unread => t.unread.to_string(),
        Fault::NotAnOption(given) => t.not_an_option.fill(&[("given", given)]),
        Fault::PhoneLength(n) => t.phone_length.fill(&[("n", n)]),
        Fault::Range(most) => t.range.fill(&[("most", most)]),
        Fault::Document(identity::Fault::Length { given, needed }) => t
            .document_length
            .fill(&[("given", given), ("needed", needed)]),
        Fault::Document(identity::Fault::NotDigits) => t.document_digits.to_string(),
        Fault::Document(identity::Fault::Zeros) => t.document_zeros.to_string(),
    }
}

/// A mistake in a pack, with file, line and column.
pub fn problem(problem: &Problem, file: &str) -> String {
    let t = &texts().problems;
    let words = match &problem.kind {
        ProblemKind::Syntax(detail) => t.syntax.fill(&[("detail", detail)]),
        ProblemKind::UnknownKey { key, meant: None } => t.unknown_key.fill(&[("key", key)]),
        ProblemKind::UnknownKey {
            key,
            meant: Some(meant),
        } => t.unknown_key_meant.fill(&[("key", key), ("meant", meant)]),
        ProblemKind::MissingKey { key } => t.missing_key.fill(&[("key", key)]),
        ProblemKind::WrongType { key, expected } => t
            .wrong_type
            .fill(&[("key", key), ("expected", &type_name(expected))]),
        ProblemKind::NotOneOf {
            key,
            given,
            allowed,
        } => t.not_one_of.fill(&[
            ("key", key),
            ("given", given),
            ("allowed", &allowed.join(", ")),
        ]),
        ProblemKind::EmptyText { key } => t.empty_text.fill(&[("key", key)]),
        ProblemKind::Duplicate { key } => t.duplicate.fill(&[("key", key)]),
        ProblemKind::BadPhrase => t.bad_phrase.to_string(),
        ProblemKind::UnknownVariable { name } => t.unknown_variable.fill(&[("name", name)]),
        ProblemKind::NoFallback { name } => t.no_fallback.fill(&[("name", name)]),
        ProblemKind::UnknownField { field } => t.unknown_field.fill(&[("field", field)]),
        ProblemKind::UnknownOption { field, option } => t
            .unknown_option
            .fill(&[("field", field), ("option", option)]),
        ProblemKind::ConditionKind { field } => t.condition_kind.fill(&[("field", field)]),
        ProblemKind::UnknownStep { step } => t.unknown_step.fill(&[("step", step)]),
        ProblemKind::UsedBeforeAsked { field } => t.used_before_asked.fill(&[("field", field)]),
        ProblemKind::MissingPhase { phase } => t.missing_phase.fill(&[("phase", phase)]),
        ProblemKind::NoSteps => t.no_steps.to_string(),
        ProblemKind::OutOfRange { key, least, most } => {
            t.out_of_range
                .fill(&[("key", key), ("least", least), ("most", most)])
        }
        ProblemKind::BadCite { cite } => t.bad_cite.fill(&[("cite", cite)]),
    };
    t.place.fill(&[
        ("file", &file),
        ("line", &problem.place.line),
        ("column", &problem.place.column),
        ("words", &words),
    ])
}

fn type_name(expected: &str) -> String {
    let t = &texts().problems;
    match expected {
        "text" => t.a_text.to_string(),
        "table" => t.a_table.to_string(),
        "list" => t.a_list.to_string(),
        "number" => t.a_number.to_string(),
        "true or false" => t.a_truth.to_string(),
        _ => t.one_kind.to_string(),
    }
}
