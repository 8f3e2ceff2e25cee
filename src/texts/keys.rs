//! People and keys in words: why the journal did not open for somebody, or who may open it was left as it is.

use chrono::{DateTime, FixedOffset, Utc};

use super::texts;
use super::trouble::failure;
use crate::journal::{BadCode, DeviceKind, DeviceTrouble, Error, PeopleError, UnlockError};
use crate::people::Weak;

/// Why the journal did not open.
pub fn unlock_error(error: &UnlockError, zone: FixedOffset) -> String {
    let t = &texts().unlocking;
    let at = |until: &DateTime<Utc>| until.with_timezone(&zone).format("%H:%M:%S").to_string();
    match error {
        UnlockError::Wrong {
            wait_until: Some(until),
            ..
        } => t.wait_now.fill(&[("until", &at(until))]),
        UnlockError::Wrong { tries_left: 0, .. } => t.wrong.to_string(),
        UnlockError::Wrong { tries_left, .. } => t.tries_left.of(u64::from(*tries_left)),
        UnlockError::Wait { until } => t.wait.fill(&[("until", &at(until))]),
        UnlockError::WrongCode => t.wrong_code.to_string(),
        UnlockError::Unknown { .. } => t.unknown.to_string(),
        UnlockError::NobodyEnrolled => t.nobody.to_string(),
        UnlockError::Device(trouble) => device_trouble(trouble),
        UnlockError::Altered => failure(&Error::KeysAltered),
        UnlockError::Journal(error) => failure(error),
    }
}

fn device_trouble(trouble: &DeviceTrouble) -> String {
    let t = &texts().unlocking;
    let shown = |p: &std::path::Path| p.display().to_string();
    match trouble {
        DeviceTrouble::NoFile { file } => t.no_file.fill(&[("file", &shown(file))]),
        DeviceTrouble::NotAKey { file } => t.not_a_key.fill(&[("file", &shown(file))]),
        DeviceTrouble::Damaged { file } => t.key_damaged.fill(&[("file", &shown(file))]),
        DeviceTrouble::OtherJournal { file } => t.other_journal.fill(&[("file", &shown(file))]),
        DeviceTrouble::OtherKind {
            wanted: DeviceKind::UsbFile { hint },
        } => t.file_wanted.fill(&[("hint", hint)]),
        DeviceTrouble::OtherKind {
            wanted: DeviceKind::Passphrase,
        } => t.passphrase_wanted.to_string(),
        DeviceTrouble::Wrong {
            wanted: DeviceKind::UsbFile { .. },
        } => t.old_file.to_string(),
        DeviceTrouble::Wrong {
            wanted: DeviceKind::Passphrase,
        } => t.wrong_passphrase.to_string(),
        DeviceTrouble::Journal(error) => failure(error),
    }
}

/// Why who may open the journal was left as it is.
pub fn people_error(error: &PeopleError, zone: FixedOffset) -> String {
    let t = &texts().enrolment;
    match error {
        PeopleError::Weak(reason) | PeopleError::WeakDevice(reason) => weak(*reason).to_owned(),
        PeopleError::SameSecret => t.same_secret.to_string(),
        PeopleError::BadName => t.bad_name.to_string(),
        PeopleError::NameTaken { name } => t.name_taken.fill(&[("name", name)]),
        PeopleError::Unknown { .. } => texts().unlocking.unknown.to_string(),
        PeopleError::LastAdministrator => t.last_administrator.to_string(),
        PeopleError::TooFewSlots => t.too_few.to_string(),
        PeopleError::NoSlot => t.no_slot.to_string(),
        PeopleError::AlreadyEnrolled => t.already.to_string(),
        PeopleError::Code(code) => bad_code(*code),
        PeopleError::Unlock(error) => unlock_error(error, zone),
        PeopleError::Journal(error) => failure(error),
    }
}

/// Why a text is no recovery code.
pub fn bad_code(code: BadCode) -> String {
    let t = &texts().enrolment;
    match code {
        BadCode::Length { found } => t.code_length.fill(&[("found", &found)]),
        BadCode::Character { place } => t.code_character.fill(&[("place", &place)]),
        BadCode::Check => t.code_check.to_string(),
    }
}

/// Why a PIN or passphrase will not do.
pub fn weak(reason: Weak) -> &'static str {
    let t = &texts().weak;
    match reason {
        Weak::Empty => &t.empty,
        Weak::ShortPin => &t.short_pin,
        Weak::ShortPassphrase => &t.short_passphrase,
        Weak::FewWords => &t.few_words,
        Weak::TooLong => &t.too_long,
        Weak::Same => &t.same,
        Weak::Run => &t.run,
        Weak::Repeated => &t.repeated,
        Weak::Mirrored => &t.mirrored,
        Weak::Keypad => &t.keypad,
        Weak::Date => &t.date,
        Weak::Personal => &t.personal,
        Weak::Common => &t.common,
        Weak::Name => &t.name,
    }
}
