//! The program as a process: a folder of its own, no variable of the machine's, and what it answered.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use ventanilla::journal::{self, Paths};

use super::Play;

/// Folders in which the program runs alone.
pub(crate) struct House {
    folder: TempDir,
    pub(crate) paths: Paths,
}

/// What a command answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    /// The one line of standard error.
    #[track_caller]
    pub(crate) fn complaint(&self, code: i32) -> &str {
        assert_eq!(self.code, Some(code), "{self:?}");
        let line = self.err.strip_suffix('\n').unwrap_or(&self.err);
        assert!(!line.is_empty() && !line.contains('\n'), "{self:?}");
        for stray in [
            "panicked",
            "backtrace",
            "RUST_",
            "Error",
            "error:",
            "os error",
        ] {
            assert!(!line.contains(stray), "«{stray}» in: {line}");
        }
        line
    }

    /// What was answered, where all went well.
    #[track_caller]
    pub(crate) fn good(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (Some(0), ""), "{self:?}");
        &self.out
    }

    /// One JSON value a line.
    #[track_caller]
    pub(crate) fn json(&self) -> Vec<serde_json::Value> {
        let read = |line: &str| {
            serde_json::from_str(line).unwrap_or_else(|e| panic!("{e} in line: {line}"))
        };
        self.out.lines().map(read).collect()
    }
}

impl House {
    /// Folders without a journal.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let paths = super::paths(folder.path());
        Self { folder, paths }
    }

    /// An empty journal, made now by the machine's clock.
    pub(crate) fn fresh() -> Self {
        let house = Self::empty();
        let (now, device) = (chrono::Utc::now(), uuid::Uuid::now_v7());
        journal::create(&house.paths, &super::station(), device, now, [7; 16]).unwrap();
        house
    }

    /// A journal in which this was played.
    pub(crate) fn played(script: &str) -> Self {
        let mut play = Play::new(80, 24);
        play.play(script);
        let folder = play.ended();
        let paths = super::paths(folder.path());
        Self { folder, paths }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// The program's variables: these and no others.
    pub(crate) fn variables(&self) -> Vec<(&'static str, String)> {
        let config = self.file("config").display().to_string();
        vec![
            ("HOME", self.path().display().to_string()),
            ("XDG_CONFIG_HOME", config),
            ("XDG_DATA_HOME", self.file("share").display().to_string()),
            ("LANG", "es_PE.UTF-8".into()),
            ("TERM", "xterm-256color".into()),
            ("VENTANILLA_CLOCK", "2026-11-24T11:00:00-05:00".into()),
        ]
    }

    /// Runs the program on this journal.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        self.run_on(&self.paths.data, arguments)
    }

    /// Runs the program on another data folder, with the same configuration.
    pub(crate) fn run_on(&self, data: &Path, arguments: &[&str]) -> Answer {
        self.run_with(&[], data, arguments)
    }

    /// Runs the program with more variables than it usually has.
    pub(crate) fn run_with(
        &self,
        more: &[(&str, &str)],
        data: &Path,
        arguments: &[&str],
    ) -> Answer {
        let output = Command::new(env!("CARGO_BIN_EXE_ventanilla"))
            .arg("--datos")
            .arg(data)
            .args(arguments)
            .env_clear()
            .envs(self.variables())
            .envs(more.iter().copied())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        answer(output)
    }
}

fn answer(output: Output) -> Answer {
    Answer {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}
