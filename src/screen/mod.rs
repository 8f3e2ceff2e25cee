//! One file a screen. A screen keeps its own cursor and scroll; what it wants done it asks of the desk, and where to go
//! next it answers with an [`Action`]: it never holds the stack.

mod allowed;
mod app;
mod attention;
mod begin;
mod call;
mod callback;
mod choose;
mod correct;
mod cut;
mod day;
mod end_of_day;
mod evaluation;
mod farewell;
mod fields;
mod footer;
mod gate;
mod help;
mod history;
mod history_versions;
mod hold;
mod home;
mod home_lists;
mod layout;
mod locked;
mod missing;
mod outcome;
mod palette;
mod phrases;
mod prompt_box;
mod quit;
mod recover;
mod run;
mod search;
mod search_filters;
mod search_rows;
mod search_values;
mod secret;
mod settings;
mod setup;
mod shift;
mod slip;
mod slots;
mod spell;
mod steps;
mod title;
mod typed;
mod unlock;
mod warnings;

pub use app::{App, Happening, Look};
pub use recover::RecoverScreen;
pub use run::{read_terminal, run};
pub use setup::{Setup, SetupScreen, station};
pub use unlock::{Unlock, UnlockScreen, unlock};
pub use warnings::WarningsBox;

use crossterm::event::KeyEvent;
use ratatui::Frame;

use crate::desk::{Answer, Denied, Desk, Door, Home};
use crate::form::FormContext;
use crate::settings::Settings;
use crate::texts::{self, Texts, texts};
use crate::ui::keys::{Act, Scope};
use crate::ui::theme::{Surroundings, Theme};

/// Something that reaches the screen in front.
#[derive(Debug, Clone)]
pub enum Input {
    Key(KeyEvent),
    /// One input, however long; it never submits.
    Paste(String),
    /// A second passed, or what is on disk changed.
    Tick,
}

/// What a screen wants after an input.
pub enum Action {
    Stay,
    Push(Box<dyn Screen>),
    /// This screen gives way to another.
    Replace(Box<dyn Screen>),
    Pop,
    /// This box is left, and the screen below does an act of its table.
    Below(Act),
    /// Back to the home screen, closing whatever is above it.
    Home,
    Quit,
}

/// A screen or a box over one.
pub trait Screen {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action;

    fn draw(&mut self, frame: &mut Frame, cx: &View);

    /// A box leaves the screen below in sight.
    fn is_box(&self) -> bool {
        false
    }

    /// Which keys of the table count here; boxes say their own.
    fn scope(&self) -> Option<Scope> {
        None
    }

    /// Does an act of its table, by key or from the palette. Boxes have none.
    fn act(&mut self, _act: Act, _cx: &mut Cx) -> Action {
        Action::Stay
    }
}

/// The acts that are the same on every screen with a table.
fn common(act: Act, scope: Scope, cx: &mut Cx) -> Action {
    match act {
        Act::Help => Action::Push(Box::new(help::HelpScreen::new(scope))),
        Act::Palette => Action::Push(Box::new(palette::PaletteBox::new(scope, &[], cx))),
        Act::Settings => Action::Push(Box::new(settings::SettingsBox::new(cx))),
        Act::Lock => {
            cx.shared.wants_lock = true;
            Action::Stay
        }
        Act::HandOver => shift::open(cx),
        Act::ChangeSecret => secret::open(cx),
        Act::Redraw => {
            cx.shared.repaint = true;
            Action::Stay
        }
        _ => Action::Stay,
    }
}

/// What a screen may use while it answers an input.
pub struct Cx<'a> {
    pub desk: &'a mut Desk,
    pub theme: &'a Theme,
    pub shared: &'a mut Shared,
}

/// What a screen may look at while it draws.
pub struct View<'a> {
    pub desk: &'a Desk,
    pub theme: &'a Theme,
    pub shared: &'a Shared,
}

/// What all screens show: the strip of promises, one line of notice.
#[derive(Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a wish of its own, to be done before the next frame"
)]
pub struct Shared {
    pub notice: Option<Notice>,
    pub home: Home,
    /// Most rows that a list has room for.
    pub rows: usize,
    /// The home figures have to be read again.
    pub stale: bool,
    /// The end of a hold for which the bell has rung.
    pub rung: Option<chrono::DateTime<chrono::Utc>>,
    /// The day whose figures are shown.
    pub day: Option<chrono::NaiveDate>,
    pub settings: Settings,
    pub around: Surroundings,
    /// What was chosen has to be kept on the disk.
    pub keep_settings: bool,
    /// Whether the next frame repaints every cell.
    pub repaint: bool,
    /// Acts chosen from the palette, the last one first.
    pub recent: Vec<Act>,
    /// What became of a copy, until its screen takes it.
    pub copied: Option<crate::desk::Copied>,
    /// What a search found, until its screen takes it.
    pub sought: Option<crate::journal::Sought>,
    /// The door, where people are enrolled.
    pub door: Option<Door>,
    /// What came of a try at the door, for the screen that asked.
    pub answered: Option<Answer>,
    /// The screen is to be locked.
    pub wants_lock: bool,
}

/// One line for the agent, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub text: String,
    pub tone: Tone,
}

/// How a notice sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Wrong,
}

impl Cx<'_> {
    pub fn texts(&self) -> &'static Texts {
        texts()
    }

    /// Says something in the notice line.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.shared.notice = Some(Notice {
            text: text.into(),
            tone,
        });
    }

    /// Says why something did not happen, in words.
    pub fn deny(&mut self, denied: &Denied) {
        let protocol = self.desk.front().map(|f| f.protocol.clone());
        self.say(Tone::Wrong, texts::denied(denied, protocol.as_deref()));
    }

    /// Says why something did not happen, if it did not. Gives back whether it did.
    pub fn done(&mut self, result: &Result<(), Denied>) -> bool {
        if let Err(denied) = result {
            self.deny(denied);
        }
        result.is_ok()
    }

    pub fn form(&self) -> FormContext {
        FormContext {
            now: self.desk.local(),
            ascii: self.theme.ascii,
        }
    }
}

impl View<'_> {
    pub fn texts(&self) -> &'static Texts {
        texts()
    }

    /// The words for the person spoken to, in the language of the protocol in front.
    pub fn spoken(&self) -> &'static Texts {
        self.desk
            .front()
            .map_or_else(texts, |f| texts::spoken(&f.protocol))
    }

    pub fn form(&self) -> FormContext {
        FormContext {
            now: self.desk.local(),
            ascii: self.theme.ascii,
        }
    }

    /// A sign, or its twin on a bare console.
    pub fn sign(&self, sign: &'static str, twin: &'static str) -> &'static str {
        if self.theme.ascii { twin } else { sign }
    }
}
