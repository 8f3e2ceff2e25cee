//! One question in a box: a note, a reason, whom to ask.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::footer::row;
use super::{Action, Cx, Input, Screen, Tone, View};
use crate::attention::Command;
use crate::form::{self, Editor, Reaction};
use crate::protocol::{Answer, Ask, Choice, MatterKind};
use crate::texts::{self, texts};
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::{fit, wrap};

type Done = Box<dyn Fn(&Given, &mut Cx) -> Result<Action, crate::desk::Denied>>;

/// What was answered, in the order of the questions.
pub(super) struct Given(Vec<Answer>);

impl Given {
    pub(super) fn answer(&self, question: usize) -> Answer {
        self.0
            .get(question)
            .cloned()
            .unwrap_or(Answer::Text(String::new()))
    }

    /// The words of an answer, without surrounding space.
    pub(super) fn text(&self, question: usize) -> String {
        self.answer(question)
            .text()
            .unwrap_or_default()
            .trim()
            .to_owned()
    }
}

/// One or more questions, each with its editor; Enter goes to the next, and at the end does what was asked.
pub(super) struct PromptBox {
    title: String,
    questions: Vec<(String, Box<dyn Editor>)>,
    focus: usize,
    wrong: Option<String>,
    /// Under which name each answer is kept while it is written; a kill or an Esc loses nothing. One without a name is not
    /// kept: it is a key to press again.
    jottings: &'static [&'static str],
    done: Done,
}

impl PromptBox {
    pub(super) fn new(title: &str, questions: &[(&str, Ask)], done: Done) -> Self {
        let questions = questions
            .iter()
            .map(|(label, ask)| ((*label).to_owned(), form::build(ask, None)))
            .collect();
        Self {
            title: title.to_owned(),
            questions,
            focus: 0,
            wrong: None,
            jottings: &[],
            done,
        }
    }

    /// The same, each answer kept under a name while it is written, and going on with what was written before.
    fn kept_as(mut self, names: &'static [&'static str], asks: &[Ask], cx: &Cx) -> Self {
        self.jottings = names;
        let Some(front) = cx.desk.front() else {
            return self;
        };
        let questions = names.iter().zip(asks).zip(&mut self.questions);
        for ((name, ask), (_, editor)) in questions.filter(|((n, _), _)| !n.is_empty()) {
            if let Some(text) = front.jotting(name) {
                *editor = form::build(ask, Some(&Answer::Text(text.to_owned())));
                editor.set_cursor(u32::MAX);
            }
        }
        self
    }

    fn jot(&self, cx: &mut Cx) {
        let form = cx.form();
        if let (Some(name), Some((_, editor))) = (
            self.jottings.get(self.focus).filter(|n| !n.is_empty()),
            self.questions.get(self.focus),
        ) {
            cx.desk
                .jot(name, editor.answer(&form).text().unwrap_or_default());
        }
    }

    /// The same, the first question edited by this, which may hold an answer already.
    pub(super) fn holding(mut self, mut first: Box<dyn Editor>) -> Self {
        if let Some((_, editor)) = self.questions.first_mut() {
            first.set_cursor(u32::MAX);
            *editor = first;
        }
        self
    }
}

/// Does what was asked. What was kept while it was written goes in the same transaction, so that a cut finds it said or
/// kept and never both; where it is refused it is kept on.
fn say(
    names: &[&str],
    given: &Given,
    cx: &mut Cx,
    act: impl FnOnce(&mut Cx) -> Result<(), crate::desk::Denied>,
) -> Result<(), crate::desk::Denied> {
    let kept = || names.iter().enumerate().filter(|(_, n)| !n.is_empty());
    kept().for_each(|(_, name)| cx.desk.jot(name, ""));
    let done = act(cx);
    if done.is_err() {
        kept().for_each(|(i, name)| cx.desk.jot(name, &given.text(i)));
    }
    done
}

/// A note in the attention in front.
pub(super) fn note(cx: &Cx) -> PromptBox {
    let t = &texts().prompts;
    let done: Done = Box::new(|given, cx| {
        let text = given.text(0);
        say(&["note"], given, cx, |cx| {
            cx.desk.act(Command::Note { text })
        })?;
        cx.say(Tone::Good, texts().prompts.noted.to_string());
        Ok(Action::Pop)
    });
    PromptBox::new(&t.note_title, &[(&t.note, Ask::Notes)], done).kept_as(
        &["note"],
        &[Ask::Notes],
        cx,
    )
}

/// Asking a supervisor or support desk; or, while one is being asked, what they said.
pub(super) fn consult(cx: &Cx) -> PromptBox {
    let t = &texts().prompts;
    if cx
        .desk
        .front()
        .is_some_and(|f| f.attention.consult.is_some())
    {
        let done: Done = Box::new(|given, cx| {
            let answer = given.text(0);
            say(&["advice"], given, cx, |cx| {
                cx.desk.act(Command::Advise { answer })
            })?;
            Ok(Action::Pop)
        });
        return PromptBox::new(&t.advice_title, &[(&t.advice, Ask::Notes)], done).kept_as(
            &["advice"],
            &[Ask::Notes],
            cx,
        );
    }
    let done: Done = Box::new(|given, cx| {
        let (whom, question) = (given.text(0), given.text(1));
        say(&["whom", "question"], given, cx, |cx| {
            cx.desk.act(Command::Consult { whom, question })
        })?;
        cx.say(Tone::Plain, texts().prompts.consulting.to_string());
        Ok(Action::Pop)
    });
    PromptBox::new(
        &t.consult_title,
        &[(&t.whom, Ask::Text), (&t.question, Ask::Notes)],
        done,
    )
    .kept_as(&["whom", "question"], &[Ask::Text, Ask::Notes], cx)
}

/// A complaint, a claim, a suggestion or a denunciation, without losing the place in the attention.
pub(super) fn voice(cx: &Cx) -> PromptBox {
    let t = &texts().prompts;
    let kinds = MatterKind::VOICED.map(|kind| Choice {
        id: kind.name().to_owned(),
        label: texts().matters.name(kind).to_string(),
    });
    let done: Done = Box::new(|given, cx| {
        let said = given.answer(0);
        let kind = MatterKind::VOICED
            .into_iter()
            .find(|k| said.text() == Some(k.name()))
            .unwrap_or(MatterKind::Complaint);
        let owed = given.answer(2) == Answer::YesNo(true);
        say(&["", "voice"], given, cx, |cx| {
            cx.desk.voice(kind, &given.text(1), owed)
        })?;
        let t = &texts().prompts;
        let words = if owed { &t.voiced_owed } else { &t.voiced };
        let words = words.fill(&[("kind", texts().matters.name(kind))]);
        cx.say(Tone::Good, words);
        Ok(Action::Pop)
    });
    let asks = [Ask::Choice(kinds.into()), Ask::Notes, Ask::YesNo];
    let [kind, text, answer] = asks.clone();
    let first = Answer::Choice(MatterKind::Complaint.name().to_owned());
    PromptBox::new(
        &t.voice_title,
        &[
            (&t.voice_kind, kind.clone()),
            (&t.voice, text),
            (&t.voice_answer, answer),
        ],
        done,
    )
    .kept_as(&["", "voice", ""], &asks, cx)
    .holding(form::build(&kind, Some(&first)))
}

/// The person left, or this was begun by mistake.
pub(super) fn abandon() -> PromptBox {
    let t = &texts().prompts;
    let done: Done = Box::new(|given, cx| {
        cx.desk.act(Command::Abandon {
            reason: given.text(0),
        })?;
        cx.desk.park();
        Ok(Action::Home)
    });
    PromptBox::new(&t.abandon_title, &[(&t.abandon, Ask::Text)], done)
}

impl Screen for PromptBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let form = cx.form();
        let last = self.questions.len() - 1;
        match input {
            Input::Key(key) => match key.code {
                KeyCode::Esc => return Action::Pop,
                KeyCode::Tab => self.focus = if self.focus < last { self.focus + 1 } else { 0 },
                KeyCode::BackTab => self.focus = self.focus.checked_sub(1).unwrap_or(last),
                KeyCode::Enter if self.focus < last => self.focus += 1,
                KeyCode::Enter => {
                    let given = Given(
                        self.questions
                            .iter()
                            .map(|(_, e)| e.answer(&form))
                            .collect(),
                    );
                    match (self.done)(&given, cx) {
                        Ok(action) => return action,
                        Err(denied) => self.wrong = Some(texts::denied(&denied, None)),
                    }
                }
                _ => {
                    self.wrong = None;
                    if self.questions[self.focus].1.key(*key, &form) == Reaction::Changed {
                        self.jot(cx);
                    }
                }
            },
            Input::Paste(text) => {
                if self.questions[self.focus].1.paste(text, &form) == Reaction::Changed {
                    self.jot(cx);
                }
            }
            Input::Tick => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let form = cx.form();
        let width = frame.area().width.saturating_sub(4).min(72);
        let room = width.saturating_sub(4);
        let rows: Vec<u16> = self
            .questions
            .iter()
            .enumerate()
            .map(|(i, (_, e))| {
                let rows = if i == self.focus {
                    e.open_height(room)
                } else {
                    e.height(room)
                };
                rows.max(1)
            })
            .collect();
        let height = rows.iter().map(|r| r + 2).sum::<u16>() + 5;
        let inside = popup::frame(frame, &self.title, width, height, cx.theme);
        // Where there is no room for all of it, first the blank rows go, then the questions before the one in front.
        let tight = inside.height + 2 < height;
        let gap = u16::from(!tight);
        let room = inside.height.saturating_sub(1);
        let taken = |from: usize| rows[from..=self.focus].iter().map(|r| r + 1).sum::<u16>();
        let first = (0..self.focus).find(|from| !tight || taken(*from) <= room);
        let first = first.unwrap_or(self.focus);
        let mut y = gap;
        for (i, (label, editor)) in self.questions.iter().enumerate().skip(first) {
            let here = i == self.focus;
            let style = if here { cx.theme.here } else { cx.theme.quiet };
            put::line(
                frame,
                row(inside, y),
                &Line::styled(fit(label, usize::from(inside.width)), style),
            );
            let at = row(inside, y + 1);
            let area = Rect {
                height: rows[i]
                    .min(room.saturating_sub(y + 1))
                    .max(at.height.min(1)),
                ..at
            };
            if let (true, Some(cursor)) = (here, editor.draw(frame, area, here, cx.theme, &form)) {
                frame.set_cursor_position(cursor);
            }
            y += rows[i] + 1 + gap;
        }
        let y = y.min(room);
        put::line(
            frame,
            row(inside, y),
            &Line::raw(" ".repeat(usize::from(inside.width))),
        );
        let below = match &self.wrong {
            Some(wrong) => wrap(wrong, usize::from(inside.width))
                .first()
                .map(|l| Line::styled(l.clone(), cx.theme.wrong)),
            None => Some(Line::styled(
                cx.texts().prompts.keys.to_string(),
                cx.theme.quiet,
            )),
        };
        put::line(frame, row(inside, y), &below.unwrap_or_default());
    }

    fn is_box(&self) -> bool {
        true
    }
}
