//! Large digits, three rows high, in characters that every console has: for a number to be dialled or read aloud.

/// Rows of a seven-segment digit.
const DIGITS: [[&str; 3]; 10] = [
    [" _ ", "| |", "|_|"],
    ["   ", "  |", "  |"],
    [" _ ", " _|", "|_ "],
    [" _ ", " _|", " _|"],
    ["   ", "|_|", "  |"],
    [" _ ", "|_ ", " _|"],
    [" _ ", "|_ ", "|_|"],
    [" _ ", "  |", "  |"],
    [" _ ", "|_|", "|_|"],
    [" _ ", "|_|", " _|"],
];

/// The three rows of a number; what is not a digit becomes a gap, a plus sign stays.
pub fn rows(number: &str) -> [String; 3] {
    let mut rows = [String::new(), String::new(), String::new()];
    for c in number.chars() {
        let glyph = match c.to_digit(10) {
            Some(d) => DIGITS[d as usize % 10],
            None if c == '+' => ["   ", "_|_", " | "],
            None => [" ", " ", " "],
        };
        for (row, part) in rows.iter_mut().zip(glyph) {
            row.push_str(part);
            row.push(' ');
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    #[test]
    fn digits_stand_side_by_side() {
        assert_eq!(
            super::rows("97 1"),
            [" _   _        ", "|_|   |     | ", " _|   |     | "]
        );
    }
}
