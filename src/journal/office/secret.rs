//! The secret that the stations of an office share, and the keys that follow from it.

use ed25519_dalek::SigningKey;
use hkdf::Hkdf;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use x25519_dalek::StaticSecret;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::super::{Error, Result};

/// 32 random bytes that every station of an office holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub(in crate::journal) struct OfficeSecret(#[serde(with = "hexed")] [u8; 32]);

/// Keys that differ by purpose follow from one secret (HKDF-SHA256, RFC 5869): none of them tells anything of another.
pub(in crate::journal) fn derived<const N: usize>(
    secret: &[u8],
    salt: &[u8],
    purpose: &[u8],
) -> [u8; N] {
    let mut key = [0; N];
    // Only more than 255 times 32 bytes are refused, and nobody asks for more than 64.
    let _refused = Hkdf::<Sha256>::new(Some(salt), secret).expand(purpose, &mut key);
    key
}

impl OfficeSecret {
    /// A new one from the system's randomness.
    pub(in crate::journal) fn random() -> Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| Error::NoRandomness)?;
        Ok(Self(bytes))
    }

    /// The key that says which stations are the office's.
    pub(super) fn certifier(&self) -> SigningKey {
        SigningKey::from_bytes(&derived(&self.0, b"", b"ventanilla/office/1/certify"))
    }

    /// The key that opens what is carried between the stations.
    pub(in crate::journal) fn opener(&self) -> StaticSecret {
        StaticSecret::from(derived::<32>(&self.0, b"", b"ventanilla/office/1/open"))
    }

    /// What tells this office's key from another's; tells nothing of the key.
    pub(in crate::journal) fn mark(&self) -> [u8; 8] {
        let digest = Sha256::digest(self.certifier().verifying_key().as_bytes());
        let mut mark = [0; 8];
        mark.copy_from_slice(&digest[..8]);
        mark
    }
}

impl std::fmt::Debug for OfficeSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OfficeSecret")
    }
}

/// Bytes as hexadecimal digits in JSON.
pub(in crate::journal) mod hexed {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes small hexadecimal digits.
    pub(in crate::journal) fn serialize<S: Serializer, const N: usize>(
        bytes: &[u8; N],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::super::super::keys::hex(bytes))
    }

    /// Reads as many digits as there have to be.
    pub(in crate::journal) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
        from: D,
    ) -> Result<[u8; N], D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        super::super::super::keys::unhex(&text)
            .ok_or_else(|| D::Error::custom("hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_purpose_has_its_own_key() {
        let secret = OfficeSecret([7; 32]);
        let other = OfficeSecret([8; 32]);
        let keys = [
            secret.certifier().to_bytes(),
            secret.opener().to_bytes(),
            other.certifier().to_bytes(),
            other.opener().to_bytes(),
        ];
        for (i, a) in keys.iter().enumerate() {
            for b in &keys[i + 1..] {
                assert_ne!(a, b);
            }
        }
        assert_ne!(secret.mark(), other.mark());
        assert_eq!(format!("{secret:?}"), "OfficeSecret");
    }

    #[test]
    fn hexadecimal_is_read_as_it_is_written() {
        let secret = OfficeSecret([0xA5; 32]);
        let text = serde_json::to_string(&secret).unwrap();
        assert_eq!(text, format!("\"{}\"", "a5".repeat(32)));
        assert_eq!(serde_json::from_str::<OfficeSecret>(&text).unwrap(), secret);
        for wrong in ["a5".repeat(31), "g5".repeat(32), String::new()] {
            assert!(serde_json::from_str::<OfficeSecret>(&format!("\"{wrong}\"")).is_err());
        }
    }
}
