//! Carrying the journal's entries out in a bundle, and taking another station's in.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::super::office::{self, Certificate, Exchange, Office};
use super::super::union::{self, Admitted, BadLine, Line, Reason};
use super::super::{Error, Reader, Result, Unlocked};
use super::{BundleWriter, Lines, Piece, Rejected, verify, write_file};

/// A line of a bundle that is no entry: a station of the office that the carrier knows.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Told {
    Station(Certificate),
}

/// How such a line begins: no line of entries begins so.
const TOLD: &[u8] = b"{\"station\":";

/// A file from another station that was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Whose file it is.
    pub from: Certificate,
    pub written: DateTime<Utc>,
    /// What came of its entries.
    pub admitted: Admitted,
    /// Numbers that two installations use, as far as this file tells it anew.
    pub doubled: Vec<u8>,
    /// Why the rest was not read. What came before it is here, and each entry of it was verified by itself.
    pub cut_short: Option<Rejected>,
}

impl Reader {
    /// Writes everything that the journal holds and that was made in a span of time, its own and of others, to a bundle.
    /// Gives back how many entries it holds. `name` is for errors.
    pub fn write_bundle(
        &self,
        office: &Office,
        span: &Range<DateTime<Utc>>,
        created: DateTime<Utc>,
        out: impl Write,
        name: &Path,
    ) -> Result<u64> {
        // What is counted is what is written, whoever writes meanwhile.
        self.connection.execute_batch("BEGIN")?;
        let written = self.carry(office, span, created, out, name);
        let ended = self.connection.execute_batch("COMMIT");
        let written = written?;
        ended?;
        Ok(written)
    }

    fn carry(
        &self,
        office: &Office,
        span: &Range<DateTime<Utc>>,
        created: DateTime<Utc>,
        out: impl Write,
        name: &Path,
    ) -> Result<u64> {
        let failed = |e: std::io::Error| match e.kind() {
            std::io::ErrorKind::BrokenPipe => Error::io(name, &e),
            _ => Error::outside(name, &e),
        };
        let millis = span.start.timestamp_millis()..span.end.timestamp_millis();
        let sql = "SELECT count(*) FROM entry WHERE at >= ?1 AND at < ?2";
        let entries: i64 = self
            .connection
            .query_row(sql, (millis.start, millis.end), |r| r.get(0))?;
        let entries = u64::try_from(entries).unwrap_or_default();
        let out = BufWriter::with_capacity(256 * 1024, out);
        let mut bundle =
            BundleWriter::begin(out, &office.membership, created, entries)?.map_err(failed)?;
        for known in &office.known {
            let told = Told::Station(known.certificate.clone());
            let line = serde_json::to_vec(&told).map_err(|e| Error::Refused {
                detail: e.to_string(),
            })?;
            bundle.line(&line).map_err(failed)?;
        }
        self.carried(&union::Vector::default(), |line| {
            let wanted = match &line {
                Line::Entry(entry) => millis.contains(&entry.at),
                Line::Pack(_) => true,
            };
            if wanted {
                bundle.line(line.write().as_bytes()).map_err(failed)?;
            }
            Ok::<(), Error>(())
        })?;
        bundle.finish().map_err(failed)?;
        Ok(entries)
    }

    /// Writes such a bundle to a new file, which has its name only once it was on the disk and was read again, verified
    /// and decrypted to its last line.
    pub fn bundle_file(
        &self,
        office: &Office,
        span: &Range<DateTime<Utc>>,
        created: DateTime<Utc>,
        target: &Path,
    ) -> Result<u64> {
        write_file(
            target,
            |out| self.write_bundle(office, span, created, out, target),
            |file| {
                let member = &office.membership;
                let letters = &member.certificate.office;
                read_through(file, letters, office).map_err(|why| match why {
                    Rejected::Failed(error) => error,
                    why => Error::Damaged {
                        detail: format!("{}: {why:?}", target.display()),
                    },
                })
            },
        )
    }
}

/// Reads a bundle to its last line.
fn read_through(file: File, letters: &str, office: &Office) -> Result<(), Rejected> {
    let secret = &office.membership.secret;
    let mut lines = verify(file, letters, secret)?.lines(secret)?;
    while lines.next()?.is_some() {}
    Ok(())
}

/// Takes a file from another station into the journal. Nothing of it is read before it was verified as a whole; `by` is who
/// is at the keys. Nobody else may be writing.
pub fn take_in(
    unlocked: &Unlocked,
    office: &mut Office,
    file: &Path,
    now: DateTime<Utc>,
    by: &str,
) -> Result<Taken, Rejected> {
    let failed = |e: std::io::Error| Rejected::Medium(e.kind());
    // A pipe or a device would be waited for.
    if !std::fs::metadata(file).map_err(failed)?.is_file() {
        return Err(Rejected::NotAFile);
    }
    let source = File::open(file).map_err(failed)?;
    let own = &office.membership.certificate;
    let secret = office.membership.secret.clone();
    let verified = verify(source, &own.office, &secret)?;
    let (from, written) = (verified.header.certificate.clone(), verified.header.created);
    let heard = RefCell::new(Heard::default());
    let lines = Admissible {
        lines: verified.lines(&secret)?,
        heard: &heard,
    };
    let name = format!("{}-{:02}", from.office, from.station);
    let admitted = union::admit(unlocked, now, by, &name, lines)?;
    let Heard {
        stations,
        cut_short,
    } = heard.into_inner();
    let doubled_before = office.doubled();
    let mut changed = false;
    for certificate in stations.into_iter().filter(|c| c.is_of(&secret)) {
        changed |= office.hears_of(certificate, None);
    }
    let exchange = cut_short.is_none().then_some(Exchange { at: now, written });
    changed |= office.hears_of(from.clone(), exchange);
    if changed {
        office::keep(unlocked, office, now)?;
    }
    let doubled = office.doubled();
    Ok(Taken {
        from,
        written,
        admitted,
        doubled: doubled
            .into_iter()
            .filter(|n| !doubled_before.contains(n))
            .collect(),
        cut_short,
    })
}

/// What lines that are no entries told, and why the rest was not read.
#[derive(Default)]
struct Heard {
    stations: Vec<Certificate>,
    cut_short: Option<Rejected>,
}

/// Most stations that are heard of in one file: no office has so many.
const MOST_STATIONS: usize = 1000;

/// The entries and packs of a bundle, as the journal admits them.
struct Admissible<'a, R> {
    lines: Lines<R>,
    heard: &'a RefCell<Heard>,
}

impl<R: std::io::Read> Iterator for Admissible<'_, R> {
    type Item = Result<Line, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let line = match self.lines.next() {
                Ok(None) => return None,
                Ok(Some(Piece::Line(line))) => line,
                Ok(Some(Piece::TooLong(shown))) => {
                    let shown = String::from_utf8_lossy(&shown);
                    return Some(Err(BadLine::new(&shown, Reason::TooLong)));
                }
                Err(why) => {
                    self.heard.borrow_mut().cut_short = Some(why);
                    return None;
                }
            };
            if line.starts_with(TOLD)
                && let Ok(Told::Station(certificate)) = serde_json::from_slice(&line)
            {
                let mut heard = self.heard.borrow_mut();
                if heard.stations.len() < MOST_STATIONS {
                    heard.stations.push(certificate);
                }
                continue;
            }
            let read = std::str::from_utf8(&line).map(Line::read);
            return Some(read.unwrap_or_else(|_| {
                let shown = String::from_utf8_lossy(&line);
                Err(BadLine::new(&shown, Reason::Unreadable))
            }));
        }
    }
}
