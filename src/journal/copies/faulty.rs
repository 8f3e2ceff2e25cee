//! A medium that is pulled out, or full, from its n-th touch on.

use std::cell::Cell;
use std::io::{Error, ErrorKind};

use super::medium::Touch;

/// How a medium fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::journal) enum Kind {
    /// Nothing of it can be reached any more.
    Gone,
    /// Nothing more can be written; the rest goes on.
    Full,
    /// One touch fails, and the next ones do not.
    Once,
}

/// From which touch on it fails.
#[derive(Debug, Default)]
pub(in crate::journal) struct Fault {
    kind: Option<Kind>,
    left: Cell<u32>,
    pub(in crate::journal) touches: Cell<u32>,
    pub(in crate::journal) met: Cell<bool>,
}

impl Fault {
    /// After so many touches that went well.
    pub(in crate::journal) fn after(kind: Kind, touches: u32) -> Self {
        Self {
            kind: Some(kind),
            left: Cell::new(touches),
            ..Self::default()
        }
    }

    /// Small pieces where something is to fail, so that there are many of them.
    pub(super) fn piece(&self) -> Option<usize> {
        self.kind.map(|_| 16 << 10)
    }

    pub(super) fn meet(&self, touch: Touch) -> Result<(), Error> {
        self.touches.set(self.touches.get() + 1);
        let Some(kind) = self.kind else {
            return Ok(());
        };
        if let Some(left) = self.left.get().checked_sub(1) {
            self.left.set(left);
            return Ok(());
        }
        match kind {
            Kind::Once if self.met.get() => Ok(()),
            Kind::Gone | Kind::Once => {
                self.met.set(true);
                Err(Error::other("the stick was pulled out"))
            }
            Kind::Full if touch == Touch::Write => {
                self.met.set(true);
                Err(Error::from(ErrorKind::StorageFull))
            }
            Kind::Full => Ok(()),
        }
    }
}
