//! Who is at the command line, and with which key.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, FixedOffset};
use clap::{Arg, ArgMatches};

use super::{Failure, ask, descriptor, flag, init};
use crate::desk::{Denied, Session, carrier};
use crate::journal::{
    self, DeviceKind, DeviceSecret, DeviceTrouble, Guard, Paths, PeopleError, Seat, Secret,
    UnlockError,
};
use crate::people::same_name;
use crate::texts::{self, texts};

/// What the flags of this run say about who gives the command.
#[derive(Debug, Default)]
struct Said {
    who: Option<String>,
    key: Option<PathBuf>,
}

static SAID: OnceLock<Said> = OnceLock::new();

/// The flags that go with any subcommand.
pub(super) fn flags() -> [Arg; 3] {
    let t = texts();
    [
        flag("pin-fd", "N", &t.agents.help_pin_fd)
            .value_parser(clap::value_parser!(u32))
            .global(true),
        flag("quien", &t.cli.values.name, &t.agents.help_who).global(true),
        flag("llave", &t.cli.values.file, &t.agents.help_key)
            .value_parser(clap::value_parser!(PathBuf))
            .global(true),
    ]
}

/// Keeps what the flags say for whichever command opens the journal.
pub(super) fn remember(mut matches: &ArgMatches) {
    // A flag behind a subcommand is known to that one only.
    while let Some((_, deeper)) = matches.subcommand() {
        matches = deeper;
    }
    let said = Said {
        who: matches.get_one("quien").cloned(),
        key: matches.get_one("llave").cloned(),
    };
    let _set = SAID.set(said);
}

/// Who gives the command, where that was said.
pub(super) fn who_said() -> Option<&'static str> {
    SAID.get().and_then(|said| said.who.as_deref())
}

/// The key file that was named.
pub(super) fn key_said() -> Option<&'static Path> {
    SAID.get().and_then(|said| said.key.as_deref())
}

/// The instant of the command, by the office's clock.
pub(super) fn now() -> Result<DateTime<FixedOffset>, Failure> {
    let world = init::world()?;
    Ok(world.now().with_timezone(&world.zone()))
}

/// The instant by which waits after wrong secrets are counted, see [`crate::world::World::machine_now`].
pub(super) fn machine_now() -> Result<DateTime<FixedOffset>, Failure> {
    let world = init::world()?;
    Ok(world.machine_now().with_timezone(&world.zone()))
}

/// The session of whoever gave the command.
pub(super) fn session(paths: &Paths) -> Result<Session, Failure> {
    Ok(with_secret(paths)?.0)
}

/// The session of whoever gave the command, and the secret that opened it; without one while nobody is enrolled.
pub(super) fn with_secret(paths: &Paths) -> Result<(Session, Option<Secret>), Failure> {
    let now = machine_now()?;
    match journal::guard(paths, now.to_utc())? {
        Guard::File => by_file(paths),
        Guard::People {
            seats,
            device,
            last,
        } => {
            let last = seats.iter().find(|s| Some(s.person.id) == last);
            let seat = chosen(&seats, last)?;
            by_secret(paths, seat, &device)
        }
    }
}

fn by_file(paths: &Paths) -> Result<(Session, Option<Secret>), Failure> {
    let nobody = || Failure::Usage(texts().agents.nobody.to_string());
    if SAID.get().is_some_and(|said| said.who.is_some()) {
        return Err(nobody());
    }
    Ok((Session::by_file(paths)?, None))
}

/// Who gives the command: who is named, else who was last at the keys, else the only one.
fn chosen<'s>(seats: &'s [Seat], last: Option<&'s Seat>) -> Result<&'s Seat, Failure> {
    if let Some(name) = SAID.get().and_then(|said| said.who.as_deref()) {
        return named(seats, name);
    }
    match (last, seats) {
        (Some(last), _) => Ok(last),
        (None, [one]) => Ok(one),
        (None, _) => Err(Failure::Usage(
            texts().agents.which.fill(&[("known", &names(seats))]),
        )),
    }
}

/// Somebody by name; nobody of that name is wrong usage, answered with those that are.
pub(super) fn named<'s>(seats: &'s [Seat], name: &str) -> Result<&'s Seat, Failure> {
    let seat = seats.iter().find(|s| same_name(&s.person.name, name));
    seat.ok_or_else(|| {
        let known = names(seats);
        let t = &texts().agents.nobody_named;
        Failure::Usage(t.fill(&[("name", &name), ("known", &known)]))
    })
}

fn names(seats: &[Seat]) -> String {
    let names: Vec<&str> = seats.iter().map(|s| s.person.name.as_str()).collect();
    names.join(", ")
}

fn by_secret(
    paths: &Paths,
    seat: &Seat,
    kind: &DeviceKind,
) -> Result<(Session, Option<Secret>), Failure> {
    if let Some(until) = seat.wait_until {
        let wait = PeopleError::Unlock(UnlockError::Wait { until });
        return Err(Denied::People(Box::new(wait), *now()?.offset()).into());
    }
    // Before anything is asked: who forgot the stick has typed nothing in vain.
    let file = key_file(paths, kind)?;
    let mut brought = None;
    loop {
        let what = texts()
            .agents
            .secret_of
            .fill(&[("name", &seat.person.name)]);
        let secret = Secret::new(ask::secret(&what)?.to_string());
        let device = match (&file, &brought) {
            (Some((device, _)), _) | (None, Some(device)) => device.clone(),
            (None, None) => {
                DeviceSecret::passphrase(ask::secret(&texts().agents.boot)?.to_string())
            }
        };
        // A wrong one makes the next try a later one.
        let now = machine_now()?;
        match Session::enter(paths, seat.person.id, &secret, &device, now) {
            Ok(session) => {
                if let Some((_, file)) = &file {
                    carrier::remember(paths, file);
                }
                return Ok((session, Some(secret)));
            }
            Err(denied) if is_to_be_asked_again(&denied) => {
                ask::tell(&texts::denied(&denied, None))?;
                brought = Some(device);
            }
            Err(denied) => return Err(denied.into()),
        }
    }
}

/// Whether somebody at a terminal may type it again at once.
fn is_to_be_asked_again(denied: &Denied) -> bool {
    let Denied::People(error, _) = denied else {
        return false;
    };
    let again = matches!(
        **error,
        PeopleError::Unlock(UnlockError::Wrong {
            wait_until: None,
            ..
        })
    );
    again && !descriptor::is_given()
}

/// The key file, where the station has one, and where it is.
fn key_file(paths: &Paths, kind: &DeviceKind) -> Result<Option<(DeviceSecret, PathBuf)>, Failure> {
    match kind {
        DeviceKind::Passphrase if key_said().is_some() => {
            Err(Failure::Usage(texts().agents.key_not_asked.to_string()))
        }
        DeviceKind::Passphrase => Ok(None),
        DeviceKind::UsbFile { hint } => {
            let file = carrier::find(paths, key_said(), hint);
            Ok(Some((read_key(paths, &file)?, file)))
        }
    }
}

/// Reads a key file; what is wrong with it is told with what to do.
pub(super) fn read_key(paths: &Paths, file: &Path) -> Result<DeviceSecret, Failure> {
    match DeviceSecret::read_file(paths, file) {
        Ok(device) => Ok(device),
        Err(DeviceTrouble::NoFile { file }) => {
            let t = &texts().agents.key_missing;
            Err(Failure::World(t.fill(&[("file", &file.display())])))
        }
        Err(trouble) => {
            let error = PeopleError::Unlock(trouble.into());
            Err(Denied::People(Box::new(error), *now()?.offset()).into())
        }
    }
}

/// How a command ends that left people as they are: the answer is no, the usage wrong, or the world failed.
pub(super) fn failure(error: &PeopleError) -> fn(String) -> Failure {
    match error {
        PeopleError::BadName | PeopleError::Unlock(UnlockError::NobodyEnrolled) => Failure::Usage,
        PeopleError::Journal(_)
        | PeopleError::Unlock(UnlockError::Journal(_) | UnlockError::Altered) => Failure::World,
        PeopleError::Unlock(UnlockError::Device(trouble)) => match trouble {
            DeviceTrouble::Wrong { .. } => Failure::No,
            DeviceTrouble::OtherKind { .. } => Failure::Usage,
            _ => Failure::World,
        },
        _ => Failure::No,
    }
}
