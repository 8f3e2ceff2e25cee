//! The line that says what is being attended: protocol, number, clocks, and when it was last saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::View;
use super::footer::{spread, strip};
use super::layout::WIDE;
use super::steps::channel;
use crate::desk::Front;
use crate::ui::text::{clock, minutes};

/// Protocol, number, clocks, and when it was last saved.
pub(super) fn title(frame: &mut Frame, area: Rect, front: &Front, low: bool, cx: &View) {
    let clocks = front.attention.clocks(cx.desk.world.now());
    let wide = area.width >= WIDE;
    let gap = if wide { "      " } else { "  " };
    let number = front
        .attention
        .number
        .map(|n| n.to_string())
        .unwrap_or_default();
    let mut left = vec![Span::styled(
        format!(" {}", front.protocol.title),
        cx.theme.strong,
    )];
    if let (true, Some(channel)) = (wide, channel(front)) {
        left.push(Span::styled(format!(" · {channel}"), cx.theme.text));
    }
    if !number.is_empty() {
        left.push(Span::styled(format!("{gap}{number}"), cx.theme.text));
    }
    left.push(Span::styled(
        format!("{gap}{}", clock(clocks.elapsed)),
        cx.theme.text,
    ));
    if clocks.held > 0 && wide {
        left.push(Span::styled(
            format!(
                "{gap}{} {}",
                cx.texts().attention.held,
                minutes(clocks.held)
            ),
            cx.theme.quiet,
        ));
    }
    let mut right = saved(cx);
    if low {
        // The line of steps, where the strip stands otherwise, is not shown.
        right.push(Span::raw("  "));
        right.extend(strip(cx));
    }
    right.push(Span::raw(" "));
    spread(frame, area, left, right);
}

/// What is true of the disk: when it last took something, or that it did not.
fn saved(cx: &View) -> Vec<Span<'static>> {
    let t = &cx.texts().attention;
    let saving = cx.desk.saving();
    if saving.trouble.is_some() {
        return vec![Span::styled(t.not_saved.to_string(), cx.theme.wrong)];
    }
    let slow = saving
        .oldest
        .is_some_and(|since| since.elapsed().as_millis() > 1000);
    if slow {
        return vec![Span::styled(t.saving.to_string(), cx.theme.owed)];
    }
    let hour = saving.at.map(|at| at.format("%H:%M:%S").to_string());
    hour.map(|hour| Span::styled(t.saved.fill(&[("hour", &hour)]), cx.theme.quiet))
        .into_iter()
        .collect()
}
