//! People on the command line: enrolled, let in, kept out, and what each may do.

mod changes;
mod everywhere;
mod first;
mod secrecy;
mod secrets;
mod table;
