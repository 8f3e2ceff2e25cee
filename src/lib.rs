//! Ventanilla: the tool beside the headset.

pub mod attention;
pub mod form;
pub mod identity;
pub mod journal;
pub mod promise;
pub mod protocol;
pub mod safe;
pub mod texts;
pub mod ui;
pub mod world;
