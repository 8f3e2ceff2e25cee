//! Leaving: nothing is lost, and what is open waits.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::text::Line;

use super::end_of_day::end_of_day;
use super::{Action, Cx, Input, Screen, View};
use crate::desk::{Desk, Home};
use crate::people::Permission;
use crate::ui::keys;
use crate::ui::popup;
use crate::ui::put;

/// Leaving: nothing is lost, and the drafts wait.
pub(super) struct QuitBox;

/// Whether there was work today and no copy of it: then one is offered.
fn owes_copy(desk: &Desk, home: &Home) -> bool {
    let today = desk.local().date();
    let may = desk.session().may(Permission::BackUp).is_ok();
    let copied = home
        .copy
        .is_none_or(|c| c.made.is_some_and(|m| m.date() >= today));
    may && home.today.attentions > 0 && !copied && !desk.is_copying()
}

impl Screen for QuitBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match keys::plain(*key).unwrap_or(KeyCode::Null) {
            // What is not on the disk would be lost: Enter alone does not leave.
            KeyCode::Enter if cx.desk.has_unsaved() => Action::Stay,
            KeyCode::Enter | KeyCode::Char('s' | 'S') => Action::Quit,
            KeyCode::Char('c' | 'C') if owes_copy(cx.desk, &cx.shared.home) => {
                match end_of_day(cx) {
                    Action::Push(screen) => Action::Replace(screen),
                    other => other,
                }
            }
            KeyCode::Esc | KeyCode::Char('n' | 'N') => Action::Pop,
            _ => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().home;
        let closing = &cx.texts().closing;
        let copy = if cx.desk.is_copying() {
            Some(&closing.quit_copying)
        } else {
            owes_copy(cx.desk, &cx.shared.home).then_some(&closing.quit_offer)
        };
        let height = if copy.is_some() { 9 } else { 7 };
        let inside = popup::frame(frame, &t.quit_title, 62, height, cx.theme);
        let open = cx.desk.open_attentions().len();
        let about = if cx.desk.has_unsaved() {
            t.quit_unsaved.to_string()
        } else if open == 0 {
            t.quit_nothing.to_string()
        } else {
            t.quit_open.of(open as u64)
        };
        let mut lines = vec![Line::default(), Line::styled(about, cx.theme.text)];
        if let Some(copy) = copy {
            lines.push(Line::default());
            lines.push(Line::styled(copy.to_string(), cx.theme.owed));
        }
        lines.push(Line::default());
        lines.push(Line::styled(t.quit_keys.to_string(), cx.theme.strong));
        let last = u16::try_from(lines.len() - 1).unwrap_or(0);
        put::lines(frame, inside, &lines);
        frame.set_cursor_position((inside.x, inside.y + last));
    }

    fn is_box(&self) -> bool {
        true
    }
}
