//! Which requirements of the sources the packs meet: computed from what they cite, not claimed.
//!
//! A citation counts only where the requirement can be met:
//!
//! * R (record): by a field, or by the pack's own header, whose channels and document control every attention records;
//! * S (words): by a line to say, of a step, a field or a closing;
//! * F (flow): by a step, or by a field or line with a condition;
//! * T (time, figure): by a closing that promises (a term, or outcome escalated, pending or callback), or by a field that
//!   holds a day, an hour, minutes, a number, a mark, an evaluation by the person, or a choice among figures;
//! * K and B (knowledge, behaviour): by a line to remember, or by what the pack keeps to be known.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Ask, Choice, Closing, Field, Line, Outcome, Protocol, keys};

/// What a requirement asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Record,
    Words,
    Flow,
    Time,
    Knowledge,
    Behaviour,
}

impl Kind {
    /// Every kind with its letter.
    pub const ALL: [(char, Self); 6] = [
        ('R', Self::Record),
        ('S', Self::Words),
        ('F', Self::Flow),
        ('T', Self::Time),
        ('K', Self::Knowledge),
        ('B', Self::Behaviour),
    ];

    /// Its letter in the list of requirements.
    pub fn letter(self) -> char {
        Self::ALL
            .iter()
            .find(|(_, k)| *k == self)
            .map_or(' ', |(letter, _)| *letter)
    }
}

/// The packs that have to meet a requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// Any pack whose identifier begins so.
    Any(String),
    /// Each of these packs.
    Each(Vec<String>),
}

/// One requirement of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    pub id: String,
    pub kind: Kind,
    pub by: By,
    /// What it asks for, in a sentence of ours.
    pub sentence: String,
}

impl Requirement {
    /// Reads the list: `id,kind,packs,sentence`, a requirement a line under a heading. `packs` is the beginning of
    /// identifiers with a star, or identifiers joined by `+`. Fails with the number of the first line that is none.
    pub fn list(text: &str) -> Result<Vec<Self>, usize> {
        let lines = text.lines().enumerate().skip(1);
        lines
            .map(|(i, line)| Self::read(line).ok_or(i + 1))
            .collect()
    }

    fn read(line: &str) -> Option<Self> {
        let mut cells = line.splitn(4, ',').filter(|c| !c.is_empty());
        let (id, letter, packs, sentence) =
            (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        let (_, kind) = Kind::ALL.iter().find(|(l, _)| letter == l.to_string())?;
        Some(Self {
            id: id.to_owned(),
            kind: *kind,
            by: match packs.strip_suffix('*') {
                Some(beginning) => By::Any(beginning.to_owned()),
                None => By::Each(packs.split('+').map(str::to_owned).collect()),
            },
            sentence: sentence.to_owned(),
        })
    }

    /// The institution, as the packs' identifiers begin: `juntos`.
    pub fn institution(&self) -> &str {
        let pack = match &self.by {
            By::Any(beginning) => beginning.as_str(),
            By::Each(packs) => packs.first().map_or("", String::as_str),
        };
        pack.split('-').next().unwrap_or(pack)
    }

    /// Whether a pack is one of those that have to meet it.
    fn concerns(&self, pack: &str) -> bool {
        match &self.by {
            By::Any(beginning) => pack.starts_with(beginning),
            By::Each(packs) => packs.iter().any(|p| p == pack),
        }
    }
}

/// Why requirements are met by no pack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    pub ids: Vec<String>,
    pub why: Why,
    /// In a sentence, for the reader of the table.
    pub text: String,
}

/// The kinds of reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// No program can do it: it is for the institution.
    NotSoftware,
    /// It waits for a part of this program that is not built yet.
    WaitsReports,
    WaitsPrinting,
    WaitsPeople,
    WaitsCalendar,
}

/// The file of reasons.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    pub reasons: Vec<Reason>,
}

/// Where a citation stands, as far as the rule asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Header,
    Step,
    Field { conditional: bool, timed: bool },
    Say { conditional: bool },
    Remember { conditional: bool },
    Closing { promises: bool },
}

impl Spot {
    /// Whether a requirement of this kind is met by what is cited there.
    fn meets(self, kind: Kind) -> bool {
        match (kind, self) {
            (Kind::Record, Self::Field { .. } | Self::Header)
            | (Kind::Words, Self::Say { .. })
            | (Kind::Flow, Self::Step)
            | (Kind::Knowledge | Kind::Behaviour, Self::Remember { .. }) => true,
            (
                Kind::Flow,
                Self::Field { conditional, .. }
                | Self::Say { conditional }
                | Self::Remember { conditional },
            ) => conditional,
            (Kind::Time, Self::Field { timed, .. }) => timed,
            (Kind::Time, Self::Closing { promises }) => promises,
            _ => false,
        }
    }
}

/// Every citation of a pack, with its spot and the way there.
struct Cited {
    pack: String,
    cites: Vec<(String, Spot, String)>,
}

impl Cited {
    fn of(protocol: &Protocol) -> Self {
        let mut cited = Self {
            pack: protocol.id.clone(),
            cites: Vec::new(),
        };
        cited.add(&protocol.cites, Spot::Header, "");
        for step in &protocol.steps {
            cited.add(&step.cites, Spot::Step, &step.id);
            cited.lines(&step.say, &step.remember, &step.id);
            step.fields.iter().for_each(|f| cited.field(f, &step.id));
        }
        for closing in &protocol.closings {
            cited.closing(closing);
        }
        for known in &protocol.knowledge {
            let spot = Spot::Remember { conditional: false };
            cited.add(&known.cites, spot, &known.title);
            cited.lines(&[], &known.text, &known.title);
        }
        cited
    }

    fn add(&mut self, cites: &[String], spot: Spot, place: &str) {
        let path = if place.is_empty() {
            self.pack.clone()
        } else {
            format!("{}/{place}", self.pack)
        };
        let cites = cites.iter().map(|id| (id.clone(), spot, path.clone()));
        self.cites.extend(cites);
    }

    fn lines(&mut self, say: &[Line], remember: &[Line], place: &str) {
        for line in say {
            let conditional = line.when.is_some();
            self.add(&line.cites, Spot::Say { conditional }, place);
        }
        for line in remember {
            let conditional = line.when.is_some();
            self.add(&line.cites, Spot::Remember { conditional }, place);
        }
    }

    fn field(&mut self, field: &Field, parent: &str) {
        let place = format!("{parent}/{}", field.key);
        let spot = Spot::Field {
            conditional: field.when.is_some(),
            timed: is_timed(&field.ask) || keys::is_evaluation(&field.key),
        };
        self.add(&field.cites, spot, &place);
        self.lines(&field.say, &[], &place);
    }

    fn closing(&mut self, closing: &Closing) {
        let owing = [Outcome::Escalated, Outcome::Pending, Outcome::Callback];
        let promises = closing.term.is_some() || owing.contains(&closing.outcome);
        let place = closing.outcome.name();
        self.add(&closing.cites, Spot::Closing { promises }, place);
        self.lines(&closing.say, &closing.remember, place);
        closing.fields.iter().for_each(|f| self.field(f, place));
    }

    /// Where it meets a requirement.
    fn places(&self, requirement: &Requirement) -> impl Iterator<Item = &str> {
        self.cites
            .iter()
            .filter(|(id, spot, _)| *id == requirement.id && spot.meets(requirement.kind))
            .map(|(_, _, place)| place.as_str())
    }
}

/// Whether a field holds an hour, an amount or a mark.
fn is_timed(ask: &Ask) -> bool {
    let figures = |options: &[Choice]| options.iter().any(|o| o.id.parse::<u16>().is_ok());
    match ask {
        Ask::Moment(_) | Ask::Date(_) | Ask::Number(_) | Ask::Minutes(_) | Ask::Rating(_) => true,
        Ask::Choice(options) => figures(options),
        _ => false,
    }
}

/// What became of one requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'r> {
    pub requirement: &'r Requirement,
    /// The places of the right kind that cite it: pack, step or outcome, field.
    pub cited: Vec<String>,
    /// Whether every pack that has to meet it does.
    pub met: bool,
    pub reason: Option<&'r Reason>,
}

impl Row<'_> {
    /// Whether it is met, or told why not; a reason for what is met does not stand.
    pub fn is_settled(&self) -> bool {
        self.met != self.reason.is_some()
    }
}

/// What became of each requirement, in the order of the list.
pub fn coverage<'r>(
    requirements: &'r [Requirement],
    reasons: &'r [Reason],
    packs: &[&Protocol],
) -> Vec<Row<'r>> {
    let cited: Vec<Cited> = packs.iter().map(|p| Cited::of(p)).collect();
    let by_id: BTreeMap<&str, &Reason> = reasons
        .iter()
        .flat_map(|r| r.ids.iter().map(move |id| (id.as_str(), r)))
        .collect();
    let row = |requirement: &'r Requirement| {
        let concerned = cited.iter().filter(|c| requirement.concerns(&c.pack));
        let mut places: Vec<String> = concerned
            .flat_map(|c| c.places(requirement))
            .map(str::to_owned)
            .collect();
        // A place that says it in two lines is one place.
        places.dedup();
        let meets = |pack: &str| {
            cited
                .iter()
                .any(|c| c.pack == pack && c.places(requirement).next().is_some())
        };
        Row {
            met: match &requirement.by {
                By::Any(_) => !places.is_empty(),
                By::Each(packs) => packs.iter().all(|p| meets(p)),
            },
            cited: places,
            reason: by_id.get(requirement.id.as_str()).copied(),
            requirement,
        }
    };
    requirements.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str =
        "id,kind,packs,sentence\nA01,R,uno-*,Anotar, y bien\nA02,S,uno-x+uno-y,Decir\n";

    #[test]
    fn a_list_is_read_and_a_bad_line_is_named() {
        let list = Requirement::list(LIST).unwrap();
        assert_eq!(list[0].sentence, "Anotar, y bien");
        assert_eq!(list[0].institution(), "uno");
        assert_eq!(list[1].by, By::Each(vec!["uno-x".into(), "uno-y".into()]));
        for bad in ["A03,Z,uno-*,x", "A03,R,uno-*", "A03,R,,x", ""] {
            assert_eq!(
                Requirement::list(&format!("{LIST}{bad}\n")),
                Err(4),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_requirement_is_settled_by_being_met_or_by_a_reason_but_not_by_both() {
        let list = Requirement::list(LIST).unwrap();
        let reason = Reason {
            ids: vec!["A01".into()],
            why: Why::NotSoftware,
            text: "x".into(),
        };
        let reasons = [reason];
        let rows = coverage(&list, &reasons, &[]);
        assert!(rows[0].is_settled() && !rows[1].is_settled());
        let met = Row {
            met: true,
            ..rows[0].clone()
        };
        assert!(!met.is_settled());
    }
}
