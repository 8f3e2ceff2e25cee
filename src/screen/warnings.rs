//! What has to be known before work begins: lost entries, a clock that is wrong. Read in full and acknowledged.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::text::Line;

use super::{Action, Cx, Input, Screen, View};
use crate::ui::keys;
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::wrap;

/// The warnings of this start.
pub struct WarningsBox {
    warnings: Vec<String>,
}

impl WarningsBox {
    pub fn new(warnings: Vec<String>) -> Self {
        Self { warnings }
    }
}

impl Screen for WarningsBox {
    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Action {
        match input {
            Input::Key(key) if matches!(keys::plain(*key), Some(KeyCode::Enter | KeyCode::Esc)) => {
                Action::Pop
            }
            _ => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().warnings;
        let width = frame.area().width.saturating_sub(4).min(76);
        let room = usize::from(width).saturating_sub(4);
        let mut lines = Vec::new();
        for warning in &self.warnings {
            lines.extend(
                wrap(warning, room)
                    .into_iter()
                    .map(|l| Line::styled(l, cx.theme.owed)),
            );
            lines.push(Line::default());
        }
        lines.push(Line::styled(t.keys.to_string(), cx.theme.strong));
        let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
        let inside = popup::frame(frame, &t.title, width, height, cx.theme);
        let lines = popup::squeeze(lines, 1, inside.height);
        put::lines(frame, inside, &lines);
        frame.set_cursor_position((inside.x, inside.y));
    }

    fn is_box(&self) -> bool {
        true
    }
}
