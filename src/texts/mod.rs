//! Every word a user reads, typed: a key that is missing or misspelt in a catalogue fails a test, one misspelt in the code
//! does not compile.

mod catalogue;
mod fill;

pub use catalogue::*;
pub use fill::Text;

use std::sync::OnceLock;

const SPANISH: &str = include_str!("../../assets/texts/es.toml");

/// The catalogue in use.
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
