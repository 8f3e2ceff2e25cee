use super::*;

#[test]
fn plain_text_is_not_copied() {
    assert!(matches!(
        clean_line("Rosa Quispe 45678901"),
        Cow::Borrowed(_)
    ));
    assert_eq!(clean_line("Ñusta Huamán, ¿sí?"), "Ñusta Huamán, ¿sí?");
}

#[test]
fn nothing_reaches_the_terminal_raw() {
    assert_eq!(clean_line("\u{1b}[31mrojo\u{7}\u{9b}2J"), "[31mrojo2J");
    assert_eq!(
        clean_line("a\u{202e}b\u{2066}c\u{feff}d\u{e0041}e"),
        "abcde"
    );
    assert_eq!(clean_line("uno\r\ndos\ttres"), "uno dos tres");
    assert_eq!(
        clean_block("uno\r\ndos\rtres\ncuatro"),
        "uno\ndos\ntres\ncuatro"
    );
}

#[test]
fn at_most_four_marks_a_base() {
    let zalgo = format!("z{}", "\u{0335}".repeat(200));
    assert_eq!(clean_line(&zalgo).chars().count(), 5);
}

#[test]
fn composed_and_decomposed_are_one() {
    assert_eq!(clean_line("e\u{301}"), "é");
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    for text in [
        "e\u{301}\u{301}",
        "\u{1b}]0;x\u{7}",
        "a\u{200d}b",
        "👩\u{200d}🌾",
        "a\r\r\n b",
    ] {
        let once = clean_block(text).into_owned();
        assert_eq!(clean_block(&once), once, "{text:?}");
    }
}

/// What comes in, what is kept of it when it is typed here, what is shown of it when others wrote it.
const HOSTILE: [(&str, &str, &str, &str); 49] = [
    ("null", "a\0b", "ab", "a·b"),
    ("bell", "a\u{7}b", "ab", "a·b"),
    ("backspace", "a\u{8}b", "ab", "a·b"),
    ("vertical tab", "a\u{b}b", "ab", "a·b"),
    ("form feed", "a\u{c}b", "ab", "a·b"),
    ("shift out", "a\u{e}b", "ab", "a·b"),
    ("delete", "a\u{7f}b", "ab", "a·b"),
    ("escape, colour", "\u{1b}[31mrojo", "[31mrojo", "·[31mrojo"),
    ("escape, title", "\u{1b}]0;x\u{7}y", "]0;xy", "·]0;x·y"),
    (
        "escape, device string",
        "\u{1b}Pq\u{1b}\\",
        "Pq\\",
        "·Pq·\\",
    ),
    (
        "escape, link",
        "\u{1b}]8;;http://x\u{1b}\\y",
        "]8;;http://x\\y",
        "·]8;;http://x·\\y",
    ),
    (
        "escape, clipboard",
        "\u{1b}]52;c;eA==\u{7}",
        "]52;c;eA==",
        "·]52;c;eA==·",
    ),
    ("C1, sequence", "a\u{9b}2J", "a2J", "a·2J"),
    (
        "C1, operating system",
        "a\u{9d}0;x\u{9c}b",
        "a0;xb",
        "a·0;x·b",
    ),
    ("C1, next line", "a\u{85}b", "ab", "a·b"),
    ("return alone", "uno\rdos", "uno dos", "uno dos"),
    ("return and feed", "uno\r\ndos", "uno dos", "uno dos"),
    ("tab", "uno\tdos", "uno dos", "uno dos"),
    ("line separator", "uno\u{2028}dos", "uno dos", "uno dos"),
    (
        "paragraph separator",
        "uno\u{2029}dos",
        "uno dos",
        "uno dos",
    ),
    ("space that keeps together", "45\u{a0}67", "45 67", "45 67"),
    ("wide space", "Ana\u{3000}Ramos", "Ana Ramos", "Ana Ramos"),
    (
        "override to the left",
        "a\u{202e}b\u{202c}c",
        "abc",
        "a·b·c",
    ),
    ("isolates", "a\u{2066}b\u{2069}c", "abc", "a·b·c"),
    (
        "marks of direction",
        "a\u{200e}\u{200f}\u{61c}b",
        "ab",
        "a·b",
    ),
    ("zero-width space", "Ra\u{200b}mos", "Ramos", "Ra·mos"),
    ("joiners", "Ra\u{200d}m\u{200c}os", "Ramos", "Ra·m·os"),
    (
        "word joiner, invisible operators",
        "a\u{2060}\u{2063}b",
        "ab",
        "a·b",
    ),
    ("byte order mark", "\u{feff}Ana", "Ana", "·Ana"),
    ("soft hyphen", "Caja\u{ad}marca", "Cajamarca", "Caja·marca"),
    ("grapheme joiner", "e\u{34f}\u{301}", "é", "e·\u{301}"),
    (
        "tag characters",
        "a\u{e0001}\u{e0041}\u{e007f}b",
        "ab",
        "a·b",
    ),
    ("annotation", "a\u{fff9}b\u{fffa}c\u{fffb}", "abc", "a·b·c·"),
    (
        "fillers that look like nothing",
        "\u{3164}\u{115f}\u{ffa0}\u{2800}x",
        "x",
        "·x",
    ),
    ("Arabic sign before a number", "\u{600}12", "12", "·12"),
    ("private use", "a\u{e000}b\u{f8ff}\u{100000}", "ab", "a·b·"),
    (
        "what is no character",
        "a\u{fdd0}b\u{ffff}\u{1fffe}",
        "ab",
        "a·b·",
    ),
    (
        "five marks",
        "z\u{335}\u{335}\u{335}\u{335}\u{335}",
        "z\u{335}\u{335}\u{335}\u{335}",
        "z\u{335}\u{335}\u{335}\u{335}·",
    ),
    ("mark upon nothing", "\u{301}a", "a", "·a"),
    ("mark apart from its letter", "e\u{301}", "é", "é"),
    ("flag", "\u{1f1f5}\u{1f1ea}", "PE", "PE"),
    ("half a flag", "\u{1f1f5}", "P", "P"),
    ("joined emoji", "👩\u{200d}🌾", "👩🌾", "👩·🌾"),
    ("tone of skin", "👍🏽", "👍", "👍"),
    ("emoji made of a sign", "☎\u{fe0f}", "☎", "☎"),
    ("narrow katakana", "ｶ\u{ff9e}ﾊ\u{ff9f}", "ｶ゛ﾊ゜", "ｶ゛ﾊ゜"),
    (
        "Korean vowels without a syllable",
        "\u{1161}a\u{11a8}\u{d7b0}",
        "a",
        "·a·",
    ),
    ("Korean in parts", "\u{1112}\u{1161}\u{11ab}", "한", "한"),
    ("combining letters of Devanagari", "क्षि", "क्षि", "क्षि"),
];

#[test]
fn every_hostile_text_is_known() {
    for (name, given, kept, shown) in HOSTILE {
        assert_eq!(clean_line(given), kept, "{name}, typed");
        assert_eq!(foreign_line(given), shown, "{name}, foreign");
        assert_eq!(foreign_line(shown), shown, "{name}, foreign twice");
        for text in [kept, shown] {
            assert!(text.chars().all(|c| fate(c) == Fate::Shown), "{name}");
        }
    }
}

/// What people here and elsewhere are called stays as it is written.
#[test]
fn names_stay_as_they_are_written() {
    for name in [
        "Ñusta Huamán Ccori",
        "Q’orianka K\u{2bc}ana",
        "P'axsi Ch\u{a78c}iki",
        "Jürgen Groß",
        "Nguyễn Thị Hồng",
        "Łukasz Żółć",
        "محمد علي",
        "שרה לוי",
        "मनीषा",
        "山田太郎",
        "김민지",
        "สมชาย",
        "Ольга",
        "O‘zbek",
    ] {
        let composed: String = name.nfc().collect();
        assert_eq!(clean_line(name), composed);
        assert_eq!(foreign(name), composed);
    }
}

#[test]
fn a_text_of_others_keeps_its_lines() {
    assert_eq!(
        Safe::foreign("uno\r\ndos\u{2028}tres").as_str(),
        "uno\ndos\ntres"
    );
    assert_eq!(foreign_line("uno\ndos"), "uno dos");
}

#[test]
fn what_fits_ends_between_letters() {
    assert_eq!(fitting("abc", 5, 5), "abc");
    assert_eq!(fitting("abc", 2, 5), "ab");
    assert_eq!(fitting("ñandú", 9, 5), "ñand");
    assert_eq!(fitting("한국", 9, 5), "한");
    assert_eq!(fitting("z\u{335}\u{335}\u{335}y", 9, 5), "");
}

#[test]
fn json_is_read_back_as_it_was_and_drives_nothing() {
    for (name, given, ..) in HOSTILE {
        let plain = serde_json::to_string(given).unwrap();
        let escaped = escape_json(&plain);
        assert!(escaped.chars().all(|c| fate(c) != Fate::Hidden), "{name}");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), given);
    }
    assert_eq!(
        escape_json("\"a\u{7f}\u{e0041}\""),
        "\"a\\u007f\\udb40\\udc41\""
    );
}

/// A cell's text that passes for one or two cells takes as many by every way of counting: character by character, as most
/// emulators do, and as a whole, as the buffer and the newer ones do.
#[test]
fn what_passes_for_sure_is_sure() {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    let marks = [
        "",
        "\u{301}",
        "\u{338}",
        "\u{20e3}",
        "\u{335}\u{327}",
        "\u{64b}",
        "\u{94d}",
        "\u{e34}",
    ];
    for c in '\0'..=char::MAX {
        for mark in marks {
            let symbol = format!("{c}{mark}");
            let cells = match held(&symbol) {
                Held::One => 1,
                Held::Two => 2,
                Held::Unsure => continue,
            };
            let apart: usize = symbol.chars().map(|c| c.width().unwrap()).sum();
            assert_eq!((apart, symbol.width()), (cells, cells), "{symbol:?}");
        }
    }
}

#[test]
fn what_nobody_counts_alike_is_spread() {
    let shown = |symbol: &str, room| {
        let cells: Vec<String> = spread(symbol, room).into_iter().map(|c| c.0).collect();
        cells.join("|")
    };
    assert_eq!(shown("👩\u{200d}🌾", 2), "👩");
    assert_eq!(shown("👩\u{200d}🌾", 1), "·");
    assert_eq!(shown("👍🏽", 2), "👍");
    assert_eq!(shown("🏽", 2), "·");
    assert_eq!(shown("☎\u{fe0f}", 2), "☎");
    assert_eq!(shown("\u{1f1f5}\u{1f1ea}", 2), "P|E");
    assert_eq!(shown("कि", 2), "क|ि");
    assert_eq!(shown("\u{1100}\u{1100}", 4), "\u{1100}|\u{1100}");
    assert_eq!(shown("\u{1b}", 1), "·");
    assert_eq!(shown("\u{301}", 1), "·");
    assert_eq!(shown("", 1), "·");
    let zalgo = format!("z{}", "\u{335}".repeat(200));
    assert_eq!(held(&zalgo), Held::Unsure);
    assert_eq!(shown(&zalgo, 1).chars().count(), 5);
}
