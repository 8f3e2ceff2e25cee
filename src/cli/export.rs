//! `ventanilla diario exportar`: one JSON line an attention; or the entries, encrypted for the other stations of the office,
//! or in clear as they are in the chain.

use std::fmt::Write as _;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write};
use std::ops::Range;
use std::path::PathBuf;

use chrono::{DateTime, Days, NaiveDate, TimeZone, Utc};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use super::{Failure, Outcome, flag, given, init, json_flag, output, sub};
use super::{enter, import};
use crate::desk::{Denied, Session};
use crate::journal::{Error, Paths, Reader};
use crate::people::Permission;
use crate::texts::texts;
use crate::world::World;

/// The version of the exported line.
const VERSION: u32 = 1;

pub(super) fn command() -> Command {
    let (t, o) = (&texts().cli.help, &texts().office.help);
    let switch = |name: &'static str, help: &str| {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(help.to_owned())
    };
    sub("exportar", &o.export)
        .after_help(texts().cli.examples.export.to_string())
        .arg(flag("desde", &texts().cli.values.date, &t.export_from))
        .arg(flag("hasta", &texts().cli.values.date, &t.export_to))
        .arg(switch("asientos", &o.export_entries))
        .arg(
            flag("para", &texts().cli.values.target, &o.export_to)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(switch("en-claro", &o.export_clear).conflicts_with("para"))
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let world = init::world()?;
    let span = span(matches, &world)?;
    let (entries, clear) = (matches.get_flag("asientos"), matches.get_flag("en-claro"));
    let target = matches.get_one::<PathBuf>("para");
    for (flag, is_given) in [("--para", target.is_some()), ("--en-claro", clear)] {
        if is_given && !entries {
            let t = &texts().office.carried.needs_entries;
            return Err(Failure::Usage(t.fill(&[("flag", &flag)])));
        }
    }
    let session = enter::session(paths)?;
    if entries && !clear {
        return encrypted(&session, &span, &world, target, matches.get_flag("json"));
    }
    let reader = session.reader(Permission::Export)?;
    if entries {
        each_entry(&reader, span)
    } else {
        each_attention(&reader, span)
    }
}

/// The days asked for, as instants on the office's clock.
fn span(matches: &ArgMatches, world: &World) -> Result<Range<DateTime<Utc>>, Failure> {
    let zone = world.zone();
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
    Ok(from..until)
}

/// To a file that is verified, or to whoever reads standard output.
fn encrypted(
    session: &Session,
    span: &Range<DateTime<Utc>>,
    world: &World,
    target: Option<&PathBuf>,
    as_json: bool,
) -> Outcome {
    let t = &texts().office.carried;
    let Some(target) = target else {
        let out = std::io::stdout();
        if out.is_terminal() {
            return Err(Failure::Usage(t.no_target.to_string()));
        }
        return match session.carry_out_to(span, world, out.lock()) {
            // A reader that went away is no failure.
            Err(Denied::Failed(Error::Io {
                kind: ErrorKind::BrokenPipe,
                ..
            })) => Ok(()),
            written => Ok(written.map(drop)?),
        };
    };
    let moment = world.local().format("%Y%m%d-%H%M%S").to_string();
    let carried = session.carry_out(span, world, |office, station| {
        if target.is_dir() {
            let name = format!("{office}-{station:02}-{moment}.{}", import::EXTENSION);
            target.join(name)
        } else {
            target.clone()
        }
    })?;
    if as_json {
        let answer =
            json!({"archivo": carried.file, "asientos": carried.entries, "comprobada": true});
        return output::json(&mut std::io::stdout().lock(), &answer);
    }
    let name = carried.file.file_name().unwrap_or_default();
    output::line(&t.written.fill(&[
        ("file", &carried.file.display()),
        ("entries", &texts().cli.said.entries.of(carried.entries)),
        ("name", &name.display()),
    ]));
    Ok(())
}

fn each_entry(reader: &Reader, span: Range<DateTime<Utc>>) -> Outcome {
    let mut out = BufWriter::new(std::io::stdout().lock());
    reader.each_entry(span.start, span.end, |e| {
        let body: Value = serde_json::from_str(&e.body).unwrap_or(Value::Null);
        output::json(
            &mut out,
            &json!({"v": VERSION, "dispositivo": e.device, "epoca": e.epoch, "asiento": e.seq, "id": e.id, "fecha": e.at, "agente": e.agent, "clase": e.kind,
                "version_clase": e.kind_version, "anterior": hex(&e.prev), "huella": hex(&e.digest), "huella_cuerpo": hex(&e.body_digest),
                "sal": hex(&e.salt), "cuerpo": body, "texto": e.body}),
        )
    })?;
    ended(out)
}

fn each_attention(reader: &Reader, span: Range<DateTime<Utc>>) -> Outcome {
    let mut out = BufWriter::new(std::io::stdout().lock());
    reader.each_attention(span.start, span.end, |exported| {
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
    ended(out)
}

/// A reader that went away is no failure.
fn ended(mut out: impl Write) -> Outcome {
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
