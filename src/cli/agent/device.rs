//! What protects the station beside the PINs: a key file on a USB stick, or a boot passphrase.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::cli::{Failure, ask, enter, output};
use crate::desk::carrier;
use crate::journal::{DeviceSecret, Paths};
use crate::people::check_device_passphrase;
use crate::texts::{self, texts};

/// What was chosen; nothing is made yet.
pub(super) enum Choice {
    /// A key file that is there.
    Known(DeviceSecret, PathBuf),
    /// A key file to be made.
    New(PathBuf),
    /// A passphrase to be asked.
    Boot,
}

/// What the flags choose; `None` where they choose nothing. What cannot be is refused before anything is asked.
pub(super) fn chosen(paths: &Paths, matches: &ArgMatches) -> Result<Option<Choice>, Failure> {
    let boot = matches.get_flag("frase");
    let Some(file) = enter::key_said() else {
        return Ok(boot.then_some(Choice::Boot));
    };
    if boot {
        let t = &texts().cli.usage.conflict;
        return Err(Failure::Usage(t.fill(&[("what", &"--frase")])));
    }
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let real = std::fs::canonicalize(folder).map_err(|_| missing(folder))?;
    let beside = |own: &Path| std::fs::canonicalize(own).is_ok_and(|own| real.starts_with(own));
    if beside(&paths.data) || beside(&paths.config) {
        let t = &texts().agents.key_beside;
        return Err(Failure::Usage(t.fill(&[("file", &file.display())])));
    }
    let file = file.to_owned();
    if file.exists() {
        let device = enter::read_key(paths, &file)?;
        return Ok(Some(Choice::Known(device, file)));
    }
    Ok(Some(Choice::New(file)))
}

fn missing(folder: &Path) -> Failure {
    let t = &texts().agents.key_folder;
    Failure::World(t.fill(&[("folder", &folder.display())]))
}

impl Choice {
    /// Asks for the passphrase, where that is what was chosen.
    pub(super) fn asked(&self) -> Result<Option<DeviceSecret>, Failure> {
        match self {
            Self::Known(device, _) => Ok(Some(device.clone())),
            Self::New(_) => Ok(None),
            Self::Boot => {
                let unfit = |typed: &str| {
                    let why = check_device_passphrase(typed).err();
                    why.map(|why| texts::weak(why).to_owned())
                };
                let t = &texts().agents;
                let typed = ask::new_secret(&t.new_boot, &t.boot_advice, unfit)?;
                Ok(Some(DeviceSecret::passphrase(typed.to_string())))
            }
        }
    }

    /// Makes the key file where it is not there, once everything else is known.
    pub(super) fn made(
        &self,
        paths: &Paths,
        asked: Option<DeviceSecret>,
    ) -> Result<DeviceSecret, Failure> {
        match (self, asked) {
            (Self::New(file), _) => Ok(DeviceSecret::make_file(paths, file)?),
            (_, Some(device)) => Ok(device),
            // Only what is to be made was not asked for.
            (_, None) => Err(Failure::Usage(texts().agents.needs_device.to_string())),
        }
    }

    /// Says where the key file is, once the journal asks for it.
    pub(super) fn tell(&self, paths: &Paths) {
        let t = &texts().agents;
        let (file, words) = match self {
            Self::Known(_, file) => (file, &t.key_read),
            Self::New(file) => (file, &t.key_made),
            Self::Boot => return,
        };
        carrier::remember(paths, file);
        output::line(&words.fill(&[("file", &file.display())]));
    }

    /// What it is called.
    pub(super) fn name(&self) -> &'static str {
        let t = &texts().agents;
        match self {
            Self::Known(..) | Self::New(_) => &t.device_file,
            Self::Boot => &t.boot,
        }
    }
}
