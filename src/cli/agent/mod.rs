//! `ventanilla agente`: who may be at the keys of the station, and what each may do.

mod table;

use clap::{ArgMatches, Command};

use crate::cli::{Outcome, sub};
use crate::journal::Paths;
use crate::texts::texts;

pub(super) fn command() -> Command {
    sub("agente", &texts().agents.help_group)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([table::command()])
        .after_help(texts().agents.example_group.to_string())
}

pub(super) fn run(_paths: &Paths, matches: &ArgMatches) -> Outcome {
    match matches.subcommand() {
        Some(("permisos", m)) => table::run(m),
        _ => Ok(()),
    }
}
