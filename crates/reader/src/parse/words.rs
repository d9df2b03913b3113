//! What one word type means to the reader, computed once per type.

use crate::knowledge::{Knowledge, Labels, Name, NodeIx};
use hudna_arabic::fold::fold_char;
use hudna_arabic::morph::{Analyser, LemmaId, Proclitics, Reading};
use hudna_arabic::numbers;
use hudna_arabic::token::{Token, WordId};

/// What a word type means. Small: every token asks for it.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Its symbol as a further word of a name.
    pub symbol: Option<u32>,
    /// People, goods or unit word.
    pub kind: Option<Name>,
    /// What it means for numbers and times.
    pub number: numbers::TypeInfo,
    /// Where its roots begin in the store.
    roots: u32,
    /// How many they are.
    root_count: u8,
    /// A pattern of some frame can begin here.
    pub opens: bool,
}

/// The word types seen so far by one thread.
pub struct Types<'k> {
    knowledge: &'k Knowledge,
    analyser: Analyser<'k>,
    words: Vec<Word>,
    roots: Vec<Root>,
}

/// A trie node that a word reaches as the first word of a name, with the proclitics cut for it.
type Root = (NodeIx, Proclitics);

impl<'k> Types<'k> {
    /// Empty.
    pub fn new(knowledge: &'k Knowledge) -> Self {
        Types { knowledge, analyser: Analyser::new(&knowledge.lexicon), words: Vec::new(), roots: Vec::new() }
    }

    /// Tokenises a line and makes sure that every word type is known.
    pub fn tokenize(&mut self, text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
        self.analyser.tokenize(text, start, end, out);
        while self.words.len() < self.analyser.types() {
            let id = WordId(self.words.len() as u32);
            let word = self.describe(id);
            self.words.push(word);
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
                self.roots.push((node, cut));
            }
            kind = kind.or_else(|| k.language.word_kinds.get(rest).copied());
        }
        for reading in word.readings {
            if kind.is_some() {
                break;
            }
            let lemma = k.lexicon.lemma(reading.lemma);
            if reading.feats.person == 0 {
                kind = k.language.word_kinds.get(lemma.folded.as_str()).copied();
            }
        }
        Word {
            roots: first as u32,
            root_count: (self.roots.len() - first) as u8,
            number: k.wordlists.info(word.folded),
            symbol: k.names.symbol(word.folded),
            kind,
            opens: word.readings.iter().any(|r| k.triggers.contains_key(&r.lemma.0))
                || k.exact_triggers.contains_key(word.folded)
                || word
                    .splits
                    .iter()
                    .any(|s| k.exact_triggers.contains_key(&word.folded[s.start as usize..s.end as usize])),
        }
    }

    /// What a token's word type means.
    pub fn word(&self, token: Token) -> Word {
        self.words[token.word.0 as usize]
    }

    /// The roots of names that a token can open.
    pub fn roots(&self, token: Token) -> &[Root] {
        let word = &self.words[token.word.0 as usize];
        &self.roots[word.roots as usize..word.roots as usize + usize::from(word.root_count)]
    }

    /// The folded word of a token.
    pub fn folded(&self, token: Token) -> &str {
        self.analyser.word(token.word).folded
    }

    /// The folded word of a token without clitics that can be cut from it.
    pub fn stems(&self, token: Token) -> impl Iterator<Item = &str> {
        let word = self.analyser.word(token.word);
        word.splits.iter().map(|s| &word.folded[s.start as usize..s.end as usize])
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
        self.knowledge.language.operator_of.get(&lemma.0).copied()
    }

    /// Bytes that the proclitics `و ف ب ل ك س` (not the article) take at the start of a token.
    pub fn proclitic_bytes(&self, token: Token, pro: Proclitics, text: &str) -> usize {
        let letters = (pro.0 & !Proclitics::AL.0).count_ones();
        if letters == 0 {
            return 0;
        }
        // لل: the second lam is the article's.
        let merged = pro.has(Proclitics::LA)
            && pro.has(Proclitics::AL)
            && self.folded(token).trim_start_matches(['و', 'ف']).starts_with("لل");
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
