//! `ثلاثة في البلدة وخمسة في القرية`: one predicate over a row of places, each with a number or a victim of its own.

use super::build::{Draft, draft};
use super::count::{Counted, usable};
use super::share::preposition;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::RoleKind;
use crate::parse::Kind;
use hudna_arabic::morph::{Number, Proclitics};
use hudna_claims::Event;

/// A further item of the row.
struct Item {
    /// Its first node, joined by و.
    from: usize,
    count: Counted,
    people: Option<usize>,
    place: usize,
}

/// What triggers tell, each as a draft; what is told of several, of rows of places, in drafts of their own.
pub(crate) fn drafts(s: &Sentence<'_>, triggers: &[Trigger]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::with_capacity(triggers.len());
    for told in triggers.iter().filter_map(|t| draft(s, t)) {
        let first = drafts.len();
        super::share::parted(s, told, &mut drafts);
        spread(s, &mut drafts, first);
    }
    not_of_blows(s, &mut drafts);
    super::nature::spare(s, &mut drafts);
    drafts.retain(|d| !super::unsaid::unsaid(s, d) && !super::unsaid::cared_for(s, d));
    drafts
}

/// Makes a draft of each item of the row that a draft tells of, for the drafts from `first` on.
fn spread(s: &Sentence<'_>, drafts: &mut Vec<Draft>, first: usize) {
    let mut at = first;
    while at < drafts.len() {
        let further = of_row(s, &mut drafts[at]);
        let next = at + 1 + further.len();
        drafts.splice(at + 1..at + 1, further);
        at = next;
    }
}

/// The further items of the row that a draft tells of, each as a draft; the draft keeps the first.
fn of_row(s: &Sentence<'_>, draft: &mut Draft) -> Vec<Draft> {
    let Some(first) = row_head(s, draft) else { return Vec::new() };
    let mut items: Vec<Item> = Vec::new();
    let mut at = first;
    while let Some(item) = next_item(s, draft, first, at).or_else(|| next_led(s, draft, first, at)) {
        at = item.place;
        items.push(item);
    }
    let Some(start) = items.first().map(|item| item.from) else { return Vec::new() };
    let further = |f: &Found| f.line == s.line && f.node as usize >= start;
    for role in [RoleKind::Place, RoleKind::Target, RoleKind::People] {
        draft.slots.get_mut(role).retain(|f| !further(f));
    }
    items.iter().map(|item| of_item(s, draft, item)).collect()
}

/// `قتل طفل في غارة على القرية، وامرأة في قصف على المدينة`: those whom an item of a row says to be hurt are not struck by the blow before them.
fn not_of_blows(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let node = drafts[i].node;
        if drafts[i].event != Event::Harm || drafts[i - 1].event != Event::Harm || drafts[i - 1].node != node {
            continue;
        }
        let here = drafts[i].slots.target.iter().filter(|f| f.line == s.line && f.via.is_none());
        let Some(from) = here.map(|f| f.node).min() else { continue };
        // `أصيب جراء القصف طفل في القرية، ورجل في المدينة`: all of them by the one blow.
        let one = |d: &Draft| !s.nodes[d.node].pro.has(Proclitics::AL);
        let before = |d: &Draft| d.event == Event::Attack && d.node > node && d.node < from as usize && one(d);
        for d in drafts.iter_mut().filter(|d| before(d)) {
            for role in [RoleKind::Target, RoleKind::People, RoleKind::Place] {
                d.slots.get_mut(role).retain(|f| f.line != s.line || f.node < from);
            }
            d.numbers.count = d.numbers.count.filter(|c| !matches!(c, Counted::Node(i) if *i + 2 >= from as usize));
        }
    }
}

/// Whether a noun tells of a blow, or of what else is told beside those hurt by it.
fn blow(s: &Sentence<'_>, i: usize) -> bool {
    s.nodes[i].kind == Kind::Noun && s.triggers.contains(&i)
}

/// The first place of the row, where the draft has a number or a victim before it: its own, or that of the blow by which it was.
fn row_head(s: &Sentence<'_>, d: &Draft) -> Option<usize> {
    let here = |f: &&Found| f.line == s.line && f.via.is_none() && f.node as usize > d.node;
    let clause = || {
        let ends = |i: &usize| matches!(s.nodes[*i].kind, Kind::Stop | Kind::Comma | Kind::Verb);
        (d.node + 1..s.nodes.len()).take_while(move |i| !ends(i))
    };
    let struck = || {
        let at = clause().find(|&i| blow(s, i)).filter(|_| d.event == Event::Harm)?;
        clause().find(|&i| i > at && s.entity(i).is_some_and(|e| e.can_place() && !e.can_act()))
    };
    let place = d.slots.place.iter().find(here).map(|f| f.node as usize).or_else(struck)?;
    let counted = d.numbers.killed.is_some() || d.numbers.injured.is_some() || d.numbers.count.is_some();
    (preposition(s, place).is_some() && (counted || d.slots.target.iter().any(|f| here(&f)))).then_some(place)
}

/// The item after a place: `وخمسة في القرية`, `وسيدة في القرية`.
fn next_item(s: &Sentence<'_>, draft: &Draft, first: usize, after: usize) -> Option<Item> {
    let places = |i: usize| s.entity(i).is_some_and(|e| e.can_place() && !e.can_act() && e.people.is_none());
    let wider = |i: &usize| {
        let n = &s.nodes[*i];
        n.kind == Kind::Comma || n.kind == Kind::Entity && places(*i) && !n.joined_by_and() || n.kind == Kind::Adjective
    };
    let from = (after + 1..s.nodes.len()).find(|i| !wider(i))?;
    let and = s.nodes[from].kind == Kind::Particle && s.folded_stem(&s.nodes[from]) == "و";
    let from = from + usize::from(and && s.nodes.get(from + 1).is_some_and(|n| n.kind == Kind::Number));
    let n = &s.nodes[from];
    // A number word does not tell the و before it: right after a place it goes on with the row.
    let joined = || s.types.folded(s.parse.tokens[n.first as usize]).starts_with('و');
    if !(n.joined_by_and() || n.kind == Kind::Number && (s.nodes[from - 1].kind == Kind::Entity || and || joined())) {
        return None;
    }
    let person = |i: usize| s.entity(i).is_some_and(|e| e.people.is_some() || e.group) && !places(i);
    let single = n.feats.is_some_and(|f| f.number == Number::Singular);
    let (count, people) = match n.kind {
        Kind::Number if usable(s, from) => {
            (Counted::Node(from), Some(from + 1).filter(|&i| i < s.nodes.len() && person(i)))
        }
        Kind::Entity if person(from) && single => (Counted::One(from), Some(from)),
        _ => return None,
    };
    let last = people.unwrap_or(from);
    let by = (last + 1..s.nodes.len().min(last + 4)).find(|&i| blow(s, i)).filter(|_| draft.event == Event::Harm);
    let place = (last + 1..s.nodes.len().min(by.unwrap_or(last) + 4)).find(|&i| places(i))?;
    let only = |from: usize| (from..place).all(|i| matches!(s.nodes[i].kind, Kind::Prep | Kind::Adjective));
    let (of, first_of) = (preposition(s, place)?, preposition(s, first)?);
    // `طفل في غارة على القرية، وامرأة في قصف على المدينة`, `وامرأة في المدينة`
    let struck = draft.event == Event::Harm && (draft.node + 1..first).any(|i| blow(s, i));
    let (by_blow, placed) = (by.is_some_and(|b| b < place && only(b + 1)), only(last + 1));
    (by_blow || placed && (struck || of == first_of)).then_some(Item { from, count, people, place })
}

/// The item of a row whose places come first: `قتل في المدينة 17 شخصا، وفي القرية تسعة`.
fn next_led(s: &Sentence<'_>, draft: &Draft, first: usize, after: usize) -> Option<Item> {
    let own = draft.numbers.killed.or(draft.numbers.injured).or(draft.numbers.count)?;
    let person = |i: usize| s.entity(i).is_some_and(|e| e.people.is_some() || e.group) && !s.nodes[i].joined_by_and();
    let passed = |i: usize| matches!(s.nodes[i].kind, Kind::Comma | Kind::Adjective | Kind::Number) || person(i);
    let led = (after + 1..s.nodes.len()).find(|&i| !passed(i)).filter(|_| own.node() > first)?;
    let n = &s.nodes[led];
    let (place, count) = (led + 1, led + 2);
    let places = s.entity(place).is_some_and(|e| e.can_place() && !e.can_act() && e.people.is_none());
    let joined = n.kind == Kind::Prep && n.enc.is_none() && n.joined_by_and();
    let same = places && preposition(s, place) == preposition(s, first);
    let counts = s.nodes.get(count).is_some_and(|n| n.kind == Kind::Number) && usable(s, count);
    let people = Some(count + 1).filter(|&i| i < s.nodes.len() && person(i));
    (joined && same && counts).then_some(Item { from: led, count: Counted::Node(count), people, place })
}

/// What one item tells.
fn of_item(s: &Sentence<'_>, draft: &Draft, item: &Item) -> Draft {
    let mut d = draft.clone();
    d.slots.place = s.conjuncts(item.place).into_iter().filter(|f| f.node as usize >= item.place).take(1).collect();
    if let Some(people) = item.people {
        let found = s.found(people);
        d.slots.people = vec![found];
        d.slots.target = vec![found];
    }
    let numbers = &mut d.numbers;
    let side = match (&numbers.killed, &numbers.injured, &numbers.count) {
        (None, Some(_), _) => &mut numbers.injured,
        (None, None, Some(_)) => &mut numbers.count,
        _ => &mut numbers.killed,
    };
    *side = Some(item.count);
    if numbers.killed.is_some() {
        numbers.injured = None;
    }
    d
}

impl Sentence<'_> {
    /// A comma list ends with `و`.
    pub(super) fn list_closes(&self, from: usize) -> bool {
        let mut i = from;
        while i < self.nodes.len() && i < from + 12 {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Entity if n.joined_by_and() => return true,
                Kind::Entity | Kind::Comma | Kind::Open | Kind::Close => {}
                _ => return false,
            }
            i += 1;
        }
        false
    }
}
