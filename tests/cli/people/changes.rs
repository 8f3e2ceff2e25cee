//! Another secret, another role, another code; and somebody leaves.

use serde_json::Value;
use ventanilla::people::Role;

use crate::play::process::{Answer, House};
use crate::play::staff::{Handed, key, run, run_as, staff, who};

fn staffed() -> House {
    let house = House::played("");
    staff(&house);
    house
}

fn verify(house: &House, name: &str, lines: &[&str]) -> Answer {
    let file = key(house).display().to_string();
    run(
        house,
        lines,
        &["diario", "verificar", "--quien", name, "--llave", &file],
    )
}

fn people(house: &House) -> Vec<(String, String)> {
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    let rows = house.run(&["agente", "lista", "--json"]).json();
    let pair = |r: &Value| (text(&r["nombre"]), text(&r["funcion"]));
    rows.iter().map(pair).collect()
}

/// What entries of kind `people` say, oldest first.
fn told(house: &House) -> Vec<Value> {
    let entries = run_as(
        house,
        Role::Supervisor,
        &["diario", "exportar", "--asientos", "--en-claro"],
    )
    .json();
    let told = entries.into_iter().filter(|e| e["clase"] == "people");
    told.map(|e| e["cuerpo"].clone()).collect()
}

#[test]
fn ones_own_secret_is_changed_by_who_knows_it() {
    let house = staffed();
    let (name, pin) = who(Role::Guard);
    let file = key(&house).display().to_string();
    let change = ["agente", "pin", "--quien", name, "--llave", &file];
    assert!(
        run(&house, &[pin, pin], &change)
            .complaint(1)
            .contains("misma")
    );
    assert!(
        run(&house, &[pin, "12345"], &change)
            .complaint(1)
            .contains("seis")
    );
    verify(&house, name, &[pin]).good();
    run(&house, &[pin, "una frase que nadie dice"], &change).good();
    verify(&house, name, &["  Una frase  que nadie dice "]).complaint(1);
    verify(&house, name, &["una frase que nadie dice"]).good();
    verify(&house, name, &[pin]).complaint(1);
}

#[test]
fn a_supervisor_does_not_become_the_administrator() {
    let house = staffed();
    let (administrator, pin) = who(Role::Administrator);
    let reset = ["agente", "pin", administrator];
    let refused = run_as(&house, Role::Supervisor, &reset);
    assert!(refused.complaint(1).contains("supervisor"), "{refused:?}");
    let promoted = ["agente", "rol", "Luz Paz", "administrador"];
    run_as(&house, Role::Supervisor, &promoted).complaint(1);
    verify(&house, administrator, &[pin]).good();
}

#[test]
fn a_role_is_changed_and_there_is_always_an_administrator() {
    let house = staffed();
    let (administrator, _) = who(Role::Administrator);
    let (agent, _) = who(Role::Agent);
    let last = run_as(
        &house,
        Role::Administrator,
        &["agente", "rol", administrator, "lector"],
    );
    assert!(last.complaint(1).contains("administrador"), "{last:?}");
    let change = ["agente", "rol", "rosa quispe", "administrador"];
    run_as(&house, Role::Administrator, &change).good();
    assert!(people(&house).contains(&(agent.into(), "administrador".into())));
    let same = run_as(&house, Role::Administrator, &change);
    assert!(same.good().contains("no ha cambiado nada"), "{same:?}");
    let unknown = run_as(
        &house,
        Role::Administrator,
        &["agente", "rol", "Nadie", "lector"],
    );
    assert!(unknown.complaint(2).contains("Nadie"), "{unknown:?}");
    let none = run_as(
        &house,
        Role::Administrator,
        &["agente", "rol", agent, "jefe"],
    );
    assert!(none.complaint(2).contains("jefe"), "{none:?}");
    assert!(told(&house).iter().any(|e| !e["role_changed"].is_null()));
}

#[test]
fn who_leaves_cannot_come_back_and_the_key_is_another() {
    let house = staffed();
    let (agent, pin) = who(Role::Agent);
    verify(&house, agent, &[pin]).good();
    let gone = run_as(&house, Role::Administrator, &["agente", "baja", agent]);
    assert!(gone.good().contains(agent), "{gone:?}");
    let refused = verify(&house, agent, &[pin]);
    assert!(refused.complaint(2).contains(agent), "{refused:?}");
    assert_eq!(people(&house).len(), 4);
    run_as(&house, Role::Reader, &["diario", "verificar"]).good();
    assert!(told(&house).iter().any(|e| !e["removed"].is_null()));
    // Nobody else ever bears the name under which they signed.
    let again = ["agente", "alta", "ROSA QUISPE", "--funcion", "agente"];
    let (administrator, own) = who(Role::Administrator);
    let flags = ["--quien", administrator];
    let taken = run(&house, &[own, "730195"], &[&again, &flags[..]].concat());
    assert!(taken.complaint(1).contains("ROSA QUISPE"), "{taken:?}");
    let last = run_as(
        &house,
        Role::Administrator,
        &["agente", "baja", administrator],
    );
    assert!(last.complaint(1).contains("administrador"), "{last:?}");
}

#[test]
fn enrolling_needs_a_role_and_a_name_of_ones_own() {
    let house = staffed();
    let without = run_as(&house, Role::Administrator, &["agente", "alta", "Eva Ríos"]);
    assert!(without.complaint(2).contains("--funcion"), "{without:?}");
    let boot = [
        "agente",
        "alta",
        "Eva Ríos",
        "--funcion",
        "lector",
        "--frase",
    ];
    assert!(
        run_as(&house, Role::Administrator, &boot)
            .complaint(2)
            .contains("--frase")
    );
    let (administrator, own) = who(Role::Administrator);
    let file = key(&house).display().to_string();
    let flags = [
        "--funcion",
        "lector",
        "--quien",
        administrator,
        "--llave",
        &file,
    ];
    let enrol = |name: &str, pin: &str| {
        let arguments = [&["agente", "alta", name], &flags[..]].concat();
        run(&house, &[own, pin], &arguments)
    };
    enrol("luz paz", "951826").complaint(1);
    enrol("Eva Ríos", "111111").complaint(1);
    enrol("Eva Ríos", "eva rios eva rios casa").complaint(1);
    assert_eq!(people(&house).len(), 5);
    enrol("Eva Ríos", "951826").good();
    assert!(people(&house).contains(&("Eva Ríos".into(), "lector".into())));
    verify(&house, "Eva Ríos", &["951826"]).good();
}

#[test]
fn the_code_of_the_envelope_lets_an_administrator_in_again() {
    let house = House::played("");
    let code = staff(&house).shown().to_string();
    std::fs::remove_file(key(&house)).unwrap();
    let (administrator, pin) = who(Role::Administrator);
    let boot = "cinco perros verdes cantan lejos";
    let wrong = run(&house, &["000-000"], &["agente", "recuperar"]);
    assert!(wrong.complaint(1).contains("27"), "{wrong:?}");
    let other = ventanilla::journal::RecoveryCode::random().unwrap();
    let foreign = run(&house, &[&other.shown()], &["agente", "recuperar"]);
    assert!(foreign.complaint(1).contains("no es") || foreign.err.contains("No es"));
    let mut program = Handed::start(&house, &["agente", "recuperar", "--frase"]);
    program.hand(&code).hand("951826").hand(boot);
    let new = program.hears();
    assert_ne!(new, code);
    program.hand(&new);
    let done = program.ends();
    assert_eq!((done.code, done.err.as_str()), (Some(0), ""), "{done:?}");
    let verify = ["diario", "verificar", "--quien", administrator];
    run(&house, &["951826", boot], &verify).good();
    run(&house, &[pin, boot], &verify).complaint(1);
    // The others keep what they had.
    let (reader, own) = who(Role::Reader);
    run(
        &house,
        &[own, boot],
        &["diario", "verificar", "--quien", reader],
    )
    .good();
    let used = run(&house, &[&code], &["agente", "recuperar"]);
    assert!(used.complaint(1).contains("último"), "{used:?}");
}
