//! The line that says what is being attended: protocol, number, clocks, and when it was last saved.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::View;
use super::footer::{spread, strip};
use super::layout::WIDE;
use super::steps::channel;
use crate::desk::Front;
use crate::ui::text::{clock, fit, minutes, width};

/// Fewest cells of a title that still say something.
const LEAST_TITLE: usize = 10;

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
    // The title gives way to what changes: the number and the clocks are never cut.
    let mut behind: Vec<Span> = Vec::new();
    if let (true, Some(channel)) = (wide, channel(front)) {
        behind.push(Span::styled(format!(" · {channel}"), cx.theme.text));
    }
    if !number.is_empty() {
        behind.push(Span::styled(format!("{gap}{number}"), cx.theme.text));
    }
    behind.push(Span::styled(
        format!("{gap}{}", clock(clocks.elapsed)),
        cx.theme.text,
    ));
    if clocks.held > 0 && wide {
        behind.push(Span::styled(
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
    let taken: usize = behind.iter().chain(&right).map(|s| width(&s.content)).sum();
    // One cell before the title, one between the left and the right. Where hardly a word of it would be left, it is the one
    // thing that tells what is being attended.
    let room = usize::from(area.width).saturating_sub(taken + 2);
    let room = if room < LEAST_TITLE { usize::MAX } else { room };
    let title = format!(" {}", fit(&front.protocol.title, room));
    let mut left = vec![Span::styled(title, cx.theme.strong)];
    left.extend(behind);
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
