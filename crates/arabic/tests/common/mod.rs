//! What the tests of numbers and times share: the project's word lists and a line read with them.
#![allow(dead_code)]

use hudna_arabic::calendar::{TypeInfo, Wordlists};
use hudna_arabic::morph::{Analyser, Lexicon, LexiconBuilder};
use hudna_arabic::numbers::{NumberSpan, number_at};
use hudna_arabic::times::{NamedDay, Preference, TimeSpan, named_day, time_at_preferring};
use hudna_arabic::token::Token;
use jiff::civil::DateTime;
use std::path::{Path, PathBuf};

pub fn crate_dir() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The word lists of `knowledge/ar/lexicon`.
pub fn lists() -> Wordlists {
    let dir = crate_dir().join("../../knowledge/ar/lexicon");
    let files: Vec<(String, String)> = ["numbers", "units", "quantifiers", "calendar"]
        .iter()
        .map(|n| (format!("{n}.toml"), std::fs::read_to_string(dir.join(format!("{n}.toml"))).expect("word list")))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    Wordlists::parse(&files).unwrap_or_else(|e| panic!("{e}"))
}

pub fn lexicon() -> Lexicon {
    LexiconBuilder::new().build()
}

/// A line of text, tokenised.
pub struct Line<'a> {
    pub lists: &'a Wordlists,
    pub text: &'a str,
    pub tokens: Vec<Token>,
    infos: Vec<TypeInfo>,
}

impl<'a> Line<'a> {
    pub fn new(lists: &'a Wordlists, lexicon: &Lexicon, text: &'a str) -> Self {
        let mut analyser = Analyser::new(lexicon);
        let mut tokens = Vec::new();
        analyser.tokenize(text, 0, text.len(), &mut tokens);
        let infos = tokens.iter().map(|t| lists.info(analyser.word(t.word).folded)).collect();
        Line { lists, text, tokens, infos }
    }

    pub fn number(&self, at: usize) -> Option<NumberSpan> {
        number_at(self.lists, &self.tokens, &self.infos, at, self.text)
    }

    pub fn time(&self, at: usize, reference: Option<DateTime>, preference: Preference) -> Option<TimeSpan> {
        time_at_preferring(self.lists, &self.tokens, &self.infos, at, self.text, reference, preference)
    }

    pub fn named(&self) -> NamedDay {
        named_day(self.lists, &self.tokens, &self.infos, self.text)
    }

    /// The first number of the line, entered as the reader does.
    pub fn first_number(&self) -> Option<NumberSpan> {
        (0..self.tokens.len()).filter(|&i| !self.infos[i].is_plain()).find_map(|i| self.number(i))
    }

    /// The first time of the line.
    pub fn first_time(&self, reference: Option<DateTime>) -> Option<TimeSpan> {
        (0..self.tokens.len())
            .filter(|&i| !self.infos[i].is_plain())
            .find_map(|i| self.time(i, reference, Preference::Past))
    }

    /// The bytes of a row of tokens.
    pub fn words(&self, first: usize, last: usize) -> &'a str {
        &self.text[self.tokens[first].start as usize..self.tokens[last - 1].end as usize]
    }
}

/// Where the shared benchmarks lie, if this machine has them.
pub fn shared() -> Option<PathBuf> {
    let dir = std::env::var_os("HUDNA_SHARED").map_or_else(|| crate_dir().join("../../../shared"), PathBuf::from);
    Path::new(&dir).is_dir().then_some(dir)
}

/// The rows of a table of `tests/data`, by cells; comments and the header line left out.
pub fn rows(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(crate_dir().join("tests/data").join(name)).expect("table");
    text.lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .skip(1)
        .map(|l| l.split('\t').map(str::to_owned).collect())
        .inspect(|cells: &Vec<String>| assert!(cells.len() == 6, "six cells: {cells:?}"))
        .collect()
}

/// A text with `{…}` around what is looked for: the text without the braces, and what they hold.
pub fn marked(text: &str) -> (String, Option<String>) {
    let inside = text.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map(|(inside, _)| inside.to_owned());
    (text.replace(['{', '}'], ""), inside)
}

/// The lists and an empty lexicon, read once.
pub fn shared_lists() -> &'static (Wordlists, Lexicon) {
    static LISTS: std::sync::OnceLock<(Wordlists, Lexicon)> = std::sync::OnceLock::new();
    LISTS.get_or_init(|| (lists(), lexicon()))
}
