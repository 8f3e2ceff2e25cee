//! Every word a user reads, typed: a key that is missing or misspelt in a catalogue fails a test, one misspelt in the code
//! does not compile.

mod catalogue;
pub(crate) mod cli_words;
mod days;
mod days_said;
mod fill;
mod happened;
mod language;
mod messages;
mod numbers;
mod people;
mod spelling;
mod trouble;

pub use catalogue::*;
pub use days::{
    distance, due, due_short, hour, long_date, long_moment, moment, promise, short_moment,
};
pub use days_said::{Span, days_in_words, days_said};
pub use fill::{Plural, Text};
pub use happened::{answer, ending, event};
pub use language::{Language, choose, chosen, spoken, texts};
pub use messages::{denied, fault, problem, refusal};
pub use numbers::number_said;
pub use people::{first_surname, masked, name, owed_to, phone, plain, short_code, title_case};
pub use trouble::{failure, warning};
