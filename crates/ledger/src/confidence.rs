//! How sure: how many independent words stand for and against, and the word of confidence that this comes to.

use crate::context::Context;
use crate::fact::{Bearing, Fact};
use crate::lineage::Word;
use serde::Serialize;
use std::collections::BTreeMap;

/// How sure something is, in words. After Airwars' grading of reports of harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// All who tell of it have been judged unreliable, or nobody tells of it and it is denied.
    Discounted,
    /// Independent words stand against each other.
    Contested,
    /// One word.
    Weak,
    /// Two independent words, or one and a reliable one.
    Fair,
    /// Admitted by the side that it speaks against, or told by three independent words.
    Confirmed,
}

/// How many words stand for and against something, and what that comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Weighing {
    /// The word of confidence.
    pub confidence: Confidence,
    /// Independent words for it.
    pub independent_sources: usize,
    /// Independent words against it.
    pub against: usize,
    /// The side that it speaks against says so itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub admitted: bool,
    /// The words for it, for people.
    pub words: Vec<Word>,
}

/// Weighs facts that tell of one thing: those told against those denied.
pub(crate) fn weigh<'a>(facts: impl Iterator<Item = &'a Fact>, context: &Context<'_>) -> Weighing {
    weigh_sides(facts.map(|fact| (fact, fact.bearing() != Bearing::Denied)), context)
}

/// Weighs facts for something (true) against facts that speak against it.
pub(crate) fn weigh_sides<'a>(facts: impl Iterator<Item = (&'a Fact, bool)>, context: &Context<'_>) -> Weighing {
    // The best grade of each word, for and against.
    let mut told: BTreeMap<Word, char> = BTreeMap::new();
    let mut denied: BTreeMap<Word, char> = BTreeMap::new();
    let mut admitted = false;
    for (fact, speaks_for) in facts {
        let Some((word, grade)) = context.word(fact) else { continue };
        let side = if speaks_for { &mut told } else { &mut denied };
        admitted |= speaks_for && fact.bearing() == Bearing::Told && context.admits(fact);
        let best = side.entry(word).or_insert(grade);
        *best = (*best).min(grade);
    }
    // A word that says both stands for neither.
    let both: Vec<Word> = told.keys().filter(|word| denied.contains_key(*word)).cloned().collect();
    denied.retain(|word, _| !both.contains(word));
    let unreliable = |grade: &char| *grade == 'E';
    let trusted = |grade: &char| matches!(grade, 'A' | 'B');
    let confidence = if told.is_empty() || told.values().all(unreliable) {
        Confidence::Discounted
    } else if !denied.is_empty() && !admitted {
        Confidence::Contested
    } else if admitted || told.len() >= 3 {
        Confidence::Confirmed
    } else if told.len() == 2 || told.values().any(trusted) {
        Confidence::Fair
    } else {
        Confidence::Weak
    };
    Weighing {
        confidence,
        independent_sources: told.len(),
        against: denied.len(),
        admitted,
        words: told.into_keys().collect(),
    }
}
