//! The one table of keys: the dispatcher, the footer, the help and the palette all read it.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::texts::{Text, Texts};

/// Something the agent can do by a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    Next,
    FieldAfter,
    FieldBefore,
    StepAfter,
    StepBefore,
    Back,
    Help,
    Hold,
    Cut,
    CallBack,
    Escalate,
    Search,
    Spell,
    Phrases,
    Finish,
    Outcome,
    Palette,
    Note,
    Consult,
    /// A complaint, a claim or a suggestion, without losing the place.
    Voice,
    /// The questions about the service, on a screen turned to the person.
    Evaluate,
    /// File this form and begin the next of the pile.
    NextForm,
    Abandon,
    Park,
    New,
    Other,
    Calls,
    Pending,
    OpenRow,
    Filter,
    Unfilter,
    Older,
    Quit,
    Correct,
    Reopen,
    /// Choose between the versions of an attention in conflict.
    Resolve,
    /// Search this station alone, or all.
    OwnStation,
    Redraw,
    Settings,
    /// Lock the screen at once.
    Lock,
    /// Hand the open work over to the next person.
    HandOver,
    /// Change one's own PIN or passphrase.
    ChangeSecret,
    /// The copy and the sheet of the day.
    EndDay,
}

/// Where a key counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Attention,
    Home,
    Search,
    History,
    /// Everywhere, below the screen's own.
    Everywhere,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Bind {
    pub code: KeyCode,
    pub control: bool,
    pub act: Act,
    pub scope: Scope,
    /// Whether the footer shows it, as room allows.
    pub footer: bool,
}

/// An act without a key of its own: the palette has it.
const fn keyless(scope: Scope, act: Act) -> Bind {
    key(scope, KeyCode::Null, act, false)
}

const fn key(scope: Scope, code: KeyCode, act: Act, footer: bool) -> Bind {
    Bind {
        code,
        control: false,
        act,
        scope,
        footer,
    }
}

const fn control(scope: Scope, letter: char, act: Act, footer: bool) -> Bind {
    Bind {
        code: KeyCode::Char(letter),
        control: true,
        act,
        scope,
        footer,
    }
}

use Scope::{Attention, Everywhere, History, Home, Search};

/// The table, for good: what a key does in one version it does in the next. The footer keeps this order.
pub const TABLE: &[Bind] = &[
    key(Attention, KeyCode::Enter, Act::Next, true),
    key(Attention, KeyCode::F(2), Act::Hold, true),
    key(Attention, KeyCode::F(3), Act::Cut, true),
    key(Attention, KeyCode::F(4), Act::CallBack, true),
    key(Attention, KeyCode::F(5), Act::Escalate, true),
    key(Attention, KeyCode::F(10), Act::Finish, true),
    control(Attention, 'f', Act::Finish, false),
    key(Attention, KeyCode::F(6), Act::Search, true),
    control(Attention, 'k', Act::Palette, true),
    key(Attention, KeyCode::F(9), Act::Phrases, true),
    control(Attention, 'n', Act::NextForm, true),
    key(Attention, KeyCode::F(7), Act::Spell, true),
    control(Attention, 'r', Act::Voice, true),
    control(Attention, 'e', Act::Evaluate, false),
    key(Attention, KeyCode::Tab, Act::FieldAfter, false),
    key(Attention, KeyCode::Down, Act::FieldAfter, false),
    key(Attention, KeyCode::BackTab, Act::FieldBefore, false),
    key(Attention, KeyCode::Up, Act::FieldBefore, false),
    key(Attention, KeyCode::PageDown, Act::StepAfter, false),
    key(Attention, KeyCode::PageUp, Act::StepBefore, false),
    key(Attention, KeyCode::Esc, Act::Back, false),
    keyless(Attention, Act::Note),
    keyless(Attention, Act::Consult),
    keyless(Attention, Act::Outcome),
    keyless(Attention, Act::Park),
    keyless(Attention, Act::Abandon),
    keyless(Attention, Act::Settings),
    keyless(Attention, Act::HandOver),
    keyless(Attention, Act::ChangeSecret),
    key(Home, KeyCode::Char('n'), Act::New, true),
    key(Home, KeyCode::Char('o'), Act::Other, true),
    key(Home, KeyCode::Char('c'), Act::Calls, true),
    key(Home, KeyCode::Char('p'), Act::Pending, true),
    key(Home, KeyCode::F(6), Act::Search, true),
    key(Home, KeyCode::Esc, Act::Quit, true),
    key(Home, KeyCode::Enter, Act::OpenRow, true),
    control(Home, 'k', Act::Palette, true),
    key(Home, KeyCode::Char('a'), Act::Settings, true),
    key(Home, KeyCode::Char('t'), Act::HandOver, true),
    keyless(Home, Act::ChangeSecret),
    key(Home, KeyCode::Char('f'), Act::EndDay, true),
    key(Search, KeyCode::Enter, Act::OpenRow, true),
    key(Search, KeyCode::Tab, Act::Filter, true),
    key(Search, KeyCode::BackTab, Act::Unfilter, false),
    control(Search, 'p', Act::OwnStation, false),
    key(Search, KeyCode::PageDown, Act::Older, false),
    key(Search, KeyCode::Esc, Act::Back, true),
    control(Search, 'k', Act::Palette, true),
    keyless(Search, Act::Settings),
    key(History, KeyCode::Char('n'), Act::Note, true),
    key(History, KeyCode::Char('c'), Act::Correct, true),
    key(History, KeyCode::Char('r'), Act::Reopen, true),
    key(History, KeyCode::Char('v'), Act::Resolve, false),
    key(History, KeyCode::F(7), Act::Spell, true),
    key(History, KeyCode::Esc, Act::Back, true),
    control(History, 'k', Act::Palette, true),
    keyless(History, Act::Settings),
    key(Everywhere, KeyCode::F(1), Act::Help, true),
    key(Everywhere, KeyCode::F(12), Act::Lock, true),
    control(Everywhere, 'l', Act::Redraw, false),
];

/// What a key does in a scope.
pub fn act(scope: Scope, event: KeyEvent) -> Option<Act> {
    let control = event.modifiers.contains(KeyModifiers::CONTROL)
        && !event.modifiers.contains(KeyModifiers::ALT);
    let code = match event.code {
        KeyCode::Char(c) => KeyCode::Char(c.to_ascii_lowercase()),
        // Some terminals send Shift+Tab as Tab with a modifier.
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        code => code,
    };
    TABLE
        .iter()
        .find(|b| {
            (b.scope == scope || b.scope == Everywhere)
                && b.has_key()
                && b.code == code
                && b.control == control
        })
        .map(|b| b.act)
}

/// The key of a box that knows letters: none where Ctrl or Alt is held, so that a letter is never taken by accident.
pub fn plain(event: KeyEvent) -> Option<KeyCode> {
    let held = event
        .modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    (!held).then_some(event.code)
}

/// The rows of a scope, its own first.
pub fn of(scope: Scope) -> impl Iterator<Item = &'static Bind> {
    TABLE
        .iter()
        .filter(move |b| b.scope == scope)
        .chain(TABLE.iter().filter(|b| b.scope == Everywhere))
}

/// The acts of a scope, each once, with every key that does it.
pub fn acts(scope: Scope, texts: &Texts) -> Vec<(Act, String)> {
    let mut acts: Vec<(Act, String)> = Vec::new();
    for bind in of(scope) {
        let name = bind.name(texts);
        match acts.iter_mut().find(|(act, _)| *act == bind.act) {
            Some((_, names)) if !name.is_empty() => {
                names.push_str(" · ");
                names.push_str(&name);
            }
            Some(_) => {}
            None => acts.push((bind.act, name)),
        }
    }
    acts
}

impl Bind {
    /// Whether a key does it; else only the palette.
    pub fn has_key(&self) -> bool {
        self.code != KeyCode::Null
    }

    /// The key's name as it is printed on it; nothing where it has none.
    pub fn name(&self, texts: &Texts) -> String {
        let keys = &texts.keys;
        let name = match self.code {
            KeyCode::F(n) => return format!("F{n}"),
            KeyCode::Char(c) if self.control => {
                return format!("{}+{}", keys.control, c.to_ascii_uppercase());
            }
            KeyCode::Char(c) => return c.to_ascii_uppercase().to_string(),
            KeyCode::Enter => &keys.enter,
            KeyCode::Esc => &keys.escape,
            KeyCode::Tab => &keys.tab,
            KeyCode::BackTab => &keys.backtab,
            KeyCode::PageDown => &keys.page_down,
            KeyCode::PageUp => &keys.page_up,
            KeyCode::Up => &keys.up,
            KeyCode::Down => &keys.down,
            _ => return String::new(),
        };
        name.to_string()
    }
}

impl Act {
    /// A word for the footer.
    pub fn word(self, texts: &Texts) -> &Text {
        &self.texts(texts).word
    }

    /// A sentence for the help and the palette.
    pub fn sentence(self, texts: &Texts) -> &Text {
        &self.texts(texts).sentence
    }

    fn texts(self, texts: &Texts) -> &crate::texts::ActWords {
        let a = &texts.acts;
        match self {
            Self::Next => &a.next,
            Self::FieldAfter => &a.field_after,
            Self::FieldBefore => &a.field_before,
            Self::StepAfter => &a.step_after,
            Self::StepBefore => &a.step_before,
            Self::Back => &a.back,
            Self::Help => &a.help,
            Self::Hold => &a.hold,
            Self::Cut => &a.cut,
            Self::CallBack => &a.call_back,
            Self::Escalate => &a.escalate,
            Self::Search => &a.search,
            Self::Spell => &a.spell,
            Self::Phrases => &a.phrases,
            Self::Finish => &a.finish,
            Self::Outcome => &a.outcome,
            Self::Palette => &a.palette,
            Self::Note => &a.note,
            Self::Consult => &a.consult,
            Self::Voice => &a.voice,
            Self::Evaluate => &a.evaluate,
            Self::NextForm => &a.next_form,
            Self::Abandon => &a.abandon,
            Self::Park => &a.park,
            Self::New => &a.new,
            Self::Other => &a.other,
            Self::Calls => &a.calls,
            Self::Pending => &a.pending,
            Self::OpenRow => &a.open_row,
            Self::Filter => &a.filter,
            Self::Unfilter => &a.unfilter,
            Self::Older => &a.older,
            Self::Quit => &a.quit,
            Self::Correct => &a.correct,
            Self::Reopen => &a.reopen,
            Self::Resolve => &a.resolve,
            Self::OwnStation => &a.own_station,
            Self::Redraw => &a.redraw,
            Self::Settings => &a.settings,
            Self::Lock => &a.lock,
            Self::HandOver => &a.hand_over,
            Self::ChangeSecret => &a.change_secret,
            Self::EndDay => &a.end_day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for (i, a) in TABLE.iter().enumerate() {
            for b in &TABLE[i + 1..] {
                let overlap = a.scope == b.scope || a.scope == Everywhere || b.scope == Everywhere;
                assert!(
                    !(overlap && a.has_key() && a.code == b.code && a.control == b.control),
                    "{a:?} {b:?}"
                );
            }
        }
    }

    #[test]
    fn a_key_that_nobody_has_does_nothing() {
        let null = KeyEvent::new(KeyCode::Null, KeyModifiers::NONE);
        for scope in [Attention, Home, Search, History] {
            assert_eq!(act(scope, null), None);
        }
    }

    #[test]
    fn alt_gr_is_not_control() {
        let at_sign = KeyEvent::new(
            KeyCode::Char('k'),
            KeyModifiers::CONTROL | KeyModifiers::ALT,
        );
        assert_eq!(act(Attention, at_sign), None);
        assert_eq!(
            act(
                Attention,
                KeyEvent::new(KeyCode::Char('k'), KeyModifiers::CONTROL)
            ),
            Some(Act::Palette)
        );
    }
}
