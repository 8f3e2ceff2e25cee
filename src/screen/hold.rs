//! The hold: minutes promised aloud, counted down in a band; the form below stays usable.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{Action, Cx, Input, Screen, View};
use crate::attention::Command;
use crate::desk::Front;
use crate::ui::keys;
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::{fit, minutes, pad, width, wrap};

/// The question of minutes; during a hold, to go on or to promise more.
pub(super) struct HoldBox;

impl Screen for HoldBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Some(front) = cx.desk.front() else {
            return Action::Pop;
        };
        let waiting = front.attention.hold.is_some();
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        let command = match keys::plain(*key).unwrap_or(KeyCode::Null) {
            KeyCode::Esc => return Action::Pop,
            KeyCode::F(2) | KeyCode::Enter if waiting => Command::Resume,
            KeyCode::F(4) if waiting => {
                return Action::Replace(Box::new(super::callback::CallbackBox::new(cx)));
            }
            KeyCode::Char(c @ '1'..='9') => {
                let minutes = u16::try_from(c.to_digit(10).unwrap_or(1)).unwrap_or(1);
                if waiting {
                    Command::HoldLonger { minutes }
                } else {
                    Command::Hold { minutes }
                }
            }
            _ => return Action::Stay,
        };
        let done = cx.desk.act(command);
        cx.done(&done);
        Action::Pop
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().hold;
        let spoken = &cx.spoken().hold;
        let waiting = cx.desk.front().is_some_and(|f| f.attention.hold.is_some());
        let counter = cx
            .desk
            .front()
            .is_some_and(|f| !f.attention.opening.channel.has_line());
        let (title, question, say) = if waiting {
            (&t.more_title, &t.more_question, &spoken.more_say)
        } else {
            (
                &t.title,
                &t.question,
                if counter {
                    &spoken.say_counter
                } else {
                    &spoken.say
                },
            )
        };
        let inside = popup::frame(frame, title, 66, 9, cx.theme);
        let room = usize::from(inside.width);
        let mut lines = vec![Line::default()];
        lines.extend(
            wrap(say, room)
                .into_iter()
                .map(|l| Line::styled(l, cx.theme.say)),
        );
        lines.push(Line::default());
        lines.extend(
            wrap(question, room)
                .into_iter()
                .map(|l| Line::styled(l, cx.theme.strong)),
        );
        let at = inside.y + u16::try_from(lines.len()).unwrap_or(1).saturating_sub(1);
        let x = inside.x + u16::try_from(width(question).min(room)).unwrap_or(0);
        put::lines(frame, inside, &lines);
        frame.set_cursor_position((
            x.min(inside.x + inside.width.saturating_sub(1)),
            at.min(inside.y + inside.height.saturating_sub(1)),
        ));
    }

    fn is_box(&self) -> bool {
        true
    }
}

/// One row over the form: the hold with what is left of it, or the dropped line.
pub(super) fn band(frame: &mut Frame, area: Rect, front: &Front, cx: &View) {
    let t = &cx.texts().hold;
    let clocks = front.attention.clocks(cx.desk.world.now());
    let cells = usize::from(area.width);
    let (text, late) = if let Some(hold) = &front.attention.hold {
        let left = clocks.hold_left.unwrap_or_default();
        if left <= 0 {
            (format!(" {}", t.over.of(u64::from(hold.minutes))), true)
        } else {
            let promised = i64::from(hold.minutes) * 60;
            let head = format!(
                " {} ",
                t.band.fill(&[
                    ("time", &minutes(clocks.hold_now)),
                    ("minutes", &hold.minutes)
                ])
            );
            let tail = format!(" {} ", t.band_keys);
            let room = cells.saturating_sub(width(&head) + width(&tail)).min(20);
            let full = usize::try_from(
                clocks.hold_now * i64::try_from(room).unwrap_or(0) / promised.max(1),
            )
            .unwrap_or(0)
            .min(room);
            let bar = format!(
                "{}{}",
                cx.sign("█", "#").repeat(full),
                cx.sign("░", ".").repeat(room - full)
            );
            (format!("{head}{bar}{tail}"), false)
        }
    } else {
        let attempts = front.attention.cut.as_ref().map_or(0, |c| c.attempts);
        let time = minutes(clocks.cut_for.unwrap_or_default());
        (
            format!(
                " {}",
                cx.texts()
                    .cut
                    .band
                    .fill(&[("time", &time), ("n", &attempts)])
            ),
            true,
        )
    };
    let style = if late {
        cx.theme.band_late
    } else {
        cx.theme.band
    };
    put::line(
        frame,
        area,
        &Line::styled(pad(&fit(&text, cells), cells), style),
    );
}
