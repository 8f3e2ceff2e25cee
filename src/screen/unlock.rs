//! The start where people are enrolled: who is at the keys, before anything of the journal is read.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crossterm::event::{Event, KeyEventKind};
use ratatui::backend::Backend;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::{Frame, Terminal};

use super::footer::row;
use super::gate::{Gate, GateView, Leaving};
use super::locked::{inside, top};
use super::{Happening, Input};
use crate::desk::{Door, Session};
use crate::texts::texts;
use crate::ui::finish::finish;
use crate::ui::put;
use crate::ui::theme::Theme;
use crate::world::World;

/// The questions of a start. Not a [`super::Screen`]: there is no desk yet.
pub struct UnlockScreen {
    gate: Gate,
    theme: Theme,
}

/// What an input to the start led to.
#[derive(Debug)]
pub enum Unlock {
    Stay,
    Leave,
    In(Box<Session>),
}

impl UnlockScreen {
    /// The questions of a door.
    pub fn new(door: &Door, theme: Theme) -> Self {
        Self {
            gate: Gate::new(Leaving::Quit, None, door),
            theme,
        }
    }

    /// Takes one happening.
    pub fn handle(&mut self, happening: Happening, door: &mut Door, world: &World) -> Unlock {
        let now = world.machine_now();
        let input = match happening {
            Happening::Terminal(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                Input::Key(key)
            }
            Happening::Terminal(Event::Paste(text)) => Input::Paste(text),
            Happening::Door(answer) => {
                let opened = self.gate.answer(answer, door, world);
                return opened.map_or(Unlock::Stay, |s| Unlock::In(Box::new(s)));
            }
            Happening::End => return Unlock::Leave,
            _ => return Unlock::Stay,
        };
        if self.gate.input(&input, door, now) {
            Unlock::Leave
        } else {
            Unlock::Stay
        }
    }

    /// A second passed.
    pub fn tick(&mut self, door: &mut Door, world: &World) {
        self.gate.input(&Input::Tick, door, world.machine_now());
    }

    pub fn draw(&self, frame: &mut Frame, door: &Door, world: &World) {
        let area = frame.area();
        let cx = GateView {
            theme: &self.theme,
            now: world.now(),
            waits: world.machine_now(),
            zone: world.zone(),
        };
        top(frame, area, &cx);
        let line = if cx.theme.ascii { "-" } else { "─" };
        let line = Line::styled(line.repeat(usize::from(area.width)), cx.theme.quiet);
        put::line(frame, row(area, 1), &line);
        let body = inside(area);
        let title = Line::styled(texts().lock.title.to_string(), cx.theme.strong);
        put::line(frame, body, &title);
        let below = Rect {
            y: body.y + 2.min(body.height),
            height: body.height.saturating_sub(2),
            ..body
        };
        frame.set_cursor_position((body.x, body.y));
        self.gate.draw(frame, below, door, &cx);
        finish(frame.buffer_mut(), &self.theme);
    }
}

/// Asks until somebody is let in; `None` where whoever sat there left, or the terminal is gone.
pub fn unlock<B: Backend<Error = io::Error>>(
    door: &mut Door,
    theme: Theme,
    world: &World,
    terminal: &mut Terminal<B>,
    happenings: &Receiver<Happening>,
) -> io::Result<Option<Session>> {
    let mut screen = UnlockScreen::new(door, theme);
    screen.tick(door, world);
    loop {
        terminal.draw(|frame| screen.draw(frame, door, world))?;
        match happenings.recv_timeout(Duration::from_secs(1)) {
            Ok(happening) => match screen.handle(happening, door, world) {
                Unlock::Stay => {}
                Unlock::Leave => return Ok(None),
                Unlock::In(session) => return Ok(Some(*session)),
            },
            Err(RecvTimeoutError::Timeout) => screen.tick(door, world),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
        }
    }
}
