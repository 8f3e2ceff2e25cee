//! Reading the file: strict, so that a word misspelt is never taken for a choice.

use std::io::ErrorKind;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Ascii, Bell, Fault, FaultKind, Language, LockAfter, Named, Settings, ThemeName};
use crate::protocol::nearest;

/// The keys of the file, in the order in which they are written.
pub(super) const KEYS: [&str; 7] = [
    "tema",
    "idioma",
    "signos-ascii",
    "protocolo",
    "timbre",
    "bloqueo",
    "copias",
];

/// Reads the settings; a file that is not there says nothing. One with a mistake is refused whole.
pub fn read(file: &Path) -> Result<Settings, Fault> {
    let fault = |line, kind| Fault {
        file: file.to_owned(),
        line,
        kind,
    };
    match std::fs::read_to_string(file) {
        Ok(text) => parse(&text).map_err(|(line, kind)| fault(line, kind)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(Settings::default()),
        Err(e) if e.kind() == ErrorKind::InvalidData => Err(fault(0, FaultKind::Syntax)),
        Err(e) => Err(fault(0, FaultKind::Disk(e.to_string()))),
    }
}

type Wrong = (usize, FaultKind);

pub(super) fn parse(text: &str) -> Result<Settings, Wrong> {
    let line = |offset: usize| {
        let before = text.get(..offset).unwrap_or(text);
        before.matches('\n').count() + 1
    };
    let table = DeTable::parse(text).map_err(|e| {
        let at = e.span().map_or(0, |s| s.start);
        (line(at), FaultKind::Syntax)
    })?;
    let mut settings = Settings::default();
    // In the order of the text: the first mistake is the one that is told.
    let mut entries: Vec<_> = table.get_ref().iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let at = line(value.span().start);
        match key.get_ref().as_ref() {
            "tema" => settings.theme = one_of::<ThemeName>(KEYS[0], value, at)?,
            "idioma" => settings.language = one_of::<Language>(KEYS[1], value, at)?,
            "signos-ascii" => settings.ascii = one_of::<Ascii>(KEYS[2], value, at)?,
            "protocolo" => settings.protocol = Some(word(value)),
            "timbre" => settings.bell = one_of::<Bell>(KEYS[4], value, at)?,
            "bloqueo" => settings.lock_after = minutes(value, at)?,
            "copias" => settings.copies = Some(word(value)).filter(|w| !w.is_empty()),
            unknown => {
                let meant = nearest(unknown, KEYS.into_iter());
                let key = unknown.to_owned();
                return Err((at, FaultKind::UnknownKey { key, meant }));
            }
        }
    }
    Ok(settings)
}

/// A value as it was written, whatever its type: quoted words without their quotes.
fn word(value: &Spanned<DeValue<'_>>) -> String {
    match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        other => format!("{other:?}"),
    }
}

/// Minutes, as a number or between quotes.
fn minutes(value: &Spanned<DeValue<'_>>, line: usize) -> Result<LockAfter, Wrong> {
    let given = match value.get_ref() {
        DeValue::Integer(n) => n.to_string(),
        _ => word(value),
    };
    let read = given.parse().ok().filter(|n| *n <= LockAfter::MOST);
    read.map(LockAfter).ok_or_else(|| {
        let (key, allowed) = (KEYS[5], vec!["0 … 240"]);
        let kind = FaultKind::NotOneOf {
            key,
            given,
            allowed,
        };
        (line, kind)
    })
}

fn one_of<T: Named>(
    key: &'static str,
    value: &Spanned<DeValue<'_>>,
    line: usize,
) -> Result<T, Wrong> {
    let given = word(value);
    T::of_word(&given).ok_or_else(|| {
        let allowed = T::ALL.iter().map(|(word, _)| *word).collect();
        (
            line,
            FaultKind::NotOneOf {
                key,
                given,
                allowed,
            },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_says_nothing() {
        assert_eq!(parse(""), Ok(Settings::default()));
    }

    #[test]
    fn everything_that_can_be_chosen_is_read() {
        let text = "tema = \"claro\"\nidioma = \"en\"\nsignos-ascii = \"siempre\"\nprotocolo = \"x\"\ntimbre = \"no\"\nbloqueo = 15\ncopias = \"/media/usb\"\n";
        let wanted = Settings {
            theme: ThemeName::Light,
            language: Language::English,
            ascii: Ascii::Always,
            protocol: Some("x".into()),
            bell: Bell::Off,
            lock_after: LockAfter(15),
            copies: Some("/media/usb".into()),
        };
        assert_eq!(parse(text), Ok(wanted));
    }

    #[test]
    fn minutes_are_a_number_within_its_range() {
        let after = |text: &str| parse(text).map(|s| s.lock_after);
        assert_eq!(after(""), Ok(LockAfter(5)));
        assert_eq!(after("bloqueo = 0"), Ok(LockAfter(0)));
        assert_eq!(after("bloqueo = \"240\""), Ok(LockAfter(240)));
        for wrong in [
            "bloqueo = 241",
            "bloqueo = -1",
            "bloqueo = \"x\"",
            "bloqueo = 1.5",
        ] {
            assert!(
                matches!(
                    after(wrong),
                    Err((1, FaultKind::NotOneOf { key: "bloqueo", .. }))
                ),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_key_misspelt_is_refused_with_its_line_and_the_one_meant() {
        let wrong = parse("# uno\n\ntma = \"claro\"\n").unwrap_err();
        let kind = FaultKind::UnknownKey {
            key: "tma".into(),
            meant: Some("tema".into()),
        };
        assert_eq!(wrong, (3, kind));
        let wrong = parse("timbre = \"no\"\nprotoclo = \"x\"\n").unwrap_err();
        let kind = FaultKind::UnknownKey {
            key: "protoclo".into(),
            meant: Some("protocolo".into()),
        };
        assert_eq!(wrong, (2, kind));
    }

    #[test]
    fn a_value_that_there_is_not_says_which_there_are() {
        let wrong = parse("tema = \"rosa\"").unwrap_err();
        let allowed = ["oscuro", "claro", "alto-contraste", "sin-color"];
        let kind = FaultKind::NotOneOf {
            key: "tema",
            given: "rosa".into(),
            allowed: allowed.to_vec(),
        };
        assert_eq!(wrong, (1, kind));
        assert!(matches!(
            parse("tema = 3"),
            Err((1, FaultKind::NotOneOf { .. }))
        ));
    }

    #[test]
    fn what_is_no_toml_has_its_line() {
        assert_eq!(
            parse("tema = \"claro\"\n= 3\n"),
            Err((2, FaultKind::Syntax))
        );
        assert_eq!(
            parse("tema = \"claro\"\ntema = \"claro\"\n").map_err(|w| w.0),
            Err(2)
        );
    }
}
