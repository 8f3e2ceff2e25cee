//! The door of a journal: who may open it and with what. A secret is tried on a thread of its own, because it takes as long
//! as it has to.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Denied, Session, carrier};
use crate::journal::{
    self, DeviceKind, DeviceSecret, DeviceTrouble, Guard, Paths, PeopleError, RecoveryCode, Seat,
    Secret, UnlockError,
};
use crate::people::{Permission, Person};

/// The door of a journal in which people are enrolled.
pub struct Door {
    paths: Paths,
    seats: Vec<Seat>,
    last: Option<Uuid>,
    wanted: DeviceKind,
    /// What was brought in this run: it is asked for once.
    device: Option<DeviceSecret>,
    /// Where the command line says that the key file is.
    said: Option<PathBuf>,
    ticket: u64,
    on_answer: Arc<dyn Fn(Answer) + Send + Sync>,
}

/// What came of something that was tried beside the screen.
#[derive(Debug)]
pub struct Answer {
    /// Which try it answers.
    pub ticket: u64,
    pub news: DoorNews,
}

/// What came of a try.
#[derive(Debug)]
pub enum DoorNews {
    Opened(Result<Session, UnlockError>),
    /// A new secret was given by the recovery code, and opened.
    Renewed(Result<Session, PeopleError>),
    /// A new secret was taken, or why not.
    Changed(Result<(), PeopleError>),
    /// The key file was looked for.
    Device(Result<DeviceSecret, DeviceTrouble>),
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Door")
            .field("seats", &self.seats.len())
            .finish_non_exhaustive()
    }
}

impl Door {
    /// The door of a journal; `None` while nobody is enrolled and the key lies in a file. `on_answer` is called from the
    /// threads that try.
    pub fn of(
        paths: &Paths,
        now: DateTime<Utc>,
        on_answer: Arc<dyn Fn(Answer) + Send + Sync>,
    ) -> Result<Option<Self>, Denied> {
        let Guard::People {
            seats,
            device,
            last,
        } = journal::guard(paths, now)?
        else {
            return Ok(None);
        };
        Ok(Some(Self {
            paths: paths.clone(),
            seats,
            last,
            device: at_hand(paths, &device),
            wanted: device,
            said: None,
            ticket: 0,
            on_answer,
        }))
    }

    /// Reads again who may open it and who has to wait; what cannot be read leaves what was known.
    pub fn look_again(&mut self, now: DateTime<Utc>) {
        if let Ok(Guard::People { seats, last, .. }) = journal::guard(&self.paths, now) {
            self.seats = seats;
            self.last = last;
        }
    }

    /// Who is enrolled, by name.
    pub fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// Who opened the journal last.
    pub fn last(&self) -> Option<Uuid> {
        self.last
    }

    /// Where the key file is, as the command line says.
    pub fn look_at(&mut self, file: &Path) {
        self.said = Some(file.to_owned());
    }

    /// Which device secret has still to be brought.
    pub fn wants(&self) -> Option<&DeviceKind> {
        self.device.is_none().then_some(&self.wanted)
    }

    /// Brings the device secret; it is kept for this run.
    pub fn bring(&mut self, device: DeviceSecret) {
        self.device = Some(device);
    }

    /// What was brought was not right: it is asked for again.
    pub fn forget_device(&mut self) {
        self.device = None;
    }

    /// Somebody is in: what they brought need not be brought again while the program runs.
    pub fn let_in(&mut self, session: &Session) {
        if let Ok(device) = session.unlocked().device_secret() {
            self.device = Some(device);
        }
    }

    /// Looks for the key file where it was last or where sticks are mounted, or reads the one that was named. Gives back the
    /// ticket of the answer.
    pub fn look_for_file(&mut self, named: Option<PathBuf>) -> u64 {
        let (paths, wanted) = (self.paths.clone(), self.wanted.clone());
        let named = named.or_else(|| self.said.clone());
        self.beside(move || {
            let DeviceKind::UsbFile { hint } = &wanted else {
                return DoorNews::Device(Err(DeviceTrouble::OtherKind { wanted }));
            };
            let file = carrier::find(&paths, named.as_deref(), hint);
            let read = DeviceSecret::read_file(&paths, &file);
            if read.is_ok() {
                carrier::remember(&paths, &file);
            }
            DoorNews::Device(read)
        })
    }

    /// Tries somebody's secret. Gives back the ticket of the answer; `None` while the device secret was not brought.
    pub fn knock(&mut self, who: Uuid, secret: Secret, now: DateTime<Utc>) -> Option<u64> {
        let (paths, device) = (self.paths.clone(), self.device.clone()?);
        Some(self.beside(move || {
            let opened = journal::unlock(&paths, who, &secret, &device, now);
            DoorNews::Opened(opened.map(Session::new))
        }))
    }

    /// Gives somebody a new secret by the recovery code, and opens with it.
    pub fn recover(
        &mut self,
        code: RecoveryCode,
        who: Person,
        secret: Secret,
        now: DateTime<Utc>,
    ) -> u64 {
        let paths = self.paths.clone();
        self.beside(move || DoorNews::Renewed(recovered(&paths, &code, &who, &secret, now)))
    }

    /// Changes the secret of who is at the keys.
    pub fn change(
        &mut self,
        session: &Session,
        old: Secret,
        new: Secret,
        now: DateTime<Utc>,
    ) -> Result<u64, Denied> {
        session.may(Permission::ChangeOwnSecret)?;
        let unlocked = session.unlocked().clone();
        Ok(self
            .beside(move || DoorNews::Changed(journal::change_secret(&unlocked, &old, &new, now))))
    }

    /// Does something on a thread and tells what came of it.
    fn beside(&mut self, work: impl FnOnce() -> DoorNews + Send + 'static) -> u64 {
        self.ticket += 1;
        let (ticket, on_answer) = (self.ticket, Arc::clone(&self.on_answer));
        // A thread that is not to be had leaves the screen waiting until it is left; nothing was tried.
        let _started = thread::Builder::new()
            .name("door".to_owned())
            .spawn(move || {
                let news = work();
                on_answer(Answer { ticket, news });
            });
        ticket
    }
}

/// Gives somebody a new secret by the recovery code, and opens with it.
fn recovered(
    paths: &Paths,
    code: &RecoveryCode,
    who: &Person,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Session, PeopleError> {
    let unlocked = journal::recover(paths, code, &who.name, now)?;
    journal::reset_secret(&unlocked, who.id, secret, now)?;
    let device = unlocked.device_secret()?;
    Ok(Session::new(journal::unlock(
        paths, who.id, secret, &device, now,
    )?))
}

/// The key file, where it is in its place already: then nobody is asked for it.
fn at_hand(paths: &Paths, wanted: &DeviceKind) -> Option<DeviceSecret> {
    match wanted {
        DeviceKind::UsbFile { hint } => {
            DeviceSecret::read_file(paths, &carrier::find(paths, None, hint)).ok()
        }
        DeviceKind::Passphrase => None,
    }
}
