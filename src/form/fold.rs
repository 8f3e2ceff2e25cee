//! Words compared as people mean them: without accents or capitals.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in small letters without marks.
pub(super) fn fold(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    bare.flat_map(char::to_lowercase).collect()
}
