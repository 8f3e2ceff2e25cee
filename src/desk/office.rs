//! The office: bringing stations in, and carrying entries between them.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::{Denied, Session};
use crate::journal::{
    self, Body, Change, Invitation, NewEntry, Office, OfficeChange, OfficeFault, Reader, Station,
};
use crate::people::Permission;
use crate::world::World;

impl Session {
    /// Writes an invitation for another station. The office's key is made where there is none yet.
    /// `name` chooses the file by the office's letters; one that exists is refused before anything is done.
    pub fn invite(
        &self,
        world: &mut World,
        name: impl FnOnce(&str) -> PathBuf,
    ) -> Result<(Invitation, PathBuf), Denied> {
        self.may(Permission::ManageOffice)?;
        let id = world.id();
        let (invitation, file) = self.keeping(world, |reader, station, now| {
            let file = name(&station.office);
            if file.symlink_metadata().is_ok() {
                return Err(journal::Error::Exists { file }.into());
            }
            let (office, founded) = if let Some(office) = reader.office()? {
                (office, None)
            } else {
                let (office, founded) = Office::found(station, reader.journal()?, now)?;
                (office, Some(founded))
            };
            let (invitation, invited) = office.invite(id, now)?;
            let changes = founded.into_iter().chain([invited]).collect();
            Ok(((invitation, file), office, changes))
        })?;
        // Only what the journal keeps is given away.
        invitation.write(&file)?;
        Ok((invitation, file))
    }

    /// Brings this station into the office of an invitation. Gives back how the office stands, and whether anything is new.
    pub fn join(
        &self,
        invitation: &[u8],
        code: &str,
        world: &mut World,
    ) -> Result<(Office, bool), Denied> {
        self.may(Permission::ManageOffice)?;
        self.keeping(world, |reader, station, now| {
            let (office, change): (Office, Option<OfficeChange>) = Office::join(
                reader.office()?,
                reader.is_mixed()?,
                (invitation, code),
                (station, reader.journal()?),
                now,
            )?
            .map_err(Denied::Office)?;
            let is_new = change.is_some();
            Ok((
                (office.clone(), is_new),
                office,
                change.into_iter().collect(),
            ))
        })
    }

    /// The stations of the office, as far as this one has heard of them.
    pub fn office(&self) -> Result<Office, Denied> {
        let reader = self.reader(Permission::Exchange)?;
        reader
            .office()?
            .ok_or(Denied::Office(OfficeFault::NoOffice))
    }

    /// Opens the journal to write, and keeps what an act on the office came to, with its entries, before it is answered.
    fn keeping<T>(
        &self,
        world: &mut World,
        act: impl FnOnce(
            &Reader,
            &Station,
            DateTime<Utc>,
        ) -> Result<(T, Office, Vec<OfficeChange>), Denied>,
    ) -> Result<T, Denied> {
        let now = world.now();
        let (sender, acks) = std::sync::mpsc::channel();
        let on_ack = Box::new(move |ack| {
            // Nobody listens any more once it was answered.
            let _gone = sender.send(ack);
        });
        let (recorder, reader, opened) = journal::open(self.unlocked(), now, on_ack)?;
        let agent = self.person().map_or(&opened.station.agent, |p| &p.name);
        let done = act(&reader, &opened.station, now);
        // A connection that reads would keep the log from being emptied.
        drop(reader);
        let kept = done.and_then(|(answer, office, said)| {
            let mut changes = vec![Change::Office(Box::new(office))];
            changes.extend(said.into_iter().map(|change| {
                Change::Entry(NewEntry {
                    id: world.id(),
                    at: now,
                    agent: agent.clone(),
                    salt: world.random(),
                    body: Body::Office(change),
                })
            }));
            recorder.submit(changes);
            match acks.recv() {
                Ok(ack) => ack.result.map(|_| answer).map_err(Denied::from),
                // The recorder is gone without an answer; closing it says why.
                Err(_) => Err(Denied::Saving),
            }
        });
        let closed = recorder.close();
        match kept {
            Err(Denied::Saving) => Err(closed.err().map_or(Denied::Saving, Denied::from)),
            kept => kept.and_then(|answer| Ok(closed.map(|()| answer)?)),
        }
    }
}
