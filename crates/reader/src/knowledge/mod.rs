//! The compiled knowledge: language, names, frames. Compiled once, read-only afterwards, shared by all threads.

mod actors;
mod check;
mod files;
mod frames;
mod heads;
mod labels;
mod language;
mod list;
mod names;
mod operators;
mod outlets;
mod pages;
mod pattern;
mod places;
mod prepositions;
mod salience;
mod shades;
mod sources;
mod voices;
mod whereabouts;
mod words;
mod written;

pub use actors::{Actor, ActorKind};
pub use check::CheckReport;
pub use files::{KnowledgeError, KnowledgeFile, built_in};
pub use frames::{Aspect, Frame, HarmKind, RoleKind};
pub use labels::Labels;
pub use language::Language;
pub use list::{WordList, holds};
pub use names::{Name, NameTrie, NodeIx, PhraseKind, Symbol, bit};
pub use operators::{AgentOf, Effect, Operator, Whose};
use outlets::Outlets;
pub use pages::Pages;
pub use pattern::{Element, Pattern, PhraseType};
pub(crate) use places::ancestors;
pub(crate) use places::located;
pub use places::{Guard, Place};
pub use salience::{Feature, Salience};
use words::WordNumbers;
pub use words::{NEEDED, Opening, WordIndex, WordNo};

use hudna_arabic::morph::{Lexicon, LexiconBuilder};
use hudna_arabic::numbers::Wordlists;
use rustc_hash::FxHashMap;

/// Everything the reader knows.
pub struct Knowledge {
    pub(crate) lexicon: Lexicon,
    pub(crate) labels: Labels,
    pub(crate) wordlists: Wordlists,
    pub(crate) actors: Vec<Actor>,
    pub(crate) places: Vec<Place>,
    pub(crate) names: NameTrie,
    pub(crate) language: Language,
    pub(crate) frames: Vec<Frame>,
    pub(crate) salience: Salience,
    pub(crate) pages: Pages,
    /// The words that the frames' patterns ask for.
    pub(crate) words: WordIndex,
    pub(crate) actor_index: FxHashMap<String, u32>,
    outlets: Outlets,
}

impl Knowledge {
    /// The actor that an outlet's name means.
    pub fn outlet(&self, name: &str) -> Option<u32> {
        self.outlets.find(name)
    }

    /// The persons whom the knowledge has: the id of each and their names, in Arabic and in Latin letters.
    pub fn persons(&self) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
        let persons = self.actors.iter().filter(|actor| actor.kind == ActorKind::Person);
        persons.map(|a| (a.id.as_str(), [&a.ar, &a.en].into_iter().chain(&a.aliases).map(String::as_str)))
    }

    /// Compiles the files; a later file's entries replace earlier ones with the same id, so that a user's pack can
    /// come after the built-in one.
    ///
    /// # Errors
    /// Every mistake found, each naming file, entry and remedy.
    pub fn compile(files: &[KnowledgeFile]) -> Result<Knowledge, Vec<KnowledgeError>> {
        let mut errors = Vec::new();
        let lexicon = lexicon(files, &mut errors);
        let labels = Labels::of(&lexicon);
        let lists: Vec<(&str, &str)> = ["numbers", "units", "calendar", "quantifiers"]
            .iter()
            .filter_map(|name| files::find(files, &format!("ar/lexicon/{name}.toml")))
            .map(|f| (f.path.as_str(), f.text.as_str()))
            .collect();
        let wordlists =
            Wordlists::parse(&lists).map_err(|e| errors.push(KnowledgeError::new("ar/lexicon", "", e.to_string())));
        let actors = actors::load(files, &mut errors);
        let places = places::load(files, &mut errors);
        let mut names = NameTrie::default();
        actors::add_names(&actors, &mut names);
        places::add_names(&places, &mut names);
        let language = language::load(files, &lexicon, &mut names, &mut errors);
        let labels = labels.with_operators(&language.operator_of);
        let mut words = WordNumbers::default();
        let frames = frames::load(files, &lexicon, &mut words, &mut errors);
        let salience = salience::load(files, &mut errors);
        let pages = pages::load(files, &mut errors);
        let words = WordIndex::of(words, &frames);
        let Ok(wordlists) = wordlists else { return Err(errors) };
        if !errors.is_empty() {
            return Err(errors);
        }
        let actor_index = actors.iter().enumerate().map(|(i, a)| (a.id.clone(), i as u32)).collect();
        let outlets = Outlets::of(&actors, &actor_index);
        Ok(Knowledge {
            lexicon,
            labels,
            wordlists,
            actors,
            places,
            names,
            language,
            frames,
            salience,
            pages,
            words,
            actor_index,
            outlets,
        })
    }

    /// Checks the files without reading a report: what is wrong, what is doubtful, how much there is.
    pub fn check(files: &[KnowledgeFile]) -> CheckReport {
        check::check(files)
    }

    /// Number of actors, places, frames and lemmas.
    pub fn counts(&self) -> [(&'static str, usize); 4] {
        [
            ("actors", self.actors.len()),
            ("places", self.places.len()),
            ("frames", self.frames.len()),
            ("lemmas", self.lexicon.lemmas().len()),
        ]
    }
}

pub(crate) fn lexicon(files: &[KnowledgeFile], errors: &mut Vec<KnowledgeError>) -> Lexicon {
    let mut builder = LexiconBuilder::new();
    type Add = fn(&mut LexiconBuilder, &str, &str) -> Result<(), hudna_arabic::morph::LexiconError>;
    let tables: [(&str, Add); 5] = [
        ("ar/lexicon/particles.tsv", LexiconBuilder::add_particles),
        ("ar/lexicon/verbs.tsv", LexiconBuilder::add_verbs),
        ("ar/lexicon/nouns.tsv", LexiconBuilder::add_nouns),
        ("ar/lexicon/adjectives.tsv", LexiconBuilder::add_adjectives),
        ("ar/lexicon/dialect.tsv", LexiconBuilder::add_dialect),
    ];
    for (path, add) in tables {
        for file in files.iter().filter(|f| f.path == path) {
            if let Err(error) = add(&mut builder, &file.path, &file.text) {
                errors.push(KnowledgeError::new(&file.path, "", error.to_string()));
            }
        }
    }
    builder.build()
}
