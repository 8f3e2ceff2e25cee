//! `ventanilla diario exportar`: one JSON line an attention, or the entries as they are in the chain.

use std::fmt::Write as _;
use std::io::{BufWriter, Write};

use chrono::{DateTime, Days, NaiveDate, TimeZone, Utc};
use clap::{ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::enter;
use super::{Failure, Outcome, flag, given, init, json_flag, output, sub};
use crate::journal::Paths;
use crate::people::Permission;
use crate::texts::texts;

/// The version of the exported line.
const VERSION: u32 = 1;

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("exportar", &t.export)
        .after_help(texts().cli.examples.export.to_string())
        .arg(flag("desde", &texts().cli.values.date, &t.export_from))
        .arg(flag("hasta", &texts().cli.values.date, &t.export_to))
        .arg(
            clap::Arg::new("asientos")
                .long("asientos")
                .action(ArgAction::SetTrue)
                .help(t.export_entries.to_string()),
        )
        .arg(json_flag().hide(true))
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let reader = enter::session(paths)?.reader(Permission::Export)?;
    let zone = init::world()?.zone();
    let midnight = |day: NaiveDate| {
        zone.from_local_datetime(&day.and_time(chrono::NaiveTime::MIN))
            .single()
            .map(|at| at.to_utc())
    };
    let from = day(given(matches, "desde"))?
        .and_then(midnight)
        .unwrap_or(DateTime::<Utc>::MIN_UTC);
    let until = day(given(matches, "hasta"))?
        .and_then(|d| d.checked_add_days(Days::new(1)))
        .and_then(midnight)
        .unwrap_or(DateTime::<Utc>::MAX_UTC);
    let mut out = BufWriter::new(std::io::stdout().lock());
    if matches.get_flag("asientos") {
        reader.each_entry(from, until, |e| {
            let body: Value = serde_json::from_str(&e.body).unwrap_or(Value::Null);
            output::json(
                &mut out,
                &json!({"v": VERSION, "dispositivo": e.device, "epoca": e.epoch, "asiento": e.seq, "id": e.id, "fecha": e.at, "agente": e.agent, "clase": e.kind,
                    "version_clase": e.kind_version, "anterior": hex(&e.prev), "huella": hex(&e.digest), "huella_cuerpo": hex(&e.body_digest),
                    "sal": hex(&e.salt), "cuerpo": body, "texto": e.body}),
            )
        })?;
    } else {
        reader.each_attention(from, until, |exported| {
            let record = serde_json::to_value(&exported.attention.record).map_err(|e| Failure::World(e.to_string()))?;
            let promises: Vec<Value> = exported
                .promises
                .iter()
                .map(|o| json!({"compromiso": o.promise, "fin": o.end}))
                .collect();
            output::json(
                &mut out,
                &json!({"v": VERSION, "numero": exported.attention.record.number, "reabierta": exported.attention.reopened, "atencion": record,
                    "compromisos": promises, "huella": hex(&exported.digest)}),
            )
        })?;
    }
    match out.flush() {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e.into()),
        _ => Ok(()),
    }
}

pub(super) fn day(text: Option<&str>) -> Result<Option<NaiveDate>, Failure> {
    let Some(text) = text else { return Ok(None) };
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d");
    day.map(Some)
        .map_err(|_| Failure::Usage(texts().cli.usage.bad_date.fill(&[("given", &text)])))
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // Writing to a String cannot fail.
            let _written = write!(out, "{byte:02x}");
            out
        })
}
