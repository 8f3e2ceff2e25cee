//! `ventanilla diario restaurar`: a copy in the place of the journal, after showing what would be lost.

use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, FixedOffset, Utc};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Failure, Outcome, flag, given, init, json_flag, output, positional, sub};
use super::{agent, enter};
use crate::attention::RegistryNumber;
use crate::desk::Session;
use crate::journal::{self, Choice, Done, Losses, Paths, Plan, Present};
use crate::texts::{self, short_code, texts};

/// Most rows of a list that are shown; `--json` has them all.
const ROWS: usize = 20;

pub(super) fn command() -> Command {
    let t = &texts().copies.help;
    let folder = positional("copia", &t.copy, &t.restore_copy)
        .required(true)
        .value_parser(clap::value_parser!(PathBuf));
    let switch = |id: &'static str, help: &str| {
        Arg::new(id)
            .long(id)
            .action(ArgAction::SetTrue)
            .help(help.to_owned())
    };
    sub("restaurar", &t.restore).args([
        folder,
        switch("si", &t.restore_yes),
        flag("ultimo-numero", "N", &t.restore_number),
        switch("sin-borradores", &t.restore_no_drafts),
        flag("archivo-clave", &t.file, &t.restore_key).value_parser(clap::value_parser!(PathBuf)),
        json_flag(),
    ])
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let Some(copy) = matches.get_one::<PathBuf>("copia") else {
        return Ok(());
    };
    let world = init::world()?;
    let key_file = matches
        .get_one::<PathBuf>("archivo-clave")
        .map(PathBuf::as_path);
    let session = session(paths, copy, key_file)?;
    let plan = session.plan_restore(copy)?;
    let paper = given(matches, "ultimo-numero")
        .map(|text| paper(text, &plan, world.local().year()))
        .transpose()?;
    let drafts = !matches.get_flag("sin-borradores");
    let as_json = matches.get_flag("json");
    if as_json {
        output::json(&mut std::io::stdout().lock(), &json(&plan))?;
    } else {
        show(&plan, paper, drafts, paths, world.zone());
    }
    if plan.needs_paper(world.local().year()) && paper.is_none() {
        return Err(journal::Error::NumberUnknown.into());
    }
    if !matches.get_flag("si") {
        confirm(as_json)?;
    }
    let done = session.restore(
        &plan,
        &Choice {
            drafts,
            paper,
            now: world.now(),
            local: world.local(),
        },
    )?;
    if as_json {
        let last = latest(&done.restored.highest);
        let answer = serde_json::json!({"restaurada": true, "anterior": done.kept, "ultimo_numero": last, "borradores": done.restored.drafts});
        return output::json(&mut std::io::stdout().lock(), &answer);
    }
    say(&done);
    Ok(())
}

/// The session at the journal that is there, or of the people who are enrolled in it; with a key file that was brought only
/// where there is neither. On a new disk the people come with the copy, and the recovery code lets one of them in.
fn session(paths: &Paths, copy: &Path, key_file: Option<&Path>) -> Result<Session, Failure> {
    if journal::exists(paths) || paths.slots().exists() || paths.slots_again().exists() {
        return enter::session(paths);
    }
    std::fs::create_dir_all(&paths.data)?;
    if journal::bring_people(paths, copy)? {
        let entered = agent::by_code(paths, &texts().copies.restore.people);
        if entered.is_err() {
            journal::leave_people(paths)?;
        }
        return entered;
    }
    Ok(Session::for_restoring(paths, copy, key_file)?)
}

/// A whole number, or its sequence in this year's series of the station.
fn paper(text: &str, plan: &Plan, year: i32) -> Result<RegistryNumber, Failure> {
    let manifest = &plan.copy.manifest;
    let of_sequence = |sequence: u32| {
        let year = u16::try_from(year).ok()?;
        RegistryNumber::new(&manifest.office, manifest.station, year, sequence)
    };
    let number = text
        .parse::<RegistryNumber>()
        .ok()
        .or_else(|| text.parse().ok().and_then(of_sequence));
    let bad = || Failure::Usage(texts().copies.restore.bad_number.fill(&[("given", &text)]));
    let number = number.ok_or_else(bad)?;
    let accepted = plan.accepts(number, year);
    accepted.map_err(|e| Failure::Usage(texts::failure(&e)))?;
    Ok(number)
}

/// The typed word, or everything stays as it is.
fn confirm(as_json: bool) -> Outcome {
    let t = &texts().copies.restore;
    if as_json || !std::io::stdin().is_terminal() {
        return Err(Failure::No(t.no_terminal.to_string()));
    }
    output::line(&t.ask.fill(&[("word", &t.word)]));
    let mut typed = String::new();
    std::io::stdin().lock().read_line(&mut typed)?;
    if typed.trim().eq_ignore_ascii_case(&t.word) {
        Ok(())
    } else {
        Err(Failure::No(t.not_confirmed.to_string()))
    }
}

/// What restoring would mean, in lines.
fn show(
    plan: &Plan,
    paper: Option<RegistryNumber>,
    drafts: bool,
    paths: &Paths,
    zone: FixedOffset,
) {
    let t = &texts().copies.restore;
    let manifest = &plan.copy.manifest;
    let said = &texts().cli.said;
    output::line(&t.copy.fill(&[
        ("folder", &plan.copy.folder.display()),
        ("at", &texts::long_moment(manifest.local)),
        ("entries", &said.entries.of(u64::from(manifest.entries))),
        ("code", &short_code(&manifest.last.digest)),
    ]));
    match &plan.present {
        Present::Nothing => output::line(&t.nothing.fill(&[("data", &paths.data.display())])),
        Present::Unreadable { error, mark } => {
            output::line(&t.unreadable.fill(&[("error", &texts::failure(error))]));
            match mark {
                None => output::line(&t.no_mark),
                Some(mark) => {
                    output::line(&t.marked.fill(&[
                        ("seq", &mark.seq),
                        ("epoch", &mark.epoch),
                        ("last", &manifest.last.seq),
                    ]));
                    if let Some(number) = mark.number {
                        output::line(&t.marked_number.fill(&[("number", &number)]));
                    }
                }
            }
        }
        Present::Readable(losses) => {
            for line in lines(losses, drafts, zone) {
                output::line(&line);
            }
        }
    }
    let mut highest = plan.highest.clone();
    highest.extend(paper);
    output::line(&match latest(&highest) {
        Some(number) => t.numbers.fill(&[("number", &number)]),
        None => t.no_numbers.to_string(),
    });
    if !matches!(plan.present, Present::Nothing) {
        output::line(&t.kept);
    }
}

/// What is lost, in lines.
fn lines(losses: &Losses, carried: bool, zone: FixedOffset) -> Vec<String> {
    let t = &texts().copies.restore;
    let local = |at: DateTime<Utc>| texts::long_moment(at.with_timezone(&zone).naive_local());
    let mut lines = vec![match losses.period {
        None => t.nothing_lost.to_string(),
        Some((from, to)) => t.lost.fill(&[
            (
                "entries",
                &texts().cli.said.entries.of(u64::from(losses.entries)),
            ),
            ("from", &local(from)),
            ("to", &local(to)),
        ]),
    }];
    let mut list = |head: &texts::Plural, rows: Vec<String>| {
        if rows.is_empty() {
            return;
        }
        lines.push(head.of(rows.len() as u64));
        let more = rows.len().saturating_sub(ROWS);
        lines.extend(rows.into_iter().take(ROWS).map(|row| format!("  {row}")));
        if more > 0 {
            lines.push(format!("  {}", t.more.of(more as u64)));
        }
    };
    let attentions = losses.attentions.iter().map(|a| {
        let words = if a.filed {
            &t.attention
        } else {
            &t.attention_changed
        };
        words.fill(&[("number", &a.number), ("at", &local(a.at))])
    });
    list(&t.attentions, attentions.collect());
    let promises = losses.promises.iter().map(|p| {
        let due = texts::due(&p.due, p.made_at.with_timezone(&zone).naive_local(), zone);
        t.promise.fill(&[("number", &p.number), ("due", &due)])
    });
    list(&t.promises, promises.collect());
    let drafts = losses.drafts.iter().map(|d| match d.number {
        Some(number) => t
            .draft
            .fill(&[("number", &number), ("at", &local(d.updated_at))]),
        None => t.draft_unnumbered.fill(&[("at", &local(d.updated_at))]),
    });
    let head = if carried { &t.drafts } else { &t.drafts_left };
    list(head, drafts.collect());
    lines
}

fn json(plan: &Plan) -> serde_json::Value {
    let m = &plan.copy.manifest;
    let present = match &plan.present {
        Present::Nothing => serde_json::json!({"estado": "no_hay"}),
        Present::Unreadable { error, mark } => serde_json::json!({
            "estado": "ilegible",
            "motivo": texts::failure(error),
            "marca": mark.map(|m| serde_json::json!({"epoca": m.epoch, "asiento": m.seq, "numero": m.number})),
        }),
        Present::Readable(losses) => serde_json::json!({
            "estado": "legible",
            "asientos_perdidos": losses.entries,
            "desde": losses.period.map(|(from, _)| from),
            "hasta": losses.period.map(|(_, to)| to),
            "atenciones": losses.attentions.iter().map(|a| a.number).collect::<Vec<_>>(),
            "compromisos": losses.promises.iter().map(|p| p.number).collect::<Vec<_>>(),
            "borradores": losses.drafts.iter().map(|d| serde_json::json!({"id": d.attention, "numero": d.number})).collect::<Vec<_>>(),
        }),
    };
    serde_json::json!({
        "copia": plan.copy.folder,
        "fecha": m.made_at,
        "asientos": m.entries,
        "codigo": short_code(&m.last.digest),
        "actual": present,
        "ultimos_numeros": plan.highest,
    })
}

fn say(done: &Done) {
    let t = &texts().copies.restore;
    let number = latest(&done.restored.highest);
    output::line(&match number {
        Some(number) => t.done.fill(&[("number", &number)]),
        None => t.done.fill(&[("number", &0)]),
    });
    if done.restored.drafts > 0 {
        output::line(&t.done_drafts.of(u64::from(done.restored.drafts)));
    }
    if let Some(folder) = &done.kept {
        output::line(&t.done_kept.fill(&[("folder", &folder.display())]));
    }
}

/// The number of the last year with the highest sequence.
fn latest(numbers: &[RegistryNumber]) -> Option<RegistryNumber> {
    numbers
        .iter()
        .max_by_key(|n| (n.year(), n.sequence()))
        .copied()
}
