//! Locking the screen, by a key or by itself, and who is let in again.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use ratatui::Frame;

use super::super::locked::LockedScreen;
use super::super::{Input, Notice, Tone, View, end_of_day, secret};
use super::App;
use crate::desk::{Answer, Copied, Door, DoorNews, Entered, Home, Session};
use crate::texts::texts;
use crate::ui::finish::finish;

/// How long before it locks by itself this is said.
const ANNOUNCED: Duration = Duration::from_secs(30);

/// Since when no key was pressed, by the office's clock and by the machine's steady one: a clock that is set back keeps
/// nothing open.
pub(super) struct Idle {
    at: DateTime<Utc>,
    steady: Instant,
}

impl Idle {
    pub(super) fn new(now: DateTime<Utc>) -> Self {
        Self {
            at: now,
            steady: Instant::now(),
        }
    }

    fn since(&self, now: DateTime<Utc>) -> Duration {
        let by_clock = (now - self.at).to_std().unwrap_or_default();
        by_clock.max(self.steady.elapsed())
    }
}

impl App {
    /// Keeps the door through which the journal was opened: to lock the screen and to hand it over.
    pub fn keep_door(&mut self, door: Door) {
        self.shared.door = Some(door);
    }

    /// A key was pressed or something pasted.
    pub(super) fn is_used(&mut self) {
        self.idle = Idle::new(self.desk.world.now());
    }

    /// Locks the screen; where nobody is enrolled it is said what is missing for it.
    pub(super) fn lock(&mut self, by_itself: bool) {
        if self.locked.is_some() {
            return;
        }
        self.shared.notice = None;
        if let Err(denied) = self.desk.lock(by_itself) {
            return self.warn(crate::texts::denied(&denied, None));
        }
        let Some(door) = &mut self.shared.door else {
            return;
        };
        door.look_again(self.desk.world.machine_now());
        let (by, at) = (self.desk.agent(), self.desk.local());
        self.locked = Some(LockedScreen::new(by, at, by_itself, door));
        self.shared.sought = None;
        self.changed = true;
    }

    /// Passes an input to the questions of the locked screen.
    pub(super) fn at_lock(&mut self, input: &Input) {
        let now = self.desk.world.machine_now();
        if let (Some(locked), Some(door)) = (&mut self.locked, &mut self.shared.door) {
            locked.gate.input(input, door, now);
        }
    }

    /// Takes what came of a try: at the locked screen, or on the screen in front that asked for it.
    pub(super) fn answered(&mut self, answer: Answer) {
        self.changed = true;
        if let (Some(locked), Some(door)) = (&mut self.locked, &mut self.shared.door) {
            if matches!(answer.news, DoorNews::Changed(_)) {
                // Asked for before it was locked: for who comes in. A session that was asked for then is nobody's.
                self.shared.answered = Some(answer);
            } else if let Some(session) = locked.gate.answer(answer, door, &self.desk.world) {
                self.let_in(session);
            }
            return;
        }
        self.shared.answered = Some(answer);
        self.hand_on(None);
    }

    /// Takes what became of a copy. While it is locked it waits for who comes in.
    pub(super) fn copied(&mut self, copied: Copied) {
        (self.changed, self.shared.stale) = (true, true);
        self.desk.copied(&copied);
        self.shared.copied = Some(copied);
        if self.locked.is_none() {
            self.hand_on(None);
        }
    }

    /// Hands on what came of things done beside the screen: to the screen in front, or as a notice where it is none of its
    /// business. `before` is who asked for it, where somebody else took over.
    fn hand_on(&mut self, before: Option<&str>) {
        if self.shared.answered.is_some() || self.shared.copied.is_some() {
            self.input(&Input::Tick);
            secret::tell(&mut self.shared, self.desk.world.zone(), before);
            end_of_day::tell(&mut self.shared);
        }
    }

    /// Somebody's secret was right: everything is where it was for who had locked, and the home screen for anybody else.
    fn let_in(&mut self, session: Session) {
        self.is_used();
        let before = self.desk.agent().to_owned();
        match self.desk.enter(session) {
            Ok(Entered::Returned) => {
                self.locked = None;
                self.hand_on(None);
            }
            Ok(Entered::TookOver) => {
                self.locked = None;
                self.screens.truncate(1);
                // What the one before might see may be nothing for this one.
                self.shared.home = Home::default();
                self.shared.stale = true;
                let text = texts().lock.took_over.fill(&[("name", &self.desk.agent())]);
                self.shared.notice = Some(Notice {
                    text,
                    tone: Tone::Good,
                });
                self.tick();
                self.hand_on(Some(&before));
            }
            Err(denied) => {
                let words = crate::texts::denied(&denied, None);
                if let Some(locked) = &mut self.locked {
                    locked.gate.wrong(words);
                }
            }
        }
    }

    /// What is left until it locks by itself; `None` where it does not.
    fn idle_left(&self) -> Option<Duration> {
        let minutes = self.shared.settings.lock_after.0;
        if minutes == 0 || self.locked.is_some() || self.shared.door.is_none() {
            return None;
        }
        let most = Duration::from_secs(u64::from(minutes) * 60);
        Some(most.saturating_sub(self.idle.since(self.desk.world.now())))
    }

    /// Locks when nobody has touched a key for long enough, and says so before.
    pub(super) fn watch(&mut self) {
        match self.idle_left() {
            Some(Duration::ZERO) => self.lock(true),
            Some(left) if left <= ANNOUNCED => {
                let seconds = left.as_millis().div_ceil(1000);
                let text = texts().lock.soon.of(u64::try_from(seconds).unwrap_or(0));
                let tone = Tone::Wrong;
                self.shared.notice = Some(Notice { text, tone });
            }
            _ => {}
        }
    }

    /// When the lock next has something to show or to do, where it has.
    pub(super) fn next_lock_tick(&self, ticked: Instant) -> Option<Instant> {
        let second = ticked + Duration::from_secs(1);
        if let (Some(locked), Some(door)) = (&self.locked, &self.shared.door) {
            let now = self.desk.world.machine_now();
            return locked.gate.is_waiting(door, now).then_some(second);
        }
        let left = self.idle_left()?;
        Some(match left.checked_sub(ANNOUNCED) {
            Some(quiet) if quiet > Duration::ZERO => Instant::now() + quiet,
            _ => second,
        })
    }

    /// Draws the locked screen, where it is locked. Nothing of what lies below is drawn.
    pub(super) fn draw_lock(&self, frame: &mut Frame) -> bool {
        let (Some(locked), Some(door)) = (&self.locked, &self.shared.door) else {
            return false;
        };
        let view = View {
            desk: &self.desk,
            theme: &self.theme,
            shared: &self.shared,
        };
        locked.draw(frame, door, &view);
        finish(frame.buffer_mut(), &self.theme);
        true
    }
}
