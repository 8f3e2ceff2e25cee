//! One line asked on the terminal itself, outside the screens: standard input may be a pipe, and a secret is not shown.

use std::fs::File;
use std::io::{self, IsTerminal, Write, stderr, stdin};

use crossterm::cursor::MoveTo;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, read};
use crossterm::execute;
use crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use unicode_width::UnicodeWidthChar;
use zeroize::Zeroizing;

use crate::safe::clean_line;

/// Longest answer, in bytes.
const LONGEST: usize = 1024;

/// Whether what is typed is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Echo {
    Shown,
    Hidden,
}

/// What a key led to.
enum Step {
    Goes,
    Done,
    Left,
}

/// Whether there is a terminal to ask on.
pub fn can_ask() -> bool {
    out().is_some()
}

/// Writes a line where questions are asked, which is not standard output: what is only for the eyes of whoever sits here.
pub fn tell(words: &str) -> io::Result<()> {
    let mut out = out().ok_or(io::ErrorKind::NotFound)?;
    for line in words.lines() {
        writeln!(out, "{}", clean_line(line))?;
    }
    out.flush()
}

/// Asks a question and takes the line that is typed; `None` where it was left with Esc, Ctrl+C or Ctrl+D.
///
/// # Errors
/// Where there is no terminal, or it is gone.
pub fn line(question: &str, echo: Echo) -> io::Result<Option<Zeroizing<String>>> {
    let mut out = out().ok_or(io::ErrorKind::NotFound)?;
    write!(out, "{} ", clean_line(question))?;
    out.flush()?;
    enable_raw_mode()?;
    let answer = take(&mut out, echo);
    let restored = disable_raw_mode();
    writeln!(out)?;
    restored?;
    answer
}

/// Shows something on a screen of its own, until Enter, and leaves nothing of it behind: not in what scrolled by either.
/// `None` where it was left.
pub fn glimpse(words: &str, question: &str) -> io::Result<Option<()>> {
    let mut out = out().ok_or(io::ErrorKind::NotFound)?;
    execute!(
        out,
        EnterAlternateScreen,
        Clear(ClearType::All),
        MoveTo(0, 1)
    )?;
    let seen = tell(words).and_then(|()| line(question, Echo::Hidden));
    execute!(out, Clear(ClearType::All), LeaveAlternateScreen)?;
    Ok(seen?.map(drop))
}

/// The terminal, whatever standard output is.
fn out() -> Option<Box<dyn Write>> {
    if let Ok(terminal) = File::options().write(true).open("/dev/tty") {
        return Some(Box::new(terminal));
    }
    let shown = stdin().is_terminal() && stderr().is_terminal();
    shown.then(|| Box::new(stderr()) as Box<dyn Write>)
}

fn take(out: &mut dyn Write, echo: Echo) -> io::Result<Option<Zeroizing<String>>> {
    // Of its full size at once: a text that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(LONGEST));
    loop {
        let Event::Key(key) = read()? else { continue };
        if key.kind == KeyEventKind::Release {
            continue;
        }
        let before = shown(&text);
        match press(&mut text, key) {
            Step::Done => return Ok(Some(text)),
            Step::Left => return Ok(None),
            Step::Goes => {}
        }
        if echo == Echo::Shown {
            write!(out, "{0}{1}{0}", "\x08".repeat(before), " ".repeat(before))?;
            write!(out, "{}", &*text)?;
            out.flush()?;
        }
    }
}

/// Cells of what is shown.
fn shown(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

fn press(text: &mut String, key: KeyEvent) -> Step {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        KeyCode::Enter => return Step::Done,
        KeyCode::Esc => return Step::Left,
        KeyCode::Char('j' | 'm') if control => return Step::Done,
        KeyCode::Char('c') if control => return Step::Left,
        KeyCode::Char('d') if control && text.is_empty() => return Step::Left,
        KeyCode::Char('u') if control => text.clear(),
        KeyCode::Char('h') if control => drop(text.pop()),
        KeyCode::Backspace => drop(text.pop()),
        KeyCode::Char(c) if !control && text.len() + c.len_utf8() <= LONGEST => text.push(c),
        _ => {}
    }
    Step::Goes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[KeyEvent]) -> (String, bool) {
        let mut text = String::new();
        for key in keys {
            match press(&mut text, *key) {
                Step::Goes => {}
                Step::Done => return (text, true),
                Step::Left => return (text, false),
            }
        }
        panic!("neither done nor left");
    }

    fn letter(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
    }

    fn control(c: char) -> KeyEvent {
        KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL)
    }

    #[test]
    fn a_line_is_typed_mended_and_given() {
        let enter = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        let back = KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE);
        assert_eq!(
            typed(&[letter('1'), letter('ñ'), enter]),
            ("1ñ".into(), true)
        );
        assert_eq!(
            typed(&[letter('1'), back, back, enter]),
            (String::new(), true)
        );
        assert_eq!(
            typed(&[letter('1'), control('u'), letter('2'), control('j')]),
            ("2".into(), true)
        );
    }

    #[test]
    fn it_can_be_left() {
        let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
        for way in [escape, control('c')] {
            assert!(!typed(&[letter('1'), way]).1);
        }
        assert!(!typed(&[control('d')]).1);
        let kept = typed(&[letter('1'), control('d'), control('m')]);
        assert_eq!(kept, ("1".into(), true));
    }
}
