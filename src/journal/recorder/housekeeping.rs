//! What the recorder does when nobody waits for it: merging the search index in slices, and keeping the log short.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::super::{Error, checkpoint, index};
use super::Work;

/// Longest slice of merging the search index: what a submission may have to wait.
const SLICE: Duration = Duration::from_millis(5);
/// Pages of the log at which a checkpoint is asked for without waiting for quiet: 16 MB, well before 64.
const LOG_PAGES: u32 = 2048;
/// Pages of the log at which the recorder waits for the checkpoint: 32 MB. Only what writes without a pause gets there.
pub(super) const LOG_MOST: u32 = 4096;
/// Pages of a slice where nobody waits.
const WHOLE: u32 = 2048;

impl Work {
    /// One slice of what can wait: merging first, then a checkpoint.
    pub(super) fn housekeeping(&mut self) {
        self.begin();
        if let Some(pages) = self.merging {
            let start = Instant::now();
            let more = self.merge_slice(pages);
            let next = if start.elapsed() > SLICE / 2 {
                pages / 2
            } else {
                pages.saturating_mul(2)
            };
            self.merging = more.then_some(next.clamp(1, 64));
            if !more {
                self.pieces = 0;
            }
        } else if self.unsettled {
            self.checkpointer.request();
            self.unsettled = false;
        }
    }

    /// Makes the whole index one piece, below everything there is.
    pub(super) fn merge_whole(&mut self) {
        if self.failed.is_none() {
            self.begin();
            match index::begin_whole(&self.writer.connection) {
                Ok(()) => self.merge_all(),
                Err(error) => self.failed = Some(error).filter(Error::is_fatal),
            }
        }
    }

    /// Merges until nothing is left to merge.
    pub(super) fn merge_all(&mut self) {
        if self.failed.is_none() {
            self.begin();
            while self.merge_slice(WHOLE) {}
            self.merging = None;
            self.pieces = 0;
        }
    }

    /// Merges about so many pages; whether there is more to merge.
    pub(super) fn merge_slice(&mut self, pages: u32) -> bool {
        match index::merge(&self.writer.connection, pages) {
            Ok(more) => {
                self.keep_log_short();
                more
            }
            Err(error) => {
                self.failed = Some(error).filter(Error::is_fatal);
                false
            }
        }
    }

    /// Asks for a checkpoint of a long log, and waits for that of a very long one. What was written is acknowledged already.
    pub(super) fn keep_log_short(&mut self) {
        if self.failed.is_some() {
            // After a failure the log is left as it is.
            return;
        }
        let pages = self.log_pages.load(Ordering::Relaxed);
        if pages > self.log_most {
            self.log_most = if self.checkpointer.catch_up() {
                LOG_MOST
            } else {
                // A reader keeps the log, such as a backup: waiting again at once would help nobody.
                pages + LOG_PAGES
            };
        } else if pages > LOG_PAGES {
            self.checkpointer.request();
        } else {
            self.log_most = LOG_MOST;
        }
    }

    /// Writes what waits in the slots. What cannot be read there or written now waits on.
    pub(super) fn take_in(&mut self) {
        if self.failed.is_none() {
            match self.writer.take_in() {
                Ok(()) => self.unsettled = true,
                Err(error) if error.is_fatal() => self.failed = Some(error),
                Err(_) => {}
            }
        }
    }

    pub(super) fn settle(&mut self) {
        if self.failed.is_none() {
            match checkpoint::truncate(&self.writer.connection) {
                Ok(done) => self.unsettled = !done,
                Err(error) if error.is_fatal() => self.failed = Some(error),
                Err(_) => {}
            }
        }
    }
}
