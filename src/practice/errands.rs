//! What people ask of an institution whatever it does: for the packs that have no matters of the catalogue.

use super::talk::{Case, Matter};

macro_rules! cases {
    ($($reason:literal, $essence:literal, $answer:literal, $option:literal;)*) => {
        &[$(Case { reason: $reason, essence: $essence, answer: $answer, option: $option }),*]
    };
}

/// The matter of everybody.
pub(super) const ERRANDS: Matter = Matter {
    id: "",
    kinds: &["consulta", "solicitud", "reclamo", "queja", "sugerencia"],
    cases: cases![
        "Quiero saber en qué va mi trámite", "Pregunta por el estado de un trámite que inició en {mes}.",
        "Está en revisión; se le dijo en qué oficina y desde cuándo.", "Puede consultarlo con su número de expediente.";
        "No sé qué papeles traer", "Pide la lista de requisitos antes de empezar su trámite.",
        "Se le leyó la lista y se le dio por escrito.", "También la encuentra en la página de la institución.";
        "Me llegó un recibo que no entiendo", "Pide que le expliquen un cobro del recibo de {mes}.",
        "Se revisó el recibo línea por línea y quedó claro de dónde sale el monto.",
        "Si no está de acuerdo, puede reclamar sin costo.";
        "No puedo entrar a la página con mi clave", "No logra ingresar al servicio en línea.",
        "Se le ayudó a recuperar la clave y probó el ingreso delante de la agente.",
        "Si se bloquea otra vez, vuelva a pedir ayuda.";
        "Necesito una constancia", "Solicita una constancia a su nombre.",
        "Se recibió la solicitud; la constancia sale por el mismo medio.", "Puede recogerla una persona con carta poder.";
        "Hace un mes presenté una carta y nadie me responde", "Reclama por una carta sin respuesta desde {mes}.",
        "Se ubicó la carta; el área responsable quedó avisada y tiene fecha.", "Conserve su cargo de recepción.";
        "Quiero inscribirme en el curso", "Pregunta por las fechas y el lugar de una inscripción.",
        "Se le dieron las fechas y quedó inscrita en la lista.", "Si no puede venir, avise con dos días.";
        "Mi correo no funciona desde ayer", "Informa que no recibe correos desde el día anterior.",
        "El equipo técnico lo revisó y el servicio volvió.", "Si pasa de nuevo, anote la hora exacta.";
        "La luz del pasaje está malograda", "Informa una falla en {distrito} y pide que se repare.",
        "La orden de reparación quedó hecha para esta semana.", "Puede llamar con el mismo número para saber cómo va.";
        "El señor de la ventanilla me habló mal", "Se queja del trato que recibió en otra ventanilla.",
        "Se le escuchó, se le pidió disculpas y la queja quedó registrada.", "La respuesta le llega por escrito.";
        "Sería bueno que atiendan los sábados", "Sugiere que haya atención los sábados.",
        "Se agradeció la sugerencia y pasó a la jefatura.", "El buzón también recibe sugerencias.";
        "Busco a la persona que lleva mi caso", "Pide comunicarse con quien lleva su expediente.",
        "Se le dijo quién es y a qué hora atiende.", "Puede dejarle un recado aquí mismo.";
        "Cambié de dirección", "Informa su nueva dirección en {distrito}.",
        "Se actualizó la dirección y se comprobó con su documento.", "Avise también a su banco.";
        "Me dieron un turno y no me llaman", "Pregunta por su turno, que ya pasó.",
        "Se le atendió en el momento y se corrigió la lista.", "La próxima vez puede pedir turno por teléfono.";
    ],
    unit: "Área responsable del servicio",
    elsewhere: ("Municipalidad distrital", "mesa de partes"),
    no: "Lo que pide no le corresponde a la institución; se le explicó por qué y dónde sí.",
    doubt: (
        "¿Se puede recibir sin la copia?",
        "Sí, con la declaración jurada",
    ),
};
