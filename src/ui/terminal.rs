//! The terminal itself: taken over at start, given back however the program ends.

use std::io::{self, Stdout, Write, stdout};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

/// The terminal that screens are drawn on.
pub type Screen = Terminal<CrosstermBackend<Stdout>>;

static TAKEN: AtomicBool = AtomicBool::new(false);

/// Takes the terminal over: raw mode, alternate screen, bracketed paste. No keyboard protocol flags: they break dead keys.
pub fn take() -> io::Result<Screen> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
    // Some terminals have no second screen to switch to: what was there goes.
    execute!(stdout(), Clear(ClearType::All))?;
    Terminal::new(CrosstermBackend::new(stdout()))
}

/// Gives the terminal back as it was found. Harmless when it was not taken, or twice; a terminal that is gone is no error.
pub fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let _gone = execute!(
            stdout(),
            DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        );
        let _gone = disable_raw_mode();
        let _gone = stdout().flush();
    }
}

/// Rings the bell that was promised.
pub fn bell() {
    let mut out = stdout();
    let _gone = out.write_all(b"\x07").and_then(|()| out.flush());
}
