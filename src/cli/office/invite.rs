//! `ventanilla oficina invitar`: an invitation in a file, and its code on the screen.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use crate::cli::{Failure, Outcome, enter, init, json_flag, output, positional, sub};
use crate::journal::Paths;
use crate::texts::texts;

pub(super) fn command() -> Command {
    let t = &texts().office.help;
    sub("invitar", &t.invite)
        .arg(
            positional("destino", &texts().cli.values.target, &t.invite_file)
                .required(true)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let mut world = init::world()?;
    let session = enter::session(paths)?;
    let Some(target) = matches.get_one::<PathBuf>("destino") else {
        return Err(Failure::Usage(texts().cli.usage.other.to_string()));
    };
    let local = world.local().format("%Y%m%d-%H%M%S").to_string();
    // Which office it is is known once the journal is open.
    let (invitation, file) = session.invite(&mut world, |office| {
        if target.is_dir() {
            target.join(format!("invitacion-{office}-{local}.json"))
        } else {
            target.clone()
        }
    })?;
    let office = session.office()?.membership.certificate.office;
    if matches.get_flag("json") {
        let answer =
            serde_json::json!({"archivo": file, "oficina": office, "codigo": invitation.code});
        return output::json(&mut std::io::stdout().lock(), &answer);
    }
    output::line(&texts().office.said.invited.fill(&[
        ("office", &office),
        ("file", &file.display()),
        ("code", &invitation.code),
    ]));
    Ok(())
}
