//! A number kept exactly as it was given: whole units of its last decimal, never a float.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Most decimals that a number can have.
const MOST_DECIMALS: u8 = 9;

/// A decimal number; in the journal it is a text such as `1250.50`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Number {
    /// Units of the last decimal: 125050 for 1250.50.
    scaled: i64,
    decimals: u8,
}

impl Number {
    /// So many units of the last of so many decimals; `None` beyond nine decimals.
    pub fn new(scaled: i64, decimals: u8) -> Option<Self> {
        (decimals <= MOST_DECIMALS).then_some(Self { scaled, decimals })
    }

    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// The same number with so many decimals; `None` where it has more that matter, or would not fit.
    pub fn with_decimals(self, decimals: u8) -> Option<Self> {
        let scaled = if decimals >= self.decimals {
            let factor = 10_i64.checked_pow(u32::from(decimals - self.decimals))?;
            self.scaled.checked_mul(factor)?
        } else {
            let factor = 10_i64.checked_pow(u32::from(self.decimals - decimals))?;
            (self.scaled % factor == 0).then_some(self.scaled / factor)?
        };
        Self::new(scaled, decimals)
    }

    /// How it stands to a whole number.
    pub fn against(self, whole: i64) -> Ordering {
        let factor = 10_i128.pow(u32::from(self.decimals));
        i128::from(self.scaled).cmp(&(i128::from(whole) * factor))
    }

    /// Whether it is below zero, its whole part, and its decimals as figures.
    pub fn parts(self) -> (bool, u64, String) {
        let factor = 10_u64.pow(u32::from(self.decimals));
        let size = self.scaled.unsigned_abs();
        let decimals = if self.decimals == 0 {
            String::new()
        } else {
            format!("{:0>1$}", size % factor, usize::from(self.decimals))
        };
        (self.scaled < 0, size / factor, decimals)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (negative, whole, decimals) = self.parts();
        let sign = if negative { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{decimals}")
    }
}

/// The text is no number, or one that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    /// Figures with perhaps a sign before them and a point among them: how [`Display`](fmt::Display) writes it.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let unsigned = whole.strip_prefix('-').unwrap_or(whole);
        let figures = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if unsigned.is_empty() || !figures(unsigned) || !figures(decimals) {
            return Err(NotANumber);
        }
        let scaled = format!("{whole}{decimals}").parse().ok();
        let places = u8::try_from(decimals.len()).ok();
        scaled
            .zip(places)
            .and_then(|(scaled, places)| Self::new(scaled, places))
            .ok_or(NotANumber)
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

impl TryFrom<String> for Number {
    type Error = NotANumber;

    fn try_from(text: String) -> Result<Self, NotANumber> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn decimals_are_added_and_dropped_only_where_nothing_is_lost() {
        assert_eq!(number("1250.5").with_decimals(2), Some(number("1250.50")));
        assert_eq!(number("1250.50").with_decimals(1), Some(number("1250.5")));
        assert_eq!(number("1250.55").with_decimals(1), None);
        assert_eq!(Number::new(i64::MAX, 0).unwrap().with_decimals(1), None);
    }

    #[test]
    fn it_is_compared_exactly() {
        assert_eq!(number("200.01").against(200), Ordering::Greater);
        assert_eq!(number("199.99").against(200), Ordering::Less);
        assert_eq!(number("-0.5").against(0), Ordering::Less);
        assert_eq!(number("7").against(7), Ordering::Equal);
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "-",
            ".5",
            "1.2.3",
            "1e3",
            "+1",
            "99999999999999999999",
            "0.1234567890",
        ] {
            assert_eq!(text.parse::<Number>(), Err(NotANumber), "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_is_written_and_read_as_the_same(scaled in any::<i64>(), decimals in 0u8..=9) {
            let number = Number::new(scaled, decimals).unwrap();
            prop_assert_eq!(number.to_string().parse(), Ok(number));
        }
    }
}
