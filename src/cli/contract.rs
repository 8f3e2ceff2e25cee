//! The words of the command line's contract for what the code names otherwise: what is printed as JSON and taken by flags.

use super::Failure;
use crate::people::{Grant, Permission, Role};
use crate::protocol::{Channel, Outcome};
use crate::texts::texts;

/// The channels by their words.
pub(super) const CHANNELS: [(&str, Channel); 10] = [
    ("telefonico", Channel::Telephone),
    ("presencial", Channel::InPerson),
    ("chat", Channel::Chat),
    ("correo", Channel::Email),
    ("postal", Channel::Post),
    ("web", Channel::Web),
    ("redes", Channel::Social),
    ("buzon", Channel::Box),
    ("electronico", Channel::Electronic),
    ("papel", Channel::Paper),
];

/// The outcomes by their words.
pub(super) const OUTCOMES: [(&str, Outcome); 8] = [
    ("resuelta", Outcome::Resolved),
    ("derivada", Outcome::Escalated),
    ("remitida", Outcome::Referred),
    ("pendiente", Outcome::Pending),
    ("por_llamar", Outcome::Callback),
    ("no_procede", Outcome::Declined),
    ("cortada", Outcome::CutOff),
    ("abandonada", Outcome::Abandoned),
];

/// What somebody is at a station.
pub(super) const ROLES: [(&str, Role); 5] = [
    ("agente", Role::Agent),
    ("supervisor", Role::Supervisor),
    ("vigilante", Role::Guard),
    ("lector", Role::Reader),
    ("administrador", Role::Administrator),
];

/// What not everybody may do.
pub(super) const PERMISSIONS: [(&str, Permission); 18] = [
    ("atender", Permission::Attend),
    ("consultar", Permission::Consult),
    ("corregir", Permission::Correct),
    ("reabrir", Permission::Reopen),
    ("cerrar_compromiso", Permission::EndPromise),
    ("entregar_turno", Permission::HandOver),
    ("exportar", Permission::Export),
    ("intercambiar", Permission::Exchange),
    ("resolver_conflicto", Permission::ResolveConflict),
    ("verificar", Permission::Verify),
    ("respaldar", Permission::BackUp),
    ("restaurar", Permission::Restore),
    ("reconstruir", Permission::Rebuild),
    ("cambiar_clave", Permission::ChangeOwnSecret),
    ("reponer_clave", Permission::ResetSecret),
    ("gestionar_personas", Permission::ManagePeople),
    ("configurar", Permission::Configure),
    ("gestionar_oficina", Permission::ManageOffice),
];

/// How far a permission goes.
pub(super) const GRANTS: [(&str, Grant); 3] = [
    ("si", Grant::Always),
    ("propio", Grant::Own),
    ("no", Grant::Never),
];

/// The word for a value.
pub(super) fn word<T: PartialEq>(table: &[(&'static str, T)], value: &T) -> &'static str {
    let row = table.iter().find(|(_, v)| v == value);
    row.map_or("", |(word, _)| word)
}

/// The value of a word; one that is not in the table is wrong usage, answered with those that are.
pub(super) fn value<T: Copy>(table: &[(&str, T)], given: &str) -> Result<T, Failure> {
    let row = table.iter().find(|(word, _)| *word == given);
    row.map(|(_, value)| *value).ok_or_else(|| {
        let words: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
        let t = &texts().cli.usage.not_one_of;
        Failure::Usage(t.fill(&[("given", &given), ("known", &words.join(", "))]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_its_word() {
        for (_, channel) in Channel::ALL {
            assert_ne!(word(&CHANNELS, &channel), "", "{channel:?}");
        }
        for (_, outcome) in Outcome::ALL {
            assert_ne!(word(&OUTCOMES, &outcome), "", "{outcome:?}");
        }
        for role in Role::ALL {
            assert_ne!(word(&ROLES, &role), "", "{role:?}");
        }
        for permission in Permission::all() {
            assert_ne!(word(&PERMISSIONS, &permission), "", "{permission:?}");
        }
    }
}
