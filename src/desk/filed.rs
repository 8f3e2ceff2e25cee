//! Attentions that are filed: looked at, noted, corrected, reopened. Nothing filed changes in silence: each is an entry.

use std::sync::Arc;

use uuid::Uuid;

use super::{Denied, Desk, Front};
use crate::attention::{Act, ActRecord, Attention, Command, Event};
use crate::journal::{Body, Change, History};
use crate::protocol::{Answer, Protocol};

/// A filed attention with everything the journal knows of it.
#[derive(Debug)]
pub struct FiledView {
    pub attention: Attention,
    pub protocol: Arc<Protocol>,
    pub history: History,
}

impl Desk {
    /// A filed attention as it stands; `None` where it was never filed.
    pub fn filed(&mut self, id: Uuid) -> Result<Option<FiledView>, Denied> {
        let Some(history) = self.reader().attention(id)? else {
            return Ok(None);
        };
        let Some(folded) = &history.now else {
            return Ok(None);
        };
        let protocol = self.protocol_of(&folded.record.opening.protocol)?;
        let attention = Attention::from_record(&folded.record);
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
        .map(|_| ())
    }

    /// Corrects a value of a filed attention; the old one stays in the journal with the reason.
    pub fn correct(
        &mut self,
        view: &FiledView,
        field: &str,
        answer: Answer,
        reason: &str,
    ) -> Result<(), Denied> {
        self.amend(
            view,
            Command::Correct {
                field: field.to_owned(),
                answer,
                reason: reason.to_owned(),
            },
        )
        .map(|_| ())
    }

    /// Reopens a filed attention: it is in front again, with everything in it.
    pub fn reopen(&mut self, view: &FiledView, reason: &str) -> Result<(), Denied> {
        self.park();
        let acts = self.amend(
            view,
            Command::Reopen {
                reason: reason.to_owned(),
            },
        )?;
        let mut front = Front::new(view.attention.clone(), Arc::clone(&view.protocol));
        front.dirty = front.attention.answers.keys().cloned().collect();
        for act in acts {
            front.apply(&act);
        }
        let id = front.attention.id;
        self.open.push(front);
        self.front = Some(id);
        self.save(id, Vec::new())
    }

    /// Decides on a filed attention and writes what happened as entries, at once.
    fn amend(&mut self, view: &FiledView, command: Command) -> Result<Vec<Act>, Denied> {
        let (now, by) = (self.world.now(), self.station().agent.clone());
        let events = view.attention.decide(&view.protocol, command, now, &by)?;
        let acts: Vec<Act> = events
            .into_iter()
            .map(|event| Act {
                at: now,
                by: by.clone(),
                event,
            })
            .collect();
        let id = view.attention.id;
        let Some(number) = view.attention.number else {
            return Err(Denied::NoNumber);
        };
        // Where a reopened attention goes on is a matter of its draft, not of the journal.
        let entries = acts
            .iter()
            .filter(|a| !matches!(a.event, Event::Moved { .. }));
        let changes: Vec<Change> = entries
            .map(|act| {
                Body::Act(Box::new(ActRecord {
                    attention: id,
                    number,
                    act: act.clone(),
                }))
            })
            .map(|body| Change::Entry(self.entry(body)))
            .collect();
        self.submit(id, changes, None);
        Ok(acts)
    }
}
