//! `ventanilla protocolo nuevo`: a copy of a pack to start from, under a name of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use crate::cli::{Failure, Outcome, flag, given, init, output, positional, sub};
use crate::desk::library::{folder, is_id};
use crate::desk::{Denied, Library};
use crate::journal::Paths;
use crate::texts::texts;

/// The pack that is copied where none is named.
const USUAL: &str = "juntos-presencial";

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("nuevo", &t.protocol_new).args([
        positional("id", "ID", &t.protocol_new_id).required(true),
        flag("desde", "ID", &t.protocol_new_from),
        flag("en", &texts().cli.values.file, &t.protocol_new_in)
            .value_parser(clap::value_parser!(PathBuf)),
    ])
}

pub(super) fn run(paths: &Paths, library: &Library, matches: &ArgMatches) -> Outcome {
    let t = &texts().cli.packs;
    let id = given(matches, "id").unwrap_or_default();
    if !is_id(id) {
        return Err(Failure::Usage(t.bad_id.fill(&[("id", &id)])));
    }
    let from = given(matches, "desde").unwrap_or(USUAL);
    let text = library.text(from).map_err(Denied::from)?;
    let own = folder(&paths.data);
    let file = match matches.get_one::<PathBuf>("en") {
        Some(file) => file.clone(),
        None => own.join(format!("{id}.toml")),
    };
    let today = init::world()?.local().date().format("%Y-%m-%d").to_string();
    write(&file, &renamed(text, id, &today))?;
    let name = file.display().to_string();
    output::line(&t.made.fill(&[("file", &name), ("from", &from)]));
    let mut next = vec![&t.made_edit, &t.made_check];
    if file.parent() == Some(own.as_path()) {
        next.push(&t.made_use);
    } else {
        next.push(&t.made_install);
    }
    for line in next {
        let own = own.display().to_string();
        output::line(&line.fill(&[("file", &name), ("id", &id), ("folder", &own)]));
    }
    Ok(())
}

/// Writes a file that must not be there yet.
fn write(file: &Path, text: &str) -> Outcome {
    let failed = |_: std::io::Error| {
        let words = &texts().cli.packs.not_made;
        Failure::World(words.fill(&[("file", &file.display())]))
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    match fs::File::create_new(file) {
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {
            let words = &texts().cli.packs.exists;
            Err(Failure::World(words.fill(&[("file", &file.display())])))
        }
        Err(e) => Err(failed(e)),
        Ok(mut made) => made
            .write_all(text.as_bytes())
            .and_then(|()| made.sync_all())
            .map_err(failed),
    }
}

/// The text of a pack with another identifier, and with document control begun anew; all else, comments too, stays.
fn renamed(text: &str, id: &str, today: &str) -> String {
    let code = id.to_uppercase();
    let anew = [
        ("id", id),
        ("code", code.as_str()),
        ("version", "0.1.0"),
        ("date", today),
    ];
    let mut left: Vec<(&str, &str)> = anew.into();
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let key = line.split('=').next().unwrap_or_default().trim();
        // The header comes first: the first of each name is its own.
        match left.iter().position(|(name, _)| *name == key) {
            Some(place) if line.contains('=') => {
                let (name, value) = left.remove(place);
                out.extend([name, " = \"", value, "\""]);
            }
            _ => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol;

    #[test]
    fn every_pack_can_be_started_from() {
        for pack in crate::desk::packs() {
            let copy = renamed(pack.text, "mio", "2026-11-24");
            let read = protocol::load(&copy, "hash").unwrap();
            assert_eq!(read.id, "mio");
            assert_eq!(read.control.code, "MIO");
            assert_eq!(read.control.version, "0.1.0");
            assert_eq!(read.control.date, "2026-11-24");
            assert!(protocol::review(&copy).is_empty(), "{}", pack.id);
            assert_eq!(copy.lines().count(), pack.text.lines().count());
        }
    }
}
