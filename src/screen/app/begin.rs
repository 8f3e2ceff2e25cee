//! Straight into an attention, as the command line asks.

use super::super::Input;
use super::super::attention::AttentionScreen;
use super::App;
use crate::attention::Command;
use crate::identity::{Document, DocumentKind};
use crate::protocol::{Answer, Channel, keys};
use crate::safe::clean_line;

impl App {
    /// Begins with an attention, with what the command line knows of the person on the form.
    pub fn attend(
        &mut self,
        protocol: Option<&str>,
        channel: Option<Channel>,
        document: Option<&str>,
        phone: Option<&str>,
    ) {
        let usual = super::super::begin::usual(&self.desk, &self.shared.settings);
        let id = protocol.unwrap_or(&usual).to_owned();
        let document = document.map(|n| {
            (
                keys::DOCUMENT,
                Answer::Document(Document::new(DocumentKind::Dni, &clean_line(n))),
            )
        });
        let phone = phone.map(|n| (keys::PHONE, Answer::Text(clean_line(n).into_owned())));
        let given = document.into_iter().chain(phone);
        let opened = self.desk.open(&id, channel, None).and_then(|()| {
            let mut given = given;
            given.try_for_each(|(field, answer)| {
                self.desk.act(Command::Answer {
                    field: field.to_owned(),
                    answer,
                })
            })
        });
        match opened {
            Ok(()) => {
                self.screens.push(Box::new(AttentionScreen::default()));
                self.input(&Input::Tick);
            }
            Err(denied) => self.warn(crate::texts::denied(&denied, None)),
        }
    }
}
