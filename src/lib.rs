//! Ventanilla: the tool beside the headset. It walks whoever attends the public through their institution's protocol and
//! keeps a journal of attentions and promises that nobody can lose, silently alter, or read without a key.

pub mod attention;
mod cli;
pub mod desk;
pub mod form;
pub mod identity;
pub mod journal;
pub mod practice;
pub mod promise;
pub mod protocol;
pub mod safe;
pub mod screen;
pub mod texts;
pub mod ui;
pub mod world;

pub use cli::run;
