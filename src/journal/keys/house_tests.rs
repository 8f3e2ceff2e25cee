//! A journal with people, for the tests of this room: at a cost that only they can choose.

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use tempfile::TempDir;
use uuid::Uuid;

use super::super::{Body, Error, Paths, Reader, Station, create};
use super::{
    DeviceSecret, RecoveryCode, Secret, UnlockError, Unlocked, enrol, enrol_first, unlock,
};
use crate::people::{Person, Role};

pub(super) const PIN: &str = "482917";
pub(super) const AGENT_PIN: &str = "730264";

/// A folder with a journal in it.
pub(super) struct House {
    pub(super) folder: TempDir,
    pub(super) paths: Paths,
}

/// Nine in the morning, and so many seconds.
pub(super) fn at(seconds: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 14, 0, 0).unwrap() + TimeDelta::seconds(seconds)
}

pub(super) fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub(super) fn rosa() -> Person {
    Person {
        id: Uuid::from_u128(1),
        name: "Rosa Quispe".into(),
        role: Role::Administrator,
    }
}

pub(super) fn luis() -> Person {
    Person {
        id: Uuid::from_u128(2),
        name: "Luis Huamán".into(),
        role: Role::Agent,
    }
}

pub(super) fn paths_in(folder: &std::path::Path) -> Paths {
    Paths {
        data: folder.join("data"),
        config: folder.join("config"),
    }
}

impl House {
    /// A journal that nobody is enrolled in.
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths_in(folder.path());
        let station = Station {
            institution: "Juntos".into(),
            office: "CAJ".into(),
            station: 2,
            agent: "Inés Tafur".into(),
            protocol: "juntos-telefonico".into(),
            first_sequence: 1,
            practice: false,
        };
        create(&paths, &station, Uuid::from_u128(0xD), at(0), [7; 16]).unwrap();
        Self { folder, paths }
    }

    /// A new key file on the stick.
    pub(super) fn device(&self) -> DeviceSecret {
        DeviceSecret::make_file(&self.paths, &self.stick()).unwrap()
    }

    pub(super) fn stick(&self) -> std::path::PathBuf {
        self.folder.path().join("turno.llave")
    }
}

/// A journal whose administrator is Rosa, and whose agent is Luis.
pub(super) struct Staffed {
    pub(super) house: House,
    pub(super) device: DeviceSecret,
    pub(super) code: RecoveryCode,
    pub(super) open: Unlocked,
}

impl Staffed {
    pub(super) fn new() -> Self {
        let house = House::new();
        let device = house.device();
        let code = RecoveryCode::random().unwrap();
        let open = enrol_first(&house.paths, &rosa(), &secret(PIN), &device, &code, at(1));
        let open = open.unwrap();
        enrol(&open, &luis(), &secret(AGENT_PIN), at(2)).unwrap();
        Self {
            house,
            device,
            code,
            open,
        }
    }

    pub(super) fn paths(&self) -> &Paths {
        &self.house.paths
    }

    pub(super) fn unlock(
        &self,
        who: &Person,
        pin: &str,
        seconds: i64,
    ) -> Result<Unlocked, UnlockError> {
        unlock(
            self.paths(),
            who.id,
            &secret(pin),
            &self.device,
            at(seconds),
        )
    }
}

/// What the journal says of people, oldest first.
pub(super) fn told(open: &Unlocked) -> Vec<(String, Body)> {
    let reader = Reader::open(open).unwrap();
    let mut told = Vec::new();
    reader
        .each_entry(at(-1), at(1_000_000), |e| {
            if let Ok(Some(body @ (Body::People(_) | Body::Presence(_)))) = e.read() {
                told.push((e.agent.clone(), body));
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    told
}
