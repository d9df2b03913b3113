//! Morphology: a lexicon of lemmas with all their forms, and an analyser that cuts clitics.

mod analyser;
mod conjugate;
mod decline;
mod feats;
mod lexicon;

pub use analyser::{Analyser, Reading, Split, Word};
pub use feats::{Enclitic, Feats, Gender, Number, Pos, Proclitics, Voice};
pub use lexicon::{ClassId, Lemma, LemmaId, LemmaKind, Lexicon, LexiconBuilder, LexiconError};
