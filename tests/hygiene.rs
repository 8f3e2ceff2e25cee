//! Cleaning text and numbers: once is enough, and nothing that drives a terminal is left.

use proptest::prelude::*;
use unicode_normalization::is_nfc;
use ventanilla::identity::{DocumentKind, normalise};
use ventanilla::safe::{clean_block, clean_line};

/// Letters, marks, line breaks, jamo and what must vanish, mixed thickly.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just('e'),
        Just('\u{301}'),
        Just('\u{323}'),
        Just('\u{200b}'),
        Just('\u{34f}'),
        Just('\u{202e}'),
        Just('\u{1b}'),
        Just('\r'),
        Just('\n'),
        Just('\t'),
        Just('\u{1100}'),
        Just('\u{1161}'),
        Just('\u{1160}'),
        Just('\u{b47}'),
        Just('\u{b3e}'),
        Just('\u{fe0f}'),
        any::<char>(),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|chars| chars.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cleaning_twice_is_cleaning_once(text in hostile()) {
        let line = clean_line(&text).into_owned();
        prop_assert_eq!(clean_line(&line), line.as_str());
        let block = clean_block(&text).into_owned();
        prop_assert_eq!(clean_block(&block), block.as_str());
    }

    #[test]
    fn what_is_clean_is_composed_and_drives_nothing(text in hostile()) {
        let line = clean_line(&text).into_owned();
        prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
        prop_assert!(is_nfc(&line), "{:?}", line);
        let block = clean_block(&text).into_owned();
        prop_assert!(!block.chars().any(|c| c.is_control() && c != '\n'), "{:?}", block);
    }

    #[test]
    fn a_number_is_normalised_once(text in hostile(), kind in 0..DocumentKind::ALL.len()) {
        let (_, kind) = DocumentKind::ALL[kind];
        let once = normalise(kind, &text);
        prop_assert_eq!(normalise(kind, &once), once);
    }
}

#[test]
fn an_invisible_character_does_not_keep_a_letter_from_its_mark() {
    assert_eq!(clean_line("e\u{200b}\u{301}"), "é");
    assert_eq!(clean_line("e\u{34f}\u{301}"), "é");
}

#[test]
fn an_invisible_character_between_the_parts_of_a_line_break_makes_no_second_one() {
    assert_eq!(clean_block("uno\r\u{200b}\ndos"), "uno\ndos");
}
