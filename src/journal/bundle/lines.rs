//! The lines inside a bundle: decrypted and inflated piece by piece, in the memory of one piece and one line.

use std::io::Read;

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::stream::DecryptorBE32;

use super::check::changed;
use super::{LAST, LONGEST_LINE, LONGEST_SEALED, PIECE, Rejected};

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::journal) enum Piece {
    Line(Vec<u8>),
    /// Longer than any line may be; its beginning.
    TooLong(Vec<u8>),
}

/// Reads the lines of a bundle.
pub(in crate::journal) struct Lines<R> {
    source: R,
    /// `None` after the last piece.
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    station: u8,
    cutter: Cutter,
}

/// Cuts text that comes in pieces into lines.
#[derive(Default)]
pub(super) struct Cutter {
    text: Vec<u8>,
    /// Where the next line begins.
    at: usize,
    /// The beginning of a line that is too long, while its end is awaited.
    skipped: Option<Vec<u8>>,
}

/// How much of a line that is too long is shown.
const SHOWN: usize = 1024;

impl<R: Read> Lines<R> {
    /// Pieces come next from the source.
    pub(super) fn new(source: R, stream: DecryptorBE32<XChaCha20Poly1305>, station: u8) -> Self {
        Self {
            source,
            stream: Some(stream),
            station,
            cutter: Cutter::default(),
        }
    }

    /// The next line; `None` after the last, which ends the file.
    pub(in crate::journal) fn next(&mut self) -> Result<Option<Piece>, Rejected> {
        loop {
            if let Some(piece) = self.cutter.next() {
                return Ok(Some(piece));
            }
            let Some(stream) = self.stream.take() else {
                return Ok(self.cutter.rest());
            };
            self.piece(stream)?;
        }
    }

    /// Decrypts one piece more.
    fn piece(&mut self, mut stream: DecryptorBE32<XChaCha20Poly1305>) -> Result<(), Rejected> {
        let unreadable = Rejected::Unreadable {
            station: self.station,
        };
        let mut length = [0; 4];
        self.exact(&mut length)?;
        let length = u32::from_be_bytes(length);
        let last = length & LAST != 0;
        let length = (length & !LAST) as usize;
        if length > LONGEST_SEALED {
            return Err(unreadable);
        }
        let mut sealed = vec![0; length];
        self.exact(&mut sealed)?;
        let plain = if last {
            let plain = stream.decrypt_last(sealed.as_slice());
            if self.source.read(&mut [0]).map_err(|e| changed(&e))? != 0 {
                return Err(unreadable);
            }
            plain
        } else {
            let plain = stream.decrypt_next(sealed.as_slice());
            self.stream = Some(stream);
            plain
        };
        let plain = plain.map_err(|_| unreadable.clone())?;
        let text = inflated(&plain).ok_or(unreadable)?;
        self.cutter.push(&text);
        Ok(())
    }

    /// The whole signed part was there when it was verified: where it ends too early, its lengths are wrong.
    fn exact(&mut self, into: &mut [u8]) -> Result<(), Rejected> {
        let mut filled = 0;
        while filled < into.len() {
            match self
                .source
                .read(&mut into[filled..])
                .map_err(|e| changed(&e))?
            {
                0 => {
                    return Err(Rejected::Unreadable {
                        station: self.station,
                    });
                }
                n => filled += n,
            }
        }
        Ok(())
    }
}

/// The lines of a piece; `None` for what is not deflated or would be longer than a piece.
pub(super) fn inflated(plain: &[u8]) -> Option<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_with_limit(plain, PIECE).ok()
}

impl Cutter {
    /// Takes more text.
    pub(super) fn push(&mut self, text: &[u8]) {
        self.text.drain(..self.at);
        self.at = 0;
        self.text.extend_from_slice(text);
    }

    /// The next whole line.
    pub(super) fn next(&mut self) -> Option<Piece> {
        let rest = &self.text[self.at..];
        let Some(end) = rest.iter().position(|b| *b == b'\n') else {
            if rest.len() > LONGEST_LINE {
                let shown = rest[..SHOWN].to_vec();
                self.skipped.get_or_insert(shown);
            }
            if self.skipped.is_some() {
                self.text.clear();
                self.at = 0;
            }
            return None;
        };
        let line = rest[..end].to_vec();
        self.at += end + 1;
        Some(match self.skipped.take() {
            Some(shown) => Piece::TooLong(shown),
            None if line.len() > LONGEST_LINE => Piece::TooLong(line[..SHOWN].to_vec()),
            None => Piece::Line(line),
        })
    }

    /// What comes after the last line break.
    pub(super) fn rest(&mut self) -> Option<Piece> {
        let rest = self.text.split_off(self.at);
        (self.text, self.at) = (Vec::new(), 0);
        match self.skipped.take() {
            Some(shown) => Some(Piece::TooLong(shown)),
            None if rest.is_empty() => None,
            None => Some(Piece::Line(rest)),
        }
    }
}
