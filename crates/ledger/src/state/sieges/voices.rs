//! Who says what of a siege, by word.

use super::course::Course;
use super::tell::WordNo;
use crate::SiegeStep;
use crate::context::Context;
use crate::fact::{ClaimKey, Day, Named, Names, Where};
use crate::incident::IncidentId;
use crate::lineage::Word;
use crate::state::naming::actors;
use hudna_claims::SpeakerKind;
use rustc_hash::{FxHashMap, FxHashSet};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// What one word says of a siege.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct SiegeVoice {
    /// The step that it tells of.
    pub step: SiegeStep,
    /// The word: claims with the same one are not independent.
    pub by: Word,
    /// Who says so; empty for the outlet.
    pub speakers: Vec<Arc<Named>>,
    /// What kind of source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker_kind: Option<SpeakerKind>,
    /// The outlets that carry it, by the names that their reports give.
    pub sources: Vec<String>,
    /// Where, as this voice has it.
    pub places: Vec<Arc<Named>>,
    /// The last day of which it says so.
    pub day: Day,
    /// The last day on which it says so.
    pub told: Day,
    /// The claims.
    pub claims: Vec<ClaimKey>,
}

/// What is told at these places of a course, by step and word, in the order of a siege's life.
pub(super) fn voices(
    course: &Course<'_>,
    places: impl Iterator<Item = usize>,
    words: &[Word],
    context: &Context<'_>,
) -> Vec<SiegeVoice> {
    let mut all: FxHashMap<(SiegeStep, WordNo), Vec<usize>> = FxHashMap::default();
    for at in places {
        let Some(tell) = course.tells.get(at) else { continue };
        all.entry((tell.step, tell.word)).or_default().push(at);
    }
    let voice =
        |((step, word), told): ((SiegeStep, WordNo), Vec<usize>)| Some((step, words.get(word.0 as usize)?, told));
    let mut all: Vec<_> = all.into_iter().filter_map(voice).collect();
    all.sort_unstable_by_key(|(step, by, _)| (*step, *by));
    all.into_iter()
        .map(|(step, by, told)| {
            let tells = || course.at(&told);
            let mut sources: Vec<String> =
                tells().filter_map(|t| context.reports.get(&t.report())?.source.clone()).collect();
            sources.sort_unstable();
            sources.dedup();
            let mut claims: Vec<ClaimKey> = tells().map(|t| t.fact.key).collect();
            claims.sort_unstable();
            claims.dedup();
            let last = tells().max_by_key(|t| (t.to, t.fact.told, t.fact.key));
            SiegeVoice {
                step,
                by: by.clone(),
                speakers: actors(tells().flat_map(|t| t.fact.speakers.iter().copied()), context.names),
                speaker_kind: last.and_then(|t| t.fact.speaker_kind),
                sources,
                places: self::places(tells().flat_map(|t| t.fact.places.iter().copied()), context.names),
                day: last.map_or(Day::LAST, |t| t.to),
                told: tells().map(|t| t.fact.told).max().unwrap_or(Day::LAST),
                claims,
            }
        })
        .collect()
}

/// The names of places, each once, in the order of their ids.
pub(super) fn places(all: impl Iterator<Item = Where>, names: &Names) -> Vec<Arc<Named>> {
    let mut all: Vec<Arc<Named>> = all.map(|at| names.at(at)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Who besieges, and who is besieged, by name.
pub(super) fn sides(course: &Course<'_>, context: &Context<'_>) -> (Vec<Arc<Named>>, Vec<Arc<Named>>) {
    let of_siege = || course.tells.iter().filter(|t| t.step.names_besieger()).map(|t| t.fact);
    let besiegers = actors(of_siege().flat_map(|f| f.actors.iter().copied()), context.names);
    (besiegers, actors(of_siege().flat_map(|f| f.targets.iter().copied()), context.names))
}

/// With what decides, what nobody has dated but tells of the same incident.
pub(super) fn with_support(course: &Course<'_>, deciding: &[usize]) -> Vec<usize> {
    let mut all = deciding.to_vec();
    if !course.undated.is_empty() {
        let known: FxHashSet<(IncidentId, SiegeStep)> = course.at(deciding).map(|t| (t.incident.id, t.step)).collect();
        let fits = |at: &usize| course.tells.get(*at).is_some_and(|t| known.contains(&(t.incident.id, t.step)));
        all.extend(course.undated.iter().copied().filter(fits));
    }
    all
}
