//! The few operations that the slots are made of: deriving keys, locking under a key, sealing to somebody's public half.
//!
//! All from audited crates of one generation. Sealing is X25519 with a key pair of its own each time, HKDF over both public
//! halves, and XChaCha20-Poly1305: what `crypto_box` seals with, and unlike it with associated data, so that what is sealed
//! for one slot does not open in another.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use super::super::{Error, Result};

/// 32 bytes that are wiped when they are no longer used.
pub(super) type Key = Zeroizing<[u8; 32]>;

const NONCE: usize = 24;
const SEAL: &[u8] = b"ventanilla/keys/seal/1";

/// A key pair. What is sealed to the public half opens with the private one.
pub(super) struct Pair {
    pub(super) private: Key,
    pub(super) public: [u8; 32],
}

/// Random bytes of the system.
pub(super) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(&mut *bytes).map_err(|_| Error::NoRandomness)?;
    Ok(bytes)
}

/// A key from another secret; the salt and the purpose keep its uses apart.
pub(super) fn derive(secret: &[u8], salt: &[u8], purpose: &[u8]) -> Result<Key> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(salt), secret)
        .expand(purpose, &mut *key)
        .map_err(|e| library(&e))?;
    Ok(key)
}

/// Locks bytes under a key; they open only beside the same context.
pub(super) fn lock(key: &Key, context: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let nonce = random::<NONCE>()?;
    let locked = XChaCha20Poly1305::new((&**key).into())
        .encrypt(
            XNonce::from_slice(&*nonce),
            Payload {
                msg: plain,
                aad: context,
            },
        )
        .map_err(|e| library(&e))?;
    Ok([nonce.as_slice(), &locked].concat())
}

/// Opens what [`lock`] locked; `None` for another key, another context or other bytes.
pub(super) fn open(key: &Key, context: &[u8], locked: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, locked) = locked.split_at_checked(NONCE)?;
    XChaCha20Poly1305::new((&**key).into())
        .decrypt(
            XNonce::from_slice(nonce),
            Payload {
                msg: locked,
                aad: context,
            },
        )
        .ok()
        .map(Zeroizing::new)
}

impl Pair {
    /// A new pair from the system's randomness.
    pub(super) fn random() -> Result<Self> {
        Ok(Self::from_private(random()?))
    }

    /// The pair with this private half.
    pub(super) fn from_private(private: Key) -> Self {
        let public = PublicKey::from(&StaticSecret::from(*private)).to_bytes();
        Self { private, public }
    }

    /// Opens what was sealed to the public half; `None` for anything else.
    pub(super) fn unseal(&self, context: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (sender, locked) = sealed.split_first_chunk::<32>()?;
        let key = shared(&self.private, sender, sender, &self.public)
            .ok()
            .flatten()?;
        open(&key, context, locked)
    }
}

/// Seals bytes so that only the holder of the private half opens them, beside the same context.
pub(super) fn seal(public: &[u8; 32], context: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
    let sender = Pair::random()?;
    let key =
        shared(&sender.private, public, &sender.public, public)?.ok_or(Error::NoRandomness)?;
    let locked = lock(&key, context, plain)?;
    Ok([sender.public.as_slice(), &locked].concat())
}

/// The key that two halves make; `None` for a public half that gives nothing to the secret.
fn shared(
    private: &Key,
    other: &[u8; 32],
    sender: &[u8; 32],
    receiver: &[u8; 32],
) -> Result<Option<Key>> {
    let agreed = StaticSecret::from(**private).diffie_hellman(&PublicKey::from(*other));
    if !agreed.was_contributory() {
        return Ok(None);
    }
    let salt = [sender.as_slice(), receiver].concat();
    derive(agreed.as_bytes(), &salt, SEAL).map(Some)
}

/// A refusal that lengths and parameters of ours cannot bring about.
fn library(error: &dyn std::fmt::Display) -> Error {
    Error::Library {
        found: error.to_string(),
    }
}
