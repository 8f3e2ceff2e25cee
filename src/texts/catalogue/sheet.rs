//! The sheet of a day, and the end of the day at the desk.

use serde::Deserialize;

use super::catalogue;
use crate::texts::Text;

catalogue! {
    /// The sheet of a day.
    SheetWords {
        title: Text,
        station: Text,
        practice: Text,
        people: Text,
        nobody: Text,
        attentions: Text,
        outcomes: Text,
        promises: Text,
        made: Text,
        kept: Text,
        owed: Text,
        late: Text,
        drafts: Text,
        highest: Text,
        none: Text,
        entry: Text,
        entry_place: Text,
        code: Text,
        copy: Text,
        verified: Text,
        signature: Text,
        help: Text,
        help_day: Text,
    }

    /// The end of the day at the desk.
    ClosingWords {
        title: Text,
        copying: Text,
        go_on: Text,
        done: Text,
        failed: Text,
        keys: Text,
        keys_again: Text,
        quit_offer: Text,
        quit_copying: Text,
    }
}
