//! `ventanilla diario buscar`: by words, document, phone, or the number as people say it, and by filters.

use chrono::{FixedOffset, NaiveDate};
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::contract::{CHANNELS, OUTCOMES, value, word};
use super::enter;
use super::{Failure, Outcome, flag, given, init, json_flag, output, positional, sub};
use crate::desk::{Library, query};
use crate::journal::{Days, Filter, Known, Paths, Summary};
use crate::people::Permission;
use crate::protocol::MatterKind;
use crate::texts::{self, texts};
use crate::ui::text::pad;

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    let names = &texts().cli.values;
    sub("buscar", &t.find)
        .after_help(texts().cli.examples.find.to_string())
        .arg(positional("texto", &names.text, &t.find_text).num_args(0..))
        .args([
            flag("dia", &names.date, &t.find_day).conflicts_with_all(["desde", "hasta"]),
            flag("desde", &names.date, &t.find_from),
            flag("hasta", &names.date, &t.find_to),
            flag("agente", &names.name, &t.find_agent),
            flag("canal", &names.channel, &t.find_channel),
            flag("tipo", &names.kind, &t.find_kind),
            flag("desenlace", &names.outcome, &t.find_outcome),
            flag("protocolo", "ID", &t.find_protocol),
            flag("puesto", "CAJ-02", &texts().stations.cli_station),
        ])
        .arg(
            flag("limite", "N", &t.find_limit)
                .value_parser(clap::value_parser!(u32).range(1..=100_000))
                .default_value("50")
                .hide_default_value(true),
        )
        .arg(
            flag("antes", &names.place, &t.find_before)
                .value_parser(clap::value_parser!(i64).range(1..)),
        )
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let world = init::world()?;
    let (zone, today) = (world.zone(), world.local().date());
    let days = days(matches, today, zone)?;
    let reader = enter::session(paths)?.reader(Permission::Consult)?;
    let own = reader.station()?.code();
    let filter = Filter {
        days,
        ..filter(matches, &Library::open(&paths.data), reader.known()?, &own)?
    };
    let text = matches
        .get_many::<String>("texto")
        .unwrap_or_default()
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let limit = matches.get_one::<u32>("limite").copied().unwrap_or(50);
    let before = matches.get_one::<i64>("antes").copied();
    let everything = text.trim().is_empty() && filter.is_empty() && before.is_none();
    let filtered = !filter.is_empty() || before.is_some();
    let page = reader.find(&query(&text, filter, limit, before))?;
    let as_json = matches.get_flag("json");
    let mut out = std::io::stdout().lock();
    for row in &page.rows {
        if as_json {
            output::json(&mut out, &summary(row, zone))?;
        } else {
            output::line(&line(row, zone));
        }
    }
    let t = &texts().cli.said;
    if page.rows.is_empty() {
        return Err(Failure::No(if everything {
            t.nothing_yet.to_string()
        } else if filtered {
            t.nothing_filtered.to_string()
        } else {
            t.nothing_found.fill(&[("text", &text)])
        }));
    }
    if !as_json {
        output::line(&match page.next {
            Some(next) => t
                .found_more
                .fill(&[("n", &page.rows.len()), ("next", &next)]),
            None => t.found.of(page.rows.len() as u64),
        });
    }
    Ok(())
}

/// The days asked for, as people write them.
fn days(
    matches: &ArgMatches,
    today: NaiveDate,
    zone: FixedOffset,
) -> Result<Option<Days>, Failure> {
    let said = |id| -> Result<Option<texts::Span>, Failure> {
        let Some(text) = given(matches, id) else {
            return Ok(None);
        };
        let span = texts::days_said(text, today);
        let bad = || Failure::Usage(texts().cli.usage.bad_days.fill(&[("given", &text)]));
        span.map(Some).ok_or_else(bad)
    };
    if let Some((from, to)) = said("dia")? {
        return Ok(Some(Days { from, to, zone }));
    }
    let from = said("desde")?.and_then(|span| span.0.or(span.1));
    let to = said("hasta")?.and_then(|span| span.1.or(span.0));
    let some = from.is_some() || to.is_some();
    Ok(some.then_some(Days { from, to, zone }))
}

/// The filters but the days; what the journal does not know is wrong usage, answered with what it knows.
fn filter(
    matches: &ArgMatches,
    library: &Library,
    mut known: Known,
    own: &str,
) -> Result<Filter, Failure> {
    known
        .kinds
        .extend(MatterKind::ALL.map(|(id, _)| id.to_owned()));
    known
        .protocols
        .extend(library.offers().iter().map(|o| o.id.clone()));
    let one_of = |id, mut known: Vec<String>| {
        known.sort_unstable();
        known.dedup();
        let one = |text: &str| {
            let same = |k: &&String| texts::plain(k) == texts::plain(text.trim());
            let found = known.iter().find(same);
            let t = &texts().cli.usage.not_one_of;
            let blanks: [(&str, &dyn std::fmt::Display); 2] =
                [("given", &text), ("known", &known.join(", "))];
            found
                .cloned()
                .ok_or_else(|| Failure::Usage(t.fill(&blanks)))
        };
        given(matches, id).map(one).transpose()
    };
    // Before the first attention there is nothing to find, and this station is one all the same.
    known.stations.push(own.to_owned());
    let station = if given(matches, "puesto") == Some("este") {
        Some(own.to_owned())
    } else {
        one_of("puesto", known.stations)?
    };
    Ok(Filter {
        days: None,
        station,
        agent: one_of("agente", known.agents)?,
        channel: given(matches, "canal")
            .map(|w| value(&CHANNELS, w))
            .transpose()?,
        protocol: one_of("protocolo", known.protocols)?,
        kind: one_of("tipo", known.kinds)?,
        outcome: given(matches, "desenlace")
            .map(|w| value(&OUTCOMES, w))
            .transpose()?,
    })
}

/// One attention in a row; the document is masked in lists.
pub(super) fn line(row: &Summary, zone: chrono::FixedOffset) -> String {
    let at = row.came_in(zone).format("%d/%m/%Y %H:%M");
    let who = texts::name(row.surnames.as_deref(), row.given_names.as_deref());
    let document = row
        .document
        .as_ref()
        .map(|d| texts::masked(&d.number))
        .unwrap_or_default();
    let outcome = if row.conflict {
        &texts().stations.conflict
    } else {
        texts().outcomes.name(row.outcome)
    };
    let reason = row.reason.clone().unwrap_or_default();
    format!(
        "{at}  {}  {}  {}  {}  {reason}",
        row.number,
        pad(&who, 28),
        pad(&document, 10),
        pad(outcome, 11)
    )
}

/// One attention as JSON, whole: who reads it has the key.
pub(super) fn summary(row: &Summary, zone: chrono::FixedOffset) -> Value {
    json!({
        "numero": row.number,
        "lugar": row.entry,
        "recibida": row.received.map(|at| at.format("%Y-%m-%dT%H:%M:%S").to_string()),
        "abierta": row.opened_at.with_timezone(&zone).to_rfc3339(),
        "registrada": row.filed_at.with_timezone(&zone).to_rfc3339(),
        "agente": row.agent,
        "canal": word(&CHANNELS, &row.channel),
        "protocolo": row.protocol,
        "desenlace": word(&OUTCOMES, &row.outcome),
        "reabierta": row.reopened,
        "en_conflicto": row.conflict,
        "duracion_s": row.elapsed,
        "espera_s": row.held,
        "consulta_s": row.consulted,
        "apellidos": row.surnames,
        "nombres": row.given_names,
        "documento": row.document.as_ref().map(|d| json!({"tipo": d.kind.name(), "numero": d.number})),
        "telefono": row.phone,
        "motivo": row.reason,
        "asunto": row.matter,
        "tipo": row.kind,
        "distrito": row.district,
    })
}
