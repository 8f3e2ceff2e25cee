use proptest::prelude::*;

use super::super::UnlockError;
use super::super::house_tests::*;
use super::*;

/// The slots with this in one copy, and in the other what was there.
fn with(staffed: &Staffed, copy: &Path, content: &[u8]) -> Result<Option<(Slots, u64)>> {
    fs::write(copy, content).unwrap();
    read(staffed.paths())
}

#[test]
fn either_copy_serves_while_the_other_is_damaged_and_two_damaged_ones_are_said() {
    let staffed = Staffed::new();
    let paths = staffed.paths();
    let files = [paths.slots(), paths.slots_again()];
    let whole = files.clone().map(|f| fs::read(f).unwrap());
    assert_eq!(whole[0], whole[1]);
    let generation = read(paths).unwrap().unwrap().1;
    for (one, other) in [(0, 1), (1, 0)] {
        for place in 0..whole[one].len() {
            let mut bytes = whole[one].clone();
            bytes[place] ^= 1 << (place % 8);
            let found = with(&staffed, &files[one], &bytes).unwrap().unwrap();
            assert_eq!(found.1, generation, "byte {place}");
            assert_eq!(found.0.roster().unwrap().seats.len(), 2);
        }
        for length in (0..whole[one].len()).step_by(97) {
            assert!(
                with(&staffed, &files[one], &whole[one][..length])
                    .unwrap()
                    .is_some()
            );
        }
        fs::remove_file(&files[one]).unwrap();
        assert!(read(paths).unwrap().is_some());
        // Only one of them is left, and it is damaged.
        let damaged = with(&staffed, &files[other], &whole[other][1..]).err();
        assert!(
            matches!(damaged, Some(Error::KeysDamaged { .. })),
            "{damaged:?}"
        );
        for (file, content) in files.iter().zip(&whole) {
            fs::write(file, content).unwrap();
        }
    }
    // The next write makes both whole again.
    fs::write(&files[0], b"nothing").unwrap();
    staffed.unlock(&luis(), AGENT_PIN, 5).unwrap();
    assert_eq!(fs::read(&files[0]).unwrap(), fs::read(&files[1]).unwrap());
}

#[test]
fn the_newer_copy_counts_and_one_of_a_later_version_is_never_passed_over() {
    let staffed = Staffed::new();
    let paths = staffed.paths();
    let old = fs::read(paths.slots()).unwrap();
    staffed.unlock(&luis(), "482916", 5).err().unwrap();
    let (slots, generation) = with(&staffed, &paths.slots_again(), &old).unwrap().unwrap();
    assert_eq!(slots.attempts[&luis().id].failures, 1);
    assert!(generation > 1);
    let text = String::from_utf8(old).unwrap();
    let later = text
        .lines()
        .next()
        .unwrap()
        .replacen("\"version\":1", "\"version\":2", 1);
    let later = format!("{later}\n{}\n", hex(&Sha256::digest(later.as_bytes())));
    let newer = with(&staffed, &paths.slots_again(), later.as_bytes()).err();
    assert_eq!(newer, Some(Error::Newer { found: 2, known: 1 }));
}

#[test]
fn a_generation_that_has_no_next_is_damage() {
    let staffed = Staffed::new();
    let paths = staffed.paths();
    let (_, generation) = read(paths).unwrap().unwrap();
    let text = fs::read_to_string(paths.slots()).unwrap();
    let line = text.lines().next().unwrap();
    let last = line.replacen(
        &format!("\"generation\":{generation}"),
        &format!("\"generation\":{}", u64::MAX),
        1,
    );
    assert_ne!(line, last);
    let last = format!("{last}\n{}\n", hex(&Sha256::digest(last.as_bytes())));
    // The other copy serves, and the next write makes both whole.
    let found = with(&staffed, &paths.slots_again(), last.as_bytes());
    assert_eq!(found.unwrap().unwrap().1, generation);
    fs::write(paths.slots(), &last).unwrap();
    let damaged = Error::KeysDamaged {
        file: paths.slots(),
    };
    assert_eq!(read(paths).err(), Some(damaged.clone()));
    let refused = staffed.unlock(&luis(), AGENT_PIN, 5).err();
    assert_eq!(refused, Some(UnlockError::Journal(damaged)));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let staffed = Staffed::new();
    for file in [
        staffed.paths().slots(),
        staffed.paths().slots_again(),
        staffed.house.stick(),
    ] {
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
}

#[test]
fn nothing_that_opens_the_journal_stands_in_the_folder() {
    let staffed = Staffed::new();
    let key = staffed.open.key.hex();
    let lent = staffed.open.device_secret().unwrap();
    let super::super::device::Carrier::Known(device) = &lent.0 else {
        panic!("it is not lent")
    };
    let device = hex(&**device);
    let shown = staffed.code.shown();
    let stick = fs::read_to_string(staffed.house.stick()).unwrap();
    let carried = stick.split('"').find(|t| t.len() == 64).unwrap();
    for entry in fs::read_dir(&staffed.paths().data).unwrap() {
        let file = entry.unwrap().path();
        let bytes = fs::read(&file).unwrap();
        // In quotation marks: so few digits stand among so many hexadecimal ones by chance.
        let pins = [PIN, AGENT_PIN].map(|pin| format!("\"{pin}\""));
        for word in [&*key, &device, &*shown, carried, &pins[0], &pins[1]] {
            let found = bytes
                .windows(word.len())
                .any(|w| w.eq_ignore_ascii_case(word.as_bytes()));
            assert!(!found, "{} bytes in {}", word.len(), file.display());
        }
    }
    for shown in [
        format!("{:?}", secret(PIN)),
        format!("{lent:?}"),
        format!("{:?}", staffed.code),
    ] {
        assert!(!shown.contains(char::is_numeric), "{shown}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever stands in both copies, it is never taken for slots and never the end of the program.
    #[test]
    fn garbage_is_said_to_be_damage(a in prop::collection::vec(any::<u8>(), 0..300), b in "\\PC{0,80}\n\\PC{0,70}\n") {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths { data: folder.path().into(), config: folder.path().into() };
        fs::write(paths.slots(), &a).unwrap();
        fs::write(paths.slots_again(), &b).unwrap();
        let damaged = matches!(read(&paths).err(), Some(Error::KeysDamaged { .. }));
        prop_assert!(damaged);
    }
}
