//! The packs that can be chosen: the program's, and the office's own from its folder, which stand before them.
//!
//! Only headers are read for a list; the pack in use is read when an attention begins with it. A file that is no pack
//! stays in the list with what is wrong, and what it would have stood before is used instead.

use std::borrow::Cow;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::packs::{self, FileFault, PackError};
use crate::protocol::{self, Protocol};
use crate::safe::foreign_line;

/// Longest pack, in bytes; those of the program have a twentieth of it.
const MOST_BYTES: u64 = 1024 * 1024;

/// Where a pack comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Program,
    /// The office's folder; `replaces` when the program has one of the same identifier.
    Office {
        file: PathBuf,
        replaces: bool,
    },
}

/// A pack that is offered, or a file that would be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: String,
    /// What it is called; its id where its header cannot be read.
    pub title: String,
    pub version: String,
    pub origin: Origin,
    /// Why it cannot be used; of the office's own, complete only after [`Library::check`].
    pub trouble: Option<PackError>,
    text: Cow<'static, str>,
}

/// Every pack there is, the program's first, then those of the office that are new.
#[derive(Debug, Clone)]
pub struct Library {
    offers: Vec<Offer>,
}

impl Library {
    /// The packs of the program alone.
    pub fn embedded() -> Self {
        let offer = |pack: &packs::Pack| Offer::new(pack.id, Origin::Program, pack.text.into());
        Self {
            offers: packs::packs().iter().map(offer).collect(),
        }
    }

    /// The packs of the program and those of a data folder.
    pub fn open(data: &Path) -> Self {
        let mut library = Self::embedded();
        let folder = folder(data);
        let Ok(entries) = fs::read_dir(&folder) else {
            return library;
        };
        let mut files: Vec<PathBuf> = entries
            .flatten()
            .map(|e| e.path())
            .filter(|p| is_named_as_pack(p))
            .collect();
        files.sort();
        for file in files {
            library.take(&file);
        }
        library
    }

    /// Puts a file of the office in the list, beside or before what the program has.
    fn take(&mut self, file: &Path) {
        let stem = file.file_stem().map(|s| s.to_string_lossy().into_owned());
        let id = foreign_line(&stem.unwrap_or_default()).into_owned();
        let place = self.offers.iter().position(|o| o.id == id);
        let origin = Origin::Office {
            file: file.to_owned(),
            replaces: place.is_some(),
        };
        let offer = match text_of(file) {
            Ok(text) => {
                let mut offer = Offer::new(&id, origin, text.into());
                if !is_id(&id) {
                    offer.refuse(file, FileFault::Name);
                } else if let Some(other) = offer.other_id() {
                    offer.refuse(file, FileFault::OtherId { id: other });
                }
                offer
            }
            Err(fault) => {
                let mut offer = Offer::new(&id, origin, "".into());
                offer.refuse(file, fault);
                offer
            }
        };
        self.offers
            .insert(place.unwrap_or(self.offers.len()), offer);
    }

    /// Reads every pack of the office to its end, so that what is wrong with each is known.
    pub fn check(&mut self) {
        for offer in &mut self.offers {
            if offer.trouble.is_none() && offer.origin != Origin::Program {
                let problems = protocol::review(&offer.text);
                if !problems.is_empty() {
                    offer.trouble = Some(PackError::Broken {
                        id: offer.id.clone(),
                        file: offer.place(),
                        problems,
                    });
                }
            }
        }
    }

    /// Everything in the list, what cannot be used too.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// What can be chosen: the first of each identifier without a known trouble.
    pub fn usable(&self) -> impl Iterator<Item = &Offer> {
        let good = |o: &&Offer| o.trouble.is_none();
        self.offers
            .iter()
            .filter(good)
            .filter(move |o| self.found(&o.id).is_ok_and(|f| std::ptr::eq(f, *o)))
    }

    /// What a choice shows: what can be chosen, then what cannot.
    pub fn choices(&self) -> Vec<&Offer> {
        let troubled = self.offers.iter().filter(|o| o.trouble.is_some());
        self.usable().chain(troubled).collect()
    }

    fn found(&self, id: &str) -> Result<&Offer, PackError> {
        let mut of_id = self.offers.iter().filter(|o| o.id == id);
        let first = of_id.clone().next();
        let first = first.ok_or_else(|| PackError::Unknown { id: id.to_owned() })?;
        match (of_id.find(|o| o.trouble.is_none()), &first.trouble) {
            (Some(good), _) => Ok(good),
            (None, Some(trouble)) => Err(trouble.clone()),
            (None, None) => Ok(first),
        }
    }

    /// The text of the pack with this identifier: the office's, unless it is known to be broken and the program has one.
    pub fn text(&self, id: &str) -> Result<&str, PackError> {
        Ok(&self.found(id)?.text)
    }

    /// Reads the pack with this identifier.
    pub fn protocol(&self, id: &str) -> Result<Protocol, PackError> {
        self.found(id)?.read()
    }
}

impl Offer {
    fn new(id: &str, origin: Origin, text: Cow<'static, str>) -> Self {
        let header = header(&text);
        let named = |table: Option<&Table>, key: &str| {
            let value = table?.get(key)?.as_str()?;
            Some(foreign_line(value).into_owned())
        };
        let control = header
            .as_ref()
            .and_then(|h| h.get("control").and_then(Value::as_table));
        Self {
            title: named(header.as_ref(), "title").unwrap_or_else(|| id.to_owned()),
            version: named(control, "version").unwrap_or_default(),
            id: id.to_owned(),
            origin,
            trouble: None,
            text,
        }
    }

    fn refuse(&mut self, file: &Path, fault: FileFault) {
        self.trouble = Some(PackError::File {
            file: file.display().to_string(),
            fault,
        });
    }

    /// The identifier that its text says, where that is another.
    fn other_id(&self) -> Option<String> {
        let header = header(&self.text)?;
        let said = header.get("id")?.as_str()?;
        (said != self.id).then(|| foreign_line(said).into_owned())
    }

    /// Where it is: its file, or its identifier for one of the program.
    pub fn place(&self) -> String {
        match &self.origin {
            Origin::Program => self.id.clone(),
            Origin::Office { file, .. } => file.display().to_string(),
        }
    }

    /// Its text; empty where its file cannot be taken.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Reads it to its end.
    pub fn read(&self) -> Result<Protocol, PackError> {
        match &self.trouble {
            Some(trouble) => Err(trouble.clone()),
            None => packs::read(&self.id, &self.place(), &self.text),
        }
    }
}

/// The office's folder of packs in a data folder.
pub fn folder(data: &Path) -> PathBuf {
    data.join("protocolos")
}

/// Whether a text can be the identifier of a pack: small letters, figures and hyphens, at most 60.
pub fn is_id(text: &str) -> bool {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=60).contains(&text.len()) && text.chars().all(letter)
}

/// Whether a file of the folder means to be a pack: editors leave others beside it.
fn is_named_as_pack(file: &Path) -> bool {
    let hidden = file
        .file_name()
        .is_some_and(|n| n.to_string_lossy().starts_with('.'));
    !hidden && file.extension().is_some_and(|e| e == "toml")
}

/// The text of a pack's file, where it can be taken. A link is not followed, nothing is waited for, and no more is read
/// than a pack may have.
pub fn text_of(file: &Path) -> Result<String, FileFault> {
    let unreadable = |_: std::io::Error| FileFault::Unreadable;
    let about = fs::symlink_metadata(file).map_err(unreadable)?;
    if !about.is_file() {
        return Err(FileFault::NotPlain);
    }
    let opened = fs::File::open(file).map_err(unreadable)?;
    let mut bytes = Vec::new();
    let mut limited = opened.take(MOST_BYTES + 1);
    limited.read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(FileFault::TooBig { most: MOST_BYTES });
    }
    // Editors of one system put a mark before the text.
    let text = String::from_utf8(bytes).map_err(|_| FileFault::NotText)?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or_else(|| text.clone(), str::to_owned))
}

/// What stands before the first list of tables: identifier, title, document control.
fn header(text: &str) -> Option<Table> {
    let end = text.find("\n[[").map_or(text.len(), |i| i + 1);
    text.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_headers_only_and_says_what_each_pack_is_called() {
        for offer in Library::embedded().offers() {
            let read = packs::protocol(&offer.id).unwrap();
            assert_eq!(offer.title, read.title);
            assert_eq!(offer.version, read.control.version);
        }
    }

    #[test]
    fn an_identifier_is_no_path() {
        for good in ["mio", "juntos-2", "a"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "../mio", "a/b", "Mío", "a b", "a.b", &"a".repeat(61)] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
