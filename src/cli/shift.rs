//! `ventanilla diario ver --turno`: who was at the keys, came, left and handed over, the newest last.

use std::io;

use serde_json::{Value, json};

use super::{Failure, Outcome, output};
use crate::journal::Reader;
use crate::texts::{at_the_keys, short_code};
use crate::world::World;

/// Most lines: some weeks of a counter.
const MOST: u32 = 500;

/// Shows the last entries about people.
pub(super) fn run(reader: &Reader, world: &World, as_json: bool) -> Outcome {
    let mut entries = reader.presence(MOST)?;
    entries.reverse();
    let zone = world.zone();
    for entry in &entries {
        let at = entry.at.with_timezone(&zone);
        if as_json {
            let detail: Value =
                serde_json::from_str(&entry.body).map_err(|e| Failure::World(e.to_string()))?;
            let value = json!({
                "asiento": entry.seq,
                "fecha": at.to_rfc3339(),
                "agente": entry.agent,
                "clase": entry.kind,
                "detalle": detail,
                "codigo": short_code(&entry.digest),
            });
            output::json(&mut io::stdout().lock(), &value)?;
        } else if let Some(body) = entry.read()?
            && let Some(words) = at_the_keys(&body, zone)
        {
            let at = at.format("%d/%m/%Y %H:%M:%S");
            output::line(&format!("{at}  {}: {words}", entry.agent));
        }
    }
    Ok(())
}
