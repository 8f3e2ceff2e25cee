//! `ventanilla protocolo`: which there are, and what is wrong with one.

use std::path::PathBuf;

use clap::{ArgMatches, Command};

use super::{Failure, Outcome, json_flag, output, positional, sub};
use crate::desk::{hash_of, packs};
use crate::protocol::{self, Problem, Protocol};
use crate::texts::{self, texts};

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    let file = positional("archivo", &texts().cli.values.file, &t.protocol_check_file)
        .value_parser(clap::value_parser!(PathBuf));
    sub("protocolo", &t.protocol)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            sub("lista", &t.protocol_list).arg(json_flag()),
            sub("revisar", &t.protocol_check).arg(file).arg(json_flag()),
        ])
}

pub(super) fn run(matches: &ArgMatches) -> Outcome {
    match matches.subcommand() {
        Some(("lista", m)) => list(m.get_flag("json")),
        Some(("revisar", m)) => check(m),
        _ => Ok(()),
    }
}

fn list(as_json: bool) -> Outcome {
    for pack in packs() {
        let protocol = crate::desk::protocol(pack.id).map_err(crate::desk::Denied::from)?;
        if as_json {
            let answer = serde_json::json!({"id": protocol.id, "titulo": protocol.title, "version": protocol.control.version, "canal": protocol.channel().name()});
            output::json(&mut std::io::stdout().lock(), &answer)?;
        } else {
            output::line(&format!(
                "{}  {}  {}",
                crate::ui::text::pad(&protocol.id, 20),
                crate::ui::text::pad(&protocol.control.version, 8),
                protocol.title
            ));
        }
    }
    Ok(())
}

fn check(matches: &ArgMatches) -> Outcome {
    let sources: Vec<(String, String)> = match matches.get_one::<PathBuf>("archivo") {
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|_| {
                Failure::World(texts().cli.said.no_file.fill(&[("file", &file.display())]))
            })?;
            vec![(file.display().to_string(), text)]
        }
        None => packs()
            .iter()
            .map(|p| (p.id.to_owned(), p.text.to_owned()))
            .collect(),
    };
    let mut count = 0;
    for (name, text) in &sources {
        let read = protocol::load(text, &hash_of(text));
        count += read.as_ref().err().map_or(0, Vec::len);
        report(name, read, matches.get_flag("json"))?;
    }
    if count == 0 {
        Ok(())
    } else {
        Err(Failure::No(texts().cli.said.problems.of(count as u64)))
    }
}

fn report(name: &str, read: Result<Protocol, Vec<Problem>>, as_json: bool) -> Outcome {
    match read {
        Ok(protocol) if as_json => {
            output::json(&mut std::io::stdout().lock(), &serde_json::json!({"protocolo": protocol.id, "errores": 0}))
        }
        Ok(protocol) => {
            let said = &texts().cli.said.checked;
            output::line(&said.fill(&[("id", &protocol.id), ("steps", &protocol.steps.len()), ("fields", &protocol.fields().count())]));
            Ok(())
        }
        Err(problems) => problems.iter().try_for_each(|problem| {
            let words = texts::problem(problem, name);
            if as_json {
                let answer = serde_json::json!({"archivo": name, "linea": problem.place.line, "columna": problem.place.column, "error": words});
                return output::json(&mut std::io::stdout().lock(), &answer);
            }
            output::line(&words);
            Ok(())
        }),
    }
}
