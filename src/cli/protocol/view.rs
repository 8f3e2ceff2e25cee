//! `ventanilla protocolo ver`: a pack as whoever attends meets it, in plain text.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use crate::cli::contract::{CHANNELS, OUTCOMES, word};
use crate::cli::{Failure, Outcome, given, json_flag, output, positional, sub};
use crate::desk::library::text_of;
use crate::desk::{Denied, Library, PackError, hash_of};
use crate::protocol::{
    self, Ask, Closing, Field, Line, Outcome as End, Phrase, Protocol, Step, Transition, When,
};
use crate::texts::{Text, texts};
use crate::ui::text::wrap;

/// Columns of the text.
const WIDTH: usize = 80;

pub(super) fn command() -> Command {
    let t = &texts().cli.help;
    let which = positional(
        "cual",
        &texts().cli.values.id_or_file,
        &t.protocol_view_which,
    )
    .required(true);
    sub("ver", &t.protocol_view).args([which, json_flag()])
}

pub(super) fn run(library: &Library, matches: &ArgMatches) -> Outcome {
    let protocol = read(library, given(matches, "cual").unwrap_or_default())?;
    if matches.get_flag("json") {
        return output::json(&mut std::io::stdout().lock(), &json(&protocol));
    }
    View(&protocol).tell();
    Ok(())
}

/// A pack by its identifier, or by its file.
fn read(library: &Library, which: &str) -> Result<Protocol, Failure> {
    match library.protocol(which) {
        Err(PackError::Unknown { .. }) if Path::new(which).exists() => {
            let file = PathBuf::from(which);
            let text = text_of(&file).map_err(|fault| {
                let file = which.to_owned();
                Denied::Pack(PackError::File { file, fault })
            })?;
            let broken = |problems| PackError::Broken {
                id: which.to_owned(),
                file: which.to_owned(),
                problems,
            };
            let read = protocol::load(&text, &hash_of(&text));
            Ok(read.map_err(broken).map_err(Denied::from)?)
        }
        found => Ok(found.map_err(Denied::from)?),
    }
}

struct View<'p>(&'p Protocol);

impl View<'_> {
    fn tell(&self) {
        let (p, t) = (self.0, &texts().cli.view);
        say(0, &p.title);
        let channels: Vec<&str> = p.channels.iter().map(|c| word(&CHANNELS, c)).collect();
        say(
            0,
            &t.about.fill(&[
                ("id", &p.id),
                ("version", &p.control.version),
                ("date", &p.control.date),
                ("channels", &channels.join(", ")),
            ]),
        );
        say(
            0,
            &t.control.fill(&[
                ("code", &p.control.code),
                ("prepared", &p.control.prepared),
                ("reviewed", &p.control.reviewed),
                ("approved", &p.control.approved),
                ("source", &p.control.source),
            ]),
        );
        for (i, step) in p.steps.iter().enumerate() {
            self.step(i + 1, step);
        }
        for closing in &p.closings {
            self.closing(closing);
        }
        if !p.knowledge.is_empty() {
            say(0, "");
            say(0, &texts().attention.know);
        }
        for known in &p.knowledge {
            say(2, &known.title);
            known.text.iter().for_each(|l| self.line(4, "· ", l));
        }
    }

    fn step(&self, number: usize, step: &Step) {
        let t = &texts().cli.view;
        say(0, "");
        say(0, &format!("{number}. {}", step.title));
        self.when(3, step.when.as_ref());
        self.words(3, &step.say, &step.remember);
        step.fields.iter().for_each(|f| self.field(3, f));
        for branch in &step.next {
            let to = self
                .0
                .step(&branch.to)
                .map_or(&branch.to, |(_, s)| &s.title);
            say(
                3,
                &t.jump
                    .fill(&[("when", &self.condition(&branch.when)), ("to", to)]),
            );
        }
    }

    fn closing(&self, closing: &Closing) {
        let t = &texts().cli.view;
        say(0, "");
        say(0, &t.closing.fill(&[("outcome", &end(closing.outcome))]));
        self.words(3, &closing.say, &closing.remember);
        closing.fields.iter().for_each(|f| self.field(3, f));
        if let Some(term) = &closing.term {
            say(3, &t.term.fill(&[("field", &self.label(&term.field))]));
        }
    }

    fn words(&self, indent: usize, said: &[Line], remembered: &[Line]) {
        let t = &texts().attention;
        for (heading, lines, mark) in [(&t.say, said, ""), (&t.remember, remembered, "· ")] {
            if !lines.is_empty() {
                say(indent, heading);
                for line in lines {
                    self.line(indent + 2, mark, line);
                }
            }
        }
    }

    fn line(&self, indent: usize, mark: &str, line: &Line) {
        let condition = line.when.as_ref();
        let condition = condition.map(|w| format!(" ({})", self.conditional(w)));
        let said = self.phrase(&line.phrase);
        say(
            indent,
            &format!("{mark}{said}{}", condition.unwrap_or_default()),
        );
    }

    /// A phrase as it is said while nothing is known yet.
    fn phrase(&self, phrase: &Phrase) -> String {
        let known = |name: &str| match name {
            "saludo" => Some(texts().say.morning.to_string()),
            "institucion" => Some(self.0.institution.clone()),
            _ => self.0.data.get(name).cloned(),
        };
        let blank = |name: &str| {
            known(name).or_else(|| has_no_fallback(phrase, name).then(|| format!("[{name}]")))
        };
        phrase.render(&blank)
    }

    fn when(&self, indent: usize, when: Option<&When>) {
        if let Some(when) = when {
            say(indent, &format!("({})", self.conditional(when)));
        }
    }

    fn field(&self, indent: usize, field: &Field) {
        let t = &texts().cli.view;
        say(
            indent,
            &format!("[ ] {} · {}", field.label, kind(&field.ask)),
        );
        let inner = indent + 4;
        self.when(inner, field.when.as_ref());
        let labels: Vec<&str> = field
            .ask
            .options()
            .iter()
            .map(|o| o.label.as_str())
            .collect();
        if !labels.is_empty() {
            say(inner, &labels.join(" / "));
        }
        if let Some(hint) = &field.hint {
            say(inner, hint);
        }
        if !field.required_for.is_empty() {
            let needed: Vec<String> = field.required_for.iter().map(|r| transition(*r)).collect();
            say(inner, &t.needed.fill(&[("for", &needed.join(", "))]));
        }
        field.say.iter().for_each(|l| self.line(inner, "", l));
    }

    fn label(&self, key: &str) -> String {
        self.0
            .field(key)
            .map_or_else(|| key.to_owned(), |f| f.label.clone())
    }

    /// An option as it reads; any other text as it is.
    fn option(&self, field: &str, id: &str) -> String {
        let options = self.0.field(field).map_or(&[][..], |f| f.ask.options());
        let option = options.iter().find(|o| o.id == id);
        option.map_or(id, |o| &o.label).to_owned()
    }

    fn conditional(&self, when: &When) -> String {
        texts()
            .cli
            .view
            .when
            .fill(&[("when", &self.condition(when))])
    }

    /// A condition in words.
    fn condition(&self, when: &When) -> String {
        let t = &texts().cli.view;
        let joined = |each: &[When], word: &str| {
            let parts: Vec<String> = each
                .iter()
                .map(|w| match w {
                    When::Any(_) | When::All(_) => format!("({})", self.condition(w)),
                    _ => self.condition(w),
                })
                .collect();
            parts.join(word)
        };
        match when {
            When::Is { field, value } => t.is.fill(&[
                ("field", &self.label(field)),
                ("value", &self.option(field, value)),
            ]),
            When::Truth { field, value } => {
                t.is.fill(&[("field", &self.label(field)), ("value", yes_or_no(*value))])
            }
            When::AtLeast { field, value } => t
                .at_least
                .fill(&[("field", &self.label(field)), ("value", value)]),
            When::Answered { field } => t.answered.fill(&[("field", &self.label(field))]),
            When::By { channel } => t.by.fill(&[("channel", &texts().channels.name(*channel))]),
            When::Any(each) => joined(each, &t.or),
            When::All(each) => joined(each, &t.and),
            When::Not(inner) => match &**inner {
                When::Answered { field } => t.unanswered.fill(&[("field", &self.label(field))]),
                When::Is { field, value } => t.is_not.fill(&[
                    ("field", &self.label(field)),
                    ("value", &self.option(field, value)),
                ]),
                When::Truth { field, value } => t
                    .is_not
                    .fill(&[("field", &self.label(field)), ("value", yes_or_no(*value))]),
                _ => t
                    .not
                    .fill(&[("when", &format!("({})", self.condition(inner)))]),
            },
        }
    }
}

fn yes_or_no(value: bool) -> &'static Text {
    let t = &texts().form;
    if value { &t.yes } else { &t.no }
}

fn has_no_fallback(phrase: &Phrase, name: &str) -> bool {
    phrase
        .variables()
        .any(|(n, fallback)| n == name && !fallback)
}

/// The name of an outcome.
fn end(outcome: End) -> String {
    texts().outcomes.name(outcome).to_string()
}

/// What a field is required for, in words.
fn transition(transition: Transition) -> String {
    let t = &texts().refusals;
    match transition {
        Transition::Visit => texts().cli.view.to_visit.to_string(),
        Transition::Advance => t.to_advance.to_string(),
        Transition::Conclude => t.to_conclude.to_string(),
        Transition::Farewell => t.to_say_goodbye.to_string(),
        Transition::File => t.to_file.to_string(),
        Transition::Outcome(outcome) => t.to_end_as.fill(&[("outcome", &end(outcome))]),
    }
}

/// What a field asks for, in words.
fn kind(ask: &Ask) -> String {
    let t = &texts().cli.view.kinds;
    match ask {
        Ask::Text => &t.text,
        Ask::Notes => &t.notes,
        Ask::YesNo => &t.yes_no,
        Ask::Choice(_) => &t.choice,
        Ask::Choices(_) => &t.choices,
        Ask::Document(_) => &t.document,
        Ask::Phone => &t.phone,
        Ask::Email => &t.email,
        Ask::Number(_) => &t.number,
        Ask::Date(_) => &t.date,
        Ask::Moment(_) => &t.moment,
        Ask::Minutes(_) => &t.minutes,
        Ask::Rating(_) => &t.rating,
        Ask::Checklist(_) => &t.checklist,
        Ask::Place(_) => &t.place,
    }
    .to_string()
}

/// A paragraph, wrapped, that many columns from the edge.
fn say(indent: usize, text: &str) {
    for (i, part) in wrap(text, WIDTH - indent - 2).iter().enumerate() {
        let hanging = if i == 0 { indent } else { indent + 2 };
        output::line(&format!("{:hanging$}{part}", ""));
    }
}

fn json(protocol: &Protocol) -> serde_json::Value {
    let view = View(protocol);
    let lines = |lines: &[Line]| -> Vec<serde_json::Value> {
        let line = |l: &Line| {
            let when = l.when.as_ref().map(|w| view.condition(w));
            serde_json::json!({"texto": view.phrase(&l.phrase), "si": when, "cumple": l.cites})
        };
        lines.iter().map(line).collect()
    };
    let field = |f: &Field| {
        let options: Vec<_> = f.ask.options().iter().map(|o| &o.label).collect();
        let needed: Vec<String> = f.required_for.iter().map(ToString::to_string).collect();
        serde_json::json!({
            "clave": f.key, "etiqueta": f.label, "clase": f.ask.name(), "opciones": options,
            "necesario_para": needed, "si": f.when.as_ref().map(|w| view.condition(w)),
            "diga": lines(&f.say), "cumple": f.cites,
        })
    };
    let fields = |all: &[Field]| all.iter().map(field).collect::<Vec<_>>();
    let steps: Vec<_> = protocol.steps.iter().map(|s| serde_json::json!({
        "id": s.id, "titulo": s.title, "si": s.when.as_ref().map(|w| view.condition(w)),
        "diga": lines(&s.say), "recuerde": lines(&s.remember), "datos": fields(&s.fields), "cumple": s.cites,
    })).collect();
    let closings: Vec<_> = protocol.closings.iter().map(|c| serde_json::json!({
        "desenlace": word(&OUTCOMES, &c.outcome), "diga": lines(&c.say), "recuerde": lines(&c.remember),
        "datos": fields(&c.fields), "cumple": c.cites,
    })).collect();
    serde_json::json!({
        "id": protocol.id, "titulo": protocol.title, "institucion": protocol.institution,
        "canales": protocol.channels.iter().map(|c| c.name()).collect::<Vec<_>>(),
        "codigo": protocol.control.code, "version": protocol.control.version, "fecha": protocol.control.date,
        "pasos": steps, "cierres": closings,
    })
}
