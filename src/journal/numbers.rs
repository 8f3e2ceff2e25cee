//! Registry numbers as people say them: «la 38», «CAJ 38», «38 del 26», with or without zeros.

use rusqlite::{Connection, OptionalExtension};

use super::Result;
use crate::attention::RegistryNumber;

/// A series in which sequences grow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    office: String,
    station: u8,
    year: u16,
}

/// What was said of a number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Spoken {
    /// Words of three letters: one may be an office; shorter ones are articles.
    offices: Vec<String>,
    station: Option<u8>,
    /// Of two or four digits.
    year: Option<u16>,
    pub(super) sequence: u32,
    check: Option<u8>,
}

/// The ways in which a text can be meant as a number; none where it is something else.
pub(super) fn readings(text: &str) -> Vec<Spoken> {
    if let Ok(number) = text.parse::<RegistryNumber>() {
        return vec![whole(number)];
    }
    let (mut offices, mut numbers) = (Vec::new(), Vec::new());
    for run in runs(text) {
        if run.starts_with(|c: char| c.is_ascii_digit()) {
            match run.parse::<u32>() {
                Ok(n) if run.len() <= 6 => numbers.push((n, run.len())),
                _ => return Vec::new(),
            }
        } else if run.chars().count() > 3 {
            return Vec::new();
        } else if run.len() == 3 {
            offices.push(run.to_ascii_uppercase());
        }
    }
    let base = Spoken {
        offices,
        ..Spoken::default()
    };
    let year =
        |(n, digits): (u32, usize)| u16::try_from(n).ok().filter(|_| digits == 2 || digits == 4);
    let small =
        |(n, digits): (u32, usize)| u8::try_from(n).ok().filter(|n| *n < 100 && digits <= 2);
    let mut readings = Vec::new();
    match numbers[..] {
        [s] => readings.push(Spoken {
            sequence: s.0,
            ..base
        }),
        [a, b] => {
            if let Some(year) = year(b) {
                readings.push(Spoken {
                    sequence: a.0,
                    year: Some(year),
                    ..base.clone()
                });
            }
            if let Some(year) = year(a).filter(|_| a.1 == 4) {
                readings.push(Spoken {
                    sequence: b.0,
                    year: Some(year),
                    ..base.clone()
                });
            }
            if let Some(station) = small(a).filter(|_| !base.offices.is_empty()) {
                readings.push(Spoken {
                    sequence: b.0,
                    station: Some(station),
                    ..base
                });
            }
        }
        [a, b, s] => {
            if let (Some(station), Some(year)) = (small(a), year(b)) {
                readings.push(Spoken {
                    sequence: s.0,
                    station: Some(station),
                    year: Some(year),
                    ..base
                });
            }
        }
        [a, b, s, c] => {
            if let (Some(station), Some(year), Some(check)) = (small(a), year(b), small(c)) {
                let (station, year, check) = (Some(station), Some(year), Some(check));
                readings.push(Spoken {
                    sequence: s.0,
                    station,
                    year,
                    check,
                    ..base
                });
            }
        }
        _ => {}
    }
    readings
}

fn whole(number: RegistryNumber) -> Spoken {
    Spoken {
        offices: vec![number.office().to_owned()],
        station: Some(number.station()),
        year: Some(number.year()),
        sequence: number.sequence(),
        check: Some(number.check_digits()),
    }
}

/// Runs of letters and runs of digits; everything else only parts them.
fn runs(text: &str) -> Vec<&str> {
    let class = |c: char| {
        if c.is_ascii_digit() {
            1
        } else {
            u8::from(c.is_alphanumeric()) * 2
        }
    };
    let mut runs = Vec::new();
    let mut start = 0;
    let mut before = 0;
    for (at, c) in text.char_indices() {
        let now = class(c);
        if now != before {
            if before != 0 {
                runs.push(&text[start..at]);
            }
            (start, before) = (at, now);
        }
    }
    if before != 0 {
        runs.push(&text[start..]);
    }
    runs
}

impl Spoken {
    /// The number meant, if it was given in this series. A word of three letters that is no office is an article.
    pub(super) fn within(&self, series: &Series, all: &[Series]) -> Option<RegistryNumber> {
        let mut offices = self
            .offices
            .iter()
            .filter(|o| all.iter().any(|s| s.office == **o))
            .peekable();
        // In a whole number, with its check digits, the letters are the office's and of no other.
        let none = self.offices.is_empty() || self.check.is_none() && offices.peek().is_none();
        let office = none || offices.any(|o| *o == series.office);
        let station = self.station.is_none_or(|s| s == series.station);
        let year = self
            .year
            .is_none_or(|y| y == series.year || (y < 100 && y == series.year % 100));
        let number =
            RegistryNumber::new(&series.office, series.station, series.year, self.sequence)?;
        let check = self.check.is_none_or(|c| c == number.check_digits());
        (office && station && year && check).then_some(number)
    }
}

/// Every series in which a number was given.
pub(super) fn series(connection: &Connection) -> Result<Vec<Series>> {
    let mut statement =
        connection.prepare_cached(include_str!("../../assets/sql/next_series.sql"))?;
    let mut all: Vec<Series> = Vec::new();
    loop {
        let last = all
            .last()
            .map_or(("", 0, 0), |s| (s.office.as_str(), s.station, s.year));
        let next = statement
            .query_row(last, |r| {
                Ok(Series {
                    office: r.get(0)?,
                    station: r.get(1)?,
                    year: r.get(2)?,
                })
            })
            .optional()?;
        match next {
            Some(series) => all.push(series),
            None => return Ok(all),
        }
    }
}

/// The highest number of each series.
pub(super) fn highest(connection: &Connection) -> Result<Vec<RegistryNumber>> {
    let sql = "SELECT max(sequence) FROM numbered WHERE office = ?1 AND station = ?2 AND year = ?3";
    let mut statement = connection.prepare_cached(sql)?;
    let mut numbers = Vec::new();
    for series in series(connection)? {
        let key = (&series.office, series.station, series.year);
        let sequence: Option<u32> = statement.query_row(key, |r| r.get(0))?;
        let number = |s| RegistryNumber::new(&series.office, series.station, series.year, s);
        numbers.extend(sequence.and_then(number));
    }
    Ok(numbers)
}

/// Of several numbers, the highest of each series, in order.
pub(super) fn highest_each(mut numbers: Vec<RegistryNumber>) -> Vec<RegistryNumber> {
    let series = |n: &RegistryNumber| (n.office().to_owned(), n.station(), n.year());
    numbers.sort_unstable_by_key(|n| (series(n), std::cmp::Reverse(n.sequence())));
    numbers.dedup_by_key(|n| series(n));
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let series = |office: &str, station, year| Series {
            office: office.to_owned(),
            station,
            year,
        };
        let all = [
            series("CAJ", 2, 2025),
            series("CAJ", 2, 2026),
            series("LIM", 1, 2026),
        ];
        let mut out: Vec<String> = Vec::new();
        for reading in readings(text) {
            out.extend(
                all.iter()
                    .filter_map(|s| reading.within(s, &all))
                    .map(|n| n.to_string()),
            );
        }
        out
    }

    #[test]
    fn numbers_as_people_say_them() {
        let caj26 = ["CAJ-02-2026-000038-20".to_owned()];
        for text in [
            "CAJ-02-2026-000038-20",
            "caj 2 2026 38 20",
            "CAJ022026000038-20",
            "caj 38 del 26",
            "38 del 26 caj",
            "2026-38 CAJ",
            "CAJ-02-2026-38",
            "caj 02 000038 ".trim_end_matches(' '),
        ] {
            let found = found(text);
            assert!(found.contains(&caj26[0]), "{text}: {found:?}");
        }
        assert_eq!(found("38").len(), 3);
        assert_eq!(found("la 38").len(), 3);
        assert_eq!(found("la 000038").len(), 3);
        assert_eq!(found("del 38").len(), 3);
        assert_eq!(found("38 del 26").len(), 2);
        assert_eq!(
            found("38 del 2025"),
            ["CAJ-02-2025-000038-47".to_owned()].map(|_| found("CAJ 38 del 2025")[0].clone())
        );
        assert_eq!(found("LIM 38").len(), 1);
    }

    #[test]
    fn other_texts_are_no_numbers() {
        for text in [
            "",
            "rosa",
            "lote 38",
            "45678901",
            "987654321",
            "1 2 3 4 5",
            "CAJ-02-2026-000038-21",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
