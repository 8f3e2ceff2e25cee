//! Houses in which people are enrolled, and programs that hand over secrets on a descriptor.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use chrono::{DateTime, FixedOffset};
use ventanilla::desk::Session;
use ventanilla::journal::{self, DeviceSecret, RecoveryCode, Secret};
use ventanilla::people::{Person, Role};

use super::process::{Answer, House};

/// Everybody at a staffed station: name, role and PIN, in the order of [`Role::ALL`].
pub(crate) const STAFF: [(&str, Role, &str); 5] = [
    ("Rosa Quispe", Role::Agent, "730195"),
    ("Luz Paz", Role::Supervisor, "482917"),
    ("Iván Soto", Role::Guard, "915028"),
    ("Nora Díaz", Role::Reader, "603917"),
    ("Inés Tafur", Role::Administrator, "285604"),
];

/// Name and PIN of who is this at a staffed station.
pub(crate) fn who(role: Role) -> (&'static str, &'static str) {
    let row = STAFF.iter().find(|(_, r, _)| *r == role).unwrap();
    (row.0, row.2)
}

/// When things are done at a staffed station: the clock of [`House::variables`].
pub(crate) fn at() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-24T11:00:00-05:00").unwrap()
}

pub(crate) fn secret(typed: &str) -> Secret {
    Secret::new(typed.to_owned())
}

/// Where the key file of a house is.
pub(crate) fn key(house: &House) -> PathBuf {
    house.file("usb").join("turno.llave")
}

/// Enrols one person of each role at a house; gives back the recovery code.
pub(crate) fn staff(house: &House) -> RecoveryCode {
    std::fs::create_dir(house.file("usb")).unwrap();
    let device = DeviceSecret::make_file(&house.paths, &key(house)).unwrap();
    let code = RecoveryCode::random().unwrap();
    let person = |n: usize| Person {
        id: uuid::Uuid::now_v7(),
        name: STAFF[n].0.into(),
        role: STAFF[n].1,
    };
    let open = Session::by_file(&house.paths).unwrap();
    let first = secret(STAFF[4].2);
    let open = open
        .enrol_first(&person(4), &first, &device, &code, at())
        .unwrap();
    for (n, (_, _, pin)) in STAFF.iter().enumerate().take(4) {
        open.enrol(&person(n), &secret(pin), at()).unwrap();
    }
    code
}

/// The session of who is this at a staffed house.
pub(crate) fn enter(house: &House, role: Role) -> Session {
    let (name, pin) = who(role);
    let journal::Guard::People { seats, .. } = journal::guard(&house.paths, at().to_utc()).unwrap()
    else {
        panic!("nobody is enrolled")
    };
    let seat = seats.iter().find(|s| s.person.name == name).unwrap();
    let device = DeviceSecret::read_file(&house.paths, &key(house)).unwrap();
    Session::enter(&house.paths, seat.person.id, &secret(pin), &device, at()).unwrap()
}

/// A program that reads secrets from its descriptor 3 and has no terminal.
pub(crate) struct Handed {
    child: Child,
    to: Option<std::process::ChildStdin>,
    from: BufReader<std::process::ChildStdout>,
    said: String,
}

impl Handed {
    pub(crate) fn start(house: &House, arguments: &[&str]) -> Self {
        // The shell moves the pipe to where it belongs; `setsid` takes the terminal away that the tests may run on.
        let mut child = Command::new("setsid")
            .args(["-w", "sh", "-c", "exec \"$@\" 3<&0 </dev/null", "sh"])
            .arg(env!("CARGO_BIN_EXE_ventanilla"))
            .arg("--datos")
            .arg(&house.paths.data)
            .args(["--pin-fd", "3"])
            .args(arguments)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .envs(house.variables())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            to: child.stdin.take(),
            from: BufReader::new(child.stdout.take().unwrap()),
            child,
            said: String::new(),
        }
    }

    /// Hands over a line; a program that wants none any more has ended.
    pub(crate) fn hand(&mut self, line: &str) -> &mut Self {
        if let Some(to) = &mut self.to {
            let _gone = to.write_all(format!("{line}\n").as_bytes());
        }
        self
    }

    /// The next line that the program says.
    pub(crate) fn hears(&mut self) -> String {
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        self.said.push_str(&line);
        line.trim_end().to_owned()
    }

    /// Of the process: what others on the machine can see of it.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn ends(mut self) -> Answer {
        self.to = None;
        self.from.read_to_string(&mut self.said).unwrap();
        let mut err = String::new();
        let stderr = self.child.stderr.take();
        stderr.unwrap().read_to_string(&mut err).unwrap();
        Answer {
            code: self.child.wait().unwrap().code(),
            out: self.said,
            err,
        }
    }
}

/// Runs the program with these lines on a descriptor.
pub(crate) fn run(house: &House, lines: &[&str], arguments: &[&str]) -> Answer {
    let mut program = Handed::start(house, arguments);
    for line in lines {
        program.hand(line);
    }
    program.ends()
}

/// Runs the program as who is this at a staffed house.
pub(crate) fn run_as(house: &House, role: Role, arguments: &[&str]) -> Answer {
    let (name, pin) = who(role);
    let file = key(house);
    let flags = ["--quien", name, "--llave", file.to_str().unwrap()];
    run(house, &[pin], &[arguments, &flags].concat())
}
