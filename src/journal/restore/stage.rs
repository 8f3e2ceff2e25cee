//! Making the new journal beside the old one, whole, and only then declaring that it takes its place.

use std::fs;

use chrono::Datelike;
use rusqlite::Connection;

use super::super::carry::Drafts;
use super::super::connect::{Access, connect, with_key};
use super::super::copies::DATABASE;
use super::super::index::Pending;
use super::super::mark::{Mark, MarkFile};
use super::super::opening::{self, Held};
use super::super::unforeseen::unforeseen;
use super::super::writer::End;
use super::super::{
    Body, Error, NewEntry, Paths, Result, Unlocked, checkpoint, disk, numbers, rebuild, schema,
};
use super::bring::{SLOTS, has_slots};
use super::finish::{Intent, clear_staged, finish_held, free};
use super::{Choice, Done, Medium, Plan, Present, Restored, losses};
use crate::attention::RegistryNumber;

/// Epochs left out where nobody can tell which there were: one that exists elsewhere must not come again.
const UNKNOWN_EPOCHS: u32 = 1000;

/// Puts the copy in the place of the journal, as planned. The files that were there are kept in `anteriores`; the numbers
/// go on beyond the highest known. Refused, with nothing touched, while somebody writes, where somebody wrote since the
/// plan was made, or where numbers may have been given that nothing tells of and none was said.
pub fn restore(unlocked: &Unlocked, plan: &Plan, choice: &Choice) -> Result<Done> {
    let year = choice.local.year();
    match choice.paper {
        Some(paper) => plan.accepts(paper, year)?,
        None if plan.needs_paper(year) => return Err(Error::NumberUnknown),
        None => {}
    }
    let paths = &unlocked.paths;
    disk::private_folder(&paths.data)?;
    let held = Held::take(unlocked)?;
    clear_staged(paths, held.lock())?;
    let staged = Paths {
        data: paths.staged(),
        config: paths.config.clone(),
    };
    disk::private_folder(&staged.data)?;
    let made = (|| {
        let restored = build(unlocked, plan, choice, &staged)?;
        // Nobody else writes as long as the lock is held: what holds now holds until the change is done.
        plan.still_holds(unlocked)?;
        let put = companions(unlocked, plan, &staged)?;
        disk::sync(&staged.data)?;
        Ok((restored, put))
    })();
    let (restored, put) = match made {
        Ok(made) => made,
        Err(error) => {
            clear_staged(paths, held.lock())?;
            return Err(error);
        }
    };
    let old = free(paths, &choice.local.format("%Y%m%d-%H%M%S").to_string());
    let was_there = super::super::exists(paths);
    disk::private_folder(&paths.earlier())?;
    let intent = Intent {
        version: 1,
        old: old
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        away: ["diario.db-wal", "diario.db-shm"].map(String::from).into(),
        put,
    };
    intent.declare(paths)?;
    finish_held(paths)?;
    Ok(Done {
        restored,
        kept: was_there.then_some(old),
    })
}

/// The database and its mark, in the staged folder.
fn build(unlocked: &Unlocked, plan: &Plan, choice: &Choice, staged: &Paths) -> Result<Restored> {
    let manifest = &plan.copy.manifest;
    let file = staged.database();
    let content = Medium::default().copy(&plan.copy.folder.join(DATABASE), &file)?;
    let listed = manifest.files.iter().find(|f| f.name == DATABASE);
    if listed.map(|f| (f.bytes, f.sha256)) != Some((content.bytes, content.sha256)) {
        // It was changed since it was verified.
        return Err(Error::Copy {
            folder: plan.copy.folder.clone(),
            fault: super::super::copies::CopyFault::Differs(DATABASE.to_owned()),
        });
    }
    let mut connection = connect(&file, &plan.key, Access::Write)?;
    if plan.key.id() != unlocked.key.id() {
        connection.execute_batch(&with_key("rekey", &unlocked.key))?;
        checkpoint::truncate(&connection)?;
        connection.close().map_err(|(_, e)| Error::from(e))?;
        connection = connect(&file, &unlocked.key, Access::Write)?;
    }
    schema::migrate(&connection)?;
    if schema::setting(&connection, "projections")?.as_deref() != Some(schema::PROJECTIONS) {
        rebuild::projections(&connection)?;
    }
    let rows = match (&plan.present, choice.drafts) {
        (Present::Readable(_), true) => Drafts::read(&losses::present(unlocked)?)?,
        _ => Drafts::default(),
    };
    let mut highest = plan.highest.clone();
    highest.extend(choice.paper);
    highest.extend(opening::known_numbers(&connection)?);
    let (known_epoch, known_seq) = plan.reach.furthest;
    let restored = Restored {
        from: manifest.last,
        copy_made_at: manifest.made_at,
        known_epoch,
        known_seq,
        lost: match &plan.present {
            Present::Readable(losses) => Some(losses.entries),
            Present::Nothing | Present::Unreadable { .. } => None,
        },
        highest: numbers::highest_each(highest),
        paper: choice.paper,
        drafts: rows.count(),
    };
    let end = begin_epoch(&connection, unlocked, plan, choice, &rows, &restored)?;
    let number = own_highest(&connection, &restored.highest)?;
    checkpoint::truncate(&connection)?;
    connection.close().map_err(|(_, e)| Error::from(e))?;
    disk::sync(&file)?;
    let mark = Mark {
        device: end.device,
        epoch: end.epoch,
        seq: end.seq,
        digest: end.digest,
        number,
        counter: 0,
    };
    MarkFile::create(staged, &unlocked.key, mark)?;
    Ok(restored)
}

/// The first entry of the new epoch, and the drafts that are carried over, in one transaction.
fn begin_epoch(
    connection: &Connection,
    unlocked: &Unlocked,
    plan: &Plan,
    choice: &Choice,
    rows: &Drafts,
    restored: &Restored,
) -> Result<End> {
    let mut end = End::read(connection, unlocked.device)?;
    let unknown = if plan.reach.certain {
        0
    } else {
        UNKNOWN_EPOCHS
    };
    end = End {
        epoch: end
            .epoch
            .max(plan.reach.furthest.0)
            .saturating_add(1 + unknown),
        seq: 0,
        ..end
    };
    let agent = match unlocked.name() {
        Some(name) => name.to_owned(),
        None => opening::station(connection)?.agent,
    };
    let entry = NewEntry {
        agent,
        ..unforeseen(choice.now, Body::Restored(restored.clone()))?
    };
    connection.execute_batch("BEGIN IMMEDIATE")?;
    rows.write(connection)?;
    let mut search = Pending::default();
    end.append(connection, &mut search, &entry)?;
    search.write(connection)?;
    schema::set(connection, "clean", "1")?;
    connection.execute_batch("COMMIT")?;
    Ok(end)
}

/// The highest number of the station's own series: what the mark holds.
fn own_highest(
    connection: &Connection,
    highest: &[RegistryNumber],
) -> Result<Option<RegistryNumber>> {
    let station = opening::station(connection)?;
    let own = |n: &&RegistryNumber| n.office() == station.office && n.station() == station.station;
    let latest = |n: &&RegistryNumber| (n.year(), n.sequence());
    Ok(highest.iter().filter(own).max_by_key(latest).copied())
}

/// What goes into place with the database: its mark, and what a folder without a journal lacks.
fn companions(unlocked: &Unlocked, plan: &Plan, staged: &Paths) -> Result<Vec<String>> {
    let paths = &unlocked.paths;
    let mut put = vec!["diario.db".to_owned(), "diario.marca".to_owned()];
    if !paths.identity().exists() {
        disk::write_private(&staged.identity(), unlocked.device.to_string().as_bytes())?;
        put.push("diario.id".to_owned());
    }
    if !paths.key(unlocked.device).exists() && !has_slots(&paths.data) {
        if has_slots(&plan.copy.folder) {
            for name in SLOTS {
                let from = plan.copy.folder.join(name);
                if from.exists() {
                    Medium::default().copy(&from, &staged.data.join(name))?;
                    put.push(name.to_owned());
                }
            }
        } else {
            // A key that was brought: from now on this folder's.
            fs::create_dir_all(&paths.config).map_err(|e| Error::io(&paths.config, &e))?;
            unlocked.key.store(paths, unlocked.device)?;
        }
    }
    Ok(put)
}
