//! What is wrong with a pack, and where.

/// A line and a column in the pack's text, both from 1; the column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl Place {
    /// The place of a byte offset in a text.
    pub fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
        Self { line, column }
    }
}

/// One mistake in a pack; the words for it are in `texts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    pub kind: ProblemKind,
}

/// The kinds of mistake a pack can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The text is not TOML; the parser's own words.
    Syntax(String),
    /// A key the format does not have, with the nearest one it has.
    UnknownKey {
        key: String,
        meant: Option<String>,
    },
    MissingKey {
        key: String,
    },
    /// A value of another type than the key takes.
    WrongType {
        key: String,
        expected: &'static str,
    },
    /// A word that is none of the allowed ones.
    NotOneOf {
        key: String,
        given: String,
        allowed: Vec<String>,
    },
    /// A text that must not be empty.
    EmptyText {
        key: String,
    },
    /// An identifier or field key used twice.
    Duplicate {
        key: String,
    },
    /// A brace that is not closed, or a variable without a name.
    BadPhrase,
    UnknownVariable {
        name: String,
        meant: Option<String>,
    },
    /// A variable that may have no value yet and no fallback to say instead.
    NoFallback {
        name: String,
    },
    /// A condition or rule on a field the pack does not ask.
    UnknownField {
        field: String,
        meant: Option<String>,
    },
    /// A condition on an option the field does not offer.
    UnknownOption {
        field: String,
        option: String,
        meant: Option<String>,
    },
    /// A condition of a kind that the field's answers never satisfy.
    ConditionKind {
        field: String,
    },
    UnknownStep {
        step: String,
        meant: Option<String>,
    },
    /// A field used before it is asked.
    UsedBeforeAsked {
        field: String,
    },
    /// The pack has no step of a phase that every conversation needs.
    MissingPhase {
        phase: &'static str,
    },
    NoSteps,
    /// A number outside its range.
    OutOfRange {
        key: String,
        least: i64,
        most: i64,
    },
    /// A step that going forward never comes to, whatever is answered.
    UnreachableStep {
        step: String,
    },
    /// A condition that no answers fulfil.
    NeverHolds,
    /// A field required for an outcome at which it is never asked.
    NeverRequired {
        field: String,
        transition: &'static str,
    },
    /// A term is promised at goodbye from a field that may be empty then.
    TermNotRequired {
        field: String,
    },
    /// A field or term in the closing of an outcome that has no goodbye, where nothing is asked.
    UnusedClosing {
        key: String,
        outcome: &'static str,
    },
    /// A key that means the same in every pack, asked as another kind.
    WrongKind {
        key: String,
        given: &'static str,
        allowed: Vec<String>,
    },
    /// A date of document control that is not a day of the calendar, as `2026-11-24`.
    BadDate {
        given: String,
    },
    /// More questions about the service than a person should be asked.
    TooManyQuestions {
        most: usize,
    },
    /// Two options of a list that read the same.
    DuplicateLabel {
        label: String,
    },
    /// A field of a kind that nobody can prefer not to answer.
    NotDeclinable {
        kind: String,
    },
    /// Settings that leave a kind without any answer.
    NoAnswer {
        kind: String,
    },
    /// A citation that is not of the form `P123`.
    BadCite {
        cite: String,
    },
}
