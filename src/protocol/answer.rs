//! What a field holds, and whether that answers what was asked.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Ask, Bounds, EmailFault, Look, Number, email};
use crate::identity::{self, Document};

/// What was typed or chosen in a field.
///
/// Nothing typed is refused: what cannot be read as the kind asked is kept as [`Answer::Unread`], which answers no requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Text, notes, phone, e-mail, a place that is not in its list.
    Text(String),
    YesNo(bool),
    /// The id of the option.
    Choice(String),
    /// The ids of the options, in the order of the pack.
    Choices(Vec<String>),
    Document(Document),
    /// Date and hour in the office's zone.
    Moment(NaiveDateTime),
    Minutes(u16),
    Rating(u8),
    Number(Number),
    Date(NaiveDate),
    /// A place of a list.
    Place {
        /// Its official code.
        code: String,
        /// Its words, from the smallest to the largest: district, province, region.
        name: String,
    },
    /// The person was asked and prefers not to answer.
    Declined,
    /// Typed, kept, and not understood as the kind asked.
    Unread(String),
}

/// Why an answer does not answer what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The answer is of another kind than the question.
    Kind,
    /// Typed, but not readable as this kind.
    Unread,
    /// Not an option of the list.
    NotAnOption(String),
    /// The document has the wrong shape for its kind.
    Document(identity::Fault),
    /// Fewer than six digits or more than fifteen (ITU-T E.164).
    PhoneLength(usize),
    /// Outside 1 to this maximum.
    Range(u16),
    /// More decimals than these.
    Decimals(u8),
    /// A number outside these.
    Bounds {
        least: Option<i64>,
        most: Option<i64>,
    },
    /// Not readable as a day or moment on this side of now.
    Side(Look),
    Email(EmailFault),
    /// So many points of the checklist are not ticked.
    Unticked(usize),
}

impl Answer {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(t) | Self::Unread(t) => t.trim().is_empty(),
            Self::Choice(id) => id.is_empty(),
            Self::Choices(ids) => ids.is_empty(),
            Self::Document(d) => d.is_blank(),
            Self::YesNo(_)
            | Self::Moment(_)
            | Self::Minutes(_)
            | Self::Rating(_)
            | Self::Number(_)
            | Self::Date(_)
            | Self::Place { .. }
            | Self::Declined => false,
        }
    }

    /// The words in it, for conditions on text, search and lists; `None` where there are none.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(t) | Self::Unread(t) | Self::Choice(t) => Some(t),
            Self::Place { name, .. } => Some(name),
            Self::Document(d) => Some(&d.number),
            _ => None,
        }
    }

    /// The moment it tells, on the office's clock; of a day alone, its beginning.
    pub fn local_time(&self) -> Option<NaiveDateTime> {
        match self {
            Self::Moment(at) => Some(*at),
            Self::Date(day) => Some(day.and_time(NaiveTime::MIN)),
            _ => None,
        }
    }

    /// Whether it answers `ask`; an empty answer has no fault, it is only missing.
    pub fn check(&self, ask: &Ask) -> Result<(), Fault> {
        if self.is_empty() {
            return Ok(());
        }
        let among = |ids: &[String], options: &[super::Choice]| {
            let stray = ids.iter().find(|id| !options.iter().any(|o| &o.id == *id));
            stray.map_or(Ok(()), |id| Err(Fault::NotAnOption(id.clone())))
        };
        match (self, ask) {
            // Which side was allowed is decided when it is typed: only then is it known what day it was.
            (Self::Unread(_), Ask::Date(days)) if days.look() != Look::Near => {
                Err(Fault::Side(days.look()))
            }
            (Self::Unread(_), Ask::Moment(Look::Back)) => Err(Fault::Side(Look::Back)),
            (Self::Unread(_), _) => Err(Fault::Unread),
            (Self::Text(_), Ask::Text | Ask::Notes | Ask::Place(_))
            | (Self::YesNo(_), Ask::YesNo)
            | (Self::Date(_), Ask::Date(_))
            | (Self::Moment(_), Ask::Moment(_))
            | (Self::Place { .. }, Ask::Place(_)) => Ok(()),
            (Self::Text(t), Ask::Email) => email::check(t).map_err(Fault::Email),
            (Self::Text(t), Ask::Phone) => {
                let digits = t.chars().filter(char::is_ascii_digit).count();
                if (6..=15).contains(&digits) {
                    Ok(())
                } else {
                    Err(Fault::PhoneLength(digits))
                }
            }
            (Self::Number(n), Ask::Number(bounds)) => within(*n, *bounds),
            (Self::Choices(ids), Ask::Checklist(points)) => {
                among(ids, points)?;
                match points.iter().filter(|p| !ids.contains(&p.id)).count() {
                    0 => Ok(()),
                    unticked => Err(Fault::Unticked(unticked)),
                }
            }
            (Self::Choice(id), Ask::Choice(options)) => among(std::slice::from_ref(id), options),
            (Self::Choices(ids), Ask::Choices(options)) => among(ids, options),
            (Self::Document(d), Ask::Document(kinds)) => {
                if !kinds.contains(&d.kind) {
                    return Err(Fault::NotAnOption(d.kind.name().to_owned()));
                }
                d.check().map_err(Fault::Document)
            }
            (Self::Minutes(n), Ask::Minutes(most)) => {
                if (1..=*most).contains(n) {
                    Ok(())
                } else {
                    Err(Fault::Range(*most))
                }
            }
            (Self::Rating(n), Ask::Rating(most)) => {
                if (1..=*most).contains(n) {
                    Ok(())
                } else {
                    Err(Fault::Range(u16::from(*most)))
                }
            }
            _ => Err(Fault::Kind),
        }
    }

    /// Whether it is there and answers `ask`.
    pub fn answers(&self, ask: &Ask) -> bool {
        !self.is_empty() && self.check(ask).is_ok()
    }
}

fn within(number: Number, bounds: Bounds) -> Result<(), Fault> {
    let Bounds {
        least,
        most,
        decimals,
    } = bounds;
    if number.with_decimals(decimals).is_none() {
        return Err(Fault::Decimals(decimals));
    }
    let below = least.is_some_and(|least| number.against(least).is_lt());
    let above = most.is_some_and(|most| number.against(most).is_gt());
    if below || above {
        return Err(Fault::Bounds { least, most });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(least: i64, most: i64, decimals: u8) -> Ask {
        Ask::Number(Bounds {
            least: Some(least),
            most: Some(most),
            decimals,
        })
    }

    fn number(text: &str) -> Answer {
        Answer::Number(text.parse().unwrap())
    }

    #[test]
    fn a_number_is_held_to_its_bounds_and_decimals() {
        let ask = bounds(0, 9999, 2);
        assert_eq!(number("9999").check(&ask), Ok(()));
        assert_eq!(number("0.05").check(&ask), Ok(()));
        assert_eq!(number("1.500").check(&ask), Ok(()));
        assert_eq!(number("1.505").check(&ask), Err(Fault::Decimals(2)));
        let outside = Fault::Bounds {
            least: Some(0),
            most: Some(9999),
        };
        assert_eq!(number("9999.01").check(&ask), Err(outside.clone()));
        assert_eq!(number("-0.01").check(&ask), Err(outside));
    }

    #[test]
    fn a_checklist_is_answered_when_all_is_ticked() {
        let point = |id: &str| super::super::Choice {
            id: id.into(),
            label: id.into(),
        };
        let ask = Ask::Checklist(vec![point("a"), point("b"), point("c")]);
        let ticked = |ids: &[&str]| Answer::Choices(ids.iter().map(|i| (*i).to_owned()).collect());
        assert_eq!(ticked(&["c", "a"]).check(&ask), Err(Fault::Unticked(1)));
        assert_eq!(ticked(&["a", "b", "c"]).check(&ask), Ok(()));
        assert!(!ticked(&["a"]).answers(&ask));
        let stray = Fault::NotAnOption("x".into());
        assert_eq!(ticked(&["a", "b", "c", "x"]).check(&ask), Err(stray));
    }

    #[test]
    fn declining_answers_only_where_the_field_says_so() {
        assert_eq!(Answer::Declined.check(&Ask::Rating(5)), Err(Fault::Kind));
        assert!(!Answer::Declined.is_empty());
        assert_eq!(Answer::Declined.text(), None);
    }

    #[test]
    fn what_is_stored_keeps_its_names() {
        let stored = [
            (number("1250.50"), r#"{"number":"1250.50"}"#),
            (
                Answer::Date(NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()),
                r#"{"date":"2026-11-24"}"#,
            ),
            (
                Answer::Place {
                    code: "060601".into(),
                    name: "Chota, Chota, Cajamarca".into(),
                },
                r#"{"place":{"code":"060601","name":"Chota, Chota, Cajamarca"}}"#,
            ),
            (Answer::Declined, r#""declined""#),
            (Answer::Rating(4), r#"{"rating":4}"#),
        ];
        for (answer, text) in stored {
            assert_eq!(serde_json::to_string(&answer).unwrap(), text);
            assert_eq!(serde_json::from_str::<Answer>(text).unwrap(), answer);
        }
    }
}
