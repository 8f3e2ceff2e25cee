//! Which language the program speaks.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use super::Texts;
pub use crate::protocol::Language;
use crate::protocol::Protocol;

/// The place in [`Language::ALL`] of the language in use.
static CHOSEN: AtomicU8 = AtomicU8::new(0);

impl Language {
    /// What the language calls itself.
    pub fn name(self) -> &'static str {
        &self.texts().language.name
    }

    const fn source(self) -> &'static str {
        match self {
            Self::Spanish => include_str!("../../assets/texts/es.toml"),
            Self::English => include_str!("../../assets/texts/en.toml"),
        }
    }

    /// Where its words are once they were read.
    fn read(self) -> &'static OnceLock<Texts> {
        static SPANISH: OnceLock<Texts> = OnceLock::new();
        static ENGLISH: OnceLock<Texts> = OnceLock::new();
        match self {
            Self::Spanish => &SPANISH,
            Self::English => &ENGLISH,
        }
    }

    /// Its catalogue, read the first time it is asked for.
    ///
    /// # Panics
    /// Never: the catalogues are embedded, and a test reads them.
    pub fn texts(self) -> &'static Texts {
        let read = self.read();
        read.get_or_init(|| {
            #[expect(
                clippy::expect_used,
                reason = "the catalogues are embedded and a test reads the same bytes with the same code"
            )]
            toml::from_str(self.source()).expect("embedded catalogue")
        })
    }
}

/// Speaks this language from now on: what is drawn next is drawn in it.
pub fn choose(language: Language) {
    CHOSEN.store(language as u8, Ordering::Relaxed);
}

/// The language in use.
pub fn chosen() -> Language {
    let place = usize::from(CHOSEN.load(Ordering::Relaxed));
    Language::ALL
        .get(place)
        .map(|(_, l)| *l)
        .unwrap_or_default()
}

/// The catalogue in use: what the agent reads.
pub fn texts() -> &'static Texts {
    chosen().texts()
}

/// The same, unless it was not read yet: for whoever must not wait for that, because the reading itself may have failed.
pub fn at_hand() -> Option<&'static Texts> {
    chosen().read().get()
}

/// What is said to the person: in the language of the protocol, whatever the agent reads in.
pub fn spoken(protocol: &Protocol) -> &'static Texts {
    protocol.language.texts()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Every text of a table, by its path.
    fn leaves(value: &toml::Value, path: &str, out: &mut Vec<(String, String)>) {
        match value {
            toml::Value::Table(table) => {
                for (key, value) in table {
                    leaves(value, &format!("{path}.{key}"), out);
                }
            }
            toml::Value::Array(list) => {
                for (i, value) in list.iter().enumerate() {
                    leaves(value, &format!("{path}[{i}]"), out);
                }
            }
            other => out.push((
                path.to_owned(),
                other.as_str().map(str::to_owned).unwrap_or_default(),
            )),
        }
    }

    fn all(language: Language) -> Vec<(String, String)> {
        let mut out = Vec::new();
        leaves(&toml::from_str(language.source()).unwrap(), "", &mut out);
        out
    }

    fn blanks(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('}')?.0))
            .collect()
    }

    #[test]
    fn every_catalogue_is_complete() {
        for (_, language) in Language::ALL {
            let read: Result<Texts, _> = toml::from_str(language.source());
            let wrong = read.as_ref().err().map(ToString::to_string);
            assert_eq!(wrong, None, "{language:?}");
            assert_eq!(read.unwrap().language.code, language);
        }
    }

    #[test]
    fn every_text_has_the_same_blanks_in_every_language() {
        let spanish = all(Language::Spanish);
        for (path, text) in all(Language::English) {
            // Lists of words that are understood have as many as the language has, and no blanks.
            let listed = path.contains('[');
            let said = spanish.iter().find(|(p, _)| *p == path);
            assert!(listed || said.is_some(), "{path} is only in English");
            let said = said.map(|(_, said)| blanks(said)).unwrap_or_default();
            assert_eq!(blanks(&text), said, "{path}: {text:?}");
        }
    }

    #[test]
    fn catalogues_stand_in_the_same_order() {
        let keys = |l: Language| {
            l.source()
                .lines()
                .filter_map(|line| {
                    let key = line.split(" = ").next()?;
                    let named = line.contains(" = ") && !line.starts_with([' ', '#']);
                    (named || line.starts_with('[')).then_some(key)
                })
                .collect::<Vec<_>>()
        };
        assert_eq!(keys(Language::English), keys(Language::Spanish));
    }
}
