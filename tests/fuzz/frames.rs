//! Every screen and box, full of hostile text, at sizes from 10×3 to 250×70.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ventanilla::attention::Command;
use ventanilla::desk::Library;
use ventanilla::form::FormContext;
use ventanilla::identity::{Document, DocumentKind};
use ventanilla::protocol::Answer;
use ventanilla::screen::{Happening, SetupScreen, WarningsBox};
use ventanilla::settings::ThemeName;
use ventanilla::ui::finish::finish;
use ventanilla::ui::theme::Theme;

use super::emulated::Emulated;
use super::home::{Home, at_hostile_home, house};
use super::hostile::{Random, text};
use crate::play::{Play, start, tour};

/// Frames of the whole tour in one run of the suite, over the four quarters.
const FRAMES: usize = 40_000;

/// What was filed with hostile text, looked at again.
const OF_OTHERS: [(&str, &str); 12] = [
    ("hostile_home", ""),
    ("hostile_answers", "<down><down><down>"),
    ("hostile_call", "c"),
    ("hostile_draft", "<down><enter>"),
    ("hostile_search", "<f6>"),
    ("hostile_filters", "<f6><tab>4"),
    ("hostile_history", "<f6><enter>"),
    ("hostile_other_history", "<f6><down><enter><pgdn>"),
    ("hostile_correct", "<f6><enter>c"),
    ("hostile_correct_value", "<f6><enter>c2"),
    ("hostile_reopen", "<f6><enter>r"),
    ("hostile_recover", "<down><enter><kill>"),
];

/// What is answered in front, as another program or an old version might have written it: not cleaned by any editor.
fn corrupt(random: &mut Random, play: &mut Play) {
    let Some(front) = play.desk().front() else {
        return;
    };
    let fields: Vec<String> = front.protocol.fields().map(|f| f.key.clone()).collect();
    for field in fields {
        let hostile = text(random, 5);
        let answer = match random.below(8) {
            0 => Answer::Unread(hostile),
            1 => Answer::Choice(hostile),
            2 => Answer::Choices(vec![hostile, text(random, 3)]),
            3 => Answer::Place {
                code: "060401".into(),
                name: hostile,
            },
            4 => Answer::Document(Document {
                kind: DocumentKind::Dni,
                number: hostile,
            }),
            _ => Answer::Text(hostile),
        };
        // What stands for good, or is refused, stays as it is.
        let _refused = play.app().desk.act(Command::Answer { field, answer });
    }
    for text in [text(random, 5), text(random, 40)] {
        let _refused = play.app().desk.act(Command::Note { text });
    }
    play.settle();
}

/// A size: mostly one that fits a small or a usual terminal, sometimes the smallest or the largest.
pub(super) fn size(random: &mut Random) -> (u16, u16) {
    let (columns, rows) = match random.below(10) {
        0 => (10, 3),
        1 => (80, 24),
        2 => (40 + random.below(211), 10 + random.below(61)),
        _ => (10 + random.below(70), 3 + random.below(20)),
    };
    (
        u16::try_from(columns).unwrap(),
        u16::try_from(rows).unwrap(),
    )
}

/// Changes something in sight without leaving the screen. No key here chooses a language: that is the whole process's.
fn stir(random: &mut Random, play: &mut Play) {
    let app = play.app();
    match random.below(6) {
        0 => app.warn(text(random, 6)),
        1 => app.handle(Happening::Terminal(Event::Paste(text(random, 4)))),
        2 => app.tick(),
        _ => {
            let codes = [
                KeyCode::Down,
                KeyCode::Up,
                KeyCode::PageDown,
                KeyCode::Tab,
                KeyCode::End,
                KeyCode::Home,
            ];
            let code = codes[random.below(codes.len())];
            app.handle(Happening::Terminal(Event::Key(KeyEvent::new(
                code,
                KeyModifiers::NONE,
            ))));
        }
    }
}

/// So many frames of what is in front.
fn frames(random: &mut Random, play: &mut Play, count: usize, name: &str) {
    let mut drawn = 0;
    while drawn < count {
        let (columns, rows) = size(random);
        let mut emulated = Emulated::new(columns, rows);
        for _ in 0..8.min(count - drawn) {
            let done = emulated.draw(|frame| play.app().draw(frame));
            if let Err(wrong) = done {
                panic!("{name} at {columns}x{rows}, {random:?}: {wrong}");
            }
            stir(random, play);
            drawn += 1;
        }
    }
}

/// A quarter of the tour.
fn quarter(n: usize) {
    let mut random = Random(0x5EED + n as u64);
    let mut scenes = tour::scenes();
    scenes.extend(OF_OTHERS.map(|(name, keys)| (name, keys.to_owned())));
    let each = FRAMES.div_ceil(scenes.len());
    let mut home = Home::new(&mut random);
    for (name, keys) in scenes.iter().skip(n).step_by(4) {
        let mut play = home.open();
        play.play(keys);
        frames(&mut random, &mut play, each / 2, name);
        corrupt(&mut random, &mut play);
        frames(&mut random, &mut play, each - each / 2, name);
        home.close(play);
    }
}

#[test]
fn every_frame_is_shown_as_it_was_meant_1() {
    quarter(0);
}

#[test]
fn every_frame_is_shown_as_it_was_meant_2() {
    quarter(1);
}

#[test]
fn every_frame_is_shown_as_it_was_meant_3() {
    quarter(2);
}

#[test]
fn every_frame_is_shown_as_it_was_meant_4() {
    quarter(3);
}

/// What is told at the start: error details, names of files, whatever the system says.
#[test]
fn warnings_are_shown_as_they_were_meant() {
    let mut random = Random(11);
    let mut play = at_hostile_home(&mut random);
    for _ in 0..20 {
        let words = (0..3).map(|_| text(&mut random, 20)).collect();
        play.app().push(Box::new(WarningsBox::new(words)));
        frames(&mut random, &mut play, 40, "warnings");
    }
}

#[test]
fn the_first_run_is_shown_as_it_was_meant() {
    let mut random = Random(12);
    let form = FormContext {
        now: start().naive_local(),
        ascii: false,
    };
    let folder = tempfile::tempdir().unwrap();
    let paths = crate::play::paths(folder.path());
    house(&mut random, &paths);
    for _ in 0..100 {
        let mut screen = SetupScreen::new(Library::open(&paths.data));
        let (columns, rows) = size(&mut random);
        let mut emulated = Emulated::new(columns, rows);
        for _ in 0..8 {
            screen.paste(&text(&mut random, 5), &form);
            if random.below(3) == 0 {
                screen.fail(text(&mut random, 8));
            } else {
                screen.key(KeyEvent::new(KeyCode::Down, KeyModifiers::NONE), &form);
            }
            let theme = Theme::named(ThemeName::Dark);
            let done = emulated.draw(|frame| screen.draw(frame, &theme, &form));
            assert_eq!(done, Ok(()), "{columns}x{rows}, {random:?}");
        }
    }
}

/// Hostile text put anywhere into a buffer by ratatui alone; with `defended`, the program's last touch upon it.
fn bare(seed: u64, defended: bool) -> Result<(), String> {
    let mut random = Random(seed);
    let (columns, rows) = size(&mut random);
    let mut emulated = Emulated::new(columns, rows);
    let theme = Theme::named(ThemeName::Dark);
    for _ in 0..6 {
        emulated.draw(|frame| {
            let buffer: &mut Buffer = frame.buffer_mut();
            let area: Rect = buffer.area;
            for y in 0..area.height {
                let x = u16::try_from(random.below(usize::from(area.width))).unwrap();
                buffer.set_string(x, y, text(&mut random, 5), Style::new());
                let x = u16::try_from(random.below(usize::from(area.width))).unwrap();
                buffer.set_string(x, y, "│", Style::new());
            }
            if defended {
                finish(buffer, &theme);
            }
        })?;
    }
    Ok(())
}

/// The harness sees: without the last touch on a frame the emulator shows something else.
#[test]
fn without_the_last_touch_it_would_be_seen() {
    let wrong = (0..200).filter(|seed| bare(*seed, false).is_err()).count();
    assert!(wrong > 100, "only {wrong} of 200 were seen");
}

#[test]
fn with_the_last_touch_everything_is_as_it_was_meant() {
    for seed in 0..2_000 {
        assert_eq!(bare(seed, true), Ok(()), "seed {seed}");
    }
}
