//! What the practice journal is made of, as data: `assets/practice/`.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

use crate::protocol::MatterKind;

/// A text of the data. The data is read once and stays for as long as the program runs.
pub(super) type Word = &'static str;

/// People and places.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Town {
    /// Who sits at the practice station, by turns; the first is the agent at work when the desk is opened.
    #[serde(deserialize_with = "words")]
    pub(super) agents: Vec<Word>,
    #[serde(deserialize_with = "words")]
    pub(super) women: Vec<Word>,
    #[serde(deserialize_with = "words")]
    pub(super) men: Vec<Word>,
    #[serde(deserialize_with = "words")]
    pub(super) surnames: Vec<Word>,
    #[serde(deserialize_with = "words")]
    pub(super) addresses: Vec<Word>,
    pub(super) places: Vec<Place>,
}

/// A district with where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "(String, String, String)")]
pub(super) struct Place {
    pub(super) district: Word,
    pub(super) province: Word,
    pub(super) region: Word,
}

impl From<(String, String, String)> for Place {
    fn from((district, province, region): (String, String, String)) -> Self {
        Self {
            district: kept(district),
            province: kept(province),
            region: kept(region),
        }
    }
}

/// What is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Talk {
    /// Notes that agents leave for themselves and for others.
    #[serde(deserialize_with = "words")]
    pub(super) notes: Vec<Word>,
    /// Notes added after an attention was filed.
    #[serde(deserialize_with = "words")]
    pub(super) later_notes: Vec<Word>,
    /// Why a digit is corrected.
    #[serde(deserialize_with = "word")]
    pub(super) misheard: Word,
    /// Whom agents ask.
    #[serde(deserialize_with = "words")]
    pub(super) advisers: Vec<Word>,
    /// Why people leave before the end.
    #[serde(deserialize_with = "words")]
    pub(super) leavings: Vec<Word>,
    /// How answers reached people, for the ends of promises.
    #[serde(deserialize_with = "words")]
    pub(super) answered: Vec<Word>,
    /// Why somebody no longer waits for what was promised.
    #[serde(deserialize_with = "word")]
    pub(super) withdrawn: Word,
    /// What is raised beside the matter at hand.
    pub(super) raised: Vec<Raised>,
    /// Why an attention is taken up again.
    #[serde(deserialize_with = "words")]
    pub(super) again: Vec<Word>,
    /// What is added to the answer then.
    #[serde(deserialize_with = "word")]
    pub(super) more: Word,
    /// What fits any field of one line.
    #[serde(deserialize_with = "words")]
    pub(super) lines: Vec<Word>,
    /// What fits any field of several lines.
    #[serde(deserialize_with = "words")]
    pub(super) paragraphs: Vec<Word>,
    /// Said of who has no document of a kind that is asked.
    #[serde(deserialize_with = "word")]
    pub(super) no_paper: Word,
    /// An address of electronic mail.
    #[serde(deserialize_with = "word")]
    pub(super) mail: Word,
    /// Twelve months.
    #[serde(deserialize_with = "words")]
    pub(super) months: Vec<Word>,
    /// A month with its year.
    #[serde(deserialize_with = "word")]
    pub(super) month_of_year: Word,
    /// Why no document is shown.
    #[serde(deserialize_with = "words")]
    pub(super) without_document: Vec<Word>,
    /// What somebody in office is.
    #[serde(deserialize_with = "word")]
    pub(super) post: Word,
    /// What happened when it was not the first time.
    #[serde(deserialize_with = "word")]
    pub(super) earlier: Word,
    /// Told to those whose matter another unit takes.
    #[serde(deserialize_with = "word")]
    pub(super) followed: Word,
    /// What is left unsatisfied.
    #[serde(deserialize_with = "word")]
    pub(super) disquiet: Word,
    /// What is to be brought.
    #[serde(deserialize_with = "word")]
    pub(super) papers: Word,
    /// What the system says of a household; the first is that of one in order.
    pub(super) states: Vec<State>,
    /// By how often they come.
    pub(super) matters: Vec<Matter>,
    /// Of those who are not in the programme.
    pub(super) outside: Matter,
    /// What people ask of an institution whatever it does: for the packs that have none of the matters.
    pub(super) errands: Matter,
}

/// A complaint, claim or suggestion.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raised {
    pub(super) kind: MatterKind,
    #[serde(deserialize_with = "word")]
    pub(super) text: Word,
}

/// What the system says of a household.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    /// How many households of a thousand.
    pub(super) weight: u64,
    /// Its id in the packs.
    #[serde(deserialize_with = "word")]
    pub(super) id: Word,
    #[serde(deserialize_with = "word")]
    pub(super) cause: Word,
}

/// A matter of the packs, with conversations about it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Matter {
    /// The id of its option in the packs.
    #[serde(deserialize_with = "word")]
    pub(super) id: Word,
    /// Ids of its usual kinds, the most usual first.
    #[serde(deserialize_with = "words")]
    pub(super) kinds: Vec<Word>,
    /// The unit of the institution that goes on with it.
    #[serde(deserialize_with = "word")]
    pub(super) unit: Word,
    /// The other institution that attends it, and whom one asks for there.
    pub(super) elsewhere: (String, String),
    /// Why it may not be possible.
    #[serde(deserialize_with = "word")]
    pub(super) no: Word,
    /// What is asked of a supervisor, and the advice.
    pub(super) doubt: (String, String),
    pub(super) cases: Vec<Case>,
}

/// One thing that people ask.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    /// In their words.
    #[serde(deserialize_with = "word")]
    pub(super) reason: Word,
    /// Restated by the agent.
    #[serde(deserialize_with = "word")]
    pub(super) essence: Word,
    #[serde(deserialize_with = "word")]
    pub(super) answer: Word,
    /// Another way, or the next step.
    #[serde(deserialize_with = "word")]
    pub(super) option: Word,
}

/// The people and places.
pub(super) fn town() -> &'static Town {
    static TOWN: OnceLock<Town> = OnceLock::new();
    TOWN.get_or_init(|| read(include_str!("../../assets/practice/town.toml")))
}

/// What is said.
pub(super) fn talk() -> &'static Talk {
    static TALK: OnceLock<Talk> = OnceLock::new();
    TALK.get_or_init(|| read(include_str!("../../assets/practice/talk.toml")))
}

#[expect(
    clippy::expect_used,
    reason = "the data is embedded and a test reads the same bytes with the same code"
)]
fn read<T: DeserializeOwned>(source: &str) -> T {
    toml::from_str(source).expect("embedded data")
}

fn kept(text: String) -> Word {
    Box::leak(text.into_boxed_str())
}

fn word<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
    String::deserialize(from).map(kept)
}

fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Word>, D::Error> {
    let list: Vec<String> = Vec::deserialize(from)?;
    Ok(list.into_iter().map(kept).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_is_read_and_no_list_is_empty() {
        let (town, talk) = (town(), talk());
        for list in [
            &town.agents,
            &town.women,
            &town.men,
            &town.surnames,
            &town.addresses,
            &talk.notes,
            &talk.later_notes,
            &talk.advisers,
            &talk.leavings,
            &talk.answered,
            &talk.again,
            &talk.lines,
            &talk.paragraphs,
            &talk.without_document,
        ] {
            assert!(!list.is_empty());
        }
        assert!(!town.places.is_empty());
        assert_eq!(talk.months.len(), 12);
        assert_eq!(talk.states.iter().map(|s| s.weight).sum::<u64>(), 1000);
        assert!(!talk.raised.is_empty());
        assert!(talk.matters.len() > 1);
        for matter in talk.matters.iter().chain([&talk.outside, &talk.errands]) {
            assert!(
                !matter.cases.is_empty() && !matter.kinds.is_empty(),
                "{}",
                matter.id
            );
        }
    }
}
