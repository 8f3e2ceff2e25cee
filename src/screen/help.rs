//! The keys that count here, from the table that dispatches them, and what the program promises.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::footer::{row, rule};
use super::{Action, Cx, Input, Screen, View};
use crate::ui::keys::{self, Act, Scope};
use crate::ui::put;
use crate::ui::text::{pad, width, wrap};

/// Help for one scope.
pub(super) struct HelpScreen {
    scope: Scope,
    scroll: usize,
}

impl HelpScreen {
    pub(super) fn new(scope: Scope) -> Self {
        Self { scope, scroll: 0 }
    }
}

impl Screen for HelpScreen {
    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match key.code {
            KeyCode::Down | KeyCode::PageDown | KeyCode::Char(' ') => self.scroll += 1,
            KeyCode::Up | KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(1),
            KeyCode::Esc | KeyCode::Enter | KeyCode::F(1) => return Action::Pop,
            _ => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let texts = cx.texts();
        let t = &texts.help;
        let area = frame.area();
        let room = usize::from(area.width).saturating_sub(4);
        put::line(
            frame,
            row(area, 0),
            &Line::styled(format!(" {}", t.title), cx.theme.strong),
        );
        rule(frame, row(area, 1), cx);
        let mut lines = Vec::new();
        let palette = keys::of(self.scope).find(|b| b.act == Act::Palette);
        let palette = palette.map(|b| b.name(texts)).unwrap_or_default();
        let acts = keys::acts(self.scope, texts);
        let column = acts.iter().map(|(_, keys)| width(keys)).max().unwrap_or(0) + 2;
        for (act, keys) in &acts {
            // What has no key of its own is in the palette.
            let name = if keys.is_empty() { &palette } else { keys };
            for (i, l) in wrap(act.sentence(texts), room.saturating_sub(column))
                .into_iter()
                .enumerate()
            {
                let name = if i == 0 { name } else { "" };
                lines.push(Line::from(vec![
                    Span::styled(format!("  {}", pad(name, column)), cx.theme.here),
                    Span::styled(l, cx.theme.text),
                ]));
            }
        }
        for paragraph in &t.paragraphs {
            lines.push(Line::default());
            lines.extend(
                wrap(paragraph, room)
                    .into_iter()
                    .map(|l| Line::styled(format!("  {l}"), cx.theme.quiet)),
            );
        }
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(4),
            ..area
        };
        self.scroll = self
            .scroll
            .min(lines.len().saturating_sub(usize::from(body.height)));
        put::lines(frame, body, &lines.split_off(self.scroll));
        rule(frame, row(area, area.height.saturating_sub(2)), cx);
        put::line(
            frame,
            row(area, area.height.saturating_sub(1)),
            &Line::styled(format!(" {}", t.keys), cx.theme.quiet),
        );
        super::footer::say(frame, row(area, area.height.saturating_sub(1)), cx);
        frame.set_cursor_position((area.x, body.y));
    }
}
