//! What can be chosen for each filter of the search, in words.

use super::Cx;
use super::search_filters::{Facet, Value};
use crate::journal::{Days, Filter, Known};
use crate::protocol::MatterKind;
use crate::texts::{self, days_said, texts};

/// Days as a filter.
pub(super) fn days(
    from: Option<chrono::NaiveDate>,
    to: Option<chrono::NaiveDate>,
    cx: &Cx,
) -> Filter {
    let zone = cx.desk.world.zone();
    Filter {
        days: Some(Days { from, to, zone }),
        ..Filter::default()
    }
}

/// What can be chosen for a facet, in words.
pub(super) fn values(facet: Facet, known: Known, cx: &Cx) -> Vec<(Value, String)> {
    let t = texts();
    let value = |filter: Filter, words: String| (Value::Filter(Box::new(filter)), words);
    let none = Filter::default;
    match facet {
        Facet::Days => {
            let today = cx.desk.local().date();
            let mut values: Vec<_> = t
                .search
                .usual_days
                .iter()
                .filter_map(|words| {
                    let (from, to) = days_said(words, today)?;
                    Some(value(days(from, to, cx), words.to_string()))
                })
                .collect();
            values.push((Value::OtherDays, t.search.other_days.to_string()));
            values
        }
        Facet::Channel => {
            let all = known.channels.into_iter();
            all.map(|c| {
                let channel = Some(c);
                value(Filter { channel, ..none() }, t.channels.name(c).to_string())
            })
            .collect()
        }
        Facet::Kind => {
            let all = known.kinds.into_iter();
            all.map(|id| {
                let words = kind_name(&id);
                let kind = Some(id);
                value(Filter { kind, ..none() }, words)
            })
            .collect()
        }
        Facet::Outcome => {
            let all = known.outcomes.into_iter();
            all.map(|o| {
                let outcome = Some(o);
                value(Filter { outcome, ..none() }, t.outcomes.name(o).to_string())
            })
            .collect()
        }
        Facet::Agent => {
            let all = known.agents.into_iter();
            all.map(|name| {
                let words = crate::safe::foreign_line(&name).into_owned();
                let agent = Some(name);
                value(Filter { agent, ..none() }, words)
            })
            .collect()
        }
        Facet::Station => {
            let all = known.stations.into_iter();
            all.map(|code| {
                let words = station_name(&code, cx);
                let station = Some(code);
                value(Filter { station, ..none() }, words)
            })
            .collect()
        }
        Facet::Protocol => {
            let all = known.protocols.into_iter();
            all.map(|id| {
                let pack = cx.desk.library().usable().find(|o| o.id == id);
                let words = pack.map_or_else(|| id.clone(), |o| o.title.clone());
                let protocol = Some(id);
                value(Filter { protocol, ..none() }, words)
            })
            .collect()
        }
    }
}

/// A station as numbers begin, and whether it is this one.
pub(super) fn station_name(code: &str, cx: &Cx) -> String {
    if code == cx.desk.station().code() {
        format!("{code} · {}", texts().stations.own)
    } else {
        crate::safe::clean_line(code).into_owned()
    }
}

/// A kind of matter in words; its identifier where it is one of an office's own.
fn kind_name(id: &str) -> String {
    let known = MatterKind::ALL.iter().find(|(name, _)| *name == id);
    known.map_or_else(
        || texts::title_case(id),
        |(_, kind)| texts().matters.name(*kind).to_string(),
    )
}
