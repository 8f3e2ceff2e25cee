//! The chain: each entry's digest covers the one before it, its own head and the digest of its body.

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A SHA-256.
pub type Digest = [u8; 32];

/// What the first entry of a chain follows.
pub(super) const BEGINNING: Digest = [0; 32];

const BODY_DOMAIN: &[u8] = b"ventanilla/journal/body/1";
const ENTRY_DOMAIN: &[u8] = b"ventanilla/journal/entry/1";

/// The members an entry's digest covers.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    pub prev: Digest,
    pub device: Uuid,
    pub epoch: u32,
    pub seq: u32,
    pub id: Uuid,
    pub at: DateTime<Utc>,
    pub agent: &'a str,
    pub kind: &'a str,
    pub kind_version: u32,
    pub body_digest: Digest,
}

/// SHA-256 over members each preceded by its length, so that no two lists of members give the same bytes.
struct Hasher(Sha256);

impl Hasher {
    fn new(domain: &[u8]) -> Self {
        Self(Sha256::new()).with(domain)
    }

    fn with(mut self, member: &[u8]) -> Self {
        // No member is near 2⁶⁴ bytes.
        let length = u64::try_from(member.len()).unwrap_or(u64::MAX);
        self.0.update(length.to_be_bytes());
        self.0.update(member);
        self
    }

    fn finish(self) -> Digest {
        self.0.finalize().into()
    }
}

/// The digest of a body: over the very bytes stored, with a salt so that a short body cannot be guessed from it.
pub fn body_digest(salt: &[u8; 16], body: &[u8]) -> Digest {
    Hasher::new(BODY_DOMAIN).with(salt).with(body).finish()
}

/// The digest of an entry.
pub fn entry_digest(head: &Head<'_>) -> Digest {
    Hasher::new(ENTRY_DOMAIN)
        .with(&head.prev)
        .with(head.device.as_bytes())
        .with(&head.epoch.to_be_bytes())
        .with(&head.seq.to_be_bytes())
        .with(head.id.as_bytes())
        .with(&head.at.timestamp_millis().to_be_bytes())
        .with(head.agent.as_bytes())
        .with(head.kind.as_bytes())
        .with(&head.kind_version.to_be_bytes())
        .with(&head.body_digest)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head<'static> {
        Head {
            prev: [1; 32],
            device: Uuid::from_u128(2),
            epoch: 3,
            seq: 4,
            id: Uuid::from_u128(5),
            at: DateTime::UNIX_EPOCH,
            agent: "Inés",
            kind: "note",
            kind_version: 1,
            body_digest: [6; 32],
        }
    }

    #[test]
    fn every_member_counts() {
        let right = entry_digest(&head());
        let others = [
            Head {
                prev: [0; 32],
                ..head()
            },
            Head {
                device: Uuid::from_u128(9),
                ..head()
            },
            Head { epoch: 9, ..head() },
            Head { seq: 9, ..head() },
            Head {
                id: Uuid::from_u128(9),
                ..head()
            },
            Head {
                at: DateTime::UNIX_EPOCH + chrono::TimeDelta::milliseconds(1),
                ..head()
            },
            Head {
                agent: "Ines",
                ..head()
            },
            Head {
                kind: "act",
                ..head()
            },
            Head {
                kind_version: 9,
                ..head()
            },
            Head {
                body_digest: [9; 32],
                ..head()
            },
            // A letter that changes sides.
            Head {
                agent: "Inésn",
                kind: "ote",
                ..head()
            },
        ];
        for other in others {
            assert_ne!(right, entry_digest(&other), "{other:?}");
        }
        assert_ne!(body_digest(&[0; 16], b"x"), body_digest(&[1; 16], b"x"));
        assert_ne!(body_digest(&[0; 16], b"x"), body_digest(&[0; 16], b"y"));
    }

    /// The bytes are a format: journals of other years are verified with them. Computed apart, in another language.
    #[test]
    fn the_digest_is_this_one_for_good() {
        assert_eq!(
            super::super::keys::hex(&entry_digest(&head())),
            "5cf7e75308afebf77d15ad3fa765cacacecadc40308e621e540a414e1ba3daac"
        );
    }
}
