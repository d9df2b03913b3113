//! What the claims of one report come to.

mod agreement;
mod entry;
mod party;
mod saying;
mod siege;
mod siege_drafts;
mod term;
mod voice;

pub use agreement::{Agreement, AgreementState, Venue};
pub use entry::{Entry, Range};
pub use party::Party;
pub use saying::{Said, Saying, Status};
pub use siege::{Siege, SiegeState, SiegeStep, Standing, Step};
pub use term::{Evidence, Term, TermKind, TermState, Weight};
pub use voice::{Voice, Word};

use crate::Background;
use hudna_claims::{Claim, Event};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The parts of a dossier beside sieges and agreements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Truces, and their being broken.
    Truces,
    /// Who and what is let through, and aid.
    Access,
    /// Checkpoints and routes.
    Checkpoints,
    /// Who is taken, freed, exchanged, pressed into service.
    Detainees,
    /// Who takes, holds, leaves what.
    Control,
    /// Attacks and clashes.
    Violence,
    /// Killed and injured.
    Casualties,
    /// Forces sent and weapons handed over.
    Forces,
    /// Flight, evacuation, return.
    Displacement,
    /// Protests.
    Protests,
    /// Meetings and talks.
    Meetings,
}

impl Section {
    /// All sections, in the order in which they are shown.
    pub const ALL: [Section; 11] = [
        Section::Truces,
        Section::Access,
        Section::Checkpoints,
        Section::Detainees,
        Section::Control,
        Section::Violence,
        Section::Casualties,
        Section::Forces,
        Section::Displacement,
        Section::Protests,
        Section::Meetings,
    ];

    /// Where an event is told; none for sieges and agreements, which have their own parts.
    pub fn of(event: Event) -> Option<Section> {
        Some(match event {
            Event::SiegeImpose | Event::SiegeHold | Event::SiegeLift | Event::Agree => return None,
            Event::Truce | Event::Breach => Section::Truces,
            Event::AccessAllow | Event::AccessDeny | Event::AidDeliver => Section::Access,
            Event::CheckpointErect | Event::CheckpointRemove | Event::RouteClose | Event::RouteOpen => {
                Section::Checkpoints
            }
            Event::Detain | Event::Release | Event::Exchange | Event::Conscript => Section::Detainees,
            Event::ControlTake | Event::ControlHold | Event::ControlLeave => Section::Control,
            Event::Attack | Event::Clash => Section::Violence,
            Event::Harm => Section::Casualties,
            Event::Disarm | Event::Deploy => Section::Forces,
            Event::Evacuate | Event::Displace | Event::Return => Section::Displacement,
            Event::Protest => Section::Protests,
            Event::Meet | Event::Collapse => Section::Meetings,
        })
    }
}

/// The state that the claims of one report give.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dossier {
    /// How many claims it rests on.
    pub claims: usize,
    /// The country (three letters) in which most of its places lie; it decides the names of the months in Arabic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Sieges.
    pub sieges: Vec<Siege>,
    /// Agreements and their terms.
    pub agreements: Vec<Agreement>,
    /// Everything else, by section; a term of an agreement stands there only.
    #[serde(flatten)]
    pub sections: BTreeMap<Section, Vec<Entry>>,
    /// Who says what.
    pub voices: Vec<Voice>,
}

/// Puts the claims of one report together. `text` is the report that the claims' offsets count in.
pub fn dossier(claims: &[Claim], text: &str, background: &Background) -> Dossier {
    let (mut agreements, used) = agreement::agreements(claims, text, background);
    let sieges = siege::sieges(claims, text, background);
    for term in agreements.iter_mut().flat_map(|a| &mut a.terms) {
        term.owe_as_besieger(&sieges, background);
    }
    let mut sections: BTreeMap<Section, Vec<Entry>> = BTreeMap::new();
    for (index, claim) in claims.iter().enumerate() {
        if used.contains(&index) {
            continue;
        }
        if let Some(section) = Section::of(claim.event) {
            entry::gather(sections.entry(section).or_default(), Entry::new(claim, text));
        }
    }
    for entry in sections.values_mut().flatten() {
        party::smallest(&mut entry.places, background);
    }
    Dossier {
        claims: claims.len(),
        country: country(claims, background),
        sieges,
        agreements,
        sections,
        voices: voice::voices(claims, text),
    }
}

fn country(claims: &[Claim], background: &Background) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in claims.iter().flat_map(|c| &c.place).filter_map(|m| m.id.as_deref()) {
        *counts.entry(background.country(id).unwrap_or_default()).or_default() += 1;
    }
    let known = counts.into_iter().filter(|(country, _)| !country.is_empty());
    known.max_by_key(|(country, n)| (*n, std::cmp::Reverse(*country))).map(|(country, _)| country.to_owned())
}

impl Dossier {
    /// Takes the offsets of these claims, known by their ids, in place of its own: for claims whose offsets were
    /// moved from decoded text to the bytes of the original file after the dossier was made.
    pub fn take_offsets(&mut self, claims: &[Claim]) {
        let by_id: HashMap<&str, &Claim> = claims.iter().map(|c| (c.id.as_str(), c)).collect();
        let move_one = |saying: &mut Saying| {
            let Some(claim) = by_id.get(saying.claim.as_str()) else { return };
            saying.quote.start = claim.evidence.start;
            saying.quote.end = claim.evidence.end;
            saying.quote.trigger = hudna_claims::Span { start: claim.trigger.start, end: claim.trigger.end };
            saying.time.clone_from(&claim.time);
        };
        let entries = self
            .sieges
            .iter_mut()
            .flat_map(|s| &mut s.steps)
            .map(|s| &mut s.entry)
            .chain(self.sections.values_mut().flatten());
        entries.flat_map(|e| &mut e.sayings).for_each(move_one);
        for agreement in &mut self.agreements {
            agreement.meetings.iter_mut().for_each(move_one);
            agreement.venues.iter_mut().flat_map(|v| &mut v.sayings).for_each(move_one);
            agreement.course.iter_mut().flat_map(|e| &mut e.sayings).for_each(move_one);
            agreement.terms.iter_mut().flat_map(|t| &mut t.entry.sayings).for_each(move_one);
        }
    }
}
