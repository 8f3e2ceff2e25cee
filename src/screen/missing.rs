//! Going to what is in the way.

use super::Cx;
use crate::attention::{Command, Refusal};
use crate::desk::Denied;

/// Goes to the field that a refusal names, in whatever step it is asked.
pub(super) fn jump_to_missing(denied: &Denied, cx: &mut Cx) {
    let key = match denied {
        Denied::Refused(Refusal::Missing { fields, .. }) => fields.first(),
        Denied::Refused(Refusal::Faulty { field, .. }) => Some(field),
        _ => None,
    };
    let Some(key) = key.cloned() else { return };
    let step = cx
        .desk
        .front()
        .and_then(|f| f.attention.step_of(&f.protocol, &key))
        .map(|s| s.id.clone());
    if let Some(step) = step {
        // The field is shown, so its step can be gone to; a refusal is said anyway.
        let _moved = cx.desk.act(Command::GoTo { step });
        let _entered = cx.desk.enter_field(Some(&key));
    }
}
