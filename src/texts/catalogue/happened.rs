//! What can be done, what happened, and how it ended.

use serde::Deserialize;

use super::catalogue;
use crate::protocol::Outcome;
use crate::texts::Text;

catalogue! {
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

    /// What each kind of entry is called.
    Kinds {
        genesis: Text,
        loss: Text,
        copy: Text,
        restored: Text,
        presence: Text,
        people: Text,
        office: Text,
        imported: Text,
        resolution: Text,
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
        resolve: ActWords,
        own_station: ActWords,
        redraw: ActWords,
        settings: ActWords,
        lock: ActWords,
        hand_over: ActWords,
        change_secret: ActWords,
        end_day: ActWords,
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
}

impl Kinds {
    /// What a kind of entry is called.
    pub fn name(&self, kind: &str) -> String {
        let known = match kind {
            "genesis" => &self.genesis,
            "loss" => &self.loss,
            "copy" => &self.copy,
            "restored" => &self.restored,
            "presence" => &self.presence,
            "people" => &self.people,
            "office" => &self.office,
            "imported" => &self.imported,
            "resolution" => &self.resolution,
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
