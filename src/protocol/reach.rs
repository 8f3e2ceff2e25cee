//! What can ever happen in a pack: whether a condition can hold, and which steps are ever come to.
//!
//! A condition speaks of few fields, and of each field only some answers make a difference. All combinations of those are
//! tried. The limits are on the safe side: where there are more than [`MOST`], or a kind of field is compared in a way that
//! is not known here, the condition is taken to hold sometimes. Answers are taken to be free of one another, so that what is
//! reported can really never be, and what depends on the order of answers is not reported.

use std::collections::{BTreeMap, BTreeSet};

use super::{Answer, Ask, Channel, Field, Phase, Protocol, Step, When};

/// Most combinations of answers that are tried for one condition.
const MOST: usize = 50_000;

/// The answers that a pack's fields can have, by key, and its channels.
pub(super) struct World<'p> {
    fields: BTreeMap<&'p str, &'p Field>,
    channels: &'p [Channel],
}

/// What conditions compare a field with.
#[derive(Default)]
struct Mention<'w> {
    words: BTreeSet<&'w str>,
    least: BTreeSet<i64>,
    /// Compared with yes or no.
    truth: bool,
}

impl Mention<'_> {
    /// Whether every comparison is one that this kind of field can answer; one that is not is told where it stands.
    fn fits(&self, ask: &Ask) -> bool {
        let offered = |word: &&str| ask.options().iter().any(|o| o.id == **word);
        match ask {
            Ask::YesNo => self.words.is_empty() && self.least.is_empty(),
            Ask::Choice(_) | Ask::Choices(_) => {
                !self.truth && self.least.is_empty() && self.words.iter().all(offered)
            }
            Ask::Minutes(_) | Ask::Rating(_) => !self.truth && self.words.is_empty(),
            Ask::Checklist(_) => !self.truth && self.words.is_empty() && self.least.is_empty(),
            _ => !self.truth && self.least.is_empty(),
        }
    }
}

impl<'p> World<'p> {
    pub(super) fn of(protocol: &'p Protocol) -> Self {
        Self {
            fields: protocol.fields().map(|f| (f.key.as_str(), f)).collect(),
            channels: &protocol.channels,
        }
    }

    /// Whether all these conditions can hold at once.
    pub(super) fn possible(&self, all: &[&When]) -> bool {
        let mut mentions: BTreeMap<&str, Mention> = BTreeMap::new();
        for when in all {
            mention(when, &mut mentions);
        }
        let mut fields: Vec<(&str, Vec<Option<Answer>>)> = Vec::new();
        let mut combinations = self.channels.len().max(1);
        for (field, mention) in &mentions {
            let known = self.fields.get(field).and_then(|f| answers(f, mention));
            // A field that the pack does not ask, or compares in its own way.
            let Some(known) = known else { return true };
            combinations = combinations.saturating_mul(known.len());
            fields.push((field, known));
        }
        if combinations > MOST {
            return true;
        }
        self.channels.iter().any(|channel| {
            let mut chosen = vec![0; fields.len()];
            loop {
                let answer = |key: &str| {
                    let i = fields.iter().position(|(field, _)| *field == key)?;
                    fields[i].1[chosen[i]].as_ref()
                };
                if all.iter().all(|w| w.holds(*channel, &answer)) {
                    return true;
                }
                if !next(&mut chosen, &fields) {
                    return false;
                }
            }
        })
    }
}

/// The next combination; whether there was one.
fn next(chosen: &mut [usize], fields: &[(&str, Vec<Option<Answer>>)]) -> bool {
    for (place, (_, answers)) in chosen.iter_mut().zip(fields) {
        *place += 1;
        if *place < answers.len() {
            return true;
        }
        *place = 0;
    }
    false
}

/// Notes what a condition compares each field with.
fn mention<'w>(when: &'w When, found: &mut BTreeMap<&'w str, Mention<'w>>) {
    match when {
        When::Is { field, value } => {
            found.entry(field).or_default().words.insert(value);
        }
        When::AtLeast { field, value } => {
            found.entry(field).or_default().least.insert(*value);
        }
        When::Truth { field, .. } => found.entry(field).or_default().truth = true,
        When::Answered { field } => {
            found.entry(field).or_default();
        }
        When::By { .. } => {}
        When::Any(each) | When::All(each) => each.iter().for_each(|w| mention(w, found)),
        When::Not(inner) => mention(inner, found),
    }
}

/// The answers of a field that can make a difference, none among them; `None` where that is not known.
fn answers(field: &Field, mention: &Mention) -> Option<Vec<Option<Answer>>> {
    if !mention.fits(&field.ask) {
        return None;
    }
    let words = || mention.words.iter().map(|w| (*w).to_owned());
    let mut found = vec![None];
    if field.may_decline {
        found.push(Some(Answer::Declined));
    }
    match &field.ask {
        Ask::YesNo => found.extend([true, false].map(|b| Some(Answer::YesNo(b)))),
        Ask::Choice(options) => {
            found.extend(words().map(|w| Some(Answer::Choice(w))));
            let other = options
                .iter()
                .find(|o| !mention.words.contains(o.id.as_str()));
            found.extend(other.map(|o| Some(Answer::Choice(o.id.clone()))));
        }
        Ask::Choices(options) => {
            let other = options
                .iter()
                .find(|o| !mention.words.contains(o.id.as_str()));
            let all: Vec<String> = words().chain(other.map(|o| o.id.clone())).collect();
            if all.len() > 8 {
                return None;
            }
            for set in 1..1_usize << all.len() {
                let ids = all.iter().enumerate();
                let ids = ids.filter(|(i, _)| set >> i & 1 == 1);
                let ids = ids.map(|(_, id)| id.clone()).collect();
                found.push(Some(Answer::Choices(ids)));
            }
        }
        Ask::Minutes(most) => {
            found.extend(numbers(mention, *most).map(|n| Some(Answer::Minutes(n))));
        }
        Ask::Rating(most) => {
            let marks = numbers(mention, u16::from(*most)).filter_map(|n| u8::try_from(n).ok());
            found.extend(marks.map(|n| Some(Answer::Rating(n))));
        }
        _ => {
            found.extend(words().map(|w| Some(Answer::Text(w))));
            // Any other words: longer than each of those compared.
            found.push(Some(Answer::Text(words().collect::<String>() + "…")));
        }
    }
    Some(found)
}

/// The numbers on both sides of every bound, from 1 to the most there may be.
fn numbers(mention: &Mention, most: u16) -> impl Iterator<Item = u16> {
    let bounds = mention.least.iter().flat_map(|n| [n.saturating_sub(1), *n]);
    let bounds = bounds.filter_map(|n| u16::try_from(n).ok());
    let inside: BTreeSet<u16> = bounds.chain([1, most]).collect();
    inside.into_iter().filter(move |n| (1..=most).contains(n))
}

/// The steps that going forward never comes to, from any beginning and whatever is answered: those whose condition never
/// holds, and those that every way jumps over. The step of goodbye is come to by ending.
pub(super) fn unreachable(protocol: &Protocol) -> Vec<&Step> {
    let world = World::of(protocol);
    let steps = &protocol.steps;
    let mut reached = vec![false; steps.len()];
    let mut open: Vec<usize> = protocol
        .channels
        .iter()
        .filter_map(|channel| {
            let shown = |s: &Step| {
                s.when
                    .as_ref()
                    .is_none_or(|w| w.holds(*channel, &|_| None::<&Answer>))
            };
            steps.iter().position(shown)
        })
        .collect();
    open.extend(steps.iter().position(|s| s.phase == Phase::Farewell));
    while let Some(place) = open.pop() {
        if !std::mem::replace(&mut reached[place], true) {
            open.extend(after(place, steps, &world));
        }
    }
    let lost = steps.iter().zip(reached).filter(|(_, reached)| !reached);
    lost.map(|(step, _)| step).collect()
}

/// The steps to which going forward from one can lead.
fn after(place: usize, steps: &[Step], world: &World) -> Vec<usize> {
    let mut found = Vec::new();
    let mut base: Vec<When> = steps[place].when.clone().into_iter().collect();
    for branch in &steps[place].next {
        let Some(to) = steps.iter().position(|s| s.id == branch.to) else {
            continue;
        };
        let mut jumps = vec![branch.when.clone()];
        jumps.extend(steps[to].when.clone());
        let jumps = When::All(jumps);
        let all: Vec<&When> = base.iter().chain([&jumps]).collect();
        if world.possible(&all) {
            found.push(to);
        }
        base.push(When::Not(Box::new(jumps)));
    }
    for (i, step) in steps.iter().enumerate().skip(place + 1) {
        let all: Vec<&When> = base.iter().chain(&step.when).collect();
        if world.possible(&all) {
            found.push(i);
        }
        match &step.when {
            // It is always there: going forward leads no further.
            None => break,
            Some(when) => base.push(When::Not(Box::new(when.clone()))),
        }
    }
    found
}
