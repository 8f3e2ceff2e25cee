//! What stands on a terminal of the tests, as text.

use std::fmt::Write as _;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::layout::Position;
use unicode_width::UnicodeWidthStr;

/// The rows of a test terminal.
pub(crate) fn text_of(terminal: &Terminal<TestBackend>) -> String {
    let buffer = terminal.backend().buffer();
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(symbol.width().max(1)).unwrap();
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

pub(crate) fn cursor_of(terminal: &Terminal<TestBackend>) -> Option<Position> {
    let backend = terminal.backend();
    backend.cursor_visible().then(|| backend.cursor_position())
}

pub(crate) fn picture_of(terminal: &Terminal<TestBackend>) -> String {
    let mut picture = match cursor_of(terminal) {
        Some(at) => {
            let buffer = terminal.backend().buffer();
            let under = buffer.cell(at).map_or("nothing", |c| c.symbol());
            format!("cursor at column {}, row {}, on «{under}»\n", at.x, at.y)
        }
        None => "no cursor\n".to_owned(),
    };
    write!(picture, "{}", text_of(terminal)).unwrap();
    picture
}
