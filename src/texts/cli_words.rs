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
    pub values: ValueNames,
    pub usage: UsageErrors,
    pub said: Answers,
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
    pub show: Text,
    pub show_number: Text,
    pub verify: Text,
    pub verify_code: Text,
    pub backup: Text,
    pub backup_file: Text,
    pub export: Text,
    pub export_from: Text,
    pub export_to: Text,
    pub export_entries: Text,
    pub rebuild: Text,
    pub protocol: Text,
    pub protocol_list: Text,
    pub protocol_check: Text,
    pub protocol_check_file: Text,
    pub demo: Text,
    pub demo_count: Text,
    pub demo_seed: Text,
    pub demo_no_open: Text,
}

/// What stands for the value of an argument.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValueNames {
    pub channel: Text,
    pub code: Text,
    pub date: Text,
    pub file: Text,
    pub name: Text,
    pub number: Text,
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
    pub backed_up: Text,
    pub rebuilt: Text,
    pub demo_made: Text,
    pub checked: Text,
    pub no_file: Text,
    pub problems: Plural,
    pub panic: Text,
    pub panic_message_left_out: Text,
    pub interrupted: Text,
}
