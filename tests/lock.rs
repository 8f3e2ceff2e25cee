//! The shared counter: the screen locks, the same person comes back, another takes over, the shift is handed over.

mod behind;
mod pictures;

use std::time::Instant;

use ventanilla::journal::{Body, Entry};
use ventanilla::people::{PeopleChange, Presence};

use crate::play::people::{self, ELENA, JULIO, LUIS, ROSA};
use crate::play::{Play, play, tour};

/// What must not be read over anybody's shoulder: names, documents, telephones, numbers, reasons of everything played.
const PERSONAL: [&str; 8] = [
    "Ana",
    "Ramos",
    "RAMOS",
    "45678901",
    "4567 8901",
    "987",
    "CAJ-02",
    "abono",
];

/// In the middle of a word of the second step.
const MID_WORD: &str = "nNo le llegó el abono<enter>s<enter>Ana Ma";

#[track_caller]
fn assert_nothing_personal(play: &Play) {
    let screen = play.screen();
    assert!(screen.contains("BLOQUEADO"), "{screen}");
    for word in PERSONAL {
        assert!(!screen.contains(word), "«{word}» on\n{screen}");
    }
}

/// Who did what at the keys, oldest first.
fn presences(play: &Play) -> Vec<(String, Presence)> {
    let read = |e: &Entry| match e.read().unwrap() {
        Some(Body::Presence(presence)) => Some((e.agent.clone(), presence)),
        _ => None,
    };
    let entries = play.desk().reader().presence(100).unwrap();
    entries.iter().rev().filter_map(read).collect()
}

fn by(name: &str, presence: Presence) -> (String, Presence) {
    (name.to_owned(), presence)
}

#[test]
fn where_nobody_is_enrolled_it_says_why_it_does_not_lock() {
    for script in ["<f12>", "<c-k>bloquear<enter>"] {
        let mut play = play(MID_WORD);
        play.play(script).assert_sees("ventanilla agente alta");
        assert!(!play.sees("BLOQUEADO"), "{}", play.screen());
        assert!(play.sees("Ana Ma"), "{}", play.screen());
    }
    // Nobody to hand over to either, and no secret to change: neither is offered.
    let mut play = play("<c-k>entregar");
    play.assert_sees("Nada se llama así");
    play.play("<esc><c-k>cambiar mi")
        .assert_sees("Nada se llama así");
}

#[test]
fn the_same_person_comes_back_to_the_very_letter() {
    let mut play = Play::peopled(80, 24, &[]);
    play.play(MID_WORD);
    let before = play.picture();
    for lock in [
        "<f12>",
        "<f6><f12>",
        "<f2><f12>",
        "<c-k>bloq<f12>",
        "<c-k>bloq<enter>",
    ] {
        play.play(lock);
        assert_nothing_personal(&play);
        // Keys of the desk do nothing here.
        play.play("<f2><f10><esc>n<bs>");
        play.play(ROSA.pin).assert_sees("••••••");
        assert!(!play.sees(ROSA.pin), "{}", play.screen());
        play.play("<enter>").assert_sees("Comprobando");
        play.answered();
        assert!(!play.sees("BLOQUEADO"), "{}", play.screen());
        // A box is where it was too.
        if !play.sees("Identificación") || play.sees("┌") || play.sees("Buscar") {
            play.play("<esc>");
        }
        assert_eq!(play.picture(), before, "after {lock}");
    }
    let (locks, returns) = (5, 5);
    let all = presences(&play);
    let count = |p: &Presence| all.iter().filter(|(_, q)| q == p).count();
    assert_eq!(all[0], by(ROSA.name, Presence::Started));
    assert_eq!(count(&Presence::Locked { by_itself: false }), locks);
    assert_eq!(count(&Presence::Returned), returns);
}

#[test]
fn who_takes_over_signs_from_then_on_and_what_was_in_front_waits() {
    let mut play = Play::peopled(80, 24, &[LUIS]);
    play.play(MID_WORD);
    play.play("<f12><up>").play(LUIS.pin);
    let start = Instant::now();
    play.play("<enter>").answered();
    let took = start.elapsed();
    assert!(took.as_secs_f32() < 3.0, "taking over took {took:?}");
    play.assert_sees("Atiende Luis Huamán")
        .assert_sees("ABIERTAS")
        .assert_sees("Ana Ma");
    let desk = play.desk();
    assert!(desk.front().is_none());
    assert_eq!(desk.agent(), LUIS.name);
    // Rosa's attention goes on under the new name, and a new one begins under it.
    let id = desk.open_attentions()[0].attention.id;
    play.app().desk.bring(id).unwrap();
    play.app()
        .desk
        .act(ventanilla::attention::Command::Note {
            text: "sigo".into(),
        })
        .unwrap();
    play.settle();
    let front = play.desk().front().unwrap();
    let by_whom: Vec<&str> = front.attention.acts.iter().map(|a| a.by.as_str()).collect();
    assert_eq!(by_whom.first(), Some(&ROSA.name));
    assert_eq!(by_whom.last(), Some(&LUIS.name));
    assert_eq!(
        presences(&play),
        [
            by(ROSA.name, Presence::Started),
            by(ROSA.name, Presence::Locked { by_itself: false }),
            by(
                LUIS.name,
                Presence::TookOver {
                    from: ROSA.name.into()
                }
            ),
        ]
    );
    // The next start knows of it, and that it ended.
    play.who = LUIS;
    play.restart(false);
    let last = presences(&play).split_off(3);
    assert_eq!(
        last,
        [
            by(LUIS.name, Presence::Ended),
            by(LUIS.name, Presence::Started)
        ]
    );
}

#[test]
fn it_locks_by_itself_and_says_so_before() {
    let mut play = Play::peopled(80, 24, &[]);
    play.play(MID_WORD);
    play.advance(5 * 60 - 31);
    assert!(!play.sees("se bloquea en"), "{}", play.screen());
    play.advance(1).assert_sees("se bloquea en 30 segundos");
    play.advance(29).assert_sees("se bloquea en 1 segundo:");
    // A key is enough, and does what it does.
    play.play("r").assert_sees("Ana Mar");
    assert!(!play.sees("se bloquea"), "{}", play.screen());
    play.advance(5 * 60);
    assert_nothing_personal(&play);
    play.assert_sees("Se bloqueó solo a las");
    let last = presences(&play).pop().unwrap();
    assert_eq!(last, by(ROSA.name, Presence::Locked { by_itself: true }));
    // Long after it is still locked, and once only.
    play.advance(3600);
    assert_nothing_personal(&play);
    assert_eq!(presences(&play).len(), 2);
}

#[test]
fn never_is_never() {
    let mut play = Play::peopled(80, 24, &[]);
    play.play("a<up>").assert_sees("5 minutos  (3 de 7)");
    play.play("7").assert_sees("nunca  (7 de 7)");
    play.play("<esc>");
    play.advance(100 * 3600);
    assert!(!play.sees("BLOQUEADO"), "{}", play.screen());
}

#[test]
fn a_hold_goes_on_behind_the_lock() {
    let mut play = Play::peopled(80, 24, &[]);
    play.play(tour::BEGUN)
        .play("<f2>2")
        .assert_sees("EN ESPERA");
    play.play("<f12>").advance(61);
    assert_nothing_personal(&play);
    play.assert_sees("EN ESPERA: 01:01 de 2 min");
    play.advance(60).assert_sees("EN ESPERA: 02:01 de 2 min");
}

#[test]
fn wrong_secrets_are_counted_and_then_have_to_wait() {
    let mut play = Play::peopled(80, 24, &[LUIS]);
    play.play("<f12>");
    for left in (1..5).rev() {
        play.play("111222<enter>").answered();
        let said = if left == 1 { "Queda 1 " } else { "Quedan" };
        play.assert_sees(said).assert_sees(&left.to_string());
    }
    play.play("111222<enter>").answered();
    play.assert_sees("faltan 00:30");
    // Not even the right one is looked at, and what was typed stays.
    play.play(ROSA.pin).play("<enter>");
    play.assert_sees("faltan 00:30").assert_sees("••••••");
    play.advance(11).assert_sees("faltan 00:19");
    // Somebody else does not wait.
    play.play("<up>").play(LUIS.pin).play("<enter>").answered();
    play.assert_sees("Atiende Luis");
}

#[test]
fn the_shift_is_handed_over_and_accepted() {
    let mut play = Play::peopled(80, 24, &[LUIS, JULIO]);
    play.play(tour::BEGUN)
        .play("s<enter>Ana María<enter>Ramos Flores<enter>");
    play.play("<f4>987654321<enter>14:30<enter>")
        .play("<esc><esc>");
    play.play("t").assert_sees("Entrega de turno · Rosa Quispe");
    play.assert_sees("ABIERTAS · 1")
        .assert_sees("RAMOS FLORES, Ana María");
    play.assert_sees("CAJ-02-2026-000038")
        .assert_sees("POR LLAMAR · 1");
    // Who hands over is not among those who accept.
    play.play("<enter>")
        .assert_sees("Luis Huamán")
        .assert_sees("Julio Mamani");
    let asked = play.screen();
    assert_eq!(asked.matches("Rosa Quispe").count(), 2, "{asked}");
    play.play("<down>")
        .play(LUIS.pin)
        .play("<enter>")
        .answered();
    play.assert_sees("Turno recibido. Atiende Luis Huamán");
    let last = presences(&play).pop().unwrap();
    let (
        agent,
        Presence::HandedOver {
            from,
            drafts,
            promises,
        },
    ) = last
    else {
        panic!("{last:?}");
    };
    assert_eq!((agent.as_str(), from.as_str()), (LUIS.name, ROSA.name));
    let open = play.desk().open_attentions()[0].attention.id;
    assert_eq!(drafts, [open]);
    assert_eq!(
        promises,
        [play.desk().reader().promises_open().unwrap()[0].promise.id]
    );
    // And on to a guard, who sees nothing of others but what was handed to them.
    play.play("t<enter>")
        .play(JULIO.pin)
        .play("<enter>")
        .answered();
    play.assert_sees("Atiende Julio Mamani")
        .assert_sees("RAMOS FLORES");
    let desk = play.desk();
    assert_eq!(desk.open_attentions().len(), 1);
    play.who = JULIO;
    play.restart(false);
    assert_eq!(
        play.desk().open_attentions().len(),
        1,
        "known after a start too"
    );
}

#[test]
fn ones_own_secret_is_changed_on_the_palette() {
    let mut play = Play::peopled(80, 24, &[]);
    let open = |play: &mut Play| {
        play.play("<c-k>mi pin<enter>")
            .assert_sees("Cambiar mi PIN");
    };
    open(&mut play);
    play.play(ROSA.pin)
        .play("<enter>836194<enter>836195<enter>");
    play.assert_sees("no son iguales");
    play.play("654321<enter>654321<enter>")
        .assert_sees("seguidos");
    let screen = play.screen();
    assert!(!screen.contains("654321"), "{screen}");
    // The old one is asked again from the start, and a wrong one is said.
    play.play("<up><bs><bs><bs><bs><bs><bs>000111<enter>836194<enter>836194<enter>")
        .answered();
    play.assert_sees("No es el PIN");
    play.play(ROSA.pin)
        .play("<enter>836194<enter>836194<enter>")
        .assert_sees("Comprobando");
    play.answered();
    play.assert_sees("PIN cambiado");
    play.play("<f12>").play(ROSA.pin).play("<enter>").answered();
    play.assert_sees("BLOQUEADO");
    play.play("836194<enter>").answered();
    play.assert_sees("POR LLAMAR");
    // The entry is there once the journal is opened again.
    play.who = people::Somebody {
        pin: "836194",
        ..ROSA
    };
    play.restart(false);
    let said = play.desk().reader().presence(20).unwrap();
    let changed = said.iter().any(|e| {
        matches!(
            e.read(),
            Ok(Some(Body::People(PeopleChange::SecretChanged {
                reset: false,
                ..
            })))
        )
    });
    assert!(changed, "{said:?}");
}

#[test]
fn the_envelope_gives_a_new_secret_to_whoever_forgot_theirs() {
    let mut play = Play::peopled(80, 24, &[LUIS]);
    play.play("<f12><c-r>")
        .assert_sees("código de recuperación");
    play.play("4DD-3Y9<enter>").assert_sees("27 caracteres");
    play.play("<c-u>")
        .play(&people::CODE.to_lowercase())
        .play("<enter>");
    play.assert_sees("Elija quién es");
    play.play("<up>836194<enter>836194<enter>").answered();
    play.assert_sees("Atiende Luis Huamán");
    assert_eq!(play.desk().agent(), LUIS.name);
}

#[test]
fn who_only_reads_begins_nothing_and_who_guards_sees_nobody() {
    let mut play = Play::peopled(140, 40, &[JULIO, ELENA]);
    let filed = tour::scenes()
        .into_iter()
        .find(|(n, _)| *n == "filed")
        .unwrap()
        .1;
    play.play(&filed);
    play.play(tour::BEGUN).play("<esc><esc>");
    play.play("<f12><up>")
        .play(JULIO.pin)
        .play("<enter>")
        .answered();
    play.assert_sees("Atiende Julio Mamani");
    play.play("<f6>")
        .assert_sees("No está permitido para su función (vigilante)");
    play.play("<esc>");
    let footer = last_row(&play);
    assert!(
        footer.contains("nueva") && !footer.contains("buscar"),
        "{footer}"
    );
    assert!(!play.sees("RAMOS") && play.desk().open_attentions().is_empty());
    play.play("n").assert_sees("Bienvenida");
    play.play("<esc>");
    play.play("<f12><up><up>")
        .play(ELENA.pin)
        .play("<enter>")
        .answered();
    play.assert_sees("Atiende Elena Prado");
    play.play("n")
        .assert_sees("No está permitido para su función (lector)");
    let footer = last_row(play.play("<f1><esc>"));
    assert!(
        !footer.contains("nueva") && footer.contains("buscar"),
        "{footer}"
    );
    play.play("<enter>");
    assert!(play.desk().front().is_none(), "{}", play.screen());
    play.play("<f6>ramos<enter>").assert_sees("RAMOS FLORES");
    let footer = last_row(&play);
    assert!(
        !footer.contains("corregir") && !footer.contains("reabrir"),
        "{footer}"
    );
    play.play("n")
        .assert_sees("corregir o anotar lo registrado");
}

fn last_row(play: &Play) -> String {
    play.screen().lines().last().unwrap_or_default().to_owned()
}
