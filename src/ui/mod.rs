//! What every screen shares: theme, key table, layout rows, popups, status.

pub mod theme;
