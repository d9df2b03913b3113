//! Sieges: where, by whom, since when, and what each source says has become of them.

use super::entry::Entry;
use super::party::{Party, add_all, smallest};
use super::saying::Saying;
use super::siege_drafts::{Draft, drafts};
use crate::Background;
use hudna_claims::{Claim, Event, Modality, SpeakerKind, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a claim says of a siege, in the order of a siege's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiegeStep {
    /// A siege that may come: threatened, feared, planned.
    Looming,
    /// It was laid.
    Imposed,
    /// It is or was in force.
    InForce,
    /// It was made harder.
    Tightened,
    /// Its lifting is an aim, is tried or talked of.
    LiftPossible,
    /// Its lifting is demanded.
    LiftDemanded,
    /// Its lifting is refused.
    LiftRefused,
    /// Its lifting is promised.
    LiftPromised,
    /// Its lifting is a term of an agreement.
    LiftAgreed,
    /// Its lifting has begun.
    Lifting,
    /// It was made lighter, not ended.
    Eased,
    /// It was lifted.
    Lifted,
    /// Its lifting did not happen.
    NotLifted,
    /// That there is a siege is denied.
    Denied,
}

/// How a siege stands, by the furthest step that anyone tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiegeState {
    /// It may come.
    Looming,
    /// It was laid, or is or was in force.
    InForce,
    /// It was made harder.
    Tightened,
    /// Its lifting is talked of, demanded or refused; nothing else is told.
    LiftWanted,
    /// Its lifting is promised.
    LiftPromised,
    /// Its lifting is agreed.
    LiftAgreed,
    /// Its lifting has begun.
    Lifting,
    /// It was made lighter.
    Eased,
    /// It was lifted in some of the places.
    PartlyLifted,
    /// It was lifted.
    Lifted,
    /// Its lifting did not happen.
    NotLifted,
    /// Some say lifted, or that there is none, and others not.
    Disputed,
    /// That there is a siege is denied.
    Denied,
}

impl SiegeStep {
    /// Whether the step says that there is or was a siege.
    fn is_siege(self) -> bool {
        matches!(self, SiegeStep::Imposed | SiegeStep::InForce | SiegeStep::Tightened)
    }

    /// What is told of a siege where an event of it is put forward in this way; `nuance` is what the words make of it beside that.
    /// Nothing where it is about something else, and where nothing of the siege follows from it: that somebody refuses to lay one, that
    /// a lifting may stop.
    pub(crate) fn told(
        event: Event,
        modality: Modality,
        ceases: bool,
        nuance: impl FnOnce() -> Option<SiegeStep>,
    ) -> Option<SiegeStep> {
        let event = match event {
            // What stops is the lifting.
            Event::SiegeLift if ceases => {
                let told = matches!(modality, Modality::Happened | Modality::Ongoing | Modality::Begun);
                return told.then_some(SiegeStep::NotLifted);
            }
            Event::SiegeImpose | Event::SiegeHold if ceases => Event::SiegeLift,
            Event::SiegeImpose | Event::SiegeHold | Event::SiegeLift => event,
            _ => return None,
        };
        let step = match (event, modality) {
            (Event::SiegeLift, Modality::Happened | Modality::Ongoing) => SiegeStep::Lifted,
            (Event::SiegeLift, Modality::Begun) => SiegeStep::Lifting,
            (Event::SiegeLift, Modality::Agreed) => SiegeStep::LiftAgreed,
            (Event::SiegeLift, Modality::Promised) => SiegeStep::LiftPromised,
            (Event::SiegeLift, Modality::Demanded) => SiegeStep::LiftDemanded,
            (Event::SiegeLift, Modality::Threatened | Modality::Possible) => SiegeStep::LiftPossible,
            (Event::SiegeLift, Modality::Refused) => SiegeStep::LiftRefused,
            (Event::SiegeLift, Modality::Negated) => SiegeStep::NotLifted,
            (_, Modality::Negated) => SiegeStep::Denied,
            (_, Modality::Refused) => return None,
            (_, Modality::Begun) | (Event::SiegeImpose, Modality::Happened) => SiegeStep::Imposed,
            (_, Modality::Happened | Modality::Ongoing) => SiegeStep::InForce,
            _ => SiegeStep::Looming,
        };
        let plain = matches!(step, SiegeStep::Imposed | SiegeStep::InForce | SiegeStep::Lifted | SiegeStep::Lifting);
        Some(if plain { nuance().unwrap_or(step) } else { step })
    }

    /// What a claim about a siege says of it. A dossier leaves no claim out: where nothing follows from one, it is shown with those that
    /// deny the siege, or talk of its lifting.
    fn of(claim: &Claim, background: &Background) -> SiegeStep {
        let step = SiegeStep::told(claim.event, claim.modality, claim.ceases, || background.nuance(claim));
        let other = if claim.event == Event::SiegeLift { SiegeStep::LiftPossible } else { SiegeStep::Denied };
        step.unwrap_or(other)
    }
}

/// One step of a siege, with all who say it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Which step.
    pub step: SiegeStep,
    /// The fact and its sayings.
    #[serde(flatten)]
    pub entry: Entry,
}

/// On whose word a siege stands as it does: never one truth where the voices differ.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The step that the voice tells of.
    pub step: SiegeStep,
    /// Who says so; empty for the outlet.
    pub speakers: Vec<Party>,
    /// What kind of source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker_kind: Option<SpeakerKind>,
    /// Where, as this voice has it.
    pub places: Vec<Party>,
    /// The claims.
    pub claims: Vec<String>,
    /// The lines of the report, counted from 1.
    pub lines: Vec<usize>,
}

/// A siege, keyed by place and besieger.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Siege {
    /// Its number in this dossier, from 1.
    pub number: usize,
    /// The besieged places.
    pub places: Vec<Party>,
    /// Who besieges.
    pub besiegers: Vec<Party>,
    /// Whom it hits, where named apart from the place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub besieged: Vec<Party>,
    /// Since when and how long, as said.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<When>,
    /// Numbers of the sieges that this one answers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_answer_to: Vec<usize>,
    /// How it stands, over all voices.
    pub state: SiegeState,
    /// The steps that make it stand so, by voice.
    pub standing: Vec<Standing>,
    /// Everything said of it, in the order of a siege's life.
    pub steps: Vec<Step>,
}

/// The sieges among the claims.
pub(super) fn sieges(claims: &[Claim], text: &str, background: &Background) -> Vec<Siege> {
    let drafts = drafts(claims, background);
    let mut sieges: Vec<Siege> =
        drafts.iter().enumerate().map(|(i, draft)| siege(i + 1, draft, claims, text, background)).collect();
    answers(&mut sieges, &drafts, claims);
    sieges
}

fn siege(number: usize, draft: &Draft, claims: &[Claim], text: &str, background: &Background) -> Siege {
    let mut places = draft.places.clone();
    smallest(&mut places, background);
    let mut siege = Siege {
        number,
        places,
        besiegers: draft.besiegers.clone(),
        besieged: Vec::new(),
        times: Vec::new(),
        in_answer_to: Vec::new(),
        state: SiegeState::InForce,
        standing: Vec::new(),
        steps: Vec::new(),
    };
    let mut members = draft.claims.clone();
    members.sort_unstable();
    for claim in members.iter().filter_map(|i| claims.get(*i)) {
        let step = SiegeStep::of(claim, background);
        let mut entry = Entry::new(claim, text);
        if !matches!(claim.event, Event::SiegeLift) {
            add_all(&mut siege.besieged, entry.targets.clone());
            siege.times.extend(claim.time.clone());
        }
        smallest(&mut entry.places, background);
        let known = siege.steps.iter_mut().find(|s| s.step == step && s.entry.same_fact(&entry));
        match known {
            Some(known) => known.entry.merge(entry),
            None => siege.steps.push(Step { step, entry }),
        }
    }
    siege.steps.sort_by_key(|s| s.step);
    stand(&mut siege, background);
    siege
}

/// Finds the state, and the steps that decide it.
fn stand(siege: &mut Siege, background: &Background) {
    use SiegeStep::{Denied, Eased, InForce, LiftAgreed, LiftPromised, Lifted, Lifting, Looming, NotLifted, Tightened};
    let has = |step: SiegeStep| siege.steps.iter().any(|s| s.step == step);
    let there = siege.steps.iter().any(|s| s.step.is_siege());
    let (state, deciding): (SiegeState, &[SiegeStep]) = if has(Lifted) && has(NotLifted) {
        (SiegeState::Disputed, &[Lifted, NotLifted])
    } else if has(Denied) && there {
        (SiegeState::Disputed, &[SiegeStep::Imposed, InForce, Tightened, Denied])
    } else if has(Lifted) {
        (if lifted_everywhere(siege, background) { SiegeState::Lifted } else { SiegeState::PartlyLifted }, &[Lifted])
    } else if has(NotLifted) {
        (SiegeState::NotLifted, &[NotLifted])
    } else if has(Eased) {
        (SiegeState::Eased, &[Eased])
    } else if has(Lifting) {
        (SiegeState::Lifting, &[Lifting])
    } else if has(LiftAgreed) {
        (SiegeState::LiftAgreed, &[LiftAgreed])
    } else if has(LiftPromised) {
        (SiegeState::LiftPromised, &[LiftPromised])
    } else if has(Tightened) {
        (SiegeState::Tightened, &[Tightened])
    } else if there {
        (SiegeState::InForce, &[SiegeStep::Imposed, InForce])
    } else if has(Denied) {
        (SiegeState::Denied, &[Denied])
    } else if has(Looming) {
        (SiegeState::Looming, &[Looming])
    } else {
        (SiegeState::LiftWanted, &[SiegeStep::LiftPossible, SiegeStep::LiftDemanded, SiegeStep::LiftRefused])
    };
    let mut standing: Vec<Standing> = Vec::new();
    for step in siege.steps.iter().filter(|s| deciding.contains(&s.step)) {
        for saying in &step.entry.sayings {
            stand_on(&mut standing, step.step, saying);
        }
    }
    siege.state = state;
    siege.standing = standing;
}

/// Whether the liftings that are told of cover all places of the siege; one that names no place means all of it.
fn lifted_everywhere(siege: &Siege, background: &Background) -> bool {
    let lifted: Vec<&Saying> =
        siege.steps.iter().filter(|s| s.step == SiegeStep::Lifted).flat_map(|s| &s.entry.sayings).collect();
    let covers = |place: &Party| lifted.iter().any(|s| s.places.iter().any(|p| place.within(p, background)));
    lifted.iter().any(|s| s.places.is_empty()) || siege.places.iter().all(covers)
}

fn stand_on(standing: &mut Vec<Standing>, step: SiegeStep, saying: &Saying) {
    let known = standing.iter_mut().find(|s| s.step == step && same_speakers(&s.speakers, saying));
    if let Some(known) = known {
        add_all(&mut known.places, saying.places.iter().cloned());
        known.claims.push(saying.claim.clone());
        known.lines.push(saying.quote.line);
        return;
    }
    standing.push(Standing {
        step,
        speakers: saying.speakers.clone(),
        speaker_kind: saying.speaker_kind,
        places: saying.places.clone(),
        claims: vec![saying.claim.clone()],
        lines: vec![saying.quote.line],
    });
}

fn same_speakers(speakers: &[Party], saying: &Saying) -> bool {
    speakers.len() == saying.speakers.len() && speakers.iter().zip(&saying.speakers).all(|(a, b)| a.same(b))
}

/// Which siege answers which, by the claims that say so.
fn answers(sieges: &mut [Siege], drafts: &[Draft], claims: &[Claim]) {
    let numbers: Vec<Vec<usize>> = drafts
        .iter()
        .map(|draft| {
            let asked: Vec<&String> =
                draft.claims.iter().filter_map(|i| claims.get(*i)).flat_map(|c| &c.in_response_to).collect();
            let has = |d: &Draft| d.claims.iter().filter_map(|i| claims.get(*i)).any(|c| asked.contains(&&c.id));
            drafts.iter().enumerate().filter(|(_, d)| has(d)).map(|(i, _)| i + 1).collect()
        })
        .collect();
    for (siege, mut answered) in sieges.iter_mut().zip(numbers) {
        answered.retain(|number| *number != siege.number);
        siege.in_answer_to = answered;
    }
}
