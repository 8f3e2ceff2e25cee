//! What is chosen once: seen at once behind the box, kept when it is left.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::footer::row;
use super::{Action, Cx, Input, Screen, View};
use crate::people::Permission;
use crate::settings::{Language, LockAfter, Named, Settings};
use crate::texts::{Text, texts};
use crate::ui::keys;
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::{fit, pad, width, wrap};

/// Columns of a setting's name.
const LABEL: usize = 16;

/// The box with the settings.
pub(super) struct SettingsBox {
    /// As they were when it was opened.
    before: Settings,
    selected: usize,
    /// Every protocol with its title.
    protocols: Vec<(String, String)>,
    /// The station's own protocol.
    usual: String,
}

/// One setting: its name, what its values are called, which is chosen, what it is for.
struct Row {
    name: &'static Text,
    values: Vec<String>,
    chosen: usize,
    hint: &'static Text,
}

/// Settings in the order in which they are shown.
const ROWS: [Setting; 6] = [
    Setting::Theme,
    Setting::Language,
    Setting::Ascii,
    Setting::Protocol,
    Setting::Bell,
    Setting::LockAfter,
];

#[derive(Clone, Copy)]
enum Setting {
    Theme,
    Language,
    Ascii,
    Protocol,
    Bell,
    LockAfter,
}

impl SettingsBox {
    pub(super) fn new(cx: &Cx) -> Self {
        Self {
            before: cx.shared.settings.clone(),
            selected: 0,
            protocols: cx
                .desk
                .library()
                .usable()
                .map(|o| (o.id.clone(), o.title.clone()))
                .collect(),
            usual: cx.desk.station().protocol.clone(),
        }
    }

    fn row(&self, setting: Setting, settings: &Settings, no_color: bool) -> Row {
        let t = &texts().settings;
        match setting {
            Setting::Theme => Row {
                name: &t.theme,
                values: names(|v| t.theme_name(v)),
                chosen: place(settings.theme),
                hint: if no_color {
                    &t.no_color_hint
                } else {
                    &t.theme_hint
                },
            },
            Setting::Language => Row {
                name: &t.language,
                values: names(|l: Language| l.name()),
                chosen: place(settings.language),
                hint: &t.language_hint,
            },
            Setting::Ascii => Row {
                name: &t.ascii,
                values: names(|v| t.ascii_name(v)),
                chosen: place(settings.ascii),
                hint: &t.ascii_hint,
            },
            Setting::Protocol => Row {
                name: &t.protocol,
                values: self.protocols.iter().map(|(_, t)| t.clone()).collect(),
                chosen: self.protocol_place(settings.protocol.as_deref()),
                hint: &t.protocol_hint,
            },
            Setting::Bell => Row {
                name: &t.bell,
                values: names(|v| t.bell_name(v)),
                chosen: place(settings.bell),
                hint: &t.bell_hint,
            },
            Setting::LockAfter => Row {
                name: &texts().lock.after,
                values: offered(settings.lock_after)
                    .into_iter()
                    .map(after_name)
                    .collect(),
                chosen: offered(settings.lock_after)
                    .iter()
                    .position(|m| *m == settings.lock_after)
                    .unwrap_or(0),
                hint: &texts().lock.after_hint,
            },
        }
    }

    fn protocol_place(&self, id: Option<&str>) -> usize {
        let of = |id: &str| self.protocols.iter().position(|(known, _)| *known == id);
        id.and_then(of).or_else(|| of(&self.usual)).unwrap_or(0)
    }

    /// Gives a setting the value at this place of its list.
    fn choose(&self, setting: Setting, place: usize, settings: &mut Settings) {
        match setting {
            Setting::Theme => set(&mut settings.theme, place),
            Setting::Language => set(&mut settings.language, place),
            Setting::Ascii => set(&mut settings.ascii, place),
            Setting::Bell => set(&mut settings.bell, place),
            Setting::LockAfter => {
                if let Some(minutes) = offered(settings.lock_after).get(place) {
                    settings.lock_after = *minutes;
                }
            }
            Setting::Protocol => {
                if let Some((id, _)) = self.protocols.get(place) {
                    settings.protocol = Some(id.clone());
                }
            }
        }
    }

    fn key(&mut self, key: KeyEvent, cx: &mut Cx) -> Action {
        let setting = ROWS[self.selected];
        let row = self.row(setting, &cx.shared.settings, false);
        let count = row.values.len().max(1);
        let wanted = match keys::plain(key).unwrap_or(KeyCode::Null) {
            KeyCode::Esc | KeyCode::Enter => {
                if cx.shared.settings != self.before {
                    cx.shared.keep_settings = true;
                }
                return Action::Pop;
            }
            KeyCode::Down | KeyCode::Tab => {
                self.selected = (self.selected + 1) % ROWS.len();
                return Action::Stay;
            }
            KeyCode::Up | KeyCode::BackTab => {
                self.selected = (self.selected + ROWS.len() - 1) % ROWS.len();
                return Action::Stay;
            }
            KeyCode::Right | KeyCode::Char(' ') => (row.chosen + 1) % count,
            KeyCode::Left => (row.chosen + count - 1) % count,
            KeyCode::Char(c @ '1'..='9') => c.to_digit(10).map_or(0, |d| d as usize - 1),
            _ => return Action::Stay,
        };
        if is_of_station(setting) && cx.desk.session().may(Permission::Configure).is_err() {
            return Action::Stay;
        }
        self.choose(setting, wanted, &mut cx.shared.settings);
        Action::Stay
    }
}

/// Whether a setting holds for the whole station and not only for how the screen looks and sounds.
fn is_of_station(setting: Setting) -> bool {
    matches!(setting, Setting::Protocol | Setting::LockAfter)
}

/// The minutes that can be chosen, with those that the file names.
fn offered(chosen: LockAfter) -> Vec<LockAfter> {
    let mut all = LockAfter::OFFERED.to_vec();
    if !all.contains(&chosen) {
        all.insert(all.len() - 1, chosen);
        all[..LockAfter::OFFERED.len()].sort_by_key(|m| m.0);
    }
    all
}

fn after_name(after: LockAfter) -> String {
    match after.0 {
        0 => texts().lock.never.to_string(),
        n => texts().minutes(n),
    }
}

/// What the values of a closed list are called.
fn names<T: Named>(name: impl Fn(T) -> &'static str) -> Vec<String> {
    T::ALL.iter().map(|(_, v)| name(*v).to_string()).collect()
}

/// Where a value stands in its list.
fn place<T: Named>(value: T) -> usize {
    T::ALL.iter().position(|(_, v)| *v == value).unwrap_or(0)
}

fn set<T: Named>(setting: &mut T, place: usize) {
    if let Some((_, value)) = T::ALL.get(place) {
        *setting = *value;
    }
}

impl Screen for SettingsBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        match input {
            Input::Key(key) => self.key(*key, cx),
            _ => Action::Stay,
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().settings;
        let settings = &cx.shared.settings;
        let rows = ROWS.map(|setting| self.row(setting, settings, cx.shared.around.no_color));
        let low = frame.area().height < 16;
        let gap = if low { 1 } else { 2 };
        let height = if low { 10 } else { 19 };
        let inside = popup::frame(frame, &t.title, 78, height, cx.theme);
        let first = u16::from(!low);
        for (y, (i, setting)) in (first..).step_by(gap).zip(rows.iter().enumerate()) {
            let here = i == self.selected;
            let at = row(inside, y);
            let line = setting_line(setting, here, usize::from(at.width), cx);
            put::line(frame, at, &line);
            if here {
                frame.set_cursor_position((at.x, at.y));
            }
        }
        let room = usize::from(inside.width);
        let last = inside.height.saturating_sub(1);
        let closed = is_of_station(ROWS[self.selected])
            && cx.desk.session().may(Permission::Configure).is_err();
        let hint = if closed {
            &cx.texts().lock.of_station
        } else {
            rows[self.selected].hint
        };
        let hint = wrap(hint, room);
        let hint: Vec<Line> = hint
            .into_iter()
            .map(|l| Line::styled(l, cx.theme.quiet))
            .collect();
        let y = last.saturating_sub(if low { 1 } else { 3 });
        put::lines(
            frame,
            Rect {
                height: last.saturating_sub(y),
                ..row(inside, y)
            },
            &hint,
        );
        let keys = Line::styled(fit(&t.keys, room), cx.theme.strong);
        put::line(frame, row(inside, last), &keys);
    }

    fn is_box(&self) -> bool {
        true
    }
}

/// A setting in a row: every value where they fit, else the one chosen and which of how many it is.
fn setting_line(setting: &Row, here: bool, room: usize, cx: &View) -> Line<'static> {
    let theme = cx.theme;
    let (mark, name) = if here {
        (cx.sign("▸ ", "> "), theme.here)
    } else {
        ("  ", theme.quiet)
    };
    let label = LABEL.min(room / 2);
    let mut spans = vec![Span::styled(
        format!("{mark}{}", pad(setting.name, label.saturating_sub(2))),
        name,
    )];
    let room = room.saturating_sub(label);
    let all: usize = setting.values.iter().map(|v| width(v) + 6).sum();
    if all > room + 2 {
        let value = setting.values.get(setting.chosen).cloned();
        let text = texts().settings.place.fill(&[
            ("value", &value.unwrap_or_default()),
            ("n", &(setting.chosen + 1)),
            ("count", &setting.values.len()),
        ]);
        spans.push(Span::styled(fit(&text, room), style(here, theme)));
        return Line::from(spans);
    }
    for (i, value) in setting.values.iter().enumerate() {
        let chosen = i == setting.chosen;
        let sign = if chosen {
            cx.sign("(•)", "(*)")
        } else {
            "( )"
        };
        let value_style = if chosen {
            style(here, theme)
        } else {
            theme.quiet
        };
        spans.push(Span::styled(format!("{sign} {value}"), value_style));
        spans.push(Span::raw("  "));
    }
    Line::from(spans)
}

fn style(here: bool, theme: &crate::ui::theme::Theme) -> Style {
    if here { theme.here } else { theme.strong }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Ascii, Bell, ThemeName};

    #[test]
    fn every_value_has_its_place() {
        assert_eq!(place(ThemeName::Monochrome), 3);
        let mut bell = Bell::On;
        set(&mut bell, place(Bell::Off));
        assert_eq!(bell, Bell::Off);
        set(&mut bell, 7);
        assert_eq!(bell, Bell::Off);
        assert_eq!(names(|v: Ascii| texts().settings.ascii_name(v)).len(), 3);
        assert_eq!(place(Language::English), 1);
    }
}
