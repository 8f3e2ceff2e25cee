//! How much work a try costs: argon2id, measured on this machine whenever somebody chooses a secret.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, Version};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::super::{Error, Result};
use super::cipher::Key;

/// What argon2id is given, with one lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cost {
    /// KiB.
    pub(super) memory: u32,
    pub(super) passes: u32,
}

/// Never less, however slow the machine: 64 MiB, three passes.
const FLOOR: Cost = Cost {
    memory: 64 * 1024,
    passes: 3,
};
/// Never more memory: a machine at a counter may have two gigabytes.
const MOST_MEMORY: u32 = 256 * 1024;
/// What a file may ask for: beyond it somebody has altered it.
const MOST_PASSES: u32 = 64;
/// How long a try is to take.
const AIM: Duration = Duration::from_millis(550);
#[cfg(not(test))]
const GOOD: Duration = Duration::from_millis(400);

impl Cost {
    /// The cost at which a try takes about half a second here, and never less than the floor. Measured once a process.
    pub(super) fn measured() -> Result<Self> {
        static COST: OnceLock<Cost> = OnceLock::new();
        if let Some(cost) = COST.get() {
            return Ok(*cost);
        }
        let cost = measure()?;
        Ok(*COST.get_or_init(|| cost))
    }

    /// Whether a file may ask for it.
    fn is_plausible(self) -> bool {
        let range = if cfg!(test) { 8 } else { FLOOR.memory }..=MOST_MEMORY;
        range.contains(&self.memory) && (1..=MOST_PASSES).contains(&self.passes)
    }

    /// The 32 bytes that a secret gives at this cost; `None` for a cost that this program never chooses.
    pub(super) fn stretch(self, secret: &[u8], salt: &[u8]) -> Result<Option<Key>> {
        if !self.is_plausible() {
            return Ok(None);
        }
        let failed = |e: argon2::Error| Error::Library {
            found: e.to_string(),
        };
        let params = Params::new(self.memory, self.passes, 1, Some(32)).map_err(failed)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret, salt, &mut *key)
            .map_err(failed)?;
        Ok(Some(key))
    }

    /// The floor made larger by as much as it was too fast: memory first, which costs an attacker more, then passes.
    fn scaled(took: Duration) -> Self {
        let factor = AIM.as_millis() / took.as_millis().max(1);
        let factor = u32::try_from(factor).unwrap_or(u32::MAX).max(1);
        let memory = FLOOR.memory.saturating_mul(factor).min(MOST_MEMORY);
        let passes = FLOOR.passes.saturating_mul(factor) / (memory / FLOOR.memory);
        Self {
            memory,
            passes: passes.clamp(FLOOR.passes, MOST_PASSES),
        }
    }
}

#[cfg(not(test))]
fn measure() -> Result<Cost> {
    let start = Instant::now();
    FLOOR.stretch(b"how fast is it here", &[0; 16])?;
    let took = start.elapsed();
    Ok(if took >= GOOD {
        FLOOR
    } else {
        Cost::scaled(took)
    })
}

/// A cost that nothing but a unit test can choose; the memory, where one says it for the process that it starts.
#[cfg(test)]
fn measure() -> Result<Cost> {
    let start = Instant::now();
    let memory = std::env::var("VENTANILLA_TEST_MEMORY").ok();
    let light = Cost {
        memory: memory.and_then(|m| m.parse().ok()).unwrap_or(8),
        passes: 1,
    };
    light.stretch(b"it works", &[0; 16])?;
    debug_assert!(start.elapsed() < AIM);
    Ok(light)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_faster_machine_works_more_and_none_works_less_than_the_floor() {
        let scaled = |millis| {
            let cost = Cost::scaled(Duration::from_millis(millis));
            (cost.memory / 1024, cost.passes)
        };
        assert_eq!(scaled(5000), (64, 3));
        assert_eq!(scaled(399), (64, 3));
        assert_eq!(scaled(165), (192, 3));
        assert_eq!(scaled(60), (256, 6));
        assert_eq!(scaled(0), (256, 64));
    }

    #[test]
    fn a_file_cannot_ask_for_more_than_this_program_would() {
        for (memory, passes) in [(0, 3), (MOST_MEMORY + 1, 3), (64 * 1024, 0), (64, 65)] {
            let cost = Cost { memory, passes };
            assert!(cost.stretch(b"482917", &[0; 16]).unwrap().is_none());
        }
    }
}
