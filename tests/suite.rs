//! One integration-test binary: `SQLCipher` and OpenSSL are linked once.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on fails"
)]

mod attention_properties;
mod attention_rules;
mod coverage;
mod demo;
mod hygiene;
mod journal;
mod pack_mistakes;
mod packs;
mod scenarios;
mod support;
mod tidy;
