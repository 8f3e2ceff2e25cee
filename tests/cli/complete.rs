//! Completion: really sourced where the shell is there; English names of the orders.

use std::process::Command;

use crate::play::process::House;

fn script(shell: &str) -> String {
    let house = House::empty();
    house.run(&["completar", shell]).good().to_owned()
}

/// Whether a shell is on this machine.
fn is_there(shell: &str) -> bool {
    let found = Command::new(shell).arg("--version").output();
    found.is_ok_and(|o| o.status.success())
}

/// What bash offers for words of which the last is being typed.
fn offered(script: &std::path::Path, words: &[&str]) -> Vec<String> {
    let last = words.len() - 1;
    let quoted: Vec<String> = words.iter().map(|w| format!("'{w}'")).collect();
    let typed = format!(
        "source '{}'\nCOMP_WORDS=({})\nCOMP_CWORD={last}\n\
         _ventanilla ventanilla '{}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        script.display(),
        quoted.join(" "),
        words[last],
        words[last - 1],
    );
    let answer = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", &typed])
        .output()
        .unwrap();
    assert!(answer.status.success(), "{answer:?}");
    assert!(answer.stderr.is_empty(), "{answer:?}");
    let out = String::from_utf8(answer.stdout).unwrap();
    out.lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_orders_and_flags() {
    let text = script("bash");
    assert!(text.contains("complete -F _ventanilla"), "{text}");
    if !is_there("bash") {
        eprintln!("no bash here: only read, not sourced");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ventanilla.bash");
    std::fs::write(&file, text).unwrap();
    for (words, wanted) in [
        (&["ventanilla", "diario", "b"][..], &["buscar"][..]),
        (
            &["ventanilla", "diario", "re"],
            &["respaldar", "restaurar", "reconstruir"],
        ),
        (&["ventanilla", "comp"], &["completar"]),
        (&["ventanilla", "completar", "z"], &["zsh"]),
        (&["ventanilla", "diario", "buscar", "--lim"], &["--limite"]),
        (&["ventanilla", "agente", "per"], &["permisos"]),
        (&["ventanilla", "agente", "alta", "--fr"], &["--frase"]),
        (&["ventanilla", "diario", "ver", "--pin"], &["--pin-fd"]),
    ] {
        assert_eq!(offered(&file, words), wanted, "{words:?}");
    }
}

#[test]
fn zsh_and_fish_are_valid_where_they_are() {
    for (shell, marks) in [
        ("zsh", ["#compdef ventanilla", "Busca por palabras"]),
        ("fish", ["complete -c ventanilla", "Busca por palabras"]),
    ] {
        let text = script(shell);
        for mark in marks {
            assert!(text.contains(mark), "{shell}: {mark}");
        }
        assert!(!text.contains(" commands' commands"), "{shell}");
        if !is_there(shell) {
            eprintln!("no {shell} here: only read");
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("script");
        std::fs::write(&file, text).unwrap();
        let checked = Command::new(shell).arg("-n").arg(&file).output().unwrap();
        assert!(checked.status.success(), "{shell}: {checked:?}");
    }
}

#[test]
fn a_shell_that_is_not_known_is_refused() {
    let house = House::empty();
    for arguments in [&["completar"][..], &["completar", "cmd"]] {
        let answer = house.run(arguments);
        assert!(answer.complaint(2).contains("ventanilla --help"));
        assert_eq!(answer.out, "");
    }
}

/// Every order that has an English name answers to it, and says so.
#[test]
fn orders_answer_to_their_english_names() {
    let house = House::empty();
    let pairs: [(&[&str], &[&str]); 14] = [
        (&["iniciar"], &["init"]),
        (&["atender"], &["attend"]),
        (&["diario"], &["journal"]),
        (&["diario", "buscar"], &["journal", "search"]),
        (&["diario", "ver"], &["journal", "show"]),
        (&["diario", "verificar"], &["journal", "verify"]),
        (&["diario", "respaldar"], &["journal", "backup"]),
        (&["diario", "restaurar"], &["journal", "restore"]),
        (&["diario", "exportar"], &["journal", "export"]),
        (&["diario", "reconstruir"], &["journal", "rebuild"]),
        (&["protocolo"], &["protocol"]),
        (&["protocolo", "lista"], &["protocol", "list"]),
        (&["protocolo", "revisar"], &["protocol", "check"]),
        (&["completar"], &["completions"]),
    ];
    for (spanish, english) in pairs {
        let wanted = house.run(&[spanish, &["--help"]].concat());
        let found = house.run(&[english, &["--help"]].concat());
        assert_eq!(wanted.good(), found.good(), "{english:?}");
        let name = english.last().unwrap();
        assert!(wanted.good().contains(&format!("[{name}]")), "{english:?}");
    }
    // And does the same: the journal that is not there is missed by both.
    let missed = house.run(&["journal", "search", "x"]);
    assert_eq!(missed.err, house.run(&["diario", "buscar", "x"]).err);
}
