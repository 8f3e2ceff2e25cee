//! Pictures kept as files.

use std::panic::{AssertUnwindSafe, catch_unwind};

use insta::assert_snapshot;

/// Compares a picture with its file, all of them before failing.
#[derive(Default)]
pub(crate) struct Album(Vec<String>);

impl Album {
    pub(crate) fn check(&mut self, name: &str, picture: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        let same = catch_unwind(AssertUnwindSafe(|| {
            settings.bind(|| assert_snapshot!(name, picture));
        }));
        if same.is_err() {
            self.0.push(name.to_owned());
        }
    }

    pub(crate) fn close(self) {
        assert!(self.0.is_empty(), "changed: {}", self.0.join(", "));
    }
}
