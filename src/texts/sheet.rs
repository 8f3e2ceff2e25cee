//! The sheet of a day in plain lines, no wider than a ticket: it prints on A4 as well.

use std::path::{Path, PathBuf};

use super::{full_date, short_code, texts};
use crate::desk::DaySheet;

/// Columns of the narrowest printer.
const WIDTH: usize = 42;

/// The sheet in lines. `signed` adds room for a signature.
pub fn sheet(sheet: &DaySheet, signed: bool) -> String {
    let all = texts();
    let t = &all.sheet;
    let mut out = Lines(String::new());
    out.line(&t.title);
    out.line(&full_date(sheet.day));
    let station = &sheet.station;
    out.line(&station.institution);
    out.line(&t.station.fill(&[
        ("office", &station.office),
        ("station", &format!("{:02}", station.station)),
    ]));
    if station.practice {
        out.line(&t.practice);
    }
    out.rule();
    out.line(&t.people);
    for person in &sheet.people {
        out.line(&format!("  {person}"));
    }
    if sheet.people.is_empty() {
        out.line(&format!("  {}", t.nobody));
    }
    out.rule();
    out.row(&t.attentions, sheet.attentions);
    for (channel, n) in &sheet.channels {
        out.row(&format!("  {}", all.channels.name(*channel)), *n);
    }
    if sheet.attentions > 0 {
        out.line(&t.outcomes);
    }
    for (outcome, n) in &sheet.outcomes {
        out.row(&format!("  {}", all.outcomes.name(*outcome)), *n);
    }
    out.rule();
    out.line(&t.promises);
    for (words, n) in [
        (&t.made, sheet.made),
        (&t.kept, sheet.kept),
        (&t.owed, sheet.owed),
        (&t.late, sheet.late),
    ] {
        out.row(&format!("  {words}"), n);
    }
    out.row(&t.drafts, sheet.drafts);
    out.rule();
    let number = sheet.highest.map(|n| n.to_string());
    out.pair(&t.highest, number.as_deref().unwrap_or(&t.none));
    if let Some(last) = &sheet.last {
        out.pair(
            &t.entry,
            &t.entry_place
                .fill(&[("seq", &last.seq), ("epoch", &last.epoch)]),
        );
        out.pair(&t.code, &short_code(&last.digest));
    }
    if let Some(copy) = &sheet.copy {
        out.rule();
        out.pair(&t.copy, &copy.local.format("%d/%m/%Y %H:%M").to_string());
        out.line(&format!("  {}", copy_place(&copy.folder)));
        out.line(&format!("  {}", t.verified));
    }
    if signed {
        out.line("");
        out.line("");
        out.line(&t.signature);
    }
    out.0
}

/// Where a copy lies, by its own name and that of the folder of copies.
pub fn copy_place(folder: &Path) -> String {
    let names: Vec<_> = folder.iter().rev().take(2).collect();
    let path: PathBuf = names.into_iter().rev().collect();
    path.display().to_string()
}

/// Lines of at most the width; longer ones go on in the next.
struct Lines(String);

impl Lines {
    fn line(&mut self, text: &str) {
        let indent = text.len() - text.trim_start().len();
        let mut rest: Vec<char> = text.chars().collect();
        loop {
            let head = rest.len().min(WIDTH);
            // Between two words, where there is a gap; a path has none.
            let at = if rest.len() > WIDTH {
                let gap = rest[..head].iter().rposition(|c| *c == ' ');
                gap.filter(|g| *g > indent).unwrap_or(head)
            } else {
                head
            };
            let line: String = rest.drain(..at).collect();
            self.0.push_str(line.trim_end());
            self.0.push('\n');
            while rest.first() == Some(&' ') {
                rest.remove(0);
            }
            if rest.is_empty() {
                return;
            }
            rest.splice(0..0, std::iter::repeat_n(' ', indent));
        }
    }

    fn rule(&mut self) {
        self.line(&"-".repeat(WIDTH));
    }

    /// Words at the left, a count at the right.
    fn row(&mut self, words: &str, n: u32) {
        let n = n.to_string();
        let gap = WIDTH.saturating_sub(words.chars().count() + n.len()).max(1);
        self.line(&format!("{words}{}{n}", ".".repeat(gap)));
    }

    /// Words at the left and what they are about at the right, or below where both do not fit.
    fn pair(&mut self, words: &str, value: &str) {
        let taken = words.chars().count() + value.chars().count();
        if taken < WIDTH {
            self.line(&format!("{words}{}{value}", " ".repeat(WIDTH - taken)));
        } else {
            self.line(words);
            self.line(&format!("  {value}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_the_width_of_a_ticket() {
        let mut lines = Lines(String::new());
        lines.line(&format!("  {}", "/media/memoria".repeat(5)));
        lines.line(&"palabra ".repeat(12));
        lines.row("Atenciones", 1_000_000);
        lines.pair("Número más alto", "CAJ-02-2026-000038-20");
        lines.pair("Número más alto que se entregó", "CAJ-02-2026-000038-20");
        for line in lines.0.lines() {
            assert!(line.chars().count() <= WIDTH, "{line}");
        }
        assert!(lines.0.lines().nth(1).unwrap().starts_with("  "));
    }
}
