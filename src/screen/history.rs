//! One filed attention: what was written, when everything happened, what was promised; noted, corrected, reopened here.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use uuid::Uuid;

use super::allowed::{closed_to, needs};
use super::attention::AttentionScreen;
use super::correct::CorrectBox;
use super::footer::{footer, page, row, rule};
use super::palette::PaletteBox;
use super::prompt_box::PromptBox;
use super::spell::SpellBox;
use super::{Action, Cx, Input, Screen, Tone, View, common};
use crate::desk::{Denied, FiledView, label_of};
use crate::journal::Folded;
use crate::protocol::{Ask, keys as field_keys};
use crate::texts::{self, texts};
use crate::ui::keys::{self, Act, Scope};
use crate::ui::put;
use crate::ui::text::{fit, minutes, pad, wrap};

/// The screen of one filed attention.
pub(super) struct HistoryScreen {
    id: Uuid,
    view: FiledView,
    scroll: usize,
    /// Entries were written since it was read.
    stale: bool,
}

/// The screen for an attention: the conversation itself while it is in progress, its history once it is filed.
pub(super) fn open(id: Uuid, cx: &mut Cx) -> Action {
    if cx
        .desk
        .open_attentions()
        .iter()
        .any(|f| f.attention.id == id)
    {
        let brought = cx.desk.bring(id);
        return if cx.done(&brought) {
            Action::Push(Box::new(AttentionScreen::default()))
        } else {
            Action::Stay
        };
    }
    match cx.desk.filed(id) {
        Ok(Some(view)) => Action::Push(Box::new(HistoryScreen {
            id,
            view,
            scroll: 0,
            stale: false,
        })),
        Ok(None) => {
            cx.say(Tone::Wrong, cx.texts().history.not_filed.to_string());
            Action::Stay
        }
        Err(denied) => {
            cx.deny(&denied);
            Action::Stay
        }
    }
}

impl HistoryScreen {
    fn reload(&mut self, cx: &mut Cx) {
        if !self.stale || cx.desk.is_saving() {
            return;
        }
        self.stale = false;
        match cx.desk.filed(self.id) {
            Ok(Some(view)) => self.view = view,
            Ok(None) => {}
            Err(denied) => cx.deny(&denied),
        }
    }
}

impl Screen for HistoryScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        // Reopened from its box: this attention is at the desk again and its history is no screen of its own.
        if cx
            .desk
            .open_attentions()
            .iter()
            .any(|f| f.attention.id == self.id)
        {
            return Action::Pop;
        }
        self.reload(cx);
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match key.code {
            KeyCode::Down => self.scroll = self.scroll.saturating_add(1),
            KeyCode::Up => self.scroll = self.scroll.saturating_sub(1),
            KeyCode::PageDown | KeyCode::Char(' ') => self.scroll = self.scroll.saturating_add(10),
            KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(10),
            KeyCode::Home => self.scroll = 0,
            // Drawing brings it back to the last line.
            KeyCode::End => self.scroll = usize::MAX,
            _ => {
                if let Some(act) = keys::act(Scope::History, *key) {
                    return self.act(act, cx);
                }
            }
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let area = frame.area();
        let body = page(frame, cx);
        let rest;
        if body.width >= 110 {
            let half = body.width / 2 - 1;
            let left = Rect {
                width: half,
                ..body
            };
            let right = Rect {
                x: body.x + half + 2,
                width: half,
                ..body
            };
            let mut lines = self.summary(usize::from(half), cx);
            lines.extend(self.values(usize::from(half), cx));
            let mut timeline = self.timeline(usize::from(half), cx);
            let most = lines
                .len()
                .max(timeline.len())
                .saturating_sub(usize::from(body.height));
            self.scroll = self.scroll.min(most);
            rest = most - self.scroll;
            let lines = lines.split_off(self.scroll.min(lines.len()));
            let timeline = timeline.split_off(self.scroll.min(timeline.len()));
            put::lines(frame, left, &lines);
            put::lines(frame, right, &timeline);
        } else {
            let room = usize::from(body.width);
            let mut lines = self.summary(room, cx);
            lines.extend(self.values(room, cx));
            lines.push(Line::default());
            lines.extend(self.timeline(room, cx));
            let most = lines.len().saturating_sub(usize::from(body.height));
            self.scroll = self.scroll.min(most);
            rest = most - self.scroll;
            put::lines(frame, body, &lines.split_off(self.scroll));
        }
        super::fields::marks(frame, body, self.scroll > 0, rest > 0, cx);
        frame.set_cursor_position((body.x, body.y));
        rule(frame, row(area, area.height.saturating_sub(2)), cx);
        footer(
            frame,
            row(area, area.height.saturating_sub(1)),
            Scope::History,
            &closed_to(&self.view, cx.desk),
            cx,
        );
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::History)
    }

    fn act(&mut self, act: Act, cx: &mut Cx) -> Action {
        let t = &texts().history;
        let id = self.id;
        if let Some(permission) = needs(Scope::History, act) {
            // Before anything is typed in vain.
            let may = cx.desk.may_amend(&self.view, permission);
            if !cx.done(&may) {
                return Action::Stay;
            }
        }
        match act {
            Act::Back => Action::Pop,
            Act::Palette => {
                let closed = closed_to(&self.view, cx.desk);
                Action::Push(Box::new(PaletteBox::new(Scope::History, &closed, cx)))
            }
            Act::Spell => Action::Push(Box::new(SpellBox::of(
                texts::spoken(&self.view.protocol),
                &self.view.attention,
            ))),
            Act::Note => {
                self.stale = true;
                Action::Push(Box::new(PromptBox::new(
                    &t.note_title,
                    &[(&t.note, Ask::Notes)],
                    Box::new(move |given, cx| {
                        let Some(view) = cx.desk.filed(id)? else {
                            return Ok(Action::Pop);
                        };
                        cx.desk.annotate(&view, &given.text(0))?;
                        cx.say(Tone::Good, texts().prompts.noted.to_string());
                        Ok(Action::Pop)
                    }),
                )))
            }
            Act::Correct => {
                self.stale = true;
                match cx.desk.filed(id) {
                    Ok(Some(view)) => Action::Push(Box::new(CorrectBox::new(view))),
                    _ => Action::Stay,
                }
            }
            Act::Resolve => {
                let conflict =
                    |v: &FiledView| v.history.now.as_ref().is_some_and(Folded::is_in_conflict);
                if !conflict(&self.view) {
                    cx.deny(&Denied::NoConflict);
                    return Action::Stay;
                }
                self.stale = true;
                Action::Push(Box::new(super::history_versions::resolve(&self.view)))
            }
            Act::Reopen => Action::Push(Box::new(PromptBox::new(
                &t.reopen_title,
                &[(&t.reason, Ask::Text)],
                Box::new(move |given, cx| {
                    let Some(view) = cx.desk.filed(id)? else {
                        return Ok(Action::Pop);
                    };
                    cx.desk.reopen(&view, &given.text(0))?;
                    cx.shared.stale = true;
                    Ok(Action::Replace(Box::new(AttentionScreen::default())))
                }),
            ))),
            _ => common(act, Scope::History, cx),
        }
    }
}

impl HistoryScreen {
    fn summary(&self, room: usize, cx: &View) -> Vec<Line<'static>> {
        let t = &cx.texts().history;
        let a = &self.view.attention;
        let zone = cx.desk.world.zone();
        let number = a.number.map(|n| n.to_string()).unwrap_or_default();
        let who = texts::name(
            a.text(field_keys::SURNAMES),
            a.text(field_keys::GIVEN_NAMES),
        );
        let opened = texts::long_moment(a.opening.at.with_timezone(&zone).naive_local());
        let clocks = a.clocks(cx.desk.world.now());
        let outcome = a
            .outcome
            .map(|o| cx.texts().outcomes.name(o).to_string())
            .unwrap_or_default();
        let mut lines = vec![
            Line::from(vec![
                Span::styled(number, cx.theme.here),
                Span::styled(format!("   {outcome}"), cx.theme.strong),
            ]),
            Line::styled(fit(&who, room), cx.theme.strong),
            Line::styled(
                fit(&format!("{} · {}", self.view.protocol.title, opened), room),
                cx.theme.text,
            ),
            Line::styled(
                t.times.fill(&[
                    ("agent", &a.opening.agent),
                    ("elapsed", &minutes(clocks.elapsed)),
                    ("held", &minutes(clocks.held)),
                ]),
                cx.theme.quiet,
            ),
        ];
        for owed in &self.view.history.promises {
            let mut text = texts::promise(&owed.promise, cx.desk.local(), zone);
            if let Some(end) = &owed.end {
                text.push_str(
                    &t.ended
                        .fill(&[("how", texts::ending(end.how)), ("by", &end.by)]),
                );
            }
            let style = if owed.end.is_some() {
                cx.theme.good
            } else {
                cx.theme.owed
            };
            lines.extend(
                wrap(&text, room)
                    .into_iter()
                    .map(|l| Line::styled(l, style)),
            );
        }
        lines.push(Line::default());
        lines.extend(super::history_versions::lines(&self.view, room, cx));
        lines
    }

    /// What was written, step by step, with what was corrected.
    fn values(&self, room: usize, cx: &View) -> Vec<Line<'static>> {
        let (a, protocol) = (&self.view.attention, &self.view.protocol);
        let mut lines = vec![Line::styled(
            cx.texts().history.values.to_string(),
            cx.theme.quiet,
        )];
        let column = 26.min(room / 2);
        for field in protocol.fields() {
            let Some(answer) = a.answer(&field.key).filter(|v| !v.is_empty()) else {
                continue;
            };
            let value = label_of(answer, protocol, &field.key);
            for (i, l) in wrap(&value, room.saturating_sub(column + 1))
                .into_iter()
                .enumerate()
            {
                let label = if i == 0 {
                    pad(&field.label, column)
                } else {
                    " ".repeat(column)
                };
                lines.push(Line::from(vec![
                    Span::styled(label, cx.theme.quiet),
                    Span::raw(" "),
                    Span::styled(l, cx.theme.text),
                ]));
            }
        }
        lines
    }

    /// Everything that happened, by the clock; who, where it was somebody else.
    fn timeline(&self, room: usize, cx: &View) -> Vec<Line<'static>> {
        let t = &cx.texts().history;
        let zone = cx.desk.world.zone();
        let mut lines = vec![Line::styled(t.timeline.to_string(), cx.theme.quiet)];
        for act in &self.view.attention.acts {
            let Some(mut words) =
                texts::event(&act.event, &self.view.protocol, cx.desk.local(), zone)
            else {
                continue;
            };
            if act.by != self.view.attention.opening.agent {
                words = format!("{words} · {}", act.by);
            }
            let at = act.at.with_timezone(&zone).naive_local();
            let hour = if at.date()
                == self
                    .view
                    .attention
                    .opening
                    .at
                    .with_timezone(&zone)
                    .date_naive()
            {
                at.format("%H:%M:%S").to_string()
            } else {
                at.format("%d/%m %H:%M").to_string()
            };
            for (i, l) in wrap(&words, room.saturating_sub(13))
                .into_iter()
                .enumerate()
            {
                let head = if i == 0 {
                    pad(&hour, 12)
                } else {
                    " ".repeat(12)
                };
                lines.push(Line::from(vec![
                    Span::styled(head, cx.theme.quiet),
                    Span::raw(" "),
                    Span::styled(l, cx.theme.text),
                ]));
            }
        }
        if let Some(last) = self.view.history.entries.last() {
            lines.push(Line::default());
            let code = texts::short_code(&last.digest);
            lines.extend(
                wrap(&t.chain.fill(&[("seq", &last.seq), ("code", &code)]), room)
                    .into_iter()
                    .map(|l| Line::styled(l, cx.theme.quiet)),
            );
        }
        lines
    }
}
