//! One test binary: everything that needs more than one room, and everything that drives the program from outside.

mod packs;
