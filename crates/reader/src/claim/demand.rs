//! Who would have to do what is demanded without naming him.

use super::build::Draft;
use super::refer::Speech;
use super::slots::{Found, Sentence};
use crate::knowledge::{ActorKind, Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};
use hudna_claims::Modality;

/// `طلب النظام فك الحصار وإزالة حواجز “قسد”`: what one side asks for is for the only other side
/// that the sentence names to do.
pub(super) fn asked(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let open = d.modality == Modality::Demanded && d.slots.actor.is_empty() && d.slots.target.is_empty();
        if !open || !s.k.language.for_sides.contains(&d.event) {
            continue;
        }
        let Some(asker) = d.speakers.first().and_then(|f| side(s, *f)) else { continue };
        let mut other: Option<(u32, Found)> = None;
        let mut several = false;
        for i in s.sentence_start(d.node)..s.sentence_end(d.node) {
            let found = s.found(i);
            let Some(who) = side(s, found).filter(|who| *who != asker) else { continue };
            several |= other.is_some_and(|(known, _)| known != who);
            other = other.or(Some((who, found)));
        }
        if let Some((_, found)) = other.filter(|_| !several) {
            d.slots.actor = vec![found];
        }
    }
}

impl Sentence<'_> {
    /// `وحثت`: a verb that always names whom it asks, of somebody told of before.
    pub(super) fn asks_whom(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let lemma = node.lemma.map_or("", |l| &self.k.lexicon.lemma(l).folded);
        node.joined_by_and() && holds(&self.k.language.asks_whom, lemma)
    }

    /// `ودعا جميع الأطراف إلى`, `وحثت إسرائيل على`, `وطالبت المجلس ب`, `ودعا المنظمات إلى`: whether a phrase after a verb of demanding is not
    /// who demands but of whom things are demanded.
    pub(super) fn only_asked(&self, verb: usize, at: usize) -> bool {
        let n = &self.nodes[at];
        // What he is asked for follows: `وناشد المبعوث فرض هدنة` has nobody who is asked.
        let alone = || {
            let beside = |n: &&Node| !matches!(n.kind, Kind::Adjective | Kind::Close | Kind::Open);
            let asked_for = |n: &Node| n.kind == Kind::Prep || n.joined_prep().is_some() || n.is(Labels::THAT);
            self.asks_whom(verb) && self.nodes[at + 1..].iter().find(beside).is_some_and(asked_for)
        };
        // `طالبت المجلس`, `طالب الحكومة`: a body or a man by a word of the other gender.
        let other = || {
            let headed = n.is(Labels::BODY_HEAD | Labels::FORCE_HEAD | Labels::OFFICE) && verb + 1 == at;
            let of =
                |node: &Node| node.feats.filter(|f| f.number == Number::Singular && f.person != 1).map(|f| f.gender);
            headed && of(&self.nodes[verb]).zip(of(n)).is_some_and(|(verb, noun)| verb != noun)
        };
        self.entity(at).is_some_and(|e| self.all_asked(e)) || alone() || other() || !self.subject_in_gender(verb, at)
    }

    /// `قال إن ...، متهما الفصائل ب`, `تظاهروا مطالبين الحكومة ب`: an indefinite participle that goes on with what somebody says.
    pub(super) fn circumstance(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let free = !n.pro.has(Proclitics::AL) && n.enc.is_none() && !self.has_prep(at);
        if n.pos() != Some(Pos::ActiveParticiple) {
            return free && self.she_calls(at);
        }
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        free && (word.ends_with('ا')
            || self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Comma)
            || n.is(Labels::DEMAND) && word.ends_with("ين") && self.before(at).is_some())
    }

    /// `نددت المنظمة بالقصف مطالبة روسيا ب`: a participle of demanding that is written like the noun, after what a woman or a body says.
    fn she_calls(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        if !n.is(Labels::DEMAND) || n.pos() != Some(Pos::Masdar) || n.joined_by_and() {
            return false;
        }
        let readings = self.types.readings(self.parse.tokens[n.head as usize]);
        let asker = readings.iter().any(|r| r.feats.pos == Pos::ActiveParticiple);
        let verb = self.main_verb(at);
        let she = |v: usize| {
            let f = self.nodes[v].feats;
            f.is_some_and(|f| f.person == 3 && f.gender == Gender::Feminine) && !self.nodes[v].is(Labels::DENY)
        };
        // `رفضت الحكومة مطالبة روسيا`: what is refused stands right after who refuses.
        let parted = self.before(at).is_some_and(|b| {
            let b = &self.nodes[b];
            matches!(b.kind, Kind::Comma)
                || b.joined_prep().is_some()
                || b.kind == Kind::Time
                || b.kind == Kind::Adjective
        });
        asker && parted && verb.is_some_and(she)
    }

    /// Who calls for something by a participle: the subject of the main verb, or those of the nearest who are several.
    pub(super) fn who_calls(&self, at: usize) -> Option<Found> {
        let several = |f: &Found| {
            let plural = |n: &Node| n.feats.is_some_and(|f| f.number != Number::Singular);
            self.lines_node(*f).is_some_and(plural) || self.lines_entity(*f).is_some_and(|e| e.listed)
        };
        let word = self.types.folded(self.parse.tokens[self.nodes[at].first as usize]);
        let nearest = || {
            let from = self.sentence_start(at);
            let verbs = (from..at).rev().filter(|&j| self.nodes[j].kind == Kind::Verb && !self.in_relative(j));
            verbs.filter_map(|v| self.subject(v).into_iter().next()).find(|f| f.line == self.line && several(f))
        };
        Some(()).filter(|()| word.ends_with("ين")).and_then(|()| nearest()).or_else(|| self.main_subject(at))
    }

    /// Whether a word began with what a statement says of itself (`نطالب`, `نستنكر`).
    pub(super) fn declared(&self, speech: &Speech) -> bool {
        let verb = self.nodes.get(speech.by).filter(|v| v.kind == Kind::Verb);
        verb.is_some_and(|v| v.feats.is_some_and(|f| f.person == 1))
    }
}

/// The side of a conflict that a phrase names, or the owner it names.
fn side(s: &Sentence<'_>, found: Found) -> Option<u32> {
    let entity = s.lines_entity(found)?;
    let who = entity.actor.or(entity.of)?;
    let actor = &s.k.actors[who as usize];
    let fights =
        matches!(actor.kind, ActorKind::Force | ActorKind::Government | ActorKind::Party | ActorKind::Alliance);
    fights.then_some(who)
}
