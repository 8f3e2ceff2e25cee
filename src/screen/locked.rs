//! A locked screen: who locked it, that nothing is lost, how much is owed as a number, and the questions that open it.
//! Nothing of anybody attended.

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::View;
use super::footer::{row, rule, spread};
use super::gate::{Gate, GateView, Leaving};
use crate::desk::Door;
use crate::texts;
use crate::ui::put;
use crate::ui::text::{clock, wrap};

/// What stands over everything while the desk is locked.
pub(super) struct LockedScreen {
    pub(super) gate: Gate,
    by: String,
    at: NaiveDateTime,
    by_itself: bool,
}

impl LockedScreen {
    pub(super) fn new(by: &str, at: NaiveDateTime, by_itself: bool, door: &Door) -> Self {
        Self {
            gate: Gate::new(Leaving::Never, None, door),
            by: by.to_owned(),
            at,
            by_itself,
        }
    }

    pub(super) fn draw(&self, frame: &mut Frame, door: &Door, cx: &View) {
        let t = &cx.texts().lock;
        let area = frame.area();
        let low = area.height < 18;
        top(frame, area, &gate_view(cx));
        rule(frame, row(area, 1), cx);
        let body = inside(area);
        let by = if self.by_itself {
            &t.locked_itself
        } else {
            &t.locked_by
        };
        let by = by.fill(&[("name", &self.by), ("hour", &texts::hour(self.at))]);
        let room = usize::from(body.width);
        let mut lines = vec![Line::styled(t.locked.to_string(), cx.theme.strong)];
        lines.extend(
            wrap(&by, room)
                .into_iter()
                .map(|l| Line::styled(l, cx.theme.text)),
        );
        let (saved, style) = if cx.desk.has_unsaved() {
            (&t.locked_unsaved, cx.theme.wrong)
        } else if cx.desk.is_saving() {
            (&t.locked_saving, cx.theme.owed)
        } else {
            (&t.locked_saved, cx.theme.text)
        };
        let saved = wrap(saved, room).into_iter();
        // Where there is hardly room, that all is well need not be said.
        let well = !cx.desk.has_unsaved();
        let saved = saved.filter(|_| !(low && well));
        lines.extend(saved.map(|l| Line::styled(l, style)));
        let due = owed_today(cx);
        if due > 0 && !low {
            lines.push(Line::styled(t.locked_due.of(due), cx.theme.owed));
        }
        lines.extend(hold(cx));
        put::lines(frame, body, &lines);
        let used = u16::try_from(lines.len()).unwrap_or(0) + u16::from(!low);
        let below = Rect {
            y: body.y + used.min(body.height),
            height: body.height.saturating_sub(used),
            ..body
        };
        frame.set_cursor_position((body.x, body.y));
        self.gate.draw(frame, below, door, &gate_view(cx));
    }
}

/// What a gate is drawn by, where there is a desk.
pub(super) fn gate_view<'a>(cx: &View<'a>) -> GateView<'a> {
    GateView {
        theme: cx.theme,
        now: cx.desk.world.now(),
        waits: cx.desk.world.machine_now(),
        zone: cx.desk.world.zone(),
    }
}

/// The first row of a screen that shows nobody's work: the program and the hour.
pub(super) fn top(frame: &mut Frame, area: Rect, cx: &GateView) {
    let name = &texts::texts().header.name;
    let left = vec![Span::styled(format!(" {name}"), cx.theme.strong)];
    let hour = format!("{} ", super::gate::hour(cx));
    let right = vec![Span::styled(hour, cx.theme.text)];
    spread(frame, row(area, 0), left, right);
}

/// Where the questions stand below the first rows.
pub(super) fn inside(area: Rect) -> Rect {
    let above = if area.height < 18 { 2 } else { 3 };
    Rect {
        x: area.x + 3,
        y: area.y + above.min(area.height),
        width: area.width.saturating_sub(6).min(90),
        height: area.height.saturating_sub(above),
    }
}

/// How many promises fall due until midnight, the late ones among them.
pub(super) fn owed_today(cx: &View) -> u64 {
    let today = cx.desk.local().date();
    let zone = cx.desk.world.zone();
    let home = &cx.shared.home;
    let due = home.calls.iter().chain(&home.answers).filter(|row| {
        row.due
            .is_some_and(|at| at.with_timezone(&zone).date_naive() <= today)
    });
    due.count() as u64
}

/// Somebody waits in line: how long already, and no name.
fn hold(cx: &View) -> Option<Line<'static>> {
    let hold = cx.desk.front()?.attention.hold.as_ref()?;
    let passed = (cx.desk.world.now() - hold.since).num_seconds();
    let over = passed >= i64::from(hold.minutes) * 60;
    let words = cx
        .texts()
        .lock
        .locked_hold
        .fill(&[("time", &clock(passed)), ("minutes", &hold.minutes)]);
    let style = if over {
        cx.theme.band_late
    } else {
        cx.theme.band
    };
    Some(Line::styled(words, style))
}
