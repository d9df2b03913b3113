//! The lexicon: lemmas, their classes, and every form that is written of them.

use super::conjugate::{Form, Verb};
use super::decline::{adjective, feminine_plural, plural, singular, sound_plural};
use super::feats::{Feats, Gender, Number, Pos, Voice};
use crate::fold::fold;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use thiserror::Error;

/// Index of a lemma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LemmaId(pub u32);

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
    /// An active participle of a listed verb.
    ActiveParticiple,
    /// A passive participle of a listed verb, or both where they are written alike.
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

/// A written form: its lemma and features.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub lemma: LemmaId,
    pub feats: Feats,
}

/// Collects the tables.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    lemmas: Vec<Lemma>,
    labels: Vec<String>,
    label_index: FxHashMap<String, ClassId>,
    forms: Vec<(u64, Entry)>,
}

/// The compiled lexicon.
#[derive(Debug)]
pub struct Lexicon {
    lemmas: Vec<Lemma>,
    labels: Vec<String>,
    label_index: FxHashMap<String, ClassId>,
    by_text: FxHashMap<String, Vec<LemmaId>>,
    /// Sorted by the hash of the form.
    forms: Vec<(u64, Entry)>,
}

/// FNV-1a, 64 bits: among some hundred thousand forms a collision has a chance below one in a million.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

struct Row<'t> {
    file: &'t str,
    line: usize,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn cell(&self, i: usize) -> &'t str {
        self.cells.get(i).copied().unwrap_or("")
    }

    fn error(&self, problem: impl Into<String>) -> LexiconError {
        LexiconError { file: self.file.to_owned(), line: self.line, problem: problem.into() }
    }
}

fn rows<'t>(file: &'t str, tsv: &'t str) -> impl Iterator<Item = Row<'t>> {
    tsv.lines()
        .enumerate()
        .skip(1)
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
        .map(move |(i, l)| Row { file, line: i + 1, cells: l.split('\t').map(str::trim).collect() })
}

impl LexiconBuilder {
    /// Empty.
    pub fn new() -> Self {
        LexiconBuilder::default()
    }

    fn classes(&mut self, cell: &str) -> SmallVec<[ClassId; 4]> {
        cell.split(',')
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(|label| {
                if let Some(id) = self.label_index.get(label) {
                    return *id;
                }
                let id = ClassId(self.labels.len() as u16);
                self.labels.push(label.to_owned());
                self.label_index.insert(label.to_owned(), id);
                id
            })
            .collect()
    }

    fn lemma(&mut self, text: &str, kind: LemmaKind, base: Option<LemmaId>, classes: SmallVec<[ClassId; 4]>, gender: Gender) -> LemmaId {
        let id = LemmaId(self.lemmas.len() as u32);
        self.lemmas.push(Lemma { text: text.to_owned(), folded: fold(text), kind, base, classes, gender });
        id
    }

    fn forms(&mut self, lemma: LemmaId, forms: Vec<Form>) {
        self.forms.extend(forms.into_iter().map(|(text, feats)| (hash(&text), Entry { lemma, feats })));
    }

    /// Adds `verbs.tsv`: lemma root form present masdar classes gloss.
    ///
    /// # Errors
    /// The first row that cannot be used.
    pub fn add_verbs(&mut self, file: &str, tsv: &str) -> Result<(), LexiconError> {
        for row in rows(file, tsv) {
            let form = match row.cell(2) {
                "I" => 1,
                "II" => 2,
                "III" => 3,
                "IV" => 4,
                "V" => 5,
                "VI" => 6,
                "VII" => 7,
                "VIII" => 8,
                "IX" => 9,
                "X" => 10,
                "QI" => 11,
                "QII" => 12,
                other => return Err(row.error(format!("`{other}` is no verb form; write I to X, QI or QII"))),
            };
            let root: Vec<char> = row.cell(1).chars().map(|c| if matches!(c, 'أ' | 'إ' | 'ؤ' | 'ئ') { 'ء' } else { c }).collect();
            if row.cell(0).is_empty() || !(3..=4).contains(&root.len()) {
                return Err(row.error("give the lemma and a root of three or four letters"));
            }
            let verb = Verb { lemma: fold(row.cell(0)), root, form, present: fold(row.cell(3)) };
            let classes = self.classes(row.cell(5));
            let id = self.lemma(row.cell(0), LemmaKind::Verb, None, classes.clone(), Gender::Masculine);
            self.forms(id, verb.finite());
            self.participles(&verb, id, &classes);
            let masdars = if row.cell(4).is_empty() { verb.masdar().into_iter().collect() } else { row.cell(4).split('|').map(str::to_owned).collect::<Vec<_>>() };
            for masdar in masdars {
                let (one, many) = masdar.split_once('/').map_or((masdar.as_str(), None), |(a, b)| (a.trim(), Some(b.trim())));
                let folded = fold(one.trim());
                let gender = if folded.ends_with('ه') { Gender::Feminine } else { Gender::Masculine };
                let noun = self.lemma(one.trim(), LemmaKind::Masdar, Some(id), classes.clone(), gender);
                let mut forms = Vec::new();
                singular(&folded, Pos::Masdar, gender, &mut forms);
                match many {
                    Some(many) => plural(&fold(many), Pos::Masdar, gender, &mut forms),
                    None => feminine_plural(&folded, Pos::Masdar, &mut forms),
                }
                self.forms(noun, forms);
            }
        }
        Ok(())
    }

    fn participles(&mut self, verb: &Verb, id: LemmaId, classes: &SmallVec<[ClassId; 4]>) {
        let (active, passive) = verb.participles();
        let alike = active == passive;
        if !alike {
            let lemma = self.lemma(&active, LemmaKind::ActiveParticiple, Some(id), classes.clone(), Gender::Masculine);
            let mut forms = Vec::new();
            adjective(&active, Pos::ActiveParticiple, &mut forms);
            self.forms(lemma, forms);
        }
        // Written alike: مشيرا is active where the verb speaks or has no passive sense; the engine treats the two as one.
        let kind = if alike { LemmaKind::ActiveParticiple } else { LemmaKind::PassiveParticiple };
        let pos = if alike { Pos::ActiveParticiple } else { Pos::PassiveParticiple };
        let lemma = self.lemma(&passive, kind, Some(id), classes.clone(), Gender::Masculine);
        let mut forms = Vec::new();
        adjective(&passive, pos, &mut forms);
        self.forms(lemma, forms);
    }

    /// Adds `nouns.tsv`: lemma plural gender classes gloss.
    ///
    /// # Errors
    /// The first row that cannot be used.
    pub fn add_nouns(&mut self, file: &str, tsv: &str) -> Result<(), LexiconError> {
        for row in rows(file, tsv) {
            if row.cell(0).is_empty() {
                return Err(row.error("give the lemma"));
            }
            let gender = if row.cell(2) == "f" { Gender::Feminine } else { Gender::Masculine };
            let classes = self.classes(row.cell(3));
            let id = self.lemma(row.cell(0), LemmaKind::Noun, None, classes, gender);
            let folded = fold(row.cell(0));
            let mut forms = Vec::new();
            singular(&folded, Pos::Noun, gender, &mut forms);
            for many in row.cell(1).split('|').map(str::trim).filter(|p| !p.is_empty()) {
                match many {
                    "+ات" => feminine_plural(&folded, Pos::Noun, &mut forms),
                    "+ون" => sound_plural(&folded, Pos::Noun, &mut forms),
                    written => plural(&fold(written), Pos::Noun, gender, &mut forms),
                }
            }
            self.forms(id, forms);
        }
        Ok(())
    }

    /// Adds `adjectives.tsv`: lemma plural classes gloss.
    ///
    /// # Errors
    /// The first row that cannot be used.
    pub fn add_adjectives(&mut self, file: &str, tsv: &str) -> Result<(), LexiconError> {
        for row in rows(file, tsv) {
            if row.cell(0).is_empty() {
                return Err(row.error("give the lemma"));
            }
            let classes = self.classes(row.cell(2));
            let id = self.lemma(row.cell(0), LemmaKind::Adjective, None, classes, Gender::Masculine);
            let mut forms = Vec::new();
            adjective(&fold(row.cell(0)), Pos::Adjective, &mut forms);
            for many in row.cell(1).split('|').map(str::trim).filter(|p| !p.is_empty() && !p.starts_with('+')) {
                plural(&fold(many), Pos::Adjective, Gender::Masculine, &mut forms);
            }
            self.forms(id, forms);
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
                other => return Err(row.error(format!("`{other}`: the kind is `preposition` or `particle`"))),
            };
            let classes = self.classes(row.cell(2));
            let id = self.lemma(row.cell(0), kind, None, classes, Gender::Masculine);
            let feats = Feats { pos, person: 0, number: Number::Singular, gender: Gender::Masculine, voice: Voice::Active, construct: false };
            self.forms(id, vec![(fold(row.cell(0)), feats)]);
        }
        Ok(())
    }

    /// Compiles what was added.
    pub fn build(self) -> Lexicon {
        let LexiconBuilder { lemmas, labels, label_index, mut forms } = self;
        forms.sort_by_key(|(h, _)| *h);
        forms.dedup();
        let mut by_text: FxHashMap<String, Vec<LemmaId>> = FxHashMap::default();
        for (i, lemma) in lemmas.iter().enumerate() {
            by_text.entry(lemma.folded.clone()).or_default().push(LemmaId(i as u32));
        }
        Lexicon { lemmas, labels, label_index, by_text, forms }
    }
}

impl Lexicon {
    /// A lemma.
    ///
    /// # Panics
    /// If the id is of another lexicon.
    pub fn lemma(&self, id: LemmaId) -> &Lemma {
        &self.lemmas[id.0 as usize]
    }

    /// All lemmas, by id.
    pub fn lemmas(&self) -> &[Lemma] {
        &self.lemmas
    }

    /// Every lemma that is written so, spelling folded.
    pub fn find(&self, text: &str) -> &[LemmaId] {
        self.by_text.get(&fold(text)).map_or(&[], Vec::as_slice)
    }

    /// Every lemma of which `text`, without clitics, is a written form, spelling folded.
    pub fn written(&self, text: &str) -> Vec<LemmaId> {
        let mut all: Vec<LemmaId> = self.entries(&fold(text)).map(|e| e.lemma).collect();
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

    /// What a folded form without clitics may be.
    pub(super) fn entries(&self, folded: &str) -> impl Iterator<Item = Entry> + '_ {
        let h = hash(folded);
        let from = self.forms.partition_point(|(k, _)| *k < h);
        self.forms[from..].iter().take_while(move |(k, _)| *k == h).map(|(_, e)| *e)
    }
}
