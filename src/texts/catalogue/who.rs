//! Who may be at the keys, and what each may do.

use serde::Deserialize;

use super::catalogue;
use crate::people::{Grant, Permission, Role};
use crate::texts::Text;

catalogue! {
    /// What somebody is at a station.
    Roles {
        agent: Text,
        supervisor: Text,
        guard: Text,
        reader: Text,
        administrator: Text,
    }

    /// What not everybody may do, each as what one does.
    Permissions {
        attend: Text,
        consult: Text,
        correct: Text,
        reopen: Text,
        end_promise: Text,
        hand_over: Text,
        export: Text,
        exchange: Text,
        resolve_conflict: Text,
        verify: Text,
        back_up: Text,
        restore: Text,
        rebuild: Text,
        change_own_secret: Text,
        reset_secret: Text,
        manage_people: Text,
        configure: Text,
        manage_office: Text,
        always: Text,
        own: Text,
        never: Text,
    }
}

impl Roles {
    /// What a role is called.
    pub fn name(&self, role: Role) -> &Text {
        match role {
            Role::Agent => &self.agent,
            Role::Supervisor => &self.supervisor,
            Role::Guard => &self.guard,
            Role::Reader => &self.reader,
            Role::Administrator => &self.administrator,
        }
    }
}

impl Permissions {
    /// What a permission lets one do.
    pub fn name(&self, permission: Permission) -> &Text {
        match permission {
            Permission::Attend => &self.attend,
            Permission::Consult => &self.consult,
            Permission::Correct => &self.correct,
            Permission::Reopen => &self.reopen,
            Permission::EndPromise => &self.end_promise,
            Permission::HandOver => &self.hand_over,
            Permission::Export => &self.export,
            Permission::Exchange => &self.exchange,
            Permission::ResolveConflict => &self.resolve_conflict,
            Permission::Verify => &self.verify,
            Permission::BackUp => &self.back_up,
            Permission::Restore => &self.restore,
            Permission::Rebuild => &self.rebuild,
            Permission::ChangeOwnSecret => &self.change_own_secret,
            Permission::ResetSecret => &self.reset_secret,
            Permission::ManagePeople => &self.manage_people,
            Permission::Configure => &self.configure,
            Permission::ManageOffice => &self.manage_office,
        }
    }

    /// How far a permission goes.
    pub fn grant(&self, grant: Grant) -> &Text {
        match grant {
            Grant::Always => &self.always,
            Grant::Own => &self.own,
            Grant::Never => &self.never,
        }
    }
}
