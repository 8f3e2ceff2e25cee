//! Reading a number as people write it, and saying when it could be two.

use crate::protocol::Number;
use crate::texts::plain;
use crate::texts::texts;

/// What was made of a typed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    Number(Number),
    /// The only sign in it parts thousands or decimals: «1.250».
    Either,
    No,
}

/// The number meant by a text in a field of so many decimals: «1250.5», «1.250,50», «1,250.50», «1 250», «S/ 200».
///
/// - Of two signs the last one is the decimal sign; a sign that comes twice parts thousands.
/// - A single sign is the decimal one, unless three figures follow one to three others: then it parts thousands, since no
///   more than two decimals were asked, and where three or more were asked it could be either, and nothing is read.
/// - Thousands are parted in threes or not at all.
pub(super) fn read_number(text: &str, decimals: u8) -> Read {
    let text = bare(text);
    let negative = text.starts_with(['-', '\u{2212}']);
    let text = text.trim_start_matches(['-', '\u{2212}']).trim_start();
    let signs = |c: char| matches!(c, '.' | ',');
    let figure = |c: char| c.is_ascii_digit();
    if !text.contains(figure) || !text.chars().all(|c| figure(c) || signs(c) || c == ' ') {
        return Read::No;
    }
    let (whole, fraction) = match parted(text, decimals) {
        Some(Parted::Sure(whole, fraction)) => (whole, fraction),
        Some(Parted::Either) => return Read::Either,
        None => return Read::No,
    };
    let Some(whole) = joined(whole) else {
        return Read::No;
    };
    let sign = if negative { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { &whole };
    let point = if fraction.is_empty() { "" } else { "." };
    match format!("{sign}{whole}{point}{fraction}").parse::<Number>() {
        Ok(number) => Read::Number(number.with_decimals(decimals).unwrap_or(number)),
        Err(_) => Read::No,
    }
}

/// The text without marks of money at its ends and with plain spaces.
fn bare(text: &str) -> String {
    let mut text = plain(text).replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ");
    let marks = &texts().form.number_marks;
    // The longest first, so that «s/.» is not read as «s/» and a point.
    let mut marks: Vec<String> = marks.iter().map(|m| plain(m)).collect();
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.len()));
    for mark in &marks {
        let trimmed = text.trim();
        let rest = trimmed
            .strip_prefix(mark.as_str())
            .or_else(|| trimmed.strip_suffix(mark.as_str()));
        if let Some(rest) = rest {
            text = rest.to_owned();
            break;
        }
    }
    text.trim().to_owned()
}

enum Parted<'a> {
    /// Whole part, thousands still parted, and decimals.
    Sure(&'a str, &'a str),
    Either,
}

/// Finds the decimal sign, if there is one.
fn parted(text: &str, decimals: u8) -> Option<Parted<'_>> {
    let Some(last) = text.rfind(['.', ',']) else {
        return Some(Parted::Sure(text, ""));
    };
    let sign = &text[last..=last];
    let (whole, fraction) = (&text[..last], &text[last + 1..]);
    let fraction_is_figures = fraction.bytes().all(|b| b.is_ascii_digit());
    let other_before = whole.contains(if sign == "." { ',' } else { '.' });
    if whole.contains(sign) {
        // It came before: thousands, and then nothing else.
        return (!other_before).then_some(Parted::Sure(text, ""));
    }
    if !fraction_is_figures {
        return None;
    }
    let thousands = !other_before
        && !whole.contains(' ')
        && fraction.len() == 3
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0');
    if thousands {
        return Some(if decimals < 3 {
            Parted::Sure(text, "")
        } else {
            Parted::Either
        });
    }
    Some(Parted::Sure(whole, fraction))
}

/// The figures of a whole part; `None` where they are not parted in threes by one sign.
fn joined(whole: &str) -> Option<String> {
    let whole = whole.trim();
    let mut signs = whole.chars().filter(|c| !c.is_ascii_digit());
    let Some(sign) = signs.next() else {
        return Some(whole.to_owned());
    };
    if signs.any(|c| c != sign) {
        return None;
    }
    let mut groups = whole.split(sign);
    let first = groups.next()?;
    let in_threes = (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3);
    in_threes.then(|| whole.chars().filter(char::is_ascii_digit).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn reads(text: &str, decimals: u8, number: &str) {
        let wanted = Read::Number(number.parse().unwrap());
        assert_eq!(read_number(text, decimals), wanted, "{text}");
    }

    #[test]
    fn as_people_write_it() {
        reads("1.250,50", 2, "1250.50");
        reads("1,250.50", 2, "1250.50");
        reads("1250.5", 2, "1250.50");
        reads("1250,5", 2, "1250.50");
        reads("1 250,50", 2, "1250.50");
        reads("S/ 200", 2, "200.00");
        reads("S/. 1,250.00", 2, "1250.00");
        reads("200 soles", 2, "200.00");
        reads("US$ 35.5", 2, "35.50");
        reads("42", 0, "42");
        reads("-3", 0, "-3");
        reads("1.250.000", 0, "1250000");
        reads("1.234.567,8", 1, "1234567.8");
        reads(",5", 2, "0.50");
        reads("12.", 2, "12.00");
        reads("007", 0, "7");
    }

    #[test]
    fn a_single_sign_before_three_figures_is_read_by_what_was_asked() {
        reads("1.250", 0, "1250");
        reads("1,250", 2, "1250.00");
        assert_eq!(read_number("1.250", 3), Read::Either);
        assert_eq!(read_number("250,125", 4), Read::Either);
        // These can be nothing but decimals.
        reads("0,125", 3, "0.125");
        reads("1250,125", 3, "1250.125");
        reads("1 250,125", 3, "1250.125");
        reads("0250,125", 3, "250.125");
    }

    #[test]
    fn more_decimals_than_asked_are_kept_to_be_told() {
        reads("1250.505", 2, "1250.505");
        reads("1250.500", 2, "1250.50");
        reads("7.5", 0, "7.5");
    }

    #[test]
    fn what_is_no_number_is_not_guessed() {
        for text in [
            "",
            " ",
            "-",
            ".",
            "S/",
            "doce",
            "12a",
            "1.2.3",
            "1,25,000",
            "1.250,50,2",
            "1,250.000.00",
            "12 34",
            "1 2",
            "1..2",
            "99999999999999999999",
            "1'250,000",
            "10:30",
            "5-6",
            "1,2 3",
        ] {
            assert_eq!(read_number(text, 2), Read::No, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_said_back_is_read_as_the_same(scaled in any::<i32>(), decimals in 0u8..=2) {
            let number = Number::new(i64::from(scaled), decimals).unwrap();
            prop_assert_eq!(read_number(&crate::texts::amount(number), decimals), Read::Number(number));
            prop_assert_eq!(read_number(&number.to_string(), decimals), Read::Number(number));
        }

        #[test]
        fn no_text_panics(text in "[0-9., -]{0,12}|\\PC{0,12}|(S/|soles|[.,]|[0-9]{1,4}| ){0,8}", decimals in 0u8..=4) {
            let _ = read_number(&text, decimals);
        }
    }
}
