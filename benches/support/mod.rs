//! What the benches share: a cached journal of so many attentions, times in order, a line of the report.

#![allow(dead_code, reason = "each bench uses a part")]

pub(crate) mod filing;
pub(crate) mod terminal;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use ventanilla::journal::Paths;

pub(crate) const VENTANILLA: &str = env!("CARGO_BIN_EXE_ventanilla");

/// Raised where another program makes another journal of the same seed.
const FORMAT: u32 = 1;

/// The number given after a name on the command line, `--atenciones 1000000`.
pub(crate) fn argument(name: &str, otherwise: u32) -> u32 {
    let mut arguments = std::env::args().skip_while(|a| a != name);
    arguments
        .nth(1)
        .and_then(|a| a.parse().ok())
        .unwrap_or(otherwise)
}

/// The folder of a practice journal of so many attentions: made once, and used again by every bench.
pub(crate) fn home(attentions: u32) -> PathBuf {
    let home =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("journal-{attentions}-{FORMAT}"));
    let made = home.join("made");
    if !made.exists() {
        eprintln!("making a journal of {attentions} attentions …");
        let start = Instant::now();
        let count = attentions.to_string();
        let status = ventanilla(&home)
            .args(["demo", "--sin-abrir", "--atenciones", &count])
            .status()
            .expect("ventanilla");
        assert!(status.success(), "no journal");
        std::fs::write(&made, "").expect("a folder");
        let took = start.elapsed().as_secs_f64();
        eprintln!("made in {took:.1} s");
    }
    home
}

/// The program on the journal of a folder.
pub(crate) fn ventanilla(home: &Path) -> Command {
    let mut command = Command::new(VENTANILLA);
    command
        .arg("--datos")
        .arg(home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env_remove("VENTANILLA_HOME");
    command
}

/// Where the journal of a folder is.
pub(crate) fn paths(home: &Path) -> Paths {
    Paths {
        data: home.join("data"),
        config: home.join("config/ventanilla"),
    }
}

/// How long something takes.
pub(crate) fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

/// Times of one thing.
#[derive(Default)]
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    pub(crate) fn at(&self, thousandths: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let last = sorted.len().saturating_sub(1);
        sorted
            .get(last * thousandths / 1000)
            .copied()
            .unwrap_or_default()
    }

    /// Prints median and p99, the ratio of the median to a floor's, and what is aimed at.
    pub(crate) fn show(&self, what: &str, floor: Option<&Self>, aim: &str) {
        let (p50, p99) = (self.at(500), self.at(990));
        let ratio = floor.map_or(String::new(), |f| {
            format!("{:.2}x", p50.as_secs_f64() / f.at(500).as_secs_f64())
        });
        let aim = if aim.is_empty() {
            String::new()
        } else {
            format!("  aim {aim}")
        };
        println!(
            "{what:<44} p50 {:>9} p99 {:>9} {ratio:>8}{aim}",
            shown(p50),
            shown(p99)
        );
    }
}

fn shown(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1000.0)
}
