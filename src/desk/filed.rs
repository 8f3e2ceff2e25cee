//! Attentions that are filed: looked at, noted, corrected, reopened. Nothing filed changes in silence: each is an entry.

use std::sync::Arc;

use uuid::Uuid;

use super::{Denied, Desk, Front};
use crate::attention::{
    Act, ActRecord, Attention, Command, Event, Refusal, RegistryNumber, Resolution,
};
use crate::journal::{Body, Change, History};
use crate::people::Permission;
use crate::protocol::{Answer, Protocol};

/// A filed attention with everything the journal knows of it.
#[derive(Debug)]
pub struct FiledView {
    pub attention: Attention,
    pub protocol: Arc<Protocol>,
    pub history: History,
}

impl FiledView {
    /// Refuses what must wait until a supervisor chose between versions.
    fn undisputed(&self) -> Result<(), Denied> {
        match &self.history.now {
            Some(now) if now.is_in_conflict() => Err(Denied::InConflict),
            _ => Ok(()),
        }
    }
}

impl Desk {
    /// A filed attention as it stands; `None` where it was never filed.
    pub fn filed(&mut self, id: Uuid) -> Result<Option<FiledView>, Denied> {
        self.session.may(Permission::Consult)?;
        let Some(history) = self.reader().attention(id)? else {
            return Ok(None);
        };
        let Some(folded) = &history.now else {
            return Ok(None);
        };
        let protocol = self.protocol_of(&folded.record.opening.protocol)?;
        let mut attention = Attention::from_record(&folded.record);
        if !folded.reopened {
            // Between two stations it may be another than the last of its acts says.
            attention.outcome = Some(folded.record.outcome);
        }
        Ok(Some(FiledView {
            attention,
            protocol,
            history,
        }))
    }

    /// Adds a note to a filed attention.
    pub fn annotate(&mut self, view: &FiledView, text: &str) -> Result<(), Denied> {
        self.amend(
            view,
            Command::Note {
                text: text.to_owned(),
            },
        )
    }

    /// Corrects a value of a filed attention; the old one stays in the journal with the reason.
    pub fn correct(
        &mut self,
        view: &FiledView,
        field: &str,
        answer: Answer,
        reason: &str,
    ) -> Result<(), Denied> {
        view.undisputed()?;
        self.amend(
            view,
            Command::Correct {
                field: field.to_owned(),
                answer,
                reason: reason.to_owned(),
            },
        )
    }

    /// Reopens a filed attention: it is in front again, with everything in it. The entry that says so and the draft are
    /// written together. One that was reopened here before and has no draft any more goes on without another entry; one that
    /// was reopened at another station is reopened here too, so that what is filed is known to follow from it.
    pub fn reopen(&mut self, view: &FiledView, reason: &str) -> Result<(), Denied> {
        self.may_amend(view, Permission::Reopen)?;
        self.settled()?;
        view.undisputed()?;
        let id = view.attention.id;
        let again = view.attention.filed_at.is_none();
        let acts = if again && self.reopened_here(view) {
            Vec::new()
        } else if again {
            if reason.trim().is_empty() {
                return Err(Refusal::Empty.into());
            }
            let (at, by) = (self.world.now(), self.agent().to_owned());
            let reason = reason.to_owned();
            let event = Event::Reopened { reason };
            vec![Act { at, by, event }]
        } else {
            self.decide_filed(
                view,
                Command::Reopen {
                    reason: reason.to_owned(),
                },
            )?
        };
        self.park();
        let mut front = Front::new(view.attention.clone(), Arc::clone(&view.protocol));
        front.dirty = front.attention.answers.keys().cloned().collect();
        for act in &acts {
            front.apply(act);
        }
        self.add(front);
        self.front = Some(id);
        let entries = self.urgent_entries(id, &acts);
        self.save(id, entries)
    }

    /// Whether the last one to reopen it sat here.
    fn reopened_here(&self, view: &FiledView) -> bool {
        let mut entries = view.history.entries.iter();
        let last = entries.rfind(|e| e.kind == "reopened");
        last.is_none_or(|e| e.device == self.reader().device())
    }

    /// Chooses the version that stands of an attention that was changed at two stations; the others stay in the journal.
    /// `chosen` is the entry that wrote it.
    pub fn resolve(&mut self, view: &FiledView, chosen: Uuid, reason: &str) -> Result<(), Denied> {
        self.session.may(Permission::ResolveConflict)?;
        self.settled()?;
        let versions = match &view.history.now {
            Some(now) if now.versions.iter().any(|v| v.id == chosen) => &now.versions,
            _ => return Err(Denied::NoConflict),
        };
        if reason.trim().is_empty() {
            return Err(Refusal::Empty.into());
        }
        let resolution = Resolution {
            attention: view.attention.id,
            chosen,
            saw: versions.iter().map(|v| v.id).collect(),
            reason: reason.trim().to_owned(),
            at: self.world.now(),
            by: self.agent().to_owned(),
        };
        let entry = self.entry(Body::Resolution(resolution));
        self.submit(view.attention.id, vec![Change::Entry(entry)], None);
        Ok(())
    }

    /// Decides on a filed attention and writes what happened as entries, at once.
    fn amend(&mut self, view: &FiledView, command: Command) -> Result<(), Denied> {
        self.may_amend(view, Permission::Correct)?;
        self.settled()?;
        let acts = self.decide_filed(view, command)?;
        let id = view.attention.id;
        let number = view.attention.number.ok_or(Denied::NoNumber)?;
        let record = |act: &Act| ActRecord {
            attention: id,
            number,
            act: act.clone(),
            saw: Vec::new(),
        };
        let records: Vec<ActRecord> = acts.iter().map(record).collect();
        let bodies = records.into_iter().map(|r| Body::Act(Box::new(r)));
        let changes = bodies.map(|body| Change::Entry(self.entry(body))).collect();
        self.submit(id, changes, None);
        Ok(())
    }

    /// Whether something may be done to a filed attention: own is what one began or filed, at this station. Names are
    /// told apart within a station alone.
    pub fn may_amend(&self, view: &FiledView, permission: Permission) -> Result<(), Denied> {
        let (office, station) = (&self.station.office, self.station.station);
        let here = |n: RegistryNumber| n.office() == office && n.station() == station;
        if !view.attention.number.is_some_and(here) {
            return self.session.may(permission);
        }
        let filed = |act: &&Act| matches!(act.event, Event::Filed);
        let filed_by = view.attention.acts.iter().rev().find(filed);
        let begun = self
            .session
            .may_to(permission, &view.attention.opening.agent);
        match filed_by {
            Some(act) if begun.is_err() => self.session.may_to(permission, &act.by),
            _ => begun,
        }
    }

    /// What is read from the disk and decided upon must be all there is.
    fn settled(&self) -> Result<(), Denied> {
        if self.is_saving() || self.has_unsaved() {
            Err(Denied::Saving)
        } else {
            Ok(())
        }
    }

    fn decide_filed(&self, view: &FiledView, command: Command) -> Result<Vec<Act>, Denied> {
        let (at, by) = (self.world.now(), self.agent().to_owned());
        let events = view.attention.decide(&view.protocol, command, at, &by)?;
        let act = |event: Event| Act {
            at,
            by: by.clone(),
            event,
        };
        Ok(events.into_iter().map(act).collect())
    }
}
