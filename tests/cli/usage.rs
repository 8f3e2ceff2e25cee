//! Help and wrong usage: Spanish, and only what there is.

use crate::play::process::House;

/// Every command with its help.
pub(crate) const COMMANDS: [&[&str]; 30] = [
    &[],
    &["iniciar"],
    &["atender"],
    &["diario"],
    &["diario", "buscar"],
    &["diario", "ver"],
    &["diario", "verificar"],
    &["diario", "respaldar"],
    &["diario", "restaurar"],
    &["diario", "hoja"],
    &["diario", "exportar"],
    &["diario", "importar"],
    &["diario", "reconstruir"],
    &["oficina"],
    &["oficina", "invitar"],
    &["oficina", "unirse"],
    &["oficina", "ver"],
    &["protocolo"],
    &["protocolo", "revisar"],
    &["agente"],
    &["agente", "alta"],
    &["agente", "baja"],
    &["agente", "pin"],
    &["agente", "rol"],
    &["agente", "lista"],
    &["agente", "permisos"],
    &["agente", "recuperar"],
    &["demo"],
    &["completar"],
    &["manual"],
];

/// Words of clap's own.
const ENGLISH: [&str; 13] = [
    "[OPTIONS]",
    "Usage",
    "Options",
    "Commands",
    "Arguments",
    "Print",
    "[default",
    "[possible",
    "[aliases",
    "help for",
    "<COMMAND>",
    "error:",
    "tip:",
];

#[test]
fn help_is_spanish_and_lists_only_what_there_is() {
    let house = House::empty();
    for command in COMMANDS {
        for flag in ["--help", "-h"] {
            let answer = house.run(&[command, &[flag]].concat());
            let help = answer.good();
            assert!(help.contains("Uso:"), "{command:?}: {help}");
            for word in ENGLISH {
                assert!(!help.contains(word), "«{word}» in {command:?}: {help}");
            }
            // Whatever is listed answers for itself.
            for listed in listed(help) {
                let deeper = house.run(&[command, &[listed.as_str(), "--help"]].concat());
                assert!(deeper.good().contains("Uso:"), "{command:?} {listed}");
            }
        }
    }
    let all: Vec<String> = COMMANDS
        .iter()
        .filter_map(|c| c.first().map(ToString::to_string))
        .collect();
    for listed in listed(house.run(&["--help"]).good()) {
        assert!(
            all.contains(&listed),
            "{listed} is listed and not tried here"
        );
    }
}

/// The commands under their heading.
fn listed(help: &str) -> Vec<String> {
    help.lines()
        .skip_while(|l| *l != "Órdenes:")
        .skip(1)
        .take_while(|l| l.starts_with("  "))
        .filter_map(|l| l.split_whitespace().next().map(str::to_owned))
        .collect()
}

#[test]
fn the_version_is_a_number() {
    let house = House::empty();
    let answer = house.run(&["--version"]);
    assert_eq!(
        answer.good().trim(),
        format!("ventanilla {}", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn wrong_usage_is_one_spanish_line_and_exit_code_two() {
    let house = House::empty();
    let wrong: [&[&str]; 11] = [
        &["volar"],
        &["--volar"],
        &["diario", "volar"],
        &["diario", "ver"],
        &["diario", "buscar", "--limite", "cero"],
        &["diario", "buscar", "--limite", "0"],
        &["diario", "buscar", "x", "--limite"],
        &["iniciar", "--oficina"],
        &["iniciar", "CAJ"],
        &["protocolo", "revisar", "a", "b"],
        &[
            "atender",
            "--protocolo",
            "juntos-telefonico",
            "--protocolo",
            "x",
        ],
    ];
    for arguments in wrong {
        let answer = house.run(arguments);
        let line = answer.complaint(2);
        assert_eq!(answer.out, "", "{arguments:?}");
        assert!(line.contains("ventanilla --help"), "{arguments:?}: {line}");
        for word in ENGLISH {
            assert!(!line.contains(word), "{arguments:?}: {line}");
        }
    }
}

#[test]
fn what_needs_a_terminal_says_so() {
    let house = House::played("");
    for arguments in [&[][..], &["atender"]] {
        let answer = house.run(arguments);
        assert!(answer.complaint(2).contains("terminal"), "{answer:?}");
    }
}

#[test]
fn a_group_without_its_order_shows_its_help() {
    let house = House::empty();
    for group in ["diario", "protocolo", "agente"] {
        let answer = house.run(&[group]);
        assert_eq!(answer.code, Some(2));
        assert!(answer.err.contains("Órdenes:"), "{answer:?}");
    }
}

#[test]
fn test_variables_that_cannot_be_read_are_named() {
    let house = House::played("");
    let run = |variable: &str, value: &str| {
        std::process::Command::new(env!("CARGO_BIN_EXE_ventanilla"))
            .args([
                "--datos",
                &house.paths.data.display().to_string(),
                "diario",
                "buscar",
            ])
            .env_clear()
            .envs(house.variables())
            .env(variable, value)
            .output()
            .unwrap()
    };
    for (variable, value) in [("VENTANILLA_CLOCK", "mañana"), ("VENTANILLA_SEED", "x")] {
        let output = run(variable, value);
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(words.contains(&format!("{variable}={value}")), "{words}");
    }
}
