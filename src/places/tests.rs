use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

fn names(typed: &str) -> Vec<String> {
    find(typed, 4).best.iter().map(|d| d.name()).collect()
}

#[test]
fn the_whole_list_is_there_in_the_order_of_its_codes() {
    assert_eq!(rows().len(), 1893);
    assert!(rows().is_sorted_by(|a, b| a.district.code < b.district.code));
    let regions: HashSet<&str> = rows().iter().map(|r| r.district.region).collect();
    assert_eq!(regions.len(), 25);
    let whole = |r: &Row| r.district.code.len() == 6 && !r.folded.iter().any(String::is_empty);
    assert!(rows().iter().all(whole));
    assert!(PERU.lines().all(|l| l.matches(',').count() == 3));
}

#[test]
fn a_district_is_found_by_its_code() {
    let chota = district("060401").unwrap();
    assert_eq!(chota.name(), "Chota, Chota, Cajamarca");
    assert_eq!(district("999999"), None);
    assert_eq!(district(""), None);
}

#[test]
fn beginnings_of_words_in_any_order_find_it() {
    assert_eq!(names("chota caj")[0], "Chota, Chota, Cajamarca");
    assert_eq!(names("caj chota")[0], "Chota, Chota, Cajamarca");
    assert_eq!(
        names("banos del inca"),
        ["Los Ba\u{f1}os del Inca, Cajamarca, Cajamarca"]
    );
    assert_eq!(names("lima")[0], "Lima, Lima, Lima");
    assert_eq!(
        names("JES\u{da}S  caj")[0],
        "Jes\u{fa}s, Cajamarca, Cajamarca"
    );
}

#[test]
fn the_district_itself_comes_before_those_of_its_province() {
    let found = find("chota", 4);
    assert_eq!(found.best[0].district, "Chota");
    assert!(found.all > 4);
    assert_eq!(found.best.len(), 4);
}

#[test]
fn only_what_is_certain_is_taken_as_meant() {
    assert_eq!(find("chota", 1).meant.unwrap().code, "060401");
    assert_eq!(find("vinchos", 1).meant.unwrap().district, "Vinchos");
    assert_eq!(find("chota caj", 1).meant.unwrap().code, "060401");
    assert_eq!(
        find("cajamarca chota lajas", 1).meant.unwrap().district,
        "Lajas"
    );
    // Several districts are called so.
    assert_eq!(find("santa rosa", 1).meant, None);
    assert_eq!(find("cho", 1).meant, None);
    assert_eq!(find("", 1), Found::default());
    assert_eq!(find("no hay tal lugar", 4), Found::default());
}

#[test]
fn every_district_is_found_by_its_whole_name() {
    for row in rows() {
        let found = find(&row.district.name(), 1893);
        assert!(
            found.best.contains(&&row.district),
            "{}",
            row.district.name()
        );
    }
}

proptest! {
    #[test]
    fn any_text_is_looked_up(typed in "\\PC{0,30}|[a-z ]{0,6}") {
        let found = find(&typed, 4);
        prop_assert!(found.best.len() <= 4 && found.best.len() <= found.all);
    }
}
