//! Goodbye: the number large and spelled, and what was promised, for reading aloud.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::View;
use crate::attention::RegistryNumber;
use crate::desk::Front;
use crate::texts;
use crate::ui::big;
use crate::ui::put;
use crate::ui::text::{minutes, wrap};

/// The number in groups, as it is read aloud: `CAJ · 02 · 2026 · 000038 · 20`.
pub(super) fn grouped(number: &RegistryNumber) -> String {
    number.to_string().replace('-', " · ")
}

/// Draws the number and the promises above the fields; gives back the rows taken.
pub(super) fn draw(frame: &mut Frame, area: Rect, front: &Front, cx: &View) -> u16 {
    let t = &cx.texts().attention;
    let Some(number) = front.attention.number else {
        return 0;
    };
    let low = area.height < 12;
    let tall = area.height >= 13;
    let room = usize::from(area.width).saturating_sub(4);
    let mut lines = vec![Line::styled(
        format!("  {}", grouped(&number)),
        cx.theme.here,
    )];
    if tall {
        // To be copied by hand from across the counter.
        let sequence = format!("{:06} {:02}", number.sequence(), number.check_digits());
        let rows = big::rows(&sequence).into_iter();
        lines.extend(rows.map(|r| Line::styled(format!("  {r}"), cx.theme.here)));
    }
    let spoken = texts::spoken(&front.protocol);
    let said = spoken.number_aloud(&number, &cx.desk.office_name(&front.protocol));
    lines.extend(
        wrap(&said, room)
            .into_iter()
            .map(|l| Line::styled(format!("  {l}"), cx.theme.say)),
    );
    // Where there is room for one of the two, the figures are copied and F7 spells them.
    if area.height >= 16 || (!low && !tall) {
        let spelled = spoken.spell_number(&number);
        lines.extend(
            wrap(&spelled, room)
                .into_iter()
                .map(|l| Line::styled(format!("  {l}"), cx.theme.text)),
        );
    }
    for promise in &front.attention.promises {
        let text = texts::promise(promise, cx.desk.local(), cx.desk.world.zone());
        lines.extend(
            wrap(&text, room)
                .into_iter()
                .map(|l| Line::styled(format!("  {l}"), cx.theme.owed)),
        );
    }
    let after = front.attention.clocks(cx.desk.world.now()).after_work;
    let written = !front.attention.opening.channel.is_conversation();
    let next = match after {
        _ if written => t.then_file_written.to_string(),
        Some(seconds) => t.after_work.fill(&[("time", &minutes(seconds))]),
        None => t.say_goodbye.to_string(),
    };
    lines.extend(
        wrap(&next, room)
            .into_iter()
            .map(|l| Line::styled(format!("  {l}"), cx.theme.strong)),
    );
    if !low {
        lines.push(Line::default());
    }
    let rows = u16::try_from(lines.len())
        .unwrap_or(area.height)
        .min(area.height.saturating_sub(3));
    put::lines(
        frame,
        Rect {
            height: rows,
            ..area
        },
        &lines,
    );
    rows
}
