//! `ventanilla demo`: a practice journal of made-up attentions to look around in.

use std::io::IsTerminal;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Failure, Outcome, flag, init, open, output, places, sub};
use crate::desk::Denied;
use crate::journal::{self, Ack, Body, Change, Paths, Recorder};
use crate::practice::Simulation;
use crate::texts::texts;
use crate::world::World;

/// Changes that are handed to the recorder together, at least: whole days, so that what is said of an attention on its
/// own day is written with it.
const BATCH: usize = 1200;
/// Batches on their way to the disk at once: a journal of any size is made in little memory.
const UNDERWAY: usize = 3;
/// How often the progress is said.
const PACE: Duration = Duration::from_millis(250);

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("demo", &t.demo)
        .arg(
            flag("atenciones", "N", &t.demo_count)
                .value_parser(clap::value_parser!(u32).range(1..=1_000_000))
                .default_value("200")
                .hide_default_value(true),
        )
        .arg(
            flag("semilla", "S", &t.demo_seed)
                .value_parser(clap::value_parser!(u64))
                .default_value("1")
                .hide_default_value(true),
        )
        .arg(
            Arg::new("sin-abrir")
                .long("sin-abrir")
                .action(ArgAction::SetTrue)
                .help(t.demo_no_open.to_string()),
        )
}

pub(super) fn run(matches: &ArgMatches) -> Outcome {
    let paths = places::practice(matches)?;
    let opens = !matches.get_flag("sin-abrir");
    if opens && !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        return Err(Failure::Usage(texts().cli.usage.no_terminal.to_string()));
    }
    if journal::exists(&paths) && !journal::discard(&paths)? {
        return Err(Failure::Usage(
            texts()
                .cli
                .usage
                .not_practice
                .fill(&[("file", &paths.data.display())]),
        ));
    }
    let count = matches.get_one("atenciones").copied().unwrap_or(200);
    let seed = matches.get_one("semilla").copied().unwrap_or(1);
    make(&paths, seed, count, &mut init::world()?)?;
    output::line(
        &texts()
            .cli
            .said
            .demo_made
            .fill(&[("n", &count), ("data", &paths.data.display())]),
    );
    if opens {
        open::run(&paths, open::Begin::Home)
    } else {
        Ok(())
    }
}

/// Makes the journal: what is in it follows from the seed; its identifier and its key are its own, as of every journal.
fn make(paths: &Paths, seed: u64, count: u32, world: &mut World) -> Outcome {
    let simulation =
        Simulation::new(seed, count, world.now(), world.zone()).map_err(Denied::from)?;
    journal::create(
        paths,
        simulation.station(),
        world.id(),
        simulation.begins(),
        world.random(),
    )?;
    let (sender, acks) = channel();
    let on_ack = Box::new(move |ack| {
        // Nobody listens any more once one failed.
        let _gone = sender.send(ack);
    });
    let (recorder, _, _) = journal::open(&journal::by_file(paths)?, world.now(), on_ack)?;
    let mut progress = Progress::begin(count);
    let mut batch: Vec<Change> = Vec::new();
    let (mut underway, mut groups) = (0, 0);
    for day in simulation {
        batch.extend(day.map_err(Denied::from)?);
        if batch.len() >= BATCH {
            progress.filed(&batch);
            recorder.submit(std::mem::take(&mut batch));
            underway += 1;
            groups += 1;
            if groups <= Recorder::FIRST_GROUPS {
                recorder.merge();
            }
        }
        if underway == UNDERWAY {
            written(&acks)?;
            underway -= 1;
        }
    }
    recorder.submit(batch);
    for _ in 0..=underway {
        written(&acks)?;
    }
    progress.say(&texts().cli.said.demo_merging);
    recorder.merge();
    let closed = recorder.close();
    progress.end();
    Ok(closed?)
}

/// Waits until the oldest batch is on the disk.
fn written(acks: &Receiver<Ack>) -> Outcome {
    match acks.recv() {
        Ok(ack) => Ok(ack.result.map(drop)?),
        // The recorder is gone without an answer; closing it says why.
        Err(_) => Ok(()),
    }
}

/// One line that tells how far it is, on a terminal; what is read by a program has none.
struct Progress {
    shown: bool,
    total: u32,
    done: u32,
    began: Instant,
    said: Instant,
}

impl Progress {
    fn begin(total: u32) -> Self {
        let now = Instant::now();
        Self {
            shown: std::io::stderr().is_terminal(),
            total,
            done: 0,
            began: now,
            said: now,
        }
    }

    /// These changes are on their way.
    fn filed(&mut self, batch: &[Change]) {
        let is_filing =
            |c: &&Change| matches!(c, Change::Entry(e) if matches!(e.body, Body::Attention(_)));
        let filed = batch.iter().filter(is_filing).count();
        self.done = self
            .done
            .saturating_add(u32::try_from(filed).unwrap_or(0))
            .min(self.total);
        if self.said.elapsed() < PACE {
            return;
        }
        self.said = Instant::now();
        let rate = f64::from(self.done) / self.began.elapsed().as_secs_f64().max(0.001);
        let left = f64::from(self.total - self.done) / rate.max(1.0);
        let left = Duration::from_secs_f64(left).as_secs();
        self.say(&texts().cli.said.demo_progress.fill(&[
            ("done", &self.done),
            ("total", &self.total),
            ("rate", &format_args!("{rate:.0}")),
            ("left", &format_args!("{}:{:02}", left / 60, left % 60)),
        ]));
    }

    fn say(&self, words: &str) {
        if self.shown {
            output::again(words);
        }
    }

    /// Leaves the line empty.
    fn end(&self) {
        self.say("");
    }
}
