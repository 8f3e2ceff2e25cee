//! Moving committed pages from the log into the database, on a thread and a connection of its own: a passive checkpoint
//! never keeps the recorder from writing.
//!
//! The log begins anew only at a commit that finds all of it moved. While commits follow one another without a pause no
//! checkpoint gets that far, and the log grows without end: then somebody has to wait, see [`Checkpointer::catch_up`].

use std::sync::mpsc::{self, Sender, SyncSender};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use super::{Error, Result};

/// The thread that checkpoints.
pub(super) struct Checkpointer {
    /// Each with whom to tell, when it is done, whether all of the log was moved.
    requests: SyncSender<Option<Sender<bool>>>,
    thread: JoinHandle<()>,
}

impl Checkpointer {
    /// Starts the thread. It opens its connection at the first request: a start does not wait for it.
    pub(super) fn start(connect: impl Fn() -> Result<Connection> + Send + 'static) -> Result<Self> {
        let (requests, inbox) = mpsc::sync_channel::<Option<Sender<bool>>>(1);
        let thread = thread::Builder::new()
            .name("checkpoint".to_owned())
            .spawn(move || {
                let mut open = None;
                while let Ok(whom) = inbox.recv() {
                    // A failure is met again by the recorder's own writes, where it is said.
                    open = open.or_else(|| connect().ok());
                    let whole = open.as_ref().is_some_and(|c| passive(c).unwrap_or(false));
                    if let Some(whom) = whom {
                        let _ = whom.send(whole);
                    }
                }
            });
        let thread = thread.map_err(|e| Error::io(std::path::Path::new(""), &e))?;
        Ok(Self { requests, thread })
    }

    /// Asks for a checkpoint; does nothing while one is asked for already.
    pub(super) fn request(&self) {
        let _ = self.requests.try_send(None);
    }

    /// Waits until all that is in the log now was moved, as far as readers leave it; whether that was all. Whoever writes
    /// does not meanwhile, so that the next commit can begin the log anew.
    pub(super) fn catch_up(&self) -> bool {
        let (whom, done) = mpsc::channel();
        // One that runs already may have begun before the last commit; this one follows it.
        self.requests.send(Some(whom)).is_ok() && done.recv().unwrap_or(false)
    }

    /// Waits for the one that runs and closes the connection.
    pub(super) fn stop(self) {
        drop(self.requests);
        let _ = self.thread.join();
    }
}

/// Moves what no reader needs; whether that was all of the log.
fn passive(connection: &Connection) -> Result<bool> {
    let (busy, log, moved) = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |r| {
        Ok((
            r.get::<_, i64>(0)?,
            r.get::<_, i64>(1)?,
            r.get::<_, i64>(2)?,
        ))
    })?;
    Ok(busy == 0 && log == moved)
}

/// Moves everything and empties the log; `false` where a reader was in the way.
pub(super) fn truncate(connection: &Connection) -> Result<bool> {
    // Whoever waits for the recorder must not wait long for a reader.
    connection.execute_batch("PRAGMA busy_timeout = 100")?;
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| {
        r.get::<_, i64>(0)
    });
    connection.execute_batch("PRAGMA busy_timeout = 5000")?;
    Ok(busy? == 0)
}
