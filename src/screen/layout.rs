//! Where things stand on the attention's screen: three columns where there is room, bands at 80 columns.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::attention::AttentionScreen;
use super::footer::{footer, header, row, rule};
use super::phrases::{phrases_band, phrases_column};
use super::steps::{person_line, steps_column, steps_line};
use super::title::title;
use super::{View, farewell};
use crate::desk::Front;
use crate::protocol::{Outcome, Phase};
use crate::ui::keys::{Act, Scope};
use crate::ui::put;

/// From this many columns on, steps and phrases have columns of their own.
pub(super) const WIDE: u16 = 120;

const LEFT: u16 = 26;

const RIGHT: u16 = 38;

/// Below this many rows the bands above the form shrink to one line.
const LOW: u16 = 18;

pub(super) fn draw_wide(screen: &mut AttentionScreen, frame: &mut Frame, area: Rect, cx: &View) {
    let Some(front) = cx.desk.front() else { return };
    header(frame, row(area, 0), cx);
    rule(frame, row(area, 1), cx);
    title(frame, row(area, 2), front, false, cx);
    rule(frame, row(area, 3), cx);
    let body = Rect {
        y: area.y + 4,
        height: area.height.saturating_sub(6),
        ..area
    };
    let left = Rect {
        width: LEFT,
        ..body
    };
    let right = Rect {
        x: body.x + body.width - RIGHT,
        width: RIGHT,
        ..body
    };
    let middle = Rect {
        x: body.x + LEFT + 3,
        width: body.width.saturating_sub(LEFT + RIGHT + 6),
        ..body
    };
    bar(frame, body, LEFT, cx);
    bar(frame, body, body.width - RIGHT - 2, cx);
    steps_column(frame, left, front, cx);
    phrases_column(frame, right, screen, cx);
    form_area(screen, frame, middle, front, cx);
    rule(frame, row(area, area.height.saturating_sub(2)), cx);
    footer(
        frame,
        row(area, area.height.saturating_sub(1)),
        Scope::Attention,
        &hidden(front),
        cx,
    );
}

pub(super) fn draw_narrow(screen: &mut AttentionScreen, frame: &mut Frame, area: Rect, cx: &View) {
    let Some(front) = cx.desk.front() else { return };
    let low = area.height < LOW;
    title(frame, row(area, 0), front, low, cx);
    let mut y = 1;
    if !low {
        steps_line(frame, row(area, y), front, cx);
        person_line(frame, row(area, y + 1), front, cx);
        rule(frame, row(area, y + 2), cx);
        y += 3;
    }
    y += phrases_band(
        frame,
        Rect {
            y: area.y + y,
            height: area.height.saturating_sub(y),
            ..area
        },
        screen,
        low,
        cx,
    );
    if !low {
        rule(frame, row(area, y), cx);
        y += 1;
    }
    let bottom = if low { 1 } else { 2 };
    let form = Rect {
        x: area.x + 1,
        y: area.y + y,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(y + bottom),
    };
    form_area(screen, frame, form, front, cx);
    if !low {
        rule(frame, row(area, area.height.saturating_sub(2)), cx);
    }
    footer(
        frame,
        row(area, area.height.saturating_sub(1)),
        Scope::Attention,
        &hidden(front),
        cx,
    );
}

/// Keys that mean nothing now are not shown.
pub(super) fn hidden(front: &Front) -> Vec<Act> {
    let mut hidden = Vec::new();
    let channel = front.attention.opening.channel;
    if !channel.has_line() {
        hidden.push(Act::Cut);
    }
    if channel.is_conversation() {
        hidden.push(Act::NextForm);
    } else {
        hidden.extend([Act::Hold, Act::Spell, Act::Evaluate]);
    }
    if front.attention.goodbye_at.is_some() {
        hidden.extend([Act::Hold, Act::Cut, Act::CallBack, Act::Escalate]);
    }
    hidden
}

fn bar(frame: &mut Frame, body: Rect, x: u16, cx: &View) {
    let sign = cx.sign("│", "|");
    let lines: Vec<Line> = (0..body.height)
        .map(|_| Line::styled(sign, cx.theme.quiet))
        .collect();
    put::lines(
        frame,
        Rect {
            x: body.x + x,
            width: 1,
            ..body
        },
        &lines,
    );
}

/// The band of a hold or a dropped line, the number at goodbye, then the fields.
fn form_area(
    screen: &mut AttentionScreen,
    frame: &mut Frame,
    area: Rect,
    front: &Front,
    cx: &View,
) {
    let mut area = area;
    let take = |area: &mut Rect, rows: u16| {
        let rows = rows.min(area.height);
        *area = Rect {
            y: area.y + rows,
            height: area.height - rows,
            ..*area
        };
    };
    if front.attention.hold.is_some() || front.attention.cut.is_some() {
        super::hold::band(frame, row(area, 0), front, cx);
        let rows = if area.height > 8 { 2 } else { 1 };
        take(&mut area, rows);
    }
    let step = front.attention.current_step(&front.protocol);
    if let Some(step) = step
        && area.width >= 60
        && frame.area().width >= WIDE
    {
        put::line(
            frame,
            row(area, 0),
            &Line::styled(step.title.clone(), cx.theme.strong),
        );
        take(&mut area, 2);
    }
    let farewell = step.is_some_and(|s| s.phase == Phase::Farewell)
        && front.attention.outcome.is_some_and(Outcome::has_farewell);
    if farewell {
        let rows = farewell::draw(frame, area, front, cx);
        take(&mut area, rows);
    }
    super::fields::draw(screen, frame, area, front, cx);
}
