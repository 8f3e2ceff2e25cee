//! Everything that can be done on a screen, with its key; in an attention also the steps, to go to directly.

use std::cmp::Reverse;

use crossterm::event::KeyCode;
use ratatui::Frame;

use super::allowed::is_closed;
use super::choose::{Choices, Chosen};
use super::layout::hidden;
use super::{Action, Cx, Input, Screen, View};
use crate::attention::Command;
use crate::texts::{plain, texts};
use crate::ui::keys::{self, Act, Scope};

/// How many acts are remembered as used.
const RECENT: usize = 5;

/// The palette over a screen.
pub(super) struct PaletteBox {
    choices: Choices,
    /// Letters typed so far narrow the list.
    typed: String,
    items: Vec<Item>,
}

/// One row of the list.
struct Item {
    does: Does,
    sentence: String,
    keys: String,
    /// The footer's word and everything that is searched, folded.
    word: String,
    words: String,
}

#[derive(Clone)]
enum Does {
    Act(Act),
    Step(String),
}

impl Item {
    fn new(does: Does, word: &str, sentence: String, keys: String) -> Self {
        Self {
            word: plain(word),
            words: plain(&format!("{word} {sentence} {keys}")),
            does,
            sentence,
            keys,
        }
    }

    /// How well it fits what was typed; not at all where a word is missing. Words may come in any order.
    fn rank(&self, typed: &[&str]) -> Option<u32> {
        let mut sum = 0;
        for word in typed {
            let mut all = self.words.split(|c: char| c.is_whitespace() || c == ',');
            sum += if self.word == *word || plain(&self.keys).split(' ').any(|k| k == *word) {
                8
            } else if self.word.starts_with(word) {
                4
            } else if all.any(|w| w.starts_with(word)) {
                2
            } else if self.words.contains(word) {
                1
            } else {
                return None;
            };
        }
        Some(sum)
    }
}

impl PaletteBox {
    /// Everything of a scope but what is closed: what was chosen here last comes first, then what has no key; the steps at the end.
    pub(super) fn new(scope: Scope, closed: &[Act], cx: &Cx) -> Self {
        let t = texts();
        let mut acts = keys::acts(scope, t);
        // What means nothing now is not offered.
        let hidden = match scope {
            Scope::Attention => cx.desk.front().map(hidden).unwrap_or_default(),
            _ => Vec::new(),
        };
        acts.retain(|(act, _)| {
            *act != Act::Palette
                && !hidden.contains(act)
                && !closed.contains(act)
                && !is_closed(scope, *act, cx.desk)
        });
        let used = |act: &Act| cx.shared.recent.iter().position(|a| a == act);
        // What has no key is what one comes here for.
        acts.sort_by_key(|(act, keys)| {
            let has_key = !keys.is_empty() || *act == Act::Settings;
            (used(act).unwrap_or(RECENT), has_key)
        });
        let acts = acts.into_iter().map(|(act, keys)| {
            let sentence = act.sentence(t).to_string();
            Item::new(Does::Act(act), act.word(t), sentence, keys)
        });
        let mut items: Vec<Item> = acts.collect();
        if let (Scope::Attention, Some(front)) = (scope, cx.desk.front()) {
            items.extend(front.attention.steps(&front.protocol).map(|step| {
                let sentence = t.palette.go_to.fill(&[("step", &step.title)]);
                Item::new(Does::Step(step.id.clone()), "", sentence, String::new())
            }));
        }
        Self {
            choices: Choices::default(),
            typed: String::new(),
            items,
        }
    }

    /// What fits the letters typed, the best first.
    fn found(&self) -> Vec<&Item> {
        let typed = plain(&self.typed);
        let words: Vec<&str> = typed.split_whitespace().collect();
        let ranked = self.items.iter().map(|item| (item.rank(&words), item));
        let mut found: Vec<_> = ranked.filter(|(rank, _)| rank.is_some()).collect();
        found.sort_by_key(|(rank, _)| Reverse(*rank));
        found.into_iter().map(|(_, item)| item).collect()
    }

    /// Digits choose while nothing is typed; after a letter they are part of a key's name, as in F10.
    fn narrow(&mut self) {
        self.choices = Choices::default();
        self.choices.no_digits = !self.typed.is_empty();
    }
}

impl Screen for PaletteBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match keys::plain(*key) {
            None => return Action::Stay,
            Some(KeyCode::Char(c)) if !c.is_ascii_digit() || !self.typed.is_empty() => {
                self.typed.push(c);
                self.narrow();
                return Action::Stay;
            }
            Some(KeyCode::Backspace) => {
                self.typed.pop();
                self.narrow();
                return Action::Stay;
            }
            Some(_) => {}
        }
        let found: Vec<Does> = self.found().into_iter().map(|i| i.does.clone()).collect();
        match self.choices.key(*key, found.len()) {
            Chosen::Nothing => Action::Stay,
            Chosen::Leave => Action::Pop,
            Chosen::Item(i) => match found.into_iter().nth(i) {
                Some(Does::Act(act)) => {
                    let recent = &mut cx.shared.recent;
                    recent.retain(|a| *a != act);
                    recent.insert(0, act);
                    recent.truncate(RECENT);
                    Action::Below(act)
                }
                Some(Does::Step(step)) => {
                    let moved = cx.desk.act(Command::GoTo { step });
                    cx.done(&moved);
                    Action::Pop
                }
                None => Action::Pop,
            },
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().palette;
        let found = self.found();
        let above = match (self.typed.as_str(), found.is_empty()) {
            ("", _) => t.hint.to_string(),
            (typed, false) => format!("> {typed}"),
            (typed, true) => format!("> {typed}    {}", t.nothing),
        };
        let items: Vec<(String, String)> = found
            .into_iter()
            .map(|i| (i.sentence.clone(), i.keys.clone()))
            .collect();
        self.choices.draw(frame, &t.title, &above, &items, cx);
    }

    fn is_box(&self) -> bool {
        true
    }
}
