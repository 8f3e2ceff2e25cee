//! What somebody asks.

use super::data::{Matter, talk};
use super::rng::Rng;

/// A matter for somebody in the programme, or for somebody who is not.
pub(super) fn matter(beneficiary: bool, rng: &mut Rng) -> &'static Matter {
    let all: Vec<&Matter> = talk().matters.iter().collect();
    let (outside, inside) = (all.len().saturating_sub(1), ..all.len().saturating_sub(1));
    if beneficiary || rng.chance(150) {
        rng.usual(&all[inside])
    } else {
        all[outside]
    }
}
