//! The rows every screen has: the header with the office and the promises, the notice, the keys.

use crossterm::event::KeyEvent;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::allowed::is_closed;
use super::{Tone, View};
use crate::texts;
use crate::ui::keys::{self, Act, Scope};
use crate::ui::put;
use crate::ui::text::{fit, pad, width, wrap};

/// Whether a key asks for every cell to be painted again.
pub(super) fn is_redraw(key: KeyEvent) -> bool {
    keys::act(Scope::Everywhere, key) == Some(Act::Redraw)
}

/// Whether a key locks the screen, whatever is on it.
pub(super) fn is_lock(key: KeyEvent) -> bool {
    keys::act(Scope::Everywhere, key) == Some(Act::Lock)
}

/// A row of an area, counted from the top; empty when there is none.
pub(super) fn row(area: Rect, y: u16) -> Rect {
    let height = u16::from(y < area.height);
    Rect {
        y: area.y + y.min(area.height),
        height,
        ..area
    }
}

/// A rule across an area's row.
pub(super) fn rule(frame: &mut Frame, area: Rect, cx: &View) {
    let line = cx.sign("─", "-").repeat(usize::from(area.width));
    put::line(frame, area, &Line::styled(line, cx.theme.quiet));
}

/// A line with something at the left and something at the right.
pub(super) fn spread(frame: &mut Frame, area: Rect, left: Vec<Span<'_>>, right: Vec<Span<'_>>) {
    let taken: usize = right.iter().map(|s| width(&s.content)).sum();
    let room = usize::from(area.width).saturating_sub(taken + 1);
    let mut used = 0;
    let mut spans = Vec::with_capacity(left.len() + right.len() + 1);
    for span in left {
        let cells = width(&span.content);
        if used + cells <= room {
            used += cells;
            spans.push(span);
        } else {
            let text = fit(&span.content, room.saturating_sub(used));
            used += width(&text);
            spans.push(Span::styled(text, span.style));
            break;
        }
    }
    spans.push(Span::raw(
        " ".repeat((usize::from(area.width)).saturating_sub(used + taken)),
    ));
    spans.extend(right);
    put::line(frame, area, &Line::from(spans));
}

/// The strip of promises: how many calls are owed and when the next one is.
pub(super) fn strip(cx: &View) -> Vec<Span<'static>> {
    let t = &cx.texts().strip;
    let home = &cx.shared.home;
    let (calls, late) = (home.calls.len(), home.late(cx.desk.world.now()));
    if calls == 0 {
        return Vec::new();
    }
    let mut text = t.calls.fill(&[("n", &calls)]);
    if let Some(next) = home.next_call(cx.desk.world.now()) {
        let hour = texts::hour(next.with_timezone(&cx.desk.world.zone()).naive_local());
        text.push_str(&t.next.fill(&[("hour", &hour)]));
    }
    let mut spans = Vec::new();
    if late > 0 {
        spans.push(Span::styled(t.late.fill(&[("n", &late)]), cx.theme.wrong));
        spans.push(Span::raw(" · "));
    }
    spans.push(Span::styled(text, cx.theme.owed));
    spans
}

/// What is not real: a journal for practice, a clock for tests. Always in sight.
pub(super) fn unreal(cx: &View) -> Vec<Span<'static>> {
    let t = &cx.texts().header;
    let practice = cx.desk.station().practice.then_some(&t.practice);
    let clock = cx.desk.world.is_fixed().then_some(&t.test_clock);
    let words = practice.into_iter().chain(clock);
    words
        .flat_map(|w| {
            let sign = Span::styled(format!(" {w} "), cx.theme.band);
            [sign, Span::raw("  ")]
        })
        .collect()
}

/// The first row of full screens: the program, the office and who works, the promises and the hour.
pub(super) fn header(frame: &mut Frame, area: Rect, cx: &View) {
    let t = &cx.texts().header;
    let station = cx.desk.station();
    let place = t.station.fill(&[
        ("office", &station.office),
        ("station", &format!("{:02}", station.station)),
    ]);
    // Who works where matters more than the name of the program.
    let name = if area.width >= 100 {
        format!(" {}", t.name)
    } else {
        String::new()
    };
    let mut left = vec![
        Span::styled(name, cx.theme.strong),
        Span::styled(format!(" {place}  "), cx.theme.quiet),
        Span::styled(cx.desk.agent().to_owned(), cx.theme.text),
    ];
    if cx.desk.session().person().is_some() {
        // At a shared counter who is at the keys comes first, and is never cut before the rest.
        let gap = if area.width >= 100 { "  " } else { " " };
        left[2].content = format!("{gap}{} ", cx.desk.agent()).into();
        left.swap(1, 2);
    }
    let mut right = unreal(cx);
    right.extend(strip(cx));
    right.push(Span::styled(
        format!("   {} ", texts::hour(cx.desk.local())),
        cx.theme.text,
    ));
    spread(frame, area, left, right);
}

/// The top of a full screen; gives back what is left between it and the rule over the last row. The last row comes at the
/// end of a screen's drawing: what it has to say may stand over the body.
pub(super) fn page(frame: &mut Frame, cx: &View) -> Rect {
    let area = frame.area();
    header(frame, row(area, 0), cx);
    rule(frame, row(area, 1), cx);
    Rect {
        x: area.x + 2,
        y: area.y + 2,
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(4),
    }
}

/// The style of a tone.
pub(super) fn tone(cx: &View, tone: Tone) -> Style {
    match tone {
        Tone::Plain => cx.theme.text,
        Tone::Good => cx.theme.good,
        Tone::Wrong => cx.theme.wrong,
    }
}

/// Says something over the last rows of a screen, as many as it needs.
fn above(frame: &mut Frame, area: Rect, words: &str, style: Style) {
    let lines = wrap(words, usize::from(area.width).saturating_sub(2));
    let rows = u16::try_from(lines.len()).unwrap_or(1).min(area.y);
    let place = Rect {
        y: area.y - rows,
        height: rows,
        ..area
    };
    let lines: Vec<Line> = lines
        .into_iter()
        .map(|l| Line::styled(pad(&format!(" {l}"), usize::from(area.width)), style))
        .collect();
    put::lines(frame, place, &lines);
}

/// What was just said, and a write that failed. True where it fills the row.
pub(super) fn say(frame: &mut Frame, area: Rect, cx: &View) -> bool {
    if let Some(trouble) = &cx.desk.saving().trouble {
        // Until it is mended, on every screen.
        above(
            frame,
            area,
            &texts::failure(&trouble.error),
            cx.theme.band_late,
        );
    }
    if let Some(notice) = &cx.shared.notice {
        let sign = if notice.tone == Tone::Wrong { "! " } else { "" };
        let words = format!("{sign}{}", notice.text);
        let style = tone(cx, notice.tone);
        if width(&words) < usize::from(area.width) {
            put::line(frame, area, &Line::styled(format!(" {words}"), style));
            return true;
        }
        // What does not fit into the row is said in full over the rows above it; the keys stay in sight.
        above(frame, area, &words, style);
    }
    false
}

/// The last row: what was just said, or the keys that count here, from the table that dispatches them.
pub(super) fn footer(frame: &mut Frame, area: Rect, scope: Scope, skip: &[Act], cx: &View) {
    if say(frame, area, cx) {
        return;
    }
    let texts = cx.texts();
    let mut spans = vec![Span::raw(" ")];
    let mut used = 1;
    let gap = if area.width >= 100 { 3 } else { 2 };
    let help = keys::of(scope).filter(|b| b.act == Act::Help);
    let shown: Vec<_> = keys::of(scope)
        .filter(|b| b.footer && b.act != Act::Help && !skip.contains(&b.act))
        .filter(|b| !is_closed(scope, b.act, cx.desk))
        // Where there is nothing to open it with, the key says why; it is not offered.
        .filter(|b| b.act != Act::Lock || cx.desk.session().person().is_some())
        .chain(help)
        .collect();
    let last = shown.len().saturating_sub(1);
    let cells = |b: &keys::Bind| width(&b.name(texts)) + 1 + width(b.act.word(texts)) + gap;
    // The help key is always there: room for it is kept.
    let reserve = shown.last().map_or(0, |b| cells(b));
    for (i, bind) in shown.iter().enumerate() {
        let needed = cells(bind);
        if i != last && used + needed + reserve > usize::from(area.width) + gap {
            continue;
        }
        used += needed;
        spans.push(Span::styled(bind.name(texts), cx.theme.here));
        spans.push(Span::styled(
            format!(" {}{}", bind.act.word(texts), " ".repeat(gap)),
            cx.theme.quiet,
        ));
    }
    put::line(frame, area, &Line::from(spans));
}
