//! `ventanilla diario hoja`: the sheet of a day, in plain lines that print anywhere.

use clap::{ArgMatches, Command};

use super::enter;
use super::{Outcome, contract, export, flag, given, init, json_flag, output, sub};
use crate::desk::DaySheet;
use crate::journal::Paths;
use crate::texts::{self, short_code, texts};

pub(super) fn command() -> Command {
    let t = &texts().sheet;
    sub("hoja", &t.help)
        .arg(flag("fecha", &texts().cli.values.date, &t.help_day))
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let world = init::world()?;
    let day = export::day(given(matches, "fecha"))?.unwrap_or_else(|| world.local().date());
    let sheet = enter::session(paths)?.sheet(day, world.now(), world.zone())?;
    if matches.get_flag("json") {
        return output::json(&mut std::io::stdout().lock(), &json(&sheet));
    }
    for line in texts::sheet(&sheet, true).lines() {
        output::line(line);
    }
    Ok(())
}

fn json(sheet: &DaySheet) -> serde_json::Value {
    let counted = |pairs: Vec<(&'static str, u32)>| -> serde_json::Map<String, serde_json::Value> {
        let entry = |(word, n): (&str, u32)| (word.to_owned(), n.into());
        pairs.into_iter().map(entry).collect()
    };
    let channels = sheet
        .channels
        .iter()
        .map(|(c, n)| (contract::word(&contract::CHANNELS, c), *n));
    let outcomes = sheet
        .outcomes
        .iter()
        .map(|(o, n)| (contract::word(&contract::OUTCOMES, o), *n));
    serde_json::json!({
        "fecha": sheet.day,
        "oficina": sheet.station.office,
        "puesto": sheet.station.station,
        "personas": sheet.people,
        "atenciones": sheet.attentions,
        "canales": counted(channels.collect()),
        "desenlaces": counted(outcomes.collect()),
        "compromisos": {"hechos": sheet.made, "cumplidos": sheet.kept, "por_cumplir": sheet.owed, "vencidos": sheet.late},
        "borradores": sheet.drafts,
        "ultimo_numero": sheet.highest,
        "epoca": sheet.last.map(|l| l.epoch),
        "asiento": sheet.last.map(|l| l.seq),
        "codigo": sheet.last.map(|l| short_code(&l.digest)),
        "copia": sheet.copy.as_ref().map(|c| serde_json::json!({"carpeta": c.folder, "fecha": c.made_at})),
    })
}
