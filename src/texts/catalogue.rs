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
        document: Documents,
        moment_hint: Text,
        moment_read: Text,
        minutes_hint: Text,
        rating_hint: Text,
        choice_hint: Text,
        choices_hint: Text,
        weekdays: [Text; 7],
        months: [Text; 12],
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
