//! Beginning an attention: by the station's own protocol, or by another; by which channel, where there are several.

use ratatui::Frame;

use super::attention::AttentionScreen;
use super::choose::{Choices, Chosen};
use super::{Action, Cx, Input, Screen, View};
use crate::desk::{Denied, Desk, Library};
use crate::protocol::Channel;
use crate::settings::Settings;

/// Opens an attention by a protocol, or by the usual one; of several channels one is asked for first.
pub(super) fn start(protocol: Option<&str>, cx: &mut Cx) -> Action {
    let id = protocol.map_or_else(|| usual(cx.desk, &cx.shared.settings), str::to_owned);
    match cx.desk.protocol(&id) {
        Ok(pack) if pack.channels.len() > 1 => Action::Push(Box::new(ChannelBox {
            protocol: id,
            channels: pack.channels.clone(),
            choices: Choices::default(),
        })),
        Ok(_) => open(&id, None, cx),
        Err(denied) => {
            cx.deny(&denied);
            Action::Stay
        }
    }
}

fn open(protocol: &str, channel: Option<Channel>, cx: &mut Cx) -> Action {
    let opened = cx.desk.open(protocol, channel, None);
    if cx.done(&opened) {
        Action::Push(Box::new(AttentionScreen::default()))
    } else {
        Action::Stay
    }
}

/// The protocol chosen as the usual one while there is such a one; else the station's own.
pub(super) fn usual(desk: &Desk, settings: &Settings) -> String {
    let chosen = settings.protocol.as_deref();
    let known = chosen.filter(|id| desk.library().usable().any(|o| o.id == *id));
    known.unwrap_or(&desk.station().protocol).to_owned()
}

/// In place of the box that asked.
fn instead(action: Action) -> Action {
    match action {
        Action::Push(screen) => Action::Replace(screen),
        _ => Action::Pop,
    }
}

/// Which protocol to begin with.
#[derive(Default)]
pub(super) struct ProtocolBox {
    choices: Choices,
}

impl Screen for ProtocolBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        let offers = cx.desk.library().choices();
        match self.choices.key(*key, offers.len()) {
            Chosen::Nothing => Action::Stay,
            Chosen::Leave => Action::Pop,
            Chosen::Item(i) => {
                let (id, trouble) = (offers[i].id.clone(), offers[i].trouble.clone());
                if let Some(trouble) = trouble {
                    cx.deny(&Denied::Pack(trouble));
                    return Action::Pop;
                }
                instead(start(Some(&id), cx))
            }
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let items = items(cx.desk.library(), cx);
        self.choices
            .draw(frame, &cx.texts().home.protocols, "", &items, cx);
    }

    fn is_box(&self) -> bool {
        true
    }
}

/// The packs with what they are called, or that they cannot be used.
fn items(library: &Library, cx: &View) -> Vec<(String, String)> {
    let named = |o: &crate::desk::library::Offer| match o.trouble {
        None => o.title.clone(),
        Some(_) => cx.texts().home.broken_pack.to_string(),
    };
    let offers = library.choices().into_iter();
    offers.map(|o| (o.id.clone(), named(o))).collect()
}

/// By which channel it came.
struct ChannelBox {
    protocol: String,
    channels: Vec<Channel>,
    choices: Choices,
}

impl Screen for ChannelBox {
    fn input(&mut self, input: &Input, cx: &mut Cx) -> Action {
        let Input::Key(key) = input else {
            return Action::Stay;
        };
        match self.choices.key(*key, self.channels.len()) {
            Chosen::Nothing => Action::Stay,
            Chosen::Leave => Action::Pop,
            Chosen::Item(i) => instead(open(&self.protocol, Some(self.channels[i]), cx)),
        }
    }

    fn draw(&mut self, frame: &mut Frame, cx: &View) {
        let t = &cx.texts().channels;
        let items: Vec<(String, String)> = self
            .channels
            .iter()
            .map(|c| (t.name(*c).to_string(), String::new()))
            .collect();
        self.choices.draw(frame, &t.title, "", &items, cx);
    }

    fn is_box(&self) -> bool {
        true
    }
}
