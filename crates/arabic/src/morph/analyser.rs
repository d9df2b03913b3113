//! The analyser: text to tokens, and each word type, once, to its readings.

use super::clitics::{ENCLITICS, Split, splits, takes};
use super::colloquial;
use super::feats::{Enclitic, Feats, Number, Pos, Proclitics};
use super::interner::{Interner, Key, Slot};
use super::lexicon::{LemmaId, Lexicon};
use super::paradigm::Paradigm;
use super::rank::{ABSURD, Candidate, FAR, NO_PARTICLE, Spelling, cost};
use super::surface::{Initial, Marks, letters};
use crate::fold::fold_into;
use crate::scan::{Piece, Scanner};
use crate::token::{Token, TokenKind, WordId};
use smallvec::SmallVec;

/// One way to read a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Its lemma.
    pub lemma: LemmaId,
    /// What the form says.
    pub feats: Feats,
    /// Proclitics, the article included.
    pub proclitics: Proclitics,
    /// The pronoun at its end.
    pub enclitic: Option<Enclitic>,
    /// Byte range of the folded word without clitics.
    pub stem: (u8, u8),
}

/// A word type.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    /// Folded.
    pub folded: &'a str,
    /// Readings, best first; empty for an unknown word.
    pub readings: &'a [Reading],
    /// Possible cuts of proclitics, longest rest first; the uncut word is the first.
    pub splits: &'a [Split],
}

impl<'a> Word<'a> {
    /// The folded word without proclitics that can be cut from it, longest first.
    #[inline]
    pub fn stems(self) -> impl Iterator<Item = &'a str> {
        self.splits.iter().map(move |s| &self.folded[s.start as usize..s.end as usize])
    }
}

/// A word type that was just analysed.
#[derive(Debug, Default)]
struct Analysis {
    folded: String,
    readings: SmallVec<[Reading; 4]>,
    splits: SmallVec<[Split; 4]>,
}

/// Where the parts of a word type begin in the analyser's stores; they end where the next type's begin.
#[derive(Debug, Clone, Copy, Default)]
struct Begins {
    readings: u32,
    splits: u32,
}

/// Tokenises and analyses with one lexicon; remembers every word type. One per thread.
#[derive(Debug)]
pub struct Analyser<'l> {
    lexicon: &'l Lexicon,
    /// Words as they are written in the text.
    written: Interner,
    /// Words as they are spelled: without tatweel and controls, with the marks that matter.
    spelled: Interner,
    /// Of each type in the order of meeting, and one past the last. A language's few commonest words are met first, so that
    /// what is asked for most lies together.
    begins: Vec<Begins>,
    folded: Vec<Box<str>>,
    readings: Vec<Reading>,
    splits: Vec<Split>,
    buffer: String,
    /// The words of the line at hand, and where they stand in `written` most likely.
    pieces: Vec<(Piece, Key)>,
    places: Vec<Slot>,
}

impl<'l> Analyser<'l> {
    /// An analyser that knows no type yet.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Analyser {
            lexicon,
            written: Interner::default(),
            spelled: Interner::default(),
            begins: vec![Begins::default()],
            folded: Vec::new(),
            readings: Vec::new(),
            splits: Vec::new(),
            buffer: String::new(),
            pieces: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Number of word types seen.
    #[inline]
    pub fn types(&self) -> usize {
        self.begins.len() - 1
    }

    /// A word type.
    ///
    /// # Panics
    /// If the id is of another analyser.
    #[inline]
    pub fn word(&self, id: WordId) -> Word<'_> {
        let (from, to) = (self.begins[id.0 as usize], self.begins[id.0 as usize + 1]);
        Word {
            folded: &self.folded[id.0 as usize],
            readings: &self.readings[from.readings as usize..to.readings as usize],
            splits: &self.splits[from.splits as usize..to.splits as usize],
        }
    }

    /// The folded spelling of a word type.
    ///
    /// # Panics
    /// If the id is of another analyser.
    #[inline]
    pub fn folded(&self, id: WordId) -> &str {
        &self.folded[id.0 as usize]
    }

    /// The readings of a word type, best first.
    ///
    /// # Panics
    /// If the id is of another analyser.
    #[inline]
    pub fn readings(&self, id: WordId) -> &[Reading] {
        let (from, to) = (self.begins[id.0 as usize].readings, self.begins[id.0 as usize + 1].readings);
        &self.readings[from as usize..to as usize]
    }

    fn keep(&mut self, analysis: Analysis) -> WordId {
        let id = WordId(self.types() as u32);
        self.folded.push(analysis.folded.into_boxed_str());
        self.readings.extend_from_slice(&analysis.readings);
        self.splits.extend_from_slice(&analysis.splits);
        self.begins.push(Begins { readings: self.readings.len() as u32, splits: self.splits.len() as u32 });
        id
    }

    /// Appends the tokens of `text[start..end]`; offsets are into `text`. A range that is not on character boundaries has no tokens.
    pub fn tokenize(&mut self, text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
        let Some(part) = text.get(start..end) else {
            return;
        };
        let mut pieces = std::mem::take(&mut self.pieces);
        let key = |piece: Piece| (piece, Key::of(&part.as_bytes()[piece.start..piece.end]));
        pieces.extend(Scanner::new(part).map(key));
        let mut places = std::mem::take(&mut self.places);
        places.extend(pieces.iter().map(|(_, key)| self.written.place(*key)));
        for (&(piece, key), &place) in pieces.iter().zip(&places) {
            let word = place.id(key).unwrap_or_else(|| {
                let surface = &part[piece.start..piece.end];
                self.written.find(key, surface).unwrap_or_else(|| self.meet(surface, piece.kind))
            });
            out.push(Token {
                start: (start + piece.start) as u32,
                end: (start + piece.end) as u32,
                kind: piece.kind,
                word,
            });
        }
        pieces.clear();
        places.clear();
        (self.pieces, self.places) = (pieces, places);
    }

    /// The type of a word that has not been written so before.
    fn meet(&mut self, surface: &str, kind: TokenKind) -> WordId {
        let mut spelled = std::mem::take(&mut self.buffer);
        spelled.clear();
        let mut marks = Marks::default();
        match kind {
            TokenKind::Arabic => marks = letters(surface, &mut spelled),
            TokenKind::Latin | TokenKind::Number => fold_into(surface, &mut spelled),
            _ => spelled.extend(surface.chars().take(1)),
        }
        let plain = spelled.len();
        if marks != Marks::default() {
            // Ten bits each: always a character.
            spelled.extend(
                [marks.damma, marks.fatha, marks.gaf, marks.tanwin]
                    .iter()
                    .filter_map(|m| char::from_u32(u32::from(*m))),
            );
            spelled.push('\u{0}');
        }
        let id = match self.spelled.get(&spelled) {
            Some(id) => id,
            None => {
                let spelling = Spelling { letters: &spelled[..plain], marks };
                let id = self.keep(analyse(self.lexicon, spelling, kind));
                self.spelled.insert(&spelled, id);
                id
            }
        };
        self.written.insert(surface, id);
        self.buffer = spelled;
        id
    }
}

fn analyse(lexicon: &Lexicon, spelling: Spelling<'_>, kind: TokenKind) -> Analysis {
    let mut word = Analysis::default();
    fold_into(spelling.letters, &mut word.folded);
    if kind != TokenKind::Arabic || word.folded.len() != spelling.letters.len() {
        word.splits.extend(u8::try_from(word.folded.len()).ok().map(|end| Split {
            proclitics: Proclitics::default(),
            start: 0,
            end,
        }));
        return word;
    }
    word.splits = splits(&word.folded);
    let mut found: SmallVec<[(u32, Reading); 8]> = SmallVec::new();
    for split in &word.splits {
        collect(lexicon, &word.folded, spelling, *split, &mut found);
    }
    if let (true, Some(end), Initial::Above) =
        (found.is_empty(), word.splits.first().map(|s| s.end), Initial::of(spelling.letters.chars().next()))
    {
        collect(lexicon, &word.folded, spelling, Split { proclitics: Proclitics::A, start: 2, end }, &mut found);
    }
    let look_up = |word: &str, spelling: Spelling<'_>, split: Split, found: &mut dyn FnMut(u32, Reading)| {
        let mut some = SmallVec::new();
        collect(lexicon, word, spelling, split, &mut some);
        some.into_iter().for_each(|(cost, reading)| found(cost, reading));
    };
    if found.is_empty() {
        for split in colloquial::before_article(&word.folded) {
            collect(lexicon, &word.folded, spelling, split, &mut found);
            word.splits.push(split);
        }
    }
    // حاصرو, شالو: a participle before a genitive, or the verb of a post.
    let genitive = |(_, r): &(u32, Reading)| {
        r.feats.pos == Pos::ActiveParticiple
            && r.feats.construct
            && r.enclitic.is_none()
            && r.feats.number == Number::Plural
    };
    if found.iter().all(genitive) {
        colloquial::read(lexicon, &word.folded, spelling, look_up, |cost, reading| found.push((cost, reading)));
    }
    found.sort_by_key(|(cost, _)| *cost);
    let adjective = found.iter().any(|(_, r)| r.feats.pos == Pos::Adjective && r.enclitic.is_none());
    let far = found.first().map_or(0, |(best, _)| best + FAR);
    let preposition = found.first().map(|(_, r)| *r).filter(|r| r.feats.pos == Pos::Preposition);
    for (cost, reading) in found {
        // وبين, وقبل: the words beside may ask for the verb that is written like a preposition, however far it comes after it.
        let alike = preposition.is_some_and(|p| {
            reading.feats.pos == Pos::Perfect && reading.stem == p.stem && reading.enclitic == p.enclitic
        });
        let far = if alike { far + NO_PARTICLE } else { far };
        let own = reading.enclitic.is_some_and(|e| e.person == 1 && e.len == 2);
        if cost > far || adjective && own || word.readings.iter().any(|r| same(r, &reading)) {
            continue;
        }
        word.readings.push(reading);
    }
    word
}

/// Whether two readings differ in nothing that a reader of reports needs.
fn same(a: &Reading, b: &Reading) -> bool {
    let number = a.feats.person != 0 || a.feats.number == b.feats.number;
    a.lemma == b.lemma
        && a.feats.pos == b.feats.pos
        && number
        && a.proclitics == b.proclitics
        && a.enclitic == b.enclitic
}

/// The last letter of a folded word: most pronouns end in another one, and need not be looked at.
fn last_letter(word: &str) -> Option<&[u8; 2]> {
    word.as_bytes().last_chunk()
}

fn collect(
    lexicon: &Lexicon,
    folded: &str,
    spelling: Spelling<'_>,
    split: Split,
    out: &mut SmallVec<[(u32, Reading); 8]>,
) {
    let Some(rest) = folded.get(usize::from(split.start)..usize::from(split.end)) else {
        return;
    };
    let bodies = std::iter::once((rest, None)).chain(
        ENCLITICS
            .iter()
            .filter(|_| !split.proclitics.has(Proclitics::AL))
            .filter(|(text, _)| last_letter(rest) == last_letter(text))
            .filter_map(|(text, enclitic)| rest.strip_suffix(text).map(|body| (body, Some(*enclitic)))),
    );
    for (body, enclitic) in bodies {
        let end = usize::from(split.start) + body.len();
        lexicon.stems.forms(body, enclitic.is_some(), |stem, affix| {
            let candidate = Candidate { stem, affix, split, enclitic, end };
            let mut feats = stem.feats(affix);
            if !takes(&feats, affix, split.proclitics, enclitic) {
                return;
            }
            // أحمد, أسعد are names more often than a first person.
            if affix.prefix == "ا" && stem.paradigm == Paradigm::ImperfectSound && body.len() == 8 {
                return;
            }
            let Some(against) = spelling.against(&candidate) else {
                return;
            };
            let (voice, unlike) = spelling.voice(&candidate, &feats);
            feats.voice = voice;
            let reading = Reading {
                lemma: stem.lemma,
                feats,
                proclitics: split.proclitics,
                enclitic,
                stem: (split.start, end as u8),
            };
            let cost = cost(&candidate, &feats) + against + unlike;
            if cost <= ABSURD {
                out.push((cost, reading));
            }
        });
    }
}
