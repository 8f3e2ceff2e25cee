//! When the program itself fails: the terminal is given back, a report is written, the user reads one Spanish line.

use std::fmt;
use std::fs;
use std::io::Write;
use std::panic::PanicHookInfo;

use color_eyre::config::HookBuilder;
use color_eyre::section::PanicMessage;

use super::{output, places};
use crate::texts::at_hand;
use crate::ui::terminal;

/// Where the failure was, without what it said when that may hold what somebody typed.
struct WithoutData;

impl PanicMessage for WithoutData {
    fn display(&self, info: &PanicHookInfo<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A literal was written by us; a formatted message may quote a text of the journal.
        let words = info.payload().downcast_ref::<&'static str>().copied();
        let left_out = at_hand().map(|t| t.cli.said.panic_message_left_out.to_string());
        writeln!(f, "{}", words.unwrap_or(&left_out.unwrap_or_default()))?;
        match info.location() {
            Some(place) => write!(f, "{}:{}:{}", place.file(), place.line(), place.column()),
            None => Ok(()),
        }
    }
}

/// Installs the hook.
pub(super) fn install() {
    let (hook, _) = HookBuilder::new()
        .panic_message(WithoutData)
        .theme(color_eyre::config::Theme::new())
        .display_env_section(false)
        .into_hooks();
    std::panic::set_hook(Box::new(move |info| {
        // Where another thread fails, the screen goes on and says so.
        let thread = std::thread::current();
        let drawing = !matches!(
            thread.name(),
            Some("recorder" | "checkpoint" | "keys" | "signals" | "door" | "copy" | "seeker")
        );
        if drawing {
            terminal::give_back();
        }
        let folder = places::reports();
        let name = format!(
            "fallo-{}.txt",
            chrono::Utc::now().format("%Y%m%d-%H%M%S%3f")
        );
        let file = folder.join(name);
        let report = format!(
            "ventanilla {}\n{}\n",
            env!("CARGO_PKG_VERSION"),
            hook.panic_report(info)
        );
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::File::create(&file)?.write_all(report.as_bytes()));
        let shown = if written.is_ok() {
            file.display().to_string()
        } else {
            "—".to_owned()
        };
        if drawing {
            // A catalogue that cannot be read fails here too: then the report alone tells.
            let words = at_hand().map(|t| t.cli.said.panic.fill(&[("file", &shown)]));
            output::complain(&words.unwrap_or(shown));
        }
    }));
}
