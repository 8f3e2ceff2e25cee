//! Mistakes in what a field asks: its kind and its settings.

use ventanilla::protocol::ProblemKind as Kind;

use super::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let s = str::to_owned;
    vec![
        case(
            "not_declinable",
            (24, 15),
            Kind::NotDeclinable { kind: s("text") },
            &["«text»", "may_decline", "rating"],
        ),
        case(
            "no_answer",
            (23, 12),
            Kind::NoAnswer { kind: s("date") },
            &["«date»"],
        ),
        case(
            "most_below_least",
            (23, 35),
            Kind::OutOfRange {
                key: s("most"),
                least: 10,
                most: 1_000_000_000_000,
            },
            &["«most»", "10"],
        ),
        case(
            "too_many_decimals",
            (23, 27),
            Kind::OutOfRange {
                key: s("decimals"),
                least: 0,
                most: 4,
            },
            &["«decimals»", "0", "4"],
        ),
        case(
            "unknown_list",
            (23, 22),
            Kind::NotOneOf {
                key: s("list"),
                given: s("chile"),
                allowed: vec![s("peru")],
            },
            &["«list»", "«chile»", "peru"],
        ),
        case(
            "empty_checklist",
            (23, 17),
            Kind::EmptyText {
                key: s("checklist"),
            },
            &["«checklist»"],
        ),
        case(
            "point_twice",
            (23, 25),
            Kind::Duplicate { key: s("dni") },
            &["«dni»"],
        ),
        case(
            "moment_setting",
            (23, 16),
            Kind::UnknownKey {
                key: s("future"),
                meant: None,
            },
            &["«future»"],
        ),
    ]
}
