//! The files of this repository, as the house rules and the data-driven tests read them.

use std::fs;
use std::path::{Path, PathBuf};

/// A text file with its path from the root, in `/` form.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder of the repository with this extension (any, where it is empty), in order of path.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<Source> {
    let mut found = Vec::new();
    walk(&root().join(folder), extension, &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// One file by its path from the root.
pub(crate) fn file(path: &str) -> Source {
    source(&root().join(path))
}

fn walk(folder: &Path, extension: &str, found: &mut Vec<Source>) {
    let entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    for path in entries {
        if path.is_dir() {
            walk(&path, extension, found);
        } else if extension.is_empty() || path.extension().is_some_and(|e| e == extension) {
            found.push(source(&path));
        }
    }
}

fn source(path: &Path) -> Source {
    // Pictures are files of the tree too.
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let path = path.strip_prefix(root()).unwrap();
    let parts: Vec<_> = path.iter().map(|p| p.to_string_lossy()).collect();
    Source {
        path: parts.join("/"),
        text,
    }
}
