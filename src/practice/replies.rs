//! What is written in each field of a conversation, by the key that the packs ask.

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta, Utc};

use super::data::{self, Case, Matter, Word};
use super::home;
use super::people::Person;
use super::rng::Rng;
use super::script::Script;
use super::talk;
use crate::identity::{Document, DocumentKind};
use crate::protocol::{Answer, Field, Outcome, keys};

/// A turn that a conversation may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Somebody within the institution is asked.
    Consult,
    /// The line drops and the person is reached again.
    Cut,
    /// Something is left unclear at first.
    Doubts,
    /// It is somebody in office, whom the head of the service attends.
    Authority,
}

/// How often each turn is taken, of a thousand.
const TURNS: [(u64, Turn); 4] = [
    (80, Turn::Consult),
    (35, Turn::Cut),
    (60, Turn::Doubts),
    (8, Turn::Authority),
];

/// What will happen in a conversation; the protocol decides in what order, and whether it may.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) person: Person,
    pub(super) matter: &'static Matter,
    pub(super) case: Case,
    pub(super) kind: Word,
    pub(super) outcome: Outcome,
    /// Minutes of hold that are announced.
    pub(super) hold: Option<u16>,
    /// What else happens; each once.
    pub(super) turns: Vec<Turn>,
    /// When a call is promised, for that outcome.
    pub(super) call_at: Option<DateTime<Utc>>,
    /// State of the household and its cause.
    pub(super) state: (Word, Word),
    /// The month of the last payment.
    pub(super) month: Word,
    /// The same with its year.
    pub(super) last_payment: String,
    /// Shows no document today, for this reason.
    pub(super) without_document: Option<Word>,
    /// How many fields are answered before it stops; it does not stop in those that are filed.
    pub(super) patience: u32,
}

impl Plan {
    /// What somebody asks, and how it goes.
    pub(super) fn new(person: Person, script: &Script, at: DateTime<Utc>, rng: &mut Rng) -> Self {
        let matter = talk::matter(script.catalogued, person.beneficiary, rng);
        let outcomes = [
            (735, Outcome::Resolved),
            (75, Outcome::Escalated),
            (60, Outcome::Callback),
            (45, Outcome::Pending),
            (35, Outcome::Referred),
            (30, Outcome::Declined),
            (12, Outcome::CutOff),
            (8, Outcome::Abandoned),
        ];
        let paid = at - TimeDelta::days(30);
        let said = data::talk();
        let month = said.months[usize::try_from(paid.month0()).unwrap_or_default()];
        let all: Vec<_> = (said.states.iter())
            .map(|s| (s.weight, (s.id, s.cause)))
            .collect();
        let usual = usize::from(matter.id == "estado_hogar" && rng.chance(800));
        let states = &all[usual.min(all.len().saturating_sub(1))..];
        Self {
            matter,
            case: rng.pick(&matter.cases),
            kind: rng.usual(&matter.kinds),
            outcome: rng.weighed(&outcomes),
            hold: rng
                .chance(240)
                .then(|| u16::try_from(rng.between(1, 6)).unwrap_or(1)),
            turns: TURNS
                .into_iter()
                .filter(|(often, _)| rng.chance(*often))
                .map(|(_, turn)| turn)
                .collect(),
            call_at: None,
            state: rng.weighed(states),
            month,
            last_payment: said
                .month_of_year
                .replace("{mes}", month)
                .replace("{anio}", &paid.year().to_string()),
            without_document: rng.chance(25).then(|| rng.pick(&said.without_document)),
            patience: u32::MAX,
            person,
        }
    }

    /// Whether something is to happen.
    pub(super) fn has(&self, turn: Turn) -> bool {
        self.turns.contains(&turn)
    }

    /// Whether something was to happen; from now on it is not.
    pub(super) fn takes(&mut self, turn: Turn) -> bool {
        let had = self.has(turn);
        self.turns.retain(|t| *t != turn);
        had
    }

    /// The same plan without something.
    pub(super) fn without(&self, turn: Turn) -> Self {
        let mut plan = self.clone();
        plan.takes(turn);
        plan
    }

    /// A text of the catalogue for this person.
    fn said(&self, text: &str) -> String {
        text.replace("{mes}", self.month)
            .replace("{distrito}", self.person.place.district)
    }

    /// What the person asked for, restated.
    pub(super) fn essence(&self) -> String {
        self.said(self.case.essence)
    }

    /// What is written in a field; `None` where it is left empty. What has to be there is there whatever the pack.
    pub(super) fn reply(
        &self,
        field: &Field,
        is_required: bool,
        script: &Script,
        now: DateTime<Utc>,
        zone: FixedOffset,
        rng: &mut Rng,
    ) -> Option<Answer> {
        let known = self.known(&field.key, zone, rng);
        known.filter(|a| field.answers(a)).or_else(|| {
            // In the packs of the catalogue, what it leaves empty is meant to be.
            let fills = is_required || (!script.catalogued && rng.chance(450));
            fills.then(|| self.usual(field, script, now, zone, rng))
        })
    }

    /// What the catalogue says of the field with this key.
    fn known(&self, key: &str, zone: FixedOffset, rng: &mut Rng) -> Option<Answer> {
        self.about_person(key, rng)
            .or_else(|| self.about_matter(key, rng))
            .or_else(|| self.about_answer(key, rng))
            .or_else(|| self.about_form(key, rng))
            .or_else(|| self.about_outcome(key, zone, rng))
    }

    fn about_person(&self, key: &str, rng: &mut Rng) -> Option<Answer> {
        let person = &self.person;
        Some(match key {
            keys::GIVEN_NAMES => text(&person.given_names),
            keys::SURNAMES => text(&person.surnames),
            keys::TITLE => choice(person.title),
            keys::BENEFICIARY => Answer::YesNo(person.beneficiary),
            keys::DISTRICT => home::district(person.place),
            keys::AUTHORITY => Answer::YesNo(self.has(Turn::Authority)),
            "persona.representante" => Answer::YesNo(false),
            "persona.letrado" => Answer::YesNo(person.reads),
            keys::PREFERENTIAL => Answer::YesNo(person.preferential.is_some()),
            "persona.preferente_motivo" => Answer::Choices(vec![person.preferential?.to_owned()]),
            keys::DOCUMENT => Answer::Document(match self.without_document {
                Some(why) => Document::new(DocumentKind::None, why),
                None => person.document.clone(),
            }),
            keys::PHONE if self.outcome == Outcome::Callback || rng.chance(850) => {
                text(&person.phone)
            }
            "contacto.de_quien" => choice(person.whose_phone),
            "contacto.direccion" if rng.chance(600) => text(person.address),
            "autoridad.atiende" => choice("supervisor"),
            "autoridad.cargo" => text(data::talk().post),
            _ => return None,
        })
    }

    fn about_matter(&self, key: &str, rng: &mut Rng) -> Option<Answer> {
        Some(match key {
            keys::REASON => text(&self.said(self.case.reason)),
            keys::ESSENCE => text(&self.essence()),
            "asunto.esencia_confirmada" | "peticion.confirma" => Answer::YesNo(true),
            keys::KIND => choice(self.kind),
            keys::MATTER => choice(self.matter.id),
            "asunto.compromisos" => Answer::Choices(if rng.chance(700) {
                strings(&["escuela", "salud", "controles"])
            } else {
                strings(&["escuela"])
            }),
            "asunto.primera_vez" => Answer::YesNo(rng.chance(780)),
            "asunto.veces_antes" => text(data::talk().earlier),
            "llamada.timbres" if rng.chance(400) => choice(rng.usual(&["2", "1", "3", "mas_de_3"])),
            _ => return None,
        })
    }

    fn about_answer(&self, key: &str, rng: &mut Rng) -> Option<Answer> {
        let talked = !matches!(self.outcome, Outcome::Callback);
        Some(match key {
            "hogar.fuente" => Answer::Choices(if rng.chance(250) {
                strings(&["sitc", "reniec"])
            } else {
                strings(&["sitc"])
            }),
            "hogar.estado" => choice(self.state.0),
            "hogar.ultimo_abono" => text(&self.last_payment),
            "hogar.causa" => text(self.state.1),
            "espera.acepta" if !talked => Answer::YesNo(false),
            "espera.acepta" if self.hold.is_some() => Answer::YesNo(true),
            "espera.minutos" => Answer::Minutes(self.hold?),
            keys::ANSWER => match self.outcome {
                Outcome::Resolved => text(&self.said(self.case.answer)),
                Outcome::Declined => text(self.matter.no),
                Outcome::Escalated | Outcome::Referred => {
                    text(&data::talk().followed.replace("{unidad}", self.unit()))
                }
                _ => return None,
            },
            "respuesta.alternativas" if rng.chance(450) => text(&self.said(self.case.option)),
            "comprension.pregunta" if talked && rng.chance(700) => {
                choice(rng.usual(&["que_entendio", "que_hara", "que_dudas"]))
            }
            keys::UNDERSTANDING if self.has(Turn::Doubts) && talked => choice("con_dudas"),
            keys::UNDERSTANDING if talked => choice(rng.usual(&["claro", "repetido"])),
            _ => return None,
        })
    }

    fn about_form(&self, key: &str, rng: &mut Rng) -> Option<Answer> {
        Some(match key {
            "atencion.nivel" => choice("regional"),
            "fua.huella" => Answer::YesNo(rng.chance(970)),
            "fua.firma" => Answer::YesNo(rng.chance(960)),
            "fua.cargo" | "despedida.numero_repetido" => Answer::YesNo(true),
            "despedida.conforme" => {
                Answer::YesNo(self.outcome != Outcome::Declined || rng.chance(500))
            }
            "despedida.inquietud" => text(data::talk().disquiet),
            "despedida.otros" if rng.chance(300) => Answer::YesNo(rng.chance(200)),
            "despedida.otros_adonde" => Answer::Choices(strings(&["gestor_local"])),
            "acuerdo.quien" => choice(match self.outcome {
                Outcome::Callback | Outcome::Escalated | Outcome::Pending => "espera_llamada",
                _ => "nada",
            }),
            "acuerdo.documentos" if rng.chance(150) => text(data::talk().papers),
            _ => return None,
        })
    }

    fn about_outcome(&self, key: &str, zone: FixedOffset, rng: &mut Rng) -> Option<Answer> {
        Some(match key {
            keys::UNIT if matches!(self.outcome, Outcome::Escalated | Outcome::Referred) => {
                text(self.unit())
            }
            "derivacion.plazo" | "pendiente.plazo" => choice(rng.usual(&["30", "45"])),
            "remision.llamada_previa" => Answer::YesNo(rng.chance(930)),
            "remision.contacto" => text(&self.matter.elsewhere.1),
            "negativa.razones" => text(self.matter.no),
            keys::CALLBACK_PHONE => {
                self.call_at?;
                text(&self.person.phone)
            }
            keys::CALLBACK_AT => Answer::Moment(self.call_at?.with_timezone(&zone).naive_local()),
            _ => return None,
        })
    }

    fn unit(&self) -> Word {
        if self.outcome == Outcome::Referred {
            &self.matter.elsewhere.0
        } else {
            self.matter.unit
        }
    }
}

fn text(words: &str) -> Answer {
    Answer::Text(words.to_owned())
}

fn choice(id: &str) -> Answer {
    Answer::Choice(id.to_owned())
}

fn strings(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}
