//! `ventanilla atender`: straight into an attention.

use clap::{ArgMatches, Command};

use super::contract::{CHANNELS, value};
use super::{Outcome, flag, given, open, sub};
use crate::journal::Paths;
use crate::texts::texts;

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    let order = sub("atender", &t.attend).after_help(texts().cli.examples.attend.to_string());
    order.args([
        flag("protocolo", "ID", &t.attend_protocol),
        flag("canal", &texts().cli.values.channel, &t.attend_channel),
        flag("documento", "N", &t.attend_document),
        flag("telefono", "N", &t.attend_phone),
    ])
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let text = |id| given(matches, id).map(str::to_owned);
    let channel = given(matches, "canal").map(|word| value(&CHANNELS, word));
    let channel = channel.transpose()?;
    open::run(
        paths,
        open::Begin::Attention {
            protocol: text("protocolo"),
            channel,
            document: text("documento"),
            phone: text("telefono"),
        },
    )
}
