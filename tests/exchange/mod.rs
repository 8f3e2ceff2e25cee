//! Entries carried between the stations of an office, by files, with the program itself.

mod faults;
mod kills;
mod large;
mod offices;
mod stations;
mod support;
