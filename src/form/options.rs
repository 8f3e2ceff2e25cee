//! Options on screen: in a row wrapped over lines while they are few, else one below the other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::FormContext;
use super::view::{self, Signs, columns};
use crate::protocol::Choice;
use crate::safe::foreign_line;
use crate::texts::plain;
use crate::ui::theme::Theme;

/// Columns between two options of a row.
const GAP: usize = 3;
/// Columns of a mark and the space after it.
const MARK: usize = 4;
/// Most lines of options in a row; more are listed one below the other.
const MOST_LINES: usize = 3;
/// Most rows of a list; longer ones scroll.
const MOST_ROWS: u16 = 10;

/// The options of a list, fit to be shown and to be found by what is typed.
pub(super) struct Options {
    ids: Vec<String>,
    labels: Vec<String>,
    folded: Vec<String>,
    /// Whether they stand one below the other even while they are few.
    listed: bool,
}

impl Options {
    pub(super) fn new<'a>(options: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut all = Self {
            ids: Vec::new(),
            labels: Vec::new(),
            folded: Vec::new(),
            listed: false,
        };
        for (id, label) in options {
            all.push(id, label);
        }
        all
    }

    pub(super) fn of(choices: &[Choice]) -> Self {
        Self::new(choices.iter().map(|c| (c.id.as_str(), c.label.as_str())))
    }

    /// The same options, always one below the other.
    pub(super) fn listed(mut self) -> Self {
        self.listed = true;
        self
    }

    /// Adds an option that was answered before and is no longer offered.
    pub(super) fn push(&mut self, id: &str, label: &str) {
        self.ids.push(id.to_owned());
        self.labels.push(foreign_line(label).into_owned());
        self.folded.push(plain(label));
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn id(&self, option: usize) -> &str {
        &self.ids[option]
    }

    pub(super) fn label(&self, option: usize) -> &str {
        &self.labels[option]
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.ids.iter().position(|i| i == id)
    }

    /// The next option after `from`, round the end, whose label begins like this; `from` itself comes last.
    pub(super) fn starting(&self, prefix: &str, from: usize) -> Option<usize> {
        let prefix = plain(prefix.trim());
        let count = self.len();
        let mut turn = (1..=count).map(|i| (from + i) % count);
        turn.find(|i| !prefix.is_empty() && self.folded[*i].starts_with(&prefix))
    }

    /// Whether a label begins with a figure: «30 días».
    pub(super) fn begin_with_figures(&self) -> bool {
        self.folded
            .iter()
            .any(|l| l.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// The option that is called like this, or begins so.
    pub(super) fn named(&self, text: &str) -> Option<usize> {
        let name = plain(text.trim());
        let whole = self.folded.iter().position(|f| *f == name);
        whole.or_else(|| self.starting(text, self.len().saturating_sub(1)))
    }

    /// The rows that the options take in this width.
    pub(super) fn rows(&self, width: u16) -> u16 {
        let last = self.places(width).last().map_or(0, |(_, row, _)| row);
        u16::try_from(last + 1).unwrap_or(MOST_ROWS).min(MOST_ROWS)
    }

    /// The option in the row below or above.
    pub(super) fn beside(&self, width: u16, front: usize, down: bool) -> Option<usize> {
        let (_, row, left) = self.places(width).nth(front)?;
        let wanted = if down { row + 1 } else { row.checked_sub(1)? };
        let there = self.places(width).filter(|(_, r, _)| *r == wanted);
        there.min_by_key(|(_, _, l)| l.abs_diff(left)).map(|p| p.0)
    }

    /// Each option with its row and its column.
    fn places(&self, width: u16) -> impl Iterator<Item = (usize, usize, usize)> {
        let width = usize::from(width);
        let listed = self.listed || self.flow(width).last().is_some_and(|p| p.1 >= MOST_LINES);
        self.flow(width)
            .map(move |(i, row, left)| if listed { (i, i, 0) } else { (i, row, left) })
    }

    fn flow(&self, width: usize) -> impl Iterator<Item = (usize, usize, usize)> {
        let (mut row, mut left) = (0, 0);
        self.labels.iter().enumerate().map(move |(i, label)| {
            let columns = MARK + columns(label);
            if left > 0 && left + columns > width {
                row += 1;
                left = 0;
            }
            let place = (i, row, left);
            left += columns + GAP;
            place
        })
    }

    /// Draws the options with their marks, scrolled to the one in front, and says where its mark is.
    pub(super) fn draw(
        &self,
        buf: &mut Buffer,
        area: Rect,
        mark: impl Fn(usize) -> &'static str,
        front: Option<usize>,
        theme: &Theme,
        cx: &FormContext,
    ) -> Position {
        let area = view::within(buf, area);
        if area.is_empty() {
            return area.as_position();
        }
        let mut cursor = area.as_position();
        let front_row = front.and_then(|f| self.places(area.width).nth(f));
        let shown = usize::from(area.height);
        let first = (front_row.map_or(0, |p| p.1) + 1).saturating_sub(shown);
        for (i, row, left) in self.places(area.width) {
            let Some(row) = row.checked_sub(first).filter(|r| *r < shown) else {
                continue;
            };
            let (Ok(left), Ok(row)) = (u16::try_from(left), u16::try_from(row)) else {
                continue;
            };
            let (x, y) = (area.x + left.min(area.width - 1), area.y + row);
            let room = Rect::new(x, y, area.right() - x, 1);
            let is_front = front == Some(i);
            // Not filled: being in front is not being chosen.
            let style = if is_front { theme.here } else { theme.text };
            buf.set_stringn(x, y, mark(i), usize::from(room.width), theme.text);
            if room.width > 4 {
                let rest = Rect::new(x + 4, y, room.width - 4, 1);
                view::label(buf, rest, self.label(i), style, Signs::of(cx).more);
            }
            if is_front {
                let marked = room.width.min(3);
                let underline = Style::new().add_modifier(Modifier::UNDERLINED);
                buf.set_style(Rect::new(x, y, marked, 1), underline);
                cursor = Position::new(x + 1.min(room.width - 1), y);
            }
        }
        cursor
    }
}
