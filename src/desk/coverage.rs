//! The requirements of the sources and the reasons, embedded; what the packs make of them.

use std::sync::OnceLock;

use crate::protocol::Protocol;
use crate::protocol::coverage::{self, Reason, Reasons, Requirement, Row};

const REQUIREMENTS: &str = include_str!("../../assets/requirements/requirements.csv");
const REASONS: &str = include_str!("../../assets/requirements/reasons.toml");

/// The requirements of the five sources.
///
/// # Panics
/// Never: the list is embedded, and a test reads it.
pub fn requirements() -> &'static [Requirement] {
    static READ: OnceLock<Vec<Requirement>> = OnceLock::new();
    READ.get_or_init(|| {
        #[expect(
            clippy::expect_used,
            reason = "the list is embedded and a test reads the same bytes with the same code"
        )]
        Requirement::list(REQUIREMENTS).expect("embedded requirements")
    })
}

/// Why some of them are met by no pack.
///
/// # Panics
/// Never: the file is embedded, and a test reads it.
pub fn reasons() -> &'static [Reason] {
    static READ: OnceLock<Vec<Reason>> = OnceLock::new();
    READ.get_or_init(|| {
        #[expect(
            clippy::expect_used,
            reason = "the file is embedded and a test reads the same bytes with the same code"
        )]
        toml::from_str::<Reasons>(REASONS)
            .expect("embedded reasons")
            .reasons
    })
}

/// What becomes of every requirement with these packs.
pub fn coverage(packs: &[&Protocol]) -> Vec<Row<'static>> {
    coverage::coverage(requirements(), reasons(), packs)
}
