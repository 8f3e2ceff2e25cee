//! Secrets that a program hands over on a descriptor, one a line: never by arguments or variables, which others can read.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use zeroize::Zeroizing;

use super::{Failure, language};
use crate::texts::texts;

/// The flag, as it is written.
const FLAG: &str = "--pin-fd";
/// Longest line that is read, in bytes: no passphrase comes near it, and a wrong file is not read into memory.
const LONGEST: usize = 1024;

/// Why a line of a descriptor cannot be used.
#[derive(Debug)]
enum Fault {
    /// Nothing is open under this number, or it cannot be opened for reading.
    Closed,
    /// What is typed there would be seen.
    Terminal,
    /// There is no such line.
    Ended,
    Empty,
    TooLong,
    /// No UTF-8, or characters that nobody types.
    NotText,
    /// The system refuses: a folder, a disk that fails.
    Unreadable,
}

/// The descriptor of this run: its number, what is read from it and how many lines were.
struct Given {
    number: u32,
    from: Option<File>,
    line: usize,
}

static GIVEN: OnceLock<Mutex<Option<Given>>> = OnceLock::new();

/// Opens the descriptor that the arguments name. Called before the program opens a file of its own, which could get that
/// very number where whoever calls left it closed. What is wrong with it is said when a secret is asked for.
pub(super) fn take(arguments: &[OsString]) {
    let number = language::value(arguments, FLAG).and_then(|text| text.parse::<u32>().ok());
    let given = number.map(|number| Given {
        number,
        from: File::open(format!("/dev/fd/{number}")).ok(),
        line: 0,
    });
    let _taken = GIVEN.set(Mutex::new(given));
}

/// Whether secrets come from a descriptor.
pub(super) fn is_given() -> bool {
    given().is_some_and(|given| given.is_some())
}

/// The next line of the descriptor, which is to hold this.
pub(super) fn next(what: &str) -> Result<Zeroizing<String>, Failure> {
    let Some(mut guard) = given() else {
        return Err(in_words(&Fault::Closed, 0, 1, what));
    };
    let Some(given) = guard.as_mut() else {
        return Err(in_words(&Fault::Closed, 0, 1, what));
    };
    given.line += 1;
    let read = match &given.from {
        None => Err(Fault::Closed),
        Some(file) if file.is_terminal() => Err(Fault::Terminal),
        Some(file) => line(file),
    };
    read.map_err(|fault| in_words(&fault, given.number, given.line, what))
}

fn given() -> Option<MutexGuard<'static, Option<Given>>> {
    let given = GIVEN.get()?;
    Some(given.lock().unwrap_or_else(PoisonError::into_inner))
}

/// One line, without its end. It is read letter by letter, so that what follows stays in the descriptor, and so that a
/// line can be written after the answer to the one before was read.
fn line(mut from: impl Read) -> Result<Zeroizing<String>, Fault> {
    // Of its full size at once: a vector that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LONGEST + 1));
    let mut byte = Zeroizing::new([0]);
    let mut ended = false;
    loop {
        match from.read(byte.as_mut_slice()) {
            Ok(0) => {
                ended = true;
                break;
            }
            Ok(_) if byte[0] == b'\n' => break,
            Ok(_) if bytes.len() == LONGEST => return Err(Fault::TooLong),
            Ok(_) => bytes.push(byte[0]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return Err(Fault::Unreadable),
        }
    }
    if bytes.last() == Some(&b'\r') {
        bytes.pop();
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| Fault::NotText)?;
    match text {
        "" if ended => Err(Fault::Ended),
        "" => Err(Fault::Empty),
        text if text.chars().any(char::is_control) => Err(Fault::NotText),
        text => Ok(Zeroizing::new(text.to_owned())),
    }
}

fn in_words(fault: &Fault, number: u32, line: usize, what: &str) -> Failure {
    let t = &texts().agents;
    let blanks: [(&str, &dyn std::fmt::Display); 4] = [
        ("n", &number),
        ("line", &line),
        ("what", &what),
        ("most", &LONGEST),
    ];
    let words = match fault {
        Fault::Closed => t.fd_closed.fill(&blanks),
        Fault::Terminal => t.fd_terminal.fill(&blanks),
        Fault::Ended => t.fd_ended.fill(&blanks),
        Fault::Empty => t.fd_empty.fill(&blanks),
        Fault::TooLong => t.fd_too_long.fill(&blanks),
        Fault::NotText => t.fd_not_text.fill(&blanks),
        Fault::Unreadable => return Failure::World(t.fd_unreadable.fill(&blanks)),
    };
    Failure::Usage(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, Fault> {
        line(bytes).map(|text| text.to_string())
    }

    #[test]
    fn lines_come_one_by_one_and_leave_the_rest() {
        let mut from: &[u8] = "123456\r\nuna frase que nadie dice\nñandú ".as_bytes();
        assert_eq!(*line(&mut from).unwrap(), "123456");
        assert_eq!(*line(&mut from).unwrap(), "una frase que nadie dice");
        // Blanks belong to a passphrase; the last line may lack its end.
        assert_eq!(*line(&mut from).unwrap(), "ñandú ");
        assert!(matches!(line(&mut from), Err(Fault::Ended)));
    }

    #[test]
    fn what_is_no_line_of_text_is_told_apart() {
        assert!(matches!(read(b""), Err(Fault::Ended)));
        assert!(matches!(read(b"\n123456\n"), Err(Fault::Empty)));
        assert!(matches!(read(b"\r\n"), Err(Fault::Empty)));
        assert!(matches!(read(b"\xff\xfe1\n"), Err(Fault::NotText)));
        assert!(matches!(read(b"12\x0034\n"), Err(Fault::NotText)));
        assert!(matches!(read(b"12\x1b[A\n"), Err(Fault::NotText)));
        let longest = "9".repeat(LONGEST);
        assert_eq!(read(longest.as_bytes()).unwrap(), longest);
        let longer = "9".repeat(LONGEST + 1);
        assert!(matches!(read(longer.as_bytes()), Err(Fault::TooLong)));
    }

    #[test]
    fn a_source_that_never_ends_is_left() {
        assert!(matches!(line(io::repeat(b'1')), Err(Fault::TooLong)));
    }

    #[test]
    fn a_folder_or_a_failing_disk_is_the_world() {
        let folder = File::open("/").unwrap();
        assert!(matches!(line(&folder), Err(Fault::Unreadable)));
    }
}
