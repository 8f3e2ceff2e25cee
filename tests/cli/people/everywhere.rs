//! Every command with and without a secret: what opens the journal asks for one, what does not asks for none.

use ventanilla::people::Role;

use crate::cli::DAY;
use crate::cli::usage::COMMANDS;
use crate::play::process::House;
use crate::play::staff::{key, run_as, staff};

/// What opens the journal, with who may.
const ASKED: [(&[&str], Role); 13] = [
    (&["diario", "hoja"], Role::Agent),
    (&["diario", "buscar", "ramos"], Role::Agent),
    (&["diario", "ver", "la", "38"], Role::Reader),
    (&["diario", "verificar"], Role::Guard),
    (&["diario", "respaldar"], Role::Agent),
    (&["diario", "exportar"], Role::Supervisor),
    (
        &["diario", "exportar", "--asientos", "--en-claro"],
        Role::Supervisor,
    ),
    (&["diario", "reconstruir"], Role::Supervisor),
    (
        &["agente", "rol", "Rosa Quispe", "agente"],
        Role::Administrator,
    ),
    (&["agente", "baja", "Iván Soto"], Role::Administrator),
    // They ask for more than one line: what is asked first is the secret of who gives them.
    (
        &["agente", "alta", "Eva", "--funcion", "lector"],
        Role::Administrator,
    ),
    (&["agente", "pin"], Role::Agent),
    (&["agente", "pin", "Nora Díaz"], Role::Supervisor),
];

/// What opens the journal too, and wants more to be there than a house has: only asked without a secret.
const REACHING: [&[&str]; 5] = [
    &["diario", "restaurar", "missing"],
    &["oficina", "invitar", "."],
    &["oficina", "ver"],
    &["oficina", "unirse", "missing"],
    &["diario", "importar", "missing"],
];

/// Those of them that want further lines.
const MORE: [&str; 2] = ["alta", "pin"];

/// What does not, or has a way of its own.
const FREE: [&[&str]; 8] = [
    &["agente", "permisos"],
    &["agente", "lista"],
    &["protocolo", "lista"],
    &["protocolo", "cobertura"],
    &["protocolo", "revisar"],
    &["completar", "bash"],
    &["manual"],
    &["--version"],
];

/// What cannot be tried beside these: it needs a terminal, makes a journal, or is a group.
const APART: [&[&str]; 9] = [
    &[],
    &["oficina"],
    &["iniciar"],
    &["atender"],
    &["demo"],
    &["diario"],
    &["agente"],
    &["protocolo"],
    &["agente", "recuperar"],
];

#[test]
fn no_command_was_forgotten() {
    let known = |command: &[&str]| {
        let asked = ASKED.iter().map(|(c, _)| *c);
        let mut all = asked.chain(FREE).chain(REACHING).filter(|c| !c.is_empty());
        APART.contains(&command) || all.any(|c| c.starts_with(command))
    };
    for command in COMMANDS {
        assert!(known(command), "{command:?} is in no list");
    }
}

#[test]
fn what_opens_the_journal_asks_and_nothing_else_does() {
    let house = House::played(DAY);
    staff(&house);
    for command in FREE {
        house.run(command).good();
    }
    let file = key(&house).display().to_string();
    for command in ASKED.iter().map(|(c, _)| *c).chain(REACHING) {
        let answer = house.run(&[command, &["--llave", &file]].concat());
        // Nobody was at the keys but who enrolled the others.
        assert!(
            answer.complaint(2).contains("--pin-fd"),
            "{command:?}: {answer:?}"
        );
        assert_eq!(answer.out, "", "{command:?}");
    }
    for (command, role) in ASKED {
        let answer = run_as(&house, role, command);
        if MORE.iter().any(|more| command.contains(more)) {
            let words = answer.complaint(2);
            assert!(words.contains("línea 2"), "{command:?}: {words}");
        } else {
            answer.good();
        }
    }
}

#[test]
fn where_nobody_is_enrolled_nothing_is_asked() {
    let house = House::played(DAY);
    for (command, _) in ASKED.iter().filter(|(c, _)| c[0] == "diario") {
        house.run(command).good();
    }
    for command in [
        &["agente", "lista"][..],
        &["agente", "pin"],
        &["agente", "recuperar"],
    ] {
        let answer = house.run(command);
        assert!(answer.complaint(1).contains("agente alta"), "{answer:?}");
    }
    house.run(&["agente", "permisos"]).good();
}
