//! Whose word it is where a demonstrative, a pronoun or the first words of a sentence tell, who calls for something, and words of saying
//! by which a deed is told.

use super::govern::Way;
use super::refer::{Speech, Talk};
use super::slots::{Found, Sentence};
use super::source::{document, holder};
use crate::knowledge::{ActorKind, Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Enclitic, Gender, Number, Pos, Proclitics};
use hudna_arabic::token::TokenKind;
use hudna_claims::{Modality, SpeakerKind};

/// Who speaks by a verb that only points to him: `وأكد هؤلاء أن`, `ونقلت عنه الوكالة أن`, `وفي حديث مع فلان، أكد أن`.
pub(super) fn pointed_to(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    let last = talk.last.as_ref();
    if these(s, at) {
        let several = |f: &Found| s.lines_node(*f).and_then(|n| n.feats).is_some_and(|f| f.number == Number::Plural);
        return last.filter(|l| l.speakers.len() > 1 || l.speakers.iter().any(several)).cloned();
    }
    if s.nodes[at].is(Labels::RELAY) && from_him(s, at) {
        return last.cloned();
    }
    called_after(s, at).or_else(|| talked_with(s, at)).map(|found| Speech { speakers: found.into(), by: at })
}

/// `قال أحد السكان، ويدعى أبو محمد، إن`: what he who says it is called.
fn called_after(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    const WORDS: usize = 9;
    let mut near = s.nodes[at + 1..].iter().take(WORDS).take_while(|n| n.kind != Kind::Stop && !n.is(Labels::THAT));
    let end = near.position(|n| n.kind == Kind::Verb).map(|i| at + 1 + i)?;
    let name = end + 1 + s.nodes[end + 1..].iter().take(2).take_while(|n| n.is_quote()).count();
    let subject =
        s.entity(at + 1).is_some() || s.nodes.get(at + 1).is_some_and(|n| n.is(Labels::ONE | Labels::QUANTIFIER));
    // `أعلنت الشبكة عن مقتل شخص يدعى فلان`: who is told of says nothing.
    let told = s.triggers.iter().any(|t| (at + 1..end).contains(t));
    (subject && !told && s.nodes[at].is(Labels::REPORT) && name < s.nodes.len() && is_called(s, end))
        .then(|| vec![s.found(name)])
}

/// `وأكد هؤلاء أن`: a demonstrative of people that stands alone after the verb.
fn these(s: &Sentence<'_>, at: usize) -> bool {
    let demonstrative = s.nodes.get(at + 1).is_some_and(|n| {
        n.kind == Kind::Particle && n.is(Labels::DEMONSTRATIVE) && holds(&s.k.language.said.these, s.folded_stem(n))
    });
    let alone = s.nodes.get(at + 2).is_some_and(|n| {
        n.kind == Kind::Particle && n.is(Labels::THAT) || n.is_quote() || matches!(n.kind, Kind::Comma | Kind::Prep)
    });
    demonstrative && alone
}

/// `ونقلت عنه`: a pronoun after the preposition of whose word is passed on.
fn from_him(s: &Sentence<'_>, at: usize) -> bool {
    s.nodes.get(at + 1).is_some_and(|p| {
        let third = p.enc.is_some_and(|e| e.person == 3);
        p.kind == Kind::Prep && third && holds(&s.k.language.prepositions.relayed, s.folded_stem(p))
    })
}

/// `وفي حديث مع فلان، أكد أن`: with whom somebody talked by the first words of a sentence, before a verb without a subject.
fn talked_with(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    const WORDS: usize = 16;
    let start = s.sentence_start(at);
    let comma = s.before(at).filter(|&b| s.nodes[b].kind == Kind::Comma && at - start <= WORDS)?;
    let talk = (start..comma).take(3).find(|&i| {
        let n = &s.nodes[i];
        let noun = matches!(n.kind, Kind::Noun | Kind::Operator) && n.enc.is_none();
        noun && holds(&s.k.language.said.talks, s.folded_stem(n))
    })?;
    let fronted = talk > start && s.nodes[start..talk].iter().any(|n| n.kind == Kind::Prep && n.enc.is_none());
    let with = (talk + 1..comma).take(4).find(|&i| {
        let n = &s.nodes[i];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.said.with, s.folded_stem(n))
    })?;
    let who = (with + 1..comma).find(|&i| !s.nodes[i].is_quote())?;
    let verb = (start..comma).any(|i| s.nodes[i].kind == Kind::Verb && !s.in_relative(i));
    let person = s.entity(who).is_some_and(|e| e.person && !news(s, e));
    let subject = s.entity(at + 1).is_some_and(|e| e.can_act() && e.goods.is_none()) && !s.has_prep(at + 1);
    (fronted && !verb && person && !subject).then(|| holder(s, who).unwrap_or_else(|| vec![s.found(who)]))
}

/// Whether a phrase names a house of news.
pub(super) fn news(s: &Sentence<'_>, e: &Entity) -> bool {
    e.actor
        .map(|a| &s.k.actors[a as usize])
        .is_some_and(|a| a.kind == ActorKind::Media || a.speaks == Some(SpeakerKind::Media))
}

/// `قالت الشبكة`, `نقلت عن ناشطين`, `وأضافت أن`: the last one who spoke before with whom a verb agrees that the last speaker does not: no
/// woman and no body are several men.
pub(super) fn agrees_before(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    const LINES: u32 = 3;
    let verb = s.nodes[at].feats.filter(|f| f.person == 3 && f.number == Number::Singular)?;
    let last = talk.last.as_ref()?;
    let men = |f: &Found| {
        let plural = s.lines_node(*f).and_then(|n| n.feats).is_some_and(|f| f.number == Number::Plural);
        let known = |a: u32| s.k.actors[a as usize].kind != ActorKind::People;
        let people = s.lines_entity(*f).is_some_and(|e| !e.actor.is_some_and(known));
        plural && people && s.lines_node(*f).is_some_and(|n| sound(s, n, f.line))
    };
    // `أعلنها رئيس الوزراء`, `ولفتت إلى`: nor is a man.
    let man = |f: &Found| {
        let office = s.lines_node(*f).filter(|n| n.is(Labels::OFFICE)).and_then(|n| n.feats);
        office.is_some_and(|f| f.gender == Gender::Masculine && f.number == Number::Singular)
    };
    if verb.gender != Gender::Feminine || !last.speakers.iter().all(|f| men(f) || man(f)) {
        return None;
    }
    let agrees = |f: &&Found| {
        let feats = s.lines_node(**f).and_then(|n| n.feats);
        let bodies = || s.lines_entity(**f).is_some_and(|e| e.actor.is_some() && !e.person);
        f.line + LINES >= s.line
            && feats.is_some_and(|feats| match feats.number {
                Number::Singular => feats.gender == Gender::Feminine,
                _ => bodies() && !men(f),
            })
    };
    let found = talk.history.iter().rev().find(agrees)?;
    Some(Speech { speakers: [*found].into_iter().collect(), by: at })
}

/// `قصفت الفصائل البلدة ردا، بحسب قولها، على`: whose words a pronoun tells of: the last speaker's, or those of the subject with whom alone it
/// agrees.
pub(super) fn own_words(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    let readings = s.types.readings(s.parse.tokens[s.nodes[at].last as usize - 1]);
    let her = |e: Enclitic| e.person == 3 && e.number == Number::Singular && e.gender == Gender::Feminine;
    let she = readings.iter().any(|r| r.enclitic.is_some_and(her));
    let agrees = |f: &Found| {
        let feats = s.lines_node(*f).and_then(|n| n.feats);
        feats.is_none_or(|f| she == (f.gender == Gender::Feminine || f.number == Number::Plural))
    };
    let last = talk.last.clone();
    if !she || last.as_ref().is_some_and(|l| l.speakers.iter().any(agrees)) {
        return last;
    }
    let subject = s.main_subjects(at);
    let acts = |f: &Found| agrees(f) && s.lines_entity(*f).is_some_and(|e| e.can_act() && e.goods.is_none());
    let hers = !subject.is_empty() && subject.iter().all(acts);
    if hers { Some(Speech { speakers: subject.into(), by: at }) } else { last }
}

/// `قال إن القصف توقف. وإن القوات انسحبت.`: whether the sentence after a stop goes on with what is said by إن or أن.
pub(super) fn goes_on_with_that(s: &Sentence<'_>, stop: usize) -> bool {
    let next = s.nodes.get(stop + 1).filter(|n| n.kind == Kind::Particle && n.is(Labels::THAT));
    next.is_some() && opens_with_that(s, stop + 1)
}

/// `وأن القصف مستمر`: whether what stands from a node on opens with إن or أن; before a verb it may be `although`.
pub(super) fn opens_with_that(s: &Sentence<'_>, at: usize) -> bool {
    let verb = s.nodes.get(at + 1).is_none_or(|v| v.kind == Kind::Verb);
    s.nodes.get(at).is_some_and(|n| {
        let that = n.kind == Kind::Particle && n.is(Labels::THAT) && n.joined_prep().is_none();
        // `إنني أرى`: who writes speaks for himself.
        let he = n.enc.is_some_and(|e| e.person == 3);
        that && n.pro.0 & !Proclitics::WA.0 == 0 && (he || n.enc.is_none() && !verb)
    })
}

/// `ناشطون`, `ناشطين`: whether a word is written like a sound masculine plural.
fn sound(s: &Sentence<'_>, n: &Node, line: u32) -> bool {
    let parse = if line == s.line { s.parse } else { s.memory.parse(line) };
    let word = s.types.folded(parse.tokens[n.first as usize]);
    word.ends_with("ون") || word.ends_with("ين")
}

/// `يكرر الجيش قصفه`: whether a verb of saying again tells of a deed that is done again.
pub(super) fn does_again(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let next = || {
        let beside = |n: &&Node| matches!(n.kind, Kind::Entity | Kind::Time | Kind::Filler) || n.is_quote();
        at + 1 + s.nodes[at + 1..].iter().take(4).take_while(beside).count()
    };
    n.kind == Kind::Verb && holds(&s.k.language.said.repeats, s.folded_stem(n)) && s.triggers.contains(&next())
}

/// `إقرار المجلس هدنة`, `رصد القوات للطريق`: whether a verbal noun of telling tells of a deed: nothing that is said follows it.
pub(super) fn deed(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let of = s.genitive(at).iter().filter(|f| f.line == s.line).map(|f| f.node as usize).max().unwrap_or(at).max(at);
    let says = |n: &Node| n.is(Labels::THAT) || n.kind == Kind::Open;
    // `حلب: رصد المرصد قصفا`: at the head of its clause it is the verb.
    let heads =
        s.heads_clause(at) || s.before(at).is_some_and(|b| s.nodes[b].kind == Kind::Mark || s.parse.colon(s.types, b));
    let end = s.nodes[of + 1..].iter().take_while(|n| !matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Verb));
    holds(&s.k.language.said.deeds, s.folded_stem(n)) && !heads && !end.take(4).any(says)
}

/// `أوقفت رجلا يعتقد أنه قاتل`: an indefinite phrase before a verb of thinking, taken up after it, is who is thought of.
pub(super) fn thought_of(s: &Sentence<'_>, at: usize, that: usize) -> bool {
    let n = &s.nodes[at];
    let indefinite = |b: usize| s.entity(b).is_some_and(|e| !e.definite && !e.person && e.can_act());
    n.pos() == Some(Pos::Imperfect)
        && !n.joined_by_and()
        && that == at + 1
        && s.nodes[that].enc.is_some_and(|e| e.person == 3)
        && s.before(at).is_some_and(indefinite)
}

/// `تناولت الصحف القصف`: the houses of news that tell of something by a verb of writing about it.
pub(super) fn covers(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    const LINES: u32 = 8;
    let n = &s.nodes[at];
    if n.kind != Kind::Verb || !holds(&s.k.language.said.covers, s.folded_stem(n)) || s.in_relative(at) {
        return None;
    }
    let houses = |found: &[Found]| {
        let house = |f: &Found| s.lines_entity(*f).is_some_and(|e| news(s, e));
        !found.is_empty() && found.iter().all(house)
    };
    let subject = s.subject_after(at).or_else(|| s.subject_before(at)).unwrap_or_default();
    if houses(&subject) {
        return Some(Speech { speakers: subject.into(), by: at });
    }
    // `وعرجت على القصف`, in the next line.
    let opens = s.nodes[..at].iter().all(|n| n.is_quote() || n.kind == Kind::Particle) && n.joined_by_and();
    let house = |f: &&Found| f.line + LINES >= s.line && houses(&[**f]);
    let last = talk.history.iter().rev().find(house).filter(|_| opens && subject.is_empty())?;
    Some(Speech { speakers: [*last].into_iter().collect(), by: at })
}

/// `وكان مستشار الوزير، فلان، أعلن أن`: the name of the one whose office a clause opens with.
pub(super) fn who_holds(s: &Sentence<'_>, all: Vec<Found>) -> Vec<Found> {
    match all[..] {
        [one] if one.line == s.line && s.nodes[one.node as usize].is(Labels::OFFICE) => {
            holder(s, one.node as usize).unwrap_or(all)
        }
        _ => all,
    }
}

/// `قناة "رؤيا"`: whether a word stands alone in quotes, as a name does.
pub(super) fn quoted_alone(s: &Sentence<'_>, at: usize) -> bool {
    let is = |i: Option<usize>, kind| i.and_then(|i| s.nodes.get(i)).is_some_and(|n| n.kind == kind);
    is(at.checked_sub(1), Kind::Open) && is(Some(at + 1), Kind::Close)
}

/// `عن باقري قوله إن`: a name that nothing else explains, whose words are told.
pub(super) fn quoted_by_name(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let named = matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Adjective) && n.pro.0 == 0 && n.enc.is_none();
    let his = |n: &Node| n.enc.is_some_and(|e| e.person == 3) && holds(&s.k.language.sayings, s.folded_stem(n));
    named && !document(s, at) && s.nodes.get(at + 1).is_some_and(his)
}

/// A quote that holds a clause, not only a name.
pub(super) fn opens_speech(s: &Sentence<'_>, open: usize) -> bool {
    let ends =
        |n: &&Node| n.is_quote() || matches!(n.kind, Kind::Verb | Kind::Stop | Kind::Comma) || n.is(Labels::THAT);
    s.nodes[open + 1..].iter().find(ends).is_some_and(|n| n.kind == Kind::Verb)
}

/// `قال الوزير، بحسب الوكالة، إنه`: a house of news, cited between commas, only passes on what somebody else says.
pub(super) fn passed_on(s: &Sentence<'_>, at: usize, by: &Speech, cited: &Speech) -> bool {
    let house = |f: &Found| {
        let actor = s.lines_entity(*f).and_then(|e| e.actor);
        actor.is_some_and(|a| s.k.actors[a as usize].kind == ActorKind::Media)
    };
    // `قال الوزير وفقا لما نقلته الوكالة إنه`, but not `قال الوزير نقلا عن الوكالة إنه`.
    let last = s.parse.tokens[s.nodes[at].last as usize - 1];
    let from = || s.types.stems(last).any(|w| holds(&s.k.language.prepositions.relayed, w));
    let aside = at.checked_sub(1).is_some_and(|b| s.nodes[b].kind == Kind::Comma) || !from();
    aside && !by.speakers.is_empty() && cited.speakers.iter().all(house) && !by.speakers.iter().any(house)
}

impl Sentence<'_> {
    /// Whose word a governor gives: who calls, or its subject.
    pub(super) fn called_by(&self, governor: usize) -> Vec<Found> {
        let caller = self.caller(governor);
        if !caller.is_empty() {
            return caller;
        }
        // `قال مسؤول إن الجيش سينسحب، لكنه نفى`: who speaks turns to something else, not whom he tells of.
        let turns = |b: usize| {
            let n = &self.nodes[b];
            n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE) && n.enc.is_some_and(|e| e.person == 3)
        };
        let denies = self.nodes[governor].kind == Kind::Verb && self.nodes[governor].is(Labels::DENY);
        let on = denies && self.before(governor).is_some_and(turns) && self.subject_after(governor).is_none();
        match self.speeches.get(governor + 1).and_then(Option::as_ref).filter(|_| on) {
            Some(speech) => speech.speakers.to_vec(),
            None => self.subject(governor),
        }
    }

    /// `رفضت الحكومة طلبا فرنسيا بفتح المعبر`: what is refused is not the word of who asks for it.
    pub(super) fn only_refused(&self, way: &mut Way) {
        let nation = |f: &Found| f.line == self.line && self.nodes[f.node as usize].kind == Kind::Adjective;
        if way.modality == Some(Modality::Refused) && !way.speaker.is_empty() && way.speaker.iter().all(nation) {
            way.speaker.clear();
            way.speaker_node = None;
        }
    }

    /// `القرار 2216 الصادر عن مجلس الأمن`: by whom a text is said to be issued, right after it.
    pub(super) fn issued_by(&self, text: usize) -> Vec<Found> {
        let beside = |n: &&Node| n.kind == Kind::Number || n.is_quote();
        let at = text + 1 + self.nodes[text + 1..].iter().take(3).take_while(beside).count();
        let issued = self.nodes.get(at).is_some_and(|n| n.pos() == Some(Pos::ActiveParticiple));
        let from = self.nodes.get(at + 1).is_some_and(|p| {
            p.kind == Kind::Prep && p.enc.is_none() && holds(&self.k.language.prepositions.relayed, self.folded_stem(p))
        });
        let who = issued && from && self.entity(at + 2).is_some_and(Entity::can_act);
        if who { self.conjuncts(at + 2) } else { Vec::new() }
    }

    /// Whose resolution a text is: who is named after it, or who adopted it.
    pub(super) fn resolved_by(&self, text: usize, verb: usize) -> Vec<Found> {
        [self.genitive(text), self.issued_by(text)]
            .into_iter()
            .find(|of| !of.is_empty())
            .unwrap_or_else(|| self.issuer(verb))
    }

    /// `دعوة من فرنسا إلى هدنة`, `النداء الذي وجهه المجلس لوقف القتال`: who calls, after the noun for the call.
    pub(super) fn caller(&self, noun: usize) -> Vec<Found> {
        let n = &self.nodes[noun];
        let call = matches!(n.kind, Kind::Noun | Kind::Operator)
            && n.enc.is_none()
            && holds(&self.k.language.said.calls, self.folded_stem(n));
        if !call {
            return Vec::new();
        }
        let adjectives = self.nodes[noun + 1..].iter().take(2).take_while(|n| n.kind == Kind::Adjective).count();
        let next = noun + 1 + adjectives;
        let Some(p) = self.nodes.get(next) else { return Vec::new() };
        let acts = |i: usize| {
            let named = self.entity(i).is_some_and(|e| e.can_act() && e.goods.is_none());
            named && self.nodes[i].joined_prep().is_none()
        };
        // `بناء على طلب من الحكومة`
        if p.kind == Kind::Prep && p.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(p)) {
            return if acts(next + 1) { self.conjuncts(next + 1) } else { Vec::new() };
        }
        let relative = p.kind == Kind::Particle && p.is(Labels::RELATIVE) && !p.is(Labels::CLAUSE);
        let verb = if relative { next + 1 } else { next };
        let who = verb + 1;
        let launched = self.nodes.get(verb).is_some_and(|v| {
            v.kind == Kind::Verb && v.pos() == Some(Pos::Perfect) && v.enc.is_some_and(|e| e.person == 3)
        });
        let article = n.pro.has(Proclitics::AL) == relative;
        if launched && article && who < self.nodes.len() && acts(who) && !self.oblique(who) {
            return self.conjuncts(who);
        }
        Vec::new()
    }
}

/// `مدنيا يدعى فلان`: a verb of claiming between somebody who was not named before and a name says what he is called.
pub(super) fn is_called(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let quoted = usize::from(s.nodes.get(at + 1).is_some_and(|n| n.kind == Kind::Open));
    let name = s.nodes.get(at + 1 + quoted).is_some_and(|n| {
        let given = || s.types.word(s.parse.tokens[n.first as usize]).given;
        let person = s.entity(at + 1 + quoted).is_some_and(|e| e.person);
        let word =
            || matches!(n.kind, Kind::Noun | Kind::Adjective) && n.enc.is_none() && !s.triggers.contains(&(at + 1));
        person || n.pro.0 == 0 && (n.kind == Kind::Unknown || given() || word())
    });
    let marked = s.nodes.get(at + 1).is_some_and(|n| {
        let word = s.types.folded(s.parse.tokens[n.first as usize]);
        n.kind == Kind::Open || holds(&s.k.language.open_names, word) || word == "\""
    });
    // A name takes its quotes with it.
    let marked = marked || s.parse.tokens.get(n.last as usize).is_some_and(|t| t.kind == TokenKind::Open);
    let before = s.before(at).map(|b| &s.nodes[b]);
    // `قيادي في الجماعة، يدعى "أبو هاشم"`, `وهو سوري ويدعى "خالد"`: a name in quotes is what he is called, whoever he is.
    let unnamed = before.is_some_and(|b| matches!(b.kind, Kind::Entity | Kind::Noun) && !super::fill::definite(b));
    let tells = s.nodes[at + 1..].iter().take(5).any(|n| n.is(Labels::THAT));
    // `شخص يدعى فلان قتل`: so does a man's name, wherever no clause begins with the verb.
    let man = s.entity(at + 1).is_some_and(|e| e.person) && at > s.sentence_start(at);
    let marked = (marked || man) && holds(&s.k.language.said.called, s.folded_stem(n));
    let free = if marked { n.joined_prep().is_none() } else { n.pro.0 == 0 };
    n.is(Labels::RUMOUR) && n.pos() == Some(Pos::Imperfect) && free && name && (unnamed || marked) && !tells
}
