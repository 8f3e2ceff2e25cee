//! The lists of the home screen under one cursor: calls, open attentions, answers owed.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::footer::row;
use super::{Shared, View};
use crate::desk::{Denied, Desk, Front, OwedRow};
use crate::people::Permission;
use crate::protocol::keys as field_keys;
use crate::texts;
use crate::ui::put;
use crate::ui::text::{fit, pad, width};

/// Two columns from this many columns on.
const WIDE: u16 = 100;

/// A row that can be opened.
pub(super) enum Entry<'a> {
    Call(&'a OwedRow),
    Draft(&'a Front),
    Answer(&'a OwedRow),
}

pub(super) fn entries<'a>(cx: &'a View) -> Vec<Entry<'a>> {
    let home = &cx.shared.home;
    let calls = home.calls.iter().map(Entry::Call);
    let drafts = cx.desk.open_attentions().iter().rev().map(Entry::Draft);
    calls
        .chain(drafts)
        .chain(home.answers.iter().map(Entry::Answer))
        .collect()
}

/// Reads to whom the rows are owed that can be in sight: the beginning of each list, and around the one selected.
pub(super) fn read(selected: usize, desk: &Desk, shared: &mut Shared) -> Result<(), Denied> {
    let (rows, drafts) = (shared.rows, desk.open_attentions().len());
    let home = &mut shared.home;
    let calls = home.calls.len();
    for (first, list) in [(0, &mut home.calls), (calls + drafts, &mut home.answers)] {
        let most = list.len();
        desk.look_up(&mut list[..rows.min(most)])?;
        let here = selected.saturating_sub(first).min(most);
        let around = here.saturating_sub(rows)..(here + 1).min(most);
        if selected >= first && !around.is_empty() {
            desk.look_up(&mut list[around])?;
        }
    }
    Ok(())
}

/// Calls at left; open attentions and answers at right, or below where there is no room.
pub(super) fn draw(selected: usize, frame: &mut Frame, area: Rect, cx: &View) {
    let t = &cx.texts().home;
    let (calls, drafts, answers) = (
        cx.shared.home.calls.len(),
        cx.desk.open_attentions().len(),
        cx.shared.home.answers.len(),
    );
    let all = entries(cx);
    if cx.desk.session().may(Permission::Consult).is_err() {
        // Lists of others are not for everybody: an empty one would say that nothing is owed.
        let own = &cx.texts().lock.own_open;
        let range = calls..calls + drafts;
        list(selected, frame, area, own, &t.no_open, &all, range, cx);
        return;
    }
    if area.width >= WIDE {
        let half = area.width / 2 - 2;
        let left = Rect {
            width: half,
            ..area
        };
        let right = Rect {
            x: area.x + half + 4,
            width: half,
            ..area
        };
        list(
            selected,
            frame,
            left,
            &t.calls,
            &t.no_calls,
            &all,
            0..calls,
            cx,
        );
        // What is owed follows what is open; where both are long, each has half.
        let rows = |n: usize| {
            u16::try_from(n.max(1))
                .unwrap_or(u16::MAX)
                .saturating_add(2)
        };
        let kept = rows(answers).min(area.height / 2);
        let upper = Rect {
            height: rows(drafts).min(area.height - kept),
            ..right
        };
        let lower = Rect {
            y: right.y + upper.height,
            height: right.height - upper.height,
            ..right
        };
        list(
            selected,
            frame,
            upper,
            &t.open,
            &t.no_open,
            &all,
            calls..calls + drafts,
            cx,
        );
        list(
            selected,
            frame,
            lower,
            &t.answers,
            &t.no_answers,
            &all,
            calls + drafts..calls + drafts + answers,
            cx,
        );
        return;
    }
    let rows = |n: usize| u16::try_from(n.max(1)).unwrap_or(u16::MAX).min(area.height) + 2;
    let mut y = 0;
    let mut wanted = [rows(calls), rows(drafts), rows(answers)];
    // The longest list gives way first.
    while wanted.iter().sum::<u16>() > area.height && wanted.iter().any(|w| *w > 2) {
        if let Some(longest) = wanted.iter_mut().max() {
            *longest -= 1;
        }
    }
    let parts = [
        (&t.calls, &t.no_calls, 0..calls),
        (&t.open, &t.no_open, calls..calls + drafts),
        (
            &t.answers,
            &t.no_answers,
            calls + drafts..calls + drafts + answers,
        ),
    ];
    for ((title, empty, range), height) in parts.into_iter().zip(wanted) {
        let part = Rect {
            y: area.y + y.min(area.height),
            height: height.min(area.height.saturating_sub(y)),
            ..area
        };
        list(selected, frame, part, title, empty, &all, range, cx);
        y += height;
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one list: where, what it is called, what is in it"
)]
fn list(
    selected: usize,
    frame: &mut Frame,
    area: Rect,
    title: &str,
    empty: &str,
    all: &[Entry],
    range: std::ops::Range<usize>,
    cx: &View,
) {
    put::line(
        frame,
        row(area, 0),
        &Line::styled(title.to_owned(), cx.theme.quiet),
    );
    if range.is_empty() {
        put::line(
            frame,
            row(area, 1),
            &Line::styled(fit(empty, usize::from(area.width)), cx.theme.quiet),
        );
        return;
    }
    let visible = usize::from(area.height.saturating_sub(2)).max(1);
    let inside = selected.saturating_sub(range.start).min(range.len() - 1);
    let scroll = if range.contains(&selected) {
        (inside + 1).saturating_sub(visible)
    } else {
        0
    };
    for (n, i) in range.clone().skip(scroll).take(visible).enumerate() {
        let at = row(area, 1 + u16::try_from(n).unwrap_or(u16::MAX));
        let here = i == selected;
        let (text, style) = entry_text(&all[i], usize::from(area.width).saturating_sub(2), cx);
        let mark = if here { cx.sign("▸ ", "> ") } else { "  " };
        let style = if here { cx.theme.selected } else { style };
        put::line(
            frame,
            at,
            &Line::styled(
                format!(
                    "{mark}{}",
                    pad(&text, usize::from(at.width).saturating_sub(2))
                ),
                style,
            ),
        );
        if here {
            frame.set_cursor_position((at.x, at.y));
        }
    }
    let more = range.len().saturating_sub(scroll + visible);
    if more > 0 {
        let text = cx.texts().home.more.fill(&[("n", &more)]);
        put::line(
            frame,
            row(area, area.height.saturating_sub(1)),
            &Line::styled(format!("  {text}"), cx.theme.quiet),
        );
    }
}

pub(super) fn entry_text(entry: &Entry, room: usize, cx: &View) -> (String, Style) {
    let t = &cx.texts().home;
    let now = cx.desk.local();
    match entry {
        Entry::Call(call) => {
            let at = call
                .due
                .map(|at| at.with_timezone(&cx.desk.world.zone()).naive_local());
            let late = at.is_some_and(|at| at < now);
            let hour = at
                .map(|at| texts::short_moment(at, now))
                .unwrap_or_default();
            let distance = at.map(|at| texts::distance(at, now)).unwrap_or_default();
            let sign = if late { "! " } else { "  " };
            let who = call.owed.as_ref().map_or_else(String::new, texts::owed_to);
            let tail = width(&distance) + 2;
            let head = format!("{sign}{hour}  {who}");
            let text = format!("{}  {distance}", pad(&head, room.saturating_sub(tail)));
            (text, if late { cx.theme.wrong } else { cx.theme.owed })
        }
        Entry::Draft(front) => {
            let a = &front.attention;
            let opened = a.opening.at.with_timezone(&cx.desk.world.zone());
            let hour = texts::short_moment(opened.naive_local(), now);
            let who = texts::name(
                a.text(field_keys::SURNAMES),
                a.text(field_keys::GIVEN_NAMES),
            );
            let steps = a
                .steps(&front.protocol)
                .position(|s| s.id == a.step)
                .map_or(0, |i| i + 1);
            let mut text = t
                .draft
                .fill(&[("hour", &hour), ("who", &who), ("step", &steps)]);
            if a.cut.is_some() {
                text.push_str(&t.draft_cut);
            }
            (text, cx.theme.text)
        }
        Entry::Answer(answer) => {
            let Some(answer) = &answer.owed else {
                return (String::new(), cx.theme.text);
            };
            let who = texts::owed_to(answer);
            let due = texts::due_short(&answer.promise.due, now, cx.desk.world.zone());
            (fit(&format!("  {who} · {due}"), room), cx.theme.text)
        }
    }
}
