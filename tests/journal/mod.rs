//! The journal from outside: what it keeps, what it refuses, what it survives.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod chain;
mod copies;
mod copies_storm;
mod faults;
mod first;
mod housekeeping;
mod kept;
mod keys;
mod loss;
mod queries;
mod rebuild;
mod restore;
mod search;
mod secrecy;
mod stations;
mod storm;
pub(crate) mod support;
mod told;
mod union;
mod union_kills;
mod union_properties;
mod union_refused;
mod versions;
