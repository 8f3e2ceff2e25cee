//! `ventanilla agente alta`: the first person, who administers the station, and everybody after.

use clap::{ArgMatches, Command};

use super::{boot_flag, code, device, name_argument, new_secret, role_argument};
use crate::cli::contract::{ROLES, value};
use crate::cli::{Failure, Outcome, ask, descriptor, enter, flag, given, init, output, sub};
use crate::desk::Session;
use crate::journal::{self, Guard, Paths};
use crate::people::{Permission, Person, Role};
use crate::texts::texts;

pub(super) fn command() -> Command {
    let t = &texts().agents;
    sub("alta", &t.help_enrol)
        .after_help(t.example_enrol.to_string())
        .arg(name_argument(&t.help_enrol_name))
        .arg(role_argument(flag("funcion", &t.value_role, &t.help_role)))
        .arg(boot_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let role = given(matches, "funcion").map(|word| value(&ROLES, word));
    let role = role.transpose()?;
    match journal::guard(paths, enter::now()?.to_utc())? {
        Guard::File => first(paths, matches, role),
        Guard::People { .. } => another(paths, matches, role),
    }
}

/// Enrols who administers the station. Nothing is written before the recovery code was typed back.
fn first(paths: &Paths, matches: &ArgMatches, role: Option<Role>) -> Outcome {
    let t = &texts().agents;
    let session = Session::by_file(paths)?;
    session.can_enrol_first(enter::now()?)?;
    if role.is_some_and(|role| role != Role::Administrator) {
        return Err(Failure::Usage(t.first_is_administrator.to_string()));
    }
    let Some(choice) = device::chosen(paths, matches)? else {
        return Err(Failure::Usage(t.needs_device.to_string()));
    };
    ask::tell(&t.first_explained)?;
    let name = name(matches, &t.name)?;
    let secret = new_secret(&t.new_secret_of.fill(&[("name", &name)]), &name)?;
    let asked = choice.asked()?;
    let code = code::on_paper()?;
    let device = choice.made(paths, asked)?;
    ask::tell(&t.rekeying)?;
    let person = Person {
        id: init::world()?.id(),
        name,
        role: Role::Administrator,
    };
    session.enrol_first(&person, &secret, &device, &code, enter::now()?)?;
    choice.tell(paths);
    output::line(
        &t.enrolled_first
            .fill(&[("name", &person.name), ("device", &choice.name())]),
    );
    Ok(())
}

/// Enrols one more person, who types a secret of their own.
fn another(paths: &Paths, matches: &ArgMatches, role: Option<Role>) -> Outcome {
    let t = &texts().agents;
    if matches.get_flag("frase") {
        let what = "--frase";
        return Err(Failure::Usage(t.device_is_set.fill(&[("what", &what)])));
    }
    let name = name(matches, &t.name_next)?;
    let role = role.ok_or_else(|| Failure::Usage(t.needs_role.fill(&[("name", &name)])))?;
    let session = enter::session(paths)?;
    // Before somebody chooses a secret in vain.
    session.may(Permission::ManagePeople)?;
    let secret = new_secret(&t.new_secret_of.fill(&[("name", &name)]), &name)?;
    let person = Person {
        id: init::world()?.id(),
        name,
        role,
    };
    session.enrol(&person, &secret, enter::now()?)?;
    let role = texts().roles.name(role);
    output::line(&t.enrolled.fill(&[("name", &person.name), ("role", role)]));
    Ok(())
}

/// The name that was given, or is asked for on the terminal.
fn name(matches: &ArgMatches, what: &str) -> Result<String, Failure> {
    if let Some(name) = given(matches, "nombre") {
        return Ok(name.trim().to_owned());
    }
    if descriptor::is_given() {
        let t = &texts().cli;
        return Err(Failure::Usage(
            t.usage.missing.fill(&[("what", &t.values.name)]),
        ));
    }
    Ok(ask::line(what)?.trim().to_owned())
}
