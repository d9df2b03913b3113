//! What is left open or only said: who does not rule something out, what is yet to be voted on, what is owned up to.

use super::govern::Way;
use super::slots::{Found, Sentence};
use crate::knowledge::{AgentOf, Effect, Labels, Operator, Whose, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::{Event, Modality};

impl Sentence<'_> {
    /// `لم يستبعد هجوما`, `لم يرفض الهدنة`: it may come.
    pub(super) fn left_open(&self, verb: usize, effect: &Effect) -> bool {
        match effect {
            Effect::Set(Modality::Refused) => true,
            Effect::Set(Modality::Negated) => self.nodes[verb].is(Labels::DENY),
            _ => false,
        }
    }

    /// `أقر الجيش بقصف المشفى`, but `أقر المجلس هدنة`: what a verb of adopting takes with ب is owned up to.
    pub(super) fn owned_up(&self, governor: usize, current: usize) -> bool {
        let g = &self.nodes[governor];
        g.kind == Kind::Verb && g.is(Labels::REPORT) && g.is(Labels::ADOPT) && {
            let by = self.before(current).filter(|&b| self.nodes[b].kind == Kind::Prep && self.nodes[b].enc.is_none());
            // `أقر المحافظ بأن قواته لم تنسحب`
            let that = |n: &Node| {
                let word = self.types.folded(self.parse.tokens[n.first as usize]);
                n.kind == Kind::Particle && n.is(Labels::THAT) && word.starts_with('ب')
            };
            let own = by.is_none() && self.nodes[current].joined_prep() == Some("ب");
            own || self.nodes[governor..current.max(governor)].iter().any(that)
        }
    }

    /// `نريد أن نؤكد أن الهدنة قائمة`, `تظاهروا للتنديد بالقصف`: it is only the saying that is wanted or asked for.
    pub(super) fn only_the_saying(&self, set: Modality, said: usize) -> bool {
        let n = &self.nodes[said];
        match set {
            Modality::Possible => n.is(Labels::REPORT),
            // `دأبت على اتهامهم بالقصف`: what goes on is the accusing.
            Modality::Ongoing | Modality::Begun => n.is(Labels::REPORT | Labels::REPORT_ABOUT | Labels::ACCUSE),
            // `فشلت مفاوضات وقف إطلاق النار`: the talks failed.
            Modality::Negated => n.kind == Kind::Noun && n.operator.is_some_and(|op| self.on_talks(op)),
            Modality::Demanded => {
                // `من المهم أن نذكر أن القوات انسحبت`
                if n.is(Labels::REPORT | Labels::REPORT_ABOUT)
                    && self.nodes.get(said + 1).is_some_and(|that| that.is(Labels::THAT))
                    && (n.kind == Kind::Noun || n.feats.is_some_and(|f| f.person == 1))
                {
                    return true;
                }
                let tells = |op: u16| self.k.language.operators[op as usize].effect == Effect::Keep;
                let said = n.is(Labels::REPORT_ABOUT) && !n.is(Labels::REPORT | Labels::DEMAND);
                n.kind == Kind::Noun && said && n.operator.is_some_and(tells)
            }
            _ => false,
        }
    }

    /// `مزاعم قصف السوق`, `ادعاءات باعتقال الطلاب`: a noun of claiming what need not be so.
    pub(super) fn rumoured(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Noun && n.is(Labels::RUMOUR)
    }

    /// `نأمل أن يلتزموا`, `حذر من أن الجيش سيقصف`: whether it is hoped or feared that somebody will do it.
    pub(super) fn only_hoped(&self, operator: &Operator, governor: usize, verb: usize) -> bool {
        // `نحذر من أن الطريق سيقطع`: who speaks himself may be the one to do it.
        let others = || self.nodes[governor].feats.is_none_or(|f| f.person != 1) && !self.of_himself(governor, verb);
        self.subjunctive(verb) || operator.speaker == Some(Whose::Subject) && others()
    }

    /// `حذر من أنه سيقصف`: whether a pronoun stands where the one would whom a clause with أن is about: it may be the one who speaks.
    pub(super) fn of_himself(&self, governor: usize, verb: usize) -> bool {
        self.nodes[governor.min(verb)..verb].iter().any(|n| n.is(Labels::THAT) && n.enc.is_some())
    }

    /// Adds an outer modality to what is known of the event told at a node.
    pub(super) fn set_over(&self, way: &mut Way, at: usize, outer: Modality) {
        // `نفى الاستعداد للانسحاب`: what is prepared for and denied; `سينسحبون` stays told by the verb itself.
        let put_off = || way.operators.iter().any(|&(_, op)| self.k.language.operators[op as usize].puts_off);
        if self.nodes[at].kind != Kind::Verb && way.modality == Some(Modality::Promised) && outer == Modality::Negated {
            way.modality = Some(outer);
        } else if way.modality == Some(Modality::Negated) && outer == Modality::Promised && put_off() {
            // `قررت المنظمة تأجيل إرسال القافلة`: it does not come, and nobody promises that it never will.
        } else {
            combine(way, outer);
        }
    }

    /// `حملت السلطات الحزب مسؤولية القصف`, `توقع الوزير انهيار الهدنة`: who puts the responsibility for it on somebody, and who thinks
    /// that it will come.
    pub(super) fn blamer(&self, way: &Way) -> Vec<Found> {
        let Some(&(noun, _)) = way.operators.last() else { return Vec::new() };
        // `توقع الوزير انهيار الهدنة`
        let thinks = &self.nodes[noun];
        let weighs = |op: u16| matches!(self.k.language.operators[op as usize].effect, Effect::Set(_));
        let opinion = thinks.kind == Kind::Verb && thinks.is(Labels::OPINION) && thinks.operator.is_some_and(weighs);
        if opinion && !self.negated_before(noun) {
            let by = self.subject_before(noun).or_else(|| self.subject_after(noun)).unwrap_or_default();
            return by
                .into_iter()
                .filter(|f| self.lines_entity(*f).is_some_and(|e| e.can_act() && (e.definite || e.actor.is_some())))
                .collect();
        }
        if self.nodes[noun].kind != Kind::Noun
            || !holds(&self.k.language.answerable, self.folded_stem(&self.nodes[noun]))
        {
            return Vec::new();
        }
        let Some(verb) = self.main_verb(noun).filter(|v| noun - v < 9) else { return Vec::new() };
        let readings = self.types.readings(self.parse.tokens[self.nodes[verb].head as usize]);
        let accuses = readings.iter().any(|r| self.k.labels.bits(r.lemma) & Labels::ACCUSE != 0);
        if !accuses || self.negated_before(verb) {
            return Vec::new();
        }
        let by = self.subject(verb);
        // `تقرير يحمل النظام مسؤولية الهجوم`: whom alone it names it blames.
        let named =
            (verb + 1..noun).filter(|&i| self.entity(i).is_some_and(|e| e.can_act()) && !self.has_prep(i)).count();
        if named < 2 && by.iter().any(|f| f.line == self.line && f.node as usize > verb) { Vec::new() } else { by }
    }

    /// Whether a governing verb says when an event is, too: not one that only says whose word it is.
    pub(super) fn adds_aspect(&self, governor: usize, operator: &Operator) -> bool {
        let g = &self.nodes[governor];
        let only_told = operator.effect == Effect::Keep && operator.speaker.is_some();
        // `سيرد الجيش بقصف مواقعهم`: what answers with a deed does it.
        // `ستواصل الطائرات غاراتها`: so does what goes on with one.
        let will = || self.finite_modality(governor) == Some(Modality::Promised);
        let deed = operator.effect == Effect::Keep || operator.effect == Effect::Set(Modality::Ongoing) && will();
        let does = deed && operator.agent == AgentOf::Subject && operator.speaker.is_none();
        let says = g.is(Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH) && !does;
        g.kind == Kind::Verb && !only_told && !says
    }

    /// `لكي لا يقتل المدنيون`: what is not to come.
    pub(super) fn lest_it_be(&self, negation: usize) -> bool {
        self.before(negation).is_some_and(|b| {
            let n = &self.nodes[b];
            n.is(Labels::PURPOSE) && matches!(n.kind, Kind::Particle | Kind::Prep | Kind::Operator)
        })
    }

    /// `أريد أن تتوقف`: a verb of wanting that may be in the first person.
    pub(super) fn own_want(&self, verb: usize) -> bool {
        let n = &self.nodes[verb];
        let readings = self.types.readings(self.parse.tokens[n.head as usize]);
        n.is(Labels::WANT) && readings.iter().any(|r| r.feats.person == 1 && r.feats.pos == Pos::Imperfect)
    }

    /// `يدرس المجلس قرارا يطالب بهدنة`: a resolution that the clause tells of as not adopted yet.
    pub(super) fn yet_to_adopt(&self, resolution: usize) -> bool {
        !self.heading()
            && self.main_verb(resolution).is_some_and(|v| {
                use Modality::{Ongoing, Possible, Promised};
                !self.nodes[v].is(Labels::REPORT)
                    && matches!(self.finite_modality(v), Some(Ongoing | Promised | Possible))
            })
    }

    /// `القصف يجب أن يتوقف`: what must be is that its subject ends.
    pub(super) fn must_stop(&self, must: usize) -> bool {
        let Some(verb) = self.nodes.get(must + 2).filter(|n| n.kind == Kind::Verb) else { return false };
        let ends = |op: u16| self.k.language.operators[op as usize].effect == Effect::Ceases;
        self.nodes[must + 1].is(Labels::THAT) && verb.operator.is_some_and(ends)
    }

    /// `اشتدت حدة القصف`, `زادت وتيرة الهجمات`: what is said to have grown or abated goes on.
    pub(super) fn grows(&self, head: usize, event: Event) -> bool {
        let language = &self.k.language;
        let degree = holds(&language.shades.degrees, self.folded_stem(&self.nodes[head]));
        degree
            && language.lasting.contains(&event)
            && self.before(head).is_some_and(|b| {
                let v = &self.nodes[b];
                v.kind == Kind::Verb && self.finite_modality(b) == Some(Modality::Happened)
            })
    }

    /// The verb before, over nothing but its subject and times.
    fn over_subject(&self, verb: usize) -> Option<usize> {
        let skipped =
            |n: &crate::parse::Node| n.is_quote() || matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Time);
        (verb.saturating_sub(5)..verb)
            .rev()
            .find(|&i| !skipped(&self.nodes[i]))
            .filter(|&i| self.nodes[i].kind == Kind::Verb)
    }

    /// `لم تعد الطائرات تقصف القرى`: what is not done any more.
    pub(super) fn no_longer(&self, verb: usize) -> bool {
        let Some(over) = self.over_subject(verb) else { return false };
        let n = &self.nodes[over];
        let again = |r: &hudna_arabic::morph::Reading| {
            r.feats.pos == Pos::Imperfect
                && holds(&self.k.language.shades.turned, &self.k.lexicon.lemma(r.lemma).folded)
        };
        n.pos() == Some(Pos::Imperfect)
            && self.negated_before(over)
            && self.nodes[verb].pro.0 == 0
            && self.types.readings(self.parse.tokens[n.head as usize]).iter().any(again)
    }

    /// `وافق البرلمان على شن غارات`, `اتفقوا على أن يهاجموا القرية`: what a verb takes with a preposition of its own or with أن is
    /// agreed to, whatever it is; `استجاب لقصف` agrees to nothing.
    pub(super) fn agreed_on(&self, at: usize, way: &Way) -> bool {
        let agrees =
            |&(_, op): &(usize, u16)| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Agreed);
        let Some(i) = way.operators.iter().position(agrees) else { return false };
        let lower = if i == 0 { at } else { way.operators[i - 1].0 };
        let before = self.before(lower).map(|b| &self.nodes[b]);
        matches!(self.nodes[way.operators[i].0].kind, Kind::Verb | Kind::Operator)
            && self.nodes[lower].joined_prep().is_none()
            && before.is_some_and(|b| b.kind == Kind::Prep && b.enc.is_none() || b.is(Labels::THAT))
    }

    /// A word joined with ل after what has happened.
    pub(super) fn resulting(&self, at: usize) -> bool {
        let node = &self.nodes[at];
        let start = self.sentence_start(at);
        let first = self.nodes[start..at].iter().find(|n| n.kind == Kind::Verb);
        node.pro.has(Proclitics::LA)
            && self.triggers.iter().any(|t| (start..at).contains(t))
            && first.is_some_and(|v| v.pos() == Some(Pos::Perfect))
    }

    /// `، لتسفر الغارة عن جرحى`, `، ليحدث تبادل لإطلاق النار`, `عاد ليعتقلهم`: a verb joined with ل that tells what came next.
    pub(super) fn came_next(&self, verb: usize) -> bool {
        let v = &self.nodes[verb];
        // `لتقوم بقتله وتعتقل شقيقه`
        if v.kind == Kind::Verb && v.pro.0 == Proclitics::WA.0 && v.pos() == Some(Pos::Imperfect) {
            let over = (verb.saturating_sub(8)..verb).rev().find(|&i| self.nodes[i].kind == Kind::Verb);
            return over.is_some_and(|o| self.nodes[o].pro.has(Proclitics::LA) && self.came_next(o));
        }
        if v.kind != Kind::Verb || !v.pro.has(Proclitics::LA) {
            return false;
        }
        let told = |b: usize| self.nodes[b].kind == Kind::Verb && self.finite_modality(b) == Some(Modality::Happened);
        self.main_verb(verb).is_some_and(told)
    }
}

/// Adds an outer modality to what is known.
pub(super) fn combine(way: &mut Way, outer: Modality) {
    use Modality::{Begun, Demanded, Happened, Negated, Ongoing, Possible, Promised};
    way.modality = Some(match (way.modality, outer) {
        // `طالب بالامتناع عن القصف`
        (Some(Modality::Refused), Demanded) => {
            way.ceases = !way.ceases;
            outer
        }
        (Some(Negated), Demanded | Promised | Modality::Agreed | Modality::Threatened) => {
            way.ceases = !way.ceases;
            outer
        }
        (Some(Negated), Negated) => Happened,
        // `فشلت دعوة إلى هدنة`: the call stands, whatever came of it.
        (Some(inner @ (Demanded | Promised | Modality::Refused)), Negated | Possible) => inner,
        // `هددوا بقطع الطريق إن لم يطلق سراحهم`: what is asked with a threat.
        (Some(Demanded), Modality::Threatened) => Demanded,
        // `سيوقعان اتفاقا ينص على`: what it says is agreed when it is signed.
        (Some(Modality::Agreed), Promised) => Modality::Agreed,
        // What is announced or brought about happened unless more is said.
        (Some(inner), Happened) => inner,
        // `استمرار سريان اتفاق وقف إطلاق النار`: what was agreed is in force.
        (Some(Modality::Agreed), Ongoing) => Ongoing,
        (Some(inner), Begun | Ongoing) if !matches!(inner, Happened | Ongoing | Begun) => inner,
        (Some(Possible), Modality::Agreed) => Modality::Agreed,
        (_, outer) => outer,
    });
}
