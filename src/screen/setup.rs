//! The first run: institution and protocol, office, station, agent. Under a minute, then work.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::footer::row;
use crate::desk::{Denied, Library, PackError};
use crate::form::{self, Editor, FormContext, Reaction};
use crate::journal::Station;
use crate::protocol::{Answer, Ask, Choice};
use crate::texts::{denied, texts};
use crate::ui::finish::finish;
use crate::ui::put;
use crate::ui::text::{fit, pad, wrap};
use crate::ui::theme::Theme;

/// The questions of the first run. Not a [`super::Screen`]: there is no desk yet.
pub struct SetupScreen {
    library: Library,
    fields: [(&'static str, Box<dyn Editor>); 5],
    focus: usize,
    wrong: Option<String>,
    /// Said in place of the hint until the next key.
    said: Option<&'static str>,
    /// Something was typed: Esc asks before it is lost.
    touched: bool,
    leaving: bool,
}

/// What an input to the first run led to.
pub enum Setup {
    Stay,
    Leave,
    Ready(Station),
}

impl SetupScreen {
    /// The questions, with the packs that can be chosen.
    pub fn new(library: Library) -> Self {
        let t = &texts().setup;
        let options: Vec<Choice> = library
            .usable()
            .map(|o| Choice {
                id: o.id.clone(),
                label: o.title.clone(),
            })
            .collect();
        let first = options.first().map(|o| Answer::Choice(o.id.clone()));
        Self {
            library,
            fields: [
                (
                    &*t.protocol,
                    form::build(&Ask::Choice(options), first.as_ref()),
                ),
                (&*t.office, form::build(&Ask::Text, None)),
                (&*t.station, form::build(&Ask::Text, None)),
                (&*t.agent, form::build(&Ask::Text, None)),
                (&*t.first, form::build(&Ask::Text, None)),
            ],
            focus: 0,
            wrong: None,
            said: None,
            touched: false,
            leaving: false,
        }
    }
}

/// Why the answers of the first run cannot be used: which question, and the words.
pub struct Unfit {
    pub question: usize,
    pub words: String,
}

/// A number that is 1 where it is left empty.
fn one_unless(text: &str) -> &str {
    let text = text.trim();
    if text.is_empty() { "1" } else { text }
}

/// Makes a station of what was answered, on the screen or by flags.
pub fn station(
    library: &Library,
    protocol: &str,
    office: &str,
    station: &str,
    agent: &str,
    first: &str,
) -> Result<Station, Unfit> {
    let t = &texts().setup;
    let unfit = |question: usize, words: &str| {
        Err(Unfit {
            question,
            words: words.to_owned(),
        })
    };
    let read = match library.protocol(protocol) {
        Ok(read) => read,
        Err(PackError::Unknown { .. }) => {
            return unfit(0, &t.bad_protocol.fill(&[("id", &protocol)]));
        }
        Err(trouble) => return unfit(0, &denied(&Denied::Pack(trouble), None)),
    };
    let office = office.trim().to_uppercase();
    if office.len() != 3 || !office.bytes().all(|b| b.is_ascii_uppercase()) {
        return unfit(1, &t.bad_office);
    }
    let Some(number) = one_unless(station)
        .parse::<u8>()
        .ok()
        .filter(|n| (1..=99).contains(n))
    else {
        return unfit(2, &t.bad_station);
    };
    let agent = crate::safe::clean_line(agent.trim()).into_owned();
    if agent.is_empty() || agent.chars().count() > 80 {
        return unfit(3, &t.bad_agent);
    }
    let Some(first_sequence) = one_unless(first)
        .parse::<u32>()
        .ok()
        .filter(|n| (1..=999_999).contains(n))
    else {
        return unfit(4, &t.bad_first);
    };
    Ok(Station {
        institution: read.institution,
        office,
        station: number,
        agent,
        protocol: protocol.to_owned(),
        first_sequence,
        practice: false,
    })
}

impl SetupScreen {
    /// Takes one key.
    pub fn key(&mut self, key: crossterm::event::KeyEvent, form: &FormContext) -> Setup {
        let last = self.fields.len() - 1;
        let t = &texts().setup;
        self.said = None;
        let asked = std::mem::take(&mut self.leaving);
        match key.code {
            KeyCode::Esc if self.touched && !asked => {
                self.leaving = true;
                self.said = Some(&t.leave);
            }
            KeyCode::Esc => return Setup::Leave,
            KeyCode::F(1) => self.said = Some(&t.help),
            KeyCode::Tab | KeyCode::Down => {
                self.focus = if self.focus < last { self.focus + 1 } else { 0 }
            }
            KeyCode::BackTab | KeyCode::Up => self.focus = self.focus.saturating_sub(1),
            KeyCode::Enter | KeyCode::F(10) => {
                if self.focus < last && key.code == KeyCode::Enter {
                    self.focus += 1;
                } else {
                    let given = |i: usize| {
                        self.fields[i]
                            .1
                            .answer(form)
                            .text()
                            .unwrap_or_default()
                            .to_owned()
                    };
                    match station(
                        &self.library,
                        &given(0),
                        &given(1),
                        &given(2),
                        &given(3),
                        &given(4),
                    ) {
                        Ok(station) => return Setup::Ready(station),
                        Err(unfit) => {
                            self.focus = unfit.question;
                            self.wrong = Some(unfit.words);
                        }
                    }
                }
            }
            _ => {
                self.wrong = None;
                let done = self.fields[self.focus].1.key(key, form);
                self.touched |= done == Reaction::Changed;
            }
        }
        Setup::Stay
    }

    /// Takes a paste into the question in front.
    pub fn paste(&mut self, text: &str, form: &FormContext) {
        self.touched |= self.fields[self.focus].1.paste(text, form) == Reaction::Changed;
    }

    /// Says why the journal could not be made.
    pub fn fail(&mut self, words: String) {
        self.wrong = Some(words);
    }

    pub fn draw(&self, frame: &mut Frame, theme: &Theme, form: &FormContext) {
        let t = &texts().setup;
        let area = frame.area();
        let body = Rect {
            x: area.x + 3,
            y: area.y + 1,
            width: area.width.saturating_sub(6).min(90),
            height: area.height.saturating_sub(2),
        };
        let room = usize::from(body.width);
        let low = body.height < 14;
        let label = 22.min(body.width / 2);
        let rows = |i: usize, width: u16| {
            let editor = &self.fields[i].1;
            let rows = if i == self.focus {
                editor.open_height(width)
            } else {
                editor.height(width)
            };
            rows.max(1)
        };
        let hints = [
            &t.protocol_hint,
            &t.office_hint,
            &t.station_hint,
            &t.agent_hint,
            &t.first_hint,
        ];
        let (words, style) = match (self.said, &self.wrong) {
            (Some(said), _) => (said, theme.strong),
            (None, Some(wrong)) => (wrong.as_str(), theme.wrong),
            (None, None) => (&**hints[self.focus], theme.quiet),
        };
        let words = wrap(words, room);
        let welcome = wrap(&t.welcome, room);
        // On few rows what is asked, and what is said of it, come before the welcome.
        let questions: u16 = (0..self.fields.len())
            .map(|i| rows(i, body.width - label))
            .sum();
        let beside = u16::try_from(welcome.len() + words.len()).unwrap_or(u16::MAX);
        let greets = !low && questions.saturating_add(beside).saturating_add(5) <= body.height;
        let mut lines = vec![Line::styled(t.title.to_string(), theme.strong)];
        if greets {
            lines.push(Line::default());
            lines.extend(welcome.into_iter().map(|l| Line::styled(l, theme.text)));
        }
        let mut y = u16::try_from(lines.len()).unwrap_or(0) + u16::from(!low);
        put::lines(frame, body, &lines);
        // A row between the questions where all of them, the hint and the keys still have room.
        let asked = questions + u16::try_from(self.fields.len()).unwrap_or(0);
        let apart = u16::from(body.height > 16 && y + asked + 3 <= body.height);
        for (i, (name, editor)) in self.fields.iter().enumerate() {
            let here = i == self.focus;
            let at = row(body, y);
            put::line(
                frame,
                at,
                &Line::styled(
                    pad(name, usize::from(label)),
                    if here { theme.here } else { theme.quiet },
                ),
            );
            let height = rows(i, body.width - label);
            let editor_at = Rect {
                x: at.x + label,
                width: at.width.saturating_sub(label),
                height: height.min(body.height.saturating_sub(y)),
                ..at
            };
            if let (true, Some(cursor)) = (here, editor.draw(frame, editor_at, here, theme, form)) {
                frame.set_cursor_position(cursor);
            }
            y += height + apart;
        }
        for line in words {
            y += 1;
            put::line(frame, row(body, y), &Line::styled(line, style));
        }
        let (last, style) = match (self.said, &self.wrong) {
            (Some(said), _) if low => (said, theme.strong),
            (None, Some(wrong)) if low => (wrong.as_str(), theme.wrong),
            _ => (&*t.keys, theme.quiet),
        };
        put::line(
            frame,
            row(body, body.height.saturating_sub(1)),
            &Line::styled(fit(last, room), style),
        );
        finish(frame.buffer_mut(), theme);
    }
}
