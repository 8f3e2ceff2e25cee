//! By what channel something comes in, and what kind of matter it is.

use serde::Deserialize;

use super::catalogue;
use crate::protocol::{Channel, MatterKind};
use crate::texts::Text;

catalogue! {
    /// The channels by which something comes in.
    Channels {
        title: Text,
        telephone: Text,
        in_person: Text,
        chat: Text,
        email: Text,
        post: Text,
        web: Text,
        social: Text,
        suggestion_box: Text,
        electronic: Text,
        paper: Text,
    }

    /// The kinds of matter.
    Matters {
        query: Text,
        request: Text,
        petition: Text,
        complaint: Text,
        claim: Text,
        suggestion: Text,
        appeal: Text,
        denunciation: Text,
        incident: Text,
        task: Text,
    }
}

impl Channels {
    /// What a channel is called.
    pub fn name(&self, channel: Channel) -> &Text {
        match channel {
            Channel::Telephone => &self.telephone,
            Channel::InPerson => &self.in_person,
            Channel::Chat => &self.chat,
            Channel::Email => &self.email,
            Channel::Post => &self.post,
            Channel::Web => &self.web,
            Channel::Social => &self.social,
            Channel::Box => &self.suggestion_box,
            Channel::Electronic => &self.electronic,
            Channel::Paper => &self.paper,
        }
    }
}

impl Matters {
    /// What a kind of matter is called.
    pub fn name(&self, kind: MatterKind) -> &Text {
        match kind {
            MatterKind::Query => &self.query,
            MatterKind::Request => &self.request,
            MatterKind::Petition => &self.petition,
            MatterKind::Complaint => &self.complaint,
            MatterKind::Claim => &self.claim,
            MatterKind::Suggestion => &self.suggestion,
            MatterKind::Appeal => &self.appeal,
            MatterKind::Denunciation => &self.denunciation,
            MatterKind::Incident => &self.incident,
            MatterKind::Task => &self.task,
        }
    }
}
