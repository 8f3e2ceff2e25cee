//! `ventanilla agente recuperar`: in with the code of the envelope, when nobody who administers can enter.

use clap::{ArgMatches, Command};

use super::{boot_flag, code, device, name_argument, new_secret, seats};
use crate::cli::{Failure, Outcome, ask, enter, given, output, sub};
use crate::desk::Session;
use crate::journal::{Paths, RecoveryCode, Seat};
use crate::people::{Person, Role};
use crate::texts::{self, texts};

pub(super) fn command() -> Command {
    let t = &texts().agents;
    sub("recuperar", &t.help_recover)
        .after_help(t.example_recover.to_string())
        .arg(name_argument(&t.help_recover_name))
        .arg(boot_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let t = &texts().agents;
    let seats = seats(paths)?;
    let person = whom(&seats, given(matches, "nombre"))?;
    let choice = device::chosen(paths, matches)?;
    let session = entered(paths, person)?;
    let secret = new_secret(
        &t.new_secret_of.fill(&[("name", &person.name)]),
        &person.name,
    )?;
    let asked = match &choice {
        Some(choice) => choice.asked()?,
        None => None,
    };
    let new = code::on_paper()?;
    if let Some(choice) = &choice {
        let device = choice.made(paths, asked)?;
        session.replace_device(&device, enter::now()?)?;
        choice.tell(paths);
    }
    session.reset_secret(person.id, &secret, enter::now()?)?;
    // Last: until here the old paper would still let them begin again.
    session.replace_recovery(&new, enter::now()?)?;
    output::line(&t.recovered.fill(&[("name", &person.name)]));
    Ok(())
}

/// In with the code, once `why` was said, and everybody's secret stays: for a folder that is not the one people were
/// enrolled in.
pub(in crate::cli) fn by_code(paths: &Paths, why: &str) -> Result<Session, Failure> {
    let seats = seats(paths)?;
    let person = whom(&seats, enter::who_said())?;
    ask::tell(why)?;
    entered(paths, person)
}

fn entered(paths: &Paths, person: &Person) -> Result<Session, Failure> {
    let typed = ask::back(&texts().agents.code, |typed| {
        RecoveryCode::parse(typed).err().map(texts::bad_code)
    })?;
    // Just read the same way.
    let code = RecoveryCode::parse(&typed).map_err(|why| Failure::No(texts::bad_code(why)))?;
    Ok(Session::recover(paths, &code, &person.name, enter::now()?)?)
}

/// Who administers the station: who is named, else the only one.
fn whom<'s>(seats: &'s [Seat], name: Option<&str>) -> Result<&'s Person, Failure> {
    let administers = |s: &&Seat| s.person.role == Role::Administrator;
    let all: Vec<Seat> = seats.iter().filter(administers).cloned().collect();
    let id = match (name, all.as_slice()) {
        (Some(name), all) => enter::named(all, name)?.person.id,
        (None, [one]) => one.person.id,
        (None, several) => {
            let names: Vec<&str> = several.iter().map(|s| s.person.name.as_str()).collect();
            let t = &texts().agents.which_administrator;
            return Err(Failure::Usage(t.fill(&[("known", &names.join(", "))])));
        }
    };
    let seat = seats.iter().find(|s| s.person.id == id);
    let unknown = || Failure::Usage(texts().unlocking.unknown.to_string());
    seat.map(|s| &s.person).ok_or_else(unknown)
}
