//! What persons are called: in the reports that were looked through, and in the knowledge.

use crate::book::Casebook;
use crate::error::BookError;
use hudna_ledger::log::Act;
use hudna_reader::{Knowledge, Reader, fold};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Letters that may be joined to a name: and, then, with, to, as. At most so many of them are.
const JOINED: usize = 2;
/// Characters that may stand between two words of a name: a blank, a mark that sets it apart.
const BETWEEN: usize = 3;

/// A person, as one is told from others: the id in the knowledge after an `@`, else the words of the name, folded.
pub(super) type Who = Box<str>;

/// A name as words, with who is meant.
#[derive(Debug, Clone)]
struct Name {
    words: Box<[Box<str>]>,
    who: Who,
}

/// A word of a text: where it stands, and how it is compared.
pub(super) struct Word {
    pub at: Range<usize>,
    folded: String,
}

/// What persons are called, so that names are known again where nothing around them tells that they are names.
#[derive(Debug, Clone, Default)]
pub struct Called {
    /// By their first word, the longest first.
    names: HashMap<Box<str>, Vec<Name>>,
    /// Whose names have a word.
    having: HashMap<Box<str>, BTreeSet<Who>>,
    /// Ids of persons in the knowledge.
    ids: BTreeSet<Box<str>>,
}

impl Called {
    /// The persons of the knowledge.
    pub fn of(knowledge: &Knowledge) -> Called {
        let mut all = Called::default();
        for (id, names) in knowledge.persons() {
            all.ids.insert(id.into());
            for name in names {
                let words = words(name);
                // A surname alone can be a word like others: where it is a name, the reader tells.
                if words.len() > 1 {
                    all.add(&words, format!("@{id}").into());
                }
            }
        }
        all
    }

    /// The persons of the knowledge, and those whom the reports of a case name.
    ///
    /// # Errors
    /// The case cannot be read, or a text of it is damaged.
    pub fn of_case(knowledge: &Knowledge, book: &mut Casebook) -> Result<Called, BookError> {
        let mut all = Called::of(knowledge);
        let mut reader = Reader::new(knowledge);
        let mut reports = Vec::new();
        book.each(|entry| {
            if let Act::Report(record) = entry.act {
                reports.push((record.title, record.text));
            }
        })?;
        for (title, text) in reports {
            all.learn_report(&mut reader, book, title.as_deref(), &text)?;
        }
        Ok(all)
    }

    /// Learns the names in the headline of a report, and in its text, which is found by its hash.
    ///
    /// # Errors
    /// The case cannot be read, or the text is damaged.
    pub fn learn_report(
        &mut self,
        reader: &mut Reader<'_>,
        book: &mut Casebook,
        title: Option<&str>,
        text: &str,
    ) -> Result<(), BookError> {
        self.learn(reader, title.unwrap_or_default());
        // What was redacted says nothing.
        if let Ok(hash) = text.parse()
            && let Some(bytes) = book.case().blob(hash)?
        {
            self.learn(reader, &String::from_utf8_lossy(&bytes));
        }
        Ok(())
    }

    /// Learns the names in a text.
    pub fn learn(&mut self, reader: &mut Reader<'_>, text: &str) {
        for name in reader.names(text).persons {
            let words = words(text.get(name.at).unwrap_or_default());
            // One word that the knowledge has for somebody is left to the reader, as above.
            if name.id.is_none() || words.len() > 1 {
                let who = self.who(&words, name.id);
                self.add(&words, who);
            }
        }
    }

    fn add(&mut self, words: &[Word], who: Who) {
        let Some(first) = words.first() else { return };
        if words.len() == 1 && first.folded.chars().count() < 3 {
            return;
        }
        let plain: Box<[Box<str>]> = words.iter().map(|word| word.folded.as_str().into()).collect();
        let known = self.names.entry(first.folded.as_str().into()).or_default();
        if known.iter().any(|name| name.words == plain) {
            return;
        }
        if words.len() > 1 {
            for word in words {
                self.having.entry(word.folded.as_str().into()).or_default().insert(who.clone());
            }
        }
        known.push(Name { words: plain, who });
        known.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    }

    /// Who is called so. One word is of the one person who has it in the name, where only one has.
    pub(super) fn who(&self, words: &[Word], id: Option<&str>) -> Who {
        if let Some(id) = id {
            return format!("@{id}").into();
        }
        let plain = || words.iter().map(|word| &*word.folded);
        let known = words.first().and_then(|first| self.names.get(&*first.folded)).into_iter().flatten();
        let same = known.into_iter().find(|name| name.words.iter().map(|word| &**word).eq(plain()));
        let only = || match words {
            [one] => self.having.get(&*one.folded).filter(|who| who.len() == 1)?.first().cloned(),
            _ => None,
        };
        let spelt = || plain().collect::<Vec<_>>().join(" ").into();
        same.filter(|_| words.len() > 1).map(|name| name.who.clone()).or_else(only).unwrap_or_else(spelt)
    }

    /// Whether this is the id of a person in the knowledge.
    pub(super) fn is_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The names in a text that are known, with the number of words of each.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, Who, usize)> {
        let (words, mut found, mut at) = (words(text), Vec::new(), 0);
        while let Some(word) = words.get(at) {
            let from = |cut: usize| {
                let first = word.folded.get(cut..)?;
                let known = self.names.get(first)?;
                known.iter().find(|name| follows(text, words.get(at..).unwrap_or_default(), name))
            };
            let joined = word.folded.char_indices().map(|(cut, _)| cut).take(JOINED + 1);
            let hit =
                joined.take_while(|cut| may_be_joined(word.folded.get(..*cut))).find_map(|cut| Some((cut, from(cut)?)));
            match hit.and_then(|(cut, name)| Some((cut, name, words.get(at + name.words.len() - 1)?))) {
                Some((cut, name, last)) => {
                    let letters = word.folded.get(..cut).map_or(0, |joined| joined.chars().count());
                    let start = word.at.start + after_letters(text.get(word.at.clone()).unwrap_or_default(), letters);
                    let many = name.words.len();
                    found.push((start..last.at.end, self.who_of(name), many));
                    at += many;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Who has a name: of one word, the one person who has it.
    fn who_of(&self, name: &Name) -> Who {
        let only = self.having.get(name.words.last().map(|word| &**word).unwrap_or_default());
        let only = only.filter(|who| name.words.len() == 1 && who.len() == 1).and_then(BTreeSet::first);
        only.unwrap_or(&name.who).clone()
    }
}

/// Whether the words that follow are those of a name, close together.
fn follows(text: &str, words: &[Word], name: &Name) -> bool {
    let close = |pair: &[Word]| match pair {
        [a, b] => {
            let between = text.get(a.at.end..b.at.start).unwrap_or_default();
            between.chars().count() <= BETWEEN && !between.contains(['\n', '.', '،', ',', '؛', ';', ':', '/'])
        }
        _ => true,
    };
    let Some(these) = words.get(..name.words.len()) else { return false };
    let mut rest = these.iter().zip(&name.words).skip(1);
    rest.all(|(word, known)| word.folded == **known) && these.windows(2).all(close)
}

/// Whether letters before a name can be prefixes: in the folded spelling و, ف, ب, ل, ك.
fn may_be_joined(letters: Option<&str>) -> bool {
    letters.is_some_and(|letters| letters.chars().all(|c| matches!(c, 'و' | 'ف' | 'ب' | 'ل' | 'ك')))
}

/// The bytes of so many letters; marks and strokes that lengthen a word belong to the letter before.
fn after_letters(word: &str, letters: usize) -> usize {
    let mut left = letters;
    for (at, c) in word.char_indices() {
        let is_letter = !fold(c.encode_utf8(&mut [0; 4])).is_empty();
        if is_letter && left == 0 {
            return at;
        }
        left -= usize::from(is_letter && left > 0);
    }
    word.len()
}

/// The words of a text. Latin letters are compared as they are, for `may` is no name where `May` can be one.
pub(super) fn words(text: &str) -> Vec<Word> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}');
    let mut all = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (inside(c), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                let word = text.get(start..at).unwrap_or_default();
                let folded = if word.is_ascii() { word.to_owned() } else { fold(word) };
                all.push(Word { at: start..at, folded });
                from = None;
            }
            _ => {}
        }
    }
    all
}
