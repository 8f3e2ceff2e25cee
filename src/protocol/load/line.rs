//! Reading what is said and remembered, and the requirements a place covers.

use super::condition;
use crate::protocol::check::{Check, Reference};
use crate::protocol::walk::{Node, Section};
use crate::protocol::{Line, Phrase, ProblemKind};

pub(super) fn lines(s: &Section, key: &'static str, check: &mut Check) -> Vec<Line> {
    let line = |node: &Node| {
        if node.get_ref().is_str() {
            let (text, at) = s.walk.text(key, node)?;
            return Some(Line {
                phrase: phrase(s, &text, at, check)?,
                when: None,
                cites: Vec::new(),
            });
        }
        let inner = s.walk.section(key, node)?;
        let (text, at) = inner.need_text("text");
        let line = phrase(&inner, &text, at, check).map(|phrase| Line {
            phrase,
            when: condition(&inner, "when", check),
            cites: cites(&inner, check),
        });
        inner.unknown();
        line
    };
    s.items(key).iter().filter_map(line).collect()
}

fn phrase(s: &Section, text: &str, at: usize, check: &mut Check) -> Option<Phrase> {
    let phrase = Phrase::parse(text);
    match &phrase {
        None => s.walk.report(at, ProblemKind::BadPhrase),
        Some(phrase) => {
            for (name, fallback) in phrase.variables() {
                check.uses(
                    at,
                    Reference::Variable {
                        name: name.to_owned(),
                        fallback,
                    },
                );
            }
        }
    }
    phrase
}

pub(super) fn cites(s: &Section, check: &mut Check) -> Vec<String> {
    let cites = s.texts("cites");
    for (cite, at) in &cites {
        check.cite(cite, *at);
    }
    cites.into_iter().map(|(cite, _)| cite).collect()
}
