//! Every step of every pack in every channel that it has, as an agent sees it.
//!
//! Each step is walked to field by field, at both sizes: what is to be said is there in full, with the label, the hint and
//! the options of the field in front, and nothing shows a name instead of a value. A picture of each step is kept at 80
//! columns, and of each pack a sheet with all its steps, filled in, at 140.

mod answers;

use std::fmt::Write as _;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ventanilla::attention::Command;
use ventanilla::desk::{packs, protocol};
use ventanilla::protocol::{Answer, Channel, Field, Outcome, Phase, Protocol, Step, Transition};
use ventanilla::texts::texts;

use crate::play::Play;
use crate::screens::Album;
use answers::{sample_of, satisfy};

const NARROW: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (140, 40);

/// Where the form and the phrases stand on a wide screen, in columns.
const FORM: std::ops::Range<usize> = 28..100;
const PHRASES: std::ops::Range<usize> = 101..140;

/// One pack being walked in one channel, on one size of terminal.
struct Tour {
    play: Play,
    protocol: Protocol,
    channel: Channel,
    wide: bool,
    /// What is wrong with what was seen, each said once.
    wrong: Vec<String>,
}

impl Tour {
    fn of(id: &str, channel: Channel, (columns, rows): (u16, u16)) -> Self {
        let mut play = Play::new(columns, rows);
        play.app().attend(Some(id), Some(channel), None, None);
        play.advance(0);
        Self {
            play,
            protocol: protocol(id).unwrap(),
            channel,
            wide: columns >= 120,
            wrong: Vec::new(),
        }
    }

    /// Walks the pack. `see` gets every step as it is when it is reached, then filled in.
    fn walk(&mut self, mut see: impl FnMut(&str, Moment, &str)) {
        for step in self.protocol.steps.clone() {
            if step.phase == Phase::Farewell {
                self.conclude(Outcome::Resolved);
            }
            let before = self.reach(&step);
            if !self.is_walked(&step) {
                self.put_back(before);
                continue;
            }
            self.act(Command::GoTo {
                step: step.id.clone(),
            });
            see(&step.id, Moment::Reached, &self.play.picture());
            self.every_field(&step);
            see(&step.id, Moment::Filled, &self.play.picture());
            self.put_back(before);
        }
        let farewell = self.protocol.farewell_step().unwrap().clone();
        for closing in self.protocol.closings.clone() {
            if !closing.outcome.has_farewell() || closing.outcome == Outcome::Resolved {
                continue;
            }
            self.conclude(closing.outcome);
            let name = format!("{}_{}", farewell.id, closing.outcome.name());
            self.every_field(&farewell);
            see(&name, Moment::Filled, &self.play.picture());
        }
    }

    fn act(&mut self, command: Command) {
        let said = format!("{command:?}");
        let done = self.play.app().desk.act(command);
        assert!(done.is_ok(), "{} · {said}: {done:?}", self.protocol.id);
        self.play.advance(0);
    }

    fn answer(&mut self, field: &str, answer: Answer) {
        self.act(Command::Answer {
            field: field.to_owned(),
            answer,
        });
    }

    fn given(&self, field: &str) -> Option<Answer> {
        self.play
            .desk()
            .front()
            .and_then(|f| f.attention.answer(field).cloned())
    }

    fn is_walked(&self, step: &Step) -> bool {
        let front = self.play.desk().front().unwrap();
        front
            .attention
            .steps(&front.protocol)
            .any(|s| s.id == step.id)
    }

    /// Answers what the step hangs on; gives back what those fields held before.
    fn reach(&mut self, step: &Step) -> Vec<(String, Answer)> {
        let Some(when) = step.when.as_ref().filter(|_| !self.is_walked(step)) else {
            return Vec::new();
        };
        let mut before = Vec::new();
        for (field, answer) in satisfy(&self.protocol, self.channel, when, true).unwrap_or_default()
        {
            let nothing = Answer::Text(String::new());
            before.push((field.clone(), self.given(&field).unwrap_or(nothing)));
            self.answer(&field, answer);
        }
        before
    }

    fn put_back(&mut self, before: Vec<(String, Answer)>) {
        for (field, answer) in before.into_iter().rev() {
            self.answer(&field, answer);
        }
    }

    /// Ends in a way, once everything that needs an answer for it has one.
    fn conclude(&mut self, outcome: Outcome) {
        for _ in 0..2 {
            for step in self.protocol.steps.clone() {
                for field in self.fields(&step) {
                    let needed = |t: &Transition| {
                        matches!(t, Transition::Conclude) || *t == Transition::Outcome(outcome)
                    };
                    let needed = field.required_for.iter().any(needed);
                    if needed
                        && self
                            .given(&field.key)
                            .is_none_or(|a| !a.answers(&field.ask))
                    {
                        self.answer(&field.key, sample_of(&field));
                    }
                }
            }
        }
        self.act(Command::Conclude { outcome });
    }

    /// The fields of a step that are asked now; none where the step is not walked.
    fn fields(&self, step: &Step) -> Vec<Field> {
        let front = self.play.desk().front().unwrap();
        if !self.is_walked(step) {
            return Vec::new();
        }
        let fields = front.attention.fields(&front.protocol, step);
        fields.cloned().collect()
    }

    /// Stands in every field of the step, looks, answers it and goes on: answers bring other fields into sight.
    fn every_field(&mut self, step: &Step) {
        let mut seen: Vec<String> = Vec::new();
        if self.fields(step).is_empty() {
            self.look(step, None);
        }
        loop {
            let fields = self.fields(step);
            let next = fields.iter().position(|f| !seen.contains(&f.key));
            let Some(index) = next else { break };
            let field = fields[index].clone();
            self.stand_in(&field.key, fields.len());
            self.look(step, Some(&field));
            seen.push(field.key.clone());
            if self
                .given(&field.key)
                .is_none_or(|a| !a.answers(&field.ask))
            {
                self.answer(&field.key, sample_of(&field));
            }
        }
    }

    fn stand_in(&mut self, key: &str, count: usize) {
        let press = |play: &mut Play, code| {
            play.press(KeyEvent::new(code, KeyModifiers::NONE));
        };
        for _ in 0..count {
            press(&mut self.play, KeyCode::BackTab);
        }
        for _ in 0..count {
            let front = self.play.desk().front().unwrap();
            if front.field.as_deref() == Some(key) {
                return;
            }
            press(&mut self.play, KeyCode::Tab);
        }
        let front = self.play.desk().front().unwrap();
        assert_eq!(front.field.as_deref(), Some(key), "{}", self.play.screen());
    }

    /// Looks at the screen with the cursor in a field.
    fn look(&mut self, step: &Step, field: Option<&Field>) {
        let screen = self.play.screen();
        let prompt = self.play.desk().prompt(field.map(|f| f.key.as_str()));
        let (form, phrases) = if self.wide {
            (columns(&screen, FORM), columns(&screen, PHRASES))
        } else {
            let whole = columns(&screen, 0..80);
            (whole.clone(), whole)
        };
        let place = format!(
            "{} by {} · {} · {} · {} columns",
            self.protocol.id,
            self.channel.name(),
            step.id,
            field.map_or("-", |f| f.key.as_str()),
            if self.wide { WIDE.0 } else { NARROW.0 },
        );
        let mut wrong = Vec::new();
        let mut must = |there: &str, what: &str, text: &str| {
            if !there.contains(&words(text)) {
                wrong.push(format!("{place}: {what} is cut: {text}"));
            }
        };
        // Where there is a column for it everything is said; above the form, what is said first.
        let said = prompt.now.iter().chain(&prompt.say);
        let shown = if self.wide { usize::MAX } else { 1 };
        for phrase in said.take(shown) {
            must(&phrases, "what is said", phrase);
        }
        if self.wide {
            prompt
                .remember
                .iter()
                .for_each(|line| must(&phrases, "what is remembered", line));
            must(&form, "the title", &step.title);
        } else {
            must(&form, "the step", &step.short);
        }
        must(&columns(&screen, 0..140), "the pack", &self.protocol.title);
        if let Some(field) = field {
            must(&form, "the label", &field.label);
            must(&form, "the hint", field.hint.as_deref().unwrap_or(""));
            if field.may_decline {
                must(&form, "not answering", &texts().form.declined.to_string());
            }
            for option in field.ask.options() {
                must(&form, "an option", &option.label);
            }
        }
        if screen.contains(['{', '}']) {
            wrong.push(format!("{place}: a name instead of a value\n{screen}"));
        }
        if !prompt.now.iter().chain(&prompt.say).all(|p| p.len() < 240) {
            wrong.push(format!("{place}: too long to be said"));
        }
        for problem in wrong {
            if !self.wrong.contains(&problem) {
                self.wrong.push(problem);
            }
        }
    }
}

/// When a step is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moment {
    Reached,
    Filled,
}

/// Some columns of the screen as words, whatever the line breaks between them.
fn columns(screen: &str, range: std::ops::Range<usize>) -> String {
    let cut = |line: &str| -> String {
        line.chars()
            .skip(range.start)
            .take(range.len())
            .filter(|c| !"│·".contains(*c))
            .collect()
    };
    words(&screen.lines().map(cut).collect::<Vec<_>>().join(" "))
}

fn words(text: &str) -> String {
    let kept: String = text.chars().filter(|c| *c != '·').collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The picture without what tells the channel or the clock: the same step by another channel is not kept twice.
fn body(picture: &str) -> String {
    picture.lines().skip(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_step_of_every_pack_at_80_columns() {
    let mut album = Album::default();
    let mut wrong = Vec::new();
    for pack in packs() {
        let mut kept: Vec<(String, String)> = Vec::new();
        for channel in protocol(pack.id).unwrap().channels {
            let mut tour = Tour::of(pack.id, channel, NARROW);
            tour.walk(|step, moment, picture| {
                if moment == Moment::Filled || kept.contains(&(step.to_owned(), body(picture))) {
                    return;
                }
                let first = !kept.iter().any(|(s, _)| s == step);
                kept.push((step.to_owned(), body(picture)));
                let by = if first { "" } else { channel.name() };
                let name = format!("pack-{} {step} {by}", pack.id).trim().to_owned();
                album.check(&format!("{}@80x24", name.replace(' ', "-")), picture);
            });
            wrong.append(&mut tour.wrong);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    album.close();
}

#[test]
fn a_sheet_of_every_pack_at_140_columns() {
    let mut album = Album::default();
    let mut wrong = Vec::new();
    for pack in packs() {
        let mut sheet = String::new();
        let mut kept: Vec<String> = Vec::new();
        for channel in protocol(pack.id).unwrap().channels {
            let mut tour = Tour::of(pack.id, channel, WIDE);
            tour.walk(|step, moment, picture| {
                if moment == Moment::Reached || kept.contains(&body(picture)) {
                    return;
                }
                kept.push(body(picture));
                writeln!(sheet, "══ {step} · {} ══\n{picture}", channel.name()).unwrap();
            });
            wrong.append(&mut tour.wrong);
        }
        album.check(&format!("pack-{}@140x40", pack.id), &sheet);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    album.close();
}

#[test]
fn a_phrase_that_is_cut_is_noticed() {
    let screen = "│ «Buenos días, le\n│ atiende Rosa.»   ";
    let phrase = "«Buenos días, le atiende Rosa.»";
    assert!(columns(screen, 0..40).contains(&words(phrase)));
    assert!(!columns(screen, 0..12).contains(&words(phrase)));
    assert!(!texts().attention.more.to_string().is_empty());
}
