//! What holds of the reader for every text: offsets, spelling variants of the same text, no panic.

mod support;

use hudna_claims::{Claim, Mention, Span};
use hudna_reader::{Reader, Report, built_in};
use proptest::prelude::*;
use std::path::Path;
use std::sync::OnceLock;
use support::{cases, knowledge};
use unicode_normalization::UnicodeNormalization as _;

fn read(text: &str) -> Vec<Claim> {
    let report = Report { published: jiff::civil::Date::new(2021, 2, 3).ok(), ..Report::plain("any", text) };
    Reader::new(knowledge()).read(&report)
}

/// Passages of the cases, as lines.
fn lines() -> &'static [String] {
    static LINES: OnceLock<Vec<String>> = OnceLock::new();
    LINES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        cases(&folder).iter().flat_map(|c| c.passage.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
    })
}

/// Arabic words of the knowledge: of names, of the lexicon, of the frames' examples, with some marks and numbers.
fn words() -> &'static [String] {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let mut words: Vec<String> =
            [".", "،", ":", "“", "”", "\"", "(", ")", "30", "٤٦", "2018", "3,000", "-", "/"].map(str::to_owned).into();
        for file in built_in() {
            let arabic = |c: char| matches!(c, '\u{620}'..='\u{652}');
            words.extend(file.text.split(|c| !arabic(c)).filter(|w| !w.is_empty()).map(str::to_owned));
        }
        words.sort();
        words.dedup();
        assert!(words.len() > 5_000, "only {} words", words.len());
        words
    })
}

fn lists(claim: &Claim) -> [&[Mention]; 5] {
    [&claim.actor, &claim.target, &claim.mediator, &claim.place, &claim.speaker]
}

/// Every offset is a place in the text, and what is quoted stands there.
fn sound(text: &str, claims: &[Claim]) -> Result<(), TestCaseError> {
    for claim in claims {
        let quote = |span: Span| {
            text.get(span.start..span.end)
                .ok_or_else(|| TestCaseError::fail(format!("{span:?} is no part of {text:?}: {claim:?}")))
        };
        let evidence = quote(claim.evidence)?;
        prop_assert!(!evidence.contains(['\n', '\r']), "a sentence is one line: {:?}", evidence);
        let trigger = Span { start: claim.trigger.start, end: claim.trigger.end };
        prop_assert_eq!(quote(trigger)?, &claim.trigger.text);
        prop_assert!(claim.evidence.start <= trigger.start && trigger.end <= claim.evidence.end);
        for mention in lists(claim).into_iter().flatten() {
            prop_assert_eq!(quote(Span { start: mention.start, end: mention.end })?, &mention.text);
            prop_assert!(!mention.text.is_empty());
            if let Some(via) = mention.via {
                prop_assert!(!quote(via)?.is_empty());
            }
            prop_assert_eq!(mention.lat.is_some(), mention.lon.is_some());
        }
        if let Some(time) = &claim.time {
            prop_assert_eq!(quote(Span { start: time.start, end: time.end })?, &time.text);
        }
        for quantity in [&claim.count, &claim.killed, &claim.injured].into_iter().flatten() {
            prop_assert!(text.contains(&quantity.text), "{:?}", quantity);
        }
        prop_assert!(claim.in_response_to.iter().all(|id| claims.iter().any(|c| c.id == *id)));
    }
    Ok(())
}

/// A claim without offsets, document and id, its words in one form of Unicode.
fn told(claim: &Claim) -> String {
    let form = |text: &str| text.nfc().collect::<String>();
    let slot = |mentions: &[Mention]| {
        let each = |m: &Mention| format!("{}={}", form(&m.text), m.id.as_deref().unwrap_or_default());
        mentions.iter().map(each).collect::<Vec<_>>().join("+")
    };
    let mut told =
        format!("{} {} {} {} {}", claim.event, claim.modality, claim.ceases, claim.rule, form(&claim.trigger.text));
    for mentions in lists(claim) {
        told += &format!(" | {}", slot(mentions));
    }
    told += &format!(" | {:?}", claim.speaker_kind);
    for text in [&claim.goods, &claim.people].into_iter().flatten() {
        told += &format!(" | {}", form(text));
    }
    for q in [&claim.count, &claim.killed, &claim.injured] {
        let q = q.as_ref().map(|q| (q.value, q.high, q.qualifier, q.unit.as_deref().map(form)));
        told += &format!(" | {q:?}");
    }
    if let Some(time) = &claim.time {
        told += &format!(" | {} {:?} {:?} {:?}", form(&time.text), time.precision, time.from, time.to);
    }
    told
}

fn all_told(text: &str) -> Vec<String> {
    read(text).iter().map(told).collect()
}

/// A report made of passages of the cases.
fn report() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(lines()), 1..6).prop_map(|lines| lines.join("\n"))
}

/// A report made of words of the knowledge in any order.
fn salad() -> impl Strategy<Value = String> {
    let line = prop::collection::vec(prop::sample::select(words()), 1..25).prop_map(|words| words.join(" "));
    prop::collection::vec(line, 1..4).prop_map(|lines| lines.join("\n"))
}

#[test]
fn the_example_is_the_same_in_every_form() {
    let text = include_str!("../../../examples/reports/hasakah-deal.txt");
    let plain = all_told(text);
    assert!(plain.len() >= 20, "only {} claims", plain.len());
    assert_eq!(plain, all_told(&text.replace('\n', "\r\n")));
    assert_eq!(plain, all_told(&["\u{feff}", text].concat()));
    assert_eq!(plain, all_told(&text.nfd().collect::<String>()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn offsets_are_sound_in_reports(text in report()) {
        sound(&text, &read(&text))?;
    }

    #[test]
    fn offsets_are_sound_in_any_order_of_known_words(text in salad()) {
        sound(&text, &read(&text))?;
    }

    #[test]
    fn any_string_is_read(text in "\\PC*") {
        sound(&text, &read(&text))?;
    }

    #[test]
    fn any_string_of_arabic_and_controls_is_read(
        text in "[\u{600}-\u{6ff}\u{fb50}-\u{fdff}\u{fe70}-\u{feff}\u{200b}-\u{200f}\u{2066}-\u{2069}\u{300}-\u{36f}0-9a-z \\n\\r\\t.,:“”\"'()/-]*"
    ) {
        sound(&text, &read(&text))?;
    }

    #[test]
    fn line_ends_change_no_claim(text in report()) {
        prop_assert_eq!(all_told(&text), all_told(&text.replace('\n', "\r\n")));
    }

    #[test]
    fn decomposed_letters_change_no_claim(text in report()) {
        let decomposed: String = text.nfd().collect();
        sound(&decomposed, &read(&decomposed))?;
        prop_assert_eq!(all_told(&text), all_told(&decomposed));
    }

    #[test]
    fn decomposed_letters_change_no_claim_of_any_words(text in salad()) {
        prop_assert_eq!(all_told(&text), all_told(&text.nfd().collect::<String>()));
    }

    #[test]
    fn a_byte_order_mark_changes_no_claim(text in report()) {
        let marked = ["\u{feff}", &text].concat();
        sound(&marked, &read(&marked))?;
        prop_assert_eq!(all_told(&text), all_told(&marked));
    }

    #[test]
    fn what_was_read_before_changes_nothing(first in report(), second in report()) {
        let mut reader = Reader::new(knowledge());
        let _ = reader.read(&Report::plain("first", &first));
        let after = reader.read(&Report::plain("second", &second));
        prop_assert_eq!(after, Reader::new(knowledge()).read(&Report::plain("second", &second)));
    }

    #[test]
    fn reading_a_part_of_a_text_is_sound(text in report(), from in 0usize..200, to in 0usize..400) {
        let inside = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let (from, to) = (inside(from), inside(to));
        let report = Report { body: from.min(to)..to, ..Report::plain("part", &text) };
        let claims = Reader::new(knowledge()).read(&report);
        sound(&text, &claims)?;
        for claim in &claims {
            prop_assert!(report.body.start <= claim.evidence.start && claim.evidence.end <= report.body.end);
        }
    }
}
