//! The table of permissions, cell by cell: for each role and permission something real is tried with that person at the
//! keys, and is done or denied as the table says.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use ventanilla::attention::Event;
use ventanilla::desk::{Denied, Desk, FiledView, Session};
use ventanilla::journal::{Ack, Days, Filter, Owed, RecoveryCode, Wanted};
use ventanilla::people::{Grant, Permission, Role};
use ventanilla::promise::Ending;
use ventanilla::world::World;

use crate::cli::DAY;
use crate::play::process::House;
use crate::play::staff::{at, enter, run_as, secret, staff, who};

/// Somebody at the keys of a station, with something filed and something owed there.
struct Trial<'h> {
    house: &'h House,
    role: Role,
    session: Session,
    view: &'h FiledView,
    owed: &'h Owed,
}

type Tried = Result<(), Denied>;

/// What is tried for a permission.
enum Way {
    /// Something done to nobody's attention in particular.
    Whole(fn(&Trial) -> Tried),
    /// Something done to what was filed.
    Filed(fn(&mut Desk, &FiledView) -> Tried),
}

/// A real act for each permission. One that has no act yet is asked of the session, which is what the act will do.
fn way(permission: Permission) -> Way {
    use Way::{Filed, Whole};
    match permission {
        Permission::Attend => {
            Whole(|t| at_desk(t, |desk| desk.open("juntos-telefonico", None, None)))
        }
        Permission::Consult => Whole(|t| {
            t.session.reader(Permission::Consult)?.known()?;
            at_desk(t, |desk| desk.filed(t.view.attention.id).map(drop))
        }),
        Permission::Correct => Filed(|desk, view| desk.annotate(view, "visto")),
        Permission::Reopen => Filed(|desk, view| desk.reopen(view, "falta un dato")),
        Permission::EndPromise => {
            Whole(|t| at_desk(t, |desk| desk.end_promise(t.owed, Ending::Kept, "llamada")))
        }
        Permission::HandOver => Whole(|t| at_desk(t, |desk| desk.handing_over().map(drop))),
        Permission::Export => Whole(|t| {
            let reader = t.session.reader(Permission::Export)?;
            reader.each_attention(DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC, |_| {
                Ok::<(), Denied>(())
            })
        }),
        Permission::Exchange => Whole(|t| t.session.quarantine(1).map(drop)),
        Permission::Verify => Whole(|t| {
            t.session.reader(Permission::Verify)?.verify()?;
            Ok(())
        }),
        Permission::BackUp => Whole(|t| copied(t).map(drop)),
        Permission::Rebuild => Whole(|t| t.session.rebuild(at().to_utc()).map(drop)),
        Permission::ChangeOwnSecret => Whole(|t| {
            let own = secret(who(t.role).1);
            t.session
                .change_secret(&own, &secret("otra frase de prueba"), at())?;
            t.session
                .change_secret(&secret("otra frase de prueba"), &own, at())
        }),
        Permission::ResetSecret => Whole(|t| t.session.end_wait(id_of(t, Role::Guard), at())),
        Permission::ManagePeople => Whole(|t| {
            let code = RecoveryCode::random()?;
            t.session.replace_recovery(&code, at())?;
            let who = id_of(t, Role::Guard);
            t.session.change_role(who, Role::Reader, at())?;
            t.session.change_role(who, Role::Guard, at())
        }),
        Permission::ManageOffice => Whole(|t| {
            let mut world = another_world();
            let file = t.house.file(&format!("invitation-{:?}", t.role));
            t.session.invite(&mut world, |_| file).map(drop)
        }),
        // Who may not copy asks for a copy that is not there, and is told no before it is looked for.
        Permission::Restore => Whole(|t| {
            let copy = copied(t).unwrap_or_else(|_| t.house.file("none"));
            t.session.plan_restore(&copy).map(drop)
        }),
        // There are no two versions: who may decide is told so, and who may not is told no before.
        Permission::ResolveConflict => Whole(|t| {
            at_desk(t, |desk| {
                match desk.resolve(t.view, Uuid::nil(), "la otra") {
                    Err(Denied::NoConflict) => Ok(()),
                    other => other,
                }
            })
        }),
        // The settings box asks the session, before a setting of the station is changed.
        Permission::Configure => Whole(|t| t.session.may(Permission::Configure)),
    }
}

fn id_of(t: &Trial, role: Role) -> Uuid {
    let guard = ventanilla::journal::guard(t.session.paths(), at().to_utc()).unwrap();
    let ventanilla::journal::Guard::People { seats, .. } = guard else {
        panic!("nobody is enrolled")
    };
    let seat = seats.iter().find(|s| s.person.name == who(role).0);
    seat.unwrap().person.id
}

/// A copy made by whoever is at the keys.
fn copied(t: &Trial) -> Result<PathBuf, Denied> {
    let place = t.house.file(&format!("copies-{:?}", t.role));
    std::fs::create_dir_all(&place).unwrap();
    let made = t.session.back_up(&Wanted {
        place: Some(&place),
        now: at().to_utc(),
        local: at().naive_local(),
        beside: &|_| Vec::new(),
    })?;
    Ok(made.folder)
}

/// With identifiers of its own: no two entries of a journal have the same.
fn another_world() -> World {
    static SEED: AtomicU64 = AtomicU64::new(1000);
    World::still(at(), SEED.fetch_add(1, Ordering::Relaxed))
}

fn open(t: &Trial) -> (Desk, Receiver<Ack>) {
    let (sender, acks) = channel();
    let on_ack = Box::new(move |ack| {
        let _gone = sender.send(ack);
    });
    let world = another_world();
    let (desk, _) = Desk::start(t.session.clone(), world, on_ack, Arc::new(|_| {})).unwrap();
    (desk, acks)
}

/// Takes what was written until nothing is on its way.
fn settle(desk: &mut Desk, acks: &Receiver<Ack>) {
    while desk.is_saving() || desk.has_unsaved() {
        desk.acknowledge(acks.recv_timeout(Duration::from_secs(20)).unwrap());
    }
}

/// At a desk of one's own, on the journal.
fn at_desk(t: &Trial, act: impl FnOnce(&mut Desk) -> Tried) -> Tried {
    let (mut desk, acks) = open(t);
    settle(&mut desk, &acks);
    let tried = act(&mut desk);
    settle(&mut desk, &acks);
    desk.close(false).unwrap();
    tried
}

/// What was filed, as if this person had begun and ended it.
fn filed_by(view: &FiledView, name: &str) -> FiledView {
    let mut attention = view.attention.clone();
    name.clone_into(&mut attention.opening.agent);
    for act in &mut attention.acts {
        if matches!(act.event, Event::Filed) {
            name.clone_into(&mut act.by);
        }
    }
    FiledView {
        attention,
        protocol: Arc::clone(&view.protocol),
        history: view.history.clone(),
    }
}

/// Whether it was done; anything but a denial by the table is a mistake of the test.
#[track_caller]
fn was_done(tried: Tried, permission: Permission, role: Role) -> bool {
    match tried {
        Ok(()) => true,
        Err(Denied::NotAllowed {
            permission: denied,
            role: who,
        }) => {
            assert_eq!((denied, who), (permission, Some(role)));
            false
        }
        Err(other) => panic!("{permission:?} by {role:?}: {other:?}"),
    }
}

/// How far it goes: tried on what others recorded, and on one's own.
fn tried(t: &Trial, permission: Permission) -> Grant {
    match way(permission) {
        Way::Whole(act) => {
            if was_done(act(t), permission, t.role) {
                Grant::Always
            } else {
                Grant::Never
            }
        }
        Way::Filed(act) => {
            let on = |name: &str| {
                let view = filed_by(t.view, name);
                let done = at_desk(t, |desk| act(desk, &view));
                was_done(done, permission, t.role)
            };
            match (on("Somebody Else"), on(who(t.role).0)) {
                (true, true) => Grant::Always,
                (false, true) => Grant::Own,
                (false, false) => Grant::Never,
                (true, false) => panic!("{permission:?}: others' and not one's own"),
            }
        }
    }
}

/// The first attention of the day as a supervisor sees it, and the call that is owed.
fn seen(house: &House) -> (FiledView, Owed) {
    let (sender, _acks) = channel();
    let on_ack = Box::new(move |ack| {
        let _gone = sender.send(ack);
    });
    let world = another_world();
    let session = enter(house, Role::Supervisor);
    let (mut desk, _) = Desk::start(session, world, on_ack, Arc::new(|_| {})).unwrap();
    let everything = ventanilla::desk::query(
        "ramos",
        Filter {
            days: None::<Days>,
            ..Filter::default()
        },
        1,
        None,
    );
    let row = desk.reader().find(&everything).unwrap().rows.remove(0);
    let view = desk.filed(row.id).unwrap().unwrap();
    let due = desk.reader().promises_due().unwrap().remove(0);
    let owed = desk.reader().promise(due.id).unwrap().unwrap();
    desk.close(false).unwrap();
    (view, owed)
}

fn assert_column(role: Role) {
    let house = House::played(DAY);
    staff(&house);
    let (view, owed) = seen(&house);
    let trial = Trial {
        house: &house,
        role,
        session: enter(&house, role),
        view: &view,
        owed: &owed,
    };
    for permission in Permission::all() {
        assert_eq!(
            tried(&trial, permission),
            permission.of(role),
            "{permission:?} of {role:?}"
        );
    }
}

#[test]
fn an_agent_may_what_the_table_says() {
    assert_column(Role::Agent);
}

#[test]
fn a_supervisor_may_what_the_table_says() {
    assert_column(Role::Supervisor);
}

#[test]
fn a_guard_may_what_the_table_says() {
    assert_column(Role::Guard);
}

#[test]
fn a_reader_may_what_the_table_says() {
    assert_column(Role::Reader);
}

#[test]
fn an_administrator_may_what_the_table_says() {
    assert_column(Role::Administrator);
}

/// The commands whose permission is asked before anything else, for every role.
#[test]
fn commands_say_no_as_the_table_does() {
    const COMMANDS: [(&[&str], Permission); 6] = [
        (&["diario", "buscar"], Permission::Consult),
        (&["diario", "exportar"], Permission::Export),
        (&["diario", "respaldar"], Permission::BackUp),
        (&["diario", "reconstruir"], Permission::Rebuild),
        (&["diario", "verificar"], Permission::Verify),
        (
            &["agente", "rol", "Iván Soto", "vigilante"],
            Permission::ManagePeople,
        ),
    ];
    let house = House::played(DAY);
    staff(&house);
    for role in Role::ALL {
        for (command, permission) in COMMANDS {
            let copy = house.file(&format!("copy-{role:?}"));
            let mut command = command.to_vec();
            if permission == Permission::BackUp {
                std::fs::create_dir(&copy).unwrap();
                command.push(copy.to_str().unwrap());
            }
            let answer = run_as(&house, role, &command);
            if permission.of(role) == Grant::Always {
                answer.good();
            } else {
                let words = answer.complaint(1);
                assert!(words.contains("No está permitido"), "{command:?}: {words}");
                assert_eq!(answer.out, "");
            }
        }
    }
}

#[test]
fn the_table_that_is_shown_is_the_table() {
    let house = House::empty();
    let rows = house.run(&["agente", "permisos", "--json"]).json();
    let columns = [
        "agente",
        "supervisor",
        "vigilante",
        "lector",
        "administrador",
    ];
    assert_eq!(rows.len(), Permission::all().count());
    let shown = house.run(&["agente", "permisos"]);
    let lines: Vec<&str> = shown.good().lines().skip(1).collect();
    for ((row, permission), line) in rows.iter().zip(Permission::all()).zip(lines) {
        let text = row["texto"].as_str().unwrap();
        let cells: Vec<&str> = line
            .strip_prefix(text)
            .unwrap()
            .split_whitespace()
            .collect();
        for ((column, role), cell) in columns.iter().zip(Role::ALL).zip(cells) {
            let (word, short) = match permission.of(role) {
                Grant::Always => ("si", "sí"),
                Grant::Own => ("propio", "propio"),
                Grant::Never => ("no", "–"),
            };
            assert_eq!(row[*column], word, "{permission:?} of {role:?}");
            assert_eq!(cell, short, "{permission:?} of {role:?}");
        }
        assert_ne!(row["permiso"], "", "{permission:?}");
    }
    assert!(
        shown.out.lines().all(|l| l.chars().count() <= 80),
        "{}",
        shown.out
    );
}
