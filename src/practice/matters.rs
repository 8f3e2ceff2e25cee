//! The catalogue: matters by how often they come, and last the one of those who are not in the programme.

use super::talk::{Case, Matter};

macro_rules! cases {
    ($($reason:literal, $essence:literal, $answer:literal, $option:literal;)*) => {
        &[$(Case { reason: $reason, essence: $essence, answer: $answer, option: $option }),*]
    };
}

/// Every matter; `{mes}` stands for the month of the last payment and `{distrito}` for where the person lives.
pub(super) const MATTERS: [Matter; 9] = [
    Matter {
        id: "abono",
        kinds: &["consulta", "reclamo", "queja"],
        cases: cases![
            "No me llegó el abono de {mes}", "Quiere saber por qué no recibió el abono de {mes}.",
            "Su abono de {mes} figura programado; puede cobrarlo desde el día 5 en el Banco de la Nación con su DNI.",
            "Si ese día no aparece, llame a la línea gratuita con su número de registro.";
            "Me depositaron menos que a mi vecina", "Pregunta por qué su abono fue menor que el de otro hogar.",
            "El monto depende de cuántos miembros cumplieron en el período; se le explicó el suyo, hijo por hijo.",
            "Puede pedir a su Gestor Local el detalle de corresponsabilidades.";
            "Fui al banco y no había nada", "Acudió al banco y no encontró su abono; pide saber cuándo estará.",
            "En {distrito} el pago se hace por fechas; el suyo corresponde a la segunda semana.",
            "Conviene consultar la fecha antes de viajar al banco.";
            "Quiero saber cuándo pagan este bimestre", "Quiere saber la fecha de pago del bimestre en su distrito.",
            "Se le dio la fecha de pago de {distrito} y el lugar donde atiende el banco.",
            "También la puede ver en el panel de la municipalidad.";
            "El cajero no me dio toda la plata", "Cobró en el cajero un monto incompleto y pide orientación.",
            "Los depósitos están completos en el sistema; la diferencia la revisa el banco con su comprobante.",
            "Lleve el comprobante y su DNI a la agencia.";
            "No cobré a tiempo y ahora no sale", "Pregunta si puede cobrar un abono que no retiró en su fecha.",
            "El abono sigue en su cuenta; puede retirarlo en cualquier fecha de atención del banco.",
            "Si la cuenta está inactiva, el banco la reactiva con su DNI.";
        ],
        unit: "Unidad de Operaciones y Transferencias",
        elsewhere: ("Banco de la Nación", "la administración de la agencia"),
        no: "El período no se cumplió y no corresponde abono; se le explicó qué cumplir para el siguiente.",
        doubt: (
            "¿El abono reprogramado sale este mes?",
            "Sale con el siguiente padrón; infórmele la fecha",
        ),
    },
    Matter {
        id: "corresponsabilidades",
        kinds: &["consulta", "solicitud"],
        cases: cases![
            "Mi hijo estuvo enfermo y faltó a la escuela", "Pregunta si las faltas por enfermedad le quitan el abono.",
            "Las faltas justificadas no le afectan; debe entregar la constancia de la posta en la escuela.",
            "El Gestor Local puede recoger la constancia.";
            "No sé qué controles le tocan a mi bebé", "Quiere saber qué controles de salud debe cumplir su bebé.",
            "Se le leyó el calendario de controles según la edad y se le recordó llevar el carné.",
            "En el establecimiento de salud le sacan la próxima cita.";
            "La profesora dice que mi hija no está en la lista", "Su hija asiste y no figura en el registro de la escuela.",
            "La escuela debe regularizar la matrícula; con eso se corrige en el siguiente cierre.",
            "Se le indicó pedir una constancia de matrícula.";
            "Cambié de escuela a mis hijos", "Informa el traslado de sus hijos y pregunta cómo se registra.",
            "El traslado se registra con la constancia de la nueva escuela; no pierde su abono.",
            "Avise también a su Gestor Local.";
            "Estoy gestando y no sé si debo avisar", "Quiere saber si debe informar su embarazo al Programa.",
            "Sí: con la constancia de la posta entra en el esquema de gestantes; se le explicó cada control.",
            "Puede llevarla a la sede o a su Gestor Local.";
        ],
        unit: "Unidad de Cumplimiento de Corresponsabilidades",
        elsewhere: (
            "Establecimiento de salud",
            "la jefatura del establecimiento",
        ),
        no: "El período de justificación ya cerró; se le explicó cómo evitarlo en el siguiente.",
        doubt: (
            "¿Vale una constancia con sello de la posta vecina?",
            "Sí, si lleva firma y fecha",
        ),
    },
    Matter {
        id: "estado_hogar",
        kinds: &["consulta", "reclamo"],
        cases: cases![
            "Me dijeron que estoy suspendida y no sé por qué", "Quiere saber por qué está suspendido su hogar.",
            "Figura suspendido por un registro pendiente de la escuela; se le explicó cómo regularizarlo.",
            "Con la constancia, la suspensión se levanta en el siguiente cierre.";
            "Me sacaron del Programa sin avisarme", "Pide la razón por la que su hogar salió del Programa.",
            "Se le leyó la causa que figura y su derecho a pedir una revisión.",
            "Puede presentar la solicitud de revisión en esta misma oficina.";
            "Quiero saber si sigo en JUNTOS", "Quiere saber si su hogar sigue en el Programa.",
            "Su hogar figura activo; no tiene nada pendiente.",
            "Mantenga al día la escuela y los controles.";
            "Mi hijo ya cumplió la mayoría de edad", "Pregunta si sigue en el Programa ahora que su hijo es mayor de edad.",
            "Sigue mientras tenga otros hijos en edad escolar; se le dijo hasta cuándo.",
            "Avise si cambia la composición de su hogar.";
            "Salió mal mi clasificación socioeconómica", "No está de acuerdo con la clasificación de su hogar.",
            "La clasificación se actualiza en la municipalidad; se le dijo qué llevar.",
            "Mientras dura la actualización su caso queda en evaluación.";
        ],
        unit: "Unidad de Afiliación y Mantenimiento de Hogares",
        elsewhere: (
            "Municipalidad distrital",
            "la Unidad Local de Empadronamiento",
        ),
        no: "El hogar ya no cumple los criterios; se le explicó la causa y su derecho a reclamar.",
        doubt: (
            "¿Procede revisión con documentos nuevos?",
            "Procede: que los adjunte y se deriva",
        ),
    },
    Matter {
        id: "cuenta_tarjeta",
        kinds: &["consulta", "solicitud", "queja"],
        cases: cases![
            "Se me perdió la tarjeta", "Perdió su tarjeta y pide saber cómo sacar otra.",
            "Debe bloquearla en el banco y pedir el duplicado con su DNI; su dinero está seguro.",
            "El banco la entrega en la misma agencia.";
            "Me olvidé la clave", "Olvidó su clave y no puede cobrar.",
            "La clave se cambia en la ventanilla del banco con su DNI; nadie más debe conocerla.",
            "Puede cobrar por ventanilla mientras tanto.";
            "El banco dice que mi cuenta está bloqueada", "Su cuenta figura bloqueada y pide saber qué hacer.",
            "El bloqueo es por datos desactualizados; se levanta en el banco con su DNI vigente.",
            "Si el banco pide una constancia, aquí se la damos.";
            "El agente me cobró por sacar mi plata", "Se queja de un cobro indebido al retirar su abono.",
            "El retiro no tiene costo; se tomó nota del lugar y la fecha y se le pidió disculpas por la molestia.",
            "Puede cobrar en la agencia sin costo.";
            "Mi DNI venció y no me pagan", "Su documento venció y pregunta cómo cobrar.",
            "Con la constancia de trámite del nuevo documento puede cobrar por ventanilla.",
            "Se le dijo dónde renovar y qué llevar.";
        ],
        unit: "Unidad de Operaciones y Transferencias",
        elsewhere: ("Banco de la Nación", "la administración de la agencia"),
        no: "La entrega de tarjetas es del banco y exige la presencia del titular.",
        doubt: (
            "¿Puede cobrar con el documento en trámite?",
            "Sí, por ventanilla y con la constancia",
        ),
    },
    Matter {
        id: "titular",
        kinds: &["solicitud", "consulta"],
        cases: cases![
            "Quiero que mi esposo cobre por mí", "Pide el cambio de titular a favor de su esposo.",
            "Se le explicaron los requisitos del cambio de titular y se recibió su solicitud.",
            "El cambio vale desde el siguiente padrón.";
            "Mi mamá falleció y yo cuido a mis hermanos", "Pide ser titular del hogar tras el fallecimiento de su madre.",
            "Se le acompañó con los requisitos: acta y constancia de que vive con los menores.",
            "El Gestor Local visitará el hogar.";
            "Mi nombre está mal escrito", "Pide corregir su nombre en el padrón.",
            "Se comprobó con su DNI y se registró la corrección.",
            "El banco la verá en el siguiente envío.";
            "Quiero agregar a mi hijito recién nacido", "Pide incluir a su recién nacido en el hogar.",
            "Con el DNI del menor se agrega como miembro; se recibió la copia.",
            "Recuerde su control de salud del primer mes.";
        ],
        unit: "Unidad de Afiliación y Mantenimiento de Hogares",
        elsewhere: ("RENIEC", "la ventanilla de registro civil"),
        no: "El titular debe ser madre, padre o tutor con documento; se le explicó quién puede serlo.",
        doubt: (
            "¿Basta el acta para el cambio de titular?",
            "Basta con el acta y la constancia de convivencia",
        ),
    },
    Matter {
        id: "mudanza",
        kinds: &["solicitud", "consulta"],
        cases: cases![
            "Me mudé y quiero cobrar acá", "Se mudó a {distrito} y pide cobrar cerca de su casa.",
            "Se registró el nuevo domicilio; el cambio de lugar de pago demora un padrón.",
            "Por este bimestre puede cobrar en cualquier agencia.";
            "Ahora vivo en otro distrito", "Informa que vive en otro distrito y pregunta si pierde el abono.",
            "No lo pierde: se actualizó su dirección y se le dijo qué llevar a la escuela nueva.",
            "El Gestor Local de su zona la visitará.";
            "Trabajo en la costa por temporadas", "Pregunta qué pasa si viaja por trabajo durante la campaña.",
            "Mientras sus hijos sigan en la escuela y en sus controles, no cambia nada.",
            "Avise si se lleva a los niños.";
        ],
        unit: "Unidad Territorial",
        elsewhere: (
            "Municipalidad distrital",
            "la Unidad Local de Empadronamiento",
        ),
        no: "El distrito de destino aún no está en el ámbito del Programa.",
        doubt: (
            "¿La mudanza cambia la clasificación?",
            "Solo si cambia de municipalidad",
        ),
    },
    Matter {
        id: "otro",
        kinds: &["consulta", "sugerencia"],
        cases: cases![
            "¿Dónde queda la oficina?", "Pregunta la dirección y el horario de la sede.",
            "Se le dio la dirección y el horario de atención.",
            "También puede llamar gratis a la línea del Programa.";
            "Quiero hablar con mi Gestor Local", "Pide cómo comunicarse con su Gestor Local.",
            "Se le dijo qué día visita su comunidad y cómo dejarle un recado.",
            "La municipalidad también recibe recados.";
            "Sería bueno que paguen más cerca de {distrito}", "Sugiere un punto de pago más cercano.",
            "Se agradeció la sugerencia y quedó registrada para la Unidad Territorial.",
            "Puede dejarla también por escrito.";
            "Me llamaron pidiendo mi clave del banco", "Recibió una llamada que le pedía su clave y quiere saber si es cierta.",
            "El Programa nunca pide claves; se le recomendó no darla y avisar al banco.",
            "Si ya la dio, debe bloquear la tarjeta hoy mismo.";
        ],
        unit: "Unidad Territorial",
        elsewhere: ("Municipalidad distrital", "mesa de partes"),
        no: "Lo que pide no está entre los servicios del Programa; se le dijo dónde lo atienden.",
        doubt: (
            "¿Qué día visita el Gestor esa zona?",
            "Los martes; que deje el recado",
        ),
    },
    Matter {
        id: "trato",
        kinds: &["queja", "reclamo", "sugerencia"],
        cases: cases![
            "No me atendieron bien en el banco", "Se queja del trato recibido en el banco.",
            "Se le escuchó, se le pidió disculpas y su queja quedó registrada con fecha y lugar.",
            "Puede dejarla también en el libro de reclamaciones.";
            "Nadie me explicó por qué me suspendieron", "Reclama porque no se le explicó la suspensión.",
            "Se le explicó la causa con calma y se le pidió disculpas por la demora.",
            "Se le dio el número de registro para cualquier seguimiento.";
            "Esperé toda la mañana y me dijeron que vuelva", "Se queja por la espera en la atención anterior.",
            "Se le atendió en el momento y se le pidió disculpas.",
            "Para la próxima puede llamar antes.";
        ],
        unit: "Jefatura de Servicio al Usuario",
        elsewhere: ("Banco de la Nación", "la administración de la agencia"),
        no: "El reclamo corresponde a otra institución; se le ayudó a escribirlo.",
        doubt: (
            "¿La queja va a la jefatura o a la unidad?",
            "A la jefatura, con copia a la unidad",
        ),
    },
    Matter {
        id: "afiliacion",
        kinds: &["consulta", "solicitud"],
        cases: cases![
            "¿Cómo entro a JUNTOS?", "Quiere saber qué hacer para que su hogar entre al Programa.",
            "Se le explicaron los requisitos y que el primer paso es la clasificación en su municipalidad.",
            "Con la clasificación vigente, el Gestor Local lo visita.";
            "A mi vecina sí la afiliaron y a mí no", "Pregunta por qué su hogar no fue afiliado.",
            "La afiliación depende de la clasificación y del ámbito; se le explicó cómo está su caso.",
            "Puede pedir la actualización de su clasificación.";
            "Tengo tres hijos y nadie me ha visitado", "Pide que visiten su hogar para la afiliación.",
            "Su pedido quedó registrado para la próxima visita a {distrito}.",
            "La fecha se anuncia en la municipalidad.";
            "Estoy gestando, ¿puedo recibir el apoyo?", "Gestante que pregunta si puede entrar al Programa.",
            "Sí, si su hogar está clasificado; se le explicó cada paso y dónde hacerlo.",
            "Lleve su carné de control a la municipalidad.";
        ],
        unit: "Unidad de Afiliación y Mantenimiento de Hogares",
        elsewhere: (
            "Municipalidad distrital",
            "la Unidad Local de Empadronamiento",
        ),
        no: "El hogar no tiene la clasificación que pide la norma; se le dijo cómo pedir que se revise.",
        doubt: (
            "¿El distrito está en el ámbito este año?",
            "Sí, desde el último padrón",
        ),
    },
];
