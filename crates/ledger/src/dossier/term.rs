//! The terms of an agreement: who owes what to whom, and what the report tells of its being done.

use super::entry::Entry;
use super::party::{Match, Party, add_all, meeting, smallest};
use super::saying::Saying;
use super::siege::Siege;
use crate::{Background, Obligation};
use hudna_claims::{Claim, Event, Modality, SpeakerKind, TimePrecision};
use jiff::civil::Date;
use serde::Serialize;

/// In what way a term belongs to an agreement; the strongest that anyone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermKind {
    /// An aim of the talks.
    Aim,
    /// Demanded by one side.
    Demand,
    /// Agreed.
    Agreed,
}

/// How far a term has come, on the word of those whom its evidence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermState {
    /// An aim; nothing is told of its being done.
    Aim,
    /// Demanded; nothing is told of its being done.
    Demanded,
    /// Agreed; nothing is told of its being done.
    Agreed,
    /// Promised by or for the one who owes it.
    Promised,
    /// Begun.
    Begun,
    /// Done in part, or in some of the places.
    Partly,
    /// Carried out.
    CarriedOut,
    /// Refused.
    Refused,
    /// Said not to have been done.
    NotDone,
    /// Some say done, others not.
    Disputed,
    /// Said to have been broken.
    Broken,
}

/// What a piece of evidence comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Carries the term out.
    Full,
    /// Counts toward it.
    Part,
    /// Begins it.
    Start,
    /// Promises it.
    Promise,
    /// Someone refuses it.
    Refusal,
    /// Someone says that it was not done.
    Denial,
    /// Breaks it.
    Break,
    /// Someone says that it was not broken.
    Unbroken,
}

/// A claim that speaks for or against a term's being carried out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Evidence {
    /// The claim's id.
    pub claim: String,
    /// What happened.
    pub event: Event,
    /// In what way it is put forward.
    pub modality: Modality,
    /// What it comes to.
    pub weight: Weight,
    /// Who says so; empty for the outlet.
    pub speakers: Vec<Party>,
    /// What kind of source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker_kind: Option<SpeakerKind>,
    /// Where.
    pub places: Vec<Party>,
    /// The line of the report.
    pub line: usize,
}

/// One term.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Term {
    /// In what way it belongs to the agreement.
    pub kind: TermKind,
    /// Who would have to act: the actor, or else the one who is asked.
    pub owed_by: Vec<Party>,
    /// The siege (by number) whose besieger would have to act, where the claims themselves name nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owed_as_besieger: Option<usize>,
    /// Who demands it.
    pub owed_to: Vec<Party>,
    /// How far it has come, by the evidence.
    pub state: TermState,
    /// The evidence.
    pub evidence: Vec<Evidence>,
    /// The term itself, with all who say it.
    #[serde(flatten)]
    pub entry: Entry,
}

/// The kind of term that a claim's modality makes, if any.
pub(super) fn kind(modality: Modality) -> Option<TermKind> {
    match modality {
        Modality::Agreed => Some(TermKind::Agreed),
        Modality::Demanded => Some(TermKind::Demand),
        Modality::Possible => Some(TermKind::Aim),
        _ => None,
    }
}

impl Term {
    pub(super) fn new(kind: TermKind, claim: &Claim, text: &str) -> Term {
        let entry = Entry::new(claim, text);
        let owed_by = if entry.actors.is_empty() && kind == TermKind::Demand { &entry.targets } else { &entry.actors };
        Term {
            kind,
            owed_by: owed_by.clone(),
            owed_as_besieger: None,
            owed_to: if kind == TermKind::Demand {
                entry.sayings.iter().flat_map(|s| s.speakers.clone()).collect()
            } else {
                Vec::new()
            },
            state: TermState::Aim,
            evidence: Vec::new(),
            entry,
        }
    }

    pub(super) fn merge(&mut self, other: Term) {
        self.kind = self.kind.max(other.kind);
        add_all(&mut self.owed_by, other.owed_by);
        add_all(&mut self.owed_to, other.owed_to);
        self.entry.merge(other.entry);
    }

    /// A lifting that nobody is named for is for the besieger of that siege to do.
    pub(super) fn owe_as_besieger(&mut self, sieges: &[Siege], background: &Background) {
        let lifting = match self.entry.event {
            Event::SiegeLift => !self.entry.ceases,
            Event::SiegeImpose | Event::SiegeHold => self.entry.ceases,
            _ => false,
        };
        if !lifting || !self.owed_by.is_empty() {
            return;
        }
        let besieged = |s: &&Siege| meeting(&s.places, &self.entry.places, background) == Match::Yes;
        let asking = |s: &&Siege| meeting(&s.besiegers, &self.owed_to, background) == Match::Yes;
        let mut fitting = sieges.iter().filter(besieged).filter(|s| !s.besiegers.is_empty() && !asking(s));
        if let (Some(siege), None) = (fitting.next(), fitting.next()) {
            self.owed_by.clone_from(&siege.besiegers);
            self.owed_as_besieger = Some(siege.number);
        }
    }

    /// Looks through the claims for what was done of it. `agreed` is the first day of the agreement, where known.
    pub(super) fn settle(&mut self, claims: &[Claim], text: &str, agreed: Option<Date>, background: &Background) {
        smallest(&mut self.entry.places, background);
        let obligation = background.obligation(self.entry.event);
        let mut covered: Vec<Party> = Vec::new();
        for claim in claims {
            let Some(weight) = self.weigh(claim, &obligation, agreed) else { continue };
            let saying = Saying::new(claim, text);
            let exact = claim.event == self.entry.event;
            let fits = match weight {
                Weight::Break | Weight::Unbroken => self.broken_at(claim, &saying, background),
                _ => self.served_at(claim, &saying, exact, background),
            };
            if !fits {
                continue;
            }
            if weight == Weight::Full {
                add_all(&mut covered, self.covered_by(&saying, background));
            }
            self.evidence.push(Evidence {
                claim: saying.claim,
                event: saying.event,
                modality: saying.modality,
                weight,
                speakers: saying.speakers,
                speaker_kind: saying.speaker_kind,
                places: saying.places,
                line: saying.quote.line,
            });
        }
        self.state = self.judge(&covered);
    }

    /// What the claim could come to, if it is of the right place and by the right hand.
    fn weigh(&self, claim: &Claim, obligation: &Obligation, agreed: Option<Date>) -> Option<Weight> {
        let day = claim.time.as_ref().filter(|t| t.precision != TimePrecision::Vague);
        let earlier =
            matches!((day.and_then(|t| t.to.or(t.from)), agreed), (Some(told), Some(agreed)) if told < agreed);
        if self.kind == TermKind::Agreed && earlier {
            return None;
        }
        if obligation.broken_by.contains(&claim.event) && !claim.ceases && !self.entry.ceases {
            let later = matches!((day.and_then(|t| t.from), agreed), (Some(told), Some(agreed)) if told > agreed);
            return match claim.modality {
                Modality::Happened | Modality::Ongoing | Modality::Begun if later || claim.event == Event::Breach => {
                    Some(Weight::Break)
                }
                Modality::Negated if claim.event == Event::Breach => Some(Weight::Unbroken),
                _ => None,
            };
        }
        if !obligation.served_by.contains(&claim.event) || claim.ceases != self.entry.ceases {
            return None;
        }
        let exact = claim.event == self.entry.event;
        match claim.modality {
            Modality::Happened | Modality::Ongoing if obligation.full.contains(&claim.event) => Some(Weight::Full),
            Modality::Happened | Modality::Ongoing => Some(Weight::Part),
            Modality::Begun => Some(Weight::Start),
            Modality::Promised if exact => Some(Weight::Promise),
            Modality::Refused if exact => Some(Weight::Refusal),
            Modality::Negated if exact => Some(Weight::Denial),
            _ => None,
        }
    }

    /// Whether a breaking is one of this term: nothing in its places and hands speaks against it.
    fn broken_at(&self, claim: &Claim, saying: &Saying, background: &Background) -> bool {
        let hand = meeting(&self.owed_by, &super::party::parties(&claim.actor), background);
        let place = meeting(&self.entry.places, &saying.places, background);
        let alike = claim.event == Event::Breach || hand == Match::Yes && place == Match::Yes;
        hand != Match::No && place != Match::No && alike
    }

    /// Whether the claim is of the right place and by the right hand.
    fn served_at(&self, claim: &Claim, saying: &Saying, exact: bool, background: &Background) -> bool {
        let actors = super::party::parties(&claim.actor);
        let hand = meeting(&self.owed_by, &actors, background);
        let helps = matches!(claim.event, Event::AidDeliver | Event::RouteOpen);
        if hand == Match::No && !helps {
            return false;
        }
        let inside = saying.places.iter().any(|p| self.entry.places.iter().any(|q| p.within(q, background)));
        match meeting(&self.entry.places, &saying.places, background) {
            Match::Yes => inside || exact,
            Match::No => false,
            Match::Unsaid => exact && hand == Match::Yes,
        }
    }

    /// The term's places that the saying covers.
    fn covered_by(&self, saying: &Saying, background: &Background) -> Vec<Party> {
        let covers = |place: &&Party| saying.places.iter().any(|p| place.within(p, background));
        self.entry.places.iter().filter(covers).cloned().collect()
    }

    fn judge(&self, covered: &[Party]) -> TermState {
        let has = |weight| self.evidence.iter().any(|e| e.weight == weight);
        let done = has(Weight::Full) || has(Weight::Part);
        if has(Weight::Break) {
            return if has(Weight::Unbroken) { TermState::Disputed } else { TermState::Broken };
        }
        if (done || has(Weight::Start)) && has(Weight::Denial) {
            return TermState::Disputed;
        }
        if has(Weight::Full) {
            let all = covered.len() >= self.entry.places.len();
            return if all { TermState::CarriedOut } else { TermState::Partly };
        }
        if done {
            TermState::Partly
        } else if has(Weight::Start) {
            TermState::Begun
        } else if has(Weight::Denial) {
            TermState::NotDone
        } else if has(Weight::Refusal) {
            TermState::Refused
        } else if has(Weight::Promise) {
            TermState::Promised
        } else {
            match self.kind {
                TermKind::Aim => TermState::Aim,
                TermKind::Demand => TermState::Demanded,
                TermKind::Agreed => TermState::Agreed,
            }
        }
    }
}
