//! `ventanilla oficina ver`: the stations known, and the last exchange with each.

use clap::ArgMatches;

use super::{named, station_name};
use crate::cli::{Outcome, enter, init, output};
use crate::journal::{Certificate, Office, Paths};
use crate::texts::{self, texts};

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let office = enter::session(paths)?.office()?;
    if matches.get_flag("json") {
        return as_json(&office);
    }
    let zone = init::world()?.zone();
    let moment = |at: &chrono::DateTime<chrono::Utc>| {
        texts::long_moment(at.with_timezone(&zone).naive_local())
    };
    let t = &texts().office.said;
    let own = &office.membership.certificate;
    output::line(&t.title.fill(&[("office", &own.office), ("key", &key(own))]));
    let since = moment(&own.since);
    output::line(&t.own.fill(&[("station", &named(own)), ("since", &since)]));
    for known in &office.known {
        let station = named(&known.certificate);
        output::line(&match &known.last {
            Some(last) => t.exchanged.fill(&[
                ("station", &station),
                ("at", &moment(&last.at)),
                ("written", &moment(&last.written)),
            ]),
            None => t.never.fill(&[("station", &station)]),
        });
    }
    for station in office.doubled() {
        let station = station_name(&own.office, station);
        output::line(&t.doubled.fill(&[("station", &station)]));
    }
    Ok(())
}

/// The office's key as people compare it.
fn key(certificate: &Certificate) -> String {
    let pairs = certificate.office_key.chunks_exact(2);
    let groups: Vec<String> = pairs
        .map(|pair| format!("{:02x}{:02x}", pair[0], pair[1]))
        .collect();
    groups.join("-")
}

fn as_json(office: &Office) -> Outcome {
    let own = &office.membership.certificate;
    let mut out = std::io::stdout().lock();
    output::json(
        &mut out,
        &serde_json::json!({"oficina": own.office, "llave": key(own), "puesto": own.station, "dispositivo": own.device,
            "propio": true, "desde": own.since}),
    )?;
    for known in &office.known {
        let c = &known.certificate;
        output::json(
            &mut out,
            &serde_json::json!({"oficina": c.office, "llave": key(c), "puesto": c.station, "dispositivo": c.device, "propio": false,
                "desde": c.since, "intercambio": known.last.map(|l| l.at), "escrito": known.last.map(|l| l.written)}),
        )?;
    }
    Ok(())
}
