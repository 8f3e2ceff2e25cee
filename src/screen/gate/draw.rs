//! The questions of a gate on the screen.

use chrono::{DateTime, FixedOffset, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::Tone;
use super::super::footer::row;
use super::{Gate, Leaving, Stage, Typed};
use crate::desk::Door;
use crate::journal::{DeviceKind, Seat};
use crate::people::SecretKind;
use crate::texts::{self, texts};
use crate::ui::put;
use crate::ui::text::{clock, fit, pad, width, wrap};
use crate::ui::theme::Theme;

/// Columns of the name of what is asked.
const LABEL: usize = 12;
/// Most people in sight at once.
const MOST: usize = 9;

/// What a gate is drawn by: there may be no desk yet.
pub(in crate::screen) struct GateView<'a> {
    pub(in crate::screen) theme: &'a Theme,
    pub(in crate::screen) now: DateTime<Utc>,
    /// By what waits are counted.
    pub(in crate::screen) waits: DateTime<Utc>,
    pub(in crate::screen) zone: FixedOffset,
}

impl GateView<'_> {
    fn sign(&self, sign: &'static str, twin: &'static str) -> &'static str {
        if self.theme.ascii { twin } else { sign }
    }
}

/// A question with what is typed, before it is drawn.
struct Question<'g> {
    name: String,
    typed: &'g Typed,
    /// Whether what is typed may be seen.
    clear: bool,
    here: bool,
}

impl Gate {
    /// Draws what is asked into an area, the keys in its last row, and places the cursor.
    pub(in crate::screen) fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        door: &Door,
        cx: &GateView,
    ) {
        let room = usize::from(area.width);
        let last = area.height.saturating_sub(1);
        let (said, style) = self.said(door, cx);
        let mut said = wrap(&said, room);
        let questions = self.questions(door);
        let rows = u16::try_from(questions.len()).unwrap_or(1);
        // What is asked is always in sight, and above all else.
        let spare = last.saturating_sub(rows + u16::from(self.has_list()));
        let spare = usize::from(spare);
        said.truncate(spare.max(1));
        let below = u16::try_from(questions.len() + said.len() + 1).unwrap_or(u16::MAX);
        let airy = area.height > below + 6;
        let mut y = 0;
        let above = self.above(door);
        let mut above = if above.is_empty() {
            Vec::new()
        } else {
            wrap(&above, room)
        };
        above.truncate(spare.saturating_sub(said.iter().filter(|l| !l.is_empty()).count()));
        for line in above {
            let at = row(area, y.min(last));
            put::line(frame, at, &Line::styled(line, cx.theme.text));
            y += 1;
        }
        y += u16::from(airy && y > 0);
        if self.has_list() {
            let most = usize::from(last.saturating_sub(y + below)).clamp(1, MOST);
            y = self.people(frame, area, y, most, door, cx);
            y += u16::from(airy);
        }
        let label = questions.iter().map(|q| width(&q.name) + 2).max();
        let label = label.unwrap_or(0).max(LABEL);
        for question in &questions {
            let at = row(area, y.min(last.saturating_sub(1)));
            self.question(frame, at, label, question, cx);
            y += 1;
        }
        y += u16::from(airy);
        for line in said.into_iter().take(usize::from(last.saturating_sub(y))) {
            let at = row(area, y);
            if self.is_trying() {
                // Whoever follows the cursor hears that something runs.
                frame.set_cursor_position((at.x, at.y));
            }
            put::line(frame, at, &Line::styled(line, style));
            y += 1;
        }
        let keys = Line::styled(fit(&self.keys(door), room), cx.theme.quiet);
        put::line(frame, row(area, last), &keys);
    }

    /// What is to be known before the question.
    fn above(&self, door: &Door) -> String {
        let t = &texts().lock;
        match (&self.stage, door.wants()) {
            (Stage::Device, Some(DeviceKind::UsbFile { hint })) => {
                t.device_usb.fill(&[("file", hint)])
            }
            (Stage::Device, _) => t.device_passphrase.to_string(),
            (Stage::Code, _) => t.recovery.to_string(),
            (Stage::New(_), _) => t.recovery_new.to_string(),
            (Stage::Secret, _) => String::new(),
        }
    }

    fn questions(&self, door: &Door) -> Vec<Question<'_>> {
        let t = &texts().lock;
        let question = |name: &str, clear, here| Question {
            name: name.to_owned(),
            typed: &self.typed,
            clear,
            here,
        };
        match &self.stage {
            Stage::Device if matches!(door.wants(), Some(DeviceKind::UsbFile { .. })) => {
                vec![question(&t.device_path, true, true)]
            }
            Stage::Device => vec![question(&t.passphrase, false, true)],
            Stage::Code => vec![question(&t.recovery_code, true, true)],
            Stage::Secret => {
                let name = match self.seat(door).map(|s| s.kind) {
                    Some(SecretKind::Passphrase) => &t.passphrase,
                    _ => &t.pin,
                };
                vec![question(name, false, !self.in_list)]
            }
            Stage::New(_) => vec![
                question(&t.secret_new, false, !self.in_again),
                Question {
                    typed: &self.again,
                    ..question(&t.secret_again, false, self.in_again)
                },
            ],
        }
    }

    /// What is said below: what runs, who has to wait and how long still, what went wrong.
    fn said(&self, door: &Door, cx: &GateView) -> (String, Style) {
        let t = &texts().lock;
        if self.is_trying() {
            return (t.checking.to_string(), cx.theme.strong);
        }
        let waits = self.seat(door).and_then(|s| s.wait_until);
        if let (Stage::Secret, Some(until)) = (&self.stage, waits.filter(|u| *u > cx.waits)) {
            // A second begun is a second to wait.
            let left = (until - cx.waits).num_milliseconds() + 999;
            let hour = until.with_timezone(&cx.zone).format("%H:%M:%S");
            let words = t
                .wait
                .fill(&[("hour", &hour), ("left", &clock(left / 1000))]);
            return (words, cx.theme.wrong);
        }
        match &self.said {
            Some((Tone::Wrong, words)) => (format!("! {words}"), cx.theme.wrong),
            Some((_, words)) => (words.clone(), cx.theme.text),
            None => (String::new(), cx.theme.text),
        }
    }

    fn keys(&self, door: &Door) -> String {
        let t = &texts().lock;
        let keys = match self.stage {
            _ if self.in_list => &t.keys_who,
            Stage::Secret if self.seats(door).nth(1).is_none() => &t.keys_one,
            Stage::Secret => &t.keys,
            Stage::Device => &t.device_keys,
            Stage::Code => return t.recovery_code_keys.to_string(),
            Stage::New(_) => return t.recovery_keys.to_string(),
        };
        let leave = match self.leaving {
            Leaving::Quit => &*t.keys_quit,
            Leaving::Back => &*t.keys_back,
            Leaving::Never => "",
        };
        format!("{keys}{leave}")
    }

    /// Those who are asked, the one chosen in sight; gives back the row after them.
    fn people(
        &self,
        frame: &mut Frame,
        area: Rect,
        mut y: u16,
        most: usize,
        door: &Door,
        cx: &GateView,
    ) -> u16 {
        let seats: Vec<&Seat> = self.seats(door).collect();
        let here = seats.iter().position(|s| Some(s.person.id) == self.who);
        let first = (here.unwrap_or(0) + 1).saturating_sub(most);
        let names = seats.iter().map(|s| width(&s.person.name)).max();
        let room = usize::from(area.width);
        let column = names.unwrap_or(0).min(room / 2) + 3;
        for (i, seat) in seats.iter().enumerate().skip(first).take(most) {
            let chosen = Some(i) == here;
            let (mark, style) = match (chosen, self.in_list) {
                (true, true) => (cx.sign("▸ ", "> "), cx.theme.selected),
                (true, false) => (cx.sign("▸ ", "> "), cx.theme.strong),
                (false, _) => ("  ", cx.theme.text),
            };
            let role = texts().roles.name(seat.person.role).to_string();
            let at = row(area, y);
            let line = Line::from(vec![
                Span::styled(
                    pad(&fit(&format!("{mark}{}", seat.person.name), column), column),
                    style,
                ),
                Span::styled(format!(" {role}"), cx.theme.quiet),
            ]);
            put::line(frame, at, &line);
            if chosen && self.in_list {
                frame.set_cursor_position((at.x, at.y));
            }
            y += 1;
        }
        let more = seats.len().saturating_sub(first + most);
        if more > 0 && most > 1 {
            let words = texts().home.more.fill(&[("n", &more)]);
            let line = Line::styled(format!("  {words}"), cx.theme.quiet);
            put::line(frame, row(area, y), &line);
            y += 1;
        }
        y
    }

    fn question(
        &self,
        frame: &mut Frame,
        at: Rect,
        label: usize,
        question: &Question,
        cx: &GateView,
    ) {
        let style = if question.here {
            cx.theme.here
        } else {
            cx.theme.quiet
        };
        let room = usize::from(at.width).saturating_sub(label + 2);
        let typed = if question.clear {
            let text = question.typed.text();
            let hidden = text.chars().count().saturating_sub(room);
            text.chars().skip(hidden).collect()
        } else {
            question.typed.dots(room, cx.sign("•", "*"))
        };
        let column = u16::try_from(label + width(&typed)).unwrap_or(u16::MAX);
        let line = Line::from(vec![
            Span::styled(pad(&question.name, label), style),
            Span::styled(typed, cx.theme.strong),
        ]);
        put::line(frame, at, &line);
        if question.here && !self.is_trying() && at.height > 0 {
            frame.set_cursor_position((at.x + column.min(at.width.saturating_sub(1)), at.y));
        }
    }
}

/// The hour on the wall of the office.
pub(in crate::screen) fn hour(cx: &GateView) -> String {
    texts::hour(cx.now.with_timezone(&cx.zone).naive_local())
}
