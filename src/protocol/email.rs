//! Whether a text has the shape of an address of e-mail: what a clerk can see is wrong, not what a server would refuse.

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailFault {
    /// A space inside.
    Space,
    /// Not exactly one `@`.
    At,
    /// Nothing, or a misplaced point, before the `@`.
    Name,
    /// What stands after the `@` is no domain with a point in it.
    Domain,
}

/// Checks one address.
pub(super) fn check(text: &str) -> Result<(), EmailFault> {
    let text = text.trim();
    if text.contains(char::is_whitespace) {
        return Err(EmailFault::Space);
    }
    let mut parts = text.split('@');
    let (Some(name), Some(domain), None) = (parts.next(), parts.next(), parts.next()) else {
        return Err(EmailFault::At);
    };
    let dots = |part: &str| part.starts_with('.') || part.ends_with('.') || part.contains("..");
    let apart = |c: char| matches!(c, ',' | ';' | ':' | '<' | '>' | '(' | ')' | '"');
    if name.is_empty() || dots(name) || name.contains(apart) {
        return Err(EmailFault::Name);
    }
    let label = |l: &str| {
        let fits = l.chars().all(|c| c.is_alphanumeric() || c == '-');
        fits && !l.is_empty() && !l.starts_with('-') && !l.ends_with('-')
    };
    let last = domain.rsplit('.').next().unwrap_or_default();
    let named = last.chars().count() >= 2 && !last.chars().all(|c| c.is_ascii_digit());
    if domain.contains('.') && domain.split('.').all(label) && named {
        Ok(())
    } else {
        Err(EmailFault::Domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_dictate_passes() {
        for text in [
            "ana@correo.pe",
            " ana.quispe+juntos@mail.gob.pe ",
            "o'brien_2@sub-dominio.example.com",
            "mu\u{f1}oz@espa\u{f1}a.es",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_an_address_is_told_by_its_part() {
        let wrong = [
            ("ana correo.pe", EmailFault::Space),
            ("ana@ correo.pe", EmailFault::Space),
            ("ana.correo.pe", EmailFault::At),
            ("ana@@correo.pe", EmailFault::At),
            ("@correo.pe", EmailFault::Name),
            ("ana.@correo.pe", EmailFault::Name),
            ("ana,luis@correo.pe", EmailFault::Name),
            ("ana@correo", EmailFault::Domain),
            ("ana@.pe", EmailFault::Domain),
            ("ana@correo.p", EmailFault::Domain),
            ("ana@correo..pe", EmailFault::Domain),
            ("ana@correo,pe", EmailFault::Domain),
            ("ana@10.0.0.1", EmailFault::Domain),
        ];
        for (text, fault) in wrong {
            assert_eq!(check(text), Err(fault), "{text}");
        }
    }
}
