//! Which hour of the day is meant.

/// What was said about the part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// «a. m.», «de la mañana», «de la madrugada».
    Morning,
    /// «p. m.», «de la tarde», «del mediodía».
    Afternoon,
    /// «de la noche».
    Night,
}

/// The hour and minute on a clock of 24 hours.
///
/// Hours 1 to 6 with nothing said mean the afternoon: an office promises nothing before dawn. «12 de la noche» is not read,
/// since people mean both midnights of a day by it.
pub(super) fn resolve(hour: u32, minute: u32, part: Option<Part>) -> Option<(u32, u32)> {
    let hour = match (part, hour) {
        (Some(Part::Morning), 12) => 0,
        (Some(Part::Afternoon), 1..=11) | (Some(Part::Night), 6..=11) | (None, 1..=6) => hour + 12,
        (Some(Part::Morning), 0..=11)
        | (Some(Part::Afternoon), 12..=23)
        | (Some(Part::Night), 18..=23)
        | (None, 0..=23) => hour,
        _ => return None,
    };
    (minute < 60).then_some((hour, minute))
}
