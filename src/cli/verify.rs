//! `ventanilla diario verificar`: pages, chain and mark; or whether a code on a paper is in the chain.

use chrono::{DateTime, Utc};
use clap::{ArgMatches, Command};

use super::enter;
use super::{Failure, Outcome, given, init, json_flag, output, positional, sub};
use crate::journal::{Fault, MarkState, Pages, Paths, Reader, Verification};
use crate::people::Permission;
use crate::texts::{self, short_code, texts};

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("verificar", &t.verify)
        .arg(positional(
            "codigo",
            &texts().cli.values.code,
            &t.verify_code,
        ))
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let reader = enter::session(paths)?.reader(Permission::Verify)?;
    let as_json = matches.get_flag("json");
    if let Some(code) = given(matches, "codigo") {
        return find_code(&reader, code, as_json);
    }
    let found = reader.verify()?;
    if as_json {
        say_json(&found)?;
    } else {
        say(&found);
    }
    if found.is_sound() {
        Ok(())
    } else {
        Err(Failure::No(texts().cli.said.broken.to_string()))
    }
}

/// The lines of a verification, each one thing that was looked at.
fn lines(found: &Verification) -> Vec<String> {
    let t = &texts().cli.said;
    let mut lines = vec![match &found.pages {
        Pages::Whole => t.pages_whole.to_string(),
        Pages::WholeInUse => t.pages_in_use.to_string(),
        Pages::Unchecked => t.pages_unchecked.to_string(),
        Pages::Bad(details) => t.pages_bad.fill(&[("detail", &details.join("; "))]),
    }];
    if found.broken.is_empty() {
        lines.push(
            t.chain_holds
                .fill(&[("entries", &t.entries.of(u64::from(found.entries)))]),
        );
    }
    for broken in &found.broken {
        let fault = match &broken.fault {
            Fault::Order => t.fault_order.to_string(),
            Fault::Digest => t.fault_digest.to_string(),
            Fault::Body => t.fault_body.to_string(),
            Fault::Unreadable(detail) => t.fault_unreadable.fill(&[("detail", detail)]),
        };
        lines.push(
            t.chain_fault
                .fill(&[("entry", &broken.entry), ("fault", &fault)]),
        );
    }
    lines.push(match found.mark {
        MarkState::Met => t.mark_met.to_string(),
        MarkState::Missing => t.mark_missing.to_string(),
        MarkState::Unreadable => t.mark_unreadable.to_string(),
        MarkState::Behind { epoch, seq } => t.mark_behind.fill(&[("epoch", &epoch), ("seq", &seq)]),
    });
    let s = &texts().stations;
    if found.others > 0 {
        lines.push(s.others.of(u64::from(found.others)));
    }
    if found.gaps > 0 {
        lines.push(s.gaps.of(u64::from(found.gaps)));
    }
    if found.losses > 0 {
        lines.push(t.losses.fill(&[("n", &found.losses)]));
    }
    lines
}

fn code_of(found: &Verification) -> String {
    found.tip.map(|t| short_code(&t.digest)).unwrap_or_default()
}

fn say(found: &Verification) {
    for line in lines(found) {
        output::line(&line);
    }
    if found.is_sound() {
        let t = &texts().cli.said;
        output::line(&t.sound.fill(&[
            ("entries", &t.entries.of(u64::from(found.entries))),
            ("code", &code_of(found)),
        ]));
    }
}

fn say_json(found: &Verification) -> Outcome {
    let answer = serde_json::json!({
        "integro": found.is_sound(),
        "asientos": found.entries,
        "codigo": code_of(found),
        "hallazgos": lines(found),
    });
    output::json(&mut std::io::stdout().lock(), &answer)
}

/// Looks for the entry whose digest begins with a code.
fn find_code(reader: &Reader, code: &str, as_json: bool) -> Outcome {
    let t = &texts().cli.said;
    let wanted: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_uppercase();
    let zone = init::world()?.zone();
    let mut found = None;
    reader.each_entry(
        DateTime::<Utc>::MIN_UTC,
        DateTime::<Utc>::MAX_UTC,
        |entry| {
            if wanted.len() >= 8 && short_code(&entry.digest) == wanted[..8] {
                found = Some(entry);
            }
            Ok::<(), Failure>(())
        },
    )?;
    let Some(entry) = found else {
        if as_json {
            output::json(
                &mut std::io::stdout().lock(),
                &serde_json::json!({"codigo": wanted, "encontrado": false}),
            )?;
        }
        return Err(Failure::No(t.code_no.fill(&[("code", &wanted)])));
    };
    let at = entry.at.with_timezone(&zone);
    if as_json {
        let answer = serde_json::json!({"codigo": wanted, "encontrado": true, "asiento": entry.seq, "clase": entry.kind, "fecha": at.to_rfc3339()});
        return output::json(&mut std::io::stdout().lock(), &answer);
    }
    output::line(&t.code_yes.fill(&[
        ("code", &wanted),
        ("kind", &texts().kinds.name(&entry.kind)),
        ("seq", &entry.seq),
        ("at", &texts::long_moment(at.naive_local())),
    ]));
    Ok(())
}
