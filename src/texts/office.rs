//! Why something about the office, or with a file from another station, was not done, in words.

use super::{failure, texts};
use crate::journal::{OfficeFault, Rejected};

/// Why something about the office was not done.
pub fn office_fault(fault: &OfficeFault) -> String {
    let t = &texts().office.faults;
    match fault {
        OfficeFault::NoOffice => t.no_office.to_string(),
        OfficeFault::NotAnInvitation => t.not_an_invitation.to_string(),
        OfficeFault::NewerInvitation { version } => {
            t.newer_invitation.fill(&[("version", version)])
        }
        OfficeFault::Misspelt => t.misspelt.to_string(),
        OfficeFault::WrongCode => t.wrong_code.to_string(),
        OfficeFault::OtherOffice { theirs, ours } => {
            let theirs = crate::safe::clean_line(theirs);
            t.other_office.fill(&[("theirs", &theirs), ("ours", ours)])
        }
        OfficeFault::OtherSecret => t.other_secret.to_string(),
        OfficeFault::NumberTaken { station, .. } => t
            .number_taken
            .fill(&[("station", &format_args!("{station:02}"))]),
    }
}

/// Why a file from another station was not taken, as the rest of a sentence that begins with its name.
pub fn rejected(why: &Rejected) -> String {
    let t = &texts().office.rejected;
    let of =
        |text: &super::Text, station: &u8| text.fill(&[("station", &format_args!("{station:02}"))]);
    match why {
        Rejected::NotABundle => t.not_a_bundle.to_string(),
        Rejected::NotAFile => t.not_a_file.to_string(),
        Rejected::TooBig => t.too_big.to_string(),
        Rejected::Newer { version } => t.newer.fill(&[("version", version)]),
        Rejected::OtherOffice { theirs, ours } => {
            let theirs = crate::safe::clean_line(theirs);
            t.other_office.fill(&[("theirs", &theirs), ("ours", ours)])
        }
        Rejected::OtherKey { station } => of(&t.other_key, station),
        Rejected::NotCertified { station } => of(&t.not_certified, station),
        Rejected::BadSignature { station } => of(&t.bad_signature, station),
        Rejected::Unreadable { station } => of(&t.unreadable, station),
        Rejected::Changed => t.changed.to_string(),
        Rejected::Medium(_) => t.medium.to_string(),
        Rejected::Failed(error) => failure(error),
    }
}
