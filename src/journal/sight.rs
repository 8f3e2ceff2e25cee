//! What whoever writes an edit had seen: named in the edit wherever it is not simply everything earlier of the chain.

use std::borrow::Cow;

use rusqlite::Connection;
use uuid::Uuid;

use super::project::{self, At, Chain};
use super::spoken::said;
use super::standing::Standing;
use super::{Body, Result};

/// The entry as it is written at a place: an edit of an attention that others speak of too, or that an earlier epoch may
/// have spoken of, names what its author had seen.
///
/// A correction, a reopening or a resolution is made of what stands now. A filing is made of what its author had before
/// them since it was opened, however long ago: its own last edits, and what these saw.
pub(super) fn in_sight<'a>(
    connection: &Connection,
    at: At,
    body: &'a Body,
) -> Result<Cow<'a, Body>> {
    let Some(attention) = body
        .attention()
        .filter(|_| body.is_edit() && body.saw().is_empty())
    else {
        return Ok(Cow::Borrowed(body));
    };
    let chain = project::chain(connection, attention, at)?;
    // What names nothing has seen all that is earlier of its device. In a later epoch that may be more than is here: what an
    // earlier one lost can come back.
    if chain != Chain::Mixed && at.epoch == 1 {
        return Ok(Cow::Borrowed(body));
    }
    let said = said(connection, attention)?;
    let standing = Standing::new(&said);
    let mut saw = match body {
        Body::Attention(_) => standing.last_of(at.device),
        _ => standing.head_ids(),
    };
    if saw.is_empty() {
        saw.push(Uuid::nil());
    }
    Ok(Cow::Owned(body.clone().having_seen(saw)))
}
