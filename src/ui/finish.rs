//! The last touch on a frame: the ground under everything, and on a bare console a twin for each sign it has not.

use ratatui::buffer::Buffer;
use ratatui::style::Color;

use super::theme::Theme;

/// Paints the theme's ground where nothing else was painted, and puts the twins in place.
pub fn finish(buffer: &mut Buffer, theme: &Theme) {
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
