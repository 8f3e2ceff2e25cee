//! Reading a field of a pack: what it asks and what needs it.

use super::ask::ask;
use super::line::{cites, lines};
use super::{condition, enter, leave, needed};
use crate::protocol::check::Check;
use crate::protocol::walk::{Section, one_of};
use crate::protocol::{Field, Outcome, ProblemKind, Transition};

pub(super) fn field(s: &Section, check: &mut Check) -> Option<Field> {
    let (key, at) = s.need_text("key");
    let when = condition(s, "when", check);
    enter(check, when.as_ref());
    let label = s.need_text("label").0;
    let hint = s.text("hint").map(|(hint, _)| hint);
    let ask = needed(s, "ask", s.section("ask")).and_then(|s| ask(&s));
    let may_decline = s.truth("may_decline").unwrap_or_default();
    if let (true, Some(ask), Some(node)) = (may_decline, &ask, s.value("may_decline"))
        && !ask.can_be_declined()
    {
        let kind = ask.name().to_owned();
        s.walk
            .report(node.span().start, ProblemKind::NotDeclinable { kind });
    }
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
    leave(check, when.as_ref());
    s.unknown();
    if let (Some(review), Some(ask)) = (&mut check.review, &ask) {
        review.field(s, &key, at, ask, &required);
    }
    Some(Field {
        key,
        label,
        hint,
        ask: ask?,
        may_decline,
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
