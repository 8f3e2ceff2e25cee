//! What each role may do: one table. The desk asks it before it acts, and nobody else does.

use super::Role;

/// Something that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Permission {
    /// Begin attentions and lead them to their end.
    Attend,
    /// See what was filed: lists, search, one attention, one person.
    Consult,
    /// Correct what is filed, or add a note to it.
    Correct,
    Reopen,
    /// Say that a promise was kept or withdrawn.
    EndPromise,
    /// Hand the open work over to the next person, or accept it.
    HandOver,
    /// Take attentions out of the journal in clear.
    Export,
    /// Carry entries between the stations of the office, encrypted.
    Exchange,
    /// Decide between versions of an attention that was changed at two stations.
    ResolveConflict,
    /// Verify pages, chain and mark.
    Verify,
    /// Make a copy, and the daily sheet with it.
    BackUp,
    /// Put a copy in the place of the journal.
    Restore,
    /// Make lists and search anew from the entries.
    Rebuild,
    /// Change one's own PIN or passphrase.
    ChangeOwnSecret,
    /// Give somebody else a new PIN, or end the wait after wrong ones.
    ResetSecret,
    /// Enrol people, change their role, remove them; replace recovery code and device secret.
    ManagePeople,
    /// Choose what holds for the whole station.
    Configure,
    /// Bring stations into the office, and give it its key.
    ManageOffice,
}

/// How far a permission goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grant {
    Never,
    /// Only on what the person recorded.
    Own,
    Always,
}

use Grant::{Always as Y, Never as N, Own as O};

/// The table, by permission and then by role in the order of [`Role::ALL`].
const TABLE: [(Permission, [Grant; 5]); 18] = [
    //                             agent sup guard reader admin
    (Permission::Attend, [Y, Y, Y, N, Y]),
    (Permission::Consult, [Y, Y, N, Y, Y]),
    (Permission::Correct, [O, Y, N, N, O]),
    (Permission::Reopen, [O, Y, N, N, O]),
    (Permission::EndPromise, [Y, Y, N, N, Y]),
    (Permission::HandOver, [Y, Y, Y, N, Y]),
    (Permission::Export, [N, Y, N, Y, N]),
    (Permission::Exchange, [Y, Y, N, N, Y]),
    (Permission::ResolveConflict, [N, Y, N, N, N]),
    (Permission::Verify, [Y, Y, Y, Y, Y]),
    (Permission::BackUp, [Y, Y, N, N, Y]),
    (Permission::Restore, [N, N, N, N, Y]),
    (Permission::Rebuild, [N, Y, N, N, Y]),
    (Permission::ChangeOwnSecret, [Y, Y, Y, Y, Y]),
    (Permission::ResetSecret, [N, Y, N, N, Y]),
    (Permission::ManagePeople, [N, N, N, N, Y]),
    (Permission::Configure, [N, Y, N, N, Y]),
    (Permission::ManageOffice, [N, N, N, N, Y]),
];

impl Permission {
    /// Every permission, in the order of the table.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(permission, _)| *permission)
    }

    /// How far this permission goes for a role.
    pub fn of(self, role: Role) -> Grant {
        let row = TABLE.iter().find(|(permission, _)| *permission == self);
        let column = Role::ALL.iter().position(|r| *r == role);
        match (row, column) {
            (Some((_, grants)), Some(column)) => grants[column],
            _ => Grant::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_has_one_row() {
        let mut all: Vec<Permission> = Permission::all().collect();
        let rows = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), rows);
        // Declared last: whoever adds one adds its row.
        assert_eq!(all.last().map(|p| *p as usize + 1), Some(rows));
    }
}
