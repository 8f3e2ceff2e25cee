//! The packs of the program load without a problem.

use ventanilla::desk::packs;
use ventanilla::protocol::load;

#[test]
fn every_pack_loads_and_is_what_its_name_says() {
    for pack in packs() {
        match load(pack.text, "hash") {
            Ok(protocol) => assert_eq!(protocol.id, pack.id),
            Err(problems) => panic!("{}: {problems:#?}", pack.id),
        }
    }
}
