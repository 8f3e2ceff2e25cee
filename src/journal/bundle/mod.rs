//! Bundles: entries carried between the stations of an office in a file, over a USB stick or by post.
//!
//! ```text
//! header     one line of JSON in clear: kind, version, the station's certificate, when, how many, the sealed file key
//! pieces     each: length (u32, big-endian; its highest bit says that it is the last) and that many encrypted bytes
//! signature  64 bytes, ed25519 by the station's key
//! ```
//!
//! - The file key is random and sealed to the office's X25519 key. From it and from the digest of the header follow the key
//!   and the nonce of XChaCha20-Poly1305 in STREAM («Online Authenticated-Encryption and its Nonce-Reuse
//!   Misuse-Resistance», 2015): a piece that is dropped, moved, doubled or cut off is told.
//! - A piece is at most 128 KiB of lines, deflated by itself.
//! - The signature is over a domain and the SHA-512 of everything before it.
//!
//! Reading goes in this order, and what fails is not gone beyond: size, header, certificate against the office's key,
//! signature over the whole file; only then is anything decrypted, and only then read. What is read afterwards is what was
//! verified: the file is read again in blocks whose digests were kept.

mod carry;
mod check;
mod file;
mod header;
mod lines;
mod write;

#[cfg(test)]
mod tests;

pub use carry::{Taken, take_in};

pub(super) use file::write_file;

use check::verify;
use lines::{Lines, Piece};
use write::BundleWriter;

use super::Error;

/// The version of the format that this program writes.
const VERSION: u32 = 1;
/// What kind of file it is.
const KIND: &str = "entries";
/// Bytes of the header's line, at most.
const LONGEST_HEADER: usize = 4096;
/// Bytes of lines in a piece.
const PIECE: usize = 128 * 1024;
/// Encrypted bytes of a piece, at most: what does not deflate grows by little, and the code of authenticity is 16.
const LONGEST_SEALED: usize = PIECE + PIECE / 64 + 16;
/// Bytes of one line, at most.
const LONGEST_LINE: usize = super::union::MOST_LINE;
/// Bytes of a file, at most: more than ten million entries.
const LONGEST_FILE: u64 = 16 * 1024 * 1024 * 1024;
const SIGNATURE: usize = 64;
/// The bit of a piece's length that says that it is the last.
const LAST: u32 = 1 << 31;
const SIGNED: &[u8] = b"ventanilla/bundle/1/signature";

/// Why a file was not taken. Nothing of it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rejected {
    /// Not a file of this kind, or not a whole one.
    NotABundle,
    /// A folder, a device or something else that is no file.
    NotAFile,
    TooBig,
    /// Written by a later version of this program.
    Newer {
        version: u32,
    },
    /// Of an office with other letters.
    OtherOffice {
        theirs: String,
        ours: String,
    },
    /// Of an office with the same letters and another key.
    OtherKey {
        station: u8,
    },
    /// The station is not certified by the office.
    NotCertified {
        station: u8,
    },
    /// What the station signed is not what is in the file.
    BadSignature {
        station: u8,
    },
    /// Well signed, and what is inside cannot be opened.
    Unreadable {
        station: u8,
    },
    /// Changed while it was being read.
    Changed,
    /// The medium cannot be read.
    Medium(std::io::ErrorKind),
    /// The journal failed.
    Failed(Error),
}

impl From<Error> for Rejected {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}
