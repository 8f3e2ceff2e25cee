//! A promised call: the number large, and what came of it.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::text::Line;

use super::attention::AttentionScreen;
use super::{Action, Cx, Input, Screen, Tone, View};
use crate::journal::Owed;
use crate::promise::{Ending, PromiseKind};
use crate::texts;
use crate::ui::keys;
use crate::ui::put;
use crate::ui::text::{fit, width, wrap};
use crate::ui::{big, popup};

/// One call that was promised.
pub(super) struct CallBox {
    row: Owed,
}

impl CallBox {
    pub(super) fn new(row: Owed) -> Self {
        Self { row }
    }
}

impl Screen for CallBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match keys::plain(*key).unwrap_or(KeyCode::Null) {
            KeyCode::Enter => {
                let opened = cx.desk.answer_promise(&self.row);
                cx.shared.stale = true;
                if cx.done(&opened) {
                    Action::Replace(Box::new(AttentionScreen::default()))
                } else {
                    Action::Pop
                }
            }
            KeyCode::Char('h' | 'H') => self.end(Ending::Kept, cx),
            KeyCode::Char('r' | 'R') => self.end(Ending::Withdrawn, cx),
            KeyCode::Char('v' | 'V') => {
                match super::history::open(self.row.promise.attention, cx) {
                    Action::Push(screen) => Action::Replace(screen),
                    other => other,
                }
            }
            KeyCode::Esc => Action::Pop,
            _ => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().call;
        let answer = self.row.promise.kind == PromiseKind::Answer;
        let title = if answer { &t.answer_title } else { &t.title };
        let inside = popup::frame(frame, title, 74, 17, cx.theme);
        let room = usize::from(inside.width);
        let promise = &self.row.promise;
        let who = texts::owed_to(&self.row);
        let mut lines = vec![Line::styled(fit(&who, room), cx.theme.strong)];
        let phone = texts::phone(self.row.phone.as_deref().unwrap_or_default());
        let rows = big::rows(&phone);
        if inside.height > 9 && rows.iter().all(|r| width(r) <= room) {
            lines.extend(rows.into_iter().map(|r| Line::styled(r, cx.theme.here)));
        }
        lines.push(Line::styled(phone, cx.theme.here));
        let due = texts::due(&promise.due, cx.desk.local(), cx.desk.world.zone());
        lines.push(Line::styled(
            fit(&format!("{due} · {}", self.row.number), room),
            cx.theme.owed,
        ));
        lines.extend(
            wrap(&promise.what, room)
                .into_iter()
                .take(2)
                .map(|l| Line::styled(l, cx.theme.text)),
        );
        let unit = promise.unit.as_ref().filter(|_| answer);
        lines.extend(unit.map(|u| Line::styled(fit(u, room), cx.theme.text)));
        lines.push(Line::default());
        for key in [
            &t.key_open,
            if answer { &t.key_answered } else { &t.key_done },
            &t.key_withdrawn,
            &t.key_view,
            &t.key_leave,
        ] {
            lines.push(Line::styled(fit(key, room), cx.theme.quiet));
        }
        let lines = popup::squeeze(lines, 5, inside.height);
        put::lines(frame, inside, &lines);
        frame.set_cursor_position((inside.x, inside.y));
    }

    fn is_box(&self) -> bool {
        true
    }
}

impl CallBox {
    fn end(&self, how: Ending, cx: &mut Cx) -> Action {
        let ended = cx.desk.end_promise(&self.row, how, "");
        cx.shared.stale = true;
        if cx.done(&ended) {
            cx.say(Tone::Good, cx.texts().call.ended.to_string());
        }
        Action::Pop
    }
}
