//! The house rules, kept by the suite: who may enter which room, length, forbidden words, nothing unused, nothing foreign.

mod contract;
mod rules;
mod spanish;

use rules::{ANY, ARROWS, FORBIDDEN, IMPURE, KEPT_TO, LONGEST, PURE, TOO_LONG};

use super::support::rust::{Code, code, read};
use super::support::tree::{Source, file, files, root};

/// A broken rule at a place; `line` 0 is the whole file.
fn broken(path: &str, line: usize, rule: &str) -> String {
    format!("{path}:{line}: {rule}")
}

fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn is_pure(code: &Code) -> bool {
    PURE.contains(&code.room.as_str())
}

/// The rooms that a line of code names from the root of the crate.
fn rooms_named(line: &str) -> Vec<&str> {
    let name = |text: &str| {
        text.find(|c: char| !c.is_alphanumeric() && c != '_')
            .unwrap_or(text.len())
    };
    let after = line.split("crate::").skip(1);
    let rooms =
        after
            .filter(|rest| !rest.is_empty())
            .flat_map(|rest| match rest.strip_prefix('{') {
                Some(list) => list
                    .split(['}', ';'])
                    .next()
                    .unwrap_or_default()
                    .split(',')
                    .collect(),
                None => vec![rest],
            });
    rooms
        .map(str::trim)
        .map(|room| &room[..name(room)])
        .filter(|room| !room.is_empty())
        .collect()
}

/// What is wrong with the arrows of one file.
fn wrong_arrows(code: &Code) -> Vec<String> {
    let Some((_, allowed)) = ARROWS.iter().find(|(room, _)| *room == code.room) else {
        let rule = format!(
            "the room «{}» has no row in ARROWS of tests/tidy/rules.rs",
            code.room
        );
        return vec![broken(&code.path, 0, &rule)];
    };
    let mut found = Vec::new();
    for line in &code.lines {
        for room in rooms_named(&line.code) {
            let known = ARROWS.iter().any(|(r, _)| *r == room);
            if known && room != code.room && *allowed != ANY && !allowed.contains(&room) {
                let rule = format!("«{}» may not name «{room}»", code.room);
                found.push(broken(&code.path, line.number, &rule));
            }
        }
        if line.code.trim_end().ends_with("crate::{") {
            found.push(broken(&code.path, line.number, "one `use crate::` a room"));
        }
        let at_the_root = code.path.matches('/').count() == 1 || code.path.ends_with("/mod.rs");
        let depth = code.path.matches('/').count();
        if at_the_root && depth <= 2 && *allowed != ANY && line.code.contains("super::") {
            found.push(broken(
                &code.path,
                line.number,
                "name other rooms by `crate::`",
            ));
        }
    }
    found
}

#[test]
fn rooms_name_only_the_rooms_below_them() {
    let found: Vec<String> = code().iter().flat_map(wrong_arrows).collect();
    none(&found);
}

#[test]
fn a_pure_room_knows_no_clock_no_file_and_no_outside() {
    let mut found = Vec::new();
    for file in code().iter().filter(|c| is_pure(c)) {
        for line in &file.lines {
            for word in IMPURE.iter().filter(|w| line.code.contains(**w)) {
                found.push(broken(
                    &file.path,
                    line.number,
                    &format!("a pure room names {word}"),
                ));
            }
        }
    }
    none(&found);
}

#[test]
fn a_pure_room_speaks_no_spanish() {
    let spanish = |c: char| "áéíóúüñÁÉÍÓÚÜÑ¿¡".contains(c);
    let mut found = Vec::new();
    for file in code().iter().filter(|c| is_pure(c)) {
        for line in file.lines.iter().filter(|l| l.text.contains(spanish)) {
            found.push(broken(
                &file.path,
                line.number,
                "the words of a pure room stand in texts",
            ));
        }
    }
    none(&found);
}

#[test]
fn sql_and_the_terminal_stay_in_their_rooms() {
    let mut found = Vec::new();
    for file in &code() {
        for (krate, places) in KEPT_TO {
            if places.iter().any(|p| file.path.starts_with(p)) {
                continue;
            }
            for line in file.lines.iter().filter(|l| l.code.contains(krate)) {
                found.push(broken(
                    &file.path,
                    line.number,
                    &format!("{krate} is kept to {places:?}"),
                ));
            }
        }
    }
    none(&found);
}

#[test]
fn no_file_is_longer_than_a_reader_keeps_in_mind() {
    let mut found = Vec::new();
    for source in files("src", "rs").iter().chain(&files("tests", "rs")) {
        let long = source.text.lines().count() > LONGEST;
        let listed = TOO_LONG.iter().any(|(path, _)| *path == source.path);
        if long && !listed {
            found.push(broken(
                &source.path,
                LONGEST,
                "longer than 400 lines: split it",
            ));
        } else if listed && !long {
            found.push(broken(
                &source.path,
                0,
                "short enough now: take it off TOO_LONG in tests/tidy/rules.rs",
            ));
        }
    }
    for (path, _) in TOO_LONG
        .iter()
        .filter(|(path, _)| !root().join(path).exists())
    {
        found.push(broken(
            path,
            0,
            "gone: take it off TOO_LONG in tests/tidy/rules.rs",
        ));
    }
    none(&found);
}

#[test]
fn nothing_is_left_undone() {
    let mut found = Vec::new();
    for source in files("src", "rs").iter().chain(&files("tests", "rs")) {
        if source.path == "tests/tidy/rules.rs" {
            continue;
        }
        for (number, line) in source.text.lines().enumerate() {
            for word in FORBIDDEN.iter().filter(|w| line.contains(**w)) {
                found.push(broken(
                    &source.path,
                    number + 1,
                    &format!("{word} is forbidden"),
                ));
            }
        }
    }
    none(&found);
}

#[test]
fn nothing_outside_the_tests_takes_success_for_granted() {
    let mut found = Vec::new();
    for file in &code() {
        for line in file.lines.iter().filter(|l| l.code.contains(".unwrap()")) {
            found.push(broken(&file.path, line.number, ".unwrap() outside tests"));
        }
    }
    none(&found);
}

#[test]
fn every_asset_is_used() {
    let sources = files("src", "rs");
    let mut found = Vec::new();
    for asset in files("assets", "") {
        if !sources.iter().any(|s| s.text.contains(&asset.path)) {
            found.push(broken(&asset.path, 0, "no source file names it"));
        }
    }
    none(&found);
}

#[test]
fn nothing_names_a_path_of_one_machine() {
    let machine = ["work", "home", "root"].map(|folder| format!("/{folder}/"));
    let mut found = Vec::new();
    for source in tracked() {
        for (number, line) in source.text.lines().enumerate() {
            if machine.iter().any(|m| line.contains(m.as_str())) {
                found.push(broken(&source.path, number + 1, "a path of one machine"));
            }
        }
    }
    none(&found);
}

/// What is kept under version control, as far as folders tell: everything but what a build leaves and hidden folders.
fn tracked() -> Vec<Source> {
    let mut found = Vec::new();
    for entry in root().read_dir().unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            if name != "target" && !name.starts_with('.') {
                found.extend(files(&name, ""));
            }
        } else if !name.starts_with(".git") || name == ".gitignore" {
            found.push(file(&name));
        }
    }
    found
}

#[test]
fn the_reader_of_sources_tells_code_from_comment_and_text() {
    let source = Source {
        path: "src/attention/x.rs".into(),
        text: [
            "use crate::desk; // crate::ui",
            "let s = \"crate::ui \\\" // no\"; /* crate::ui",
            "crate::ui */ let q = '\"'; crate::journal::x();",
            "let r = r#\"crate::ui \" ñ\"#; fn f<'a>() {}",
            "#[cfg(test)]",
            "mod tests { crate::ui }",
        ]
        .join("\n"),
    };
    let code = read(&source);
    let named: Vec<_> = code
        .lines
        .iter()
        .flat_map(|l| rooms_named(&l.code))
        .collect();
    assert_eq!(named, ["desk", "journal"]);
    assert!(code.lines[3].text.contains('ñ'));
    assert_eq!(rooms_named("use crate::{desk::Desk, ui};"), ["desk", "ui"]);
    let wrong = wrong_arrows(&code);
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong[0].starts_with("src/attention/x.rs:1: "), "{wrong:?}");
}
