//! Hostile text everywhere it can come from, drawn on every screen at every size: what an emulator shows is what was meant.

pub(crate) mod emulated;
mod frames;
mod home;
mod hostile;
mod input;
