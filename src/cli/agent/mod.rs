//! `ventanilla agente`: who may be at the keys of the station, and what each may do.

mod code;
mod device;
mod enrol;
mod list;
mod recover;
mod remove;
mod role;
mod secret;
mod table;

pub(super) use recover::by_code;

use clap::{Arg, ArgMatches, Command};

use crate::cli::contract::ROLES;
use crate::cli::{Failure, Outcome, ask, enter, flag, positional, sub};
use crate::journal::{self, Guard, Paths, Seat, Secret};
use crate::people::check_secret;
use crate::texts::{self, texts};

pub(super) fn command() -> Command {
    sub("agente", &texts().agents.help_group)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            enrol::command(),
            remove::command(),
            secret::command(),
            role::command(),
            list::command(),
            table::command(),
            recover::command(),
        ])
        .after_help(texts().agents.example_group.to_string())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    match matches.subcommand() {
        Some(("alta", m)) => enrol::run(paths, m),
        Some(("baja", m)) => remove::run(paths, m),
        Some(("pin", m)) => secret::run(paths, m),
        Some(("rol", m)) => role::run(paths, m),
        Some(("lista", m)) => list::run(paths, m),
        Some(("permisos", m)) => table::run(m),
        Some(("recuperar", m)) => recover::run(paths, m),
        _ => Ok(()),
    }
}

/// Somebody's name, by position.
fn name_argument(help: &str) -> Arg {
    positional("nombre", &texts().cli.values.name, help)
}

/// `--frase`.
fn boot_flag() -> Arg {
    flag("frase", "", &texts().agents.help_boot).action(clap::ArgAction::SetTrue)
}

/// What a role is called in orders.
fn role_argument(argument: Arg) -> Arg {
    argument.value_parser(ROLES.map(|(word, _)| word))
}

/// Who is enrolled; where nobody is, how the first one is.
fn seats(paths: &Paths) -> Result<Vec<Seat>, Failure> {
    match journal::guard(paths, enter::now()?.to_utc())? {
        Guard::People { seats, .. } => Ok(seats),
        Guard::File => Err(Failure::No(texts().agents.nobody.to_string())),
    }
}

/// A new secret for somebody of this name.
fn new_secret(what: &str, name: &str) -> Result<Secret, Failure> {
    let unfit = |typed: &str| {
        let why = check_secret(typed, name).err();
        why.map(|why| texts::weak(why).to_owned())
    };
    let typed = ask::new_secret(what, &texts().agents.secret_advice, unfit)?;
    Ok(Secret::new(typed.to_string()))
}
