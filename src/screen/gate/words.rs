//! Why somebody is not let in, in words.

use crate::journal::{DeviceTrouble, UnlockError};
use crate::texts::{failure, texts};

/// Whether what was brought with the secret is what is wrong.
pub(super) fn is_of_device(refused: &UnlockError) -> bool {
    matches!(refused, UnlockError::Device(_))
}

/// Why a secret did not open; nothing where the clock that is drawn says it.
pub(super) fn refused(refused: &UnlockError, name: &str) -> Option<String> {
    let t = &texts().lock;
    Some(match refused {
        UnlockError::Wrong {
            wait_until: Some(_),
            ..
        }
        | UnlockError::Wait { .. } => return None,
        UnlockError::Wrong {
            tries_left,
            wait_until: None,
        } => t.wrong.of(u64::from(*tries_left)).replace("{name}", name),
        UnlockError::WrongCode => t.recovery_wrong.to_string(),
        UnlockError::Unknown { .. } | UnlockError::NobodyEnrolled => t.gone.to_string(),
        UnlockError::Altered => t.altered.to_string(),
        UnlockError::Device(trouble) => device(trouble),
        UnlockError::Journal(error) => failure(error),
    })
}
