//! Answers that make a condition hold, and an answer to any question.

use chrono::NaiveDate;
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::protocol::{Answer, Ask, Channel, Field, Look, Number, Protocol, When, keys};

/// Answers after which the condition holds, or does not where `wanted` is false; `None` where no answer can do it.
pub(super) fn satisfy(
    protocol: &Protocol,
    channel: Channel,
    when: &When,
    wanted: bool,
) -> Option<Vec<(String, Answer)>> {
    let ask = |field: &str| &protocol.field(field).unwrap().ask;
    let one = |field: &String, answer: Answer| Some(vec![(field.clone(), answer)]);
    let nothing = |field: &String| one(field, Answer::Text(String::new()));
    let each = |inner: &When| satisfy(protocol, channel, inner, wanted);
    match when {
        When::By { channel: by } => ((*by == channel) == wanted).then(Vec::new),
        When::Not(inner) => satisfy(protocol, channel, inner, !wanted),
        When::Any(all) if wanted => all.iter().find_map(each),
        When::All(all) if !wanted => all.iter().find_map(each),
        When::Any(all) | When::All(all) => {
            let answers: Option<Vec<_>> = all.iter().map(each).collect();
            answers.map(|a| a.into_iter().flatten().collect())
        }
        When::Is { field, .. } | When::Answered { field } | When::Truth { field, .. }
            if !wanted =>
        {
            nothing(field)
        }
        When::AtLeast { field, .. } if !wanted => nothing(field),
        When::Answered { field } => one(field, sample(ask(field))),
        When::Truth { field, value } => one(field, Answer::YesNo(*value)),
        When::AtLeast { field, value } => match ask(field) {
            Ask::Rating(_) => one(field, Answer::Rating(u8::try_from(*value).unwrap())),
            Ask::Number(_) => one(field, number(*value)),
            _ => one(field, Answer::Minutes(u16::try_from(*value).unwrap())),
        },
        When::Is { field, value } => match ask(field) {
            Ask::Choices(_) => one(field, Answer::Choices(vec![value.clone()])),
            Ask::Choice(_) => one(field, Answer::Choice(value.clone())),
            _ => one(field, Answer::Text(value.clone())),
        },
    }
}

/// An answer to the field: a name where a name is asked.
pub(super) fn sample_of(field: &Field) -> Answer {
    match field.key.as_str() {
        keys::GIVEN_NAMES => Answer::Text("Ana María".into()),
        keys::SURNAMES => Answer::Text("Ramos Flores".into()),
        _ => sample(&field.ask),
    }
}

/// An answer to the question, of the usual length; of a list its first option.
fn sample(ask: &Ask) -> Answer {
    let before = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let after = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let at = |day: NaiveDate| Answer::Moment(day.and_hms_opt(10, 30, 0).unwrap());
    let first = || ask.options().first().unwrap().id.clone();
    match ask {
        Ask::Text => Answer::Text("Lo que dijo".into()),
        Ask::Notes => Answer::Text("Lo que se le explicó, con calma y en orden".into()),
        Ask::YesNo => Answer::YesNo(true),
        Ask::Choice(_) => Answer::Choice(first()),
        Ask::Choices(_) => Answer::Choices(vec![first()]),
        Ask::Document(kinds) => {
            let kind = kinds.first().copied().unwrap_or(DocumentKind::Other);
            Answer::Document(Document::new(kind, "45678901"))
        }
        Ask::Phone => Answer::Text("987654321".into()),
        Ask::Email => Answer::Text("rosa.quispe@ejemplo.pe".into()),
        Ask::Place(_) => Answer::Text("Chota, Chota, Cajamarca".into()),
        Ask::Moment(Look::Back) => at(before),
        Ask::Moment(_) => at(after),
        Ask::Date(days) if days.look() == Look::Back => Answer::Date(before),
        Ask::Date(_) => Answer::Date(after),
        Ask::Number(bounds) => number(bounds.least.or(bounds.most).unwrap_or(1)),
        Ask::Checklist(points) => Answer::Choices(points.iter().map(|p| p.id.clone()).collect()),
        Ask::Minutes(most) => Answer::Minutes(5.min(*most)),
        Ask::Rating(most) => Answer::Rating(*most),
    }
}

fn number(whole: i64) -> Answer {
    Answer::Number(Number::new(whole, 0).unwrap())
}
