//! Numbers as they are written: «1 250,50».

use super::{Texts, texts};
use crate::protocol::Number;

impl Texts {
    /// A number with its thousands apart. A space parts them, so that no sign can be taken for the decimal one.
    pub fn amount(&self, number: Number) -> String {
        let (negative, whole, decimals) = number.parts();
        let whole = whole.to_string();
        let mut out = String::with_capacity(whole.len() * 2);
        if negative {
            out.push('-');
        }
        for (place, figure) in whole.chars().enumerate() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                out.push(' ');
            }
            out.push(figure);
        }
        if !decimals.is_empty() {
            out.push_str(&self.form.decimal_sign);
            out.push_str(&decimals);
        }
        out
    }
}

/// [`Texts::amount`] for the agent.
pub fn amount(number: Number) -> String {
    texts().amount(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let said = |text: &str| amount(text.parse().unwrap());
        assert_eq!(said("0"), "0");
        assert_eq!(said("999.5"), "999,5");
        assert_eq!(said("1250.50"), "1 250,50");
        assert_eq!(said("-1234567.05"), "-1 234 567,05");
        assert_eq!(said("-0.05"), "-0,05");
    }
}
