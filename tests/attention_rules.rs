//! Rules that the packs of the program never meet, and packs of an office may.

use ventanilla::attention::{Attention, Command, Refusal};
use ventanilla::protocol::{Answer, Outcome, Protocol};

use super::support::script::zone;
use super::support::{act, at, opened, small_pack};

/// A pack with these steps and closings after the header.
fn with(rest: &str) -> Protocol {
    let head = include_str!("data/head.toml");
    small_pack(&format!("{head}\n{rest}"))
}

fn answer(attention: &mut Attention, protocol: &Protocol, field: &str, answer: Answer) {
    let field = field.to_owned();
    act(attention, protocol, 1, Command::Answer { field, answer }).unwrap();
}

#[test]
fn a_callback_in_a_pack_that_asks_for_no_number_is_promised_without_one() {
    let protocol = with(
        r#"
        [[steps]]
        id = "saludo"
        title = "Saludo"
        phase = "greet"
        [[steps]]
        id = "fin"
        title = "Despedida"
        phase = "farewell"
        [[steps.fields]]
        key = "devolucion.hora"
        label = "Hora"
        ask.moment = {}
        "#,
    );
    let mut attention = opened(&protocol);
    let hour = "2026-03-02T10:30:00".parse().unwrap();
    let outcome = Outcome::Callback;
    answer(
        &mut attention,
        &protocol,
        "devolucion.hora",
        Answer::Moment(hour),
    );
    act(&mut attention, &protocol, 2, Command::Conclude { outcome }).unwrap();
    let goodbye = Command::SayGoodbye {
        promise: uuid::Uuid::from_u128(1),
        today: at(0).date_naive(),
        zone: zone(),
    };
    act(&mut attention, &protocol, 3, goodbye).unwrap();
    assert_eq!(attention.promises.len(), 1);
    assert_eq!(attention.promises[0].phone, None);
}

#[test]
fn a_rule_of_a_step_does_not_lead_to_goodbye_without_an_outcome() {
    let protocol = with(
        r#"
        [[steps]]
        id = "saludo"
        title = "Saludo"
        phase = "greet"
        next = [{ when = { field = "prisa", is = true }, to = "fin" }]
        [[steps.fields]]
        key = "prisa"
        label = "¿Tiene prisa?"
        ask.yes_no = {}
        [[steps]]
        id = "fin"
        title = "Despedida"
        phase = "farewell"
        "#,
    );
    let mut attention = opened(&protocol);
    answer(&mut attention, &protocol, "prisa", Answer::YesNo(true));
    let led = act(&mut attention, &protocol, 2, Command::Advance);
    assert_eq!(led, Err(Refusal::NoOutcome));
}

#[test]
fn a_rule_of_a_step_does_not_lead_to_a_step_that_is_not_walked() {
    let protocol = with(
        r#"
        [[steps]]
        id = "saludo"
        title = "Saludo"
        phase = "greet"
        next = [{ when = { field = "prisa", is = true }, to = "solo_sin_prisa" }]
        [[steps.fields]]
        key = "prisa"
        label = "¿Tiene prisa?"
        ask.yes_no = {}
        [[steps]]
        id = "escucha"
        title = "Escucha"
        phase = "listen"
        [[steps]]
        id = "solo_sin_prisa"
        title = "Con calma"
        phase = "resolve"
        when = { field = "prisa", is = false }
        [[steps]]
        id = "fin"
        title = "Despedida"
        phase = "farewell"
        "#,
    );
    let mut attention = opened(&protocol);
    answer(&mut attention, &protocol, "prisa", Answer::YesNo(true));
    act(&mut attention, &protocol, 2, Command::Advance).unwrap();
    assert_eq!(attention.step, "escucha");
}
