//! The kinds of matter that people bring, the same in every pack.

use serde::{Deserialize, Serialize};

/// What kind of matter it is: the options of the field `asunto.tipo`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MatterKind {
    /// A question.
    #[serde(rename = "consulta")]
    Query,
    /// Asking for something the institution gives.
    #[serde(rename = "solicitud")]
    Request,
    /// Exercising the right of petition.
    #[serde(rename = "peticion")]
    Petition,
    /// About the treatment received.
    #[serde(rename = "queja")]
    Complaint,
    /// About the service given or not given.
    #[serde(rename = "reclamo")]
    Claim,
    #[serde(rename = "sugerencia")]
    Suggestion,
    /// Against a decision.
    #[serde(rename = "recurso")]
    Appeal,
    /// Of an irregular act.
    #[serde(rename = "denuncia")]
    Denunciation,
    /// Something that does not work.
    #[serde(rename = "incidente")]
    Incident,
    /// Work that is asked for.
    #[serde(rename = "tarea")]
    Task,
}

impl MatterKind {
    /// Every kind with its id in packs and in the journal.
    pub const ALL: [(&'static str, Self); 10] = [
        ("consulta", Self::Query),
        ("solicitud", Self::Request),
        ("peticion", Self::Petition),
        ("queja", Self::Complaint),
        ("reclamo", Self::Claim),
        ("sugerencia", Self::Suggestion),
        ("recurso", Self::Appeal),
        ("denuncia", Self::Denunciation),
        ("incidente", Self::Incident),
        ("tarea", Self::Task),
    ];

    /// What may be raised in the middle of any attention, whatever it is about.
    pub const VOICED: [Self; 4] = [
        Self::Complaint,
        Self::Claim,
        Self::Suggestion,
        Self::Denunciation,
    ];

    /// The id in packs and in the journal.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, k)| *k == self)
            .map_or("", |(n, _)| n)
    }
}

#[cfg(test)]
mod tests {
    use super::MatterKind;

    #[test]
    fn the_id_in_packs_is_the_name_in_the_journal() {
        for (id, kind) in MatterKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), id);
            assert_eq!(kind.name(), id);
        }
    }
}
