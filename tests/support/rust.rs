//! Rust source, read as far as the house rules ask: code without its comments, string literals apart, unit tests left out.

use super::tree::{Source, files};

/// One line of code.
pub(crate) struct Line {
    pub(crate) number: usize,
    /// The code, comments gone and string literals emptied.
    pub(crate) code: String,
    /// The parts of string literals that stand on this line.
    pub(crate) text: String,
}

/// A source file of `src` outside its unit tests.
pub(crate) struct Code {
    pub(crate) path: String,
    /// The first folder below `src`, or the file's own name: the room.
    pub(crate) room: String,
    pub(crate) lines: Vec<Line>,
}

/// Every source file, those of unit tests left out.
pub(crate) fn code() -> Vec<Code> {
    files("src", "rs")
        .into_iter()
        .filter(|s| !s.path.contains("/tests/") && !s.path.ends_with("tests.rs"))
        .map(|s| read(&s))
        .collect()
}

pub(crate) fn read(source: &Source) -> Code {
    let inside = source.path.trim_start_matches("src/");
    let room = inside.split('/').next().unwrap_or_default();
    let mut lines = split(&source.text);
    // Unit tests stand last in their file.
    if let Some(tests) = lines.iter().position(|l| l.code.trim() == "#[cfg(test)]") {
        lines.truncate(tests);
    }
    Code {
        path: source.path.clone(),
        room: room.trim_end_matches(".rs").to_owned(),
        lines,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Mode {
    Code,
    LineComment,
    /// So deep.
    BlockComment(usize),
    Text,
    /// Raw text closed by a quote and so many `#`.
    RawText(usize),
}

fn split(source: &str) -> Vec<Line> {
    let mut mode = Mode::Code;
    let mut lines = Vec::new();
    for (index, raw) in source.lines().enumerate() {
        let mut line = Line {
            number: index + 1,
            code: String::new(),
            text: String::new(),
        };
        let letters: Vec<char> = raw.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            at += step(&letters, at, &mut mode, &mut line);
        }
        if mode == Mode::LineComment {
            mode = Mode::Code;
        }
        lines.push(line);
    }
    lines
}

/// Reads on from one letter; how many letters were read.
fn step(letters: &[char], at: usize, mode: &mut Mode, line: &mut Line) -> usize {
    let starts = |word: &str| {
        word.chars()
            .enumerate()
            .all(|(i, c)| letters.get(at + i) == Some(&c))
    };
    let letter = letters[at];
    match *mode {
        Mode::LineComment => letters.len() - at,
        Mode::BlockComment(depth) if starts("*/") => {
            *mode = if depth == 1 {
                Mode::Code
            } else {
                Mode::BlockComment(depth - 1)
            };
            2
        }
        Mode::BlockComment(depth) if starts("/*") => {
            *mode = Mode::BlockComment(depth + 1);
            2
        }
        Mode::BlockComment(_) => 1,
        Mode::Text if letter == '\\' => {
            line.text.extend(letters.iter().skip(at).take(2));
            2
        }
        Mode::Text if letter == '"' => close(mode, line, 1),
        Mode::RawText(marks) if starts(&format!("\"{}", "#".repeat(marks))) => {
            close(mode, line, marks + 1)
        }
        Mode::Text | Mode::RawText(_) => {
            line.text.push(letter);
            1
        }
        Mode::Code if starts("//") => {
            *mode = Mode::LineComment;
            2
        }
        Mode::Code if starts("/*") => {
            *mode = Mode::BlockComment(1);
            2
        }
        Mode::Code if letter == '"' => {
            *mode = Mode::Text;
            line.code.push('"');
            1
        }
        Mode::Code if letter == 'r' && !ends_word(&line.code) => raw(letters, at, mode, line),
        Mode::Code if letter == '\'' => quoted(letters, at, line),
        Mode::Code => {
            line.code.push(letter);
            1
        }
    }
}

fn close(mode: &mut Mode, line: &mut Line, read: usize) -> usize {
    *mode = Mode::Code;
    line.code.push('"');
    line.text.push('\n');
    read
}

fn ends_word(code: &str) -> bool {
    code.chars()
        .next_back()
        .is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// An `r` that begins raw text, or only a name.
fn raw(letters: &[char], at: usize, mode: &mut Mode, line: &mut Line) -> usize {
    let marks = letters[at + 1..].iter().take_while(|c| **c == '#').count();
    if letters.get(at + 1 + marks) == Some(&'"') {
        *mode = Mode::RawText(marks);
        line.code.push('"');
        marks + 2
    } else {
        line.code.push('r');
        1
    }
}

/// A character literal, which may be a quote, or a lifetime.
fn quoted(letters: &[char], at: usize, line: &mut Line) -> usize {
    let rest = &letters[at + 1..];
    let length = match rest {
        ['\\', ..] => rest
            .iter()
            .skip(2)
            .position(|c| *c == '\'')
            .map(|end| end + 4),
        [_, '\'', ..] => Some(3),
        _ => None,
    };
    line.code.push('\'');
    length.unwrap_or(1)
}
