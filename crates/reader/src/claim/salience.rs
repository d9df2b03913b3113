//! Whether a mention tells of its event or only refers to it: what the model of `ar/salience.toml` is asked.
//!
//! `بعد اغتيال الوزير قبل أعوام` names an attack without telling of it. In a report that does no harm: what it refers to was told, and
//! coders code it. A sentence that stands alone is another matter; there a mention is weighed by its own words, the words of its
//! sentence, what fills its slots and the times in it.

use super::build::Draft;
use super::slots::Sentence;
use crate::knowledge::Feature;
use crate::parse::{Kind, Node, Parse, Remains};
use hudna_arabic::morph::{Number, Pos, Proclitics};
use hudna_arabic::times::Grain;

/// So many claims of other sentences make a line a report in itself.
pub(crate) const A_REPORT: usize = 4;

/// Whether a report says no more than one sentence: one line with a full stop. A post, which has none, tells all that it tells.
pub(crate) fn alone(lines: &[Parse]) -> bool {
    // What a page says again is a report, were it one line long.
    let again = lines.iter().any(|line| line.remains == Some(Remains::Repeats));
    let ends = |line: &Parse| line.nodes.last().is_some_and(|n| n.kind == Kind::Stop);
    let mut told = lines.iter().filter(|line| line.words > 0);
    !again && told.next().is_some_and(ends) && told.next().is_none()
}

/// Names the features of a draft, each by its kind and its value. `beside` is the number of weighed drafts of the line.
pub(crate) fn features(s: &Sentence<'_>, d: &Draft, beside: usize, mut tell: impl FnMut(Feature, &str)) {
    let node = &s.nodes[d.node];
    let (start, end) = (s.sentence_start(d.node), s.sentence_end(d.node));
    tell(Feature::Rule, &s.k.frames[d.frame as usize].rule);
    tell(Feature::Way, d.modality.code());
    tell(Feature::Word, s.folded_stem(node));
    tell(Feature::Form, form(node));
    if node.pro.has(Proclitics::AL) {
        tell(Feature::Form, "definite");
    }
    if node.feats.is_some_and(|f| f.number != Number::Singular) {
        tell(Feature::Form, "many");
    }
    if let Some(prep) = node.joined_prep() {
        tell(Feature::Joined, prep);
    }
    let mut before = (start..d.node).rev().filter(|&i| !s.nodes[i].is_quote());
    tell(Feature::Before, before.next().map_or("<start>", |i| word(s, i)));
    tell(Feature::Before2, before.next().map_or("<start>", |i| word(s, i)));
    let mut after = (d.last + 1..end).filter(|&i| !s.nodes[i].is_quote());
    tell(Feature::After, after.next().map_or("<end>", |i| word(s, i)));
    tell(Feature::After2, after.next().map_or("<end>", |i| word(s, i)));
    for (filled, slot) in [
        (!d.slots.actor.is_empty(), "actor"),
        (!d.slots.target.is_empty(), "target"),
        (!d.slots.place.is_empty(), "place"),
        (!d.speakers.is_empty(), "speaker"),
        (d.time.is_some(), "time"),
        (d.numbers.count.is_some(), "count"),
        (d.numbers.killed.is_some(), "killed"),
        (d.numbers.injured.is_some(), "injured"),
    ] {
        if filled {
            tell(Feature::Has, slot);
        }
    }
    let mut day = false;
    for n in s.nodes[start..end].iter().filter(|n| n.kind == Kind::Time) {
        match s.parse.times[n.index as usize].grain {
            Grain::Second | Grain::Minute | Grain::Hour | Grain::Day => day = true,
            Grain::Year | Grain::Quarter => tell(Feature::Time, "year"),
            _ => {}
        }
    }
    if day {
        tell(Feature::Time, "day");
    }
    if s.nodes[start..end].iter().any(|n| n.kind == Kind::Number) {
        tell(Feature::Sentence, "number");
    }
    tell(Feature::Length, bucket(end - start, &[8, 16, 28, 45]));
    tell(Feature::Position, bucket((d.node - start) * 10 / (end - start).max(1), &[2, 5, 8]));
    tell(Feature::Beside, bucket(beside, &[1, 2, 4]));
    let words = (start..end).filter(|&i| {
        let n = &s.nodes[i];
        matches!(n.kind, Kind::Noun | Kind::Verb | Kind::Adjective | Kind::Operator | Kind::Unknown)
    });
    let mut told: Vec<&str> = words.map(|i| s.folded_stem(&s.nodes[i])).collect();
    told.sort_unstable();
    told.dedup();
    for word in told {
        tell(Feature::With, word);
    }
}

fn form(node: &Node) -> &'static str {
    match node.pos() {
        Some(Pos::Perfect) => "perfect",
        Some(Pos::Imperfect) => "imperfect",
        Some(Pos::Masdar) => "masdar",
        Some(Pos::ActiveParticiple | Pos::PassiveParticiple | Pos::Adjective) => "participle",
        _ => "noun",
    }
}

/// A neighbour: its stem, or what kind of phrase it is.
fn word<'a>(s: &Sentence<'a>, at: usize) -> &'a str {
    let node = &s.nodes[at];
    match node.kind {
        Kind::Entity => match s.entity(at) {
            Some(e) if e.can_act() => "<actor>",
            Some(e) if e.goods.is_some() => "<goods>",
            _ => "<place>",
        },
        Kind::Number => "<number>",
        Kind::Time => "<time>",
        Kind::Comma => "<comma>",
        Kind::Mark => "<mark>",
        Kind::Operator => "<operator>",
        Kind::Unknown => "<unknown>",
        _ => s.folded_stem(node),
    }
}

/// Which of the steps a number reaches, in letters so that a weight's name reads well.
fn bucket(n: usize, steps: &[usize]) -> &'static str {
    const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];
    NAMES[steps.iter().filter(|s| n >= **s).count().min(4)]
}
