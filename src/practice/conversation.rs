//! One conversation, played by the rules: every act is decided by the attention itself, while the clock runs.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::data::{Raised, talk};
use super::days::Hours;
use super::replies::{Plan, Turn};
use super::rng::Rng;
use super::script::Script;
use super::writing::Numbers;
use crate::attention::{Attention, Command, Opening, ProtocolRef, Refusal};
use crate::journal::{NewEntry, Station};
use crate::protocol::{
    Answer, Ask, Channel, Field, MatterKind, Outcome, Phase, Protocol, Step, Transition, keys,
};

/// Steps after which nobody goes on: a pack may lead back and forth.
const MOST_STEPS: usize = 60;
/// How often what is missing is asked before the conversation is given up.
const MOST_TRIES: usize = 6;

/// A conversation in progress, with the entries it has written.
pub(super) struct Conversation<'w> {
    pub(super) attention: Attention,
    pub(super) script: &'w Script,
    pub(super) protocol: &'w Protocol,
    pub(super) hours: Hours,
    pub(super) agent: &'static str,
    pub(super) numbers: &'w mut Numbers,
    pub(super) rng: &'w mut Rng,
    /// The running clock.
    pub(super) now: DateTime<Utc>,
    pub(super) entries: Vec<NewEntry>,
    /// The field last answered.
    pub(super) field: Option<String>,
}

/// What a conversation is played in.
pub(super) struct Stage<'w> {
    pub(super) script: &'w Script,
    pub(super) channel: Channel,
    pub(super) station: &'w Station,
    pub(super) hours: Hours,
    pub(super) agent: &'static str,
    pub(super) numbers: &'w mut Numbers,
    pub(super) rng: &'w mut Rng,
}

impl<'w> Conversation<'w> {
    /// Opens an attention, as the desk does; `follows` is the promise it answers.
    pub(super) fn open(stage: Stage<'w>, at: DateTime<Utc>, follows: Option<Uuid>) -> Self {
        let Stage {
            script,
            channel,
            station,
            hours,
            agent,
            numbers,
            rng,
        } = stage;
        let protocol = &script.protocol;
        let opening = Opening {
            at,
            agent: agent.to_owned(),
            office: station.office.clone(),
            station: station.station,
            channel,
            protocol: ProtocolRef {
                id: protocol.id.clone(),
                version: protocol.control.version.clone(),
                hash: protocol.hash.clone(),
            },
            follows,
        };
        Self {
            attention: Attention::open(rng.id(at), opening, protocol),
            script,
            protocol,
            hours,
            agent,
            numbers,
            rng,
            now: at,
            entries: Vec::new(),
            field: None,
        }
    }

    /// Plays the whole conversation and files it. One that the pack leads in circles is given up, as agents do.
    pub(super) fn play(&mut self, plan: &Plan) -> Result<(), Refusal> {
        self.play_steps(plan, MOST_STEPS).map(drop)
    }

    /// The same with another bound; gives back how many steps it took.
    pub(super) fn play_steps(&mut self, plan: &Plan, most: usize) -> Result<usize, Refusal> {
        let mut plan = plan.clone();
        for taken in 1..=most {
            // The last step that is allowed may file it too.
            if !self.step(&mut plan)? || self.attention.is_filed() {
                return Ok(taken);
            }
        }
        self.leave().map(|()| most)
    }

    /// Plays one step of the protocol. False once the plan's patience is over.
    fn step(&mut self, plan: &mut Plan) -> Result<bool, Refusal> {
        let protocol = self.protocol;
        let Some(step) = self.attention.current_step(protocol) else {
            return Err(Refusal::UnknownStep {
                step: self.attention.step.clone(),
            });
        };
        if matches!(step.phase, Phase::Listen | Phase::Resolve) {
            self.pass(20, 110);
            match plan.outcome {
                Outcome::Abandoned => return self.leave().map(|()| true),
                Outcome::CutOff => return self.lose_line(false).map(|()| true),
                _ => {}
            }
        }
        if !self.fill(step, plan)? {
            return Ok(false);
        }
        self.pass(3, 15);
        let branches = step
            .next
            .iter()
            .any(|b| self.attention.holds(Some(&b.when)));
        if branches {
            // What was unclear is explained again, once.
            plan.takes(Turn::Doubts);
        }
        if self.attention.outcome.is_some() {
            self.farewell(plan)?;
        } else if branches || !self.is_last(step) {
            if !self.insist(plan, &Command::Advance)? {
                self.leave()?;
            }
        } else {
            self.conclude(plan)?;
        }
        Ok(true)
    }

    /// Fills in a step. Answers show other fields: it is looked over until nothing new is asked.
    fn fill(&mut self, step: &'w Step, plan: &mut Plan) -> Result<bool, Refusal> {
        let mut asked: Vec<&str> = Vec::new();
        while let Some(field) = self.unasked(step, &asked) {
            asked.push(&field.key);
            if field.key == keys::ANSWER {
                self.interlude(plan)?;
            }
            let is_required = self.attention.is_required(field, Some(plan.outcome));
            let (now, zone) = (self.now, self.hours.zone);
            let reply = plan.reply(field, is_required, self.script, now, zone, self.rng);
            let Some(answer) = reply else {
                continue;
            };
            if plan.patience == 0 {
                return Ok(false);
            }
            plan.patience -= 1;
            let letters = answer.text().map_or(0, |t| t.chars().count());
            let letters = i64::try_from(letters).unwrap_or_default();
            match field.ask {
                Ask::Choice(_) | Ask::YesNo | Ask::Choices(_) => self.pass(3, 9),
                _ => self.pass(4 + letters / 7, 10 + letters / 3),
            }
            self.answer(&field.key, answer)?;
        }
        Ok(true)
    }

    /// The first field shown in a step that was not asked yet.
    fn unasked(&self, step: &'w Step, asked: &[&str]) -> Option<&'w Field> {
        self.attention
            .fields(self.protocol, step)
            .find(|f| !asked.contains(&f.key.as_str()))
    }

    /// Whether only goodbye follows a step.
    fn is_last(&self, step: &Step) -> bool {
        let mut after = self
            .attention
            .steps(self.protocol)
            .skip_while(|s| s.id != step.id);
        after.nth(1).is_none_or(|s| s.phase == Phase::Farewell)
    }

    /// What may happen before the answer is given: notes, a hold, a question to somebody, a line that drops.
    fn interlude(&mut self, plan: &mut Plan) -> Result<(), Refusal> {
        if plan.takes(Turn::Cut) && self.can_drop() {
            self.lose_line(true)?;
        }
        let waits = self.attention.opening.channel.is_conversation();
        let hold = plan.hold.take().filter(|_| waits);
        if let Some(minutes) = hold {
            self.act(Command::Hold { minutes })?;
            let seconds = i64::from(minutes) * 60;
            self.pass(seconds / 2, seconds * 11 / 10);
        }
        if plan.takes(Turn::Consult) {
            let whom = self.rng.pick(&talk().advisers).to_owned();
            let (question, answer) = &plan.matter.doubt;
            self.act(Command::Consult {
                whom,
                question: question.clone(),
            })?;
            self.pass(25, 150);
            self.act(Command::Advise {
                answer: answer.clone(),
            })?;
        }
        if hold.is_some() {
            if self.rng.chance(150) {
                let minutes = u16::try_from(self.rng.between(1, 3)).unwrap_or(1);
                self.act(Command::HoldLonger { minutes })?;
                self.pass(20, 90);
            }
            self.act(Command::Resume)?;
        }
        if self.rng.chance(12) {
            let Raised { kind, text } = self.rng.pick(&talk().raised);
            let owed = kind != MatterKind::Suggestion;
            let answer = owed.then(|| self.rng.id(self.now));
            let text = text.to_owned();
            self.act(Command::Voice { kind, text, answer })?;
            self.pass(15, 60);
        }
        if self.rng.chance(120) {
            let text = self.rng.pick(&talk().notes).to_owned();
            self.act(Command::Note { text })?;
        }
        Ok(())
    }

    /// Whether there is a line that can drop.
    pub(super) fn can_drop(&self) -> bool {
        self.attention.opening.channel.has_line()
    }

    /// The line drops; the person is reached again, or the attention is filed as cut off.
    pub(super) fn lose_line(&mut self, reached: bool) -> Result<(), Refusal> {
        self.act(Command::CutOff)?;
        let attempts = self.rng.between(i64::from(!reached), 2);
        for _ in 0..attempts {
            self.pass(30, 100);
            self.act(Command::Attempt)?;
        }
        self.pass(20, 60);
        if reached {
            return self.act(Command::Recover);
        }
        self.act(Command::Conclude {
            outcome: Outcome::CutOff,
        })?;
        self.act(Command::File)
    }

    /// Chooses how it ends, with the call that is promised where one is.
    fn conclude(&mut self, plan: &Plan) -> Result<(), Refusal> {
        if let Some(at) = plan.call_at {
            let id = self.rng.id(self.now);
            let phone = plan.person.phone.clone();
            let what = plan.essence();
            self.act(Command::PromiseCallback {
                id,
                phone,
                at,
                what,
            })?;
            self.pass(2, 6);
        }
        let outcome = plan.outcome;
        if !self.insist(plan, &Command::Conclude { outcome })? {
            return self.leave();
        }
        // A pack without a step for goodbye says it where it stands.
        let is_there = |s: &Step| s.phase == Phase::Farewell;
        match self.attention.current_step(self.protocol) {
            Some(step) if is_there(step) => Ok(()),
            _ => self.farewell(plan),
        }
    }

    fn farewell(&mut self, plan: &Plan) -> Result<(), Refusal> {
        let goodbye = Command::SayGoodbye {
            promise: self.rng.id(self.now),
            today: self.hours.date(self.now),
            zone: self.hours.zone,
        };
        if !self.insist(plan, &goodbye)? {
            return self.leave();
        }
        self.pass(8, 75);
        if self.insist(plan, &Command::File)? {
            Ok(())
        } else {
            self.leave()
        }
    }

    /// Gives a command, and answers what it says is missing. False where that was not enough.
    fn insist(&mut self, plan: &Plan, command: &Command) -> Result<bool, Refusal> {
        for _ in 0..MOST_TRIES {
            let missing = match self.act(command.clone()) {
                Ok(()) => return Ok(true),
                Err(Refusal::Missing { fields, .. }) => fields,
                Err(Refusal::Faulty { field, .. }) => vec![field],
                Err(_) => return Ok(false),
            };
            for key in missing {
                let Some(field) = self.protocol.field(&key) else {
                    return Ok(false);
                };
                let (now, zone) = (self.now, self.hours.zone);
                let answer = plan.usual(field, self.script, now, zone, self.rng);
                self.pass(4, 20);
                self.answer(&key, answer)?;
            }
        }
        Ok(false)
    }

    /// The person leaves, or the agent stops.
    fn leave(&mut self) -> Result<(), Refusal> {
        let reason = self.rng.pick(&talk().leavings).to_owned();
        self.act(Command::Abandon { reason })
    }

    /// What is said of a few attentions once they are filed: a note, a digit put right, or all of it taken up again.
    pub(super) fn afterthought(&mut self, plan: &Plan) -> Result<(), Refusal> {
        if self.rng.chance(7) && self.attention.outcome == Some(Outcome::Resolved) {
            self.pass(900, 5400);
            self.again(plan)?;
        }
        if self.rng.chance(15) {
            self.pass(1800, 7200);
            let text = self.rng.pick(&talk().later_notes).to_owned();
            self.act(Command::Note { text })?;
        }
        let Some(phone) = self.attention.text(keys::PHONE).map(str::to_owned) else {
            return Ok(());
        };
        if self.rng.chance(10) && self.attention.is_filed() {
            self.pass(200, 2400);
            let (rest, last) = phone.split_at(phone.len() - 1);
            let last = if last == "7" { "1" } else { "7" };
            self.act(Command::Correct {
                field: keys::PHONE.to_owned(),
                answer: Answer::Text(format!("{rest}{last}")),
                reason: talk().misheard.to_owned(),
            })?;
        }
        Ok(())
    }

    /// The attention is opened again, completed and filed anew.
    fn again(&mut self, plan: &Plan) -> Result<(), Refusal> {
        let reason = self.rng.pick(&talk().again).to_owned();
        self.act(Command::Reopen { reason })?;
        self.pass(60, 300);
        if let Some(before) = self.attention.text(keys::ANSWER) {
            let answer = Answer::Text(format!("{before} {}", talk().more));
            self.answer(keys::ANSWER, answer)?;
        }
        self.conclude(plan)?;
        if self.attention.is_filed() {
            Ok(())
        } else {
            self.farewell(plan)
        }
    }

    /// So many seconds go by.
    pub(super) fn pass(&mut self, least: i64, most: i64) {
        self.now += TimeDelta::seconds(self.rng.between(least, most));
    }

    /// Fills in a field; one that the pack does not ask is refused.
    pub(super) fn answer(&mut self, field: &str, answer: Answer) -> Result<(), Refusal> {
        // An answer that does not fit the question would be a mistake of the catalogue, told where it is made.
        let asked = self.protocol.field(field);
        if let Some(Err(fault)) = asked.map(|f| f.check(&answer)) {
            return Err(Refusal::Faulty {
                transition: Transition::Advance,
                field: field.to_owned(),
                fault,
            });
        }
        self.field = Some(field.to_owned());
        self.act(Command::Answer {
            field: field.to_owned(),
            answer,
        })
    }
}
