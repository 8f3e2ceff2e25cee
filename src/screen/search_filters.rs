//! The filters of the search, and the box in which they are chosen: which one, then its value, each by its digit.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::Frame;
use ratatui::text::Line;

use super::choose::{Choices, Chosen};
use super::footer::row;
use super::search_values::{days, station_name, values};
use super::{Cx, View};
use crate::form::{self, Editor};
use crate::journal::{Filter, Known};
use crate::protocol::Ask;
use crate::texts::{SearchWords, days_in_words, days_said, plain, texts};
use crate::ui::keys;
use crate::ui::text::fit;
use crate::ui::{popup, put};

/// What can be filtered by, in the order of the box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Facet {
    Days,
    Channel,
    Kind,
    Outcome,
    Agent,
    Protocol,
    Station,
}

const FACETS: [Facet; 7] = [
    Facet::Days,
    Facet::Channel,
    Facet::Kind,
    Facet::Outcome,
    Facet::Agent,
    Facet::Protocol,
    Facet::Station,
];

/// What a key did to the filters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Same,
    Changed,
}

/// The filters chosen, and the box while it is open.
#[derive(Default)]
pub(super) struct Filters {
    filter: Filter,
    /// In the order of choosing, each with how it is said.
    chosen: Vec<(Facet, String)>,
    open: Option<FilterBox>,
}

/// The box, at one of its questions.
enum FilterBox {
    Which(Choices, Known),
    Value(Facet, Choices, Vec<(Value, String)>, String),
    /// Days as they are said.
    Said {
        line: Box<dyn Editor>,
        wrong: bool,
    },
}

/// Something that can be chosen.
#[derive(Clone)]
pub(super) enum Value {
    Filter(Box<Filter>),
    /// Another day or range, to be typed.
    OtherDays,
}

impl Filters {
    pub(super) fn filter(&self) -> &Filter {
        &self.filter
    }

    /// The filters in words, for the line under the search.
    pub(super) fn words(&self, t: &SearchWords) -> Option<String> {
        let words: Vec<&str> = self
            .chosen
            .iter()
            .map(|(_, words)| words.as_str())
            .collect();
        (!words.is_empty()).then(|| t.only.fill(&[("filters", &words.join(" · "))]))
    }

    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens the box.
    pub(super) fn open(&mut self, cx: &mut Cx) {
        match cx.desk.filters() {
            Ok(known) => self.open = Some(FilterBox::Which(Choices::default(), known)),
            Err(denied) => cx.deny(&denied),
        }
    }

    /// This station alone, or all of them again.
    pub(super) fn own_station(&mut self, cx: &Cx) {
        let code = cx.desk.station().code();
        if self.filter.station.as_ref() == Some(&code) {
            self.drop(Facet::Station);
        } else {
            let words = station_name(&code, cx);
            let station = Some(code);
            let filter = Filter {
                station,
                ..Filter::default()
            };
            self.set(Facet::Station, &filter, words);
        }
    }

    /// Takes the last one away, if there is one.
    pub(super) fn drop_last(&mut self) -> bool {
        let last = self.chosen.last().map(|(facet, _)| *facet);
        last.is_some_and(|facet| self.drop(facet))
    }

    fn drop(&mut self, facet: Facet) -> bool {
        let before = self.chosen.len();
        self.chosen.retain(|(f, _)| *f != facet);
        copy(facet, &Filter::default(), &mut self.filter);
        self.chosen.len() != before
    }

    fn set(&mut self, facet: Facet, value: &Filter, words: String) {
        self.drop(facet);
        copy(facet, value, &mut self.filter);
        self.chosen.push((facet, words));
        self.open = None;
    }

    /// A key while the box is open.
    pub(super) fn key(&mut self, key: KeyEvent, cx: &Cx) -> Step {
        match self.open.take() {
            Some(FilterBox::Which(choices, known)) => self.which(key, choices, known, cx),
            Some(FilterBox::Value(facet, choices, values, typed)) => {
                self.value(key, (facet, choices, values, typed))
            }
            Some(FilterBox::Said { line, .. }) => self.said(key, line, cx),
            None => Step::Same,
        }
    }

    fn which(&mut self, key: KeyEvent, mut choices: Choices, known: Known, cx: &Cx) -> Step {
        if matches!(key.code, KeyCode::Delete | KeyCode::Backspace) {
            let facet = FACETS[choices.selected.min(FACETS.len() - 1)];
            self.open = Some(FilterBox::Which(choices, known));
            return if self.drop(facet) {
                Step::Changed
            } else {
                Step::Same
            };
        }
        match choices.key(key, FACETS.len()) {
            Chosen::Leave => {}
            Chosen::Nothing => self.open = Some(FilterBox::Which(choices, known)),
            Chosen::Item(at) => {
                let facet = FACETS[at];
                let values = values(facet, known, cx);
                let choices = Choices::default();
                self.open = Some(FilterBox::Value(facet, choices, values, String::new()));
            }
        }
        Step::Same
    }

    fn value(
        &mut self,
        key: KeyEvent,
        (facet, mut choices, values, mut typed): (Facet, Choices, Vec<(Value, String)>, String),
    ) -> Step {
        match keys::plain(key) {
            // A letter held with Control narrows nothing.
            None => {}
            Some(KeyCode::Char(c)) if !c.is_ascii_digit() => {
                typed.push(c);
                choices = Choices::default();
            }
            Some(KeyCode::Backspace) => {
                typed.pop();
                choices = Choices::default();
            }
            _ => {
                let shown: Vec<usize> = narrowed(&values, &typed).collect();
                match choices.key(key, shown.len()) {
                    Chosen::Leave => return Step::Same,
                    Chosen::Nothing => {}
                    Chosen::Item(at) => {
                        let (value, words) = &values[shown[at]];
                        let Value::Filter(filter) = value else {
                            let line = form::build(&Ask::Text, None);
                            self.open = Some(FilterBox::Said { line, wrong: false });
                            return Step::Same;
                        };
                        self.set(facet, filter, words.clone());
                        return Step::Changed;
                    }
                }
            }
        }
        self.open = Some(FilterBox::Value(facet, choices, values, typed));
        Step::Same
    }

    fn said(&mut self, key: KeyEvent, mut line: Box<dyn Editor>, cx: &Cx) -> Step {
        let form = cx.form();
        let mut wrong = false;
        match key.code {
            KeyCode::Esc => return Step::Same,
            KeyCode::Enter => {
                let answer = line.answer(&form);
                let today = cx.desk.local().date();
                let span = days_said(answer.text().unwrap_or_default(), today);
                if let Some((from, to)) = span {
                    let filter = days(from, to, cx);
                    self.set(Facet::Days, &filter, days_in_words((from, to), today));
                    return Step::Changed;
                }
                wrong = true;
            }
            _ => {
                line.key(key, &form);
            }
        }
        self.open = Some(FilterBox::Said { line, wrong });
        Step::Same
    }

    /// A paste while the box is open.
    pub(super) fn paste(&mut self, text: &str, cx: &Cx) {
        if let Some(FilterBox::Said { line, wrong }) = &mut self.open {
            line.paste(text, &cx.form());
            *wrong = false;
        }
    }

    /// Draws the box over the search.
    pub(super) fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().search;
        match &mut self.open {
            None => {}
            Some(FilterBox::Which(choices, _)) => {
                let items = FACETS.map(|facet| {
                    let chosen = self.chosen.iter().find(|(f, _)| *f == facet);
                    let words = chosen.map_or_else(|| t.any.to_string(), |(_, w)| w.clone());
                    (name(facet, t), words)
                });
                choices.draw(frame, &t.filter_title, &t.filter_hint, &items, cx);
            }
            Some(FilterBox::Value(facet, choices, values, typed)) => {
                let items: Vec<(String, String)> = narrowed(values, typed)
                    .map(|i| (values[i].1.clone(), String::new()))
                    .collect();
                let above = if typed.is_empty() {
                    t.value_hint.to_string()
                } else {
                    typed.clone()
                };
                choices.draw(frame, &name(*facet, t), &above, &items, cx);
            }
            Some(FilterBox::Said { line, wrong }) => {
                let inside = popup::frame(frame, &t.days, 74, 7, cx.theme);
                let room = usize::from(inside.width);
                let cursor = line.draw(frame, row(inside, 1), true, cx.theme, &cx.form());
                let (below, style) = if *wrong {
                    (&t.days_unread, cx.theme.wrong)
                } else {
                    (&t.days_hint, cx.theme.quiet)
                };
                put::line(
                    frame,
                    row(inside, 3),
                    &Line::styled(fit(below, room), style),
                );
                if let Some(cursor) = cursor {
                    frame.set_cursor_position(cursor);
                }
            }
        }
    }
}

/// Takes what one facet says from one filter to another.
fn copy(facet: Facet, from: &Filter, to: &mut Filter) {
    match facet {
        Facet::Days => to.days = from.days,
        Facet::Channel => to.channel = from.channel,
        Facet::Kind => to.kind.clone_from(&from.kind),
        Facet::Outcome => to.outcome = from.outcome,
        Facet::Agent => to.agent.clone_from(&from.agent),
        Facet::Protocol => to.protocol.clone_from(&from.protocol),
        Facet::Station => to.station.clone_from(&from.station),
    }
}

fn name(facet: Facet, t: &SearchWords) -> String {
    let name = match facet {
        Facet::Days => &t.days,
        Facet::Channel => &t.channel,
        Facet::Kind => &t.kind,
        Facet::Outcome => &t.outcome,
        Facet::Agent => &t.agent,
        Facet::Protocol => &t.protocol,
        Facet::Station => &texts().stations.facet,
    };
    name.to_string()
}

/// The values whose words hold what was typed.
fn narrowed<'a>(
    values: &'a [(Value, String)],
    typed: &str,
) -> impl Iterator<Item = usize> + use<'a> {
    let typed = plain(typed);
    let holds = move |words: &str| typed.is_empty() || plain(words).contains(&typed);
    let all = values.iter().enumerate();
    all.filter(move |(_, (_, words))| holds(words))
        .map(|(i, _)| i)
}
