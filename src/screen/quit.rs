//! Leaving: nothing is lost, and what is open waits.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::text::Line;

use super::{Action, Cx, Input, Screen, View};
use crate::ui::keys;
use crate::ui::popup;
use crate::ui::put;

/// Leaving: nothing is lost, and the drafts wait.
pub(super) struct QuitBox;

impl Screen for QuitBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match keys::plain(*key).unwrap_or(KeyCode::Null) {
            // What is not on the disk would be lost: Enter alone does not leave.
            KeyCode::Enter if cx.desk.has_unsaved() => Action::Stay,
            KeyCode::Enter | KeyCode::Char('s' | 'S') => Action::Quit,
            KeyCode::Esc | KeyCode::Char('n' | 'N') => Action::Pop,
            _ => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().home;
        let inside = popup::frame(frame, &t.quit_title, 60, 7, cx.theme);
        let open = cx.desk.open_attentions().len();
        let about = if cx.desk.has_unsaved() {
            t.quit_unsaved.to_string()
        } else if open == 0 {
            t.quit_nothing.to_string()
        } else {
            t.quit_open.of(open as u64)
        };
        let lines = vec![
            Line::default(),
            Line::styled(about, cx.theme.text),
            Line::default(),
            Line::styled(t.quit_keys.to_string(), cx.theme.strong),
        ];
        put::lines(frame, inside, &lines);
        frame.set_cursor_position((inside.x, inside.y + 3));
    }

    fn is_box(&self) -> bool {
        true
    }
}
