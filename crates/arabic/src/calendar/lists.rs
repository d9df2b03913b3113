//! The compiled word lists, and what one word type means in them.

use super::meaning::{Meaning, Settings, kind};
use super::shapes::{self, Listed};
use crate::fold::fold;
use rustc_hash::FxHashMap;

/// A mistake in a word-list file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordlistError {
    /// The file does not parse.
    #[error("{file}: {message}; the comments in the file say what an entry holds")]
    Syntax {
        /// The file's name.
        file: String,
        /// What the parser says, with line and key.
        message: String,
    },
    /// A file of another name.
    #[error("{file}: no such word list; the lists are numbers, units, quantifiers and calendar (.toml)")]
    UnknownFile {
        /// The file's name.
        file: String,
    },
    /// One of the four files is not there.
    #[error("{file}: missing; add it to ar/lexicon")]
    Missing {
        /// The file's name.
        file: &'static str,
    },
    /// An entry without letters or digits.
    #[error("{file}: [{section}] has an entry {words:?} with nothing to match; write a word or remove it")]
    Empty {
        /// The file's name.
        file: String,
        /// The section of the file.
        section: &'static str,
        /// The entry.
        words: String,
    },
    /// The same words twice with two values.
    #[error("{file}: [{section}] lists {words:?} twice; remove one")]
    Twice {
        /// The file's name.
        file: String,
        /// The section of the file.
        section: &'static str,
        /// The entry.
        words: String,
    },
    /// A number outside what the calendar has.
    #[error("{file}: [{section}] gives {words:?} a number out of range; {remedy}")]
    Range {
        /// The file's name.
        file: String,
        /// The section of the file.
        section: &'static str,
        /// The entry.
        words: String,
        /// What to write.
        remedy: &'static str,
    },
}

/// Clitics cut off a word.
pub(crate) mod clitic {
    /// `و`
    pub const AND: u8 = 1;
    /// `ف`
    pub const FA: u8 = 2;
    /// `ب`
    pub const BI: u8 = 4;
    /// `ل`
    pub const LI: u8 = 8;
    /// `ك`
    pub const KA: u8 = 16;
    /// `ال`
    pub const AL: u8 = 32;
}

/// What one word type means for numbers and times. Computed once per type, by [`Wordlists::info`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TypeInfo {
    /// Word of the lists, counted from 1; 0 is none.
    pub(crate) symbol: u16,
    pub(crate) clitics: u8,
    opens: bool,
    /// Kinds of what it means by itself.
    pub(crate) alone: u32,
    /// Kinds of what it means by itself or as the first word of a phrase.
    pub(crate) kinds: u32,
}

impl TypeInfo {
    /// No number and no time phrase starts at such a word (it may still stand inside one).
    pub fn is_plain(self) -> bool {
        !self.opens
    }

    /// `و` or `ف` joins the word to what stands before it.
    pub fn is_joined(self) -> bool {
        self.clitics & (clitic::AND | clitic::FA) != 0
    }

    /// The token is written in digits.
    pub(crate) fn is_digits(self) -> bool {
        self.kinds & kind::DIGITS != 0
    }
}

/// A fixed phrase that begins with a word of the lists.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// The first word must carry the article.
    pub article: bool,
    /// The words after the first, with their clitics.
    pub tail: Box<[(u16, u8)]>,
    pub meaning: Meaning,
}

/// The word lists of numbers, units, quantifiers and the calendar.
#[derive(Debug)]
pub struct Wordlists {
    symbols: FxHashMap<Box<str>, u16>,
    /// By symbol, longest first; entry 0 is empty.
    phrases: Vec<Vec<Phrase>>,
    /// By symbol: takes no `ب ل ك`.
    unjoined: Vec<bool>,
    pub(crate) settings: Settings,
}

const FILES: [&str; 4] = ["numbers", "units", "quantifiers", "calendar"];

impl Wordlists {
    /// Compiles the four files, given as (name, content). The name may be a path; its stem tells which list it is.
    ///
    /// # Errors
    /// The first mistake found, with file, section and remedy.
    pub fn parse(files: &[(&str, &str)]) -> Result<Wordlists, WordlistError> {
        let mut listed: Vec<(String, Listed)> = Vec::new();
        let mut settings = None;
        let mut seen = [false; 4];
        for &(name, text) in files {
            let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml");
            let Some(read) = shapes::read(stem, text) else {
                return Err(WordlistError::UnknownFile { file: name.to_owned() });
            };
            let content = read.map_err(|e| WordlistError::Syntax {
                file: name.to_owned(),
                message: e.to_string().trim().to_owned(),
            })?;
            if let Some(at) = FILES.iter().position(|f| *f == stem) {
                seen[at] = true;
            }
            settings = settings.or(content.settings);
            for entry in content.listed {
                check(name, &entry)?;
                listed.push((name.to_owned(), entry));
            }
        }
        for (at, file) in FILES.iter().enumerate() {
            if !seen[at] {
                return Err(WordlistError::Missing { file });
            }
        }
        let settings = settings.ok_or(WordlistError::Missing { file: "calendar" })?;
        let mut lists =
            Wordlists { symbols: FxHashMap::default(), phrases: vec![Vec::new()], unjoined: vec![false], settings };
        // Single words without the article come first, so that `الاثنين` becomes `اثنين` with the article.
        listed.sort_by_key(|(_, l)| (l.words.contains(' '), l.words.starts_with("ال")));
        for (file, entry) in &listed {
            lists.add(file, entry)?;
        }
        for phrases in &mut lists.phrases {
            phrases.sort_by_key(|p| std::cmp::Reverse(p.tail.len()));
        }
        Ok(lists)
    }

    fn add(&mut self, file: &str, entry: &Listed) -> Result<(), WordlistError> {
        let folded = fold(&entry.words);
        let mut words = folded.split_whitespace();
        let empty =
            || WordlistError::Empty { file: file.to_owned(), section: entry.section, words: entry.words.clone() };
        let head = self.intern(words.next().ok_or_else(empty)?, !entry.words.contains(' '));
        let mut tail = Vec::new();
        for word in words {
            tail.push(self.intern(word, false));
        }
        let article = head.1 & clitic::AL != 0;
        self.unjoined[usize::from(head.0)] |= entry.unjoined;
        let phrases = &mut self.phrases[usize::from(head.0)];
        let twice = phrases.iter().any(|p| {
            p.article == article
                && *p.tail == *tail
                && std::mem::discriminant(&p.meaning) == std::mem::discriminant(&entry.meaning)
        });
        if twice {
            let words = entry.words.clone();
            return Err(WordlistError::Twice { file: file.to_owned(), section: entry.section, words });
        }
        phrases.push(Phrase { article, tail: tail.into(), meaning: entry.meaning });
        Ok(())
    }

    /// The symbol of a word with its clitics; a new one for the whole word where it has none. A single entry is cut
    /// only at its article.
    fn intern(&mut self, word: &str, single: bool) -> (u16, u8) {
        let found = self.lookup(word);
        if found.0 != 0 && (!single || found.1 & !clitic::AL == 0) {
            return found;
        }
        let symbol = u16::try_from(self.phrases.len()).unwrap_or(0);
        self.symbols.insert(word.into(), symbol);
        self.phrases.push(Vec::new());
        self.unjoined.push(false);
        (symbol, 0)
    }

    fn exact(&self, word: &str) -> u16 {
        self.symbols.get(word).copied().unwrap_or(0)
    }

    /// Symbol and clitics of a folded word: whole, then with ever more cut off.
    fn lookup(&self, word: &str) -> (u16, u8) {
        let whole = self.exact(word);
        if whole != 0 {
            return (whole, 0);
        }
        let found = self.without_preposition(word, 0);
        if found.0 != 0 {
            return found;
        }
        for (letter, bit) in [("و", clitic::AND), ("ف", clitic::FA)] {
            if let Some(rest) = word.strip_prefix(letter) {
                let found = self.without_preposition(rest, bit);
                if found.0 != 0 {
                    return found;
                }
            }
        }
        (0, 0)
    }

    fn without_preposition(&self, word: &str, cut: u8) -> (u16, u8) {
        let found = self.without_article(word, cut);
        if found.0 != 0 {
            return found;
        }
        if let Some(rest) = word.strip_prefix("لل") {
            // `للاثنين`: the article is written without its alif.
            let symbol = self.exact(rest);
            if symbol != 0 {
                return (symbol, cut | clitic::LI | clitic::AL);
            }
        }
        for (letter, bit) in [("ب", clitic::BI), ("ل", clitic::LI), ("ك", clitic::KA)] {
            if let Some(rest) = word.strip_prefix(letter) {
                let found = self.without_article(rest, cut | bit);
                if found.0 != 0 && !(self.unjoined[usize::from(found.0)] && found.1 & clitic::AL == 0) {
                    return found;
                }
            }
        }
        (0, 0)
    }

    fn without_article(&self, word: &str, cut: u8) -> (u16, u8) {
        let symbol = self.exact(word);
        if symbol != 0 {
            return (symbol, cut);
        }
        match word.strip_prefix("ال").map(|rest| self.exact(rest)) {
            Some(symbol) if symbol != 0 => (symbol, cut | clitic::AL),
            _ => (0, 0),
        }
    }

    /// What a word type means, given its folded spelling.
    pub fn info(&self, folded: &str) -> TypeInfo {
        if folded.starts_with(|c: char| crate::numbers::digit(c).is_some()) {
            return TypeInfo { opens: true, alone: kind::DIGITS, kinds: kind::DIGITS, ..TypeInfo::default() };
        }
        let (symbol, clitics) = self.lookup(folded);
        let has_article = clitics & clitic::AL != 0;
        let mut info = TypeInfo { symbol, clitics, ..TypeInfo::default() };
        for p in self.phrases[usize::from(symbol)].iter().filter(|p| has_article || !p.article) {
            info.opens |= p.meaning.opens();
            info.kinds |= p.meaning.kind();
            info.alone |= if p.tail.is_empty() { p.meaning.kind() } else { 0 };
        }
        info
    }

    pub(crate) fn phrases(&self, symbol: u16) -> &[Phrase] {
        &self.phrases[usize::from(symbol)]
    }
}

fn check(file: &str, entry: &Listed) -> Result<(), WordlistError> {
    let remedy = match entry.meaning {
        Meaning::Month { number, .. } if !(1..=12).contains(&number) => "months are 1 to 12",
        Meaning::Feast { month, day, .. } if !(1..=12).contains(&month) || !(1..=31).contains(&day) => {
            "a feast's month is 1 to 12, its day 1 to 31"
        }
        Meaning::Weekday { number, .. } if !(1..=7).contains(&number) => "weekdays are 1 (Monday) to 7",
        Meaning::DayPart(p) if p.from >= p.to || p.to > 36 => "give hours from midnight, from before to, 36 at most",
        Meaning::Ordinal { value, .. } if !(1..=10).contains(&value) => "ordinals are 1 to 10; the others are composed",
        _ => return Ok(()),
    };
    let words = entry.words.clone();
    Err(WordlistError::Range { file: file.to_owned(), section: entry.section, words, remedy })
}
