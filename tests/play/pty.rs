//! The real program on a real pseudo-terminal. Everything is waited for by what is on the screen, never by sleeping.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::Parser;

use super::keys::{Token, bytes, parse};
use super::process::House;

/// Longest wait for something to appear.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(4);

/// A program on a terminal.
pub(crate) struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    seen: Arc<Mutex<Seen>>,
}

/// What came out of it.
struct Seen {
    parser: Parser,
    raw: Vec<u8>,
    ended: bool,
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

impl Pty {
    /// The program on a house's journal, 80 columns and 24 rows, by the machine's own clock.
    pub(crate) fn start(house: &House, arguments: &[&str]) -> Self {
        Self::start_with(house, arguments, &[])
    }

    pub(crate) fn start_with(
        house: &House,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_ventanilla"));
        command.arg("--datos");
        command.arg(&house.paths.data);
        command.args(arguments);
        Self::spawn(house, command, variables)
    }

    /// Any program, with the house's variables.
    pub(crate) fn spawn(
        house: &House,
        mut command: CommandBuilder,
        variables: &[(&str, &str)],
    ) -> Self {
        command.env_clear();
        for (name, value) in house.variables() {
            if name != "VENTANILLA_CLOCK" {
                command.env(name, value);
            }
        }
        for (name, value) in variables {
            command.env(name, value);
        }
        command.cwd(house.path());
        let pair = native_pty_system().openpty(size(80, 24)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let seen = Arc::new(Mutex::new(Seen {
            parser: Parser::new(cells(24), cells(80), 0),
            raw: Vec::new(),
            ended: false,
        }));
        let writes = Arc::clone(&seen);
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            // The terminal of a program that ended gives an error or nothing.
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                let mut seen = writes.lock().unwrap();
                seen.parser.process(&buffer[..n]);
                seen.raw.extend_from_slice(&buffer[..n]);
            }
            writes.lock().unwrap().ended = true;
        });
        Self {
            child,
            writer: pair.master.take_writer().unwrap(),
            master: pair.master,
            seen,
        }
    }

    /// Sends a script of keys in one burst.
    pub(crate) fn keys(&mut self, script: &str) -> &mut Self {
        for token in parse(script) {
            match token {
                Token::Resize(columns, rows) => self.resize(columns, rows),
                Token::Wait(_) | Token::Kill => panic!("{token:?} is for plays"),
                token => self.send(&bytes(&token)),
            }
        }
        self
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// What stands on the screen now.
    pub(crate) fn screen(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    /// Column and row of the cursor.
    pub(crate) fn cursor(&self) -> (u16, u16) {
        let (row, column) = self.seen.lock().unwrap().parser.screen().cursor_position();
        (column, row)
    }

    /// The text left of the cursor on its row.
    pub(crate) fn before_cursor(&self) -> String {
        let seen = self.seen.lock().unwrap();
        let screen = seen.parser.screen();
        let (row, column) = screen.cursor_position();
        let mut text = String::new();
        for x in 0..column {
            let cell = screen.cell(row, x).map(vt100::Cell::contents);
            text.push_str(cell.filter(|c| !c.is_empty()).unwrap_or(" "));
        }
        text
    }

    /// Everything written to the terminal so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.seen.lock().unwrap().raw.clone()
    }

    /// Waits until something is so.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(self) {
            assert!(
                Instant::now() < end,
                "{what}: waited in vain before\n{}",
                self.screen()
            );
            thread::sleep(PAUSE);
        }
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub(crate) fn sees(&self, text: &str) -> &Self {
        self.until(text, |pty| pty.screen().contains(text));
        self
    }

    /// Waits until the program ends and everything it wrote was read; gives back its exit code.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> u32 {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().unwrap()
                && self.seen.lock().unwrap().ended
            {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "still there:\n{}", self.screen());
            thread::sleep(PAUSE);
        }
    }

    /// Sends a signal to the program.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status();
        assert!(status.unwrap().success(), "kill -s {name} {id}");
    }

    /// Kills the program without a warning, and waits for its end.
    pub(crate) fn kill(mut self) {
        self.signal("KILL");
        self.ends();
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        let mut seen = self.seen.lock().unwrap();
        seen.parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        drop(seen);
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// The terminal is as a shell expects it: first screen, cursor shown, pastes unmarked.
    #[track_caller]
    pub(crate) fn assert_given_back(&self) {
        let seen = self.seen.lock().unwrap();
        let screen = seen.parser.screen();
        assert!(!screen.alternate_screen(), "still on the second screen");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        let raw = String::from_utf8_lossy(&seen.raw);
        assert!(raw.contains("\x1b[?1049h"), "it was never taken");
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            // A test that failed leaves no program behind.
            let _gone = self.child.kill();
        }
    }
}
