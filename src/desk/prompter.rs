//! What to say and what to remember now, with the person's name in it.

use super::{Desk, Front};
use crate::attention::Attention;
use crate::promise::{Due, PromiseKind};
use crate::protocol::{Answer, Ask, Line, Protocol, keys};
use crate::texts::{self, Texts, texts};

/// The phrases for where the agent is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Prompt {
    /// For the field in front.
    pub now: Vec<String>,
    /// For the step.
    pub say: Vec<String>,
    pub remember: Vec<String>,
}

/// What the pack keeps to be looked up, in the words of now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub title: String,
    pub lines: Vec<String>,
}

impl Prompt {
    /// Whether there is anything to say or to write, beside what to remember.
    pub fn has_words(&self) -> bool {
        !(self.now.is_empty() && self.say.is_empty())
    }
}

impl Desk {
    /// The phrases for the attention in front, at the field given.
    pub fn prompt(&self, field: Option<&str>) -> Prompt {
        let Some(front) = self.front() else {
            return Prompt::default();
        };
        let Front {
            attention,
            protocol,
            ..
        } = front;
        let Some(step) = attention.current_step(protocol) else {
            return Prompt::default();
        };
        let value = |name: &str| self.variable(attention, protocol, name);
        let render = |lines: &[Line]| {
            attention
                .lines(lines)
                .map(|l| l.phrase.render(&value))
                .filter(|l| !l.is_empty())
                .collect::<Vec<_>>()
        };
        let closing = attention.closing(protocol, step);
        let mut prompt = Prompt {
            now: field
                .and_then(|key| protocol.field(key))
                .map(|f| render(&f.say))
                .unwrap_or_default(),
            say: closing.map(|c| render(&c.say)).unwrap_or_default(),
            remember: closing.map(|c| render(&c.remember)).unwrap_or_default(),
        };
        prompt.say.extend(render(&step.say));
        prompt.remember.extend(render(&step.remember));
        prompt
    }

    /// What the pack of the attention in front keeps to be known; what has nothing to tell now is left out.
    pub fn knowledge(&self) -> Vec<Known> {
        let Some(front) = self.front() else {
            return Vec::new();
        };
        let value = |name: &str| self.variable(&front.attention, &front.protocol, name);
        let known = front.protocol.knowledge.iter().map(|k| Known {
            title: k.title.clone(),
            lines: front
                .attention
                .lines(&k.text)
                .map(|l| l.phrase.render(&value))
                .collect(),
        });
        known.filter(|k| !k.lines.is_empty()).collect()
    }

    /// The value of a phrase's variable, where it has one.
    fn variable(&self, attention: &Attention, protocol: &Protocol, name: &str) -> Option<String> {
        let text = |key: &str| attention.text(key).map(str::to_owned);
        let spoken = texts::spoken(protocol);
        match name {
            "saludo" => Some(spoken.greeting(self.local()).to_owned()),
            "agente" => Some(self.agent().to_owned()),
            "oficina" => Some(self.office_name(protocol)),
            "institucion" => Some(protocol.institution.clone()),
            "numero" => Some(attention.number.map(|n| n.to_string()).unwrap_or_default()),
            "persona" => person(attention, protocol),
            "motivo" => text(keys::REASON),
            "esencia" => text(keys::ESSENCE),
            "telefono" => text(keys::PHONE),
            "unidad" => text(keys::UNIT).map(|id| option_label(protocol, keys::UNIT, &id)),
            "espera" => attention.hold.as_ref().map(|h| spoken.minutes(h.minutes)),
            "plazo" => attention
                .outcome
                .and_then(|o| protocol.closing(o))
                .and_then(|c| text(&c.term.as_ref()?.field)),
            "hora_devolucion" => self.callback_hour(attention, spoken),
            _ => protocol.data.get(name).cloned().or_else(|| {
                let answer = attention.answer(name).filter(|a| !a.is_empty())?;
                Some(match answer {
                    // As one says it: «mañana a las 10:30».
                    Answer::Moment(at) => spoken.moment(*at, self.local()),
                    other => label_in(spoken, other, protocol, name),
                })
            }),
        }
    }

    fn callback_hour(&self, attention: &Attention, spoken: &Texts) -> Option<String> {
        if let Some(Answer::Moment(at)) = attention.answer(keys::CALLBACK_AT) {
            return Some(spoken.moment(*at, self.local()));
        }
        let promise = attention
            .promises
            .iter()
            .rev()
            .find(|p| p.kind == PromiseKind::Callback)?;
        let Due::At(at) = promise.due else {
            return None;
        };
        Some(spoken.moment(
            at.with_timezone(&self.world.zone()).naive_local(),
            self.local(),
        ))
    }

    /// The office's name: that of the institution's office whose name begins with the code, else the code.
    pub fn office_name(&self, protocol: &Protocol) -> String {
        let code = &self.station().office;
        let office = protocol
            .offices
            .iter()
            .find(|o| texts::plain(&o.name).starts_with(&code.to_lowercase()));
        office.map_or_else(|| code.clone(), |o| texts::title_case(&o.name))
    }
}

/// How the person is addressed from identification on: title and first surname, or first name and surname while the title
/// is not known. `None` until there is a surname.
pub fn person(attention: &Attention, protocol: &Protocol) -> Option<String> {
    let surname = texts::first_surname(attention.text(keys::SURNAMES)?);
    let title = attention
        .text(keys::TITLE)
        .map(|id| option_label(protocol, keys::TITLE, id).to_lowercase());
    let first_name = || {
        texts::title_case(
            attention
                .text(keys::GIVEN_NAMES)?
                .split_whitespace()
                .next()?,
        )
        .into()
    };
    let before: Option<String> = title.or_else(first_name);
    Some(before.map_or_else(|| surname.clone(), |before| format!("{before} {surname}")))
}

/// What is shown for an answer: the label of an option instead of its id.
pub fn answer_label(attention: &Attention, protocol: &Protocol, key: &str) -> Option<String> {
    let answer = attention.answer(key).filter(|a| !a.is_empty())?;
    Some(label_of(answer, protocol, key))
}

/// What is shown for a value of a field.
pub fn label_of(answer: &Answer, protocol: &Protocol, key: &str) -> String {
    label_in(texts(), answer, protocol, key)
}

/// The same in a language given.
fn label_in(words: &Texts, answer: &Answer, protocol: &Protocol, key: &str) -> String {
    match answer {
        Answer::Choice(id) => option_label(protocol, key, id),
        Answer::Choices(ids) => ids
            .iter()
            .map(|id| option_label(protocol, key, id))
            .collect::<Vec<_>>()
            .join(", "),
        other => words.answer(other),
    }
}

fn option_label(protocol: &Protocol, key: &str, id: &str) -> String {
    let options = protocol
        .field(key)
        .map(|f| &f.ask)
        .map_or(&[][..], Ask::options);
    options
        .iter()
        .find(|o| o.id == id)
        .map_or(id, |o| &o.label)
        .to_owned()
}
