//! What the door, the lock, the hand-over and the change of a PIN look like.

use std::sync::Arc;
use std::sync::mpsc::channel;

use crossterm::event::Event;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ventanilla::desk::Door;
use ventanilla::screen::{Happening, UnlockScreen};
use ventanilla::settings::ThemeName;
use ventanilla::ui::theme::Theme;
use ventanilla::world::World;

use crate::play::keys::{Token, letter, parse};
use crate::play::people::{self, ELENA, JULIO, LUIS, ROSA};
use crate::play::{Play, picture_of, start, tour};
use crate::screens::Album;

/// The questions of a start, with what was typed into them.
fn door(play: &Play, script: &str, columns: u16, rows: u16, brought: bool) -> String {
    let (sender, answers) = channel();
    let on_answer = Arc::new(move |answer| drop(sender.send(answer)));
    let world = World::still(start(), 1);
    let mut door = Door::of(&play.paths, world.now(), on_answer)
        .unwrap()
        .unwrap();
    if brought {
        let file = people::key_file(&play.paths);
        door.bring(ventanilla::journal::DeviceSecret::read_file(&play.paths, &file).unwrap());
    }
    let mut screen = UnlockScreen::new(&door, Theme::named(ThemeName::Dark));
    for token in parse(script) {
        let key = match token {
            Token::Letter(c) => letter(c),
            Token::Key(key) => key,
            other => panic!("{other:?}"),
        };
        let happening = Happening::Terminal(Event::Key(key));
        screen.handle(happening, &mut door, &world);
    }
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal
        .draw(|frame| screen.draw(frame, &door, &world))
        .unwrap();
    drop(answers);
    picture_of(&terminal)
}

#[test]
fn the_shared_counter_at_every_size() {
    let mut album = Album::default();
    let mut play = Play::peopled(80, 24, &[LUIS, JULIO, ELENA]);
    let filed = tour::scenes()
        .into_iter()
        .find(|(name, _)| *name == "filed");
    play.play(&filed.unwrap().1);
    play.play(tour::BEGUN)
        .play("s<enter>Ana María<enter>Ramos Flores<enter>")
        .play("<f4>987654321<enter>14:30<enter>");
    let sizes = [(80, 24), (140, 40), (40, 10)];
    // Each leads to a picture and back again.
    let scenes = [
        ("locked", "<f12>", ""),
        ("locked_typed", "7391", "<esc>"),
        (
            "locked_find",
            "<tab>lu",
            "<tab><up><up><up><down><down><down>",
        ),
        ("recovery", "<c-r>4DD3Y9", "<esc>"),
    ];
    let mut show = |play: &mut Play, name: &str| {
        for (columns, rows) in sizes {
            play.resize(columns, rows);
            let name = format!("lock_{name}@{columns}x{rows}");
            album.check(&name, &play.picture());
        }
        play.resize(80, 24);
    };
    for (name, keys, back) in scenes {
        play.play(keys);
        show(&mut play, name);
        play.play(back);
    }
    play.play("<c-r>").play(people::CODE).play("<enter>8361");
    show(&mut play, "recovery_new");
    play.play("<esc>111222<enter>");
    show(&mut play, "checking");
    play.answered();
    show(&mut play, "wrong");
    for _ in 0..4 {
        play.play("111222<enter>").answered();
    }
    show(&mut play, "wait");
    play.advance(31).play(ROSA.pin).play("<enter>").answered();
    play.play("<f2>2");
    play.advance(75).play("<f12>");
    show(&mut play, "hold");
    play.play(ROSA.pin).play("<enter>").answered();
    play.play("<f2><enter>").play("<esc><esc>");
    play.play("t");
    show(&mut play, "shift");
    play.play("<enter>");
    show(&mut play, "shift_accept");
    play.play("<esc><esc><c-k>cambiar mi<enter>7391<enter>83");
    show(&mut play, "secret");
    play.play("<esc>").advance(5 * 60 - 12);
    show(&mut play, "soon");
    play.play("<f12><up><up>")
        .play(JULIO.pin)
        .play("<enter>")
        .answered();
    show(&mut play, "guard");
    for (columns, rows) in sizes {
        let scenes = [
            ("door_key", "", false),
            ("door", "", true),
            ("door_typed", "739164", true),
        ];
        for (name, keys, brought) in scenes {
            let picture = door(&play, keys, columns, rows, brought);
            album.check(&format!("lock_{name}@{columns}x{rows}"), &picture);
        }
    }
    album.close();
}
