//! Mistakes of syntax: told one after the other, and the rest of the pack read all the same.

use std::borrow::Cow;

use toml::de::DeTable;

use crate::protocol::{Place, Problem, ProblemKind};

/// Most mistakes of syntax that are told at once.
const MOST: usize = 20;

/// The text with every line that is not TOML blanked, and those mistakes. A parser that goes on in the middle of a text
/// without its closing quote finds a mistake in every line after it; so the line is taken out and the text read anew.
/// Where the line is the heading of a part, or the mistake is not in the lines, nothing more can be told.
pub(super) fn readable(text: &str) -> (Cow<'_, str>, Vec<Problem>) {
    let mut readable = Cow::Borrowed(text);
    let mut problems: Vec<Problem> = Vec::new();
    while let Some((at, message)) = first_error(&readable) {
        problems.push(Problem {
            place: Place::of(text, at),
            kind: ProblemKind::Syntax(message),
        });
        let begin = readable[..at].rfind('\n').map_or(0, |i| i + 1);
        let end = readable[at..].find('\n').map_or(text.len(), |i| at + i);
        let line = readable[begin..end].trim();
        if line.is_empty() || line.starts_with('[') || problems.len() == MOST {
            return (Cow::Borrowed(""), problems);
        }
        let blank = " ".repeat(end - begin);
        readable.to_mut().replace_range(begin..end, &blank);
    }
    (readable, problems)
}

/// Where the text stops being TOML, on a boundary of characters, and why.
fn first_error(text: &str) -> Option<(usize, String)> {
    let (_, errors) = DeTable::parse_recoverable(text);
    let at = |e: &toml::de::Error| e.span().map_or(0, |s| s.start.min(text.len()));
    let first = errors.iter().min_by_key(|e| at(e))?;
    let at = text.floor_char_boundary(at(first));
    Some((at, first.message().to_owned()))
}

/// The mistakes of syntax, and those others that do not come of them: what is missing may be what could not be read.
pub(super) fn beside(syntax: Vec<Problem>, others: Vec<Problem>) -> Vec<Problem> {
    if syntax.is_empty() {
        return others;
    }
    let own = |p: &Problem| {
        matches!(
            p.kind,
            ProblemKind::UnknownKey { .. }
                | ProblemKind::NotOneOf { .. }
                | ProblemKind::WrongType { .. }
                | ProblemKind::EmptyText { .. }
                | ProblemKind::BadPhrase
                | ProblemKind::BadCite { .. }
                | ProblemKind::BadDate { .. }
                | ProblemKind::OutOfRange { .. }
        )
    };
    let mut all: Vec<Problem> = others.into_iter().filter(own).collect();
    all.extend(syntax);
    all.sort_by_key(|p| p.place);
    all
}
