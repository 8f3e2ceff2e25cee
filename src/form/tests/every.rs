//! What holds for every editor, whatever is typed.

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

#[derive(Debug, Clone)]
enum Input {
    Key(KeyEvent),
    Paste(String),
    Leave,
    Draw(u16, u16),
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z0-9 ,/:]{0,12}",
        "\\PC{0,12}",
        // Marks, joiners, flags, wide letters, escapes, and letters that change their number of bytes in capitals.
        proptest::collection::vec(
            prop_oneof![
                Just("\u{301}"),
                Just("e"),
                Just("\n"),
                Just("\r\n"),
                Just("\u{1b}[31m"),
                Just("\u{200d}"),
                Just("🇵"),
                Just("🇪"),
                Just("日"),
                Just("👩🏽"),
                Just("ΐ"),
                Just("ß"),
                Just("각"),
                Just("\u{1100}"),
                Just("\u{1161}"),
                Just("\u{600}"),
                Just("\u{202e}"),
                Just(" "),
                Just("\u{ff9e}"),
                Just("\u{fe0f}"),
                Just("❤"),
                Just("\u{9b}"),
            ],
            0..12,
        )
        .prop_map(|parts| parts.concat()),
    ]
}

fn input() -> impl Strategy<Value = Input> {
    let code = prop_oneof![
        6 => any::<char>().prop_map(KeyCode::Char),
        12 => prop::char::range(' ', '~').prop_map(KeyCode::Char),
        6 => prop::sample::select(vec!['\u{301}', '日', '🇵', '🇪', 'ñ', '\u{200d}', '\u{1161}', '\u{1100}']).prop_map(KeyCode::Char),
        12 => prop::sample::select(vec![
            KeyCode::Backspace, KeyCode::Delete, KeyCode::Left, KeyCode::Right, KeyCode::Home, KeyCode::End,
            KeyCode::Up, KeyCode::Down, KeyCode::Tab, KeyCode::Esc, KeyCode::F(2),
        ]),
    ];
    let modifiers = prop::sample::select(vec![
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL | KeyModifiers::ALT,
    ]);
    prop_oneof![
        12 => (code, modifiers).prop_map(|(code, modifiers)| Input::Key(KeyEvent::new(code, modifiers))),
        3 => text().prop_map(Input::Paste),
        1 => Just(Input::Leave),
        // What dates, numbers and places are made of, which chance seldom puts together.
        4 => prop::sample::select(vec![
            "ayer", "mañana", "lunes ", "9", "24/11", "/2026", "hace 3 días", " 16:30", "1.250", ",50", "S/ ", "-",
            "chota", " caj", "lima", "santa rosa", "ñ", "0", "@", ".pe",
        ])
        .prop_map(|text| Input::Paste(text.to_owned())),
        2 => (0u16..30, 0u16..4).prop_map(|(width, height)| Input::Draw(width, height)),
    ]
}

fn is_boundary(text: &str, cursor: u32) -> bool {
    let mut chars = 0;
    let mut ends = text.graphemes(true).map(|g| {
        chars += g.chars().count();
        chars
    });
    cursor == 0 || ends.any(|end| end == cursor as usize)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_typing_is_kept_shown_and_restored(
        kind in 0..kinds().len(),
        may_decline in any::<bool>(),
        inputs in prop::collection::vec(input(), 0..40),
        (width, height) in (1u16..70, 1u16..9),
    ) {
        let ask = &kinds()[kind];
        let may_decline = may_decline && ask.can_be_declined();
        let mut editor = editor(ask, may_decline, None);
        for input in inputs {
            let before = editor.answer(&cx());
            match input {
                Input::Key(key) => {
                    let reaction = editor.key(key, &cx());
                    if reaction != Reaction::Changed {
                        prop_assert_eq!(editor.answer(&cx()), before);
                    }
                }
                Input::Paste(text) => {
                    editor.paste(&text, &cx());
                }
                Input::Leave => editor.leave(&cx()),
                Input::Draw(width, height) => {
                    let (_, cursor) = drawn(&*editor, width.max(1), height.max(1), true, true);
                    prop_assert!(cursor.is_some());
                }
            }
            let answer = editor.answer(&cx());
            if let (Answer::Text(text), Ask::Text | Ask::Notes | Ask::Phone | Ask::Email | Ask::Place(None)) = (&answer, ask) {
                prop_assert!(is_boundary(text, editor.cursor()), "{:?} {}", text, editor.cursor());
            }
            let mut again = super::super::editor(ask, may_decline, Some(&answer));
            again.set_cursor(editor.cursor());
            prop_assert_eq!(&again.answer(&cx()), &answer);
            if matches!(ask, Ask::Text | Ask::Notes | Ask::YesNo | Ask::Choice(_) | Ask::Choices(_) | Ask::Checklist(_) | Ask::Rating(_)) {
                prop_assert_eq!(again.cursor(), editor.cursor());
            }
        }
        for focused in [true, false] {
            let (rows, cursor) = drawn(&*editor, width, height, focused, false);
            prop_assert!(!rows.concat().contains(char::is_control));
            prop_assert_eq!(cursor.is_some(), focused);
            if let Some(cursor) = cursor {
                prop_assert!(cursor.x < width && cursor.y < height);
            }
            prop_assert!(editor.height(width) >= 1 && editor.open_height(width) >= 1);
        }
        let _ = editor.hint(&cx());
    }
}

#[test]
fn keys_that_are_the_screens_are_left_to_it() {
    for ask in kinds() {
        let mut editor = build(&ask, None);
        for code in [
            KeyCode::Enter,
            KeyCode::Tab,
            KeyCode::BackTab,
            KeyCode::Esc,
            KeyCode::F(1),
            KeyCode::Up,
            KeyCode::Down,
        ] {
            if code == KeyCode::Down && matches!(ask, Ask::Checklist(_)) {
                // Points stand one below the other, and down leads through them.
                continue;
            }
            assert_eq!(press(&mut *editor, code), Reaction::Ignored, "{ask:?}");
        }
        for c in ['k', 'f', 'c', 't'] {
            let reaction = control(&mut *editor, KeyCode::Char(c));
            assert_eq!(reaction, Reaction::Ignored, "{ask:?} Ctrl+{c}");
            let alt = KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT);
            assert_eq!(editor.key(alt, &cx()), Reaction::Ignored);
        }
    }
}

#[test]
fn nothing_typed_is_an_empty_answer() {
    for ask in kinds() {
        let mut editor = build(&ask, None);
        assert!(editor.answer(&cx()).is_empty(), "{ask:?}");
        editor.leave(&cx());
        assert!(editor.answer(&cx()).is_empty(), "{ask:?}");
    }
}

#[test]
fn a_garbage_paste_leaves_no_control_on_screen() {
    let garbage = "\u{1b}]0;x\u{7}\u{9b}31m\r\nab\u{202e}c\u{0}\t日\u{301}\u{301}\u{7f}";
    for ask in kinds() {
        for width in [20, 60] {
            let mut editor = build(&ask, None);
            editor.paste(garbage, &cx());
            for focused in [false, true] {
                let (rows, _) = drawn(&*editor, width, 3, focused, false);
                let all = rows.concat();
                assert!(!all.contains(|c: char| c.is_control() || c == '\u{202e}'));
            }
        }
    }
}

#[test]
fn an_answer_of_another_kind_is_shown_and_kept_until_changed() {
    for ask in kinds() {
        let editor = build(&ask, Some(&Answer::Unread("lo de ayer".into())));
        assert!(!editor.answer(&cx()).is_empty(), "{ask:?}");
    }
    let editor = build(&Ask::YesNo, Some(&Answer::Text("quizá".into())));
    assert_eq!(editor.answer(&cx()), Answer::Text("quizá".into()));
    assert_eq!(shown(&*editor, 20), ["quizá"]);
}

#[test]
fn ascii_consoles_get_ascii_signs() {
    for ask in kinds() {
        let mut editor = build(&ask, None);
        editor.paste("x", &cx());
        press(&mut *editor, KeyCode::Right);
        for focused in [false, true] {
            let (rows, _) = drawn(&*editor, 60, 2, focused, true);
            let all = rows.concat();
            let signs = ["┃", "▾", "•", "…", "—"];
            assert!(!signs.iter().any(|s| all.contains(s)), "{all}");
        }
    }
}
