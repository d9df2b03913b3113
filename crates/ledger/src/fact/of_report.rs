//! The facts of one report: its claims with what the report itself settles between them.

use super::names::Names;
use super::{ClaimKey, Day, Fact, Number, ReportKey, Timing, Where, Wheres, Who, Whos};
use crate::World;
use hudna_arabic::fold::fold;
use hudna_arabic::times::NamedDay;
use hudna_claims::{Claim, Event, Mention, Modality, Quantity, Span, SpeakerKind};
use smallvec::SmallVec;

/// A report as its facts need it.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// The report.
    pub report: ReportKey,
    /// Its number in the ledger.
    pub slot: u32,
    /// Its day, where it has one.
    pub published: Option<Day>,
    /// The day by which it was there.
    pub received: Day,
}

/// What a claim itself says, where its report says more or something else.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    places: Wheres,
    /// What it names of a day that nobody can place.
    pub named: Option<NamedDay>,
    /// It says something of its time.
    pub timed: bool,
}

/// The facts of a report's claims.
pub(crate) fn facts(telling: Telling, claims: &[Claim], names: &mut Names, world: &World) -> Vec<Fact> {
    let mut facts: Vec<Fact> = claims.iter().map(|claim| fact(telling, claim, names, world)).collect();
    if telling.published.is_none() {
        for (fact, claim) in facts.iter_mut().zip(claims) {
            let (places, named) = (fact.places.clone(), super::day_name::named(claim, world));
            fact.own = Some(Box::new(Own { places, named, timed: claim.time.is_some() }));
        }
    }
    settle(&mut facts, names, world);
    facts
}

/// Facts of a report after some of its claims were left out or corrected: what they say themselves, settled between them anew. `placed`
/// are corrected claims whose place people set: it stands.
pub(crate) fn settle_anew(facts: &mut [Fact], placed: &[ClaimKey], names: &Names, world: &World) {
    for fact in facts.iter_mut() {
        if let Some(own) = &fact.own {
            fact.places.clone_from(&own.places);
        }
        (fact.placed_by_report, fact.day_name) = (false, super::DayName::default());
    }
    let stands = |fact: &&Fact| placed.contains(&fact.key);
    let set: Vec<(ClaimKey, Wheres)> = facts.iter().filter(stands).map(|f| (f.key, f.places.clone())).collect();
    settle(facts, names, world);
    for (key, places) in set {
        if let Some(fact) = facts.iter_mut().find(|fact| fact.key == key) {
            (fact.places, fact.placed_by_report) = (places, false);
        }
    }
}

/// Settles between the claims of a report what each of them leaves open.
fn settle(facts: &mut [Fact], names: &Names, world: &World) {
    if facts.iter().any(|fact| fact.own.as_ref().is_some_and(|own| own.named.is_some())) {
        let days = super::day_name::day_names(facts);
        facts.iter_mut().zip(days).for_each(|(fact, name)| fact.day_name = name);
    }
    let before: Vec<Wheres> = facts.iter().map(|fact| fact.places.clone()).collect();
    settle_by_report(facts, names);
    place_by_report(facts, names, world);
    not_at_home(facts, names, world);
    leads(facts, names, world);
    through(facts, names);
    for (fact, places) in facts.iter_mut().zip(before) {
        if fact.places != places && fact.own.is_none() {
            fact.own = Some(Box::new(Own { places, named: None, timed: false }));
        }
    }
}

impl Fact {
    /// The places that the claim itself names.
    pub(crate) fn own_places(&self) -> &Wheres {
        self.own.as_ref().map_or(&self.places, |own| &own.places)
    }
}

/// A report that has all that it tells from one other outlet has its unnamed sources from there too.
fn through(facts: &mut [Fact], names: &Names) {
    let unnamed = |fact: &Fact| fact.speaker_kind == Some(SpeakerKind::Anonymous) && !fact.speakers.is_empty();
    if !facts.iter().any(unnamed) {
        return;
    }
    facts.iter_mut().for_each(|fact| fact.through = None);
    let mut outlet: Option<Who> = None;
    for fact in facts.iter().filter(|f| !unnamed(f)) {
        let quoted = fact.speakers.iter().copied().find(|who| names.is_outlet(*who));
        let same = |known: Who| quoted.is_some_and(|who| names.word_of(who) == names.word_of(known));
        if quoted.is_none() || outlet.is_some_and(|known| !same(known)) {
            return;
        }
        outlet = outlet.or(quoted);
    }
    for fact in facts.iter_mut().filter(|f| unnamed(f)) {
        fact.through = outlet;
    }
}

fn fact(telling: Telling, claim: &Claim, names: &mut Names, world: &World) -> Fact {
    let (event, ceases) = ending(claim, world);
    let actors = |mentions: &[Mention], names: &mut Names| -> Whos {
        let mut all = Whos::new();
        for mention in mentions {
            let who = names.actor(mention, world);
            if !all.contains(&who) {
                all.push(who);
            }
        }
        all
    };
    let mut places = Wheres::new();
    for mention in &claim.place {
        let place = names.place(mention, world);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Fact {
        key: ClaimKey { report: telling.report, claim: short(&claim.id) },
        slot: telling.slot,
        event,
        modality: claim.modality,
        ceases,
        actors: actors(&claim.actor, names),
        targets: actors(&claim.target, names),
        mediators: actors(&claim.mediator, names),
        places,
        placed_by_report: false,
        speakers: actors(&claim.speaker, names),
        speaker_kind: claim.speaker_kind,
        through: None,
        time: Timing::of(claim, telling.published, telling.received, world.settings().window(event).untold),
        told: telling.published.unwrap_or(telling.received),
        day_name: super::DayName::default(),
        leads: false,
        goods: claim.goods.as_deref().map(|text| names.word(text, world)),
        people: claim.people.as_deref().map(|text| names.word(text, world)),
        count: claim.count.as_ref().map(number),
        unit: claim.count.as_ref().and_then(|n| n.unit.as_deref()).map(|text| names.word(text, world)),
        killed: claim.killed.as_ref().map(number),
        injured: claim.injured.as_ref().map(number),
        answers: claim.in_response_to.iter().map(|id| short(id)).collect::<SmallVec<[u32; 1]>>(),
        nuance: world.background().nuance(claim),
        ran_out: event == Event::Collapse && world.settings().agreement().ran_out(&claim.trigger.text),
        evidence: claim.evidence,
        said_at: claim.trigger.start,
        own: None,
    }
}

/// The event with its ending told by an event of its own, where there is one.
fn ending(claim: &Claim, world: &World) -> (Event, bool) {
    match claim.ceases.then(|| world.background().opposite(claim.event)).flatten() {
        Some(opposite) => (opposite, false),
        None => (claim.event, claim.ceases),
    }
}

/// The first letters of a reader's id as a number; of any other id a number that is always the same.
pub(super) fn short(id: &str) -> u32 {
    let digits = id.get(..8).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    digits.unwrap_or_else(|| {
        id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    })
}

fn number(quantity: &Quantity) -> Number {
    let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    let value = small(quantity.value);
    Number { value, high: quantity.high.map_or(value, small).max(value), qualifier: quantity.qualifier }
}

/// One name in one report is one place: a name that the reader left unsettled is that of a place which the report names elsewhere
/// so that it could be settled.
fn settle_by_report(facts: &mut [Fact], names: &Names) {
    let all = || facts.iter().flat_map(|f| f.places.iter().copied());
    let unsettled: Wheres = all().filter(|p| !names.at(*p).known).collect();
    if unsettled.is_empty() {
        return;
    }
    let mut settled: Vec<(String, Where)> =
        all().filter(|p| names.is_settlement(*p)).map(|p| (fold(&names.at(p).ar), p)).collect();
    settled.sort_unstable();
    settled.dedup();
    let mut same: Vec<(Where, Where)> = Vec::new();
    for place in unsettled {
        let name = fold(&names.at(place).ar);
        let mut found = settled.iter().filter(|(known, _)| *known == name);
        if let (Some((_, known)), None) = (found.next(), found.next()) {
            same.push((place, *known));
        }
    }
    for place in facts.iter_mut().flat_map(|f| f.places.iter_mut()) {
        if let Some((_, known)) = same.iter().find(|(unsettled, _)| unsettled == place) {
            *place = *known;
        }
    }
}

/// Marks the claims whose place the report names first.
fn leads(facts: &mut [Fact], names: &Names, world: &World) {
    let domain = |fact: &Fact| world.settings().domain(fact.event);
    let mut first: Vec<(crate::Domain, Span, Wheres)> = Vec::new();
    for fact in facts.iter() {
        let places: Wheres =
            fact.places.iter().filter(|p| names.is_settlement(**p)).map(|p| names.settlement(*p)).collect();
        if places.is_empty() {
            continue;
        }
        match first.iter_mut().find(|(of, ..)| *of == domain(fact)) {
            Some(known) if fact.evidence < known.1 => *known = (known.0, fact.evidence, places),
            Some(known) if fact.evidence == known.1 => known.2.extend(places),
            Some(_) => {}
            None => first.push((domain(fact), fact.evidence, places)),
        }
    }
    for fact in facts.iter_mut() {
        let of = first.iter().find(|(of, ..)| *of == domain(fact));
        fact.leads = of.is_some_and(|(.., places)| fact.places.iter().any(|p| places.contains(&names.settlement(*p))));
    }
}

/// A claim without a place is put where the claims of its kind in the report are, if they are all in one place.
fn place_by_report(facts: &mut [Fact], names: &Names, world: &World) {
    for index in 0..facts.len() {
        let Some(fact) = facts.get(index).filter(|f| f.places.is_empty()) else { continue };
        let domain = world.settings().domain(fact.event);
        let mut found = Wheres::new();
        let like =
            |f: &&Fact| !f.placed_by_report && !f.places.is_empty() && world.settings().domain(f.event) == domain;
        for other in facts.iter().filter(like) {
            for place in &other.places {
                if !found.contains(place) {
                    found.push(*place);
                }
            }
        }
        let Some(first) = found.first() else { continue };
        let one_settlement = found.iter().all(|p| names.settlement(*p) == names.settlement(*first));
        if let Some(fact) = facts.get_mut(index).filter(|_| one_settlement) {
            fact.places = found;
            fact.placed_by_report = true;
        }
    }
}

/// No one besieges what is in his own hands: places that the same sentence puts in the besieger's hands are left out, if others remain.
fn not_at_home(facts: &mut [Fact], names: &Names, world: &World) {
    let holds: Vec<(Span, Whos, Wheres)> = facts
        .iter()
        .filter(|f| f.event == Event::ControlHold && f.modality == Modality::Ongoing && !f.ceases)
        .map(|f| (f.evidence, f.actors.clone(), f.places.clone()))
        .collect();
    if holds.is_empty() {
        return;
    }
    for fact in facts.iter_mut().filter(|f| matches!(f.event, Event::SiegeImpose | Event::SiegeHold)) {
        let own = |place: &Where| {
            holds.iter().any(|(sentence, holders, held)| {
                *sentence == fact.evidence
                    && held.iter().any(|h| names.lies_in(*place, *h))
                    && holders.iter().any(|h| fact.actors.iter().any(|a| names.kin(*h, *a, world)))
            })
        };
        let elsewhere: Wheres = fact.places.iter().copied().filter(|place| !own(place)).collect();
        if !elsewhere.is_empty() {
            fact.places = elsewhere;
        }
    }
}
