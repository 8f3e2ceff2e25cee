//! Secrets stay where they belong: nobody on the machine sees them, and nothing that the program writes holds them.

use std::path::Path;
use std::time::{Duration, Instant};

use ventanilla::people::Role;

use crate::play::process::House;
use crate::play::staff::{Handed, STAFF, key, run_as, staff, who};

/// Every file below a folder.
fn files(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else {
            out.push(path);
        }
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|w| w == text.as_bytes())
}

/// Arguments and variables of a process and of what it started, as anybody on the machine reads them.
fn seen(id: u32) -> Vec<u8> {
    let mut all = Vec::new();
    let mut ids = vec![id];
    while let Some(id) = ids.pop() {
        for what in ["cmdline", "environ"] {
            all.extend(std::fs::read(format!("/proc/{id}/{what}")).unwrap_or_default());
        }
        let children = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children"));
        let children = children.unwrap_or_default();
        ids.extend(
            children
                .split_whitespace()
                .filter_map(|c| c.parse::<u32>().ok()),
        );
    }
    all
}

#[test]
fn nobody_sees_them_while_the_program_runs() {
    let house = House::played("");
    staff(&house);
    let (name, pin) = who(Role::Administrator);
    let file = key(&house).display().to_string();
    let enrol = ["agente", "alta", "Eva Ríos", "--funcion", "lector"];
    let flags = ["--quien", name, "--llave", &file];
    let mut program = Handed::start(&house, &[&enrol, &flags[..]].concat());
    program.hand(pin);
    // It has the first secret and waits for the second.
    let end = Instant::now() + Duration::from_secs(10);
    let mut looks = 0;
    while looks < 50 && Instant::now() < end {
        let seen = seen(program.id());
        assert!(!holds(&seen, pin), "seen by others");
        if holds(&seen, "pin-fd") {
            looks += 1;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(looks > 0, "the program was never looked at");
    program.hand("951826");
    let done = program.ends();
    assert_eq!(done.code, Some(0), "{done:?}");
    for secret in [pin, "951826"] {
        assert!(
            !done.out.contains(secret) && !done.err.contains(secret),
            "{done:?}"
        );
    }
}

#[test]
fn nothing_that_is_written_holds_them() {
    let house = House::played("");
    let code = staff(&house).shown().to_string();
    for role in Role::ALL {
        run_as(&house, role, &["diario", "verificar"]).good();
    }
    let wrong = "000111";
    let name = who(Role::Agent).0;
    let file = key(&house).display().to_string();
    let flags = ["diario", "verificar", "--quien", name, "--llave", &file];
    crate::play::staff::run(&house, &[wrong], &flags).complaint(1);
    run_as(&house, Role::Agent, &["diario", "verificar"]).good();
    // Whatever is written next tells of it.
    let role = ["agente", "rol", "Nora Díaz", "agente"];
    run_as(&house, Role::Administrator, &role).good();
    let export = run_as(
        &house,
        Role::Supervisor,
        &["diario", "exportar", "--asientos", "--en-claro"],
    );
    let export = export.good().to_owned();
    assert!(export.contains("enrolled") && export.contains("failed"));
    let bare = code.replace('-', "");
    let pins = STAFF.iter().map(|(_, _, pin)| *pin);
    let secrets: Vec<&str> = pins.chain([wrong, code.as_str(), &bare]).collect();
    for secret in &secrets {
        // Identifiers and instants of the export have digits by the hundred: only a value of its own would be a PIN.
        assert!(
            !export.contains(&format!("\"{secret}\"")),
            "{secret} in the export"
        );
    }
    let mut all = Vec::new();
    files(house.path(), &mut all);
    assert!(all.len() > 5, "{all:?}");
    // What is written in clear; six digits may stand in random bytes by chance.
    let clear = |f: &&std::path::PathBuf| {
        let name = f.file_name().unwrap().to_string_lossy().into_owned();
        !name.starts_with("diario.db") && name != "diario.marca"
    };
    for file in all.iter().filter(clear) {
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
        for secret in &secrets {
            let alone = |c: &str| text.split(|c: char| !c.is_alphanumeric()).any(|w| w == c);
            assert!(!alone(secret), "{secret} in {}", file.display());
        }
    }
}
