//! `ventanilla diario importar`: taking in what other stations carried here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;
use uuid::Uuid;

use super::office::{named, station_name};
use super::{Failure, Outcome, enter, init, json_flag, output, positional, sub};
use crate::desk::Session;
use crate::journal::{Counts, Fork, Paths, Reason, Rejected, Taken};
use crate::texts::{self, texts};
use crate::world::World;

/// How files of entries end.
pub(super) const EXTENSION: &str = "asientos";
/// Lines of the quarantine that are shown.
const SHOWN: u32 = 200;

pub(super) fn command() -> Command {
    let t = &texts().office.help;
    sub("importar", &t.import)
        .after_help(t.examples_import.to_string())
        .arg(
            positional("archivos", &texts().cli.values.file, &t.import_files)
                .num_args(1..)
                .required_unless_present("cuarentena")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            Arg::new("cuarentena")
                .long("cuarentena")
                .action(ArgAction::SetTrue)
                .conflicts_with("archivos")
                .help(t.import_quarantine.to_string()),
        )
        .arg(json_flag())
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    let as_json = matches.get_flag("json");
    let session = enter::session(paths)?;
    let world = init::world()?;
    if matches.get_flag("cuarentena") {
        return quarantine(&session, &world, as_json);
    }
    let given = matches.get_many::<PathBuf>("archivos").unwrap_or_default();
    let files = files(given)?;
    let (mut refused, mut unread) = (0, 0);
    for file in &files {
        match session.take_in(file, &world)? {
            Ok(taken) => {
                say(&session, file, &taken, &world, as_json)?;
                refused += u64::from(!taken.admitted.forks.is_empty() || taken.cut_short.is_some());
            }
            Err(why) => {
                say_refused(file, &why, as_json)?;
                match why {
                    Rejected::Medium(_) => unread += 1,
                    _ => refused += 1,
                }
            }
        }
    }
    let words = texts().office.carried.some_refused.of(refused + unread);
    match (refused, unread) {
        (0, 0) => Ok(()),
        (_, 0) => Err(Failure::No(words)),
        _ => Err(Failure::World(words)),
    }
}

/// The files meant: folders stand for the files of entries in them, by name, which is by station and day.
fn files<'a>(given: impl Iterator<Item = &'a PathBuf>) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in given {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let listed = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let listed = listed.map_err(|e| crate::journal::Error::outside(path, &e))?;
        let mut inside: Vec<PathBuf> = listed.iter().map(std::fs::DirEntry::path).collect();
        inside.retain(|f| f.extension().is_some_and(|e| e == EXTENSION) && f.is_file());
        if inside.is_empty() {
            let t = &texts().office.carried.no_files;
            return Err(Failure::No(t.fill(&[("folder", &path.display())])));
        }
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

fn say_refused(file: &Path, why: &Rejected, as_json: bool) -> Outcome {
    let words = texts::rejected(why);
    if as_json {
        let answer = json!({"archivo": file, "recibido": false, "motivo": words});
        return output::json(&mut std::io::stdout().lock(), &answer);
    }
    let t = &texts().office.carried.refused;
    output::line(&t.fill(&[("file", &file.display()), ("why", &words)]));
    Ok(())
}

/// What each device is called: the stations of the journal, else those of the office.
struct Names {
    by_device: BTreeMap<Uuid, String>,
    own: Uuid,
}

impl Names {
    fn read(session: &Session) -> Result<Self, Failure> {
        let (stations, office) = session.stations()?;
        let mut by_device = BTreeMap::new();
        let own = &office.membership.certificate;
        let known = office.known.iter().map(|k| &k.certificate);
        for certificate in known.chain([own]) {
            by_device.insert(certificate.device, named(certificate));
        }
        for station in stations {
            if let Some((letters, number)) = &station.name {
                by_device.insert(station.device, station_name(letters, *number));
            }
        }
        Ok(Self {
            by_device,
            own: own.device,
        })
    }

    fn name(&self, device: Uuid) -> String {
        let t = &texts().office.carried;
        match self.by_device.get(&device) {
            Some(name) if self.own == device => t.own.fill(&[("station", name)]),
            Some(name) => name.clone(),
            None => t.device.fill(&[("device", &device)]),
        }
    }
}

fn say(session: &Session, file: &Path, taken: &Taken, world: &World, as_json: bool) -> Outcome {
    let names = Names::read(session)?;
    if as_json {
        return say_json(file, taken, &names);
    }
    let t = &texts().office.carried;
    let written = taken.written.with_timezone(&world.zone()).naive_local();
    output::line(&t.file.fill(&[
        ("file", &file.display()),
        ("station", &named(&taken.from)),
        ("written", &texts::long_moment(written)),
    ]));
    let admitted = &taken.admitted;
    if admitted.new_entries() == 0 && admitted.forks.is_empty() && admitted.bad == 0 {
        output::line(&t.nothing_new);
    }
    for (device, counts) in &admitted.stations {
        output::line(&t.counts.fill(&[
            ("station", &names.name(*device)),
            ("counts", &in_words(counts)),
        ]));
    }
    for fork in &admitted.forks {
        output::line(&fork_in_words(fork, &names));
    }
    if admitted.own_lost {
        output::line(&t.own_lost);
    }
    for station in &taken.doubled {
        let station = station_name(&taken.from.office, *station);
        output::line(&t.doubled.fill(&[("station", &station)]));
    }
    if let Some(why) = &taken.cut_short {
        let why = texts()
            .office
            .rejected
            .cut_short
            .fill(&[("why", &texts::rejected(why))]);
        output::line(&t.refused.fill(&[("file", &file.display()), ("why", &why)]));
    }
    Ok(())
}

/// What came of the entries of one station.
fn in_words(counts: &Counts) -> String {
    let t = &texts().office.carried;
    let all = [
        (&t.new, counts.new),
        (&t.known, counts.known),
        (&t.forked, counts.forked),
        (&t.bad, counts.bad),
        (&t.gaps, counts.gaps),
        (&t.newer, counts.unknown),
        (&t.ahead, counts.doubtful),
    ];
    let said: Vec<String> = all
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(text, n)| text.of(u64::from(*n)))
        .collect();
    said.join(", ")
}

fn fork_in_words(fork: &Fork, names: &Names) -> String {
    let t = &texts().office.carried;
    let text = if names.own == fork.device {
        &t.fork_own
    } else {
        &t.fork
    };
    text.fill(&[("station", &names.name(fork.device)), ("seq", &fork.seq)])
}

fn say_json(file: &Path, taken: &Taken, names: &Names) -> Outcome {
    let admitted = &taken.admitted;
    let stations: Vec<_> = admitted
        .stations
        .iter()
        .map(|(device, c)| {
            json!({"dispositivo": device, "nombre": names.by_device.get(device), "propio": names.own == *device, "nuevos": c.new,
                "conocidos": c.known, "bifurcados": c.forked, "malos": c.bad, "faltan": c.gaps, "version_nueva": c.unknown,
                "futuros": c.doubtful})
        })
        .collect();
    let forks: Vec<_> = admitted
        .forks
        .iter()
        .map(|f| json!({"dispositivo": f.device, "epoca": f.epoch, "asiento": f.seq}))
        .collect();
    let answer = json!({"archivo": file, "recibido": taken.cut_short.is_none(), "oficina": taken.from.office, "puesto": taken.from.station,
        "dispositivo": taken.from.device, "escrito": taken.written, "nuevos": admitted.new_entries(), "malos": admitted.bad,
        "protocolos": admitted.packs, "puestos": stations, "bifurcaciones": forks, "repetidos": taken.doubled,
        "motivo": taken.cut_short.as_ref().map(texts::rejected)});
    output::json(&mut std::io::stdout().lock(), &answer)
}

fn quarantine(session: &Session, world: &World, as_json: bool) -> Outcome {
    let lines = session.quarantine(SHOWN)?;
    let t = &texts().office.carried;
    if as_json {
        let mut out = std::io::stdout().lock();
        for line in &lines {
            output::json(
                &mut out,
                &json!({"fecha": line.at, "de": line.from, "motivo": line.reason.name(), "texto": line.text}),
            )?;
        }
        return Ok(());
    }
    if lines.is_empty() {
        output::line(&t.quarantine_empty);
    }
    for line in &lines {
        let at = line.at.with_timezone(&world.zone()).naive_local();
        let text: String = line.text.chars().take(120).collect();
        output::line(&t.quarantined.fill(&[
            ("at", &texts::short_moment(at, world.local())),
            ("from", &line.from),
            ("why", &reason(line.reason)),
            ("text", &crate::safe::clean_line(&text)),
        ]));
    }
    Ok(())
}

fn reason(reason: Reason) -> String {
    let t = &texts().office.rejected.reasons;
    let text = match reason {
        Reason::Unreadable => &t.unreadable,
        Reason::TooLong => &t.too_long,
        Reason::Member => &t.member,
        Reason::Body => &t.body,
        Reason::Digest => &t.digest,
        Reason::Pack => &t.pack,
        Reason::Id => &t.id,
        Reason::Fork => &t.fork,
    };
    text.to_string()
}
