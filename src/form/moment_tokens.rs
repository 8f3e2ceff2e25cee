//! A typed moment in pieces: words, and figures by their shape.

use super::moment_day::Day;
use crate::texts::plain;

/// A piece of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(u32),
    /// Hour and minute.
    Clock(u32, u32),
    Day(Day),
    Word(String),
}

/// The pieces of a text, in small letters without accents; `None` where a figure has no sense.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = plain(text).replace("a. m", "a.m").replace("p. m", "p.m");
    let mut tokens = Vec::new();
    for piece in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')) {
        let piece = piece.trim_matches(|c| matches!(c, '.' | '!' | '?' | '¿' | '¡'));
        let figure = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '/' | '-');
        let end = if piece.starts_with(|c: char| c.is_ascii_digit()) {
            piece.find(|c| !figure(c)).unwrap_or(piece.len())
        } else {
            0
        };
        let (figures, word) = piece.split_at(end);
        // «10h30»
        if let Some(minute) = word.strip_prefix('h').and_then(|m| m.parse().ok()) {
            tokens.push(Token::Clock(figures.parse().ok()?, minute));
            continue;
        }
        if !figures.is_empty() {
            tokens.push(read_figures(figures)?);
        }
        let word = word.replace('.', "");
        if !word.is_empty() {
            tokens.push(Token::Word(word));
        }
    }
    Some(tokens)
}

/// `9`, `10:30`, `10.30`, `24/11`, `24-11-26`, `2026-11-24`.
fn read_figures(figures: &str) -> Option<Token> {
    let figures = figures.trim_end_matches(['.', '-', ':']);
    if let Ok(number) = figures.parse() {
        return Some(Token::Number(number));
    }
    if let Some((hour, minute)) = figures.split_once([':', '.']) {
        // Seconds may come with a pasted hour, and mean nothing here.
        let (minute, rest) = minute.split_once(':').unwrap_or((minute, "0"));
        let fits = minute.len() == 2 && rest.parse::<u32>().is_ok_and(|s| s < 60);
        return fits.then_some(Token::Clock(hour.parse().ok()?, minute.parse().ok()?));
    }
    let mut parts = figures.split(['/', '-']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let day = match third {
        Some(day) if first.len() == 4 => Day::Date(
            day.parse().ok()?,
            second.parse().ok()?,
            Some(whole_year(first)?),
        ),
        Some(year) => Day::Date(
            first.parse().ok()?,
            second.parse().ok()?,
            Some(whole_year(year)?),
        ),
        None => Day::Date(first.parse().ok()?, second.parse().ok()?, None),
    };
    Some(Token::Day(day))
}

/// A year of two or four figures; which century two figures mean, the day decides.
fn whole_year(year: &str) -> Option<i32> {
    let number: i32 = year.parse().ok()?;
    match year.len() {
        2 => Some(number),
        4 => (number >= 1000).then_some(number),
        _ => None,
    }
}
