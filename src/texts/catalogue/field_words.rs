//! What the field editors say, and the words by which days, hours and documents are read and said.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::catalogue;
use crate::identity::DocumentKind;
use crate::texts::{Plural, Text};

catalogue! {
    /// Field editors.
    Form {
        yes: Text,
        no: Text,
        empty: Text,
        full: Text,
        declined: Text,
        declined_hint: Text,
        stray: Text,
        document: Documents,
        moment_hint: Text,
        moment_hint_back: Text,
        moment_unread: Text,
        moment_read: Text,
        moment_full: Text,
        moment_past: Text,
        moment_words: MomentWords,
        before_noon: Text,
        date_hint: Text,
        date_hint_ahead: Text,
        date_unread: Text,
        decimal_sign: Text,
        number_marks: Vec<Text>,
        number_either: Text,
        number_unread: Text,
        minutes_hint: Text,
        rating_hint: Text,
        choice_hint: Text,
        choices_hint: Text,
        progress: Text,
        progress_next: Text,
        checklist_hint: Text,
        place_hint: Text,
        place_pick: Text,
        place_more: Text,
        place_unlisted: Text,
        yes_no_hint: Text,
        notes_hint: Text,
        document_hint: Text,
        weekdays: [Text; 7],
        months: [Text; 12],
    }

    /// The words that a typed moment is read by; accents and capitals make no difference.
    MomentWords {
        today: Vec<Text>,
        tomorrow: Vec<Text>,
        yesterday: Vec<Text>,
        before_yesterday: Vec<Text>,
        last_night: Vec<Text>,
        last: Vec<Text>,
        ago: Vec<Text>,
        ago_after: Vec<Text>,
        after: Vec<Text>,
        within: Vec<Text>,
        minutes: Vec<Text>,
        hours: Vec<Text>,
        days: Vec<Text>,
        weeks: Vec<Text>,
        months: Vec<Text>,
        years: Vec<Text>,
        half: Vec<Text>,
        quarter: Vec<Text>,
        plus: Vec<Text>,
        less: Vec<Text>,
        past: Vec<Text>,
        to: Vec<Text>,
        morning: Vec<Text>,
        afternoon: Vec<Text>,
        night: Vec<Text>,
        noon: Vec<Text>,
        am_pm: Vec<Text>,
        one: Vec<Text>,
        an: Vec<Text>,
        numbers: Vec<Text>,
        of: Vec<Text>,
        article: Vec<Text>,
        skip: Vec<Text>,
        ordinal: Vec<Text>,
    }

    /// Kinds of identity document.
    Documents {
        dni: Text,
        ce: Text,
        passport: Text,
        ruc: Text,
        other: Text,
        none: Text,
        none_hint: Text,
    }

    /// Words inside phrases.
    Say {
        morning: Text,
        afternoon: Text,
        evening: Text,
        minutes: Plural,
    }

    /// Days and hours.
    Days {
        long: Text,
        full_date: Text,
        full: Text,
        today_at: Text,
        tomorrow_at: Text,
        day_at: Text,
        tomorrow: Text,
        minutes: Text,
        hours: Plural,
        days: Plural,
        ago: Text,
        ahead: Text,
        business_days: Text,
        calendar_days: Text,
        to_be_confirmed: Text,
        term: Text,
        term_short: Text,
        open: Text,
    }

    /// Days that were: the words they are read by, without accents or capitals, and how they are said.
    DaysSaid {
        today: Vec<Text>,
        yesterday: Vec<Text>,
        before: Vec<Text>,
        this: Vec<Text>,
        last: Vec<Text>,
        recent: Vec<Text>,
        ago: Vec<Text>,
        day: Vec<Text>,
        week: Vec<Text>,
        month: Vec<Text>,
        year: Vec<Text>,
        from: Vec<Text>,
        to: Vec<Text>,
        between: Vec<Text>,
        and: Vec<Text>,
        skip: Vec<Text>,
        months: [Text; 12],
        since: Text,
        until: Text,
        always: Text,
        range: Text,
        this_week: Text,
        this_month: Text,
        month_of: Text,
    }

    /// What was promised.
    Promises {
        callback: Text,
        answer: Text,
        answer_by: Text,
        kept: Text,
        withdrawn: Text,
        replaced: Text,
    }

    /// Numbers in words.
    NumberWords {
        units: [Text; 30],
        tens: [Text; 10],
        tens_joint: Text,
        hundred: Text,
        hundreds: [Text; 10],
        hundreds_joint: Text,
        one_thousand: Text,
        thousands: Text,
        thousands_joint: Text,
        thousands_small_joint: Text,
        before_thousand: Vec<[Text; 2]>,
        feminine: Vec<[Text; 2]>,
        hundred_words: Vec<Text>,
        thousand_words: Vec<Text>,
        within: Vec<Text>,
        before: Vec<Text>,
    }

    /// The names of letters and signs.
    Spelling {
        letters: [Text; 26],
        others: BTreeMap<char, Text>,
    }

    /// How people are called.
    PeopleWords {
        particles: Vec<Text>,
    }
}

impl Documents {
    /// What a kind of document is called.
    pub fn name(&self, kind: DocumentKind) -> &Text {
        match kind {
            DocumentKind::Dni => &self.dni,
            DocumentKind::Ce => &self.ce,
            DocumentKind::Passport => &self.passport,
            DocumentKind::Ruc => &self.ruc,
            DocumentKind::Other => &self.other,
            DocumentKind::None => &self.none,
        }
    }
}
