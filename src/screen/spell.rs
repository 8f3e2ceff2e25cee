//! Spelling aloud: the number, the name and the document, letter by letter.

use ratatui::Frame;
use ratatui::text::Line;

use super::{Action, Cx, Input, Screen, View, farewell};
use crate::attention::Attention;
use crate::protocol::{Answer, keys};
use crate::texts::{self, Texts};
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::wrap;

/// What can be spelled, each with how it is said.
pub(super) struct SpellBox {
    parts: Vec<(String, String)>,
}

impl SpellBox {
    pub(super) fn of_front(cx: &Cx) -> Self {
        cx.desk.front().map_or(Self { parts: Vec::new() }, |f| {
            Self::of(texts::spoken(&f.protocol), &f.attention)
        })
    }

    /// What can be spelled of an attention, in words of the language that is spoken.
    pub(super) fn of(spoken: &Texts, attention: &Attention) -> Self {
        let mut parts = Vec::new();
        if let Some(number) = attention.number {
            parts.push((farewell::grouped(&number), spoken.spell_number(&number)));
        }
        for key in [keys::SURNAMES, keys::GIVEN_NAMES] {
            if let Some(text) = attention.text(key) {
                parts.push((text.to_owned(), spoken.spell_letters(text)));
            }
        }
        for key in [keys::DOCUMENT, keys::PHONE] {
            if let Some(text) = attention
                .answer(key)
                .filter(|a| !matches!(a, Answer::Unread(_)))
                .and_then(Answer::text)
                && !text.is_empty()
            {
                parts.push((text.to_owned(), spoken.spell_digits(text)));
            }
        }
        Self { parts }
    }
}

impl Screen for SpellBox {
    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Action {
        if matches!(input, Input::Key(_)) {
            Action::Pop
        } else {
            Action::Stay
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().spell;
        let width = frame.area().width.saturating_sub(4).min(84);
        let room = usize::from(width).saturating_sub(6);
        let mut lines = Vec::new();
        for (what, said) in &self.parts {
            lines.push(Line::styled(what.clone(), cx.theme.here));
            lines.extend(
                wrap(said, room)
                    .into_iter()
                    .map(|l| Line::styled(l, cx.theme.say)),
            );
            lines.push(Line::default());
        }
        if lines.is_empty() {
            lines.push(Line::styled(t.nothing.to_string(), cx.theme.quiet));
            lines.push(Line::default());
        }
        lines.push(Line::styled(t.keys.to_string(), cx.theme.quiet));
        let inside = popup::frame(
            frame,
            &t.title,
            width,
            u16::try_from(lines.len() + 2).unwrap_or(u16::MAX),
            cx.theme,
        );
        let lines = popup::squeeze(lines, 1, inside.height);
        put::lines(frame, inside, &lines);
        frame.set_cursor_position((inside.x, inside.y));
    }

    fn is_box(&self) -> bool {
        true
    }
}
