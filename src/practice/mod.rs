//! Practice: a station that does not exist, with people who do not exist. What they say is made up by seed; what becomes of
//! it is decided by the same rules as everything else, so that each attention is one that could have been.
//!
//! Pure: the clock and the seed come in, and changes for a journal come out.

mod attentions;
mod conversation;
mod data;
mod days;
mod home;
mod owed;
mod people;
mod replies;
mod rng;
mod script;
mod talk;
mod usual;
mod writing;

pub use attentions::Simulation;

#[cfg(test)]
mod tests;
