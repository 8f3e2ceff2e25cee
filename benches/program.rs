//! What the program weighs: binary, memory, and how often it wakes when nothing happens.
//!
//! `cargo bench --profile release --bench program [-- --atenciones 100000]`

#![expect(
    clippy::expect_used,
    clippy::disallowed_macros,
    reason = "a measurement that cannot go on has no figures"
)]

mod support;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use support::filing::tidy;
use support::terminal::Terminal;
use support::{VENTANILLA, argument, home};

/// How long the program is watched doing nothing.
const WATCHED: Duration = Duration::from_secs(10);

fn main() {
    let attentions = argument("--atenciones", 100_000);
    let home = home(attentions);
    size();
    tidy(&home);
    let mut desk = Terminal::start(support::terminal::desk(&home));
    // Housekeeping of what the start found comes first.
    std::thread::sleep(Duration::from_secs(4));
    let before = wakeups(desk.id());
    std::thread::sleep(WATCHED);
    let at_home = wakeups(desk.id()) - before;
    println!(
        "home screen: {at_home} wake-ups in 10 s, {} MiB resident  aim: 0 or 1, <= 30 MiB",
        memory(desk.id())
    );
    desk.key("n");
    desk.key("a");
    std::thread::sleep(Duration::from_secs(4));
    let before = wakeups(desk.id());
    std::thread::sleep(WATCHED);
    let open = wakeups(desk.id()) - before;
    println!(
        "attention open: {open} wake-ups in 10 s, {} MiB resident  aim: 10, <= 30 MiB",
        memory(desk.id())
    );
    drop(desk);
    tidy(&home);
}

/// The program without its symbols, as it is shipped.
fn size() {
    let stripped = std::env::temp_dir().join("ventanilla-stripped");
    let status = Command::new("strip")
        .args([VENTANILLA, "-o"])
        .arg(&stripped)
        .status();
    if !status.is_ok_and(|s| s.success()) {
        println!("strip is not installed: no size");
        return;
    }
    let bytes = std::fs::metadata(&stripped).expect("a file").len();
    std::fs::remove_file(&stripped).expect("a file");
    println!(
        "binary, stripped: {:.1} MB  aim <= 20 MB",
        f64::from(u32::try_from(bytes).expect("small")) / 1e6
    );
}

/// How often the threads of a process gave up the processor of themselves: each time something woke them before.
fn wakeups(process: u32) -> u64 {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).expect("a process");
    threads
        .filter_map(|t| number(&t.ok()?.path().join("status"), "voluntary_ctxt_switches:"))
        .sum()
}

/// Resident memory, in MiB.
fn memory(process: u32) -> u64 {
    number(Path::new(&format!("/proc/{process}/status")), "VmRSS:").unwrap_or(0) / 1024
}

fn number(file: &Path, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|l| l.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
