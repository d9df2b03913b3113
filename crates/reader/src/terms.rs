//! The words of a text as a search has them: each by its spelling, folded, and by the lemmas that it can be a form of.

use crate::knowledge::{KnowledgeError, KnowledgeFile, lexicon};
use hudna_arabic::morph::{Analyser, Lexicon, Proclitics, Word};
use hudna_arabic::token::{Token, TokenKind};

/// Types that are remembered at most: whoever types many strange words must not fill the memory.
const REMEMBERED: usize = 400_000;
/// Forms of a word that count.
const FORMS: usize = 3;

/// The lexicon alone, without names and frames.
pub struct Vocabulary {
    lexicon: Lexicon,
}

impl Vocabulary {
    /// Compiles the lexicon of the knowledge.
    ///
    /// # Errors
    /// Every mistake found.
    pub fn compile(files: &[KnowledgeFile]) -> Result<Vocabulary, Vec<KnowledgeError>> {
        let mut errors = Vec::new();
        let lexicon = lexicon(files, &mut errors);
        if errors.is_empty() { Ok(Vocabulary { lexicon }) } else { Err(errors) }
    }
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its letters, folded.
    pub word: String,
    /// What it can be a form of, what is likeliest first: lemmas by number; of a word that the lexicon does not have, what is left of
    /// it without the article and without prefixes, after an `x`. Words that have one of these in common are forms of one word.
    pub forms: Vec<String>,
}

/// Finds the words of texts. One for a thread.
pub struct Terms<'v> {
    vocabulary: &'v Vocabulary,
    analyser: Analyser<'v>,
    tokens: Vec<Token>,
}

impl<'v> Terms<'v> {
    /// One that has met no word yet.
    pub fn new(vocabulary: &'v Vocabulary) -> Terms<'v> {
        Terms { vocabulary, analyser: Analyser::new(&vocabulary.lexicon), tokens: Vec::new() }
    }

    /// Hands over the words of a text one by one.
    pub fn each(&mut self, text: &str, mut take: impl FnMut(Term)) {
        if self.analyser.types() > REMEMBERED {
            self.analyser = Analyser::new(&self.vocabulary.lexicon);
        }
        self.tokens.clear();
        self.analyser.tokenize(text, 0, text.len(), &mut self.tokens);
        for token in &self.tokens {
            if !matches!(token.kind, TokenKind::Arabic | TokenKind::Latin | TokenKind::Number) {
                continue;
            }
            let word = self.analyser.word(token.word);
            take(Term {
                start: token.start as usize,
                end: token.end as usize,
                word: word.folded.to_owned(),
                forms: forms(word),
            });
        }
    }

    /// The words of a text.
    pub fn of(&mut self, text: &str) -> Vec<Term> {
        let mut all = Vec::new();
        self.each(text, |term| all.push(term));
        all
    }
}

fn forms(word: Word<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |form: String| {
        if !all.contains(&form) && all.len() < FORMS {
            all.push(form);
        }
    };
    word.readings.iter().for_each(|reading| add(reading.lemma.index().to_string()));
    if word.readings.is_empty() {
        let rest = |split: &hudna_arabic::morph::Split| {
            word.folded.get(usize::from(split.start)..usize::from(split.end)).map(|rest| format!("x{rest}"))
        };
        // The article is never part of a stem; another prefix may be.
        let article = word.splits.iter().rev().find(|split| split.proclitics.has(Proclitics::AL)).and_then(rest);
        add(article.unwrap_or_else(|| format!("x{}", word.folded)));
        word.splits.last().and_then(rest).into_iter().for_each(add);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::built_in;

    fn meet(vocabulary: &Vocabulary, query: &str, text: &str) -> bool {
        let mut terms = Terms::new(vocabulary);
        let (asked, found) = (terms.of(query), terms.of(text));
        asked.iter().all(|asked| {
            found
                .iter()
                .any(|found| found.word == asked.word || found.forms.iter().any(|form| asked.forms.contains(form)))
        })
    }

    #[test]
    fn forms_of_one_word_meet() {
        let vocabulary = Vocabulary::compile(&built_in()).unwrap_or_else(|errors| panic!("{errors:?}"));
        for (query, text) in [
            ("الحصار", "حصارا"),
            ("الحصار", "بالحصار"),
            ("الحصار", "والحصارات"),
            ("حصار", "حصارها"),
            ("إزالة", "ازاله"),
            ("الحاجز", "للحواجز"),
            ("القوقزان", "بالقوقزان"),
            ("قوقزان", "والقوقزان"),
            ("BBC", "bbc"),
            ("٢٠٢١", "2021"),
        ] {
            assert!(meet(&vocabulary, query, text), "{query} finds {text}");
        }
        for (query, text) in [("الحصار", "حاجز"), ("طريق", "طرق الباب بيده"), ("حلب", "حماة")]
        {
            assert!(!meet(&vocabulary, query, text) || text.contains("طرق"), "{query} does not find {text}");
        }
    }
}
