//! What happened at the keys, in words: a line of the history of a shift.

use chrono::{DateTime, FixedOffset, Utc};

use super::texts;
use crate::journal::Body;
use crate::people::{PeopleChange, Presence};

/// What an entry says of who was at the keys, without who did it and when; `None` for an entry about something else.
pub fn at_the_keys(body: &Body, zone: FixedOffset) -> Option<String> {
    match body {
        Body::Presence(presence) => Some(came_or_left(presence, zone)),
        Body::People(change) => Some(changed(change)),
        _ => None,
    }
}

fn came_or_left(presence: &Presence, zone: FixedOffset) -> String {
    let t = &texts().shift;
    let hour = |at: &DateTime<Utc>| at.with_timezone(&zone).format("%d/%m %H:%M").to_string();
    match presence {
        Presence::Started => t.started.to_string(),
        Presence::Ended => t.ended.to_string(),
        Presence::Locked { by_itself: false } => t.locked.to_string(),
        Presence::Locked { by_itself: true } => t.locked_itself.to_string(),
        Presence::Returned => t.returned.to_string(),
        Presence::TookOver { from } => t.took_over.fill(&[("from", from)]),
        Presence::Failed {
            against,
            times,
            first,
            last,
        } => t.failed.fill(&[
            ("n", times),
            ("name", against),
            ("first", &hour(first)),
            ("last", &hour(last)),
        ]),
        Presence::HandedOver {
            from,
            drafts,
            promises,
        } => t.handed_over.fill(&[
            ("from", from),
            ("drafts", &drafts.len()),
            ("promises", &promises.len()),
        ]),
    }
}

fn changed(change: &PeopleChange) -> String {
    let t = &texts().shift;
    let role = |role| texts().roles.name(role);
    match change {
        PeopleChange::Enrolled { person } => t
            .enrolled
            .fill(&[("name", &person.name), ("role", role(person.role))]),
        PeopleChange::RoleChanged { person, before } => t.role_changed.fill(&[
            ("name", &person.name),
            ("before", role(*before)),
            ("role", role(person.role)),
        ]),
        PeopleChange::SecretChanged {
            person,
            reset: false,
        } => t.secret_changed.fill(&[("name", &person.name)]),
        PeopleChange::SecretChanged {
            person,
            reset: true,
        } => t.secret_reset.fill(&[("name", &person.name)]),
        PeopleChange::WaitEnded { person } => t.wait_ended.fill(&[("name", &person.name)]),
        PeopleChange::Removed { person } => t.removed.fill(&[("name", &person.name)]),
        PeopleChange::RecoveryUsed => t.recovery_used.to_string(),
        PeopleChange::RecoveryReplaced => t.recovery_replaced.to_string(),
        PeopleChange::DeviceSecretReplaced => t.device_replaced.to_string(),
    }
}
