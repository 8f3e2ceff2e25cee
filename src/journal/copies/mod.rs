//! Copies of a journal: made, read back and verified before they are called good; kept by a rule; found again.
//!
//! A copy is a folder. It is written under a partial name and gets its own only when everything in it was read back from the
//! medium and is what was meant: a folder without `.parcial` at its end was a good copy once.

mod check;
#[cfg(test)]
mod faulty;
mod keep;
mod last;
mod make;
mod manifest;
mod medium;
mod note;
mod prune;
#[cfg(test)]
mod unplugged_tests;

use std::path::PathBuf;

pub(super) use check::same_or_copy_fault;
pub use check::{Checked, check_copy, look_at_copy};
pub(super) use last::remember;
pub use last::{LastCopy, last_copy};
pub use make::{Backup, Beside, SHEET, Wanted, back_up, copies_folder};
pub(super) use make::{DATABASE, before_migrating, keys_for};
pub use manifest::{Listed, Manifest, Place};
pub(super) use medium::Medium;
pub use note::note_copy;

/// Why a folder is no good copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyFault {
    /// It has no manifest, or one that cannot be read.
    Manifest,
    /// Written by a later version of this program.
    Newer,
    /// Of another key: of another journal, or made before a key was replaced that is not known any more.
    Key,
    /// The manifest was changed after it was written.
    Altered,
    Missing(String),
    /// This file is not what was written.
    Differs(String),
    Pages(String),
    Chain,
    /// What it holds is not what its manifest says.
    NotAsSaid,
}

/// The endings of names that are no copies yet, or none any more.
const PARTIAL: &str = ".parcial";

/// How the names of a station's copies begin.
fn prefix(office: &str, station: u8) -> String {
    format!("diario-{office}-{station:02}-")
}

/// Every folder of a place whose name begins so; with the partial ones, or without.
fn folders(place: &std::path::Path, prefix: &str, partial: bool) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(place)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(prefix) && name.ends_with(PARTIAL) == partial && entry.path().is_dir() {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}
