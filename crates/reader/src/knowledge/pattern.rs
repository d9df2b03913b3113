//! Patterns of frames: rows of elements over analysed words.

use super::words::{Asked, WordNo, WordNumbers};
use hudna_arabic::fold::fold;
use hudna_arabic::morph::{LemmaId, LemmaKind, Lexicon, Pos, Reading, Voice};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// What part of speech an element asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordClass {
    /// Any form.
    Any,
    /// Finite verbs (`v:`).
    Verb,
    /// Verbal nouns and nouns (`n:`).
    Nominal,
    /// Finite verbs and verbal nouns, no participles (`vn:`).
    Told,
    /// Participles and adjectives (`p:`).
    Participle,
    /// Verbs that are or may be passive (`pass:`).
    Passive,
}

impl WordClass {
    /// Whether a reading is of the part of speech.
    pub fn takes(self, reading: &Reading) -> bool {
        let pos = reading.feats.pos;
        match self {
            WordClass::Any => true,
            WordClass::Verb => matches!(pos, Pos::Perfect | Pos::Imperfect | Pos::Imperative),
            WordClass::Nominal => matches!(pos, Pos::Masdar | Pos::Noun),
            WordClass::Told => WordClass::Verb.takes(reading) || WordClass::Nominal.takes(reading),
            WordClass::Participle => pos.describes(),
            WordClass::Passive => matches!(pos, Pos::Perfect | Pos::Imperfect) && reading.feats.voice != Voice::Active,
        }
    }
}

/// Kinds of phrase an element can ask for (`<actor>`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseType {
    /// An actor.
    Actor,
    /// An actor that bears arms.
    Force,
    /// A place.
    Place,
    /// A kind of people.
    People,
    /// A kind of goods.
    Goods,
    /// A number.
    Number,
    /// No phrase: the word before has a pronoun of several at its end (`أوقفتهم`).
    Them,
    /// No phrase: the word before has a pronoun of one, or of a thing, at its end (`أخلوه`).
    It,
}

/// One element of a pattern. Small, so that most patterns have theirs within them.
#[derive(Debug, Clone)]
pub enum Element {
    /// A word.
    Word {
        /// Its number.
        word: WordNo,
        /// It may be absent.
        optional: bool,
    },
    /// A phrase.
    Phrase {
        /// Its kind.
        kind: PhraseType,
        /// It may be absent.
        optional: bool,
    },
    /// A preposition, apart or joined to the next word (folded).
    Prep(Box<SmallVec<[Box<str>; 2]>>),
    /// Up to so many words skipped.
    Gap(u8),
}

const _: () = assert!(size_of::<Element>() == 16);

/// A row of elements, at least one of them a word.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As it stands in the file.
    pub text: String,
    /// Its elements.
    pub elements: SmallVec<[Element; 4]>,
    /// How many stand before the first word (`<number> معتقل`): at that word it is entered.
    pub lead: usize,
    /// It stands only at the head of a clause (`start:`): first in its line, or after a mark or a time.
    pub heads: bool,
    /// Which of the words matched carries the modality and is the trigger (`^`; the first where none is marked).
    pub head: usize,
}

impl Pattern {
    /// The word at which it is entered.
    pub fn opening(&self) -> Option<WordNo> {
        match self.elements.get(self.lead) {
            Some(Element::Word { word, .. }) => Some(*word),
            _ => None,
        }
    }

    /// The words after the first without which it cannot match.
    pub fn required(&self) -> impl Iterator<Item = WordNo> + '_ {
        self.words_from(self.lead + 1)
    }

    /// All words without which it cannot match.
    pub fn words(&self) -> impl Iterator<Item = WordNo> + '_ {
        self.words_from(self.lead)
    }

    /// All its words, those that may be absent too.
    pub fn words_of_all(&self) -> impl Iterator<Item = WordNo> + '_ {
        self.elements.iter().filter_map(|element| match element {
            Element::Word { word, .. } => Some(*word),
            _ => None,
        })
    }

    fn words_from(&self, first: usize) -> impl Iterator<Item = WordNo> + '_ {
        self.elements.iter().skip(first).filter_map(|element| match element {
            Element::Word { word, optional: false } => Some(*word),
            _ => None,
        })
    }
}

/// What opens a pattern that stands only at the head of a clause.
const HEADS: &str = "start: ";

/// Compiles a pattern.
///
/// # Errors
/// What is wrong with it; unknown words are pushed to `unknown` and leave the pattern usable by its other alternatives.
pub fn compile(
    text: &str,
    lists: &FxHashMap<String, Vec<String>>,
    lexicon: &Lexicon,
    words: &mut WordNumbers,
    unknown: &mut Vec<String>,
) -> Result<Pattern, String> {
    let mut elements = SmallVec::new();
    let (mut head, mut count) = (0, 0);
    let heads = text.starts_with(HEADS);
    for part in text.strip_prefix(HEADS).unwrap_or(text).split_whitespace() {
        if let Some(n) = part.strip_prefix("..") {
            elements.push(Element::Gap(n.parse().map_err(|_| format!("`{part}`: a gap is written `..2`"))?));
            continue;
        }
        let (part, optional) = match part.strip_suffix('?') {
            Some(rest) => (rest, true),
            None => (part, false),
        };
        if let Some(kind) = part.strip_prefix('<').and_then(|p| p.strip_suffix('>')) {
            elements.push(Element::Phrase { kind: phrase_type(kind)?, optional });
        } else if let Some(preps) = part.strip_prefix("prep:") {
            elements.push(Element::Prep(Box::new(preps.split('|').map(|p| fold(p).into()).collect())));
        } else {
            let part = match part.strip_prefix('^') {
                Some(rest) => {
                    head = count;
                    rest
                }
                None => part,
            };
            let word = words.number(word(part, lists, lexicon, unknown)?);
            elements.push(Element::Word { word, optional });
            count += 1;
        }
    }
    let lead = elements.iter().take_while(|e| !matches!(e, Element::Word { .. })).count();
    let begins = matches!(elements.first(), Some(Element::Word { .. } | Element::Phrase { optional: false, .. }));
    if !begins || !matches!(elements.get(lead), Some(Element::Word { optional: false, .. })) {
        return Err(format!("`{text}` must begin with a word, or with a phrase that a word follows"));
    }
    Ok(Pattern { text: text.to_owned(), elements, lead, heads, head })
}

fn phrase_type(kind: &str) -> Result<PhraseType, String> {
    Ok(match kind {
        "actor" => PhraseType::Actor,
        "force" => PhraseType::Force,
        "place" => PhraseType::Place,
        "people" => PhraseType::People,
        "goods" => PhraseType::Goods,
        "number" => PhraseType::Number,
        "them" => PhraseType::Them,
        "it" => PhraseType::It,
        other => {
            return Err(format!("`<{other}>` is no kind of phrase: actor force place people goods number them it"));
        }
    })
}

fn word(
    part: &str,
    lists: &FxHashMap<String, Vec<String>>,
    lexicon: &Lexicon,
    unknown: &mut Vec<String>,
) -> Result<Asked, String> {
    let mut lemmas = Vec::new();
    let mut exact = Vec::new();
    let mut class = WordClass::Any;
    for alternative in part.split('|') {
        let mut alternative = alternative;
        for (prefix, asked) in [
            ("v:", WordClass::Verb),
            ("n:", WordClass::Nominal),
            ("vn:", WordClass::Told),
            ("p:", WordClass::Participle),
            ("adj:", WordClass::Participle),
            ("pass:", WordClass::Passive),
        ] {
            if let Some(rest) = alternative.strip_prefix(prefix) {
                (alternative, class) = (rest, asked);
            }
        }
        if let Some(spelling) = alternative.strip_prefix('=') {
            exact.push(fold(spelling).into());
        } else if let Some(label) = alternative.strip_prefix('@') {
            if let Some(list) = lists.get(label) {
                for entry in list {
                    match entry.strip_prefix('=') {
                        Some(spelling) => exact.push(fold(spelling).into()),
                        None => add_lemma(entry, class, lexicon, &mut lemmas, &mut exact, unknown),
                    }
                }
            } else if let Some(id) = lexicon.class(label) {
                let all = lexicon.lemmas().iter().enumerate().filter(|(_, l)| l.classes.contains(&id));
                lemmas.extend(all.map(|(i, _)| (LemmaId::of(i), class)));
            } else {
                return Err(format!("`@{label}` is neither a list of this file nor a class label of the lexicon"));
            }
        } else if alternative.is_empty() {
            return Err(format!("`{part}` has an empty alternative"));
        } else {
            add_lemma(alternative, class, lexicon, &mut lemmas, &mut exact, unknown);
        }
    }
    lemmas.sort_by_key(|(lemma, _)| *lemma);
    lemmas.dedup();
    Ok(Asked { lemmas, exact })
}

/// Enters a lemma; with a verb, its verbal nouns and participles. A word that the lexicon does not list is taken as it is
/// written and noted.
fn add_lemma(
    text: &str,
    class: WordClass,
    lexicon: &Lexicon,
    out: &mut Vec<(LemmaId, WordClass)>,
    exact: &mut Vec<Box<str>>,
    unknown: &mut Vec<String>,
) {
    let written;
    let mut found = lexicon.find(text);
    if found.is_empty() {
        written = lexicon.written(text);
        found = &written;
    }
    if found.is_empty() {
        unknown.push(text.to_owned());
        exact.push(fold(text).into());
    }
    // A word that is both a verb and its masdar stands for both.
    for &id in found {
        out.push((id, class));
        if lexicon.lemma(id).kind == LemmaKind::Verb {
            let derived =
                lexicon.lemmas().iter().enumerate().skip(id.index()).take(12).filter(|(_, l)| l.base == Some(id));
            out.extend(derived.map(|(i, _)| (LemmaId::of(i), class)));
        }
    }
}
