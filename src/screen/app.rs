//! The stack of screens over the desk: whatever happens reaches the one in front.

mod begin;
mod lock;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use chrono::Timelike;
use crossterm::event::{Event, KeyEventKind};
use ratatui::Frame;

use super::home::HomeScreen;
use super::locked::LockedScreen;
use super::slip::Slip;
use super::{Action, Cx, Input, Screen, Shared, View};
use crate::desk::{Answer, Desk};
use crate::journal::{Ack, Sought};
use crate::settings::{Bell, Keeper, Language, Settings};
use crate::ui::finish::finish;
use crate::ui::keys::Act;
use crate::ui::terminal;
use crate::ui::theme::{Surroundings, Theme};

/// Something that wakes the program.
#[derive(Debug)]
pub enum Happening {
    Terminal(Event),
    Ack(Ack),
    /// A search found something, or takes long.
    Sought(Sought),
    /// A copy was made, or was not.
    Copied(Box<crate::desk::Copied>),
    /// Somebody's secret was tried.
    Door(Answer),
    /// Asked to end, or the terminal is gone: save and leave.
    End,
}

/// The stack of screens over the desk.
pub struct App {
    pub desk: Desk,
    theme: Theme,
    shared: Shared,
    /// The home screen first, the one in front last.
    screens: Vec<Box<dyn Screen>>,
    /// Where what is chosen is kept.
    keeper: Keeper,
    /// The language chosen; another may be spoken while nobody changes it: by flag or variable.
    language: Language,
    slip: Slip,
    /// What stands over everything while the desk is locked.
    locked: Option<LockedScreen>,
    idle: lock::Idle,
    /// Whether anything in sight changed since the last frame.
    changed: bool,
    end: End,
}

/// How the program looks and sounds, and where that is kept.
#[derive(Debug, Clone)]
pub struct Look {
    pub settings: Settings,
    pub around: Surroundings,
    pub file: PathBuf,
}

/// Whether the program goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Running,
    /// The agent left.
    Left,
    /// It was asked to end from outside, or the terminal is gone.
    Interrupted,
}

impl App {
    /// The home screen, with `first` in front of it where there is something to ask before work begins.
    pub fn new(desk: Desk, look: Look, first: Option<Box<dyn Screen>>) -> Self {
        let mut screens: Vec<Box<dyn Screen>> = vec![Box::new(HomeScreen::default())];
        screens.extend(first);
        let idle = lock::Idle::new(desk.world.now());
        let theme = Theme::chosen(&look.settings, look.around);
        let language = look.settings.language;
        let shared = Shared {
            stale: true,
            settings: look.settings,
            around: look.around,
            ..Shared::default()
        };
        Self {
            desk,
            theme,
            shared,
            screens,
            keeper: Keeper::new(look.file),
            language,
            slip: Slip::default(),
            locked: None,
            idle,
            changed: true,
            end: End::Running,
        }
    }

    /// Puts a screen in front.
    pub fn push(&mut self, screen: Box<dyn Screen>) {
        self.screens.push(screen);
    }

    /// Says something in the notice line.
    pub fn warn(&mut self, text: String) {
        self.shared.notice = Some(super::Notice {
            text,
            tone: super::Tone::Wrong,
        });
    }

    /// Whether it was asked to end from outside.
    pub fn was_interrupted(&self) -> bool {
        self.end == End::Interrupted
    }

    /// Takes one happening.
    pub fn handle(&mut self, happening: Happening) {
        self.changed |= matches!(happening, Happening::Terminal(_));
        match happening {
            Happening::Terminal(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                self.is_used();
                self.shared.notice = None;
                if super::footer::is_redraw(key) {
                    self.shared.repaint = true;
                }
                let now = self.desk.world.now();
                if super::footer::is_lock(key) {
                    self.lock(false);
                } else if !self.slip.swallows(key, now) {
                    let boxed = self.is_box_in_front();
                    self.input(&Input::Key(key));
                    self.slip.after(key, boxed && !self.is_box_in_front(), now);
                }
            }
            Happening::Terminal(Event::Paste(text)) => {
                self.is_used();
                self.input(&Input::Paste(text));
            }
            Happening::Terminal(_) => {}
            Happening::Ack(ack) => {
                let failed = ack.result.is_err();
                let wrote_entries = ack.result.as_ref().is_ok_and(|tips| !tips.is_empty());
                self.shared.stale |= wrote_entries;
                let before = (self.desk.saving().at, self.desk.has_unsaved());
                let registered = self.desk.acknowledge(ack);
                // «guardado» tells seconds: most acknowledgements change nothing in sight.
                self.changed |= self.locked.is_some()
                    || before != (self.desk.saving().at, self.desk.has_unsaved());
                if let Some(number) = registered {
                    let text = crate::texts::texts()
                        .attention
                        .filed
                        .fill(&[("number", &number)]);
                    self.shared.notice = Some(super::Notice {
                        text,
                        tone: super::Tone::Good,
                    });
                }
                if failed || registered.is_some() {
                    self.input(&Input::Tick);
                }
            }
            Happening::Sought(sought) => {
                // What was overtaken by another question is nobody's any more.
                if self.desk.is_answer(&sought) {
                    self.changed = true;
                    self.shared.sought = Some(sought);
                    self.input(&Input::Tick);
                }
            }
            Happening::Copied(copied) => self.copied(*copied),
            Happening::Door(answer) => self.answered(answer),
            Happening::End => self.end = End::Interrupted,
        }
    }

    /// Hands over what has been typed for long enough. Nothing in sight changes by it.
    pub fn save_due(&mut self) {
        if let Err(denied) = self.desk.tick(Instant::now()) {
            self.changed = true;
            self.warn(crate::texts::denied(&denied, None));
        }
    }

    /// What is due by the clock: refreshing the figures, clocks, bells.
    pub fn tick(&mut self) {
        self.changed = true;
        let today = self.desk.local().date();
        // The figures are of the day: at midnight they are another's.
        self.shared.stale |= self.shared.day.replace(today) != Some(today);
        if self.shared.stale {
            self.shared.stale = false;
            match self.desk.home(&self.shared.home) {
                Ok(home) => self.shared.home = home,
                Err(denied) => self.warn(crate::texts::denied(&denied, None)),
            }
        }
        self.input(&Input::Tick);
        if self.is_hold_over() && self.shared.settings.bell == Bell::On {
            terminal::bell();
        }
        self.settings_kept();
        self.watch();
    }

    /// Says how keeping the settings ended: not before it is on the disk.
    fn settings_kept(&mut self) {
        let (tone, text) = match self.keeper.poll() {
            None => return,
            Some(Ok(())) => (
                super::Tone::Good,
                crate::texts::texts().settings.saved.to_string(),
            ),
            Some(Err(fault)) => (super::Tone::Wrong, crate::texts::settings_unsaved(&fault)),
        };
        self.shared.notice = Some(super::Notice { text, tone });
    }

    /// What was chosen in the settings is seen at once, and handed over to be kept once they are left.
    fn look(&mut self) {
        self.theme = Theme::chosen(&self.shared.settings, self.shared.around);
        if self.language != self.shared.settings.language {
            self.language = self.shared.settings.language;
            crate::texts::choose(self.language);
        }
        if std::mem::take(&mut self.shared.keep_settings) {
            self.keeper.keep(&self.shared.settings);
        }
    }

    fn is_box_in_front(&self) -> bool {
        self.screens.last().is_some_and(|s| s.is_box())
    }

    /// Whether the minutes promised have just passed: the bell that was announced rings once, whatever is on the screen.
    fn is_hold_over(&mut self) -> bool {
        let Some(front) = self.desk.front() else {
            return false;
        };
        let Some(hold) = &front.attention.hold else {
            return false;
        };
        let end = hold.since + chrono::TimeDelta::minutes(i64::from(hold.minutes));
        self.desk.world.now() >= end && self.shared.rung.replace(end) != Some(end)
    }

    fn input(&mut self, input: &Input) {
        if self.locked.is_some() {
            return self.at_lock(input);
        }
        let mut changed = self.pass(input);
        // Whatever is in front now brings itself in line with what happened before it is drawn. Two screens giving way to
        // one another without end would be a mistake of theirs; the bound keeps it from hanging.
        for _ in 0..8 {
            if !changed {
                break;
            }
            changed = self.pass(&Input::Tick);
        }
        self.look();
        if std::mem::take(&mut self.shared.wants_lock) {
            self.lock(false);
        }
    }

    /// Passes an input to the screen in front. Gives back whether another is in front now.
    fn pass(&mut self, input: &Input) -> bool {
        let Some(screen) = self.screens.last_mut() else {
            return false;
        };
        let mut cx = Cx {
            desk: &mut self.desk,
            theme: &self.theme,
            shared: &mut self.shared,
        };
        let action = screen.input(input, &mut cx);
        self.follow(action)
    }

    /// Does what a screen wants. Gives back whether another is in front now.
    fn follow(&mut self, action: Action) -> bool {
        match action {
            Action::Stay => return false,
            Action::Push(screen) => self.screens.push(screen),
            Action::Replace(screen) => {
                self.screens.pop();
                self.screens.push(screen);
            }
            Action::Pop => {
                self.screens.pop();
            }
            Action::Below(act) => {
                self.screens.pop();
                self.act(act);
            }
            Action::Home => self.screens.truncate(1),
            Action::Quit => self.end = End::Left,
        }
        if self.screens.is_empty() {
            self.end = End::Left;
        }
        true
    }

    /// Has the screen in front do an act of its table. It may have changed under a box: it brings itself in line first.
    fn act(&mut self, act: Act) {
        let Some(screen) = self.screens.last_mut() else {
            return;
        };
        let mut cx = Cx {
            desk: &mut self.desk,
            theme: &self.theme,
            shared: &mut self.shared,
        };
        let action = match screen.input(&Input::Tick, &mut cx) {
            Action::Stay => screen.act(act, &mut cx),
            other => other,
        };
        self.follow(action);
    }

    /// Draws the screen in front, and below a box what the box stands over.
    pub fn draw(&mut self, frame: &mut Frame) {
        if self.draw_lock(frame) {
            return;
        }
        let from = self.screens.iter().rposition(|s| !s.is_box()).unwrap_or(0);
        if from == 0 {
            // Its first frame, and whenever it has more room: what is in sight under a box too. What fails is said when
            // the screen is in front.
            self.shared.rows = usize::from(frame.area().height);
            let _said = super::home_lists::read(0, &self.desk, &mut self.shared);
        }
        let view = View {
            desk: &self.desk,
            theme: &self.theme,
            shared: &self.shared,
        };
        for screen in &mut self.screens[from..] {
            screen.draw(frame, &view);
        }
        finish(frame.buffer_mut(), &self.theme);
    }

    pub fn has_ended(&self) -> bool {
        self.end != End::Running
    }

    /// Whether the next frame has to repaint every cell; asked once a frame.
    pub(super) fn takes_repaint(&mut self) -> bool {
        std::mem::take(&mut self.shared.repaint)
    }

    /// Whether anything in sight changed since this was last asked.
    pub(super) fn takes_change(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Whether the figures of the home screen have to be read again.
    pub(super) fn is_stale(&self) -> bool {
        self.shared.stale
    }

    /// When the clock next has something to show: once a second while an attention is open, at the full minute otherwise.
    pub(super) fn next_tick(&self, ticked: Instant) -> Instant {
        let pace = if self.desk.front().is_some() || self.keeper.is_waiting() {
            1
        } else {
            60 - u64::from(self.desk.local().second().min(59))
        };
        let usual = ticked + Duration::from_secs(pace);
        let lock = self.next_lock_tick(ticked);
        lock.map_or(usual, |lock| lock.min(usual))
    }
}
