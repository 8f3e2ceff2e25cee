//! `ventanilla oficina unirse`: this station comes in by the invitation of another.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command, value_parser};
use zeroize::Zeroizing;

use super::named;
use crate::cli::{
    Failure, Outcome, ask, descriptor, enter, flag, init, json_flag, output, positional, sub,
};
use crate::journal::{Error, Office, Paths};
use crate::texts::{self, texts};
use crate::ui::ask::can_ask;

/// Bytes of an invitation, or of a line with a code, that are read at most.
const LONGEST_FILE: u64 = 4 * 1024 * 1024;
const LONGEST_CODE: u64 = 1024;

pub(super) fn command() -> Command {
    let t = &texts().office.help;
    sub("unirse", &t.join)
        .arg(
            positional("archivo", &texts().cli.values.file, &t.join_file)
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("codigo-fd", "N", &t.join_code).value_parser(value_parser!(u32)))
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let code_from = matches.get_one::<u32>("codigo-fd").copied();
    let given = code_from.map(|n| (n, File::open(format!("/dev/fd/{n}"))));
    let session = enter::session(paths)?;
    let Some(file) = matches.get_one::<PathBuf>("archivo") else {
        return Err(Failure::Usage(texts().cli.usage.other.to_string()));
    };
    let invitation = read(file)?;
    let code = match given {
        Some((n, opened)) => from_descriptor(n, opened)?,
        None => asked()?,
    };
    let (office, is_new) = session.join(&invitation, &code, &mut init::world()?)?;
    if matches.get_flag("json") {
        let answer = serde_json::json!({"oficina": office.membership.certificate.office,
            "puesto": office.membership.certificate.station, "nuevo": is_new, "conocidos": office.known.len()});
        return output::json(&mut io::stdout().lock(), &answer);
    }
    say(&office, is_new);
    Ok(())
}

fn say(office: &Office, is_new: bool) {
    let t = &texts().office.said;
    let stations: Vec<String> = office.known.iter().map(|k| named(&k.certificate)).collect();
    let known = if stations.is_empty() {
        t.known_none.to_string()
    } else {
        t.known.fill(&[("stations", &stations.join(", "))])
    };
    let text = if is_new { &t.joined } else { &t.already };
    output::line(&text.fill(&[
        ("station", &named(&office.membership.certificate)),
        ("known", &known),
    ]));
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|f| f.take(LONGEST_FILE).read_to_end(&mut bytes))
        .map_err(|e| Failure::World(texts::failure(&Error::outside(file, &e))))?;
    Ok(bytes)
}

/// The code from a descriptor.
fn from_descriptor(n: u32, opened: io::Result<File>) -> Result<Zeroizing<String>, Failure> {
    let unread = || Failure::Usage(texts().office.said.bad_code_fd.fill(&[("n", &n)]));
    let mut line = Zeroizing::new(String::new());
    let from = opened.map_err(|_| unread())?;
    let read = BufReader::new(from.take(LONGEST_CODE)).read_line(&mut line);
    match read {
        Ok(n) if n > 0 => Ok(line),
        _ => Err(unread()),
    }
}

/// The code from where secrets come, else from the terminal, in sight: it opens one invitation, once, and 26 characters are
/// typed better so.
fn asked() -> Result<Zeroizing<String>, Failure> {
    let t = &texts().office.said;
    if !descriptor::is_given() && !can_ask() {
        return Err(Failure::Usage(t.no_code.to_string()));
    }
    ask::line(&t.code_ask)
}
