//! `ventanilla diario ver`: everything about one attention, by the clock.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::enter;
use super::{Failure, Outcome, find, init, json_flag, output, positional, shift, sub};
use crate::attention::{Attention, RegistryNumber};
use crate::desk::{hash_of, label_of, packs};
use crate::journal::{History, Paths, Reader};
use crate::people::Permission;
use crate::protocol::{self, Protocol, keys};
use crate::texts::{self, short_code, texts};
use crate::ui::text::{minutes, pad};
use crate::world::World;

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("ver", &t.show)
        .arg(
            positional("numero", &texts().cli.values.number, &t.show_number)
                .num_args(1..)
                .required_unless_present("turno"),
        )
        .arg(
            Arg::new("turno")
                .long("turno")
                .action(ArgAction::SetTrue)
                .conflicts_with("numero")
                .help(texts().lock.help_shift.to_string()),
        )
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let reader = enter::session(paths)?.reader(Permission::Consult)?;
    let world = init::world()?;
    if matches.get_flag("turno") {
        return shift::run(&reader, &world, matches.get_flag("json"));
    }
    let said = matches
        .get_many::<String>("numero")
        .unwrap_or_default()
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    let history = find_one(&reader, &said, &world)?;
    let reference = history
        .now
        .as_ref()
        .map(|f| f.record.opening.protocol.clone());
    let Some(reference) = reference else {
        let number = history
            .entries
            .iter()
            .find_map(|e| e.read().ok().flatten()?.number())
            .map(|n| n.to_string())
            .unwrap_or(said);
        return Err(Failure::No(
            texts().cli.said.draft.fill(&[("number", &number)]),
        ));
    };
    let embedded = packs()
        .iter()
        .find(|p| hash_of(p.text) == reference.hash)
        .map(|p| p.text.to_owned());
    let text = match embedded {
        Some(text) => text,
        None => reader.protocol_text(&reference.hash)?.unwrap_or_default(),
    };
    let protocol = protocol::load(&text, &reference.hash).map_err(|problems| {
        crate::desk::Denied::Pack(crate::desk::PackError::Broken {
            file: reference.id.clone(),
            id: reference.id,
            problems,
        })
    })?;
    if matches.get_flag("json") {
        return output::json(&mut std::io::stdout().lock(), &as_json(&history, &world)?);
    }
    for line in lines(&history, &protocol, &world) {
        output::line(&line);
    }
    Ok(())
}

/// The attention that was meant: by its whole number, or the only one found by what was said.
fn find_one(reader: &Reader, said: &str, world: &World) -> Result<History, Failure> {
    let t = &texts().cli.said;
    let unknown = || Failure::No(t.unknown_number.fill(&[("number", &said)]));
    if let Ok(number) = said.parse::<RegistryNumber>() {
        if let Some(history) = reader.numbered(number)? {
            return Ok(history);
        }
        let open = open_draft(reader, &number.sequence().to_string())?;
        return Err(open.unwrap_or_else(unknown));
    }
    let rows = crate::desk::find(reader, said, 20)?;
    match rows.as_slice() {
        [] => Err(open_draft(reader, said)?.unwrap_or_else(unknown)),
        [one] => reader.attention(one.id)?.ok_or_else(unknown),
        several => {
            let list: Vec<String> = several
                .iter()
                .map(|row| find::line(row, world.zone()))
                .collect();
            Err(Failure::No(format!(
                "{}\n{}",
                t.several.fill(&[("n", &several.len()), ("number", &said)]),
                list.join("\n")
            )))
        }
    }
}

/// Says that what was meant is still in progress, where it is.
fn open_draft(reader: &Reader, said: &str) -> Result<Option<Failure>, Failure> {
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    let Ok(sequence) = digits.parse::<u32>() else {
        return Ok(None);
    };
    let numbers = reader.drafts()?.into_iter().filter_map(|d| d.head.number);
    let meant = numbers.into_iter().find(|n| n.sequence() == sequence);
    Ok(meant.map(|n| Failure::No(texts().cli.said.draft.fill(&[("number", &n)]))))
}

fn lines(history: &History, protocol: &Protocol, world: &World) -> Vec<String> {
    let t = &texts().history;
    let Some(folded) = &history.now else {
        return Vec::new();
    };
    let attention = Attention::from_record(&folded.record);
    let (zone, now) = (world.zone(), world.local());
    let clocks = attention.clocks(world.now());
    let outcome = texts().outcomes.name(folded.record.outcome);
    let mut lines = vec![
        format!("{}   {outcome}", folded.record.number),
        texts::name(
            attention.text(keys::SURNAMES),
            attention.text(keys::GIVEN_NAMES),
        ),
        format!(
            "{} · {}",
            protocol.title,
            texts::long_moment(attention.opening.at.with_timezone(&zone).naive_local())
        ),
        t.times.fill(&[
            ("agent", &attention.opening.agent),
            ("elapsed", &minutes(clocks.elapsed)),
            ("held", &minutes(clocks.held)),
        ]),
        String::new(),
        t.values.to_string(),
    ];
    for field in protocol.fields() {
        let Some(answer) = attention.answer(&field.key).filter(|a| !a.is_empty()) else {
            continue;
        };
        let value =
            label_of(answer, protocol, &field.key).replace('\n', &format!("\n{}", " ".repeat(36)));
        lines.push(format!("  {}  {value}", pad(&field.label, 32)));
    }
    if !history.promises.is_empty() {
        lines.extend([String::new(), texts().attention.promised.to_string()]);
    }
    for owed in &history.promises {
        let mut line = format!("  {}", texts::promise(&owed.promise, now, zone));
        if let Some(end) = &owed.end {
            line.push_str(
                &t.ended
                    .fill(&[("how", texts::ending(end.how)), ("by", &end.by)]),
            );
        }
        lines.push(line);
    }
    lines.extend([String::new(), t.timeline.to_string()]);
    for act in &attention.acts {
        let Some(words) = texts::event(&act.event, protocol, now, zone) else {
            continue;
        };
        let by = if act.by == attention.opening.agent {
            String::new()
        } else {
            format!(" · {}", act.by)
        };
        lines.push(format!(
            "  {}  {words}{by}",
            act.at.with_timezone(&zone).format("%d/%m/%Y %H:%M:%S")
        ));
    }
    if let Some(last) = history.entries.last() {
        lines.extend([
            String::new(),
            t.chain
                .fill(&[("seq", &last.seq), ("code", &short_code(&last.digest))]),
        ]);
    }
    lines
}

fn as_json(history: &History, world: &World) -> Result<Value, Failure> {
    let zone = world.zone();
    let value = |v: Result<Value, serde_json::Error>| v.map_err(|e| Failure::World(e.to_string()));
    let record = match &history.now {
        Some(folded) => value(serde_json::to_value(&folded.record))?,
        None => Value::Null,
    };
    let mut promises = Vec::new();
    for owed in &history.promises {
        promises.push(json!({"compromiso": value(serde_json::to_value(&owed.promise))?, "fin": value(serde_json::to_value(&owed.end))?}));
    }
    let entries: Vec<Value> = history
        .entries
        .iter()
        .map(|e| json!({"asiento": e.seq, "clase": e.kind, "fecha": e.at.with_timezone(&zone).to_rfc3339(), "agente": e.agent, "codigo": short_code(&e.digest)}))
        .collect();
    Ok(json!({
        "numero": history.now.as_ref().map(|f| f.record.number),
        "reabierta": history.now.as_ref().is_some_and(|f| f.reopened),
        "atencion": record,
        "compromisos": promises,
        "asientos": entries,
    }))
}
