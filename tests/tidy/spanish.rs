//! Spanish in code: what is read stands in the catalogues. What is left is contract, and is named in `contract::CONTRACT`.

use std::collections::BTreeSet;

use super::contract::CONTRACT;
use super::{broken, none};
use crate::support::rust::{Code, code, read};
use crate::support::tree::{Source, file, files};

/// Letters and signs of Spanish that English and code have not.
const LETTERS: &str = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»";

/// Words of code that the Spanish texts have too and the English ones happen not to have.
const CODE: [&str; 3] = ["cargo", "control", "error"];

/// What tells Spanish words from others: the words of the Spanish texts that no English text has.
struct Spanish {
    words: BTreeSet<String>,
    /// The packs as they are written: their ids and variables are not texts.
    packs: String,
}

/// The words of a text, in small letters without accents; blanks are none.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut inside = false;
    for c in text.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => {}
            c => plain.push(c),
        }
    }
    let plain = ventanilla::texts::plain(&plain);
    plain
        .split(|c: char| !c.is_alphabetic())
        .filter(|w| w.chars().count() > 2)
        .map(str::to_owned)
        .collect()
}

fn texts(value: &toml::Value, out: &mut BTreeSet<String>) {
    match value {
        toml::Value::String(text) => out.extend(words(text)),
        toml::Value::Array(list) => list.iter().for_each(|v| texts(v, out)),
        toml::Value::Table(table) => table.iter().for_each(|(_, v)| texts(v, out)),
        _ => {}
    }
}

fn words_of(sources: &[Source]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for source in sources {
        texts(&toml::from_str(&source.text).unwrap(), &mut out);
    }
    out
}

impl Spanish {
    fn known() -> Self {
        let packs = files("assets/protocols", "toml");
        let mut spanish = words_of(&packs);
        spanish.extend(words_of(&[
            file("assets/texts/es.toml"),
            file("assets/practice/talk.toml"),
        ]));
        let mut english = words_of(&[file("assets/texts/en.toml")]);
        // English texts name subcommands too: that makes them no English words.
        for (_, names) in CONTRACT {
            for name in *names {
                english.remove(*name);
            }
        }
        let words: BTreeSet<String> = spanish
            .into_iter()
            .filter(|w| !english.contains(w) && !CODE.contains(&w.as_str()))
            .collect();
        assert!(words.len() > 500, "too few words to know Spanish by");
        Self {
            words,
            packs: packs.into_iter().map(|p| p.text).collect(),
        }
    }

    /// Whether a text without spaces is an id or a variable of a pack.
    fn names(&self, id: &str) -> bool {
        let ends = |rest: &str| rest.starts_with(['"', '}', '|', '.']);
        self.packs.match_indices(id).any(|(at, _)| {
            self.packs[..at].ends_with(['"', '{']) && ends(&self.packs[at + id.len()..])
        })
    }

    /// Whether a literal has Spanish in it that stands in no contract.
    fn is_in(&self, literal: &str, path: &str) -> bool {
        if literal.contains(|c| LETTERS.contains(c)) {
            return true;
        }
        let found = words(literal);
        if !found.iter().any(|w| self.words.contains(w)) {
            return false;
        }
        let kept = CONTRACT
            .iter()
            .any(|(place, words)| path.starts_with(place) && words.contains(&literal));
        let one = !literal.contains(char::is_whitespace);
        !(kept || one && self.names(literal.trim_end_matches('.')))
    }

    fn found_in(&self, code: &Code) -> Vec<String> {
        let mut found = Vec::new();
        for line in &code.lines {
            // What is read into the program by its path is no text.
            if line.code.contains("include_str!") {
                continue;
            }
            for literal in line.text.split('\n').filter(|l| self.is_in(l, &code.path)) {
                let rule = format!(
                    "Spanish in code: «{literal}» belongs into assets/texts, or, if others rely on it, into CONTRACT of tests/tidy/contract.rs"
                );
                found.push(broken(&code.path, line.number, &rule));
            }
        }
        found
    }
}

#[test]
fn no_text_stands_in_the_code() {
    let spanish = Spanish::known();
    let found: Vec<String> = code().iter().flat_map(|c| spanish.found_in(c)).collect();
    none(&found);
}

#[test]
fn every_word_of_the_contract_is_in_use() {
    let code = code();
    let mut found = Vec::new();
    for (place, words) in CONTRACT {
        for word in *words {
            let used = code
                .iter()
                .filter(|c| c.path.starts_with(place))
                .flat_map(|c| &c.lines)
                .any(|l| l.text.split('\n').any(|t| t == *word));
            if !used {
                found.push(broken(
                    place,
                    0,
                    &format!("«{word}» is not used: take it off CONTRACT"),
                ));
            }
        }
    }
    none(&found);
}

#[test]
fn spanish_is_told_from_code() {
    let spanish = Spanish::known();
    let lines = [
        r#"let a = "La persona se retiró";"#,
        r#"let b = "guardado hace un momento";"#,
        r#"let c = "buscar";"#,
        r#"let d = "¿?";"#,
        r#"// "La persona se retiró""#,
        r#"let e = "one whole sentence in English";"#,
        r#"let f = "persona.nombres"; let g = "{unidad}";"#,
    ];
    let told = |path: &str| -> Vec<String> {
        let source = Source {
            path: path.into(),
            text: lines.join("\n"),
        };
        let found = spanish.found_in(&read(&source));
        let line = |f: &String| f.split(':').nth(1).unwrap_or_default().to_owned();
        found.iter().map(line).collect()
    };
    assert_eq!(told("src/screen/x.rs"), ["1", "2", "3", "4"]);
    assert_eq!(told("src/cli/x.rs"), ["1", "2", "4"]);
}
