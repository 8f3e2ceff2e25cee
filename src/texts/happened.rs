//! What happened, in words: the lines of a timeline.

use chrono::{FixedOffset, NaiveDateTime};

use super::{Texts, texts};
use crate::attention::Event;
use crate::desk::label_of;
use crate::promise::Ending;
use crate::protocol::{Answer, Protocol};

/// An event in words; `None` for what only the program cares about.
pub fn event(
    event: &Event,
    protocol: &Protocol,
    now: NaiveDateTime,
    zone: FixedOffset,
) -> Option<String> {
    let t = &texts().events;
    let step = |id: &str| {
        protocol
            .step(id)
            .map_or_else(|| id.to_owned(), |(_, s)| s.title.clone())
    };
    let label = |key: &str| {
        protocol
            .field(key)
            .map_or_else(|| key.to_owned(), |f| f.label.clone())
    };
    let minutes = |n: u16| texts().minutes(n);
    Some(match event {
        Event::Opened { step: s } => t.opened.fill(&[("step", &step(s))]),
        Event::Numbered { number } => t.numbered.fill(&[("number", number)]),
        Event::Answered { .. } => return None,
        Event::Moved { to } => t.moved.fill(&[("step", &step(to))]),
        Event::Reset { field, was } => t.reset.fill(&[
            ("field", &label(field)),
            ("was", &label_of(was, protocol, field)),
        ]),
        Event::Held { minutes: n } => t.held.fill(&[("minutes", &minutes(*n))]),
        Event::HeldLonger { minutes: n } => t.held_longer.fill(&[("minutes", &minutes(*n))]),
        Event::Resumed => t.resumed.to_string(),
        Event::CutOff => t.cut_off.to_string(),
        Event::Attempted => t.attempted.to_string(),
        Event::Recovered => t.recovered.to_string(),
        Event::Consulted { whom, question } => {
            t.consulted.fill(&[("whom", whom), ("question", question)])
        }
        Event::Advised { answer } => t.advised.fill(&[("answer", answer)]),
        Event::Noted { text } => t.noted.fill(&[("text", text)]),
        Event::Voiced { kind, text } => t
            .voiced
            .fill(&[("kind", texts().matters.name(*kind)), ("text", text)]),
        Event::Promised { promise } => super::promise(promise, now, zone),
        Event::Concluded { outcome } => t
            .concluded
            .fill(&[("outcome", texts().outcomes.name(*outcome))]),
        Event::SaidGoodbye => t.goodbye.to_string(),
        Event::Filed => t.filed.to_string(),
        Event::Abandoned { reason } => t.abandoned.fill(&[("reason", reason)]),
        Event::Corrected {
            field,
            from,
            to,
            reason,
        } => {
            let from = from
                .as_ref()
                .map(|a| label_of(a, protocol, field))
                .unwrap_or_default();
            t.corrected.fill(&[
                ("field", &label(field)),
                ("from", &from),
                ("to", &label_of(to, protocol, field)),
                ("reason", reason),
            ])
        }
        Event::Reopened { reason } => t.reopened.fill(&[("reason", reason)]),
    })
}

impl Texts {
    /// An answer in words, without its protocol: ids stay ids.
    pub fn answer(&self, answer: &Answer) -> String {
        let t = &self.form;
        match answer {
            Answer::Text(text) | Answer::Choice(text) | Answer::Unread(text) => {
                crate::safe::foreign(text).into_owned()
            }
            Answer::YesNo(true) => t.yes.to_string(),
            Answer::YesNo(false) => t.no.to_string(),
            Answer::Choices(ids) => crate::safe::foreign_line(&ids.join(", ")).into_owned(),
            Answer::Document(d) => {
                let kind = t.document.name(d.kind);
                if d.number.is_empty() {
                    kind.to_string()
                } else {
                    format!("{kind} {}", grouped(&crate::safe::foreign_line(&d.number)))
                }
            }
            Answer::Moment(at) => self.long_moment(*at),
            Answer::Minutes(n) => self.minutes(*n),
            Answer::Rating(n) => n.to_string(),
            Answer::Number(n) => self.amount(*n),
            Answer::Date(day) => self.full_date(*day),
            Answer::Place { name, .. } => crate::safe::foreign(name).into_owned(),
            Answer::Declined => t.declined.to_string(),
        }
    }
}

/// [`Texts::answer`] for the agent.
pub fn answer(answer: &Answer) -> String {
    texts().answer(answer)
}

/// Eight digits in two groups of four, as they are read aloud.
fn grouped(number: &str) -> String {
    if number.len() == 8 && number.bytes().all(|b| b.is_ascii_digit()) {
        format!("{} {}", &number[..4], &number[4..])
    } else {
        number.to_owned()
    }
}

/// How a promise ended.
pub fn ending(how: Ending) -> &'static super::Text {
    let t = &texts().promises;
    match how {
        Ending::Kept => &t.kept,
        Ending::Withdrawn => &t.withdrawn,
        Ending::Replaced => &t.replaced,
    }
}
