//! `ventanilla protocolo revisar`: every mistake of a pack with its place; again at every save, if so asked.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use clap::{ArgAction, ArgMatches, Command};

use crate::cli::{Arg, Failure, Outcome, init, json_flag, output, positional, sub};
use crate::desk::Library;
use crate::desk::hash_of;
use crate::desk::library::{Origin, text_of};
use crate::protocol::{self, Problem, Protocol};
use crate::texts::{self, texts};

/// How often a file is looked at while it is followed.
const PAUSE: Duration = Duration::from_millis(200);

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    let file = positional("archivo", &texts().cli.values.file, &t.protocol_check_file)
        .value_parser(clap::value_parser!(PathBuf));
    let follow = Arg::new("seguir")
        .long("seguir")
        .action(ArgAction::SetTrue)
        .requires("archivo")
        .help(t.protocol_check_follow.to_string());
    sub("revisar", &t.protocol_check).args([file, follow, json_flag()])
}

pub(super) fn run(library: &Library, matches: &ArgMatches) -> Outcome {
    let as_json = matches.get_flag("json");
    let Some(file) = matches.get_one::<PathBuf>("archivo") else {
        return all(library, as_json);
    };
    if matches.get_flag("seguir") {
        follow(file, as_json)
    } else {
        settle(one(file, as_json)?)
    }
}

/// The answer for so many mistakes.
fn settle(count: usize) -> Outcome {
    if count == 0 {
        Ok(())
    } else {
        Err(Failure::No(texts().cli.said.problems.of(count as u64)))
    }
}

/// Every pack there is: those of the program and the office's own.
fn all(library: &Library, as_json: bool) -> Outcome {
    let mut count = 0;
    for offer in library.offers() {
        if offer.trouble.is_some()
            && let Origin::Office { file, .. } = &offer.origin
        {
            // A file that cannot be taken does not keep the others from being checked.
            count += 1;
            let words = texts().denied.bad_file.fill(&[
                ("file", &file.display()),
                ("fault", &refused(file, offer.trouble.as_ref())),
            ]);
            tell(&file.display().to_string(), None, &words, as_json)?;
            continue;
        }
        count += report(&offer.place(), offer.text(), as_json)?;
    }
    settle(count)
}

fn refused(file: &Path, trouble: Option<&crate::desk::PackError>) -> String {
    match trouble {
        Some(crate::desk::PackError::File { fault, .. }) => texts::file_fault(fault),
        _ => file.display().to_string(),
    }
}

/// Checks a file; how many mistakes it has.
fn one(file: &Path, as_json: bool) -> Result<usize, Failure> {
    let name = file.display().to_string();
    let text = text_of(file).map_err(|fault| {
        let t = &texts().denied.bad_file;
        Failure::World(t.fill(&[("file", &name), ("fault", &texts::file_fault(&fault))]))
    })?;
    report(&name, &text, as_json)
}

fn report(name: &str, text: &str, as_json: bool) -> Result<usize, Failure> {
    // What keeps a pack from being used is always among what a review finds.
    let problems = protocol::review(text);
    if let (true, Ok(read)) = (problems.is_empty(), protocol::load(text, &hash_of(text))) {
        good(&read, as_json)?;
    }
    for problem in &problems {
        let words = texts::problem(problem, name);
        tell(name, Some(problem), &words, as_json)?;
    }
    Ok(problems.len())
}

fn good(protocol: &Protocol, as_json: bool) -> Outcome {
    if as_json {
        let answer = serde_json::json!({"protocolo": protocol.id, "errores": 0});
        return output::json(&mut std::io::stdout().lock(), &answer);
    }
    let said = &texts().cli.said.checked;
    output::line(&said.fill(&[
        ("id", &protocol.id),
        ("steps", &protocol.steps.len()),
        ("fields", &protocol.fields().count()),
    ]));
    Ok(())
}

fn tell(name: &str, problem: Option<&Problem>, words: &str, as_json: bool) -> Outcome {
    if !as_json {
        output::line(words);
        return Ok(());
    }
    let place = problem.map(|p| p.place);
    let answer = serde_json::json!({
        "archivo": name,
        "linea": place.map(|p| p.line),
        "columna": place.map(|p| p.column),
        "error": words,
    });
    output::json(&mut std::io::stdout().lock(), &answer)
}

/// What tells one save from the next. Editors put another file in the place of the old one, so that the path is looked at
/// and never the open file; while it is not there, nothing is.
type Seen = Option<(SystemTime, u64)>;

fn seen(file: &Path) -> Seen {
    let about = std::fs::symlink_metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// Checks a file at every save, until it is interrupted.
fn follow(file: &Path, as_json: bool) -> Outcome {
    let mut last: Option<Seen> = None;
    loop {
        let now = seen(file);
        if last != Some(now) {
            if !as_json {
                let t = &texts().cli.packs.followed;
                let hour = init::world()?.local().format("%H:%M:%S").to_string();
                let name = file.display().to_string();
                output::line(&t.fill(&[("hour", &hour), ("file", &name)]));
            }
            match one(file, as_json) {
                Ok(0) => {}
                Ok(count) => {
                    if !as_json {
                        output::line(&texts().cli.said.problems.of(count as u64));
                    }
                }
                // It may be on its way back: an editor that saves takes the old one away first.
                Err(Failure::World(words)) => output::complain(&words),
                Err(failure) => return Err(failure),
            }
            last = Some(now);
        }
        std::thread::sleep(PAUSE);
    }
}
