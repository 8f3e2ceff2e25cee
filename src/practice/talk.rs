//! What people ask: a catalogue of matters with the words they use, what is answered, and how it may end.

use super::errands::ERRANDS;
use super::matters::MATTERS;
use super::rng::Rng;
use crate::protocol::MatterKind;

/// A matter of the packs, with conversations about it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Matter {
    /// The id of its option in the packs.
    pub(super) id: &'static str,
    /// Ids of its usual kinds, the most usual first.
    pub(super) kinds: &'static [&'static str],
    pub(super) cases: &'static [Case],
    /// The unit of the institution that goes on with it.
    pub(super) unit: &'static str,
    /// The other institution that attends it, and whom one asks for there.
    pub(super) elsewhere: (&'static str, &'static str),
    /// Why it may not be possible.
    pub(super) no: &'static str,
    /// What is asked of a supervisor, and the advice.
    pub(super) doubt: (&'static str, &'static str),
}

/// One thing that people ask.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    /// In their words.
    pub(super) reason: &'static str,
    /// Restated by the agent.
    pub(super) essence: &'static str,
    pub(super) answer: &'static str,
    /// Another way, or the next step.
    pub(super) option: &'static str,
}

/// What the system says of a household: its state as in the packs, and the cause.
pub(super) const STATES: [(u64, (&str, &str)); 5] = [
    (780, ("activo", "")),
    (
        110,
        (
            "suspendido",
            "Falta registrar asistencia escolar en el último período",
        ),
    ),
    (
        60,
        (
            "en_evaluacion",
            "La clasificación del hogar está en actualización",
        ),
    ),
    (
        35,
        (
            "desafiliado",
            "Ya no hay niñas, niños ni gestantes en el hogar",
        ),
    ),
    (15, ("no_figura", "El documento no aparece en el padrón")),
];

/// Notes that agents leave for themselves and for others.
pub(super) const NOTES: [&str; 8] = [
    "Prefiere que la llamen por la tarde.",
    "Habla quechua; se le explicó despacio y quedó conforme.",
    "Vino con su hija, que le ayudó a anotar.",
    "La señal en su caserío es débil: conviene insistir.",
    "Agradeció la atención.",
    "Traerá la copia de su documento en la próxima visita.",
    "Se le leyó la respuesta dos veces.",
    "Pregunta también por su vecina: se le dio la línea gratuita.",
];

/// What is raised beside the matter at hand.
pub(super) const RAISED: [(MatterKind, &str); 5] = [
    (
        MatterKind::Suggestion,
        "Que haya más sillas en la sala de espera.",
    ),
    (
        MatterKind::Suggestion,
        "Que avisen por mensaje cuando el trámite esté listo.",
    ),
    (
        MatterKind::Complaint,
        "En la puerta no le dieron razón y la hicieron esperar afuera.",
    ),
    (
        MatterKind::Claim,
        "La vez pasada perdieron su copia y tuvo que traerla otra vez.",
    ),
    (
        MatterKind::Complaint,
        "Le contestaron de mala manera cuando llamó.",
    ),
];

/// Notes added after an attention was filed.
pub(super) const LATER_NOTES: [&str; 4] = [
    "Llamó para confirmar que ya lo arregló.",
    "El Gestor Local confirmó la visita al hogar.",
    "Se envió copia del formato a la unidad.",
    "Dejó el documento que faltaba.",
];

/// Why a digit is corrected.
pub(super) const MISHEARD: &str = "Se oyó mal el último dígito";

/// Why an attention is taken up again.
pub(super) const AGAIN: [&str; 3] = [
    "Volvió con un dato nuevo",
    "Lo indicado no le funcionó",
    "Faltó responder una parte de lo que preguntó",
];

/// What is added to the answer then.
pub(super) const MORE: &str = "Se completó la respuesta con lo que faltaba.";

/// Whom agents ask.
pub(super) const ADVISERS: [&str; 3] = [
    "Supervisión de plataforma",
    "Mesa de apoyo del SITC",
    "Coordinación técnica",
];

/// Why people leave before the end.
pub(super) const LEAVINGS: [&str; 4] = [
    "Se retiró: tenía que alcanzar su movilidad",
    "Dejó de responder en la línea",
    "Prefirió volver otro día",
    "La llamaron de la escuela y tuvo que irse",
];

/// How answers reached people, for the ends of promises.
pub(super) const ANSWERED: [&str; 4] = [
    "La unidad respondió y se le informó por teléfono.",
    "Se le dio la respuesta en ventanilla.",
    "Respuesta favorable; se le leyó por teléfono.",
    "La unidad pidió un documento más; ya lo presentó.",
];

/// Why somebody no longer waits for what was promised.
pub(super) const WITHDRAWN: &str = "Ya lo resolvió por su cuenta.";

/// The months, for what people say of payments.
pub(super) const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// A matter for somebody in the programme, or for somebody who is not; of other institutions, what everybody asks.
pub(super) fn matter(catalogued: bool, beneficiary: bool, rng: &mut Rng) -> Matter {
    let [first @ .., outside] = &MATTERS;
    if !catalogued {
        ERRANDS
    } else if beneficiary || rng.chance(150) {
        rng.usual(first)
    } else {
        *outside
    }
}
