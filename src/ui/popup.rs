//! A box over the screen: what is asked once, with the keys that answer it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::symbols::border;
use ratatui::text::Line;
use ratatui::widgets::{Block, Clear};

use super::theme::Theme;

/// The frame of a box on a bare console.
const ASCII: border::Set = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Clears a centred area of at most this size, draws its frame with a title, and gives back the inside.
pub fn frame(frame: &mut Frame, title: &str, width: u16, height: u16, theme: &Theme) -> Rect {
    let whole = frame.area();
    let (width, height) = (width.min(whole.width), height.min(whole.height));
    let area = Rect {
        x: whole.x + (whole.width - width) / 2,
        y: whole.y + (whole.height - height) / 2,
        width,
        height,
    };
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_set(if theme.ascii { ASCII } else { border::PLAIN })
        .border_style(theme.here)
        .title(Line::styled(format!(" {title} "), theme.strong));
    let inside = block.inner(area);
    frame.render_widget(block, area);
    Rect {
        x: inside.x + 1,
        width: inside.width.saturating_sub(2),
        ..inside
    }
}

/// The lines of a box brought to so many rows: first the blank ones go, then those of the middle. The last ones, which say
/// what the keys do, stay.
pub fn squeeze(mut lines: Vec<Line<'static>>, last: usize, rows: u16) -> Vec<Line<'static>> {
    let rows = usize::from(rows);
    if lines.len() > rows {
        lines.retain(|l| l.width() > 0);
    }
    if lines.len() > rows {
        let tail = lines.split_off(lines.len().saturating_sub(last.min(rows)));
        lines.truncate(rows - tail.len());
        lines.extend(tail);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_keys_do_stays_in_sight() {
        let lines = |all: &[&'static str]| all.iter().map(|l| Line::from(*l)).collect::<Vec<_>>();
        let all = lines(&["", "a", "b", "", "c", "k", "l"]);
        assert_eq!(squeeze(all.clone(), 2, 7), all);
        assert_eq!(
            squeeze(all.clone(), 2, 6),
            lines(&["a", "b", "c", "k", "l"])
        );
        assert_eq!(squeeze(all.clone(), 2, 3), lines(&["a", "k", "l"]));
        assert_eq!(squeeze(all.clone(), 2, 1), lines(&["l"]));
        assert_eq!(squeeze(all, 2, 0), lines(&[]));
    }
}
