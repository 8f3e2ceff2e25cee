//! Why something did not happen, in words: what, to what, and what to do now.

use super::texts;
use crate::attention::Refusal;
use crate::desk::{Denied, FileFault, PackError};
use crate::identity;
use crate::people::{Permission, Role};
use crate::protocol::{
    EmailFault, Fault, Look, Number, Problem, ProblemKind, Protocol, Transition,
};

/// Why a verb did not happen. The protocol gives the labels of the fields named.
pub fn denied(denied: &Denied, protocol: Option<&Protocol>) -> String {
    let t = &texts().denied;
    match denied {
        Denied::Refused(r) => refusal(r, protocol),
        Denied::Failed(error) => super::failure(error),
        Denied::NoFront => t.no_front.to_string(),
        Denied::Saving => t.saving.to_string(),
        Denied::NobodyEnrolled => texts().lock.nobody.to_string(),
        Denied::NoNumber => t.no_number.to_string(),
        Denied::InConflict => texts().stations.in_conflict.to_string(),
        Denied::NoConflict => texts().stations.no_conflict.to_string(),
        Denied::NotAllowed { permission, role } => not_allowed(*permission, *role),
        Denied::Pack(error) => pack_error(error),
        Denied::Office(fault) => super::office_fault(fault),
        Denied::People(error, zone) => super::people_error(error, *zone),
        Denied::Practice => texts().agents.practice.to_string(),
    }
}

/// That something is not for this role.
fn not_allowed(permission: Permission, role: Option<Role>) -> String {
    let t = texts();
    let role = role.map(|role| t.roles.name(role).to_string());
    let what = t.permissions.name(permission);
    t.denied
        .not_allowed
        .fill(&[("what", what), ("role", &role.unwrap_or_default())])
}

/// Why a pack cannot be used.
fn pack_error(error: &PackError) -> String {
    let t = &texts().denied;
    match error {
        PackError::Unknown { id } => t.unknown_pack.fill(&[("id", id)]),
        PackError::Broken { id, file, problems } => {
            let first = problems.first();
            let first = first.map(|p| problem(p, file)).unwrap_or_default();
            t.broken_pack
                .fill(&[("id", id), ("n", &problems.len()), ("first", &first)])
        }
        PackError::File { file, fault } => t
            .bad_file
            .fill(&[("file", file), ("fault", &file_fault(fault))]),
    }
}

/// What is wrong with a file that should be a pack, without its name.
pub fn file_fault(fault: &FileFault) -> String {
    let t = &texts().denied;
    match fault {
        FileFault::Name => t.file_name.to_string(),
        FileFault::NotPlain => t.file_not_plain.to_string(),
        FileFault::TooBig { most } => t.file_too_big.fill(&[("most", &(most / 1024))]),
        FileFault::NotText => t.file_not_text.to_string(),
        FileFault::Unreadable => t.file_unreadable.to_string(),
        FileFault::OtherId { id } => t.file_other_id.fill(&[("id", id)]),
    }
}

/// That a pack of the office is not used, in a line for the start, with the command that tells more.
pub fn own_pack(error: &PackError) -> String {
    let t = &texts().warnings;
    match error {
        PackError::Broken { id, file, problems } => {
            let count = texts().cli.said.problems.of(problems.len() as u64);
            t.broken_pack
                .fill(&[("id", id), ("count", &count), ("file", file)])
        }
        other => pack_error(other),
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
        Fault::Decimals(0) => t.whole.to_string(),
        Fault::Decimals(most) => t.decimals.of(u64::from(*most)),
        Fault::Bounds { least, most } => bounds(*least, *most),
        Fault::Side(Look::Back) => t.not_past.to_string(),
        Fault::Side(_) => t.not_ahead.to_string(),
        Fault::Email(EmailFault::Space) => t.email_space.to_string(),
        Fault::Email(EmailFault::At) => t.email_at.to_string(),
        Fault::Email(EmailFault::Name) => t.email_name.to_string(),
        Fault::Email(EmailFault::Domain) => t.email_domain.to_string(),
        Fault::Unticked(n) => t.unticked.of(u64::try_from(*n).unwrap_or(u64::MAX)),
        Fault::Document(identity::Fault::Length { given, needed }) => t
            .document_length
            .fill(&[("given", given), ("needed", needed)]),
        Fault::Document(identity::Fault::NotDigits) => t.document_digits.to_string(),
        Fault::Document(identity::Fault::Zeros) => t.document_zeros.to_string(),
    }
}

/// Which numbers answer, in words.
pub fn bounds(least: Option<i64>, most: Option<i64>) -> String {
    let t = &texts().faults;
    let said = |n: i64| Number::new(n, 0).map(super::amount).unwrap_or_default();
    match (least.map(said), most.map(said)) {
        (Some(least), Some(most)) => t.between.fill(&[("least", &least), ("most", &most)]),
        (Some(least), None) => t.at_least.fill(&[("least", &least)]),
        (None, Some(most)) => t.at_most.fill(&[("most", &most)]),
        (None, None) => String::new(),
    }
}

/// A mistake in a pack, with file, line and column.
pub fn problem(problem: &Problem, file: &str) -> String {
    let t = &texts().problems;
    let words = problem_words(&problem.kind);
    t.place.fill(&[
        ("file", &file),
        ("line", &problem.place.line),
        ("column", &problem.place.column),
        ("words", &words),
    ])
}

/// What is wrong, and what to do, without the place.
fn problem_words(kind: &ProblemKind) -> String {
    let t = &texts().problems;
    let meant = |meant: &Option<String>| {
        let words = meant.as_ref().map(|m| t.meant.fill(&[("meant", m)]));
        words.unwrap_or_default()
    };
    match kind {
        ProblemKind::Syntax(detail) => syntax(detail),
        ProblemKind::UnknownKey { key, meant: m } => {
            t.unknown_key.fill(&[("key", key)]) + &meant(m)
        }
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
        ProblemKind::UnknownVariable { name, meant: m } => {
            t.unknown_variable.fill(&[("name", name)]) + &meant(m)
        }
        ProblemKind::NoFallback { name } => t.no_fallback.fill(&[("name", name)]),
        ProblemKind::UnknownField { field, meant: m } => {
            t.unknown_field.fill(&[("field", field)]) + &meant(m)
        }
        ProblemKind::UnknownOption {
            field,
            option,
            meant: m,
        } => {
            t.unknown_option
                .fill(&[("field", field), ("option", option)])
                + &meant(m)
        }
        ProblemKind::ConditionKind { field } => t.condition_kind.fill(&[("field", field)]),
        ProblemKind::UnknownStep { step, meant: m } => {
            t.unknown_step.fill(&[("step", step)]) + &meant(m)
        }
        ProblemKind::UsedBeforeAsked { field } => t.used_before_asked.fill(&[("field", field)]),
        ProblemKind::MissingPhase { phase } => t.missing_phase.fill(&[("phase", phase)]),
        ProblemKind::NoSteps => t.no_steps.to_string(),
        ProblemKind::OutOfRange { key, least, most } => {
            t.out_of_range
                .fill(&[("key", key), ("least", least), ("most", most)])
        }
        ProblemKind::NotDeclinable { kind } => t.not_declinable.fill(&[("kind", kind)]),
        ProblemKind::NoAnswer { kind } => t.no_answer.fill(&[("kind", kind)]),
        ProblemKind::BadCite { cite } => t.bad_cite.fill(&[("cite", cite)]),
        ProblemKind::UnreachableStep { step } => t.unreachable_step.fill(&[("step", step)]),
        ProblemKind::NeverHolds => t.never_holds.to_string(),
        ProblemKind::NeverRequired { field, transition } => t
            .never_required
            .fill(&[("field", field), ("transition", transition)]),
        ProblemKind::TermNotRequired { field } => t.term_not_required.fill(&[("field", field)]),
        ProblemKind::UnusedClosing { key, outcome } => {
            t.unused_closing.fill(&[("key", key), ("outcome", outcome)])
        }
        ProblemKind::WrongKind {
            key,
            given,
            allowed,
        } => t.wrong_kind.fill(&[
            ("key", key),
            ("given", given),
            ("allowed", &allowed.join(", ")),
        ]),
        ProblemKind::BadDate { given } => t.bad_date.fill(&[("given", given)]),
        ProblemKind::TooManyQuestions { most } => t.too_many_questions.fill(&[("most", most)]),
        ProblemKind::DuplicateLabel { label } => t.duplicate_label.fill(&[("label", label)]),
    }
}

/// What the parser says, in words; its own where it says something rare.
fn syntax(detail: &str) -> String {
    let t = &texts().problems;
    let known = [
        ("basic string", &t.syntax_quote),
        ("literal string", &t.syntax_quote),
        ("must be quoted", &t.syntax_unquoted),
        ("duplicate key", &t.syntax_duplicate),
        ("comma", &t.syntax_comma),
        ("unclosed inline", &t.syntax_brace),
        ("unclosed", &t.syntax_bracket),
    ];
    let words = known.iter().find(|(said, _)| detail.contains(said));
    t.syntax
        .fill(&[("detail", &words.map_or(detail, |(_, words)| words))])
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
