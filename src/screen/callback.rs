//! Promising a call: the number and the agreed hour, typed as people say it.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::footer::row;
use super::{Action, Cx, Input, Screen, Tone, View};
use crate::attention::Command;
use crate::form::{self, Editor};
use crate::protocol::{Answer, Ask, Look, Outcome, keys};
use crate::texts;
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::{fit, wrap};

/// The number and the hour of a promised call.
pub(super) struct CallbackBox {
    phone: Box<dyn Editor>,
    hour: Box<dyn Editor>,
    on_hour: bool,
    wrong: Option<String>,
}

impl CallbackBox {
    /// Starts with the number the person gave, which is still confirmed aloud.
    pub(super) fn new(cx: &Cx) -> Self {
        let known = cx
            .desk
            .front()
            .and_then(|f| {
                f.attention
                    .answer(keys::CALLBACK_PHONE)
                    .or_else(|| f.attention.answer(keys::PHONE))
            })
            .cloned();
        let on_hour = known.is_some();
        let mut phone = form::build(&Ask::Phone, known.as_ref());
        phone.set_cursor(u32::MAX);
        Self {
            phone,
            hour: form::build(&Ask::Moment(Look::Ahead), None),
            on_hour,
            wrong: None,
        }
    }

    fn editor(&mut self) -> &mut Box<dyn Editor> {
        if self.on_hour {
            &mut self.hour
        } else {
            &mut self.phone
        }
    }

    fn confirm(&mut self, cx: &mut Cx) -> Action {
        let form = cx.form();
        let phone = self.phone.answer(&form);
        if phone.is_empty() || phone.check(&Ask::Phone).is_err() {
            self.on_hour = false;
            let fault = phone.check(&Ask::Phone).err();
            self.wrong = Some(fault.map_or_else(
                || cx.texts().callback.need_phone.to_string(),
                |f| texts::fault(&f),
            ));
            return Action::Stay;
        }
        if !self.on_hour {
            self.phone.leave(&form);
            self.on_hour = true;
            return Action::Stay;
        }
        let Answer::Moment(at) = self.hour.answer(&form) else {
            self.wrong = Some(cx.texts().callback.need_hour.to_string());
            return Action::Stay;
        };
        let promised = cx
            .desk
            .promise_callback(phone.text().unwrap_or_default(), at);
        if let Err(denied) = promised {
            self.wrong = Some(texts::denied(&denied, None));
            return Action::Stay;
        }
        cx.shared.stale = true;
        cx.say(
            Tone::Good,
            cx.texts()
                .callback
                .promised
                .fill(&[("hour", &texts::moment(at, cx.desk.local()))]),
        );
        // With nobody on the line any more, the promise is all that is left to do.
        if cx.desk.front().is_some_and(|f| f.attention.cut.is_some()) {
            let outcome = Outcome::CutOff;
            let cut = cx
                .desk
                .act_all(vec![Command::Conclude { outcome }, Command::File]);
            if cx.done(&cut) {
                return Action::Home;
            }
        }
        Action::Pop
    }
}

impl Screen for CallbackBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let form = cx.form();
        match input {
            Input::Key(key) => match key.code {
                KeyCode::Esc => return Action::Pop,
                KeyCode::Enter => return self.confirm(cx),
                KeyCode::Tab | KeyCode::BackTab | KeyCode::Up | KeyCode::Down => {
                    self.on_hour = !self.on_hour;
                }
                _ => {
                    self.wrong = None;
                    self.editor().key(*key, &form);
                }
            },
            Input::Paste(text) => {
                self.editor().paste(text, &form);
            }
            Input::Tick => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().callback;
        let form = cx.form();
        let inside = popup::frame(frame, &t.title, 68, 13, cx.theme);
        let room = usize::from(inside.width);
        let mut say = wrap(&cx.spoken().callback.say, room);
        let keys = wrap(&t.keys, room);
        // Two fields, what is said of them, and the keys; where there is no room for more, the words to say give way.
        let least = 3 + keys.len();
        let tight = say.len() + least + 4 > usize::from(inside.height);
        let gap = u16::from(!tight);
        say.truncate(usize::from(inside.height).saturating_sub(least));
        let mut y = gap;
        for line in say {
            put::line(frame, row(inside, y), &Line::styled(line, cx.theme.say));
            y += 1;
        }
        y += gap;
        for (on_hour, label, editor) in
            [(false, &t.phone, &self.phone), (true, &t.hour, &self.hour)]
        {
            let here = self.on_hour == on_hour;
            let at = row(inside, y);
            let label_style = if here { cx.theme.here } else { cx.theme.quiet };
            put::line(frame, at, &Line::styled(fit(label, 16), label_style));
            let area = Rect {
                x: at.x + 18,
                width: at.width.saturating_sub(18),
                ..at
            };
            if let Some(cursor) = editor.draw(frame, area, here, cx.theme, &form) {
                frame.set_cursor_position(cursor);
            }
            y += 1;
        }
        y += gap;
        let below = match &self.wrong {
            Some(wrong) => Line::styled(fit(wrong, room), cx.theme.wrong),
            None => Line::styled(
                fit(&self.hour.hint(&form).unwrap_or_default(), room),
                cx.theme.quiet,
            ),
        };
        put::line(frame, row(inside, y), &below);
        for key in keys {
            y += 1;
            let line = Line::styled(key, cx.theme.quiet);
            put::line(frame, row(inside, y + gap), &line);
        }
    }

    fn is_box(&self) -> bool {
        true
    }
}
