//! Scenarios as data: commands in, state out. The format is the structs below; `tests/scenarios/*.toml` are the scripts.

use std::collections::BTreeMap;

use chrono::{FixedOffset, NaiveDateTime};
use serde::Deserialize;
use uuid::Uuid;
use ventanilla::attention::{Attention, Command, Event, Refusal};
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::protocol::{Answer, Ask, MatterKind, Outcome, Protocol};

use super::{act, at, opened_by, pack};

/// A conversation: what is done, when, and what must then be so.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Script {
    /// What it proves.
    pub(crate) proves: String,
    pub(crate) protocol: String,
    /// By which channel it came; the pack's usual one, where it is not said.
    pub(crate) channel: Option<String>,
    pub(crate) steps: Vec<Beat>,
}

/// One thing done, one thing expected, or both.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Beat {
    /// Since the opening, `HH:MM:SS`; `-` before it for a clock set back. Without it no time passes.
    at: Option<String>,
    #[serde(rename = "do")]
    verb: Option<String>,
    field: Option<String>,
    value: Option<toml::Value>,
    /// Several fields at once, for `fill`.
    answers: BTreeMap<String, toml::Value>,
    text: Option<String>,
    minutes: Option<u16>,
    to: Option<String>,
    outcome: Option<String>,
    /// What is voiced, by its id in packs, and whether an answer to it is owed.
    kind: Option<String>,
    owed: bool,
    phone: Option<String>,
    /// A local hour, `2026-03-02T10:30:00`.
    hour: Option<String>,
    /// The refusal that must come; without it the command must be accepted.
    refused: Option<String>,
    /// The fields that the refusal must name, in this order.
    fields: Option<Vec<String>>,
    /// The events the command must lead to, by name.
    leads_to: Option<Vec<String>>,
    pub(crate) expect: Option<Expect>,
}

/// What must be so; what is not named is not looked at.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expect {
    pub(crate) step: Option<String>,
    pub(crate) walked: Option<Vec<String>>,
    pub(crate) asked: Option<Vec<String>>,
    pub(crate) outcome: Option<String>,
    pub(crate) held_seconds: Option<i64>,
    pub(crate) hold_left: Option<i64>,
    pub(crate) elapsed: Option<i64>,
    pub(crate) consulted: Option<i64>,
    pub(crate) after_work: Option<i64>,
    pub(crate) cut_for: Option<i64>,
    pub(crate) waiting: Option<bool>,
    pub(crate) cut: Option<bool>,
    pub(crate) attempts: Option<u32>,
    pub(crate) goodbye: Option<bool>,
    pub(crate) filed: Option<bool>,
    pub(crate) promises: Option<usize>,
    /// The last promise, as the journal writes it: the members named here must be equal.
    pub(crate) promise: BTreeMap<String, toml::Value>,
    pub(crate) answers: BTreeMap<String, toml::Value>,
    pub(crate) unanswered: Vec<String>,
}

/// A script being played.
pub(crate) struct Play {
    pub(crate) protocol: Protocol,
    pub(crate) attention: Attention,
    pub(crate) seconds: i64,
    place: String,
}

impl Play {
    pub(crate) fn new(file: &str, script: &Script) -> Self {
        let protocol = pack(&script.protocol);
        let channel = script.channel.as_deref().map(|name| {
            let known = protocol.channels.iter().find(|c| c.name() == name);
            *known.unwrap_or_else(|| panic!("{file}: the pack has no channel {name}"))
        });
        Self {
            attention: opened_by(&protocol, channel.unwrap_or_else(|| protocol.channel())),
            protocol,
            seconds: 0,
            place: file.to_owned(),
        }
    }

    /// Plays one beat, the `n`th, and checks what it leads to; `see` looks at the play after every command.
    pub(crate) fn beat(&mut self, n: usize, beat: &Beat, see: &impl Fn(&Self)) {
        let file = self.place.split(" · ").next().unwrap_or_default();
        self.place = format!("{file} · beat {n} {}", beat.verb.as_deref().unwrap_or("-"));
        if let Some(clock) = &beat.at {
            self.seconds = seconds(clock);
        }
        for (field, value) in &beat.answers {
            let command = self.answer(field, value);
            let given = act(&mut self.attention, &self.protocol, self.seconds, command);
            assert!(given.is_ok(), "{}: {field}: {given:?}", self.place);
            see(self);
        }
        if beat.verb.as_deref().is_some_and(|v| v != "fill") {
            let command = self.command(beat);
            let led = act(&mut self.attention, &self.protocol, self.seconds, command);
            self.judge(beat, &led);
            see(self);
        }
    }

    fn judge(&self, beat: &Beat, led: &Result<Vec<Event>, Refusal>) {
        let place = &self.place;
        match (led, &beat.refused) {
            (Ok(events), None) => {
                if let Some(wanted) = &beat.leads_to {
                    let names: Vec<String> = events.iter().map(event_name).collect();
                    assert_eq!(&names, wanted, "{place}");
                }
            }
            (Err(refusal), Some(wanted)) => {
                assert_eq!(&refusal_name(refusal), wanted, "{place}: {refusal:?}");
                let named = match refusal {
                    Refusal::Missing { fields, .. } => fields.clone(),
                    Refusal::Faulty { field, .. } => vec![field.clone()],
                    _ => Vec::new(),
                };
                assert_eq!(named, beat.fields.clone().unwrap_or_default(), "{place}");
            }
            (Ok(events), Some(wanted)) => panic!("{place}: not refused ({wanted}): {events:?}"),
            (Err(refusal), None) => panic!("{place}: refused: {refusal:?}"),
        }
    }

    fn command(&self, beat: &Beat) -> Command {
        let place = &self.place;
        let missing = |what: &str| -> ! { panic!("{place}: the script does not say {what}") };
        let text = || beat.text.clone().unwrap_or_else(|| missing("text"));
        let minutes = || beat.minutes.unwrap_or_else(|| missing("minutes"));
        let field = || beat.field.clone().unwrap_or_else(|| missing("field"));
        let value = || beat.value.as_ref().unwrap_or_else(|| missing("value"));
        // Ids differ from promise to promise and are the same in every run.
        let id = Uuid::from_u128(0xB_0000 + self.attention.acts.len() as u128);
        let verb = beat.verb.as_deref().unwrap_or_default();
        match verb {
            "answer" => self.answer(&field(), value()),
            "advance" => Command::Advance,
            "back" => Command::Back,
            "go_to" => Command::GoTo {
                step: beat.to.clone().unwrap_or_else(|| missing("to")),
            },
            "hold" => Command::Hold { minutes: minutes() },
            "hold_longer" => Command::HoldLonger { minutes: minutes() },
            "resume" => Command::Resume,
            "cut_off" => Command::CutOff,
            "attempt" => Command::Attempt,
            "recover" => Command::Recover,
            "consult" => Command::Consult {
                whom: "supervisora".into(),
                question: text(),
            },
            "advise" => Command::Advise { answer: text() },
            "note" => Command::Note { text: text() },
            "voice" => Command::Voice {
                kind: kind(beat.kind.as_deref().unwrap_or_else(|| missing("kind"))),
                text: text(),
                answer: beat.owed.then_some(id),
            },
            "promise_callback" => Command::PromiseCallback {
                id,
                phone: beat.phone.clone().unwrap_or_else(|| missing("phone")),
                at: lima(beat.hour.as_deref().unwrap_or_else(|| missing("hour"))),
                what: "llamarla con la respuesta".into(),
            },
            "conclude" => Command::Conclude {
                outcome: outcome(
                    beat.outcome
                        .as_deref()
                        .unwrap_or_else(|| missing("outcome")),
                ),
            },
            "goodbye" => Command::SayGoodbye {
                promise: id,
                today: at(self.seconds).with_timezone(&zone()).naive_local().date(),
                zone: zone(),
            },
            "file" => Command::File,
            "abandon" => Command::Abandon { reason: text() },
            "correct" => {
                let field = field();
                Command::Correct {
                    answer: read(self.ask(&field), value()),
                    field,
                    reason: text(),
                }
            }
            "reopen" => Command::Reopen { reason: text() },
            _ => panic!("{place}: nobody can do «{verb}»"),
        }
    }

    fn answer(&self, field: &str, value: &toml::Value) -> Command {
        Command::Answer {
            field: field.to_owned(),
            answer: read(self.ask(field), value),
        }
    }

    pub(crate) fn ask(&self, field: &str) -> &Ask {
        let asked = self.protocol.field(field);
        &asked
            .unwrap_or_else(|| panic!("{}: the pack does not ask {field}", self.place))
            .ask
    }

    pub(crate) fn place(&self) -> &str {
        &self.place
    }
}

/// The office's zone: Lima.
pub(crate) fn zone() -> FixedOffset {
    FixedOffset::west_opt(5 * 3600).unwrap()
}

fn lima(hour: &str) -> chrono::DateTime<chrono::Utc> {
    let local: NaiveDateTime = hour.parse().unwrap_or_else(|e| panic!("{hour}: {e}"));
    local.and_local_timezone(zone()).unwrap().to_utc()
}

fn seconds(clock: &str) -> i64 {
    let (sign, clock) = clock
        .strip_prefix('-')
        .map_or((1, clock), |rest| (-1, rest));
    let parts: Vec<i64> = clock.split(':').map(|p| p.parse().unwrap()).collect();
    let [hours, minutes, seconds] = parts[..] else {
        panic!("{clock} is not HH:MM:SS");
    };
    sign * (hours * 3600 + minutes * 60 + seconds)
}

fn kind(name: &str) -> MatterKind {
    let found = MatterKind::ALL.iter().find(|(n, _)| *n == name);
    found
        .unwrap_or_else(|| panic!("no kind is called {name}"))
        .1
}

pub(crate) fn outcome(name: &str) -> Outcome {
    let found = Outcome::ALL.iter().find(|(n, _)| *n == name);
    found
        .unwrap_or_else(|| panic!("no outcome is called {name}"))
        .1
}

/// A value of a script as an answer to this question; a table `{ unread = "…" }` is what could not be read.
pub(crate) fn read(ask: &Ask, value: &toml::Value) -> Answer {
    if let Some(typed) = value.get("unread") {
        return Answer::Unread(text(typed));
    }
    match ask {
        Ask::Text | Ask::Notes | Ask::Phone | Ask::Email | Ask::Place(_) => {
            Answer::Text(text(value))
        }
        Ask::YesNo => Answer::YesNo(value.as_bool().unwrap()),
        Ask::Choice(_) => Answer::Choice(text(value)),
        Ask::Choices(_) | Ask::Checklist(_) => {
            Answer::Choices(value.as_array().unwrap().iter().map(text).collect())
        }
        Ask::Document(_) => {
            let given = text(value);
            let (kind, number) = given.split_once(' ').unwrap_or((&given, ""));
            let kind = DocumentKind::ALL
                .iter()
                .find(|(n, _)| *n == kind)
                .unwrap()
                .1;
            Answer::Document(Document::new(kind, number))
        }
        Ask::Number(_) => Answer::Number(text(value).parse().unwrap()),
        Ask::Date(_) => Answer::Date(text(value).parse().unwrap()),
        Ask::Moment(_) => Answer::Moment(text(value).parse().unwrap()),
        Ask::Minutes(_) => Answer::Minutes(u16::try_from(value.as_integer().unwrap()).unwrap()),
        Ask::Rating(_) => Answer::Rating(u8::try_from(value.as_integer().unwrap()).unwrap()),
    }
}

fn text(value: &toml::Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
        .to_owned()
}

fn event_name(event: &Event) -> String {
    match serde_json::to_value(event).unwrap() {
        serde_json::Value::String(name) => name,
        other => other.as_object().unwrap().keys().next().unwrap().clone(),
    }
}

/// The variant in snake case, as scripts write it.
fn refusal_name(refusal: &Refusal) -> String {
    let debug = format!("{refusal:?}");
    let variant = debug.split([' ', '{', '(']).next().unwrap_or_default();
    let mut name = String::new();
    for letter in variant.chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}
