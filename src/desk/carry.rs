//! Carrying entries to the other stations of the office, and taking theirs in.

use std::io::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::{Denied, Session};
use crate::journal::{self, Office, OfficeFault, Quarantined, Reader, Rejected, StationOf, Taken};
use crate::people::Permission;
use crate::world::World;

/// Entries that were carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOut {
    pub file: PathBuf,
    pub entries: u64,
}

impl Session {
    /// Writes the entries that were made in a span of time to a new file for the other stations, and verifies it. `name`
    /// chooses the file by office and station.
    pub fn carry_out(
        &self,
        span: &Range<DateTime<Utc>>,
        world: &World,
        name: impl FnOnce(&str, u8) -> PathBuf,
    ) -> Result<CarriedOut, Denied> {
        let (reader, office) = self.exchanging()?;
        let own = &office.membership.certificate;
        let file = name(&own.office, own.station);
        let entries = reader.bundle_file(&office, span, world.now(), &file)?;
        Ok(CarriedOut { file, entries })
    }

    /// Writes them to where they are asked for; what arrives there is for whoever takes it to verify.
    pub fn carry_out_to(
        &self,
        span: &Range<DateTime<Utc>>,
        world: &World,
        out: impl Write,
    ) -> Result<u64, Denied> {
        let (reader, office) = self.exchanging()?;
        let nowhere = Path::new("");
        Ok(reader.write_bundle(&office, span, world.now(), out, nowhere)?)
    }

    /// Takes a file from another station in; the journal's own failure is the error.
    pub fn take_in(&self, file: &Path, world: &World) -> Result<Result<Taken, Rejected>, Denied> {
        let (reader, mut office) = self.exchanging()?;
        let by = self
            .person()
            .map_or_else(|| reader.station().map(|s| s.agent), |p| Ok(p.name.clone()))?;
        // A connection that reads would keep the log from being emptied.
        drop(reader);
        match journal::take_in(self.unlocked(), &mut office, file, world.now(), &by) {
            Err(Rejected::Failed(error)) => Err(error.into()),
            answer => Ok(answer),
        }
    }

    /// The stations with entries here, and what is kept of the office.
    pub fn stations(&self) -> Result<(Vec<StationOf>, Office), Denied> {
        let (reader, office) = self.exchanging()?;
        Ok((reader.stations()?, office))
    }

    /// The last lines that could not be taken in.
    pub fn quarantine(&self, limit: u32) -> Result<Vec<Quarantined>, Denied> {
        Ok(self.reader(Permission::Exchange)?.quarantine(limit)?)
    }

    fn exchanging(&self) -> Result<(Reader, Office), Denied> {
        let reader = self.reader(Permission::Exchange)?;
        let office = reader.office()?;
        let office = office.ok_or(Denied::Office(OfficeFault::NoOffice))?;
        Ok((reader, office))
    }
}
