//! Numbers in words, said and understood. The words and their joints are the catalogue's; here is what languages share.

use super::people::plain;
use super::{Language, NumberWords, Texts, chosen};

/// The most that is said in words, one less than a million: registry numbers go no further.
const MOST: u32 = 999_999;

/// Digits of the longest registry number without its check digits.
const LONGEST: usize = 6;

impl NumberWords {
    /// A number from 0 to 999,999 in words; feminine for «la treinta y una», where the language tells the two apart.
    /// A larger one is said in figures.
    pub fn say(&self, n: u32, feminine: bool) -> String {
        if n > MOST {
            return n.to_string();
        }
        let words = self.count(n, feminine);
        if feminine {
            changed(&words, &self.feminine)
        } else {
            words
        }
    }

    /// The words for a count; the last of them is not yet made feminine.
    fn count(&self, n: u32, feminine: bool) -> String {
        let word = |list: &[super::Text], at: u32| {
            list.get(at as usize)
                .map(ToString::to_string)
                .unwrap_or_default()
        };
        match n {
            0..=29 => word(&self.units, n),
            30..=99 => joined(
                word(&self.tens, n / 10),
                &self.tens_joint,
                (!n.is_multiple_of(10)).then(|| word(&self.units, n % 10)),
            ),
            100 => self.hundred.to_string(),
            101..=999 => {
                let hundreds = word(&self.hundreds, n / 100);
                let hundreds = if feminine {
                    changed(&hundreds, &self.feminine)
                } else {
                    hundreds
                };
                let rest = n % 100;
                joined(
                    hundreds,
                    &self.hundreds_joint,
                    (rest > 0).then(|| self.count(rest, feminine)),
                )
            }
            _ => {
                let (many, rest) = (n / 1000, n % 1000);
                let thousands = if many == 1 {
                    self.one_thousand.to_string()
                } else {
                    let said = self.count(many, feminine);
                    let forms = if feminine {
                        &self.feminine
                    } else {
                        &self.before_thousand
                    };
                    self.thousands.fill(&[("n", &changed(&said, forms))])
                };
                let joint = if rest < 100 {
                    &self.thousands_small_joint
                } else {
                    &self.thousands_joint
                };
                joined(
                    thousands,
                    joint,
                    (rest > 0).then(|| self.count(rest, feminine)),
                )
            }
        }
    }

    /// The number that a text says: in words, or in figures behind a word such as «la» or “number”. `None` where a word is
    /// not part of a number, and for figures alone, which may be a document or a telephone.
    pub fn understood(&self, text: &str) -> Option<u32> {
        let plain = plain(text);
        let is = |word: &str, list: &[super::Text]| list.iter().any(|w| super::plain(w) == word);
        let mut led = false;
        let words: Vec<&str> = plain
            .split(|c: char| c.is_whitespace() || c == '-')
            .map(|w| w.trim_matches(|c| matches!(c, '.' | ',' | '«' | '»' | '“' | '”')))
            .filter(|w| {
                let leads = is(w, &self.before);
                led |= leads;
                !leads && !w.is_empty() && !is(w, &self.within)
            })
            .collect();
        if let [figures] = words[..]
            && led
            && figures.len() <= LONGEST
            && figures.bytes().all(|b| b.is_ascii_digit())
        {
            return figures.parse().ok();
        }
        if words.is_empty() {
            return None;
        }
        let (mut total, mut part) = (0u32, 0u32);
        for word in words {
            if is(word, &self.thousand_words) {
                total = total.checked_add(part.max(1).checked_mul(1000)?)?;
                part = 0;
            } else if is(word, &self.hundred_words) {
                part = part.max(1).checked_mul(100)?;
            } else {
                part = part.checked_add(self.value(word)?)?;
            }
        }
        total.checked_add(part).filter(|n| *n <= MOST)
    }

    /// What one word stands for, in any of its forms.
    fn value(&self, word: &str) -> Option<u32> {
        let forms = |w: &super::Text| {
            let of = |pairs| changed(w, pairs);
            [w.to_string(), of(&self.feminine), of(&self.before_thousand)]
        };
        let place = |list: &[super::Text]| {
            list.iter()
                .position(|w| !w.is_empty() && forms(w).iter().any(|f| plain(f) == word))
                .and_then(|at| u32::try_from(at).ok())
        };
        place(&self.units)
            .or_else(|| place(&self.tens).map(|n| n * 10))
            .or_else(|| (plain(&self.hundred) == word).then_some(100))
            .or_else(|| place(&self.hundreds).map(|n| n * 100))
    }
}

/// The number that a text says in the language in use, or else in any other: people ask in theirs.
pub fn number_said(text: &str) -> Option<u32> {
    let first = chosen();
    let others = Language::ALL.into_iter().map(|(_, l)| l);
    std::iter::once(first)
        .chain(others.filter(|l| *l != first))
        .find_map(|l| l.texts().numbers.understood(text))
}

impl Texts {
    /// A number of which only the last two digits count, with its zero: «cero dos».
    pub(super) fn two_digits(&self, n: u32) -> String {
        let said = self.numbers.say(n, false);
        if n < 10 {
            format!("{} {said}", self.numbers.say(0, false))
        } else {
            said
        }
    }
}

fn joined(head: String, joint: &str, rest: Option<String>) -> String {
    match rest {
        Some(rest) => head + joint + &rest,
        None => head,
    }
}

/// Words whose end takes another form: the first pair that fits is used.
fn changed(words: &str, pairs: &[[super::Text; 2]]) -> String {
    let fitting = pairs
        .iter()
        .find_map(|[end, other]| Some((words.strip_suffix(&**end)?, other)));
    fitting.map_or_else(
        || words.to_owned(),
        |(stem, other)| format!("{stem}{other}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(language: Language, n: u32) -> String {
        language.texts().numbers.say(n, false)
    }

    #[test]
    fn numbers_in_spanish() {
        let cases = [
            (0, "cero"),
            (16, "dieciséis"),
            (21, "veintiuno"),
            (31, "treinta y uno"),
            (38, "treinta y ocho"),
            (100, "cien"),
            (101, "ciento uno"),
            (500, "quinientos"),
            (1000, "mil"),
            (2026, "dos mil veintiséis"),
            (21_000, "veintiún mil"),
            (31_001, "treinta y un mil uno"),
            (
                999_999,
                "novecientos noventa y nueve mil novecientos noventa y nueve",
            ),
        ];
        for (n, words) in cases {
            assert_eq!(say(Language::Spanish, n), words);
        }
    }

    #[test]
    fn numbers_in_english() {
        let cases = [
            (0, "zero"),
            (16, "sixteen"),
            (21, "twenty-one"),
            (38, "thirty-eight"),
            (40, "forty"),
            (100, "one hundred"),
            (101, "one hundred and one"),
            (538, "five hundred and thirty-eight"),
            (1000, "one thousand"),
            (2026, "two thousand and twenty-six"),
            (2126, "two thousand one hundred and twenty-six"),
            (
                999_999,
                "nine hundred and ninety-nine thousand nine hundred and ninety-nine",
            ),
        ];
        for (n, words) in cases {
            assert_eq!(say(Language::English, n), words);
        }
    }

    #[test]
    fn numbers_are_understood_as_they_are_said() {
        for (_, language) in Language::ALL {
            let words = &language.texts().numbers;
            for n in (0..2000).chain([21_000, 31_001, 200_001, 999_999]) {
                for feminine in [false, true] {
                    let said = words.say(n, feminine);
                    let led = format!("{} {said}", &*words.before[0]);
                    assert_eq!(words.understood(&said), Some(n), "{said}");
                    assert_eq!(words.understood(&led), Some(n), "{led}");
                }
            }
        }
    }

    #[test]
    fn a_number_is_understood_in_either_language_and_nothing_else_is() {
        for (said, n) in [
            ("la treinta y ocho", 38),
            ("la 38", 38),
            ("número 38", 38),
            ("la número treinta y ocho", 38),
            ("thirty-eight", 38),
            ("Number 38", 38),
            ("the thirty eight", 38),
            ("case no. 38", 38),
            ("two hundred and five", 205),
            ("a thousand and one", 1001),
        ] {
            assert_eq!(number_said(said), Some(n), "{said}");
        }
        for said in [
            "la treinta y ocho de Cajamarca",
            "la",
            "number",
            "",
            "38",
            "la 45678901",
            "lote 38",
        ] {
            assert_eq!(number_said(said), None, "{said}");
        }
    }

    #[test]
    fn an_attention_is_feminine_in_spanish() {
        let feminine = |n| Language::Spanish.texts().numbers.say(n, true);
        assert_eq!(feminine(1), "una");
        assert_eq!(feminine(31), "treinta y una");
        assert_eq!(feminine(211), "doscientas once");
        assert_eq!(feminine(521), "quinientas veintiuna");
        assert_eq!(feminine(200_001), "doscientas mil una");
        assert_eq!(feminine(300_000), "trescientas mil");
    }
}
