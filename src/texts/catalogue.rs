//! The shape of a catalogue: one struct a screen or subject, in the order of `assets/texts/es.toml`.

use serde::Deserialize;

use super::{Plural, Text};
use crate::identity::DocumentKind;
use crate::protocol::{Channel, MatterKind, Outcome};

macro_rules! catalogue {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $name { $(pub $field: $kind),* }
        )*
    };
}

catalogue! {
    /// The whole catalogue.
    Texts {
        form: Form,
        header: Header,
        strip: Strip,
        say: Say,
        days: Days,
        days_said: DaysSaid,
        promises: Promises,
        attention: AttentionWords,
        hold: HoldWords,
        cut: CutWords,
        callback: CallbackWords,
        call: CallWords,
        home: HomeWords,
        search: SearchWords,
        history: HistoryWords,
        prompts: PromptWords,
        palette: PaletteWords,
        phrases: PhrasesWords,
        spell: SpellWords,
        help: HelpWords,
        recover: RecoverWords,
        setup: SetupWords,
        keys: KeyNames,
        events: EventWords,
        denied: DeniedWords,
        refusals: RefusalWords,
        faults: FaultWords,
        problems: ProblemWords,
        failures: FailureWords,
        warnings: WarningWords,
        cli: super::cli_words::CliWords,
        kinds: Kinds,
        acts: Acts,
        outcomes: Outcomes,
        channels: Channels,
        matters: Matters,
    }

    /// Field editors.
    Form {
        yes: Text,
        no: Text,
        empty: Text,
        full: Text,
        stray: Text,
        document: Documents,
        moment_hint: Text,
        moment_unread: Text,
        moment_read: Text,
        moment_full: Text,
        moment_past: Text,
        moment_words: MomentWords,
        before_noon: Text,
        minutes_hint: Text,
        rating_hint: Text,
        choice_hint: Text,
        choices_hint: Text,
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
        after: Vec<Text>,
        within: Vec<Text>,
        minutes: Vec<Text>,
        hours: Vec<Text>,
        days: Vec<Text>,
        weeks: Vec<Text>,
        half: Vec<Text>,
        quarter: Vec<Text>,
        plus: Vec<Text>,
        less: Vec<Text>,
        morning: Vec<Text>,
        afternoon: Vec<Text>,
        night: Vec<Text>,
        noon: Vec<Text>,
        am_pm: Vec<Text>,
        one: Vec<Text>,
        numbers: Vec<Text>,
        of: Vec<Text>,
        article: Vec<Text>,
        skip: Vec<Text>,
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

    /// The first row of every screen.
    Header {
        name: Text,
        station: Text,
        practice: Text,
        test_clock: Text,
    }

    /// The strip of promises.
    Strip {
        calls: Text,
        next: Text,
        late: Text,
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

    /// The attention.
    AttentionWords {
        steps: Text,
        say: Text,
        remember: Text,
        more: Text,
        promised: Text,
        phone: Text,
        held: Text,
        saved: Text,
        saving: Text,
        not_saved: Text,
        nobody_yet: Text,
        no_fields: Text,
        number_aloud: Text,
        say_goodbye: Text,
        goodbye_said: Text,
        after_work: Text,
        then_file: Text,
        then_file_written: Text,
        no_pile: Text,
        filed: Text,
        consulting: Text,
    }

    /// The hold.
    HoldWords {
        title: Text,
        question: Text,
        say: Text,
        say_counter: Text,
        more_title: Text,
        more_question: Text,
        more_say: Text,
        band: Text,
        band_keys: Text,
        over: Plural,
    }

    /// The dropped line.
    CutWords {
        title: Text,
        call: Text,
        no_phone: Text,
        since: Text,
        key_back: Text,
        key_attempt: Text,
        key_later: Text,
        key_file: Text,
        key_leave: Text,
        band: Text,
        recovered: Text,
    }

    /// Promising a call.
    CallbackWords {
        title: Text,
        say: Text,
        phone: Text,
        hour: Text,
        need_phone: Text,
        need_hour: Text,
        promised: Text,
        keys: Text,
    }

    /// A promised call.
    CallWords {
        title: Text,
        answer_title: Text,
        key_open: Text,
        key_done: Text,
        key_answered: Text,
        key_withdrawn: Text,
        key_view: Text,
        key_leave: Text,
        ended: Text,
    }

    /// Home.
    HomeWords {
        today: Text,
        calls: Text,
        no_calls: Text,
        open: Text,
        no_open: Text,
        answers: Text,
        no_answers: Text,
        somebody: Text,
        draft: Text,
        draft_cut: Text,
        more: Text,
        day: Text,
        day_empty: Text,
        attentions: Plural,
        resolved: Plural,
        hours: Text,
        protocols: Text,
        quit_title: Text,
        quit_unsaved: Text,
        quit_nothing: Text,
        quit_open: Plural,
        quit_keys: Text,
    }

    /// Search.
    SearchWords {
        label: Text,
        recent: Text,
        found: Plural,
        found_many: Text,
        empty: Text,
        nothing: Text,
        nothing_filtered: Text,
        still: Text,
        partial: Text,
        partial_nothing: Text,
        only: Text,
        filter_title: Text,
        filter_hint: Text,
        value_hint: Text,
        any: Text,
        days: Text,
        channel: Text,
        kind: Text,
        outcome: Text,
        agent: Text,
        protocol: Text,
        usual_days: Vec<Text>,
        other_days: Text,
        days_hint: Text,
        days_unread: Text,
    }

    /// One filed attention.
    HistoryWords {
        times: Text,
        ended: Text,
        values: Text,
        timeline: Text,
        chain: Text,
        not_filed: Text,
        note_title: Text,
        note: Text,
        reopen_title: Text,
        reason: Text,
        correct_title: Text,
        correct_which: Text,
        corrected: Text,
    }

    /// Questions in a box.
    PromptWords {
        note_title: Text,
        note: Text,
        noted: Text,
        consult_title: Text,
        whom: Text,
        question: Text,
        consulting: Text,
        advice_title: Text,
        advice: Text,
        voice_title: Text,
        voice_kind: Text,
        voice: Text,
        voice_answer: Text,
        voiced: Text,
        voiced_owed: Text,
        abandon_title: Text,
        abandon: Text,
        keys: Text,
    }

    /// The palette.
    PaletteWords {
        title: Text,
        hint: Text,
        go_to: Text,
    }

    /// All phrases.
    PhrasesWords {
        title: Text,
    }

    /// Spelling.
    SpellWords {
        title: Text,
        nothing: Text,
        keys: Text,
    }

    /// Help.
    HelpWords {
        title: Text,
        keys: Text,
        paragraphs: Vec<Text>,
    }

    /// After a cut.
    RecoverWords {
        title: Text,
        place: Text,
        saved: Text,
        field: Text,
        key_continue: Text,
        key_file: Text,
        key_look: Text,
        more: Text,
    }

    /// The first run.
    SetupWords {
        title: Text,
        welcome: Text,
        protocol: Text,
        office: Text,
        station: Text,
        agent: Text,
        first: Text,
        protocol_hint: Text,
        office_hint: Text,
        station_hint: Text,
        agent_hint: Text,
        first_hint: Text,
        bad_protocol: Text,
        bad_office: Text,
        bad_station: Text,
        bad_agent: Text,
        bad_first: Text,
        keys: Text,
    }

    /// Names printed on keys.
    KeyNames {
        control: Text,
        enter: Text,
        escape: Text,
        tab: Text,
        backtab: Text,
        page_down: Text,
        page_up: Text,
        up: Text,
        down: Text,
    }

    /// Lines of a timeline.
    EventWords {
        opened: Text,
        numbered: Text,
        moved: Text,
        reset: Text,
        held: Text,
        held_longer: Text,
        resumed: Text,
        cut_off: Text,
        attempted: Text,
        recovered: Text,
        consulted: Text,
        advised: Text,
        voiced: Text,
        noted: Text,
        concluded: Text,
        goodbye: Text,
        filed: Text,
        abandoned: Text,
        corrected: Text,
        reopened: Text,
    }

    /// Why a verb did not happen.
    DeniedWords {
        no_front: Text,
        saving: Text,
        no_number: Text,
        unknown_pack: Text,
        broken_pack: Text,
    }

    /// Why the protocol says no.
    RefusalWords {
        missing: Text,
        and_more: Text,
        faulty: Text,
        unknown_field: Text,
        unknown_step: Text,
        minutes: Text,
        first_step: Text,
        no_outcome: Text,
        said_goodbye: Text,
        no_goodbye: Text,
        filed: Text,
        not_filed: Text,
        on_hold: Text,
        not_on_hold: Text,
        line_cut: Text,
        line_not_cut: Text,
        no_line: Text,
        nobody_there: Text,
        consulting: Text,
        not_consulting: Text,
        empty: Text,
        past: Text,
        same: Text,
        to_advance: Text,
        to_conclude: Text,
        to_say_goodbye: Text,
        to_file: Text,
        to_end_as: Text,
    }

    /// Why an answer does not answer.
    FaultWords {
        unread: Text,
        not_an_option: Text,
        phone_length: Text,
        range: Text,
        document_length: Text,
        document_digits: Text,
        document_zeros: Text,
    }

    /// Mistakes in a pack.
    ProblemWords {
        place: Text,
        syntax: Text,
        unknown_key: Text,
        unknown_key_meant: Text,
        missing_key: Text,
        wrong_type: Text,
        not_one_of: Text,
        empty_text: Text,
        duplicate: Text,
        bad_phrase: Text,
        unknown_variable: Text,
        no_fallback: Text,
        unknown_field: Text,
        unknown_option: Text,
        condition_kind: Text,
        unknown_step: Text,
        used_before_asked: Text,
        missing_phase: Text,
        no_steps: Text,
        out_of_range: Text,
        bad_cite: Text,
        a_text: Text,
        a_table: Text,
        a_list: Text,
        a_number: Text,
        a_truth: Text,
        one_kind: Text,
    }

    /// When the world fails.
    FailureWords {
        exists: Text,
        no_journal: Text,
        no_identity: Text,
        no_key: Text,
        bad_key: Text,
        folder_moved: Text,
        wrong_key: Text,
        damaged: Text,
        not_a_journal: Text,
        older: Text,
        newer: Text,
        locked: Text,
        read_only: Text,
        disk_full: Text,
        io: Text,
        replaced: Text,
        stopped: Text,
        refused: Text,
        interrupted: Text,
        no_randomness: Text,
        library: Text,
    }

    /// Told before work begins.
    WarningWords {
        title: Text,
        keys: Text,
        behind_mark: Text,
        no_mark: Text,
        clock_back: Text,
        unreadable_draft: Text,
    }

    /// What each kind of entry is called.
    Kinds {
        genesis: Text,
        loss: Text,
        attention: Text,
        promise: Text,
        promise_end: Text,
        cut_off: Text,
        consultation: Text,
        correction: Text,
        note: Text,
        voiced: Text,
        reopened: Text,
        other: Text,
    }

    /// A word for the footer and a sentence for the help.
    ActWords {
        word: Text,
        sentence: Text,
    }

    /// What can be done by a key.
    Acts {
        next: ActWords,
        field_after: ActWords,
        field_before: ActWords,
        step_after: ActWords,
        step_before: ActWords,
        back: ActWords,
        help: ActWords,
        hold: ActWords,
        cut: ActWords,
        call_back: ActWords,
        escalate: ActWords,
        search: ActWords,
        spell: ActWords,
        phrases: ActWords,
        finish: ActWords,
        outcome: ActWords,
        palette: ActWords,
        note: ActWords,
        consult: ActWords,
        voice: ActWords,
        evaluate: ActWords,
        next_form: ActWords,
        abandon: ActWords,
        park: ActWords,
        new: ActWords,
        other: ActWords,
        calls: ActWords,
        pending: ActWords,
        open_row: ActWords,
        filter: ActWords,
        unfilter: ActWords,
        older: ActWords,
        quit: ActWords,
        correct: ActWords,
        reopen: ActWords,
        redraw: ActWords,
    }

    /// One outcome: its name, and what it means where it is chosen.
    OutcomeWords {
        name: Text,
        meaning: Text,
    }

    /// How an attention ends.
    Outcomes {
        title: Text,
        resolved: OutcomeWords,
        escalated: OutcomeWords,
        referred: OutcomeWords,
        pending: OutcomeWords,
        callback: OutcomeWords,
        declined: OutcomeWords,
        cut_off: OutcomeWords,
        abandoned: OutcomeWords,
    }

    /// The channels by which something comes in.
    Channels {
        title: Text,
        telephone: Text,
        in_person: Text,
        chat: Text,
        email: Text,
        post: Text,
        web: Text,
        social: Text,
        suggestion_box: Text,
        electronic: Text,
        paper: Text,
    }

    /// The kinds of matter.
    Matters {
        query: Text,
        request: Text,
        petition: Text,
        complaint: Text,
        claim: Text,
        suggestion: Text,
        appeal: Text,
        denunciation: Text,
        incident: Text,
        task: Text,
    }
}

impl Channels {
    /// What a channel is called.
    pub fn name(&self, channel: Channel) -> &Text {
        match channel {
            Channel::Telephone => &self.telephone,
            Channel::InPerson => &self.in_person,
            Channel::Chat => &self.chat,
            Channel::Email => &self.email,
            Channel::Post => &self.post,
            Channel::Web => &self.web,
            Channel::Social => &self.social,
            Channel::Box => &self.suggestion_box,
            Channel::Electronic => &self.electronic,
            Channel::Paper => &self.paper,
        }
    }
}

impl Matters {
    /// What a kind of matter is called.
    pub fn name(&self, kind: MatterKind) -> &Text {
        match kind {
            MatterKind::Query => &self.query,
            MatterKind::Request => &self.request,
            MatterKind::Petition => &self.petition,
            MatterKind::Complaint => &self.complaint,
            MatterKind::Claim => &self.claim,
            MatterKind::Suggestion => &self.suggestion,
            MatterKind::Appeal => &self.appeal,
            MatterKind::Denunciation => &self.denunciation,
            MatterKind::Incident => &self.incident,
            MatterKind::Task => &self.task,
        }
    }
}

impl Outcomes {
    fn of(&self, outcome: Outcome) -> &OutcomeWords {
        match outcome {
            Outcome::Resolved => &self.resolved,
            Outcome::Escalated => &self.escalated,
            Outcome::Referred => &self.referred,
            Outcome::Pending => &self.pending,
            Outcome::Callback => &self.callback,
            Outcome::Declined => &self.declined,
            Outcome::CutOff => &self.cut_off,
            Outcome::Abandoned => &self.abandoned,
        }
    }

    /// What an outcome is called.
    pub fn name(&self, outcome: Outcome) -> &Text {
        &self.of(outcome).name
    }

    /// What an outcome means, where it is chosen.
    pub fn meaning(&self, outcome: Outcome) -> &Text {
        &self.of(outcome).meaning
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

impl Kinds {
    /// What a kind of entry is called.
    pub fn name(&self, kind: &str) -> String {
        let known = match kind {
            "genesis" => &self.genesis,
            "loss" => &self.loss,
            "attention" => &self.attention,
            "promise" => &self.promise,
            "promise_end" => &self.promise_end,
            "cut_off" => &self.cut_off,
            "consultation" => &self.consultation,
            "correction" => &self.correction,
            "note" => &self.note,
            "voiced" => &self.voiced,
            "reopened" => &self.reopened,
            _ => return self.other.fill(&[("kind", &kind)]),
        };
        known.to_string()
    }
}
