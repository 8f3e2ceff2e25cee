//! Writing lines. A reader that went away is no failure; text from the journal is cleaned before it reaches a terminal.

use std::io::{self, Write};

use serde::Serialize;

use super::Failure;
use crate::safe::{escape_json, foreign, foreign_line};

/// One line on standard output.
pub(super) fn line(text: &str) {
    // A closed pipe ends the reading, not the program.
    let _gone = writeln!(io::stdout().lock(), "{}", foreign(text));
}

/// One line on standard error.
pub(super) fn complain(text: &str) {
    let _gone = writeln!(io::stderr().lock(), "{}", foreign(text));
}

/// The last line of standard error, written over.
pub(super) fn again(text: &str) {
    let mut out = io::stderr().lock();
    let _gone = write!(out, "\r{}\x1b[K", foreign_line(text)).and_then(|()| out.flush());
}

/// One JSON object in a line, with what JSON leaves as it is and a terminal would obey escaped.
pub(super) fn json(out: &mut impl Write, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(value).map_err(|e| Failure::World(e.to_string()))?;
    match writeln!(out, "{}", escape_json(&text)) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err(e.into()),
        _ => Ok(()),
    }
}
