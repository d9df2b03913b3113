//! Event frames: which words tell of an event and which slots the words around them fill.

use super::files::{KnowledgeError, KnowledgeFile, toml, under};
use super::pattern::{Pattern, compile};
use super::words::WordNumbers;
use hudna_arabic::fold::fold;
use hudna_arabic::morph::Lexicon;
use hudna_claims::{Event, Modality};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A slot that a phrase can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoleKind {
    /// Who does it.
    Actor,
    /// To whom.
    Target,
    /// Who mediates.
    Mediator,
    /// Where.
    Place,
    /// What goods.
    Goods,
    /// Which people.
    People,
}

/// Finite aspect that a frame is restricted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Aspect {
    /// Perfect.
    Perfect,
    /// Imperfect.
    Imperfect,
}

/// Which number of harm the words tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HarmKind {
    /// Killed.
    Killed,
    /// Injured.
    Injured,
    /// Either, or both.
    Both,
}

/// What a phrase in one position may fill.
pub type SlotRule = Vec<RoleKind>;

/// A compiled frame.
#[derive(Debug)]
pub struct Frame {
    /// `family/id`.
    pub rule: String,
    /// The event.
    pub event: Event,
    /// Its patterns.
    pub triggers: Vec<Pattern>,
    /// Patterns that must not follow.
    pub never_before: Vec<Pattern>,
    /// Patterns that must not stand before.
    pub never_after: Vec<Pattern>,
    /// Words that must not stand among those that the pattern skips.
    pub never_within: Vec<Pattern>,
    /// At least one of these slots must be filled.
    pub needs: Vec<RoleKind>,
    /// A definite noun alone only refers back.
    pub indefinite: bool,
    /// Who announces it is a party to it.
    pub announcer_acts: bool,
    /// What the one is to whom goods or a place belong (`قافلة تابعة لـ`, `مواقع تابعة لـ`).
    pub owner: Option<RoleKind>,
    /// Its verb, said of a noun of the same event before it, tells of the same one (`قصف استهدف البلدة`).
    pub of_noun: bool,
    /// Its noun tells of it though it is what a blow strikes (`قمع المظاهرة`).
    pub struck: bool,
    /// It fires only where another frame tells one of these events in its sentence (`هدنة بناء على طلب الرئيس`).
    pub beside: Vec<Event>,
    /// A state that holds.
    pub state: bool,
    /// The words say that the event stops.
    pub ceases: bool,
    /// The words fix the modality.
    pub modality: Option<Modality>,
    /// Finite verbs must be of this aspect.
    pub aspect: Option<Aspect>,
    /// For harm.
    pub harm: Option<HarmKind>,
    /// The event that a negation turns this one into.
    pub negated_is: Option<Event>,
    /// What it is while it is only to come: a siege that is threatened is one to be imposed.
    pub to_come_is: Option<Event>,
    /// What it is while it is under way: a siege that somebody goes on imposing is in force.
    pub ongoing_is: Option<Event>,
    /// Slots by position: `subject`, `object`, `genitive`, or a folded preposition.
    pub roles: Vec<(Box<str>, SlotRule)>,
    /// Words of its patterns that the lexicon does not list; they match only as written.
    pub unlisted: Vec<String>,
    /// Example sentences and what they say.
    pub examples: Vec<(String, Vec<String>)>,
}

impl Frame {
    /// What a phrase in that position may fill.
    pub fn slots(&self, position: &str) -> Option<&[RoleKind]> {
        self.roles.iter().find(|(p, _)| &**p == position).map(|(_, s)| s.as_slice())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameFile {
    family: String,
    #[serde(rename = "about")]
    _about: String,
    #[serde(default)]
    lists: FxHashMap<String, Vec<String>>,
    #[serde(default)]
    frame: Vec<RawFrame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFrame {
    id: String,
    event: String,
    #[serde(rename = "about")]
    _about: String,
    triggers: Vec<String>,
    #[serde(default)]
    never_before: Vec<String>,
    #[serde(default)]
    never_after: Vec<String>,
    #[serde(default)]
    never_within: Vec<String>,
    #[serde(default)]
    needs: Vec<RoleKind>,
    #[serde(default)]
    indefinite: bool,
    #[serde(default)]
    announcer_acts: bool,
    owner: Option<RoleKind>,
    #[serde(default)]
    of_noun: bool,
    #[serde(default)]
    struck: bool,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    state: bool,
    #[serde(default)]
    ceases: bool,
    modality: Option<String>,
    aspect: Option<Aspect>,
    harm: Option<HarmKind>,
    negated_is: Option<String>,
    to_come_is: Option<String>,
    ongoing_is: Option<String>,
    #[serde(default)]
    roles: BTreeMap<String, SlotRule>,
    #[serde(default)]
    example: Vec<RawExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExample {
    text: String,
    is: Vec<String>,
}

/// Reads all frames; a later frame with the same rule name replaces the earlier one.
pub(super) fn load(
    files: &[KnowledgeFile],
    lexicon: &Lexicon,
    words: &mut WordNumbers,
    errors: &mut Vec<KnowledgeError>,
) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    for file in under(files, "ar/frames/", ".toml") {
        let Some(read) = toml::<FrameFile>(file, errors) else { continue };
        for raw in read.frame {
            let rule = format!("{}/{}", read.family, raw.id);
            match frame(rule.clone(), raw, &read.lists, lexicon, words) {
                Ok(made) => match frames.iter_mut().find(|f| f.rule == made.rule) {
                    Some(old) => *old = made,
                    None => frames.push(made),
                },
                Err(problem) => errors.push(KnowledgeError::new(&file.path, &rule, problem)),
            }
        }
    }
    frames
}

fn frame(
    rule: String,
    raw: RawFrame,
    lists: &FxHashMap<String, Vec<String>>,
    lexicon: &Lexicon,
    words: &mut WordNumbers,
) -> Result<Frame, String> {
    let mut unknown = Vec::new();
    let mut all = |texts: &[String]| -> Result<Vec<Pattern>, String> {
        texts.iter().map(|t| compile(t, lists, lexicon, words, &mut unknown)).collect()
    };
    let (triggers, never_before, never_after) = (all(&raw.triggers)?, all(&raw.never_before)?, all(&raw.never_after)?);
    let never_within = all(&raw.never_within)?;
    unknown.sort();
    unknown.dedup();
    if triggers.is_empty() {
        return Err("no triggers".to_owned());
    }
    Ok(Frame {
        rule,
        event: raw.event.parse::<Event>().map_err(|e| e.to_string())?,
        triggers,
        never_before,
        never_after,
        never_within,
        needs: raw.needs,
        indefinite: raw.indefinite,
        announcer_acts: raw.announcer_acts,
        owner: raw.owner,
        of_noun: raw.of_noun,
        struck: raw.struck,
        beside: raw.beside.iter().map(|e| e.parse::<Event>()).collect::<Result<_, _>>().map_err(|e| e.to_string())?,
        state: raw.state,
        ceases: raw.ceases,
        modality: raw.modality.map(|m| m.parse::<Modality>()).transpose().map_err(|e| e.to_string())?,
        aspect: raw.aspect,
        harm: raw.harm,
        negated_is: raw.negated_is.map(|m| m.parse::<Event>()).transpose().map_err(|e| e.to_string())?,
        to_come_is: raw.to_come_is.map(|m| m.parse::<Event>()).transpose().map_err(|e| e.to_string())?,
        ongoing_is: raw.ongoing_is.map(|m| m.parse::<Event>()).transpose().map_err(|e| e.to_string())?,
        roles: raw.roles.into_iter().map(|(position, slots)| (fold(&position).into(), slots)).collect(),
        unlisted: unknown,
        examples: raw.example.into_iter().map(|e| (e.text, e.is)).collect(),
    })
}
