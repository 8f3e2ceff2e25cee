//! Rules that the packs of the program never meet, and packs of an office may.

use ventanilla::attention::{Attention, Command, Refusal};
use ventanilla::promise::Due;
use ventanilla::protocol::{Answer, Channel, MatterKind, Outcome, Protocol};

use super::support::script::zone;
use super::support::{act, at, opened, opened_by, small_pack};

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

/// A pack for a pile of forms: when it came in, what it is, and a term.
fn pile() -> Protocol {
    let head = include_str!("data/head.toml");
    let head = head.replace(
        "channel = \"telephone\"",
        "channels = [\"paper\", \"post\"]",
    );
    small_pack(&format!(
        r#"{head}
        [[steps]]
        id = "ingreso"
        title = "Lo que llegó"
        phase = "entry"
        [[steps.fields]]
        key = "ingreso.recibido"
        label = "Recibido"
        ask.moment = {{}}
        keep = true
        [[steps.fields]]
        key = "ingreso.sobre"
        label = "Sobre"
        ask.text = {{}}
        when = {{ channel = "post" }}
        [[steps.fields]]
        key = "asunto.motivo"
        label = "Asunto"
        ask.text = {{}}
        required_for = ["conclude"]
        [[steps]]
        id = "fin"
        title = "Respuesta"
        phase = "farewell"
        [[closings]]
        outcome = "pending"
        term = {{ field = "plazo", unit = "business_days" }}
        [[closings.fields]]
        key = "plazo"
        label = "Plazo"
        ask.choice = ["15", "30"]
        required_for = ["pending"]
        "#
    ))
}

#[test]
fn a_term_runs_from_the_day_something_came_in_and_not_from_the_day_it_was_recorded() {
    let protocol = pile();
    let mut attention = opened(&protocol);
    let received = "2026-02-20T16:30:00".parse().unwrap();
    answer(
        &mut attention,
        &protocol,
        "ingreso.recibido",
        Answer::Moment(received),
    );
    let reason = Answer::Text("Pide su estado".into());
    answer(&mut attention, &protocol, "asunto.motivo", reason);
    let outcome = Outcome::Pending;
    act(&mut attention, &protocol, 2, Command::Conclude { outcome }).unwrap();
    answer(
        &mut attention,
        &protocol,
        "plazo",
        Answer::Choice("15".into()),
    );
    let goodbye = Command::SayGoodbye {
        promise: uuid::Uuid::from_u128(1),
        today: at(0).date_naive(),
        zone: zone(),
    };
    act(&mut attention, &protocol, 3, goodbye).unwrap();
    let Due::Term { start, .. } = attention.promises[0].due else {
        panic!("{:?}", attention.promises);
    };
    assert_eq!(start, received.date());
}

#[test]
fn in_writing_nobody_waits_and_no_line_drops() {
    let protocol = pile();
    let mut attention = opened(&protocol);
    let held = act(&mut attention, &protocol, 1, Command::Hold { minutes: 2 });
    assert_eq!(held, Err(Refusal::NobodyThere));
    let cut = act(&mut attention, &protocol, 1, Command::CutOff);
    assert_eq!(cut, Err(Refusal::NoLine));
}

#[test]
fn a_field_may_belong_to_one_channel() {
    let protocol = pile();
    for (channel, asked) in [(Channel::Paper, false), (Channel::Post, true)] {
        let attention = opened_by(&protocol, channel);
        let step = attention.current_step(&protocol).unwrap();
        let found = attention
            .fields(&protocol, step)
            .any(|f| f.key == "ingreso.sobre");
        assert_eq!(found, asked, "{channel:?}");
    }
}

#[test]
fn what_is_voiced_beside_the_matter_is_owed_beside_its_answer() {
    let protocol = pile();
    let mut attention = opened(&protocol);
    let voice = |text: &str| Command::Voice {
        kind: MatterKind::Complaint,
        text: text.into(),
        answer: Some(uuid::Uuid::from_u128(7)),
    };
    let empty = act(&mut attention, &protocol, 1, voice(" "));
    assert_eq!(empty, Err(Refusal::Empty));
    act(&mut attention, &protocol, 1, voice("Esperó tres horas")).unwrap();
    let reason = Answer::Text("Pide su estado".into());
    answer(&mut attention, &protocol, "asunto.motivo", reason);
    let outcome = Outcome::Pending;
    act(&mut attention, &protocol, 2, Command::Conclude { outcome }).unwrap();
    let term = Answer::Choice("30".into());
    answer(&mut attention, &protocol, "plazo", term);
    let goodbye = Command::SayGoodbye {
        promise: uuid::Uuid::from_u128(8),
        today: at(0).date_naive(),
        zone: zone(),
    };
    act(&mut attention, &protocol, 3, goodbye).unwrap();
    let [complaint, matter] = &attention.promises[..] else {
        panic!("{:?}", attention.promises);
    };
    assert_eq!(complaint.voiced, Some(MatterKind::Complaint));
    assert_eq!(complaint.what, "Esperó tres horas");
    assert_eq!((matter.voiced, matter.replaces), (None, None));
}

#[test]
fn a_term_runs_from_the_day_received_where_only_the_day_is_asked() {
    let head = include_str!("data/head.toml").replace("\"telephone\"", "\"paper\"");
    let protocol = small_pack(&format!(
        r#"{head}
        [[steps]]
        id = "ingreso"
        title = "Lo que llegó"
        phase = "entry"
        [[steps.fields]]
        key = "ingreso.recibido"
        label = "Recibido"
        ask.date = {{}}
        [[steps]]
        id = "fin"
        title = "Respuesta"
        phase = "farewell"
        [[closings]]
        outcome = "pending"
        term = {{ field = "plazo", unit = "business_days" }}
        [[closings.fields]]
        key = "plazo"
        label = "Plazo"
        ask.choice = ["15", "30"]
        "#
    ));
    let mut attention = opened(&protocol);
    let received: chrono::NaiveDate = "2026-02-20".parse().unwrap();
    answer(
        &mut attention,
        &protocol,
        "ingreso.recibido",
        Answer::Date(received),
    );
    let outcome = Outcome::Pending;
    act(&mut attention, &protocol, 2, Command::Conclude { outcome }).unwrap();
    let term = Answer::Choice("15".into());
    answer(&mut attention, &protocol, "plazo", term);
    let goodbye = Command::SayGoodbye {
        promise: uuid::Uuid::from_u128(1),
        today: at(0).date_naive(),
        zone: zone(),
    };
    act(&mut attention, &protocol, 3, goodbye).unwrap();
    let Due::Term { start, .. } = attention.promises[0].due else {
        panic!("{:?}", attention.promises);
    };
    assert_eq!(start, received);
}

/// A pack that asks for a mark and remembers who keyed it.
fn marked() -> Protocol {
    with(
        r#"
        [[steps]]
        id = "saludo"
        title = "Saludo"
        phase = "greet"
        [[steps.fields]]
        key = "asunto.motivo"
        label = "Motivo"
        ask.text = {}
        [[steps]]
        id = "fin"
        title = "Despedida"
        phase = "farewell"
        [[steps.fields]]
        key = "evaluacion.atencion"
        label = "Atención"
        ask.rating = { most = 5 }
        [[steps.fields]]
        key = "evaluacion.marcada_por"
        label = "Quién marcó"
        ask.choice = ["persona", "agente"]
        "#,
    )
}

#[test]
fn a_mark_that_an_agent_corrects_is_the_persons_no_more() {
    let protocol = marked();
    let mut attention = opened(&protocol);
    let mark = Command::Evaluate {
        field: "evaluacion.atencion".into(),
        answer: Answer::Rating(1),
    };
    act(&mut attention, &protocol, 1, mark).unwrap();
    assert_eq!(attention.text("evaluacion.marcada_por"), Some("persona"));
    let reason = String::new();
    act(&mut attention, &protocol, 2, Command::Abandon { reason }).unwrap();
    let correct = Command::Correct {
        field: "evaluacion.atencion".into(),
        answer: Answer::Rating(5),
        reason: "Se marcó mal".into(),
    };
    act(&mut attention, &protocol, 3, correct).unwrap();
    assert_eq!(attention.text("evaluacion.marcada_por"), Some("agente"));
}

#[test]
fn the_person_keys_nothing_but_marks() {
    let protocol = marked();
    let mut attention = opened(&protocol);
    for field in ["asunto.motivo", "evaluacion.marcada_por"] {
        let keyed = Command::Evaluate {
            field: field.into(),
            answer: Answer::Text("x".into()),
        };
        let refused = Refusal::UnknownField {
            field: field.into(),
        };
        assert_eq!(act(&mut attention, &protocol, 1, keyed), Err(refused));
    }
}
