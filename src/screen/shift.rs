//! The shift is handed over: what is open and what is owed is read together, and the next person accepts it with their
//! secret.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::footer::{page, row, rule, say};
use super::gate::{Gate, Leaving};
use super::home_lists::{Entry, entry_text};
use super::locked::{gate_view, owed_today};
use super::{Action, Cx, Input, Screen, Tone, View};
use crate::desk::{Answer, Denied, DoorNews, Home, OwedRow};
use crate::texts::{self, texts};
use crate::ui::keys;
use crate::ui::put;
use crate::ui::text::{fit, wrap};

/// Most promises of a kind that are named; the rest is a count.
const NAMED: usize = 100;

/// Most lines of what happened at the keys.
const HISTORY: u32 = 40;

/// The screen of a hand-over.
pub(super) struct ShiftScreen {
    calls: Vec<OwedRow>,
    answers: Vec<OwedRow>,
    /// Promises of each kind that are not named.
    more: (usize, usize),
    /// Who came, left and locked since midnight, the newest last.
    before: Vec<String>,
    scroll: usize,
    /// Who accepts, once they were asked.
    gate: Option<Gate>,
}

/// The screen, where the shift may be handed over.
pub(super) fn open(cx: &mut Cx) -> Action {
    match ShiftScreen::read(cx) {
        Ok(screen) => Action::Push(Box::new(screen)),
        Err(denied) => {
            cx.deny(&denied);
            Action::Stay
        }
    }
}

impl ShiftScreen {
    fn read(cx: &mut Cx) -> Result<Self, Denied> {
        if cx.desk.session().person().is_none() {
            return Err(Denied::NobodyEnrolled);
        }
        cx.desk.handing_over()?;
        let home = cx.desk.home(&cx.shared.home)?;
        let (mut calls, mut answers) = (home.calls, home.answers);
        let more = |rows: &[OwedRow]| rows.len().saturating_sub(NAMED);
        let more = (more(&calls), more(&answers));
        for rows in [&mut calls, &mut answers] {
            rows.truncate(NAMED);
            cx.desk.look_up(rows)?;
        }
        // What was forgotten of the home screen's figures is read again when it is in front.
        cx.shared.stale = true;
        Ok(Self {
            calls,
            answers,
            more,
            before: at_the_desk(cx)?,
            scroll: 0,
            gate: None,
        })
    }

    /// Asks who accepts.
    fn ask(&mut self, cx: &mut Cx) {
        let me = cx.desk.session().person().map(|p| p.id);
        let now = cx.desk.world.now();
        let Some(door) = &mut cx.shared.door else {
            return;
        };
        door.look_again(now);
        let gate = Gate::new(Leaving::Back, me, door);
        if gate.is_empty(door) {
            cx.say(Tone::Wrong, texts().lock.shift_nobody.to_string());
        } else {
            self.gate = Some(gate);
        }
    }

    fn at_gate(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let now = cx.desk.world.now();
        let (Some(gate), Some(door)) = (&mut self.gate, &mut cx.shared.door) else {
            return Action::Stay;
        };
        // Of a secret that was changed before somebody else is told.
        let of_door = |a: &mut Answer| !matches!(a.news, DoorNews::Changed(_));
        if let Some(answer) = cx.shared.answered.take_if(of_door) {
            let Some(session) = gate.answer(answer, door, &cx.desk.world) else {
                return Action::Stay;
            };
            let passed = cx.desk.pass_on(session);
            self.gate = None;
            if !cx.done(&passed) {
                return Action::Stay;
            }
            cx.shared.home = Home::default();
            cx.shared.stale = true;
            let words = texts().lock.shift_done.fill(&[("name", &cx.desk.agent())]);
            cx.say(Tone::Good, words);
            return Action::Home;
        }
        if gate.input(input, door, now) {
            self.gate = None;
        }
        Action::Stay
    }

    /// Everything that is handed over, a line each.
    fn lines(&self, room: usize, cx: &View) -> Vec<Line<'static>> {
        let t = &cx.texts().lock;
        let drafts: Vec<Entry> = cx.desk.open_attentions().iter().map(Entry::Draft).collect();
        let calls: Vec<Entry> = self.calls.iter().map(Entry::Call).collect();
        let answers: Vec<Entry> = self.answers.iter().map(Entry::Answer).collect();
        let parts = [
            (&t.shift_drafts, &t.shift_no_drafts, drafts, 0),
            (&t.shift_calls, &t.shift_no_calls, calls, self.more.0),
            (&t.shift_answers, &t.shift_no_answers, answers, self.more.1),
        ];
        let mut lines = Vec::new();
        for (title, none, entries, more) in parts {
            let count = entries.len() + more;
            let title = if count == 0 {
                title.to_string()
            } else {
                format!("{title} · {count}")
            };
            lines.push(Line::styled(title, cx.theme.quiet));
            if entries.is_empty() {
                lines.push(Line::styled(format!("  {none}"), cx.theme.quiet));
            }
            for entry in &entries {
                let (mut text, style) = entry_text(entry, room.saturating_sub(2), cx);
                if let Entry::Draft(front) = entry
                    && let Some(number) = front.attention.number
                {
                    text = format!("{text} · {number}");
                }
                lines.push(Line::styled(fit(&format!("  {text}"), room), style));
            }
            if more > 0 {
                let words = cx.texts().home.more.fill(&[("n", &more)]);
                lines.push(Line::styled(format!("  {words}"), cx.theme.quiet));
            }
            lines.push(Line::default());
        }
        if !self.before.is_empty() {
            lines.push(Line::styled(t.shift_history.to_string(), cx.theme.quiet));
            let before = self
                .before
                .iter()
                .flat_map(|l| wrap(l, room.saturating_sub(2)));
            lines.extend(before.map(|l| Line::styled(format!("  {l}"), cx.theme.text)));
            lines.push(Line::default());
        }
        let day = &cx.shared.home.today;
        let done = cx.texts().home.attentions.of(u64::from(day.attentions));
        let due = owed_today(cx);
        if due > 0 {
            lines.push(Line::styled(t.locked_due.of(due), cx.theme.owed));
        }
        lines.push(Line::styled(
            t.shift_today.fill(&[("done", &done)]),
            cx.theme.text,
        ));
        lines
    }
}

/// What happened at the keys since midnight, a line each.
fn at_the_desk(cx: &Cx) -> Result<Vec<String>, Denied> {
    let (zone, today) = (cx.desk.world.zone(), cx.desk.local().date());
    let mut lines = Vec::new();
    for entry in cx.desk.shift(HISTORY)? {
        let at = entry.at.with_timezone(&zone);
        if at.date_naive() != today {
            break;
        }
        let words = entry.read()?.and_then(|b| texts::at_the_keys(&b, zone));
        lines.extend(words.map(|w| format!("{}  {}: {w}", at.format("%H:%M"), entry.agent)));
    }
    lines.reverse();
    Ok(lines)
}

impl Screen for ShiftScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        if self.gate.is_some() {
            return self.at_gate(input, cx);
        }
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match keys::plain(*key).unwrap_or(KeyCode::Null) {
            KeyCode::Esc => return Action::Pop,
            KeyCode::Enter => self.ask(cx),
            KeyCode::Down => self.scroll = self.scroll.saturating_add(1),
            KeyCode::Up => self.scroll = self.scroll.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.scroll = self.scroll.saturating_add(10),
            KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(10),
            _ => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().lock;
        let area = frame.area();
        let body = page(frame, cx);
        let room = usize::from(body.width);
        let from = t.shift_title.fill(&[
            ("name", &cx.desk.agent()),
            ("date", &texts::long_date(cx.desk.local().date())),
        ]);
        put::line(
            frame,
            body,
            &Line::styled(fit(&from, room), cx.theme.strong),
        );
        frame.set_cursor_position((body.x, body.y));
        let rest = Rect {
            y: body.y + 2.min(body.height),
            height: body.height.saturating_sub(2),
            ..body
        };
        let last = row(area, area.height.saturating_sub(1));
        if let (Some(gate), Some(door)) = (&self.gate, &cx.shared.door) {
            let mut words = wrap(&t.shift_accept, room);
            if rest.height < 12 {
                // The question needs the room.
                words.clear();
            }
            let rows = u16::try_from(words.len()).unwrap_or(1);
            let rows = rows + u16::from(rows > 0);
            let words: Vec<Line> = words
                .into_iter()
                .map(|l| Line::styled(l, cx.theme.text))
                .collect();
            put::lines(frame, rest, &words);
            let below = Rect {
                y: rest.y + rows.min(rest.height),
                height: (area.height - rest.y).saturating_sub(rows),
                ..rest
            };
            gate.draw(frame, below, door, &gate_view(cx));
            return;
        }
        let lines = self.lines(room, cx);
        let most = lines.len().saturating_sub(usize::from(rest.height));
        self.scroll = self.scroll.min(most);
        let (above, below) = (self.scroll > 0, self.scroll < most);
        put::lines(frame, rest, &lines[self.scroll..]);
        super::fields::marks(frame, rest, above, below, cx);
        rule(frame, row(area, area.height.saturating_sub(2)), cx);
        if !say(frame, last, cx) {
            let keys = Line::styled(format!(" {}", t.shift_keys), cx.theme.quiet);
            put::line(frame, last, &keys);
        }
    }
}
