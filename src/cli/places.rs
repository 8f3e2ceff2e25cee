//! Where the data and the key are.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::ArgMatches;
use directories::ProjectDirs;

use super::Failure;
use crate::journal::Paths;
use crate::settings::{self, Language};
use crate::texts::texts;

/// Variable that chooses the data folder where `--datos` does not.
const HOME_VARIABLE: &str = "VENTANILLA_HOME";

/// The folders in use: `--datos`, else the variable, else the platform's. The key is always in the user's configuration.
pub(super) fn paths(matches: &ArgMatches) -> Result<Paths, Failure> {
    let project = project()?;
    let data = named(matches).unwrap_or_else(|| home(&project));
    Ok(within(&project, data))
}

/// The folders of a practice journal: `--datos`, else a folder of its own inside the one the office's journal is in.
pub(super) fn practice(matches: &ArgMatches) -> Result<Paths, Failure> {
    let project = project()?;
    let data = named(matches).unwrap_or_else(|| home(&project).join("practica"));
    Ok(within(&project, data))
}

/// The language that was chosen for the station, before the arguments are parsed: they are parsed in it. A file that cannot
/// be read says nothing here; the desk tells what is wrong with it.
pub(super) fn settled_language(arguments: &[OsString]) -> Option<Language> {
    let project = project().ok()?;
    let named = super::language::value(arguments, "--datos").map(PathBuf::from);
    let data = named.unwrap_or_else(|| home(&project));
    let settings = settings::read(&data.join(settings::FILE)).ok()?;
    Some(settings.language)
}

fn named(matches: &ArgMatches) -> Option<PathBuf> {
    matches.get_one::<PathBuf>("datos").cloned()
}

fn home(project: &ProjectDirs) -> PathBuf {
    std::env::var_os(HOME_VARIABLE)
        .filter(|v| !v.is_empty())
        .map_or_else(|| project.data_dir().to_owned(), PathBuf::from)
}

fn within(project: &ProjectDirs, data: PathBuf) -> Paths {
    Paths {
        data,
        config: project.config_dir().to_owned(),
    }
}

/// Where reports of failures go.
pub(super) fn reports() -> PathBuf {
    project().map_or_else(
        |_| std::env::temp_dir(),
        |p| p.config_dir().join("informes"),
    )
}

fn project() -> Result<ProjectDirs, Failure> {
    ProjectDirs::from("", "", "ventanilla")
        .ok_or_else(|| Failure::World(texts().cli.usage.no_folder.to_string()))
}
