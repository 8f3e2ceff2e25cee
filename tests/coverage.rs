//! Coverage of the JUNTOS protocol is computed from what the packs cite, not claimed.
//!
//! `tests/data/requirements_juntos.csv` holds the requirements of the conversation with their kind. A citation counts only
//! where the requirement can be met:
//!
//! * R (record): by a field;
//! * S (words): by a line to say, of a step, a field or a closing;
//! * F (flow): by a step, or by a field or line with a condition;
//! * T (time, figure): by a closing that promises (a term, or outcome escalated, pending or callback), or by a field that
//!   holds an hour, minutes, a mark, or a choice among figures;
//! * K and B (knowledge, behaviour): by a line to remember.
//!
//! A requirement on visits has to be met by the pack for visits, one on calls by the pack for calls.

use std::collections::BTreeMap;

use ventanilla::protocol::{Ask, Closing, Field, Line, Outcome, Protocol};

use super::support::tree::file;
use super::support::{pack, small_pack};

/// Requirements that no pack can meet, each with the reason. None.
const EXCEPTED: [(&str, &str); 0] = [];

/// Where a citation stands, as far as the rule asks.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Spot {
    Step,
    Field { conditional: bool, timed: bool },
    Say { conditional: bool },
    Remember { conditional: bool },
    Closing { promises: bool },
}

/// Whether a requirement of this kind is met by what is cited there.
fn meets(kind: &str, spot: Spot) -> bool {
    match (kind, spot) {
        ("R", Spot::Field { .. })
        | ("S", Spot::Say { .. })
        | ("F", Spot::Step)
        | ("K" | "B", Spot::Remember { .. }) => true,
        (
            "F",
            Spot::Field { conditional, .. }
            | Spot::Say { conditional }
            | Spot::Remember { conditional },
        ) => conditional,
        ("T", Spot::Field { timed, .. }) => timed,
        ("T", Spot::Closing { promises }) => promises,
        _ => false,
    }
}

/// Every citation of a pack with its spot.
#[derive(Default)]
struct Cited(Vec<(String, Spot)>);

impl Cited {
    fn of(protocol: &Protocol) -> Self {
        let mut cited = Self::default();
        for step in &protocol.steps {
            cited.add(&step.cites, Spot::Step);
            cited.lines(&step.say, &step.remember);
            step.fields.iter().for_each(|f| cited.field(f));
        }
        for closing in &protocol.closings {
            cited.closing(closing);
        }
        cited
    }

    fn add(&mut self, cites: &[String], spot: Spot) {
        self.0.extend(cites.iter().map(|id| (id.clone(), spot)));
    }

    fn lines(&mut self, say: &[Line], remember: &[Line]) {
        for line in say {
            let conditional = line.when.is_some();
            self.add(&line.cites, Spot::Say { conditional });
        }
        for line in remember {
            let conditional = line.when.is_some();
            self.add(&line.cites, Spot::Remember { conditional });
        }
    }

    fn field(&mut self, field: &Field) {
        let figures = |options: &[ventanilla::protocol::Choice]| {
            options.iter().any(|o| o.id.parse::<u16>().is_ok())
        };
        let timed = match &field.ask {
            Ask::Moment(_) | Ask::Date(_) | Ask::Minutes(_) | Ask::Rating(_) => true,
            Ask::Choice(options) => figures(options),
            _ => false,
        };
        let conditional = field.when.is_some();
        self.add(&field.cites, Spot::Field { conditional, timed });
        self.lines(&field.say, &[]);
    }

    fn closing(&mut self, closing: &Closing) {
        let owing = [Outcome::Escalated, Outcome::Pending, Outcome::Callback];
        let promises = closing.term.is_some() || owing.contains(&closing.outcome);
        self.add(&closing.cites, Spot::Closing { promises });
        self.lines(&closing.say, &closing.remember);
        closing.fields.iter().for_each(|f| self.field(f));
    }

    fn met(&self, id: &str, kind: &str) -> bool {
        self.0.iter().any(|(c, spot)| c == id && meets(kind, *spot))
    }

    fn spots(&self, id: &str) -> Vec<Spot> {
        let here = self.0.iter().filter(|(c, _)| c == id);
        here.map(|(_, spot)| *spot).collect()
    }
}

/// A row of the requirements: id, kind, section.
fn requirements() -> Vec<[String; 3]> {
    let text = file("tests/data/requirements_juntos.csv").text;
    let row = |line: &str| {
        let mut cells = line.splitn(3, ',').map(|c| c.trim_matches('"').to_owned());
        [(); 3].map(|()| cells.next().unwrap_or_default())
    };
    text.lines().skip(1).map(row).collect()
}

#[test]
fn every_requirement_of_the_conversation_is_met_by_the_right_kind_of_place() {
    let by_channel = BTreeMap::from([
        ("In person", Cited::of(&pack("juntos-presencial"))),
        ("Telephone", Cited::of(&pack("juntos-telefonico"))),
    ]);
    let mut open = Vec::new();
    for [id, kind, section] in requirements() {
        let channel = by_channel.keys().find(|c| section.starts_with(**c));
        let packs: Vec<&Cited> = match channel {
            Some(channel) => vec![&by_channel[channel]],
            // The annex belongs to both.
            None => by_channel.values().collect(),
        };
        let met = packs.iter().all(|cited| cited.met(&id, &kind));
        let excepted = EXCEPTED.iter().any(|(e, _)| *e == id);
        if met == excepted {
            let spots: Vec<_> = packs.iter().map(|cited| cited.spots(&id)).collect();
            let what = if met { "met and excepted" } else { "not met" };
            open.push(format!(
                "{id} ({kind}, {section}) is {what}; cited at {spots:?}"
            ));
        }
    }
    assert!(open.is_empty(), "{}", open.join("\n"));
}

#[test]
fn the_requirements_of_the_conversation_are_all_there() {
    let ids: Vec<String> = requirements().into_iter().map(|[id, ..]| id).collect();
    let wanted: Vec<String> = (17..=130).map(|n| format!("P{n:03}")).collect();
    assert_eq!(ids, wanted);
}

#[test]
fn a_citation_of_the_wrong_kind_does_not_count() {
    let head = file("tests/data/head.toml").text;
    let protocol = small_pack(&format!(
        r#"{head}
        [[steps]]
        id = "saludo"
        title = "Saludo"
        phase = "greet"
        cites = ["P001"]
        say = [{{ text = "«Buenos días»", cites = ["P002"] }}]
        remember = [{{ text = "Sonría", cites = ["P003"] }}]
        [[steps.fields]]
        key = "nombre"
        label = "Nombre"
        ask.text = {{}}
        cites = ["P004"]
        [[steps.fields]]
        key = "plazo"
        label = "Plazo"
        ask.choice = ["30", "45"]
        when = {{ field = "nombre", answered = true }}
        cites = ["P005"]
        [[steps]]
        id = "fin"
        title = "Despedida"
        phase = "farewell"
        [[closings]]
        outcome = "resolved"
        cites = ["P006"]
        [[closings]]
        outcome = "callback"
        cites = ["P007"]
        "#
    ));
    let cited = Cited::of(&protocol);
    let met = |id: &str| -> String {
        let kinds = ["R", "S", "F", "T", "K", "B"];
        kinds.into_iter().filter(|k| cited.met(id, k)).collect()
    };
    let found: Vec<String> = (1..=7).map(|n| met(&format!("P00{n}"))).collect();
    assert_eq!(found, ["F", "S", "KB", "R", "RFT", "", "T"]);
}
