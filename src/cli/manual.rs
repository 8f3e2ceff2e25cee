//! `ventanilla manual`: the manual page, from the one definition of the orders.

use std::io::Write;

use clap::{Arg, Command};
use roff::{Inline, Roff, bold, italic, roman};

use super::{Failure, Outcome, sub};
use crate::texts::texts;

pub(super) fn command() -> Command {
    sub("manual", &texts().cli.help.manual)
}

pub(super) fn run() -> Outcome {
    match std::io::stdout().lock().write_all(page().as_bytes()) {
        // A reader that went away is no failure.
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::from(e)),
        _ => Ok(()),
    }
}

/// The whole page.
fn page() -> String {
    let t = &texts().cli.manual;
    let mut root = super::command();
    // Gives every order its whole name.
    root.build();
    let mut page = Roff::new();
    let version = format!("ventanilla {}", env!("CARGO_PKG_VERSION"));
    // No date: a page is the same whenever it is made.
    page.control("TH", ["VENTANILLA", "1", " ", &version, &*t.title]);
    section(&mut page, &t.name);
    page.text([roman(format!("ventanilla - {}", about(&root)))]);
    section(&mut page, &t.synopsis);
    page.text(usage(&root));
    section(&mut page, &t.description);
    for paragraph in &t.paragraphs {
        page.control("PP", []);
        page.text([roman(&**paragraph)]);
    }
    section(
        &mut page,
        texts().cli.headings.options.trim_end_matches(':'),
    );
    arguments(&mut page, &root, true);
    section(
        &mut page,
        texts().cli.headings.commands.trim_end_matches(':'),
    );
    orders(&mut page, &root);
    for (heading, rows) in [
        (&t.variables, &t.variable_rows),
        (&t.files, &t.file_rows),
        (&t.exit, &t.exit_rows),
    ] {
        section(&mut page, heading);
        for row in rows {
            page.control("TP", []);
            page.text([bold(&*row.name)]);
            page.text([roman(&*row.about)]);
        }
    }
    section(&mut page, &t.examples);
    page.control("nf", []);
    for line in texts().cli.examples.root.lines() {
        page.text([roman(line)]);
    }
    page.control("fi", []);
    // Tells the formatter how the letters are written.
    format!("'\\\" -*- coding: utf-8 -*-\n{}", page.render())
}

fn section(page: &mut Roff, heading: &str) {
    page.control("SH", [&*heading.to_uppercase()]);
}

fn about(command: &Command) -> String {
    command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// Every order below this one that can be given by itself, with what it takes.
fn orders(page: &mut Roff, command: &Command) {
    for order in command.get_subcommands() {
        if order.has_subcommands() {
            orders(page, order);
            continue;
        }
        page.control(
            "SS",
            [&*order.get_bin_name().unwrap_or_default().to_owned()],
        );
        page.text(usage(order));
        page.control("PP", []);
        page.text([roman(about(order))]);
        arguments(page, order, false);
    }
}

/// How an order is written, without the heading that clap puts before it.
fn usage(command: &Command) -> Vec<Inline> {
    let shown = super::usage::usage_line(command);
    let name = command.get_bin_name().unwrap_or("ventanilla");
    let rest = shown.strip_prefix(name).unwrap_or(&shown).to_owned();
    vec![bold(name), roman(rest)]
}

/// What an order takes; flags that every order has are told once, with the program.
fn arguments(page: &mut Roff, command: &Command, with_global: bool) {
    let told = |a: &&Arg| with_global || !(a.is_global_set() || a.get_id() == "help");
    for argument in command.get_arguments().filter(told) {
        let mut head = Vec::new();
        if let Some(short) = argument.get_short() {
            head.push(bold(format!("-{short}")));
            head.push(roman(", "));
        }
        if let Some(long) = argument.get_long() {
            head.push(bold(format!("--{long}")));
        }
        let values = argument.get_value_names().unwrap_or_default();
        if argument.get_action().takes_values() && !values.is_empty() {
            if !head.is_empty() {
                head.push(roman(" "));
            }
            head.push(italic(values.join(" ")));
        }
        page.control("TP", []);
        page.text(head);
        let help = argument.get_help().map(ToString::to_string);
        page.text([roman(help.unwrap_or_default())]);
    }
}
