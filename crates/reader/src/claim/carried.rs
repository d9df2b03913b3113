//! Who goes on: a verb of asking, denying, warning or promising that opens a sentence and does not say who does so, and what is said once
//! more.

use super::refer::{Speech, Talk};
use super::slots::Sentence;
use super::speaker::{SPEECH, STANCE, goes_on};
use crate::knowledge::{Effect, Labels, holds};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics, Voice};
use hudna_claims::Modality;

/// `وطالب بالإفراج عنهم`, `ونفى قصف المشفى`, after what somebody said: the one who spoke last, where the verb agrees with him.
pub(super) fn carried(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    let node = &s.nodes[at];
    let verb = node.feats.filter(|f| f.person == 3 && f.number == Number::Singular && f.voice != Voice::Passive)?;
    let first = s.sentence_start(at);
    // `كما طالب ب`
    let besides = |n: &Node| holds(&s.k.language.besides, s.types.folded(s.parse.tokens[n.first as usize]));
    let aside = |j: usize| {
        let n = &s.nodes[j];
        n.is_quote()
            || matches!(n.kind, Kind::Filler | Kind::Time | Kind::Comma)
            || n.is(Labels::QAD | Labels::NEGATION)
            || besides(n)
    };
    let joined = |j: usize| s.nodes.get(j).is_some_and(|n| n.joined_by_and() || besides(n) && node.is(STANCE));
    if !joined(first) && !joined(at) || !(first..at).all(aside) || node.enc.is_some() {
        return None;
    }
    // `وناشد المبعوث فرض هدنة`: somebody stands where the subject does.
    let named = s.entity(at + 1).is_some_and(|e| e.can_act() && e.goods.is_none());
    let asked = || {
        node.is(Labels::DEMAND) && s.only_asked(at, at + 1) || s.accused(at, at + 1) || !s.subject_in_gender(at, at + 1)
    };
    if named && !s.has_prep(at + 1) && !s.oblique(at + 1) && !asked() {
        return None;
    }
    // `ويخشى من بقوا في الحي أن يعتقلوا`: nor who is told of only by a clause.
    let whoever = s.nodes.get(at + 1).is_some_and(|n| {
        let who = n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.part_of, s.folded_stem(n));
        who && s.nodes.get(at + 2).is_some_and(|v| v.kind == Kind::Verb)
    });
    if whoever {
        return None;
    }
    let last = goes_on(s, at, talk)?;
    let by = last.speakers.first()?;
    // The speech of long ago is not gone on with, nor that of several.
    let near = last.speakers.len() == 1 && by.line + 2 >= s.line;
    let person = s.lines_entity(*by).is_some_and(|e| e.person);
    let gender = s.lines_node(*by).and_then(|n| n.feats).filter(|_| !person).map(|f| f.gender);
    let agrees = gender.is_none_or(|g| g == verb.gender) && (!person || verb.gender == Gender::Masculine);
    (near && agrees).then_some(Speech { by: at, ..last })
}

/// Whether a verb puts its subject's word forward without being one of saying: he promises, threatens, thinks likely.
pub(super) fn puts_forward(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let stands = |op: u16| {
        let operator = &s.k.language.operators[op as usize];
        let set = matches!(operator.effect, Effect::Set(m) if !matches!(m, Modality::Negated | Modality::Begun | Modality::Ongoing));
        operator.speaker.is_some() && set
    };
    n.kind == Kind::Verb && !n.is(SPEECH & !Labels::OPINION | STANCE) && n.operator.is_some_and(stands)
}

/// The light verb whose object a noun of saying is: what follows is said by its subject.
pub(super) fn renewed(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let n = &s.nodes[at];
    let verb = s.main_verb(at).filter(|&v| s.nodes[v].is(Labels::LIGHT) && at - v < 9)?;
    let between =
        s.nodes[verb + 1..at].iter().all(|n| !matches!(n.kind, Kind::Comma | Kind::Particle | Kind::Operator));
    let object = n.joined_prep().is_none() && !n.joined_by_and() && !s.has_prep(at);
    let tells = s.nodes[at + 1..].iter().take(2).any(|n| n.is(Labels::THAT) || n.kind == Kind::Operator);
    (between && object && tells).then_some(verb)
}

/// `شدد الجيش الحصار`: whether a verb of stressing tells of an event itself.
pub(super) fn tells_itself(s: &Sentence<'_>, at: usize) -> bool {
    s.triggers.contains(&at) && holds(&s.k.language.shades.stress, s.folded_stem(&s.nodes[at]))
}

/// `قال إن الأهالي طالبوا بالإفراج عنهم، وإن القوات اعتقلت آخرين`: whether و and أن go on with what is said, over a verb inside it that has its
/// complement without أن.
pub(super) fn said_beside(s: &Sentence<'_>, verb: usize, end: usize) -> bool {
    let opens = |i: &usize| s.nodes[*i].kind == Kind::Particle && s.nodes[*i].is(Labels::THAT);
    let mut after = (verb + 1..end).filter(opens);
    let Some(that) = after.next() else { return false };
    s.nodes[that].joined_by_and()
        && after.next().is_none()
        && (s.sentence_start(verb)..verb).any(|i| opens(&i))
        && s.triggers.iter().any(|t| (verb + 1..that).contains(t))
}

/// `قال إن القوات طلبت منه تسليم نفسه، ثم قصفت منزله`, `حيث قصفت منزله`: whether a clause goes on with what is said around a demand.
pub(super) fn goes_on_around(s: &Sentence<'_>, speech: &Speech, clause: usize) -> bool {
    let n = &s.nodes[clause];
    let stem = s.folded_stem(n);
    let on = n.is(Labels::TIME) || holds(&s.k.language.said.spells_out, stem) || holds(&s.k.language.then, stem);
    on && said_that(s, speech, clause)
}

/// Whether what stands up to a node is said with أن.
fn said_that(s: &Sentence<'_>, speech: &Speech, end: usize) -> bool {
    let opens = |n: &Node| n.kind == Kind::Particle && n.is(Labels::THAT);
    s.nodes.get(speech.by..end).is_some_and(|over| over.iter().any(opens))
}

/// `قال إن القوات طلبت منه تسليم نفسه بعد أن حاصرت منزله`: whether أن opens what is said to have come before or after.
pub(super) fn once(s: &Sentence<'_>, that: usize, outer: &Option<Speech>) -> bool {
    let time = that.checked_sub(1).is_some_and(|b| s.nodes[b].is(Labels::TIME)) && s.nodes[that].is(Labels::THAT);
    time && outer.as_ref().is_some_and(|o| said_that(s, o, that - 1))
}

/// `أعلن الجيش هدنة، لكن الفصائل خرقتها`: whether a clause turns from what a verb announces without أن.
pub(super) fn turned(s: &Sentence<'_>, verb: usize, at: usize) -> bool {
    let n = &s.nodes[at];
    let says = |n: &Node| n.is(Labels::THAT | SPEECH) || n.kind == Kind::Open;
    n.enc.is_none()
        && holds(&s.k.language.said.turns, s.folded_stem(n))
        && !s.nodes[verb + 1..at].iter().any(says)
        && s.triggers.iter().any(|t| (verb + 1..at).contains(t))
        && (s.nodes[at - 1].kind == Kind::Comma || s.nodes.get(at + 1).is_some_and(|t| t.is(Labels::THAT)))
}

/// `وأسفر الهجوم وفق الدفاع المدني، الذي انتشل الجثث، عن مقتل ثلاثة`: whether a clause goes on after its source with what its verb of bringing
/// about takes.
pub(super) fn brings_on(s: &Sentence<'_>, verb: usize, according: usize) -> bool {
    const WORDS: usize = 14;
    let v = &s.nodes[verb];
    let Some(op) = v.operator.filter(|_| v.is(Labels::CAUSE)) else { return false };
    let preps = &s.k.language.operators[op as usize].preps;
    let told = (verb + 1..according).any(|i| {
        let n = &s.nodes[i];
        n.kind == Kind::Prep && n.enc.is_none() && preps.iter().any(|p| **p == *s.folded_stem(n))
    });
    let mut rest = (according + 1..s.nodes.len().min(according + WORDS))
        .take_while(|&i| s.nodes[i].kind != Kind::Stop && (s.nodes[i].kind != Kind::Verb || s.in_relative(i)));
    !told
        && rest.any(|i| {
            let n = &s.nodes[i];
            let takes = n.kind == Kind::Prep && n.enc.is_none() && preps.iter().any(|p| **p == *s.folded_stem(n));
            takes && s.triggers.contains(&(i + 1))
        })
}

/// `هدنة دعت إليها الأمم المتحدة ووافق عليها القائد`: a clause on an event without a relative pronoun, which tells who wants it and ends there.
pub(super) fn called_for(s: &Sentence<'_>, at: usize) -> bool {
    let taken = |p: &Node| {
        let third = p.kind == Kind::Prep && p.enc.is_some_and(|e| e.person == 3);
        third && !holds(&s.k.language.prepositions.within, s.folded_stem(p))
    };
    let node = &s.nodes[at];
    let noun = s.nodes[..at].iter().rposition(|n| !matches!(n.kind, Kind::Adjective | Kind::Time) && !n.is_quote());
    let event = noun.is_some_and(|i| s.triggers.contains(&i) && !s.nodes[i].pro.has(Proclitics::AL));
    event && !node.joined_by_and() && node.pos() == Some(Pos::Perfect) && s.nodes.get(at + 1).is_some_and(taken)
}
