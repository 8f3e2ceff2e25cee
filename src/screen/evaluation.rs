//! The screen turned to the person: the questions about the service, one at a time, and nothing else. No name, no number,
//! no key but the digits; the agent takes the screen back with Esc pressed twice, which nobody does by chance.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

use super::{Action, Cx, Input, Screen, Tone, View};
use crate::attention::Command;
use crate::protocol::{Answer, Ask, Field};
use crate::texts::{self, EvaluationWords};
use crate::ui::keys::plain;
use crate::ui::text::wrap;

/// Turns the screen to the person, where the protocol has questions about the service.
pub(super) fn turn(cx: &mut Cx) -> Action {
    let questions: Vec<Question> = cx.desk.front().map_or_else(Vec::new, |front| {
        let asked = front.attention.evaluation(&front.protocol);
        let words = &texts::spoken(&front.protocol).evaluation;
        asked.filter_map(|f| Question::of(f, words)).collect()
    });
    if questions.is_empty() {
        cx.say(Tone::Plain, cx.texts().evaluation.none.to_string());
        return Action::Stay;
    }
    Action::Push(Box::new(EvaluationScreen {
        questions,
        at: 0,
        leaving: false,
    }))
}

/// One question with the answers that its digits give.
struct Question {
    field: String,
    text: String,
    /// What the ends of the scale mean, as the pack says it.
    hint: String,
    answers: Vec<(char, String, Answer)>,
}

impl Question {
    /// A question that can be answered by one digit; `None` for one of another kind.
    fn of(field: &Field, t: &EvaluationWords) -> Option<Self> {
        let numbered = |labels: Vec<(String, Answer)>| -> Vec<(char, String, Answer)> {
            let digits = '1'..='9';
            let rows = digits.zip(labels);
            rows.map(|(c, (label, answer))| (c, label, answer))
                .collect()
        };
        let mut answers = match &field.ask {
            // A mark of two digits cannot be keyed by one.
            Ask::Rating(most) if *most < 10 => numbered(
                (1..=*most)
                    .map(|n| (String::new(), Answer::Rating(n)))
                    .collect(),
            ),
            Ask::YesNo => numbered(vec![
                (t.yes.to_string(), Answer::YesNo(true)),
                (t.no.to_string(), Answer::YesNo(false)),
            ]),
            Ask::Choice(options) if options.len() < 10 => {
                let label =
                    |o: &crate::protocol::Choice| (o.label.clone(), Answer::Choice(o.id.clone()));
                numbered(options.iter().map(label).collect())
            }
            _ => return None,
        };
        if field.may_decline {
            answers.push(('0', t.declined.to_string(), Answer::Declined));
        }
        Some(Self {
            field: field.key.clone(),
            text: field.label.clone(),
            hint: field.hint.clone().unwrap_or_default(),
            answers,
        })
    }
}

/// The questions, the one in front, and thanks behind the last.
struct EvaluationScreen {
    questions: Vec<Question>,
    at: usize,
    /// Esc was pressed once: a second one gives the screen back.
    leaving: bool,
}

impl Screen for EvaluationScreen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        let was_leaving = std::mem::take(&mut self.leaving);
        match plain(*key) {
            Some(KeyCode::Esc) if was_leaving => return Action::Pop,
            Some(KeyCode::Esc) => self.leaving = true,
            // A slip of the finger is taken back.
            Some(KeyCode::Backspace | KeyCode::Left) => self.at = self.at.saturating_sub(1),
            Some(KeyCode::Char(digit)) => {
                let question = self.questions.get(self.at);
                let given = question.and_then(|q| {
                    let (_, _, answer) = q.answers.iter().find(|(c, ..)| *c == digit)?;
                    Some((q.field.clone(), answer.clone()))
                });
                if let Some((field, answer)) = given {
                    let kept = cx.desk.act(Command::Evaluate { field, answer });
                    // What could not be kept is said to the agent, not to the person.
                    if cx.done(&kept) {
                        self.at += 1;
                    } else {
                        return Action::Pop;
                    }
                }
            }
            _ => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.spoken().evaluation;
        let area = frame.area();
        let room = usize::from(area.width.saturating_sub(8)).clamp(10, 72);
        let mut lines: Vec<Line> = Vec::new();
        if let Some(question) = self.questions.get(self.at) {
            let progress = t
                .progress
                .fill(&[("n", &(self.at + 1)), ("total", &self.questions.len())]);
            lines.push(Line::styled(progress, cx.theme.quiet));
            lines.push(Line::default());
            let text = wrap(&question.text, room).into_iter();
            lines.extend(text.map(|l| Line::styled(l, cx.theme.strong)));
            let hint = wrap(&question.hint, room).into_iter();
            lines.extend(hint.map(|l| Line::styled(l, cx.theme.text)));
            lines.push(Line::default());
            let (bare, named): (Vec<_>, Vec<_>) = question
                .answers
                .iter()
                .partition(|(_, label, _)| label.is_empty());
            if !bare.is_empty() {
                let marks: Vec<String> = bare.iter().map(|(c, ..)| c.to_string()).collect();
                lines.push(Line::styled(marks.join("     "), cx.theme.here));
                lines.push(Line::default());
            }
            for (digit, label, _) in named {
                lines.push(Line::styled(format!("{digit}   {label}"), cx.theme.here));
            }
            lines.push(Line::default());
            lines.push(Line::styled(t.how.to_string(), cx.theme.quiet));
        } else {
            lines.push(Line::styled(t.thanks.to_string(), cx.theme.strong));
            lines.push(Line::default());
            lines.push(Line::styled(t.turn_back.to_string(), cx.theme.text));
        }
        if self.leaving {
            let back = wrap(&cx.texts().evaluation.back, room).into_iter();
            lines.push(Line::default());
            lines.extend(back.map(|l| Line::styled(l, cx.theme.quiet)));
        }
        let rows = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .min(area.height);
        let middle = Rect {
            y: area.y + (area.height - rows) / 2,
            height: rows,
            ..area
        };
        frame.render_widget(Paragraph::new(lines).alignment(Alignment::Center), middle);
        frame.set_cursor_position((area.x + area.width / 2, middle.y));
    }
}
