//! What is carried from one station to another: a line an entry, with the texts of the packs they need.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::super::{Digest, Entry, Head, body_digest, entry_digest, keys};

/// Longest line that is read, in bytes; a longer one is a bad line.
pub const MOST_LINE: usize = 8 << 20;
/// Most of a bad line that is kept, in characters.
const MOST_KEPT: usize = 2000;
/// Longest agent's name, in bytes.
const MOST_AGENT: usize = 1024;
/// Longest name of a kind, in bytes.
const MOST_KIND: usize = 64;

/// One line of what is carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    Entry(Box<Carried>),
    Pack(Pack),
}

/// One entry with everything its digest covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub device: Uuid,
    pub epoch: u32,
    pub seq: u32,
    pub id: Uuid,
    /// Milliseconds since 1970.
    pub at: i64,
    pub agent: String,
    pub kind: String,
    pub kind_version: u32,
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub body_digest: Digest,
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub digest: Digest,
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub prev: Digest,
    #[serde(serialize_with = "to_hex", deserialize_with = "from_hex")]
    pub salt: [u8; 16],
    /// JSON, byte by byte as it was written.
    pub body: String,
}

/// The text of a pack that an attention was led by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// SHA-256 of the text, hexadecimal.
    pub hash: String,
    pub id: String,
    pub version: String,
    pub text: String,
}

/// A line that cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Its beginning.
    pub text: String,
    /// SHA-256 of the whole line.
    pub line: Digest,
    pub reason: Reason,
    /// Whose entry it would have been, where that can be told.
    pub device: Option<Uuid>,
}

/// Why a line is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reason {
    /// Not a line of this kind, or not of this version.
    Unreadable,
    TooLong,
    /// A member that no station writes: place 0, an instant out of the calendar, a name without end.
    Member,
    /// Its body is not the one that its head names.
    Body,
    /// Its digest is not that of its members.
    Digest,
    /// The text of a pack is not the one that its hash names.
    Pack,
    /// Its identifier belongs to an entry at another place.
    Id,
    /// Its place holds another entry, or its neighbour names another: two journals wrote under one name.
    Fork,
}

impl Reason {
    /// Every reason with its name in the database.
    pub const ALL: [(&'static str, Self); 8] = [
        ("unreadable", Self::Unreadable),
        ("too_long", Self::TooLong),
        ("member", Self::Member),
        ("body", Self::Body),
        ("digest", Self::Digest),
        ("pack", Self::Pack),
        ("id", Self::Id),
        ("fork", Self::Fork),
    ];

    /// The name in the database.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, r)| *r == self)
            .map_or("", |(n, _)| n)
    }
}

impl BadLine {
    /// A bad line; of a long one the beginning is kept.
    pub fn new(text: &str, reason: Reason) -> Self {
        Self {
            text: text.chars().take(MOST_KEPT).collect(),
            line: Sha256::digest(text.as_bytes()).into(),
            reason,
            device: None,
        }
    }
}

impl Line {
    /// Reads a line; one that cannot be read is given back as a bad one.
    pub fn read(text: &str) -> Result<Self, BadLine> {
        if text.len() > MOST_LINE {
            return Err(BadLine::new(text, Reason::TooLong));
        }
        serde_json::from_str(text).map_err(|_| BadLine::new(text, Reason::Unreadable))
    }

    /// The line, without its end.
    pub fn write(&self) -> String {
        // Maps with keys that are no text, or a writer that fails: neither is here.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Bytes of all its texts, whatever is wrong with them.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Entry(e) => e.agent.len() + e.kind.len() + e.body.len(),
            Self::Pack(p) => p.hash.len() + p.id.len() + p.version.len() + p.text.len(),
        }
    }

    /// This line as a bad one.
    pub(super) fn bad(&self, reason: Reason) -> BadLine {
        let device = match self {
            Self::Entry(entry) => Some(entry.device),
            Self::Pack(_) => None,
        };
        BadLine {
            device,
            ..BadLine::new(&self.write(), reason)
        }
    }
}

impl Pack {
    /// Whether the text is the one that the hash names.
    pub(super) fn is_whole(&self) -> bool {
        let hash: Digest = Sha256::digest(self.text.as_bytes()).into();
        keys::hex(&hash) == self.hash
    }
}

impl Carried {
    /// When it was written; `None` out of the calendar.
    pub fn at(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_millis(self.at)
    }

    /// What is wrong with it by itself: its digests are computed anew from its members.
    pub(super) fn fault(&self) -> Option<Reason> {
        let Some(at) = self.at() else {
            return Some(Reason::Member);
        };
        let sound = self.epoch >= 1
            && self.seq >= 1
            && i32::try_from(self.epoch).is_ok()
            && i32::try_from(self.seq).is_ok()
            && self.agent.len() <= MOST_AGENT
            && self.kind.len() <= MOST_KIND
            && !(self.epoch == 1 && self.seq == 1 && self.prev != super::super::chain::BEGINNING);
        if !sound {
            return Some(Reason::Member);
        }
        if body_digest(&self.salt, self.body.as_bytes()) != self.body_digest {
            return Some(Reason::Body);
        }
        let head = Head {
            prev: self.prev,
            device: self.device,
            epoch: self.epoch,
            seq: self.seq,
            id: self.id,
            at,
            agent: &self.agent,
            kind: &self.kind,
            kind_version: self.kind_version,
            body_digest: self.body_digest,
        };
        (entry_digest(&head) != self.digest).then_some(Reason::Digest)
    }
}

impl From<Entry> for Carried {
    fn from(entry: Entry) -> Self {
        Self {
            device: entry.device,
            epoch: entry.epoch,
            seq: entry.seq,
            id: entry.id,
            at: entry.at.timestamp_millis(),
            agent: entry.agent,
            kind: entry.kind,
            kind_version: entry.kind_version,
            body_digest: entry.body_digest,
            digest: entry.digest,
            prev: entry.prev,
            salt: entry.salt,
            body: entry.body,
        }
    }
}

fn to_hex<S: Serializer, const N: usize>(bytes: &[u8; N], out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&keys::hex(bytes))
}

fn from_hex<'de, D: Deserializer<'de>, const N: usize>(from: D) -> Result<[u8; N], D::Error> {
    use serde::de::Error;
    let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
    keys::unhex(&text).ok_or_else(|| D::Error::custom("hexadecimal"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carried() -> Carried {
        let body = r#"{"texto":"¿sí?"}"#.to_owned();
        let mut carried = Carried {
            device: Uuid::from_u128(2),
            epoch: 3,
            seq: 4,
            id: Uuid::from_u128(5),
            at: 86_400_000,
            agent: "Inés".into(),
            kind: "note".into(),
            kind_version: 1,
            body_digest: body_digest(&[7; 16], body.as_bytes()),
            digest: [0; 32],
            prev: [1; 32],
            salt: [7; 16],
            body,
        };
        carried.digest = entry_digest(&Head {
            prev: carried.prev,
            device: carried.device,
            epoch: carried.epoch,
            seq: carried.seq,
            id: carried.id,
            at: carried.at().unwrap(),
            agent: &carried.agent,
            kind: &carried.kind,
            kind_version: carried.kind_version,
            body_digest: carried.body_digest,
        });
        carried
    }

    #[test]
    fn a_line_comes_back_as_it_was() {
        let entry = Line::Entry(Box::new(carried()));
        let pack = Line::Pack(Pack {
            hash: "ab".into(),
            id: "p".into(),
            version: "1".into(),
            text: "uno\ndos".into(),
        });
        for line in [entry, pack] {
            let text = line.write();
            assert!(!text.contains('\n'));
            assert_eq!(Line::read(&text), Ok(line));
        }
        assert_eq!(carried().fault(), None);
    }

    #[test]
    fn what_was_changed_on_the_way_is_seen() {
        type Change = fn(&mut Carried);
        let changes: [(Reason, Change); 9] = [
            (Reason::Member, |c| c.epoch = 0),
            (Reason::Member, |c| c.seq = 0),
            (Reason::Member, |c| c.at = i64::MAX),
            (Reason::Member, |c| c.kind = "x".repeat(65)),
            (Reason::Body, |c| c.body.push(' ')),
            (Reason::Body, |c| c.salt[0] ^= 1),
            (Reason::Digest, |c| c.agent.push('x')),
            (Reason::Digest, |c| c.prev[5] ^= 1),
            (Reason::Digest, |c| c.digest[5] ^= 1),
        ];
        for (reason, change) in changes {
            let mut one = carried();
            change(&mut one);
            assert_eq!(one.fault(), Some(reason));
        }
    }

    #[test]
    fn every_text_of_a_line_counts() {
        let line = |change: fn(&mut Carried)| {
            let mut one = carried();
            change(&mut one);
            Line::Entry(Box::new(one)).size()
        };
        let plain = line(|_| {});
        let changes: [fn(&mut Carried); 3] = [
            |c| c.agent = "x".repeat(1000),
            |c| c.kind = "x".repeat(1000),
            |c| c.body = "x".repeat(1000),
        ];
        for change in changes {
            assert!(line(change) > plain + 900);
        }
        let texts = ["h".repeat(64), "i".repeat(100), "v".repeat(10), "t".into()];
        let [hash, id, version, text] = texts;
        let pack = Pack {
            hash,
            id,
            version,
            text,
        };
        assert_eq!(Line::Pack(pack).size(), 64 + 100 + 10 + 1);
    }

    #[test]
    fn other_lines_are_bad_ones() {
        for text in ["", "{}", "[]", "{\"otro\":{}}", "{\"entry\":{}}"] {
            assert_eq!(Line::read(text).unwrap_err().reason, Reason::Unreadable);
        }
        let short = Line::Entry(Box::new(carried()))
            .write()
            .replace("0707", "07");
        assert_eq!(Line::read(&short).unwrap_err().reason, Reason::Unreadable);
        let long = "x".repeat(MOST_LINE + 1);
        let bad = Line::read(&long).unwrap_err();
        assert_eq!((bad.reason, bad.text.len()), (Reason::TooLong, MOST_KEPT));
    }
}
