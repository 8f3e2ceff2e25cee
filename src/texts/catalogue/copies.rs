//! Copies: making them, putting one back, and the sheet of the day that goes with them.

use serde::Deserialize;

use super::catalogue;
use crate::texts::{Plural, Text};

catalogue! {
    /// Copies of the journal.
    CopyWords {
        done: Text,
        same_disk: Text,
        removed: Plural,
        spoilt: Text,
        updating: Text,
        never: Text,
        today: Text,
        yesterday: Text,
        days_ago: Plural,
        failures: CopyFailures,
        faults: CopyFaults,
        restore: RestoreWords,
        help: CopyHelp,
    }

    /// Why a copy was not made, or not put back.
    CopyFailures {
        no_place: Text,
        copying: Text,
        copy: Text,
        other_journal: Text,
        number_unknown: Text,
        changed_since: Text,
        paper_series: Text,
        paper_year: Text,
        paper_below: Text,
        not_updated: Text,
    }

    /// What is wrong with a folder that should be a copy.
    CopyFaults {
        manifest: Text,
        newer: Text,
        key: Text,
        altered: Text,
        missing: Text,
        differs: Text,
        pages: Text,
        chain: Text,
        not_as_said: Text,
    }

    /// Putting a copy in the place of the journal.
    RestoreWords {
        copy: Text,
        people: Text,
        nothing: Text,
        unreadable: Text,
        marked: Text,
        marked_number: Text,
        no_mark: Text,
        nothing_lost: Text,
        lost: Text,
        attentions: Plural,
        attention: Text,
        attention_changed: Text,
        promises: Plural,
        promise: Text,
        drafts: Plural,
        drafts_left: Plural,
        draft: Text,
        draft_unnumbered: Text,
        more: Plural,
        numbers: Text,
        no_numbers: Text,
        kept: Text,
        ask: Text,
        word: Text,
        not_confirmed: Text,
        no_terminal: Text,
        done: Text,
        done_kept: Text,
        done_drafts: Plural,
        bad_number: Text,
    }

    /// Lines of the help.
    CopyHelp {
        backup: Text,
        backup_place: Text,
        restore: Text,
        restore_copy: Text,
        restore_yes: Text,
        restore_number: Text,
        restore_no_drafts: Text,
        restore_key: Text,
        copy: Text,
        file: Text,
    }
}
