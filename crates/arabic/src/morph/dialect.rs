//! Words of dialects: each stands for a word of the standard language, so that what is known of that one holds for it.

use super::builder::{LexiconBuilder, LexiconError, Row, alternatives, rows, unmarked};
use super::conjugate::Verb;
use super::decline::Nominal;
use super::feats::{Gender, Number, Pos, Voice};
use super::lexicon::{LemmaId, LemmaKind};
use super::paradigm::Paradigm;
use super::stems::Stem;
use crate::fold::fold;
use std::borrow::Cow;

impl LexiconBuilder {
    /// Adds `dialect.tsv`: word kind standard root form present plural gloss. The standard words come first.
    ///
    /// # Errors
    /// The first row that cannot be used.
    pub fn add_dialect(&mut self, file: &str, tsv: &str) -> Result<(), LexiconError> {
        for row in rows(file, tsv) {
            match row.cell(1) {
                "verb" => self.dialect_verb(&row, Stem::colloquial)?,
                // انقتل for قُتل
                "passive" => self.dialect_verb(&row, |stem| stem.voiced(Voice::Passive, true).colloquial())?,
                "perfect" | "imperfect" => self.dialect_form(&row)?,
                "noun" => {
                    let nominals = [LemmaKind::Noun, LemmaKind::Masdar];
                    self.dialect_nominal(&row, &nominals, Pos::Noun)?;
                }
                "adjective" => {
                    let nominals = [LemmaKind::Adjective, LemmaKind::ActiveParticiple, LemmaKind::PassiveParticiple];
                    self.dialect_nominal(&row, &nominals, Pos::Adjective)?;
                }
                "particle" => {
                    let text = row.lemma()?;
                    let (id, pos) = match self.standard(&row, &[LemmaKind::Preposition]) {
                        Ok(id) => (id, Pos::Preposition),
                        Err(_) => (self.standard(&row, &[LemmaKind::Particle])?, Pos::Particle),
                    };
                    // Without pronouns: باشي is a name.
                    let stem = Stem::new(id, pos, Paradigm::BareIndefinite, Number::Singular, Gender::Masculine);
                    self.stems.push(&text, stem.colloquial());
                }
                other => {
                    return Err(row.error(format!(
                        "kind `{other}`; write `verb`, `passive`, `perfect`, `imperfect`, `noun`, `adjective` or `particle`"
                    )));
                }
            }
        }
        Ok(())
    }

    /// The lemma that the third column names.
    fn standard(&self, row: &Row<'_>, kinds: &[LemmaKind]) -> Result<LemmaId, LexiconError> {
        let folded = fold(row.cell(2));
        let found = self.lemmas.iter().position(|l| kinds.contains(&l.kind) && l.folded == folded);
        found.map(LemmaId::of).ok_or_else(|| {
            row.error(format!("`{}` is no word of this kind in the other tables; add it there", row.cell(2)))
        })
    }

    fn dialect_verb(&mut self, row: &Row<'_>, of: fn(Stem) -> Stem) -> Result<(), LexiconError> {
        let standard = self.standard(row, &[LemmaKind::Verb])?;
        let (lemma, root, present) = (row.lemma()?, row.root(3, 4)?, unmarked(row.cell(5)));
        let verb = row.verb(&lemma, &root, (3, 4), &present)?;
        self.finite(&verb, standard, of);
        self.dialect_participles(&verb, standard);
        Ok(())
    }

    fn dialect_participles(&mut self, verb: &Verb<'_>, base: LemmaId) {
        let (active, passive) = verb.participles();
        let classes = self.lemmas[base.index()].classes.clone();
        for (text, kind, pos) in [
            (active, LemmaKind::ActiveParticiple, Pos::ActiveParticiple),
            (passive, LemmaKind::PassiveParticiple, Pos::PassiveParticiple),
        ] {
            let id = self.lemma(&text, kind, Some(base), classes.clone(), Gender::Masculine);
            let mut forms = Nominal::default();
            forms.adjective(&text, false);
            self.colloquial(id, pos, forms);
        }
    }

    /// A single form of a verb that no root explains (`اجا`), third person masculine singular.
    fn dialect_form(&mut self, row: &Row<'_>) -> Result<(), LexiconError> {
        let standard = self.standard(row, &[LemmaKind::Verb])?;
        let text = row.lemma()?;
        let (pos, paradigm, text) = match row.cell(1) {
            "perfect" => (Pos::Perfect, Paradigm::PerfectVowel, text),
            _ => (Pos::Imperfect, Paradigm::ImperfectVowel, Cow::Owned(text.chars().skip(1).collect())),
        };
        let stem = Stem::new(standard, pos, paradigm, Number::Singular, Gender::Masculine);
        self.stems.push(&text, stem.colloquial());
        Ok(())
    }

    fn dialect_nominal(&mut self, row: &Row<'_>, kinds: &[LemmaKind], pos: Pos) -> Result<(), LexiconError> {
        let standard = self.standard(row, kinds)?;
        let text = row.lemma()?;
        let gender = if text.ends_with(['ة', 'ى']) { Gender::Feminine } else { self.lemmas[standard.index()].gender };
        let pos = match self.lemmas[standard.index()].kind {
            LemmaKind::Masdar => Pos::Masdar,
            LemmaKind::ActiveParticiple => Pos::ActiveParticiple,
            LemmaKind::PassiveParticiple => Pos::PassiveParticiple,
            _ => pos,
        };
        let mut forms = Nominal::default();
        if matches!(pos, Pos::Noun | Pos::Masdar) {
            forms.singular(&text, gender);
        } else {
            forms.adjective(&text, false);
        }
        for many in alternatives(row.cell(6)) {
            match many {
                "+ات" => forms.feminine_plural(&text),
                "+ون" => forms.masculine_plural(&text),
                written => forms.plural(&unmarked(written), gender),
            }
        }
        self.colloquial(standard, pos, forms);
        Ok(())
    }

    fn colloquial(&mut self, lemma: LemmaId, pos: Pos, nominal: Nominal) {
        for s in nominal.stems {
            self.stems.push(&s.text, Stem::new(lemma, pos, s.paradigm, s.number, s.gender).colloquial());
        }
    }
}
