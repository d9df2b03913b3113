//! Who says what: each speaker with kind and claims.

use super::party::Party;
use hudna_claims::{Claim, Event, Modality, SpeakerKind};
use serde::Serialize;

/// One voice of the report.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Voice {
    /// Who; none for the outlet itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Party>,
    /// What kind of source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<SpeakerKind>,
    /// What is said on this word, by event and way, in the order of the report.
    pub said: Vec<Word>,
}

/// Claims of one voice about one event, put forward in one way.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Word {
    /// What.
    pub event: Event,
    /// In what way.
    pub modality: Modality,
    /// It is about the event's ending.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub ceases: bool,
    /// The claims' ids.
    pub claims: Vec<String>,
    /// The lines of the report, counted from 1.
    pub lines: Vec<usize>,
}

impl Voice {
    /// How many claims stand on this word.
    pub fn claims(&self) -> usize {
        self.said.iter().map(|word| word.claims.len()).sum()
    }
}

/// All voices, those with most claims first.
pub(super) fn voices(claims: &[Claim], text: &str) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for claim in claims {
        if claim.speaker.is_empty() {
            add(&mut voices, None, claim, text);
        }
        for mention in &claim.speaker {
            add(&mut voices, Some(Party::from(mention)), claim, text);
        }
    }
    voices.sort_by_key(|v| std::cmp::Reverse(v.claims()));
    voices
}

fn add(voices: &mut Vec<Voice>, speaker: Option<Party>, claim: &Claim, text: &str) {
    let same = |v: &Voice| match (&v.speaker, &speaker) {
        (Some(a), Some(b)) => a.same(b) || (v.kind == claim.speaker_kind && short_for(a, b)),
        (None, None) => true,
        _ => false,
    };
    let at = voices.iter().position(same).unwrap_or_else(|| {
        voices.push(Voice { speaker, kind: claim.speaker_kind, said: Vec::new() });
        voices.len() - 1
    });
    let Some(voice) = voices.get_mut(at) else { return };
    voice.kind = voice.kind.or(claim.speaker_kind);
    let line = super::saying::line(text, claim.evidence.start);
    let like = |w: &&mut Word| w.event == claim.event && w.modality == claim.modality && w.ceases == claim.ceases;
    match voice.said.iter_mut().find(like) {
        Some(word) if word.claims.contains(&claim.id) => {}
        Some(word) => {
            word.claims.push(claim.id.clone());
            word.lines.push(line);
        }
        None => voice.said.push(Word {
            event: claim.event,
            modality: claim.modality,
            ceases: claim.ceases,
            claims: vec![claim.id.clone()],
            lines: vec![line],
        }),
    }
}

/// A name that the knowledge does not have, and its end alone: a person called by the family name later.
fn short_for(a: &Party, b: &Party) -> bool {
    let words = |p: &Party| p.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (a_words, b_words) = (words(a), words(b));
    a.id.is_none() && b.id.is_none() && (a_words.ends_with(&b_words) || b_words.ends_with(&a_words))
}
