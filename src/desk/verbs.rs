//! The verbs of a conversation.

use std::time::Instant;

use chrono::{NaiveDateTime, TimeZone};
use uuid::Uuid;

use super::save::ends;
use super::{Denied, Desk, Front};
use crate::attention::{Act, Attention, Command, Opening, ProtocolRef, Refusal};
use crate::people::Permission;
use crate::protocol::{Answer, Channel, MatterKind, Outcome, keys};

impl Desk {
    /// Opens an attention by a protocol and puts it in front; the one that was there is parked. Without a channel, or with
    /// one that the protocol does not know, by its usual one. `follows` is the promise it answers.
    pub fn open(
        &mut self,
        protocol: &str,
        channel: Option<Channel>,
        follows: Option<Uuid>,
    ) -> Result<(), Denied> {
        self.session.may(Permission::Attend)?;
        let protocol = self.protocol(protocol)?;
        let channel = channel
            .filter(|c| protocol.channels.contains(c))
            .unwrap_or_else(|| protocol.channel());
        self.park();
        let opening = Opening {
            at: self.world.now(),
            agent: self.agent().to_owned(),
            office: self.station.office.clone(),
            station: self.station.station,
            channel,
            protocol: ProtocolRef {
                id: protocol.id.clone(),
                version: protocol.control.version.clone(),
                hash: protocol.hash.clone(),
            },
            follows,
        };
        let attention = Attention::open(self.world.id(), opening, &protocol);
        self.front = Some(attention.id);
        self.add(Front::new(attention, protocol));
        self.saving.at = None;
        Ok(())
    }

    /// Puts another attention in progress in front: one of those in [`Desk::open_attentions`].
    pub fn bring(&mut self, id: Uuid) -> Result<(), Denied> {
        self.session.may(Permission::Attend)?;
        if self.front != Some(id) {
            self.park();
        }
        if self.open_attentions().iter().any(|f| f.attention.id == id) {
            self.front = Some(id);
            self.saving.at = None;
            // On the disk too: a cut asks about the attention that was in front.
            let _kept = self.save(id, Vec::new());
        }
        Ok(())
    }

    /// Takes the attention in front off the table without ending it; one that holds nothing is dropped.
    pub fn park(&mut self) {
        let Some(id) = self.front.take() else { return };
        // What cannot be numbered stays on the table's list and is tried again at the next save.
        let _kept = self.save(id, Vec::new());
        self.open
            .retain(|f| f.attention.id != id || f.is_worth_keeping());
    }

    /// Gives a command to the attention in front: what happened is applied at once and handed to the disk.
    pub fn act(&mut self, command: Command) -> Result<(), Denied> {
        self.act_all(vec![command])
    }

    /// Ends the attention in front in a way. What lacks for it is remembered as what is aimed at.
    pub fn conclude(&mut self, outcome: Outcome) -> Result<(), Denied> {
        let concluded = self.act(Command::Conclude { outcome });
        let missing = matches!(
            &concluded,
            Err(Denied::Refused(
                Refusal::Missing { .. } | Refusal::Faulty { .. }
            ))
        );
        if let Ok(front) = self.front_mut() {
            front.aim = missing.then_some(outcome);
            front.version += 1;
        }
        concluded
    }

    /// Stops aiming at an outcome. Gives back whether one was aimed at.
    pub fn forget_aim(&mut self) -> bool {
        self.front_mut()
            .is_ok_and(|front| front.aim.take().is_some())
    }

    /// Gives several commands, all or none: what they lead to is handed to the disk together.
    pub fn act_all(&mut self, commands: Vec<Command>) -> Result<(), Denied> {
        self.session.may(Permission::Attend)?;
        let (now, by) = (self.world.now(), self.agent().to_owned());
        let front = self.front_mut()?;
        let id = front.attention.id;
        let mut commands: Vec<(Command, String)> =
            commands.into_iter().map(|c| (c, by.clone())).collect();
        let filing = |c: &Command| matches!(c, Command::File | Command::Abandon { .. });
        if commands.iter().any(|(c, _)| filing(c)) {
            // What was begun for the record is part of what is filed; of a complaint the kind was not said yet.
            // It stays the word of who wrote it.
            let notes = ["note", "voice"].iter().filter_map(|name| {
                let text = front.jotting(name)?.to_owned();
                let author = front.jotted_by(name).unwrap_or(&by).to_owned();
                Some((Command::Note { text }, author))
            });
            commands.splice(..0, notes.collect::<Vec<_>>());
        }
        let mut trial = front.attention.clone();
        let mut acts: Vec<Act> = Vec::new();
        for (command, by) in commands {
            for event in trial.decide(&front.protocol, command, now, &by)? {
                let by = by.clone();
                let act = Act { at: now, by, event };
                trial.apply(&act);
                acts.push(act);
            }
        }
        if acts.is_empty() {
            return Ok(());
        }
        let ending = acts.iter().any(|a| ends(&a.event));
        if ending && !front.is_worth_keeping() {
            // Begun by mistake: it leaves nothing, and takes no number.
            self.open.retain(|f| f.attention.id != id);
            self.front = None;
            return Ok(());
        }
        let index = self.place(id)?;
        if ending {
            // What is filed takes no number any more.
            self.number(index)?;
        }
        for act in &acts {
            self.open[index].apply(act);
        }
        if self.open[index].is_worth_keeping() {
            self.number(index)?;
        }
        let entries = self.urgent_entries(id, &acts);
        if ending {
            self.save_filing(id, entries)
        } else {
            self.save(id, entries)
        }
    }

    fn place(&self, id: Uuid) -> Result<usize, Denied> {
        let place = self.open.iter().position(|f| f.attention.id == id);
        place.ok_or(Denied::NoFront)
    }

    /// Puts what is typed in a field; it reaches the disk when the field is left, or a moment after the first letter.
    pub fn type_into(&mut self, field: &str, answer: Answer, cursor: u32) -> Result<(), Denied> {
        self.session.may(Permission::Attend)?;
        let (now, by) = (self.world.now(), self.agent().to_owned());
        let front = self.front_mut()?;
        front.cursors.insert(field.to_owned(), cursor);
        let command = Command::Answer {
            field: field.to_owned(),
            answer,
        };
        for event in front.attention.decide(&front.protocol, command, now, &by)? {
            front.apply(&Act {
                at: now,
                by: by.clone(),
                event,
            });
            front.dirty_since.get_or_insert_with(Instant::now);
        }
        Ok(())
    }

    /// Keeps what is being written in a box of the attention in front, as a field is kept; nothing once it is said.
    pub fn jot(&mut self, name: &str, text: &str) {
        let (now, by) = (self.world.now(), self.agent().to_owned());
        if self.session.may(Permission::Attend).is_err() {
            return;
        }
        if let Ok(front) = self.front_mut() {
            front.jot(name, text, &by, now);
            if !front.dirty.is_empty() {
                front.dirty_since.get_or_insert_with(Instant::now);
            }
        }
    }

    /// The agent is in another field now: what was typed in the last one is handed over.
    pub fn enter_field(&mut self, field: Option<&str>) -> Result<(), Denied> {
        self.session.may(Permission::Attend)?;
        let front = self.front_mut()?;
        if front.field.as_deref() == field {
            return Ok(());
        }
        front.field = field.map(str::to_owned);
        let id = front.attention.id;
        // The place too is kept, so that a cut resumes in this field; before anything is worth keeping, nothing is.
        self.save(id, Vec::new())
    }

    /// Promises a call at an hour of the office's clock.
    pub fn promise_callback(&mut self, phone: &str, at: NaiveDateTime) -> Result<(), Denied> {
        let instant = self
            .world
            .zone()
            .from_local_datetime(&at)
            .single()
            .ok_or(Refusal::Past)?
            .to_utc();
        let id = self.world.id();
        let front = self.front_mut()?;
        let words = |key| front.attention.text(key).map(str::to_owned);
        let what = words(keys::ESSENCE)
            .or_else(|| words(keys::REASON))
            .unwrap_or_default();
        let mut commands = vec![Command::PromiseCallback {
            id,
            phone: phone.to_owned(),
            at: instant,
            what,
        }];
        // The closing of the outcome shows what was promised, so that it is not asked again.
        let answers = [
            (keys::CALLBACK_PHONE, Answer::Text(phone.to_owned())),
            (keys::CALLBACK_AT, Answer::Moment(at)),
        ];
        for (field, answer) in answers {
            if front.protocol.field(field).is_some() {
                let field = field.to_owned();
                commands.push(Command::Answer { field, answer });
            }
        }
        self.act_all(commands)
    }

    /// Takes down a complaint, a claim, a suggestion or a denunciation in the attention in front, which goes on; with `owed`
    /// an answer to it is promised.
    pub fn voice(&mut self, kind: MatterKind, text: &str, owed: bool) -> Result<(), Denied> {
        let answer = owed.then(|| self.world.id());
        self.act(Command::Voice {
            kind,
            text: text.to_owned(),
            answer,
        })
    }

    /// Says goodbye, with the promise that the outcome makes.
    pub fn say_goodbye(&mut self) -> Result<(), Denied> {
        let (promise, zone, today) = (self.world.id(), self.world.zone(), self.local().date());
        self.act(Command::SayGoodbye {
            promise,
            today,
            zone,
        })
    }

    /// Says goodbye and files at once: where nobody is spoken to, nothing lies between the two.
    pub fn close_written(&mut self) -> Result<(), Denied> {
        let told = self
            .front()
            .is_some_and(|f| f.attention.goodbye_at.is_some());
        let (promise, zone, today) = (self.world.id(), self.world.zone(), self.local().date());
        let goodbye = Command::SayGoodbye {
            promise,
            today,
            zone,
        };
        let goodbye = (!told).then_some(goodbye);
        self.act_all(goodbye.into_iter().chain([Command::File]).collect())
    }

    /// Files the form in front and begins the next of the pile: by the same protocol and channel, with the values that the
    /// pack says are kept.
    pub fn next_form(&mut self) -> Result<(), Denied> {
        let front = self.front().ok_or(Denied::NoFront)?;
        let (protocol, channel) = (front.protocol.id.clone(), front.attention.opening.channel);
        let kept: Vec<Command> = front
            .protocol
            .fields()
            .filter(|f| f.keep)
            .filter_map(|f| {
                let answer = front.attention.answer(&f.key)?.clone();
                let field = f.key.clone();
                Some(Command::Answer { field, answer })
            })
            .collect();
        self.close_written()?;
        self.open(&protocol, Some(channel), None)?;
        self.begin_with(kept)
    }

    /// Puts what is known beforehand on the new form. It is nobody's work yet: it takes no number, and a form that is left
    /// with nothing else leaves nothing.
    fn begin_with(&mut self, known: Vec<Command>) -> Result<(), Denied> {
        let (now, by) = (self.world.now(), self.agent().to_owned());
        let front = self.front_mut()?;
        for command in known {
            for event in front.attention.decide(&front.protocol, command, now, &by)? {
                front.apply(&Act {
                    at: now,
                    by: by.clone(),
                    event,
                });
            }
        }
        front.given = front.attention.answers.keys().cloned().collect();
        Ok(())
    }

    /// Files an attention that was cut off, whichever it is; one whose goodbye was said is filed as it ended.
    pub fn file_as_cut(&mut self, id: Uuid) -> Result<(), Denied> {
        self.bring(id)?;
        if self
            .front()
            .is_some_and(|f| f.attention.goodbye_at.is_some())
        {
            return self.act(Command::File);
        }
        let outcome = Outcome::CutOff;
        self.act_all(vec![Command::Conclude { outcome }, Command::File])
    }
}
