//! Every kind of mistake in a pack is found where it is, and said in words that help.

use ventanilla::protocol::{Language, Place, Problem, ProblemKind, load};
use ventanilla::texts;

use super::support::tree::{file, files};

/// A broken pack of `tests/data/packs`: its one mistake, where it is, and words its message must have.
struct Case {
    pack: &'static str,
    kind: ProblemKind,
    place: (usize, usize),
    words: &'static [&'static str],
}

fn case(
    pack: &'static str,
    place: (usize, usize),
    kind: ProblemKind,
    words: &'static [&'static str],
) -> Case {
    Case {
        pack,
        kind,
        place,
        words,
    }
}

#[expect(clippy::too_many_lines, reason = "one table, a row a mistake")]
fn cases() -> Vec<Case> {
    use ProblemKind as Kind;
    let s = str::to_owned;
    vec![
        case(
            "unknown_key",
            (20, 1),
            Kind::UnknownKey {
                key: s("remenber"),
                meant: Some(s("remember")),
            },
            &["«remenber»", "«remember»"],
        ),
        case(
            "unknown_key_far",
            (20, 1),
            Kind::UnknownKey {
                key: s("emoji"),
                meant: None,
            },
            &["«emoji»"],
        ),
        case(
            "missing_key",
            (16, 1),
            Kind::MissingKey { key: s("title") },
            &["«title»"],
        ),
        case(
            "wrong_type",
            (20, 7),
            Kind::WrongType {
                key: s("say"),
                expected: "list",
            },
            &["«say»", "una lista"],
        ),
        case(
            "not_one_of",
            (19, 9),
            Kind::NotOneOf {
                key: s("phase"),
                given: s("saludar"),
                allowed: [
                    "entry", "greet", "identify", "listen", "resolve", "verify", "farewell",
                ]
                .map(s)
                .into(),
            },
            &["«saludar»", "«phase»", "greet"],
        ),
        case(
            "required_of_cut_off",
            (24, 29),
            Kind::NotOneOf {
                key: s("required_for"),
                given: s("cut_off"),
                allowed: [
                    "visit",
                    "advance",
                    "conclude",
                    "farewell",
                    "file",
                    "resolved",
                    "escalated",
                    "referred",
                    "pending",
                    "callback",
                    "declined",
                ]
                .map(s)
                .into(),
            },
            &["«cut_off»", "«required_for»"],
        ),
        case(
            "empty_text",
            (18, 9),
            Kind::EmptyText { key: s("title") },
            &["«title»"],
        ),
        case(
            "duplicate",
            (25, 7),
            Kind::Duplicate { key: s("nombre") },
            &["«nombre»"],
        ),
        case("bad_phrase", (20, 8), Kind::BadPhrase, &["llave"]),
        case(
            "unknown_variable",
            (20, 14),
            Kind::UnknownVariable {
                name: s("nombre_completo"),
            },
            &["«nombre_completo»"],
        ),
        case(
            "no_fallback",
            (20, 8),
            Kind::NoFallback { name: s("persona") },
            &["«persona»", "persona|"],
        ),
        case(
            "unknown_field",
            (25, 18),
            Kind::UnknownField {
                field: s("beneficario"),
            },
            &["«beneficario»"],
        ),
        case(
            "unknown_option",
            (29, 31),
            Kind::UnknownOption {
                field: s("tipo"),
                option: s("quejas"),
            },
            &["«tipo»", "«quejas»"],
        ),
        case(
            "condition_kind",
            (29, 27),
            Kind::ConditionKind { field: s("tipo") },
            &["«tipo»"],
        ),
        case(
            "unknown_step",
            (26, 6),
            Kind::UnknownStep {
                step: s("despedida"),
            },
            &["«despedida»"],
        ),
        case(
            "used_before_asked",
            (20, 31),
            Kind::UsedBeforeAsked { field: s("tipo") },
            &["«tipo»"],
        ),
        case(
            "missing_phase",
            (1, 1),
            Kind::MissingPhase { phase: "farewell" },
            &["«farewell»"],
        ),
        case("no_steps", (1, 1), Kind::NoSteps, &["pasos"]),
        case(
            "out_of_range",
            (23, 24),
            Kind::OutOfRange {
                key: s("most"),
                least: 1,
                most: 1440,
            },
            &["«most»", "1", "1440"],
        ),
        case(
            "bad_cite",
            (20, 18),
            Kind::BadCite { cite: s("P7") },
            &["«P7»"],
        ),
        case(
            "both_is_and_is_not",
            (29, 40),
            Kind::UnknownKey {
                key: s("is_not"),
                meant: None,
            },
            &["«is_not»"],
        ),
    ]
}

/// The mistakes of a pack of `tests/data/packs`.
fn problems(pack: &str) -> Vec<Problem> {
    let source = file(&format!("tests/data/packs/{pack}.toml"));
    load(&source.text, "hash").expect_err("the pack is broken")
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
        let known = named.contains(&pack) || ["syntax", "several"].contains(&pack);
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
const KINDS: [&str; 19] = [
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
    "bad_cite",
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
        ProblemKind::BadCite { .. } => "bad_cite",
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
