//! The house rules as tables; `DESIGN.md` has their reasons.

/// Which rooms a room may name, as in `DESIGN.md`, «Rooms and who may enter». A new room gets its row here.
pub(super) const ARROWS: [(&str, &[&str]); 21] = [
    ("identity", PURE),
    ("protocol", PURE),
    ("calendar", PURE),
    ("attention", PURE),
    ("promise", PURE),
    ("people", PURE),
    // Leaves.
    ("places", &[]),
    ("safe", &[]),
    ("world", &[]),
    // Storage.
    (
        "journal",
        &[
            "attention",
            "calendar",
            "identity",
            "people",
            "promise",
            "protocol",
            "safe",
        ],
    ),
    ("roll", &["identity", "journal", "safe"]),
    ("settings", &["protocol"]),
    // The words for what the other rooms say.
    (
        "texts",
        &[
            "attention",
            "calendar",
            "desk",
            "identity",
            "journal",
            "people",
            "promise",
            "protocol",
            "safe",
            "settings",
        ],
    ),
    // The application; its phrases are spoken with the words of `texts`.
    (
        "desk",
        &[
            "attention",
            "calendar",
            "identity",
            "journal",
            "people",
            "promise",
            "protocol",
            "roll",
            "safe",
            "texts",
            "world",
        ],
    ),
    (
        "practice",
        &[
            "attention",
            "calendar",
            "desk",
            "identity",
            "journal",
            "places",
            "promise",
            "protocol",
            "safe",
            "texts",
            "world",
        ],
    ),
    // Front ends.
    ("ui", &["safe", "settings", "texts"]),
    (
        "form",
        &[
            "calendar", "identity", "places", "protocol", "safe", "texts", "ui",
        ],
    ),
    (
        "screen",
        &[
            "attention",
            "calendar",
            "desk",
            "form",
            "identity",
            "journal",
            "people",
            "promise",
            "protocol",
            "safe",
            "settings",
            "texts",
            "ui",
            "world",
        ],
    ),
    ("cli", ANY),
    ("lib", ANY),
    ("main", ANY),
];

/// The pure rooms, which may name one another.
pub(super) const PURE: &[&str] = &[
    "attention",
    "calendar",
    "identity",
    "people",
    "places",
    "promise",
    "protocol",
    "safe",
];

/// Rooms that stand above all others.
pub(super) const ANY: &[&str] = &["*"];

/// Crates that only some places may name.
pub(super) const KEPT_TO: [(&str, &[&str]); 5] = [
    ("rusqlite", &["src/journal/", "src/roll/"]),
    ("libsqlite3_sys", &["src/journal/", "src/roll/"]),
    ("ratatui", FRONT),
    ("crossterm", FRONT),
    ("tui_input", &["src/form/"]),
];

pub(super) const FRONT: &[&str] = &[
    "src/form/",
    "src/screen/",
    "src/ui/",
    "src/cli/open.rs",
    "src/cli/panic.rs",
];

/// What no pure room names: clocks, files, the outside.
pub(super) const IMPURE: [&str; 17] = [
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local",
    "directories::",
    "serde_json",
    "sha2",
    "hmac",
    "getrandom",
    "now_v7",
];

/// Longest file, in lines.
pub(super) const LONGEST: usize = 400;

/// Files that are longer for now, with why; a file that has become shorter has to leave the list.
pub(super) const TOO_LONG: [(&str, &str); 0] = [];

/// Words that say something was left undone, or would end the program.
pub(super) const FORBIDDEN: [&str; 7] = [
    "todo!",
    "unimplemented!",
    "dbg!",
    "FIXME",
    "XXX",
    "TODO",
    "HACK",
];
