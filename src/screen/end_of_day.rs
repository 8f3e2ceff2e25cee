//! The end of the day: the copy, made beside the work, and the sheet of the day once it is there.

use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::footer::{page, row, rule};
use super::{Action, Cx, Input, Notice, Screen, Shared, Tone, View};
use crate::desk::Copied;
use crate::texts::{self, texts};
use crate::ui::keys;
use crate::ui::put;
use crate::ui::text::{fit, wrap};

/// The copy and the sheet.
pub(super) struct EndOfDayScreen {
    place: PathBuf,
    sheet: Vec<String>,
    /// What became of the copy.
    said: Option<(Tone, String)>,
    scroll: usize,
}

/// Begins the copy and shows how it goes; where it may not be made, that is said.
pub(super) fn end_of_day(cx: &mut Cx) -> Action {
    let place = cx.shared.settings.copies.clone().map(PathBuf::from);
    // Somebody who looks again while it is made sees it end.
    if !cx.desk.is_copying()
        && let Err(denied) = cx.desk.copy_day(place.clone())
    {
        cx.deny(&denied);
        return Action::Stay;
    }
    let place = place.unwrap_or_else(|| crate::journal::copies_folder(cx.desk.session().paths()));
    Action::Push(Box::new(EndOfDayScreen {
        place,
        sheet: Vec::new(),
        said: None,
        scroll: 0,
    }))
}

/// Who did not wait for it on its screen is told where they are.
pub(super) fn tell(shared: &mut Shared) {
    if let Some(copied) = shared.copied.take() {
        let (tone, text) = said(&copied);
        shared.notice = Some(Notice { text, tone });
    }
}

/// What became of a copy, in words.
fn said(copied: &Copied) -> (Tone, String) {
    let t = &texts().closing;
    match &copied.copy {
        Ok(backup) => (
            Tone::Good,
            t.done
                .fill(&[("folder", &texts::copy_place(&backup.folder))]),
        ),
        Err(error) => (
            Tone::Wrong,
            t.failed.fill(&[("why", &texts::failure(error))]),
        ),
    }
}

/// The place by its path; in the data folder by its name.
fn shown(place: &Path, cx: &View) -> String {
    let data = &cx.desk.session().paths().data;
    place
        .strip_prefix(data)
        .unwrap_or(place)
        .display()
        .to_string()
}

impl EndOfDayScreen {
    fn take(&mut self, copied: &Copied) {
        self.said = Some(said(copied));
        self.sheet = match &copied.sheet {
            Ok(sheet) => texts::sheet(sheet, false)
                .lines()
                .map(str::to_owned)
                .collect(),
            Err(error) => vec![texts::failure(error)],
        };
        self.scroll = 0;
    }

    /// What is said above the sheet.
    fn head(&self, room: usize, cx: &View) -> Vec<Line<'static>> {
        let t = &cx.texts().closing;
        let (lines, style) = match &self.said {
            None => {
                let place = t.copying.fill(&[("place", &shown(&self.place, cx))]);
                let mut lines = wrap(&place, room);
                lines.extend(wrap(&t.go_on, room));
                (lines, cx.theme.text)
            }
            Some((tone, text)) => {
                let mut lines = wrap(text, room);
                if self.place.starts_with(&cx.desk.session().paths().data) {
                    lines.extend(wrap(&cx.texts().copies.same_disk, room));
                }
                (lines, super::footer::tone(cx, *tone))
            }
        };
        let styled = lines.into_iter().map(|l| Line::styled(l, style));
        styled.collect()
    }
}

impl Screen for EndOfDayScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            if let Some(copied) = cx.shared.copied.take() {
                self.take(&copied);
            }
            return Action::Stay;
        };
        match keys::plain(*key).unwrap_or(KeyCode::Null) {
            KeyCode::Esc | KeyCode::Enter => return Action::Pop,
            KeyCode::Down => self.scroll += 1,
            KeyCode::PageDown | KeyCode::Char(' ') => self.scroll += 10,
            KeyCode::Up => self.scroll = self.scroll.saturating_sub(1),
            KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(10),
            KeyCode::Char('c' | 'C') if self.said.is_some() => {
                let again = end_of_day(cx);
                return match again {
                    Action::Push(screen) => Action::Replace(screen),
                    other => other,
                };
            }
            _ => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().closing;
        let area = frame.area();
        let body = page(frame, cx);
        put::line(
            frame,
            row(body, 0),
            &Line::styled(t.title.to_string(), cx.theme.strong),
        );
        let room = usize::from(body.width);
        let head = self.head(room, cx);
        let below = u16::try_from(head.len()).unwrap_or(0) + 3;
        put::lines(
            frame,
            Rect {
                y: body.y + 2.min(body.height),
                height: body.height.saturating_sub(2),
                ..body
            },
            &head,
        );
        let sheet = Rect {
            y: body.y + below.min(body.height),
            height: body.height.saturating_sub(below),
            ..body
        };
        let most = self.sheet.len().saturating_sub(usize::from(sheet.height));
        self.scroll = self.scroll.min(most);
        let lines: Vec<Line> = self.sheet[self.scroll..]
            .iter()
            .map(|l| Line::styled(fit(l, room), cx.theme.text))
            .collect();
        put::lines(frame, sheet, &lines);
        frame.set_cursor_position((body.x, body.y));
        rule(frame, row(area, area.height.saturating_sub(2)), cx);
        let keys = if self.said.is_some() {
            &t.keys_again
        } else {
            &t.keys
        };
        put::line(
            frame,
            row(area, area.height.saturating_sub(1)),
            &Line::styled(format!(" {keys}"), cx.theme.quiet),
        );
        super::footer::say(frame, row(area, area.height.saturating_sub(1)), cx);
    }
}
