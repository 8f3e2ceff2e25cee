//! The thread that writes. Whoever submits never waits; what has gathered while one group was being written is the next.

mod housekeeping;

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use rusqlite::config::DbConfig;

use super::checkpoint::{self, Checkpointer};
use super::writer::Writer;
use super::{Ack, Change, Error, Result, Ticket, index, schema};

use housekeeping::LOG_MOST;

/// Quiet time before housekeeping begins.
const QUIET: Duration = Duration::from_millis(250);
/// Pieces of the search index at which it is merged without waiting for quiet: only what writes without a pause gets there.
/// At twice as many the index would merge them by itself, inside a commit.
const PIECES: u32 = 500;
/// Most changes in one transaction, unless one submission alone has more.
const GROUP: usize = 2048;

/// What the thread is sent.
enum Message {
    Submit(Ticket, Vec<Change>),
    TakeIn,
    Settle,
    Merge,
    Close,
}

/// Records changes. Dropping it writes what was submitted, as a power cut would not; [`Recorder::close`] also remembers
/// that the end was clean.
pub struct Recorder {
    messages: Sender<Message>,
    next: AtomicU64,
    thread: Option<JoinHandle<Result<()>>>,
}

impl Recorder {
    /// After so many groups at the beginning, whoever makes a whole journal in one go merges each time.
    pub const FIRST_GROUPS: u32 = index::DEEPENINGS;

    /// Starts the thread. The lock is held until it ends.
    pub(super) fn start(
        mut writer: Writer,
        checkpointer: Checkpointer,
        lock: File,
        on_ack: Box<dyn Fn(Ack) + Send>,
    ) -> Result<Self> {
        let log_pages = Arc::new(AtomicU32::new(0));
        let seen = Arc::clone(&log_pages);
        writer.connection.wal_hook(Some(
            move |_: &mut rusqlite::hooks::Wal, pages: std::ffi::c_int| {
                seen.store(u32::try_from(pages).unwrap_or(0), Ordering::Relaxed);
                Ok(())
            },
        ))?;
        let (messages, inbox) = mpsc::channel();
        let work = Work {
            writer,
            checkpointer,
            inbox,
            on_ack,
            log_pages,
            log_most: LOG_MOST,
            pieces: 0,
            merging: Some(1),
            unsettled: true,
            failed: None,
            begun: false,
        };
        let thread = thread::Builder::new()
            .name("recorder".to_owned())
            .spawn(move || {
                let result = work.run();
                drop(lock);
                result
            });
        let thread = thread.map_err(|e| Error::io(std::path::Path::new(""), &e))?;
        Ok(Self {
            messages,
            next: AtomicU64::new(1),
            thread: Some(thread),
        })
    }

    /// Hands changes to the recorder, which makes them durable together and then acknowledges the ticket. Never waits.
    pub fn submit(&self, changes: Vec<Change>) -> Ticket {
        let ticket = Ticket(self.next.fetch_add(1, Ordering::Relaxed));
        // The thread ends only with this recorder.
        let _ = self.messages.send(Message::Submit(ticket, changes));
        ticket
    }

    /// Whether the thread that writes still runs: where it does not, nothing is acknowledged any more.
    pub fn is_alive(&self) -> bool {
        self.thread.as_ref().is_some_and(|t| !t.is_finished())
    }

    /// Writes the entries that wait beside the people's keys, such as wrong secrets: for after somebody came to the keys.
    /// Those of a change that is made while the journal is open would else be written at its end.
    pub fn take_in(&self) {
        let _ = self.messages.send(Message::TakeIn);
    }

    /// Empties the log into the database once what was submitted is written: for the moment the screen is locked.
    pub fn settle(&self) {
        let _ = self.messages.send(Message::Settle);
    }

    /// Makes all of the search index one piece once what was submitted is written: for whoever writes very much and waits
    /// anyway. After each of the first groups too, so that it lies deep; see [`Recorder::FIRST_GROUPS`].
    pub fn merge(&self) {
        let _ = self.messages.send(Message::Merge);
    }

    /// Writes what was submitted, empties the log and remembers that the end was clean. The error is the one that made the
    /// recorder stop, if one did.
    pub fn close(mut self) -> Result<()> {
        let _ = self.messages.send(Message::Close);
        self.join()
    }

    fn join(&mut self) -> Result<()> {
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(result)) => result,
            Some(Err(_)) => Err(Error::Refused {
                detail: "recorder".to_owned(),
            }),
            None => Ok(()),
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        let (closed, _) = mpsc::channel();
        self.messages = closed;
        let _ = self.join();
    }
}

/// What the thread works with.
struct Work {
    writer: Writer,
    checkpointer: Checkpointer,
    inbox: Receiver<Message>,
    on_ack: Box<dyn Fn(Ack) + Send>,
    /// Pages in the log after the last commit.
    log_pages: Arc<AtomicU32>,
    /// Pages of the log at which the next wait for the checkpoint is.
    log_most: u32,
    /// Groups with entries since the index was last merged: a piece each.
    pieces: u32,
    /// Pages of the next slice of merging; `None` when there is nothing to merge.
    merging: Option<u32>,
    /// Whether something was written since the last checkpoint was asked for.
    unsettled: bool,
    /// What made it stop.
    failed: Option<Error>,
    /// Whether the disk says that somebody writes.
    begun: bool,
}

impl Work {
    fn run(mut self) -> Result<()> {
        let mut quiet = QUIET;
        let clean = loop {
            let message = if self.failed.is_none() && (self.merging.is_some() || self.unsettled) {
                match self.inbox.recv_timeout(quiet) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => {
                        self.housekeeping();
                        quiet = Duration::ZERO;
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => None,
                }
            } else {
                self.inbox.recv().ok()
            };
            quiet = QUIET;
            match message {
                Some(Message::Submit(ticket, changes)) => {
                    if self.gather(ticket, changes) {
                        break true;
                    }
                }
                Some(Message::TakeIn) => self.take_in(),
                Some(Message::Settle) => self.settle(),
                Some(Message::Merge) => self.merge_whole(),
                Some(Message::Close) => break true,
                None => break false,
            }
        };
        self.end(clean)
    }

    /// Writes this submission with those that wait behind it. True when the end was asked for meanwhile.
    fn gather(&mut self, ticket: Ticket, changes: Vec<Change>) -> bool {
        self.begin();
        let mut size = changes.len();
        let mut group = vec![(ticket, changes)];
        // What cannot join the group comes after it.
        let mut next = None;
        while size < GROUP {
            match self.inbox.try_recv() {
                Ok(Message::Submit(ticket, changes)) => {
                    size += changes.len();
                    group.push((ticket, changes));
                }
                Ok(other) => {
                    next = Some(other);
                    break;
                }
                Err(_) => break,
            }
        }
        self.record(&group);
        self.keep_log_short();
        if self.pieces >= PIECES {
            self.merge_all();
        }
        match next {
            Some(Message::TakeIn) => self.take_in(),
            Some(Message::Settle) => self.settle(),
            Some(Message::Merge) => self.merge_whole(),
            Some(Message::Close) => return true,
            Some(Message::Submit(..)) | None => {}
        }
        false
    }

    /// Writes a group. When it is refused, each submission stands or falls alone.
    fn record(&mut self, group: &[(Ticket, Vec<Change>)]) {
        match self.commit(group) {
            Ok(results) => {
                for ((ticket, _), tips) in group.iter().zip(results) {
                    self.acknowledge(*ticket, Ok(tips));
                }
            }
            Err(_) if group.len() > 1 && self.failed.is_none() => {
                for one in group {
                    self.record(std::slice::from_ref(one));
                }
            }
            Err(error) => {
                for (ticket, _) in group {
                    self.acknowledge(*ticket, Err(error.clone()));
                }
            }
        }
    }

    fn commit(&mut self, group: &[(Ticket, Vec<Change>)]) -> Result<Vec<Vec<super::Tip>>> {
        if let Some(cause) = &self.failed {
            return Err(Error::Stopped {
                cause: Box::new(cause.clone()),
            });
        }
        let result = self
            .writer
            .commit(group.iter().map(|(_, changes)| changes.as_slice()));
        match &result {
            Ok(tips) => {
                self.unsettled = true;
                if tips.iter().any(|t| !t.is_empty()) {
                    self.merging = Some(1);
                    self.pieces += 1;
                }
            }
            // A write that failed may have reached the disk or not: a later one that succeeds proves nothing.
            Err(error) if error.is_fatal() => self.failed = Some(error.clone()),
            Err(_) => {}
        }
        result
    }

    fn acknowledge(&self, ticket: Ticket, result: Result<Vec<super::Tip>>) {
        (self.on_ack)(Ack {
            ticket,
            at: SystemTime::now(),
            result,
        });
    }

    /// Says on the disk that somebody writes, before the first change and not before the first frame: until something is
    /// written, the last end stands.
    fn begin(&mut self) {
        if std::mem::replace(&mut self.begun, true) {
            return;
        }
        if let Err(error) = self.writer.begin() {
            self.failed = Some(error).filter(Error::is_fatal);
        }
    }

    fn end(mut self, clean: bool) -> Result<()> {
        if clean {
            self.take_in();
        }
        self.checkpointer.stop();
        let connection = self.writer.connection;
        if let Some(cause) = self.failed {
            // Closing would checkpoint and delete the log: what it holds is evidence now.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            return Err(cause);
        }
        if clean {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            schema::set(&connection, "clean", "1")?;
            connection.execute_batch("COMMIT")?;
        }
        // A reader that is still at work keeps the log; nothing is lost by that.
        checkpoint::truncate(&connection)?;
        connection.close().map_err(|(_, e)| e.into())
    }
}
