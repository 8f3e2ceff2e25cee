//! That a station is the office's: its number, its device and its key, signed with the office's.

use chrono::{DateTime, Utc};
use ed25519_dalek::{Signature, Signer, VerifyingKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::secret::{OfficeSecret, hexed};

const DOMAIN: &[u8] = b"ventanilla/office/1/certificate";

/// Says that a station is of an office, and with which key it signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// The office's letters.
    pub office: String,
    /// Tells the office's key from that of another office.
    #[serde(with = "hexed")]
    pub office_key: [u8; 8],
    pub station: u8,
    /// The journal that the station writes.
    pub device: Uuid,
    /// With which the station's signatures are verified.
    #[serde(with = "hexed")]
    pub key: [u8; 32],
    pub since: DateTime<Utc>,
    #[serde(with = "hexed")]
    signature: [u8; 64],
}

impl Certificate {
    /// Certifies the key of a station.
    pub(in crate::journal) fn sign(
        secret: &OfficeSecret,
        office: &str,
        station: u8,
        device: Uuid,
        key: [u8; 32],
        since: DateTime<Utc>,
    ) -> Self {
        let mut made = Self {
            office: office.to_owned(),
            office_key: secret.mark(),
            station,
            device,
            key,
            since,
            signature: [0; 64],
        };
        made.signature = secret.certifier().sign(&made.message()).to_bytes();
        made
    }

    /// Whether it was signed with the key of this office.
    pub(in crate::journal) fn is_of(&self, secret: &OfficeSecret) -> bool {
        let signature = Signature::from_bytes(&self.signature);
        let office = secret.certifier().verifying_key();
        self.office_key == secret.mark()
            && office.verify_strict(&self.message(), &signature).is_ok()
    }

    /// Whether the station signed this.
    pub(in crate::journal) fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        VerifyingKey::from_bytes(&self.key).is_ok_and(|key| {
            key.verify_strict(message, &Signature::from_bytes(signature))
                .is_ok()
        })
    }

    /// What is signed: members of one length, and the office's letters with theirs before them.
    fn message(&self) -> Vec<u8> {
        let mut message = DOMAIN.to_vec();
        // Letters of an office are three; a longer text keeps its own length and is another message.
        message.extend(
            u64::try_from(self.office.len())
                .unwrap_or(u64::MAX)
                .to_be_bytes(),
        );
        message.extend(self.office.as_bytes());
        message.extend(self.office_key);
        message.push(self.station);
        message.extend(self.device.as_bytes());
        message.extend(self.key);
        message.extend(self.since.timestamp_millis().to_be_bytes());
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::SigningKey;

    #[test]
    fn every_member_is_signed() {
        let secret = OfficeSecret::random().unwrap();
        let own = SigningKey::from_bytes(&[3; 32]);
        let device = Uuid::from_u128(9);
        let key = own.verifying_key().to_bytes();
        let good = Certificate::sign(&secret, "CAJ", 2, device, key, DateTime::UNIX_EPOCH);
        assert!(good.is_of(&secret));
        assert!(!good.is_of(&OfficeSecret::random().unwrap()));
        let later = DateTime::UNIX_EPOCH + chrono::TimeDelta::milliseconds(1);
        let wrong = [
            Certificate {
                office: "CAK".into(),
                ..good.clone()
            },
            Certificate {
                office_key: [0; 8],
                ..good.clone()
            },
            Certificate {
                station: 3,
                ..good.clone()
            },
            Certificate {
                device: Uuid::from_u128(8),
                ..good.clone()
            },
            Certificate {
                key: [1; 32],
                ..good.clone()
            },
            Certificate {
                since: later,
                ..good.clone()
            },
            Certificate {
                signature: [0; 64],
                ..good.clone()
            },
        ];
        for wrong in wrong {
            assert!(!wrong.is_of(&secret), "{wrong:?}");
        }
        let signature = own.sign(b"x").to_bytes();
        assert!(good.has_signed(b"x", &signature));
        assert!(!good.has_signed(b"y", &signature));
    }
}
