//! Several stations in one journal: scopes, versions and what decides between them.

use serde::Deserialize;

use super::catalogue;
use crate::texts::{Plural, Text};

catalogue! {
    /// Several stations in one journal.
    StationWords {
        own: Text,
        all: Plural,
        facet: Text,
        conflict: Text,
        conflict_said: Text,
        version: Text,
        version_reopened: Text,
        same: Text,
        resolve_title: Text,
        resolve_which: Text,
        resolved: Text,
        no_conflict: Text,
        in_conflict: Text,
        doubtful: Text,
        resolution: Text,
        cli_station: Text,
        gaps: Plural,
        others: Plural,
    }
}
