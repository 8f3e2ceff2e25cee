//! What is pasted or stored never drives the terminal.

use super::{at_home, until_saved};
use crate::fuzz::emulated::obeys;
use crate::play::process::House;
use crate::play::pty::Pty;

/// A megabyte of what terminals obey: controls, escape sequences, reordering and invisible characters, marks.
fn garbage() -> Vec<u8> {
    let parts: [&[u8]; 16] = [
        b"\x1b]0;ROBADO\x07",
        b"\x1b[2J",
        b"\x1b[31m",
        b"\x1b[?1000h",
        b"\x1b[6n",
        b"\x1bP+q544e\x1b\\",
        b"\x1b_G\x1b\\",
        b"\x07\x08\x0b\x0c\x0e\x0f\x7f",
        "\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}".as_bytes(),
        "\u{9b}2J\u{9d}0;x\u{9c}\u{85}".as_bytes(),
        "z\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}\u{335}".as_bytes(),
        "👩\u{200d}🌾漢字".as_bytes(),
        b"\xff\xfe\xc3\x28",
        b"\r\n\t",
        b"Ana Mar\xc3\xada ",
        b"\x00\x01\x02",
    ];
    let mut out = Vec::with_capacity(1 << 20);
    let mut random = 0x9E37_79B9_u32;
    while out.len() < 1 << 20 {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        out.extend_from_slice(parts[(random >> 20) as usize % parts.len()]);
    }
    out
}

/// Checks that nothing came out but text and the sequences with which the program draws.
#[track_caller]
fn assert_clean(raw: &[u8]) {
    assert_eq!(obeys(raw), Ok(()));
}

#[test]
fn a_megabyte_of_garbage_leaves_the_program_whole() {
    let (house, mut pty) = at_home();
    pty.keys("n").sees("Bienvenida");
    pty.send(b"\x1b[200~");
    pty.send(&garbage());
    pty.send(b"\x1b[201~");
    pty.sees("Ana Mar");
    // Still the first step: it did not submit; and the program answers.
    assert!(pty.screen().contains("1 Bienvenida"), "{}", pty.screen());
    pty.keys("<enter>").sees("2 Identificación");
    pty.keys("s<enter>").sees("Nombres");
    pty.send(b"\x1b[200~");
    pty.send(&garbage()[..100_000]);
    pty.send(b"\x1b[201~");
    pty.keys("<enter>Ramos<enter>").sees("RAMOS");
    pty.keys("<f1>").sees("las teclas de esta pantalla");
    assert_clean(&pty.raw());
    until_saved(&house, &pty, "persona.apellidos", "Ramos");
    pty.kill();
    // From the journal it does not come out raw either: on the screen and on the command line.
    let mut pty = Pty::start(&house, &[]);
    pty.sees("con una atención abierta");
    pty.keys("c").sees("RAMOS");
    assert_clean(&pty.raw());
}

#[test]
fn no_color_means_none() {
    let house = House::fresh();
    let mut pty = Pty::start_with(&house, &[], &[("NO_COLOR", "1")]);
    pty.sees("POR LLAMAR");
    pty.keys("n").sees("Bienvenida");
    pty.keys("x<enter>").sees("Identificación");
    pty.keys("<f2>").sees("¿Cuántos minutos?");
    pty.keys("2").sees("EN ESPERA");
    pty.keys("<c-k>").sees("Todo lo que puede hacer");
    assert_eq!(colours(&pty.raw()), Vec::<String>::new());
    // The same with colours, so that the test can fail.
    let (_house, mut pty) = at_home();
    pty.keys("n").sees("Bienvenida");
    assert!(!colours(&pty.raw()).is_empty());
}

/// The graphic sequences that choose a colour.
fn colours(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let sequences = text.split("\x1b[").skip(1).filter_map(|part| {
        let end = part.find(|c: char| c.is_ascii_alphabetic())?;
        part[end..].starts_with('m').then(|| part[..end].to_owned())
    });
    sequences
        .filter(|s| {
            s.split(';')
                .filter_map(|n| n.parse().ok())
                .any(|n: u16| matches!(n, 30..=38 | 40..=48 | 90..=97 | 100..=107))
        })
        .collect()
}
