//! `ventanilla oficina`: bringing stations into the office, and seeing which are known.

mod invite;
mod join;
mod view;

use clap::{ArgMatches, Command};

use super::{Outcome, json_flag, sub};
use crate::journal::{Certificate, Paths};
use crate::texts::texts;

pub(super) fn command() -> Command {
    let t = &texts().office.help;
    sub("oficina", &t.office)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .after_help(t.examples_office.to_string())
        .subcommands([
            invite::command(),
            join::command(),
            sub("ver", &t.show).arg(json_flag()),
        ])
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    match matches.subcommand() {
        Some(("invitar", m)) => invite::run(paths, m),
        Some(("unirse", m)) => join::run(paths, m),
        Some(("ver", m)) => view::run(paths, m),
        _ => Ok(()),
    }
}

/// A station as people call it: CAJ-03.
pub(super) fn named(certificate: &Certificate) -> String {
    station_name(&certificate.office, certificate.station)
}

/// An office's letters and a station's number as people call them.
pub(super) fn station_name(office: &str, station: u8) -> String {
    texts().office.carried.station.fill(&[
        ("office", &office),
        ("station", &format_args!("{station:02}")),
    ])
}
