//! What tests of the pure rooms begin with: packs, openings, numbers, a clock and the files of this repository.

pub(crate) mod rust;
pub(crate) mod script;
pub(crate) mod tree;

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use uuid::Uuid;
use ventanilla::attention::{Act, Attention, Command, Event, Opening, ProtocolRef, RegistryNumber};
use ventanilla::attention::{AttentionRecord, Refusal};
use ventanilla::desk::packs;
use ventanilla::protocol::{Channel, Protocol, load};

/// Who attends in every test.
pub(crate) const AGENT: &str = "Inés Tafur";

/// A pack of the program by its id.
pub(crate) fn pack(id: &str) -> Protocol {
    let pack = packs().iter().find(|p| p.id == id);
    let text = pack
        .unwrap_or_else(|| panic!("no pack is called {id}"))
        .text;
    load(text, "hash").unwrap_or_else(|problems| panic!("{id}: {problems:#?}"))
}

/// A pack written for a test, which must be right.
pub(crate) fn small_pack(text: &str) -> Protocol {
    load(text, "hash").unwrap_or_else(|problems| panic!("{problems:#?}\n{text}"))
}

/// Nine in the morning in Lima, and so many seconds.
pub(crate) fn at(seconds: i64) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 14, 0, 0).unwrap() + TimeDelta::seconds(seconds)
}

pub(crate) fn number() -> RegistryNumber {
    RegistryNumber::new("CAJ", 2, 2026, 38).unwrap()
}

/// By the pack's usual channel.
pub(crate) fn opening(protocol: &Protocol) -> Opening {
    Opening {
        at: at(0),
        agent: AGENT.into(),
        office: "CAJ".into(),
        station: 2,
        channel: protocol.channel(),
        protocol: ProtocolRef {
            id: protocol.id.clone(),
            version: protocol.control.version.clone(),
            hash: protocol.hash.clone(),
        },
        follows: None,
    }
}

/// A new attention with its number, by a channel.
pub(crate) fn opened_by(protocol: &Protocol, channel: Channel) -> Attention {
    let opening = Opening {
        channel,
        ..opening(protocol)
    };
    opened_as(protocol, opening)
}

/// A new attention with its number.
pub(crate) fn opened(protocol: &Protocol) -> Attention {
    opened_as(protocol, opening(protocol))
}

fn opened_as(protocol: &Protocol, opening: Opening) -> Attention {
    let mut attention = Attention::open(Uuid::from_u128(0xA), opening, protocol);
    act(
        &mut attention,
        protocol,
        0,
        Command::Reserve { number: number() },
    )
    .unwrap();
    attention
}

/// Decides and applies one command; the events it led to.
pub(crate) fn act(
    attention: &mut Attention,
    protocol: &Protocol,
    seconds: i64,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    let events = attention.decide(protocol, command, at(seconds), AGENT)?;
    for event in &events {
        attention.apply(&Act {
            at: at(seconds),
            by: AGENT.into(),
            event: event.clone(),
        });
    }
    Ok(events)
}

/// The attention as a draft would bring it back.
pub(crate) fn replayed(attention: &Attention) -> Attention {
    Attention::replay(
        attention.id,
        attention.opening.clone(),
        &attention.answers,
        &attention.acts,
    )
}

/// The attention as the journal would bring it back; `None` until it is filed.
pub(crate) fn read_back(attention: &Attention) -> Option<Attention> {
    let json = serde_json::to_string(&attention.record()?).unwrap();
    let record: AttentionRecord = serde_json::from_str(&json).unwrap();
    Some(Attention::from_record(&record))
}
