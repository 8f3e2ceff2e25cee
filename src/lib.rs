//! Ventanilla: the tool beside the headset. It walks whoever attends the public through their institution's protocol and
//! keeps a journal of attentions and promises that nobody can lose, silently alter, or read without a key.
//!
//! # Rooms
//!
//! - [`protocol`], [`identity`], [`places`], [`promise`], [`attention`]: what a conversation is and its every rule. Pure: no clock, no
//!   file, no terminal, no word of Spanish.
//! - [`people`]: who may be at the keys, and what each may do. Pure too.
//! - [`journal`]: entries, their chain, drafts, search. The only SQL.
//! - [`desk`]: what an agent can do, in verbs, with no terminal in it.
//! - [`form`], [`screen`], [`ui`]: what is seen and typed. The only `ratatui`.
//! - [`settings`]: what is chosen once for a station.
//! - `cli`: one file a subcommand.
//! - [`texts`]: every word a user reads. [`safe`]: text made fit to be shown. [`world`]: the clock and the source of ids.
//!
//! # The one flow
//!
//! A key reaches the screen in front, which calls a verb of the desk. [`attention::Attention::decide`] answers with events
//! or a refusal; the events are applied to the state and handed to the journal's recorder, which acknowledges them once they
//! are on the disk. The screen is drawn from the state, and says «guardado» only after the acknowledgement.
//!
//! # What always holds
//!
//! - Nothing is shown as saved that is not on the disk.
//! - An entry never changes; what is wrong is corrected by another entry.
//! - `decide` is pure and refuses without changing anything; `apply` never fails.
//! - An attention is always read with the very protocol that it began with.
//! - Lists, promises and search are projections: the entries make them again.
//! - No room uses one above it; see `ARCHITECTURE.md`, which also tells how to add to the house.

pub mod attention;
mod cli;
pub mod desk;
pub mod form;
pub mod identity;
pub mod journal;
pub mod people;
pub mod places;
pub mod practice;
pub mod promise;
pub mod protocol;
pub mod safe;
pub mod screen;
pub mod settings;
pub mod texts;
pub mod ui;
pub mod world;

pub use cli::run;
