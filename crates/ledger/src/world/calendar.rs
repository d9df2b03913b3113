//! The names of days, for reports whose day nobody gives.

use crate::LedgerError;
use hudna_arabic::calendar::Wordlists;
use hudna_arabic::morph::{Analyser, Lexicon, LexiconBuilder};
use hudna_arabic::times::{NamedDay, named_day};

/// The word lists that name days.
#[derive(Debug)]
pub(super) struct Calendar {
    lists: Wordlists,
    lexicon: Lexicon,
}

impl Calendar {
    /// The calendar of the knowledge's word lists; none where they are not there.
    pub fn from_files<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Option<Calendar>, LedgerError> {
        const LISTS: [&str; 4] = ["numbers", "units", "calendar", "quantifiers"];
        let is = |path: &str| LISTS.iter().any(|name| path == format!("ar/lexicon/{name}.toml"));
        let files: Vec<(&str, &str)> = files.into_iter().filter(|(path, _)| is(path)).collect();
        if files.len() < LISTS.len() {
            return Ok(None);
        }
        let lists = Wordlists::parse(&files)?;
        Ok(Some(Calendar { lists, lexicon: LexiconBuilder::new().build() }))
    }

    /// What the words of a time name of a day.
    pub fn named(&self, text: &str) -> NamedDay {
        let mut analyser = Analyser::new(&self.lexicon);
        let mut tokens = Vec::new();
        analyser.tokenize(text, 0, text.len(), &mut tokens);
        let infos: Vec<_> = tokens.iter().map(|t| self.lists.info(analyser.word(t.word).folded)).collect();
        named_day(&self.lists, &tokens, &infos, text)
    }
}
