//! Keys, pastes, other sizes and time, at random, over the whole program: it neither fails nor loses its way, and what it
//! shows is what it meant.

use std::process::Command;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ventanilla::screen::Happening;

use super::emulated::Emulated;
use super::frames::size;
use super::home::Home;
use super::hostile::{Random, text};
use crate::play::Play;
use crate::play::process::House;
use crate::play::pty::Pty;

/// Events of one run of the suite, over the two halves.
const EVENTS: usize = 50_000;
/// The variable that tells a process its seed.
const SEED: &str = "VENTANILLA_TEST_SEED";
/// Events that one journal sees.
const EACH: usize = 1_000;
/// Events of one run of the program: some screens are not easily left by chance.
const RUN: usize = 125;

/// A key: mostly one that does something.
fn key(random: &mut Random) -> KeyEvent {
    use KeyCode as K;
    let plain = [
        K::Enter,
        K::Enter,
        K::Esc,
        K::Tab,
        K::Up,
        K::Down,
        K::Left,
        K::Right,
        K::Home,
        K::End,
        K::PageUp,
        K::PageDown,
        K::Backspace,
        K::Delete,
    ];
    let code = match random.below(10) {
        0..=3 => plain[random.below(plain.len())],
        4 | 5 => K::F(u8::try_from(1 + random.below(12)).unwrap()),
        6 => {
            let letters: Vec<char> = "kejnrblugwaz".chars().collect();
            let letter = K::Char(letters[random.below(letters.len())]);
            return KeyEvent::new(letter, KeyModifiers::CONTROL);
        }
        7 => K::Char(char::from(b'0' + u8::try_from(random.below(10)).unwrap())),
        8 => K::Char(char::from(b'a' + u8::try_from(random.below(26)).unwrap())),
        _ => K::Char(text(random, 1).chars().next().unwrap_or('ñ')),
    };
    let modifiers = [
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
    ];
    KeyEvent::new(code, modifiers[random.below(modifiers.len())])
}

/// So many events on the program as it stands; gives back how many it took before it ended.
fn events(random: &mut Random, play: &mut Play, count: usize) -> usize {
    let (columns, rows) = size(random);
    let mut emulated = Emulated::new(columns, rows);
    for n in 0..count {
        match random.below(100) {
            0 => {
                let (columns, rows) = size(random);
                emulated = Emulated::new(columns, rows);
                play.app()
                    .handle(Happening::Terminal(Event::Resize(columns, rows)));
            }
            1..=4 => {
                let pasted = text(random, 6);
                play.app().handle(Happening::Terminal(Event::Paste(pasted)));
            }
            5 => play.hear(),
            6 => play.app().tick(),
            _ => {
                let key = key(random);
                play.app().handle(Happening::Terminal(Event::Key(key)));
            }
        }
        if play.app().has_ended() {
            return n + 1;
        }
        if random.below(6) == 0 {
            let drawn = emulated.draw(|frame| play.app().draw(frame));
            assert_eq!(drawn, Ok(()), "{random:?}");
        }
    }
    count
}

/// Half of the events. What is there at the end of each journal is kept, and it opens again.
fn half(seed: u64) {
    let mut random = Random(seed);
    let mut home = Home::new(&mut random);
    let mut done = 0;
    while done < EVENTS / 2 {
        let mut play = home.open();
        let mut left = EACH;
        while left > 0 {
            let taken = events(&mut random, &mut play, left.min(RUN));
            left -= taken;
            done += taken;
            let open: Vec<_> = worth_keeping(&play);
            play.restart(random.below(2) == 0);
            assert_eq!(worth_keeping(&play), open, "{random:?}");
        }
        home.close(play);
    }
}

/// What is open and answered, by attention.
fn worth_keeping(play: &Play) -> Vec<String> {
    let open = play.desk().open_attentions().iter();
    let kept = open.filter(|f| f.is_worth_keeping());
    let mut kept: Vec<String> = kept
        .map(|f| {
            format!(
                "{} {:?}",
                f.attention.id,
                f.attention
                    .answers
                    .values()
                    .map(|g| &g.answer)
                    .collect::<Vec<_>>()
            )
        })
        .collect();
    kept.sort();
    kept
}

/// Half of the events in a process of its own: the keys reach the settings too, and the language is the whole process's.
fn half_apart(seed: &str) {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "fuzz::input::half_of_the_events", "--nocapture"])
        .env(SEED, seed)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&[child.stdout, child.stderr].concat()).into_owned();
    assert!(child.status.success(), "seed {seed}:\n{said}");
    assert!(said.contains("1 passed"), "nothing was run:\n{said}");
}

/// What the process apart runs.
#[test]
fn half_of_the_events() {
    if let Ok(seed) = std::env::var(SEED) {
        half(seed.parse().unwrap());
    }
}

#[test]
fn at_random_it_keeps_its_way_1() {
    half_apart("41210");
}

#[test]
fn at_random_it_keeps_its_way_2() {
    half_apart("2827");
}

/// On a real terminal, too: whatever was pressed, it is given back at the end.
#[test]
fn the_terminal_is_given_back_after_anything() {
    let house = House::fresh();
    let mut random = Random(77);
    for _ in 0..3 {
        let mut pty = Pty::start(&house, &[]);
        pty.until("the program", |p| p.raw().len() > 500);
        for _ in 0..20 {
            let burst: String = (0..20).map(|_| text(&mut random, 1)).collect();
            // A key that leaves would end the burst before it is read.
            pty.send(burst.replace('\u{1b}', "").as_bytes());
        }
        pty.signal("TERM");
        assert_eq!(pty.ends(), 0, "{}", pty.screen());
        pty.assert_given_back();
    }
}
