//! Every broken pack of `tests/data/packs`: its one mistake, where it is, and words its message must have.

use ventanilla::protocol::ProblemKind;

/// A broken pack of `tests/data/packs`: its one mistake, where it is, and words its message must have.
pub(super) struct Case {
    pub(super) pack: &'static str,
    pub(super) kind: ProblemKind,
    pub(super) place: (usize, usize),
    pub(super) words: &'static [&'static str],
}

pub(super) fn case(
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
pub(super) fn structure() -> Vec<Case> {
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
                meant: None,
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
                meant: None,
            },
            &["«beneficario»"],
        ),
        case(
            "unknown_option",
            (29, 31),
            Kind::UnknownOption {
                field: s("tipo"),
                option: s("quejas"),
                meant: Some(s("queja")),
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
                meant: None,
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
        case(
            "unreachable_step",
            (29, 6),
            Kind::UnreachableStep { step: s("perdido") },
            &["«perdido»"],
        ),
        case("never_holds", (28, 8), Kind::NeverHolds, &["nunca"]),
        case(
            "never_required",
            (32, 29),
            Kind::NeverRequired {
                field: s("unidad_que_sigue"),
                transition: "escalated",
            },
            &["«unidad_que_sigue»", "«escalated»", "required_for"],
        ),
        case(
            "term_not_required",
            (28, 18),
            Kind::TermNotRequired {
                field: s("plazo_dado"),
            },
            &["«plazo_dado»", "required_for = [\"farewell\"]"],
        ),
        case(
            "unused_closing",
            (29, 7),
            Kind::UnusedClosing {
                key: s("hora_corte"),
                outcome: "cut_off",
            },
            &["«hora_corte»", "«cut_off»"],
        ),
        case(
            "wrong_kind",
            (21, 7),
            Kind::WrongKind {
                key: s("persona.documento"),
                given: "text",
                allowed: vec![s("document")],
            },
            &["«persona.documento»", "document"],
        ),
        case(
            "no_such_matter",
            (23, 24),
            Kind::NotOneOf {
                key: s("asunto.tipo"),
                given: s("pregunta"),
                allowed: [
                    "consulta",
                    "solicitud",
                    "peticion",
                    "queja",
                    "reclamo",
                    "sugerencia",
                    "recurso",
                    "denuncia",
                    "incidente",
                    "tarea",
                ]
                .map(s)
                .into(),
            },
            &["«pregunta»", "consulta"],
        ),
        case(
            "bad_date",
            (13, 8),
            Kind::BadDate {
                given: s("2026-02-30"),
            },
            &["«2026-02-30»"],
        ),
        case(
            "too_many_questions",
            (38, 7),
            Kind::TooManyQuestions { most: 3 },
            &["3"],
        ),
        case(
            "duplicate_label",
            (23, 46),
            Kind::DuplicateLabel { label: s("queja") },
            &["«queja»"],
        ),
    ]
}
