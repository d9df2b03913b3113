//! The analyser: text to tokens, and each word type, once, to its readings.

use super::feats::{Enclitic, Gender, Number, Pos, Proclitics};
use super::lexicon::{Entry, LemmaId, Lexicon};
use crate::fold::{fold_char, fold_into};
use crate::token::{Token, TokenKind, WordId};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// One way to read a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Its lemma.
    pub lemma: LemmaId,
    /// What the form says.
    pub feats: super::feats::Feats,
    /// Proclitics, the article included.
    pub proclitics: Proclitics,
    /// The pronoun at its end.
    pub enclitic: Option<Enclitic>,
    /// Byte range of the folded word without clitics.
    pub stem: (u8, u8),
}

/// A possible cut of proclitics, whether or not the rest is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split {
    /// What is cut.
    pub proclitics: Proclitics,
    /// First byte of the rest.
    pub start: u8,
    /// End of the rest.
    pub end: u8,
}

/// A word type.
#[derive(Debug, Clone)]
pub struct Word {
    /// Folded.
    pub folded: Box<str>,
    /// Readings, best first; empty for an unknown word.
    pub readings: SmallVec<[Reading; 4]>,
    /// Possible cuts of proclitics, longest rest first; the uncut word is the first.
    pub splits: SmallVec<[Split; 4]>,
}

/// Tokenises and analyses with one lexicon; remembers every word type. One per thread.
pub struct Analyser<'l> {
    lexicon: &'l Lexicon,
    ids: FxHashMap<Box<str>, WordId>,
    words: Vec<Word>,
    buffer: String,
}

impl<'l> Analyser<'l> {
    /// An analyser that knows no type yet.
    pub fn new(lexicon: &'l Lexicon) -> Self {
        Analyser { lexicon, ids: FxHashMap::default(), words: Vec::new(), buffer: String::new() }
    }

    /// Number of word types seen.
    pub fn types(&self) -> usize {
        self.words.len()
    }

    /// A word type.
    ///
    /// # Panics
    /// If the id is of another analyser.
    pub fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// Appends the tokens of `text[start..end]`; offsets are into `text`.
    pub fn tokenize(&mut self, text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
        let Some(part) = text.get(start..end) else { return };
        let mut quote_open = false;
        let mut chars = part.char_indices().peekable();
        while let Some(&(at, c)) = chars.peek() {
            let class = classify(c);
            match class {
                Class::Space => {
                    chars.next();
                }
                Class::Arabic | Class::Latin | Class::Digit => {
                    let mut stop = part.len();
                    let mut previous = c;
                    while let Some(&(i, d)) = chars.peek() {
                        let other = classify(d);
                        let inside = other == class
                            || (other == Class::Invisible)
                            || (class == Class::Digit && matches!(d, '.' | ',' | '٫' | '٬') && previous != d && next_is_digit(part, i + d.len_utf8()))
                            || (class == Class::Latin && matches!(d, '\'' | '’' | '-') && next_is_latin(part, i + d.len_utf8()));
                        if !inside {
                            stop = i;
                            break;
                        }
                        previous = d;
                        chars.next();
                    }
                    let kind = match class {
                        Class::Arabic => TokenKind::Arabic,
                        Class::Latin => TokenKind::Latin,
                        _ => TokenKind::Number,
                    };
                    let word = self.intern(&part[at..stop]);
                    out.push(Token { start: (start + at) as u32, end: (start + stop) as u32, kind, word });
                }
                Class::Invisible => {
                    chars.next();
                }
                Class::Mark => {
                    chars.next();
                    let mut stop = at + c.len_utf8();
                    let kind = match c {
                        '“' | '«' | '(' | '[' | '‹' | '‘' | '{' | '„' => TokenKind::Open,
                        '”' | '»' | ')' | ']' | '›' | '’' | '}' => TokenKind::Close,
                        '"' => {
                            quote_open = !quote_open;
                            if quote_open { TokenKind::Open } else { TokenKind::Close }
                        }
                        '.' | '!' | '?' | '؟' | '…' => {
                            while let Some(&(i, d)) = chars.peek() {
                                if !matches!(d, '.' | '!' | '?' | '؟' | '…') {
                                    break;
                                }
                                stop = i + d.len_utf8();
                                chars.next();
                            }
                            TokenKind::Stop
                        }
                        '،' | ',' | '؛' | ';' | ':' | '–' | '—' | '-' => TokenKind::Comma,
                        _ => TokenKind::Mark,
                    };
                    let word = self.intern(&part[at..at + c.len_utf8()]);
                    out.push(Token { start: (start + at) as u32, end: (start + stop) as u32, kind, word });
                }
            }
        }
    }

    fn intern(&mut self, surface: &str) -> WordId {
        self.buffer.clear();
        fold_into(surface, &mut self.buffer);
        let hints = Hints::of(surface);
        let plain = self.buffer.len();
        // Two spellings that fold alike but say different things (إزالة, أزاله) are two types.
        self.buffer.push(hints.mark());
        if let Some(&id) = self.ids.get(self.buffer.as_str()) {
            return id;
        }
        let id = WordId(self.words.len() as u32);
        self.words.push(analyse(self.lexicon, self.buffer[..plain].into(), hints));
        self.ids.insert(self.buffer.as_str().into(), id);
        id
    }
}

/// What the written hamza and ta marbuta say, where they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hints {
    ta_marbuta: bool,
    /// The first hamza that sits on an alef: above, below.
    hamza: Option<char>,
    /// A damma on the first or second letter: a passive.
    damma: bool,
}

impl Hints {
    fn of(surface: &str) -> Hints {
        let mut hints = Hints { ta_marbuta: surface.ends_with('ة'), hamza: None, damma: false };
        for (i, c) in surface.chars().enumerate() {
            match c {
                'أ' | 'إ' if hints.hamza.is_none() => hints.hamza = Some(c),
                '\u{64f}' if i <= 3 => hints.damma = true,
                _ => {}
            }
        }
        hints
    }

    fn mark(self) -> char {
        let hamza = match self.hamza {
            Some('إ') => 1,
            Some(_) => 2,
            None => 0,
        };
        char::from(1 + u8::from(self.ta_marbuta) + 2 * hamza + 6 * u8::from(self.damma))
    }

    /// What it costs to read the word as this lemma against what is written.
    fn against(self, lexicon: &Lexicon, r: &Reading) -> u32 {
        let first = lexicon.lemma(r.lemma).text.chars().next();
        let hamza = match (self.hamza, first) {
            (Some('إ'), Some('أ')) => true,
            (Some('أ'), Some('إ')) => true,
            _ => false,
        };
        let passive = self.damma && r.feats.person != 0 && r.feats.voice == super::feats::Voice::Active;
        u32::from(hamza) * 60 + u32::from(passive) * 20
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Arabic,
    Latin,
    Digit,
    Invisible,
    Mark,
}

fn classify(c: char) -> Class {
    match c {
        '\u{621}'..='\u{64a}' | '\u{64b}'..='\u{65f}' | '\u{670}'..='\u{6d3}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => Class::Arabic,
        'a'..='z' | 'A'..='Z' => Class::Latin,
        '0'..='9' | '٠'..='٩' | '۰'..='۹' => Class::Digit,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => Class::Invisible,
        c if c.is_whitespace() || c.is_control() => Class::Space,
        '_' => Class::Space,
        c if c.is_alphabetic() => Class::Latin,
        c if fold_char(c).is_none() => Class::Invisible,
        _ => Class::Mark,
    }
}

fn next_is_digit(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| classify(c) == Class::Digit)
}

fn next_is_latin(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| classify(c) == Class::Latin)
}

/// Enclitics: text, person, number, gender; longest first.
const ENCLITICS: &[(&str, u8, Number, Gender)] = &[
    ("هما", 3, Number::Dual, Gender::Masculine),
    ("كما", 2, Number::Dual, Gender::Masculine),
    ("ها", 3, Number::Singular, Gender::Feminine),
    ("هم", 3, Number::Plural, Gender::Masculine),
    ("هن", 3, Number::Plural, Gender::Feminine),
    ("كم", 2, Number::Plural, Gender::Masculine),
    ("نا", 1, Number::Plural, Gender::Masculine),
    ("ني", 1, Number::Singular, Gender::Masculine),
    ("ه", 3, Number::Singular, Gender::Masculine),
    ("ك", 2, Number::Singular, Gender::Masculine),
    ("ي", 1, Number::Singular, Gender::Masculine),
];

fn analyse(lexicon: &Lexicon, folded: Box<str>, hints: Hints) -> Word {
    let splits = splits(&folded);
    let mut readings: SmallVec<[Reading; 4]> = SmallVec::new();
    if folded.len() < 250 {
        for split in &splits {
            collect(lexicon, &folded, *split, &mut readings);
        }
    }
    if hints.ta_marbuta {
        readings.retain(|r| r.enclitic.is_none());
    }
    if hints.damma {
        for r in readings.iter_mut().filter(|r| r.feats.voice == super::feats::Voice::Either) {
            r.feats.voice = super::feats::Voice::Passive;
        }
    }
    readings.sort_by_key(|r| cost(r) + hints.against(lexicon, r));
    readings.dedup_by(|a, b| a.lemma == b.lemma && a.feats.pos == b.feats.pos && a.proclitics == b.proclitics && a.enclitic == b.enclitic);
    Word { folded, readings, splits }
}

fn cost(r: &Reading) -> u32 {
    let closed = matches!(r.feats.pos, Pos::Preposition | Pos::Particle);
    let mut cost = (r.proclitics.0 & !Proclitics::AL.0).count_ones() * 4;
    cost += match r.enclitic {
        Some(e) if e.person == 3 => 3,
        Some(_) => 9,
        None => 0,
    };
    if r.proclitics.has(Proclitics::AL) {
        cost += 1;
    }
    // وفي, بأنه: the closed words are far more frequent than what they could be cut from.
    if closed {
        cost = cost.saturating_sub(4);
    }
    // A listed noun is likelier than a participle that is written like it.
    let derived = match r.feats.pos {
        Pos::ActiveParticiple | Pos::PassiveParticiple => 3,
        Pos::Masdar | Pos::Adjective => 1,
        _ => 0,
    };
    cost * 8 + derived + u32::from(!closed) * 4 + u32::from(r.feats.construct) * 2 + u32::from(r.feats.number == Number::Dual) + u32::from(r.feats.person != 0 && r.feats.person != 3) * 24
}

fn splits(folded: &str) -> SmallVec<[Split; 4]> {
    let mut out = SmallVec::new();
    if folded.len() >= 250 {
        return out;
    }
    let end = folded.len() as u8;
    let mut push = |proclitics: Proclitics, start: usize| {
        // A rest of at least two letters.
        if folded[start..].chars().nth(1).is_some() || start == 0 {
            out.push(Split { proclitics, start: start as u8, end });
        }
    };
    push(Proclitics::default(), 0);
    let mut heads: SmallVec<[(Proclitics, usize); 3]> = SmallVec::new();
    heads.push((Proclitics::default(), 0));
    for (letter, bit) in [("و", Proclitics::WA), ("ف", Proclitics::FA)] {
        if folded.starts_with(letter) {
            heads.push((bit, letter.len()));
        }
    }
    for (bits, at) in heads {
        if at > 0 {
            push(bits, at);
        }
        let rest = &folded[at..];
        if rest.starts_with("ال") {
            push(bits.with(Proclitics::AL), at + 4);
        }
        if rest.starts_with("لل") {
            push(bits.with(Proclitics::LA).with(Proclitics::AL), at + 4);
        }
        for (letter, bit) in [("ب", Proclitics::BA), ("ل", Proclitics::LA), ("ك", Proclitics::KA), ("س", Proclitics::SA)] {
            if rest.starts_with(letter) {
                push(bits.with(bit), at + 2);
                if rest[2..].starts_with("ال") && bit != Proclitics::SA {
                    push(bits.with(bit).with(Proclitics::AL), at + 6);
                }
            }
        }
    }
    out
}

fn collect(lexicon: &Lexicon, folded: &str, split: Split, out: &mut SmallVec<[Reading; 4]>) {
    let rest = &folded[split.start as usize..split.end as usize];
    let mut add = |entry: Entry, enclitic: Option<Enclitic>| {
        if allowed(&entry, split.proclitics, enclitic) {
            let end = split.end - enclitic.map_or(0, |e| e.len);
            out.push(Reading { lemma: entry.lemma, feats: entry.feats, proclitics: split.proclitics, enclitic, stem: (split.start, end) });
        }
    };
    for entry in lexicon.entries(rest) {
        add(entry, None);
    }
    if split.proclitics.has(Proclitics::AL) {
        return;
    }
    for &(ending, person, number, gender) in ENCLITICS {
        let Some(stem) = rest.strip_suffix(ending).filter(|s| !s.is_empty()) else { continue };
        let enclitic = Some(Enclitic { person, number, gender, len: ending.len() as u8 });
        for entry in lexicon.entries(stem) {
            // ي on nominals and prepositions, ني on verbs and particles.
            let on_verb = entry.feats.person != 0;
            if ending == "ي" && on_verb || ending == "ني" && !on_verb && entry.feats.pos != Pos::Particle {
                continue;
            }
            let nominal = entry.feats.person == 0 && !matches!(entry.feats.pos, Pos::Preposition | Pos::Particle);
            // A stem in ta marbuta or with nun cannot take a pronoun as it is.
            if nominal && (stem.ends_with('ه') || !entry.feats.construct && entry.feats.number != Number::Singular && (stem.ends_with("ون") || stem.ends_with("ين") || stem.ends_with("ان"))) {
                continue;
            }
            add(entry, enclitic);
        }
        let mut changed = |from: char, to: &str, verbs: bool| {
            if let Some(cut) = stem.strip_suffix(from) {
                let full = format!("{cut}{to}");
                for entry in lexicon.entries(&full) {
                    if verbs == (entry.feats.person != 0) {
                        add(entry, enclitic);
                    }
                }
            }
        };
        changed('ت', "ه", false);
        changed('و', "وا", true);
        changed('ا', "ي", true);
        changed('و', "اء", false);
        changed('ي', "اء", false);
        if let Some(cut) = stem.strip_suffix("او").or_else(|| stem.strip_suffix("اي")) {
            for entry in lexicon.entries(&format!("{cut}اء")) {
                add(entry, enclitic);
            }
        }
    }
}

/// Which clitics a form takes.
fn allowed(entry: &Entry, pro: Proclitics, enclitic: Option<Enclitic>) -> bool {
    let pos = entry.feats.pos;
    let verb = entry.feats.person != 0;
    let particle = pos == Pos::Particle;
    if verb {
        if pro.has(Proclitics::AL) || pro.has(Proclitics::BA) || pro.has(Proclitics::KA) {
            return false;
        }
        if pro.has(Proclitics::SA) {
            return pos == Pos::Imperfect;
        }
        if pro.has(Proclitics::LA) {
            return pos == Pos::Imperfect;
        }
        return true;
    }
    if pro.has(Proclitics::SA) {
        return false;
    }
    if pos == Pos::Preposition {
        return !pro.has(Proclitics::AL) && !pro.has(Proclitics::LA);
    }
    if particle {
        return !pro.has(Proclitics::AL);
    }
    if entry.feats.construct && pro.has(Proclitics::AL) {
        return false;
    }
    // A first person pronoun on a noun is rare in reports and looks like a nisba or a dual.
    !(enclitic.is_some_and(|e| e.person != 3) && entry.feats.construct)
}
