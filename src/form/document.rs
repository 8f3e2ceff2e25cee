//! An identity document: its kind and its number in one line.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::edit::typed;
use super::line::LineEdit;
use super::view::{self, Signs, columns};
use super::{Editor, FormContext, Reaction, words};
use crate::identity::{self, Document, DocumentKind};
use crate::protocol::Answer;
use crate::safe::clean_line;
use crate::texts::{Text, texts};
use crate::ui::theme::Theme;

/// Changes the kind: on the number pad, beside the digits, and in no number.
const NEXT_KIND: char = '/';
/// Columns kept for the number when the name of its kind is long.
const NUMBER: u16 = 12;

/// `DNI ▾ 4567 8901`: typing goes to the number, `/` changes the kind.
pub(super) struct DocumentEditor {
    kinds: Vec<DocumentKind>,
    kind: DocumentKind,
    line: LineEdit,
}

impl DocumentEditor {
    pub(super) fn new(kinds: &[DocumentKind], answer: Option<&Answer>) -> Self {
        let first = kinds.first().copied().unwrap_or(DocumentKind::Other);
        let kind = match answer {
            Some(Answer::Document(document)) => document.kind,
            _ => first,
        };
        let mut kinds = kinds.to_vec();
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
        Self {
            kinds,
            kind,
            line: LineEdit::new(&answer.map(words).unwrap_or_default()),
        }
    }

    fn number(&self, text: &str) -> String {
        // Capitals may come decomposed («ΐ»), and what is stored is what will be read back.
        clean_line(&identity::normalise(self.kind, text)).into_owned()
    }

    fn next_kind(&mut self) -> Reaction {
        let at = self.kinds.iter().position(|k| *k == self.kind);
        self.kind = self.kinds[at.map_or(0, |at| (at + 1) % self.kinds.len())];
        Reaction::Changed
    }

    /// The number as it is read aloud: a whole DNI in fours.
    fn resting(&self) -> Cow<'_, str> {
        let text = self.line.0.text();
        if self.kind == DocumentKind::Dni {
            let number = self.number(text);
            if number.len() == 8 && number.bytes().all(|b| b.is_ascii_digit()) {
                return Cow::Owned(format!("{} {}", &number[..4], &number[4..]));
            }
        }
        Cow::Borrowed(text)
    }
}

impl Editor for DocumentEditor {
    fn key(&mut self, key: KeyEvent, _: &FormContext) -> Reaction {
        if typed(key) == Some(NEXT_KIND) && self.kinds.len() > 1 {
            return self.next_kind();
        }
        self.line.0.key(key)
    }

    fn paste(&mut self, text: &str, _: &FormContext) -> Reaction {
        self.line.0.paste(text)
    }

    fn answer(&self, _: &FormContext) -> Answer {
        Answer::Document(Document {
            kind: self.kind,
            number: self.number(self.line.0.text()),
        })
    }

    /// Counted in the number as it is stored, without what is left out of it.
    fn cursor(&self) -> u32 {
        let before = &self.line.0.text()[..self.line.0.byte()];
        let before = if self.kind == DocumentKind::None {
            before.trim_start().chars().count()
        } else {
            self.number(before).chars().count()
        };
        let all = self.number(self.line.0.text()).chars().count();
        u32::try_from(before.min(all)).unwrap_or(u32::MAX)
    }

    fn set_cursor(&mut self, cursor: u32) {
        self.line.0.set_cursor(cursor);
    }

    fn leave(&mut self, _: &FormContext) {
        let cursor = self.cursor();
        let number = self.number(self.line.0.text());
        if number != self.line.0.text() {
            self.line.0.put(&number, number.len());
            self.line.0.set_cursor(cursor);
        }
    }

    fn height(&self, _: u16) -> u16 {
        1
    }

    fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        focused: bool,
        theme: &Theme,
        cx: &FormContext,
    ) -> Option<Position> {
        let buf = frame.buffer_mut();
        let area = view::within(buf, area);
        let signs = Signs::of(cx);
        let name = kind_name(self.kind);
        // The kind, a space, the sign, a space; of a long name only as much as leaves room for the number.
        let most = area.width.saturating_sub(NUMBER + 3);
        let width = u16::try_from(columns(name)).unwrap_or(most).min(most);
        let mut at = area;
        if width > 0 {
            let style = if focused { theme.here } else { theme.text };
            view::label(buf, Rect { width, ..area }, name, style, signs.more);
            let sign = Rect::new(area.x + width + 1, area.y, 1, area.height);
            view::label(buf, sign, signs.open, theme.quiet, "");
            at.x += width + 3;
            at.width -= width + 3;
        }
        let resting = if focused {
            Cow::Borrowed("")
        } else {
            self.resting()
        };
        self.line.draw(frame, at, focused, theme, cx, &resting)
    }

    fn hint(&self, _: &FormContext) -> Option<String> {
        let form = &texts().form;
        if let Some(full) = self.line.full() {
            return Some(full);
        }
        let reason = self.kind == DocumentKind::None;
        match (reason, self.kinds.len() > 1) {
            (false, false) => None,
            (false, true) => Some(form.document_hint.to_string()),
            (true, false) => Some(form.document.none_hint.to_string()),
            (true, true) => Some(format!(
                "{} · {}",
                form.document.none_hint, form.document_hint
            )),
        }
    }
}

/// The name of a kind on screen.
fn kind_name(kind: DocumentKind) -> &'static Text {
    let names = &texts().form.document;
    match kind {
        DocumentKind::Dni => &names.dni,
        DocumentKind::Ce => &names.ce,
        DocumentKind::Passport => &names.passport,
        DocumentKind::Ruc => &names.ruc,
        DocumentKind::Other => &names.other,
        DocumentKind::None => &names.none,
    }
}
