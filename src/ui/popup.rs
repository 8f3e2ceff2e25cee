//! A box over the screen: what is asked once, with the keys that answer it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Block, BorderType, Clear};

use super::theme::Theme;

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
        .border_type(BorderType::Plain)
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
