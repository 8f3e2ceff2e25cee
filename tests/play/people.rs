//! People enrolled at the station of everything that is played. Their secrets are stretched as in earnest: each takes its
//! half second.

use std::path::PathBuf;
use std::time::Instant;

use uuid::Uuid;
use ventanilla::desk::Session;
use ventanilla::journal::{self, DeviceSecret, Paths, RecoveryCode, Secret};
use ventanilla::people::{Person, Role};
use ventanilla::screen::Happening;
use ventanilla::settings::Settings;
use ventanilla::ui::theme::Surroundings;

use super::{PATIENCE, Play, create, start};

/// Somebody who is enrolled.
pub(crate) struct Somebody {
    pub(crate) id: u128,
    pub(crate) name: &'static str,
    pub(crate) role: Role,
    pub(crate) pin: &'static str,
}

pub(crate) const ROSA: Somebody = Somebody {
    id: 1,
    name: "Rosa Quispe",
    role: Role::Administrator,
    pin: "739164",
};
pub(crate) const LUIS: Somebody = Somebody {
    id: 2,
    name: "Luis Huamán",
    role: Role::Agent,
    pin: "805271",
};
pub(crate) const JULIO: Somebody = Somebody {
    id: 3,
    name: "Julio Mamani",
    role: Role::Guard,
    pin: "927318",
};
pub(crate) const ELENA: Somebody = Somebody {
    id: 4,
    name: "Elena Prado",
    role: Role::Reader,
    pin: "laguna azul con patos",
};

impl Somebody {
    pub(crate) fn person(&self) -> Person {
        Person {
            id: Uuid::from_u128(self.id),
            name: self.name.to_owned(),
            role: self.role,
        }
    }
}

/// The key file of the station in these folders.
pub(crate) fn key_file(paths: &Paths) -> PathBuf {
    paths.config.join("llave-02")
}

fn key(paths: &Paths) -> DeviceSecret {
    DeviceSecret::read_file(paths, &key_file(paths)).unwrap()
}

/// The code of the envelope.
pub(crate) fn code() -> RecoveryCode {
    RecoveryCode::parse(CODE).unwrap()
}

pub(crate) const CODE: &str = "4DD-3Y9-YF7-96M-6HJ-XQS-AWH-N62-27C";

/// Enrols Rosa, and then the others.
pub(crate) fn enrol(paths: &Paths, others: &[Somebody]) {
    std::fs::create_dir_all(&paths.config).unwrap();
    let device = DeviceSecret::make_file(paths, &key_file(paths)).unwrap();
    let now = start().to_utc();
    let secret = Secret::new(ROSA.pin.to_owned());
    let unlocked =
        journal::enrol_first(paths, &ROSA.person(), &secret, &device, &code(), now).unwrap();
    for other in others {
        let secret = Secret::new(other.pin.to_owned());
        journal::enrol(&unlocked, &other.person(), &secret, now).unwrap();
    }
}

/// Whether anybody is enrolled in these folders.
pub(crate) fn are_enrolled(paths: &Paths) -> bool {
    key_file(paths).exists()
}

/// Opens the journal for somebody, now by the machine's clock or by the one that is played.
pub(crate) fn session(
    paths: &Paths,
    who: &Somebody,
    now: chrono::DateTime<chrono::Utc>,
) -> Session {
    let secret = Secret::new(who.pin.to_owned());
    let unlocked = journal::unlock(paths, who.person().id, &secret, &key(paths), now);
    Session::new(unlocked.unwrap())
}

impl Play {
    /// The program with Rosa at the keys and these others enrolled.
    pub(crate) fn peopled(columns: u16, rows: u16, others: &[Somebody]) -> Self {
        let make = |paths: &Paths| {
            create(paths);
            enrol(paths, others);
        };
        let (settings, around) = (Settings::default(), Surroundings::default());
        Self::made(columns, rows, settings, around, make)
    }

    /// Waits for what comes of the secret that is tried.
    pub(crate) fn answered(&mut self) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let happening = self
                .happenings
                .recv_timeout(left)
                .expect("the door answers");
            let answered = matches!(happening, Happening::Door(_));
            self.app().handle(happening);
            if answered {
                break;
            }
        }
        self.settle();
        self
    }
}
