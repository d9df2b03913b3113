//! The lexicon: lemmas, their classes, and the stems of every form that is written of them.

use super::feats::Gender;
use super::stems::StemTable;
use crate::fold::fold;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::num::NonZero;

/// Index of a lemma, and one more: never zero, so that a word has a lemma or none in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LemmaId(NonZero<u32>);

impl LemmaId {
    /// Of the lemma at an index.
    pub fn of(index: usize) -> LemmaId {
        LemmaId(NonZero::<u32>::MIN.saturating_add(index as u32))
    }

    /// The index.
    #[inline]
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// Index of a class label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(pub u16);

/// What a lemma is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LemmaKind {
    /// A verb.
    Verb,
    /// A verbal noun of a listed verb.
    Masdar,
    /// An active participle of a listed verb; both participles where they are written alike.
    ActiveParticiple,
    /// A passive participle of a listed verb.
    PassiveParticiple,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// A preposition.
    Preposition,
    /// Any other particle.
    Particle,
}

/// A lemma.
#[derive(Debug, Clone)]
pub struct Lemma {
    /// As the lexicon writes it.
    pub text: String,
    /// Folded.
    pub folded: String,
    /// What it is.
    pub kind: LemmaKind,
    /// The verb of a verbal noun or participle.
    pub base: Option<LemmaId>,
    /// Its class labels; those of its verb included.
    pub classes: SmallVec<[ClassId; 4]>,
    /// Gender of a noun; masculine otherwise.
    pub gender: Gender,
}

/// The compiled lexicon; see [`super::LexiconBuilder`].
#[derive(Debug)]
pub struct Lexicon {
    pub(super) lemmas: Vec<Lemma>,
    pub(super) labels: Vec<String>,
    pub(super) label_index: FxHashMap<String, ClassId>,
    /// All lemmas, sorted by folded text.
    pub(super) by_text: Vec<LemmaId>,
    pub(super) stems: StemTable,
}

impl Lexicon {
    /// A lemma.
    ///
    /// # Panics
    /// If the id is of another lexicon.
    pub fn lemma(&self, id: LemmaId) -> &Lemma {
        &self.lemmas[id.index()]
    }

    /// All lemmas, by id.
    pub fn lemmas(&self) -> &[Lemma] {
        &self.lemmas
    }

    /// Every lemma that is written so, spelling folded.
    pub fn find(&self, text: &str) -> &[LemmaId] {
        let folded = fold(text);
        let of = |id: &LemmaId| self.lemma(*id).folded.as_str();
        let from = self.by_text.partition_point(|id| of(id) < folded.as_str());
        let len = self.by_text[from..].iter().take_while(|id| of(id) == folded).count();
        &self.by_text[from..from + len]
    }

    /// Every lemma of which `text`, without clitics, is a written form, spelling folded.
    pub fn written(&self, text: &str) -> Vec<LemmaId> {
        let mut all = Vec::new();
        self.stems.forms(&fold(text), false, |stem, _| all.push(stem.lemma));
        all.sort();
        all.dedup();
        all
    }

    /// The class of a label.
    pub fn class(&self, label: &str) -> Option<ClassId> {
        self.label_index.get(label).copied()
    }

    /// The label of a class.
    pub fn class_label(&self, class: ClassId) -> &str {
        self.labels.get(class.0 as usize).map_or("", String::as_str)
    }

    /// Whether a lemma has a class.
    pub fn has_class(&self, lemma: LemmaId, class: ClassId) -> bool {
        self.lemma(lemma).classes.contains(&class)
    }

    /// Number of stems that forms are built on.
    pub fn stem_count(&self) -> usize {
        self.stems.len()
    }
}
