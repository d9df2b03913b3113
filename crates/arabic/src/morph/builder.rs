//! From the tables of `knowledge/ar/lexicon` to a [`Lexicon`].

use super::conjugate::Verb;
use super::decline::Nominal;
use super::feats::{Gender, Number, Pos};
use super::lexicon::{ClassId, Lemma, LemmaId, LemmaKind, Lexicon};
use super::paradigm::Paradigm;
use super::stems::{Stem, StemTable};
use crate::fold::{fold, is_dropped};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::borrow::Cow;
use thiserror::Error;

/// A row of a lexicon table that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {problem}")]
pub struct LexiconError {
    /// The file.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub problem: String,
}

/// Collects the tables.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    pub(super) lemmas: Vec<Lemma>,
    labels: Vec<String>,
    label_index: FxHashMap<String, ClassId>,
    pub(super) stems: StemTable,
}

pub(super) type Classes = SmallVec<[ClassId; 4]>;

/// A row of a table.
pub(super) struct Row<'t> {
    file: &'t str,
    line: usize,
    cells: SmallVec<[&'t str; 8]>,
}

impl<'t> Row<'t> {
    pub(super) fn cell(&self, i: usize) -> &'t str {
        self.cells.get(i).copied().unwrap_or("")
    }

    /// The lemma, without vowel marks.
    pub(super) fn lemma(&self) -> Result<Cow<'t, str>, LexiconError> {
        match self.cell(0) {
            "" => Err(self.error("the first column is empty; give the lemma")),
            text if text.len() > 200 => Err(self.error("the lemma is longer than a word; give one word")),
            text => Ok(unmarked(text)),
        }
    }

    /// The radicals of a verb.
    pub(super) fn root(&self, root: usize, form: usize) -> Result<SmallVec<[char; 4]>, LexiconError> {
        let number = self.form(form)?;
        let hamza = |c| if matches!(c, 'أ' | 'إ' | 'آ' | 'ؤ' | 'ئ') { 'ء' } else { c };
        let radicals: SmallVec<[char; 4]> = self.cell(root).chars().map(hamza).collect();
        let wanted = if number > 10 { 4 } else { 3 };
        if radicals.len() != wanted {
            return Err(self.error(format!(
                "form {} has a root of {wanted} letters, not `{}`",
                self.cell(form),
                self.cell(root)
            )));
        }
        Ok(radicals)
    }

    fn form(&self, i: usize) -> Result<u8, LexiconError> {
        verb_form(self.cell(i))
            .ok_or_else(|| self.error(format!("`{}` is no verb form; write I to X, QI or QII", self.cell(i))))
    }

    /// The verb of a lemma; `at` says in which columns root and form stand.
    pub(super) fn verb<'a>(
        &self,
        lemma: &'a str,
        root: &'a [char],
        at: (usize, usize),
        present: &'a str,
    ) -> Result<Verb<'a>, LexiconError> {
        Verb::new(lemma, root, self.form(at.1)?, present).ok_or_else(|| {
            self.error(format!(
                "`{lemma}` does not follow from root `{}` and form {}; correct one of the three",
                self.cell(at.0),
                self.cell(at.1)
            ))
        })
    }

    pub(super) fn gender(&self, i: usize) -> Result<Gender, LexiconError> {
        match self.cell(i) {
            "m" | "" => Ok(Gender::Masculine),
            "f" => Ok(Gender::Feminine),
            other => Err(self.error(format!("gender `{other}`; write m or f"))),
        }
    }

    pub(super) fn error(&self, problem: impl Into<String>) -> LexiconError {
        LexiconError { file: self.file.to_owned(), line: self.line, problem: problem.into() }
    }
}

pub(super) fn unmarked(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_dropped) {
        Cow::Owned(text.chars().filter(|c| !is_dropped(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

pub(super) fn rows<'t>(file: &'t str, tsv: &'t str) -> impl Iterator<Item = Row<'t>> {
    tsv.lines()
        .enumerate()
        .skip(1)
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
        .map(move |(i, l)| Row { file, line: i + 1, cells: l.split('\t').map(str::trim).collect() })
}

pub(super) fn alternatives(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|p| !p.is_empty())
}

fn verb_form(cell: &str) -> Option<u8> {
    let forms = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "QI", "QII"];
    forms.iter().position(|f| *f == cell).map(|i| i as u8 + 1)
}

impl LexiconBuilder {
    /// Empty.
    pub fn new() -> Self {
        LexiconBuilder::default()
    }

    fn classes(&mut self, row: &Row<'_>, i: usize) -> Result<Classes, LexiconError> {
        let mut out = Classes::new();
        for label in row.cell(i).split(',').map(str::trim).filter(|l| !l.is_empty()) {
            let id = match self.label_index.get(label) {
                Some(id) => *id,
                None => {
                    let id = u16::try_from(self.labels.len())
                        .map_err(|_| row.error("more than 65,536 class labels; use fewer"))?;
                    self.labels.push(label.to_owned());
                    self.label_index.insert(label.to_owned(), ClassId(id));
                    ClassId(id)
                }
            };
            out.push(id);
        }
        Ok(out)
    }

    pub(super) fn lemma(
        &mut self,
        text: &str,
        kind: LemmaKind,
        base: Option<LemmaId>,
        classes: Classes,
        gender: Gender,
    ) -> LemmaId {
        let id = LemmaId::of(self.lemmas.len());
        self.lemmas.push(Lemma { text: text.to_owned(), folded: fold(text), kind, base, classes, gender });
        id
    }

    pub(super) fn nominal(&mut self, lemma: LemmaId, pos: Pos, nominal: Nominal) {
        for s in nominal.stems {
            self.stems.push(&s.text, Stem::new(lemma, pos, s.paradigm, s.number, s.gender));
        }
    }

    /// Adds `verbs.tsv`: lemma root form present masdar classes gloss.
    ///
    /// # Errors
    /// The first row that cannot be used.
    pub fn add_verbs(&mut self, file: &str, tsv: &str) -> Result<(), LexiconError> {
        for row in rows(file, tsv) {
            let root = row.root(1, 2)?;
            let lemma = row.lemma()?;
            let present = unmarked(row.cell(3));
            let verb = row.verb(&lemma, &root, (1, 2), &present)?;
            let classes = self.classes(&row, 5)?;
            let id = self.lemma(&lemma, LemmaKind::Verb, None, classes.clone(), Gender::Masculine);
            self.finite(&verb, id, |stem| stem);
            self.participles(&verb, id, &classes);
            if row.cell(4).is_empty() {
                if let Some(masdar) = verb.masdar() {
                    self.masdar(&masdar, None, id, classes);
                }
            } else {
                for masdar in alternatives(row.cell(4)) {
                    let (one, many) =
                        masdar.split_once('/').map_or((masdar, None), |(a, b)| (a.trim(), Some(b.trim())));
                    self.masdar(&unmarked(one), many, id, classes.clone());
                }
            }
        }
        Ok(())
    }

    /// Adds the finite stems of a verb.
    pub(super) fn finite(&mut self, verb: &Verb<'_>, id: LemmaId, of: fn(Stem) -> Stem) {
        for s in verb.stems() {
            let pos = if s.paradigm.is_perfect() { Pos::Perfect } else { Pos::Imperfect };
            let stem = Stem::new(id, pos, s.paradigm, Number::Singular, Gender::Masculine).voiced(s.voice, s.damma);
            self.stems.push(&s.text, of(stem));
        }
    }

    fn masdar(&mut self, text: &str, many: Option<&str>, verb: LemmaId, classes: Classes) {
        let gender = if text.ends_with(['ة', 'ى']) { Gender::Feminine } else { Gender::Masculine };
        let id = self.lemma(text, LemmaKind::Masdar, Some(verb), classes, gender);
        let mut forms = Nominal::default();
        forms.singular(text, gender);
        match many {
            Some(many) => forms.plural(&unmarked(many), gender),
            None => forms.feminine_plural(text),
        }
        self.nominal(id, Pos::Masdar, forms);
    }

    fn participles(&mut self, verb: &Verb<'_>, base: LemmaId, classes: &Classes) {
        let (active, passive) = verb.participles();
        // Written alike, the two are one lemma.
        let alike = fold(&active) == fold(&passive);
        let both = [
            (active, LemmaKind::ActiveParticiple, Pos::ActiveParticiple),
            (passive, LemmaKind::PassiveParticiple, Pos::PassiveParticiple),
        ];
        for (text, kind, pos) in both.into_iter().take(if alike { 1 } else { 2 }) {
            let id = self.lemma(&text, kind, Some(base), classes.clone(), Gender::Masculine);
            let mut forms = Nominal::default();
            forms.adjective(&text, verb.defective() && (pos == Pos::ActiveParticiple || !verb.is_first()));
            self.nominal(id, pos, forms);
        }
    }

    /// Adds `nouns.tsv`: lemma plural gender classes gloss.
    ///
    /// # Errors
    /// The first row that cannot be used.
    pub fn add_nouns(&mut self, file: &str, tsv: &str) -> Result<(), LexiconError> {
        for row in rows(file, tsv) {
            let text = row.lemma()?;
            let gender = row.gender(2)?;
            let classes = self.classes(&row, 3)?;
            let id = self.lemma(&text, LemmaKind::Noun, None, classes, gender);
            let mut forms = Nominal::default();
            forms.singular(&text, gender);
            for many in alternatives(row.cell(1)) {
                match many {
                    "+ات" => forms.feminine_plural(&text),
                    "+ون" => forms.masculine_plural(&text),
                    written if written.starts_with('+') => {
                        return Err(row.error(format!("plural `{written}`; write `+ات`, `+ون` or the whole word")));
                    }
                    written => forms.plural(&unmarked(written), gender),
                }
            }
            self.nominal(id, Pos::Noun, forms);
        }
        Ok(())
    }

    /// Adds `adjectives.tsv`: lemma plural classes gloss.
    ///
    /// # Errors
    /// The first row that cannot be used.
    pub fn add_adjectives(&mut self, file: &str, tsv: &str) -> Result<(), LexiconError> {
        for row in rows(file, tsv) {
            let text = row.lemma()?;
            let classes = self.classes(&row, 2)?;
            let id = self.lemma(&text, LemmaKind::Adjective, None, classes, Gender::Masculine);
            let mut forms = Nominal::default();
            forms.adjective(&text, false);
            for many in alternatives(row.cell(1)).filter(|p| !p.starts_with('+')) {
                forms.plural(&unmarked(many), Gender::Masculine);
            }
            self.nominal(id, Pos::Adjective, forms);
        }
        Ok(())
    }

    /// Adds `particles.tsv`: word kind classes gloss.
    ///
    /// # Errors
    /// The first row that cannot be used.
    pub fn add_particles(&mut self, file: &str, tsv: &str) -> Result<(), LexiconError> {
        for row in rows(file, tsv) {
            let (kind, pos) = match row.cell(1) {
                "preposition" => (LemmaKind::Preposition, Pos::Preposition),
                "particle" => (LemmaKind::Particle, Pos::Particle),
                other => {
                    return Err(row.error(format!("kind `{other}`; write `preposition` or `particle`")));
                }
            };
            let text = row.lemma()?;
            let classes = self.classes(&row, 2)?;
            let id = self.lemma(&text, kind, None, classes, Gender::Masculine);
            self.stems.push(&text, Stem::new(id, pos, Paradigm::Word, Number::Singular, Gender::Masculine));
        }
        Ok(())
    }

    /// Compiles what was added.
    pub fn build(self) -> Lexicon {
        let LexiconBuilder { lemmas, labels, label_index, mut stems } = self;
        stems.seal();
        let mut by_text: Vec<LemmaId> = (0..lemmas.len()).map(LemmaId::of).collect();
        by_text.sort_by(|a, b| lemmas[a.index()].folded.cmp(&lemmas[b.index()].folded));
        Lexicon { lemmas, labels, label_index, by_text, stems }
    }
}
