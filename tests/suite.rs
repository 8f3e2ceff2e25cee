//! One integration-test binary: `SQLCipher` and OpenSSL are linked once.

mod demo;
mod journal;
mod packs;
