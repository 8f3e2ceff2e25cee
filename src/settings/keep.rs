//! Writing the file, away from the thread that draws: whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};

use super::read::KEYS;
use super::{Fault, FaultKind, Named, Settings};

/// Keeps settings on the disk, in the order in which they were handed over. Dropping it waits for the last.
#[derive(Debug)]
pub struct Keeper {
    file: PathBuf,
    writer: Option<Writer>,
    /// Handed over and not answered yet.
    underway: usize,
}

#[derive(Debug)]
struct Writer {
    settings: Sender<Settings>,
    answers: Receiver<Result<(), Fault>>,
    thread: JoinHandle<()>,
}

impl Keeper {
    /// Keeps settings in this file. No thread runs until there is something to write.
    pub fn new(file: PathBuf) -> Self {
        Self {
            file,
            writer: None,
            underway: 0,
        }
    }

    /// Hands settings over; returns at once.
    pub fn keep(&mut self, settings: &Settings) {
        let writer = self.writer.get_or_insert_with(|| Writer::start(&self.file));
        // A writer that is gone answers nothing, and `poll` says so.
        let _gone = writer.settings.send(settings.clone());
        self.underway += 1;
    }

    /// Whether an answer is still to come.
    pub fn is_waiting(&self) -> bool {
        self.underway > 0
    }

    /// How the last one ended, once all that was handed over has been answered. Never waits.
    pub fn poll(&mut self) -> Option<Result<(), Fault>> {
        let writer = self.writer.as_ref()?;
        let mut last = None;
        loop {
            match writer.answers.try_recv() {
                Ok(answer) => {
                    self.underway = self.underway.saturating_sub(1);
                    last = Some(answer);
                }
                Err(TryRecvError::Disconnected) if self.underway > 0 => {
                    self.underway = 0;
                    last = Some(Err(Fault {
                        file: self.file.clone(),
                        line: 0,
                        kind: FaultKind::Disk("settings writer".to_owned()),
                    }));
                }
                Err(_) => break,
            }
        }
        last.filter(|_| self.underway == 0)
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(Writer {
            settings, thread, ..
        }) = self.writer.take()
        {
            drop(settings);
            let _ended = thread.join();
        }
    }
}

impl Writer {
    fn start(file: &Path) -> Self {
        let file = file.to_owned();
        let (settings, wanted) = channel::<Settings>();
        let (said, answers) = channel();
        let thread = thread::spawn(move || {
            for settings in wanted {
                let written = write(&file, &settings).map_err(|e| Fault {
                    file: file.clone(),
                    line: 0,
                    kind: FaultKind::Disk(e.to_string()),
                });
                // Nobody listens once the program ends.
                let _gone = said.send(written);
            }
        });
        Self {
            settings,
            answers,
            thread,
        }
    }
}

/// Writes another file, waits until it is on the disk, and puts it in place of the old one.
fn write(file: &Path, settings: &Settings) -> io::Result<()> {
    let other = file.with_extension("toml.nuevo");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut new = options.open(&other)?;
    new.write_all(text(settings).as_bytes())?;
    new.sync_all()?;
    drop(new);
    fs::rename(&other, file)?;
    match file.parent() {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// The settings as the file says them.
fn text(settings: &Settings) -> String {
    let [theme, language, ascii, protocol, bell, lock_after, copies] = KEYS;
    let mut lines = vec![
        (theme, settings.theme.word().to_owned()),
        (language, settings.language.word().to_owned()),
        (ascii, settings.ascii.word().to_owned()),
        (bell, settings.bell.word().to_owned()),
    ];
    if let Some(id) = &settings.protocol {
        lines.insert(3, (protocol, id.clone()));
    }
    if let Some(place) = &settings.copies {
        lines.push((copies, place.clone()));
    }
    let line = |(key, value): (&str, String)| format!("{key} = {}\n", toml::Value::String(value));
    let lines = lines.into_iter().map(line);
    let minutes = format!("{lock_after} = {}\n", settings.lock_after.0);
    lines.chain([minutes]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Ascii, Bell, Language, LockAfter, ThemeName, read};
    use super::*;

    fn chosen() -> Settings {
        Settings {
            theme: ThemeName::HighContrast,
            language: Language::English,
            ascii: Ascii::Never,
            protocol: Some("con \"comillas\" y \\".into()),
            bell: Bell::Off,
            lock_after: LockAfter(0),
            copies: Some("/media/usb".into()),
        }
    }

    #[test]
    fn what_is_written_is_read_as_it_was() {
        for settings in [Settings::default(), chosen()] {
            assert_eq!(super::super::read::parse(&text(&settings)), Ok(settings));
        }
    }

    #[test]
    fn the_last_one_handed_over_stands_and_no_other_file_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(super::super::FILE);
        let mut keeper = Keeper::new(file.clone());
        assert!(!keeper.is_waiting());
        keeper.keep(&Settings::default());
        keeper.keep(&chosen());
        assert!(keeper.is_waiting());
        drop(keeper);
        assert_eq!(read(&file), Ok(chosen()));
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), 1, "{names:?}");
    }

    #[test]
    fn a_disk_that_refuses_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let mut keeper = Keeper::new(folder.path().join("none").join(super::super::FILE));
        keeper.keep(&chosen());
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        let answer = loop {
            if let Some(answer) = keeper.poll() {
                break answer;
            }
            assert!(std::time::Instant::now() < end);
            thread::sleep(std::time::Duration::from_millis(2));
        };
        assert!(matches!(
            answer,
            Err(Fault {
                kind: FaultKind::Disk(_),
                ..
            })
        ));
        assert!(!keeper.is_waiting());
    }
}
