//! Secrets that are wrong, late, missing, or no secrets at all.

use std::process::{Command, Stdio};

use ventanilla::people::Role;

use crate::play::process::{Answer, House};
use crate::play::pty::Pty;
use crate::play::staff::{key, run, run_as, staff, who};

const VERIFY: [&str; 2] = ["diario", "verificar"];

fn staffed() -> House {
    let house = House::played("");
    staff(&house);
    house
}

/// Runs the program as the administrator by a shell, which opens descriptors as `redirected` says.
fn by_shell(house: &House, redirected: &str, number: &str, typed: &[u8]) -> Answer {
    use std::io::Write;
    let script = format!("exec \"$@\" {redirected}");
    let file = key(house);
    let flags = ["--pin-fd", number];
    let mut child = Command::new("setsid")
        .args(["-w", "sh", "-c", &script, "sh"])
        .arg(env!("CARGO_BIN_EXE_ventanilla"))
        .arg("--datos")
        .arg(&house.paths.data)
        .args(VERIFY)
        .arg("--llave")
        .arg(&file)
        .args(if number.is_empty() { &[] } else { &flags[..] })
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .envs(house.variables())
        .current_dir(house.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that wants nothing of it may be gone.
    let _gone = child.stdin.take().unwrap().write_all(typed);
    let output = child.wait_with_output().unwrap();
    Answer {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[test]
fn each_fault_of_a_descriptor_has_its_word() {
    let house = staffed();
    let (_, pin) = who(Role::Administrator);
    let said = |answer: &Answer, code, word: &str| {
        let line = answer.complaint(code);
        assert!(line.contains(word), "«{word}» in {line}");
    };
    let from = "3<&0 </dev/null";
    said(&by_shell(&house, "3<&-", "3", b""), 2, "no está abierto");
    said(
        &by_shell(&house, "</dev/null", "77", b""),
        2,
        "no está abierto",
    );
    said(&by_shell(&house, from, "3", b""), 2, "le falta la línea 1");
    said(&by_shell(&house, from, "3", b"\n"), 2, "está vacía");
    said(&by_shell(&house, from, "3", &[b'7'; 5000]), 2, "1024 bytes");
    said(&by_shell(&house, from, "3", b"\xff\xfe\n"), 2, "UTF-8");
    said(&by_shell(&house, "3<.", "3", b""), 3, "no se puede leer");
    said(&by_shell(&house, from, "x", b""), 2, "--pin-fd");
    // The shell's own files and pipes will do, and standard input where it is said.
    std::fs::write(house.file("pin"), pin).unwrap();
    by_shell(&house, "3<pin", "3", b"").good();
    by_shell(&house, "", "0", format!("{pin}\r\n").as_bytes()).good();
}

#[test]
fn standard_input_is_never_taken_for_a_secret() {
    let house = staffed();
    let (_, pin) = who(Role::Administrator);
    let answer = by_shell(&house, "", "", format!("{pin}\n").as_bytes());
    assert!(answer.complaint(2).contains("--pin-fd"), "{answer:?}");
}

#[test]
fn a_descriptor_that_is_a_terminal_is_refused() {
    let house = staffed();
    let (name, _) = who(Role::Administrator);
    let file = key(&house).display().to_string();
    let flags = ["--pin-fd", "0", "--quien", name, "--llave", &file];
    let mut pty = Pty::start(&house, &[&VERIFY, &flags[..]].concat());
    pty.sees("es una terminal");
    assert_eq!(pty.ends(), 2);
}

#[test]
fn a_terminal_asks_without_showing_even_where_input_is_a_pipe() {
    let house = staffed();
    let (name, pin) = who(Role::Administrator);
    let mut command = portable_pty::CommandBuilder::new("sh");
    command.args(["-c", "echo no-es-el-pin | exec \"$@\"", "sh"]);
    command.arg(env!("CARGO_BIN_EXE_ventanilla"));
    command.arg("--datos");
    command.arg(&house.paths.data);
    command.args(VERIFY);
    command.args(["--quien", name, "--llave"]);
    command.arg(key(&house));
    let mut pty = Pty::spawn(&house, command, &[("PATH", "/usr/bin:/bin")]);
    pty.sees(name);
    pty.send(b"000111\r");
    pty.sees("Quedan 4 intentos");
    pty.send(format!("{pin}\r").as_bytes());
    pty.sees("completo y sin cambios");
    assert_eq!(pty.ends(), 0);
    let raw = String::from_utf8_lossy(&pty.raw()).into_owned();
    assert!(!raw.contains(pin) && !raw.contains("000111"), "{raw}");
}

#[test]
fn wrong_ones_lead_to_a_wait_that_a_supervisor_ends() {
    let house = staffed();
    let (name, pin) = who(Role::Agent);
    let as_agent = |pin: &str| {
        let file = key(&house).display().to_string();
        let flags = ["--quien", name, "--llave", &file];
        run(&house, &[pin], &[&VERIFY, &flags[..]].concat())
    };
    for left in (1..=4).rev() {
        let wrong = as_agent("000111");
        let left = format!("{left} intento");
        assert!(wrong.complaint(1).contains(&left), "{wrong:?}");
    }
    let began = chrono::Utc::now();
    assert!(as_agent("000111").complaint(1).contains("Podrá"));
    let list = house.run(&["agente", "lista", "--json"]).json();
    let row = list.iter().find(|r| r["nombre"] == name).unwrap();
    assert_eq!(row["fallidos"], 5);
    // By the machine's clock, and not by the one that the variable gives.
    let until = chrono::DateTime::parse_from_rfc3339(row["espera_hasta"].as_str().unwrap());
    let until = until.unwrap();
    let wait = chrono::TimeDelta::seconds(30);
    assert!(
        until >= began + wait - chrono::TimeDelta::seconds(1),
        "{until}"
    );
    assert!(until <= chrono::Utc::now() + wait, "{until}");
    let hour = until.format("%H:%M:%S").to_string();
    let late = as_agent(pin);
    assert!(late.complaint(1).contains(&hour), "{late:?}");
    let ahead = [("VENTANILLA_CLOCK", "2036-11-24T11:00:00-05:00")];
    let shown = house.run_with(&ahead, &house.paths.data, &["agente", "lista"]);
    let waits = format!("espera hasta las {hour}");
    assert!(shown.good().contains(&waits), "{shown:?}");
    let (supervisor, own) = who(Role::Supervisor);
    let file = key(&house).display().to_string();
    let reset = [
        "agente", "pin", name, "--quien", supervisor, "--llave", &file,
    ];
    run(&house, &[own, "604817"], &reset).good();
    as_agent("604817").good();
    assert!(as_agent(pin).complaint(1).contains("Quedan 4"));
}

#[test]
fn a_stick_that_is_missing_or_another_is_told_apart() {
    let house = staffed();
    let verify = |file: &std::path::Path| {
        let (name, pin) = who(Role::Reader);
        let file = file.display().to_string();
        let flags = ["--quien", name, "--llave", &file];
        run(&house, &[pin], &[&VERIFY, &flags[..]].concat())
    };
    let missing = verify(&house.file("nothing.llave"));
    assert!(
        missing.complaint(3).contains("nothing.llave"),
        "{missing:?}"
    );
    std::fs::write(house.file("film"), [0; 100]).unwrap();
    let film = verify(&house.file("film"));
    assert!(film.complaint(3).contains("film"), "{film:?}");
    let other = House::fresh();
    staff(&other);
    let foreign = verify(&key(&other));
    assert!(foreign.complaint(3).contains("otro"), "{foreign:?}");
    let text = std::fs::read_to_string(key(&house)).unwrap();
    std::fs::write(house.file("cut"), &text[..text.len() / 2]).unwrap();
    let cut = verify(&house.file("cut"));
    assert!(cut.complaint(3).contains("dañada"), "{cut:?}");
    // None of it counts as a try.
    run_as(&house, Role::Reader, &VERIFY).good();
    let list = house.run(&["agente", "lista", "--json"]).json();
    assert!(list.iter().all(|r| r["fallidos"] == 0), "{list:?}");
}

#[test]
fn it_is_said_who_gives_the_command() {
    let house = staffed();
    let unknown = run(&house, &["1"], &["diario", "verificar", "--quien", "Nadie"]);
    let words = unknown.complaint(2);
    assert!(
        words.contains("Nadie") && words.contains("Luz Paz"),
        "{words}"
    );
    // Whoever was last at the keys, by name however it is written.
    let (_, pin) = who(Role::Supervisor);
    let file = key(&house).display().to_string();
    let named = [
        "diario",
        "verificar",
        "--quien",
        "luz paz",
        "--llave",
        &file,
    ];
    run(&house, &[pin], &named).good();
    run(&house, &[pin], &VERIFY).good();
    let house = House::played("");
    let nobody = run(&house, &[], &["diario", "verificar", "--quien", "Rosa"]);
    assert!(nobody.complaint(2).contains("agente alta"), "{nobody:?}");
}
