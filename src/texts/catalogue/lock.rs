//! Who opens the desk, locks it, takes it over, hands it over.

use serde::Deserialize;

use super::catalogue;
use crate::texts::{Plural, Text};

catalogue! {
    /// The door of the desk.
    LockWords {
        title: Text,
        pin: Text,
        passphrase: Text,
        keys: Text,
        keys_one: Text,
        keys_who: Text,
        keys_quit: Text,
        keys_back: Text,
        checking: Text,
        wait: Text,
        empty: Text,
        device_usb: Text,
        device_path: Text,
        device_passphrase: Text,
        device_keys: Text,
        recovery: Text,
        recovery_code: Text,
        recovery_new: Text,
        recovery_keys: Text,
        locked: Text,
        locked_by: Text,
        locked_itself: Text,
        locked_hold: Text,
        locked_due: Plural,
        soon: Plural,
        nobody: Text,
        took_over: Text,
        after: Text,
        after_hint: Text,
        never: Text,
        of_station: Text,
        shift_title: Text,
        shift_drafts: Text,
        shift_no_drafts: Text,
        shift_calls: Text,
        shift_no_calls: Text,
        shift_answers: Text,
        shift_no_answers: Text,
        shift_today: Text,
        shift_keys: Text,
        shift_accept: Text,
        shift_nobody: Text,
        shift_done: Text,
        secret_title: Text,
        secret_old: Text,
        secret_new: Text,
        secret_again: Text,
        secret_other: Text,
        secret_hint: Text,
        secret_keys: Text,
        secret_done: Text,
    }

    /// What happened at the keys, in a line.
    ShiftWords {
        started: Text,
        ended: Text,
        locked: Text,
        locked_itself: Text,
        returned: Text,
        took_over: Text,
        failed: Text,
        handed_over: Text,
        enrolled: Text,
        role_changed: Text,
        secret_changed: Text,
        secret_reset: Text,
        wait_ended: Text,
        removed: Text,
        recovery_used: Text,
        recovery_replaced: Text,
        device_replaced: Text,
    }
}
