//! Which acts the person at the keys may do: what they may not is neither offered nor shown. The desk asks again.

use crate::desk::{Desk, FiledView};
use crate::people::{Grant, Permission};
use crate::ui::keys::{Act, Scope};

/// What an act of a scope needs; nothing for what everybody may do.
pub(super) fn needs(scope: Scope, act: Act) -> Option<Permission> {
    Some(match (scope, act) {
        (Scope::Home, Act::New | Act::Other) => Permission::Attend,
        (_, Act::Calls | Act::Pending | Act::Search) => Permission::Consult,
        (Scope::History, Act::Note | Act::Correct) => Permission::Correct,
        (Scope::History, Act::Reopen) => Permission::Reopen,
        (_, Act::HandOver) => Permission::HandOver,
        (_, Act::ChangeSecret) => Permission::ChangeOwnSecret,
        _ => return None,
    })
}

/// Whether an act is not for who is at the keys. What tells people apart is for nobody while nobody is enrolled.
pub(super) fn is_closed(scope: Scope, act: Act, desk: &Desk) -> bool {
    let session = desk.session();
    if matches!(act, Act::HandOver | Act::ChangeSecret) && session.person().is_none() {
        return true;
    }
    needs(scope, act).is_some_and(|p| session.grant(p) == Grant::Never)
}

/// The acts on a filed attention that are not for who is at the keys, because others recorded it.
pub(super) fn closed_to(view: &FiledView, desk: &Desk) -> Vec<Act> {
    [Act::Note, Act::Correct, Act::Reopen]
        .into_iter()
        .filter(|act| needs(Scope::History, *act).is_some_and(|p| desk.may_amend(view, p).is_err()))
        .collect()
}
