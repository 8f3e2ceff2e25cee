//! Reading a condition.

use super::ask::FARTHEST;
use crate::protocol::check::{Check, Reference};
use crate::protocol::walk::{Node, Section};
use crate::protocol::{Channel, When};

pub(super) fn when(s: &Section, node: &Node, check: &mut Check) -> Option<When> {
    let condition = s.walk.section("when", node)?;
    let each = |key: &'static str, check: &mut Check| -> Vec<When> {
        condition
            .items(key)
            .iter()
            .filter_map(|node| when(s, node, check))
            .collect()
    };
    let found = if condition.value("any").is_some() {
        Some(When::Any(each("any", check)))
    } else if condition.value("all").is_some() {
        Some(When::All(each("all", check)))
    } else if let Some(inner) = condition.value("not") {
        when(s, inner, check).map(|w| When::Not(Box::new(w)))
    } else if let Some(node) = condition.value("channel") {
        condition.word("channel", &Channel::ALL).map(|channel| {
            check.uses(node.span().start, Reference::Channel(channel));
            When::By { channel }
        })
    } else {
        comparison(&condition, check)
    };
    condition.unknown();
    found
}

fn comparison(s: &Section, check: &mut Check) -> Option<When> {
    let (field, at) = s.need_text("field");
    if let Some(value) = s.number("at_least", 0..=FARTHEST) {
        check.uses(at, Reference::Number(field.clone()));
        return Some(When::AtLeast { field, value });
    }
    if let Some(answered) = s.truth("answered") {
        check.uses(at, Reference::Field(field.clone()));
        let is = When::Answered { field };
        return Some(if answered {
            is
        } else {
            When::Not(Box::new(is))
        });
    }
    // A second comparison beside the first is never asked for, and so reported.
    let (node, negated) = if let Some(node) = s.value("is") {
        (node, false)
    } else if let Some(node) = s.value("is_not") {
        (node, true)
    } else {
        s.missing("is");
        return None;
    };
    let is = if let Some(value) = node.get_ref().as_bool() {
        check.uses(at, Reference::Truth(field.clone()));
        When::Truth { field, value }
    } else {
        let (value, value_at) = s.walk.text("is", node)?;
        check.uses(
            value_at,
            Reference::Option {
                field: field.clone(),
                option: value.clone(),
            },
        );
        When::Is { field, value }
    };
    Some(if negated { When::Not(Box::new(is)) } else { is })
}
