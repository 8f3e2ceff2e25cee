//! Verifying a bundle before anything of it is read; and reading again exactly what was verified.

use std::io::{self, Read, Seek, SeekFrom};

use sha2::{Digest as _, Sha256, Sha512};

use super::super::office::OfficeSecret;
use super::header::Header;
use super::lines::Lines;
use super::{LONGEST_FILE, LONGEST_HEADER, Rejected, SIGNATURE, SIGNED};

/// Bytes that are read at a time, and whose digest is kept.
const BLOCK: usize = 1024 * 1024;

/// A bundle whose certificate and signature hold.
pub(in crate::journal) struct Verified<R> {
    pub(in crate::journal) header: Header,
    /// The header's line as it stands.
    line: Vec<u8>,
    blocks: Blocks<R>,
}

/// The signed part of a file, block by block, with the digest that each had when it was verified.
pub(super) struct Blocks<R> {
    source: R,
    digests: Vec<[u8; 32]>,
    /// Length of the signed part.
    length: u64,
    block: Vec<u8>,
    /// Place in the block, and the next block.
    at: usize,
    next: usize,
}

/// Verifies a file for a station of the office with these letters and this key.
pub(in crate::journal) fn verify<R: Read + Seek>(
    mut source: R,
    office: &str,
    secret: &OfficeSecret,
) -> Result<Verified<R>, Rejected> {
    let length = source.seek(SeekFrom::End(0)).map_err(|e| failed(&e))?;
    source.rewind().map_err(|e| failed(&e))?;
    let signature_length = SIGNATURE as u64;
    if length > LONGEST_FILE {
        return Err(Rejected::TooBig);
    }
    let Some(length) = length.checked_sub(signature_length) else {
        return Err(Rejected::NotABundle);
    };
    let mut block = vec![0; BLOCK];
    let mut digests = Vec::new();
    let mut signed = Sha512::new();
    let mut head: Option<(Header, Vec<u8>)> = None;
    let mut left = length;
    while left > 0 {
        let wanted = usize::try_from(left).map_or(BLOCK, |left| left.min(BLOCK));
        let part = &mut block[..wanted];
        source.read_exact(part).map_err(|e| changed(&e))?;
        if head.is_none() {
            let end = part.iter().take(LONGEST_HEADER).position(|b| *b == b'\n');
            let line = &part[..=end.ok_or(Rejected::NotABundle)?];
            let header = Header::read(line)?;
            header.check(office, secret)?;
            head = Some((header, line.to_vec()));
        }
        signed.update(&part);
        digests.push(Sha256::digest(&part).into());
        left -= wanted as u64;
    }
    let (header, line) = head.ok_or(Rejected::NotABundle)?;
    let mut signature = [0; SIGNATURE];
    source.read_exact(&mut signature).map_err(|e| changed(&e))?;
    let message = [SIGNED, &signed.finalize()].concat();
    if !header.certificate.has_signed(&message, &signature) {
        return Err(Rejected::BadSignature {
            station: header.certificate.station,
        });
    }
    let blocks = Blocks {
        source,
        digests,
        length,
        block,
        at: 0,
        next: 0,
    };
    Ok(Verified {
        header,
        line,
        blocks,
    })
}

impl<R: Read + Seek> Verified<R> {
    /// Decrypts it, line by line.
    pub(in crate::journal) fn lines(
        mut self,
        secret: &OfficeSecret,
    ) -> Result<Lines<impl Read>, Rejected> {
        let station = self.header.certificate.station;
        let key = self
            .header
            .open(secret)
            .ok_or(Rejected::Unreadable { station })?;
        let stream = key.decryptor(&self.line);
        self.blocks.source.rewind().map_err(|e| failed(&e))?;
        self.blocks.block.clear();
        let mut line = vec![0; self.line.len()];
        self.blocks.read_exact(&mut line).map_err(|e| changed(&e))?;
        Ok(Lines::new(self.blocks, stream, station))
    }
}

impl<R: Read> Blocks<R> {
    /// The next block, if it is what was verified.
    fn advance(&mut self) -> io::Result<()> {
        let begin = self.next as u64 * BLOCK as u64;
        let length = usize::try_from(self.length - begin).map_or(BLOCK, |left| left.min(BLOCK));
        self.block.resize(length, 0);
        self.source.read_exact(&mut self.block)?;
        let digest: [u8; 32] = Sha256::digest(&self.block).into();
        if digest != self.digests[self.next] {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        (self.at, self.next) = (0, self.next + 1);
        Ok(())
    }
}

impl<R: Read> Read for Blocks<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.block.len() {
            if self.next == self.digests.len() {
                return Ok(0);
            }
            self.advance()?;
        }
        let n = into.len().min(self.block.len() - self.at);
        into[..n].copy_from_slice(&self.block[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}

/// The medium failed.
fn failed(error: &io::Error) -> Rejected {
    Rejected::Medium(error.kind())
}

/// A file that ends before its length is being changed.
pub(super) fn changed(error: &io::Error) -> Rejected {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Rejected::Changed,
        _ => failed(error),
    }
}
