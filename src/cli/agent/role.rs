//! `ventanilla agente rol`: somebody becomes something else.

use clap::{ArgMatches, Command};

use super::{name_argument, role_argument, seats};
use crate::cli::contract::{ROLES, value};
use crate::cli::{Outcome, enter, given, output, positional, sub};
use crate::journal::Paths;
use crate::people::Permission;
use crate::texts::texts;

pub(super) fn command() -> Command {
    let t = &texts().agents;
    let role = role_argument(positional("funcion", &t.value_role, &t.help_role));
    sub("rol", &t.help_change_role)
        .arg(name_argument(&t.help_name).required(true))
        .arg(role.required(true))
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let t = &texts().agents;
    let role = value(&ROLES, given(matches, "funcion").unwrap_or_default())?;
    let seats = seats(paths)?;
    let person = &enter::named(&seats, given(matches, "nombre").unwrap_or_default())?.person;
    let session = enter::session(paths)?;
    session.may(Permission::ManagePeople)?;
    let (before, after) = (texts().roles.name(person.role), texts().roles.name(role));
    if person.role == role {
        output::line(&t.role_same.fill(&[("name", &person.name), ("role", after)]));
        return Ok(());
    }
    session.change_role(person.id, role, enter::now()?)?;
    output::line(&t.role_changed.fill(&[
        ("name", &person.name),
        ("before", before),
        ("role", after),
    ]));
    Ok(())
}
