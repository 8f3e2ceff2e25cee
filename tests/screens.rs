//! Every screen and box as a picture: a change of what the agent sees is a change of a file under `snapshots/`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::NaiveDateTime;
use insta::assert_snapshot;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ventanilla::desk::Library;
use ventanilla::form::FormContext;
use ventanilla::screen::{Setup, SetupScreen};
use ventanilla::settings::ThemeName;
use ventanilla::ui::theme::Theme;

use crate::play::keys::{Token, letter, parse};
use crate::play::{Play, picture_of, start, tour};
use crate::support::tree;

/// Compares a picture with its file, all of them before failing.
#[derive(Default)]
pub(crate) struct Album(Vec<String>);

impl Album {
    pub(crate) fn check(&mut self, name: &str, picture: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let same = catch_unwind(AssertUnwindSafe(|| {
            settings.bind(|| assert_snapshot!(name, picture));
        }));
        if same.is_err() {
            self.0.push(name.to_owned());
        }
    }

    pub(crate) fn close(self) {
        assert!(self.0.is_empty(), "changed: {}", self.0.join(", "));
    }
}

fn tour_at(columns: u16, rows: u16) {
    let mut album = Album::default();
    for (name, keys) in tour::scenes() {
        let mut play = Play::new(columns, rows);
        play.play(&keys);
        album.check(&format!("{name}@{columns}x{rows}"), &play.picture());
    }
    album.close();
}

#[test]
fn every_screen_at_80_columns() {
    tour_at(80, 24);
}

#[test]
fn every_screen_at_140_columns() {
    tour_at(140, 40);
}

#[test]
fn the_form_on_ten_rows_of_forty_columns() {
    let mut album = Album::default();
    for (name, keys) in tour::scenes() {
        if [
            "home_busy",
            "step_2",
            "step_4",
            "hold_band",
            "step_6_farewell",
            "settings",
            "palette_home",
            "promised_call",
            "cut_box",
        ]
        .contains(&name)
        {
            let mut play = Play::new(40, 10);
            play.play(&keys);
            album.check(&format!("{name}@40x10"), &play.picture());
        }
    }
    album.close();
}

/// What the keys do is in sight on the smallest terminal too: in a box that asks, nothing else leads out.
#[test]
fn the_keys_are_in_sight_on_ten_rows_of_forty_columns() {
    let asked = [
        ("recover", "V  "),
        ("callback_box", "Esc vuelve"),
        ("consult", "Esc vuelve"),
        ("voice", "Esc vuelve"),
        ("correct_value", "Esc vuelve"),
        ("reopen", "Esc vuelve"),
        ("note", "Esc vuelve"),
        ("abandon", "Esc vuelve"),
        ("quit", "Esc, quedarse"),
        ("hold_box", "Esc, no"),
        ("hold_more", "F4, devolver"),
        ("cut_box", "Esc "),
        ("cut_unknown_phone", "Esc "),
        ("promised_call", "Esc "),
        ("spell", "ualquier tecla"),
        ("settings", "↑↓ ajuste"),
    ];
    for (name, keys) in tour::scenes() {
        if let Some((_, words)) = asked.iter().find(|(n, _)| *n == name) {
            for rows in [10, 9, 12] {
                let mut play = Play::new(40, rows);
                play.play(&keys).assert_sees(words);
            }
        }
    }
}

/// A picture that no scene makes any more is taken off the wall.
#[test]
fn every_picture_is_of_a_scene() {
    let names: Vec<&str> = tour::scenes().iter().map(|(name, _)| *name).collect();
    for picture in tree::files("tests/snapshots", "snap") {
        let name = picture.path.rsplit('/').next().unwrap();
        let scene = name.split('@').next().unwrap();
        let scene = scene.strip_prefix("look_").unwrap_or(scene);
        assert!(
            names.contains(&scene)
                || [
                    "setup",
                    "english_",
                    "pack-",
                    "search_partial",
                    "two_stations",
                    "lock_"
                ]
                .iter()
                .any(|kind| scene.starts_with(kind)),
            "{name}"
        );
    }
}

/// A search whose time was over, with something found and with nothing.
#[test]
fn a_search_that_has_not_seen_everything() {
    let mut album = Album(Vec::new());
    let filed = tour::scenes()
        .into_iter()
        .find(|(name, _)| *name == "filed");
    let filed = filed.unwrap().1;
    for (columns, rows) in [(80, 24), (140, 40)] {
        for (name, keys) in [
            ("search_partial", "<f6>ramos"),
            ("search_partial_nothing", "<f6>zapato"),
        ] {
            let mut play = Play::new(columns, rows);
            play.play(&filed);
            play.short_of_time = true;
            play.play(keys);
            album.check(&format!("{name}@{columns}x{rows}"), &play.picture());
        }
    }
    album.close();
}

/// The first run, which has no desk yet.
fn set_up(script: &str, columns: u16, rows: u16) -> String {
    let now: NaiveDateTime = start().naive_local();
    let form = FormContext { now, ascii: false };
    let mut screen = SetupScreen::new(Library::embedded());
    for token in parse(script) {
        let key = match token {
            Token::Letter(c) => letter(c),
            Token::Key(key) => key,
            other => panic!("{other:?}"),
        };
        assert!(!matches!(screen.key(key, &form), Setup::Leave));
    }
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal
        .draw(|frame| screen.draw(frame, &Theme::named(ThemeName::Dark), &form))
        .unwrap();
    picture_of(&terminal)
}

#[test]
fn the_first_run() {
    let mut album = Album::default();
    for (columns, rows) in [(80, 24), (140, 40), (40, 10)] {
        let scenes = [
            ("setup", ""),
            (
                "setup_filled",
                "<enter>caj<enter><bs>2<enter>Rosa Quispe<enter>",
            ),
            ("setup_wrong", "<enter>Cajamarca<f10>"),
            ("setup_help", "<f1>"),
            ("setup_leave", "<enter>caj<esc>"),
        ];
        for (name, keys) in scenes {
            let picture = set_up(keys, columns, rows);
            album.check(&format!("{name}@{columns}x{rows}"), &picture);
        }
    }
    album.close();
}
