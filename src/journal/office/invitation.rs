//! An invitation: the office's secret in a file, under a code that is told apart from it.
//!
//! The code has 120 random bits, so no slow derivation is needed to keep it from being guessed.

use std::io::Write;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::bundle::write_file;
use super::super::{Error, Result};
use super::code::Code;
use super::secret::{OfficeSecret, derived, hexed};
use super::{Certificate, OfficeFault};

const VERSION: u32 = 1;
/// An invitation of an office with hundreds of stations is far below.
const MOST: usize = 1024 * 1024;

/// An invitation that was just made. The code is nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    pub id: Uuid,
    /// What the file holds.
    pub text: String,
    /// What whoever takes it has to type: 26 characters in groups.
    pub code: String,
}

/// What an invitation says in clear.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// What kind of file it is.
    ventanilla: String,
    version: u32,
    id: Uuid,
    office: String,
    created: DateTime<Utc>,
    #[serde(with = "hexed")]
    salt: [u8; 32],
    /// Hexadecimal.
    sealed: String,
}

/// What only the code opens.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Inside {
    pub(super) secret: OfficeSecret,
    /// The stations that the inviting one knows, itself among them.
    pub(super) stations: Vec<Certificate>,
}

impl Invitation {
    /// Writes it to a new file, for the owner alone, and reads it again.
    pub fn write(&self, target: &Path) -> Result<()> {
        let failed = |e: std::io::Error| Error::outside(target, &e);
        write_file(
            target,
            |out| out.write_all(self.text.as_bytes()).map_err(failed),
            |file| {
                let read = std::io::read_to_string(file).map_err(failed)?;
                if read == self.text {
                    return Ok(());
                }
                Err(Error::Damaged {
                    detail: target.display().to_string(),
                })
            },
        )
    }
}

const KIND: &str = "invitation";

/// Writes an invitation under a new code.
pub(super) fn seal(
    inside: &Inside,
    office: &str,
    id: Uuid,
    created: DateTime<Utc>,
) -> Result<Invitation> {
    let code = Code::random()?;
    let mut salt = [0; 32];
    getrandom::fill(&mut salt).map_err(|_| Error::NoRandomness)?;
    let mut file = File {
        ventanilla: KIND.to_owned(),
        version: VERSION,
        id,
        office: office.to_owned(),
        created,
        salt,
        sealed: String::new(),
    };
    let refused = |e: serde_json::Error| Error::Refused {
        detail: e.to_string(),
    };
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(inside).map_err(refused)?);
    let associated = associated(&file);
    let payload = Payload {
        msg: &plain,
        aad: &associated,
    };
    let (cipher, nonce) = cipher(&code, &file.salt);
    let sealed = cipher
        .encrypt(&nonce, payload)
        .map_err(|_| Error::Refused {
            detail: KIND.to_owned(),
        })?;
    file.sealed = super::super::keys::hex(&sealed);
    Ok(Invitation {
        id,
        text: serde_json::to_string_pretty(&file).map_err(refused)? + "\n",
        code: code.shown(),
    })
}

/// Opens an invitation for a station of the office with these letters.
pub(super) fn open(bytes: &[u8], code: &str, office: &str) -> Result<(Uuid, Inside), OfficeFault> {
    #[derive(Deserialize)]
    struct Any {
        ventanilla: String,
        version: u32,
    }
    let strange = OfficeFault::NotAnInvitation;
    if bytes.len() > MOST {
        return Err(strange);
    }
    let any: Any = serde_json::from_slice(bytes).map_err(|_| strange.clone())?;
    if any.ventanilla != KIND {
        return Err(strange);
    }
    if any.version > VERSION {
        return Err(OfficeFault::NewerInvitation {
            version: any.version,
        });
    }
    let file: File = serde_json::from_slice(bytes).map_err(|_| strange.clone())?;
    if file.office != office {
        return Err(OfficeFault::OtherOffice {
            theirs: file.office,
            ours: office.to_owned(),
        });
    }
    let code = Code::read(code).ok_or(OfficeFault::Misspelt)?;
    let sealed = unhex(&file.sealed).ok_or(strange.clone())?;
    let associated = associated(&file);
    let payload = Payload {
        msg: &sealed,
        aad: &associated,
    };
    let (cipher, nonce) = cipher(&code, &file.salt);
    let plain = cipher
        .decrypt(&nonce, payload)
        .map_err(|_| OfficeFault::WrongCode)?;
    let plain = zeroize::Zeroizing::new(plain);
    let inside: Inside = serde_json::from_slice(&plain).map_err(|_| strange)?;
    Ok((file.id, inside))
}

/// The salt is new for each invitation, so key and nonce are used once.
fn cipher(code: &Code, salt: &[u8; 32]) -> (XChaCha20Poly1305, XNonce) {
    let key: [u8; 32] = derived(code.bytes(), salt, b"ventanilla/office/1/invitation/key");
    let nonce: [u8; 24] = derived(code.bytes(), salt, b"ventanilla/office/1/invitation/nonce");
    (
        XChaCha20Poly1305::new(Key::from_slice(&key)),
        XNonce::from(nonce),
    )
}

/// What is in clear and may not be changed.
fn associated(file: &File) -> Vec<u8> {
    let mut out = b"ventanilla/office/1/invitation".to_vec();
    out.extend(file.version.to_be_bytes());
    out.extend(file.id.as_bytes());
    out.extend(file.created.timestamp_millis().to_be_bytes());
    out.extend(file.office.as_bytes());
    out
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = text.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> (OfficeSecret, Invitation) {
        let secret = OfficeSecret::random().unwrap();
        let inside = Inside {
            secret: secret.clone(),
            stations: Vec::new(),
        };
        let made = seal(&inside, "CAJ", Uuid::from_u128(1), DateTime::UNIX_EPOCH).unwrap();
        (secret, made)
    }

    #[test]
    fn its_code_opens_it_and_no_other_does() {
        let (secret, invitation) = made();
        let bytes = invitation.text.as_bytes();
        let (_, inside) = open(bytes, &invitation.code, "CAJ").unwrap();
        assert_eq!(inside.secret, secret);
        let other = Code::random().unwrap().shown();
        let fault =
            |bytes: &[u8], code: &str, office: &str| open(bytes, code, office).err().unwrap();
        assert_eq!(fault(bytes, &other, "CAJ"), OfficeFault::WrongCode);
        assert_eq!(fault(bytes, "1234", "CAJ"), OfficeFault::Misspelt);
        let said = OfficeFault::OtherOffice {
            theirs: "CAJ".into(),
            ours: "LIM".into(),
        };
        assert_eq!(fault(bytes, &invitation.code, "LIM"), said);
        assert_eq!(
            fault(b"{}", &invitation.code, "CAJ"),
            OfficeFault::NotAnInvitation
        );
        let later = invitation.text.replace("\"version\": 1", "\"version\": 2");
        let said = OfficeFault::NewerInvitation { version: 2 };
        assert_eq!(fault(later.as_bytes(), &invitation.code, "CAJ"), said);
    }

    #[test]
    fn no_changed_byte_is_taken() {
        let (_, invitation) = made();
        for at in 0..invitation.text.len() {
            for flip in [1, 0x20] {
                let mut bytes = invitation.text.clone().into_bytes();
                bytes[at] ^= flip;
                let Ok((_, inside)) = open(&bytes, &invitation.code, "CAJ") else {
                    continue;
                };
                // White space between members, and the case of a digit, say the same.
                let same =
                    bytes.to_ascii_lowercase() == invitation.text.to_ascii_lowercase().into_bytes();
                let blank = invitation.text.as_bytes()[at].is_ascii_whitespace();
                assert!(same || blank, "{at}: {:?}", inside.stations);
            }
            let cut = &invitation.text.as_bytes()[..at];
            if at + 1 < invitation.text.len() {
                assert!(open(cut, &invitation.code, "CAJ").is_err(), "{at}");
            }
        }
    }
}
