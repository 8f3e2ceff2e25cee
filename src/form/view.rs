//! How one line of an editor is put on the screen.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::FormContext;
use crate::texts::texts;
pub(super) use crate::ui::text::width as columns;
use crate::ui::theme::Theme;

/// The signs of editors, with their twins for a bare console.
pub(super) struct Signs {
    pub(super) bar: &'static str,
    pub(super) more: &'static str,
    pub(super) open: &'static str,
    pub(super) chosen: &'static str,
}

impl Signs {
    pub(super) fn of(cx: &FormContext) -> &'static Self {
        const UNICODE: Signs = Signs {
            bar: "┃",
            more: "…",
            open: "▾",
            chosen: "(•)",
        };
        const ASCII: Signs = Signs {
            bar: "|",
            more: ">",
            open: "v",
            chosen: "(*)",
        };
        if cx.ascii { &ASCII } else { &UNICODE }
    }
}

/// The part of the screen that a frame really has: drawing outside of it would panic.
pub(super) fn within(buf: &Buffer, area: Rect) -> Rect {
    area.intersection(buf.area)
}

/// Writes a text from the left; what does not fit is announced by a sign.
pub(super) fn label(buf: &mut Buffer, area: Rect, text: &str, style: Style, more: &str) {
    let width = usize::from(area.width);
    if area.is_empty() {
        return;
    }
    buf.set_stringn(area.x, area.y, text, width, style);
    if columns(text) > width {
        let last = area.right() - 1;
        // A wide letter whose second half is overwritten would push the sign out of the line.
        buf.set_stringn(last, area.y, more, 1, style);
        let start = clipped(text, width - 1);
        if last > area.x && start < width - 1 {
            buf.set_stringn(last - 1, area.y, " ", 1, style);
        }
    }
}

/// The columns of the whole letters that fit in so many.
fn clipped(text: &str, width: usize) -> usize {
    let mut used = 0;
    for letter in text.graphemes(true) {
        let next = used + usize::from(letter.cell_width());
        if next > width {
            break;
        }
        used = next;
    }
    used
}

/// Writes the field's emptiness.
pub(super) fn empty(buf: &mut Buffer, area: Rect, theme: &Theme, cx: &FormContext) {
    let dash = if cx.ascii { "-" } else { &texts().form.empty };
    label(buf, area, dash, theme.quiet, "");
}

/// Writes a line under edition, scrolled so that the cursor and some of what follows it are seen.
///
/// The whole area is underlined: with or without colours, it says where typing goes.
pub(super) fn edited(
    buf: &mut Buffer,
    area: Rect,
    text: &str,
    byte: usize,
    theme: &Theme,
) -> Position {
    let width = usize::from(area.width);
    if area.is_empty() {
        return area.as_position();
    }
    let cursor = columns(&text[..byte]);
    // One column more than the text: the cursor stands after the last letter.
    let total = cursor + columns(&text[byte..]) + 1;
    let ahead = width / 4;
    let scroll = (cursor + ahead + 1)
        .saturating_sub(width)
        .min(total.saturating_sub(width));
    let mut left = 0;
    let mut at = 0;
    for (i, letter) in text.grapheme_indices(true) {
        if left >= scroll {
            break;
        }
        left += usize::from(letter.cell_width());
        at = i + letter.len();
    }
    // A wide letter cut by the left edge leaves its second column blank.
    let shift = u16::try_from(left - scroll.min(left)).unwrap_or(0);
    let shift = shift.min(area.width);
    buf.set_stringn(
        area.x + shift,
        area.y,
        &text[at..],
        width - usize::from(shift),
        theme.text,
    );
    let row = Rect { height: 1, ..area };
    buf.set_style(row, Style::new().add_modifier(Modifier::UNDERLINED));
    let column = u16::try_from(cursor - scroll.min(cursor)).unwrap_or(0);
    Position::new(area.x + column.min(area.width - 1), area.y)
}
