//! How sure: how many independent words stand for and against, and the word of confidence that this comes to.

use crate::context::Context;
use crate::fact::{Bearing, Fact};
use crate::lineage::Word;
use hudna_claims::SpeakerKind;
use schemars::JsonSchema;
use serde::Serialize;
use smallvec::SmallVec;

/// How sure something is, in words. After Airwars' grading of reports of harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// All who tell of it have been judged unreliable, or nobody tells of it and it is denied.
    Discounted,
    /// Independent words stand against each other.
    Contested,
    /// One word.
    Weak,
    /// Two independent words, or one and a reliable one; any number of outlets that all have it from sources that they do not name.
    Fair,
    /// Admitted by the side that it speaks against, or told by three independent words, not all of unnamed sources.
    Confirmed,
}

/// How many words stand for and against something, and what that comes to.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema, Serialize)]
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
    pub words: SmallVec<[Word; 1]>,
}

/// Weighs facts that tell of one thing: those told against those denied.
pub(crate) fn weigh<'a>(facts: impl Iterator<Item = &'a Fact>, context: &Context<'_>) -> Weighing {
    weigh_sides(facts.map(|fact| (fact, fact.bearing() != Bearing::Denied)), context)
}

/// Weighs facts for something (true) against facts that speak against it.
pub(crate) fn weigh_sides<'a>(facts: impl Iterator<Item = (&'a Fact, bool)>, context: &Context<'_>) -> Weighing {
    // The best grade of each word, for and against.
    let mut all: SmallVec<[(&Word, bool, char); 4]> = SmallVec::new();
    let (mut admitted, mut named) = (false, false);
    for (fact, speaks_for) in facts {
        let Some((word, grade)) = context.word(fact) else { continue };
        admitted |= speaks_for && fact.bearing() == Bearing::Told && context.admits(fact);
        named |= speaks_for && (fact.speakers.is_empty() || fact.speaker_kind != Some(SpeakerKind::Anonymous));
        all.push((word, speaks_for, grade));
    }
    if all.len() > 1 {
        // A word that says both stands for what it speaks for: it comes first.
        all.sort_unstable_by_key(|(word, speaks_for, grade)| (*word, !*speaks_for, *grade));
        all.dedup_by(|later, first| later.0 == first.0);
    }
    let told = || all.iter().filter(|(_, speaks_for, _)| *speaks_for);
    let (independent_sources, against) = (told().count(), all.len() - told().count());
    let unreliable = |grade: char| grade == 'E';
    let trusted = |grade: char| matches!(grade, 'A' | 'B');
    let confidence = if told().all(|(.., grade)| unreliable(*grade)) {
        Confidence::Discounted
    } else if against > 0 && !admitted {
        Confidence::Contested
    } else if admitted || independent_sources >= 3 && named {
        Confidence::Confirmed
    } else if independent_sources >= 2 || told().any(|(.., grade)| trusted(*grade)) {
        Confidence::Fair
    } else {
        Confidence::Weak
    };
    let words = all.into_iter().filter(|(_, speaks_for, _)| *speaks_for).map(|(word, ..)| word.clone()).collect();
    Weighing { confidence, independent_sources, against, admitted, words }
}
