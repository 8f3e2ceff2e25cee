//! `ventanilla protocolo cobertura`: which requirements of the sources the packs meet, and why not the others.

use clap::{ArgAction, ArgMatches, Command};

use crate::cli::{Arg, Failure, Outcome, json_flag, output, sub};
use crate::desk;
use crate::protocol::Protocol;
use crate::protocol::coverage::{Row, Why};
use crate::texts::texts;
use crate::ui::text::{fit, pad, wrap};

/// Columns of the table.
const WIDTH: usize = 80;

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    let detail = Arg::new("detalle")
        .long("detalle")
        .action(ArgAction::SetTrue)
        .help(t.protocol_coverage_detail.to_string());
    sub("cobertura", &t.protocol_coverage).args([detail, json_flag()])
}

pub(super) fn run(matches: &ArgMatches, packs: &[Protocol]) -> Outcome {
    let packs: Vec<&Protocol> = packs.iter().collect();
    let rows = desk::coverage(&packs);
    if matches.get_flag("json") {
        let out = &mut std::io::stdout().lock();
        rows.iter()
            .try_for_each(|row| output::json(out, &json(row)))?;
    } else {
        table(&rows, matches.get_flag("detalle"));
    }
    let open = rows.iter().filter(|r| !r.is_settled()).count();
    if open == 0 {
        Ok(())
    } else {
        let t = &texts().cli.coverage;
        Err(Failure::No(t.unsettled.of(open as u64)))
    }
}

fn json(row: &Row) -> serde_json::Value {
    serde_json::json!({
        "id": row.requirement.id,
        "clase": row.requirement.kind.letter().to_string(),
        "requisito": row.requirement.sentence,
        "cubierto": row.met,
        "citado_en": row.cited,
        "motivo": row.reason.map(|r| format!("{}: {}", why(r.why), r.text)),
    })
}

/// The kind of a reason, in words.
fn why(why: Why) -> &'static str {
    let t = &texts().cli.coverage;
    match why {
        Why::NotSoftware => &t.not_software,
        Why::WaitsReports => &t.waits_reports,
        Why::WaitsPrinting => &t.waits_printing,
        Why::WaitsPeople => &t.waits_people,
        Why::WaitsCalendar => &t.waits_calendar,
    }
}

/// Totals by institution first; then what no pack meets with its reason, or every row.
fn table(rows: &[Row], detail: bool) {
    let t = &texts().cli.coverage;
    let of = |institution: &str| {
        let institution = institution.to_owned();
        rows.iter()
            .filter(move |r| r.requirement.institution() == institution)
    };
    let mut institutions: Vec<&str> = Vec::new();
    for row in rows {
        if !institutions.contains(&row.requirement.institution()) {
            institutions.push(row.requirement.institution());
        }
    }
    for institution in &institutions {
        let count = |which: fn(&Row) -> bool| of(institution).filter(|r| which(r)).count();
        let mut words = t.total.fill(&[
            ("met", &count(|r| r.met)),
            ("all", &of(institution).count()),
            ("reasoned", &count(|r| !r.met && r.reason.is_some())),
        ]);
        let open = count(|r| !r.is_settled());
        if open > 0 {
            words.push_str(&t.total_open.fill(&[("open", &open)]));
        }
        output::line(&format!("{}{words}", pad(&institution.to_uppercase(), 14)));
    }
    for institution in &institutions {
        let shown: Vec<&Row> = of(institution)
            .filter(|r| detail || !r.met || !r.is_settled())
            .collect();
        if shown.is_empty() {
            continue;
        }
        output::line(&format!("\n{}", institution.to_uppercase()));
        shown.into_iter().for_each(line);
    }
}

/// One requirement: id, kind, whether it is met, what it asks; below, where or why not.
fn line(row: &Row) {
    let t = &texts().cli.coverage;
    let state = match (row.met, row.reason) {
        (true, None) => &t.met,
        (true, Some(_)) => &t.needless,
        (false, Some(_)) => &t.reasoned,
        (false, None) => &t.open,
    };
    let head = format!(
        "{} {} {} ",
        pad(&row.requirement.id, 4),
        row.requirement.kind.letter(),
        pad(state, 6)
    );
    output::line(&fit(&format!("{head}{}", row.requirement.sentence), WIDTH));
    let indented = |text: &str| {
        for part in wrap(text, WIDTH - 14) {
            output::line(&format!("{:14}{part}", ""));
        }
    };
    if let Some(reason) = row.reason {
        indented(&format!("{}: {}", why(reason.why), reason.text));
    }
    if row.met || !row.cited.is_empty() {
        indented(&row.cited.join(", "));
    }
}
