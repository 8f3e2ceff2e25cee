//! The packs embedded in the program, and those that the journal kept for older attentions.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::{Denied, Desk};
use crate::attention::ProtocolRef;
use crate::journal::Change;
use crate::protocol::{self, Problem, Protocol};

/// A pack embedded in the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pack {
    pub id: &'static str,
    pub text: &'static str,
}

const PACKS: [Pack; 5] = [
    Pack {
        id: "juntos-telefonico",
        text: include_str!("../../assets/protocols/juntos-telefonico.toml"),
    },
    Pack {
        id: "juntos-presencial",
        text: include_str!("../../assets/protocols/juntos-presencial.toml"),
    },
    Pack {
        id: "juntos-puerta",
        text: include_str!("../../assets/protocols/juntos-puerta.toml"),
    },
    Pack {
        id: "agesic-presencial",
        text: include_str!("../../assets/protocols/agesic-presencial.toml"),
    },
    Pack {
        id: "cau-decalogo",
        text: include_str!("../../assets/protocols/cau-decalogo.toml"),
    },
];

/// Why a pack cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackError {
    /// There is no pack with this identifier.
    Unknown { id: String },
    /// The pack has mistakes.
    Broken { id: String, problems: Vec<Problem> },
}

/// The packs of the program, in the order in which they are offered.
pub fn packs() -> &'static [Pack] {
    &PACKS
}

/// The identity of a pack's text.
pub fn hash_of(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _written = write!(hex, "{byte:02x}");
            hex
        })
}

/// Reads an embedded pack.
pub fn protocol(id: &str) -> Result<Protocol, PackError> {
    let pack = PACKS
        .iter()
        .find(|p| p.id == id)
        .ok_or_else(|| PackError::Unknown { id: id.to_owned() })?;
    read(id, pack.text)
}

fn read(id: &str, text: &str) -> Result<Protocol, PackError> {
    protocol::load(text, &hash_of(text)).map_err(|problems| PackError::Broken {
        id: id.to_owned(),
        problems,
    })
}

impl Desk {
    /// The pack for a new attention; its text is kept in the journal from the first use on.
    pub fn protocol(&mut self, id: &str) -> Result<Arc<Protocol>, Denied> {
        let pack = PACKS
            .iter()
            .find(|p| p.id == id)
            .ok_or_else(|| PackError::Unknown { id: id.to_owned() })?;
        // By the text and not by the id: a draft of an older version of the same pack may be at the desk too.
        if let Some(known) = self.protocols.get(&hash_of(pack.text)) {
            return Ok(Arc::clone(known));
        }
        let protocol = Arc::new(read(id, pack.text)?);
        let (id, version) = (protocol.id.clone(), protocol.control.version.clone());
        let kept = Change::Protocol {
            hash: protocol.hash.clone(),
            id,
            version,
            text: pack.text.to_owned(),
        };
        self.submit(uuid::Uuid::nil(), vec![kept], None);
        self.protocols
            .insert(protocol.hash.clone(), Arc::clone(&protocol));
        Ok(protocol)
    }

    /// The very pack that an attention began with: of this program, or as the journal kept it.
    pub fn protocol_of(&mut self, reference: &ProtocolRef) -> Result<Arc<Protocol>, Denied> {
        if let Some(known) = self.protocols.get(&reference.hash) {
            return Ok(Arc::clone(known));
        }
        let embedded = PACKS
            .iter()
            .find(|p| p.id == reference.id && hash_of(p.text) == reference.hash);
        let protocol = if let Some(pack) = embedded {
            read(pack.id, pack.text)?
        } else {
            let text = self.reader.protocol_text(&reference.hash)?;
            let text = text.ok_or_else(|| PackError::Unknown {
                id: reference.id.clone(),
            })?;
            read(&reference.id, &text)?
        };
        let protocol = Arc::new(protocol);
        // One of an older version is kept apart from the one that new attentions begin with.
        self.protocols
            .insert(reference.hash.clone(), Arc::clone(&protocol));
        Ok(protocol)
    }
}

/// What a pack is called, for lists; its id where it cannot be read.
pub fn title_of(pack: &Pack) -> String {
    protocol(pack.id).map_or_else(|_| pack.id.to_owned(), |p| p.title)
}
