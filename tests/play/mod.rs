//! Plays the program from outside: over a test terminal with a clock that stands still, or as a process.

pub(crate) mod keys;
mod opening;
pub(crate) mod people;
mod picture;
mod place;
pub(crate) mod process;
pub(crate) mod pty;
pub(crate) mod staff;
pub(crate) mod tour;

use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, TimeDelta};
use crossterm::event::{Event, KeyEvent};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use tempfile::TempDir;
use ventanilla::desk::Desk;
use ventanilla::journal::{News, Paths, Sought};
use ventanilla::protocol::Ask;
use ventanilla::screen::{App, Happening};
use ventanilla::settings::Settings;
use ventanilla::ui::theme::Surroundings;

pub(crate) use place::{create, create_for, paths, start, station};

use keys::Token;
use people::Somebody;

pub(crate) use picture::{cursor_of, picture_of, text_of};

/// Longest wait for the disk before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program over a test terminal, with a journal in a folder of its own.
pub(crate) struct Play {
    app: Option<App>,
    terminal: Terminal<TestBackend>,
    happenings: Receiver<Happening>,
    folder: TempDir,
    pub(crate) paths: Paths,
    now: DateTime<FixedOffset>,
    runs: u64,
    /// Keys pressed that were not letters of a text.
    pub(crate) presses: usize,
    /// Letters typed into fields that hold text.
    pub(crate) letters: usize,
    settings: Settings,
    around: Surroundings,
    /// Searches end as those do whose time is over before they have seen everything.
    pub(crate) short_of_time: bool,
    /// Who opens the journal, where people are enrolled.
    pub(crate) who: Somebody,
}

/// Plays keys on a terminal of 80 columns and 24 rows.
pub(crate) fn play(script: &str) -> Play {
    let mut play = Play::new(80, 24);
    play.play(script);
    play
}

impl Play {
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        Self::looking(columns, rows, Settings::default(), Surroundings::default())
    }

    /// The same, with settings and on a terminal that says this of itself.
    pub(crate) fn looking(
        columns: u16,
        rows: u16,
        settings: Settings,
        around: Surroundings,
    ) -> Self {
        Self::made(columns, rows, settings, around, create)
    }

    /// The same, on a journal that `make` makes in these folders.
    pub(crate) fn made(
        columns: u16,
        rows: u16,
        settings: Settings,
        around: Surroundings,
        make: impl FnOnce(&Paths),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        make(&paths(folder.path()));
        Self::on(columns, rows, settings, around, folder, 0)
    }

    /// The program on what is in this folder, which has seen so many runs: ids are never given twice.
    pub(crate) fn on(
        columns: u16,
        rows: u16,
        settings: Settings,
        around: Surroundings,
        folder: TempDir,
        runs: u64,
    ) -> Self {
        let paths = paths(folder.path());
        let (_, happenings) = channel();
        let mut play = Self {
            app: None,
            terminal: Terminal::new(TestBackend::new(columns, rows)).unwrap(),
            happenings,
            folder,
            paths,
            now: start(),
            runs,
            presses: 0,
            letters: 0,
            settings,
            around,
            short_of_time: false,
            who: people::ROSA,
        };
        play.open();
        play
    }

    pub(crate) fn app(&mut self) -> &mut App {
        self.app.as_mut().unwrap()
    }

    pub(crate) fn desk(&self) -> &Desk {
        &self.app.as_ref().unwrap().desk
    }

    /// Plays a script of keys.
    pub(crate) fn play(&mut self, script: &str) -> &mut Self {
        for token in keys::parse(script) {
            self.token(token);
        }
        self.settle();
        self
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::Letter(c) => {
                if self.is_in_text() {
                    self.letters += 1;
                } else {
                    self.presses += 1;
                    self.settle();
                }
                self.key(keys::letter(c));
            }
            Token::Key(key) => {
                self.presses += 1;
                self.settle();
                self.key(key);
            }
            Token::Paste(text) => {
                self.settle();
                self.app().handle(Happening::Terminal(Event::Paste(text)));
            }
            Token::Wait(millis) => self.pass(TimeDelta::milliseconds(millis.cast_signed())),
            Token::Resize(columns, rows) => {
                self.resize(columns, rows);
            }
            Token::Kill => {
                self.restart(true);
            }
        }
    }

    /// Presses one key and waits for the disk.
    pub(crate) fn press(&mut self, key: KeyEvent) -> &mut Self {
        self.token(Token::Key(key));
        self.settle();
        self
    }

    /// Types without waiting for what a search finds.
    pub(crate) fn type_on(&mut self, script: &str) -> &mut Self {
        for token in keys::parse(script) {
            match token {
                Token::Letter(c) => self.key(keys::letter(c)),
                Token::Key(key) => self.key(key),
                other => panic!("{other:?} is not typed"),
            }
        }
        self
    }

    /// Hands one key over and draws; the disk is not waited for.
    fn key(&mut self, key: KeyEvent) {
        self.app().handle(Happening::Terminal(Event::Key(key)));
        self.draw();
    }

    /// Whether a letter now would be part of a text: nothing else counts as typing.
    fn is_in_text(&self) -> bool {
        let Some(front) = self.desk().front() else {
            return false;
        };
        let field = front
            .field
            .as_deref()
            .and_then(|key| front.protocol.field(key));
        field.is_some_and(|f| {
            matches!(
                f.ask,
                Ask::Text
                    | Ask::Notes
                    | Ask::Phone
                    | Ask::Email
                    | Ask::Place(_)
                    | Ask::Document(_)
                    | Ask::Number(_)
                    | Ask::Date(_)
                    | Ask::Moment(_)
            )
        })
    }

    /// Lets the clock go on by so many seconds.
    pub(crate) fn advance(&mut self, seconds: i64) -> &mut Self {
        self.pass(TimeDelta::seconds(seconds));
        self
    }

    fn pass(&mut self, time: TimeDelta) {
        self.settle();
        self.now += time;
        let now = self.now;
        self.app().desk.world.set(now);
        self.settle();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.terminal.backend_mut().resize(columns, rows);
        self.settle();
        self
    }

    /// Hands over what is unsaved, waits for the disk, and draws.
    pub(crate) fn settle(&mut self) {
        let until = Instant::now() + PATIENCE;
        self.app()
            .desk
            .tick(Instant::now() + Duration::from_secs(1))
            .unwrap();
        for _ in 0..3 {
            while self.desk().is_saving() || self.desk().is_seeking() || self.desk().is_copying() {
                let left = until.saturating_duration_since(Instant::now());
                let mut happening = self
                    .happenings
                    .recv_timeout(left)
                    .expect("the disk answers");
                if let Happening::Sought(Sought {
                    news: News::Found(Ok(page)),
                    ..
                }) = &mut happening
                    && self.short_of_time
                {
                    page.partial = true;
                    page.next = page.rows.last().map(|r| r.entry).or(Some(i64::MAX));
                }
                self.app().handle(happening);
            }
            self.app().tick();
        }
        self.draw();
    }

    /// Takes what other threads have to say, without waiting for it.
    pub(crate) fn hear(&mut self) {
        while let Ok(happening) = self.happenings.try_recv() {
            self.app().handle(happening);
        }
    }

    fn draw(&mut self) {
        let app = self.app.as_mut().unwrap();
        self.terminal.draw(|frame| app.draw(frame)).unwrap();
    }

    /// The text on the terminal, without spaces at the ends of lines.
    pub(crate) fn screen(&self) -> String {
        text_of(&self.terminal)
    }

    /// The cells of the terminal.
    pub(crate) fn buffer(&self) -> &Buffer {
        self.terminal.backend().buffer()
    }

    /// Lets the program tick until it says something that another thread has to end first.
    #[track_caller]
    pub(crate) fn until(&mut self, text: &str) -> &mut Self {
        let until = Instant::now() + PATIENCE;
        while !self.sees(text) && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(2));
            self.settle();
        }
        self.assert_sees(text);
        self
    }

    pub(crate) fn sees(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    #[track_caller]
    pub(crate) fn assert_sees(&self, text: &str) -> &Self {
        assert!(self.sees(text), "«{text}» is not on\n{}", self.screen());
        self
    }

    /// Where the cursor is, where it is shown.
    pub(crate) fn cursor(&self) -> Option<Position> {
        cursor_of(&self.terminal)
    }

    /// The text and the cursor, as snapshots keep them.
    pub(crate) fn picture(&self) -> String {
        picture_of(&self.terminal)
    }

    /// Ends in order, as the agent does, or as a signal does, and starts again.
    pub(crate) fn restart(&mut self, interrupted: bool) -> &mut Self {
        self.end(interrupted);
        self.open();
        self
    }

    /// Ends, and leaves the folder with the journal.
    pub(crate) fn ended(mut self) -> TempDir {
        self.end(false);
        self.folder
    }

    fn end(&mut self, interrupted: bool) {
        self.settle();
        self.app.take().unwrap().desk.close(interrupted).unwrap();
    }
}
