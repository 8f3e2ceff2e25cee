//! People who do not exist: frequent names put together by seed, with the districts they come from.

use super::data::{Place, town};
use super::rng::Rng;
use crate::identity::{Document, DocumentKind};

/// One made-up person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) given_names: String,
    pub(super) surnames: String,
    /// The id of the title in the packs.
    pub(super) title: &'static str,
    pub(super) document: Document,
    pub(super) phone: String,
    pub(super) whose_phone: &'static str,
    pub(super) place: Place,
    pub(super) address: &'static str,
    pub(super) beneficiary: bool,
    pub(super) reads: bool,
    /// Why the person is attended first, as in the packs.
    pub(super) preferential: Option<&'static str>,
}

/// How many documents there are; a prime, so that every person below this count has a number of their own.
const DOCUMENTS: u64 = 1_999_993;

impl Person {
    /// The person with this place in the town of a seed: always the same.
    pub(super) fn of(seed: u64, index: u64) -> Self {
        let rng = &mut Rng::new(seed, index.wrapping_add(0x7065_6F70_6C65));
        let town = town();
        let woman = rng.chance(820);
        let names = if woman { &town.women } else { &town.men };
        let first = rng.common(names);
        let second = rng.common(names);
        let given_names = if rng.chance(550) && first != second {
            format!("{first} {second}")
        } else {
            first.to_owned()
        };
        let surnames = format!(
            "{} {}",
            rng.common(&town.surnames),
            rng.common(&town.surnames)
        );
        let title = match (woman, rng.below(10)) {
            (true, 0) => "senorita",
            (true, _) => "senora",
            (false, 0) => "joven",
            (false, _) => "senor",
        };
        // The numbers of living people begin lower, as far as is known; foreigners are few.
        let place = (index.wrapping_add(seed % DOCUMENTS) % DOCUMENTS) * 1_234_577 % DOCUMENTS;
        let document = if rng.chance(8) {
            Document::new(DocumentKind::Ce, &format!("{:09}", 990_000_000 + place))
        } else {
            Document::new(DocumentKind::Dni, &format!("{:08}", 98_000_000 + place))
        };
        let preferential = [
            (820, None),
            (70, Some("adulto_mayor")),
            (45, Some("ninos")),
            (25, Some("gestante")),
            (20, Some("discapacidad")),
            (20, Some("lejos")),
        ];
        let owners = [
            (780, "propio"),
            (150, "familiar"),
            (50, "vecino"),
            (20, "comunitario"),
        ];
        Self {
            given_names,
            surnames,
            title,
            document,
            phone: format!("9000{:05}", rng.below(100_000)),
            whose_phone: rng.weighed(&owners),
            place: rng.common(&town.places),
            address: rng.pick(&town.addresses),
            beneficiary: rng.chance(860),
            reads: rng.chance(850),
            preferential: rng.weighed(&preferential),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_person_is_always_the_same_and_documents_are_not_shared() {
        let documents: HashSet<String> = (0..20_000)
            .map(|index| {
                let person = Person::of(5, index);
                assert_eq!(person.document.check(), Ok(()));
                person.document.number
            })
            .collect();
        assert_eq!(documents.len(), 20_000);
        assert_eq!(Person::of(5, 9).surnames, Person::of(5, 9).surnames);
    }
}
