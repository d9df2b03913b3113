//! Morphology: a lexicon of lemmas with the stems of all their forms, and an analyser that cuts clitics and affixes.
//!
//! [`LexiconBuilder`] derives the stems of every verb (`conjugate`, from the tables in `patterns` by the spelling rules in `spell`)
//! and of every nominal (`decline`); `paradigm` says which affixes each takes. [`Analyser`] looks up what is left of a word when
//! clitics and affixes are cut and orders what it finds (`rank`). A word that has no reading so is read as the spelling of posts
//! (`colloquial`); words of dialects stand for those of the standard language (`dialect`).

mod analyser;
mod builder;
mod clitics;
mod colloquial;
mod conjugate;
mod decline;
mod dialect;
mod feats;
mod interner;
mod lexicon;
mod paradigm;
mod patterns;
mod rank;
mod spell;
mod stems;
mod surface;

pub use analyser::{Analyser, Reading, Word};
pub use builder::{LexiconBuilder, LexiconError};
pub use clitics::Split;
pub use feats::{Enclitic, Feats, Gender, Number, Pos, Proclitics, Voice};
pub use lexicon::{ClassId, Lemma, LemmaId, LemmaKind, Lexicon};
