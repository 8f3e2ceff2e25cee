//! Field keys that mean the same in every pack, so that history, reports and receipts work for every institution.

pub const DOCUMENT: &str = "persona.documento";
pub const GIVEN_NAMES: &str = "persona.nombres";
pub const SURNAMES: &str = "persona.apellidos";
/// How the person is addressed: a choice whose label is the title itself.
pub const TITLE: &str = "persona.trato";
pub const BENEFICIARY: &str = "persona.beneficiario";
pub const AUTHORITY: &str = "persona.autoridad";
pub const PREFERENTIAL: &str = "persona.preferente";
pub const DISTRICT: &str = "persona.distrito";
/// The number to call if the line drops.
pub const PHONE: &str = "contacto.telefono";
pub const EMAIL: &str = "contacto.correo";
/// The reason in the person's words, one line.
pub const REASON: &str = "asunto.motivo";
/// The matter of the service catalogue.
pub const MATTER: &str = "asunto.materia";
/// Kind of matter: query, request, complaint, claim, suggestion.
pub const KIND: &str = "asunto.tipo";
/// The restated essence.
pub const ESSENCE: &str = "asunto.esencia";
/// What was answered.
pub const ANSWER: &str = "respuesta.detalle";
/// Result of the check of understanding.
pub const UNDERSTANDING: &str = "comprension.resultado";
/// Number and hour of a promised call.
pub const CALLBACK_PHONE: &str = "devolucion.telefono";
pub const CALLBACK_AT: &str = "devolucion.hora";
/// Unit or institution that goes on with the matter.
pub const UNIT: &str = "derivacion.unidad";
/// The moment at which something written came in; what is recorded later is not received later.
pub const RECEIVED: &str = "ingreso.recibido";
/// The number that the paper, or another system, gave it.
pub const FOLIO: &str = "ingreso.folio";
/// By what means it was answered.
pub const ANSWER_MEANS: &str = "respuesta.medio";
/// How the keys of the questions about the service begin.
pub const EVALUATION: &str = "evaluacion.";
/// Who keyed those answers: a choice of the two below. It is recorded by itself and never asked.
pub const EVALUATION_BY: &str = "evaluacion.marcada_por";
/// The person, on the screen turned to them.
pub const KEYED_BY_PERSON: &str = "persona";
/// The agent, from what the person said.
pub const KEYED_BY_AGENT: &str = "agente";

/// Whether a field is the person's own judgement of the attention: a question about the service, and not who keyed it.
pub fn is_evaluation(key: &str) -> bool {
    key.starts_with(EVALUATION) && key != EVALUATION_BY
}
