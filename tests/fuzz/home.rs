//! An office whose people, packs and attentions are all called by hostile names.

use std::path::Path;

use tempfile::TempDir;
use ventanilla::attention::Command;
use ventanilla::journal::{Paths, Station};
use ventanilla::protocol::{Answer, Ask, Field};
use ventanilla::settings::Settings;
use ventanilla::ui::theme::Surroundings;

use super::hostile::{Random, as_toml, text};
use crate::play::{Play, create_for, station, tour};

/// Texts of packs that people read.
const READ: [&str; 5] = ["label", "title", "say", "help", "text"];

/// A station whose people, places and packs are called by hostile names.
pub(super) fn house(random: &mut Random, paths: &Paths) {
    let hostile = Station {
        institution: text(random, 6),
        agent: text(random, 6),
        ..station()
    };
    create_for(&hostile, paths);
    let folder = paths.data.join("protocolos");
    std::fs::create_dir_all(&folder).unwrap();
    let pack = hostile_pack(
        random,
        include_str!("../../assets/protocols/juntos-telefonico.toml"),
    );
    std::fs::write(folder.join("juntos-telefonico.toml"), pack).unwrap();
    let broken = format!("title = \"{}\"\nid = 3", as_toml(&text(random, 6)));
    std::fs::write(folder.join("roto\u{202e}\u{1b}[2J.toml"), broken).unwrap();
}

/// A pack with something hostile behind everything that is read.
fn hostile_pack(random: &mut Random, pack: &str) -> String {
    let mut out = String::new();
    for line in pack.lines() {
        let read = READ
            .iter()
            .any(|key| line.starts_with(&format!("{key} = \"")));
        match line
            .strip_suffix('"')
            .filter(|l| read && !l.ends_with("\"\""))
        {
            Some(begun) => {
                out.push_str(begun);
                out.push_str(&as_toml(&text(random, 2)));
                out.push('"');
            }
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}

/// Something hostile in every text that is there, such as no editor would have let in and no rule refuses.
fn write_in(random: &mut Random, play: &mut Play) {
    let front = play.desk().front().unwrap();
    let is_text = |f: &&Field| matches!(f.ask, Ask::Text | Ask::Notes | Ask::Place(None));
    let fields = front.protocol.fields().filter(is_text);
    let fields: Vec<String> = fields.map(|f| f.key.clone()).collect();
    for field in fields {
        let answer = Answer::Text(format!("x{}", text(random, 5)));
        let _refused = play.app().desk.act(Command::Answer { field, answer });
    }
    let note = format!("x{}", text(random, 20));
    play.app().desk.act(Command::Note { text: note }).unwrap();
    play.settle();
}

/// A desk in a hostile house, with something filed, a call owed, an answer owed and a draft.
pub(super) fn at_hostile_home(random: &mut Random) -> Play {
    let mut play = Play::made(
        80,
        24,
        Settings::default(),
        Surroundings::default(),
        |paths| {
            house(random, paths);
        },
    );
    for (call, end) in tour::hostile_calls() {
        play.play(&call);
        write_in(random, &mut play);
        play.play(end);
    }
    play.assert_sees("POR LLAMAR");
    let home = &play.app().desk;
    assert_eq!(home.open_attentions().len(), 1, "{}", play.screen());
    assert_eq!(play.desk().reader().recent(9, None).unwrap().len(), 2);
    play
}

/// A hostile home that is the same again after whatever was done in it.
pub(super) struct Home {
    folder: Option<TempDir>,
    kept: TempDir,
    runs: u64,
}

impl Home {
    pub(super) fn new(random: &mut Random) -> Self {
        let folder = at_hostile_home(random).ended();
        let kept = tempfile::tempdir().unwrap();
        copy(folder.path(), kept.path());
        Self {
            folder: Some(folder),
            kept,
            runs: 0,
        }
    }

    pub(super) fn open(&mut self) -> Play {
        self.runs += 1_000;
        let folder = self.folder.take().unwrap();
        for part in std::fs::read_dir(folder.path()).unwrap() {
            std::fs::remove_dir_all(part.unwrap().path()).unwrap();
        }
        copy(self.kept.path(), folder.path());
        let (settings, around) = (Settings::default(), Surroundings::default());
        Play::on(80, 24, settings, around, folder, self.runs)
    }

    pub(super) fn close(&mut self, play: Play) {
        self.folder = Some(play.ended());
    }
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for part in std::fs::read_dir(from).unwrap() {
        let part = part.unwrap();
        let to = to.join(part.file_name());
        if part.path().is_dir() {
            copy(&part.path(), &to);
        } else {
            std::fs::copy(part.path(), to).unwrap();
        }
    }
}
