//! Home: what is owed, what is open, how the day goes.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::attention::AttentionScreen;
use super::begin::{ProtocolBox, start};
use super::footer::{footer, page, row, rule, spread};
use super::home_lists::{Entry, entries};
use super::quit::QuitBox;
use super::search::SearchScreen;
use super::{Action, Cx, Input, Screen, View, call, common, day, end_of_day, home_lists};
use crate::texts;
use crate::ui::keys::{self, Act, Scope};

/// The home screen: one cursor over the calls, the open attentions and the answers owed.
#[derive(Default)]
pub(super) struct HomeScreen {
    selected: usize,
}

impl HomeScreen {
    fn open_row(&self, cx: &mut Cx) -> Action {
        let view = View {
            desk: cx.desk,
            theme: cx.theme,
            shared: cx.shared,
        };
        let draft = match entries(&view).get(self.selected) {
            Some(Entry::Call(row) | Entry::Answer(row)) => {
                // One that could not be read says so in the notice line already.
                return row.owed.clone().map_or(Action::Stay, |owed| {
                    Action::Push(Box::new(call::CallBox::new(owed)))
                });
            }
            Some(Entry::Draft(front)) => Some(front.attention.id),
            None => return start(None, cx),
        };
        let Some(id) = draft else {
            return Action::Stay;
        };
        let brought = cx.desk.bring(id);
        if cx.done(&brought) {
            Action::Push(Box::new(AttentionScreen::default()))
        } else {
            Action::Stay
        }
    }

    fn take(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let count = cx.shared.home.calls.len()
            + cx.shared.home.answers.len()
            + cx.desk.open_attentions().len();
        self.selected = self.selected.min(count.saturating_sub(1));
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match key.code {
            KeyCode::Down | KeyCode::Tab => {
                self.selected = (self.selected + 1).min(count.saturating_sub(1));
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
}

/// When the journal was last copied; told as owed once that is long ago.
fn copy_age(cx: &View) -> Vec<Span<'static>> {
    let t = &cx.texts().copies;
    let Some(age) = cx.shared.home.copy else {
        return Vec::new();
    };
    let now = cx.desk.local();
    let text = match age.made {
        None => t.never.to_string(),
        Some(made) => {
            let hour = texts::hour(made);
            match (now.date() - made.date()).num_days() {
                ..=0 => t.today.fill(&[("hour", &hour)]),
                1 => t.yesterday.fill(&[("hour", &hour)]),
                days => t.days_ago.of(days.unsigned_abs()),
            }
        }
    };
    // Not by colour alone.
    let (text, style) = if age.owed {
        (format!("! {text}"), cx.theme.owed)
    } else {
        (text, cx.theme.quiet)
    };
    vec![Span::styled(text, style)]
}

impl Screen for HomeScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let action = self.take(input, cx);
        let read = home_lists::read(self.selected, cx.desk, cx.shared);
        if let Err(denied) = read {
            cx.say(super::Tone::Wrong, crate::texts::denied(&denied, None));
        }
        action
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let area = frame.area();
        let body = page(frame, cx);
        let t = &cx.texts().home;
        let today = t
            .today
            .fill(&[("date", &texts::long_date(cx.desk.local().date()))]);
        // What is counted below is counted over these.
        let stations = cx.shared.home.stations.max(1) as u64;
        let scope = format!(" · {}", cx.texts().stations.all.of(stations));
        let left = vec![
            Span::styled(today, cx.theme.strong),
            Span::styled(scope, cx.theme.quiet),
        ];
        spread(frame, row(body, 0), left, copy_age(cx));
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
        home_lists::draw(self.selected, frame, lists, cx);
        day::draw(
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
            Act::EndDay => end_of_day::end_of_day(cx),
            Act::Quit => Action::Push(Box::new(QuitBox)),
            _ => common(act, Scope::Home, cx),
        }
    }
}
