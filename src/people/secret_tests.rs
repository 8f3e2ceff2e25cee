use proptest::prelude::*;

use super::*;

#[test]
fn what_people_choose_first_is_refused_and_says_why() {
    for (pin, why) in [
        ("", Weak::Empty),
        ("48291", Weak::ShortPin),
        ("777777", Weak::Same),
        ("123456", Weak::Run),
        ("4567890", Weak::Run),
        ("987654", Weak::Run),
        ("210987", Weak::Run),
        ("121212", Weak::Repeated),
        ("123123", Weak::Repeated),
        ("4848484", Weak::Repeated),
        ("112233", Weak::Repeated),
        ("111222", Weak::Repeated),
        ("123321", Weak::Mirrored),
        ("471174", Weak::Mirrored),
        ("147258", Weak::Keypad),
        ("963852", Weak::Keypad),
        ("159753", Weak::Keypad),
        ("159357", Weak::Common),
        ("150385", Weak::Date),
        ("850315", Weak::Date),
        ("19850412", Weak::Date),
        ("12041985", Weak::Date),
        ("45678912", Weak::Personal),
        ("987654312", Weak::Personal),
    ] {
        assert_eq!(check_secret(pin, "Rosa Quispe"), Err(why), "{pin}");
    }
    for good in ["482917", "730264", "4829173", "482917305", "4829173056"] {
        assert_eq!(check_secret(good, "Rosa Quispe"), Ok(SecretKind::Pin));
    }
}

#[test]
fn a_passphrase_is_made_of_different_words_and_not_of_the_name() {
    for (text, why) in [
        ("caballo", Weak::ShortPassphrase),
        ("caballo blanco", Weak::ShortPassphrase),
        ("a b c d", Weak::ShortPassphrase),
        ("caballo caballo caballo", Weak::Same),
        ("caballo blanco Caballo", Weak::Repeated),
        ("soy Rosa Quispe hoy", Weak::Name),
        ("ROSA quíspe siempre", Weak::Name),
    ] {
        assert_eq!(check_secret(text, "Rosa Quispe"), Err(why), "{text}");
    }
    let long = "palabra otra más ".repeat(20);
    assert_eq!(check_secret(&long, "x"), Err(Weak::TooLong));
    let good = check_secret("llueve sobre Cajabamba", "Rosa Quispe");
    assert_eq!(good, Ok(SecretKind::Passphrase));
}

#[test]
fn the_device_wants_five_different_words() {
    let four = "llueve sobre el tejado";
    assert_eq!(check_device_passphrase(four), Err(Weak::FewWords));
    assert_eq!(
        check_device_passphrase("sol sol sol sol luna"),
        Err(Weak::Repeated)
    );
    assert_eq!(
        check_device_passphrase("llueve sobre el tejado rojo"),
        Ok(())
    );
    // Digits alone are no passphrase, however many.
    assert_eq!(check_device_passphrase("482917305648"), Err(Weak::FewWords));
}

#[test]
fn most_pins_of_six_digits_are_let_through() {
    // Every eleventh.
    let refused = (0..1_000_000_u32)
        .step_by(11)
        .filter(|n| check_pin(format!("{n:06}").as_bytes()).is_err())
        .count()
        * 11;
    // A guesser must not gain more by what is refused than is lost by what people would have chosen.
    assert!((60_000..100_000).contains(&refused), "{refused}");
}

proptest! {
    #[test]
    fn nothing_that_is_typed_makes_the_rule_fail(text in "\\PC{0,40}", name in "\\PC{0,20}") {
        let _any = check_secret(&text, &name);
        let _any = check_device_passphrase(&text);
    }

    #[test]
    fn digits_under_six_never_pass(text in "[0-9]{0,5}") {
        prop_assert!(check_secret(&text, "").is_err());
    }

    #[test]
    fn a_piece_over_and_over_never_passes(piece in "[0-9]{1,4}", times in 2_usize..6) {
        let pin = piece.repeat(times);
        prop_assume!(pin.len() >= PIN_DIGITS);
        prop_assert!(check_secret(&pin, "").is_err());
    }
}
