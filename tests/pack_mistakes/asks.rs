//! Mistakes in what a field asks: its kind and its settings.

use ventanilla::protocol::{Answer, Ask, ProblemKind as Kind};

use super::super::support::small_pack;
use super::super::support::tree::file;
use super::{Case, case};

/// What a field of a pack asks.
fn asked(ask: &str) -> Ask {
    let head = file("tests/data/head.toml").text;
    let pack = small_pack(&format!(
        r#"{head}
        [[steps]]
        id = "saludo"
        title = "Saludo"
        phase = "greet"
        [[steps.fields]]
        key = "dato"
        label = "Dato"
        ask.{ask}
        [[steps]]
        id = "fin"
        title = "Despedida"
        phase = "farewell"
        "#
    ));
    pack.field("dato").unwrap().ask.clone()
}

#[test]
fn every_kind_is_read_by_its_name_and_has_an_editor() {
    for name in Ask::NAMES {
        let settings = match name {
            "choice" | "choices" | "checklist" => "[\"a\", { id = \"b\", label = \"B\" }]",
            "document" => "{ kinds = [\"dni\"] }",
            _ => "{}",
        };
        let ask = asked(&format!("{name} = {settings}"));
        assert_eq!(ask.name(), name);
        let kept = Answer::Unread("lo dicho".into());
        let editor = ventanilla::form::build(&ask, Some(&kept));
        assert!(editor.height(40) > 0, "{name}");
    }
}

#[test]
fn settings_are_what_they_say() {
    use ventanilla::protocol::{Bounds, Days, Look, PlaceList};
    assert_eq!(
        asked("number = { least = -5, decimals = 2 }"),
        Ask::Number(Bounds {
            least: Some(-5),
            most: None,
            decimals: 2
        })
    );
    let past = Days {
        past: true,
        future: false,
    };
    assert_eq!(asked("date = { future = false }"), Ask::Date(past));
    assert_eq!(asked("moment = {}"), Ask::Moment(Look::Ahead));
    assert_eq!(asked("moment = { past = true }"), Ask::Moment(Look::Back));
    assert_eq!(asked("place = {}"), Ask::Place(None));
    let peru = asked("place = { list = \"peru\" }");
    assert_eq!(peru, Ask::Place(Some(PlaceList::Peru)));
}

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
