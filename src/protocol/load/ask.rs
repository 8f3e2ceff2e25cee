//! Reading what a field asks: one kind with its settings.

use crate::identity::DocumentKind;
use crate::protocol::walk::{Node, Section, one_of};
use crate::protocol::{Ask, Bounds, Choice, Days, Look, PlaceList, ProblemKind};

/// The largest whole number that settings and conditions may name.
pub(super) const FARTHEST: i64 = 1_000_000_000_000;

pub(super) fn ask(s: &Section) -> Option<Ask> {
    let kinds: Vec<(&str, &str)> = Ask::NAMES.iter().map(|n| (*n, *n)).collect();
    let mut entries = s.entries();
    let (Some((name, at, node)), None) = (entries.next(), entries.next()) else {
        s.walk.report(
            s.at,
            ProblemKind::WrongType {
                key: "ask".into(),
                expected: "one kind",
            },
        );
        return None;
    };
    let kind = one_of(s.walk, "ask", name, at, &kinds)?;
    // Kinds whose only setting is a list are written as that list.
    match kind {
        "choice" => return options(s, "choice", node).map(Ask::Choice),
        "choices" => return options(s, "choices", node).map(Ask::Choices),
        "checklist" => return options(s, "checklist", node).map(Ask::Checklist),
        _ => {}
    }
    let settings = s.walk.section("ask", node)?;
    let most = |most: i64| settings.number("most", 1..=most);
    let ask = match kind {
        "text" => Ask::Text,
        "notes" => Ask::Notes,
        "yes_no" => Ask::YesNo,
        "phone" => Ask::Phone,
        "email" => Ask::Email,
        "number" => Ask::Number(bounds(&settings)),
        "date" => Ask::Date(days(&settings)),
        "moment" => Ask::Moment(look(&settings)),
        "place" => Ask::Place(settings.word("list", &PlaceList::ALL)),
        "minutes" => Ask::Minutes(most(1440).and_then(|n| u16::try_from(n).ok()).unwrap_or(60)),
        "rating" => Ask::Rating(most(10).and_then(|n| u8::try_from(n).ok()).unwrap_or(5)),
        "document" => Ask::Document(documents(&settings)),
        // `one_of` let no other name through.
        _ => return None,
    };
    settings.unknown();
    Some(ask)
}

fn bounds(settings: &Section) -> Bounds {
    let least = settings.number("least", -FARTHEST..=FARTHEST);
    let most = settings.number("most", least.unwrap_or(-FARTHEST)..=FARTHEST);
    let decimals = settings.number("decimals", 0..=4);
    Bounds {
        least,
        most,
        decimals: decimals.and_then(|n| u8::try_from(n).ok()).unwrap_or(0),
    }
}

fn days(settings: &Section) -> Days {
    let allowed = |key| settings.truth(key).unwrap_or(true);
    let days = Days {
        past: allowed("past"),
        future: allowed("future"),
    };
    if !days.past && !days.future {
        settings.walk.report(
            settings.at,
            ProblemKind::NoAnswer {
                kind: "date".to_owned(),
            },
        );
    }
    days
}

fn look(settings: &Section) -> Look {
    if settings.truth("past").unwrap_or_default() {
        Look::Back
    } else {
        Look::Ahead
    }
}

fn documents(settings: &Section) -> Vec<DocumentKind> {
    let kinds = settings.texts("kinds");
    let kinds: Vec<_> = kinds
        .iter()
        .filter_map(|(k, at)| one_of(settings.walk, "kinds", k, *at, &DocumentKind::ALL))
        .collect();
    if kinds.is_empty() {
        settings.missing("kinds");
    }
    kinds
}

fn options(s: &Section, kind: &'static str, node: &Node) -> Option<Vec<Choice>> {
    let Some(items) = node.get_ref().as_array() else {
        s.walk.wrong_type(kind, node, "list");
        return None;
    };
    let mut options: Vec<Choice> = Vec::with_capacity(items.len());
    for item in items {
        let choice = if item.get_ref().is_table() {
            let option = s.walk.section(kind, item)?;
            let choice = Choice {
                id: option.need_text("id").0,
                label: option.need_text("label").0,
            };
            option.unknown();
            choice
        } else {
            let (id, _) = s.walk.text(kind, item)?;
            Choice {
                label: id.clone(),
                id,
            }
        };
        if options.iter().any(|o| o.id == choice.id) {
            s.walk.report(
                item.span().start,
                ProblemKind::Duplicate {
                    key: choice.id.clone(),
                },
            );
        }
        options.push(choice);
    }
    if options.is_empty() {
        s.walk.report(
            node.span().start,
            ProblemKind::EmptyText {
                key: kind.to_owned(),
            },
        );
    }
    Some(options)
}
