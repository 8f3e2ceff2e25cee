//! The words by which an attention is found, and how words are brought to one form.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::attention::{AttentionRecord, Event};
use crate::promise::Promise;
use crate::protocol::Answer;

/// Shortest piece of a telephone number that finds it, in digits.
pub(super) const FRAGMENT: usize = 6;

/// Small letters and digits without accents, other characters as one space between words.
pub(super) fn fold(text: &str, out: &mut String) {
    let mut gap = !out.is_empty();
    for c in text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
    {
        if c.is_alphanumeric() {
            if std::mem::take(&mut gap) {
                out.push(' ');
            }
            out.push(c);
        } else {
            gap = !out.is_empty();
        }
    }
}

/// Everything of an attention that finds it. The same attention always gives the same text: the index forgets the old one
/// by being told it again.
pub(super) fn of(record: &AttentionRecord) -> String {
    let mut out = String::with_capacity(256);
    for given in record.answers.values() {
        answer(&given.answer, &mut out);
    }
    for act in &record.acts {
        match &act.event {
            Event::Noted { text } | Event::Voiced { text, .. } => fold(text, &mut out),
            Event::Consulted { question, .. } => fold(question, &mut out),
            Event::Advised { answer } => fold(answer, &mut out),
            Event::Abandoned { reason } | Event::Reopened { reason } => fold(reason, &mut out),
            Event::Promised { promise } => promised(promise, &mut out),
            _ => {}
        }
    }
    out
}

fn answer(answer: &Answer, out: &mut String) {
    match answer {
        Answer::Text(text) | Answer::Unread(text) => words_or_phone(text, out),
        Answer::Document(document) => fold(&document.number, out),
        Answer::Choice(id) => fold(id, out),
        Answer::Choices(ids) => ids.iter().for_each(|id| fold(id, out)),
        Answer::Place { name, .. } => fold(name, out),
        Answer::Number(number) => fold(&number.to_string(), out),
        Answer::YesNo(_)
        | Answer::Moment(_)
        | Answer::Date(_)
        | Answer::Minutes(_)
        | Answer::Rating(_)
        | Answer::Declined => {}
    }
}

fn promised(promise: &Promise, out: &mut String) {
    fold(&promise.what, out);
    for text in promise.unit.iter().chain(&promise.phone) {
        words_or_phone(text, out);
    }
}

/// A telephone number is indexed by each of its endings, so that any piece of it is the beginning of one.
fn words_or_phone(text: &str, out: &mut String) {
    let Some(digits) = phone(text) else {
        return fold(text, out);
    };
    for start in 0..=digits.len() - FRAGMENT {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&digits[start..]);
    }
}

/// The digits of a text that is a telephone number: six to fifteen of them and nothing but what stands between them.
pub(super) fn phone(text: &str) -> Option<String> {
    let spacing =
        |c: char| c.is_whitespace() || matches!(c, '+' | '-' | '(' | ')' | '.' | '/' | '‐' | '–');
    if !text.chars().all(|c| c.is_ascii_digit() || spacing(c)) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (FRAGMENT..=15).contains(&digits.len()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut out = String::new();
        fold(text, &mut out);
        out
    }

    #[test]
    fn accents_case_and_signs_do_not_count() {
        assert_eq!(folded("  Ñusta HUAMÁN, ¿sí?"), "nusta huaman si");
        assert_eq!(folded("e\u{301}l—pingüino"), "el pinguino");
        assert_eq!(folded("¡…!"), "");
    }

    #[test]
    fn every_piece_of_a_phone_begins_an_ending() {
        let mut out = String::from("x");
        words_or_phone("+51 987-654-321", &mut out);
        assert_eq!(
            out,
            "x 51987654321 1987654321 987654321 87654321 7654321 654321"
        );
        assert_eq!(phone("12345"), None);
        assert_eq!(phone("lote 123456"), None);
    }
}
