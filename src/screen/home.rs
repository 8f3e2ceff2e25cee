//! Home: what is owed, what is open, how the day goes.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

use super::attention::AttentionScreen;
use super::choose::{Choices, Chosen};
use super::footer::{footer, header, row, rule};
use super::help::HelpScreen;
use super::search::SearchScreen;
use super::{Action, Cx, Input, Screen, View, call};
use crate::desk::{Front, packs};
use crate::journal::Owed;
use crate::protocol::keys as field_keys;
use crate::texts::{self, texts};
use crate::ui::keys::{self, Act, Scope};
use crate::ui::text::{fit, minutes, pad, width};

/// Two columns from this many columns on.
const WIDE: u16 = 100;

/// The home screen: one cursor over the calls, the open attentions and the answers owed.
#[derive(Default)]
pub(super) struct HomeScreen {
    selected: usize,
}

/// A row that can be opened.
enum Entry<'a> {
    Call(&'a Owed),
    Draft(&'a Front),
    Answer(&'a Owed),
}

fn entries<'a>(cx: &'a View) -> Vec<Entry<'a>> {
    let home = &cx.shared.home;
    let calls = home.calls.iter().map(Entry::Call);
    let drafts = cx.desk.open_attentions().iter().rev().map(Entry::Draft);
    calls
        .chain(drafts)
        .chain(home.answers.iter().map(Entry::Answer))
        .collect()
}

impl HomeScreen {
    fn open_row(&self, cx: &mut Cx) -> Action {
        let view = View {
            desk: cx.desk,
            theme: cx.theme,
            shared: cx.shared,
        };
        let (call, draft, attention) = match entries(&view).get(self.selected) {
            Some(Entry::Call(row)) => (Some((*row).clone()), None, None),
            Some(Entry::Draft(front)) => (None, Some(front.attention.id), None),
            Some(Entry::Answer(row)) => (None, None, Some(row.promise.attention)),
            None => return start(None, cx),
        };
        if let Some(row) = call {
            return Action::Push(Box::new(call::CallBox::new(row)));
        }
        if let Some(id) = draft {
            cx.desk.bring(id);
            return Action::Push(Box::new(AttentionScreen::default()));
        }
        attention.map_or(Action::Stay, |id| super::history::open(id, cx))
    }

    fn act(&mut self, act: Act, cx: &mut Cx) -> Action {
        let (calls, drafts) = (cx.shared.home.calls.len(), cx.desk.open_attentions().len());
        match act {
            Act::New => start(None, cx),
            Act::Other => Action::Push(Box::new(ProtocolBox::default())),
            Act::OpenRow => self.open_row(cx),
            Act::Calls => {
                self.selected = 0;
                if calls == 0 {
                    cx.say(super::Tone::Plain, cx.texts().home.no_calls.to_string());
                    return Action::Stay;
                }
                self.open_row(cx)
            }
            Act::Pending => {
                self.selected = calls + drafts;
                if cx.shared.home.answers.is_empty() {
                    cx.say(super::Tone::Plain, cx.texts().home.no_answers.to_string());
                }
                Action::Stay
            }
            Act::Search => Action::Push(Box::new(SearchScreen::default())),
            Act::Help => Action::Push(Box::new(HelpScreen::new(Scope::Home))),
            Act::Quit => Action::Push(Box::new(QuitBox)),
            _ => Action::Stay,
        }
    }
}

/// Opens an attention by a protocol, or by the station's own.
fn start(protocol: Option<&str>, cx: &mut Cx) -> Action {
    let id = protocol.map_or_else(|| cx.desk.station().protocol.clone(), str::to_owned);
    let opened = cx.desk.open(&id, None);
    if cx.done(opened) {
        Action::Push(Box::new(AttentionScreen::default()))
    } else {
        Action::Stay
    }
}

impl Screen for HomeScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let count = cx.shared.home.calls.len()
            + cx.shared.home.answers.len()
            + cx.desk.open_attentions().len();
        self.selected = self.selected.min(count.saturating_sub(1));
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match key.code {
            KeyCode::Down | KeyCode::Tab => {
                self.selected = (self.selected + 1).min(count.saturating_sub(1))
            }
            KeyCode::Up | KeyCode::BackTab => self.selected = self.selected.saturating_sub(1),
            _ => {
                if let Some(act) = keys::act(Scope::Home, *key) {
                    return self.act(act, cx);
                }
            }
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let area = frame.area();
        header(frame, row(area, 0), cx);
        rule(frame, row(area, 1), cx);
        let body = Rect {
            x: area.x + 2,
            y: area.y + 2,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(4),
        };
        let t = &cx.texts().home;
        frame.render_widget(
            Paragraph::new(Line::styled(
                t.today
                    .fill(&[("date", &texts::long_date(cx.desk.local().date()))]),
                cx.theme.strong,
            )),
            row(body, 0),
        );
        // Somewhere to be for whoever follows the cursor; a list in which something is selected takes it.
        frame.set_cursor_position((body.x, body.y));
        let rest = Rect {
            y: body.y + 2.min(body.height),
            height: body.height.saturating_sub(2),
            ..body
        };
        let day_rows = if rest.height > 14 { 4 } else { 2 };
        let lists = Rect {
            height: rest.height.saturating_sub(day_rows + 1),
            ..rest
        };
        self.lists(frame, lists, cx);
        day(
            frame,
            Rect {
                y: lists.y + lists.height + 1.min(rest.height),
                height: day_rows.min(rest.height),
                ..rest
            },
            cx,
        );
        rule(frame, row(area, area.height.saturating_sub(2)), cx);
        footer(
            frame,
            row(area, area.height.saturating_sub(1)),
            Scope::Home,
            &[],
            cx,
        );
    }

    fn scope(&self) -> Option<Scope> {
        Some(Scope::Home)
    }
}

impl HomeScreen {
    /// Calls at left; open attentions and answers at right, or below where there is no room.
    fn lists(&self, frame: &mut Frame, area: Rect, cx: &View) {
        let t = &cx.texts().home;
        let (calls, drafts, answers) = (
            cx.shared.home.calls.len(),
            cx.desk.open_attentions().len(),
            cx.shared.home.answers.len(),
        );
        let all = entries(cx);
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
            self.list(frame, left, &t.calls, &t.no_calls, &all, 0..calls, cx);
            let upper = Rect {
                height: area.height / 2,
                ..right
            };
            let lower = Rect {
                y: right.y + upper.height,
                height: right.height - upper.height,
                ..right
            };
            self.list(
                frame,
                upper,
                &t.open,
                &t.no_open,
                &all,
                calls..calls + drafts,
                cx,
            );
            self.list(
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
        let rows = |n: usize| u16::try_from(n.max(1)).unwrap_or(1) + 2;
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
            self.list(frame, part, title, empty, &all, range, cx);
            y += height;
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one list: where, what it is called, what is in it"
    )]
    fn list(
        &self,
        frame: &mut Frame,
        area: Rect,
        title: &str,
        empty: &str,
        all: &[Entry],
        range: std::ops::Range<usize>,
        cx: &View,
    ) {
        frame.render_widget(
            Paragraph::new(Line::styled(title.to_owned(), cx.theme.quiet)),
            row(area, 0),
        );
        if range.is_empty() {
            frame.render_widget(
                Paragraph::new(Line::styled(
                    fit(empty, usize::from(area.width)),
                    cx.theme.quiet,
                )),
                row(area, 1),
            );
            return;
        }
        let visible = usize::from(area.height.saturating_sub(2)).max(1);
        let inside = self
            .selected
            .saturating_sub(range.start)
            .min(range.len() - 1);
        let scroll = if range.contains(&self.selected) {
            (inside + 1).saturating_sub(visible)
        } else {
            0
        };
        for (n, i) in range.clone().skip(scroll).take(visible).enumerate() {
            let at = row(area, 1 + u16::try_from(n).unwrap_or(u16::MAX));
            let here = i == self.selected;
            let (text, style) = entry_text(&all[i], usize::from(area.width).saturating_sub(2), cx);
            let mark = if here { cx.sign("▸ ", "> ") } else { "  " };
            let style = if here { cx.theme.selected } else { style };
            frame.render_widget(
                Paragraph::new(Line::styled(
                    format!(
                        "{mark}{}",
                        pad(&text, usize::from(at.width).saturating_sub(2))
                    ),
                    style,
                )),
                at,
            );
            if here {
                frame.set_cursor_position((at.x, at.y));
            }
        }
        let more = range.len().saturating_sub(scroll + visible);
        if more > 0 {
            let text = cx.texts().home.more.fill(&[("n", &more)]);
            frame.render_widget(
                Paragraph::new(Line::styled(format!("  {text}"), cx.theme.quiet)),
                row(area, area.height.saturating_sub(1)),
            );
        }
    }
}

fn entry_text(entry: &Entry, room: usize, cx: &View) -> (String, Style) {
    let t = &cx.texts().home;
    let now = cx.desk.local();
    match entry {
        Entry::Call(call) => {
            let at = call
                .promise
                .due
                .at()
                .map(|at| at.with_timezone(&cx.desk.world.zone()).naive_local());
            let late = at.is_some_and(|at| at < now);
            let hour = at
                .map(|at| texts::short_moment(at, now))
                .unwrap_or_default();
            let distance = at.map(|at| texts::distance(at, now)).unwrap_or_default();
            let sign = if late { "! " } else { "  " };
            let who = texts::owed_to(call);
            let tail = width(&distance) + 2;
            let head = format!("{sign}{hour}  {who}");
            let text = format!("{}  {distance}", pad(&head, room.saturating_sub(tail)));
            (text, if late { cx.theme.wrong } else { cx.theme.owed })
        }
        Entry::Draft(front) => {
            let a = &front.attention;
            let hour = texts::hour(
                a.opening
                    .at
                    .with_timezone(&cx.desk.world.zone())
                    .naive_local(),
            );
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
            let who = texts::owed_to(answer);
            let due = texts::due(&answer.promise.due, now, cx.desk.world.zone());
            (fit(&format!("  {who} · {due}"), room), cx.theme.text)
        }
    }
}

/// The day in one or two lines: totals that add up, and the hours as bars.
fn day(frame: &mut Frame, area: Rect, cx: &View) {
    let t = &cx.texts().home;
    let day = &cx.shared.home.today;
    let resolved = day
        .outcomes
        .get(&crate::protocol::Outcome::Resolved)
        .copied()
        .unwrap_or_default();
    let text = if day.attentions == 0 {
        t.day_empty.to_string()
    } else {
        t.day.fill(&[
            ("n", &texts().home.attentions.of(u64::from(day.attentions))),
            ("resolved", &texts().home.resolved.of(u64::from(resolved))),
            ("median", &minutes(day.median_elapsed.unwrap_or_default())),
            ("held", &minutes(day.held)),
        ])
    };
    frame.render_widget(
        Paragraph::new(Line::styled(
            fit(&text, usize::from(area.width)),
            cx.theme.text,
        )),
        row(area, 0),
    );
    if area.height < 3 || day.attentions == 0 {
        return;
    }
    let most = day.per_hour.iter().copied().max().unwrap_or(0).max(1);
    let bars = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    let plain = [" ", ".", ".", ":", ":", "|", "|", "#", "#"];
    let mut spans = Vec::new();
    for hour in 7..20usize {
        let n = day.per_hour.get(hour).copied().unwrap_or(0);
        let level = if n == 0 {
            0
        } else {
            (usize::try_from(n * 8 / most).unwrap_or(8)).clamp(1, 8)
        };
        let bar = if cx.shared.ascii {
            plain[level]
        } else {
            bars[level]
        };
        spans.push(Span::styled(bar.repeat(2), cx.theme.here));
    }
    spans.push(Span::styled(t.hours.to_string(), cx.theme.quiet));
    frame.render_widget(Paragraph::new(Line::from(spans)), row(area, 1));
}

/// Which protocol to begin with.
#[derive(Default)]
struct ProtocolBox {
    choices: Choices,
}

impl Screen for ProtocolBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match self.choices.key(*key, packs().len()) {
            Chosen::Nothing => Action::Stay,
            Chosen::Leave => Action::Pop,
            Chosen::Item(i) => match start(Some(packs()[i].id), cx) {
                Action::Push(screen) => Action::Replace(screen),
                _ => Action::Pop,
            },
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let items: Vec<(String, String)> = packs()
            .iter()
            .map(|p| (p.id.to_owned(), crate::desk::title_of(p)))
            .collect();
        self.choices
            .draw(frame, &cx.texts().home.protocols, "", &items, cx);
    }

    fn is_box(&self) -> bool {
        true
    }
}

/// Leaving: nothing is lost, and the drafts wait.
struct QuitBox;

impl Screen for QuitBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match key.code {
            // What is not on the disk would be lost: Enter alone does not leave.
            KeyCode::Enter if cx.desk.has_unsaved() => Action::Stay,
            KeyCode::Enter | KeyCode::Char('s' | 'S') => Action::Quit,
            KeyCode::Esc | KeyCode::Char('n' | 'N') => Action::Pop,
            _ => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().home;
        let inside = crate::ui::popup::frame(frame, &t.quit_title, 60, 7, cx.theme);
        let open = cx.desk.open_attentions().len();
        let about = if cx.desk.has_unsaved() {
            t.quit_unsaved.to_string()
        } else if open == 0 {
            t.quit_nothing.to_string()
        } else {
            t.quit_open.fill(&[("n", &open)])
        };
        let lines = vec![
            Line::default(),
            Line::styled(about, cx.theme.text),
            Line::default(),
            Line::styled(t.quit_keys.to_string(), cx.theme.strong),
        ];
        crate::ui::popup::lines(frame, inside, lines);
        frame.set_cursor_position((inside.x, inside.y + 3));
    }

    fn is_box(&self) -> bool {
        true
    }
}
