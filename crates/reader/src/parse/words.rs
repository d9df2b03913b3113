//! What one word type means to the reader, computed once per type.

use super::node::{Kind, Node, plain};
use super::tense::tenses;
use crate::knowledge::{Knowledge, Labels, Name, NodeIx, Opening, Symbol, WordNo, holds};
use hudna_arabic::fold::fold_char;
use hudna_arabic::morph::{Analyser, LemmaId, Pos, Proclitics, Reading};
use hudna_arabic::numbers;
use hudna_arabic::token::{Token, TokenKind, WordId};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::{BuildHasher, Hash};

/// What a word type becomes where it is no part of a name, as far as its readings tell. It comes from memory as a whole, too.
#[derive(Debug)]
#[repr(align(64))]
pub struct Ready {
    /// Its node, but for where it stands: of its one reading; of a word with none or several nothing is known.
    pub node: Node,
    /// It has several readings.
    pub several: bool,
    /// It may be a past and a present that are written alike.
    pub tenses: bool,
    /// The labels of all its readings.
    pub labels: u64,
}

/// What a word type means. Small: every token asks for it, and it comes from memory as a whole.
#[derive(Debug)]
#[repr(align(64))]
pub struct Word {
    /// Its symbol as a further word of a name.
    pub symbol: Option<Symbol>,
    /// People, goods or unit word.
    pub kind: Option<Name>,
    /// What it means for numbers and times.
    pub number: numbers::TypeInfo,
    /// The actor that it stands for as a nisba adjective.
    pub adjective: Option<u32>,
    /// It can be a given name.
    pub given: bool,
    /// Before a verb in the present it says only that it goes on (`عم`: false), or makes it the future (`راح`: true).
    pub auxiliary: Option<bool>,
    /// A pattern of some frame can begin here.
    pub opens: bool,
    /// It begins with the article.
    pub article: bool,
    /// It is a name that counts only beside another one.
    pub beside: bool,
    /// It is a word of trade or sports.
    pub outside: bool,
    /// It says where a place lies beside another, as it stands.
    pub locator: bool,
    /// It is written like a preposition, and is a relative of dialects too (`الي`).
    pub relative: bool,
    /// Where its roots, openings and answers lie in the stores.
    roots: Part,
    openings: Part,
    answers: Part,
}

const _: () = assert!(size_of::<Word>() == 64 && size_of::<Ready>() == 64);

/// Both, side by side: memory hands out such lines in pairs, so whoever asks for one has the other soon after.
#[derive(Debug)]
#[repr(align(128))]
struct Known {
    word: Word,
    ready: Ready,
}

/// A part of a store.
#[derive(Debug, Clone, Copy)]
struct Part {
    start: u32,
    len: u32,
}

impl Part {
    fn of<T>(self, store: &[T]) -> &[T] {
        &store[self.start as usize..(self.start + self.len) as usize]
    }

    /// From `start` to the end of the store.
    fn since<T>(start: usize, store: &[T]) -> Part {
        Part { start: start as u32, len: (store.len() - start) as u32 }
    }
}

/// Parts of a store, each kept once: the forms of a word open and answer the same, and what is asked for often lies together.
#[derive(Debug)]
struct Shared<T> {
    store: Vec<T>,
    known: FxHashMap<u64, Part>,
}

impl<T: Copy + Eq + Hash> Shared<T> {
    fn new() -> Self {
        Shared { store: Vec::new(), known: FxHashMap::default() }
    }

    /// Keeps what was added to the store from `start` on, or finds where it is kept already.
    fn keep(&mut self, start: usize) -> Part {
        let fresh = Part::since(start, &self.store);
        let hash = FxBuildHasher.hash_one(fresh.of(&self.store));
        let known = *self.known.entry(hash).or_insert(fresh);
        if known.of(&self.store) != fresh.of(&self.store) {
            return fresh;
        }
        if known.start < fresh.start {
            self.store.truncate(start);
        }
        known
    }
}

/// A pattern that a word type can open. Those whose first needed word is the same lie together, so that one look at it answers for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Open {
    /// The pattern.
    pub opening: Opening,
    /// How many from this one on need the same word first.
    pub alike: u32,
    /// At which place it is tried.
    pub turn: u32,
}

/// A word asked for by patterns that a word type answers, and with which readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Answer {
    word: WordNo,
    readings: u8,
}

/// Which readings of a word may answer.
#[derive(Debug, Clone, Copy)]
#[repr(u8)]
pub enum Answering {
    /// Finite verbs.
    Finite = 1,
    /// All others.
    Other = 2,
    /// Any.
    Any = 3,
}

/// The word types seen so far by one thread.
pub struct Types<'k> {
    knowledge: &'k Knowledge,
    analyser: Analyser<'k>,
    known: Vec<Known>,
    roots: Vec<Root>,
    openings: Shared<Open>,
    answers: Shared<Answer>,
    /// Filled while a type is described.
    opened: Vec<Opening>,
}

/// A trie node that a word reaches as the first word of a name.
#[derive(Debug, Clone, Copy)]
pub struct Root {
    /// The node.
    pub node: NodeIx,
    /// The proclitics cut for it.
    pub cut: Proclitics,
    /// Some name ends here.
    pub ends: bool,
    /// The words that go on from it, as `NameTrie::further` tells them.
    pub further: u64,
}

impl<'k> Types<'k> {
    /// Empty.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Types {
            knowledge,
            analyser: Analyser::new(&knowledge.lexicon),
            known: Vec::new(),
            roots: Vec::new(),
            openings: Shared::new(),
            answers: Shared::new(),
            opened: Vec::new(),
        }
    }

    /// Tokenises a line and makes sure that every word type is known.
    pub fn tokenize(&mut self, text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
        self.analyser.tokenize(text, start, end, out);
        while self.known.len() < self.analyser.types() {
            let id = WordId(self.known.len() as u32);
            let word = self.describe(id);
            self.known.push(Known { word, ready: self.prepare(id) });
        }
    }

    fn describe(&mut self, id: WordId) -> Word {
        let k = self.knowledge;
        let word = self.analyser.word(id);
        let first = self.roots.len();
        let mut kind = None;
        for split in word.splits {
            // سـ stands before verbs only, never before a name.
            if split.proclitics.has(Proclitics::SA) {
                continue;
            }
            let rest = &word.folded[split.start as usize..split.end as usize];
            let article = split.proclitics.has(Proclitics::AL);
            let merged = article && split.proclitics.has(Proclitics::LA);
            if article && !merged {
                kind = kind.or_else(|| k.language.word_kinds.get(rest).copied());
                continue;
            }
            let symbol = if merged { k.names.symbol(&format!("ال{rest}")) } else { k.names.symbol(rest) };
            let cut = Proclitics(split.proclitics.0 & !Proclitics::AL.0);
            if let Some(node) = symbol.and_then(|s| k.names.root(s)) {
                let (ends, further) = (!k.names.names(node).is_empty(), k.names.further(node));
                self.roots.push(Root { node, cut, ends, further });
            }
            kind = kind.or_else(|| k.language.word_kinds.get(rest).copied());
        }
        // `مستوطنة`: a place before it is a woman who settles.
        let place = word.readings.first().filter(|r| self.bits(r.lemma) & Labels::PLACE_KIND != 0);
        let place = place.map(|r| k.lexicon.lemma(r.lemma).folded.as_str());
        for reading in word.readings {
            if kind.is_some() {
                break;
            }
            let lemma = k.lexicon.lemma(reading.lemma);
            if place.is_some_and(|p| p.len() > lemma.folded.len() && p.starts_with(lemma.folded.as_str())) {
                continue;
            }
            if reading.feats.person == 0 {
                kind = k.language.word_kinds.get(lemma.folded.as_str()).copied();
            }
        }
        let roots = Part::since(first, &self.roots);
        let named = |wanted: fn(&Name) -> Option<u32>| {
            roots.of(&self.roots).iter().find_map(|root| k.names.names(root.node).iter().find_map(wanted))
        };
        let adjective = named(|name| if let Name::Adjective { at } = name { Some(*at) } else { None });
        let given = named(|name| (*name == Name::Given).then_some(0)).is_some();
        let beside = named(|name| if let Name::Beside { at } = name { Some(*at) } else { None }).is_some();
        let (openings, answers) = (self.openings(id), self.answers(id));
        let word = self.analyser.word(id);
        let alone = word.folded.trim_start_matches('و');
        Word {
            roots,
            adjective,
            given,
            auxiliary: [(&k.language.to_come, true), (&k.language.going_on, false)]
                .into_iter()
                .find_map(|(words, to_come)| holds(words, alone).then_some(to_come)),
            opens: openings.len > 0,
            article: word.folded.starts_with("ال"),
            beside,
            locator: holds(&k.language.locators, word.folded),
            relative: written_like_preposition(word.readings)
                && word.readings.iter().any(|r| self.bits(r.lemma) & Labels::RELATIVE != 0),
            outside: word.stems().any(|stem| holds(&k.language.outside, stem)),
            openings,
            answers,
            number: k.wordlists.info(word.folded),
            symbol: k.names.symbol(word.folded),
            kind,
        }
    }

    fn prepare(&self, id: WordId) -> Ready {
        let readings = self.analyser.readings(id);
        let mut node = plain(Kind::Unknown, 0, 1);
        if let [only] = readings {
            self.read(&mut node, only);
        }
        let labels = readings.iter().fold(0, |labels, r| labels | self.bits(r.lemma));
        Ready { node, several: readings.len() > 1, tenses: tenses(readings).is_some(), labels }
    }

    /// Makes a node one of that reading.
    pub fn read(&self, node: &mut Node, reading: &Reading) {
        node.bits = self.bits(reading.lemma);
        node.pro = reading.proclitics;
        node.enc = reading.enclitic;
        node.feats = Some(reading.feats);
        node.lemma = Some(reading.lemma);
        node.operator = self.operator(reading.lemma);
        node.kind = match reading.feats.pos {
            Pos::Perfect | Pos::Imperfect | Pos::Imperative => Kind::Verb,
            Pos::Masdar | Pos::ActiveParticiple | Pos::PassiveParticiple | Pos::Noun => Kind::Noun,
            Pos::Adjective => Kind::Adjective,
            Pos::Preposition => Kind::Prep,
            Pos::Particle => Kind::Particle,
        };
    }

    /// Finds the patterns that a type can open, and keeps them.
    fn openings(&mut self, id: WordId) -> Part {
        let (index, word) = (&self.knowledge.words, self.analyser.word(id));
        self.opened.clear();
        for reading in word.readings {
            index.open_by_reading(reading, &mut self.opened);
        }
        for stem in word.stems() {
            index.open_by_spelling(stem, &mut self.opened);
        }
        let start = self.openings.store.len();
        let open = |(turn, &opening): (u32, &Opening)| Open { opening, alike: 0, turn };
        self.openings.store.extend((0..).zip(&self.opened).map(open));
        let fresh = &mut self.openings.store[start..];
        fresh.sort_by_key(|open| open.opening.needs[0]);
        for at in (0..fresh.len()).rev() {
            let next = fresh.get(at + 1).filter(|next| next.opening.needs[0] == fresh[at].opening.needs[0]);
            fresh[at].alike = 1 + next.map_or(0, |next| next.alike);
        }
        self.openings.keep(start)
    }

    /// Finds the words of patterns that a type answers, and keeps them, sorted.
    fn answers(&mut self, id: WordId) -> Part {
        let (index, word) = (&self.knowledge.words, self.analyser.word(id));
        let answers = &mut self.answers.store;
        let start = answers.len();
        for reading in word.readings {
            let readings = if finite(reading) { Answering::Finite } else { Answering::Other } as u8;
            answers.extend(index.answered(reading).map(|word| Answer { word, readings }));
        }
        for stem in word.stems() {
            let any = |word: &WordNo| Answer { word: *word, readings: Answering::Any as u8 };
            answers.extend(index.spelled(stem).iter().map(any));
        }
        answers[start..].sort_unstable_by_key(|answer| answer.word);
        // One answer for each word, with all readings that give it.
        let mut kept = start;
        for at in start..answers.len() {
            let answer = answers[at];
            if kept > start && answers[kept - 1].word == answer.word {
                answers[kept - 1].readings |= answer.readings;
            } else {
                answers[kept] = answer;
                kept += 1;
            }
        }
        answers.truncate(kept);
        self.answers.keep(start)
    }

    /// What a token's word type means.
    pub fn word(&self, token: Token) -> &Word {
        &self.known[token.word.0 as usize].word
    }

    /// What a token's word type becomes.
    pub fn ready(&self, token: Token) -> &Ready {
        &self.known[token.word.0 as usize].ready
    }

    /// The roots of names that a token can open.
    pub fn roots(&self, token: Token) -> &[Root] {
        self.word(token).roots.of(&self.roots)
    }

    /// The patterns that a token can open, by the word that they need first.
    pub fn openings_of(&self, token: Token) -> &[Open] {
        self.word(token).openings.of(&self.openings.store)
    }

    /// Whether a token is a word that a pattern asks for, by the readings allowed.
    pub fn answers_to(&self, token: Token, word: WordNo, readings: Answering) -> bool {
        let answers = self.word(token).answers.of(&self.answers.store);
        let found = answers.binary_search_by_key(&word, |answer| answer.word);
        found.is_ok_and(|at| answers[at].readings & readings as u8 != 0)
    }

    /// The words of patterns that a token answers.
    pub fn answered(&self, token: Token) -> impl Iterator<Item = WordNo> {
        self.word(token).answers.of(&self.answers.store).iter().map(|answer| answer.word)
    }

    /// The folded word of a token.
    pub fn folded(&self, token: Token) -> &str {
        self.analyser.folded(token.word)
    }

    /// The folded word of a token without clitics that can be cut from it.
    pub fn stems(&self, token: Token) -> impl Iterator<Item = &str> {
        self.analyser.word(token.word).stems()
    }

    /// The readings of a token, best first.
    pub fn readings(&self, token: Token) -> &[Reading] {
        self.analyser.readings(token.word)
    }

    /// Label bits of a lemma.
    pub fn bits(&self, lemma: LemmaId) -> u64 {
        self.knowledge.labels.bits(lemma)
    }

    /// The operator that a lemma opens.
    pub fn operator(&self, lemma: LemmaId) -> Option<u16> {
        self.knowledge.labels.operator(lemma)
    }

    /// Whether a token can be a given name.
    pub fn given(&self, token: Token) -> bool {
        token.kind == TokenKind::Arabic && self.word(token).given
    }

    /// Bytes that the proclitics `و ف ب ل ك س` (not the article) take at the start of a token.
    pub fn proclitic_bytes(&self, token: Token, pro: Proclitics, text: &str) -> usize {
        // `عالحاجز`: one letter stands for على, which has two bits.
        let letters = (pro.0 & !Proclitics::AL.0).count_ones() - u32::from(pro.has(Proclitics::ALA));
        if letters == 0 {
            return 0;
        }
        // لل: the second lam is the article's.
        let merged = pro.has(Proclitics::LA)
            && pro.has(Proclitics::AL)
            && self.folded(token).trim_start_matches(['و', 'ف']).starts_with("لل");
        // للقاء: of a word that begins with a lam, one lam is all that the preposition and the article leave.
        let whole = self.readings(token).iter().find(|r| r.proclitics == pro).map(|r| r.stem.0);
        let before = whole.and_then(|start| self.folded(token).get(..usize::from(start)));
        let merged = merged && before.is_none_or(|b| b.chars().count() as u32 > letters);
        let mut left = letters + u32::from(merged);
        for (at, c) in text[token.start as usize..token.end as usize].char_indices() {
            if fold_char(c).is_some() {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
        }
        0
    }
}

/// Whether a word is most likely a preposition as it stands.
fn written_like_preposition(readings: &[Reading]) -> bool {
    readings.first().is_some_and(|r| r.feats.pos == Pos::Preposition && r.proclitics.0 == 0 && r.enclitic.is_none())
}

/// Whether a reading is of a nominal.
pub fn nominal(reading: &Reading) -> bool {
    use hudna_arabic::morph::Pos;
    matches!(
        reading.feats.pos,
        Pos::Masdar | Pos::ActiveParticiple | Pos::PassiveParticiple | Pos::Noun | Pos::Adjective
    )
}

/// Whether a reading is of a finite verb.
pub fn finite(reading: &Reading) -> bool {
    use hudna_arabic::morph::Pos;
    matches!(reading.feats.pos, Pos::Perfect | Pos::Imperfect)
}

/// Bits that make a word the head of an actor phrase.
pub const ACTOR_HEAD: u64 = Labels::FORCE_HEAD | Labels::BODY_HEAD | Labels::SOURCE_HEAD | Labels::OFFICE;
