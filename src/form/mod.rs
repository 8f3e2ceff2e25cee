//! Field editors: what an agent types and chooses, one file a kind.
//!
//! An editor never refuses typing: what it cannot read it hands out as [`Answer::Unread`] and takes back as it was.
//! Editors know neither the protocol nor the disk; a screen gives them keys and stores what they answer.

mod checklist;
mod choice;
mod choices;
mod date;
mod document;
mod edit;
mod line;
mod marks;
mod minutes;
mod moment;
mod moment_day;
mod moment_hour;
mod moment_said;
mod moment_tokens;
mod moment_words;
mod notes;
mod number;
mod number_words;
mod options;
mod pick;
mod place;
mod rating;
mod view;
mod wrap;
mod yes_no;

pub use moment_said::describe_moment;
pub use moment_words::read_moment;

use chrono::NaiveDateTime;
use ratatui::Frame;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use crate::protocol::{Answer, Ask, Field};
use crate::texts;
use crate::ui::theme::Theme;

/// What an editor may ask about the moment it is used in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormContext {
    /// Date and hour in the office's zone.
    pub now: NaiveDateTime,
    /// Whether the console shows nothing but ASCII signs.
    pub ascii: bool,
}

/// What a key or a paste did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction {
    /// The key is not the editor's: the screen may use it.
    Ignored,
    /// The key was the editor's and the answer is the same.
    Moved,
    /// The answer changed, and waits to be saved.
    Changed,
}

/// What edits one field.
pub trait Editor {
    /// Takes a key that the screen's own table does not own.
    fn key(&mut self, key: KeyEvent, cx: &FormContext) -> Reaction;

    /// Takes a paste as one input: cleaned, never a submission.
    fn paste(&mut self, text: &str, cx: &FormContext) -> Reaction;

    /// What the field holds now.
    fn answer(&self, cx: &FormContext) -> Answer;

    /// What to store so that editing resumes exactly here: characters from the start, or the option in front.
    fn cursor(&self) -> u32;

    /// Resumes where [`Editor::cursor`] was; what lies outside is brought to the nearest place inside.
    fn set_cursor(&mut self, cursor: u32);

    /// Tidies what was typed when the field is left.
    fn leave(&mut self, cx: &FormContext);

    /// The rows that the field needs for this width while another field is edited.
    fn height(&self, width: u16) -> u16;

    /// The rows that the field needs for this width while it is edited; in fewer, it scrolls.
    fn open_height(&self, width: u16) -> u16 {
        self.height(width)
    }

    /// Draws the field and says where the hardware cursor goes: always somewhere inside when focused.
    fn draw(
        &self,
        frame: &mut Frame,
        area: Rect,
        focused: bool,
        theme: &Theme,
        cx: &FormContext,
    ) -> Option<Position>;

    /// A quiet word about how to answer, or about how the answer was read.
    fn hint(&self, cx: &FormContext) -> Option<String>;
}

/// The editor for a field, with what was answered before.
pub fn build_field(field: &Field, answer: Option<&Answer>) -> Box<dyn Editor> {
    editor(&field.ask, field.may_decline, answer)
}

/// The editor for a question that no pack asks, with what was answered before.
pub fn build(ask: &Ask, answer: Option<&Answer>) -> Box<dyn Editor> {
    editor(ask, false, answer)
}

fn editor(ask: &Ask, may_decline: bool, answer: Option<&Answer>) -> Box<dyn Editor> {
    match ask {
        Ask::Text | Ask::Phone | Ask::Email | Ask::Place(None) => Box::new(line::Line::new(answer)),
        Ask::Notes => Box::new(notes::Notes::new(answer)),
        Ask::YesNo => Box::new(yes_no::YesNo::new(may_decline, answer)),
        Ask::Choice(options) => Box::new(choice::OneChoice::new(options, may_decline, answer)),
        Ask::Choices(options) => Box::new(choices::ManyChoices::new(options, answer)),
        Ask::Document(kinds) => Box::new(document::DocumentEditor::new(kinds, answer)),
        Ask::Number(bounds) => Box::new(number::NumberEditor::new(*bounds, answer)),
        Ask::Date(days) => Box::new(date::DateEditor::new(*days, answer)),
        Ask::Moment(look) => Box::new(moment::Moment::new(*look, answer)),
        Ask::Minutes(most) => Box::new(minutes::Minutes::new(*most, answer)),
        Ask::Rating(most) => Box::new(rating::Rating::new(*most, may_decline, answer)),
        Ask::Checklist(points) => Box::new(checklist::Checklist::new(points, answer)),
        Ask::Place(Some(list)) => Box::new(place::PlaceEditor::new(*list, answer)),
    }
}

/// An answer as an editor writes it out to be edited on, or shows it where it is of another kind, so that a changed protocol
/// loses nothing.
fn words(answer: &Answer) -> String {
    match answer {
        Answer::Text(t) | Answer::Unread(t) | Answer::Choice(t) => t.clone(),
        Answer::Document(document) => document.number.clone(),
        Answer::Moment(at) => moment_said::in_figures(*at),
        Answer::Minutes(n) => n.to_string(),
        other => texts::answer(other),
    }
}

#[cfg(test)]
mod tests;
