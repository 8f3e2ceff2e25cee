//! The last touch on a frame: no cell holds what could drive a terminal or what emulators draw differently, the ground lies
//! under everything, and on a bare console there is a twin for each sign it has not.

#![expect(
    clippy::disallowed_methods,
    reason = "the one place that makes cells safe"
)]

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::style::Color;

use super::theme::Theme;
use crate::safe::{self, Held};

/// Makes every cell safe, paints the theme's ground where nothing else was painted, and puts the twins in place.
pub fn finish(buffer: &mut Buffer, theme: &Theme) {
    make_safe(buffer);
    let ground = theme.ground;
    if !theme.ascii && ground.fg.is_none() && ground.bg.is_none() {
        return;
    }
    for cell in &mut buffer.content {
        if let (Color::Reset, Some(front)) = (cell.fg, ground.fg) {
            cell.fg = front;
        }
        if let (Color::Reset, Some(behind)) = (cell.bg, ground.bg) {
            cell.bg = behind;
        }
        if theme.ascii
            && let Some(twin) = twin(cell.symbol())
        {
            cell.set_symbol(twin);
        }
    }
}

/// Leaves in each cell one character that every emulator gives the same cells, with at most four marks on it.
///
/// It goes over every frame, whoever drew it; a cell with a usual character costs one comparison.
fn make_safe(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(columns) {
        let mut x = 0;
        while x < row.len() {
            x += match safe::held(row[x].symbol()) {
                Held::One => 1,
                Held::Two => two(row, x),
                Held::Unsure => unsure(row, x),
            };
        }
    }
}

/// A letter of two cells that lost one to the edge or to what was drawn over it gives way. Gives back the cells taken.
fn two(row: &mut [Cell], x: usize) -> usize {
    if row.get(x + 1).is_some_and(|next| next.symbol() == " ") {
        return 2;
    }
    row[x].set_symbol(" ");
    1
}

/// What several characters make together, spread over the cells that were kept for it. Gives back the cells taken.
fn unsure(row: &mut [Cell], x: usize) -> usize {
    let symbol = row[x].symbol().to_owned();
    let behind = row[x + 1..].iter().take_while(|c| c.symbol() == " ");
    let wanted = usize::from(width(&symbol)).max(1);
    let room = wanted.min(1 + behind.count());
    let style = row[x].style();
    for cell in &mut row[x..x + room] {
        cell.set_symbol(" ").set_style(style);
    }
    let mut at = x;
    for (held, cells) in safe::spread(&symbol, room) {
        row[at].set_symbol(&held);
        at += cells;
    }
    room
}

/// The cells that were kept for a text when it was drawn.
fn width(symbol: &str) -> u16 {
    if symbol.chars().any(char::is_control) {
        1
    } else {
        symbol.cell_width()
    }
}

/// The twin of a sign, of one column too. Letters have none: those of Spanish are in every Latin character set, and those
/// that somebody typed are theirs.
fn twin(symbol: &str) -> Option<&'static str> {
    let mut chars = symbol.chars();
    let (Some(sign), None) = (chars.next(), chars.next()) else {
        return None;
    };
    Some(match sign {
        '─' | '—' | '–' | '·' | '░' | '▔' => "-",
        '│' | '┃' | '▅' | '▄' => "|",
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '✓' => "+",
        '•' | '●' | '★' => "*",
        '▸' | '→' | '›' => ">",
        '◂' | '←' | '‹' => "<",
        '▴' | '↑' => "^",
        '▾' | '↓' => "v",
        '█' | '▇' | '▆' => "#",
        '▃' | '▂' => ":",
        '▁' | '…' => ".",
        '«' | '»' | '“' | '”' => "\"",
        '’' | '‘' => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::ThemeName;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn drawn(text: &str, theme: &Theme) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, text, Style::new());
        finish(&mut buffer, theme);
        buffer
    }

    fn text(buffer: &Buffer) -> String {
        buffer
            .content
            .iter()
            .map(ratatui::buffer::Cell::symbol)
            .collect()
    }

    #[test]
    fn a_bare_console_gets_twins_and_keeps_letters() {
        let mut theme = Theme::named(ThemeName::Dark);
        assert_eq!(text(&drawn("«Año»… ▾─日", &theme)), "«Año»… ▾─日  ");
        theme.ascii = true;
        assert_eq!(text(&drawn("«Año»… ▾─日", &theme)), "\"Año\". v-日  ");
    }

    #[test]
    fn the_ground_is_painted_where_nothing_else_was() {
        let theme = Theme::named(ThemeName::Light);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        buffer.set_string(0, 0, "x", theme.selected);
        finish(&mut buffer, &theme);
        assert_eq!(
            (buffer[(0, 0)].fg, buffer[(0, 0)].bg),
            (Color::White, Color::Blue)
        );
        assert_eq!(
            (buffer[(1, 0)].fg, buffer[(1, 0)].bg),
            (Color::Black, Color::White)
        );
        let dark = drawn("x", &Theme::named(ThemeName::Dark));
        assert_eq!(dark[(0, 0)].bg, Color::Reset);
    }
}
