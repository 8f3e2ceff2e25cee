//! Which language to speak, found before anything is said: the help is in it too.

use std::ffi::OsString;

use clap::Arg;

use super::Failure;
use crate::texts::{self, Language, texts};

/// Variable that chooses the language where `--idioma` does not.
const VARIABLE: &str = "VENTANILLA_IDIOMA";

/// The flag, as it is written.
const FLAG: &str = "--idioma";

/// Speaks the language asked for: by the flag, else by the variable, else as was settled before, else Spanish.
///
/// A flag with another value is left for the parser to refuse. `settled` is asked only where nothing else chooses.
///
/// # Errors
/// [`Failure::Usage`] where the variable names a language that there is not; the usual one is spoken then.
pub(super) fn choose(
    arguments: &[OsString],
    settled: impl FnOnce() -> Option<Language>,
) -> Result<(), Failure> {
    let flagged = value(arguments, FLAG).and_then(Language::of_code);
    let variable = std::env::var(VARIABLE).ok().filter(|v| !v.is_empty());
    let language = match (flagged, variable) {
        (Some(language), _) => language,
        (None, Some(code)) => Language::of_code(&code).ok_or_else(|| unknown(&code))?,
        (None, None) => settled().unwrap_or_default(),
    };
    texts::choose(language);
    Ok(())
}

fn unknown(given: &str) -> Failure {
    Failure::Usage(texts().cli.usage.bad_language.fill(&[
        ("given", &given),
        ("variable", &VARIABLE),
        ("allowed", &Language::ALL.map(|(code, _)| code).join(", ")),
    ]))
}

/// The value of a flag that has to be known before the arguments are parsed: `--flag value` or `--flag=value`.
pub(super) fn value<'a>(arguments: &'a [OsString], flag: &str) -> Option<&'a str> {
    let mut rest = arguments
        .iter()
        .skip(1)
        .map(|a| a.to_str().unwrap_or_default())
        .take_while(|a| *a != "--");
    while let Some(argument) = rest.next() {
        match argument.strip_prefix(flag) {
            Some("") => return rest.next(),
            Some(joined) if joined.starts_with('=') => return joined.get(1..),
            _ => {}
        }
    }
    None
}

/// `--idioma`, which goes with any subcommand.
pub(super) fn flag() -> Arg {
    Arg::new("idioma")
        .long("idioma")
        .value_name("ID")
        .global(true)
        .ignore_case(true)
        .hide_possible_values(true)
        .value_parser(Language::ALL.map(|(code, _)| code))
        .help(texts().cli.help.language.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_found_before_parsing() {
        let given = |text: &str| -> Vec<OsString> { text.split(' ').map(Into::into).collect() };
        let found = |text: &str| value(&given(text), FLAG).map(str::to_owned);
        assert_eq!(found("v --idioma en"), Some("en".into()));
        assert_eq!(
            found("v --datos x diario buscar --idioma=EN"),
            Some("EN".into())
        );
        assert_eq!(found("v diario buscar -- --idioma en"), None);
        assert_eq!(found("v --idiomas en"), None);
        assert_eq!(found("v --idioma"), None);
    }
}
