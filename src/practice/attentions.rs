//! A practice station, day by day: who comes, what becomes of it, and which promises are kept.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, TimeDelta, Timelike, Utc};

use super::conversation::{Conversation, Stage};
use super::data::town;
use super::days::{Day, Hours, OPENS};
use super::owed::{Call, ending};
use super::people::Person;
use super::replies::{Plan, Turn};
use super::rng::Rng;
use super::script::Script;
use super::writing::Numbers;
use crate::attention::{Command, PRACTICE_OFFICE, Refusal};
use crate::desk::PackError;
use crate::journal::{Body, Change, NewEntry, Station};
use crate::promise::Ending;
use crate::protocol::{Channel, Outcome};

/// Calls that are owed around now: minutes from it. One is late.
const OWED: [i64; 3] = [-35, 20, 75];

/// The days of a made-up station. Each item is what one day wrote, in order of time; the last one holds the drafts too.
pub struct Simulation {
    seed: u64,
    now: DateTime<Utc>,
    pub(super) hours: Hours,
    station: Station,
    scripts: Vec<Script>,
    pub(super) rng: Rng,
    numbers: Numbers,
    pub(super) days: std::vec::IntoIter<Day>,
    /// When the first day began: the instant of the journal's creation.
    begins: DateTime<Utc>,
    /// How many people have come.
    known: u64,
    /// Calls that were promised, by their hour.
    pub(super) calls: BTreeMap<DateTime<Utc>, Vec<Call>>,
    /// Entries that are still to come, by their instant and the order they were thought of.
    later: BTreeMap<(DateTime<Utc>, u64), NewEntry>,
    thought: u64,
    /// When the last conversation ended.
    free_at: DateTime<Utc>,
}

impl Simulation {
    /// The days that end at `now` in which so many attentions were filed. The same arguments give the same days; seconds
    /// of `now` do not count.
    pub fn new(
        seed: u64,
        attentions: u32,
        now: DateTime<Utc>,
        zone: FixedOffset,
    ) -> Result<Self, PackError> {
        let scripts = Script::all()?;
        let hours = Hours { zone };
        let now = now
            - TimeDelta::seconds(i64::from(now.second()))
            - TimeDelta::nanoseconds(i64::from(now.nanosecond()));
        let mut rng = Rng::new(seed, 0);
        let days = hours.days(attentions, now, &mut rng);
        let first = days.first().map_or_else(|| hours.date(now), |d| d.date);
        let begins = hours.at(first, OPENS - TimeDelta::minutes(5));
        let station = station(&scripts);
        Ok(Self {
            seed,
            now,
            hours,
            numbers: Numbers {
                office: station.office.clone(),
                station: station.station,
                given: BTreeMap::new(),
            },
            station,
            scripts,
            rng,
            days: days.into_iter(),
            begins,
            known: 0,
            calls: BTreeMap::new(),
            later: BTreeMap::new(),
            thought: 0,
            free_at: begins,
        })
    }

    /// What the station is.
    pub fn station(&self) -> &Station {
        &self.station
    }

    /// When its journal began.
    pub fn begins(&self) -> DateTime<Utc> {
        self.begins
    }

    /// One day: its visits, and the entries of the instants until it ended.
    fn day(&mut self, day: Day) -> Result<Vec<Change>, Refusal> {
        let mut changes = Vec::new();
        if day.date == self.hours.date(self.begins) {
            changes.extend(kept_packs(&self.scripts));
        }
        for place in 0..day.visits {
            self.visit(&day, place)?;
        }
        let last = self.days.as_slice().is_empty();
        let until = if last {
            self.now
        } else {
            self.hours.at(day.date, TimeDelta::days(1))
        };
        let rest = self.later.split_off(&(until, u64::MAX));
        let written = std::mem::replace(&mut self.later, rest);
        changes.extend(written.into_values().map(Change::Entry));
        if last {
            changes.extend(self.drafts()?);
        }
        Ok(changes)
    }

    /// The visit, or call, with this place in the day.
    fn visit(&mut self, day: &Day, place: u32) -> Result<(), Refusal> {
        let (from, to) = (self.hours.slot(day, place), self.hours.slot(day, place + 1));
        let wide = (to - from).num_seconds();
        // On days fuller than one agent can attend, several do.
        let free = if wide >= 300 {
            self.free_at + TimeDelta::seconds(20)
        } else {
            from
        };
        let due = self.calls.keys().next().copied().filter(|due| *due < to);
        let call = due.and_then(|due| {
            let mut same = self.calls.remove(&due)?;
            let call = same.pop();
            if !same.is_empty() {
                self.calls.insert(due, same);
            }
            call
        });
        let Some(call) = call else {
            let at = free.max(from + TimeDelta::seconds(self.rng.between(0, wide / 2)));
            let index = self.who();
            let which = self.which();
            let person = Person::of(self.seed, index);
            let plan = Plan::new(person, &self.scripts[which], at, &mut self.rng);
            return self.attend(day, place, at, which, plan, None);
        };
        let hour = due.unwrap_or(from) + TimeDelta::seconds(self.rng.between(-60, 240));
        let at = free.max(from).max(hour);
        let which = self
            .scripts
            .iter()
            .position(|s| s.protocol.id == call.protocol)
            .unwrap_or_default();
        let plan = Plan {
            outcome: Outcome::Resolved,
            call_at: None,
            ..call.plan.without(Turn::Cut)
        };
        self.attend(day, place, at, which, plan, Some(&call))
    }

    /// Which pack the next conversation is led by.
    fn which(&mut self) -> usize {
        let weights: Vec<(u64, usize)> = self.scripts.iter().map(|s| s.weight).zip(0..).collect();
        self.rng.weighed(&weights)
    }

    /// The place in town of who comes: somebody new, or somebody who came before, those of late more often.
    fn who(&mut self) -> u64 {
        if self.known > 0 && self.rng.chance(360) {
            let reach = self.rng.below(self.known) + 1;
            return self.known - 1 - self.rng.below(reach);
        }
        self.known += 1;
        self.known - 1
    }

    /// Plays one conversation and writes what came of it.
    fn attend(
        &mut self,
        day: &Day,
        place: u32,
        at: DateTime<Utc>,
        which: usize,
        mut plan: Plan,
        call: Option<&Call>,
    ) -> Result<(), Refusal> {
        let agent = self.attends(day, at);
        let channel = self.rng.usual(&self.scripts[which].channels);
        self.settle(&mut plan, (which, channel), day, place, at);
        let stage = Stage {
            script: &self.scripts[which],
            channel,
            station: &self.station,
            hours: self.hours,
            agent,
            numbers: &mut self.numbers,
            rng: &mut self.rng,
        };
        let mut talk = Conversation::open(stage, at, call.map(|c| c.promise.id));
        if let Some(call) = call {
            for (field, answer) in &call.answers {
                talk.answer(field, answer.clone())?;
            }
            let end = ending(&call.promise, Ending::Kept, "", at, agent);
            talk.write(Body::PromiseEnd(end));
        }
        talk.pass(3, 12);
        talk.play(&plan)?;
        self.free_at = talk.now;
        talk.afterthought(&plan)?;
        let (attention, entries) = (talk.attention, talk.entries);
        for entry in entries {
            self.think(entry);
        }
        self.promises(&attention, &plan);
        Ok(())
    }

    /// Makes a plan possible: a visit has no line to lose, and a call needs an hour.
    fn settle(
        &mut self,
        plan: &mut Plan,
        (which, channel): (usize, Channel),
        day: &Day,
        place: u32,
        at: DateTime<Utc>,
    ) {
        let script = &self.scripts[which];
        if !script.closes(plan.outcome) {
            plan.outcome = Outcome::Resolved;
        }
        // Of the day before the last, every third from the end: promised for today, around now.
        let days_left = self.days.as_slice().len();
        let from_end = day.visits - 1 - place;
        let owed = OWED
            .iter()
            .zip((0..).step_by(3))
            .find(|(_, p)| days_left == 1 && *p == from_end);
        let owed = owed.filter(|_| script.closes(Outcome::Callback));
        if let Some((minutes, _)) = owed {
            let at = self.now + TimeDelta::minutes(*minutes);
            let past = at.with_timezone(&self.hours.zone).minute() % 5;
            plan.outcome = Outcome::Callback;
            plan.takes(Turn::Authority);
            plan.call_at = Some(at - TimeDelta::minutes(i64::from(past)));
            return;
        }
        if channel == Channel::Telephone {
            plan.takes(Turn::Authority);
        }
        if plan.has(Turn::Authority) {
            plan.outcome = Outcome::Escalated;
        }
        match plan.outcome {
            Outcome::CutOff if !channel.has_line() => plan.outcome = Outcome::Abandoned,
            Outcome::Callback if days_left < 2 => plan.outcome = Outcome::Resolved,
            Outcome::Callback => plan.call_at = Some(self.call_hour(at)),
            _ => {}
        }
    }

    /// Who sits there at this hour: one in the morning, another in the afternoon, in turns of a week.
    pub(super) fn agent(&self, at: DateTime<Utc>) -> &'static str {
        use chrono::Datelike;
        let local = at.with_timezone(&self.hours.zone);
        let turn = local.iso_week().week() + u32::from(local.hour() >= 13);
        let agents = &town().agents;
        agents[usize::try_from(turn).unwrap_or_default() % agents.len()]
    }

    /// Who attends this visit: the one whose turn it is, and on days fuller than one can attend any of them.
    fn attends(&mut self, day: &Day, at: DateTime<Utc>) -> &'static str {
        if day.visits > 60 {
            self.rng.pick(&town().agents)
        } else {
            self.agent(at)
        }
    }

    /// Keeps an entry until its instant comes.
    pub(super) fn think(&mut self, entry: NewEntry) {
        self.later.insert((entry.at, self.thought), entry);
        self.thought += 1;
    }

    /// One conversation of somebody new, of at most so many steps: how many it took, and whether it was filed.
    #[cfg(test)]
    pub(super) fn play_one(
        &mut self,
        at: DateTime<Utc>,
        most: usize,
    ) -> Result<(usize, bool), Refusal> {
        let (index, script) = (self.who(), &self.scripts[0]);
        let plan = Plan::new(Person::of(self.seed, index), script, at, &mut self.rng);
        let plan = plan.without(Turn::Authority);
        let stage = Stage {
            channel: script.protocol.channel(),
            script,
            station: &self.station,
            hours: self.hours,
            agent: town().agents[0],
            numbers: &mut self.numbers,
            rng: &mut self.rng,
        };
        let mut talk = Conversation::open(stage, at, None);
        let taken = talk.play_steps(&plan, most)?;
        Ok((taken, talk.attention.is_filed()))
    }

    /// Two attentions that are not over: a call that dropped, and somebody at the counter who went for a document.
    fn drafts(&mut self) -> Result<Vec<Change>, Refusal> {
        let end = self.hours.last(self.now);
        let mut changes = Vec::new();
        for (which, minutes, patience) in [(0, 22, 11), (1, 9, 13)] {
            let at = end - TimeDelta::minutes(minutes);
            let (index, agent) = (self.who(), self.agent(at));
            let script = &self.scripts[which % self.scripts.len()];
            let plan = Plan {
                outcome: Outcome::Resolved,
                patience,
                ..Plan::new(Person::of(self.seed, index), script, at, &mut self.rng)
                    .without(Turn::Authority)
            };
            let stage = Stage {
                channel: script.protocol.channel(),
                script,
                station: &self.station,
                hours: self.hours,
                agent,
                numbers: &mut self.numbers,
                rng: &mut self.rng,
            };
            let mut talk = Conversation::open(stage, at, None);
            talk.play(&plan)?;
            if talk.can_drop() {
                talk.act(Command::CutOff)?;
            }
            changes.extend(talk.draft());
        }
        Ok(changes)
    }
}

impl Iterator for Simulation {
    /// A refusal is a mistake in the catalogue: what it plans does not fit the packs.
    type Item = Result<Vec<Change>, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let day = self.days.next()?;
        Some(self.day(day))
    }
}

/// The practice station: its office is the one that no real office is.
fn station(scripts: &[Script]) -> Station {
    let first = scripts.first().map(|s| &s.protocol);
    Station {
        institution: first.map(|p| p.institution.clone()).unwrap_or_default(),
        office: PRACTICE_OFFICE.to_owned(),
        station: 1,
        agent: town().agents[0].to_owned(),
        protocol: first.map(|p| p.id.clone()).unwrap_or_default(),
        first_sequence: 1,
        practice: true,
    }
}

/// The texts of the packs, which the journal keeps for its attentions.
fn kept_packs(scripts: &[Script]) -> impl Iterator<Item = Change> {
    scripts.iter().map(|script| Change::Protocol {
        hash: script.protocol.hash.clone(),
        id: script.protocol.id.clone(),
        version: script.protocol.control.version.clone(),
        text: script.text.to_owned(),
    })
}
