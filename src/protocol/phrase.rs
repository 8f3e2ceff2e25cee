//! A phrase with typed variables: `{saludo}`, `{persona|usted}`.

/// A phrase, split into text and variables when the pack is loaded, so that nothing raw can ever be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub pieces: Vec<Piece>,
}

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Text(String),
    Variable {
        name: String,
        /// Said while the variable has no value.
        fallback: Option<String>,
    },
}

impl Phrase {
    /// Splits a phrase into its pieces. `None` where a brace is not closed or a variable has no name.
    pub fn parse(source: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let mut rest = source;
        while let Some((text, tail)) = rest.split_once('{') {
            if text.contains('}') {
                return None;
            }
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            let (inside, after) = tail.split_once('}')?;
            let (name, fallback) = match inside.split_once('|') {
                Some((name, fallback)) => (name, Some(fallback.to_owned())),
                None => (inside, None),
            };
            if name.trim().is_empty() || inside.contains('{') {
                return None;
            }
            pieces.push(Piece::Variable {
                name: name.trim().to_owned(),
                fallback,
            });
            rest = after;
        }
        if rest.contains('}') {
            return None;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Some(Self { pieces })
    }

    /// The names of the variables, each with whether it has a fallback.
    pub fn variables(&self) -> impl Iterator<Item = (&str, bool)> {
        self.pieces.iter().filter_map(|p| match p {
            Piece::Variable { name, fallback } => Some((name.as_str(), fallback.is_some())),
            Piece::Text(_) => None,
        })
    }

    /// The phrase as it is said, with each variable's value or its fallback; the first letter of a sentence that begins
    /// with a variable is raised.
    pub fn render(&self, value: &impl Fn(&str) -> Option<String>) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Variable { name, fallback } => {
                    let said = value(name).or_else(|| fallback.clone()).unwrap_or_default();
                    if begins_sentence(&out) {
                        let mut letters = said.chars();
                        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                        out.push_str(letters.as_str());
                    } else {
                        out.push_str(&said);
                    }
                }
            }
        }
        out
    }
}

fn begins_sentence(before: &str) -> bool {
    match before.trim_end().chars().last() {
        None => true,
        Some(last) => matches!(last, '.' | '?' | '!' | '¿' | '¡' | '«' | '…'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(source: &str, given: &[(&str, &str)]) -> String {
        let phrase = Phrase::parse(source).unwrap();
        phrase.render(&|name| {
            given
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| (*v).to_owned())
        })
    }

    #[test]
    fn a_variable_is_replaced_by_its_value_or_its_fallback() {
        assert_eq!(say("Dígame, {persona|usted}.", &[]), "Dígame, usted.");
        assert_eq!(
            say("Dígame, {persona|usted}.", &[("persona", "señora Ramos")]),
            "Dígame, señora Ramos."
        );
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(
            say(
                "{saludo}. {persona|usted} dirá",
                &[("saludo", "buenos días")]
            ),
            "Buenos días. Usted dirá"
        );
        assert_eq!(
            say("«{persona|usted}, ¿{pregunta|qué pasó}?»", &[]),
            "«Usted, ¿Qué pasó?»"
        );
    }

    #[test]
    fn an_empty_fallback_says_nothing() {
        assert_eq!(say("Gracias{coma_persona|}.", &[]), "Gracias.");
    }

    #[test]
    fn open_braces_and_nameless_variables_are_refused() {
        for bad in ["{", "a {b", "a } b", "{}", "{ |x}", "{a{b}}"] {
            assert_eq!(Phrase::parse(bad), None, "{bad}");
        }
    }
}
