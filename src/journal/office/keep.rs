//! What a station keeps of its office, and how that changes.

use chrono::{DateTime, Utc};
use ed25519_dalek::SigningKey;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::super::opening::Held;
use super::super::{Error, Reader, Result, Station, Unlocked, checkpoint, schema};
use super::invitation::{self, Inside, Invitation};
use super::secret::{OfficeSecret, hexed};
use super::{Certificate, OfficeChange, OfficeFault};

/// The rows of `setting`.
const OWN: &str = "office";
const KNOWN: &str = "office_stations";

/// The keys of a station in its office. They are inside the encrypted journal and nowhere else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub(in crate::journal) secret: OfficeSecret,
    seed: Seed,
    pub certificate: Certificate,
}

/// The station's own signing key.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
struct Seed(#[serde(with = "hexed")] [u8; 32]);

/// A station of the office that this one has heard of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    pub certificate: Certificate,
    /// When something that it had carried out was last taken in here, and when it had written that.
    #[serde(default)]
    pub last: Option<Exchange>,
}

/// One taking in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    pub at: DateTime<Utc>,
    pub written: DateTime<Utc>,
}

/// What a station keeps of its office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub membership: Membership,
    /// The other stations, by number.
    pub known: Vec<Known>,
}

impl std::fmt::Debug for Membership {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Membership")
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

impl Membership {
    fn new(
        secret: OfficeSecret,
        station: &Station,
        device: Uuid,
        since: DateTime<Utc>,
    ) -> Result<Self> {
        let mut seed = Seed([0; 32]);
        getrandom::fill(&mut seed.0).map_err(|_| Error::NoRandomness)?;
        let key = SigningKey::from_bytes(&seed.0).verifying_key().to_bytes();
        let certificate = Certificate::sign(
            &secret,
            &station.office,
            station.station,
            device,
            key,
            since,
        );
        Ok(Self {
            secret,
            seed,
            certificate,
        })
    }

    /// The key that the station signs with.
    pub(in crate::journal) fn signer(&self) -> SigningKey {
        SigningKey::from_bytes(&self.seed.0)
    }
}

impl Office {
    /// Makes the key of an office at its first station.
    pub fn found(
        station: &Station,
        device: Uuid,
        now: DateTime<Utc>,
    ) -> Result<(Self, OfficeChange)> {
        let membership = Membership::new(OfficeSecret::random()?, station, device, now)?;
        let founded = OfficeChange::Founded {
            station: membership.certificate.clone(),
        };
        Ok((
            Self {
                membership,
                known: Vec::new(),
            },
            founded,
        ))
    }

    /// Writes an invitation for another station.
    pub fn invite(&self, id: Uuid, now: DateTime<Utc>) -> Result<(Invitation, OfficeChange)> {
        let mut stations = vec![self.membership.certificate.clone()];
        stations.extend(self.known.iter().map(|k| k.certificate.clone()));
        let inside = Inside {
            secret: self.membership.secret.clone(),
            stations,
        };
        let made = invitation::seal(&inside, &self.membership.certificate.office, id, now)?;
        Ok((made, OfficeChange::Invited { invitation: id }))
    }

    /// Takes an invitation. `before` is what the station kept so far, `mixed` whether its journal holds entries of other
    /// stations. The change is `None` where the station is of that office already.
    pub fn join(
        before: Option<Self>,
        mixed: bool,
        (bytes, code): (&[u8], &str),
        (station, device): (&Station, Uuid),
        now: DateTime<Utc>,
    ) -> Result<Result<(Self, Option<OfficeChange>), OfficeFault>> {
        let (id, inside) = match invitation::open(bytes, code, &station.office) {
            Ok(opened) => opened,
            Err(fault) => return Ok(Err(fault)),
        };
        let stations = inside
            .stations
            .into_iter()
            .filter(|c| c.is_of(&inside.secret));
        let stations: Vec<Certificate> = stations.filter(|c| c.device != device).collect();
        if let Some(other) = stations.iter().find(|c| c.station == station.station) {
            return Ok(Err(OfficeFault::NumberTaken {
                station: other.station,
                device: other.device,
            }));
        }
        let (mut office, change) = match before {
            Some(office) if office.membership.secret == inside.secret => (office, None),
            // Bundles of two keys in one journal could be given on to nobody.
            Some(office) if mixed || office.known.iter().any(|k| k.last.is_some()) => {
                return Ok(Err(OfficeFault::OtherSecret));
            }
            _ => {
                let membership = Membership::new(inside.secret, station, device, now)?;
                let station = membership.certificate.clone();
                let joined = OfficeChange::Joined {
                    invitation: id,
                    station,
                };
                (
                    Self {
                        membership,
                        known: Vec::new(),
                    },
                    Some(joined),
                )
            }
        };
        for certificate in stations {
            office.hears_of(certificate, None);
        }
        Ok(Ok((office, change)))
    }

    /// The station that writes under this device, as far as it is known.
    pub fn station_of(&self, device: Uuid) -> Option<&Certificate> {
        let own = std::iter::once(&self.membership.certificate);
        own.chain(self.known.iter().map(|k| &k.certificate))
            .find(|c| c.device == device)
    }

    /// Numbers of stations that more than one installation uses: their registry numbers are given twice.
    pub fn doubled(&self) -> Vec<u8> {
        let own = std::iter::once(&self.membership.certificate);
        let all = own.chain(self.known.iter().map(|k| &k.certificate));
        let mut numbers: Vec<u8> = all.map(|c| c.station).collect();
        numbers.sort_unstable();
        let mut doubled: Vec<u8> = numbers
            .windows(2)
            .filter(|w| w[0] == w[1])
            .map(|w| w[0])
            .collect();
        doubled.dedup();
        doubled
    }

    /// A certified station was heard of; of one known already the newer word counts. Whether anything is new.
    pub(in crate::journal) fn hears_of(
        &mut self,
        certificate: Certificate,
        last: Option<Exchange>,
    ) -> bool {
        if certificate.device == self.membership.certificate.device {
            return false;
        }
        let device = certificate.device;
        let Some(known) = self
            .known
            .iter_mut()
            .find(|k| k.certificate.device == device)
        else {
            self.known.push(Known { certificate, last });
            self.known
                .sort_by_key(|k| (k.certificate.station, k.certificate.device));
            return true;
        };
        let before = known.clone();
        if certificate.since > known.certificate.since {
            known.certificate = certificate;
        }
        // A file of long ago that comes late does not make the exchange an older one.
        let newer = |e: &Exchange| known.last.is_none_or(|l| e.written > l.written);
        if let Some(exchange) = last.filter(newer) {
            known.last = Some(exchange);
        }
        *known != before
    }
}

/// What the station keeps of its office; `None` while it is in none.
pub(in crate::journal) fn office(connection: &Connection) -> Result<Option<Office>> {
    let Some(own) = schema::setting(connection, OWN)? else {
        return Ok(None);
    };
    let own = zeroize::Zeroizing::new(own);
    let unreadable = |e: serde_json::Error| Error::unreadable(OWN, &e);
    let membership = serde_json::from_str(&own).map_err(unreadable)?;
    let known = schema::setting(connection, KNOWN)?;
    let known = known.map_or(Ok(Vec::new()), |text| serde_json::from_str(&text));
    Ok(Some(Office {
        membership,
        known: known.map_err(unreadable)?,
    }))
}

/// Keeps what the station is in its office and whom it knows there.
pub(in crate::journal) fn put(connection: &Connection, office: &Office) -> Result<()> {
    let refused = |e: serde_json::Error| Error::Refused {
        detail: e.to_string(),
    };
    let own = serde_json::to_string(&office.membership).map_err(refused)?;
    schema::set(connection, OWN, &zeroize::Zeroizing::new(own))?;
    let known = serde_json::to_string(&office.known).map_err(refused)?;
    schema::set(connection, KNOWN, &known)
}

/// Keeps it, where nobody else is writing.
pub(in crate::journal) fn keep(
    unlocked: &Unlocked,
    office: &Office,
    now: DateTime<Utc>,
) -> Result<()> {
    let held = Held::take(unlocked)?;
    let (writer, _) = held.writer(now, &mut Vec::new())?;
    let connection = &writer.connection;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let kept = put(connection, office).and_then(|()| Ok(connection.execute_batch("COMMIT")?));
    if kept.is_err() && !connection.is_autocommit() {
        // The first error is the one that tells: an I/O error has rolled back by itself.
        let _ = connection.execute_batch("ROLLBACK");
    }
    kept?;
    checkpoint::truncate(connection)?;
    Ok(())
}

impl Reader {
    /// What the station keeps of its office; `None` while it is in none.
    pub fn office(&self) -> Result<Option<Office>> {
        office(&self.connection)
    }

    /// Whether entries of other stations were taken into this journal.
    pub fn is_mixed(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE device <> ?1)";
        let own = self.journal()?;
        Ok(self
            .connection
            .query_row(sql, [own.as_bytes()], |r| r.get(0))?)
    }

    /// The identifier of this journal: the device of the entries that are written here.
    pub fn journal(&self) -> Result<Uuid> {
        let text = schema::setting(&self.connection, "device")?.unwrap_or_default();
        Uuid::parse_str(&text).map_err(|e| Error::unreadable("device", &e))
    }
}
