//! The shape of a catalogue: one struct a screen or subject, in the order of `assets/texts/es.toml`.

mod agents;
mod channels;
mod copies;
mod field_words;
mod happened;
mod lock;
mod office;
mod refusals;
mod sheet;
mod slots;
mod stations;
mod who;

pub use agents::*;
pub use channels::*;
pub use copies::*;
pub use field_words::*;
pub use happened::*;
pub use lock::*;
pub use office::*;
pub use refusals::*;
pub use sheet::*;
pub use slots::*;
pub use stations::*;
pub use who::*;

use serde::Deserialize;

use super::{Language, Plural, Text};

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

use catalogue;

catalogue! {
    /// The whole catalogue.
    Texts {
        language: LanguageWords,
        form: Form,
        header: Header,
        strip: Strip,
        say: Say,
        days: Days,
        days_said: DaysSaid,
        promises: Promises,
        numbers: NumberWords,
        spelling: Spelling,
        people: PeopleWords,
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
        evaluation: EvaluationWords,
        phrases: PhrasesWords,
        spell: SpellWords,
        help: HelpWords,
        settings: super::settings_words::SettingsWords,
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
        roles: Roles,
        permissions: Permissions,
        agents: AgentWords,
        copies: CopyWords,

        slots: SlotWords,
        unlocking: UnlockWords,
        enrolment: EnrolmentWords,
        weak: WeakWords,
        office: OfficeWords,
        stations: StationWords,
        lock: LockWords,
        shift: ShiftWords,
        sheet: SheetWords,
        closing: ClosingWords,
    }

    /// What language a catalogue is in.
    LanguageWords {
        code: Language,
        name: Text,
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

    /// The attention.
    AttentionWords {
        steps: Text,
        say: Text,
        write: Text,
        remember: Text,
        know: Text,
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
        broken_pack: Text,
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
        nothing: Text,
        go_to: Text,
    }

    /// The screen turned to the person.
    EvaluationWords {
        none: Text,
        progress: Text,
        yes: Text,
        no: Text,
        declined: Text,
        how: Text,
        thanks: Text,
        back: Text,
        turn_back: Text,
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
        help: Text,
        leave: Text,
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
}
