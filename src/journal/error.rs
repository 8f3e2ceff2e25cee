//! Everything that can go wrong with the journal, as data: the words for it are elsewhere.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::{CopyFault, PaperFault};
use crate::attention::RegistryNumber;

/// What a function of the journal gives back.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the journal did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// A journal is there already and was not touched.
    Exists {
        file: PathBuf,
    },
    NoJournal {
        file: PathBuf,
    },
    /// The database is gone and who may open it is still there: a copy can be put back, and no other journal is made here.
    JournalGone {
        file: PathBuf,
    },
    /// The folder does not say which key is its own, or says it badly.
    NoIdentity {
        file: PathBuf,
    },
    NoKey {
        file: PathBuf,
    },
    /// The key file holds something else than a key.
    BadKey {
        file: PathBuf,
    },
    /// The data folder was copied or moved: two copies writing would fork the chain. To adopt a folder that was moved, the
    /// path in the key file is changed by hand.
    FolderMoved {
        recorded: PathBuf,
        found: PathBuf,
        key: PathBuf,
    },
    WrongKey {
        file: PathBuf,
    },
    /// The key is right and the content is not what was written.
    Damaged {
        detail: String,
    },
    /// A database of another program, or none at all.
    NotAJournal {
        file: PathBuf,
    },
    /// Written by a later version of this program.
    Newer {
        found: u32,
        known: u32,
    },
    /// Last written by an earlier version of this program, which kept lists and search otherwise.
    Older {
        file: PathBuf,
    },
    /// A file that whoever sits there named, outside the journal, cannot be read or written.
    Unreachable {
        file: PathBuf,
    },
    /// Another process is writing.
    Locked {
        file: PathBuf,
    },
    ReadOnly {
        file: PathBuf,
    },
    DiskFull,
    Io {
        file: PathBuf,
        kind: io::ErrorKind,
        detail: String,
    },
    /// The file was moved, deleted or replaced while it was in use: what is written there would be lost.
    Replaced {
        file: PathBuf,
    },
    /// An earlier failure made the journal stop recording; this is that failure.
    Stopped {
        cause: Box<Error>,
    },
    /// The database refuses the change: an identifier that exists already, for example.
    Refused {
        detail: String,
    },
    /// A search was stopped: a newer one was asked, or its time was over.
    Interrupted,
    /// The folder for copies is not there: a stick that is not in, for example.
    NoPlace {
        folder: PathBuf,
    },
    /// Another copy is being made.
    Copying,
    /// A folder that is no good copy of this journal.
    Copy {
        folder: PathBuf,
        fault: CopyFault,
    },
    /// A copy of another station's journal.
    OtherJournal {
        folder: PathBuf,
    },
    /// Nothing tells which numbers were given after the copy.
    NumberUnknown,
    /// A last number on paper that the journal cannot have given.
    BadPaper {
        given: RegistryNumber,
        fault: PaperFault,
    },
    /// Somebody worked in the journal after it was shown what restoring a copy would mean.
    ChangedSince,
    /// The journal is of an earlier version, and the copy without which it is not changed could not be made.
    NotUpdated {
        cause: Box<Error>,
    },
    /// The system gave no random bytes for the key.
    NoRandomness,
    /// People are enrolled: the journal opens for one of them, and the key file no longer counts.
    PeopleEnrolled {
        file: PathBuf,
    },
    /// The data folder was copied or moved since people were enrolled in it; the recovery code adopts it.
    SlotsMoved {
        recorded: PathBuf,
        found: PathBuf,
    },
    /// Neither copy of the slots can be read.
    KeysDamaged {
        file: PathBuf,
    },
    /// The slots were changed by somebody without the key.
    KeysAltered,
    /// The slots are older than changes that the journal has seen; the recovery code adopts them.
    KeysOlder,
    /// Somebody else is changing people or keys at this moment.
    KeysBusy {
        file: PathBuf,
    },
    /// The journal has another data key since it was opened: whoever works with the old one has to enter again.
    KeyReplaced,
    /// Somebody has the journal open, and the change wants it for itself.
    InUse {
        file: PathBuf,
    },
    /// The library is not the one this journal was proved with.
    Library {
        found: String,
    },
}

impl Error {
    /// Whether nothing more may be acknowledged after it.
    pub fn is_fatal(&self) -> bool {
        matches!(
            self,
            Self::Damaged { .. }
                | Self::NotAJournal { .. }
                | Self::ReadOnly { .. }
                | Self::Io { .. }
                | Self::Replaced { .. }
                | Self::Stopped { .. }
        )
    }

    /// An error of the file system, on a file outside the journal that whoever sits there named.
    pub fn outside(file: &Path, error: &io::Error) -> Self {
        match Self::io(file, error) {
            Self::DiskFull => Self::DiskFull,
            _ => Self::Unreachable {
                file: file.to_owned(),
            },
        }
    }

    /// An error of the file system, on this file.
    pub(super) fn io(file: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => Self::ReadOnly {
                file: file.to_owned(),
            },
            kind => Self::Io {
                file: file.to_owned(),
                kind,
                detail: error.to_string(),
            },
        }
    }

    /// Something kept in the database cannot be read back.
    pub(super) fn unreadable(what: &str, error: &dyn fmt::Display) -> Self {
        Self::Damaged {
            detail: format!("{what}: {error}"),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let Some(code) = error.sqlite_error() else {
            return Self::Damaged {
                detail: error.to_string(),
            };
        };
        let detail = format!("{error} ({})", code.extended_code);
        match code.code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Damaged { detail },
            ErrorCode::ReadOnly => Self::ReadOnly {
                file: PathBuf::new(),
            },
            ErrorCode::OperationInterrupted => Self::Interrupted,
            ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => Self::Io {
                file: PathBuf::new(),
                kind: io::ErrorKind::Other,
                detail,
            },
            _ => Self::Refused { detail },
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Error {}
