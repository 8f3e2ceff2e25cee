//! What the packs cover of the sources' requirements is computed from what they cite, not claimed.

use std::collections::BTreeSet;

use ventanilla::desk::{self, packs};
use ventanilla::protocol::Protocol;
use ventanilla::protocol::coverage::{By, Kind, Requirement, coverage};

use super::support::tree::file;
use super::support::{pack, small_pack};

fn all() -> Vec<Protocol> {
    packs().iter().map(|p| pack(p.id)).collect()
}

/// Whether a source's packs are among the program's yet.
fn has_packs(requirement: &Requirement) -> bool {
    let there = |beginning: &str| packs().iter().any(|p| p.id.starts_with(beginning));
    match &requirement.by {
        By::Any(beginning) => there(beginning),
        By::Each(ids) => ids.iter().all(|id| there(id)),
    }
}

#[test]
fn every_requirement_is_met_by_the_right_kind_of_place_or_has_a_reason() {
    let all = all();
    let rows = desk::coverage(&all.iter().collect::<Vec<_>>());
    let open: Vec<String> = rows
        .iter()
        .filter(|row| !row.is_settled() && has_packs(row.requirement))
        .map(|row| {
            let Requirement {
                id, kind, sentence, ..
            } = row.requirement;
            let what = if row.met {
                "met and has a reason"
            } else {
                "not met"
            };
            format!(
                "{id} ({}, {sentence}) is {what}; {:?}",
                kind.letter(),
                row.cited
            )
        })
        .collect();
    assert!(open.is_empty(), "{}", open.join("\n"));
}

#[test]
fn the_requirements_are_all_there() {
    let ids: Vec<&str> = desk::requirements().iter().map(|r| r.id.as_str()).collect();
    let numbered = |letter: char, width: usize, last: usize| {
        (1..=last).map(move |n| format!("{letter}{n:0width$}"))
    };
    let wanted: Vec<String> = numbered('P', 3, 130)
        .chain(numbered('U', 2, 20))
        .chain(numbered('C', 2, 36))
        .chain(numbered('S', 2, 23))
        .chain(numbered('D', 2, 17))
        .collect();
    assert_eq!(ids, wanted);
}

#[test]
fn the_kinds_of_the_conversation_are_those_of_the_source() {
    let text = file("tests/data/requirements_juntos.csv").text;
    for line in text.lines().skip(1) {
        let mut cells = line.splitn(3, ',');
        let (id, kind) = (cells.next().unwrap(), cells.next().unwrap());
        let ours = desk::requirements().iter().find(|r| r.id == id).unwrap();
        assert_eq!(ours.kind.letter().to_string(), kind, "{id}");
        // What is asked of visits is met by the pack for visits, what is asked of calls by the pack for calls.
        let section = cells.next().unwrap().trim_matches('"');
        let by = match section.split(' ').next().unwrap() {
            "In" => vec!["juntos-presencial"],
            "Telephone" => vec!["juntos-telefonico"],
            _ => vec!["juntos-presencial", "juntos-telefonico"],
        };
        let by = By::Each(by.into_iter().map(str::to_owned).collect());
        assert_eq!(ours.by, by, "{id}: {section}");
    }
}

#[test]
fn a_reason_is_of_a_requirement_and_given_once() {
    let known: BTreeSet<&str> = desk::requirements().iter().map(|r| r.id.as_str()).collect();
    let mut given = BTreeSet::new();
    for reason in desk::reasons() {
        assert!(!reason.text.trim().is_empty(), "{:?}", reason.ids);
        for id in &reason.ids {
            assert!(known.contains(id.as_str()), "there is no {id}");
            assert!(given.insert(id.as_str()), "{id} has two reasons");
        }
    }
}

#[test]
fn a_citation_of_the_wrong_kind_does_not_count() {
    let head = file("tests/data/head.toml").text;
    let protocol = small_pack(&format!(
        r#"cites = ["P008"]
        {head}
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
        [[steps.fields]]
        key = "evaluacion.volveria"
        label = "Volvería"
        ask.yes_no = {{}}
        cites = ["P010"]
        [[closings]]
        outcome = "resolved"
        cites = ["P006"]
        [[closings]]
        outcome = "callback"
        cites = ["P007"]
        [[knowledge]]
        title = "Puntos de pago"
        text = ["Banco"]
        cites = ["P009"]
        "#
    ));
    let met = |id: &str| -> String {
        let of_kind = |(letter, kind): (char, Kind)| {
            let requirement = Requirement {
                id: id.into(),
                kind,
                by: By::Any("prueba".into()),
                sentence: "x".into(),
            };
            coverage(&[requirement], &[], &[&protocol])[0]
                .met
                .then_some(letter)
        };
        Kind::ALL.into_iter().filter_map(of_kind).collect()
    };
    let ids = [
        "001", "002", "003", "004", "005", "006", "007", "008", "009", "010",
    ];
    let found = ids.map(|n| met(&format!("P{n}")));
    let wanted = ["F", "S", "KB", "R", "RFT", "", "T", "R", "KB", "RT"];
    assert_eq!(found, wanted);
}

#[test]
fn what_each_pack_has_to_meet_is_not_met_by_one() {
    let all = all();
    let visits: Vec<&Protocol> = all.iter().filter(|p| p.id == "juntos-presencial").collect();
    let rows = desk::coverage(&visits);
    let row = |id: &str| rows.iter().find(|r| r.requirement.id == id).unwrap();
    assert!(row("P019").met && !row("P071").met);
    assert!(!row("P130").met && !row("P130").cited.is_empty());
}
