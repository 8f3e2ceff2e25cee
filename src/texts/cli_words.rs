//! The words of the command line.

use serde::Deserialize;

use super::{Plural, Text};

/// The command line: help, answers and errors.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CliWords {
    pub about: Text,
    pub headings: Headings,
    pub help: HelpLines,
    pub examples: Examples,
    pub manual: Manual,
    pub values: ValueNames,
    pub usage: UsageErrors,
    pub said: Answers,
    pub coverage: CoverageWords,
    pub packs: PackWords,
    pub view: ViewWords,
}

/// How an order is used, at the end of its help.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    pub root: Text,
    pub attend: Text,
    pub find: Text,
    pub export: Text,
    pub complete: Text,
}

/// What the manual page says beside the help.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manual {
    pub title: Text,
    pub name: Text,
    pub synopsis: Text,
    pub description: Text,
    pub paragraphs: Vec<Text>,
    pub variables: Text,
    pub variable_rows: Vec<ManualRow>,
    pub files: Text,
    pub file_rows: Vec<ManualRow>,
    pub exit: Text,
    pub exit_rows: Vec<ManualRow>,
    pub examples: Text,
}

/// A name and what it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManualRow {
    pub name: Text,
    pub about: Text,
}

/// Headings of the help.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headings {
    pub usage: Text,
    pub commands: Text,
    pub options: Text,
    pub arguments: Text,
    pub subcommand: Text,
    pub with_options: Text,
}

/// One line each in the help.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLines {
    pub data: Text,
    pub language: Text,
    pub help: Text,
    pub version: Text,
    pub json: Text,
    pub init: Text,
    pub init_office: Text,
    pub init_station: Text,
    pub init_agent: Text,
    pub init_protocol: Text,
    pub init_first: Text,
    pub attend: Text,
    pub attend_protocol: Text,
    pub attend_channel: Text,
    pub attend_document: Text,
    pub attend_phone: Text,
    pub journal: Text,
    pub find: Text,
    pub find_text: Text,
    pub find_limit: Text,
    pub find_day: Text,
    pub find_from: Text,
    pub find_to: Text,
    pub find_agent: Text,
    pub find_channel: Text,
    pub find_kind: Text,
    pub find_outcome: Text,
    pub find_protocol: Text,
    pub find_before: Text,
    pub show: Text,
    pub show_number: Text,
    pub verify: Text,
    pub verify_code: Text,
    pub export_from: Text,
    pub export_to: Text,
    pub rebuild: Text,
    pub protocol: Text,
    pub protocol_list: Text,
    pub protocol_check: Text,
    pub protocol_check_file: Text,
    pub protocol_check_follow: Text,
    pub protocol_view: Text,
    pub protocol_view_which: Text,
    pub protocol_new: Text,
    pub protocol_new_id: Text,
    pub protocol_new_from: Text,
    pub protocol_new_in: Text,
    pub protocol_guide: Text,
    pub protocol_coverage: Text,
    pub protocol_coverage_detail: Text,
    pub demo: Text,
    pub demo_count: Text,
    pub demo_seed: Text,
    pub demo_no_open: Text,
    pub complete: Text,
    pub complete_shell: Text,
    pub manual: Text,
}

/// What stands for the value of an argument.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueNames {
    pub channel: Text,
    pub code: Text,
    pub date: Text,
    pub file: Text,
    pub id_or_file: Text,
    pub kind: Text,
    pub name: Text,
    pub number: Text,
    pub outcome: Text,
    pub place: Text,
    pub target: Text,
    pub text: Text,
}

/// Wrong usage, in words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsageErrors {
    pub unknown: Text,
    pub missing: Text,
    pub invalid: Text,
    pub conflict: Text,
    pub other: Text,
    pub hint: Text,
    pub bad_days: Text,
    pub bad_date: Text,
    pub not_one_of: Text,
    pub bad_variable: Text,
    pub bad_language: Text,
    pub no_folder: Text,
    pub no_terminal: Text,
    pub not_practice: Text,
}

/// What the commands answer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    pub created: Text,
    pub nothing_found: Text,
    pub nothing_filtered: Text,
    pub found: Plural,
    pub found_more: Text,
    pub nothing_yet: Text,
    pub unknown_number: Text,
    pub several: Text,
    pub draft: Text,
    pub entries: Plural,
    pub sound: Text,
    pub broken: Text,
    pub pages_whole: Text,
    pub pages_in_use: Text,
    pub pages_unchecked: Text,
    pub pages_bad: Text,
    pub mark_met: Text,
    pub mark_missing: Text,
    pub mark_unreadable: Text,
    pub mark_behind: Text,
    pub chain_holds: Text,
    pub chain_fault: Text,
    pub fault_order: Text,
    pub fault_digest: Text,
    pub fault_body: Text,
    pub fault_unreadable: Text,
    pub losses: Text,
    pub code_yes: Text,
    pub code_no: Text,
    pub rebuilt: Text,
    pub demo_progress: Text,
    pub demo_merging: Text,
    pub demo_made: Text,
    pub checked: Text,
    pub problems: Plural,
    pub panic: Text,
    pub panic_message_left_out: Text,
    pub interrupted: Text,
}

/// What the packs meet of the sources' requirements.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageWords {
    pub total: Text,
    pub total_open: Text,
    pub met: Text,
    pub reasoned: Text,
    pub open: Text,
    pub needless: Text,
    pub not_software: Text,
    pub waits_reports: Text,
    pub waits_printing: Text,
    pub waits_people: Text,
    pub waits_calendar: Text,
    pub unsettled: Plural,
}

/// What is said of packs.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackWords {
    pub own: Text,
    pub own_instead: Text,
    pub own_broken: Text,
    pub own_refused: Text,
    pub replaced: Text,
    pub followed: Text,
    pub bad_id: Text,
    pub exists: Text,
    pub not_made: Text,
    pub made: Text,
    pub made_edit: Text,
    pub made_check: Text,
    pub made_use: Text,
    pub made_install: Text,
}

/// A pack as whoever attends meets it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewWords {
    pub about: Text,
    pub control: Text,
    pub closing: Text,
    pub term: Text,
    pub jump: Text,
    pub needed: Text,
    pub to_visit: Text,
    pub when: Text,
    pub is: Text,
    pub is_not: Text,
    pub at_least: Text,
    pub answered: Text,
    pub unanswered: Text,
    pub by: Text,
    pub or: Text,
    pub and: Text,
    pub not: Text,
    pub kinds: KindWords,
}

/// What a field asks for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindWords {
    pub text: Text,
    pub notes: Text,
    pub yes_no: Text,
    pub choice: Text,
    pub choices: Text,
    pub document: Text,
    pub phone: Text,
    pub email: Text,
    pub number: Text,
    pub date: Text,
    pub moment: Text,
    pub minutes: Text,
    pub rating: Text,
    pub checklist: Text,
    pub place: Text,
}
