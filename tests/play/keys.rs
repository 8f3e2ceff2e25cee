//! Keys as text: `n<enter>45678901<tab><f2><c-k><paste:TEXT><wait:MS><resize:100x30>`, and `<lt>` for a `<`.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// One thing done at the keyboard, or to the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A key that writes nothing: Enter, a function key, a control.
    Key(KeyEvent),
    Letter(char),
    Paste(String),
    /// So many milliseconds pass.
    Wait(u64),
    Resize(u16, u16),
    /// The program is cut off and started again.
    Kill,
}

/// Reads a script of keys; a mistake in it fails the test that wrote it.
pub(crate) fn parse(script: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = script;
    while let Some(c) = rest.chars().next() {
        if c != '<' {
            tokens.push(Token::Letter(c));
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (name, after) = rest[1..]
            .split_once('>')
            .unwrap_or_else(|| panic!("a key without its «>»: {rest}"));
        tokens.push(token(name));
        rest = after;
    }
    tokens
}

fn token(name: &str) -> Token {
    if let Some(text) = name.strip_prefix("paste:") {
        return Token::Paste(text.to_owned());
    }
    if let Some(millis) = name.strip_prefix("wait:") {
        return Token::Wait(millis.parse().unwrap());
    }
    if let Some(size) = name.strip_prefix("resize:") {
        let (columns, rows) = size.split_once('x').unwrap();
        return Token::Resize(columns.parse().unwrap(), rows.parse().unwrap());
    }
    let plain = |code| Token::Key(KeyEvent::new(code, KeyModifiers::NONE));
    match name {
        "kill" => Token::Kill,
        "lt" => Token::Letter('<'),
        "space" => Token::Letter(' '),
        "enter" => plain(KeyCode::Enter),
        "esc" => plain(KeyCode::Esc),
        "tab" => plain(KeyCode::Tab),
        "backtab" => Token::Key(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)),
        "up" => plain(KeyCode::Up),
        "down" => plain(KeyCode::Down),
        "left" => plain(KeyCode::Left),
        "right" => plain(KeyCode::Right),
        "bs" => plain(KeyCode::Backspace),
        "del" => plain(KeyCode::Delete),
        "home" => plain(KeyCode::Home),
        "end" => plain(KeyCode::End),
        "pgup" => plain(KeyCode::PageUp),
        "pgdn" => plain(KeyCode::PageDown),
        _ => named(name).unwrap_or_else(|| panic!("no such key: <{name}>")),
    }
}

fn named(name: &str) -> Option<Token> {
    if let Some(letter) = name.strip_prefix("c-") {
        let code = KeyCode::Char(letter.chars().next()?);
        return Some(Token::Key(KeyEvent::new(code, KeyModifiers::CONTROL)));
    }
    let number: u8 = name.strip_prefix('f')?.parse().ok()?;
    (1..=12)
        .contains(&number)
        .then(|| Token::Key(KeyEvent::new(KeyCode::F(number), KeyModifiers::NONE)))
}

/// The key that writes a letter.
pub(crate) fn letter(c: char) -> KeyEvent {
    let shift = if c.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    KeyEvent::new(KeyCode::Char(c), shift)
}

/// What a terminal sends for a token; nothing for what no key does.
pub(crate) fn bytes(token: &Token) -> Vec<u8> {
    match token {
        Token::Letter(c) => c.to_string().into_bytes(),
        Token::Paste(text) => format!("\x1b[200~{text}\x1b[201~").into_bytes(),
        Token::Wait(_) | Token::Resize(..) | Token::Kill => Vec::new(),
        Token::Key(key) => sequence(*key).into_bytes(),
    }
}

fn sequence(key: KeyEvent) -> String {
    let fixed = match key.code {
        KeyCode::Enter => "\r",
        KeyCode::Esc => "\x1b",
        KeyCode::Tab => "\t",
        KeyCode::BackTab => "\x1b[Z",
        KeyCode::Up => "\x1b[A",
        KeyCode::Down => "\x1b[B",
        KeyCode::Right => "\x1b[C",
        KeyCode::Left => "\x1b[D",
        KeyCode::Backspace => "\x7f",
        KeyCode::Delete => "\x1b[3~",
        KeyCode::Home => "\x1b[H",
        KeyCode::End => "\x1b[F",
        KeyCode::PageUp => "\x1b[5~",
        KeyCode::PageDown => "\x1b[6~",
        KeyCode::F(n @ 1..=4) => return format!("\x1bO{}", char::from(b'O' + n)),
        KeyCode::F(n) => {
            let code = [15, 17, 18, 19, 20, 21, 23, 24][usize::from(n) - 5];
            return format!("\x1b[{code}~");
        }
        KeyCode::Char(c) => {
            let control = u8::try_from(c.to_ascii_uppercase()).unwrap() & 31;
            return char::from(control).to_string();
        }
        code => panic!("no sequence for {code:?}"),
    };
    fixed.to_owned()
}
