//! `ventanilla diario respaldar`: an encrypted copy, opened again and verified before it is called good.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::enter;
use super::{Outcome, init, json_flag, output, positional, sub};
use crate::journal::Paths;
use crate::people::Permission;
use crate::texts::{short_code, texts};

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("respaldar", &t.backup)
        .arg(
            positional("destino", &texts().cli.values.target, &t.backup_file)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let name = format!(
        "diario-{}.db",
        init::world()?.local().format("%Y%m%d-%H%M%S")
    );
    let file = match matches.get_one::<PathBuf>("destino") {
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(file) => file.clone(),
        None => {
            let folder = paths.data.join("copias");
            std::fs::create_dir_all(&folder)?;
            folder.join(name)
        }
    };
    let copy = enter::session(paths)?
        .reader(Permission::BackUp)?
        .backup(&file)?;
    let code = copy.tip.map(|t| short_code(&t.digest)).unwrap_or_default();
    let t = &texts().cli.said;
    if matches.get_flag("json") {
        let answer = serde_json::json!({"archivo": copy.file, "asientos": copy.entries, "codigo": code, "comprobada": true});
        return output::json(&mut std::io::stdout().lock(), &answer);
    }
    output::line(&t.backed_up.fill(&[
        ("file", &copy.file.display()),
        ("entries", &t.entries.of(u64::from(copy.entries))),
        ("code", &code),
    ]));
    Ok(())
}
