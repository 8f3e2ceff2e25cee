//! Names and places of which people are put together, the most frequent first.

/// A district with where it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) district: &'static str,
    pub(super) province: &'static str,
    pub(super) region: &'static str,
}

#[rustfmt::skip]
pub(super) const WOMEN: [&str; 78] = [
    "María", "Rosa", "Juana", "Flor", "Carmen", "Luz", "Ana", "Elena", "Santos", "Norma", "Nancy", "Julia", "Yolanda",
    "Isabel", "Teodora", "Marleny", "Silvia", "Gladys", "Edith", "Felícita", "Hilda", "Nélida", "Lidia", "Francisca",
    "Victoria", "Doris", "Sonia", "Maribel", "Yesenia", "Vilma", "Martha", "Esther", "Delia", "Gregoria", "Elsa",
    "Zenaida", "Paulina", "Rufina", "Eulalia", "Noemí", "Saturnina", "Wayta", "Killa", "Urpi", "Roxana", "Milagros",
    "Jhakeline", "Deysi", "Magaly", "Aurora", "Estela", "Irma", "Olga", "Rosario", "Graciela", "Fortunata",
    "Valentina", "Melva", "Aydeé", "Lucila", "Hermelinda", "Emperatriz", "Violeta", "Nelly", "Karina", "Mercedes",
    "Dominga", "Celestina", "Justina", "Agustina", "Flora", "Blanca", "Janeth", "Yeny", "Erlinda", "Bertha", "Leonor",
    "Angélica",
];

#[rustfmt::skip]
pub(super) const MEN: [&str; 59] = [
    "José", "Juan", "Luis", "Carlos", "Segundo", "Víctor", "Jorge", "Santos", "Pedro", "Wilmer", "Percy", "Édgar",
    "Julio", "Manuel", "César", "Raúl", "Walter", "Elmer", "Hugo", "Eusebio", "Félix", "Gregorio", "Nilton", "Ángel",
    "Teófilo", "Hilario", "Rubén", "Alejandro", "Demetrio", "Amaru", "Inti", "Illari", "Roberto", "Miguel", "Antonio",
    "Abel", "Wilder", "Richard", "Ronald", "Edwin", "Leoncio", "Máximo", "Santiago", "Freddy", "Marco", "Óscar",
    "Jaime", "Germán", "Américo", "Porfirio", "Ismael", "Nelson", "Daniel", "Orlando", "Absalón", "Leonidas", "Jesús",
    "Fidel", "Moisés",
];

/// Frequent in Peru, with many of its north and south highlands.
#[rustfmt::skip]
pub(super) const SURNAMES: [&str; 212] = [
    "Quispe", "Flores", "García", "Mamani", "Sánchez", "Rodríguez", "Huamán", "Rojas", "López", "Vásquez", "Chávez",
    "González", "Díaz", "Condori", "Pérez", "Ramos", "Cruz", "Gonzales", "Mendoza", "Castillo", "Fernández", "Torres",
    "Espinoza", "Ramírez", "Tafur", "Choque", "Gómez", "Silva", "Chuquimango", "Martínez", "Llanos", "Ccori",
    "Hernández", "Apaza", "Cueva", "Ruiz", "Cabrera", "Tanta", "Castro", "Infante", "Limay", "Vargas", "Ticlla",
    "Culqui", "Romero", "Huaripata", "Mosqueira", "Morales", "Terán", "Bautista", "Alvarado", "Yupanqui", "Ccallo",
    "Aguilar", "Huanca", "Chambi", "Medina", "Calcina", "Nina", "Reyes", "Layme", "Pari", "Herrera", "Cutipa",
    "Ticona", "Córdova", "Laura", "Callata", "Paredes", "Sucari", "Poma", "Valverde", "Curi", "Palomino", "Peña",
    "Ñaupari", "Taipe", "Vega", "Sulca", "Huarcaya", "Campos", "Cusi", "Puma", "Salas", "Ataucusi", "Chuquilín",
    "Núñez", "Sangay", "Minchán", "Cárdenas", "Yopla", "Gutiérrez", "Delgado", "Salazar", "Zamora", "Palacios",
    "Ortiz", "Valdivia", "Guevara", "Carrasco", "Bustamante", "Villanueva", "Becerra", "Rafael", "Huatay", "Cerquín",
    "Cotrina", "Cachi", "Alva", "Portal", "Bazán", "Marín", "Abanto", "Sáenz", "Saldaña", "Vigo", "Rabanal", "Chilón",
    "Lulayco", "Tocas", "Julcamoro", "Malca", "Mejía", "Aliaga", "Bardales", "Cubas", "Burga", "Tarrillo", "Idrogo",
    "Irigoín", "Altamirano", "Rubio", "Tantaleán", "Hoyos", "Gonza", "Culquicondor", "Huancas", "Ocupa", "Calle",
    "Chinchay", "Jiménez", "Pintado", "Arce", "Arapa", "Arias", "Ayala", "Barrios", "Bellido", "Borda", "Cahuana",
    "Calsina", "Canchari", "Carhuas", "Challco", "Chura", "Coaquira", "Colque", "Cuba", "Escobar", "Espillco",
    "Farfán", "Gamarra", "Guzmán", "Huaraca", "Huayta", "Inga", "Jara", "Lazo", "León", "Lima", "Machaca",
    "Maldonado", "Mayta", "Montes", "Navarro", "Ñahui", "Oré", "Osorio", "Pacheco", "Paucar", "Paz", "Pillaca",
    "Quiñones", "Quintana", "Quiroz", "Roca", "Rivera", "Rivas", "Rosales", "Ruelas", "Sarmiento", "Soto", "Sosa",
    "Suárez", "Tello", "Tito", "Tacuri", "Tupa", "Turpo", "Ugarte", "Uscamayta", "Valencia", "Velásquez", "Vilca",
    "Vilcapoma", "Villegas", "Yana", "Yucra", "Zapata", "Zárate", "Zevallos", "Zúñiga",
];

pub(super) const ADDRESSES: [&str; 8] = [
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

pub(super) const PLACES: [Place; 40] = places![
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
