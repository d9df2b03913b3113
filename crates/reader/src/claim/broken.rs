//! Who breaks a deal by what he does: `قصف الجيش القرية في خرق للهدنة`.

use super::build::Draft;
use super::share::{linked, preposition};
use super::slots::{Found, Sentence};
use crate::knowledge::holds;
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};

/// Gives breaches that nobody is named for the one who did the deed that is told to be one.
pub(super) fn by_deed(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].event == Event::Breach {
            of_text(s, &mut drafts[i]);
        }
        let d = &drafts[i];
        if d.event != Event::Breach || !d.slots.actor.is_empty() || !says_what_it_is(s, d.node) {
            continue;
        }
        let told = |m: Modality| matches!(m, Modality::Happened | Modality::Ongoing | Modality::Begun);
        if !told(d.modality) || d.ceases {
            continue;
        }
        let deed = |a: &&Draft| {
            let breaks = matches!(
                a.event,
                Event::Attack
                    | Event::Harm
                    | Event::Detain
                    | Event::ControlTake
                    | Event::Deploy
                    | Event::SiegeImpose
                    | Event::Displace
            );
            breaks && a.node < d.node && a.sentence == d.sentence && told(a.modality) && !a.ceases
        };
        let known = |a: &&Draft| !a.slots.actor.is_empty() && linked(s, a.node, d.node);
        let via = Some(s.span(d.node));
        let doer = drafts.iter().filter(deed).filter(known).max_by_key(|a| a.node);
        let who: Vec<Found> = doer.map(|a| a.slots.actor.clone()).unwrap_or_default();
        drafts[i].slots.actor = who.into_iter().map(|f| Found { via: f.via.or(via), ..f }).collect();
    }
}

/// `انهارت هدنة كانت سارية بين الجانبين`: who kept a deal, as a clause on it tells, are those for whom it is over.
pub(super) fn of_deal(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let d = &drafts[i];
        if d.event != Event::Collapse || !d.slots.actor.is_empty() {
            continue;
        }
        let deal = |a: &&Draft| {
            let of_it = a.event == Event::Truce || a.event == Event::Agree && s.in_relative(a.node);
            let told = of_it && !a.slots.actor.is_empty();
            let near = a.sentence == d.sentence && a.node >= d.node && a.node <= d.last + 4;
            told && near && linked(s, d.node, a.node)
        };
        let kept = drafts.iter().find(deal).map(|a| a.slots.actor.clone());
        let who = kept.or_else(|| s.both_after(d.last)).unwrap_or_default();
        drafts[i].slots.actor = who;
    }
}

impl Sentence<'_> {
    /// `هدنة سارية بين الطرفين`: the two who are only pointed to after a deal that is over.
    fn both_after(&self, last: usize) -> Option<Vec<Found>> {
        let near = last + 1..self.nodes.len().min(last + 6);
        let ends = |i: &usize| matches!(self.nodes[*i].kind, Kind::Stop | Kind::Comma);
        let both = near.take_while(|i| !ends(i)).find(|&i| self.entity(i).is_some_and(|e| e.both))?;
        Some(vec![self.found(both)])
    }
}

/// `خرقا لقراري مجلس الأمن`: whose the text is that is broken does not break it, nor who is named after it.
fn of_text(s: &Sentence<'_>, d: &mut Draft) {
    let of = |i: usize| {
        let text = s.before(i).map(|b| &s.nodes[b]);
        text.is_some_and(|t| t.kind == Kind::Noun && t.joined_prep() == Some("ل") && !s.has_prep(i))
    };
    let after = |f: &&Found| f.line == s.line && f.via.is_none() && f.node as usize > d.node;
    let text = d.slots.actor.iter().filter(after).map(|f| f.node as usize).find(|&i| of(i));
    if let Some(text) = text {
        d.slots.actor.retain(|f| f.line != s.line || f.via.is_some() || (f.node as usize) < text);
    }
}

/// `في خرق`, `خرقا للهدنة`, `منتهكة الاتفاق`, `ما يعد انتهاكا`: whether the noun at a node says what was told before it to be: it is
/// indefinite, after في or in the accusative.
fn says_what_it_is(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let noun = matches!(n.kind, Kind::Noun | Kind::Adjective) && n.enc.is_none() && !n.pro.has(Proclitics::AL);
    if !noun {
        return false;
    }
    let within = preposition(s, at).is_some_and(|p| holds(&s.k.language.prepositions.within, p) && p != "ب");
    let word = s.types.folded(s.parse.tokens[n.first as usize]);
    let counted = s.before(at).is_some_and(|b| s.nodes[b].kind == Kind::Number);
    let bare = n.pro.0 == 0 && !s.has_prep(at) && !counted;
    let accusative = bare && (word.ends_with('ا') || n.pos() == Some(Pos::ActiveParticiple));
    within || accusative
}
