//! People who do not exist: frequent Peruvian names put together by seed, and the districts they come from.

use super::rng::Rng;
use crate::identity::{Document, DocumentKind};

/// Who sits at the practice station, by turns; the first is the agent at work when the desk is opened.
pub(super) const AGENTS: [&str; 4] = [
    "Inés Tafur",
    "Wilder Cotrina",
    "Yovana Ccahuana",
    "Mario Sangay",
];

/// A district with where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) district: &'static str,
    pub(super) province: &'static str,
    pub(super) region: &'static str,
}

/// One made-up person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub(super) given_names: String,
    pub(super) surnames: String,
    /// The id of the title in the packs.
    pub(super) title: &'static str,
    pub(super) document: Document,
    pub(super) phone: String,
    pub(super) whose_phone: &'static str,
    pub(super) place: Place,
    pub(super) address: &'static str,
    pub(super) beneficiary: bool,
    pub(super) reads: bool,
    /// Why the person is attended first, as in the packs.
    pub(super) preferential: Option<&'static str>,
}

/// How many documents there are; a prime, so that every person below this count has a number of their own.
const DOCUMENTS: u64 = 1_999_993;

impl Person {
    /// The person with this place in the town of a seed: always the same.
    pub(super) fn of(seed: u64, index: u64) -> Self {
        let rng = &mut Rng::new(seed, index.wrapping_add(0x7065_6F70_6C65));
        let woman = rng.chance(820);
        let names: &[&str] = if woman { &WOMEN } else { &MEN };
        let first = rng.usual(names);
        let second = rng.pick(names);
        let given_names = if rng.chance(550) && first != second {
            format!("{first} {second}")
        } else {
            first.to_owned()
        };
        let surnames = format!("{} {}", rng.usual(&SURNAMES), rng.pick(&SURNAMES));
        let title = match (woman, rng.below(10)) {
            (true, 0) => "senorita",
            (true, _) => "senora",
            (false, 0) => "joven",
            (false, _) => "senor",
        };
        // The numbers of living people begin lower, as far as is known; foreigners are few.
        let place = (index.wrapping_add(seed % DOCUMENTS) % DOCUMENTS) * 1_234_577 % DOCUMENTS;
        let document = if rng.chance(8) {
            Document::new(DocumentKind::Ce, &format!("{:09}", 990_000_000 + place))
        } else {
            Document::new(DocumentKind::Dni, &format!("{:08}", 98_000_000 + place))
        };
        let preferential = [
            (820, None),
            (70, Some("adulto_mayor")),
            (45, Some("ninos")),
            (25, Some("gestante")),
            (20, Some("discapacidad")),
            (20, Some("lejos")),
        ];
        let owners = [
            (780, "propio"),
            (150, "familiar"),
            (50, "vecino"),
            (20, "comunitario"),
        ];
        Self {
            given_names,
            surnames,
            title,
            document,
            phone: format!("9000{:05}", rng.below(100_000)),
            whose_phone: rng.weighed(&owners),
            place: rng.usual(&PLACES),
            address: rng.pick(&ADDRESSES),
            beneficiary: rng.chance(860),
            reads: rng.chance(850),
            preferential: rng.weighed(&preferential),
        }
    }
}

const WOMEN: [&str; 44] = [
    "María",
    "Rosa",
    "Juana",
    "Flor",
    "Carmen",
    "Luz",
    "Ana",
    "Elena",
    "Santos",
    "Norma",
    "Nancy",
    "Julia",
    "Yolanda",
    "Isabel",
    "Teodora",
    "Marleny",
    "Silvia",
    "Gladys",
    "Edith",
    "Felícita",
    "Hilda",
    "Nélida",
    "Lidia",
    "Francisca",
    "Victoria",
    "Doris",
    "Sonia",
    "Maribel",
    "Yesenia",
    "Vilma",
    "Martha",
    "Esther",
    "Delia",
    "Gregoria",
    "Elsa",
    "Zenaida",
    "Paulina",
    "Rufina",
    "Eulalia",
    "Noemí",
    "Saturnina",
    "Wayta",
    "Killa",
    "Urpi",
];

const MEN: [&str; 32] = [
    "José",
    "Juan",
    "Luis",
    "Carlos",
    "Segundo",
    "Víctor",
    "Jorge",
    "Santos",
    "Pedro",
    "Wilmer",
    "Percy",
    "Édgar",
    "Julio",
    "Manuel",
    "César",
    "Raúl",
    "Walter",
    "Elmer",
    "Hugo",
    "Eusebio",
    "Félix",
    "Gregorio",
    "Nilton",
    "Ángel",
    "Teófilo",
    "Hilario",
    "Rubén",
    "Alejandro",
    "Demetrio",
    "Amaru",
    "Inti",
    "Illari",
];

const SURNAMES: [&str; 64] = [
    "Quispe",
    "Flores",
    "Mamani",
    "Sánchez",
    "Huamán",
    "Rojas",
    "Vásquez",
    "Chávez",
    "Díaz",
    "Condori",
    "Ramos",
    "Cruz",
    "Mendoza",
    "Castillo",
    "Torres",
    "Espinoza",
    "Tafur",
    "Choque",
    "Silva",
    "Chuquimango",
    "Llanos",
    "Ccori",
    "Apaza",
    "Cueva",
    "Cabrera",
    "Tanta",
    "Infante",
    "Limay",
    "Ticlla",
    "Culqui",
    "Huaripata",
    "Mosqueira",
    "Terán",
    "Bautista",
    "Yupanqui",
    "Ccallo",
    "Huanca",
    "Chambi",
    "Calcina",
    "Nina",
    "Layme",
    "Pari",
    "Cutipa",
    "Ticona",
    "Laura",
    "Callata",
    "Sucari",
    "Poma",
    "Curi",
    "Palomino",
    "Ñaupari",
    "Taipe",
    "Sulca",
    "Huarcaya",
    "Cusi",
    "Puma",
    "Ataucusi",
    "Chuquilín",
    "Sangay",
    "Minchán",
    "Yopla",
    "Gutiérrez",
    "Salazar",
    "Zamora",
];

const ADDRESSES: [&str; 8] = [
    "Frente a la escuela",
    "A dos cuadras de la plaza",
    "Al costado de la posta",
    "Caserío, pasando el puente",
    "Cerca de la capilla",
    "Al pie de la carretera",
    "Junto al local comunal",
    "Camino al reservorio",
];

macro_rules! places {
    ($($district:literal $province:literal $region:literal)*) => {
        [$(Place { district: $district, province: $province, region: $region }),*]
    };
}

const PLACES: [Place; 40] = places![
    "Cajamarca" "Cajamarca" "Cajamarca"
    "Los Baños del Inca" "Cajamarca" "Cajamarca"
    "Encañada" "Cajamarca" "Cajamarca"
    "Chetilla" "Cajamarca" "Cajamarca"
    "Bambamarca" "Hualgayoc" "Cajamarca"
    "Celendín" "Celendín" "Cajamarca"
    "Cospán" "Cajamarca" "Cajamarca"
    "Namora" "Cajamarca" "Cajamarca"
    "Jesús" "Cajamarca" "Cajamarca"
    "Ichocán" "San Marcos" "Cajamarca"
    "Sorochuco" "Celendín" "Cajamarca"
    "Huasmín" "Celendín" "Cajamarca"
    "Pedro Gálvez" "San Marcos" "Cajamarca"
    "José Sabogal" "San Marcos" "Cajamarca"
    "Magdalena" "Cajamarca" "Cajamarca"
    "Chota" "Chota" "Cajamarca"
    "Lajas" "Chota" "Cajamarca"
    "Cutervo" "Cutervo" "Cajamarca"
    "Querocotillo" "Cutervo" "Cajamarca"
    "Cajabamba" "Cajabamba" "Cajamarca"
    "Cachachi" "Cajabamba" "Cajamarca"
    "San Miguel" "San Miguel" "Cajamarca"
    "Tumbadén" "San Pablo" "Cajamarca"
    "Huarango" "San Ignacio" "Cajamarca"
    "Huamachuco" "Sánchez Carrión" "La Libertad"
    "Sartimbamba" "Sánchez Carrión" "La Libertad"
    "Curgos" "Sánchez Carrión" "La Libertad"
    "Vinchos" "Huamanga" "Ayacucho"
    "Chuschi" "Cangallo" "Ayacucho"
    "Yauli" "Huancavelica" "Huancavelica"
    "Paucara" "Acobamba" "Huancavelica"
    "Ccorca" "Cusco" "Cusco"
    "Ocongate" "Quispicanchi" "Cusco"
    "Ilave" "El Collao" "Puno"
    "Huancané" "Huancané" "Puno"
    "Churubamba" "Huánuco" "Huánuco"
    "Frías" "Ayabaca" "Piura"
    "Lagunas" "Ayabaca" "Piura"
    "Nieva" "Condorcanqui" "Amazonas"
    "Quinua" "Huamanga" "Ayacucho"
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_person_is_always_the_same_and_documents_are_not_shared() {
        let documents: HashSet<String> = (0..20_000)
            .map(|index| {
                let person = Person::of(5, index);
                assert_eq!(person.document.check(), Ok(()));
                person.document.number
            })
            .collect();
        assert_eq!(documents.len(), 20_000);
        assert_eq!(Person::of(5, 9).surnames, Person::of(5, 9).surnames);
    }
}
