//! The terms of an agreement: who owes what to whom, and what the report tells of its being done.

use super::entry::{Entry, Saying};
use super::party::{Match, Party, add_all, meeting};
use crate::Background;
use hudna_claims::{Claim, Event, Modality, SpeakerKind};
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

/// How far a term is carried out, on the word of those whom its evidence names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TermState {
    /// Nothing is told of its being done.
    Open,
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
    /// Someone refuses it.
    Refusal,
    /// Someone says that it was not done.
    Denial,
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
    /// Who demands it.
    pub owed_to: Vec<Party>,
    /// How far it is carried out, by the evidence.
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
            owed_to: if kind == TermKind::Demand {
                entry.sayings.iter().flat_map(|s| s.speakers.clone()).collect()
            } else {
                Vec::new()
            },
            state: TermState::Open,
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

    /// Looks through the claims for what was done of it.
    pub(super) fn settle(&mut self, claims: &[Claim], text: &str, background: &Background) {
        let obligation = background.obligation(self.entry.event);
        let mut covered: Vec<Party> = Vec::new();
        for claim in claims {
            let exact = claim.event == self.entry.event;
            if !obligation.served_by.contains(&claim.event) || claim.ceases != self.entry.ceases {
                continue;
            }
            let full = obligation.full.contains(&claim.event);
            let weight = match claim.modality {
                Modality::Happened | Modality::Ongoing if full => Weight::Full,
                Modality::Happened | Modality::Ongoing => Weight::Part,
                Modality::Begun => Weight::Start,
                Modality::Refused if exact => Weight::Refusal,
                Modality::Negated if exact => Weight::Denial,
                _ => continue,
            };
            let saying = Saying::new(claim, text);
            if !self.served_at(claim, &saying, exact, background) {
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
        } else {
            TermState::Open
        }
    }
}
