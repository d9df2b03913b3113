//! Who says what: each speaker with kind and claims.

use super::party::Party;
use hudna_claims::{Claim, SpeakerKind};
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
    /// The claims on this word.
    pub claims: Vec<String>,
}

/// All voices, those with most claims first.
pub(super) fn voices(claims: &[Claim]) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for claim in claims {
        if claim.speaker.is_empty() {
            add(&mut voices, None, claim);
        }
        for mention in &claim.speaker {
            add(&mut voices, Some(Party::from(mention)), claim);
        }
    }
    voices.sort_by_key(|v| std::cmp::Reverse(v.claims.len()));
    voices
}

fn add(voices: &mut Vec<Voice>, speaker: Option<Party>, claim: &Claim) {
    let same = |v: &&mut Voice| match (&v.speaker, &speaker) {
        (Some(a), Some(b)) => a.same(b),
        (None, None) => true,
        _ => false,
    };
    match voices.iter_mut().find(same) {
        Some(voice) => {
            voice.kind = voice.kind.or(claim.speaker_kind);
            if voice.claims.last() != Some(&claim.id) {
                voice.claims.push(claim.id.clone());
            }
        }
        None => voices.push(Voice { speaker, kind: claim.speaker_kind, claims: vec![claim.id.clone()] }),
    }
}
