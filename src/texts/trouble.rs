//! When the world fails: what happened, to what, and what to do now. Never a backtrace, never lost work.

use chrono::FixedOffset;

use super::texts;
use crate::journal::{CopyFault, Error, PaperFault, Warning};

/// A failure of the journal.
pub fn failure(error: &Error) -> String {
    let (t, copies) = (&texts().failures, &texts().copies);

    let slots = &texts().slots;
    let shown = |p: &std::path::Path| p.display().to_string();
    match error {
        Error::Exists { file } => t.exists.fill(&[("file", &shown(file))]),
        Error::NoJournal { file } => t.no_journal.fill(&[("file", &shown(file))]),
        Error::JournalGone { file } => slots.gone.fill(&[("file", &shown(file))]),
        Error::NoIdentity { file } => t.no_identity.fill(&[("file", &shown(file))]),
        Error::NoKey { file } => t.no_key.fill(&[("file", &shown(file))]),
        Error::BadKey { file } => t.bad_key.fill(&[("file", &shown(file))]),
        Error::FolderMoved {
            recorded,
            found,
            key,
        } => t.folder_moved.fill(&[
            ("recorded", &shown(recorded)),
            ("found", &shown(found)),
            ("key", &shown(key)),
        ]),
        Error::WrongKey { file } => t.wrong_key.fill(&[("file", &shown(file))]),
        Error::Damaged { detail } => t.damaged.fill(&[("detail", detail)]),
        Error::NotAJournal { file } => t.not_a_journal.fill(&[("file", &shown(file))]),
        Error::Newer { found, known } => t.newer.fill(&[("found", found), ("known", known)]),
        Error::Older { file } => t.older.fill(&[("file", &shown(file))]),
        Error::Unreachable { file } => {
            let t = &texts().office.rejected.unreachable;
            t.fill(&[("file", &shown(file))])
        }
        Error::Locked { file } => t.locked.fill(&[("file", &shown(file))]),
        Error::ReadOnly { file } => t.read_only.fill(&[("file", &shown(file))]),
        Error::DiskFull => t.disk_full.to_string(),
        Error::Io { file, detail, .. } => t.io.fill(&[("file", &shown(file)), ("detail", detail)]),
        Error::Replaced { file } => t.replaced.fill(&[("file", &shown(file))]),
        Error::Stopped { cause } => t.stopped.fill(&[("cause", &failure(cause))]),
        Error::Refused { detail } => t.refused.fill(&[("detail", detail)]),
        Error::Interrupted => t.interrupted.to_string(),
        Error::NoPlace { folder } => copies.failures.no_place.fill(&[("folder", &shown(folder))]),
        Error::Copying => copies.failures.copying.to_string(),
        Error::Copy { folder, fault } => copies
            .failures
            .copy
            .fill(&[("folder", &shown(folder)), ("fault", &copy_fault(fault))]),
        Error::OtherJournal { folder } => copies
            .failures
            .other_journal
            .fill(&[("folder", &shown(folder))]),
        Error::NumberUnknown => copies.failures.number_unknown.to_string(),
        Error::BadPaper { given, fault } => {
            let t = &copies.failures;
            match fault {
                PaperFault::Series { office, station } => t.paper_series.fill(&[
                    ("given", given),
                    ("office", office),
                    ("station", &format_args!("{station:02}")),
                ]),
                PaperFault::Year(year) => t.paper_year.fill(&[("given", given), ("year", year)]),
                PaperFault::Below(least) => {
                    t.paper_below.fill(&[("given", given), ("least", least)])
                }
            }
        }
        Error::ChangedSince => copies.failures.changed_since.to_string(),
        Error::NotUpdated { cause } => copies
            .failures
            .not_updated
            .fill(&[("cause", &failure(cause))]),
        Error::NoRandomness => t.no_randomness.to_string(),
        Error::PeopleEnrolled { .. } => slots.people_enrolled.to_string(),
        Error::SlotsMoved { recorded, found } => slots
            .moved
            .fill(&[("recorded", &shown(recorded)), ("found", &shown(found))]),
        Error::KeysDamaged { file } => slots.damaged.fill(&[("file", &shown(file))]),
        Error::KeysAltered => slots.altered.to_string(),
        Error::KeysOlder => slots.older.to_string(),
        Error::KeysBusy { file } => slots.busy.fill(&[("file", &shown(file))]),
        Error::KeyReplaced => slots.replaced.to_string(),
        Error::InUse { file } => slots.in_use.fill(&[("file", &shown(file))]),
        Error::Library { found } => t.library.fill(&[("found", found)]),
    }
}

/// What is wrong with a folder that should be a copy.
pub fn copy_fault(fault: &CopyFault) -> String {
    let t = &texts().copies.faults;
    match fault {
        CopyFault::Manifest => t.manifest.to_string(),
        CopyFault::Newer => t.newer.to_string(),
        CopyFault::Key => t.key.to_string(),
        CopyFault::Altered => t.altered.to_string(),
        CopyFault::Missing(name) => t.missing.fill(&[("name", name)]),
        CopyFault::Differs(name) => t.differs.fill(&[("name", name)]),
        CopyFault::Pages(detail) => t.pages.fill(&[("detail", detail)]),
        CopyFault::Chain => t.chain.to_string(),
        CopyFault::NotAsSaid => t.not_as_said.to_string(),
    }
}

/// Something to be told before work begins.
pub fn warning(warning: &Warning, zone: FixedOffset) -> String {
    let t = &texts().warnings;
    match warning {
        Warning::BehindMark(loss) => t
            .behind_mark
            .fill(&[("found", &loss.found), ("marked", &loss.marked)]),
        Warning::NoMark { .. } => t.no_mark.to_string(),
        Warning::ClockBack { last_entry_at } => t.clock_back.fill(&[(
            "last",
            &super::long_moment(last_entry_at.with_timezone(&zone).naive_local()),
        )]),
        Warning::UnreadableDraft { attention } => t.unreadable_draft.fill(&[("id", attention)]),
    }
}
