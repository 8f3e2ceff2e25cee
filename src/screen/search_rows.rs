//! What the search found, one attention in a row.

use chrono::{Datelike, NaiveTime};
use ratatui::text::{Line, Span};

use super::View;
use crate::journal::Summary;
use crate::texts;
use crate::ui::text::{fit, pad, width};

/// Columns from which a row tells more than who, when and how it ended.
const WIDE: usize = 120;

/// One attention in a row; the document is masked in lists.
pub(super) fn result(found: &Summary, here: bool, room: usize, cx: &View) -> Line<'static> {
    let who = texts::name(found.surnames.as_deref(), found.given_names.as_deref());
    let outcome = if found.conflict {
        &cx.texts().stations.conflict
    } else {
        cx.texts().outcomes.name(found.outcome)
    };
    let mark = if here { cx.sign("▸ ", "> ") } else { "  " };
    let wide = room >= WIDE;
    let head = format!(
        "{mark}{}  {}  {}  ",
        pad(&came_in(found, cx), 12),
        found.number,
        pad(&who, if wide { 28 } else { 24 })
    );
    let mut tail = pad(outcome, 13);
    if wide {
        let document = found.document.as_ref();
        let document = document.map(|d| texts::masked(&d.number));
        tail = format!(
            "{}{}{}{}",
            pad(&document.unwrap_or_default(), 11),
            tail,
            pad(&fit(&found.agent, 15), 17),
            found.reason.as_deref().unwrap_or_default()
        );
    }
    let (style, quiet) = if here {
        (cx.theme.selected, cx.theme.selected)
    } else if found.conflict {
        (cx.theme.text, cx.theme.wrong)
    } else {
        (cx.theme.text, cx.theme.quiet)
    };
    let tail = pad(&tail, room.saturating_sub(width(&head)));
    Line::from(vec![
        Span::styled(fit(&head, room), style),
        Span::styled(tail, quiet),
    ])
}

/// When it came in, as short as a column needs; without an hour where none was written down.
fn came_in(found: &Summary, cx: &View) -> String {
    let now = cx.desk.local();
    let at = found.came_in(cx.desk.world.zone());
    if found.received.is_some() && at.time() == NaiveTime::MIN {
        let form = if at.year() == now.year() {
            "%d/%m"
        } else {
            "%d/%m/%y"
        };
        return at.format(form).to_string();
    }
    texts::short_moment(at, now)
}
