//! Who says it, where he does not stand where the subject of a verb of saying does: behind his name, in a clause on those whom he counted,
//! in what he wrote. And verbs of saying by which nobody speaks.

use super::refer::Talk;
use super::scope::speech_begins;
use super::slots::{Found, Sentence};
use super::source::{document, holder, of_text};
use super::subject::agree;
use super::voices::news;
use crate::knowledge::{ActorKind, Effect, Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};
use hudna_claims::Modality;

/// `القتلى الذين وثقت الشبكة مقتلهم`, `المدنيين الذين أحصى المكتب مقتلهم`: who stands right after the verb of a clause on several with whom
/// it does not agree.
pub(super) fn told_of_several(s: &Sentence<'_>, verb: usize, relative: usize) -> Option<Vec<Found>> {
    let v = s.nodes[verb].feats.filter(|f| f.person == 3 && f.number == Number::Singular)?;
    let told = s.before(relative).and_then(|b| s.nodes[b].feats)?;
    let several = matches!(told.number, Number::Plural | Number::Dual);
    // `القوات التي أعلنت`: things in the plural are feminine.
    let plural = s.nodes[relative].feats.is_some_and(|f| f.number == Number::Plural);
    let next = verb + 1;
    let acts = s.entity(next).is_some_and(|e| e.can_act() && e.goods.is_none());
    let says = s.nodes[verb].is(Labels::REPORT | Labels::REPORT_ABOUT);
    let own = several && (v.gender == Gender::Masculine || plural || told.gender == Gender::Masculine);
    (says && own && acts && !s.has_prep(next) && !s.oblique(next) && s.agrees(verb, next))
        .then(|| holder(s, next).unwrap_or_else(|| s.conjuncts(next)))
}

/// `عقد الوزير مؤتمرا صحفيا أعلن فيه`, `ألقى الرئيس خطابا تعهد فيه`: who gives the address that a clause on it tells of.
pub(super) fn of_address(s: &Sentence<'_>, verb: usize) -> Option<Vec<Found>> {
    const NEAR: usize = 4;
    let p = s.nodes.get(verb + 1).filter(|p| p.kind == Kind::Prep && p.enc.is_some_and(|e| e.person == 3))?;
    let parts = |n: &Node| matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Verb | Kind::Prep);
    let start = s.sentence_start(verb);
    let text = (start..verb).rev().take(NEAR).take_while(|&i| !parts(&s.nodes[i])).find(|&i| {
        let n = &s.nodes[i];
        let address =
            matches!(n.kind, Kind::Noun | Kind::Entity) && holds(&s.k.language.said.addresses, s.folded_stem(n));
        address && !super::fill::definite(n) && n.joined_prep().is_none() && !n.joined_by_and()
    })?;
    let given = (start..text).rev().find(|&i| s.nodes[i].kind == Kind::Verb)?;
    let acts = |f: &Found| f.line != s.line || s.entity(f.node as usize).is_some_and(Entity::can_act);
    let who = s.subject(given);
    let within = holds(&s.k.language.prepositions.within, s.folded_stem(p)) || p.is(Labels::TIME);
    (within && !who.is_empty() && who.iter().all(acts)).then_some(who)
}

/// `صرحت فلانة الفلانية المتحدثة باسم البعثة أن`: the office of one whose name nobody knows, right after a verb of saying.
pub(super) fn office_after(s: &Sentence<'_>, verb: usize, begins: usize) -> Option<Found> {
    const NAME: usize = 4;
    if !s.nodes[verb].is(Labels::REPORT) || begins <= verb + 2 {
        return None;
    }
    let at = (verb + 2..begins.min(verb + NAME + 1)).find(|&i| s.nodes[i].is(Labels::OFFICE))?;
    let name = |n: &Node| {
        let word = matches!(n.kind, Kind::Unknown | Kind::Noun | Kind::Adjective | Kind::Verb | Kind::Entity);
        word && n.last - n.first <= 2 && n.joined_prep().is_none() && !n.is(Labels::THAT)
    };
    let events = s.triggers.iter().any(|t| (verb + 1..at).contains(t));
    let n = &s.nodes[at];
    let definite = s.types.folded(s.parse.tokens[n.first as usize]).starts_with("ال");
    let who = s.entity(at).is_some_and(Entity::can_act) && definite && n.pro.0 & !Proclitics::AL.0 == 0;
    (who && !events && s.nodes[verb + 1..at].iter().all(name)).then(|| s.found(at))
}

/// `وفق بيان أصدرته القيادة`: whether a phrase that leads to a source ends with a word for a text.
pub(super) fn names_text(s: &Sentence<'_>, according: usize) -> bool {
    let n = &s.nodes[according];
    let last = s.parse.tokens[n.last as usize - 1];
    n.last - n.first > 1 && s.types.stems(last).any(|w| holds(&s.k.language.documents, w))
}

/// `وفق آخر حصيلة`, `بحسب أحدث إحصائية`: an adjective of degree before the text that it is of; `بحسب أرقام الأمم المتحدة`: a noun for what is on
/// record with who is named next.
pub(super) fn newest(s: &Sentence<'_>, at: usize) -> bool {
    let whose = s.entity(at + 1).is_some_and(Entity::can_act) && s.nodes[at + 1].joined_prep().is_none();
    if s.nodes[at].kind == Kind::Noun && whose && holds(&s.k.language.said.records, s.folded_stem(&s.nodes[at])) {
        return true;
    }
    let n = &s.nodes[at];
    let next = s.nodes.get(at + 1).filter(|t| t.kind == Kind::Noun && t.pro.0 == 0);
    matches!(n.kind, Kind::Adjective | Kind::Noun)
        && n.pro.0 == 0
        && n.enc.is_none()
        && next.is_some()
        && document(s, at + 1)
}

/// `بحسب الوكالة نقلا عن شهود`: whether a phrase says from whom those pass it on who were cited right before, from node `cited`.
pub(super) fn passes_on(s: &Sentence<'_>, at: usize, cited: usize) -> bool {
    const NEAR: usize = 8;
    let n = &s.nodes[at];
    let last = s.parse.tokens[n.last as usize - 1];
    let from = s.types.stems(last).any(|w| holds(&s.k.language.prepositions.relayed, w));
    let parts = |n: &Node| matches!(n.kind, Kind::Stop | Kind::Verb) || n.is(Labels::THAT);
    from && n.last - n.first > 1
        && at - cited <= NEAR
        && !s.nodes[cited + 1..at].iter().any(parts)
        && !s.triggers.iter().any(|t| (cited..at).contains(t))
}

/// `، مما يشير إلى هجوم محتمل`: a clause on what something points to is nobody's word.
pub(super) fn points_to(s: &Sentence<'_>, verb: usize) -> bool {
    let n = &s.nodes[verb];
    let masculine = n.feats.is_some_and(|f| f.number == Number::Singular && f.gender == Gender::Masculine);
    let before = s.before(verb).map(|b| &s.nodes[b]);
    let what = before.is_some_and(|b| b.kind == Kind::Particle && holds(&s.k.language.outcome, s.folded_stem(b)));
    let next = s.nodes.get(verb + 1).is_some_and(|p| p.kind == Kind::Prep || p.is(Labels::THAT));
    n.pos() == Some(Pos::Imperfect) && masculine && n.enc.is_none() && what && next
}

/// `أعلن الجيش مقتل جنديين في الهجوم الذي قال إنه استهدف القافلة`: whether a later verb of saying stands in a clause on an event that the
/// first tells of.
pub(super) fn tells_of_event(s: &Sentence<'_>, first: usize, verb: usize) -> bool {
    let relative = s.relative_start(verb).filter(|&r| !s.nodes[r].is(Labels::CLAUSE));
    relative.and_then(|r| s.before(r)).is_some_and(|b| b > first && s.triggers.contains(&b))
}

/// `القافلة التي كان من المفترض أن تدخل`: whether أن belongs to a word of a relative clause that stands before it, not to the verb of saying.
pub(super) fn of_clause(s: &Sentence<'_>, verb: usize, that: usize) -> bool {
    let planned = s.before(that).is_some_and(|b| s.nodes[b].kind == Kind::Operator);
    let relative = |n: &Node| n.kind == Kind::Particle && n.is(Labels::RELATIVE) && !n.is(Labels::CLAUSE);
    planned && s.nodes[verb + 1..that].iter().any(relative)
}

/// `وتظاهر مئات الموظفين للمطالبة برواتبهم`: whether those counted right after a verb are who does what it tells: nobody goes on speaking.
pub(super) fn counted_after(s: &Sentence<'_>, verb: usize) -> bool {
    let number = s.nodes.get(verb + 1).is_some_and(|n| n.kind == Kind::Number && n.pro.0 == 0);
    number && s.entity(verb + 2).is_some_and(|e| e.people.is_some()) && !s.has_prep(verb + 2)
}

/// `أعلنتها روسيا`, `أعلن عنها الملك`, `أدلى بها الوزير`: whether a verb of saying has a pronoun for what its clause is on.
pub(super) fn on_it(s: &Sentence<'_>, verb: usize) -> bool {
    let third = |n: &Node| n.enc.is_some_and(|e| e.person == 3);
    third(&s.nodes[verb]) || s.nodes.get(verb + 1).is_some_and(third)
}

/// `وفق البيان التركي`, `بحسب الإعلان الروسي`: the adjective that says of which state a text is.
pub(super) fn of_state(s: &Sentence<'_>, text: usize) -> Option<Found> {
    let n = &s.nodes[text];
    let of = s
        .nodes
        .get(text + 1)
        .filter(|a| a.kind == Kind::Adjective && a.pro.has(Proclitics::AL) && a.last - a.first == 1)?;
    let definite = n.kind == Kind::Noun && n.pro.has(Proclitics::AL) && n.enc.is_none();
    let state = crate::parse::adjective_actor(s.types, s.parse.tokens[of.first as usize]).filter(|_| definite)?;
    matches!(s.k.actors[state as usize].kind, ActorKind::State | ActorKind::Government).then(|| s.found(text + 1))
}

/// `المصدر نفسه`: whether a word for a source has nothing after it but that it is the same.
pub(super) fn same_again(s: &Sentence<'_>, n: &Node) -> bool {
    let last = s.parse.tokens[n.last as usize - 1];
    n.last - n.first == 2
        && s.types.readings(last).iter().any(|r| {
            let own = holds(&s.k.language.oneself, &s.k.lexicon.lemma(r.lemma).folded);
            own && r.enclitic.is_some()
        })
}

/// `عضو المجلس في مدينة كذا، فلان، إن`, `رئيس المركز في سوريا فلان قوله`: the name of who holds an office, after where he holds it.
pub(super) fn after_ground(s: &Sentence<'_>, office: usize) -> Option<usize> {
    const WORDS: usize = 10;
    if !s.nodes[office].is(Labels::OFFICE) {
        return None;
    }
    let person = |i: usize| s.entity(i).is_some_and(|e| e.person && !e.group);
    let within = |p: &Node| {
        let words = &s.k.language.prepositions;
        let at = |stem: &str| holds(&words.within, stem) || holds(&words.toward, stem);
        p.kind == Kind::Prep && p.enc.is_none() && at(s.folded_stem(p))
    };
    let end = s.nodes.len().min(office + WORDS);
    let (mut ground, mut comma) = (false, false);
    for i in office + 1..end {
        let n = &s.nodes[i];
        match n.kind {
            Kind::Comma if ground && !comma => comma = true,
            Kind::Entity if ground && person(i) && n.pro.0 & !Proclitics::AL.0 == 0 => {
                let next = s.nodes.get(i + 1)?;
                let ends = matches!(next.kind, Kind::Comma | Kind::Open | Kind::Time)
                    || next.is(Labels::THAT)
                    || s.parse.colon(s.types, i + 1)
                    || next.enc.is_some_and(|e| e.person == 3) && holds(&s.k.language.sayings, s.folded_stem(next))
                    // `فلان لوكالة كذا`
                    || next.joined_prep() == Some("ل")
                    || next.kind == Kind::Prep && next.enc.is_none() && s.folded_stem(next) == "ل";
                return ends.then_some(i);
            }
            _ if comma => return None,
            Kind::Prep if within(n) => ground = true,
            Kind::Noun | Kind::Adjective | Kind::Entity => {}
            // `مسؤول الفرع الرابع عشر في مدينة كذا فلان`
            Kind::Number => {}
            _ => return None,
        }
    }
    None
}

/// `النائب الأول للرئيس فلان`: the name after the office that somebody is in for or beside.
pub(super) fn deputy(s: &Sentence<'_>, office: usize) -> Option<usize> {
    let n = &s.nodes[office];
    let whose = office + 1 + usize::from(s.nodes.get(office + 1).is_some_and(|n| n.kind == Kind::Number));
    let head = s.nodes.get(whose).filter(|h| h.joined_prep() == Some("ل") && h.is(Labels::OFFICE))?;
    let named = s.entity(whose).is_some_and(|e| e.person && e.group && e.name_first > head.first);
    (n.is(Labels::OFFICE) && n.pro.has(Proclitics::AL) && n.last - n.first == 1 && named).then_some(whose)
}

/// An indefinite plural of words for news, before what it tells of.
pub(super) fn rumour(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let many = n.feats.is_some_and(|f| f.number == Number::Plural) || ends_plural(s, at);
    let topic = s.nodes[at + 1..].iter().find(|n| n.kind != Kind::Adjective);
    many && document(s, at)
        && !super::fill::definite(n)
        && topic.is_some_and(|p| {
            p.kind == Kind::Prep && p.enc.is_none() && holds(&s.k.language.prepositions.relayed, s.folded_stem(p))
        })
}

/// The source, right after who relays it: `وكالة كذا عن مصدر عسكري`.
pub(super) fn cited_by(s: &Sentence<'_>, relays: usize) -> Option<usize> {
    let by = s.nodes.get(relays + 1).filter(|p| p.kind == Kind::Prep && p.enc.is_none())?;
    let source = s.nodes.get(relays + 2).filter(|n| n.kind == Kind::Entity)?;
    let says = source.is(Labels::SOURCE_HEAD | Labels::OFFICE) || s.entity(relays + 2).is_some_and(|e| e.person);
    (says && holds(&s.k.language.prepositions.relayed, s.folded_stem(by))).then_some(relays + 2)
}

/// `قالت القناة عن مصدر إن`: whose word an outlet passes on by a verb of saying; but `قالت القناة عن الوزير إنه`, where it tells of him.
pub(super) fn passes_word(s: &Sentence<'_>, verb: usize, outlet: usize) -> Option<usize> {
    let source = cited_by(s, outlet).filter(|_| s.entity(outlet).is_some_and(|e| news(s, e)))?;
    let begins = speech_begins(s, verb);
    let that = s.nodes.get(begins).filter(|t| begins > source && t.is(Labels::THAT))?;
    that.enc.is_none().then_some(source)
}

/// `أثبتت التجربة أن`, `كشفت الأيام أن`: what shows something by itself, and is nobody's word.
pub(super) fn shows(s: &Sentence<'_>, verb: usize) -> bool {
    let what = s.nodes.get(verb + 1).filter(|n| n.joined_prep().is_none() && !n.joined_by_and());
    what.is_some_and(|n| holds(&s.k.language.said.shown_by, s.folded_stem(n)))
        && s.nodes[verb].enc.is_none()
        && s.agrees(verb, verb + 1)
}

/// `وسط معلومات عن`: whether a word that opens its phrase is written like a sound plural, whatever the lexicon takes it for.
pub(super) fn ends_plural(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let before = s.before(at).map(|b| &s.nodes[b]);
    if n.kind != Kind::Noun {
        return false;
    }
    let opens =
        n.joined_by_and() || before.is_none_or(|b| b.kind == Kind::Prep && b.enc.is_none() || b.kind == Kind::Comma);
    opens && s.types.folded(s.parse.tokens[n.head as usize]).ends_with("ات")
}

/// `دون أن تعلن جهة مسؤوليتها`, `من غير أن يذكر عدد القتلى`: what nobody says.
pub(super) fn unsaid(s: &Sentence<'_>, verb: usize) -> bool {
    let that = verb.checked_sub(1).filter(|&t| s.nodes[t].kind == Kind::Particle && s.nodes[t].is(Labels::THAT));
    that.and_then(|t| t.checked_sub(1)).is_some_and(|b| without(s, b))
}

/// `دون`, `من غير`: a word of negation that is no part of a verb.
pub(super) fn without(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let op = n.operator.or((n.kind == Kind::Operator).then_some(n.index as u16));
    let negates = |op: u16| s.k.language.operators[op as usize].effect == Effect::Set(Modality::Negated);
    let free = n.kind != Kind::Verb && n.enc.is_none();
    free && (n.is(Labels::NEGATION) || n.kind == Kind::Operator && op.is_some_and(negates))
}

/// `نشرت الوكالة صورا`, `أصدر بيانا`: an indefinite text in the accusative is what somebody writes; it says nothing itself.
pub(super) fn written(s: &Sentence<'_>, verb: usize, text: usize) -> bool {
    let word = s.types.folded(s.parse.tokens[s.nodes[text].head as usize]);
    let stem = s.folded_stem(&s.nodes[text]);
    text > verb && word.ends_with('ا') && !stem.ends_with('ا') && s.nodes[text].pro.0 == 0
}

/// `وسط تأكيدات من الحكومة بانسحاب الجيش`: who stands after من behind a noun of saying, before what is said.
pub(super) fn said_from(s: &Sentence<'_>, noun: usize) -> Option<Vec<Found>> {
    let adjectives = s.nodes[noun + 1..].iter().take(2).take_while(|n| n.kind == Kind::Adjective).count();
    let from = noun + 1 + adjectives;
    let p = s.nodes.get(from).filter(|p| p.kind == Kind::Prep && p.enc.is_none())?;
    let acts = s.entity(from + 1).is_some_and(|e| e.can_act() && e.goods.is_none() && !e.area);
    let all = s.conjuncts(from + 1);
    let last = all.iter().filter(|f| f.line == s.line).map(|f| f.node as usize).max()?;
    let about = |n: &Node| n.kind == Kind::Prep && holds(&s.k.language.prepositions.relayed, s.folded_stem(n));
    let says = |n: &Node| n.is(Labels::THAT) || n.joined_prep() == Some("ب") || about(n);
    let goes_on = Labels::CONTINUE | Labels::CONTINUE_SPEECH | Labels::RELAY;
    let free =
        acts && s.nodes[noun].enc.is_none() && !s.nodes[noun].is(goes_on) && s.nodes[from + 1].joined_prep().is_none();
    let begins = s.nodes.get(last + 1).is_some_and(says);
    (free && begins && holds(&s.k.language.part_of, s.folded_stem(p))).then_some(all)
}

/// `أصدرت الوزارة بيانا جاء فيه أن`: who issued the text in which something stands.
pub(super) fn stands_in(s: &Sentence<'_>, verb: usize) -> Option<Vec<Found>> {
    let n = &s.nodes[verb];
    let within = s.nodes.get(verb + 1).is_some_and(|p| {
        let third = p.enc.is_some_and(|e| e.person == 3);
        p.kind == Kind::Prep && third && holds(&s.k.language.prepositions.within, s.folded_stem(p))
    });
    if !within || n.kind != Kind::Verb || !holds(&s.k.language.said.stands, s.folded_stem(n)) {
        return None;
    }
    let comma = verb + 2 + usize::from(s.nodes.get(verb + 2).is_some_and(|c| c.kind == Kind::Comma));
    let says = |i: usize| {
        let next = s.nodes.get(i);
        next.is_some_and(|n| n.is(Labels::THAT) || n.kind == Kind::Open) || s.parse.colon(s.types, i)
    };
    if says(verb + 2) || says(comma) { of_text(s, verb) } else { None }
}

/// `وزاد الوزير أن`, `وزاد: "قصفوا المدينة"`, `ورد الوزير، خلال زيارة، بأن`: where a verb of adding or answering goes on with what is said.
pub(super) fn adds(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    const ASIDE: usize = 14;
    let n = &s.nodes[verb];
    if n.kind != Kind::Verb || n.enc.is_some() {
        return None;
    }
    let skipped = |n: &&Node| n.kind == Kind::Entity && n.joined_prep().is_none() && !n.joined_by_and();
    let next = verb + 1 + s.nodes[verb + 1..].iter().take(2).take_while(skipped).count();
    if holds(&s.k.language.said.adds, s.folded_stem(n)) {
        let comma = next + usize::from(s.nodes.get(next).is_some_and(|c| c.kind == Kind::Comma));
        let quote = s.nodes.get(comma).is_some_and(|o| o.kind == Kind::Open)
            && s.nodes.get(comma + 2).is_some_and(|c| c.kind != Kind::Close);
        let that = s.nodes.get(next).is_some_and(|t| t.kind == Kind::Particle && t.is(Labels::THAT) && t.pro.0 == 0);
        if that || quote || s.parse.colon(s.types, next) {
            return Some(next);
        }
    }
    let by = |t: &Node| t.kind == Kind::Particle && s.types.folded(s.parse.tokens[t.first as usize]).starts_with('ب');
    let ends = |n: &Node| n.kind == Kind::Stop || n.is(Labels::THAT);
    let that = (next..s.nodes.len().min(next + ASIDE)).find(|&i| ends(&s.nodes[i])).filter(|&i| by(&s.nodes[i]))?;
    (holds(&s.k.language.said.answers_that, s.folded_stem(n)) && next > verb + 1).then_some(that)
}

/// `، كما نقلت الصحيفة أن القوات`: whether what somebody tells follows who is named after words for as he told.
pub(super) fn tells_that(s: &Sentence<'_>, according: usize) -> bool {
    const WORDS: usize = 5;
    let named = |n: &&Node| n.is_quote() || matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Unknown);
    let end = according + 1 + s.nodes[according + 1..].iter().take(WORDS).take_while(named).count();
    let that = s.nodes.get(end).filter(|t| t.kind == Kind::Particle && t.is(Labels::THAT));
    // `قناة "إن تي في"`: what stands alone in quotes is a name.
    let alone = s.nodes[end - 1].kind == Kind::Open
        && s.nodes[end..].iter().take(WORDS).take_while(|n| n.kind != Kind::Verb).any(Node::is_quote);
    end > according + 1 && !alone && that.is_some_and(|t| t.pro.0 & !Proclitics::BA.0 == 0)
}

/// `تنظيم "واي بي جي"`: whether a quote closes after a few words without telling anything.
pub(super) fn quotes_name(s: &Sentence<'_>, open: usize) -> bool {
    const WORDS: usize = 5;
    let ends = |i: &usize| s.nodes[*i].is_quote() || s.nodes[*i].kind == Kind::Verb || s.nodes[*i].is(Labels::THAT);
    // `“الدفاع المدني“`: the opening mark typed for the closing one.
    let close = (open + 1..s.nodes.len().min(open + WORDS + 1)).find(ends).filter(|&i| s.nodes[i].is_quote());
    close.is_some_and(|c| {
        let goes_on = s.nodes.get(c + 1).is_some_and(|n| n.kind != Kind::Stop);
        goes_on && !s.triggers.iter().any(|t| (open..c).contains(t))
    })
}

/// `وفند التقارير`: a report that is denied, or that the verb does not agree with, does not speak.
pub(super) fn can_say(s: &Sentence<'_>, verb: usize, at: usize) -> bool {
    let plural = s.nodes[at].feats.is_some_and(|f| f.number == Number::Plural);
    let feminine = s.nodes[verb].feats.is_some_and(|f| f.gender == Gender::Feminine);
    // `واتهم البيان الميليشيا`: with whom it accuses beside it.
    let accused = s.entity(at + 1).is_some_and(|e| e.can_act() && e.goods.is_none()) && !s.has_prep(at + 1);
    let accuses = s.nodes[verb].is(Labels::ACCUSE) && accused && !plural;
    (!s.nodes[verb].is(Labels::DENY | Labels::ACCUSE) || accuses) && (!plural || feminine)
}

/// `ذكرت ثلاثة مصادر أن`, `قال أربعة مسؤولين إن`: whether those counted right after a verb of saying say what follows.
pub(super) fn several_say(s: &Sentence<'_>, verb: usize, number: usize) -> bool {
    let who = number + 1;
    let acts = s.entity(who).is_some_and(|e| e.can_act() && e.goods.is_none());
    s.nodes[verb].is(Labels::REPORT) && acts && !s.has_prep(who) && speech_begins(s, verb) > who
}

/// `وأوضح معاليه أن`: the man of whom a word of honour with a pronoun is said, who spoke last.
pub(super) fn honoured(s: &Sentence<'_>, talk: &Talk, found: Found) -> Option<Found> {
    let n = &s.nodes[found.node as usize];
    let pronoun = n.enc.is_some_and(|e| e.person == 3) && n.last - n.first == 1;
    if !pronoun || !holds(&s.k.language.said.honours, s.folded_stem(n)) {
        return None;
    }
    let person = |f: &&Found| s.lines_entity(**f).is_some_and(|e| e.person);
    let last = talk.last.iter().flat_map(|speech| speech.speakers.first());
    let by = last.chain(talk.history.iter().rev()).find(person)?;
    Some(Found { via: Some(s.span(found.node as usize)), ..*by })
}

/// `بيان صادر عن الوزارة`: whether a participle says from whom a text is.
pub(super) fn issued(s: &Sentence<'_>, at: usize) -> bool {
    let from = s.nodes.get(at + 1).filter(|p| p.kind == Kind::Prep && p.enc.is_none());
    s.nodes[at].pos() == Some(Pos::ActiveParticiple)
        && s.nodes[at].enc.is_none()
        && from.is_some_and(|p| holds(&s.k.language.prepositions.relayed, s.folded_stem(p)))
}

/// `قال الجيش إن قواته رصدت مسلحين`: those of his own of whom a speaker tells do not speak where nothing that is said follows.
pub(super) fn by_his_own(s: &Sentence<'_>, at: usize) -> bool {
    let own = |b: usize| s.nodes[b].enc.is_some_and(|e| e.person == 3) && s.entity(b).is_some_and(Entity::can_act);
    let that = |b: usize| s.before(b).is_some_and(|t| s.nodes[t].is(Labels::THAT) && s.nodes[t].kind == Kind::Particle);
    let subject = s.before(at).filter(|&b| own(b) && that(b) && !s.nodes[b].is(Labels::OFFICE | Labels::SOURCE_HEAD));
    let begins = speech_begins(s, at);
    let said = begins < s.nodes.len() && s.nodes[begins].is(Labels::THAT) && !s.nodes[begins].joined_by_and();
    subject.is_some() && !(said && s.nodes[at + 1..begins].iter().all(|n| n.kind != Kind::Comma))
}

/// `قال إن لديهم تقارير تفيد بأن`: a clause on news that who speaks only mentions.
pub(super) fn of_news(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let news = (0..at)
        .rev()
        .find(|&j| !s.nodes[j].is_quote() && s.nodes[j].kind != Kind::Time)
        .is_some_and(|b| document(s, b) && !super::fill::definite(&s.nodes[b]) && !s.nodes[b].joined_by_and());
    news && n.pos() == Some(Pos::Imperfect) && n.pro.0 == 0
}

/// Whether a fixed word that governs opens with a preposition.
pub(super) fn opens_with_prep(s: &Sentence<'_>, n: &Node) -> bool {
    s.types.readings(s.parse.tokens[n.first as usize]).first().is_some_and(|r| r.feats.pos == Pos::Preposition)
}

/// `ووصلت مئة أسرة إلى المخيم، وأفادت بأن`: people who do not act in any event go on as those who tell what they saw, where the verb agrees with
/// the one that they stand right after.
pub(super) fn folk_go_on(s: &Sentence<'_>, verb: usize) -> Option<Vec<Found>> {
    let n = &s.nodes[verb];
    let paused = verb.checked_sub(1).is_some_and(|b| s.nodes[b].kind == Kind::Comma);
    if !paused || !n.joined_by_and() {
        return None;
    }
    let main = s.main_verb(verb).filter(|&m| s.sentence_start(verb) <= m && agree(n, &s.nodes[m]))?;
    let counted = |n: &&Node| matches!(n.kind, Kind::Number | Kind::Time | Kind::Filler) || n.is(Labels::QUANTIFIER);
    let who = main + 1 + s.nodes[main + 1..].iter().take(3).take_while(counted).count();
    let folk = s.entity(who).is_some_and(|e| e.people.is_some() && !e.person && e.actor.is_none());
    (folk && !s.has_prep(who)).then(|| s.conjuncts(who))
}
