//! Text on a grid of cells: wrapping, fitting, clocks.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Cells that a text takes when it is drawn: letter by letter, as the buffer counts them.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    let letters = text
        .graphemes(true)
        .filter(|g| !g.contains(char::is_control));
    letters.map(|g| usize::from(g.cell_width())).sum()
}

/// Breaks a text into lines of at most `most` cells, between words where it can. Never empty.
pub fn wrap(text: &str, most: usize) -> Vec<String> {
    let most = most.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for word in paragraph.split_inclusive(' ') {
            let cells = width(word);
            if used + width(word.trim_end()) > most && used > 0 {
                lines.push(line.trim_end().to_owned());
                line.clear();
                used = 0;
            }
            if cells <= most || width(word.trim_end()) <= most {
                line.push_str(word);
                used += cells;
                continue;
            }
            for grapheme in word.graphemes(true) {
                let cells = width(grapheme);
                if used + cells > most && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += cells;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// The text cut to at most `most` cells, with an ellipsis where something was cut.
pub fn fit(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let cells = width(grapheme);
        if used + cells + 1 > most {
            break;
        }
        out.push_str(grapheme);
        used += cells;
    }
    if most > 0 {
        out.push('…');
    }
    out
}

/// The text with spaces behind it up to `cells`, or cut to them.
pub fn pad(text: &str, cells: usize) -> String {
    let mut out = fit(text, cells);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&out))));
    out
}

/// Seconds as a clock: `03:41`, `1:02:09`.
pub fn clock(seconds: i64) -> String {
    let s = seconds.max(0);
    if s >= 3600 {
        format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    } else {
        format!("{:02}:{:02}", s / 60, s % 60)
    }
}

/// Seconds as minutes said shortly: `1:24`.
pub fn minutes(seconds: i64) -> String {
    format!("{}:{:02}", seconds.max(0) / 60, seconds.max(0) % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_and_long_words_break() {
        assert_eq!(wrap("uno dos tres", 7), ["uno dos", "tres"]);
        assert_eq!(wrap("uno dos tres", 8), ["uno dos", "tres"]);
        assert_eq!(wrap("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("", 9), [""]);
    }

    #[test]
    fn fitting_marks_what_was_cut() {
        assert_eq!(fit("Cajamarca", 9), "Cajamarca");
        assert_eq!(fit("Cajamarca", 5), "Caja…");
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(pad("ab", 4), "ab  ");
    }

    #[test]
    fn clocks() {
        assert_eq!(clock(221), "03:41");
        assert_eq!(clock(3729), "1:02:09");
        assert_eq!(clock(-5), "00:00");
    }
}
