//! The day in one or two lines.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::View;
use super::footer::row;
use crate::texts::texts;
use crate::ui::put;
use crate::ui::text::{fit, minutes};

/// The day in one or two lines: totals that add up, and the hours as bars.
pub(super) fn draw(frame: &mut Frame, area: Rect, cx: &View) {
    let t = &cx.texts().home;
    let day = &cx.shared.home.today;
    let resolved = day
        .outcomes
        .get(&crate::protocol::Outcome::Resolved)
        .copied()
        .unwrap_or_default();
    let text = if day.attentions == 0 {
        t.day_empty.to_string()
    } else {
        t.day.fill(&[
            ("n", &texts().home.attentions.of(u64::from(day.attentions))),
            ("resolved", &texts().home.resolved.of(u64::from(resolved))),
            ("median", &minutes(day.median_elapsed.unwrap_or_default())),
            ("held", &minutes(day.held)),
        ])
    };
    put::line(
        frame,
        row(area, 0),
        &Line::styled(fit(&text, usize::from(area.width)), cx.theme.text),
    );
    if area.height < 3 || day.attentions == 0 {
        return;
    }
    let most = day.per_hour.iter().copied().max().unwrap_or(0).max(1);
    let bars = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let plain = [" ", ".", ".", ":", ":", "|", "|", "#", "#"];
    let mut spans = Vec::new();
    for hour in 7..20usize {
        let n = day.per_hour.get(hour).copied().unwrap_or(0);
        let level = if n == 0 {
            0
        } else {
            (usize::try_from(n * 8 / most).unwrap_or(8)).clamp(1, 8)
        };
        let bar = if cx.theme.ascii {
            plain[level]
        } else {
            bars[level]
        };
        spans.push(Span::styled(bar.repeat(2), cx.theme.here));
    }
    spans.push(Span::styled(t.hours.to_string(), cx.theme.quiet));
    put::line(frame, row(area, 1), &Line::from(spans));
}
