//! People at a journal: enrolled, let in, kept out, removed; and what the file of the slots gives away.

use uuid::Uuid;
use ventanilla::journal::{
    self, Body, DeviceSecret, Error, Guard, PeopleError, Reader, RecoveryCode, Secret, UnlockError,
    Unlocked,
};
use ventanilla::people::{PeopleChange, Person, Role};

use super::support::*;

const PIN: &str = "482917";

pub(super) fn somebody(n: u128, name: &str, role: Role) -> Person {
    Person {
        id: Uuid::from_u128(n),
        name: name.into(),
        role,
    }
}

pub(super) fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// A journal with an administrator, Rosa, who opens it with a PIN and a key file.
pub(super) struct Staffed {
    pub(super) house: House,
    pub(super) rosa: Person,
    pub(super) device: DeviceSecret,
    pub(super) code: RecoveryCode,
    pub(super) open: Unlocked,
}

impl Staffed {
    pub(super) fn new() -> Self {
        let house = House::new();
        let rosa = somebody(1, "Rosa Quispe", Role::Administrator);
        let file = house.folder.path().join("turno.llave");
        let device = DeviceSecret::make_file(&house.paths, &file).unwrap();
        let code = RecoveryCode::random().unwrap();
        let open = journal::enrol_first(&house.paths, &rosa, &secret(PIN), &device, &code, at(10))
            .unwrap();
        Self {
            house,
            rosa,
            device,
            code,
            open,
        }
    }

    pub(super) fn unlock(&self, who: &Person, pin: &str) -> Result<Unlocked, UnlockError> {
        journal::unlock(
            &self.house.paths,
            who.id,
            &secret(pin),
            &self.device,
            at(20),
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

#[test]
fn the_first_enrolment_takes_the_key_out_of_its_file() {
    let staffed = Staffed::new();
    let paths = &staffed.house.paths;
    let key = paths.key(Uuid::from_u128(0xD));
    assert!(!key.exists());
    assert_eq!(
        journal::by_file(paths).err(),
        Some(Error::PeopleEnrolled {
            file: paths.slots()
        })
    );
    let Guard::People { seats, last, .. } = journal::guard(paths, at(20)).unwrap() else {
        panic!("nobody guards it")
    };
    assert_eq!(seats.len(), 1);
    assert_eq!(
        (&seats[0].person, last),
        (&staffed.rosa, Some(staffed.rosa.id))
    );
    let open = staffed.unlock(&staffed.rosa, PIN).unwrap();
    assert_eq!(open.person(), Some(&staffed.rosa));
    assert!(Reader::open(&open).unwrap().verify().unwrap().is_sound());
    let enrolled = Body::People(PeopleChange::Enrolled {
        person: staffed.rosa.clone(),
    });
    assert_eq!(told(&open), [("Rosa Quispe".to_owned(), enrolled)]);
    assert_eq!(
        staffed.unlock(&staffed.rosa, "482918").err(),
        Some(UnlockError::Wrong {
            tries_left: 4,
            wait_until: None
        })
    );
    let opened = journal::open(&open, at(30), Box::new(drop)).unwrap().2;
    assert_eq!(opened.warnings, []);
}

#[test]
fn somebody_who_is_removed_opens_nothing_and_everybody_else_does() {
    let staffed = Staffed::new();
    let luis = somebody(2, "Luis Huamán", Role::Agent);
    journal::enrol(&staffed.open, &luis, &secret("730264"), at(30)).unwrap();
    let as_luis = staffed.unlock(&luis, "730264").unwrap();
    assert_eq!(as_luis.role(), Some(Role::Agent));
    assert_eq!(
        journal::remove(&staffed.open, staffed.rosa.id, at(35)).err(),
        Some(PeopleError::LastAdministrator)
    );
    let open = journal::remove(&staffed.open, luis.id, at(40)).unwrap();
    assert_eq!(
        staffed.unlock(&luis, "730264").err(),
        Some(UnlockError::Unknown { who: luis.id })
    );
    assert_eq!(Reader::open(&as_luis).err(), Some(Error::KeyReplaced));
    staffed.unlock(&staffed.rosa, PIN).unwrap();
    let recovered = journal::recover(&staffed.house.paths, &staffed.code, "Ana Ríos", at(50));
    assert_eq!(recovered.unwrap().role(), Some(Role::Administrator));
    drop(journal::open(&open, at(60), Box::new(drop)).unwrap());
    let told: Vec<Body> = told(&open).into_iter().map(|(_, body)| body).collect();
    assert!(
        matches!(
            told.as_slice(),
            [
                Body::People(PeopleChange::Enrolled { .. }),
                Body::People(PeopleChange::Enrolled { .. }),
                Body::People(PeopleChange::Removed { .. }),
                Body::People(PeopleChange::RecoveryUsed),
            ]
        ),
        "{told:?}"
    );
}

#[test]
fn no_journal_is_made_where_the_database_is_gone_and_people_are_enrolled() {
    let staffed = Staffed::new();
    let paths = &staffed.house.paths;
    std::fs::remove_file(paths.database()).unwrap();
    let before = staffed.house.files();
    let gone = Error::JournalGone {
        file: paths.database(),
    };
    assert_eq!(journal::is_first_run(paths), Err(gone.clone()));
    let made = journal::create(paths, &station(), Uuid::from_u128(9), at(30), [0; 16]);
    assert_eq!(made, Err(gone));
    assert_eq!(staffed.house.files(), before);
}
