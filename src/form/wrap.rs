//! Breaking notes into rows: the same rows for their height, their drawing and the cursor's ways up and down.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// One row on screen of a longer text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Where it ends; spaces that hang over the edge and the line break are not shown.
    pub(super) end: usize,
    /// Where the next one begins.
    pub(super) next: usize,
    /// Whether it ends because the width does, and not the line.
    pub(super) soft: bool,
}

impl Row {
    /// Whether a cursor at this byte is shown in this row: where a line was only wrapped, it belongs to the next.
    pub(super) fn holds(&self, byte: usize) -> bool {
        self.start <= byte && (byte < self.next || (!self.soft && byte <= self.end))
    }
}

/// The rows of a text in so many columns; even an empty text has one.
pub(super) struct Rows<'a> {
    text: &'a str,
    width: usize,
    at: Option<usize>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(text: &'a str, width: usize) -> Self {
        Self {
            text,
            width: width.max(2),
            at: Some(0),
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let start = self.at?;
        let rest = &self.text[start..];
        let line = rest.find('\n').unwrap_or(rest.len());
        let mut used = 0;
        // After the last space seen: where a word may go to the next row.
        let mut word = 0;
        let mut hanging = false;
        for (i, letter) in rest[..line].grapheme_indices(true) {
            if letter == " " {
                hanging |= used >= self.width;
                used += 1;
                word = i + 1;
                continue;
            }
            let columns = usize::from(letter.cell_width());
            // A letter wider than the whole row still takes one: rows must go on.
            if i > 0 && (hanging || used + columns > self.width) {
                let cut = if word > 0 { word } else { i };
                self.at = Some(start + cut);
                return Some(Row {
                    start,
                    end: start + cut,
                    next: start + cut,
                    soft: true,
                });
            }
            used += columns;
        }
        let broken = line < rest.len();
        self.at = broken.then_some(start + line + 1);
        Some(Row {
            start,
            end: start + line,
            next: start + line + usize::from(broken),
            soft: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, width: usize) -> Vec<&str> {
        Rows::new(text, width)
            .map(|r| &text[r.start..r.end])
            .collect()
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(rows("", 10), [""]);
        assert_eq!(
            rows("No le abonaron el bimestre", 10),
            ["No le ", "abonaron ", "el ", "bimestre"]
        );
        assert_eq!(
            rows("supercalifragilístico", 10),
            ["supercalif", "ragilístic", "o"]
        );
    }

    #[test]
    fn breaks_begin_a_row_even_at_the_end() {
        assert_eq!(rows("uno\n\ndos\n", 10), ["uno", "", "dos", ""]);
    }

    #[test]
    fn wide_letters_take_two_columns() {
        assert_eq!(rows("日本語日本", 5), ["日本", "語日", "本"]);
    }

    #[test]
    fn hanging_spaces_never_begin_a_row() {
        assert_eq!(rows("abcd   efg", 4), ["abcd   ", "efg"]);
    }

    #[test]
    fn every_place_belongs_to_one_row() {
        let text = "uno dos tres\ncuatro   cinco\n";
        for byte in 0..=text.len() {
            let holding = Rows::new(text, 6).filter(|r| r.holds(byte)).count();
            assert_eq!(holding, 1, "{byte}");
        }
    }
}
