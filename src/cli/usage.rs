//! Wrong usage, in the language in use: clap's own sentences are English.

use std::process::ExitCode;

use clap::error::{ContextKind, ErrorKind};

use super::output;
use crate::texts::texts;

/// Shows help or version where they were asked for; else says what is wrong, with exit code 2.
pub(super) fn answer(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        output::line(&in_words(error));
        return ExitCode::SUCCESS;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        output::complain(&in_words(error));
        return ExitCode::from(2);
    }
    let t = &texts().cli.usage;
    let context = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let what = context(ContextKind::InvalidArg);
    let words = match error.kind() {
        ErrorKind::UnknownArgument => t.unknown.fill(&[("what", &what)]),
        ErrorKind::InvalidSubcommand => t
            .unknown
            .fill(&[("what", &context(ContextKind::InvalidSubcommand))]),
        ErrorKind::MissingRequiredArgument | ErrorKind::MissingSubcommand => {
            t.missing.fill(&[("what", &what)])
        }
        ErrorKind::InvalidValue
        | ErrorKind::ValueValidation
        | ErrorKind::TooManyValues
        | ErrorKind::WrongNumberOfValues => t.invalid.fill(&[
            ("value", &context(ContextKind::InvalidValue)),
            ("what", &what),
        ]),
        ErrorKind::ArgumentConflict => t.conflict.fill(&[("what", &what)]),
        _ => t.other.to_string(),
    };
    output::complain(&format!(
        "{words} {}",
        t.hint.fill(&[("command", &"ventanilla")])
    ));
    ExitCode::from(2)
}

/// clap writes one word of the usage line itself.
fn in_words(error: &clap::Error) -> String {
    with_words(error.render().to_string().trim_end())
}

fn with_words(usage: &str) -> String {
    let options = format!("[{}]", texts().cli.headings.with_options);
    usage.replace("[OPTIONS]", &options)
}

/// How an order is written: its whole name and what it takes. The order has been built.
pub(super) fn usage_line(command: &clap::Command) -> String {
    let shown = command.clone().render_usage().to_string();
    // The heading is English and ends with a colon.
    let line = shown
        .split_once(": ")
        .map_or(shown.as_str(), |(_, line)| line);
    with_words(line.trim())
}
