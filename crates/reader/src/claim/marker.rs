//! How a predicate is joined to what governs it: by a preposition, by أن, by standing right after it.

use super::slots::Sentence;
use crate::knowledge::{AgentOf, Effect, Labels, holds};
use crate::parse::Kind;
use hudna_arabic::morph::{Pos, Proclitics};
use hudna_claims::Modality;

/// How a predicate is joined to what governs it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Marker<'a> {
    Prep(&'a str),
    Bare,
    That,
    Verb,
    /// An operator word directly before (`كي`, `إذا`, `في حال`).
    Direct(usize, u16),
    None,
}

/// How far before what is undergone the verb may stand.
const UNDERGONE: usize = 8;

impl<'a> Sentence<'a> {
    /// `حاول، عبر استخدام المدنيين، فك الحصار`: a noun after a preposition that has its own complement before the event.
    pub(super) fn adjunct(&self, noun: usize, at: usize) -> bool {
        let asks =
            self.nodes[noun].operator.is_some_and(|op| self.k.language.operators[op as usize].agent == AgentOf::Object);
        // `باستخدام المدنيين فك الحصار`: a deed with its own complement is no object.
        let alone = self.nodes.get(at + 1).is_none_or(|n| {
            !matches!(n.kind, Kind::Entity | Kind::Noun) || n.joined_prep().is_some() || n.joined_by_and()
        });
        // `محاولة عناصر اقتحام القرية`, `خلال شن عناصر هجوما`: who tries or does, and then what.
        let tries = self.nodes[noun].operator.is_some_and(|op| {
            matches!(self.k.language.operators[op as usize].effect, Effect::Set(_))
                || self.nodes[noun].is(Labels::LIGHT) && self.nodes[noun].pos() == Some(Pos::Masdar) && alone
        }) && self.nodes[noun + 1..at].iter().all(|n| n.kind == Kind::Entity || n.is_quote());
        !asks && !tries && self.nodes[noun + 1..at].iter().any(|n| n.kind == Kind::Entity)
    }

    /// The node before a word that points to what follows it, over `مثل` too: `رفض إجراء مثل هذه المحادثات` means those themselves.
    pub(super) fn over_pointing(&self, at: usize) -> Option<usize> {
        let over = self.before(at)?;
        let n = &self.nodes[over];
        let like =
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.prepositions.like, self.folded_stem(n));
        if like { self.before(over).or(Some(over)) } else { Some(over) }
    }

    /// How a predicate is joined.
    pub(super) fn marker(&self, at: usize) -> Marker<'a> {
        let node = &self.nodes[at];
        if node.kind == Kind::Verb {
            return self.verb_marker(at);
        }
        if let Some(prep) = node.joined_prep() {
            return Marker::Prep(prep);
        }
        let Some(mut before) = self.before(at).filter(|_| !self.said_on(at)) else { return Marker::None };
        // `من شأن الاتفاق أن يضع حدا للقتال`: a verb within a phrase.
        if node.kind == Kind::Operator && self.nodes[before].is(Labels::THAT) {
            return Marker::That;
        }
        // `دون تسجيل أي إصابات`, `لأي هجوم`, `وضع حد لهذه الغارات`
        if self.points_out(before) {
            if let Some(prep) = self.nodes[before].joined_prep() {
                return Marker::Prep(prep);
            }
            let Some(over) = self.over_pointing(before) else { return Marker::Bare };
            before = over;
        }
        // `تعرضت لثلاث غارات`, `لـ23 هجوما`: what joins the number joins what it counts.
        let undergone = |b: usize| (b.saturating_sub(UNDERGONE)..b).any(|i| self.nodes[i].is(Labels::UNDERGO));
        if self.nodes[before].kind == Kind::Number && !node.joined_by_and() && undergone(before) {
            if let Some(prep) = self.number_prep(before) {
                return Marker::Prep(prep);
            }
            before = self.before(before).filter(|&p| self.nodes[p].kind == Kind::Prep).unwrap_or(before);
        }
        let b = &self.nodes[before];
        if b.kind == Kind::Operator {
            let op = b.index as u16;
            if self.k.language.operators[op as usize].bare {
                return Marker::Direct(before, op);
            }
        }
        if b.kind == Kind::Prep && b.enc.is_none() && !node.joined_by_and() {
            if let Some(op) = b.operator.filter(|op| self.k.language.operators[*op as usize].bare) {
                return Marker::Direct(before, op);
            }
            // `بعد يوم من الاشتباكات`: it dates; `بالرغم من الهدنة`: it belongs to the words before. Nothing governs either.
            if holds(&self.k.language.part_of, self.folded_stem(b)) && (self.dates(before) || self.conceded(before)) {
                return Marker::None;
            }
            return Marker::Prep(self.folded_stem(b));
        }
        if b.kind == Kind::Particle
            && b.is(Labels::NEGATION | Labels::CONTINUE)
            && !node.joined_by_and()
            && let Some(op) = b.operator
        {
            return Marker::Direct(before, op);
        }
        Marker::Bare
    }

    /// `لثلاث غارات`, `بأربعة زوارق`: the preposition that is joined to a number, which only its spelling shows.
    pub(super) fn number_prep(&self, at: usize) -> Option<&'static str> {
        let n = &self.nodes[at];
        let token = self.parse.tokens[n.first as usize];
        // A word for a few that begins with the letter has nothing joined to it.
        let whole = self.types.readings(token).iter().any(|r| r.proclitics.0 == 0);
        n.joined_prep().or_else(|| match self.types.folded(token).chars().next() {
            Some('ل') if !whole => Some("ل"),
            Some('ب') if !whole => Some("ب"),
            _ => None,
        })
    }

    /// `أي`, `كل`, `هذه`: a word that only says which of them are meant.
    pub(super) fn points_out(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Particle && n.is(Labels::QUANTIFIER | Labels::DEMONSTRATIVE)
    }

    /// `وتابع: "القصف مستمر"`: whether the words of one who goes on speaking begin at a node.
    fn said_on(&self, at: usize) -> bool {
        let marks = self.nodes[..at].iter().rev().take_while(|n| n.is_quote() || n.kind == Kind::Comma).count();
        let first = at - marks;
        let opens = (first..at).any(|i| self.nodes[i].kind == Kind::Open || self.parse.colon(self.types, i));
        let who = self.nodes[..first].iter().rev().take_while(|n| n.is_aside() || n.kind == Kind::Entity).count();
        let verb = (first - who).checked_sub(1).map(|v| &self.nodes[v]);
        opens && verb.is_some_and(|v| v.kind == Kind::Verb && v.is(Labels::CONTINUE_SPEECH))
    }

    fn verb_marker(&self, at: usize) -> Marker<'a> {
        let mut i = at;
        let (mut crossed_entity, mut quoted) = (0, false);
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close | Kind::Time | Kind::Filler => quoted |= n.kind == Kind::Open,
                // `وتابع "الشرطة اعتقلت"`: he went on to say it.
                Kind::Verb if quoted && n.is(Labels::CONTINUE_SPEECH) => return Marker::None,
                Kind::Particle => {
                    if n.is(Labels::THAT) {
                        // `لا يمكن تصديقه، إضافة إلى أن الجيش قصف المدينة`: what is added stands for itself.
                        let adds = |b: usize| holds(&self.k.language.shades.adding, self.folded_stem(&self.nodes[b]));
                        // `لم تدخل القافلة لأن القناصة يطلقون النار`: nor is a reason governed by what it is given for.
                        let reason = holds(&self.k.language.shades.because, self.folded_stem(n));
                        // `حتى لو وافقوا فإن الجيش لن ينسحب`: nor what follows from a condition by that.
                        if reason || n.pro.has(Proclitics::FA) || self.before(i).is_some_and(adds) {
                            return Marker::None;
                        }
                        let perfect = self.nodes[at].pos() == Some(Pos::Perfect);
                        // `تعذر الوصول إليها منذ أن دخلت القوات`: what dates it is not governed by it.
                        let dates = |b: usize| self.nodes[b].kind == Kind::Prep && self.nodes[b].is(Labels::TIME);
                        let condition = perfect && (self.if_not_that(i) || self.before(i).is_some_and(dates));
                        return if condition { Marker::None } else { Marker::That };
                    }
                    if n.is(Labels::RELATIVE | Labels::CLAUSE) {
                        return self.denied(i).map_or(Marker::None, |(over, op)| Marker::Direct(over, op));
                    }
                    if self.conceded_first(i, at) {
                        return Marker::None;
                    }
                    if let Some(op) = n.operator.filter(|op| self.k.language.operators[*op as usize].verb) {
                        return Marker::Direct(i, op);
                    }
                }
                Kind::Operator => {
                    let op = n.index as u16;
                    let operator = &self.k.language.operators[op as usize];
                    return if operator.verb || operator.that { Marker::Direct(i, op) } else { Marker::None };
                }
                // `أن تكون قواته قد أطلقت`: the auxiliary is stepped over.
                Kind::Verb if n.is(Labels::PAST) => {}
                // `حذر من أن التصعيد سيقطع الطريق`, `نفى أن الحصار رفع`: what the clause is about.
                Kind::Noun
                    if n.operator.is_none()
                        && n.pro.0 & !Proclitics::AL.0 == 0
                        && crossed_entity < 3
                        && self.before(self.first_of_construct(i)).is_some_and(|b| {
                            let denied = || self.nodes[b.saturating_sub(4)..b].iter().any(|o| o.is(Labels::DENY));
                            self.nodes[b].is(Labels::THAT) && (self.nodes[at].pro.has(Proclitics::SA) || denied())
                        }) =>
                {
                    crossed_entity = 3;
                }
                // `نفى أن يكون الحصار قد رفع`: nor does what a verb of being stands before.
                Kind::Noun
                    if (n.operator.is_none() || n.pro.has(Proclitics::AL))
                        && n.pro.0 & !Proclitics::AL.0 == 0
                        && crossed_entity < 3
                        && self.before(self.first_of_construct(i)).is_some_and(|b| {
                            let was = self.nodes[b].kind == Kind::Verb && self.nodes[b].is(Labels::PAST);
                            was && self.before(b).is_some_and(|t| self.nodes[t].is(Labels::THAT))
                        }) =>
                {
                    crossed_entity = 3;
                }
                // `كاد انفجار عبوة يودي بحياته`
                Kind::Noun
                    if n.operator.is_none()
                        && n.pro.0 & !Proclitics::AL.0 == 0
                        && self.before(self.first_of_construct(i)).is_some_and(|b| {
                            let over = self.nodes[b].operator.filter(|_| self.nodes[b].kind == Kind::Verb);
                            over.is_some_and(|op| {
                                let operator = &self.k.language.operators[op as usize];
                                operator.verb && operator.effect == Effect::Set(Modality::Negated)
                            })
                        }) =>
                {
                    return Marker::Verb;
                }
                // `أن يكون معتصمونا قد أحرقوا`
                Kind::Noun if n.enc.is_some() && n.operator.is_none() && crossed_entity < 4 => crossed_entity += 1,
                Kind::Verb if crossed_entity <= 1 || crossed_entity == 2 && self.unmarked(i, at).is_some() => {
                    return Marker::Verb;
                }
                Kind::Entity | Kind::Adjective | Kind::Prep if crossed_entity < 4 => crossed_entity += 1,
                _ => return Marker::None,
            }
        }
        Marker::None
    }

    /// A word that only says how or when something is done: `مرارا`, `رسميا`, `يوميا`.
    pub(super) fn adverb(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let plain = n.kind == Kind::Particle && n.bits & !Labels::TIME == 0 && n.pro.0 == 0 && n.enc.is_none();
        plain && (n.is(Labels::TIME) || self.types.folded(self.parse.tokens[n.head as usize]).ends_with('ا'))
    }

    /// `بشكل مفاجئ`: a noun by which it is said how something is done.
    pub(super) fn manner(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.kind == Kind::Noun
            && n.joined_prep() == Some("ب")
            && !n.pro.has(Proclitics::AL)
            && holds(&self.k.language.manners, self.folded_stem(n))
    }

    /// `وعدو يفتحو الطريق`: dialects leave out the أن between a verb of asking, promising or refusing and what is to be done.
    pub(super) fn unmarked(&self, over: usize, at: usize) -> Option<u16> {
        let node = &self.nodes[at];
        if node.pos() != Some(Pos::Imperfect)
            || node.pro.0 != 0
            || self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Particle)
        {
            return None;
        }
        self.nodes[over].operator.filter(|op| {
            let operator = &self.k.language.operators[*op as usize];
            use Modality::{Demanded, Promised, Refused, Threatened};
            operator.that && matches!(operator.effect, Effect::Set(Demanded | Promised | Refused | Threatened))
        })
    }
}
