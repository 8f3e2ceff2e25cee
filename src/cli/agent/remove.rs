//! `ventanilla agente baja`: somebody leaves, and the key of the journal changes.

use clap::{ArgMatches, Command};

use super::{name_argument, seats};
use crate::cli::{Outcome, ask, enter, given, output, sub};
use crate::journal::Paths;
use crate::people::Permission;
use crate::texts::texts;

pub(super) fn command() -> Command {
    let t = &texts().agents;
    sub("baja", &t.help_remove).arg(name_argument(&t.help_name).required(true))
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let t = &texts().agents;
    let seats = seats(paths)?;
    let seat = enter::named(&seats, given(matches, "nombre").unwrap_or_default())?;
    let session = enter::session(paths)?;
    session.may(Permission::ManagePeople)?;
    let name = ("name", &seat.person.name as &dyn std::fmt::Display);
    ask::tell(&t.remove_explained.fill(&[name]))?;
    ask::tell(&t.rekeying)?;
    session.remove(seat.person.id, enter::now()?)?;
    output::line(&t.removed.fill(&[name]));
    Ok(())
}
