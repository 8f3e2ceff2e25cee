//! Who it is and with which secret: asked at the start, at a locked screen and where the work is handed over.

mod draw;

use chrono::{DateTime, Utc};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use uuid::Uuid;

use super::typed::Typed;
use super::{Input, Tone};
use crate::desk::{Answer, Door, DoorNews, Session};
use crate::journal::{
    DeviceKind, DeviceSecret, DeviceTrouble, PeopleError, RecoveryCode, Seat, Secret, UnlockError,
};
use crate::people::check_secret;
use crate::texts::{self, plain, texts};
use crate::ui::keys;
use crate::world::World;

pub(super) use draw::{GateView, hour};

/// What Esc does at a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaving {
    /// The program ends.
    Quit,
    /// Nobody leaves a locked screen.
    Never,
    /// Back to what was before.
    Back,
}

/// What is asked now.
enum Stage {
    /// What a copied disk lacks.
    Device,
    Secret,
    /// The code of the sealed envelope.
    Code,
    /// A new secret, typed twice, where the code is right.
    New(RecoveryCode),
}

/// The key file that is looked for; a wrong one would only be found again until somebody does something.
#[derive(PartialEq)]
enum Found {
    Unknown,
    Wrong,
}

/// The questions of a gate.
pub(super) struct Gate {
    stage: Stage,
    leaving: Leaving,
    /// Not among those who are asked: who hands over.
    without: Option<Uuid>,
    /// Who is chosen.
    who: Option<Uuid>,
    /// Whether letters choose among the people.
    in_list: bool,
    /// Letters typed to find somebody.
    ahead: String,
    typed: Typed,
    /// The new secret once more.
    again: Typed,
    in_again: bool,
    /// A try that runs on its thread.
    underway: Option<u64>,
    /// The key file was looked for without being asked: that it is not there yet is no news.
    quietly: bool,
    found: Found,
    said: Option<(Tone, String)>,
}

impl Gate {
    /// Asks everybody but `without`; the one who came last is chosen.
    pub(super) fn new(leaving: Leaving, without: Option<Uuid>, door: &Door) -> Self {
        let asked = |id: &Uuid| Some(*id) != without;
        let first = door.seats().iter().map(|s| s.person.id).find(asked);
        Self {
            stage: if door.wants().is_some() {
                Stage::Device
            } else {
                Stage::Secret
            },
            leaving,
            without,
            who: door.last().filter(asked).or(first),
            in_list: false,
            ahead: String::new(),
            typed: Typed::default(),
            again: Typed::default(),
            in_again: false,
            underway: None,
            quietly: false,
            found: Found::Unknown,
            said: None,
        }
    }

    /// Those who are asked.
    fn seats<'d>(&self, door: &'d Door) -> impl Iterator<Item = &'d Seat> + use<'d> {
        let without = self.without;
        door.seats()
            .iter()
            .filter(move |s| Some(s.person.id) != without)
    }

    fn seat<'d>(&self, door: &'d Door) -> Option<&'d Seat> {
        self.seats(door).find(|s| Some(s.person.id) == self.who)
    }

    /// Whether nobody else is enrolled.
    pub(super) fn is_empty(&self, door: &Door) -> bool {
        self.seats(door).next().is_none()
    }

    /// Whether the screen changes with the clock: somebody waits.
    pub(super) fn is_waiting(&self, door: &Door, now: DateTime<Utc>) -> bool {
        self.seat(door)
            .and_then(|s| s.wait_until)
            .is_some_and(|until| until > now)
    }

    /// Whether something runs that was asked for.
    fn is_trying(&self) -> bool {
        self.underway.is_some() && !self.quietly
    }

    /// Takes an input. Gives back whether it is left.
    pub(super) fn input(&mut self, input: &Input, door: &mut Door, now: DateTime<Utc>) -> bool {
        match input {
            Input::Key(key) => return self.key(*key, door, now),
            Input::Paste(text) if !self.is_trying() => {
                self.said = None;
                self.field().paste(text);
            }
            Input::Paste(_) => {}
            Input::Tick => {
                let usb = matches!(door.wants(), Some(DeviceKind::UsbFile { .. }));
                let asks = usb && matches!(self.stage, Stage::Device) && self.found != Found::Wrong;
                if asks && self.underway.is_none() && self.typed.is_empty() {
                    self.quietly = true;
                    self.underway = Some(door.look_for_file(None));
                }
            }
        }
        false
    }

    fn field(&mut self) -> &mut Typed {
        self.found = Found::Unknown;
        if self.in_again {
            &mut self.again
        } else {
            &mut self.typed
        }
    }

    fn key(&mut self, key: KeyEvent, door: &mut Door, now: DateTime<Utc>) -> bool {
        let control = key.modifiers == KeyModifiers::CONTROL;
        if self.is_trying() {
            // What was begun is waited for; leaving is always possible.
            return key.code == KeyCode::Esc && self.esc();
        }
        match key.code {
            KeyCode::Esc => return self.esc(),
            KeyCode::Char('r') if control && !matches!(self.stage, Stage::Device) => {
                self.begin(Stage::Code);
            }
            KeyCode::Char('u') if control => self.field().clear(),
            KeyCode::Up | KeyCode::Down if self.has_list() => {
                self.walk(key.code == KeyCode::Down, door);
            }
            KeyCode::Tab | KeyCode::BackTab => self.tab(),
            KeyCode::Enter => self.enter(door, now),
            KeyCode::Backspace if self.in_list => drop(self.ahead.pop()),
            KeyCode::Backspace => self.field().pop(),
            _ => {
                if let Some(KeyCode::Char(c)) = keys::plain(key) {
                    self.letter(c, door);
                }
            }
        }
        false
    }

    fn letter(&mut self, letter: char, door: &Door) {
        self.said = None;
        if !self.in_list {
            self.field().push(letter);
            return;
        }
        self.ahead.push(letter);
        let typed = plain(&self.ahead);
        let fits = |s: &&Seat| plain(&s.person.name).starts_with(&typed);
        if let Some(seat) = self.seats(door).find(fits) {
            self.choose(seat.person.id);
        } else {
            // What fits nobody begins anew with this letter.
            self.ahead.clear();
        }
    }

    fn choose(&mut self, who: Uuid) {
        if self.who != Some(who) {
            self.who = Some(who);
            self.typed.clear();
            self.again.clear();
        }
    }

    fn has_list(&self) -> bool {
        matches!(self.stage, Stage::Secret | Stage::New(_))
    }

    fn walk(&mut self, down: bool, door: &Door) {
        let all: Vec<Uuid> = self.seats(door).map(|s| s.person.id).collect();
        let here = all.iter().position(|id| Some(*id) == self.who).unwrap_or(0);
        let next = if down {
            (here + 1).min(all.len().saturating_sub(1))
        } else {
            here.saturating_sub(1)
        };
        if let Some(id) = all.get(next) {
            self.said = None;
            self.ahead.clear();
            self.choose(*id);
        }
    }

    fn tab(&mut self) {
        self.ahead.clear();
        match self.stage {
            Stage::Secret => self.in_list = !self.in_list,
            Stage::New(_) => self.in_again = !self.in_again,
            Stage::Device | Stage::Code => {}
        }
    }

    fn begin(&mut self, stage: Stage) {
        self.stage = stage;
        self.said = None;
        self.in_list = false;
        self.in_again = false;
        self.typed.clear();
        self.again.clear();
    }

    /// Gives back whether the gate is left.
    fn esc(&mut self) -> bool {
        self.underway = None;
        match self.stage {
            Stage::Code | Stage::New(_) => {
                self.begin(Stage::Secret);
                false
            }
            Stage::Device | Stage::Secret => {
                self.said = None;
                self.typed.clear();
                self.leaving != Leaving::Never
            }
        }
    }

    fn enter(&mut self, door: &mut Door, now: DateTime<Utc>) {
        self.said = None;
        self.found = Found::Unknown;
        if self.in_list {
            self.in_list = false;
            return;
        }
        match &self.stage {
            Stage::Device => self.bring(door),
            Stage::Secret => self.knock(door, now),
            Stage::Code => match RecoveryCode::parse(self.typed.text()) {
                Ok(code) => self.begin(Stage::New(code)),
                Err(code) => self.wrong(texts::bad_code(code)),
            },
            Stage::New(_) if !self.in_again => self.in_again = true,
            Stage::New(code) => {
                let code = code.clone();
                self.renew(code, door, now);
            }
        }
    }

    pub(super) fn wrong(&mut self, words: String) {
        self.said = Some((Tone::Wrong, words));
    }

    fn bring(&mut self, door: &mut Door) {
        match door.wants() {
            Some(DeviceKind::Passphrase) if !self.typed.is_empty() => {
                door.bring(DeviceSecret::passphrase(self.typed.take()));
                self.begin(Stage::Secret);
            }
            Some(DeviceKind::Passphrase) => {}
            Some(DeviceKind::UsbFile { .. }) => {
                let named = self.typed.text().trim();
                let named = (!named.is_empty()).then(|| named.into());
                self.quietly = false;
                self.underway = Some(door.look_for_file(named));
            }
            None => self.begin(Stage::Secret),
        }
    }

    fn knock(&mut self, door: &mut Door, now: DateTime<Utc>) {
        if self.typed.is_empty() {
            return self.wrong(texts().lock.empty.to_string());
        }
        // Who has to wait is told so without a try; what was typed stays.
        door.look_again(now);
        if self.is_waiting(door, now) {
            return;
        }
        let Some(who) = self.who else { return };
        let secret = Secret::new(self.typed.take());
        self.quietly = false;
        self.underway = door.knock(who, secret, now);
        if self.underway.is_none() {
            self.begin(Stage::Device);
        }
    }

    /// A new secret by the code, where it is typed twice the same and good enough.
    fn renew(&mut self, code: RecoveryCode, door: &mut Door, now: DateTime<Utc>) {
        let Some(seat) = self.seat(door).cloned() else {
            return;
        };
        let faulty = if self.typed.text() == self.again.text() {
            let checked = check_secret(self.typed.text(), &seat.person.name);
            checked.err().map(|why| texts::weak(why).to_owned())
        } else {
            Some(texts().lock.secret_other.to_string())
        };
        if let Some(words) = faulty {
            self.typed.clear();
            self.again.clear();
            self.in_again = false;
            return self.wrong(words);
        }
        self.again.clear();
        let secret = Secret::new(self.typed.take());
        self.quietly = false;
        self.underway = Some(door.recover(code, seat.person, secret, now));
    }

    /// Takes what came of a try. Gives back the session of who is let in.
    pub(super) fn answer(
        &mut self,
        answer: Answer,
        door: &mut Door,
        world: &World,
    ) -> Option<Session> {
        let now = world.machine_now();
        if self.underway != Some(answer.ticket) {
            return None;
        }
        self.underway = None;
        match answer.news {
            DoorNews::Opened(Ok(session)) | DoorNews::Renewed(Ok(session)) => {
                door.let_in(&session);
                return Some(session);
            }
            DoorNews::Opened(Err(refused)) => {
                door.look_again(now);
                if matches!(refused, UnlockError::Device(_)) {
                    door.forget_device();
                    self.found = Found::Wrong;
                    self.begin(Stage::Device);
                }
                // Whoever has to wait sees for how long.
                if !self.is_waiting(door, now) {
                    self.wrong(texts::unlock_error(&refused, world.zone()));
                }
            }
            DoorNews::Renewed(Err(error)) => {
                if matches!(error, PeopleError::Unlock(UnlockError::WrongCode)) {
                    self.begin(Stage::Code);
                }
                self.in_again = false;
                self.wrong(texts::people_error(&error, world.zone()));
            }
            DoorNews::Device(Ok(device)) => {
                door.bring(device);
                self.begin(Stage::Secret);
            }
            DoorNews::Device(Err(DeviceTrouble::NoFile { .. })) if self.quietly => {}
            DoorNews::Device(Err(trouble)) => {
                let error = UnlockError::Device(trouble);
                self.wrong(texts::unlock_error(&error, world.zone()));
            }
            DoorNews::Changed(_) => {}
        }
        None
    }
}
