//! Where a made-up person lives, as the field for it holds it.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::data::Place;
use crate::places::{self, District};
use crate::protocol::Answer;

/// The district of the list, or its name as it would be typed where the list has none called so.
pub(super) fn district(place: Place) -> Answer {
    static LIST: OnceLock<HashMap<[&str; 3], &District>> = OnceLock::new();
    let list = LIST.get_or_init(|| {
        let named = |d: &'static District| ([d.district, d.province, d.region], d);
        places::all().map(named).collect()
    });
    let Place {
        district,
        province,
        region,
    } = place;
    list.get(&[district, province, region]).map_or_else(
        || Answer::Text(district.to_owned()),
        |listed| Answer::Place {
            code: listed.code.to_owned(),
            name: listed.name(),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::people::Person;

    #[test]
    fn made_up_people_live_in_districts_of_the_list() {
        for index in 0..2_000 {
            let place = Person::of(5, index).place;
            let home = district(place);
            assert!(matches!(home, Answer::Place { .. }), "{place:?}");
        }
    }
}
