//! A frame on its way through the program's own backend into a terminal emulator.

use std::cell::RefCell;
use std::io;
use std::num::NonZeroU16;
use std::rc::Rc;

use ratatui::backend::CrosstermBackend;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use vt100::Parser;

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}

/// What the backend wrote.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl io::Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal of a size, and the emulator that reads what is written to it.
pub(crate) struct Emulated {
    terminal: Terminal<CrosstermBackend<Wire>>,
    parser: Parser,
    wire: Wire,
}

impl Emulated {
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        let wire = Wire::default();
        let viewport = Viewport::Fixed(Rect::new(0, 0, columns, rows));
        let backend = CrosstermBackend::new(wire.clone());
        Self {
            terminal: Terminal::with_options(backend, TerminalOptions { viewport }).unwrap(),
            parser: Parser::new(cells(rows), cells(columns), 0),
            wire,
        }
    }

    /// Draws a frame. An error says what came out that must not, or where the emulator shows something else.
    pub(crate) fn draw(&mut self, draw: impl FnOnce(&mut Frame)) -> Result<(), String> {
        let drawn = self.terminal.draw(draw).unwrap();
        let bytes = std::mem::take(&mut *self.wire.0.borrow_mut());
        obeys(&bytes)?;
        self.parser.process(&bytes);
        compare(drawn.buffer, self.parser.screen())
    }
}

/// Where the emulator's cells differ from those that were meant.
fn compare(buffer: &Buffer, screen: &vt100::Screen) -> Result<(), String> {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let (meant, shown) = (&buffer[(x, y)], screen.cell(y, x).unwrap());
            let symbol = meant.symbol();
            let same = match shown.contents() {
                "" => symbol == " ",
                contents => contents == symbol,
            };
            let cells = meant.cell_width().max(1);
            if !same || shown.is_wide() != (cells == 2) {
                return Err(format!(
                    "at {x},{y}: meant {symbol:?}, shown {:?}\n{}",
                    shown.contents(),
                    screen.contents()
                ));
            }
            x += cells;
        }
    }
    Ok(())
}

/// Nothing came out but text and the sequences with which the program draws.
pub(crate) fn obeys(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|e| e.to_string())?;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c != '\x1b' {
            if is_never_written(c) {
                return Err(format!("{c:?} came out raw"));
            }
            continue;
        }
        if rest.next() != Some('[') {
            return Err("an escape that is no drawing".to_owned());
        }
        let mut sequence = String::new();
        for c in rest.by_ref() {
            sequence.push(c);
            if matches!(c, '@'..='~') {
                break;
            }
        }
        let last = sequence.pop().unwrap_or_default();
        let known = match last {
            'H' | 'm' | 'J' | 'K' | 'A'..='G' | 'X' => {
                sequence.chars().all(|c| c.is_ascii_digit() || c == ';')
            }
            'h' | 'l' => ["?1049", "?25", "?2004", "?7", "?2026"].contains(&sequence.as_str()),
            _ => false,
        };
        if !known {
            return Err(format!("the sequence {sequence}{last} came out"));
        }
    }
    Ok(())
}

/// Controls but for the two that end a line, and what is never seen: written here apart from the program's own list.
fn is_never_written(c: char) -> bool {
    let control = c.is_control() && !matches!(c, '\r' | '\n');
    control
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1f1e6}'..='\u{1f1ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}
