//! Writing a bundle, line by line, in the memory of one piece.

use std::io::{self, Write};

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::stream::EncryptorBE32;
use chrono::{DateTime, Utc};
use ed25519_dalek::{Signer, SigningKey};
use sha2::{Digest as _, Sha512};

use super::super::Result;
use super::super::office::Membership;
use super::header::Header;
use super::{LAST, PIECE, SIGNED};

/// How hard a piece is deflated: the first steps bring most of it.
const LEVEL: u8 = 3;

/// A bundle that is being written.
pub(in crate::journal) struct BundleWriter<W> {
    out: W,
    signed: Sha512,
    stream: EncryptorBE32<XChaCha20Poly1305>,
    signer: SigningKey,
    pending: Vec<u8>,
}

impl<W: Write> BundleWriter<W> {
    /// Writes the header. `entries` is how many will follow.
    pub(in crate::journal) fn begin(
        out: W,
        member: &Membership,
        created: DateTime<Utc>,
        entries: u64,
    ) -> Result<io::Result<Self>> {
        let certificate = member.certificate.clone();
        let (header, key) = Header::new(&member.secret, certificate, created, entries)?;
        let mut line = serde_json::to_vec(&header).map_err(|e| super::super::Error::Refused {
            detail: e.to_string(),
        })?;
        line.push(b'\n');
        let mut writer = Self {
            out,
            signed: Sha512::new(),
            stream: key.encryptor(&line),
            signer: member.signer(),
            pending: Vec::with_capacity(2 * PIECE),
        };
        Ok(writer.put(&line).map(|()| writer))
    }

    /// Adds a line, which holds no line break.
    pub(in crate::journal) fn line(&mut self, line: &[u8]) -> io::Result<()> {
        self.pending.extend_from_slice(line);
        self.pending.push(b'\n');
        while self.pending.len() > PIECE {
            let sealed = self
                .stream
                .encrypt_next(deflated(&self.pending[..PIECE]).as_slice());
            self.frame(sealed, 0)?;
            self.pending.drain(..PIECE);
        }
        Ok(())
    }

    /// Writes the last piece and the signature.
    pub(in crate::journal) fn finish(mut self) -> io::Result<W> {
        let pending = std::mem::take(&mut self.pending);
        let Self {
            mut out,
            mut signed,
            stream,
            signer,
            ..
        } = self;
        let sealed = stream.encrypt_last(deflated(&pending).as_slice());
        put_frame(&mut out, &mut signed, sealed, LAST)?;
        let message = [SIGNED, &signed.finalize()].concat();
        out.write_all(&signer.sign(&message).to_bytes())?;
        out.flush()?;
        Ok(out)
    }

    fn frame(
        &mut self,
        sealed: chacha20poly1305::aead::Result<Vec<u8>>,
        flag: u32,
    ) -> io::Result<()> {
        put_frame(&mut self.out, &mut self.signed, sealed, flag)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.signed.update(bytes);
        self.out.write_all(bytes)
    }
}

fn deflated(lines: &[u8]) -> Vec<u8> {
    miniz_oxide::deflate::compress_to_vec(lines, LEVEL)
}

/// One piece with its length.
fn put_frame(
    out: &mut impl Write,
    signed: &mut Sha512,
    sealed: chacha20poly1305::aead::Result<Vec<u8>>,
    flag: u32,
) -> io::Result<()> {
    // Only more than 2³² pieces are refused: no file is so long.
    let sealed = sealed.map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
    let length = u32::try_from(sealed.len()).unwrap_or(u32::MAX) | flag;
    for bytes in [&length.to_be_bytes()[..], &sealed] {
        signed.update(bytes);
        out.write_all(bytes)?;
    }
    Ok(())
}
