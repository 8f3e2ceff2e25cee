//! `ventanilla iniciar`: the first run, by questions or by flags.

use std::io::IsTerminal;

use clap::{ArgMatches, Command};

use super::{Failure, Outcome, flag, given, open, output, sub};
use crate::desk::Library;
use crate::journal::{self, Paths, Station};
use crate::screen::station;
use crate::texts::texts;
use crate::world::World;

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    sub("iniciar", &t.init).args([
        flag("oficina", "CAJ", &t.init_office),
        flag("puesto", "N", &t.init_station),
        flag("agente", &texts().cli.values.name, &t.init_agent),
        flag("protocolo", "ID", &t.init_protocol),
        flag("primero", "N", &t.init_first),
    ])
}

pub(super) fn run(paths: &Paths, matches: &ArgMatches) -> Outcome {
    if !journal::is_first_run(paths)? {
        return Err(journal::Error::Exists {
            file: paths.data.clone(),
        }
        .into());
    }
    let flags = ["oficina", "puesto", "agente", "protocolo", "primero"].map(|f| given(matches, f));
    if flags.iter().all(Option::is_none) && std::io::stdin().is_terminal() {
        return open::run(paths, open::Begin::Home);
    }
    let [office, number, agent, protocol, first] = flags;
    let library = Library::open(&paths.data);
    let first_pack = crate::desk::packs().first().map_or("", |p| p.id);
    let missing = |flag: &str| Failure::Usage(texts().cli.usage.missing.fill(&[("what", &flag)]));
    let office = office.ok_or_else(|| missing("--oficina"))?;
    let agent = agent.ok_or_else(|| missing("--agente"))?;
    let made = station(
        &library,
        protocol.unwrap_or(first_pack),
        office,
        number.unwrap_or("1"),
        agent,
        first.unwrap_or("1"),
    );
    let station = made.map_err(|unfit| Failure::Usage(unfit.words))?;
    create(paths, &station)?;
    output::line(&texts().cli.said.created.fill(&[
        ("data", &paths.data.display()),
        ("office", &station.office),
        ("station", &format!("{:02}", station.station)),
        ("agent", &station.agent),
        ("keys", &paths.keys().display()),
    ]));
    Ok(())
}

/// Makes the journal of a station.
pub(super) fn create(paths: &Paths, station: &Station) -> Outcome {
    let mut world = world()?;
    let device = world.id();
    Ok(journal::create(
        paths,
        station,
        device,
        world.now(),
        world.random(),
    )?)
}

/// The clock and ids of this run.
pub(super) fn world() -> Result<World, Failure> {
    World::from_environment()
        .map_err(|given| Failure::Usage(texts().cli.usage.bad_variable.fill(&[("given", &given)])))
}
