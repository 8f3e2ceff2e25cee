//! The loop: whatever happens reaches the screen in front, then everything is drawn once.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use ratatui::Terminal;
use ratatui::backend::Backend;

use super::{App, Happening};

/// Runs the program until it ends, on any terminal.
pub fn run<B: Backend<Error = io::Error>>(
    app: &mut App,
    terminal: &mut Terminal<B>,
    happenings: &Receiver<Happening>,
) -> io::Result<()> {
    let mut ticked = Instant::now();
    app.tick();
    while !app.has_ended() {
        if app.takes_repaint() {
            // Not `clear`: that asks the terminal where its cursor is and waits for an answer that some never give.
            let size = terminal.size()?;
            terminal.resize(size.into())?;
        }
        if app.takes_change() {
            terminal.draw(|frame| app.draw(frame))?;
        }
        let tick = app.next_tick(ticked);
        let wake = app.desk.next_save().map_or(tick, |save| save.min(tick));
        match happenings.recv_timeout(wake.saturating_duration_since(Instant::now())) {
            Ok(happening) => {
                app.handle(happening);
                // Everything that came in the meantime is taken before the next frame: a paste or a held key never lags.
                while !app.has_ended()
                    && let Ok(more) = happenings.try_recv()
                {
                    app.handle(more);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        app.save_due();
        let now = Instant::now();
        if tick <= now || app.is_stale() {
            ticked = now;
            app.tick();
        }
    }
    Ok(())
}

/// Passes the terminal's events on until it is gone or nobody listens.
pub fn read_terminal(sender: &Sender<Happening>) {
    loop {
        let happening = match crossterm::event::read() {
            Ok(event) => Happening::Terminal(event),
            Err(_) => Happening::End,
        };
        let end = matches!(happening, Happening::End);
        if sender.send(happening).is_err() || end {
            break;
        }
    }
}
