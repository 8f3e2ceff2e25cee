//! Who is at the command line, and with which key.

use std::path::PathBuf;
use std::sync::OnceLock;

use clap::{Arg, ArgMatches};

use super::{Failure, flag};
use crate::desk::Session;
use crate::journal::Paths;
use crate::texts::texts;

/// What the flags of this run say about who gives the command.
#[derive(Debug, Default)]
struct Said {
    who: Option<String>,
    key: Option<PathBuf>,
}

static SAID: OnceLock<Said> = OnceLock::new();

/// The flags that go with any subcommand.
pub(super) fn flags() -> [Arg; 3] {
    let t = texts();
    [
        flag("pin-fd", "N", &t.agents.help_pin_fd)
            .value_parser(clap::value_parser!(u32))
            .global(true),
        flag("quien", &t.cli.values.name, &t.agents.help_who).global(true),
        flag("llave", &t.cli.values.file, &t.agents.help_key)
            .value_parser(clap::value_parser!(PathBuf))
            .global(true),
    ]
}

/// Keeps what the flags say for whichever command opens the journal.
pub(super) fn remember(mut matches: &ArgMatches) {
    // A flag behind a subcommand is known to that one only.
    while let Some((_, deeper)) = matches.subcommand() {
        matches = deeper;
    }
    let said = Said {
        who: matches.get_one("quien").cloned(),
        key: matches.get_one("llave").cloned(),
    };
    let _set = SAID.set(said);
}

/// The session of whoever gave the command.
pub(super) fn session(paths: &Paths) -> Result<Session, Failure> {
    Ok(Session::by_file(paths)?)
}
