//! Every word a user reads, typed: a key that is missing or misspelt in a catalogue fails a test, one misspelt in the code
//! does not compile.

mod catalogue;
pub(crate) mod cli_words;
mod days;
mod days_said;
mod fill;
mod happened;
mod messages;
mod people;
mod spelling;
mod trouble;

pub use catalogue::*;
pub use days::{
    distance, due, due_short, greeting, hour, long_date, long_moment, moment, promise, short_moment,
};
pub use days_said::{Span, days_in_words, days_said};
pub use fill::{Plural, Text};
pub use happened::{answer, ending, event};
pub use messages::{denied, fault, problem, refusal};
pub use people::{first_surname, masked, name, owed_to, phone, plain, short_code, title_case};
pub use spelling::{
    number_aloud, number_in_words, number_said, spell_digits, spell_letters, spell_number,
};
pub use trouble::{failure, warning};

use std::sync::OnceLock;

const SPANISH: &str = include_str!("../../assets/texts/es.toml");

/// The catalogue in use.
///
/// # Panics
/// Never: the catalogue is embedded, and a test reads it.
pub fn texts() -> &'static Texts {
    static TEXTS: OnceLock<Texts> = OnceLock::new();
    TEXTS.get_or_init(|| {
        #[expect(
            clippy::expect_used,
            reason = "the catalogue is embedded and a test reads the same bytes with the same code"
        )]
        toml::from_str(SPANISH).expect("embedded catalogue")
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_spanish_catalogue_is_complete() {
        let read: Result<super::Texts, _> = toml::from_str(super::SPANISH);
        assert!(
            read.is_ok(),
            "{}",
            read.err().map(|e| e.to_string()).unwrap_or_default()
        );
    }
}
