//! `ventanilla completar`: what a shell has to know to complete orders, from their one definition.

use std::io::Write;

use clap::{ArgMatches, Command};
use clap_complete::{Shell, generate};

use super::{Failure, Outcome, given, positional, sub};
use crate::texts::texts;

/// The shells, by their own names.
const SHELLS: [(&str, Shell); 3] = [
    ("bash", Shell::Bash),
    ("zsh", Shell::Zsh),
    ("fish", Shell::Fish),
];

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    let shell = positional("shell", "SHELL", &t.complete_shell)
        .value_parser(SHELLS.map(|(name, _)| name))
        .required(true);
    sub("completar", &t.complete)
        .after_help(texts().cli.examples.complete.to_string())
        .arg(shell)
}

pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let name = given(matches, "shell").unwrap_or_default();
    let Some((_, shell)) = SHELLS.into_iter().find(|(known, _)| *known == name) else {
        return Ok(());
    };
    let mut script = Vec::new();
    generate(shell, &mut super::command(), "ventanilla", &mut script);
    let script = in_words(&String::from_utf8_lossy(&script));
    match std::io::stdout().lock().write_all(script.as_bytes()) {
        // A reader that went away is no failure.
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::from(e)),
        _ => Ok(()),
    }
}

/// zsh shows a heading over the orders, which the generator writes in English.
fn in_words(script: &str) -> String {
    let heading = texts().cli.headings.commands.trim_end_matches(':');
    script.replace(" commands' commands", &format!(" · {heading}' commands"))
}
