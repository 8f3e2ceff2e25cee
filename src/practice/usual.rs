//! What is written in a field that the catalogue says nothing of: an answer of the kind that is asked.

use chrono::{DateTime, FixedOffset, TimeDelta, Utc};

use super::data::talk;
use super::home;
use super::replies::Plan;
use super::rng::Rng;
use super::script::Script;
use crate::identity::{Document, DocumentKind};
use crate::protocol::{Answer, Ask, Field, Look, Number};

impl Plan {
    /// An answer of the kind that a field asks, good for every pack.
    pub(super) fn usual(
        &self,
        field: &Field,
        script: &Script,
        now: DateTime<Utc>,
        zone: FixedOffset,
        rng: &mut Rng,
    ) -> Answer {
        let person = &self.person;
        match &field.ask {
            Ask::Text => Answer::Text(rng.pick(&talk().lines).to_owned()),
            Ask::Notes => Answer::Text(rng.pick(&talk().paragraphs).to_owned()),
            Ask::YesNo => Answer::YesNo(match script.unusual(&field.key) {
                Some(unusual) => rng.chance(120) == unusual,
                None => rng.chance(780),
            }),
            Ask::Choice(options) => {
                let ids: Vec<&str> = options.iter().map(|o| o.id.as_str()).collect();
                Answer::Choice(one(&ids, rng))
            }
            Ask::Choices(options) => {
                let ids: Vec<&str> = options.iter().map(|o| o.id.as_str()).collect();
                let often = if rng.chance(600) { 0 } else { 350 };
                let first = one(&ids, rng);
                let chosen = ids.iter().filter(|id| **id == first || rng.chance(often));
                Answer::Choices(chosen.map(|id| (*id).to_owned()).collect())
            }
            Ask::Document(kinds) => Answer::Document(self.document(kinds)),
            Ask::Phone => Answer::Text(person.phone.clone()),
            Ask::Moment(look) => {
                let away = TimeDelta::minutes(rng.between(30, 4000));
                let at = if *look == Look::Ahead {
                    now + away
                } else {
                    now - away
                };
                Answer::Moment(at.with_timezone(&zone).naive_local())
            }
            Ask::Date(days) => {
                let today = now.with_timezone(&zone).date_naive();
                let away = TimeDelta::days(rng.between(1, 20));
                Answer::Date(match (days.past, days.future) {
                    (true, _) => today - away,
                    (false, true) => today + away,
                    (false, false) => today,
                })
            }
            Ask::Email => {
                let number = rng.below(9_000).to_string();
                Answer::Text(talk().mail.replace("{n}", &number))
            }
            Ask::Number(bounds) => {
                let least = bounds.least.unwrap_or(1);
                let most = bounds.most.unwrap_or(least.saturating_add(200)).max(least);
                let whole = rng.between(least, most.min(least.saturating_add(200)));
                Number::new(whole, 0).map_or(Answer::Unread(String::new()), Answer::Number)
            }
            Ask::Checklist(points) => {
                Answer::Choices(points.iter().map(|p| p.id.clone()).collect())
            }
            Ask::Minutes(most) => {
                let most = i64::from((*most).clamp(1, 20));
                Answer::Minutes(u16::try_from(rng.between(1, most)).unwrap_or(1))
            }
            Ask::Rating(most) => {
                let below = rng.usual(&[0, 0, 1, 2, 3, 4]).min(most.saturating_sub(1));
                Answer::Rating(most - below)
            }
            Ask::Place(Some(_)) => home::district(person.place),
            Ask::Place(None) => Answer::Text(person.place.district.to_owned()),
        }
    }

    /// The person's document, or one of a kind that is asked.
    fn document(&self, kinds: &[DocumentKind]) -> Document {
        let own = &self.person.document;
        if kinds.contains(&own.kind) {
            return own.clone();
        }
        let made = kinds.iter().map(|kind| {
            // Long and short shapes are tried; what fits none is the reason why nothing is shown.
            let digits = format!("{:0>12}", own.number);
            let shapes = (1..=12).rev().map(|n| &digits[12 - n..]);
            let fits = |n: &&str| Document::new(*kind, n).check().is_ok();
            Document::new(*kind, shapes.clone().find(fits).unwrap_or(talk().no_paper))
        });
        made.into_iter()
            .find(|d| d.check().is_ok())
            .unwrap_or_else(|| own.clone())
    }
}

/// One of the options, the first ones more often.
fn one(ids: &[&str], rng: &mut Rng) -> String {
    if ids.is_empty() {
        return String::new();
    }
    rng.common(ids).to_owned()
}
