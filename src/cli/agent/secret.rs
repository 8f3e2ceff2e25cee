//! `ventanilla agente pin`: another PIN or passphrase, for oneself or for somebody who forgot theirs.

use clap::{ArgMatches, Command};

use super::{name_argument, new_secret, seats};
use crate::cli::{Failure, Outcome, enter, given, output, sub};
use crate::journal::{Paths, Seat};
use crate::people::Permission;
use crate::texts::texts;

pub(super) fn command() -> Command {
    let t = &texts().agents;
    sub("pin", &t.help_secret)
        .after_help(t.example_secret.to_string())
        .arg(name_argument(&t.help_secret_name))
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let seats = seats(paths)?;
    let somebody = given(matches, "nombre").map(|name| enter::named(&seats, name));
    let somebody = somebody.transpose()?;
    let (session, old) = enter::with_secret(paths)?;
    let own = session.person().map(|p| p.id);
    match (somebody, old) {
        (Some(seat), _) if Some(seat.person.id) != own => reset(&session, seat),
        (_, Some(old)) => {
            session.may(Permission::ChangeOwnSecret)?;
            let name = session.name().unwrap_or_default();
            let new = new_secret(&texts().agents.new_secret, name)?;
            session.change_secret(&old, &new, enter::now()?)?;
            output::line(&texts().agents.secret_changed);
            Ok(())
        }
        // Nobody is enrolled any more.
        (_, None) => Err(Failure::No(texts().agents.nobody.to_string())),
    }
}

fn reset(session: &crate::desk::Session, seat: &Seat) -> Outcome {
    let t = &texts().agents;
    let (who, name) = (seat.person.id, &seat.person.name);
    session.may_reset(who, enter::now()?)?;
    let new = new_secret(&t.new_secret_of.fill(&[("name", name)]), name)?;
    session.reset_secret(who, &new, enter::now()?)?;
    output::line(&t.secret_reset.fill(&[("name", name)]));
    Ok(())
}
