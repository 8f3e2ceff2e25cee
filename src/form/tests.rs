//! What holds for every editor, and what each kind shows and answers.

mod each;
mod every;
mod later;

use chrono::{NaiveDate, NaiveDateTime};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::*;
use crate::identity::DocumentKind;
use crate::protocol::{Bounds, Choice, Days, Look, PlaceList};

/// Tuesday, 24 November 2026, 10:12.
fn cx() -> FormContext {
    let now: Option<NaiveDateTime> =
        NaiveDate::from_ymd_opt(2026, 11, 24).and_then(|d| d.and_hms_opt(10, 12, 0));
    FormContext {
        now: now.unwrap(),
        ascii: false,
    }
}

fn options(labels: &[&str]) -> Vec<Choice> {
    let choice = |label: &&str| Choice {
        id: crate::texts::plain(label),
        label: (*label).to_owned(),
    };
    labels.iter().map(choice).collect()
}

fn number(least: i64, most: i64, decimals: u8) -> Ask {
    Ask::Number(Bounds {
        least: Some(least),
        most: Some(most),
        decimals,
    })
}

fn date(past: bool, future: bool) -> Ask {
    Ask::Date(Days { past, future })
}

fn kinds() -> Vec<Ask> {
    let few = options(&["Consulta", "Reclamo", "Régimen", "Queja"]);
    vec![
        Ask::Text,
        Ask::Notes,
        Ask::YesNo,
        Ask::Choice(few.clone()),
        Ask::Choices(few),
        Ask::Document(vec![
            DocumentKind::Dni,
            DocumentKind::Ce,
            DocumentKind::None,
        ]),
        Ask::Phone,
        Ask::Email,
        number(0, 9999, 2),
        Ask::Number(Bounds {
            least: None,
            most: None,
            decimals: 4,
        }),
        date(true, true),
        date(true, false),
        date(false, true),
        Ask::Moment(Look::Ahead),
        Ask::Moment(Look::Back),
        Ask::Minutes(30),
        Ask::Rating(5),
        Ask::Place(None),
        Ask::Place(Some(PlaceList::Peru)),
        Ask::Checklist(options(&["Solicitud", "Copia del DNI", "Recibo", "Firma"])),
        Ask::Checklist(Vec::new()),
        Ask::Choice(Vec::new()),
        Ask::Choices(Vec::new()),
        Ask::Document(Vec::new()),
        Ask::Rating(10),
    ]
}

fn press(editor: &mut dyn Editor, code: KeyCode) -> Reaction {
    editor.key(KeyEvent::from(code), &cx())
}

fn control(editor: &mut dyn Editor, code: KeyCode) -> Reaction {
    editor.key(KeyEvent::new(code, KeyModifiers::CONTROL), &cx())
}

fn write(editor: &mut dyn Editor, text: &str) {
    for c in text.chars() {
        press(editor, KeyCode::Char(c));
    }
}

/// What an editor draws, row by row, and where the hardware cursor goes.
fn drawn(
    editor: &dyn Editor,
    width: u16,
    height: u16,
    focused: bool,
    ascii: bool,
) -> (Vec<String>, Option<Position>) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let mut cursor = None;
    let context = FormContext { ascii, ..cx() };
    terminal
        .draw(|frame| {
            let area = Rect::new(0, 0, width, height);
            let theme = Theme::named(crate::settings::ThemeName::Monochrome);
            cursor = editor.draw(frame, area, focused, &theme, &context);
        })
        .unwrap();
    let buffer = terminal.backend().buffer();
    let row = |y| {
        let mut row = String::new();
        let mut x = 0;
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += u16::try_from(view::columns(symbol).max(1)).unwrap();
        }
        row.trim_end().to_owned()
    };
    ((0..height).map(row).collect(), cursor)
}

fn shown(editor: &dyn Editor, width: u16) -> Vec<String> {
    drawn(editor, width, editor.height(width), false, false).0
}

fn open(editor: &dyn Editor, width: u16) -> (Vec<String>, Position) {
    let (rows, cursor) = drawn(editor, width, editor.open_height(width), true, false);
    (rows, cursor.unwrap())
}
