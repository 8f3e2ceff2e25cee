//! Who came and went at the keys, as entries say it.

use super::{Body, Reader, Result, row};

impl Reader {
    /// The last entries about people — who came, left, failed, handed over, and who was enrolled or changed — newest first.
    /// They lie between those of attentions, which are walked over without their bodies.
    pub fn presence(&self, limit: u32) -> Result<Vec<super::Entry>> {
        let sql = concat!(
            include_str!("../../assets/sql/entry_select.sql"),
            " WHERE e.kind IN ('presence', 'people') ORDER BY e.entry DESC LIMIT ?1"
        );
        self.rows(sql, [limit], row::entry)
    }

    /// The drafts that somebody accepted when the work was last handed over to them; among the last entries about people.
    pub fn accepted_by(&self, name: &str) -> Result<Vec<uuid::Uuid>> {
        use crate::people::Presence::HandedOver;
        for entry in self.presence(LOOKED_BACK)? {
            if entry.agent == name
                && let Some(Body::Presence(HandedOver { drafts, .. })) = entry.read()?
            {
                return Ok(drafts);
            }
        }
        Ok(Vec::new())
    }
}

/// How many entries about people are looked through for a hand-over: more than a week of a busy counter.
const LOOKED_BACK: u32 = 400;
