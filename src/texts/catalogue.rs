//! The shape of a catalogue: one struct a screen or subject, in the order of `assets/texts/es.toml`.

use serde::Deserialize;

use super::Text;

macro_rules! catalogue {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name { $(pub $field: $kind),* }
        )*
    };
}

catalogue! {
    /// The whole catalogue.
    Texts {
        form: Form,
    }

    /// Field editors.
    Form {
        yes: Text,
        no: Text,
        empty: Text,
        full: Text,
        stray: Text,
        document: Documents,
        moment_hint: Text,
        moment_unread: Text,
        moment_read: Text,
        moment_full: Text,
        moment_past: Text,
        moment_words: MomentWords,
        before_noon: Text,
        minutes_hint: Text,
        rating_hint: Text,
        choice_hint: Text,
        choices_hint: Text,
        yes_no_hint: Text,
        notes_hint: Text,
        document_hint: Text,
        weekdays: [Text; 7],
        months: [Text; 12],
    }

    /// The words that a typed moment is read by; accents and capitals make no difference.
    MomentWords {
        today: Vec<Text>,
        tomorrow: Vec<Text>,
        after: Vec<Text>,
        within: Vec<Text>,
        minutes: Vec<Text>,
        hours: Vec<Text>,
        days: Vec<Text>,
        weeks: Vec<Text>,
        half: Vec<Text>,
        quarter: Vec<Text>,
        plus: Vec<Text>,
        less: Vec<Text>,
        morning: Vec<Text>,
        afternoon: Vec<Text>,
        night: Vec<Text>,
        noon: Vec<Text>,
        am_pm: Vec<Text>,
        one: Vec<Text>,
        numbers: Vec<Text>,
        of: Vec<Text>,
        article: Vec<Text>,
        skip: Vec<Text>,
    }

    /// Kinds of identity document.
    Documents {
        dni: Text,
        ce: Text,
        passport: Text,
        ruc: Text,
        other: Text,
        none: Text,
        none_hint: Text,
    }
}
