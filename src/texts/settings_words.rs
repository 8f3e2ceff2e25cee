//! The words of the settings, and what is said of their file.

use serde::Deserialize;

use super::{Text, texts};
use crate::settings::{Ascii, Bell, Fault, FaultKind, ThemeName};

/// The settings.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingsWords {
    pub title: Text,
    pub theme: Text,
    pub language: Text,
    pub ascii: Text,
    pub protocol: Text,
    pub bell: Text,
    pub dark: Text,
    pub light: Text,
    pub high_contrast: Text,
    pub monochrome: Text,
    pub ascii_auto: Text,
    pub ascii_always: Text,
    pub ascii_never: Text,
    pub bell_on: Text,
    pub bell_off: Text,
    pub place: Text,
    pub theme_hint: Text,
    pub no_color_hint: Text,
    pub language_hint: Text,
    pub ascii_hint: Text,
    pub protocol_hint: Text,
    pub bell_hint: Text,
    pub keys: Text,
    pub saved: Text,
    pub unread: Text,
    pub unreadable: Text,
    pub unsaved: Text,
    pub syntax: Text,
    pub unknown_key: Text,
    pub unknown_key_meant: Text,
    pub not_one_of: Text,
}

impl SettingsWords {
    /// What a theme is called.
    pub fn theme_name(&self, theme: ThemeName) -> &Text {
        match theme {
            ThemeName::Dark => &self.dark,
            ThemeName::Light => &self.light,
            ThemeName::HighContrast => &self.high_contrast,
            ThemeName::Monochrome => &self.monochrome,
        }
    }

    /// How the choice of signs is called.
    pub fn ascii_name(&self, ascii: Ascii) -> &Text {
        match ascii {
            Ascii::Auto => &self.ascii_auto,
            Ascii::Always => &self.ascii_always,
            Ascii::Never => &self.ascii_never,
        }
    }

    /// How the choice of the bell is called.
    pub fn bell_name(&self, bell: Bell) -> &Text {
        match bell {
            Bell::On => &self.bell_on,
            Bell::Off => &self.bell_off,
        }
    }

    fn what(&self, kind: &FaultKind) -> String {
        match kind {
            FaultKind::Disk(detail) => detail.clone(),
            FaultKind::Syntax => self.syntax.to_string(),
            FaultKind::UnknownKey { key, meant: None } => self.unknown_key.fill(&[("key", key)]),
            FaultKind::UnknownKey {
                key,
                meant: Some(meant),
            } => self
                .unknown_key_meant
                .fill(&[("key", key), ("meant", meant)]),
            FaultKind::NotOneOf {
                key,
                given,
                allowed,
            } => self.not_one_of.fill(&[
                ("given", given),
                ("key", key),
                ("allowed", &allowed.join(", ")),
            ]),
        }
    }
}

/// Why the settings could not be read, and what holds instead.
pub fn settings_unread(fault: &Fault) -> String {
    let t = &texts().settings;
    let (file, what) = (fault.file.display(), t.what(&fault.kind));
    let words = if fault.line == 0 {
        &t.unreadable
    } else {
        &t.unread
    };
    words.fill(&[("file", &file), ("line", &fault.line), ("what", &what)])
}

/// Why the settings could not be written.
pub fn settings_unsaved(fault: &Fault) -> String {
    let t = &texts().settings;
    t.unsaved.fill(&[
        ("file", &fault.file.display()),
        ("what", &t.what(&fault.kind)),
    ])
}
