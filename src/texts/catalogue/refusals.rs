//! Why something did not happen, or what went wrong.

use serde::Deserialize;

use super::catalogue;
use crate::texts::{Plural, Text};

catalogue! {
    /// Why a verb did not happen.
    DeniedWords {
        no_front: Text,
        saving: Text,
        no_number: Text,
        bad_file: Text,
        file_name: Text,
        file_not_plain: Text,
        file_too_big: Text,
        file_not_text: Text,
        file_unreadable: Text,
        file_other_id: Text,
        unknown_pack: Text,
        broken_pack: Text,
    }

    /// Why the protocol says no.
    RefusalWords {
        missing: Text,
        named: Text,
        and_more: Text,
        faulty: Text,
        unknown_field: Text,
        unknown_step: Text,
        minutes: Text,
        first_step: Text,
        no_outcome: Text,
        said_goodbye: Text,
        no_goodbye: Text,
        filed: Text,
        not_filed: Text,
        on_hold: Text,
        not_on_hold: Text,
        line_cut: Text,
        line_not_cut: Text,
        no_line: Text,
        nobody_there: Text,
        consulting: Text,
        not_consulting: Text,
        empty: Text,
        past: Text,
        same: Text,
        to_advance: Text,
        to_conclude: Text,
        to_say_goodbye: Text,
        to_file: Text,
        to_end_as: Text,
    }

    /// Why an answer does not answer.
    FaultWords {
        unread: Text,
        not_an_option: Text,
        phone_length: Text,
        range: Text,
        whole: Text,
        decimals: Plural,
        between: Text,
        at_least: Text,
        at_most: Text,
        not_past: Text,
        not_ahead: Text,
        email_space: Text,
        email_at: Text,
        email_name: Text,
        email_domain: Text,
        unticked: Plural,
        document_length: Text,
        document_digits: Text,
        document_zeros: Text,
    }

    /// Mistakes in a pack.
    ProblemWords {
        place: Text,
        syntax: Text,
        syntax_quote: Text,
        syntax_unquoted: Text,
        syntax_duplicate: Text,
        syntax_comma: Text,
        syntax_brace: Text,
        syntax_bracket: Text,
        unknown_key: Text,
        meant: Text,
        missing_key: Text,
        wrong_type: Text,
        not_one_of: Text,
        empty_text: Text,
        duplicate: Text,
        bad_phrase: Text,
        unknown_variable: Text,
        no_fallback: Text,
        unknown_field: Text,
        unknown_option: Text,
        condition_kind: Text,
        unknown_step: Text,
        used_before_asked: Text,
        missing_phase: Text,
        no_steps: Text,
        out_of_range: Text,
        not_declinable: Text,
        no_answer: Text,
        bad_cite: Text,
        unreachable_step: Text,
        never_holds: Text,
        never_required: Text,
        term_not_required: Text,
        unused_closing: Text,
        wrong_kind: Text,
        bad_date: Text,
        too_many_questions: Text,
        duplicate_label: Text,
        a_text: Text,
        a_table: Text,
        a_list: Text,
        a_number: Text,
        a_truth: Text,
        one_kind: Text,
    }

    /// When the world fails.
    FailureWords {
        exists: Text,
        no_journal: Text,
        no_identity: Text,
        no_key: Text,
        bad_key: Text,
        folder_moved: Text,
        wrong_key: Text,
        damaged: Text,
        not_a_journal: Text,
        newer: Text,
        locked: Text,
        read_only: Text,
        disk_full: Text,
        io: Text,
        replaced: Text,
        stopped: Text,
        refused: Text,
        interrupted: Text,
        no_randomness: Text,
        library: Text,
    }

    /// Told before work begins.
    WarningWords {
        title: Text,
        keys: Text,
        behind_mark: Text,
        no_mark: Text,
        broken_pack: Text,
        clock_back: Text,
        unreadable_draft: Text,
    }
}
