//! One integration-test binary: SQLCipher and OpenSSL are linked once.

mod hygiene;
mod journal;
mod packs;
mod scenarios;
mod support;
