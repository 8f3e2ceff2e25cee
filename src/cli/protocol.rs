//! `ventanilla protocolo`: which there are, how one is, what is wrong with it, a new one, what they cover.

mod check;
mod coverage;
mod create;
mod view;

use clap::{ArgMatches, Command};

use super::{Outcome, json_flag, output, sub};
use crate::desk::library::{Offer, Origin};
use crate::desk::{Denied, Library, PackError};
use crate::journal::Paths;
use crate::protocol::Protocol;
use crate::texts::{self, texts};
use crate::ui::text::pad;

/// How a pack is written, for an office without a programmer.
const GUIDE: &str = include_str!("../../assets/protocols/README.md");

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("protocolo", &t.protocol)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            sub("lista", &t.protocol_list).arg(json_flag()),
            view::command(),
            check::command(),
            create::command(),
            sub("guia", &t.protocol_guide),
            coverage::command(),
        ])
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let mut library = Library::open(&paths.data);
    match matches.subcommand() {
        Some(("lista", m)) => {
            library.check();
            list(&library, m.get_flag("json"))
        }
        Some(("ver", m)) => {
            library.check();
            view::run(&library, m)
        }
        Some(("nuevo", m)) => create::run(paths, &library, m),
        Some(("guia", _)) => {
            output::line(GUIDE.trim_end());
            Ok(())
        }
        Some(("revisar", m)) => check::run(&library, m),
        Some(("cobertura", m)) => {
            library.check();
            let read = library.usable().map(Offer::read);
            let packs: Vec<Protocol> = read.collect::<Result<_, _>>().map_err(Denied::from)?;
            coverage::run(m, &packs)
        }
        _ => Ok(()),
    }
}

/// Every pack, those that cannot be used too.
fn list(library: &Library, as_json: bool) -> Outcome {
    let offers = library.offers();
    let widest = offers.iter().map(|o| o.id.chars().count()).max();
    for offer in offers {
        if as_json {
            output::json(&mut std::io::stdout().lock(), &json(library, offer))?;
            continue;
        }
        output::line(&format!(
            "{}  {}  {}{}",
            pad(&offer.id, widest.unwrap_or(0)),
            pad(&offer.version, 8),
            offer.title,
            state(library, offer).unwrap_or_default()
        ));
    }
    Ok(())
}

/// What is to be told of a pack beside its name: that it is the office's, and whether it can be used.
fn state(library: &Library, offer: &Offer) -> Option<String> {
    let t = &texts().cli.packs;
    let (file, replaces) = match &offer.origin {
        Origin::Program => {
            let used = library.usable().any(|o| std::ptr::eq(o, offer));
            return (!used).then(|| format!(" ({})", t.replaced));
        }
        Origin::Office { file, replaces } => (file.display().to_string(), *replaces),
    };
    let words = match &offer.trouble {
        None if replaces => t.own_instead.to_string(),
        None => t.own.to_string(),
        Some(PackError::Broken { problems, .. }) => {
            let count = texts().cli.said.problems.of(problems.len() as u64);
            t.own_broken.fill(&[("count", &count), ("file", &file)])
        }
        Some(PackError::File { fault, .. }) => {
            t.own_refused.fill(&[("fault", &texts::file_fault(fault))])
        }
        Some(PackError::Unknown { .. }) => return None,
    };
    Some(format!(" ({words})"))
}

fn json(library: &Library, offer: &Offer) -> serde_json::Value {
    let read = offer.read().ok();
    let own = match &offer.origin {
        Origin::Program => None,
        Origin::Office { file, .. } => Some(file.display().to_string()),
    };
    let channels = read.as_ref().map(|p| {
        let names = p.channels.iter().map(|c| c.name());
        names.collect::<Vec<_>>()
    });
    let problem = match &offer.trouble {
        Some(PackError::Broken { problems, .. }) => {
            Some(texts().cli.said.problems.of(problems.len() as u64))
        }
        Some(PackError::File { fault, .. }) => Some(texts::file_fault(fault)),
        _ => None,
    };
    serde_json::json!({
        "id": offer.id,
        "titulo": offer.title,
        "version": offer.version,
        "canal": read.as_ref().map(|p| p.channel().name()),
        "canales": channels,
        "archivo": own,
        "en_uso": library.usable().any(|o| std::ptr::eq(o, offer)),
        "problema": problem,
    })
}
