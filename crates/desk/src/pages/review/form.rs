//! The form of a correction: what the claim says now, and what the codebook and the case offer instead.

use crate::frame::Frame;
use hudna_casebook::part_of;
use hudna_claims::{Claim, Event, Mention, Modality, SpeakerKind};
use hudna_ledger::Names;
use std::fmt::Display;

/// Names that are offered at most, of each kind.
const OFFERED: usize = 3000;

/// A value that can be chosen.
pub struct Choice {
    /// As it stands in the log.
    pub value: String,
    /// As people read it.
    pub name: String,
    /// It is what the claim says.
    pub chosen: bool,
}

/// A part that is written.
pub struct Field {
    /// The part, as `hudna review correct --set` names it.
    pub part: &'static str,
    /// The key of its name.
    pub name: &'static str,
    /// What the claim says, with the name of whom an id is; of several each, with an empty one at the end.
    pub values: Vec<(String, String)>,
    /// The list that is offered, by its id; empty for none.
    pub list: &'static str,
    /// The type of the field.
    pub kind: &'static str,
}

/// The form.
pub struct Correction {
    /// Events.
    pub events: Vec<Choice>,
    /// Modalities.
    pub modalities: Vec<Choice>,
    /// Kinds of speakers.
    pub speaker_kinds: Vec<Choice>,
    /// The claim is about the event's ending.
    pub ceases: bool,
    /// What is written.
    pub fields: Vec<Field>,
    /// The actors that the case names: id and name.
    pub actors: Vec<(String, String)>,
    /// The places that the case names.
    pub places: Vec<(String, String)>,
}

impl Correction {
    /// The form for a claim as it stands.
    pub fn new(claim: &Claim, names: &Names, frame: &Frame) -> Correction {
        let field = |part: &'static str, name, kind| {
            let values = vec![(part_of(claim, part), String::new())];
            Field { part, name, values, list: "", kind }
        };
        let several = |part: &'static str, name, mentions: &[Mention], list| {
            let told = |mention: &Mention| {
                let own = mention.name.as_ref().filter(|_| mention.id.is_some());
                let own = own.map(|own| if frame.lang == "ar" || own.en.is_empty() { &own.ar } else { &own.en });
                (mention.id.clone().unwrap_or_else(|| mention.text.clone()), own.cloned().unwrap_or_default())
            };
            let mut values: Vec<(String, String)> = mentions.iter().map(told).collect();
            values.push(Default::default());
            Field { part, name, values, list, kind: "text" }
        };
        let fields = vec![
            several("actor", "row.by_whom", &claim.actor, "known-actors"),
            several("target", "row.to_whom", &claim.target, "known-actors"),
            several("mediator", "row.mediators", &claim.mediator, "known-actors"),
            several("place", "row.where", &claim.place, "known-places"),
            several("speaker", "row.said_by", &claim.speaker, "known-actors"),
            field("from", "review.from", "date"),
            field("to", "review.to", "date"),
            field("goods", "row.goods", "text"),
            field("people", "row.people", "text"),
            field("count", "row.count", "text"),
            field("killed", "row.killed", "text"),
            field("injured", "row.injured", "text"),
        ];
        let known = |id: String, named: std::sync::Arc<hudna_ledger::Named>| {
            let own = if frame.lang == "ar" || named.en.is_empty() { &named.ar } else { &named.en };
            (id, own.clone())
        };
        let actors = names.actor_ids().filter_map(|id| Some(known(id.clone(), names.who(names.find_actor(&id)?))));
        let places = names.place_ids().filter_map(|id| Some(known(id.clone(), names.at(names.find_place(&id)?))));
        Correction {
            events: choices("event", Event::ALL, Some(claim.event), frame),
            modalities: choices("modality", Modality::ALL, Some(claim.modality), frame),
            speaker_kinds: choices("speaker_kind", SpeakerKind::ALL, claim.speaker_kind, frame),
            ceases: claim.ceases,
            fields,
            actors: actors.take(OFFERED).collect(),
            places: places.take(OFFERED).collect(),
        }
    }
}

/// All codes of a list of the codebook.
fn choices<T: Display + Copy + PartialEq>(group: &str, all: &[T], now: Option<T>, frame: &Frame) -> Vec<Choice> {
    let choice = |code: &T| Choice {
        value: code.to_string(),
        name: frame.word(&format!("{group}.{code}")).to_owned(),
        chosen: now == Some(*code),
    };
    all.iter().map(choice).collect()
}
