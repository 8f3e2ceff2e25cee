//! Every kind of mistake in a pack is found where it is, and said in words that help.

mod asks;

mod cases;

use cases::{Case, case, structure};
use ventanilla::desk::packs;
use ventanilla::protocol::{Language, Place, Problem, ProblemKind, load, review};
use ventanilla::texts;

use super::support::tree::{file, files};

fn cases() -> Vec<Case> {
    structure().into_iter().chain(asks::cases()).collect()
}

/// The mistakes of a pack of `tests/data/packs`.
fn problems(pack: &str) -> Vec<Problem> {
    let source = file(&format!("tests/data/packs/{pack}.toml"));
    let found = review(&source.text);
    assert!(!found.is_empty(), "{pack} is broken");
    // What keeps a pack from being used is among what a review finds.
    let kept = load(&source.text, "hash").err().unwrap_or_default();
    assert!(kept.iter().all(|p| found.contains(p)), "{kept:#?}");
    found
}

#[test]
fn each_mistake_is_found_once_and_where_it_is() {
    for case in cases() {
        let (line, column) = case.place;
        let place = Place { line, column };
        let wanted = Problem {
            place,
            kind: case.kind,
        };
        assert_eq!(problems(case.pack), [wanted], "{}", case.pack);
    }
}

#[test]
fn each_message_names_file_line_column_and_the_word() {
    for case in cases() {
        let file = format!("protocolos/{}.toml", case.pack);
        let said = texts::problem(&problems(case.pack)[0], &file);
        let (line, column) = case.place;
        let place = format!("{file}, línea {line}, columna {column}: ");
        assert!(said.starts_with(&place), "{said}");
        for word in case.words {
            assert!(
                said[place.len()..].contains(word),
                "{word} is not in: {said}"
            );
        }
        assert!(!said.contains('{') && !said.contains('}'), "{said}");
    }
}

#[test]
fn what_is_not_toml_is_said_with_its_place() {
    let found = problems("syntax");
    let first = &found[0];
    assert!(matches!(first.kind, ProblemKind::Syntax(_)), "{found:?}");
    assert_eq!(first.place.line, 16, "{found:?}");
    let said = texts::problem(first, "roto.toml");
    assert!(said.starts_with("roto.toml, línea 16, columna "), "{said}");
}

#[test]
fn a_mistake_of_syntax_hides_no_other() {
    let found = problems("several_syntax");
    let listed: Vec<(usize, &str)> = found
        .iter()
        .map(|p| (p.place.line, name(&p.kind)))
        .collect();
    let wanted = [
        (20, "syntax"),
        (21, "bad_phrase"),
        (25, "syntax"),
        (26, "not_one_of"),
        (27, "unknown_key"),
    ];
    assert_eq!(listed, wanted, "{found:#?}");
    let said = texts::problem(&found[0], "roto.toml");
    assert!(said.contains("comilla"), "{said}");
}

#[test]
fn the_packs_of_the_program_pass_a_review() {
    for pack in packs() {
        let found = review(pack.text);
        let said: Vec<String> = found.iter().map(|p| texts::problem(p, pack.id)).collect();
        assert!(said.is_empty(), "{}", said.join("\n"));
    }
}

#[test]
fn every_kind_of_mistake_has_its_broken_pack() {
    let mut shown: Vec<&str> = cases().iter().map(|c| name(&c.kind)).collect();
    shown.push(name(&problems("syntax")[0].kind));
    for kind in KINDS {
        assert!(
            shown.contains(&kind),
            "no pack of tests/data/packs has {kind}"
        );
    }
}

#[test]
fn every_broken_pack_is_in_the_table() {
    let named: Vec<&str> = cases().iter().map(|c| c.pack).collect();
    for source in files("tests/data/packs", "toml") {
        let pack = source
            .path
            .rsplit('/')
            .next()
            .unwrap()
            .trim_end_matches(".toml");
        let known =
            named.contains(&pack) || ["syntax", "several", "several_syntax"].contains(&pack);
        assert!(known, "{} is not tested", source.path);
    }
}

#[test]
fn all_the_mistakes_of_a_pack_are_listed_at_once_in_the_order_of_the_text() {
    let found = problems("several");
    let listed: Vec<(usize, &str)> = found
        .iter()
        .map(|p| (p.place.line, name(&p.kind)))
        .collect();
    let wanted = [
        (1, "missing_phase"),
        (19, "not_one_of"),
        (20, "unknown_variable"),
        (20, "bad_phrase"),
        (21, "bad_cite"),
        (23, "missing_key"),
        (25, "not_one_of"),
        (26, "unknown_key"),
        (29, "duplicate"),
        (30, "empty_text"),
    ];
    assert_eq!(listed, wanted, "{found:#?}");
}

#[test]
fn a_column_counts_characters_and_not_bytes() {
    let found = problems("unknown_variable");
    // «Sí» before it is two characters in three bytes.
    assert_eq!(found[0].place.column, 14);
}

/// As many as the match below, where the compiler points when a kind is added.
const KINDS: [&str; 30] = [
    "syntax",
    "unknown_key",
    "missing_key",
    "wrong_type",
    "not_one_of",
    "empty_text",
    "duplicate",
    "bad_phrase",
    "unknown_variable",
    "no_fallback",
    "unknown_field",
    "unknown_option",
    "condition_kind",
    "unknown_step",
    "used_before_asked",
    "missing_phase",
    "no_steps",
    "out_of_range",
    "not_declinable",
    "no_answer",
    "bad_cite",
    "unreachable_step",
    "never_holds",
    "never_required",
    "term_not_required",
    "unused_closing",
    "wrong_kind",
    "bad_date",
    "too_many_questions",
    "duplicate_label",
];

fn name(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Syntax(_) => "syntax",
        ProblemKind::UnknownKey { .. } => "unknown_key",
        ProblemKind::MissingKey { .. } => "missing_key",
        ProblemKind::WrongType { .. } => "wrong_type",
        ProblemKind::NotOneOf { .. } => "not_one_of",
        ProblemKind::EmptyText { .. } => "empty_text",
        ProblemKind::Duplicate { .. } => "duplicate",
        ProblemKind::BadPhrase => "bad_phrase",
        ProblemKind::UnknownVariable { .. } => "unknown_variable",
        ProblemKind::NoFallback { .. } => "no_fallback",
        ProblemKind::UnknownField { .. } => "unknown_field",
        ProblemKind::UnknownOption { .. } => "unknown_option",
        ProblemKind::ConditionKind { .. } => "condition_kind",
        ProblemKind::UnknownStep { .. } => "unknown_step",
        ProblemKind::UsedBeforeAsked { .. } => "used_before_asked",
        ProblemKind::MissingPhase { .. } => "missing_phase",
        ProblemKind::NoSteps => "no_steps",
        ProblemKind::OutOfRange { .. } => "out_of_range",
        ProblemKind::NotDeclinable { .. } => "not_declinable",
        ProblemKind::NoAnswer { .. } => "no_answer",
        ProblemKind::BadCite { .. } => "bad_cite",
        ProblemKind::UnreachableStep { .. } => "unreachable_step",
        ProblemKind::NeverHolds => "never_holds",
        ProblemKind::NeverRequired { .. } => "never_required",
        ProblemKind::TermNotRequired { .. } => "term_not_required",
        ProblemKind::UnusedClosing { .. } => "unused_closing",
        ProblemKind::WrongKind { .. } => "wrong_kind",
        ProblemKind::BadDate { .. } => "bad_date",
        ProblemKind::TooManyQuestions { .. } => "too_many_questions",
        ProblemKind::DuplicateLabel { .. } => "duplicate_label",
    }
}

#[test]
fn a_pack_speaks_its_own_language() {
    let text = file("assets/protocols/juntos-telefonico.toml").text;
    let spoken = |head: &str| {
        let pack = load(&format!("{head}\n{text}"), "hash")?;
        Ok(texts::spoken(&pack).language.code)
    };
    assert_eq!(spoken(""), Ok(Language::Spanish));
    assert_eq!(spoken("language = \"en\""), Ok(Language::English));
    let problems: Vec<Problem> = spoken("language = \"fr\"").unwrap_err();
    let allowed = Language::ALL.map(|(code, _)| code.to_owned()).to_vec();
    assert_eq!(
        problems[0].kind,
        ProblemKind::NotOneOf {
            key: "language".into(),
            given: "fr".into(),
            allowed,
        }
    );
}
