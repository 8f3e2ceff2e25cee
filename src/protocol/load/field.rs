//! Reading a field of a pack: what it asks and what needs it.

use super::line::{cites, lines};
use super::needed;
use super::when::when;
use crate::identity::DocumentKind;
use crate::protocol::check::Check;
use crate::protocol::walk::{Node, Section, one_of};
use crate::protocol::{Ask, Choice, Field, Outcome, ProblemKind, Transition};

pub(super) fn field(s: &Section, check: &mut Check) -> Option<Field> {
    let (key, at) = s.need_text("key");
    let when = s.value("when").and_then(|node| when(s, node, check));
    let label = s.need_text("label").0;
    let hint = s.text("hint").map(|(hint, _)| hint);
    let ask = needed(s, "ask", s.section("ask")).and_then(|s| ask(&s));
    let required = s.texts("required_for");
    let required_for = required
        .iter()
        .filter_map(|(word, at)| transition(s, word, *at))
        .collect();
    if let Some(ask) = &ask {
        check.field(&key, at, ask);
    }
    let keep = s.truth("keep").unwrap_or(false);
    let say = lines(s, "say", check);
    let cites = cites(s, check);
    s.unknown();
    Some(Field {
        key,
        label,
        hint,
        ask: ask?,
        required_for,
        when,
        keep,
        say,
        cites,
    })
}

fn transition(s: &Section, word: &str, at: usize) -> Option<Transition> {
    let mut allowed = vec![
        ("visit", Transition::Visit),
        ("advance", Transition::Advance),
        ("conclude", Transition::Conclude),
        ("farewell", Transition::Farewell),
        ("file", Transition::File),
    ];
    // A dropped line and a person who left are never held up by a form.
    allowed.extend(
        Outcome::ALL
            .into_iter()
            .filter(|(_, o)| o.has_farewell())
            .map(|(name, o)| (name, Transition::Outcome(o))),
    );
    one_of(s.walk, "required_for", word, at, &allowed)
}

fn ask(s: &Section) -> Option<Ask> {
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
    if matches!(kind, "choice" | "choices") {
        let options = options(s, kind, node)?;
        return Some(if kind == "choice" {
            Ask::Choice(options)
        } else {
            Ask::Choices(options)
        });
    }
    let settings = s.walk.section("ask", node)?;
    let most = |most: i64| settings.number("most", 1..=most);
    let ask = match kind {
        "text" => Ask::Text,
        "notes" => Ask::Notes,
        "yes_no" => Ask::YesNo,
        "phone" => Ask::Phone,
        "moment" => Ask::Moment,
        "place" => Ask::Place,
        "minutes" => Ask::Minutes(most(1440).and_then(|n| u16::try_from(n).ok()).unwrap_or(60)),
        "rating" => Ask::Rating(most(10).and_then(|n| u8::try_from(n).ok()).unwrap_or(5)),
        _ => {
            let kinds = settings.texts("kinds");
            let kinds: Vec<_> = kinds
                .iter()
                .filter_map(|(k, at)| one_of(s.walk, "kinds", k, *at, &DocumentKind::ALL))
                .collect();
            if kinds.is_empty() {
                settings.missing("kinds");
            }
            Ask::Document(kinds)
        }
    };
    settings.unknown();
    Some(ask)
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
