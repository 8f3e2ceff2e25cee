//! One integration-test binary: `SQLCipher` and OpenSSL are linked once.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_macros,
    reason = "a test that cannot go on fails"
)]

mod attention_properties;
mod attention_rules;
mod cli;
mod coverage;
mod demo;
mod exchange;
mod fuzz;
mod hygiene;
mod journal;
mod keys;
mod lock;
mod looks;
mod mended;
mod own_packs;
mod pack_mistakes;
mod packs;
mod packs_tour;
mod palette;
mod pile;
mod play;
mod pty;
mod scenarios;
mod screens;
mod search;
mod storm;
mod support;
mod tidy;
mod turned;
mod two_stations;
