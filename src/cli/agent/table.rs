//! `ventanilla agente permisos`: what each role may do, from the one table that the desk asks.

use clap::{ArgMatches, Command};
use serde_json::{Map, Value};

use crate::cli::contract::{GRANTS, PERMISSIONS, ROLES, word};
use crate::cli::{Outcome, json_flag, output, sub};
use crate::people::{Grant, Permission, Role};
use crate::texts::texts;
use crate::ui::text::{pad, width};

pub(super) fn command() -> Command {
    sub("permisos", &texts().agents.help_permissions).arg(json_flag())
}

pub(super) fn run(matches: &ArgMatches) -> Outcome {
    if matches.get_flag("json") {
        let mut out = std::io::stdout().lock();
        for permission in Permission::all() {
            output::json(&mut out, &as_json(permission))?;
        }
        return Ok(());
    }
    for line in lines() {
        output::line(line.trim_end());
    }
    Ok(())
}

fn as_json(permission: Permission) -> Value {
    let mut row = Map::new();
    let mut put = |key: &str, value: &str| row.insert(key.to_owned(), value.into());
    put("permiso", word(&PERMISSIONS, &permission));
    put("texto", texts().permissions.name(permission));
    for (name, role) in ROLES {
        put(name, word(&GRANTS, &permission.of(role)));
    }
    Value::Object(row)
}

/// The table in 80 columns: one row a permission, one column a role.
fn lines() -> Vec<String> {
    let t = texts();
    let names: Vec<&str> = Permission::all()
        .map(|p| &**t.permissions.name(p))
        .collect();
    let widest = names.iter().map(|n| width(n)).max().unwrap_or(0);
    let headings = Role::ALL.map(|role| t.agents.column(role));
    let row = |name: &str, cells: [&str; 5]| {
        let cells = cells.iter().zip(&headings);
        cells.fold(pad(name, widest), |mut line, (cell, heading)| {
            line.push_str("  ");
            line.push_str(&pad(cell, width(heading).max(width(&t.agents.cell_own))));
            line
        })
    };
    let mut lines = vec![row("", headings.map(|h| &**h))];
    for (permission, name) in Permission::all().zip(names) {
        let cells = Role::ALL.map(|role| match permission.of(role) {
            Grant::Always => &*t.agents.cell_always,
            Grant::Own => &*t.agents.cell_own,
            Grant::Never => &*t.agents.cell_never,
        });
        lines.push(row(name, cells));
    }
    lines.push(String::new());
    lines.push(t.agents.cells_explained.to_string());
    lines
}
