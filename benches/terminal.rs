//! Start to first frame and key to paint, through a real pseudo-terminal, against an empty ratatui form in the same run.
//! The two programs take turns, so that whatever else the machine does meets both.
//!
//! `cargo bench --profile release --bench terminal [-- --atenciones 100000 --rondas 40]`

#![expect(
    clippy::expect_used,
    clippy::disallowed_macros,
    reason = "a measurement that cannot be made stops"
)]

mod support;

use std::time::Duration;

use portable_pty::CommandBuilder;
use ratatui::crossterm::event::{self, Event, KeyCode};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::Stylize;
use ratatui::widgets::{Block, Paragraph};
use support::filing::tidy;
use support::terminal::{SILENCE, Terminal, desk};
use support::{Times, argument, home};

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

fn main() {
    if std::env::args().any(|a| a == "--floor") {
        return floor_program();
    }
    let (attentions, rounds) = (argument("--atenciones", 100_000), argument("--rondas", 40));
    let home = home(attentions);
    tidy(&home);
    println!("{attentions} attentions, 120 x 40");
    let (mut ours, mut floors) = (Times::default(), Times::default());
    for _ in 0..rounds {
        let start = Terminal::start(floor());
        floors.push(start.answer(start.started, SILENCE).time);
        drop(start);
        let start = Terminal::start(desk(&home));
        ours.push(start.answer(start.started, SILENCE).time);
    }
    floors.show("start of an empty ratatui form (floor)", None, "");
    ours.show("start to first frame", Some(&floors), "<= 2");

    let mut form = Terminal::start(floor());
    form.answer(form.started, SILENCE);
    let mut front = Terminal::start(desk(&home));
    front.answer(front.started, SILENCE);
    front.key("n");
    std::thread::sleep(Duration::from_millis(300));
    // The first letter reserves the number and paints it: it is not like the others.
    front.key("a");
    let (mut ours, mut floors) = (Times::default(), Times::default());
    let (mut our_bytes, mut floor_bytes) = (Vec::new(), Vec::new());
    for i in 0..rounds as usize * 5 {
        let letter = ["a", "e", "o", "s", "r"][i % 5];
        if i % 40 == 39 {
            // A line that scrolls paints more than a letter.
            front.key("\u{15}");
        }
        let floor = form.key(letter);
        let our = front.key(letter);
        // The clocks tick once a second and the saving line after a pause: those are not the letter's answer.
        if our.time < Duration::from_millis(20) {
            ours.push(our.time);
            our_bytes.push(our.bytes);
            floors.push(floor.time);
            floor_bytes.push(floor.bytes);
        }
    }
    floors.show("key to paint of the form (floor)", None, "");
    ours.show("key to paint", Some(&floors), "<= 1.5, p99 <= 8 ms");
    let median = |bytes: &mut Vec<usize>| {
        bytes.sort_unstable();
        bytes[bytes.len() / 2]
    };
    println!(
        "bytes a letter: ventanilla {}, floor {}  aim: no more than the floor",
        median(&mut our_bytes),
        median(&mut floor_bytes)
    );
    drop(front);
    tidy(&home);
}
