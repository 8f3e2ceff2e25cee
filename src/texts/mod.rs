//! Every word a user reads, typed: a key that is missing or misspelt in a catalogue fails a test, one misspelt in the code
//! does not compile.

mod catalogue;
pub(crate) mod cli_words;
mod days;
mod fill;
mod happened;
mod language;
mod messages;
mod people;
mod spelling;
mod trouble;

pub use catalogue::*;
pub use days::{
    distance, due, due_short, greeting, hour, long_date, long_moment, moment, promise, short_moment,
};
pub use fill::{Plural, Text};
pub use happened::{answer, ending, event};
pub use language::{Language, choose, chosen, texts};
pub use messages::{denied, fault, problem, refusal};
pub use people::{first_surname, masked, name, owed_to, phone, plain, short_code, title_case};
pub use spelling::{
    number_aloud, number_in_words, number_said, spell_digits, spell_letters, spell_number,
};
pub use trouble::{failure, warning};
