//! A bundle is read as it was written, or not at all.

use std::io::Cursor;

use chrono::DateTime;
use uuid::Uuid;

use super::super::office::{Certificate, Membership, Office, OfficeSecret};
use super::super::{Station, keys};
use super::lines::{Cutter, Lines, inflated};
use super::*;

/// A station of an office that it made itself.
fn founded(device: u128) -> Office {
    let station = Station {
        institution: "Juntos".into(),
        office: "CAJ".into(),
        station: 2,
        agent: "Inés Tafur".into(),
        protocol: "juntos-telefonico".into(),
        first_sequence: 1,
        practice: false,
    };
    Office::found(&station, Uuid::from_u128(device), DateTime::UNIX_EPOCH)
        .unwrap()
        .0
}

fn bundle(member: &Membership, lines: &[&[u8]]) -> Vec<u8> {
    let count = lines.len() as u64;
    let writer = BundleWriter::begin(Vec::new(), member, DateTime::UNIX_EPOCH, count).unwrap();
    let mut writer = writer.unwrap();
    for line in lines {
        writer.line(line).unwrap();
    }
    writer.finish().unwrap()
}

fn read(bytes: &[u8], secret: &OfficeSecret) -> Result<Vec<Piece>, Rejected> {
    let mut lines = verify(Cursor::new(bytes), "CAJ", secret)?.lines(secret)?;
    let mut out = Vec::new();
    while let Some(piece) = lines.next()? {
        out.push(piece);
    }
    Ok(out)
}

/// Numbers that look random and are the same in every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.roll() % (n.max(1) as u64)).unwrap()
    }

    /// Some bytes changed, doubled, taken out or cut off.
    fn mutated(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = bytes.to_vec();
        for _ in 0..=self.below(3) {
            let at = self.below(out.len());
            match self.below(5) {
                0 => out.truncate(at),
                1 if at < out.len() => drop(out.remove(at)),
                2 => out.insert(at, u8::try_from(self.below(256)).unwrap()),
                3 => {
                    let end = (at + self.below(40)).min(out.len());
                    let part = out[at.min(end)..end].to_vec();
                    out.extend(part);
                }
                _ if at < out.len() => out[at] ^= 1 << self.below(8),
                _ => {}
            }
        }
        out
    }
}

#[test]
fn it_is_read_as_it_was_written_whatever_its_length() {
    let Office { membership, .. } = founded(1);
    let mut dice = Dice(1);
    let noise: Vec<u8> = (0..300_000)
        .map(|_| b'!' + (dice.roll() % 90) as u8)
        .collect();
    let long = vec![b'x'; PIECE];
    let cases: [&[&[u8]]; 8] = [
        &[],
        &[b""],
        &[b"a"],
        &[b"a", b"", b"b"],
        &[&long[..PIECE - 1]],
        &[&long, &long[..PIECE - 2], b"z"],
        &[&noise, b"after"],
        &[&noise, &noise, &long],
    ];
    for lines in cases {
        let bytes = bundle(&membership, lines);
        let wanted: Vec<Piece> = lines.iter().map(|l| Piece::Line(l.to_vec())).collect();
        assert!(read(&bytes, &membership.secret).unwrap() == wanted);
        assert!(bytes.starts_with(b"{\"ventanilla\":\"entries\",\"version\":1,"));
    }
}

#[test]
fn nothing_inside_is_in_clear_and_no_two_files_are_alike() {
    let Office { membership, .. } = founded(1);
    let lines: [&[u8]; 1] = [b"RAMOS FLORES 45678901"];
    let (a, b) = (bundle(&membership, &lines), bundle(&membership, &lines));
    let tail = |bytes: &[u8]| bytes[bytes.len() - 150..].to_vec();
    assert_ne!(tail(&a), tail(&b));
    for bytes in [&a, &b] {
        assert!(!bytes.windows(5).any(|w| w == b"RAMOS"));
    }
}

#[test]
fn no_changed_byte_and_no_cut_is_accepted() {
    let Office { membership, .. } = founded(1);
    let bytes = bundle(&membership, &[b"one", b"two"]);
    for at in 0..bytes.len() {
        for bit in [1, 0x20, 0x80] {
            let mut wrong = bytes.clone();
            wrong[at] ^= bit;
            assert!(read(&wrong, &membership.secret).is_err(), "{at}");
        }
        assert!(read(&bytes[..at], &membership.secret).is_err(), "{at}");
    }
    for more in [&b"x"[..], &bytes, &[0; 64]] {
        let longer = [bytes.as_slice(), more].concat();
        assert!(read(&longer, &membership.secret).is_err());
    }
}

#[test]
fn each_stranger_is_told_for_what_it_is() {
    let (ours, theirs) = (founded(1), founded(2));
    let bytes = bundle(&theirs.membership, &[b"x"]);
    let refused = read(&bytes, &ours.membership.secret).unwrap_err();
    assert_eq!(refused, Rejected::OtherKey { station: 2 });
    let other_letters = verify(Cursor::new(&bytes), "LIM", &theirs.membership.secret).err();
    let said = Rejected::OtherOffice {
        theirs: "CAJ".into(),
        ours: "LIM".into(),
    };
    assert_eq!(other_letters, Some(said));
    // Who knows the office's mark and not its key certifies itself.
    let mut forged = theirs.membership.clone();
    forged.certificate.office_key = ours.membership.secret.mark();
    let bytes = bundle(&forged, &[b"x"]);
    let refused = read(&bytes, &ours.membership.secret).unwrap_err();
    assert_eq!(refused, Rejected::NotCertified { station: 2 });
    // Certified, and signed with another key.
    let mut borrowed = theirs.membership.clone();
    borrowed.certificate = ours.membership.certificate.clone();
    let bytes = bundle(&borrowed, &[b"x"]);
    let refused = read(&bytes, &ours.membership.secret).unwrap_err();
    assert_eq!(refused, Rejected::BadSignature { station: 2 });
    // Of the office, and sealed to another key: nothing can be read.
    let mut astray = ours.membership.clone();
    astray.secret = theirs.membership.secret.clone();
    let bytes = bundle(&astray, &[b"x"]);
    let refused = read(&bytes, &ours.membership.secret).unwrap_err();
    assert_eq!(refused, Rejected::Unreadable { station: 2 });
    for (text, said) in [
        (&b""[..], Rejected::NotABundle),
        (&[b'x'; 70], Rejected::NotABundle),
        (&[b'\n'; 9000], Rejected::NotABundle),
    ] {
        assert_eq!(read(text, &ours.membership.secret).unwrap_err(), said);
    }
    let own = bundle(&ours.membership, &[b"x"]);
    let later = String::from_utf8_lossy(&own).replacen("\"version\":1", "\"version\":9", 1);
    let refused = read(later.as_bytes(), &ours.membership.secret).unwrap_err();
    assert_eq!(refused, Rejected::Newer { version: 9 });
}

#[test]
fn what_changes_between_verifying_and_reading_is_told() {
    let Office { membership, .. } = founded(1);
    let bytes = bundle(&membership, &[b"one"]);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &bytes).unwrap();
    let source = std::fs::File::open(file.path()).unwrap();
    let verified = verify(source, "CAJ", &membership.secret).unwrap();
    let mut other = bytes;
    let at = other.len() - 70;
    other[at] ^= 1;
    std::fs::write(file.path(), &other).unwrap();
    assert_eq!(
        verified.lines(&membership.secret).err(),
        Some(Rejected::Changed)
    );
}

/// 200,000 mutated bundles: the whole, what stands behind the signature, and what stands behind the encryption.
#[test]
fn mutated_bundles_end_in_an_answer() {
    let Office { membership, .. } = founded(1);
    let secret = &membership.secret;
    let bytes = bundle(&membership, &[b"{\"one\":1}", b"{\"two\":2}"]);
    let line_end = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
    let mut dice = Dice(20);
    for _ in 0..80_000 {
        let wrong = dice.mutated(&bytes[..]);
        // Mutations may undo one another.
        assert!(wrong == bytes || verify(Cursor::new(&wrong), "CAJ", secret).is_err());
    }
    let (header, key) = header::Header::new(
        secret,
        membership.certificate.clone(),
        DateTime::UNIX_EPOCH,
        2,
    )
    .unwrap();
    let head = serde_json::to_vec(&header).unwrap();
    let pieces = {
        let mut stream = key.encryptor(&head);
        let mut out = Vec::new();
        for (text, flag) in [(&b"one\ntwo\n"[..], 0), (b"three\n", LAST)] {
            let plain = miniz_oxide::deflate::compress_to_vec(text, 3);
            let sealed = stream.encrypt_next(plain.as_slice()).unwrap();
            out.extend((u32::try_from(sealed.len()).unwrap() | flag).to_be_bytes());
            out.extend(sealed);
        }
        out
    };
    for _ in 0..60_000 {
        let wrong = dice.mutated(&pieces);
        let mut lines = Lines::new(wrong.as_slice(), key.decryptor(&head), 2);
        let mut read = 0;
        while let Ok(Some(_)) = lines.next() {
            read += 1;
        }
        assert!(read <= 3);
    }
    let plain = miniz_oxide::deflate::compress_to_vec(&bytes[..line_end], 3);
    for _ in 0..60_000 {
        let Some(text) = inflated(&dice.mutated(&plain)) else {
            continue;
        };
        assert!(text.len() <= PIECE);
        let mut cutter = Cutter::default();
        cutter.push(&text);
        while let Some(piece) = cutter.next() {
            let (Piece::Line(line) | Piece::TooLong(line)) = piece;
            assert!(line.len() <= text.len());
            let _answer = header::Header::read(&line);
        }
        cutter.rest();
    }
}

#[test]
fn a_piece_that_would_grow_without_end_is_refused() {
    let bomb = miniz_oxide::deflate::compress_to_vec(&vec![0; 50 * PIECE], 9);
    assert!(bomb.len() < PIECE);
    assert_eq!(inflated(&bomb), None);
}

#[test]
fn a_line_longer_than_any_is_passed_over() {
    let mut cutter = Cutter::default();
    let piece = vec![b'x'; PIECE];
    let mut found = Vec::new();
    for _ in 0..=LONGEST_LINE / PIECE + 3 {
        cutter.push(&piece);
        found.extend(cutter.next());
    }
    cutter.push(b"\nshort\n");
    found.extend(cutter.next());
    found.extend(cutter.next());
    assert_eq!(found.len(), 2);
    assert!(matches!(&found[0], Piece::TooLong(shown) if shown.len() == 1024));
    assert_eq!(found[1], Piece::Line(b"short".to_vec()));
}

#[test]
fn a_certificate_is_read_as_it_was_written() {
    let Office { membership, .. } = founded(1);
    let text = serde_json::to_string(&membership.certificate).unwrap();
    let back: Certificate = serde_json::from_str(&text).unwrap();
    assert!(back.is_of(&membership.secret));
    assert!(text.contains(&keys::hex(&membership.certificate.key)));
}
