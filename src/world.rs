//! The clock and the source of ids: the only things of the outside world that the desk asks for.

use chrono::{DateTime, FixedOffset, Local, NaiveDateTime, Offset, TimeDelta, Timelike, Utc};
use uuid::{Builder, Uuid};

/// Variable that fixes the time, as RFC 3339 with its zone; the clock advances from there.
pub const CLOCK_VARIABLE: &str = "VENTANILLA_CLOCK";
/// Variable that fixes ids and salts, as a whole number.
pub const SEED_VARIABLE: &str = "VENTANILLA_SEED";

/// Where instants, the office's zone and new ids come from.
#[derive(Debug, Clone)]
pub struct World {
    clock: Clock,
    seed: Option<u64>,
    issued: u64,
}

#[derive(Debug, Clone)]
enum Clock {
    Real,
    /// Runs from this instant at the pace of the machine's steady clock.
    Shifted {
        from: DateTime<FixedOffset>,
        since: std::time::Instant,
    },
    /// Stands still until it is set.
    Still(DateTime<FixedOffset>),
}

impl World {
    /// The machine's clock and random ids, unless the test variables say otherwise.
    /// An unreadable variable is given back in the error.
    pub fn from_environment() -> Result<Self, String> {
        let mut world = Self {
            clock: Clock::Real,
            seed: None,
            issued: 0,
        };
        if let Ok(text) = std::env::var(CLOCK_VARIABLE) {
            let from = DateTime::parse_from_rfc3339(&text)
                .map_err(|_| format!("{CLOCK_VARIABLE}={text}"))?;
            world.clock = Clock::Shifted {
                from,
                since: std::time::Instant::now(),
            };
        }
        if let Ok(text) = std::env::var(SEED_VARIABLE) {
            world.seed = Some(
                text.parse()
                    .map_err(|_| format!("{SEED_VARIABLE}={text}"))?,
            );
        }
        Ok(world)
    }

    /// A world that stands still, for tests and for journals made up by seed.
    pub fn still(at: DateTime<FixedOffset>, seed: u64) -> Self {
        Self {
            clock: Clock::Still(at),
            seed: Some(seed),
            issued: 0,
        }
    }

    /// Sets a still clock; the others go their own way.
    pub fn set(&mut self, at: DateTime<FixedOffset>) {
        if let Clock::Still(now) = &mut self.clock {
            *now = at;
        }
    }

    /// Whether time or ids are fixed: the screen says so.
    pub fn is_fixed(&self) -> bool {
        !matches!(self.clock, Clock::Real) || self.seed.is_some()
    }

    /// Now, in whole milliseconds: what the journal keeps.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.clock {
            Clock::Real => Utc::now(),
            Clock::Shifted { from, since } => {
                let passed = TimeDelta::from_std(since.elapsed()).unwrap_or_default();
                (*from + passed).to_utc()
            }
            Clock::Still(at) => at.to_utc(),
        };
        let whole = now.nanosecond() / 1_000_000 * 1_000_000;
        now.with_nanosecond(whole).unwrap_or(now)
    }

    /// By what waits after wrong secrets are counted: the machine's clock, whatever the variable says, or nobody would have
    /// to wait. A still one stands for the machine's.
    pub fn machine_now(&self) -> DateTime<Utc> {
        match self.clock {
            Clock::Real | Clock::Shifted { .. } => Utc::now(),
            Clock::Still(at) => at.to_utc(),
        }
    }

    /// The office's zone at this moment.
    pub fn zone(&self) -> FixedOffset {
        match &self.clock {
            Clock::Real => Local::now().offset().fix(),
            Clock::Shifted { from, .. } => *from.offset(),
            Clock::Still(at) => *at.offset(),
        }
    }

    /// Now on the wall of the office.
    pub fn local(&self) -> NaiveDateTime {
        self.now().with_timezone(&self.zone()).naive_local()
    }

    /// A new UUID v7.
    pub fn id(&mut self) -> Uuid {
        let millis = u64::try_from(self.now().timestamp_millis()).unwrap_or_default();
        let mut random = [0u8; 10];
        random.copy_from_slice(&self.random::<16>()[..10]);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// Random bytes: the system's, or the seed's.
    pub fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0u8; N];
        match self.seed {
            None => {
                // Without randomness nothing secret can be made; the zeros are refused by whoever makes a key.
                if getrandom::fill(&mut bytes).is_err() {
                    bytes = [0; N];
                }
            }
            Some(seed) => {
                use sha2::{Digest, Sha256};
                for (block, chunk) in bytes.chunks_mut(32).enumerate() {
                    let digest = Sha256::new()
                        .chain_update(seed.to_be_bytes())
                        .chain_update(self.issued.to_be_bytes())
                        .chain_update(block.to_be_bytes())
                        .finalize();
                    chunk.copy_from_slice(&digest[..chunk.len()]);
                }
                self.issued += 1;
            }
        }
        bytes
    }
}
