//! Which of the places that a claim or a line names is the spot itself.

use super::build::Draft;
use super::settle::SETTLEMENTS;
use super::slots::{Found, Sentence};
use crate::knowledge::holds;
use crate::parse::{Entity, Kind, Node};
use hudna_claims::Event;

/// Kinds of places that `المنطقة` means sooner than a town.
const WIDE: [&str; 5] = ["region", "governorate", "district", "subdistrict", "area"];

/// How many of the places named last a word that points back can mean.
const LAST: usize = 12;

/// `مناطق سيطرة المعارضة شرق إدلب وغرب حلب`: an area that is told by its holder takes the named places where it lies.
pub(super) fn held_areas(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let [found] = d.slots.place[..] else { continue };
        let held = s.held(found.node as usize).filter(|_| found.line == s.line && found.via.is_none());
        if let Some(named) = held.and_then(|last| lies(s, last + 1)) {
            d.slots.place = named;
        }
    }
}

/// The named places after words that tell where what stands before lies.
fn lies(s: &Sentence<'_>, from: usize) -> Option<Vec<Found>> {
    let within = &s.k.language.prepositions.within;
    let points = |i: usize| {
        s.nodes.get(i).is_some_and(|n| match n.kind {
            Kind::Close => true,
            Kind::Prep => n.enc.is_none() && (holds(within, s.folded_stem(n)) || s.locator(i)),
            Kind::Noun | Kind::Adjective => s.locator(i),
            _ => false,
        })
    };
    let named = |i: usize| s.entity(i).is_some_and(Entity::names_place);
    let at = (from..s.nodes.len()).find(|&i| !points(i))?;
    let led = s.nodes[from..at].iter().any(|n| n.kind != Kind::Close) || s.nodes[at].joined_prep() == Some("ب");
    if !led || !named(at) {
        return None;
    }
    let mut all = s.conjuncts(at);
    // `شرق إدلب وغرب حلب`
    let next = all.last().map_or(at, |f| f.node as usize) + 1;
    let goes_on = s.nodes.get(next).is_some_and(|n| n.joined_by_and() && s.locator(next));
    if goes_on && named(next + 1) {
        all.push(s.found(next + 1));
    }
    Some(all)
}

/// `في منطقة أخرى`: an indefinite word alone names no place.
pub(super) fn nameless(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let bare = |e: &Entity| e.area && e.places.is_empty() && !(e.definite || e.unlisted) && e.of.is_none();
    // `سجن الوحدة`: a name may follow.
    let called = |at: usize| {
        s.nodes.get(at + 1).is_some_and(|n| matches!(n.kind, Kind::Noun | Kind::Open) && n.joined_prep().is_none())
    };
    for d in drafts.iter_mut() {
        d.slots.place.retain(|f| {
            let at = f.node as usize;
            f.line != s.line
                || f.via.is_some()
                || s.held(at).is_some()
                || s.nodes[at].last - s.nodes[at].first > 1
                || s.kind_word(at).is_none()
                || called(at)
                || !s.lines_entity(*f).is_some_and(bare)
        });
    }
}

/// `في محافظة إدلب أمس في مدينتي سراقب وأريحا`: a place that holds another one of the claim only tells where that lies.
pub(super) fn smallest(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        // Who moves may move within one.
        if d.slots.place.len() < 2 || matches!(d.event, Event::Evacuate | Event::Displace | Event::Return) {
            continue;
        }
        let all = d.slots.place.clone();
        let joined = |f: &Found| s.nodes[f.node as usize].joined_by_and();
        let inside = |f: &Found, g: &Found| {
            let (outer, inner) = (f.node as usize, g.node as usize);
            g.line == s.line
                && outer != inner
                && !(joined(f) || inner > outer && joined(g))
                && s.lies_in(inner, outer)
                && !s.lies_in(outer, inner)
        };
        d.slots.place.retain(|f| f.line != s.line || !all.iter().any(|g| inside(f, g)));
    }
}

impl Sentence<'_> {
    /// The named place of an earlier line that `المدينة`, `البلدة`, `المنطقة` means: of the country that the report is about,
    /// and not one that only tells where another lies.
    pub(super) fn meant(&self, at: usize) -> Option<Found> {
        let kind = self.kind_word(at)?;
        let word = self.folded_stem(&self.nodes[at]);
        let places = &self.k.places;
        let fits = |f: &&Found| {
            let (Some(e), Some(n)) = (self.memory.entity(**f), self.memory.node(**f)) else { return false };
            let head = self.stem_of(n, f.line);
            if e.places.is_empty() {
                return e.unlisted && head == word;
            }
            // `ريف حلب` is no city.
            let land = n.last - n.first > 1 && holds(&self.k.language.environs, head) && SETTLEMENTS.contains(&kind);
            let home = |c: &str| e.places.iter().any(|p| places[*p as usize].country == c);
            let land = land || self.named_after(n, head, kind);
            !land && self.memory.country.is_none_or(home) && self.of_kind(e, Some(kind))
        };
        let wide = |f: &&Found| {
            let is = |p: &u32| WIDE.contains(&places[*p as usize].kind.as_str());
            self.memory.entity(**f).is_some_and(|e| e.places.iter().any(is))
        };
        let recent = || self.memory.central.iter().rev().take(LAST).filter(fits);
        recent().find(|f| kind != "area" || wide(f)).or_else(|| recent().next()).copied()
    }

    /// `طريق جاسم`, `جسر الشغور`: a road or a building that is called after a town is no town.
    pub(super) fn named_after(&self, n: &Node, head: &str, kind: &str) -> bool {
        let own = || self.k.language.place_kinds.get(head).map(String::as_str);
        n.last - n.first > 1
            && kind != "area"
            && holds(&self.k.language.named_by_nouns, head)
            && own().is_some_and(|own| own != kind)
    }

    /// Whether a place before an event stands only in the phrase of who tells of the event: `قال مراسلنا في ريف حلب إن قصفا`.
    /// People on the spot tell of where they are.
    pub(super) fn of_teller(&self, place: usize, event: usize) -> bool {
        let speech = |i: usize| self.speeches.get(i).and_then(Option::as_ref);
        let local = |f: &Found| self.lines_node(*f).is_some_and(|n| n.is(crate::knowledge::Labels::SOURCE_HEAD));
        speech(place).is_none() && speech(event).is_some_and(|told| !told.speakers.iter().any(local))
    }

    /// `اختتمت في جنيف جولة من المشاورات`: the place between a verb and the meeting that it tells of.
    pub(super) fn hall(&self, at: usize) -> Option<usize> {
        let within = &self.k.language.prepositions.within;
        let verb = |i: Option<usize>| i.is_some_and(|i| self.nodes[i].kind == Kind::Verb);
        let mut i = at;
        while i > 0 && at - i < 5 {
            i -= 1;
            match self.nodes[i].kind {
                Kind::Noun | Kind::Adjective | Kind::Number | Kind::Time | Kind::Open | Kind::Close => {}
                Kind::Prep if self.nodes[i].enc.is_none() => {}
                Kind::Entity => {
                    let apart = i > 0 && self.nodes[i - 1].kind == Kind::Prep;
                    let led = apart && holds(within, self.folded_stem(&self.nodes[i - 1]));
                    let joined = self.nodes[i].joined_prep() == Some("ب");
                    return (led && verb(i.checked_sub(2)) || joined && verb(i.checked_sub(1))).then_some(i);
                }
                _ => return None,
            }
        }
        None
    }

    /// `مبنى البلدية`, `السوق المركزي`: a definite word for a building, a street or a post is a place of its own. The word alone (`الطريق`)
    /// means one that was named, or whichever there is.
    pub(super) fn site(&self, found: Found) -> bool {
        let (Some(e), Some(n)) = (self.lines_entity(found), self.lines_node(found)) else { return false };
        let parse = if found.line == self.line { self.parse } else { self.memory.parse(found.line) };
        let last = || self.types.folded(parse.tokens[n.last as usize - 1]);
        let definite = || e.definite || e.of.is_some() || last().starts_with("ال");
        e.area
            && e.places.is_empty()
            && found.via.is_none()
            && n.last - n.first > 1
            && holds(&self.k.language.named_by_nouns, self.stem_of(n, found.line))
            && definite()
    }
}
