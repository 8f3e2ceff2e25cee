//! Who is at the keys of a desk that runs: they come and go, lock it, take over, hand over. Each is an entry.

use uuid::Uuid;

use super::{Denied, Desk, Session};
use crate::journal::{Body, Change, Entry};
use crate::people::{Permission, Presence};

/// Who came back to a locked desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entered {
    /// Who had locked it: everything is where it was.
    Returned,
    /// Somebody else: what was in front is parked.
    TookOver,
}

impl Desk {
    /// Locks the desk: what is typed is handed to the disk and the log emptied, and no verb counts until somebody is let in.
    /// Refused where nobody is enrolled: there would be nothing to open it with.
    pub fn lock(&mut self, by_itself: bool) -> Result<(), Denied> {
        if self.session.person().is_none() {
            return Err(Denied::NobodyEnrolled);
        }
        self.save_all();
        self.stop_search();
        self.note_presence(Presence::Locked { by_itself });
        self.recorder.settle();
        self.locked = true;
        Ok(())
    }

    /// Whether it is locked.
    pub fn is_locked(&self) -> bool {
        self.locked
    }

    /// Lets somebody in whose secret opened the journal. Entries from now on are signed with their name.
    pub fn enter(&mut self, session: Session) -> Result<Entered, Denied> {
        let before = self.agent().to_owned();
        let id = |s: &Session| s.person().map(|p| p.id);
        let same = id(&session) == id(&self.session);
        if !same {
            // Under the name of who had it in front.
            self.park();
        }
        self.change_session(session)?;
        self.locked = false;
        if same {
            self.note_presence(Presence::Returned);
            Ok(Entered::Returned)
        } else {
            self.note_presence(Presence::TookOver { from: before });
            Ok(Entered::TookOver)
        }
    }

    /// The last entries about who was at the keys, newest first.
    pub fn shift(&self, limit: u32) -> Result<Vec<Entry>, Denied> {
        self.session.may(Permission::HandOver)?;
        Ok(self.reader().presence(limit)?)
    }

    /// What is handed over: the attentions in progress and the promises that are open.
    pub fn handing_over(&self) -> Result<(Vec<Uuid>, Vec<Uuid>), Denied> {
        self.session.may(Permission::HandOver)?;
        let drafts = self.open_attentions().iter().map(|f| f.attention.id);
        let promises = match self.session.may(Permission::Consult) {
            Ok(()) => self.reader().promises_due()?,
            Err(_) => Vec::new(),
        };
        Ok((drafts.collect(), promises.iter().map(|p| p.id).collect()))
    }

    /// Hands the open work over to the next person, who accepted it with their secret; attentions in progress go on under
    /// their name.
    pub fn pass_on(&mut self, to: Session) -> Result<(), Denied> {
        to.may(Permission::HandOver)?;
        self.park();
        let (drafts, promises) = self.handing_over()?;
        let from = self.agent().to_owned();
        self.change_session(to)?;
        self.handed.extend(&drafts);
        self.arrange();
        self.note_presence(Presence::HandedOver {
            from,
            drafts,
            promises,
        });
        Ok(())
    }

    /// What was said of who is at the keys when the desk was opened: failures that came before, then the opening.
    pub(super) fn begin_presence(&mut self) -> Result<(), Denied> {
        self.know_session()?;
        self.note_presence(Presence::Started);
        Ok(())
    }

    /// Notes something about who is at the keys, where people are enrolled.
    pub(super) fn note_presence(&mut self, presence: Presence) {
        if self.session.person().is_some() {
            let entry = self.entry(Body::Presence(presence));
            self.submit(Uuid::nil(), vec![Change::Entry(entry)], None);
        }
    }

    fn change_session(&mut self, session: Session) -> Result<(), Denied> {
        // What was tried at the locked screen waits beside the keys.
        self.recorder.take_in();
        let before = std::mem::replace(&mut self.session, session);
        let known = self.know_session();
        if known.is_err() {
            self.session = before;
        }
        known
    }

    /// What is theirs of the work in progress.
    fn know_session(&mut self) -> Result<(), Denied> {
        let accepted = match self.session.may(Permission::Consult) {
            Ok(()) => Vec::new(),
            Err(_) => self.reader.accepted_by(self.agent())?,
        };
        self.handed = accepted.into_iter().collect();
        self.arrange();
        Ok(())
    }

    /// Sets aside the attentions in progress that who is at the keys may not see: those of others, for whoever may not look
    /// at what others recorded, unless they were handed over.
    fn arrange(&mut self) {
        let all = self.session.may(Permission::Consult).is_ok();
        let name = self.agent().to_owned();
        for front in &mut self.open {
            let own = front.attention.opening.agent == name;
            front.aside = !(all || own || self.handed.contains(&front.attention.id));
        }
        self.open.sort_by_key(|f| f.aside);
    }
}
