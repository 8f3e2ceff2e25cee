//! Where the data and the key are.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use directories::ProjectDirs;

use super::Failure;
use crate::journal::Paths;
use crate::texts::texts;

/// Variable that chooses the data folder where `--datos` does not.
const HOME_VARIABLE: &str = "VENTANILLA_HOME";

/// The folders in use: `--datos`, else the variable, else the platform's. The key is always in the user's configuration.
pub(super) fn paths(matches: &ArgMatches) -> Result<Paths, Failure> {
    let project = project()?;
    let named = matches.get_one::<PathBuf>("datos").cloned();
    let data = named.or_else(|| {
        std::env::var_os(HOME_VARIABLE)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    });
    Ok(Paths {
        data: data.unwrap_or_else(|| project.data_dir().to_owned()),
        config: project.config_dir().to_owned(),
    })
}

/// The folders of a practice journal, apart from the office's.
pub(super) fn practice(named: Option<&Path>) -> Result<Paths, Failure> {
    let project = project()?;
    let data = named.map_or_else(|| project.data_dir().join("practica"), Path::to_owned);
    Ok(Paths {
        data,
        config: project.config_dir().to_owned(),
    })
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
