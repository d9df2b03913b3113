//! The language files as they are written.

use super::frames::RoleKind;
use super::operators::RawOperator;
use super::prepositions::Prepositions;
use super::voices::Voices;
use hudna_claims::{Event, SpeakerKind};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModalityFile {
    pub(super) operator: Vec<RawOperator>,
}

/// The parts of `حسب ما قالت`.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct AsTold {
    pub(super) openers: Vec<String>,
    pub(super) verbs: Vec<String>,
    pub(super) endings: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct ApartFile {
    pub(super) blasts: Vec<String>,
    pub(super) besides: Vec<String>,
    pub(super) alongside: Vec<String>,
    #[serde(default)]
    pub(super) then: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct SpeechFile {
    pub(super) counts: Vec<String>,
    pub(super) informs: Vec<String>,
    pub(super) as_for: Vec<String>,
    pub(super) outcome: Vec<String>,
    pub(super) wording: Vec<String>,
    pub(super) sayings: Vec<String>,
    pub(super) i_am: Vec<String>,
    pub(super) testimonies: Vec<String>,
    pub(super) voices: Voices,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct AttributionFile {
    pub(super) according: Vec<String>,
    /// Openers before a verb of telling, the verbs, and their endings: every combination is an `according`.
    pub(super) as_told: Vec<AsTold>,
    pub(super) same_speaker: Vec<String>,
    pub(super) documents: Vec<String>,
    /// Houses and bodies that speak without being actors.
    pub(super) voices: Vec<String>,
    #[serde(default)]
    pub(super) spreads: Vec<String>,
    #[serde(default)]
    pub(super) we: Vec<String>,
    #[serde(default)]
    pub(super) asks: Vec<String>,
    #[serde(default)]
    pub(super) answers: Vec<String>,
    /// Head nouns of bodies and offices by the kind of speaker that they are.
    pub(super) kinds: std::collections::BTreeMap<SpeakerKind, Vec<String>>,
    pub(super) agent: Vec<String>,
    pub(super) mediator: Vec<String>,
    pub(super) response: Vec<String>,
    pub(super) joiner: Vec<String>,
    pub(super) filler: Vec<String>,
}

#[derive(Deserialize, Default)]
pub(super) struct OntologyFile {
    #[serde(default)]
    pub(super) event: Vec<RawEvent>,
    #[serde(default)]
    pub(super) place_kind: Vec<RawKind>,
}

#[derive(Deserialize)]
pub(super) struct RawEvent {
    pub(super) code: Event,
    pub(super) opposite: Option<Event>,
}

#[derive(Deserialize)]
pub(super) struct RawKind {
    pub(super) code: String,
    pub(super) ar: String,
    /// Other words for it: `ولاية` for a governorate.
    #[serde(default)]
    pub(super) also: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct SlotFile {
    #[serde(default)]
    pub(super) default: Vec<RawDefault>,
    pub(super) both: RawBoth,
    pub(super) belonging: RawBoth,
    pub(super) locators: RawBoth,
    #[serde(default)]
    pub(super) borders: RawBoth,
    #[serde(default)]
    pub(super) homes: RawBoth,
    #[serde(default)]
    pub(super) rims: RawBoth,
    #[serde(default)]
    pub(super) environs: RawBoth,
    #[serde(default)]
    pub(super) toponyms: RawBoth,
    #[serde(default)]
    pub(super) by_deed: RawBoth,
    pub(super) receives: RawBoth,
    pub(super) oversees: RawBoth,
    pub(super) gatherings: RawBoth,
    pub(super) figurative: RawBoth,
    pub(super) excepts: RawBoth,
    pub(super) called_so: RawBoth,
    pub(super) carries: RawBoth,
    #[serde(default)]
    pub(super) kin: RawBoth,
    #[serde(default)]
    pub(super) clans: RawBoth,
    #[serde(default)]
    pub(super) oneself: RawBoth,
    #[serde(default)]
    pub(super) somebody: RawBoth,
    #[serde(default)]
    pub(super) owns_up: RawBoth,
    #[serde(default)]
    pub(super) attributed: RawBoth,
    #[serde(default)]
    pub(super) blames: RawBoth,
    #[serde(default)]
    pub(super) numbered: RawBoth,
    #[serde(default)]
    pub(super) answerable: RawBoth,
    #[serde(default)]
    pub(super) behind: RawBoth,
    #[serde(default)]
    pub(super) named_by_nouns: RawBoth,
    #[serde(default)]
    pub(super) called_after: RawBoth,
    #[serde(default)]
    pub(super) branches: RawBoth,
    #[serde(default)]
    pub(super) members: RawBoth,
    #[serde(default)]
    pub(super) ways: RawBoth,
    #[serde(default)]
    pub(super) stops_itself: RawBoth,
    #[serde(default)]
    pub(super) goes: RawBoth,
    #[serde(default)]
    pub(super) all_asked: RawBoth,
    #[serde(default)]
    pub(super) only_cited: RawBoth,
    pub(super) strikes: RawSymmetric,
    #[serde(default)]
    pub(super) positions: RawBoth,
    #[serde(default)]
    pub(super) dispatches: RawBoth,
    #[serde(default)]
    pub(super) own_deeds: RawBoth,
    #[serde(default)]
    pub(super) wrecks: RawBoth,
    pub(super) part_of: RawBoth,
    pub(super) latter: RawBoth,
    pub(super) prepositions: Prepositions,
    pub(super) symmetric: RawSymmetric,
    pub(super) suffered: RawSymmetric,
    pub(super) placeless: RawSymmetric,
    pub(super) unagreed: RawSymmetric,
    pub(super) willed: RawSymmetric,
    pub(super) for_sides: RawSymmetric,
    pub(super) moving: RawSymmetric,
    #[serde(default)]
    pub(super) lasting: RawSymmetric,
    #[serde(default)]
    pub(super) outside: RawOutside,
    #[serde(default)]
    pub(super) remarks: RawBoth,
    #[serde(default)]
    pub(super) measures: RawBoth,
    #[serde(default)]
    pub(super) manners: RawBoth,
    #[serde(default)]
    pub(super) vehicles: RawBoth,
    #[serde(default)]
    pub(super) existential: RawBoth,
    #[serde(default)]
    pub(super) results: RawBoth,
    #[serde(default)]
    pub(super) habits: RawBoth,
    #[serde(default)]
    pub(super) keeping: RawBoth,
    #[serde(default)]
    pub(super) asks_whom: RawBoth,
    pub(super) he_lands: RawBoth,
    #[serde(default)]
    pub(super) going_on: RawBoth,
    #[serde(default)]
    pub(super) to_come: RawBoth,
    #[serde(default)]
    pub(super) shares: Vec<RawShare>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDefault {
    pub(super) preps: Vec<String>,
    pub(super) roles: Vec<RoleKind>,
    #[serde(default)]
    pub(super) events: Vec<Event>,
}

#[derive(Deserialize, Default)]
pub(super) struct RawBoth {
    pub(super) words: Vec<String>,
}

#[derive(Deserialize, Default)]
pub(super) struct RawOutside {
    pub(super) words: Vec<String>,
    pub(super) events: Vec<Event>,
}

#[derive(Deserialize, Default)]
pub(super) struct RawSymmetric {
    pub(super) events: Vec<Event>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawShare {
    pub(super) from: Vec<Event>,
    pub(super) to: Vec<Event>,
    pub(super) roles: Vec<RoleKind>,
}

#[derive(Deserialize)]
pub(super) struct TitleFile {
    #[serde(default)]
    pub(super) title: Vec<RawTitle>,
    #[serde(default)]
    pub(super) given_names: Vec<String>,
    #[serde(default)]
    pub(super) before_names: Vec<String>,
    #[serde(default)]
    pub(super) open_names: Vec<String>,
    #[serde(default)]
    pub(super) closing_names: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct RawTitle {
    pub(super) word: String,
    #[serde(default)]
    pub(super) speaks: String,
}

#[derive(Deserialize)]
pub(super) struct WordsFile {
    #[serde(default)]
    pub(super) people: Vec<RawWords>,
    #[serde(default)]
    pub(super) goods: Vec<RawWords>,
    #[serde(default)]
    pub(super) unit: Vec<RawWords>,
}

#[derive(Deserialize)]
pub(super) struct RawWords {
    pub(super) words: Vec<String>,
    pub(super) class: String,
    #[serde(default)]
    pub(super) combatant: bool,
}
