//! What an agent can do, in verbs, with no terminal in it: a second front end is thin because the desk is whole.

mod agenda;
pub mod carrier;
mod carry;
mod closing;
mod copies;
mod coverage;
mod door;
mod filed;
mod find;
mod front;
pub mod library;
mod office;
mod packs;
mod people;
mod presence;
mod prompter;
mod save;
mod series;
mod session;
mod sheet;
mod verbs;

pub use agenda::{Home, OwedRow};
pub use carry::CarriedOut;
pub use closing::{Copied, CopyAge, OnCopied};
pub use coverage::{coverage, reasons, requirements};
pub use door::{Answer, Door, DoorNews};
pub use filed::FiledView;
pub use find::{find, query};
pub use front::Front;
pub use library::Library;
pub use packs::{FileFault, Pack, PackError, hash_of, packs, protocol};
pub use presence::Entered;
pub use prompter::{Known, Prompt, answer_label, label_of, person};
pub use save::{Saving, Trouble};
pub use session::Session;
pub use sheet::DaySheet;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use chrono::{FixedOffset, NaiveDateTime};
use uuid::Uuid;

use crate::attention::{Refusal, RegistryNumber};
use crate::journal::{self, Opened, Reader, Recorder, Sought, Station, Ticket};
use crate::people::{Permission, Presence, Role};
use crate::protocol::Protocol;
use crate::world::World;

/// The application: the attentions that are open, the journal behind them and the clock.
pub struct Desk {
    pub world: World,
    station: Station,
    recorder: Recorder,
    reader: Reader,
    /// The packs that an attention can begin with.
    library: Library,
    session: Session,
    /// Nobody is at the keys until somebody is let in.
    locked: bool,
    /// Attentions in progress that were handed over to who is at the keys.
    handed: HashSet<Uuid>,
    on_news: Arc<dyn Fn(Sought) + Send + Sync>,
    seeking: find::Seeking,
    closing: closing::Closing,
    protocols: HashMap<String, Arc<Protocol>>,
    /// Attentions in progress, oldest first; behind them those set aside.
    open: Vec<Front>,
    /// The one in front.
    front: Option<Uuid>,
    /// Highest sequence given in each year.
    sequences: HashMap<i32, u32>,
    saving: Saving,
    waiting: HashMap<Ticket, save::Waiting>,
    /// Attentions of which something reached the disk since the home screen's figures were read.
    touched: HashSet<Uuid>,
    /// What could not be written, and since when: handed over again after a pause.
    failed: Vec<(std::time::Instant, save::Waiting)>,
}

/// Why a verb did not happen.
#[derive(Debug)]
pub enum Denied {
    /// The protocol says no.
    Refused(Refusal),
    /// The world failed.
    Failed(journal::Error),
    /// The pack cannot be used.
    Pack(PackError),
    /// There is no attention in front.
    NoFront,
    /// What was written just now is still on its way to the disk.
    Saving,
    /// Not for who is at the keys: the table of permissions says so.
    NotAllowed {
        permission: Permission,
        /// `None` where nobody is enrolled.
        role: Option<Role>,
    },
    /// About the office and its stations.
    Office(journal::OfficeFault),
    /// Somebody was not let in, or who may be was left as it is; hours are told by this zone.
    People(Box<journal::PeopleError>, FixedOffset),
    /// A practice journal opens without anybody's secret.
    Practice,
    /// Changed at two stations: a supervisor has to choose a version first.
    InConflict,
    /// There are no versions to choose between.
    NoConflict,
    /// Nobody is enrolled here, and it needs people to be told apart.
    NobodyEnrolled,
    /// The year's series, or the office's code, gives no more numbers.
    NoNumber,
}

impl From<Refusal> for Denied {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<journal::Error> for Denied {
    fn from(error: journal::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<PackError> for Denied {
    fn from(error: PackError) -> Self {
        Self::Pack(error)
    }
}

/// What starting found: to be told or asked before work begins.
#[derive(Debug, Default)]
pub struct Found {
    /// Attentions that a cut left open, the last used first.
    pub interrupted: Vec<Uuid>,
    pub warnings: Vec<journal::Warning>,
    /// What is wrong with packs of the office's folder.
    pub packs: Vec<PackError>,
}

impl Desk {
    /// Opens the journal for writing and takes up the attentions that were open.
    /// `on_ack` is called from the recorder's thread whenever something was written or failed to be, `on_news` from the
    /// seeker's with what a search found.
    pub fn start(
        session: Session,
        world: World,
        on_ack: Box<dyn Fn(journal::Ack) + Send>,
        on_news: Arc<dyn Fn(Sought) + Send + Sync>,
    ) -> Result<(Self, Found), Denied> {
        Self::start_telling(session, world, on_ack, on_news, &|| {})
    }

    /// As [`Desk::start`]; `on_update` is called before a journal of an earlier version is brought up to date, which can
    /// take minutes.
    pub fn start_telling(
        session: Session,
        world: World,
        on_ack: Box<dyn Fn(journal::Ack) + Send>,
        on_news: Arc<dyn Fn(Sought) + Send + Sync>,
        on_update: &(dyn Fn() + Sync),
    ) -> Result<(Self, Found), Denied> {
        let (recorder, reader, opened) =
            journal::open_telling(session.unlocked(), world.now(), on_ack, on_update)?;
        let Opened {
            station,
            mut drafts,
            mut warnings,
            highest,
            ..
        } = opened;
        let mut sequences: HashMap<i32, u32> = HashMap::new();
        let ours =
            |n: &&RegistryNumber| n.office() == station.office && n.station() == station.station;
        for number in highest.iter().filter(ours) {
            let known = sequences.entry(i32::from(number.year())).or_default();
            *known = number.sequence().max(*known);
        }
        let mut desk = Self {
            world,
            station,
            recorder,
            reader,
            library: Library::open(&session.paths().data),
            session,
            locked: false,
            handed: HashSet::new(),
            on_news,
            seeking: find::Seeking::default(),
            closing: closing::Closing::default(),
            protocols: HashMap::new(),
            open: Vec::new(),
            front: None,
            sequences,
            saving: Saving::default(),
            waiting: HashMap::new(),
            touched: HashSet::new(),
            failed: Vec::new(),
        };
        drafts.sort_by_key(|d| d.head.updated_at);
        let mut interrupted = Vec::new();
        for draft in drafts {
            let id = draft.head.attention;
            let was_in_front = draft.head.front;
            let Ok(protocol) = desk.protocol_of(&draft.head.opening.protocol) else {
                // It stays in the journal; one draft that cannot be shown keeps nobody from working.
                warnings.push(journal::Warning::UnreadableDraft { attention: id });
                continue;
            };
            desk.open.push(Front::from_draft(draft, protocol));
            if was_in_front {
                interrupted.insert(0, id);
            }
        }
        desk.begin_presence()?;
        let may_go_on = desk.session.may(Permission::Attend).is_ok();
        let ours = |id: &Uuid| desk.open_attentions().iter().any(|f| f.attention.id == *id);
        interrupted.retain(|id| may_go_on && ours(id));
        let packs = desk.broken_packs();
        Ok((
            desk,
            Found {
                interrupted,
                warnings,
                packs,
            },
        ))
    }

    /// The office, station and agent at work.
    pub fn station(&self) -> &Station {
        &self.station
    }

    /// Who is at the keys, as it stands in entries: the person whose secret opened the journal, else the name that the
    /// station was given.
    pub fn agent(&self) -> &str {
        self.session.name().unwrap_or(&self.station.agent)
    }

    /// Who is at the keys, and what they may do.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Now on the wall of the office.
    pub fn local(&self) -> NaiveDateTime {
        self.world.local()
    }

    /// Where filed attentions are read.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The attention in front.
    pub fn front(&self) -> Option<&Front> {
        self.front
            .and_then(|id| self.open.iter().find(|f| f.attention.id == id))
    }

    fn front_mut(&mut self) -> Result<&mut Front, Denied> {
        let id = self.front.ok_or(Denied::NoFront)?;
        self.open
            .iter_mut()
            .find(|f| f.attention.id == id)
            .ok_or(Denied::NoFront)
    }

    /// Every attention in progress that who is at the keys may see, oldest first.
    pub fn open_attentions(&self) -> &[Front] {
        &self.open[..self.shown()]
    }

    /// How many attentions in progress are not set aside.
    fn shown(&self) -> usize {
        self.open.partition_point(|f| !f.aside)
    }

    /// Takes one more on the table.
    fn add(&mut self, front: Front) {
        self.open.insert(self.shown(), front);
    }

    /// Hands over what is typed and ends the recorder in order. After a farewell of the agent the attention in front is
    /// parked and nothing is asked at the next start; `interrupted` leaves it in front, to be asked about.
    pub fn close(mut self, interrupted: bool) -> Result<(), journal::Error> {
        if !interrupted {
            self.park();
        }
        self.save_all();
        self.note_presence(Presence::Ended);
        // A connection that reads would keep the log from being emptied.
        self.end_search();
        self.recorder.close()
    }
}
