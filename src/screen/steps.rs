//! The steps and the person, in a column or in a line each.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::View;
use super::footer::{spread, strip, unreal};
use crate::desk::Front;
use crate::protocol::{Field, Step, keys};
use crate::texts;
use crate::ui::put;
use crate::ui::text::{fit, width, wrap};

fn state_of(front: &Front, step: &Step, cx: &View) -> (&'static str, bool) {
    let attention = &front.attention;
    let lacks = |f: &Field| attention.is_required(f, front.aim) && !attention.is_answered(f);
    if attention.step == step.id {
        (cx.sign("▸", ">"), true)
    } else if !attention.visited.contains(&step.id) {
        (cx.sign("·", "."), false)
    } else if attention.fields(&front.protocol, step).any(lacks) {
        ("!", false)
    } else {
        (cx.sign("✓", "+"), false)
    }
}

pub(super) fn steps_line(frame: &mut Frame, area: Rect, front: &Front, cx: &View) {
    let mut spans = vec![Span::raw(" ")];
    for (n, step) in front.attention.steps(&front.protocol).enumerate() {
        let (sign, here) = state_of(front, step, cx);
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
    let mut right = unreal(cx);
    right.extend(strip(cx));
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

pub(super) fn person_line(frame: &mut Frame, area: Rect, front: &Front, cx: &View) {
    let parts = person_parts(front);
    let person = if parts.is_empty() {
        let nobody = format!(" {}", cx.texts().attention.nobody_yet);
        Span::styled(nobody, cx.theme.quiet)
    } else {
        Span::styled(format!(" {}", parts.join(" · ")), cx.theme.strong)
    };
    let channel = channel(front).map(|name| Span::styled(format!("{name} "), cx.theme.quiet));
    spread(frame, area, vec![person], channel.into_iter().collect());
}

/// By which channel it came, where the protocol has several.
pub(super) fn channel(front: &Front) -> Option<&'static str> {
    let several = front.protocol.channels.len() > 1;
    let name = texts::texts()
        .channels
        .name(front.attention.opening.channel);
    several.then_some(&**name)
}

pub(super) fn steps_column(frame: &mut Frame, area: Rect, front: &Front, cx: &View) {
    let t = &cx.texts().attention;
    let room = usize::from(area.width).saturating_sub(1);
    let mut lines = vec![Line::styled(format!(" {}", t.steps), cx.theme.quiet)];
    for (n, step) in front.attention.steps(&front.protocol).enumerate() {
        let (sign, here) = state_of(front, step, cx);
        let sign = if sign == cx.sign("·", ".") {
            " "
        } else {
            sign
        };
        let style = if here {
            cx.theme.here
        } else if sign == " " {
            cx.theme.quiet
        } else if sign == "!" {
            cx.theme.owed
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
    put::lines(frame, area, &lines);
}
