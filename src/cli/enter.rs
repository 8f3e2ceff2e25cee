//! Who is at the command line, and with which key.

use super::Failure;
use crate::desk::Session;
use crate::journal::Paths;

/// The session of whoever gave the command.
pub(super) fn session(paths: &Paths) -> Result<Session, Failure> {
    Ok(Session::by_file(paths)?)
}
