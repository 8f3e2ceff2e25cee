//! The journal: an append-only, chained, encrypted record of every attention, with the drafts of those in progress.
//!
//! One thread, the [`Recorder`], owns the writing connection; [`Reader`]s answer queries beside it. What an entry says is
//! kept as it was written and chained; lists, promises and search are projections, written in the same transaction by the
//! same code that can make them again from the entries. No SQL exists elsewhere in the program for attentions.

mod body;
mod bundle;
mod carry;
mod chain;
mod change;
mod checkpoint;
mod connect;
mod copies;
mod create;
mod discard;
mod disk;
mod draft;
mod error;
mod export;
mod facets;
mod figures;
mod fold;
mod index;
mod keys;
mod links;
mod mark;
mod numbers;
mod office;
mod opening;
mod order;
mod paths;
mod presence;
mod project;
mod promises;
mod query;
mod reader;
mod rebuild;
mod recorder;
mod restore;
mod row;
mod said;
mod schema;
mod search;
mod seeker;
mod sight;
mod spoken;
mod standing;
mod unforeseen;
mod union;
mod verify;
mod vocabulary;
mod words;
mod writer;

pub use body::{Body, Loss, Station};
pub use bundle::{Rejected, Taken, take_in};
pub use chain::{Digest, Head, body_digest, entry_digest};
pub use change::{Ack, Change, DraftHead, NewEntry, StoredDraft, Ticket, Tip};
pub use copies::{
    Backup, Beside, Checked, CopyFault, LastCopy, Listed, Manifest, Place, SHEET, Wanted, back_up,
    check_copy, copies_folder, last_copy, look_at_copy, note_copy,
};
pub use create::create;
pub use discard::discard;
pub use error::{Error, Result};
pub use export::Exported;
pub use figures::{Day, Figure};
pub use fold::Folded;
pub use keys::{
    BadCode, DeviceKind, DeviceSecret, DeviceTrouble, Guard, Opener, PeopleError, RecoveryCode,
    Seat, Secret, UnlockError, Unlocked, by_file, change_role, change_secret, end_wait, enrol,
    enrol_first, guard, recover, remove, replace_device_secret, replace_recovery, reset_secret,
    unlock,
};
pub use office::{
    Certificate, Exchange, Invitation, Known as KnownStation, Membership, Office, OfficeChange,
    OfficeFault,
};
pub use opening::{Opened, Warning, open, open_telling};
pub use paths::{Paths, exists, is_first_run};
pub use promises::{OpenPromise, Owed};
pub use query::{Days, Filter, Known, Page, Query};
pub use reader::{History, Reader};
pub use rebuild::rebuild;
pub use recorder::Recorder;
pub use restore::{
    Choice, Done, Losses, LostAttention, LostDraft, LostPromise, Marked, PaperFault, Plan, Present,
    Restored, bring_people, for_restoring, leave_people, plan, restore,
};
pub use row::{Entry, Summary};
pub use seeker::{News, Seeker, Sought};
pub use standing::Version;
pub use union::{
    Admitted, BadLine, Carried, Counts, EntrySet, Fork, Imported, Line, MOST_LINE, Pack,
    Quarantined, Reason, StationOf, Vector, admit,
};
pub use verify::{Broken, Fault, MarkState, Pages, Verification};

/// Makes the libraries below ready: most of what the first connection of a process costs. Called on a thread of its own at
/// the start, while the arguments are read; whoever opens a connection meanwhile waits for it.
pub fn warm_up() {
    connect::ready();
}
