//! One integration-test binary: `SQLCipher` and OpenSSL are linked once.

mod journal;
mod packs;
