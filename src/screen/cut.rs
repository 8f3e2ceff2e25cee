//! The line dropped: the number to call, large; attempts counted; back at the same step, or a call for later.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::text::Line;

use super::callback::CallbackBox;
use super::{Action, Cx, Input, Screen, Tone, View};
use crate::attention::Command;
use crate::desk::Denied;
use crate::protocol::{Outcome, keys as field_keys};
use crate::texts;
use crate::ui::keys;
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::{minutes, wrap};
use crate::ui::{big, text};

/// What can be done about a dropped line.
pub(super) struct CutBox;

impl Screen for CutBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        if cx.desk.front().is_none_or(|f| f.attention.cut.is_none()) {
            return Action::Pop;
        }
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match keys::plain(*key).unwrap_or(KeyCode::Null) {
            KeyCode::F(3) | KeyCode::Enter => {
                let done = cx.desk.act(Command::Recover);
                if cx.done(&done) {
                    cx.say(Tone::Good, cx.texts().cut.recovered.to_string());
                }
                Action::Pop
            }
            KeyCode::Char('n' | 'N') => {
                let done = cx.desk.act(Command::Attempt);
                cx.done(&done);
                Action::Stay
            }
            KeyCode::F(4) => Action::Replace(Box::new(CallbackBox::new(cx))),
            KeyCode::F(10) => {
                let filed = file_cut(cx);
                if cx.done(&filed) {
                    Action::Home
                } else {
                    Action::Stay
                }
            }
            KeyCode::Esc => Action::Pop,
            _ => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let Some(front) = cx.desk.front() else { return };
        let t = &cx.texts().cut;
        let inside = popup::frame(frame, &t.title, 72, 16, cx.theme);
        let room = usize::from(inside.width);
        let clocks = front.attention.clocks(cx.desk.world.now());
        let attempts = front.attention.cut.as_ref().map_or(0, |c| c.attempts);
        let mut lines = vec![Line::default()];
        match front.attention.text(field_keys::PHONE) {
            Some(phone) => {
                let phone = texts::phone(phone);
                lines.push(Line::styled(t.call.to_string(), cx.theme.quiet));
                let rows = big::rows(&phone);
                if inside.height > 9 && rows.iter().all(|r| text::width(r) <= room) {
                    lines.extend(rows.into_iter().map(|r| Line::styled(r, cx.theme.here)));
                }
                lines.push(Line::styled(phone, cx.theme.here));
            }
            None => lines.extend(
                wrap(&t.no_phone, room)
                    .into_iter()
                    .map(|l| Line::styled(l, cx.theme.owed)),
            ),
        }
        lines.push(Line::default());
        let since = minutes(clocks.cut_for.unwrap_or_default());
        lines.push(Line::styled(
            t.since.fill(&[("time", &since), ("n", &attempts)]),
            cx.theme.text,
        ));
        lines.push(Line::default());
        for key in [
            &t.key_back,
            &t.key_attempt,
            &t.key_later,
            &t.key_file,
            &t.key_leave,
        ] {
            lines.push(Line::styled(text::fit(key, room), cx.theme.text));
        }
        let lines = popup::squeeze(lines, 5, inside.height);
        put::lines(frame, inside, &lines);
        frame.set_cursor_position((inside.x, inside.y + 1));
    }

    fn is_box(&self) -> bool {
        true
    }
}

/// Files the attention in front as cut off.
fn file_cut(cx: &mut Cx) -> Result<(), Denied> {
    let outcome = Outcome::CutOff;
    cx.desk
        .act_all(vec![Command::Conclude { outcome }, Command::File])
}
