//! What posts and the daily summaries of monitors write otherwise than the press: where it happened before a colon, predicates of dialects.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::Proclitics;
use hudna_claims::{Event, Modality};

/// So many nodes may stand before the colon after the places that a line opens with.
const PLACES: usize = 9;

impl Sentence<'_> {
    /// `ريف حماة: `, `تعز (جبل حبشي) | `: the first node after the places that a line opens with. A state or a capital alone may be who
    /// speaks (`موسكو: لن ننسحب`).
    fn under_places(&self) -> Option<usize> {
        let bar = |i: usize| self.types.folded(self.parse.tokens[self.nodes[i].first as usize]) == "|";
        let ends = |i: &usize| self.parse.colon(self.types, *i) || self.nodes[*i].kind == Kind::Mark && bar(*i);
        let end = (1..self.nodes.len().min(PLACES)).find(ends)?;
        let (mut places, mut acts, mut named) = (0, false, false);
        for (i, n) in self.nodes[..end].iter().enumerate() {
            match n.kind {
                Kind::Open | Kind::Close | Kind::Comma | Kind::Mark | Kind::Time | Kind::Number => {}
                Kind::Entity if n.joined_prep().is_none() => {
                    let e = self.entity(i).filter(|e| e.can_place() && !e.person && e.people.is_none())?;
                    places += 1;
                    named |= !e.places.is_empty();
                    acts |= e.actor.is_some();
                }
                _ => return None,
            }
        }
        (named && (places > 1 || !acts)).then_some(end + 1)
    }

    /// Whether a node stands in a heading, or in the sentence that tells what happened at the places before its colon:
    /// `تعز (جبل حبشي): مسلحون يخطفون ثلاثة مدنيين.`
    pub(super) fn in_heading(&self, at: usize) -> bool {
        let from = self.first_told(at);
        // `دمشق: استهدفت طائرة موقعين تتمركز فيهما قوات`: what comes after the deed only tells more of it.
        let first = || self.nodes[from..at].iter().all(|n| n.kind != Kind::Verb || n.operator.is_some());
        self.heading() || from > self.sentence_start(at) && first() || self.timed_entry()
    }

    /// `2:15 م: قوات الحزام تقتحم المعسكر`, `09:40 | القافلة تدخل المدينة`: whether a line opens with the hour at which it was told.
    fn timed_entry(&self) -> bool {
        let ends = |n: &Node| {
            let text = self.types.folded(self.parse.tokens[n.first as usize]);
            matches!(n.kind, Kind::Comma | Kind::Mark) && matches!(text, ":" | "-" | "–" | "|")
        };
        let clock = |n: &Node| {
            use hudna_arabic::times::Grain;
            matches!(self.parse.times[n.index as usize].grain, Grain::Hour | Grain::Minute | Grain::Second)
        };
        let hour = self.nodes.first().is_some_and(|n| n.kind == Kind::Time && n.pro.0 == 0 && clock(n));
        hour && self.nodes.iter().take(3).skip(1).any(ends)
    }

    /// The first node of the sentence around a node, the places before a colon left out.
    pub(super) fn first_told(&self, at: usize) -> usize {
        let start = self.sentence_start(at);
        self.under_places().filter(|&from| start < from && from <= at).unwrap_or(start)
    }

    /// `تعز (جبل حبشي): اختطاف شاب`, `درعا: 3 قتلى`: what an item under its places opens with is what it tells.
    pub(super) fn opens_item(&self, at: usize) -> bool {
        let from = self.first_told(at);
        let counts = |n: &Node| {
            let over = n.kind == Kind::Verb && n.operator.is_some();
            over || matches!(n.kind, Kind::Number | Kind::Adjective | Kind::Mark) || n.is(Labels::QUANTIFIER)
        };
        from > self.sentence_start(at) && self.nodes[from..at].iter().all(counts)
    }

    /// What an item that names no other place tells happened at the place before its colon, goods that came from elsewhere too.
    pub(super) fn headed(&self, drafts: &mut [Draft]) {
        let Some(from) = self.under_places() else { return };
        let places = self.smallest(from - 1);
        let named = |i: usize| {
            self.entity(i).is_some_and(|e| e.can_place() && (e.unlisted || !e.places.is_empty()) && e.actor.is_none())
        };
        let others = (from..self.nodes.len()).filter(|&i| named(i)).count();
        let told = |d: &Draft| {
            matches!(
                d.modality,
                Modality::Happened | Modality::Begun | Modality::Ongoing | Modality::Negated | Modality::Agreed
            )
        };
        let whence = |f: &Found| {
            let by = || super::share::preposition(self, f.node as usize);
            f.line == self.line && f.via.is_none() && by().is_some_and(|by| holds(&self.k.language.part_of, by))
        };
        for d in drafts.iter_mut().filter(|d| d.node >= from && told(d)) {
            // `كوستي: وصول شاحنات من ربك`
            let came = d.event == Event::AidDeliver && d.slots.place.iter().all(whence);
            let of_item = !self.k.language.placeless.contains(&d.event) || self.opens_item(d.node);
            if d.slots.place.is_empty() && of_item && others == 0 || came && others == d.slots.place.len() {
                d.slots.place.clone_from(&places);
            }
        }
    }

    /// The places before a colon, without those in which others of them lie: `درعا - نوى`, `تعز (صبر)`, but `دوما، حرستا`.
    fn smallest(&self, colon: usize) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        let mut parted = false;
        for i in 0..colon {
            let comma = || self.types.folded(self.parse.tokens[self.nodes[i].first as usize]) == "\u{60c}";
            match self.nodes[i].kind {
                Kind::Comma if comma() => parted = true,
                Kind::Entity => {
                    let listed = parted || self.nodes[i].joined_by_and();
                    let before = out.last().map(|f| f.node as usize).filter(|_| !listed);
                    match before {
                        Some(b) if self.lies_in(b, i) => {}
                        Some(_) => {
                            out.pop();
                            out.push(self.found(i));
                        }
                        None => out.push(self.found(i)),
                    }
                    parted = false;
                }
                _ => {}
            }
        }
        out
    }

    /// `الحوثيين قافلين الطريق`, `الجيش سكر الطريق`: who stands right before a word that is a predicate in a dialect alone.
    pub(super) fn says_of(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let goods = |e: &Entity| e.goods.is_some() && e.actor.is_none() && e.people.is_none();
        let unknown = n.kind == Kind::Unknown || self.entity(at).is_some_and(goods);
        let who = |i: usize| self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none()) && !self.has_prep(i);
        let over = |i: usize| i.checked_sub(1).is_none_or(|b| !matches!(self.nodes[b].kind, Kind::Verb | Kind::Noun));
        n.pro.0 & !Proclitics::WA.0 == 0
            && unknown
            && at.checked_sub(1).is_some_and(|b| who(b) && over(b) && !self.nodes[b].is(Labels::DEMONSTRATIVE))
    }
}
