//! `ventanilla diario respaldar`: an encrypted copy, read back and verified before it is called good.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use super::enter;
use super::{Outcome, init, json_flag, output, positional, sub};
use crate::journal::{Backup, Paths, Wanted};
use crate::settings;
use crate::texts::{self, short_code, texts};

pub(super) fn command() -> Command {
    let t = &texts().copies.help;
    sub("respaldar", &t.backup)
        .arg(
            positional("destino", &texts().cli.values.target, &t.backup_place)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let given = matches.get_one::<PathBuf>("destino").cloned();
    let place = match given {
        Some(place) => Some(place),
        None => configured(paths)?,
    };
    let world = init::world()?;
    let session = enter::session(paths)?;
    let copy = session.back_up(&Wanted {
        place: place.as_deref(),
        now: world.now(),
        local: world.local(),
        beside: &|_| Vec::new(),
    })?;
    // The copy is good whether or not the chain can be told of it now: the desk does it when it is next open.
    let _noted = session.note_copy(world.now());
    if matches.get_flag("json") {
        return output::json(&mut std::io::stdout().lock(), &json(&copy));
    }
    say(&copy, paths);
    Ok(())
}

/// Where copies are kept, as the settings say.
fn configured(paths: &Paths) -> Result<Option<PathBuf>, super::Failure> {
    let read = settings::read(&paths.data.join(settings::FILE));
    let settings = read.map_err(|f| super::Failure::World(texts::settings_unread(&f)))?;
    Ok(settings.copies.map(PathBuf::from))
}

fn json(copy: &Backup) -> serde_json::Value {
    let m = &copy.manifest;
    serde_json::json!({
        "carpeta": copy.folder,
        "asientos": m.entries,
        "atenciones": m.attentions,
        "epoca": m.last.epoch,
        "asiento": m.last.seq,
        "codigo": short_code(&m.last.digest),
        "ultimos_numeros": m.highest,
        "comprobada": true,
        "retiradas": copy.removed,
        "danadas": copy.spoilt,
    })
}

fn say(copy: &Backup, paths: &Paths) {
    let (t, m) = (&texts().copies, &copy.manifest);
    output::line(&t.done.fill(&[
        ("folder", &copy.folder.display()),
        (
            "entries",
            &texts().cli.said.entries.of(u64::from(m.entries)),
        ),
        ("code", &short_code(&m.last.digest)),
    ]));
    if !copy.removed.is_empty() {
        output::line(&t.removed.of(copy.removed.len() as u64));
    }
    for folder in &copy.spoilt {
        output::complain(&t.spoilt.fill(&[("folder", &folder.display())]));
    }
    if is_beside(&copy.folder, &paths.data) {
        output::line(&t.same_disk);
    }
}

/// Whether a copy lies in the data folder itself.
fn is_beside(folder: &Path, data: &Path) -> bool {
    let whole = |p: &Path| std::fs::canonicalize(p).unwrap_or_else(|_| p.to_owned());
    whole(folder).starts_with(whole(data))
}
