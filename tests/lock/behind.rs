//! What ends beside the screen while it is locked: it waits for who comes in, and nobody has to guess what became of it.

use ventanilla::attention::{Command, Event};
use ventanilla::journal::{Body, Entry, Error};
use ventanilla::settings::Settings;
use ventanilla::ui::theme::Surroundings;

use crate::play::people::{self, LUIS, ROSA};
use crate::play::{Play, create, tour};

/// Rosa is about to change her PIN: one Enter is left.
const ABOUT_TO: &str = "<enter>836194<enter>836194";

fn about_to_change(others: &[people::Somebody]) -> Play {
    let mut play = Play::peopled(80, 24, others);
    play.play("<c-k>mi pin<enter>")
        .play(ROSA.pin)
        .play(ABOUT_TO);
    play
}

#[test]
fn a_pin_that_is_changed_behind_the_lock_is_told_on_return() {
    let mut play = about_to_change(&[]);
    play.type_on("<enter><f12>").answered();
    play.assert_sees("BLOQUEADO");
    play.play("836194<enter>").answered();
    play.assert_sees("PIN cambiado");
    assert!(!play.sees("Cambiar mi PIN"), "{}", play.screen());
    // The keys do what they do.
    play.play("n").assert_sees("Bienvenida");
}

#[test]
fn who_takes_over_learns_whose_pin_was_changed() {
    let mut play = about_to_change(&[LUIS]);
    play.type_on("<enter><f12>").answered();
    play.play("<up>").play(LUIS.pin).play("<enter>").answered();
    play.assert_sees("Rosa Quispe: PIN cambiado");
}

#[test]
fn the_box_is_left_while_the_pin_is_changed() {
    let mut play = about_to_change(&[]);
    play.type_on("<enter><esc>");
    assert!(!play.sees("Cambiar mi PIN"), "{}", play.screen());
    play.answered();
    play.assert_sees("PIN cambiado");
}

#[test]
fn a_copy_that_ends_behind_the_lock_is_shown_on_return() {
    let mut play = Play::peopled(80, 24, &[]);
    play.type_on("<c-k>fin del<enter>")
        .assert_sees("Haciendo la copia");
    play.type_on("<f12>").settle();
    play.assert_sees("BLOQUEADO");
    play.play(ROSA.pin).play("<enter>").answered();
    play.assert_sees("Fin del día")
        .assert_sees("Copia hecha, releída y comprobada");
    assert!(!play.sees("Haciendo la copia"), "{}", play.screen());
}

#[test]
fn who_takes_over_is_told_that_there_is_no_copy() {
    let settings = Settings {
        copies: Some("/no/hay/tal/carpeta".into()),
        ..Settings::default()
    };
    let mut play = Play::made(80, 24, settings, Surroundings::default(), |paths| {
        create(paths);
        people::enrol(paths, &[LUIS]);
    });
    play.type_on("<c-k>fin del<enter><f12>").settle();
    play.play("<up>").play(LUIS.pin).play("<enter>").answered();
    play.assert_sees("No hay copia nueva");
}

/// Everything in the chain, oldest first.
fn entries(play: &Play) -> Vec<Entry> {
    let mut all = Vec::new();
    let (from, until) = (
        chrono::DateTime::UNIX_EPOCH,
        chrono::DateTime::<chrono::Utc>::MAX_UTC,
    );
    let read = play.desk().reader().each_entry(from, until, |entry| {
        all.push(entry);
        Ok::<_, Error>(())
    });
    read.unwrap();
    all
}

#[test]
fn a_copy_is_signed_by_who_made_it() {
    let mut play = Play::peopled(80, 24, &[LUIS]);
    // Nothing is heard of it before Luis is there.
    play.type_on("<c-k>fin del<enter><f12><up>");
    play.type_on(LUIS.pin).type_on("<enter>").answered();
    play.assert_sees("Copia hecha");
    assert_eq!(play.desk().agent(), LUIS.name);
    let all = entries(&play);
    let copy = |e: &&Entry| matches!(e.read(), Ok(Some(Body::Copy(_))));
    let by: Vec<&str> = all.iter().filter(copy).map(|e| e.agent.as_str()).collect();
    assert_eq!(by, [ROSA.name]);
}

#[test]
fn half_a_note_stays_the_word_of_who_wrote_it() {
    let mut play = Play::peopled(80, 24, &[LUIS]);
    play.play(tour::BEGUN);
    play.app().desk.jot("note", "vuelve a las");
    play.play("<f12><up>")
        .play(LUIS.pin)
        .play("<enter>")
        .answered();
    // Known after a start too.
    play.who = LUIS;
    play.restart(false);
    let id = play.desk().open_attentions()[0].attention.id;
    let desk = &mut play.app().desk;
    desk.bring(id).unwrap();
    let reason = "se fue".to_owned();
    desk.act(Command::Abandon { reason }).unwrap();
    play.settle();
    let all = entries(&play);
    let record = all.iter().find_map(|e| match e.read() {
        Ok(Some(Body::Attention(record))) => Some(record),
        _ => None,
    });
    let by: Vec<String> = record
        .unwrap()
        .acts
        .iter()
        .filter(|a| matches!(a.event, Event::Noted { .. } | Event::Abandoned { .. }))
        .map(|a| a.by.clone())
        .collect();
    assert_eq!(by, [ROSA.name, LUIS.name]);
}
