//! The office, the hour and the folders of everything that is played.

use chrono::{DateTime, FixedOffset};
use ventanilla::journal::{self, Paths, Station};
use ventanilla::world::World;

/// Who attends, and where, in everything that is played.
pub(crate) fn station() -> Station {
    Station {
        institution: "Programa JUNTOS".into(),
        office: "CAJ".into(),
        station: 2,
        agent: "Rosa Quispe".into(),
        protocol: "juntos-telefonico".into(),
        first_sequence: 38,
        practice: false,
    }
}

/// When everything that is played begins: a Tuesday morning in Cajamarca.
pub(crate) fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-24T10:12:00-05:00").unwrap()
}

/// The folders of a journal below one folder, where the program itself finds them too.
pub(crate) fn paths(folder: &std::path::Path) -> Paths {
    Paths {
        data: folder.join("datos"),
        config: folder.join("config").join("ventanilla"),
    }
}

/// A journal made for the station, in these folders.
pub(crate) fn create(paths: &Paths) {
    create_for(&station(), paths);
}

/// A journal made for any station.
pub(crate) fn create_for(station: &Station, paths: &Paths) {
    let mut world = World::still(start(), 7);
    let device = world.id();
    journal::create(paths, station, device, world.now(), world.random()).unwrap();
}
