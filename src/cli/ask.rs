//! What a command has to be told that does not go into arguments: from the descriptor where one was given, else on the
//! terminal. Never from standard input, which belongs to what is processed.

use zeroize::Zeroizing;

use super::{Failure, descriptor};
use crate::texts::texts;
use crate::ui::ask::{self, Echo};

/// What was typed, wiped when it is no longer used.
pub(super) type Typed = Zeroizing<String>;

/// A secret that is known already.
pub(super) fn secret(what: &str) -> Result<Typed, Failure> {
    one(what, Echo::Hidden)
}

/// Something that may be seen.
pub(super) fn line(what: &str) -> Result<Typed, Failure> {
    one(what, Echo::Shown)
}

/// A new secret: on the terminal typed twice, and again until it is fit; from a descriptor once. `advice` says what a good
/// one is; `unfit` gives the words for why one is not.
pub(super) fn new_secret(
    what: &str,
    advice: &str,
    unfit: impl Fn(&str) -> Option<String>,
) -> Result<Typed, Failure> {
    if descriptor::is_given() {
        let typed = secret(what)?;
        return match unfit(&typed) {
            None => Ok(typed),
            Some(words) => Err(Failure::No(words)),
        };
    }
    tell(advice)?;
    loop {
        let typed = secret(what)?;
        if let Some(words) = unfit(&typed) {
            tell(&words)?;
            continue;
        }
        if *secret(&texts().agents.again)? == *typed {
            return Ok(typed);
        }
        tell(&texts().agents.different)?;
    }
}

/// Something that was told before and is to be given back: asked until it is right, from a descriptor once. `unfit` gives
/// the words for why an answer is not.
pub(super) fn back(what: &str, unfit: impl Fn(&str) -> Option<String>) -> Result<Typed, Failure> {
    loop {
        let typed = line(what)?;
        match unfit(&typed) {
            None => return Ok(typed),
            Some(words) if descriptor::is_given() => return Err(Failure::No(words)),
            Some(words) => tell(&words)?,
        }
    }
}

/// Shows something that must not stay on the screen, until Enter. A program reads it from standard output.
pub(super) fn show(words: &str, alone: &str, question: &str) -> Result<(), Failure> {
    if descriptor::is_given() {
        super::output::line(alone);
        return Ok(());
    }
    let gone = |error| in_words(question, &error);
    match ask::glimpse(words, question).map_err(gone)? {
        Some(()) => Ok(()),
        None => Err(Failure::No(texts().agents.left.to_string())),
    }
}

/// Says something to whoever sits at the terminal; to a program that hands over its secrets, nothing.
pub(super) fn tell(words: &str) -> Result<(), Failure> {
    if descriptor::is_given() {
        return Ok(());
    }
    Ok(ask::tell(words)?)
}

fn one(what: &str, echo: Echo) -> Result<Typed, Failure> {
    if descriptor::is_given() {
        return descriptor::next(what);
    }
    let t = &texts().agents;
    if !ask::can_ask() {
        return Err(Failure::Usage(t.nowhere_to_ask.fill(&[("what", &what)])));
    }
    let asked = ask::line(&question(what), echo);
    let typed = asked.map_err(|error| in_words(what, &error))?;
    typed.ok_or_else(|| Failure::No(t.left.to_string()))
}

fn in_words(what: &str, error: &std::io::Error) -> Failure {
    let t = &texts().agents.terminal_gone;
    Failure::World(t.fill(&[("what", &what), ("detail", error)]))
}

/// What is asked for, as a question begins.
fn question(what: &str) -> String {
    let mut letters = what.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}{}:", first.collect::<String>(), letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_begins_with_a_capital() {
        assert_eq!(question("él"), "Él:");
        assert_eq!(question(""), ":");
    }
}
