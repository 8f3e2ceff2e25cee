//! One's own PIN or passphrase is changed: the old one, and the new one twice.

use chrono::FixedOffset;
use crossterm::event::{KeyCode, KeyModifiers};
use ratatui::Frame;
use ratatui::text::{Line, Span};

use super::footer::row;
use super::typed::Typed;
use super::{Action, Cx, Input, Notice, Screen, Shared, Tone, View};
use crate::desk::{Answer, Denied, DoorNews};
use crate::journal::Secret;
use crate::people::{Permission, check_secret};
use crate::texts::{people_error, texts, weak};
use crate::ui::keys;
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::{pad, wrap};

/// Columns of the name of what is asked.
const LABEL: usize = 22;

/// The box.
#[derive(Default)]
pub(super) struct SecretBox {
    /// The old one, the new one, the new one again.
    typed: [Typed; 3],
    focus: usize,
    underway: Option<u64>,
    wrong: Option<String>,
}

/// The box, where there is a secret of one's own to change.
pub(super) fn open(cx: &mut Cx) -> Action {
    let may = match cx.desk.session().person() {
        None => Err(Denied::NobodyEnrolled),
        Some(_) => cx.desk.session().may(Permission::ChangeOwnSecret),
    };
    if cx.done(&may) {
        Action::Push(Box::new(SecretBox::default()))
    } else {
        Action::Stay
    }
}

/// Who did not wait for it in the box is told whether it was changed; `whose` it was, where somebody else sits there now.
pub(super) fn tell(shared: &mut Shared, zone: FixedOffset, whose: Option<&str>) {
    let Some(answer) = shared.answered.take() else {
        return;
    };
    let (tone, text) = match answer.news {
        DoorNews::Changed(Ok(())) => (Tone::Good, texts().lock.secret_done.to_string()),
        DoorNews::Changed(Err(error)) => (Tone::Wrong, people_error(&error, zone)),
        _ => return,
    };
    let text = whose.map_or(text.clone(), |name| format!("{name}: {text}"));
    shared.notice = Some(Notice { text, tone });
}

impl SecretBox {
    fn refuse(&mut self, words: String, from: usize) {
        self.wrong = Some(words);
        self.typed[from..].iter_mut().for_each(Typed::clear);
        self.focus = from;
    }

    fn change(&mut self, cx: &mut Cx) {
        let name = cx.desk.agent().to_owned();
        if self.typed[1].text() != self.typed[2].text() {
            return self.refuse(texts().lock.secret_other.to_string(), 1);
        }
        if let Err(reason) = check_secret(self.typed[1].text(), &name) {
            return self.refuse(weak(reason).to_owned(), 1);
        }
        let now = cx.desk.world.machine_now();
        let old = Secret::new(self.typed[0].take());
        let new = Secret::new(self.typed[1].take());
        self.typed[2].clear();
        let Some(door) = &mut cx.shared.door else {
            return;
        };
        match door.change(cx.desk.session(), old, new, now) {
            Ok(ticket) => self.underway = Some(ticket),
            Err(denied) => self.refuse(crate::texts::denied(&denied, None), 0),
        }
    }

    fn answered(&mut self, cx: &mut Cx) -> Action {
        let mine = |a: &mut Answer| Some(a.ticket) == self.underway;
        let Some(answer) = cx.shared.answered.take_if(mine) else {
            return Action::Stay;
        };
        self.underway = None;
        match answer.news {
            DoorNews::Changed(Ok(())) => {
                cx.say(Tone::Good, texts().lock.secret_done.to_string());
                Action::Pop
            }
            DoorNews::Changed(Err(error)) => {
                self.refuse(people_error(&error, cx.desk.world.zone()), 0);
                Action::Stay
            }
            _ => Action::Stay,
        }
    }
}

impl Screen for SecretBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        match input {
            Input::Tick => return self.answered(cx),
            // Leaving is always possible: what becomes of it is told wherever one is then.
            Input::Key(key) if key.code == KeyCode::Esc => return Action::Pop,
            // It may be done already: it is waited for.
            Input::Key(_) | Input::Paste(_) if self.underway.is_some() => {}
            Input::Paste(text) => {
                self.wrong = None;
                self.typed[self.focus].paste(text);
            }
            Input::Key(key) => match key.code {
                KeyCode::Tab | KeyCode::Down => self.focus = (self.focus + 1) % 3,
                KeyCode::BackTab | KeyCode::Up => self.focus = (self.focus + 2) % 3,
                KeyCode::Enter if self.focus < 2 => self.focus += 1,
                KeyCode::Enter => self.change(cx),
                KeyCode::Backspace => self.typed[self.focus].pop(),
                KeyCode::Char('u') if key.modifiers == KeyModifiers::CONTROL => {
                    self.typed[self.focus].clear();
                }
                _ => {
                    if let Some(KeyCode::Char(c)) = keys::plain(*key) {
                        self.wrong = None;
                        self.typed[self.focus].push(c);
                    }
                }
            },
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().lock;
        let inside = popup::frame(frame, &t.secret_title, 66, 12, cx.theme);
        let names = [&t.secret_old, &t.secret_new, &t.secret_again];
        for (i, (name, typed)) in names.into_iter().zip(&self.typed).enumerate() {
            let here = i == self.focus && self.underway.is_none();
            let at = row(inside, 1 + u16::try_from(i).unwrap_or(0));
            let style = if here { cx.theme.here } else { cx.theme.quiet };
            let room = usize::from(at.width).saturating_sub(LABEL + 1);
            let dots = typed.dots(room, cx.sign("•", "*"));
            let column = u16::try_from(LABEL + typed.len().min(room)).unwrap_or(u16::MAX);
            let line = Line::from(vec![
                Span::styled(pad(name, LABEL), style),
                Span::styled(dots, cx.theme.strong),
            ]);
            put::line(frame, at, &line);
            if here {
                let column = column.min(at.width.saturating_sub(1));
                frame.set_cursor_position((at.x + column, at.y));
            }
        }
        let (words, style) = match &self.wrong {
            _ if self.underway.is_some() => (t.checking.to_string(), cx.theme.strong),
            Some(wrong) => (wrong.clone(), cx.theme.wrong),
            None => (t.secret_hint.to_string(), cx.theme.quiet),
        };
        let room = usize::from(inside.width);
        let words = wrap(&words, room).into_iter().take(3);
        for (i, line) in words.enumerate() {
            let at = row(inside, 5 + u16::try_from(i).unwrap_or(0));
            put::line(frame, at, &Line::styled(line, style));
        }
        let last = row(inside, inside.height.saturating_sub(1));
        put::line(
            frame,
            last,
            &Line::styled(t.secret_keys.to_string(), cx.theme.strong),
        );
    }

    fn is_box(&self) -> bool {
        true
    }
}
