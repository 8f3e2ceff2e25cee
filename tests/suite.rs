//! One integration-test binary: `SQLCipher` and OpenSSL are linked once.

mod cli;
mod journal;
mod keys;
mod packs;
mod play;
mod pty;
mod screens;
mod storm;
