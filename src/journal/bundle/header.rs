//! The first line of a bundle, and the file's key in it.

use chacha20poly1305::aead::stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::super::office::{Certificate, OfficeSecret, derived, hexed};
use super::super::{Error, Result};
use super::{KIND, Rejected, VERSION};

/// What a bundle says in clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::journal) struct Header {
    ventanilla: String,
    version: u32,
    pub(in crate::journal) certificate: Certificate,
    pub(in crate::journal) created: DateTime<Utc>,
    /// Entries inside.
    pub(in crate::journal) entries: u64,
    /// A key of this file alone, and the file's key sealed with it to the office.
    #[serde(with = "hexed")]
    sealed: [u8; 80],
}

/// The key of one file.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct FileKey([u8; 32]);

impl Header {
    /// A header with a new file key, sealed to the office.
    pub(super) fn new(
        secret: &OfficeSecret,
        certificate: Certificate,
        created: DateTime<Utc>,
        entries: u64,
    ) -> Result<(Self, FileKey)> {
        let mut random = Zeroizing::new([0; 64]);
        getrandom::fill(&mut *random).map_err(|_| Error::NoRandomness)?;
        let mut file_key = FileKey([0; 32]);
        file_key.0.copy_from_slice(&random[..32]);
        let mut seed = Zeroizing::new([0; 32]);
        seed.copy_from_slice(&random[32..]);
        let ephemeral = StaticSecret::from(*seed);
        let office = PublicKey::from(&secret.opener());
        let from = PublicKey::from(&ephemeral);
        let shared = ephemeral.diffie_hellman(&office);
        let (cipher, nonce) = sealing(shared.as_bytes(), &from, &office);
        let box_ = cipher.encrypt(&nonce, file_key.0.as_slice());
        let box_ = box_.map_err(|_| Error::Refused {
            detail: KIND.to_owned(),
        })?;
        let mut sealed = [0; 80];
        sealed[..32].copy_from_slice(from.as_bytes());
        sealed[32..].copy_from_slice(&box_);
        let header = Self {
            ventanilla: KIND.to_owned(),
            version: VERSION,
            certificate,
            created,
            entries,
            sealed,
        };
        Ok((header, file_key))
    }

    /// Reads a line.
    pub(super) fn read(line: &[u8]) -> Result<Self, Rejected> {
        #[derive(Deserialize)]
        struct Any {
            ventanilla: String,
            version: u32,
        }
        let any: Any = serde_json::from_slice(line).map_err(|_| Rejected::NotABundle)?;
        if any.ventanilla != KIND {
            return Err(Rejected::NotABundle);
        }
        if any.version > VERSION {
            return Err(Rejected::Newer {
                version: any.version,
            });
        }
        serde_json::from_slice(line).map_err(|_| Rejected::NotABundle)
    }

    /// Whether it is of a station of this office.
    pub(super) fn check(&self, office: &str, secret: &OfficeSecret) -> Result<(), Rejected> {
        let certificate = &self.certificate;
        let station = certificate.station;
        if certificate.office != office {
            return Err(Rejected::OtherOffice {
                theirs: certificate.office.clone(),
                ours: office.to_owned(),
            });
        }
        if certificate.office_key != secret.mark() {
            return Err(Rejected::OtherKey { station });
        }
        if !certificate.is_of(secret) {
            return Err(Rejected::NotCertified { station });
        }
        Ok(())
    }

    /// The file's key, for a station of the office.
    pub(super) fn open(&self, secret: &OfficeSecret) -> Option<FileKey> {
        let mut from = [0; 32];
        from.copy_from_slice(&self.sealed[..32]);
        let from = PublicKey::from(from);
        let opener = secret.opener();
        let shared = opener.diffie_hellman(&from);
        if !shared.was_contributory() {
            return None;
        }
        let (cipher, nonce) = sealing(shared.as_bytes(), &from, &PublicKey::from(&opener));
        let key = Zeroizing::new(cipher.decrypt(&nonce, &self.sealed[32..]).ok()?);
        Some(FileKey(key.as_slice().try_into().ok()?))
    }
}

/// What seals the file's key: the shared secret is of this file alone, so key and nonce are used once.
fn sealing(shared: &[u8], from: &PublicKey, to: &PublicKey) -> (XChaCha20Poly1305, XNonce) {
    let salt = [*from.as_bytes(), *to.as_bytes()].concat();
    let key: Zeroizing<[u8; 32]> =
        Zeroizing::new(derived(shared, &salt, b"ventanilla/bundle/1/seal/key"));
    let nonce: [u8; 24] = derived(shared, &salt, b"ventanilla/bundle/1/seal/nonce");
    (
        XChaCha20Poly1305::new(Key::from_slice(&*key)),
        XNonce::from(nonce),
    )
}

impl FileKey {
    /// What encrypts the pieces that follow a header's line.
    pub(super) fn encryptor(&self, line: &[u8]) -> EncryptorBE32<XChaCha20Poly1305> {
        let (cipher, nonce) = self.stream(line);
        EncryptorBE32::from_aead(cipher, &nonce.into())
    }

    /// What decrypts them.
    pub(super) fn decryptor(&self, line: &[u8]) -> DecryptorBE32<XChaCha20Poly1305> {
        let (cipher, nonce) = self.stream(line);
        DecryptorBE32::from_aead(cipher, &nonce.into())
    }

    fn stream(&self, line: &[u8]) -> (XChaCha20Poly1305, [u8; 19]) {
        let salt = Sha256::digest(line);
        let key: Zeroizing<[u8; 32]> =
            Zeroizing::new(derived(&self.0, &salt, b"ventanilla/bundle/1/pieces/key"));
        let nonce = derived(&self.0, &salt, b"ventanilla/bundle/1/pieces/nonce");
        (XChaCha20Poly1305::new(Key::from_slice(&*key)), nonce)
    }
}
