//! Putting a copy in the place of the journal: first what would be lost, then, once it was confirmed, the change; at any
//! moment the folder holds the old journal or the new one, and the old one is kept.

mod bring;
mod finish;
mod known;
mod losses;
mod stage;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use bring::{bring_people, leave_people};
pub(super) use finish::{finish, finish_held, is_under_way};
pub(super) use known::{given, remember};
pub use losses::{Losses, LostAttention, LostDraft, LostPromise};
pub use stage::restore;

use super::copies::{Checked, Manifest, Medium, Place, check_copy, keys_for, look_at_copy};
use super::keys::{self, DataKey, Opener};
use super::mark::{self, Found};
use super::{Error, Paths, Result, Unlocked};
use crate::attention::RegistryNumber;

/// What restoring a copy would mean.
#[derive(Clone)]
pub struct Plan {
    pub copy: Checked,
    pub present: Present,
    /// The highest number of each series that is known to have been given: by the copy, the present journal, its drafts and
    /// its mark.
    pub highest: Vec<RegistryNumber>,
    /// What else was found beside the copy.
    reach: Reach,
    /// What the copy is locked with.
    key: DataKey,
}

/// How far the journal that is there is known to have got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reach {
    /// The furthest place known to have existed, by epoch and sequence.
    furthest: (u32, u32),
    /// Whether anything but the copy tells of places and numbers.
    certain: bool,
    /// The year of a number that only the mark tells of: numbers of years before it may have been given and are hidden.
    hiding: Option<u16>,
}

/// The journal that is there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Present {
    /// There is none.
    Nothing,
    /// It can be read: this is in it and not in the copy.
    Readable(Losses),
    /// It cannot be read. The mark may still tell how far it had got.
    Unreadable { error: Error, mark: Option<Marked> },
}

/// What the mark of a journal that cannot be read says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    pub epoch: u32,
    pub seq: u32,
    /// The highest number given.
    pub number: Option<RegistryNumber>,
}

/// A copy was put in the place of the journal. What an entry of kind `restored` says: names go into journals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// The last entry of the copy.
    pub from: Place,
    pub copy_made_at: DateTime<Utc>,
    /// The furthest place known to have existed.
    pub known_epoch: u32,
    pub known_seq: u32,
    /// Entries that are not in the copy; `None` where the journal could not be read.
    pub lost: Option<u32>,
    /// The highest number of each series known to have been given: the numbers go on beyond them.
    pub highest: Vec<RegistryNumber>,
    /// The last number on paper, where somebody said it.
    pub paper: Option<RegistryNumber>,
    /// Attentions in progress that were carried over.
    pub drafts: u32,
}

/// Why a last number on paper cannot be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaperFault {
    /// The numbers are of this office and station.
    Series { office: String, station: u8 },
    /// It has to be of this year.
    Year(i32),
    /// The copy holds this one already.
    Below(RegistryNumber),
}

/// How a copy is restored.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Whether the attentions in progress of the present journal are carried over.
    pub drafts: bool,
    /// The last number given on paper or known otherwise.
    pub paper: Option<RegistryNumber>,
    pub now: DateTime<Utc>,
    /// When, on the office's clock: the old journal is kept under it.
    pub local: chrono::NaiveDateTime,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    pub restored: Restored,
    /// Where the files of the journal before are; `None` where there were none.
    pub kept: Option<PathBuf>,
}

/// The journal of a folder for somebody who restores: with its own key, or, where there is no journal, with that of the
/// copy. `key_file` is a key file brought along. Refused where people are enrolled: one of them opens it.
pub fn for_restoring(paths: &Paths, copy: &Path, key_file: Option<&Path>) -> Result<Unlocked> {
    finish(paths)?;
    if keys::are_enrolled(paths) {
        return Err(Error::PeopleEnrolled {
            file: paths.slots(),
        });
    }
    let manifest = look_at_copy(copy)?;
    let device = manifest.device;
    let key = match key_file {
        Some(file) => DataKey::read(file)?.0,
        None => DataKey::load_of(paths, device)?,
    };
    Ok(Unlocked {
        paths: paths.clone(),
        key,
        device,
        by: Opener::KeyFile,
    })
}

/// Verifies a copy and finds out what restoring it would mean. Nothing is touched.
pub fn plan(unlocked: &Unlocked, copy: &Path) -> Result<Plan> {
    finish(&unlocked.paths)?;
    let checked = check_copy(unlocked, copy)?;
    let manifest = &checked.manifest;
    if manifest.device != unlocked.device {
        return Err(Error::OtherJournal {
            folder: copy.to_owned(),
        });
    }
    let key = keys_for(unlocked)
        .into_iter()
        .find(|k| k.id() == manifest.key);
    let key = key.ok_or_else(|| Error::Copy {
        folder: copy.to_owned(),
        fault: super::copies::CopyFault::Key,
    })?;
    let (present, highest, reach) = found(unlocked, copy, &key, manifest);
    Ok(Plan {
        copy: checked,
        present,
        highest,
        reach,
        key,
    })
}

/// What is there beside the copy: the present journal, the highest number of each series, and how far it had got.
fn found(
    unlocked: &Unlocked,
    copy: &Path,
    key: &DataKey,
    manifest: &Manifest,
) -> (Present, Vec<RegistryNumber>, Reach) {
    let mark = match mark::read(&unlocked.paths, &unlocked.key) {
        Ok(Found::Mark(mark)) => Some(mark),
        _ => None,
    };
    let mut highest = manifest.highest.clone();
    highest.extend(mark.and_then(|m| m.number));
    let mut reach = Reach {
        furthest: (manifest.last.epoch, manifest.last.seq),
        certain: mark.is_some(),
        hiding: mark.and_then(|m| m.number).map(|n| n.year()),
    };
    if let Some(mark) = &mark {
        reach.furthest = reach.furthest.max((mark.epoch, mark.seq));
    }
    let marked = mark.map(|m| Marked {
        epoch: m.epoch,
        seq: m.seq,
        number: m.number,
    });
    let present = if super::exists(&unlocked.paths) {
        match losses::compare(unlocked, copy, key, manifest) {
            Ok(found) => {
                let told = mark.is_none_or(|m| {
                    found.end >= (m.epoch, m.seq)
                        && m.number.is_none_or(|n| found.numbers.contains(&n))
                });
                if told {
                    reach.hiding = None;
                }
                highest.extend(found.numbers);
                reach.furthest = reach.furthest.max(found.end);
                reach.certain = true;
                Present::Readable(found.losses)
            }
            Err(error) => Present::Unreadable {
                error,
                mark: marked,
            },
        }
    } else {
        Present::Nothing
    };
    (present, super::numbers::highest_each(highest), reach)
}

impl Plan {
    /// Whether numbers of `year`, the office's current one, may have been given that nothing here tells of: then the last
    /// one on paper has to be said. A mark holds one number only: of a later year (a clock that was set back) it tells
    /// nothing of this one.
    pub fn needs_paper(&self, year: i32) -> bool {
        !self.reach.certain || self.reach.hiding.is_some_and(|y| i32::from(y) > year)
    }

    /// Whether a last number on paper can be one: of the copy's own series, not of a year after `year`, the office's
    /// current one; where it alone tells, of that year and not below what the copy holds.
    pub fn accepts(&self, paper: RegistryNumber, year: i32) -> Result<()> {
        let manifest = &self.copy.manifest;
        let bad = |fault| {
            Err(Error::BadPaper {
                given: paper,
                fault,
            })
        };
        if (paper.office(), paper.station()) != (manifest.office.as_str(), manifest.station) {
            return bad(PaperFault::Series {
                office: manifest.office.clone(),
                station: manifest.station,
            });
        }
        let (of, alone) = (i32::from(paper.year()), self.needs_paper(year));
        if of > year || (alone && of != year) {
            return bad(PaperFault::Year(year));
        }
        let series = |n: &RegistryNumber| (n.office() == paper.office(), n.station(), n.year());
        let known = manifest.highest.iter();
        let known = known.filter(|n| series(n) == (true, paper.station(), paper.year()));
        match known.max_by_key(|n| n.sequence()) {
            Some(least) if alone && paper.sequence() < least.sequence() => {
                bad(PaperFault::Below(*least))
            }
            _ => Ok(()),
        }
    }

    /// Looks for all of it again and compares: somebody may have worked since the plan was shown.
    fn still_holds(&self, unlocked: &Unlocked) -> Result<()> {
        let copy = &self.copy;
        let now = found(unlocked, &copy.folder, &self.key, &copy.manifest);
        if now == (self.present.clone(), self.highest.clone(), self.reach) {
            Ok(())
        } else {
            Err(Error::ChangedSince)
        }
    }
}
