//! `ventanilla agente lista`: who is enrolled. Nothing of it is secret, so that nobody is asked for a PIN: the screen at which
//! people sit down shows the same.

use chrono::{DateTime, FixedOffset, Utc};
use clap::{ArgMatches, Command};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cli::contract::{ROLES, word};
use crate::cli::{Failure, Outcome, enter, json_flag, output, sub};
use crate::journal::{self, Guard, Paths, Seat};
use crate::texts::{self, texts};
use crate::ui::text::{pad, width};

pub(super) fn command() -> Command {
    sub("lista", &texts().agents.help_list).arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let now = enter::machine_now()?;
    let Guard::People { seats, last, .. } = journal::guard(paths, now.to_utc())? else {
        return Err(Failure::No(texts().agents.list_nobody.to_string()));
    };
    if matches.get_flag("json") {
        let mut out = std::io::stdout().lock();
        for seat in &seats {
            output::json(&mut out, &as_json(seat, last, *now.offset()))?;
        }
        return Ok(());
    }
    let widest = seats.iter().map(|s| width(&s.person.name)).max();
    for seat in &seats {
        output::line(&line(seat, widest.unwrap_or(0), *now.offset()));
    }
    Ok(())
}

/// When somebody was enrolled: their identifier begins with the instant at which it was given.
fn since(id: Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

fn line(seat: &Seat, widest: usize, zone: FixedOffset) -> String {
    let t = &texts().agents;
    let since = since(seat.person.id).map(|at| {
        let day = at.with_timezone(&zone).date_naive();
        t.list_since.fill(&[("day", &texts::full_date(day))])
    });
    let failed = (seat.failures > 0).then(|| t.list_failed.of(u64::from(seat.failures)));
    let waits = seat.wait_until.map(|until| {
        let hour = until.with_timezone(&zone).format("%H:%M:%S");
        t.list_waits.fill(&[("hour", &hour)])
    });
    let role = pad(texts().roles.name(seat.person.role), 13);
    let mut line = format!("{}  {role}", pad(&seat.person.name, widest));
    let more: Vec<String> = [since, failed, waits].into_iter().flatten().collect();
    if !more.is_empty() {
        line.push_str("  ");
        line.push_str(&more.join(" · "));
    }
    line
}

fn as_json(seat: &Seat, last: Option<Uuid>, zone: FixedOffset) -> Value {
    let moment = |at: DateTime<Utc>| at.with_timezone(&zone).to_rfc3339();
    json!({
        "id": seat.person.id,
        "nombre": seat.person.name,
        "funcion": word(&ROLES, &seat.person.role),
        "desde": since(seat.person.id).map(moment),
        "ultimo": Some(seat.person.id) == last,
        "fallidos": seat.failures,
        "espera_hasta": seat.wait_until.map(moment),
    })
}
