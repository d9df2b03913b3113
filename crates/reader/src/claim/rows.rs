//! Rows of parties: what does not part them, who all are meant by a pronoun for them (`قوات النظام وروسيا كثفت من قصفها`), of which nations
//! envoys are.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind, adjective_actor};
use hudna_arabic::morph::{Gender, Number};
use hudna_claims::Event;

impl Sentence<'_> {
    /// `السلطة المحلية في تعز وجماعة الحوثي`: whether a preposition only tells where a body sits, before another one that is joined to it.
    pub(super) fn seat_between(&self, first: &Entity, prep: usize) -> bool {
        let within = || holds(&self.k.language.prepositions.within, self.folded_stem(&self.nodes[prep]));
        let seat = || self.entity(prep + 1).is_some_and(|e| e.names_place() && e.actor.is_none());
        let other = |e: &Entity| e.can_act() && !e.names_place() && e.goods.is_none() && e.people.is_none();
        let joined = self.nodes.get(prep + 2).is_some_and(|n| n.joined_by_and() && n.joined_prep().is_none());
        // `انسحب الجيش في حلب والفصائل دخلت`: a clause of its own.
        let clause = self.nodes.get(prep + 3).is_some_and(|n| n.kind == Kind::Verb);
        let body = first.can_act() && !first.names_place() && first.people.is_none();
        body && self.nodes[prep].enc.is_none()
            && joined
            && !clause
            && within()
            && seat()
            && self.entity(prep + 2).is_some_and(other)
    }
}

/// Gives events whose actor is told by a pronoun all of the row that the pronoun stands for.
pub(super) fn of_pronoun(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| !s.k.language.symmetric.contains(&d.event)) {
        let [one] = d.slots.actor[..] else { continue };
        if one.line == s.line && one.via.is_some() && (one.node as usize) < d.node {
            let row = row(s, d, one);
            if row.len() > 1 {
                d.slots.actor = row.into_iter().map(|f| Found { via: one.via, ..f }).collect();
            }
        }
    }
}

/// The row of parties that one of them belongs to, where the pronoun by which he is told can be of all of them: a singular is of several
/// only where the first of them is several.
fn row(s: &Sentence<'_>, d: &Draft, one: Found) -> Vec<Found> {
    let carrier = (d.node..=d.last).find(|&i| one.via == Some(s.span(i))).and_then(|i| s.nodes[i].enc);
    let Some(pronoun) = carrier.filter(|e| e.person == 3) else { return Vec::new() };
    let head = s.row_head(one.node as usize);
    let all = s.conjuncts(head);
    let last = all.last().map_or(0, |f| f.node as usize);
    let h = &s.nodes[head];
    // `تصعد روسيا وقوات النظام من هجماتها`: troops in the row make it several.
    let troops = |f: &Found| s.nodes[f.node as usize].is(Labels::FORCE_HEAD);
    let several = h.feats.is_some_and(|f| f.number == Number::Plural) || all.iter().any(troops);
    let of_all = match pronoun.number {
        Number::Plural => true,
        Number::Singular => pronoun.gender == Gender::Feminine && several,
        Number::Dual => all.len() == 2,
    };
    let by = s.before(head).is_some_and(|b| s.nodes[b].kind == Kind::AgentMark);
    let free = !s.has_prep(head) || by || h.joined_prep() == Some("ل");
    let parties = all.iter().all(|f| s.party(f.node as usize));
    let state = |f: &Found| s.entity(f.node as usize).is_some_and(|e| e.actor.is_some() && !e.person);
    if of_all && free && last < d.node && (parties || all.iter().all(state)) { all } else { Vec::new() }
}

/// Gives talks and deals, for envoys without a name, the nations that they are of: `مسؤولون أتراك وروس`, `دبلوماسيين من فرنسا وبريطانيا`.
pub(super) fn of_nations(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let talks = matches!(d.event, Event::Meet | Event::Agree | Event::Exchange);
        if !talks {
            continue;
        }
        let Some((at, nations)) = d.slots.actor.iter().enumerate().find_map(|(at, f)| Some((at, nations(s, *f)?)))
        else {
            continue;
        };
        let new = |f: &Found| !d.slots.actor.iter().any(|a| (a.line, a.node) == (f.line, f.node));
        let own = nations.own;
        let all: Vec<Found> = nations.all.into_iter().filter(new).collect();
        d.slots.actor.splice(at + usize::from(own)..at + 1, all);
    }
}

/// The nations of some envoys.
struct Nations {
    /// The envoys' own phrase names one of them.
    own: bool,
    all: Vec<Found>,
}

fn nations(s: &Sentence<'_>, envoys: Found) -> Option<Nations> {
    let at = envoys.node as usize;
    let e = s.entity(at).filter(|_| envoys.line == s.line && envoys.via.is_none())?;
    let n = &s.nodes[at];
    let several = n.feats.is_some_and(|f| f.number != Number::Singular);
    if !e.group || e.person || e.of.is_some() || !several || n.is(Labels::FORCE_HEAD | Labels::BODY_HEAD) {
        return None;
    }
    let nation = |token: u32| adjective_actor(s.types, s.parse.tokens[token as usize]).is_some();
    let own = n.last > n.first + 1 && nation(n.last - 1);
    let told = |i: &usize| {
        let a = &s.nodes[*i];
        matches!(a.kind, Kind::Adjective | Kind::Noun)
            && nation(a.first)
            && a.joined_prep().is_none()
            && (a.joined_by_and() || !own && *i == at + 1)
    };
    let all: Vec<Found> = (at + 1..s.nodes.len()).take_while(told).map(|i| s.found(i)).collect();
    // `حلفائها الخليجيين`, `اللاجئين السوريين`: but allies and refugees are not their states.
    let readings = s.types.readings(s.parse.tokens[n.head as usize]);
    let office = readings.iter().any(|r| s.types.bits(r.lemma) & Labels::OFFICE != 0);
    let office = office && (n.enc.is_none() || all.len() > 1);
    if !all.is_empty() {
        return (office && (own || n.last == n.first + 1)).then_some(Nations { own, all });
    }
    let from = s.nodes.get(at + 1).filter(|p| p.kind == Kind::Prep && p.enc.is_none())?;
    let state = |f: &Found| {
        s.lines_entity(*f).is_some_and(|e| e.actor.is_some() && !e.person && !e.places.is_empty() && !s.spared(*f))
    };
    let all = s.entity(at + 2).map(|_| s.conjuncts(at + 2)).filter(|all| all.iter().all(state))?;
    let of = holds(&s.k.language.part_of, s.folded_stem(from)) && n.last == n.first + 1;
    of.then_some(Nations { own: false, all })
}
