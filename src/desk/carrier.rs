//! Where the key file of the station is: on a stick that is put in anew each day, not always under the same name.

use std::fs;
use std::path::{Path, PathBuf};

use crate::journal::Paths;

/// Where sticks are mounted.
const MOUNTS: [&str; 4] = ["/media", "/run/media", "/mnt", "/Volumes"];
/// File of the configuration folder that holds where it was last.
const PLACE: &str = "llave-de-turno";

/// Where the key file is looked for: the place that is said, else where it was last, else one of this name on something that
/// is mounted. Where it is nowhere, where it was last or its bare name: what is told to whoever looks for the stick.
pub fn find(paths: &Paths, said: Option<&Path>, name: &str) -> PathBuf {
    if let Some(file) = said {
        return file.to_owned();
    }
    let last = last(paths);
    if let Some(file) = last.as_ref().filter(|file| file.is_file()) {
        return file.clone();
    }
    let mounted = mounted(Path::new(name));
    mounted.or(last).unwrap_or_else(|| name.into())
}

/// Keeps where the key file was, for the next time; not the key. What cannot be kept is looked for again.
pub fn remember(paths: &Paths, file: &Path) {
    let Ok(file) = fs::canonicalize(file) else {
        return;
    };
    if last(paths).as_ref() == Some(&file) {
        return;
    }
    if let Some(text) = file.to_str() {
        let folder = fs::create_dir_all(&paths.config);
        let _kept = folder.and_then(|()| fs::write(place(paths), text));
    }
}

fn last(paths: &Paths) -> Option<PathBuf> {
    let text = fs::read_to_string(place(paths)).ok()?;
    Some(PathBuf::from(text.trim_end_matches('\n'))).filter(|file| file.is_absolute())
}

/// Of each journal its own: one user may have several.
fn place(paths: &Paths) -> PathBuf {
    let journal = fs::read_to_string(paths.identity()).unwrap_or_default();
    let journal = uuid::Uuid::parse_str(journal.trim()).unwrap_or_default();
    paths.config.join(format!("{PLACE}-{journal}"))
}

/// A file of this name on something that is mounted, two folders deep as desktops mount for a user.
fn mounted(name: &Path) -> Option<PathBuf> {
    let name = name.file_name()?;
    let below = |folder: PathBuf| {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.filter_map(|e| Some(e.ok()?.path()))
    };
    MOUNTS
        .iter()
        .flat_map(|root| below(root.into()))
        .flat_map(|folder| std::iter::once(folder.clone()).chain(below(folder)))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_found_where_it_is_said_else_where_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths {
            data: folder.path().join("data"),
            config: folder.path().join("config"),
        };
        let file = folder.path().join("some.key");
        assert_eq!(find(&paths, None, "no-such.key"), Path::new("no-such.key"));
        assert_eq!(find(&paths, Some(&file), "no-such.key"), file);
        remember(&paths, &file);
        assert_eq!(find(&paths, None, "no-such.key"), Path::new("no-such.key"));
        fs::write(&file, "").unwrap();
        remember(&paths, &file);
        let known = fs::canonicalize(&file).unwrap();
        assert_eq!(find(&paths, None, "no-such.key"), known);
        // Taken away, it is still named.
        fs::remove_file(&file).unwrap();
        assert_eq!(find(&paths, None, "no-such.key"), known);
    }
}
