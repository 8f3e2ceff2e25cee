//! Killed at any moment: a file is whole or not there, and taking in again finishes what was begun.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::support::{Stick, came_and_went, export, held, import, office};
use crate::play::process::House;

/// Starts the program and kills it after a time; whether it ended before.
fn killed(house: &House, arguments: &[&str], after: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ventanilla"))
        .arg("--datos")
        .arg(&house.paths.data)
        .args(arguments)
        .env_clear()
        .envs(house.variables())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(after);
    let ended = child.try_wait().unwrap().is_some();
    // One that ended cannot be killed any more.
    let _ended = child.kill();
    child.wait().unwrap();
    ended
}

#[test]
fn an_export_is_whole_or_not_there() {
    let houses = office(2);
    came_and_went(&houses[0], 4000);
    let stick = Stick::new();
    let began = Instant::now();
    export(&houses[0], &stick, "whole");
    let whole = began.elapsed();
    let file = stick.file("x").display().to_string();
    let (mut there, mut gone) = (0, 0);
    for trial in 0..12 {
        let arguments = ["diario", "exportar", "--asientos", "--para", &file];
        killed(&houses[0], &arguments, whole * trial / 11);
        if stick.file("x").exists() {
            there += 1;
            let before = held(&houses[1]);
            let taken = import(&houses[1], &file);
            assert!(taken["recibido"] == true, "{taken}");
            assert!(held(&houses[1]).entries >= before.entries);
            std::fs::remove_file(&file).unwrap();
        } else {
            gone += 1;
        }
    }
    assert!(gone > 0, "{there} there, {gone} gone");
    // What a kill left under another name is cleared away.
    export(&houses[0], &stick, "x");
    assert_eq!(stick.names(), ["whole", "x"]);
}

#[test]
fn an_import_that_was_killed_is_finished_by_doing_it_again() {
    let houses = office(2);
    came_and_went(&houses[0], 6000);
    let stick = Stick::new();
    let file = export(&houses[0], &stick, "a");
    let mut cut = 0;
    for trial in 1..9 {
        let arguments = ["diario", "importar", &file];
        cut += u32::from(!killed(
            &houses[1],
            &arguments,
            Duration::from_millis(40 * trial),
        ));
        houses[1].run(&["diario", "verificar"]).good();
    }
    assert!(cut > 0);
    let taken = import(&houses[1], &file);
    let of_first = &taken["puestos"][0];
    let there = of_first["nuevos"].as_u64().unwrap() + of_first["conocidos"].as_u64().unwrap();
    assert!(there >= 6000 && of_first["faltan"] == 0, "{taken}");
    assert_eq!(import(&houses[1], &file)["nuevos"], 0);
    houses[1].run(&["diario", "verificar"]).good();
}
