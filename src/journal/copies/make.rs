//! Making a copy of a running journal.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::Connection;

use super::super::connect::{Access, connect};
use super::super::keys::DataKey;
use super::super::reader::has_log;
use super::super::{
    Error, Paths, Reader, Result, Unlocked, disk, mark, numbers, opening, restore, schema, writer,
};
use super::check::{light, whole};
use super::last::LastCopy;
use super::manifest::{FILE, Listed, Place};
use super::medium::{Content, Medium};
use super::prune::{Pruned, prune};
use super::{Manifest, PARTIAL, folders, prefix};

/// The database in a copy.
pub(in crate::journal) const DATABASE: &str = "diario.db";
/// What of the data folder goes with it, where it is there: none of it opens the journal by itself.
const COMPANIONS: [&str; 3] = ["diario.id", "diario.llaves", "diario.llaves.2"];

/// The sheet of the day in a copy.
pub const SHEET: &str = "hoja.txt";

/// Makes files out of what a copy holds, each with its name.
pub type Beside<'a> = dyn Fn(&Reader) -> Vec<(String, Vec<u8>)> + Sync + 'a;

/// What is asked of a copy.
pub struct Wanted<'a> {
    /// The folder in which copies lie; `None` for `copias` in the data folder, which does not outlive its disk.
    pub place: Option<&'a Path>,
    pub now: DateTime<Utc>,
    /// Now on the office's clock: the copy is named by it.
    pub local: NaiveDateTime,
    /// More files for the folder, by name, out of what the copy holds.
    pub beside: &'a Beside<'a>,
}

/// A good copy: on the medium, read back from there and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    pub folder: PathBuf,
    pub manifest: Manifest,
    /// Earlier copies that the rule let go.
    pub removed: Vec<PathBuf>,
    /// Earlier copies that are not what was written: they count for nothing and were left alone.
    pub spoilt: Vec<PathBuf>,
}

/// The folder for copies where no other was named.
pub fn copies_folder(paths: &Paths) -> PathBuf {
    paths.data.join("copias")
}

/// The keys that may have sealed a copy of this journal: the present one first.
pub(in crate::journal) fn keys_for(unlocked: &Unlocked) -> Vec<DataKey> {
    // Where the slots cannot be read the present key is at hand all the same.
    let keys = unlocked.keys();
    keys.unwrap_or_else(|_| vec![unlocked.key.clone()])
}

/// Copies the journal into a folder of its own. Somebody may be writing meanwhile. Earlier copies are never touched before
/// the new one was verified; a copy that does not succeed leaves at most a folder that ends in `.parcial`, which the next
/// one removes.
pub fn back_up(unlocked: &Unlocked, wanted: &Wanted<'_>) -> Result<Backup> {
    back_up_on(&Medium::default(), unlocked, wanted)
}

pub(super) fn back_up_on(
    medium: &Medium,
    unlocked: &Unlocked,
    wanted: &Wanted<'_>,
) -> Result<Backup> {
    restore::finish(&unlocked.paths)?;
    let place = match wanted.place {
        // A folder that is not there is a stick that is not in: made anew it would lie on this disk.
        Some(place) if !place.is_dir() => {
            return Err(Error::NoPlace {
                folder: place.to_owned(),
            });
        }
        Some(place) => place.to_owned(),
        None => {
            let place = copies_folder(&unlocked.paths);
            disk::private_folder(&place)?;
            place
        }
    };
    let source = source(unlocked)?;
    let station = opening::station(&source)?;
    let prefix = prefix(&station.office, station.station);
    let name = format!("{prefix}{}", wanted.local.format("%Y%m%d-%H%M%S"));
    let backup = make(medium, unlocked, wanted, source, &place, &prefix, &name)?;
    let keys = keys_for(unlocked);
    let new = (backup.folder.as_path(), &backup.manifest);
    // Where the others cannot be looked at they stay; this one is good.
    let Pruned { removed, spoilt } = prune(medium, &place, &prefix, new, &keys).unwrap_or_default();
    let backup = Backup {
        removed,
        spoilt,
        ..backup
    };
    // In a folder where nothing can be written nobody keeps an account either.
    match LastCopy::of(&backup, unlocked.name()).keep(&unlocked.paths) {
        Ok(()) | Err(Error::ReadOnly { .. } | Error::DiskFull) => Ok(backup),
        Err(error) => Err(error),
    }
}

/// The copy without which no earlier database is changed: beside the others, under a name that the rule of keeping does
/// not know. One that was made before from the very same state does as well.
pub(in crate::journal) fn before_migrating(
    unlocked: &Unlocked,
    from: u32,
    now: DateTime<Utc>,
) -> Result<PathBuf> {
    let place = copies_folder(&unlocked.paths);
    disk::private_folder(&place)?;
    let medium = Medium::default();
    let prefix = format!("antes-de-actualizar-v{from}-");
    let local = now.naive_utc();
    let wanted = Wanted {
        place: Some(&place),
        now,
        local,
        beside: &|_| Vec::new(),
    };
    let source = source(unlocked)?;
    let keys = keys_for(unlocked);
    let end = writer::last_of(&source, unlocked.device)?.map(Place::from);
    for folder in folders(&place, &prefix, false).map_err(|e| Error::io(&place, &e))? {
        let same = |m: &Manifest| m.schema == from && Some(m.last) == end;
        if light(&medium, &folder, &keys).is_ok_and(|(m, _)| same(&m))
            && whole(&medium, &folder, &keys).is_ok()
        {
            return Ok(folder);
        }
    }
    let name = format!("{prefix}{}", local.format("%Y%m%d-%H%M%S"));
    make(&medium, unlocked, &wanted, source, &place, &prefix, &name).map(|b| b.folder)
}

/// A connection that reads the journal, of whatever version it is.
fn source(unlocked: &Unlocked) -> Result<Connection> {
    let Unlocked { paths, key, .. } = unlocked;
    let file = paths.database();
    let mark = mark::read(paths, key)?;
    let connection = match connect(&file, key, Access::Read) {
        Err(Error::ReadOnly { .. } | Error::Io { .. }) if !has_log(paths) => {
            connect(&file, key, Access::Immutable)
        }
        other => other,
    };
    let connection = connection.map_err(|e| schema::recognise(e, paths, key, &mark))?;
    schema::check(&connection, paths, &mark, false)?;
    Ok(connection)
}

fn make(
    medium: &Medium,
    unlocked: &Unlocked,
    wanted: &Wanted<'_>,
    source: Connection,
    place: &Path,
    prefix: &str,
    name: &str,
) -> Result<Backup> {
    let _held = hold(&unlocked.paths)?;
    for left in folders(place, prefix, true).map_err(|e| Error::io(place, &e))? {
        medium.remove_folder(&left)?;
    }
    let folder = free(place, name);
    let partial = folder.with_file_name(format!(
        "{}{PARTIAL}",
        folder.file_name().unwrap_or_default().to_string_lossy()
    ));
    let staged = Staged::new(&unlocked.paths);
    let made = (|| {
        medium.folder(&partial)?;
        let manifest = fill(medium, unlocked, wanted, source, &staged, &partial)?;
        let keys = keys_for(unlocked);
        let (read, _) = whole(medium, &partial, &keys)?;
        medium.rename(&partial, &folder)?;
        medium.sync_folder(place)?;
        light(medium, &folder, &keys)?;
        debug_assert_eq!(read, manifest);
        Ok(Backup {
            folder: folder.clone(),
            manifest: read,
            removed: Vec::new(),
            spoilt: Vec::new(),
        })
    })();
    if made.is_err() {
        // Where the medium is gone this fails too, and the next copy removes what was left.
        let _left = medium.remove_folder(&partial);
    }
    made
}

/// Writes everything into the folder and waits for the disk.
fn fill(
    medium: &Medium,
    unlocked: &Unlocked,
    wanted: &Wanted<'_>,
    source: Connection,
    staged: &Staged,
    partial: &Path,
) -> Result<Manifest> {
    let target = partial.join(DATABASE);
    // First on this disk, as long as it is quick: a slow stick would keep the log from being emptied. Where there is no
    // room for that, on the medium itself.
    let file = match vacuum(&source, &staged.file) {
        Ok(()) => staged.file.clone(),
        Err(Error::DiskFull | Error::ReadOnly { .. }) => {
            // What was written of it before the disk was full would keep it full.
            let _left = disk::remove(&staged.file);
            vacuum(&source, &target)?;
            target.clone()
        }
        Err(error) => return Err(error),
    };
    drop(source);
    let copy = connect(&file, &unlocked.key, Access::Immutable)?;
    let reader = Reader {
        connection: copy,
        paths: unlocked.paths.clone(),
        key: unlocked.key.clone(),
        device: unlocked.device,
    };
    let mut files = Vec::new();
    let mut list = |name: &str, content: Content| {
        files.push(Listed {
            name: name.to_owned(),
            bytes: content.bytes,
            sha256: content.sha256,
        });
    };
    list(
        DATABASE,
        if file == target {
            medium.read_back(&target)?
        } else {
            medium.copy(&file, &target)?
        },
    );
    for name in COMPANIONS {
        let companion = unlocked.paths.data.join(name);
        if companion.is_file() {
            list(name, medium.copy(&companion, &partial.join(name))?);
        }
    }
    for (name, content) in (wanted.beside)(&reader) {
        list(&name, medium.write(&partial.join(&name), &content)?);
    }
    let manifest = describe(&reader, unlocked, wanted, files)?;
    let sealed = manifest.seal(&unlocked.key);
    let sealed = sealed.map_err(|fault| super::check::bad(partial, fault))?;
    medium.write(&partial.join(FILE), &sealed)?;
    medium.sync_folder(partial)?;
    Ok(manifest)
}

/// What the copy holds.
fn describe(
    reader: &Reader,
    unlocked: &Unlocked,
    wanted: &Wanted<'_>,
    files: Vec<Listed>,
) -> Result<Manifest> {
    let connection = &reader.connection;
    let count = |sql: &str| -> Result<u32> { Ok(connection.query_row(sql, [], |r| r.get(0))?) };
    let station = opening::station(connection)?;
    let last = writer::last_of(connection, unlocked.device)?;
    let last = last.ok_or_else(|| Error::unreadable("entry", &"none of this device"))?;
    Ok(Manifest {
        version: Manifest::VERSION,
        made_at: wanted.now,
        local: wanted.local,
        device: unlocked.device,
        office: station.office,
        station: station.station,
        entries: count("SELECT count(*) FROM entry")?,
        attentions: count("SELECT count(*) FROM attention")?,
        last: last.into(),
        highest: numbers::highest_each(opening::known_numbers(connection)?),
        schema: schema::version(connection)?,
        key: unlocked.key.id(),
        files,
    })
}

fn vacuum(source: &Connection, target: &Path) -> Result<()> {
    disk::remove(target)?;
    // An empty file is taken for a new database; made here so that only the owner can read it.
    drop(disk::private_file(target)?);
    let path = target.to_str().ok_or_else(|| Error::Refused {
        detail: target.display().to_string(),
    })?;
    source.execute("VACUUM INTO ?1", [path])?;
    disk::sync(target)
}

/// A name that nothing has.
fn free(place: &Path, name: &str) -> PathBuf {
    let mut folder = place.join(name);
    let mut n = 1;
    while folder.exists() {
        n += 1;
        folder = place.join(format!("{name}-{n}"));
    }
    folder
}

/// The copy on this disk, on its way to the medium.
struct Staged {
    file: PathBuf,
}

impl Staged {
    fn new(paths: &Paths) -> Self {
        Self {
            file: paths.copy_on_its_way(),
        }
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What is left here is written over by the next copy.
        let _left = disk::remove(&self.file);
    }
}

/// One copy at a time. Nobody is kept from copying out of a folder in which nothing can be written.
fn hold(paths: &Paths) -> Result<Option<File>> {
    let file = paths.copying();
    let lock = File::options().create(true).append(true).open(&file);
    let lock = match lock.map_err(|e| Error::io(&file, &e)) {
        Err(Error::ReadOnly { .. } | Error::DiskFull) => return Ok(None),
        other => other?,
    };
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Err(Error::Copying),
        Err(TryLockError::Error(e)) => Err(Error::io(&file, &e)),
    }
}
