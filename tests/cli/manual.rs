//! The manual page: every order and flag of the help, in a form that the formatters take.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::play::process::House;

#[test]
fn the_page_has_its_sections_and_every_order() {
    let house = House::empty();
    let answer = house.run(&["manual"]);
    let page = answer.good();
    for section in [
        "NOMBRE",
        "SINOPSIS",
        "DESCRIPCIÓN",
        "OPCIONES",
        "ÓRDENES",
        "VARIABLES DE ENTORNO",
        "ARCHIVOS",
        "CÓDIGO DE SALIDA",
        "EJEMPLOS",
    ] {
        let heading = [format!(".SH {section}\n"), format!(".SH \"{section}\"\n")];
        assert!(heading.iter().any(|h| page.contains(h)), "{section}");
    }
    for order in [
        "iniciar",
        "atender",
        "diario buscar",
        "diario ver",
        "diario verificar",
        "diario respaldar",
        "diario restaurar",
        "diario hoja",
        "diario exportar",
        "diario importar",
        "diario reconstruir",
        "oficina invitar",
        "oficina unirse",
        "oficina ver",
        "protocolo lista",
        "protocolo revisar",
        "agente alta",
        "agente baja",
        "agente pin",
        "agente rol",
        "agente lista",
        "agente permisos",
        "agente recuperar",
        "demo",
        "completar",
        "manual",
    ] {
        assert!(
            page.contains(&format!(".SS \"ventanilla {order}\"")),
            "{order}"
        );
    }
    for flag in [
        "limite",
        "asientos",
        "semilla",
        "oficina",
        "codigo\\-fd",
        "cuarentena",
        "pin\\-fd",
        "quien",
        "llave",
        "frase",
        "funcion",
    ] {
        assert!(page.contains(&format!("\\-\\-{flag}")), "{flag}");
    }
    for word in ["[OPTIONS]", "Usage", "Print", "[default", "[possible"] {
        assert!(!page.contains(word), "{word}");
    }
}

/// Weight on a printer: a letter, a step back, the letter again.
fn without_overstrike(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c == '\u{8}' {
            out.pop();
        } else {
            out.push(c);
        }
    }
    out
}

/// As a reader sees it, where there is a formatter.
#[test]
fn the_page_is_formatted_without_a_complaint() {
    let house = House::empty();
    let answer = house.run(&["manual"]);
    let formatter = Command::new("groff")
        .args(["-man", "-Tutf8", "-Kutf8", "-ww"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut formatter) = formatter else {
        eprintln!("no groff here: only read");
        return;
    };
    let mut input = formatter.stdin.take().unwrap();
    input.write_all(answer.good().as_bytes()).unwrap();
    drop(input);
    let done = formatter.wait_with_output().unwrap();
    let complaints = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(
        done.status.success() && complaints.is_empty(),
        "{complaints}"
    );
    let shown = without_overstrike(&String::from_utf8_lossy(&done.stdout));
    for words in [
        "ventanilla diario buscar",
        "--limite",
        "Manual de Ventanilla",
        "ajustes.toml",
    ] {
        assert!(shown.contains(words), "{words}");
    }
}
