//! How a play starts the program: as the command does.

use std::sync::Arc;
use std::sync::mpsc::channel;

use ventanilla::desk::{Desk, Door, Session};
use ventanilla::screen::{App, Happening, Look, RecoverScreen, Screen};
use ventanilla::settings;
use ventanilla::world::World;

use super::{Play, people};

impl Play {
    /// Starts the program on the journal as it is, as the command does.
    pub(super) fn open(&mut self) {
        self.runs += 1;
        let (sender, happenings) = channel();
        self.happenings = happenings;
        let news = sender.clone();
        let copies = sender.clone();
        let answers = sender.clone();
        let on_ack = Box::new(move |ack| drop(sender.send(Happening::Ack(ack))));
        let on_news = Arc::new(move |sought| drop(news.send(Happening::Sought(sought))));
        let world = World::still(self.now, 100 + self.runs);
        let now = self.now.to_utc();
        let session = if people::are_enrolled(&self.paths) {
            people::session(&self.paths, &self.who, now)
        } else {
            Session::by_file(&self.paths).unwrap()
        };
        let on_answer = Arc::new(move |answer| drop(answers.send(Happening::Door(answer))));
        let mut door = Door::of(&self.paths, now, on_answer).unwrap();
        if let Some(door) = &mut door {
            door.let_in(&session);
        }
        let (mut desk, found) = Desk::start(session, world, on_ack, on_news).unwrap();
        desk.tell_copies(Arc::new(move |c| {
            drop(copies.send(Happening::Copied(Box::new(c))));
        }));
        assert!(found.warnings.is_empty(), "{:?}", found.warnings);
        let first: Option<Box<dyn Screen>> = if found.interrupted.is_empty() {
            None
        } else {
            Some(Box::new(RecoverScreen::new(found.interrupted)))
        };
        let look = Look {
            settings: self.settings.clone(),
            around: self.around,
            file: self.paths.data.join(settings::FILE),
        };
        let mut app = App::new(desk, look, first);
        if let Some(door) = door {
            app.keep_door(door);
        }
        self.app = Some(app);
        self.settle();
    }
}
