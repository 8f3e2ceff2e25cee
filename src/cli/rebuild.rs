//! `ventanilla diario reconstruir`: lists, promises and search made again from the entries.

use clap::Command;

use super::enter;
use super::{Outcome, init, output, sub};
use crate::journal::Paths;
use crate::texts::texts;

pub(super) fn command() -> Command {
    sub("reconstruir", &texts().cli.help.rebuild)
}

pub(super) fn run(paths: &Paths) -> Outcome {
    let entries = enter::session(paths)?.rebuild(init::world()?.now())?;
    let t = &texts().cli.said;
    output::line(
        &t.rebuilt
            .fill(&[("entries", &t.entries.of(u64::from(entries)))]),
    );
    Ok(())
}
