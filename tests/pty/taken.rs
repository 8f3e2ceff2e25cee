//! When the program itself fails, with the terminal taken: the real hook, reached through a run that only shows the help.

use std::fs;

use portable_pty::CommandBuilder;
use ventanilla::ui::terminal;

use crate::play::process::House;
use crate::play::pty::Pty;

const CHILD: &str = "VENTANILLA_TEST_PANIC";

/// The part that fails. Does nothing in an ordinary run of the tests.
#[test]
fn child() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    // Installs the hook, as every run does, and gives back control.
    let _shown = ventanilla::run(["ventanilla", "--version"].map(Into::into));
    let mut screen = terminal::take().unwrap();
    screen
        .draw(|frame| frame.render_widget("PANTALLA", frame.area()))
        .unwrap();
    let document = std::hint::black_box("45678901");
    panic!("fell with {document}");
}

#[test]
fn a_failure_of_the_program_gives_the_terminal_back() {
    let house = House::empty();
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args([
        "pty::taken::child",
        "--exact",
        "--nocapture",
        "--test-threads=1",
    ]);
    let mut pty = Pty::spawn(&house, command, &[(CHILD, "1")]);
    pty.ends();
    pty.assert_given_back();
    let said = pty.screen();
    assert!(said.contains("Ventanilla tuvo un fallo"), "{said}");
    assert!(
        !said.contains("45678901") && !said.contains("panicked"),
        "{said}"
    );
    let raw = String::from_utf8(pty.raw()).unwrap();
    assert!(raw.contains("PANTALLA"), "it never drew");
    let reports = house.paths.config.join("informes");
    let reports: Vec<_> = fs::read_dir(&reports).unwrap().collect();
    assert_eq!(reports.len(), 1);
    let report = fs::read_to_string(reports[0].as_ref().unwrap().path()).unwrap();
    assert!(report.contains("taken.rs"), "where it was: {report}");
    assert!(!report.contains("45678901"), "what was typed: {report}");
}
