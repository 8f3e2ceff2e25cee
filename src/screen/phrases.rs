//! What to say and to remember: a column, a band where there is no room for one, and a box with everything in full.

use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::attention::AttentionScreen;
use super::{Action, Cx, Input, Screen, View};
use crate::desk::{Known, Prompt};
use crate::texts;
use crate::ui::popup;
use crate::ui::put;
use crate::ui::text::{fit, pad, width, wrap};

/// The phrases in a box that scrolls.
pub(super) struct PhrasesBox {
    prompt: Prompt,
    knowledge: Vec<Known>,
    scroll: usize,
}

impl PhrasesBox {
    pub(super) fn new(prompt: Prompt, knowledge: Vec<Known>) -> Self {
        Self {
            prompt,
            knowledge,
            scroll: 0,
        }
    }
}

impl Screen for PhrasesBox {
    fn input(&mut self, input: &Input, _cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match key.code {
            KeyCode::Esc | KeyCode::Enter | KeyCode::F(9) => return Action::Pop,
            KeyCode::Down | KeyCode::PageDown | KeyCode::Char(' ') => self.scroll += 1,
            KeyCode::Up | KeyCode::PageUp => self.scroll = self.scroll.saturating_sub(1),
            _ => {}
        }
        Action::Stay
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().attention;
        let width = frame.area().width.saturating_sub(6).min(90);
        let room = usize::from(width).saturating_sub(6);
        let mut lines = Vec::new();
        if self.prompt.has_words() {
            lines.push(Line::styled(words_heading(cx).to_owned(), cx.theme.quiet));
        }
        for phrase in self.prompt.now.iter().chain(&self.prompt.say) {
            lines.extend(
                wrap(phrase, room)
                    .into_iter()
                    .map(|l| Line::styled(l, cx.theme.say)),
            );
            lines.push(Line::default());
        }
        lines.push(Line::styled(t.remember.to_string(), cx.theme.quiet));
        let listed = |phrase: &str, lines: &mut Vec<Line>| {
            for (i, l) in wrap(phrase, room.saturating_sub(2)).into_iter().enumerate() {
                lines.push(Line::styled(
                    format!("{}{l}", if i == 0 { cx.sign("· ", "- ") } else { "  " }),
                    cx.theme.text,
                ));
            }
        };
        for phrase in &self.prompt.remember {
            listed(phrase, &mut lines);
        }
        for (i, known) in self.knowledge.iter().enumerate() {
            lines.push(Line::default());
            if i == 0 {
                lines.push(Line::styled(t.know.to_string(), cx.theme.quiet));
            }
            lines.extend(
                wrap(&known.title, room)
                    .into_iter()
                    .map(|l| Line::styled(l, cx.theme.strong)),
            );
            for phrase in &known.lines {
                listed(phrase, &mut lines);
            }
        }
        let height = u16::try_from(lines.len() + 3)
            .unwrap_or(u16::MAX)
            .min(frame.area().height.saturating_sub(2));
        let inside = popup::frame(frame, &cx.texts().phrases.title, width, height, cx.theme);
        self.scroll = self
            .scroll
            .min(lines.len().saturating_sub(usize::from(inside.height)));
        let lines = lines.split_off(self.scroll);
        put::lines(frame, inside, &lines);
        frame.set_cursor_position((inside.x, inside.y));
    }

    fn is_box(&self) -> bool {
        true
    }
}

/// What the phrases are for: to be said, or to be written where nobody is spoken to.
fn words_heading<'t>(cx: &View<'t>) -> &'t str {
    let t = &cx.texts().attention;
    let spoken = |front: &crate::desk::Front| front.attention.opening.channel.is_conversation();
    if cx.desk.front().is_none_or(spoken) {
        &t.say
    } else {
        &t.write
    }
}

pub(super) fn phrases_column(frame: &mut Frame, area: Rect, screen: &AttentionScreen, cx: &View) {
    // Wrapped once, drawn at every letter.
    let key = (
        screen.prompts_made,
        area.as_size(),
        *cx.theme,
        texts::chosen(),
    );
    let mut column = screen.column.borrow_mut();
    if column.as_ref().is_none_or(|(made, _)| *made != key) {
        *column = Some((key, column_lines(area, &screen.prompt, cx)));
    }
    if let Some((_, lines)) = &*column {
        put::lines(frame, area, lines);
    }
}

fn column_lines(area: Rect, prompt: &Prompt, cx: &View) -> Vec<Line<'static>> {
    let t = &cx.texts().attention;
    let room = usize::from(area.width).saturating_sub(2);
    let mut lines = Vec::new();
    if prompt.has_words() {
        lines.push(Line::styled(words_heading(cx).to_owned(), cx.theme.quiet));
    }
    for (i, phrase) in prompt.now.iter().chain(&prompt.say).enumerate() {
        let style = if i < prompt.now.len() || prompt.now.is_empty() {
            cx.theme.say
        } else {
            cx.theme.text
        };
        if i > 0 {
            lines.push(Line::default());
        }
        lines.extend(
            wrap(phrase, room)
                .into_iter()
                .map(|l| Line::styled(l, style)),
        );
    }
    if !prompt.remember.is_empty() {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(t.remember.to_string(), cx.theme.quiet));
    }
    for phrase in &prompt.remember {
        for (i, l) in wrap(phrase, room.saturating_sub(2)).into_iter().enumerate() {
            let mark = if i == 0 { cx.sign("· ", "- ") } else { "  " };
            lines.push(Line::styled(format!("{mark}{l}"), cx.theme.text));
        }
    }
    let over = lines.len() > usize::from(area.height);
    if over {
        lines.truncate(usize::from(area.height).saturating_sub(1));
        lines.push(Line::styled(t.more.to_string(), cx.theme.quiet));
    }
    lines
}

/// The phrases above the form; gives back the rows they took.
pub(super) fn phrases_band(
    frame: &mut Frame,
    area: Rect,
    screen: &AttentionScreen,
    low: bool,
    cx: &View,
) -> u16 {
    let t = &cx.texts().attention;
    let prompt = &screen.prompt;
    let most = if low { 1 } else { 3 };
    let heading = if prompt.has_words() {
        words_heading(cx)
    } else {
        &t.remember
    };
    let mark = format!(" {heading} ");
    let mark = pad(&mark, width(&mark).max(7));
    let room = usize::from(area.width).saturating_sub(width(&mark) + 1);
    let mut lines: Vec<Line> = Vec::with_capacity(most);
    let phrases = prompt
        .now
        .iter()
        .chain(&prompt.say)
        .map(|p| (p, cx.theme.say))
        .chain(prompt.remember.iter().map(|p| (p, cx.theme.quiet)));
    let mut left_out = false;
    for (phrase, style) in phrases {
        for (i, l) in wrap(phrase, room).into_iter().enumerate() {
            if lines.len() == most {
                left_out = true;
                break;
            }
            let lead = if lines.is_empty() {
                mark.clone()
            } else {
                " ".repeat(width(&mark))
            };
            let _ = i;
            lines.push(Line::from(vec![
                Span::styled(lead, cx.theme.quiet),
                Span::styled(l, style),
            ]));
        }
    }
    // The last row leaves room for the word at its end.
    if left_out
        && !low
        && let Some(last) = lines.last_mut().and_then(|l| l.spans.last_mut())
    {
        let free = room.saturating_sub(width(&t.more) + 1);
        last.content = fit(&last.content, free).into();
    }
    let rows = u16::try_from(lines.len())
        .unwrap_or_default()
        .min(area.height);
    put::lines(
        frame,
        Rect {
            height: rows,
            ..area
        },
        &lines,
    );
    if left_out && rows > 0 && !low {
        let more = format!("{} ", t.more);
        let cells = u16::try_from(width(&more))
            .unwrap_or_default()
            .min(area.width);
        let at = Rect {
            x: area.x + area.width - cells,
            y: area.y + rows - 1,
            width: cells,
            height: 1,
        };
        put::line(frame, at, &Line::styled(more, cx.theme.quiet));
    }
    rows
}
