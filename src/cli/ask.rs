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

/// Asks until the answer is the one that is waited for; from a descriptor once. `differs` is said of any other.
pub(super) fn until(
    what: &str,
    differs: &str,
    is_right: impl Fn(&str) -> bool,
) -> Result<(), Failure> {
    while !is_right(&line(what)?) {
        if descriptor::is_given() {
            return Err(Failure::No(differs.to_owned()));
        }
        tell(differs)?;
    }
    Ok(())
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
    match ask::line(&question(what), echo) {
        Ok(Some(typed)) => Ok(typed),
        Ok(None) => Err(Failure::No(t.left.to_string())),
        Err(error) => Err(Failure::World(
            t.terminal_gone
                .fill(&[("what", &what), ("detail", &error)]),
        )),
    }
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
