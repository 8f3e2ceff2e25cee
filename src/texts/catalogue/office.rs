//! The office and its stations, and what is carried between them.

use serde::Deserialize;

use super::catalogue;
use crate::texts::{Plural, Text};

catalogue! {
    /// The office and its stations.
    OfficeWords {
        help: OfficeHelp,
        said: OfficeSaid,
        faults: OfficeFaultWords,
        carried: CarriedWords,
        rejected: RejectedWords,
    }

    /// One line each in the help.
    OfficeHelp {
        office: Text,
        invite: Text,
        invite_file: Text,
        join: Text,
        join_file: Text,
        join_code: Text,
        show: Text,
        export: Text,
        export_to: Text,
        export_entries: Text,
        export_clear: Text,
        import: Text,
        import_files: Text,
        import_quarantine: Text,
        examples_office: Text,
        examples_import: Text,
    }

    /// What the commands of the office answer.
    OfficeSaid {
        invited: Text,
        code_ask: Text,
        no_code: Text,
        bad_code_fd: Text,
        joined: Text,
        already: Text,
        known: Text,
        known_none: Text,
        title: Text,
        own: Text,
        exchanged: Text,
        never: Text,
        doubled: Text,
    }

    /// Why something about the office was not done.
    OfficeFaultWords {
        no_office: Text,
        not_an_invitation: Text,
        newer_invitation: Text,
        misspelt: Text,
        wrong_code: Text,
        other_office: Text,
        other_secret: Text,
        number_taken: Text,
    }

    /// Entries carried out and taken in.
    CarriedWords {
        written: Text,
        no_target: Text,
        needs_entries: Text,
        file: Text,
        nothing_new: Text,
        counts: Text,
        new: Plural,
        known: Plural,
        own: Text,
        station: Text,
        device: Text,
        forked: Plural,
        fork: Text,
        fork_own: Text,
        bad: Plural,
        gaps: Plural,
        newer: Plural,
        ahead: Plural,
        own_lost: Text,
        doubled: Text,
        refused: Text,
        no_files: Text,
        some_refused: Plural,
        quarantine_empty: Text,
        quarantined: Text,
    }

    /// Why a file was not taken.
    RejectedWords {
        not_a_bundle: Text,
        not_a_file: Text,
        too_big: Text,
        newer: Text,
        other_office: Text,
        other_key: Text,
        not_certified: Text,
        bad_signature: Text,
        unreadable: Text,
        changed: Text,
        medium: Text,
        unreachable: Text,
        cut_short: Text,
        reasons: BadLineWords,
    }

    /// Why a line is in quarantine.
    BadLineWords {
        unreadable: Text,
        too_long: Text,
        member: Text,
        body: Text,
        digest: Text,
        pack: Text,
        id: Text,
        fork: Text,
    }
}
