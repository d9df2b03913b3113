//! The spelling of posts: a word that has no reading in the standard spelling is respelled and read again.
//!
//! `دخلو` is `دخلوا`, `بيدخل` and `ديدخلون` are `يدخل` and `يدخلون`, `بدخلو` is `يدخلوا`, `حيدخل` is `سيدخل`, `مادخلش` is `دخل` said to be untrue, `گال` is `قال`,
//! `قالولنا` is `قالوا`.

use super::analyser::Reading;
use super::clitics::{Split, splits};
use super::feats::{Gender, Number, Pos, Proclitics};
use super::lexicon::Lexicon;
use super::rank::Spelling;
use super::surface::Marks;
use smallvec::SmallVec;
use std::borrow::Cow;

/// A word cut and spelled as the standard language would spell it.
struct Respelled<'w> {
    /// What is left of the word.
    core: &'w str,
    /// Bytes cut before it.
    start: usize,
    /// Conjunctions, and what stands for `سـ`.
    pro: Proclitics,
    /// It says no.
    negated: bool,
    /// A prefix of an imperfect was cut, and how sure that makes it.
    prefix: Option<Prefix>,
    /// The first letter stands for `ي`: `بكسرو` is `يكسروا`.
    for_ya: bool,
}

/// What dialects write onto a verb for whom it is done: `قالولنا`, `فتحولهم`.
const DATIVES: [&str; 8] = ["لنا", "لي", "لهم", "لهن", "لها", "له", "لو", "لكم"];

/// What stands before an imperfect.
#[derive(Clone, Copy, PartialEq)]
enum Prefix {
    /// `بـ`, `مـ` before the first person plural: seldom anything else.
    Usual,
    /// `حـ`, `هـ`, `د`: the beginning of many names too.
    Doubtful,
}

/// Fewest letters of a word after what was cut from it.
const CORE: usize = 3;

/// Whether the letters before it make a word of `rest` an imperfect, and which future they say.
fn prefix(rest: &str) -> Option<(Prefix, Proclitics)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    let second = chars.next()?;
    match (first, second) {
        ('ب', 'ي' | 'ت' | 'ن') | ('م', 'ن') => Some((Prefix::Usual, Proclitics::default())),
        ('ح' | 'ه', 'ي' | 'ت' | 'ن') => Some((Prefix::Doubtful, Proclitics::SA)),
        ('د', 'ي' | 'ت') => Some((Prefix::Doubtful, Proclitics::default())),
        _ => None,
    }
}

/// All ways to cut what the standard language does not write onto a word.
fn cuts(folded: &str) -> SmallVec<[Respelled<'_>; 8]> {
    let mut out: SmallVec<[Respelled<'_>; 8]> = SmallVec::new();
    for (head, conjunction) in [("", Proclitics::default()), ("و", Proclitics::WA), ("ف", Proclitics::FA)] {
        // الحوش: what has the article is no verb.
        let Some(word) = folded.strip_prefix(head).filter(|word| !word.starts_with("ال")) else { continue };
        for (no, negated) in [("", false), ("ما", true)] {
            let Some(rest) = word.strip_prefix(no) else { continue };
            let start = head.len() + no.len();
            let mut push = |start: usize, pro: Proclitics, before: Option<Prefix>| {
                if let Some(core) = folded.get(start..).filter(|core| core.chars().count() >= CORE) {
                    out.push(Respelled { core, start, pro, negated, prefix: before, for_ya: false });
                }
            };
            push(start, conjunction, None);
            if let Some((before, future)) = prefix(rest) {
                push(start + 2, conjunction.with(future), Some(before));
            } else if rest.starts_with('ب') && rest.ends_with('و') && rest.chars().count() > CORE + 1 {
                let before = Some(Prefix::Usual);
                out.push(Respelled { core: rest, start, pro: conjunction, negated, prefix: before, for_ya: true });
            }
        }
    }
    out
}

/// `عالحدود`, `هالحاجز`: the article with what dialects write onto it.
pub(super) fn before_article(folded: &str) -> SmallVec<[Split; 2]> {
    let mut out: SmallVec<[Split; 2]> = SmallVec::new();
    let Some(end) = u8::try_from(folded.len()).ok() else { return out };
    for (head, conjunction) in [("", Proclitics::default()), ("و", Proclitics::WA)] {
        for (written, pro) in [("عال", Proclitics::ALA), ("هال", Proclitics::default())] {
            let rest = folded.strip_prefix(head).and_then(|word| word.strip_prefix(written));
            if let Some(rest) = rest.filter(|rest| rest.chars().count() >= CORE) {
                let start = (folded.len() - rest.len()) as u8;
                out.push(Split { proclitics: conjunction.with(pro).with(Proclitics::AL), start, end });
            }
        }
    }
    out
}

/// Calls `found` with every reading that respelling gives; `look_up` gives the readings of a word with the clitics of a cut.
pub(super) fn read(
    lexicon: &Lexicon,
    folded: &str,
    spelling: Spelling<'_>,
    mut look_up: impl FnMut(&str, Spelling<'_>, Split, &mut dyn FnMut(u32, Reading)),
    mut found: impl FnMut(u32, Reading),
) {
    verbs(lexicon, folded, spelling, &mut look_up, &mut found);
    for letters in swapped(spelling) {
        let mut word = String::with_capacity(letters.len());
        crate::fold::fold_into(&letters, &mut word);
        let respelled = Spelling { letters: &letters, marks: Marks::default() };
        for split in splits(&word) {
            look_up(&word, respelled, split, &mut found);
        }
        verbs(lexicon, &word, respelled, &mut look_up, &mut found);
    }
}

/// The verbs that a word may be.
fn verbs(
    lexicon: &Lexicon,
    folded: &str,
    spelling: Spelling<'_>,
    look_up: &mut impl FnMut(&str, Spelling<'_>, Split, &mut dyn FnMut(u32, Reading)),
    found: &mut impl FnMut(u32, Reading),
) {
    let Ok(length) = u8::try_from(folded.len()) else { return };
    for cut in cuts(folded) {
        let Some(letters) = spelling.letters.get(cut.start..) else { continue };
        let to_whom = DATIVES.iter().map(|dative| (*dative, false));
        for (no, said_no) in [("", false), ("ش", true)].into_iter().chain(to_whom) {
            let (Some(core), Some(letters)) = (cut.core.strip_suffix(no), letters.strip_suffix(no)) else { continue };
            // والاش: a name rather.
            if said_no && core.ends_with('ا') {
                continue;
            }
            // Without a cut the word as it stands was read already.
            let whole = cut.prefix.is_none() && !cut.negated && no.is_empty();
            let (core, letters) =
                if cut.for_ya { (with_ya(core), with_ya(letters)) } else { (core.into(), letters.into()) };
            for plural in ["", "ا"] {
                if plural.is_empty() && whole || !plural.is_empty() && !core.ends_with('و') {
                    continue;
                }
                let (word, letters) = (format!("{core}{plural}"), format!("{letters}{plural}"));
                let Ok(end) = u8::try_from(word.len()) else { continue };
                let split = Split { proclitics: Proclitics::default(), start: 0, end };
                let respelled = Spelling { letters: &letters, marks: Marks::default() };
                look_up(&word, respelled, split, &mut |cost, mut reading| {
                    let many = reading.feats.number == Number::Plural;
                    // بكو, علوش: short forms of verbs that lose their last letter are names rather.
                    let lost = lexicon.lemma(reading.lemma).folded.ends_with(['ا', 'ي']);
                    let short = many && lost && core.chars().count() <= CORE;
                    // زاركلي: a verb has one pronoun before whom it is done for.
                    let twice = no.starts_with('ل') && reading.enclitic.is_some();
                    if twice || !fits(&cut, &reading, &core, many) || !plural.is_empty() && !many || short {
                        return;
                    }
                    let end = (cut.start as u8).saturating_add(reading.stem.1).min(length);
                    reading.stem = (cut.start as u8, end);
                    reading.proclitics = cut.pro;
                    reading.feats.negated = cut.negated || said_no;
                    found(cost, reading);
                });
            }
        }
    }
}

/// The word with `ي` for its first letter.
fn with_ya(word: &str) -> Cow<'_, str> {
    let mut letters = word.chars();
    letters.next();
    format!("ي{}", letters.as_str()).into()
}

/// Whether a reading is a verb that may have been cut so.
fn fits(cut: &Respelled<'_>, reading: &Reading, core: &str, many: bool) -> bool {
    let feats = &reading.feats;
    let letters = core.chars().count();
    let verb = match (feats.pos, cut.prefix) {
        (Pos::Perfect, None) => true,
        (Pos::Imperfect, None) => letters > CORE,
        (Pos::Imperfect, Some(Prefix::Usual)) => letters > CORE,
        (Pos::Imperfect, Some(Prefix::Doubtful)) => many && letters > CORE || letters > CORE + 1,
        _ => false,
    };
    // The feminine plural is gone from most dialects, and the dual from all.
    verb && !(many && feats.gender == Gender::Feminine) && feats.number != Number::Dual
}

/// The word with letters that posts write for others: `ظ` for `ض`, Iraqi `گ` and `چ`.
fn swapped(spelling: Spelling<'_>) -> SmallVec<[String; 2]> {
    let mut out: SmallVec<[String; 2]> = SmallVec::new();
    let mut gaf = String::with_capacity(spelling.letters.len());
    for (i, c) in spelling.letters.chars().enumerate() {
        gaf.push(match c {
            'ك' if i < 16 && spelling.marks.gaf & (1 << i) != 0 => 'ق',
            'چ' => 'ك',
            c => c,
        });
    }
    if gaf.contains('ظ') {
        out.push(gaf.replace('ظ', "ض"));
    }
    if gaf != spelling.letters {
        out.push(gaf);
    }
    out
}
