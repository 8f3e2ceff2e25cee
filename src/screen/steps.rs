//! Where things stand on the attention's screen: three columns where there is room, bands at 80 columns.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::attention::AttentionScreen;
use super::footer::{footer, header, row, rule, spread, strip};
use super::{View, farewell};
use crate::attention::Attention;
use crate::desk::Front;
use crate::protocol::{Outcome, Phase, keys};
use crate::texts;
use crate::ui::keys::{Act, Scope};
use crate::ui::text::{clock, fit, minutes, pad, width, wrap};

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
    phrases_column(frame, right, screen, front, cx);
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
fn hidden(front: &Front) -> Vec<Act> {
    let mut hidden = Vec::new();
    if front.attention.opening.channel == crate::protocol::Channel::InPerson {
        hidden.push(Act::Cut);
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
    frame.render_widget(
        Paragraph::new(lines),
        Rect {
            x: body.x + x,
            width: 1,
            ..body
        },
    );
}

/// Protocol, number, clocks, and when it was last saved.
fn title(frame: &mut Frame, area: Rect, front: &Front, low: bool, cx: &View) {
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
    if !number.is_empty() {
        left.push(Span::styled(format!("{gap}{number}"), cx.theme.text));
    }
    left.push(Span::styled(
        format!("{gap}{}", clock(clocks.elapsed)),
        cx.theme.text,
    ));
    if clocks.held > 0 {
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

fn state_of(attention: &Attention, id: &str, cx: &View) -> (&'static str, bool) {
    if attention.step == id {
        (cx.sign("▸", ">"), true)
    } else if attention.visited.contains(id) {
        (cx.sign("✓", "+"), false)
    } else {
        (cx.sign("·", "."), false)
    }
}

fn steps_line(frame: &mut Frame, area: Rect, front: &Front, cx: &View) {
    let mut spans = vec![Span::raw(" ")];
    for (n, step) in front.attention.steps(&front.protocol).enumerate() {
        let (sign, here) = state_of(&front.attention, &step.id, cx);
        let text = if here {
            format!("{sign}{} {} ", n + 1, step.short)
        } else {
            format!("{sign}{} ", n + 1)
        };
        spans.push(Span::styled(
            text,
            if here { cx.theme.here } else { cx.theme.quiet },
        ));
    }
    if let Some(outcome) = front.attention.outcome {
        spans.push(Span::styled(
            format!("  {}", cx.texts().outcomes.name(outcome)),
            cx.theme.strong,
        ));
    }
    let mut right = strip(cx);
    right.push(Span::raw(" "));
    spread(frame, area, spans, right);
}

/// Surname in capitals, names, document, phone: whatever is known, in one line each.
fn person_parts(front: &Front) -> Vec<String> {
    let attention = &front.attention;
    let mut parts = Vec::new();
    let (surnames, names) = (
        attention.text(keys::SURNAMES),
        attention.text(keys::GIVEN_NAMES),
    );
    if surnames.is_some() || names.is_some() {
        parts.push(texts::name(surnames, names));
    }
    parts.extend(
        attention
            .answer(keys::DOCUMENT)
            .filter(|a| !a.is_empty())
            .map(texts::answer),
    );
    parts.extend(
        attention
            .text(keys::PHONE)
            .map(|p| format!("{} {p}", texts::texts().attention.phone)),
    );
    parts
}

fn person_line(frame: &mut Frame, area: Rect, front: &Front, cx: &View) {
    let parts = person_parts(front);
    let line = if parts.is_empty() {
        Line::styled(
            format!(" {}", cx.texts().attention.nobody_yet),
            cx.theme.quiet,
        )
    } else {
        Line::styled(
            format!(
                " {}",
                fit(
                    &parts.join(" · "),
                    usize::from(area.width).saturating_sub(2)
                )
            ),
            cx.theme.strong,
        )
    };
    frame.render_widget(Paragraph::new(line), area);
}

fn steps_column(frame: &mut Frame, area: Rect, front: &Front, cx: &View) {
    let t = &cx.texts().attention;
    let room = usize::from(area.width).saturating_sub(1);
    let mut lines = vec![Line::styled(format!(" {}", t.steps), cx.theme.quiet)];
    for (n, step) in front.attention.steps(&front.protocol).enumerate() {
        let (sign, here) = state_of(&front.attention, &step.id, cx);
        let sign = if sign == cx.sign("·", ".") {
            " "
        } else {
            sign
        };
        let style = if here {
            cx.theme.here
        } else if sign == " " {
            cx.theme.quiet
        } else {
            cx.theme.text
        };
        let title = if width(&step.title) + 6 > room {
            &step.short
        } else {
            &step.title
        };
        let text = format!(" {sign} {} {title}", n + 1);
        lines.push(Line::styled(fit(&text, room), style));
    }
    if let Some(outcome) = front.attention.outcome {
        lines.push(Line::default());
        lines.push(Line::styled(
            format!(" {}", cx.texts().outcomes.name(outcome)),
            cx.theme.strong,
        ));
    }
    lines.push(Line::default());
    let parts = person_parts(front);
    if parts.is_empty() {
        lines.extend(
            wrap(&t.nobody_yet, room - 1)
                .into_iter()
                .map(|l| Line::styled(format!(" {l}"), cx.theme.quiet)),
        );
    }
    for (i, part) in parts.iter().enumerate() {
        let style = if i == 0 {
            cx.theme.strong
        } else {
            cx.theme.text
        };
        lines.extend(
            wrap(part, room - 1)
                .into_iter()
                .map(|l| Line::styled(format!(" {l}"), style)),
        );
    }
    let owed: Vec<String> = front
        .attention
        .promises
        .iter()
        .map(|p| texts::promise(p, cx.desk.local(), cx.desk.world.zone()))
        .collect();
    if !owed.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled(format!(" {}", t.promised), cx.theme.quiet));
        for text in owed {
            lines.extend(
                wrap(&text, room - 1)
                    .into_iter()
                    .map(|l| Line::styled(format!(" {l}"), cx.theme.owed)),
            );
        }
    }
    if let Some(consult) = &front.attention.consult {
        lines.push(Line::default());
        lines.push(Line::styled(
            format!(" {}", t.consulting.fill(&[("whom", &consult.whom)])),
            cx.theme.owed,
        ));
    }
    frame.render_widget(Paragraph::new(lines), area);
}

fn phrases_column(
    frame: &mut Frame,
    area: Rect,
    screen: &AttentionScreen,
    front: &Front,
    cx: &View,
) {
    let t = &cx.texts().attention;
    let room = usize::from(area.width).saturating_sub(2);
    let mut lines = vec![Line::styled(t.say.to_string(), cx.theme.quiet)];
    let prompt = &screen.prompt;
    for (i, phrase) in prompt.now.iter().chain(&prompt.say).enumerate() {
        let style = if i < prompt.now.len() || prompt.now.is_empty() {
            cx.theme.say
        } else {
            cx.theme.text
        };
        if i > 0 {
            lines.push(Line::default());
        }
        lines.extend(
            wrap(phrase, room)
                .into_iter()
                .map(|l| Line::styled(l, style)),
        );
    }
    if !prompt.remember.is_empty() {
        lines.push(Line::default());
        lines.push(Line::styled(t.remember.to_string(), cx.theme.quiet));
    }
    for phrase in &prompt.remember {
        for (i, l) in wrap(phrase, room - 2).into_iter().enumerate() {
            let mark = if i == 0 { cx.sign("· ", "- ") } else { "  " };
            lines.push(Line::styled(format!("{mark}{l}"), cx.theme.text));
        }
    }
    let over = lines.len() > usize::from(area.height);
    if over {
        lines.truncate(usize::from(area.height).saturating_sub(1));
        lines.push(Line::styled(t.more.to_string(), cx.theme.quiet));
    }
    let _ = front;
    frame.render_widget(Paragraph::new(lines), area);
}

/// The phrases above the form; gives back the rows they took.
fn phrases_band(
    frame: &mut Frame,
    area: Rect,
    screen: &AttentionScreen,
    low: bool,
    cx: &View,
) -> u16 {
    let t = &cx.texts().attention;
    let prompt = &screen.prompt;
    let most = if low { 1 } else { 3 };
    let mark = pad(&format!(" {} ", t.say), 7);
    let room = usize::from(area.width).saturating_sub(width(&mark) + 1);
    let mut lines: Vec<Line> = Vec::with_capacity(most);
    let phrases = prompt
        .now
        .iter()
        .chain(&prompt.say)
        .map(|p| (p, cx.theme.say))
        .chain(prompt.remember.iter().map(|p| (p, cx.theme.quiet)));
    let mut left_out = false;
    for (phrase, style) in phrases {
        for (i, l) in wrap(phrase, room).into_iter().enumerate() {
            if lines.len() == most {
                left_out = true;
                break;
            }
            let lead = if lines.is_empty() {
                mark.clone()
            } else {
                " ".repeat(width(&mark))
            };
            let _ = i;
            lines.push(Line::from(vec![
                Span::styled(lead, cx.theme.quiet),
                Span::styled(l, style),
            ]));
        }
    }
    let rows = u16::try_from(lines.len())
        .unwrap_or_default()
        .min(area.height);
    frame.render_widget(
        Paragraph::new(lines),
        Rect {
            height: rows,
            ..area
        },
    );
    if left_out && rows > 0 && !low {
        let more = format!("{} ", t.more);
        let cells = u16::try_from(width(&more))
            .unwrap_or_default()
            .min(area.width);
        let at = Rect {
            x: area.x + area.width - cells,
            y: area.y + rows - 1,
            width: cells,
            height: 1,
        };
        frame.render_widget(Paragraph::new(Line::styled(more, cx.theme.quiet)), at);
    }
    rows
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
        frame.render_widget(
            Paragraph::new(Line::styled(step.title.clone(), cx.theme.strong)),
            row(area, 0),
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
