//! The command line: one file a subcommand. The words come from `texts`, so the definition is built and not derived.

mod agent;
mod ask;
mod attend;
mod backup;
mod complete;
mod contract;
mod demo;
mod descriptor;
mod enter;
mod export;
mod find;
mod import;
mod init;
mod language;
mod manual;
mod office;
mod open;
mod output;
mod panic;
mod places;
mod protocol;
mod rebuild;
mod restore;
mod sheet;
mod shift;
mod show;
mod usage;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::desk::Denied;
use crate::journal;
use crate::texts::{self, texts};

/// Why a command did not do what was asked; the words are for the user.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The answer is no: exit code 1.
    No(String),
    /// Wrong usage: exit code 2.
    Usage(String),
    /// The world failed: exit code 3.
    World(String),
}

impl From<journal::Error> for Failure {
    fn from(error: journal::Error) -> Self {
        Self::World(texts::failure(&error))
    }
}

impl From<Denied> for Failure {
    fn from(denied: Denied) -> Self {
        let words = texts::denied(&denied, None);
        match denied {
            Denied::Refused(_) | Denied::Office(_) | Denied::NotAllowed { .. } => Self::No(words),
            Denied::People(error, _) => enter::failure(&error)(words),
            Denied::Practice | Denied::Pack(crate::desk::PackError::Unknown { .. }) => {
                Self::Usage(words)
            }
            _ => Self::World(words),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::World(error.to_string())
    }
}

type Outcome = Result<(), Failure>;

/// Runs the program with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    panic::install();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    descriptor::take(&arguments);
    if let Err(failure) = language::choose(&arguments, || places::settled_language(&arguments)) {
        return finish(Err(failure));
    }
    let ready = std::thread::spawn(journal::warm_up);
    let code = match command().try_get_matches_from(arguments) {
        Ok(matches) => {
            enter::remember(&matches);
            finish(dispatch(&matches))
        }
        Err(error) => usage::answer(&error),
    };
    // The process must not end in the middle of it; it has long been done unless nothing was asked of the journal.
    let _ready = ready.join();
    code
}

fn finish(outcome: Outcome) -> ExitCode {
    let Err(failure) = outcome else {
        return ExitCode::SUCCESS;
    };
    let (code, words) = match failure {
        Failure::No(words) => (1, words),
        Failure::Usage(words) => (2, words),
        Failure::World(words) => (3, words),
    };
    output::complain(&words);
    ExitCode::from(code)
}

fn dispatch(matches: &ArgMatches) -> Outcome {
    let places = |m: &ArgMatches| places::paths(m);
    match matches.subcommand() {
        None => open::run(&places(matches)?, open::Begin::Home),
        Some(("iniciar", m)) => init::run(&places(m)?, m),
        Some(("atender", m)) => attend::run(&places(m)?, m),
        Some(("protocolo", m)) => protocol::run(&places(m)?, m),
        Some(("oficina", m)) => office::run(&places(m)?, m),
        Some(("agente", m)) => agent::run(&places(m)?, m),
        Some(("demo", m)) => demo::run(m),
        Some(("completar", m)) => complete::run(m),
        Some(("manual", _)) => manual::run(),
        Some(("diario", m)) => match m.subcommand() {
            Some(("buscar", m)) => find::run(&places(m)?, m),
            Some(("ver", m)) => show::run(&places(m)?, m),
            Some(("verificar", m)) => verify::run(&places(m)?, m),
            Some(("respaldar", m)) => backup::run(&places(m)?, m),
            Some(("hoja", m)) => sheet::run(&places(m)?, m),
            Some(("restaurar", m)) => restore::run(&places(m)?, m),
            Some(("exportar", m)) => export::run(&places(m)?, m),
            Some(("importar", m)) => import::run(&places(m)?, m),
            Some(("reconstruir", m)) => rebuild::run(&places(m)?),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The whole definition. A subcommand that is not built yet is not in it.
fn command() -> Command {
    let t = &texts().cli;
    let journal = sub("diario", &t.help.journal)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands([
            find::command(),
            show::command(),
            verify::command(),
            backup::command(),
            restore::command(),
            sheet::command(),
            export::command(),
            import::command(),
            rebuild::command(),
        ]);
    let data = Arg::new("datos")
        .long("datos")
        .value_name("DIR")
        .global(true)
        .help(t.help.data.to_string());
    let root = sub("ventanilla", &t.about)
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(data.value_parser(clap::value_parser!(std::path::PathBuf)))
        .arg(language::flag())
        .args(enter::flags())
        .arg(
            Arg::new("version")
                .long("version")
                .short('V')
                .action(ArgAction::Version)
                .help(t.help.version.to_string()),
        )
        .disable_help_subcommand(true)
        .subcommands([
            init::command(),
            attend::command(),
            journal,
            agent::command(),
            protocol::command(),
            office::command(),
            demo::command(),
            complete::command(),
            manual::command(),
        ])
        .after_help(t.examples.root.to_string());
    quiet(root)
}

/// Without the remarks that clap adds in English: what may be given and what holds otherwise is said by the help's words.
fn quiet(command: Command) -> Command {
    command
        .mut_args(|a| a.hide_possible_values(true).hide_default_value(true))
        .mut_subcommands(quiet)
}

/// The orders by their English names too, for whoever comes from other programs; the help shows them behind what they do.
const ENGLISH: [(&str, &str); 31] = [
    ("iniciar", "init"),
    ("atender", "attend"),
    ("diario", "journal"),
    ("buscar", "search"),
    ("ver", "show"),
    ("verificar", "verify"),
    ("respaldar", "backup"),
    ("restaurar", "restore"),
    ("hoja", "sheet"),
    ("exportar", "export"),
    ("importar", "import"),
    ("reconstruir", "rebuild"),
    ("protocolo", "protocol"),
    ("lista", "list"),
    ("revisar", "check"),
    ("nuevo", "new"),
    ("cobertura", "coverage"),
    ("completar", "completions"),
    ("informe", "report"),
    ("compromisos", "promises"),
    ("documento", "document"),
    ("plazo", "deadline"),
    ("oficina", "office"),
    ("invitar", "invite"),
    ("unirse", "join"),
    ("agente", "people"),
    ("alta", "enrol"),
    ("baja", "remove"),
    ("rol", "role"),
    ("permisos", "permissions"),
    ("recuperar", "recover"),
];

/// A command with its help in the language in use.
fn sub(name: &'static str, about: &str) -> Command {
    let t = &texts().cli;
    let template = format!(
        "{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}\n",
        t.headings.usage
    );
    let english = ENGLISH.iter().find(|(spanish, _)| *spanish == name);
    let about = match english {
        Some((_, english)) => format!("{about} [{english}]"),
        None => about.to_owned(),
    };
    Command::new(name)
        .about(about)
        .aliases(english.map(|(_, english)| *english))
        .help_template(template)
        .subcommand_help_heading(t.headings.commands.trim_end_matches(':').to_owned())
        .subcommand_value_name(t.headings.subcommand.to_string())
        .next_help_heading(t.headings.options.trim_end_matches(':').to_owned())
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .arg(
            Arg::new("help")
                .long("help")
                .short('h')
                .action(ArgAction::Help)
                .help(t.help.help.to_string()),
        )
}

/// `--json`.
fn json_flag() -> Arg {
    Arg::new("json")
        .long("json")
        .action(ArgAction::SetTrue)
        .help(texts().cli.help.json.to_string())
}

/// An argument by position.
fn positional(id: &'static str, name: &'static str, help: &str) -> Arg {
    Arg::new(id)
        .value_name(name)
        .help(help.to_owned())
        .help_heading(
            texts()
                .cli
                .headings
                .arguments
                .trim_end_matches(':')
                .to_owned(),
        )
}

/// A flag that takes a value.
fn flag(id: &'static str, name: &'static str, help: &str) -> Arg {
    Arg::new(id).long(id).value_name(name).help(help.to_owned())
}

/// The text given for an argument.
fn given<'m>(matches: &'m ArgMatches, id: &str) -> Option<&'m str> {
    matches.get_one::<String>(id).map(String::as_str)
}
