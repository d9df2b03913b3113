//! How a dossier looks: as expected in both languages and on both kinds of terminal. `UPDATE_EXPECT=1` writes the files anew.

use crate::support::{case, folder, labels};
use hudna_ledger::{About, BidiMode, Lang, RenderOptions, render};
use std::fs;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr as _};

fn options(width: usize, bidi: BidiMode) -> RenderOptions<'static> {
    RenderOptions { width, colour: false, bidi, veil: None }
}

fn shown(name: &str, lang: Lang, options: &RenderOptions<'_>) -> String {
    let about = About { name: "report.txt", source: Some("وكالة"), published: None, title: None };
    render(&case(name), &about, &labels(), lang, options)
}

fn expect(file: &str, text: &str) {
    let path = folder().join(file);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, text).expect("written");
    }
    let expected = fs::read_to_string(&path).expect("an expected file");
    assert!(text == expected, "{file} differs; UPDATE_EXPECT=1 writes it anew. Now:\n{text}");
}

#[test]
fn dossiers_look_as_expected() {
    for name in ["two-sieges", "disputed", "held"] {
        for (lang, code) in [(Lang::En, "en"), (Lang::Ar, "ar")] {
            for (bidi, mode) in [(BidiMode::TerminalDoesBidi, "bidi"), (BidiMode::TerminalDoesNot, "visual")] {
                expect(&format!("{name}.{code}.{mode}.txt"), &shown(name, lang, &options(80, bidi)));
            }
        }
    }
}

#[test]
fn no_row_is_wider_than_asked_for_and_wide_terminals_use_more() {
    for width in [80, 100, 120, 200] {
        for lang in [Lang::En, Lang::Ar] {
            for bidi in [BidiMode::TerminalDoesBidi, BidiMode::TerminalDoesNot] {
                let text = shown("two-sieges", lang, &options(width, bidi));
                let widest = text.lines().map(|l| l.width()).max().unwrap_or_default();
                assert!(widest <= width, "{widest} cells in {width}");
                assert!(lang == Lang::Ar || width > 100 || widest + 12 > width, "{widest} cells in {width}");
            }
        }
    }
}

#[test]
fn words_are_never_cut() {
    let words = |width| -> Vec<String> {
        let text = shown("two-sieges", Lang::En, &options(width, BidiMode::TerminalDoesBidi));
        let bare = text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
        bare.split_whitespace().map(str::to_owned).collect()
    };
    assert_eq!(words(80), words(200));
}

#[test]
fn isolates_are_closed_in_every_row() {
    for lang in [Lang::En, Lang::Ar] {
        let text = shown("two-sieges", lang, &options(80, BidiMode::TerminalDoesBidi));
        for row in text.lines() {
            let opened = row.chars().filter(|c| matches!(c, '\u{2066}'..='\u{2068}')).count();
            let closed = row.chars().filter(|c| *c == '\u{2069}').count();
            assert_eq!(opened, closed, "{row}");
        }
    }
}

#[test]
fn a_terminal_that_does_no_bidi_gets_no_marks_of_direction() {
    for lang in [Lang::En, Lang::Ar] {
        let text = shown("two-sieges", lang, &options(80, BidiMode::TerminalDoesNot));
        let marks = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}');
        assert!(!text.contains(marks));
    }
}

#[test]
fn months_are_named_as_the_country_names_them() {
    let syria = shown("two-sieges", Lang::Ar, &options(100, BidiMode::TerminalDoesBidi));
    assert!(syria.contains("شباط"), "{syria}");
    let yemen = shown("disputed", Lang::Ar, &options(100, BidiMode::TerminalDoesBidi));
    assert!(yemen.contains("مارس"), "{yemen}");
}

#[test]
fn colours_come_only_when_asked_for() {
    let mut options = options(80, BidiMode::TerminalDoesBidi);
    assert!(!shown("disputed", Lang::En, &options).contains('\u{1b}'));
    options.colour = true;
    assert!(shown("disputed", Lang::En, &options).contains('\u{1b}'));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    /// Whatever a report holds, a row stays inside its width and no control character reaches the terminal.
    #[test]
    fn any_title_is_safe_for_the_terminal(title in "\\PC{0,60}|[\u{600}-\u{6ff} a-z0-9\u{202e}\u{1b}\u{7}]{0,200}") {
        let about = About { name: "x", source: None, published: None, title: Some(&title) };
        for bidi in [BidiMode::TerminalDoesBidi, BidiMode::TerminalDoesNot] {
            let text = render(&case("disputed"), &about, &labels(), Lang::En, &options(80, bidi));
            for row in text.lines() {
                let unsafe_ones = row.chars().filter(|c| c.is_control() || *c == '\u{202e}').count();
                proptest::prop_assert_eq!(unsafe_ones, 0);
                // As the terminal counts: letter by letter.
                let cells: usize = row.chars().filter_map(UnicodeWidthChar::width).sum();
                proptest::prop_assert!(cells <= 80);
            }
        }
    }
}
