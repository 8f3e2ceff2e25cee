//! The creation ceremony: a journal is usable only when every part of it is on the disk.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::connect::{Access, connect};
use super::index::Pending;
use super::keys::DataKey;
use super::mark::{Mark, MarkFile};
use super::writer::{End, put_station};
use super::{Body, Error, NewEntry, Paths, Result, Station, Tip, checkpoint, disk, schema};

/// Makes a journal for a station, with its key. An existing one is refused and not touched; so is what is left of one that
/// people are enrolled in.
pub fn create(
    paths: &Paths,
    station: &Station,
    device: Uuid,
    at: DateTime<Utc>,
    salt: [u8; 16],
) -> Result<()> {
    if !super::is_first_run(paths)? {
        return Err(Error::Exists {
            file: paths.database(),
        });
    }
    disk::private_folder(&paths.data)?;
    let key = DataKey::random()?;
    key.store(paths, device)?;
    // What is left of a creation that was cut short is made again.
    for left in [paths.identity(), paths.mark(), paths.unfinished()] {
        disk::remove(&left)?;
    }
    disk::write_private(&paths.identity(), device.to_string().as_bytes())?;
    let genesis = NewEntry {
        id: device,
        at,
        agent: station.agent.clone(),
        salt,
        body: Body::Genesis(station.clone()),
    };
    let tip = build(paths, &key, station, device, &genesis)?;
    let mark = Mark {
        device,
        epoch: tip.epoch,
        seq: tip.seq,
        digest: tip.digest,
        number: None,
        counter: 0,
    };
    MarkFile::create(paths, &key, mark)?;
    disk::sync(&paths.unfinished())?;
    std::fs::rename(paths.unfinished(), paths.database())
        .map_err(|e| Error::io(&paths.database(), &e))?;
    disk::sync(&paths.data)
}

/// The database under its unfinished name, with its first entry, and nothing left in its log.
fn build(
    paths: &Paths,
    key: &DataKey,
    station: &Station,
    device: Uuid,
    genesis: &NewEntry,
) -> Result<Tip> {
    drop(disk::private_file(&paths.unfinished())?);
    let connection = connect(&paths.unfinished(), key, Access::Write)?;
    schema::migrate(&connection)?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    schema::set(&connection, "device", &device.to_string())?;
    schema::set(&connection, "projections", schema::PROJECTIONS)?;
    schema::set(&connection, "clean", "1")?;
    put_station(&connection, station)?;
    let tip = End::beginning(device).append(&connection, &mut Pending::default(), genesis)?;
    connection.execute_batch("COMMIT")?;
    checkpoint::truncate(&connection)?;
    connection.close().map_err(|(_, e)| Error::from(e))?;
    Ok(tip)
}
