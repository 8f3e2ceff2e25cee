//! The packs of the program load without a problem.

use ventanilla::protocol::load;

const PACKS: [(&str, &str); 2] = [
    (
        "juntos-telefonico",
        include_str!("../assets/protocols/juntos-telefonico.toml"),
    ),
    (
        "juntos-presencial",
        include_str!("../assets/protocols/juntos-presencial.toml"),
    ),
];

#[test]
fn every_pack_loads_and_is_what_its_name_says() {
    for (id, text) in PACKS {
        match load(text, "hash") {
            Ok(protocol) => assert_eq!(protocol.id, id),
            Err(problems) => panic!("{id}: {problems:#?}"),
        }
    }
}
