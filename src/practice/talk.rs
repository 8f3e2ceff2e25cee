//! What somebody asks.

use super::data::{Matter, talk};
use super::rng::Rng;

/// A matter for somebody in the programme, or for somebody who is not; of other institutions, what everybody asks.
pub(super) fn matter(catalogued: bool, beneficiary: bool, rng: &mut Rng) -> &'static Matter {
    let talk = talk();
    if !catalogued {
        &talk.errands
    } else if beneficiary || rng.chance(150) {
        let inside: Vec<&Matter> = talk.matters.iter().collect();
        rng.usual(&inside)
    } else {
        &talk.outside
    }
}
