//! The fields of a step, one under the other, the one in front always in sight with the cursor in it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::View;
use super::attention::AttentionScreen;
use super::footer::row;
use crate::desk::Front;
use crate::protocol::{Ask, Field};
use crate::texts;
use crate::ui::put;
use crate::ui::text::{fit, width, wrap};

/// Widest label that shares a row with its editor.
const LABEL: u16 = 26;

/// Where one field stands, in rows from the top of the form.
struct Place {
    top: u16,
    /// Rows of the label above the editor: none when they share one.
    above: u16,
    editor: u16,
    /// Rows of hint or fault below.
    below: u16,
}

impl Place {
    fn end(&self) -> u16 {
        self.top + self.above + self.editor + self.below
    }
}

/// Draws the fields and places the hardware cursor.
pub(super) fn draw(
    screen: &mut AttentionScreen,
    frame: &mut Frame,
    area: Rect,
    front: &Front,
    cx: &View,
) {
    if area.height == 0 || area.width < 8 {
        return;
    }
    let fields: Vec<Option<&Field>> = screen
        .slots
        .iter()
        .map(|s| front.protocol.field(&s.key))
        .collect();
    let label = label_width(&fields, area.width);
    let notes: Vec<Option<(String, Style)>> = fields
        .iter()
        .enumerate()
        .map(|(i, f)| f.and_then(|f| below(screen, i, f, front, cx)))
        .collect();
    let places = stand(screen, &fields, &notes, area, label);
    let Some(focus) = places.get(screen.focus) else {
        empty(frame, area, cx);
        return;
    };
    let size = frame.area().as_size();
    if screen.size.replace(size) != size {
        // What was scrolled away for want of room comes back with it.
        screen.scroll.set(0);
    }
    let mut scroll = screen.scroll.get();
    if focus.end() > scroll + area.height {
        scroll = focus.end() - area.height;
    }
    let last = places.last().map_or(0, Place::end);
    // No row stays empty below while fields are out of sight above: the terminal may have grown.
    scroll = scroll.min(focus.top).min(last.saturating_sub(area.height));
    screen.scroll.set(scroll);
    let bottom = scroll + area.height;
    for (i, place) in places.iter().enumerate() {
        if place.end() <= scroll || place.top >= bottom {
            continue;
        }
        let Some(field) = fields[i] else { continue };
        field_rows(
            screen,
            frame,
            area,
            scroll,
            place,
            i,
            field,
            label,
            notes[i].as_ref(),
            front,
            cx,
        );
    }
    marks(frame, area, scroll > 0, last > bottom, cx);
}

/// Where each field stands. They breathe where all of them fit with air between.
fn stand(
    screen: &AttentionScreen,
    fields: &[Option<&Field>],
    notes: &[Option<(String, Style)>],
    area: Rect,
    label: u16,
) -> Vec<Place> {
    let mut places = Vec::with_capacity(fields.len());
    for (i, field) in fields.iter().enumerate() {
        let Some(field) = field else { continue };
        let above = u16::from(!shares_row(field, label));
        let room = editor_area(area, label, above).width;
        let below = notes[i].as_ref().map_or(0, |(text, _)| {
            u16::try_from(wrap(text, usize::from(area.width).saturating_sub(4)).len()).unwrap_or(1)
        });
        let editor = &screen.slots[i].editor;
        let rows = if i == screen.focus {
            editor.open_height(room)
        } else {
            editor.height(room)
        };
        places.push(Place {
            top: 0,
            above,
            editor: rows.max(1),
            below,
        });
    }
    let rows: u16 = places.iter().map(Place::end).sum();
    let count = u16::try_from(places.len()).unwrap_or(u16::MAX);
    let airy = rows.saturating_add(count) <= area.height;
    let mut top = 0;
    for place in &mut places {
        place.top = top;
        // Fields of several rows breathe even where the others cannot.
        top = place.end() + u16::from(airy || (place.above > 0 && area.height > 12));
    }
    places
}

/// Labels share a row with their editors where they fit into a column.
fn label_width(fields: &[Option<&Field>], available: u16) -> u16 {
    let widest = fields
        .iter()
        .flatten()
        .filter(|f| !matches!(f.ask, Ask::Notes))
        .map(|f| width(&f.label))
        .filter(|w| *w <= usize::from(LABEL));
    let widest = widest
        .max()
        .and_then(|w| u16::try_from(w).ok())
        .unwrap_or(0);
    (widest + 4).min(available / 2)
}

fn shares_row(field: &Field, label: u16) -> bool {
    !matches!(field.ask, Ask::Notes) && width(&field.label) + 3 < usize::from(label) + 1
}

fn editor_area(area: Rect, label: u16, above: u16) -> Rect {
    let indent = if above > 0 { 2 } else { label };
    Rect {
        x: area.x + indent,
        width: area.width.saturating_sub(indent),
        ..area
    }
}

/// What stands under a field: what is wrong with it once it is left, or how to answer while it is in front.
fn below(
    screen: &AttentionScreen,
    i: usize,
    field: &Field,
    front: &Front,
    cx: &View,
) -> Option<(String, Style)> {
    let form = cx.form();
    if i != screen.focus {
        let answer = front.attention.answer(&field.key)?;
        let fault = field.check(answer).err()?;
        return Some((texts::fault(&fault), cx.theme.wrong));
    }
    // What the pack says of this very question, then how any of its kind is answered.
    let how = screen.slots[i].editor.hint(&form);
    let hints: Vec<&str> = field.hint.iter().chain(&how).map(String::as_str).collect();
    (!hints.is_empty()).then(|| (hints.join(" · "), cx.theme.quiet))
}

#[expect(
    clippy::too_many_arguments,
    reason = "one field, where it stands and what is known of it"
)]
fn field_rows(
    screen: &AttentionScreen,
    frame: &mut Frame,
    area: Rect,
    scroll: u16,
    place: &Place,
    i: usize,
    field: &Field,
    label: u16,
    note: Option<&(String, Style)>,
    front: &Front,
    cx: &View,
) {
    let focused = i == screen.focus;
    let required =
        front.attention.is_required(field, front.aim) && !front.attention.is_answered(field);
    let mark = if required {
        cx.sign("• ", "* ")
    } else {
        "  "
    };
    let style = if focused {
        cx.theme.here
    } else {
        cx.theme.quiet
    };
    // A row of the form that lies in sight, in the frame's coordinates.
    let at = |y: u16| (y >= scroll && y - scroll < area.height).then(|| row(area, y - scroll));
    if let Some(label_row) = at(place.top) {
        let room = if place.above > 0 { area.width } else { label };
        let text = fit(&field.label, usize::from(room).saturating_sub(3));
        let line = Line::from(vec![
            Span::styled(
                mark,
                if required {
                    cx.theme.owed
                } else {
                    cx.theme.text
                },
            ),
            Span::styled(text, style),
        ]);
        put::line(
            frame,
            Rect {
                width: room.min(label_row.width),
                ..label_row
            },
            &line,
        );
    }
    let start = (place.top + place.above).max(scroll);
    let end = (place.top + place.above + place.editor).min(scroll + area.height);
    if start < end {
        let inner = editor_area(area, label, place.above);
        let inner = Rect {
            y: area.y + start - scroll,
            height: end - start,
            ..inner
        };
        let cursor = screen.slots[i]
            .editor
            .draw(frame, inner, focused, cx.theme, &cx.form());
        if let (true, Some(cursor)) = (focused, cursor) {
            frame.set_cursor_position(cursor);
        }
    }
    if let Some((text, style)) = note {
        let from = place.top + place.above + place.editor;
        for (n, line) in wrap(text, usize::from(area.width).saturating_sub(4))
            .into_iter()
            .enumerate()
        {
            if let Some(at) = u16::try_from(n).ok().and_then(|n| at(from + n)) {
                put::line(frame, at, &Line::styled(format!("  {line}"), *style));
            }
        }
    }
}

/// A step without fields still says which key goes on, and has a cursor.
fn empty(frame: &mut Frame, area: Rect, cx: &View) {
    put::line(
        frame,
        row(area, 0),
        &Line::styled(cx.texts().attention.no_fields.to_string(), cx.theme.quiet),
    );
    frame.set_cursor_position((area.x, area.y));
}

/// Signs that there is more above or below.
pub(super) fn marks(frame: &mut Frame, area: Rect, above: bool, below: bool, cx: &View) {
    if area.height == 0 {
        return;
    }
    let corner = |y: u16| Rect {
        x: area.x + area.width.saturating_sub(1),
        width: 1,
        ..row(area, y)
    };
    if above {
        put::line(
            frame,
            corner(0),
            &Line::styled(cx.sign("▴", "^"), cx.theme.here),
        );
    }
    if below {
        put::line(
            frame,
            corner(area.height - 1),
            &Line::styled(cx.sign("▾", "v"), cx.theme.here),
        );
    }
}
