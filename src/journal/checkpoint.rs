//! Moving committed pages from the log into the database, on a thread and a connection of its own: a passive checkpoint
//! never keeps the recorder from writing.

use std::sync::mpsc::{self, SyncSender};
use std::thread::{self, JoinHandle};

use rusqlite::Connection;

use super::{Error, Result};

/// The thread that checkpoints.
pub(super) struct Checkpointer {
    requests: SyncSender<()>,
    thread: JoinHandle<()>,
}

impl Checkpointer {
    /// Starts the thread. It opens its connection at the first request: a start does not wait for it.
    pub(super) fn start(connect: impl Fn() -> Result<Connection> + Send + 'static) -> Result<Self> {
        let (requests, inbox) = mpsc::sync_channel::<()>(1);
        let thread = thread::Builder::new()
            .name("checkpoint".to_owned())
            .spawn(move || {
                let mut open = None;
                while inbox.recv().is_ok() {
                    // A failure is met again by the recorder's own writes, where it is said.
                    open = open.or_else(|| connect().ok());
                    if let Some(connection) = &open {
                        let _ = connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE)");
                    }
                }
            });
        let thread = thread.map_err(|e| Error::io(std::path::Path::new(""), &e))?;
        Ok(Self { requests, thread })
    }

    /// Asks for a checkpoint; does nothing while one is asked for already.
    pub(super) fn request(&self) {
        let _ = self.requests.try_send(());
    }

    /// Waits for the one that runs and closes the connection.
    pub(super) fn stop(self) {
        drop(self.requests);
        let _ = self.thread.join();
    }
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
