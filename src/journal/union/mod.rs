//! Several stations in one journal: a set of entries that only grows, each compared by its digest.
//!
//! A journal holds its own entries and those of other stations side by side. What comes in is checked entry by entry, is the
//! same whatever the order in which it comes, and is once however often it comes. Who may send, and how it travels, is not
//! decided here.

mod admit;
mod carried;
mod fit;
mod quarantine;
mod report;
mod send;
mod vector;

pub use admit::admit;
pub use carried::{BadLine, Carried, Line, MOST_LINE, Pack, Reason};
pub use quarantine::Quarantined;
pub use report::{Admitted, Counts, Fork, Imported};
pub use send::{EntrySet, StationOf};
pub use vector::Vector;
