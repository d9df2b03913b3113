//! `ledger.toml`: how claims are put together, by family of events; kinds of places; what the words of confidence need.

use crate::LedgerError;
use hudna_arabic::fold::fold;
use hudna_claims::Event;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A part of the state: what the events of one family decide together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// Sieges.
    Siege,
    /// What and who may pass, and what came.
    Access,
    /// Checkpoints, barriers, roads, crossings.
    Checkpoint,
    /// Who holds what.
    Control,
    /// The detained, freed and exchanged.
    Detention,
    /// Violence and its victims.
    Violence,
    /// Agreements, truces, talks, their breaking and failing.
    Agreement,
    /// People moving: displaced, evacuated, returned.
    Movement,
    /// All else: protests, conscription, deployments, disarmament.
    Other,
}

impl Domain {
    /// All parts, in their order.
    pub const ALL: [Domain; 9] = [
        Domain::Siege,
        Domain::Access,
        Domain::Checkpoint,
        Domain::Control,
        Domain::Detention,
        Domain::Violence,
        Domain::Agreement,
        Domain::Movement,
        Domain::Other,
    ];
}

/// How near in time claims of one incident are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Window {
    /// Days between two times that are told.
    pub told: i32,
    /// Days that an event may lie before a report that tells of it without a time.
    pub untold: i32,
}

impl Default for Window {
    fn default() -> Self {
        Window { told: 1, untold: 2 }
    }
}

/// How far apart in time what is told of a siege may be to bear on each other, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiegeSettings {
    /// After a lifting, in which others who tell that the siege holds dispute the lifting; later, it was laid anew.
    pub dispute: i32,
    /// In which a denial stands against those who tell of a siege after it.
    pub denial: i32,
    /// Between a claim without a besieger and what is told of the besieger that it means, where there are several.
    pub apart: i32,
}

impl Default for SiegeSettings {
    fn default() -> Self {
        SiegeSettings { dispute: 2, denial: 14, apart: 90 }
    }
}

/// How far apart what is told of agreements may be to bear on each other, in days, and how many are compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementSettings {
    /// Reports without a time still tell of an agreement so long after it.
    pub echo: i32,
    /// Terms alone, and reports that share a term with it, still belong to it.
    pub terms: i32,
    /// A demand so long before it can have led to a term.
    pub demand: i32,
    /// Meetings of its sides so long before it were about it.
    pub negotiation: i32,
    /// A claim of failing or of breaking belongs to it so long after it without any other sign.
    pub course: i32,
    /// Deeds so long after it still carry its terms out.
    pub deeds: i32,
    /// So many agreements of a party or a governorate are compared, the latest first.
    pub compared: usize,
    /// So many terms of a place or a side are looked at for one incident, those of the latest agreements.
    pub bound: usize,
    with_truce: Vec<Event>,
    ran_out: Vec<String>,
}

impl AgreementSettings {
    /// A term of this event goes with a truce and ends with it.
    pub fn goes_with_truce(&self, event: Event) -> bool {
        self.with_truce.contains(&event)
    }

    /// The words say that something came to its end, and did not fail.
    pub(crate) fn ran_out(&self, words: &str) -> bool {
        words.split_whitespace().map(fold).any(|word| self.ran_out.contains(&word))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    harms: Vec<String>,
    #[serde(default)]
    place: Kinds,
    #[serde(default)]
    actor: Armed,
    #[serde(default)]
    family: Vec<Family>,
    siege: Option<SiegeSettings>,
    agreement: Option<AgreementSettings>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Armed {
    #[serde(default)]
    armed: BTreeSet<String>,
    #[serde(default)]
    tells: BTreeSet<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Kinds {
    #[serde(default)]
    part: BTreeSet<String>,
    #[serde(default)]
    settlement: BTreeSet<String>,
    #[serde(default)]
    governorate: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    events: Vec<String>,
    domain: Domain,
    window: Window,
}

/// How claims are put together.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    parts: BTreeSet<String>,
    settlements: BTreeSet<String>,
    governorates: BTreeSet<String>,
    armed: BTreeSet<String>,
    tellers: BTreeSet<String>,
    /// By the number of the event.
    families: Vec<(Domain, Window)>,
    /// Events, each as one bit.
    harms: u64,
    siege: SiegeSettings,
    agreement: AgreementSettings,
}

impl Settings {
    pub(super) fn add(&mut self, path: &str, text: &str) -> Result<(), LedgerError> {
        let file: File = toml::from_str(text).map_err(|source| LedgerError::Toml { file: path.to_owned(), source })?;
        self.parts.extend(file.place.part);
        self.settlements.extend(file.place.settlement);
        self.governorates.extend(file.place.governorate);
        self.armed.extend(file.actor.armed);
        self.tellers.extend(file.actor.tells);

        self.siege = file.siege.unwrap_or(self.siege);
        let event =
            |code: &String| code.parse::<Event>().map_err(|source| LedgerError::Code { file: path.to_owned(), source });
        for code in &file.harms {
            self.harms |= 1 << event(code)? as u64;
        }
        if let Some(mut agreement) = file.agreement {
            agreement.ran_out.iter_mut().for_each(|word| *word = fold(word));
            self.agreement = agreement;
        }
        self.families.resize(Event::ALL.len(), (Domain::Other, Window::default()));
        for family in file.family {
            for code in &family.events {
                if let Some(known) = self.families.get_mut(event(code)? as usize) {
                    *known = (family.domain, family.window);
                }
            }
        }
        Ok(())
    }

    pub(super) fn is_part(&self, kind: &str) -> bool {
        self.parts.contains(kind)
    }

    pub(super) fn is_settlement(&self, kind: &str) -> bool {
        self.settlements.contains(kind)
    }

    pub(super) fn is_teller(&self, kind: &str) -> bool {
        self.tellers.contains(kind)
    }

    pub(super) fn is_armed(&self, kind: &str) -> bool {
        self.armed.contains(kind)
    }

    pub(super) fn is_governorate(&self, kind: &str) -> bool {
        self.governorates.contains(kind)
    }

    /// Whether an event speaks against who does it: saying so oneself is an admission.
    pub fn harms(&self, event: Event) -> bool {
        self.harms >> event as u64 & 1 == 1
    }

    /// How far apart in time what is told of a siege may be.
    pub fn siege(&self) -> SiegeSettings {
        self.siege
    }

    /// How far apart what is told of agreements may be.
    pub fn agreement(&self) -> &AgreementSettings {
        &self.agreement
    }

    /// What an event decides.
    pub fn domain(&self, event: Event) -> Domain {
        self.families.get(event as usize).map_or(Domain::Other, |(domain, _)| *domain)
    }

    /// How near in time claims of one incident of this event are.
    pub fn window(&self, event: Event) -> Window {
        self.families.get(event as usize).map_or_else(Window::default, |(_, window)| *window)
    }
}
