//! The journal from outside: what it keeps, what it refuses, what it survives.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod backup;
mod chain;
mod faults;
mod first;
mod housekeeping;
mod keys;
mod loss;
mod queries;
mod rebuild;
mod search;
mod secrecy;
mod storm;
pub(crate) mod support;
mod union;
mod union_kills;
mod union_properties;
mod versions;
