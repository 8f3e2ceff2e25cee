//! Reading beside the one who writes: lists, one attention, one person.

use rusqlite::{Connection, OptionalExtension, Params};
use uuid::Uuid;

use super::connect::{Access, connect};
use super::keys::{self, DataKey};
use super::mark;
use super::order::{Place, canonical};
use super::row::{self, Entry, Summary};
use super::{
    Body, Error, Owed, Paths, Result, Station, StoredDraft, Unlocked, draft, fold, opening,
    restore, schema, standing,
};
use crate::attention::{AttentionRecord, RegistryNumber};

/// A connection that only reads. Lists are newest first.
pub struct Reader {
    pub(super) connection: Connection,
    pub(super) paths: Paths,
    pub(super) key: DataKey,
    /// Whose journal it is.
    pub(super) device: Uuid,
}

/// Everything the journal knows of one attention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct History {
    pub id: Uuid,
    /// How it stands; `None` while it was never filed.
    pub now: Option<fold::Folded>,
    /// As filed each time, oldest first.
    pub records: Vec<AttentionRecord>,
    /// Every entry that speaks of it, in the canonical order: oldest first, as far as clocks agree.
    pub entries: Vec<Entry>,
    /// Those whose instant lay well ahead of our clock when they came in.
    pub doubtful: Vec<Uuid>,
    /// By when they fall due.
    pub promises: Vec<Owed>,
}

/// Where each summary begins.
macro_rules! summaries {
    ($rest:literal) => {
        concat!(include_str!("../../assets/sql/summary_select.sql"), $rest)
    };
}
pub(super) use summaries;

impl Reader {
    /// Opens the journal to read. Another process may be writing. In a folder where nothing can be written it reads what a
    /// clean end left there.
    pub fn open(unlocked: &Unlocked) -> Result<Self> {
        let reader = Self::open_entries(unlocked)?;
        schema::up_to_date(&reader.connection, &reader.paths)?;
        Ok(reader)
    }

    /// As [`Reader::open`], and a journal of an earlier version too: only its entries can be read then, as for verifying.
    pub fn open_entries(unlocked: &Unlocked) -> Result<Self> {
        let Unlocked {
            paths, key, device, ..
        } = unlocked;
        restore::finish(paths)?;
        let mark = mark::read(paths, key)?;
        let file = paths.database();
        let connection = match connect(&file, key, Access::Read) {
            Err(Error::ReadOnly { .. } | Error::Io { .. }) if !has_log(paths) => {
                connect(&file, key, Access::Immutable)
            }
            other => other,
        };
        let connection = connection.map_err(|e| schema::recognise(e, paths, key, &mark))?;
        schema::check(&connection, paths, &mark, false)?;
        keys::check_age(unlocked, &connection)?;
        Ok(Self {
            connection,
            paths: paths.clone(),
            key: key.clone(),
            device: *device,
        })
    }

    /// The device whose journal it is.
    pub fn device(&self) -> Uuid {
        self.device
    }

    /// What the station is.
    pub fn station(&self) -> Result<Station> {
        opening::station(&self.connection)
    }

    /// The last entry of this station.
    pub fn last_tip(&self) -> Result<Option<super::Tip>> {
        super::writer::last_of(&self.connection, self.device)
    }

    /// The highest number that this station is known to have given: the last year's.
    pub fn highest_number(&self) -> Result<Option<RegistryNumber>> {
        let station = self.station()?;
        let known = opening::known_numbers(&self.connection)?.into_iter();
        let ours = known.filter(|n| station.gives(*n));
        Ok(ours.max_by_key(|n| (n.year(), n.sequence())))
    }

    /// The attentions in progress, as last saved.
    pub fn drafts(&self) -> Result<Vec<StoredDraft>> {
        Ok(draft::all(&self.connection)?.0)
    }

    /// The text of a pack that an attention began with.
    pub fn protocol_text(&self, hash: &str) -> Result<Option<String>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT text FROM protocol WHERE hash = ?1")?;
        Ok(statement.query_row([hash], |r| r.get(0)).optional()?)
    }

    /// The last filed attentions; those before a place in the list, when one is given.
    pub fn recent(&self, limit: u32, before: Option<i64>) -> Result<Vec<Summary>> {
        let sql = summaries!(" FROM attention a WHERE a.entry < ?1 ORDER BY a.entry DESC LIMIT ?2");
        self.summaries(sql, (before.unwrap_or(i64::MAX), limit))
    }

    /// The last attentions of the person with this document number, as normalised: by when they were opened, the last first.
    pub fn person(&self, document: &str, limit: u32) -> Result<Vec<Summary>> {
        let sql = summaries!(
            " FROM attention a WHERE a.document = ?1 ORDER BY a.opened_at DESC, a.entry DESC LIMIT ?2"
        );
        self.summaries(sql, (document, limit))
    }

    /// How many attentions of the person with this document number were filed.
    pub fn person_count(&self, document: &str) -> Result<u32> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT count(*) FROM attention WHERE document = ?1")?;
        Ok(statement.query_row([document], |r| r.get(0))?)
    }

    /// One attention in the form of lists; `None` while it was never filed.
    pub fn summary(&self, id: Uuid) -> Result<Option<Summary>> {
        let sql = summaries!(
            " FROM about m JOIN attention a ON a.entry = m.entry WHERE m.attention = ?1"
        );
        Ok(self.summaries(sql, [id.as_bytes()])?.pop())
    }

    /// Everything of one attention; `None` where no entry speaks of it.
    pub fn attention(&self, id: Uuid) -> Result<Option<History>> {
        let sql = concat!(
            include_str!("../../assets/sql/entry_select.sql"),
            " JOIN about a ON a.entry = e.entry WHERE a.attention = ?1 ORDER BY e.entry"
        );
        let mut entries = self.rows(sql, [id.as_bytes()], row::entry)?;
        if entries.is_empty() {
            return Ok(None);
        }
        let mut bodies = Vec::with_capacity(entries.len());
        for entry in &entries {
            bodies.push(entry.read()?);
        }
        let places: Vec<Place> = entries
            .iter()
            .zip(&bodies)
            .map(|(entry, body)| Place::of(entry, body.as_ref()))
            .collect();
        let order = canonical(&places);
        let record = |i: &usize| match &bodies[*i] {
            Some(Body::Attention(record)) => Some((**record).clone()),
            _ => None,
        };
        let records = order.iter().filter_map(record).collect();
        entries = order.into_iter().map(|i| entries[i].clone()).collect();
        let doubtful = self.doubtful(id)?;
        let now = standing::now(&self.connection, id)?;
        Ok(Some(History {
            id,
            now,
            records,
            entries,
            doubtful,
            promises: self.promises_of(id)?,
        }))
    }

    fn doubtful(&self, attention: Uuid) -> Result<Vec<Uuid>> {
        let sql = "SELECT e.id FROM about a JOIN doubtful d ON d.entry = a.entry JOIN entry e ON e.entry = a.entry
                   WHERE a.attention = ?1";
        self.rows(sql, [attention.as_bytes()], |row| {
            Ok(Uuid::from_bytes(row.get(0)?))
        })
    }

    /// Everything of the attention with this number.
    pub fn numbered(&self, number: RegistryNumber) -> Result<Option<History>> {
        let sql = "SELECT attention FROM numbered WHERE office = ?1 AND station = ?2 AND year = ?3 AND sequence = ?4
                   ORDER BY attention DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let key = (
            number.office(),
            number.station(),
            number.year(),
            number.sequence(),
        );
        let id: Option<[u8; 16]> = statement.query_row(key, |r| r.get(0)).optional()?;
        id.map_or(Ok(None), |id| self.attention(Uuid::from_bytes(id)))
    }

    pub(super) fn summaries(&self, sql: &str, params: impl Params) -> Result<Vec<Summary>> {
        self.rows(sql, params, row::summary)
    }

    pub(super) fn rows<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&rusqlite::Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(read(row)?);
        }
        Ok(out)
    }
}

/// Whether there is a log with something in it.
pub(super) fn has_log(paths: &Paths) -> bool {
    std::fs::metadata(paths.log()).is_ok_and(|m| m.len() > 0)
}
