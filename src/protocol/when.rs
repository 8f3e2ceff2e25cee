//! Conditions as data: checkable by the linter, readable aloud.

use super::{Answer, Channel};

/// A condition over what was answered so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// The field holds this option id or text, or one of its chosen options is this.
    Is {
        field: String,
        value: String,
    },
    /// A yes/no field holds this.
    Truth {
        field: String,
        value: bool,
    },
    /// A minutes, rating or number field holds at least this.
    AtLeast {
        field: String,
        value: i64,
    },
    /// The field is answered.
    Answered {
        field: String,
    },
    /// The attention came by this channel.
    By {
        channel: Channel,
    },
    Any(Vec<When>),
    All(Vec<When>),
    Not(Box<When>),
}

impl When {
    /// Whether the condition holds, given the channel and a way to look answers up by key.
    pub fn holds<'a>(
        &self,
        channel: Channel,
        answer: &impl Fn(&str) -> Option<&'a Answer>,
    ) -> bool {
        match self {
            Self::Is { field, value } => match answer(field) {
                Some(Answer::Choices(ids)) => ids.contains(value),
                Some(given) => given.text() == Some(value),
                None => false,
            },
            Self::Truth { field, value } => {
                matches!(answer(field), Some(Answer::YesNo(given)) if given == value)
            }
            Self::AtLeast { field, value } => match answer(field) {
                Some(Answer::Minutes(n)) => i64::from(*n) >= *value,
                Some(Answer::Rating(n)) => i64::from(*n) >= *value,
                Some(Answer::Number(n)) => n.against(*value).is_ge(),
                _ => false,
            },
            Self::Answered { field } => answer(field).is_some_and(|a| !a.is_empty()),
            Self::By { channel: by } => *by == channel,
            Self::Any(each) => each.iter().any(|w| w.holds(channel, answer)),
            Self::All(each) => each.iter().all(|w| w.holds(channel, answer)),
            Self::Not(inner) => !inner.holds(channel, answer),
        }
    }

    /// Calls `visit` with every field the condition looks at.
    pub fn fields<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match self {
            Self::Is { field, .. }
            | Self::Truth { field, .. }
            | Self::AtLeast { field, .. }
            | Self::Answered { field } => visit(field),
            Self::By { .. } => {}
            Self::Any(each) | Self::All(each) => each.iter().for_each(|w| w.fields(visit)),
            Self::Not(inner) => inner.fields(visit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(when: &When, given: &[(&str, Answer)]) -> bool {
        when.holds(Channel::Telephone, &|key| {
            given.iter().find(|(k, _)| *k == key).map(|(_, a)| a)
        })
    }

    #[test]
    fn an_unanswered_field_satisfies_only_negations() {
        let is = When::Is {
            field: "tipo".into(),
            value: "queja".into(),
        };
        assert!(!holds(&is, &[]));
        assert!(holds(&When::Not(Box::new(is)), &[]));
        assert!(!holds(
            &When::Truth {
                field: "x".into(),
                value: false
            },
            &[]
        ));
    }

    #[test]
    fn a_channel_is_a_condition() {
        let written = When::Not(Box::new(When::By {
            channel: Channel::Telephone,
        }));
        assert!(!written.holds(Channel::Telephone, &|_| None));
        assert!(written.holds(Channel::Email, &|_| None));
    }

    #[test]
    fn several_choices_hold_for_each_chosen_option() {
        let is = When::Is {
            field: "doc".into(),
            value: "dni".into(),
        };
        assert!(holds(
            &is,
            &[("doc", Answer::Choices(vec!["ce".into(), "dni".into()]))]
        ));
        assert!(!holds(&is, &[("doc", Answer::Choices(vec!["ce".into()]))]));
    }

    #[test]
    fn numbers_compare_from_below() {
        let when = When::AtLeast {
            field: "nota".into(),
            value: 4,
        };
        assert!(holds(&when, &[("nota", Answer::Rating(4))]));
        assert!(!holds(&when, &[("nota", Answer::Rating(3))]));
        let number = |text: &str| Answer::Number(text.parse().unwrap());
        assert!(holds(&when, &[("nota", number("4.00"))]));
        assert!(!holds(&when, &[("nota", number("3.99"))]));
        assert!(!holds(&when, &[("nota", Answer::Declined)]));
    }
}
