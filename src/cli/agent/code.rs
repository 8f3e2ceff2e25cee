//! A new recovery code: shown once, copied onto paper, and typed back from there.

use crate::cli::{Failure, ask};
use crate::journal::RecoveryCode;
use crate::texts::{self, texts};

/// Groups of the code in a row, as it is shown.
const IN_A_ROW: usize = 3;

/// A code that somebody has on paper.
pub(super) fn on_paper() -> Result<RecoveryCode, Failure> {
    let t = &texts().agents;
    let code = RecoveryCode::random()?;
    let shown = code.shown();
    let words = format!(
        "{}\n{}",
        t.code_shown.fill(&[("code", &large(&shown))]),
        texts_wrapped(&t.code_advice)
    );
    ask::show(&words, &shown, &t.code_copied)?;
    ask::back(&t.code_back, |typed| match RecoveryCode::parse(typed) {
        Ok(typed) if typed == code => None,
        Ok(_) => Some(t.code_differs.to_string()),
        Err(why) => Some(texts::bad_code(why)),
    })?;
    Ok(code)
}

/// Three groups a row, each letter by itself: easy to copy and to compare.
fn large(code: &str) -> String {
    let apart = |group: &str| {
        let letters: Vec<String> = group.chars().map(String::from).collect();
        letters.join(" ")
    };
    let groups: Vec<String> = code.split('-').map(apart).collect();
    let rows = groups.chunks(IN_A_ROW).map(|row| row.join("   -   "));
    rows.collect::<Vec<_>>().join("\n\n    ")
}

/// The advice in lines that no terminal breaks.
fn texts_wrapped(text: &str) -> String {
    crate::ui::text::wrap(text, 76).join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_in_rows_and_reads_the_same() {
        let code = RecoveryCode::random().unwrap();
        let rows = large(&code.shown());
        assert_eq!(rows.lines().filter(|l| !l.is_empty()).count(), 3, "{rows}");
        assert_eq!(RecoveryCode::parse(&rows), Ok(code));
    }
}
