//! The packs of the program and of the office, and those that the journal kept for older attentions.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::library::{Library, Origin};
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

const PACKS: [Pack; 10] = [
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
        id: "juntos-fua",
        text: include_str!("../../assets/protocols/juntos-fua.toml"),
    },
    Pack {
        id: "juntos-escrito",
        text: include_str!("../../assets/protocols/juntos-escrito.toml"),
    },
    Pack {
        id: "agesic-presencial",
        text: include_str!("../../assets/protocols/agesic-presencial.toml"),
    },
    Pack {
        id: "serviciudad-pqr",
        text: include_str!("../../assets/protocols/serviciudad-pqr.toml"),
    },
    Pack {
        id: "serviciudad-escrito",
        text: include_str!("../../assets/protocols/serviciudad-escrito.toml"),
    },
    Pack {
        id: "coie-pro-006",
        text: include_str!("../../assets/protocols/coie-pro-006.toml"),
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
    /// The pack has mistakes. `file` is where it is, or its identifier.
    Broken {
        id: String,
        file: String,
        problems: Vec<Problem>,
    },
    /// The office's file cannot be taken.
    File { file: String, fault: FileFault },
}

/// Why a file of the office's folder is no pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFault {
    /// Its name has other letters than identifiers have.
    Name,
    /// A link, a folder, a device: not a plain file.
    NotPlain,
    /// More bytes than a pack may have.
    TooBig { most: u64 },
    /// Not UTF-8.
    NotText,
    /// It is not there, or the system does not give it.
    Unreadable,
    /// It says another identifier than its name.
    OtherId { id: String },
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
    read(id, id, pack.text)
}

/// Reads the text of a pack that is kept in `file`.
pub(super) fn read(id: &str, file: &str, text: &str) -> Result<Protocol, PackError> {
    protocol::load(text, &hash_of(text)).map_err(|problems| PackError::Broken {
        id: id.to_owned(),
        file: file.to_owned(),
        problems,
    })
}

impl Desk {
    /// The packs that an attention can begin with.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The pack for a new attention; its text is kept in the journal from the first use on.
    pub fn protocol(&mut self, id: &str) -> Result<Arc<Protocol>, Denied> {
        let text = self.library.text(id)?;
        // By the text and not by the id: a draft of an older version of the same pack may be at the desk too.
        if let Some(known) = self.protocols.get(&hash_of(text)) {
            return Ok(Arc::clone(known));
        }
        let text = text.to_owned();
        let protocol = Arc::new(self.library.protocol(id)?);
        let (id, version) = (protocol.id.clone(), protocol.control.version.clone());
        let kept = Change::Protocol {
            hash: protocol.hash.clone(),
            id,
            version,
            text,
        };
        self.submit(uuid::Uuid::nil(), vec![kept], None);
        self.protocols
            .insert(protocol.hash.clone(), Arc::clone(&protocol));
        Ok(protocol)
    }

    /// The very pack that an attention began with: of this program, of the office, or as the journal kept it.
    pub fn protocol_of(&mut self, reference: &ProtocolRef) -> Result<Arc<Protocol>, Denied> {
        if let Some(known) = self.protocols.get(&reference.hash) {
            return Ok(Arc::clone(known));
        }
        let ProtocolRef { id, hash, .. } = reference;
        let embedded = PACKS.iter().find(|p| p.id == id).map(|p| p.text);
        let here = [embedded, self.library.text(id).ok()];
        let same = here.into_iter().flatten().find(|t| hash_of(t) == *hash);
        let protocol = if let Some(text) = same {
            read(id, id, text)?
        } else {
            let text = self.reader.protocol_text(hash)?;
            let text = text.ok_or_else(|| PackError::Unknown { id: id.clone() })?;
            read(id, id, &text)?
        };
        let protocol = Arc::new(protocol);
        // One of an older version is kept apart from the one that new attentions begin with.
        self.protocols.insert(hash.clone(), Arc::clone(&protocol));
        Ok(protocol)
    }

    /// What is wrong with the office's own packs: each is read to its end, so this is for once, at the start.
    pub(super) fn broken_packs(&mut self) -> Vec<PackError> {
        self.library.check();
        let own = self.library.offers().iter();
        own.filter(|o| o.origin != Origin::Program)
            .filter_map(|o| o.trouble.clone())
            .collect()
    }
}
