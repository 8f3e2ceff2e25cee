//! `ventanilla`: the desk on the terminal.

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crossterm::event::{Event, KeyEventKind};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::{Failure, Outcome, descriptor, enter, init, output};
use crate::desk::{Denied, Desk, Door, Library, PackError, Session};
use crate::form::FormContext;
use crate::journal::{self, Paths};
use crate::protocol::Channel;
use crate::safe::clean_line;
use crate::screen::{
    self, App, Happening, Look, RecoverScreen, Screen, Setup, SetupScreen, WarningsBox,
};
use crate::settings::{self, Settings};
use crate::texts::{self, texts};
use crate::ui::terminal;
use crate::ui::theme::{Surroundings, Theme};
use crate::world::World;

/// Where the desk begins.
pub(super) enum Begin {
    Home,
    Attention {
        protocol: Option<String>,
        channel: Option<Channel>,
        document: Option<String>,
        phone: Option<String>,
    },
}

/// Runs the desk until the agent leaves; the first run asks its questions before.
pub(super) fn run(paths: &Paths, begin: Begin) -> Outcome {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(Failure::Usage(texts().cli.usage.no_terminal.to_string()));
    }
    let mut library = Library::open(&paths.data);
    library.check();
    // What would fail is said before the screen is taken.
    if let Begin::Attention {
        protocol: Some(id), ..
    } = &begin
    {
        library.protocol(id).map_err(Denied::from)?;
    }
    let (look, unread) = look(paths);
    let first_run = journal::is_first_run(paths).map_err(Denied::from)?;
    if first_run && !ask_station(paths, library, &look)? {
        return Ok(());
    }
    let world = init::world()?;
    let (sender, happenings) = channel();
    let answers = sender.clone();
    let on_answer = Arc::new(move |answer| {
        let _gone = answers.send(Happening::Door(answer));
    });
    let mut door = Door::of(paths, world.machine_now(), on_answer)?;
    let mut terminal = None;
    let session = match &mut door {
        None => enter::session(paths)?,
        // Handed over by whoever starts the desk: nobody has to type anything.
        Some(door) if descriptor::is_given() => {
            let session = enter::session(paths)?;
            // What was brought opens the locked screen too.
            door.let_in(&session);
            session
        }
        Some(door) => {
            let terminal = terminal.insert(terminal::take()?);
            listen(&sender)?;
            match come_in(door, &look, &world, terminal, &happenings)? {
                Some(session) => session,
                None => return Ok(()),
            }
        }
    };
    let acks = sender.clone();
    let on_ack = Box::new(move |ack| {
        // Nobody listens any more once the loop has ended.
        let _gone = acks.send(Happening::Ack(ack));
    });
    let news = sender.clone();
    let on_news = Arc::new(move |sought| {
        let _gone = news.send(Happening::Sought(sought));
    });
    let on_update = || output::complain(&texts().copies.updating);
    let started = Desk::start_telling(session, world, on_ack, on_news, &on_update);
    if started.is_err() {
        // What is said of it is for the shell's screen.
        terminal::give_back();
    }
    let (mut desk, found) = started?;
    let copies = sender.clone();
    desk.tell_copies(Arc::new(move |copied| {
        let _gone = copies.send(Happening::Copied(Box::new(copied)));
    }));
    let zone = desk.world.zone();
    let first: Option<Box<dyn Screen>> = if found.interrupted.is_empty() {
        None
    } else {
        Some(Box::new(RecoverScreen::new(found.interrupted)))
    };
    let asked = first.is_some();
    let mut app = App::new(desk, look, first);
    if let Some(door) = door {
        app.keep_door(door);
    }
    if let Some(words) = unread {
        app.warn(words);
    }
    if !asked {
        attend(&mut app, begin);
    }
    tell(&mut app, found.warnings, &found.packs, zone);
    let mut terminal = if let Some(terminal) = terminal {
        terminal
    } else {
        let taken = terminal::take()?;
        listen(&sender)?;
        taken
    };
    let ran = catch_unwind(AssertUnwindSafe(|| {
        screen::run(&mut app, &mut terminal, &happenings)
    }));
    terminal::give_back();
    let interrupted = app.was_interrupted();
    // After a failure of the program too: whatever was typed is handed to the disk before it ends.
    let closed = app.desk.close(interrupted || !matches!(ran, Ok(Ok(()))));
    match ran {
        // The hook has said what there is to say.
        Err(_) => std::process::exit(3),
        Ok(ran) => {
            closed?;
            if interrupted {
                output::complain(&texts().cli.said.interrupted);
                return Ok(());
            }
            Ok(ran?)
        }
    }
}

/// Asks who is at the keys, where people are enrolled; `None` where nobody came in and nothing was opened.
fn come_in(
    door: &mut Door,
    look: &Look,
    world: &World,
    terminal: &mut terminal::Screen,
    happenings: &Receiver<Happening>,
) -> Result<Option<Session>, Failure> {
    if let Some(file) = enter::key_said() {
        door.look_at(file);
    }
    let theme = Theme::chosen(&look.settings, look.around);
    let session = screen::unlock(door, theme, world, terminal, happenings);
    if !matches!(session, Ok(Some(_))) {
        terminal::give_back();
    }
    Ok(session?)
}

/// Goes straight into an attention, where that is how the desk begins.
fn attend(app: &mut App, begin: Begin) {
    if let Begin::Attention {
        protocol,
        channel,
        document,
        phone,
    } = begin
    {
        app.attend(
            protocol.as_deref(),
            channel,
            document.as_deref(),
            phone.as_deref(),
        );
    }
}

/// Tells what opening found: lost entries before a wrong clock, then packs that cannot be used.
fn tell(
    app: &mut App,
    mut warnings: Vec<journal::Warning>,
    packs: &[PackError],
    zone: chrono::FixedOffset,
) {
    warnings.sort_by_key(|w| !matches!(w, journal::Warning::BehindMark(_)));
    let warned = warnings.iter().map(|w| texts::warning(w, zone));
    let packs = packs.iter().map(texts::own_pack);
    let words: Vec<String> = warned.chain(packs).collect();
    if !words.is_empty() {
        app.push(Box::new(WarningsBox::new(words)));
    }
}

/// Starts the threads that pass keys and signals on.
fn listen(sender: &Sender<Happening>) -> io::Result<()> {
    let keys = sender.clone();
    thread::Builder::new()
        .name("keys".into())
        .spawn(move || screen::read_terminal(&keys))?;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    let sender = sender.clone();
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            if signals.forever().next().is_some() {
                let _gone = sender.send(Happening::End);
            }
        })?;
    Ok(())
}

/// The questions of the first run. Gives back whether there is a journal now.
fn ask_station(paths: &Paths, library: Library, look: &Look) -> Result<bool, Failure> {
    let world = init::world()?;
    let mut screen = SetupScreen::new(library);
    let theme = Theme::chosen(&look.settings, look.around);
    let mut terminal = terminal::take()?;
    let made = loop {
        let form = FormContext {
            now: world.local(),
            ascii: theme.ascii,
        };
        terminal.draw(|frame| screen.draw(frame, &theme, &form))?;
        match crossterm::event::read() {
            Ok(Event::Key(key)) if key.kind != KeyEventKind::Release => {
                match screen.key(key, &form) {
                    Setup::Stay => {}
                    Setup::Leave => break false,
                    Setup::Ready(station) => match init::create(paths, &station) {
                        Ok(()) => break true,
                        Err(Failure::No(words) | Failure::Usage(words) | Failure::World(words)) => {
                            screen.fail(words);
                        }
                    },
                }
            }
            Ok(Event::Paste(text)) => screen.paste(&clean_line(&text), &form),
            Ok(_) => {}
            // The terminal is gone: there is nobody to ask.
            Err(_) => break false,
        }
    };
    terminal::give_back();
    Ok(made)
}

/// What was chosen for this station, and in words why it cannot be read: then the defaults hold.
fn look(paths: &Paths) -> (Look, Option<String>) {
    let file = paths.data.join(settings::FILE);
    let (settings, unread) = match settings::read(&file) {
        Ok(settings) => (settings, None),
        Err(fault) => (Settings::default(), Some(texts::settings_unread(&fault))),
    };
    let look = Look {
        settings,
        around: Surroundings::from_environment(),
        file,
    };
    (look, unread)
}
