//! Writing the search index: what a transaction has to tell it, told all at once before the commit, and merging.
//!
//! An index that is written row by row becomes a piece for every row: each statement with a trigger asks it to write down
//! what it holds. Told once, a group of any size is one piece, and a row that comes and changes in one group is written once.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::Result;

/// The rows of the search that a transaction changes.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// By row, in the order in which the index takes them best.
    rows: BTreeMap<i64, Change>,
    bytes: usize,
}

#[derive(Debug, Default)]
struct Change {
    /// What the index holds of the row, as it was told: needed to forget it.
    old: Option<String>,
    new: Option<String>,
}

impl Pending {
    /// The row's old words go; they must be the very ones that it was put with.
    pub(super) fn forget(&mut self, row: i64, words: impl FnOnce() -> String) {
        let change = self.rows.entry(row).or_default();
        // What came in this transaction was never told.
        if change.new.take().is_none() && change.old.is_none() {
            let words = words();
            self.bytes += words.len();
            change.old = Some(words);
        }
    }

    /// The row is found by these words.
    pub(super) fn put(&mut self, row: i64, words: String) {
        self.bytes += words.len();
        self.rows.entry(row).or_default().new = Some(words);
    }

    /// Whether so much has gathered that a long transaction should write it now.
    pub(super) fn is_large(&self) -> bool {
        self.bytes > 4 << 20
    }

    /// Tells the index; nothing is left pending.
    pub(super) fn write(&mut self, connection: &Connection) -> Result<()> {
        let rows = std::mem::take(self).rows;
        if rows.values().any(|c| c.old.is_some()) {
            let sql = "INSERT INTO search (search, rowid, text) VALUES ('delete', ?1, ?2)";
            let mut statement = connection.prepare_cached(sql)?;
            for (row, change) in &rows {
                if let Some(old) = &change.old {
                    statement.execute(params![row, old])?;
                }
            }
            // Makes the index write this now: when a row leaves and comes back in one write, FTS5 (3.53, `detail=none`
            // with `secure-delete`) drops every later row from the lists of its words.
            connection
                .prepare_cached("SAVEPOINT forgotten")?
                .execute([])?;
            connection
                .prepare_cached("RELEASE forgotten")?
                .execute([])?;
        }
        let mut statement =
            connection.prepare_cached("INSERT INTO search (rowid, text) VALUES (?1, ?2)")?;
        for (row, change) in &rows {
            if let Some(new) = &change.new {
                statement.execute(params![row, new])?;
            }
        }
        Ok(())
    }
}

/// How many pieces written first are each made one with all before them, where very many follow: every time it lies
/// deeper, and what is filed later reaches that depth only after many thousands.
///
/// FTS5 merges pieces of one level, eight at a time (`usermerge`), whatever their size. A large piece at a level near the
/// top would be written anew after some dozens of filings.
pub(super) const DEEPENINGS: u32 = 4;

/// Begins to make all of the index one piece, below everything there is; merging goes on with it.
pub(super) fn begin_whole(connection: &Connection) -> Result<()> {
    slice(connection, -1).map(drop)
}

/// Merges about so many pages of the index, in a transaction of its own; whether there is more to merge.
pub(super) fn merge(connection: &Connection, pages: u32) -> Result<bool> {
    slice(connection, i64::from(pages))
}

fn slice(connection: &Connection, pages: i64) -> Result<bool> {
    let before = connection.total_changes();
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let sql = "INSERT INTO search (search, rank) VALUES ('merge', ?1)";
    let merged = connection
        .prepare_cached(sql)
        .and_then(|mut s| s.execute([pages]));
    if let Err(error) = merged {
        if !connection.is_autocommit() {
            // The first error is the one that tells: an I/O error has rolled back by itself.
            let _ = connection.execute_batch("ROLLBACK");
        }
        return Err(error.into());
    }
    connection.execute_batch("COMMIT")?;
    Ok(connection.total_changes() - before >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The piece with most pages.
    fn largest(db: &Connection) -> (i64, i64) {
        let sql = "SELECT segid, count(*) FROM search_idx GROUP BY segid ORDER BY 2 DESC LIMIT 1";
        db.query_row(sql, [], |r| Ok((r.get(0)?, r.get(1)?)))
            .unwrap()
    }

    fn group(db: &Connection, rows: std::ops::Range<i64>) {
        let mut pending = Pending::default();
        for row in rows {
            pending.put(
                row,
                format!("fila{row} palabra{} otra{}", row * 31, row * 17),
            );
        }
        pending.write(db).unwrap();
    }

    #[test]
    fn a_large_piece_is_not_written_anew_by_what_is_filed_later() {
        let db = index();
        for n in 0..20 {
            group(&db, n * 500..n * 500 + 500);
            if n < i64::from(DEEPENINGS) || n == 19 {
                begin_whole(&db).unwrap();
                while merge(&db, 2048).unwrap() {}
            }
        }
        let (large, pages) = largest(&db);
        assert!(pages > 50, "{pages}");
        // Each of several pages: the index takes what is smaller together by itself.
        for row in (10_000..26_000).step_by(40) {
            group(&db, row..row + 40);
            while merge(&db, 64).unwrap() {}
            // Asked every time: names of pieces are given again.
            assert_eq!(largest(&db).0, large, "written anew after {row}");
        }
        let pieces: i64 = db
            .query_row("SELECT count(DISTINCT segid) FROM search_idx", [], |r| {
                r.get(0)
            })
            .unwrap();
        assert!(pieces < 30, "{pieces}");
    }

    fn index() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        super::super::schema::migrate(&db).unwrap();
        db
    }

    fn found(db: &Connection, word: &str) -> Vec<i64> {
        let sql = "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid";
        let mut statement = db.prepare(sql).unwrap();
        let rows = statement.query_map([word], |r| r.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn a_group_is_one_piece_whatever_was_written_between() {
        let db = index();
        let mut pending = Pending::default();
        db.execute_batch("BEGIN").unwrap();
        for row in 1..=50 {
            pending.put(row, format!("rosa fila{row}"));
        }
        for row in 1..=10 {
            pending.forget(row, || unreachable!("never told"));
            pending.put(row, format!("juana fila{row}"));
        }
        pending.write(&db).unwrap();
        db.execute_batch("COMMIT").unwrap();
        assert_eq!(found(&db, "rosa"), (11..=50).collect::<Vec<_>>());
        assert_eq!(found(&db, "juana"), (1..=10).collect::<Vec<_>>());
        let pieces: i64 = db
            .query_row("SELECT count(DISTINCT segid) FROM search_idx", [], |r| {
                r.get(0)
            })
            .unwrap();
        assert_eq!(pieces, 1);
    }

    #[test]
    fn what_was_told_before_is_forgotten_and_told_anew() {
        let db = index();
        let mut pending = Pending::default();
        for row in 1..=3 {
            pending.put(row, "rosa huaman".to_owned());
        }
        pending.write(&db).unwrap();
        // Twice in one transaction: what the index holds is what it was told first.
        for words in ["juana huaman", "flor huaman"] {
            pending.forget(2, || "rosa huaman".to_owned());
            pending.put(2, words.to_owned());
        }
        pending.forget(3, || "rosa huaman".to_owned());
        pending.write(&db).unwrap();
        assert_eq!(found(&db, "rosa"), [1]);
        assert_eq!(found(&db, "flor"), [2]);
        assert_eq!(found(&db, "juana"), [0; 0]);
        assert_eq!(found(&db, "huaman"), [1, 2]);
    }
}
