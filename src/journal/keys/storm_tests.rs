//! Kills at random moments while people and keys change: always the old state or the new one, and its entry once.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use uuid::Uuid;

use super::super::{Body, Change, Choice, DraftHead, Reader, Wanted, back_up, open, plan, restore};
use super::house_tests::*;
use super::*;
use crate::attention::{Opening, ProtocolRef, RegistryNumber};
use crate::people::{PeopleChange, Presence};
use crate::protocol::Channel;

const JOB: &str = "VENTANILLA_TEST_KEYS";

/// A generator of the moments at which is killed.
struct Moments(u64);

impl Moments {
    fn next(&mut self, most: u64) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        Duration::from_micros((self.0 >> 33) % (most * 1000))
    }
}

/// Starts this binary again to do a job, kills it so long after it said that it begins, and gives back what it said.
fn run_and_kill(job: &str, folder: &Path, after: Duration) -> Vec<String> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([
            "journal::keys::storm_tests::child",
            "--exact",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(JOB, format!("{job} {}", folder.display()))
        .env("VENTANILLA_TEST_MEMORY", "4096")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let (mut said, mut byte) = (Vec::new(), [0]);
    while !said.ends_with(b"begin\n") && out.read(&mut byte).unwrap() == 1 {
        said.push(byte[0]);
    }
    std::thread::sleep(after);
    child.kill().unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    child.wait().unwrap();
    assert!(!rest.contains("panicked"), "{rest}");
    let whole = rest.rsplit_once('\n').map_or("", |(whole, _)| whole);
    whole.lines().map(str::to_owned).collect()
}

/// Says something in one write: half a line is never taken for it.
fn say(what: &str) {
    std::io::stdout()
        .write_all(format!("{what}\n").as_bytes())
        .unwrap();
}

/// The part that is killed. Does nothing in an ordinary run of the tests.
#[test]
fn child() {
    let Ok(job) = std::env::var(JOB) else {
        return;
    };
    let mut words = job.splitn(3, ' ');
    let (what, number) = (words.next().unwrap(), words.next().unwrap());
    let paths = paths_in(Path::new(words.next().unwrap()));
    let number: i64 = number.parse().unwrap();
    let stick = paths.data.with_file_name("turno.llave");
    let device = DeviceSecret::read_file(&paths, &stick).unwrap();
    match what {
        "first" => {
            say("begin");
            enrol_first(&paths, &rosa(), &secret(PIN), &device, &code(), at(1)).unwrap();
            say("done");
        }
        "change" => {
            let mut open = unlock(&paths, rosa().id, &secret(PIN), &device, at(3)).unwrap();
            say("begin");
            for n in u32::try_from(number).unwrap().. {
                open = step(&open, n);
                say(&format!("done {n}"));
            }
        }
        "guess" => {
            say("begin");
            for n in 0.. {
                let pin = secret(&format!("55{number:03}{n}"));
                match unlock(&paths, luis().id, &pin, &device, at(number)) {
                    Err(UnlockError::Wrong { .. }) => say("wrong"),
                    Err(UnlockError::Wait { .. }) => say("wait"),
                    other => panic!("{:?}", other.map(|_| ())),
                }
            }
        }
        other => panic!("{other}"),
    }
}

fn code() -> RecoveryCode {
    RecoveryCode::parse("000-000-000-000-000-000-000-000-011").unwrap()
}

/// Whom every four changes are about.
fn person(n: u32) -> Person {
    let n = n / 4;
    Person {
        id: Uuid::from_u128(100 + u128::from(n)),
        name: format!("Persona {n}"),
        role: Role::Agent,
    }
}

/// Change number `n`: enrolled, another role, another secret, removed, in turn.
fn step(open: &Unlocked, n: u32) -> Unlocked {
    let person = person(n);
    match n % 4 {
        0 => enrol(open, &person, &secret("730264"), at(5)).unwrap(),
        1 => change_role(open, person.id, Role::Supervisor, at(5)).unwrap(),
        2 => reset_secret(open, person.id, &secret("926150"), at(5)).unwrap(),
        _ => return remove(open, person.id, at(5)).unwrap(),
    }
    open.clone()
}

/// The entry of each change, as it is told.
fn is_told(n: u32, change: &PeopleChange) -> bool {
    let (id, is) = match change {
        PeopleChange::Enrolled { person } => (person.id, 0),
        PeopleChange::RoleChanged { person, .. } => (person.id, 1),
        PeopleChange::SecretChanged { person, .. } => (person.id, 2),
        PeopleChange::Removed { person } => (person.id, 3),
        _ => return false,
    };
    is == n % 4 && id == person(n).id
}

/// Reserves a registry number, so that the mark holds more than the chain.
fn reserve(open_: &Unlocked) -> RegistryNumber {
    let number = RegistryNumber::new("CAJ", 2, 2026, 41).unwrap();
    let head = DraftHead {
        attention: Uuid::from_u128(9),
        opening: Opening {
            at: at(2),
            agent: "Rosa Quispe".into(),
            office: "CAJ".into(),
            station: 2,
            channel: Channel::Telephone,
            protocol: ProtocolRef {
                id: "juntos-telefonico".into(),
                version: "1".into(),
                hash: "abc".into(),
            },
            follows: None,
        },
        step: "saludo".into(),
        field: None,
        number: Some(number),
        front: true,
        updated_at: at(2),
    };
    let (recorder, _, _) = open(open_, at(2), Box::new(|ack| drop(ack.result.unwrap()))).unwrap();
    recorder.submit(vec![Change::Draft(head)]);
    recorder.submit(vec![Change::EndDraft(Uuid::from_u128(9))]);
    recorder.close().unwrap();
    number
}

#[test]
fn kills_while_people_change_leave_the_old_state_or_the_new_and_its_entry_once() {
    const KILLS: u32 = 120;
    let staffed = Staffed::new();
    let number = reserve(&staffed.open);
    let stick = staffed.house.folder.path().join("usb");
    std::fs::create_dir(&stick).unwrap();
    let wanted = Wanted {
        place: Some(&stick),
        now: at(1),
        local: at(1).naive_utc(),
        beside: &|_| Vec::new(),
    };
    let copy = back_up(&staffed.open, &wanted).unwrap().folder;
    let (mut done, mut moments) = (0_u32, Moments(0x9E37_79B9_7F4A_7C15));
    let mut unfinished = 0;
    for kill in 0..KILLS {
        let folder = staffed.house.folder.path();
        let said = run_and_kill(&format!("change {done}"), folder, moments.next(150));
        let acknowledged = done + u32::try_from(said.len()).unwrap();
        let rekeying = store::read(staffed.paths()).unwrap().unwrap().0.roster();
        unfinished += u32::from(rekeying.unwrap().rekeying);
        let open_ = staffed.unlock(&rosa(), PIN, 10).unwrap();
        let (recorder, reader, opened) = open(&open_, at(10), Box::new(drop)).unwrap();
        assert_eq!(opened.warnings, [], "kill {kill}");
        assert_eq!(opened.highest, [number], "kill {kill}");
        recorder.close().unwrap();
        let verified = if kill % 10 == 0 {
            reader.verify()
        } else {
            reader.verify_quick()
        };
        assert!(
            verified.as_ref().unwrap().is_sound(),
            "{kill}: {verified:?}"
        );
        drop(reader);
        let told = told(&open_);
        let changes: Vec<&PeopleChange> = told
            .iter()
            .filter_map(|(_, body)| match body {
                Body::People(change) => Some(change),
                _ => None,
            })
            .collect();
        // Rosa and Luis came before.
        let now = u32::try_from(changes.len()).unwrap() - 2;
        assert!(
            now == acknowledged || now == acknowledged + 1,
            "kill {kill}: {acknowledged} were acknowledged and {now} are told"
        );
        for (n, change) in (0..).zip(&changes[2..]) {
            assert!(is_told(n, change), "kill {kill}: {n} is {change:?}");
        }
        done = now;
        check_people(&staffed, done);
    }
    // Enough of them fell into the moment that matters most.
    assert!(done > 40 && unfinished > 0, "{done} {unfinished}");
    let last = staffed.unlock(&rosa(), PIN, 10).unwrap();
    // A copy made before is read with the key that was, and put back under the one that is.
    let planned = plan(&last, &copy).unwrap();
    assert!(planned.copy.manifest.key != last.key.id());
    let choice = Choice {
        drafts: true,
        paper: None,
        now: at(10),
        local: at(10).naive_utc(),
    };
    restore(&last, &planned, &choice).unwrap();
    let again = staffed.unlock(&rosa(), PIN, 10).unwrap();
    let reader = Reader::open(&again).unwrap();
    assert!(reader.verify().unwrap().is_sound());
    drop(reader);
    let opened = open(&again, at(10), Box::new(drop)).unwrap().2;
    assert_eq!((opened.highest, opened.warnings), (vec![number], vec![]));
}

/// Whether those and only those may open the journal who should after so many changes, each by the right secret.
fn check_people(staffed: &Staffed, done: u32) {
    let Guard::People { seats, .. } = guard(staffed.paths(), at(10)).unwrap() else {
        panic!("nobody guards it")
    };
    let mut expected = BTreeMap::from([
        ("Rosa Quispe".to_owned(), Role::Administrator),
        ("Luis Huamán".to_owned(), Role::Agent),
    ]);
    if !done.is_multiple_of(4) {
        let who = person(done - 1);
        let role = if done % 4 == 1 {
            Role::Agent
        } else {
            Role::Supervisor
        };
        expected.insert(who.name.clone(), role);
        let pin = if done % 4 == 3 { "926150" } else { "730264" };
        let open = staffed.unlock(&who, pin, 10).unwrap();
        assert_eq!(open.role(), Some(role));
    }
    let found = seats.into_iter().map(|s| (s.person.name, s.person.role));
    assert_eq!(found.collect::<BTreeMap<_, _>>(), expected);
    staffed.unlock(&luis(), AGENT_PIN, 10).unwrap();
}

#[test]
fn kills_during_the_first_enrolment_leave_a_key_file_or_people() {
    let mut moments = Moments(77);
    let mut found = [0; 3];
    for kill in 0..60 {
        let house = House::new();
        let device = house.device();
        let said = run_and_kill("first 0", house.folder.path(), moments.next(120));
        let open_ = match guard(&house.paths, at(5)).unwrap() {
            Guard::File => {
                assert!(said.is_empty(), "kill {kill}: it was acknowledged");
                found[0] += 1;
                let open_ = by_file(&house.paths).unwrap();
                enrol_first(&house.paths, &rosa(), &secret(PIN), &device, &code(), at(6)).unwrap();
                assert!(Reader::open(&open_).is_err());
                unlock(&house.paths, rosa().id, &secret(PIN), &device, at(7)).unwrap()
            }
            Guard::People { .. } => {
                found[1 + said.len().min(1)] += 1;
                // By turns with the secret and with the code: both finish what was begun.
                if kill % 2 == 0 {
                    unlock(&house.paths, rosa().id, &secret(PIN), &device, at(7)).unwrap()
                } else {
                    recover(&house.paths, &code(), "Ana Ríos", at(7)).unwrap()
                }
            }
        };
        assert!(!house.paths.key(open_.device).exists());
        let opened = open(&open_, at(10), Box::new(drop)).unwrap().2;
        assert_eq!(opened.warnings, [], "kill {kill}");
        assert!(Reader::open(&open_).unwrap().verify().unwrap().is_sound());
        let enrolled = told(&open_).into_iter().filter(|(_, body)| {
            matches!(body, Body::People(PeopleChange::Enrolled { person }) if *person == rosa())
        });
        assert_eq!(enrolled.count(), 1, "kill {kill}");
    }
    assert!(found.iter().all(|n| *n > 0), "{found:?}");
}

#[test]
fn guessing_is_not_sped_up_by_killing() {
    let staffed = Staffed::new();
    let mut moments = Moments(5);
    let (mut answers, mut seconds) = (0, 100);
    for kill in 0..80 {
        let folder = staffed.house.folder.path();
        let said = run_and_kill(&format!("guess {seconds}"), folder, moments.next(60));
        answers += said.iter().filter(|s| *s == "wrong").count();
        let (slots, _) = store::read(staffed.paths()).unwrap().unwrap();
        let counted = slots.attempts.get(&luis().id).map_or(0, |a| a.failures);
        assert!(
            counted as usize >= answers,
            "kill {kill}: {answers} answers for {counted} counted tries"
        );
        // Ten seconds of the clock each: what the rule gives in so long is all there is.
        seconds += 10;
        let allowed = match seconds - 100 {
            ..=40 => 5,
            41..=100 => 6,
            101..=220 => 7,
            221..=460 => 8,
            _ => 9,
        };
        assert!(answers <= allowed, "kill {kill}: {answers} answers");
    }
    let (slots, _) = store::read(staffed.paths()).unwrap().unwrap();
    let counted = slots.attempts[&luis().id].failures;
    assert!(counted > 5 && answers > 0, "{counted} {answers}");
    // The right one opens at last, and all of it is told.
    let open_ = staffed.unlock(&luis(), AGENT_PIN, 100_000).unwrap();
    drop(open(&open_, at(100_001), Box::new(drop)).unwrap());
    let told = told(&open_);
    assert!(
        matches!(
            told.last(),
            Some((agent, Body::Presence(Presence::Failed { against, times, .. })))
                if agent == "Luis Huamán" && against == agent && *times == counted
        ),
        "{told:?}"
    );
}
