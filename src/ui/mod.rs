//! What every screen shares: theme, key table, wrapped text, popups, large digits, the last touch, the terminal itself.

pub mod ask;
pub mod big;
pub mod finish;
pub mod keys;
pub mod popup;
pub mod put;
pub mod terminal;
pub mod text;
pub mod theme;
