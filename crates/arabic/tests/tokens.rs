//! What the tokeniser makes of a text.

use hudna_arabic::fold::fold;
use hudna_arabic::morph::{Analyser, LexiconBuilder};
use hudna_arabic::token::TokenKind;
use proptest::prelude::*;

/// Tokens with a letter for their kind.
fn tokens(text: &str) -> Vec<(String, char)> {
    let lexicon = LexiconBuilder::new().build();
    let mut analyser = Analyser::new(&lexicon);
    let mut out = Vec::new();
    analyser.tokenize(text, 0, text.len(), &mut out);
    out.iter()
        .map(|t| {
            let kind = match t.kind {
                TokenKind::Arabic => 'A',
                TokenKind::Latin => 'L',
                TokenKind::Number => 'N',
                TokenKind::Open => '(',
                TokenKind::Close => ')',
                TokenKind::Stop => '.',
                TokenKind::Comma => ',',
                TokenKind::Mark => 'M',
            };
            (text[t.start as usize..t.end as usize].to_owned(), kind)
        })
        .collect()
}

#[test]
fn kinds() {
    for (text, expected) in [
        ("قال \"نعم\" ثم \"لا\".", "قال/A \"/( نعم/A \"/) ثم/A \"/( لا/A \"/) ./."),
        ("سطر \"مفتوح\nثم \"آخر\"", "سطر/A \"/( مفتوح/A ثم/A \"/( آخر/A \"/)"),
        ("«حلب» (شمالا) “نص”", "«/( حلب/A »/) (/( شمالا/A )/) “/( نص/A ”/)"),
        ("'قسد' و", "'/( قسد/A '/) و/A"),
        ("1,500 و2.5 و٣٬٠٠٠ و٢٫٥", "1,500/N و/A 2.5/N و/A ٣٬٠٠٠/N و/A ٢٫٥/N"),
        ("14/3/2014", "14/N //M 3/N //M 2014/N"),
        ("18شباط 20-30 %5", "18/N شباط/A 20/N -/M 30/N %/M 5/N"),
        ("#مجلس_الأمن", "مجلس/A الأمن/A"),
        ("دمشق - حلب، ثم؟! انتهى...", "دمشق/A -/, حلب/A ،/, ثم/A ؟!/. انتهى/A .../."),
        ("د. سالم وأ.ف.ب قالت", "د/A ./M سالم/A وأ/A ./. ف/A ./M ب/A قالت/A"),
        ("O'Neil’s FSA-led S-300", "O'Neil’s/L FSA-led/L S/L -/M 300/N"),
        ("قُـــتِلَ\u{200f} \u{202b}عشرة\u{202c}", "قُـــتِلَ/A عشرة/A"),
        ("ﻣﺪﻳﻨﺔ", "ﻣﺪﻳﻨﺔ/A"),
        ("قـ.ـصف ـ.ـ طفـ.ل.قال", "قـ.ـصف/A ./. طفـ.ل/A ./. قال/A"),
        ("العـ..ـدوان شنـ ـت الـ 24 الـ قوات", "العـ..ـدوان/A شنـ ـت/A الـ/A 24/N الـ/A قوات/A"),
        ("😀 نعم", "😀/M نعم/A"),
    ] {
        let found: Vec<String> = tokens(text).into_iter().map(|(t, k)| format!("{t}/{k}")).collect();
        assert_eq!(found.join(" "), expected, "{text}");
    }
}

#[test]
fn one_type_for_one_word() {
    let lexicon = LexiconBuilder::new().build();
    let mut analyser = Analyser::new(&lexicon);
    let text = "إزالة ا\u{655}زالة إزالـــة ﺇﺯﺍﻟﺔ إزال\u{651}ة";
    let mut out = Vec::new();
    analyser.tokenize(text, 0, text.len(), &mut out);
    assert_eq!(out.len(), 5);
    assert!(out.iter().all(|t| t.word == out[0].word));
    assert_eq!(analyser.word(out[0].word).folded, "ازاله");
    assert_eq!(analyser.types(), 1);
}

#[test]
fn a_part_of_a_text() {
    let lexicon = LexiconBuilder::new().build();
    let mut analyser = Analyser::new(&lexicon);
    let text = "قبل حلب بعد";
    let mut out = Vec::new();
    analyser.tokenize(text, 7, 13, &mut out);
    assert_eq!(out.len(), 1);
    assert_eq!(&text[out[0].start as usize..out[0].end as usize], "حلب");
    analyser.tokenize(text, 1, 8, &mut out);
    assert_eq!(out.len(), 1, "not on a character boundary: no tokens");
}

/// Whether a letter stands three times in a row: a word that is written long for the tone (`عاااجل`) is the short one.
fn written_long(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    letters.windows(3).any(|w| w[0] == w[1] && w[1] == w[2])
}

/// The letters with each run of one as one.
fn short(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let lexicon = LexiconBuilder::new().build();
    let mut analyser = Analyser::new(&lexicon);
    let mut out = Vec::new();
    analyser.tokenize(text, 0, text.len(), &mut out);
    let mut last = 0;
    for t in &out {
        let (start, end) = (t.start as usize, t.end as usize);
        prop_assert!(last <= start && start < end && end <= text.len());
        prop_assert!(text.get(start..end).is_some());
        last = end;
        let word = analyser.word(t.word);
        if matches!(t.kind, TokenKind::Arabic | TokenKind::Latin | TokenKind::Number) {
            let (written, folded) = (fold(&text[start..end]).replace(' ', ""), word.folded.replace(' ', ""));
            if written_long(&written) {
                prop_assert_eq!(short(&written), short(&folded));
            } else {
                prop_assert_eq!(written, folded);
            }
        }
        for split in word.splits {
            prop_assert!(word.folded.get(split.start as usize..split.end as usize).is_some());
        }
    }
    Ok(())
}

/// A ligature may bring the third of three letters.
#[test]
fn long_words() -> Result<(), TestCaseError> {
    check("ﺕتﱰ")?;
    check("عاااجل")
}

proptest! {
    #[test]
    fn any_text(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn arabic_text(text in "[\u{600}-\u{6ff}ابتولكسه \u{200f}\"'.,،0-9a-zA-Z\u{fb50}-\u{fdff}\u{fe70}-\u{fefc}_#-]{0,80}") {
        check(&text)?;
    }
}
