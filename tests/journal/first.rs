//! The first connections of a process.

use std::process::{Command, Stdio};

use ventanilla::journal::{Paths, Reader};

use super::support::*;

const FOLDER: &str = "VENTANILLA_TEST_OPENS_FIRST";

/// Opens from many threads at once, in a process that has opened nothing yet; does nothing unless it is asked to.
#[test]
fn child() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let paths = Paths {
        data: format!("{folder}/data").into(),
        config: format!("{folder}/config").into(),
    };
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| Reader::open(&ventanilla::journal::by_file(&paths).unwrap()).unwrap());
        }
    });
}

#[test]
fn many_threads_may_open_first() {
    let house = House::new();
    for _ in 0..300 {
        let status = Command::new(std::env::current_exe().unwrap())
            .args(["journal::first::child", "--exact"])
            .env(FOLDER, house.folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        assert!(
            status.success(),
            "a thread met libraries that were not ready"
        );
    }
}
