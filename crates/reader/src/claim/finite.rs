//! What the form of a verb, the particles before it and what it says of an event make of the event: whether it happened, goes on, is to come.

use super::govern::Way;
use super::open::combine;
use super::slots::Sentence;
use crate::knowledge::{Effect, Labels};
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Modality;

impl Sentence<'_> {
    /// What a governing verb's own aspect and particles add.
    pub(super) fn verb_effect(&self, at: usize, effect: &Effect, way: &mut Way) {
        match self.finite_modality(at).filter(|m| *m != Modality::Ongoing || !self.subjunctive(at)) {
            Some(Modality::Happened) if way.modality.is_none() && !matches!(effect, Effect::Set(_)) => {
                way.modality = Some(if self.gives_leave(at) { Modality::Possible } else { Modality::Happened });
            }
            Some(Modality::Happened) => {}
            Some(Modality::Ongoing) => {
                let carries = self.carries(at);
                // `هدنة تتيح خروج المدنيين`
                if matches!(effect, Effect::Keep) && self.opens_way(at) {
                    combine(way, Modality::Possible);
                } else if way.modality.is_none() && matches!(effect, Effect::Keep) && carries {
                    way.modality = Some(Modality::Ongoing);
                }
            }
            // `لا نريد أن يقصفوا بلدنا`, `لا ينبغي أن تقصف`: asked for is that it is not done.
            Some(Modality::Negated) if way.modality == Some(Modality::Demanded) && self.forbids(at) => {
                way.unwanted = true;
            }
            // `لم يطلب أحد من السكان مغادرة منازلهم`: nobody asks for it.
            Some(Modality::Negated)
                if way.modality == Some(Modality::Demanded)
                    && matches!(effect, Effect::Set(Modality::Demanded))
                    && self.nodes[at].is(Labels::DEMAND)
                    && self.negated_before(at)
                    && !self.all_but(at) =>
            {
                way.modality = Some(Modality::Negated);
                way.speaker.clear();
                way.speaker_node = None;
            }
            // `لم يوافق الوفد على الانسحاب`, `لا نقبل هدنة`
            Some(Modality::Negated) if matches!(effect, Effect::Set(Modality::Agreed)) && self.consents(at) => {
                way.modality = Some(Modality::Refused);
            }
            // `لم يتمكن سوى ألفين من الفرار`
            Some(Modality::Negated) if self.all_but(at) && matches!(effect, Effect::Keep) => {
                combine(way, Modality::Happened);
            }
            Some(Modality::Negated) if self.left_open(at, effect) => way.modality = Some(Modality::Possible),
            // `لم تلتزم القوات بالهدنة`: nothing was promised, or it was not kept.
            Some(Modality::Negated) if matches!(effect, Effect::Set(Modality::Promised)) => {
                way.modality = Some(Modality::Negated);
            }
            // `لم تتوقف عن خرق الهدنة`: it goes on.
            Some(Modality::Negated) if matches!(effect, Effect::Ceases) => {
                way.ceases = !way.ceases;
                combine(way, Modality::Ongoing);
            }
            // `سيؤدي القصف إلى نزوح`: nobody promises what would come of it.
            Some(Modality::Promised) if matches!(effect, Effect::Keep) && self.brings_about(at) => {
                combine(way, Modality::Possible)
            }
            Some(other) => match (effect, other) {
                // `لن نطالب`, `سيطالب`: the demand itself is what is said.
                (Effect::Set(Modality::Demanded | Modality::Refused), Modality::Promised | Modality::Possible) => {}
                // `سيستأنف القتال إن لم يفرج عنهم`: what is asked for is not what is promised.
                (Effect::Keep, Modality::Promised) if way.modality == Some(Modality::Demanded) => {}
                _ => combine(way, other),
            },
            None => {}
        }
    }

    /// Modality of a finite verb by its aspect and the particles before it.
    pub fn finite_modality(&self, at: usize) -> Option<Modality> {
        let node = &self.nodes[at];
        let pos = node.pos()?;
        // `ماتسبب بمقتل`, `ماادى إلى`: what is written onto a result relates.
        if node.feats.is_some_and(|f| f.negated) && !node.is(Labels::CAUSE) {
            return Some(Modality::Negated);
        }
        if node.pro.has(Proclitics::SA) {
            return Some(if self.negated_before(at) { Modality::Negated } else { Modality::Promised });
        }
        let mut i = at;
        let mut seen_future = false;
        let mut seen_qad = false;
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            if n.is_quote() {
                continue;
            }
            if n.kind != Kind::Particle {
                seen_qad |= pos == Pos::Imperfect && i + 1 == at && self.may_be_qad(i);
                break;
            }
            if self.which(i, at) {
                break;
            }
            if n.is(Labels::NEGATION) {
                if node.is(Labels::STILL) {
                    return Some(Modality::Ongoing);
                }
                return Some(if self.lest_it_be(i) { Modality::Possible } else { Modality::Negated });
            }
            seen_future |= n.is(Labels::FUTURE);
            seen_qad |= n.is(Labels::QAD);
            if n.is(Labels::CONDITION | Labels::PURPOSE) {
                return Some(Modality::Possible);
            }
            if n.is(Labels::THAT) && i + 1 == at && pos == Pos::Perfect && self.if_not_that(i) {
                return Some(Modality::Possible);
            }
            if n.is(Labels::THAT | Labels::RELATIVE | Labels::CLAUSE) {
                break;
            }
        }
        if seen_future {
            return Some(Modality::Promised);
        }
        match pos {
            Pos::Perfect => Some(Modality::Happened),
            Pos::Imperfect
                if let Some(first) = self.or_verb(at)
                    && self.finite_modality(first) == Some(Modality::Negated) =>
            {
                Some(Modality::Negated)
            }
            Pos::Imperfect if self.came_next(at) || self.of_record(at) => Some(Modality::Happened),
            Pos::Imperfect if self.no_longer(at) => Some(Modality::Negated),
            Pos::Imperfect if node.pro.has(Proclitics::LA) || seen_qad => Some(Modality::Possible),
            Pos::Imperfect if self.past_before(at) => Some(Modality::Happened),
            // `سيسحب الجيش قواته ويفتح الطريق`, `قد يقطع القصف الطريق ويمنع وصول القوافل`
            Pos::Imperfect if let Some(first) = self.in_one_breath(at) => match self.finite_modality(first) {
                Some(open @ (Modality::Promised | Modality::Possible)) => Some(open),
                _ => Some(Modality::Ongoing),
            },
            Pos::Imperfect => Some(Modality::Ongoing),
            _ => None,
        }
    }
}
