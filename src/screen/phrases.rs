//! All phrases and reminders of the step, in full: at 80 columns the band shows only the first.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::text::Line;

use super::{Action, Cx, Input, Screen, View};
use crate::desk::Prompt;
use crate::ui::popup;
use crate::ui::text::wrap;

/// The phrases in a box that scrolls.
pub(super) struct PhrasesBox {
    prompt: Prompt,
    scroll: usize,
}

impl PhrasesBox {
    pub(super) fn new(prompt: Prompt) -> Self {
        Self { prompt, scroll: 0 }
    }
}

impl Screen for PhrasesBox {
    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::F(9) => return Action::Pop,
            KeyCode::Down | KeyCode::PageDown | KeyCode::Char(' ') => self.scroll += 1,
            KeyCode::Up | KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(1),
            _ => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().attention;
        let width = frame.area().width.saturating_sub(6).min(90);
        let room = usize::from(width).saturating_sub(6);
        let mut lines = vec![Line::styled(t.say.to_string(), cx.theme.quiet)];
        for phrase in self.prompt.now.iter().chain(&self.prompt.say) {
            lines.extend(
                wrap(phrase, room)
                    .into_iter()
                    .map(|l| Line::styled(l, cx.theme.say)),
            );
            lines.push(Line::default());
        }
        lines.push(Line::styled(t.remember.to_string(), cx.theme.quiet));
        for phrase in &self.prompt.remember {
            for (i, l) in wrap(phrase, room - 2).into_iter().enumerate() {
                lines.push(Line::styled(
                    format!("{}{l}", if i == 0 { cx.sign("· ", "- ") } else { "  " }),
                    cx.theme.text,
                ));
            }
        }
        let height = u16::try_from(lines.len() + 3)
            .unwrap_or(u16::MAX)
            .min(frame.area().height.saturating_sub(2));
        let inside = popup::frame(frame, &cx.texts().phrases.title, width, height, cx.theme);
        self.scroll = self
            .scroll
            .min(lines.len().saturating_sub(usize::from(inside.height)));
        let lines = lines.split_off(self.scroll);
        popup::lines(frame, inside, lines);
        frame.set_cursor_position((inside.x, inside.y));
    }

    fn is_box(&self) -> bool {
        true
    }
}
