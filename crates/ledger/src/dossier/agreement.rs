//! Agreements: the parties, who mediates, where and in whose hands, and the terms with what was done of each.

use super::entry::{Entry, days_apart, gather};
use super::party::{Match, Party, add_all, meeting, overlap, parties, smallest};
use super::saying::{Saying, Status};
use super::term::{self, Term, TermKind};
use crate::Background;
use hudna_claims::{Claim, Event, Modality, SpeakerKind, When};
use serde::Serialize;
use std::collections::BTreeSet;

/// Where an agreement was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Venue {
    /// The place.
    pub place: Party,
    /// Who holds it, by the claims of control there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held_by: Vec<Party>,
    /// Those claims of control.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sayings: Vec<Saying>,
}

/// How an agreement stands, over all voices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementState {
    /// It is talked of, wanted or promised; nobody tells of its being reached.
    Wanted,
    /// Refused, or not reached.
    NotReached,
    /// Some tell of its being reached, others deny it.
    Disputed,
    /// Reached.
    Reached,
    /// Told to have been broken.
    Broken,
    /// It failed, was suspended or ran out.
    Collapsed,
}

/// An agreement, or talks toward one, with its terms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Its number in this dossier, from 1.
    pub number: usize,
    /// How it stands.
    pub state: AgreementState,
    /// Between whom.
    pub parties: Vec<Party>,
    /// Who sponsors or mediates.
    pub mediators: Vec<Party>,
    /// Where the parties met.
    pub venues: Vec<Venue>,
    /// Where the agreement applies, as its own claims say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Party>,
    /// When, as said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<When>,
    /// Who says what of its being concluded, failing or being broken.
    pub course: Vec<Entry>,
    /// The meetings that led to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meetings: Vec<Saying>,
    /// The terms: agreed, demanded, aimed at.
    pub terms: Vec<Term>,
}

struct Draft {
    parties: Vec<Party>,
    mediators: Vec<Party>,
    claims: Vec<usize>,
}

/// The agreements among the claims, and the claims (by index) that belong to them and need no section of their own.
pub(super) fn agreements(claims: &[Claim], text: &str, background: &Background) -> (Vec<Agreement>, BTreeSet<usize>) {
    let mut drafts = drafts(claims, background);
    let mut used: BTreeSet<usize> = drafts.iter().flat_map(|d| d.claims.iter().copied()).collect();
    if drafts.is_empty() && claims.iter().any(|c| c.modality == Modality::Agreed) {
        drafts.push(Draft { parties: Vec::new(), mediators: Vec::new(), claims: Vec::new() });
    }
    let mut agreements: Vec<Agreement> =
        drafts.iter().enumerate().map(|(i, d)| begin(i + 1, d, claims, text)).collect();
    for (agreement, draft) in agreements.iter_mut().zip(&drafts) {
        quiet(agreement, draft, claims);
        talks(agreement, draft, claims, text, background);
        venues(agreement, claims, text);
    }
    for (index, claim) in claims.iter().enumerate() {
        if matches!(claim.event, Event::Collapse | Event::Breach)
            && let Some(at) = home(&drafts, &agreements, claims, index, background)
            && let Some(agreement) = agreements.get_mut(at)
        {
            gather(&mut agreement.course, Entry::new(claim, text));
            used.insert(index);
        }
        let can_be = |kind: &TermKind| *kind == TermKind::Agreed || background.is_term(claim.event, claim.ceases);
        let Some(kind) = term::kind(claim.modality)
            .filter(can_be)
            .filter(|_| !matches!(claim.event, Event::Agree | Event::Collapse | Event::Breach))
        else {
            continue;
        };
        let Some(at) = term_home(kind, &drafts, &agreements, claims, index, background) else { continue };
        let Some(agreement) = agreements.get_mut(at) else { continue };
        let new = Term::new(kind, claim, text);
        match agreement.terms.iter_mut().find(|t| same_term(t, &new)) {
            Some(term) => term.merge(new),
            None => agreement.terms.push(new),
        }
        used.insert(index);
    }
    for agreement in &mut agreements {
        let agreed = agreement.times.iter().filter_map(|t| t.from).min();
        for term in &mut agreement.terms {
            term.settle(claims, text, agreed, background);
        }
        agreement.terms.sort_by_key(|t| std::cmp::Reverse(t.kind));
        agreement.state = state(agreement);
        smallest(&mut agreement.places, background);
    }
    (agreements, used)
}

/// How the agreement stands, by what is said of its course.
fn state(agreement: &Agreement) -> AgreementState {
    let told = |event| agreement.course.iter().any(|e| e.event == event && e.status.is_told());
    let reached = agreement.course.iter().find(|e| e.event == Event::Agree).map(|e| e.status);
    let agreed = agreement.terms.iter().any(|t| t.kind == TermKind::Agreed);
    if told(Event::Collapse) {
        AgreementState::Collapsed
    } else if told(Event::Breach) {
        AgreementState::Broken
    } else {
        match reached {
            Some(Status::Disputed) => AgreementState::Disputed,
            Some(Status::Negated | Status::Refused) => AgreementState::NotReached,
            Some(status) if status.is_told() => AgreementState::Reached,
            None if agreed => AgreementState::Reached,
            _ => AgreementState::Wanted,
        }
    }
}

/// One term said twice: the same fact, with no other hand that owes it.
fn same_term(a: &Term, b: &Term) -> bool {
    a.entry.same_fact(&b.entry) && overlap(&a.owed_by, &b.owed_by) != Match::No
}

/// Claims of agreeing, put together: those with parties first, then those that leave them unsaid.
fn drafts(claims: &[Claim], background: &Background) -> Vec<Draft> {
    let mut order: Vec<usize> =
        (0..claims.len()).filter(|i| claims.get(*i).is_some_and(|c| c.event == Event::Agree)).collect();
    order.sort_by_key(|i| (claims.get(*i).is_none_or(|c| c.actor.is_empty()), *i));
    let mut drafts: Vec<Draft> = Vec::new();
    for index in order {
        let Some(claim) = claims.get(index) else { continue };
        let (sides, mediators) = (parties(&claim.actor), parties(&claim.mediator));
        let fits = |d: &Draft| {
            let side = sides_of_one(&d.parties, &sides, background);
            let mediator = overlap(&d.mediators, &mediators);
            let days = |i: &usize| claims.get(*i).is_some_and(|c| days_apart(c.time.as_ref(), claim.time.as_ref()));
            side != Match::No && (side == Match::Yes || mediator == Match::Yes) && !d.claims.iter().any(days)
        };
        let found = drafts.iter().position(fits).or_else(|| {
            let before = drafts.iter().enumerate().filter(|(_, d)| d.claims.iter().any(|c| *c < index));
            let nearest =
                before.max_by_key(|(_, d)| d.claims.iter().filter(|c| **c < index).max().copied()).map(|(i, _)| i);
            nearest.or(if drafts.len() == 1 { Some(0) } else { None }).filter(|_| sides.is_empty())
        });
        match found.and_then(|i| drafts.get_mut(i)) {
            Some(draft) => {
                add_all(&mut draft.parties, sides);
                add_all(&mut draft.mediators, mediators);
                draft.claims.push(index);
            }
            None => drafts.push(Draft { parties: sides, mediators, claims: vec![index] }),
        }
    }
    drafts.sort_by_key(|d| d.claims.iter().min().copied());
    drafts
}

/// Whether two lists of parties can be those of one agreement: all of the shorter one are in the other.
fn sides_of_one(a: &[Party], b: &[Party], background: &Background) -> Match {
    if a.is_empty() || b.is_empty() {
        return Match::Unsaid;
    }
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let all = few.iter().all(|p| many.iter().any(|q| p.meets(q, background)));
    if all { Match::Yes } else { Match::No }
}

fn begin(number: usize, draft: &Draft, claims: &[Claim], text: &str) -> Agreement {
    let mut agreement = Agreement {
        number,
        state: AgreementState::Wanted,
        parties: draft.parties.clone(),
        mediators: draft.mediators.clone(),
        venues: Vec::new(),
        places: Vec::new(),
        times: Vec::new(),
        course: Vec::new(),
        meetings: Vec::new(),
        terms: Vec::new(),
    };
    let mut members = draft.claims.clone();
    members.sort_unstable();
    for claim in members.iter().filter_map(|i| claims.get(*i)) {
        agreement.times.extend(claim.time.clone());
        add_all(&mut agreement.places, parties(&claim.place));
        let entry = Entry::new(claim, text);
        match agreement.course.first_mut() {
            Some(first) => first.merge(entry),
            None => agreement.course.push(entry),
        }
    }
    agreement
}

/// Parties that no claim of agreeing names: those of a truce between two of which the same sentence tells, else those of
/// all truces and talks of the report, where they are the same.
fn quiet(agreement: &mut Agreement, draft: &Draft, claims: &[Claim]) {
    if !agreement.parties.is_empty() {
        return;
    }
    let beside = |c: &&&Claim| draft.claims.iter().filter_map(|i| claims.get(*i)).any(|d| d.evidence == c.evidence);
    let two_sided: Vec<&Claim> = claims
        .iter()
        .filter(|c| matches!(c.event, Event::Truce | Event::Meet) && c.modality != Modality::Negated)
        .filter(|c| c.actor.len() > 1)
        .collect();
    let same = |a: &Claim, b: &Claim| {
        let (a, b) = (parties(&a.actor), parties(&b.actor));
        a.len() == b.len() && a.iter().all(|p| b.iter().any(|q| p.same(q)))
    };
    let found = two_sided.iter().find(|c| c.event == Event::Truce && beside(c)).or_else(|| {
        let first = two_sided.first()?;
        two_sided.iter().all(|c| same(c, first)).then_some(first)
    });
    if let Some(claim) = found {
        agreement.parties = parties(&claim.actor);
    }
}

/// The meetings of the parties: mediators and venue come from them.
fn talks(agreement: &mut Agreement, draft: &Draft, claims: &[Claim], text: &str, background: &Background) {
    for claim in claims.iter().filter(|c| c.event == Event::Meet && !c.ceases) {
        if !matches!(claim.modality, Modality::Happened | Modality::Ongoing | Modality::Begun) {
            continue;
        }
        let present = parties(&claim.actor);
        let beside = draft.claims.iter().filter_map(|i| claims.get(*i)).any(|c| c.evidence == claim.evidence);
        let met = agreement.parties.iter().filter(|p| present.iter().any(|q| p.meets(q, background))).count();
        let all = met >= 2 || (met == 1 && agreement.parties.len() == 1);
        if all || (beside && (met > 0 || present.is_empty() || agreement.parties.is_empty())) {
            add_all(&mut agreement.mediators, parties(&claim.mediator));
            if agreement.parties.is_empty() && present.len() > 1 {
                agreement.parties.clone_from(&present);
            }
            let places = parties(&claim.place).into_iter().map(|place| Venue {
                place,
                held_by: Vec::new(),
                sayings: Vec::new(),
            });
            for venue in places {
                if !agreement.venues.iter().any(|v| v.place.same(&venue.place)) {
                    agreement.venues.push(venue);
                }
            }
            agreement.times.extend(claim.time.clone());
            agreement.meetings.push(Saying::new(claim, text));
        }
    }
}

fn venues(agreement: &mut Agreement, claims: &[Claim], text: &str) {
    for venue in &mut agreement.venues {
        let holds = |c: &&Claim| {
            c.event == Event::ControlHold
                && matches!(c.modality, Modality::Ongoing | Modality::Happened)
                && parties(&c.place).iter().any(|p| p.same(&venue.place))
        };
        for claim in claims.iter().filter(holds) {
            add_all(&mut venue.held_by, parties(&claim.actor));
            venue.sayings.push(Saying::new(claim, text));
        }
    }
}

/// The agreement that a term belongs to.
fn term_home(
    kind: TermKind,
    drafts: &[Draft],
    agreements: &[Agreement],
    claims: &[Claim],
    index: usize,
    background: &Background,
) -> Option<usize> {
    let claim = claims.get(index)?;
    match kind {
        TermKind::Agreed => home(drafts, agreements, claims, index, background).or_else(|| nearest(drafts, index)),
        TermKind::Demand => {
            let mut voices = parties(&claim.speaker);
            add_all(&mut voices, parties(&claim.actor));
            add_all(&mut voices, parties(&claim.target));
            let side = |a: &Agreement| {
                let between = parties_and_mediators(a);
                voices.iter().filter(|v| between.iter().any(|p| v.meets(p, background))).count()
            };
            let best = agreements.iter().enumerate().max_by_key(|(i, a)| (side(a), std::cmp::Reverse(*i)))?;
            let unnamed = agreements.len() == 1 && best.1.parties.is_empty();
            (side(best.1) > 0 || unnamed && claim.speaker_kind == Some(SpeakerKind::Party)).then_some(best.0)
        }
        TermKind::Aim => agreements.iter().zip(drafts).position(|(agreement, draft)| {
            let beside_talks = agreement.meetings.iter().any(|m| m.quote.start == claim.evidence.start);
            beside_talks || draft.claims.iter().filter_map(|i| claims.get(*i)).any(|c| c.evidence == claim.evidence)
        }),
    }
}

fn parties_and_mediators(agreement: &Agreement) -> Vec<Party> {
    agreement.parties.iter().chain(&agreement.mediators).cloned().collect()
}

/// By the sentence, by the parties, or the only one.
fn home(
    drafts: &[Draft],
    agreements: &[Agreement],
    claims: &[Claim],
    index: usize,
    background: &Background,
) -> Option<usize> {
    let claim = claims.get(index)?;
    let beside = |d: &Draft| d.claims.iter().filter_map(|i| claims.get(*i)).any(|c| c.evidence == claim.evidence);
    let actors = parties(&claim.actor);
    drafts
        .iter()
        .position(beside)
        .or_else(|| agreements.iter().position(|a| meeting(&a.parties, &actors, background) == Match::Yes))
        .or_else(|| {
            let strangers = agreements.first().is_some_and(|a| !a.parties.is_empty()) && !actors.is_empty();
            let course = matches!(claim.event, Event::Collapse | Event::Breach);
            (drafts.len() == 1 && !(course && strangers)).then_some(0)
        })
}

/// The last agreement told of before the claim, else the first after it.
fn nearest(drafts: &[Draft], index: usize) -> Option<usize> {
    let before =
        drafts.iter().enumerate().filter_map(|(i, d)| d.claims.iter().filter(|c| **c < index).max().map(|c| (*c, i)));
    before.max().map(|(_, i)| i).or(if drafts.is_empty() { None } else { Some(0) })
}
