//! People and keys: why something did not open, or stays as it is.

use serde::Deserialize;

use super::catalogue;
use crate::texts::{Plural, Text};

catalogue! {
    /// Why a journal with people does not open, or its keys stay as they are.
    SlotWords {
        people_enrolled: Text,
        gone: Text,
        moved: Text,
        damaged: Text,
        altered: Text,
        older: Text,
        busy: Text,
        replaced: Text,
        in_use: Text,
    }

    /// Why a journal did not open for somebody.
    UnlockWords {
        wrong: Text,
        tries_left: Plural,
        wait_now: Text,
        wait: Text,
        wrong_code: Text,
        unknown: Text,
        nobody: Text,
        no_file: Text,
        not_a_key: Text,
        key_damaged: Text,
        other_journal: Text,
        file_wanted: Text,
        passphrase_wanted: Text,
        old_file: Text,
        wrong_passphrase: Text,
    }

    /// Why who may open the journal was left as it is.
    EnrolmentWords {
        same_secret: Text,
        bad_name: Text,
        name_taken: Text,
        last_administrator: Text,
        too_few: Text,
        no_slot: Text,
        already: Text,
        code_length: Text,
        code_character: Text,
        code_check: Text,
    }

    /// Why a PIN or passphrase will not do.
    WeakWords {
        empty: Text,
        short_pin: Text,
        short_passphrase: Text,
        few_words: Text,
        too_long: Text,
        same: Text,
        run: Text,
        repeated: Text,
        mirrored: Text,
        keypad: Text,
        date: Text,
        personal: Text,
        common: Text,
        name: Text,
    }
}
