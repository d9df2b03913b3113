//! `ثلاثة في البلدة وخمسة في القرية`: one predicate over a row of places, each with a number or a victim of its own.

use super::build::Draft;
use super::count::{Counted, usable};
use super::share::preposition;
use super::slots::{Found, Sentence};
use crate::knowledge::RoleKind;
use crate::parse::Kind;
use hudna_arabic::morph::Number;
use smallvec::{SmallVec, smallvec};

/// A further item of the row.
struct Item {
    /// Its first node, joined by و.
    from: usize,
    count: Counted,
    people: Option<usize>,
    place: usize,
}

/// Makes a draft of each item of the row that a draft tells of.
pub(crate) fn spread(s: &Sentence<'_>, mut draft: Draft) -> SmallVec<[Draft; 1]> {
    let Some(first) = row_head(s, &draft) else { return smallvec![draft] };
    let mut items: Vec<Item> = Vec::new();
    let mut at = first;
    while let Some(item) = next_item(s, first, at) {
        at = item.place;
        items.push(item);
    }
    let Some(start) = items.first().map(|item| item.from) else { return smallvec![draft] };
    let further = |f: &Found| f.line == s.line && f.node as usize >= start;
    for role in [RoleKind::Place, RoleKind::Target, RoleKind::People] {
        draft.slots.get_mut(role).retain(|f| !further(f));
    }
    let rest = items.into_iter().map(|item| of_item(s, &draft, &item)).collect::<Vec<_>>();
    let mut out: SmallVec<[Draft; 1]> = smallvec![draft];
    out.extend(rest);
    out
}

/// The first place of the row, where the draft has a number or a victim before it.
fn row_head(s: &Sentence<'_>, d: &Draft) -> Option<usize> {
    let here = |f: &&Found| f.line == s.line && f.via.is_none() && f.node as usize > d.node;
    let place = d.slots.place.iter().find(here)?.node as usize;
    let counted = d.numbers.killed.is_some() || d.numbers.injured.is_some() || d.numbers.count.is_some();
    (preposition(s, place).is_some() && (counted || d.slots.target.iter().any(|f| here(&f)))).then_some(place)
}

/// The item after a place: `وخمسة في القرية`, `وسيدة في القرية`.
fn next_item(s: &Sentence<'_>, first: usize, after: usize) -> Option<Item> {
    let places = |i: usize| s.entity(i).is_some_and(|e| e.can_place() && !e.can_act() && e.people.is_none());
    let wider = |i: &usize| {
        let n = &s.nodes[*i];
        n.kind == Kind::Comma || n.kind == Kind::Entity && places(*i) && !n.joined_by_and() || n.kind == Kind::Adjective
    };
    let from = (after + 1..s.nodes.len()).find(|i| !wider(i))?;
    let n = &s.nodes[from];
    // A number word does not tell the و before it: right after a place it goes on with the row.
    if !(n.joined_by_and() || n.kind == Kind::Number && s.nodes[from - 1].kind == Kind::Entity) {
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
    let place = (last + 1..s.nodes.len().min(last + 4)).find(|&i| places(i))?;
    let only = (last + 1..place).all(|i| matches!(s.nodes[i].kind, Kind::Prep | Kind::Adjective));
    (only && preposition(s, place)? == preposition(s, first)?).then_some(Item { from, count, people, place })
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
