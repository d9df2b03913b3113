//! Whose word it is by what stands at the edge of a line: before the colon of a heading, in brackets or after a dash at the end, behind the
//! mark of a post.

use super::refer::Speech;
use super::sayers::cited_by;
use super::slots::Sentence;
use super::source::{document, holder, voiced};
use super::speaker::first_person;
use crate::knowledge::{ActorKind, Labels};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::Proclitics;
use hudna_arabic::token::TokenKind;

/// A source in brackets or after a dash at the end of the sentence.
pub(super) fn trailing(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let mark = s.types.folded(s.parse.tokens[s.nodes[at].head as usize]);
    let bracket = matches!(mark, "(" | "[");
    if !bracket && !matches!(mark, "-" | "–" | "—" | "|") || at < 2 {
        return None;
    }
    let entity = s.entity(at + 1).filter(|e| e.places.is_empty() && e.goods.is_none())?;
    let last = at + 1 + usize::from(bracket);
    let closed = !bracket || s.nodes.get(last).is_some_and(|n| n.kind == Kind::Close);
    // Without a full stop it is whose photograph it is.
    let ends = s.nodes.get(last + 1).map_or(!bracket, |n| n.kind == Kind::Stop);
    let n = &s.nodes[at + 1];
    let known = entity.actor.map(|a| &s.k.actors[a as usize]);
    // `مقتل ثلاثة في غارة – موقع كذا`: a heading ends with whose page it stands on.
    if !bracket && s.nodes.get(last + 1).is_none() && known.is_some_and(|a| a.kind == ActorKind::Media) {
        return None;
    }
    let told = known.is_some_and(|a| matches!(a.kind, ActorKind::Media | ActorKind::Monitor) || a.speaks.is_some());
    (closed && ends && n.pro.0 & !Proclitics::AL.0 == 0 && (told || n.is(Labels::BODY_HEAD | Labels::SOURCE_HEAD)))
        .then_some(at + 1)
}

/// Who is named before the colon of a heading, and the colon: `الوزير: نرفض الهدنة`, `عاجل | وزارة الصحة في غزة: مقتل ثلاثة`.
pub(super) fn heading(s: &Sentence<'_>, answers: bool) -> Option<(Speech, usize)> {
    let colon = (1..s.nodes.len().min(10)).rev().find(|&at| s.parse.colon(s.types, at))?;
    // `الصحيفة: متى دخلوا؟`: who asks says nothing.
    let mark = s.nodes.last().map(|n| s.types.folded(s.parse.tokens[n.head as usize]));
    if mark.is_some_and(|m| matches!(m, "؟" | "?")) {
        return None;
    }
    let prior = (1..colon)
        .rev()
        .find(|&at| s.parse.colon(s.types, at) || s.types.folded(s.parse.tokens[s.nodes[at].head as usize]) == "|");
    let first = prior.map_or(0, |p| p + 1);
    let speaks = |at: usize| s.entity(at).is_some_and(|e| e.can_act() && e.goods.is_none() && e.places.is_empty());
    // `09:40 - مصدر طبي: استقبلنا ستة جرحى`: the hour before it.
    let aside = |n: &Node| n.is_quote() || matches!(n.kind, Kind::Mark | Kind::Time | Kind::Comma);
    let first = (first..colon).find(|&at| !aside(&s.nodes[at]))?;
    let n = &s.nodes[first];
    let whole = first + 1 == colon;
    // `موسكو: لن ننسحب`: a capital for its government, in a heading only.
    let governs = |e: &Entity| {
        let state = |a: u32| matches!(s.k.actors[a as usize].kind, ActorKind::State | ActorKind::Government);
        e.actor.is_some_and(state) && !e.area
    };
    let titled = s.nodes.last().is_some_and(|n| n.kind != Kind::Stop) && s.nodes.len() > colon + 2;
    let names = whole && titled && s.entity(first).is_some_and(governs)
        || whole && speaks(first)
        || speaks(first)
            && (n.is(Labels::BODY_HEAD | Labels::SOURCE_HEAD | Labels::OFFICE)
                || s.entity(first).is_some_and(|e| e.person || e.actor.is_some() && e.people.is_none()))
        || voiced(s, first);
    let parts = |n: &Node| {
        matches!(n.kind, Kind::Verb | Kind::Stop | Kind::Operator | Kind::Number | Kind::According)
            || n.kind == Kind::Particle && !n.is(Labels::QUANTIFIER)
    };
    // `عبدي: توصلنا لتفاهم`, `إسرائيل: استهدفنا مقرا`
    let mine = s.nodes.get(colon + 1).is_some_and(|v| v.kind == Kind::Verb && first_person(v));
    // `القتلى: تحققنا من مقتل 42 مدنيا`: of what a part of a report is, nobody speaks.
    let somebody = |e: &Entity| e.actor.is_some() || e.person || e.people.is_none();
    let may = match n.kind {
        Kind::Unknown => true,
        Kind::Noun => !n.pro.has(Proclitics::AL),
        _ => s.entity(first).is_some_and(somebody),
    };
    let named = may && n.pro.0 & !Proclitics::AL.0 == 0;
    let issued = document(s, first) && n.pro.0 == 0 && (first + 1..colon).any(speaks);
    let names = names || issued;
    let names = names || mine && named && !answers && colon - first <= 2;
    // `القناة 12 العبرية:`
    let numbered = |at: usize| s.nodes[at].kind == Kind::Number && at == first + 1;
    // `الحاجة فاطمة (70 عاما):`
    let open = (first + 1..colon).find(|&at| s.nodes[at].kind == Kind::Open);
    let aged = |at: usize| open.is_some_and(|o| o < at) && s.nodes[colon - 1].kind == Kind::Close;
    let told = (first..colon).any(|at| parts(&s.nodes[at]) && !numbered(at) && !aged(at))
        || s.triggers.iter().any(|t| (first..colon).contains(t));
    if !names || told || !whole && colon - first > 6 {
        return None;
    }
    // `مناشدة من أهالي الحي:`, `بيان الكتيبة:`
    let text = document(s, first).then(|| (first + 1..colon).find(|&at| speaks(at))).flatten();
    let first = text.unwrap_or(first);
    // `وزارة الصحة: قتيل وجريحان`: what follows the colon is no other speaker.
    // `وكالة كذا عن مصدر عسكري: قصف الجيش القرية`: the word of the one whom it cites.
    let name = first + s.nodes[first + 1..colon].iter().take_while(|n| n.kind == Kind::Adjective).count();
    let first = cited_by(s, name).filter(|&by| by < colon).unwrap_or(first);
    let mut speakers = holder(s, first).unwrap_or_else(|| s.conjuncts(first));
    speakers.retain(|f| (f.node as usize) < colon);
    Some((Speech { speakers: speakers.into_iter().collect(), by: first }, colon))
}

/// A rescue group or an outlet that stands alone after the last sentence, behind the mark of a post.
pub(super) fn signs(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let kind = s.entity(at).and_then(|e| e.actor).map(|a| s.k.actors[a as usize].kind);
    if !matches!(kind, Some(ActorKind::Media | ActorKind::Monitor)) {
        return false;
    }
    let parted = s.sentence_start(at);
    let alone = parted == at || parted + 1 == at && s.nodes[parted].kind == Kind::Mark;
    let arabic = |n: &Node| s.parse.tokens[n.first as usize].kind == TokenKind::Arabic;
    at > 2 && alone && n.pro.0 & !Proclitics::AL.0 == 0 && !s.nodes[at + 1..].iter().any(arabic)
}
