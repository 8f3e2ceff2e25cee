//! Many entries go through little memory.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::support::{Stick, came_and_went, held, office};
use crate::play::process::House;

/// Entries that go from one station to the other.
const MANY: u32 = 20_000;
/// What a process may come to hold, in KiB. The entries are more than 12 MiB of lines, and what keeps them all would show.
const MOST: u64 = 64 * 1024;

/// Runs the program to its end; the most memory that it held, in KiB, where the system tells.
fn most_held(house: &House, arguments: &[&str]) -> Option<u64> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ventanilla"))
        .arg("--datos")
        .arg(&house.paths.data)
        .args(arguments)
        .env_clear()
        .envs(house.variables())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let file = format!("/proc/{}/status", child.id());
    let mut most = None;
    loop {
        if let Ok(status) = std::fs::read_to_string(&file) {
            let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
            let held = line.and_then(|l| l.trim().strip_suffix(" kB")?.parse().ok());
            most = most.max(held);
        }
        if let Some(ended) = child.try_wait().unwrap() {
            assert!(ended.success());
            return most;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn many_entries_go_through_little_memory() {
    let houses = office(2);
    came_and_went(&houses[0], MANY);
    let stick = Stick::new();
    let file = stick.file("a").display().to_string();
    let out = most_held(
        &houses[0],
        &["diario", "exportar", "--asientos", "--para", &file],
    );
    let taken = most_held(&houses[1], &["diario", "importar", &file]);
    for most in [out, taken].into_iter().flatten() {
        assert!(most < MOST, "{out:?} {taken:?}");
    }
    assert!(held(&houses[1]).entries > MANY);
    houses[1].run(&["diario", "verificar"]).good();
}
