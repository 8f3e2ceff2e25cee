//! Programs on a pseudo-terminal, and how long they take to answer.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use super::VENTANILLA;

/// Silence after which a frame counts as complete: a first one, and the answer to a key.
pub(crate) const SILENCE: Duration = Duration::from_millis(25);
const SHORT: Duration = Duration::from_millis(2);
const SIZE: PtySize = PtySize {
    rows: 40,
    cols: 120,
    pixel_width: 0,
    pixel_height: 0,
};

/// The desk on the journal of a folder.
pub(crate) fn desk(home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(VENTANILLA);
    command.arg("--datos");
    command.arg(home.join("data"));
    command.env("XDG_CONFIG_HOME", home.join("config"));
    command
}

/// A program on a pseudo-terminal; what it writes arrives with its instant.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, usize)>,
    pub(crate) started: Instant,
    // Dropping it closes the terminal.
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// When the last byte of an answer came, after how long, and how many bytes it had.
pub(crate) struct Answer {
    pub(crate) time: Duration,
    pub(crate) bytes: usize,
}

impl Terminal {
    pub(crate) fn start(mut command: CommandBuilder) -> Self {
        let pair = native_pty_system()
            .openpty(SIZE)
            .expect("a pseudo-terminal");
        command.env("TERM", "xterm-256color");
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let writer = pair.master.take_writer().expect("its input");
        let (sender, output) = channel();
        let started = Instant::now();
        let child = pair.slave.spawn_command(command).expect("the program");
        std::thread::spawn(move || {
            let mut buffer = vec![0u8; 65536];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || sender.send((Instant::now(), n)).is_err() {
                    break;
                }
            }
        });
        Self {
            child,
            writer,
            output,
            started,
            _master: pair.master,
        }
    }

    /// Waits for output and then for silence.
    pub(crate) fn answer(&self, since: Instant, silence: Duration) -> Answer {
        let mut last = since;
        let mut bytes = 0;
        let mut wait = Duration::from_secs(5);
        while let Ok((at, n)) = self.output.recv_timeout(wait) {
            last = at;
            bytes += n;
            wait = silence;
        }
        Answer {
            time: last - since,
            bytes,
        }
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    pub(crate) fn key(&mut self, keys: &str) -> Answer {
        // What came late from the key before does not count for this one.
        while self.output.try_recv().is_ok() {}
        let since = Instant::now();
        self.writer.write_all(keys.as_bytes()).expect("a key");
        let answer = self.answer(since, SHORT);
        // Letters come as fast as somebody types, not as fast as they are painted.
        std::thread::sleep(SILENCE);
        answer
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}
