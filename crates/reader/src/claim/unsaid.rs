//! `لم يشر البيان إلى وقوع قتلى`: what nobody told of is neither told nor denied.

use super::build::Draft;
use super::slots::Sentence;
use crate::knowledge::{Labels, holds};
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Event;

/// How far before an event the verb of telling may stand.
const REACH: usize = 10;

/// Whether an event, named for the first time, is only what a verb of telling, negated, did not tell of.
pub(super) fn unsaid(s: &Sentence<'_>, d: &Draft) -> bool {
    let n = &s.nodes[d.node];
    let named = n.pro.has(Proclitics::AL) || n.enc.is_some() || n.kind == Kind::Verb;
    // `لا تعلن القوات عن قصف القرى`: of something known it is known. `لم يرد الجيش بقصف البلدة` is a deed.
    let known = s.entity(d.node + 1).is_some() && !s.has_prep(d.node + 1) && d.event != Event::Harm;
    let by = n.joined_prep() == Some("ب");
    if !matches!(d.event, Event::Attack | Event::Clash | Event::Harm) || named || known || by {
        return false;
    }
    let parts = |i: &usize| {
        let n = &s.nodes[*i];
        matches!(n.kind, Kind::Stop | Kind::Comma) || n.is(Labels::THAT | Labels::CLAUSE) && n.kind == Kind::Particle
    };
    let from = s.sentence_start(d.node).max(d.node.saturating_sub(REACH));
    let verb = (from..d.node)
        .rev()
        .take_while(|i| !parts(i))
        .find(|&i| s.nodes[i].kind == Kind::Verb && !s.nodes[i].is(Labels::LIGHT));
    // `لم يعلن سوى عن ثلاث غارات`, `وهو ما ردت عليه`
    let denied = |v: usize| {
        s.nodes[v].pos() == Some(Pos::Imperfect)
            && s.negated_before(v)
            && !s.nodes[v..d.node].iter().any(|n| n.is(Labels::EXCEPT))
    };
    let tells = Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH;
    verb.is_some_and(|v| s.nodes[v].is(tells) && denied(v))
}

/// `إجلاء المرضى والجرحى`: whether the hurt are only those of whom care is taken.
pub(super) fn cared_for(s: &Sentence<'_>, d: &Draft) -> bool {
    let n = &s.nodes[d.node];
    let counted = d.numbers.killed.is_some() || d.numbers.injured.is_some();
    if d.event != Event::Harm || counted || n.kind != Kind::Entity || !n.pro.has(Proclitics::AL) {
        return false;
    }
    // Over the others of the row: `المرضى والجرحى`.
    let row = |i: &usize| {
        let n = &s.nodes[*i];
        matches!(n.kind, Kind::Entity | Kind::Adjective) || n.kind == Kind::Prep && n.enc.is_none()
    };
    let head = (d.node.saturating_sub(4)..d.node).rev().find(|i| !row(i));
    head.is_some_and(|h| s.nodes[h].kind == Kind::Noun && holds(&s.k.language.shades.care, s.folded_stem(&s.nodes[h])))
}
