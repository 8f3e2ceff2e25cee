//! After a cut: whose attention it was, at which step, from when. The agent is asked, not surprised.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use uuid::Uuid;

use super::attention::AttentionScreen;
use super::footer::{header, row, rule};
use super::{Action, Cx, Input, Screen, View};
use crate::desk::Front;
use crate::protocol::keys as field_keys;
use crate::texts;
use crate::ui::keys;
use crate::ui::popup::squeeze;
use crate::ui::put;
use crate::ui::text::{fit, wrap};

/// Fewer rows than these leave no blank ones.
const LOW: u16 = 16;

/// The question about one interrupted attention; the next one is asked after it.
pub struct RecoverScreen {
    left: Vec<Uuid>,
}

impl RecoverScreen {
    /// Asks about each of these, the first first.
    pub fn new(interrupted: Vec<Uuid>) -> Self {
        Self { left: interrupted }
    }

    fn next(&mut self) -> Action {
        if !self.left.is_empty() {
            self.left.remove(0);
        }
        if self.left.is_empty() {
            Action::Pop
        } else {
            Action::Stay
        }
    }

    /// What is known of the one asked about, a line each.
    fn facts(&self, front: &Front, cx: &View, room: usize, who: &str) -> Vec<Line<'static>> {
        let t = &cx.texts().recover;
        let a = &front.attention;
        let zone = cx.desk.world.zone();
        let (at, step) = a
            .steps(&front.protocol)
            .enumerate()
            .find(|(_, s)| s.id == a.step)
            .map_or((0, ""), |(i, s)| (i + 1, s.title.as_str()));
        let opened = texts::short_moment(
            a.opening.at.with_timezone(&zone).naive_local(),
            cx.desk.local(),
        );
        let saved = front
            .touched_at
            .with_timezone(&zone)
            .format("%H:%M:%S")
            .to_string();
        let number = a.number.map(|n| n.to_string()).unwrap_or_default();
        let mut lines: Vec<Line<'static>> = wrap(&t.title, room)
            .into_iter()
            .map(|l| Line::styled(l, cx.theme.strong))
            .collect();
        lines.push(Line::default());
        lines.push(Line::styled(who.to_owned(), cx.theme.here));
        lines.push(Line::styled(
            t.place
                .fill(&[("n", &at), ("step", &step), ("opened", &opened)]),
            cx.theme.text,
        ));
        lines.push(Line::styled(
            t.saved.fill(&[
                ("hour", &saved),
                ("number", &number),
                ("agent", &a.opening.agent),
            ]),
            cx.theme.text,
        ));
        lines.push(Line::styled(
            format!(
                "{} {}",
                front.protocol.title, front.protocol.control.version
            ),
            cx.theme.quiet,
        ));
        if let Some(field) = front
            .field
            .as_deref()
            .and_then(|key| front.protocol.field(key))
        {
            let value =
                crate::desk::answer_label(a, &front.protocol, &field.key).unwrap_or_default();
            lines.push(Line::styled(
                t.field.fill(&[("field", &field.label), ("value", &value)]),
                cx.theme.text,
            ));
        }
        if self.left.len() > 1 {
            lines.push(Line::styled(
                t.more.fill(&[("n", &(self.left.len() - 1))]),
                cx.theme.quiet,
            ));
        }
        lines
    }
}

impl Screen for RecoverScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Some(id) = self.left.first().copied() else {
            return Action::Pop;
        };
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match keys::plain(*key).unwrap_or(KeyCode::Null) {
            KeyCode::Char('c' | 'C') | KeyCode::Enter => {
                // The others wait among the open ones: they were asked about.
                for other in self.left.drain(..).filter(|o| *o != id) {
                    let brought = cx.desk.bring(other);
                    cx.done(&brought);
                    cx.desk.park();
                }
                let brought = cx.desk.bring(id);
                if cx.done(&brought) {
                    Action::Replace(Box::new(AttentionScreen::default()))
                } else {
                    Action::Pop
                }
            }
            KeyCode::Char('a' | 'A') => {
                let filed = cx.desk.file_as_cut(id);
                cx.shared.stale = true;
                if cx.done(&filed) {
                    self.next()
                } else {
                    Action::Stay
                }
            }
            // Looking first: it stays among the open ones on the home screen.
            KeyCode::Char('v' | 'V') | KeyCode::Esc => {
                let brought = cx.desk.bring(id);
                cx.done(&brought);
                cx.desk.park();
                self.next()
            }
            _ => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().recover;
        let area = frame.area();
        header(frame, row(area, 0), cx);
        rule(frame, row(area, 1), cx);
        let front = self.left.first().and_then(|id| {
            cx.desk
                .open_attentions()
                .iter()
                .find(|f| f.attention.id == *id)
        });
        let Some(front) = front else { return };
        let a = &front.attention;
        // The keys have to be in sight whatever the height.
        let low = area.height < LOW;
        let (above, below) = if low { (2, 1) } else { (3, 2) };
        let body = Rect {
            x: area.x + 3,
            y: area.y + above,
            width: area.width.saturating_sub(6),
            height: area.height.saturating_sub(above + below),
        };
        let room = usize::from(body.width);
        let who = texts::name(
            a.text(field_keys::SURNAMES),
            a.text(field_keys::GIVEN_NAMES),
        );
        let mut lines = self.facts(front, cx, room, &who);
        lines.push(Line::default());
        let facts = lines.len();
        for key in [&t.key_continue, &t.key_file, &t.key_look] {
            let rows = if low {
                vec![fit(key, room)]
            } else {
                wrap(key, room)
            };
            lines.extend(rows.into_iter().map(|l| Line::styled(l, cx.theme.strong)));
        }
        let keys = lines.len() - facts;
        let lines = squeeze(lines, keys, body.height);
        put::lines(frame, body, &lines);
        super::footer::say(frame, row(area, area.height.saturating_sub(1)), cx);
        // On the person, wherever the line has gone.
        let at = lines
            .iter()
            .position(|l| l.spans.first().is_some_and(|s| s.content == who));
        let at = u16::try_from(at.unwrap_or(0)).unwrap_or(0);
        frame.set_cursor_position((body.x, body.y + at));
    }
}
