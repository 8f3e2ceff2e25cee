//! The journal from outside: what it keeps, what it refuses, what it survives.

mod backup;
mod chain;
mod faults;
mod loss;
mod queries;
mod rebuild;
mod secrecy;
mod storm;
mod support;
