//! `ventanilla diario buscar`: by words, document, phone, or the number as people say it.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::contract::{CHANNELS, OUTCOMES, word};
use super::{Failure, Outcome, flag, init, json_flag, output, positional, sub};
use crate::desk::find;
use crate::journal::{Paths, Reader, Summary};
use crate::texts::{self, texts};
use crate::ui::text::pad;

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("buscar", &t.find)
        .after_help(texts().cli.examples.find.to_string())
        .arg(positional("texto", &texts().cli.values.text, &t.find_text).num_args(0..))
        .arg(
            flag("limite", "N", &t.find_limit)
                .value_parser(clap::value_parser!(u32).range(1..=100_000))
                .default_value("50")
                .hide_default_value(true),
        )
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let reader = Reader::open(paths)?;
    let text = matches
        .get_many::<String>("texto")
        .unwrap_or_default()
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let limit = matches.get_one::<u32>("limite").copied().unwrap_or(50);
    let rows = find(&reader, &text, limit)?;
    let as_json = matches.get_flag("json");
    let zone = init::world()?.zone();
    let mut out = std::io::stdout().lock();
    for row in &rows {
        if as_json {
            output::json(&mut out, &summary(row, zone))?;
        } else {
            output::line(&line(row, zone));
        }
    }
    if rows.is_empty() && text.trim().is_empty() {
        return Err(Failure::No(texts().cli.said.nothing_yet.to_string()));
    }
    if rows.is_empty() {
        return Err(Failure::No(
            texts().cli.said.nothing_found.fill(&[("text", &text)]),
        ));
    }
    Ok(())
}

/// One attention in a row; the document is masked in lists.
pub(super) fn line(row: &Summary, zone: chrono::FixedOffset) -> String {
    let at = row.opened_at.with_timezone(&zone).format("%d/%m/%Y %H:%M");
    let who = texts::name(row.surnames.as_deref(), row.given_names.as_deref());
    let document = row
        .document
        .as_ref()
        .map(|d| texts::masked(&d.number))
        .unwrap_or_default();
    let outcome = texts().outcomes.name(row.outcome);
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
        "abierta": row.opened_at.with_timezone(&zone).to_rfc3339(),
        "registrada": row.filed_at.with_timezone(&zone).to_rfc3339(),
        "agente": row.agent,
        "canal": word(&CHANNELS, &row.channel),
        "protocolo": row.protocol,
        "desenlace": word(&OUTCOMES, &row.outcome),
        "reabierta": row.reopened,
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
