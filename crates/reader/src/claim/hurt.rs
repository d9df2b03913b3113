//! Those who were hurt, where other events of the sentence are told with them: they are no number of blows and not what a blow strikes, and
//! others of them are taken.

use super::build::Draft;
use super::count::Counted;
use super::slots::{Found, Sentence};
use crate::knowledge::Labels;
use crate::parse::{Kind, Node};
use hudna_arabic::morph::Proclitics;
use hudna_claims::Event;

/// `فقد الجيش 15 جنديا في كمين`, `أودت الغارة بحياة امرأة وطفليها`, `أوقع هجوم 11 قتيلا`: those who were hurt are no number of blows, and the
/// dead are not what one strikes.
pub(super) fn not_of_blows(s: &Sentence<'_>, drafts: &mut [Draft]) {
    let harm = |d: &&Draft| d.event == Event::Harm;
    let numbers = |d: &Draft| [d.numbers.count, d.numbers.killed, d.numbers.injured];
    let spans: Vec<(usize, usize)> = drafts
        .iter()
        .filter(harm)
        .flat_map(numbers)
        .flatten()
        .map(|c| match c {
            Counted::Sum { first, last, .. } => (first, last),
            one => (one.node(), one.node()),
        })
        .collect();
    let told: Vec<usize> = drafts.iter().filter(harm).map(|d| d.node).collect();
    for d in drafts.iter_mut().filter(|d| matches!(d.event, Event::Attack | Event::Clash)) {
        // `ضحايا 16 غارة`: right before the blows it is theirs.
        let hurt = |c: &Counted| {
            c.node() + 1 != d.node && spans.iter().any(|&(first, last)| (first..=last).contains(&c.node()))
        };
        d.numbers.count = d.numbers.count.filter(|c| !hurt(c));
        let dead = |n: &Node| n.is(Labels::DEATH) && !n.pro.has(Proclitics::AL);
        d.slots.target.retain(|f| {
            let at = f.node as usize;
            f.line != s.line || !told.contains(&at) || !s.nodes.get(at).is_some_and(dead)
        });
    }
}

/// `مقتل ستة جنود وأسر ثلاثة`, `قتل عددا من المسلحين واعتقل آخرين`: who is taken besides those who were hurt is one of the same.
pub(super) fn others_taken(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let d = &drafts[i];
        if d.event != Event::Detain || !d.slots.target.is_empty() || !s.nodes[d.node].joined_by_and() {
            continue;
        }
        let next = s.nodes.get(d.last + 1);
        let last_is = |n: &Node| n.is(Labels::OTHER) || n.kind == Kind::Number;
        let others = last_is(&s.nodes[d.last]) || next.is_some_and(last_is);
        let hurt = |h: &&Draft| h.event == Event::Harm && h.sentence == d.sentence && h.node < d.node;
        let alive = |f: &&Found| s.lines_node(**f).is_some_and(|n| !n.is(Labels::DEATH));
        let taken = drafts[..i].iter().rev().find(hurt).filter(|_| others);
        let taken: Vec<Found> = taken.iter().flat_map(|h| &h.slots.target).filter(alive).copied().collect();
        drafts[i].slots.target = taken;
    }
}
