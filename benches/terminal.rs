//! Start to first frame and key to paint, through a real pseudo-terminal, against an empty ratatui form in the same run.
//!
//! `cargo bench --profile release --bench terminal [-- ROUNDS]`. The two programs take turns, so that whatever else the
//! machine does meets both.

#![expect(
    clippy::expect_used,
    reason = "a measurement that cannot be made stops"
)]

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::Stylize;
use ratatui::widgets::{Block, Paragraph};

const VENTANILLA: &str = env!("CARGO_BIN_EXE_ventanilla");
/// Silence after which a frame counts as complete: a first one, and the answer to a key.
const SILENCE: Duration = Duration::from_millis(25);
const SHORT: Duration = Duration::from_millis(2);
const SIZE: PtySize = PtySize {
    rows: 40,
    cols: 120,
    pixel_width: 0,
    pixel_height: 0,
};

/// A program on a pseudo-terminal; what it writes arrives with its instant.
struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, usize)>,
    started: Instant,
    // Dropping it closes the terminal.
    _master: Box<dyn portable_pty::MasterPty + Send>,
}

/// When the last byte of an answer came, after how long, and how many bytes it had.
struct Answer {
    time: Duration,
    bytes: usize,
}

impl Terminal {
    fn start(mut command: CommandBuilder) -> Self {
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
    fn answer(&self, since: Instant, silence: Duration) -> Answer {
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

    fn key(&mut self, keys: &str) -> Answer {
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

/// The floor: a form of one field that paints what is typed, as ratatui alone can.
fn floor_program() {
    let mut terminal = ratatui::init();
    let mut typed = String::new();
    loop {
        let draw = |frame: &mut ratatui::Frame| {
            let rows =
                Layout::vertical([Constraint::Length(3), Constraint::Fill(1)]).split(frame.area());
            frame.render_widget(
                Paragraph::new(typed.as_str().underlined()).block(Block::bordered().title("field")),
                rows[0],
            );
            frame.render_widget(Block::bordered(), rows[1]);
            frame.set_cursor_position((1 + u16::try_from(typed.len()).unwrap_or(0), 1));
        };
        terminal.draw(draw).expect("a frame");
        match event::read() {
            Ok(Event::Key(key)) => match key.code {
                KeyCode::Char(c) if typed.len() < 60 => typed.push(c),
                KeyCode::Char(c) => typed = c.to_string(),
                _ => {}
            },
            Ok(_) => {}
            Err(_) => break,
        }
    }
}

fn floor() -> CommandBuilder {
    let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
    command.arg("--floor");
    command
}

fn ventanilla(home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(VENTANILLA);
    command.args(["--datos", &home.join("data").display().to_string()]);
    command.env("XDG_CONFIG_HOME", home.join("config"));
    command
}

/// Milliseconds at a percentile.
fn percentile(times: &mut [f64], p: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index of a short list"
    )]
    let at = ((times.len() - 1) as f64 * p).round() as usize;
    times[at]
}

fn report(what: &str, target: &str, mut ours: Vec<f64>, mut floors: Vec<f64>) {
    let (p50, p99) = (percentile(&mut ours, 0.5), percentile(&mut ours, 0.99));
    let (f50, f99) = (percentile(&mut floors, 0.5), percentile(&mut floors, 0.99));
    println!(
        "{what:<24} ventanilla p50 {p50:7.2} ms  p99 {p99:7.2} ms | floor p50 {f50:7.2} ms  p99 {f99:7.2} ms | ratio {:4.2} (target {target})",
        p50 / f50
    );
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.iter().any(|a| a == "--floor") {
        return floor_program();
    }
    let rounds: usize = arguments.iter().find_map(|a| a.parse().ok()).unwrap_or(40);
    let home = tempfile::tempdir().expect("a folder");
    let made = Command::new(VENTANILLA)
        .args([
            "--datos",
            &home.path().join("data").display().to_string(),
            "iniciar",
            "--oficina",
            "CAJ",
            "--agente",
            "Rosa Quispe",
        ])
        .env("XDG_CONFIG_HOME", home.path().join("config"))
        .output()
        .expect("ventanilla");
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let ms = |d: Duration| d.as_secs_f64() * 1000.0;

    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let start = Terminal::start(floor());
        floors.push(ms(start.answer(start.started, SILENCE).time));
        drop(start);
        let start = Terminal::start(ventanilla(home.path()));
        ours.push(ms(start.answer(start.started, SILENCE).time));
    }
    report("start to first frame", "<= 2", ours, floors);

    let mut form = Terminal::start(floor());
    form.answer(form.started, SILENCE);
    let mut desk = Terminal::start(ventanilla(home.path()));
    desk.answer(desk.started, SILENCE);
    desk.key("n");
    std::thread::sleep(Duration::from_millis(300));
    // The first letter reserves the number and paints it: it is not like the others.
    desk.key("a");
    let (mut ours, mut floors) = (Vec::new(), Vec::new());
    let (mut our_bytes, mut floor_bytes) = (Vec::new(), Vec::new());
    for i in 0..rounds * 5 {
        let letter = ["a", "e", "o", "s", "r"][i % 5];
        if i % 40 == 39 {
            // A line that scrolls paints more than a letter.
            desk.key("\u{15}");
        }
        let floor = form.key(letter);
        let our = desk.key(letter);
        // The clocks tick once a second and the saving line after a pause: those are not the letter's answer.
        #[allow(clippy::cast_precision_loss, reason = "a few bytes")]
        if our.time < Duration::from_millis(20) {
            ours.push(ms(our.time));
            our_bytes.push(our.bytes as f64);
            floors.push(ms(floor.time));
            floor_bytes.push(floor.bytes as f64);
        }
    }
    report("key to paint", "<= 1.5, p99 <= 8 ms", ours, floors);
    println!(
        "bytes a letter           ventanilla {:.0}  floor {:.0} (target: no more than the floor)",
        percentile(&mut our_bytes, 0.5),
        percentile(&mut floor_bytes, 0.5)
    );
}
