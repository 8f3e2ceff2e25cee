//! Every word a user reads, typed: a key that is missing or misspelt in a catalogue fails a test, one misspelt in the code
//! does not compile.

mod amounts;
mod catalogue;
pub(crate) mod cli_words;
mod days;
mod days_said;
mod fill;
mod happened;
mod keys;
mod language;
mod messages;
mod numbers;
mod office;
mod people;
mod settings_words;
mod sheet;
mod shift;
mod spelling;
mod trouble;

pub use amounts::amount;
pub use catalogue::*;
pub use days::{
    distance, due, due_short, full_date, hour, long_date, long_moment, moment, promise,
    short_moment,
};
pub use days_said::{Span, days_in_words, days_said};
pub use fill::{Plural, Text};
pub use happened::{answer, ending, event};
pub use keys::{bad_code, people_error, unlock_error, weak};
pub use language::{Language, at_hand, choose, chosen, spoken, texts};
pub use messages::{bounds, denied, fault, file_fault, own_pack, problem, refusal};
pub use numbers::number_said;
pub use office::{office_fault, rejected};
pub use people::{first_surname, masked, name, owed_to, phone, plain, short_code, title_case};
pub use settings_words::{SettingsWords, settings_unread, settings_unsaved};
pub use sheet::{copy_place, sheet};
pub use shift::at_the_keys;
pub use trouble::{copy_fault, failure, warning};
