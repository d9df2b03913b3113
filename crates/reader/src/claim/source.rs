//! Who speaks: the phrase that a verb of saying, `بحسب` or a heading names, and whom it stands for.

use super::refer::{Speech, Talk};
use super::sayers::{
    after_ground, can_say, cited_by, deputy, honoured, issued, names_text, newest, of_address, of_state, office_after,
    passes_word, quotes_name, same_again, several_say, told_of_several, written,
};
use super::scope::speech_begins;
use super::slots::{Found, Sentence};
use super::speaker::SPEECH;
use super::voices::{opens_speech, quoted_by_name, who_holds};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics};

pub(super) fn explicit_speaker(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    if let Some(relative) = s.relative_start(at)
        && !s.resumptive(at)
    {
        if let Some(next) = says_next(s, at, relative) {
            return Some(next);
        }
        if let Some(next) = told_of_several(s, at, relative) {
            return Some(next);
        }
        let clause = s.nodes[relative].is(Labels::CLAUSE);
        return s
            .antecedent(relative)
            .filter(|_| !clause)
            .filter(|f| s.lines_entity(*f).is_some_and(Entity::can_act) && !taken_up_again(s, at, relative, *f))
            .map(|f| vec![f]);
    }
    if let Some(found) = as_for(s, at) {
        return Some(found);
    }
    // `بعد موافقة المجلس على قرار يطالب بهدنة`
    if s.nodes[at].is(Labels::DEMAND) && s.on_text(at) {
        return Some(s.text_asks(at)).filter(|whose| !whose.is_empty());
    }
    if s.nodes[at].is(Labels::RELAY | Labels::LEARN)
        && let Some(found) = relayed(s, at)
    {
        return Some(found);
    }
    if let Some(found) = of_address(s, at) {
        return Some(found);
    }
    // `روسيا تتهم المعارضة`: a subject right before the verb.
    let left = (0..at).rev().find(|&j| !s.nodes[j].is_quote() && !s.nodes[j].is(Labels::QAD));
    let straight = left.is_some_and(|b| s.entity(b).is_some_and(|e| e.can_act() && e.goods.is_none()));
    // `فتى ذكرت صفحات أنه أصيب`: of whom those tell that stand after the verb.
    let told_of = left.is_some_and(|b| tells_of(s, at, b));
    let straight = straight && !told_of;
    if straight && let Some(left) = s.subject_before(at) {
        // `والد الشاب حكى أن`: the one of his family.
        let head = left.first().filter(|f| f.line == s.line).and_then(|f| (f.node as usize).checked_sub(1));
        let of = |h: &usize| {
            let n = &s.nodes[*h];
            let mother = n.kind == Kind::Particle && n.is(Labels::OR) && s.sentence_start(at) == *h;
            mother || n.kind == Kind::Noun && n.pro.0 & !Proclitics::WA.0 == 0 && n.enc.is_none() && voiced(s, *h)
        };
        let teller = head.filter(|h| s.nodes[at].is(Labels::REPORT) && of(h));
        return Some(teller.map_or(left, |h| vec![s.found(h)]));
    }
    // `واحد من الشباب قال`
    if let Some(of) = at.checked_sub(1).filter(|_| s.nodes[at].is(Labels::REPORT) && at >= 3)
        && s.nodes[of - 1].kind == Kind::Prep
        && (s.nodes[of - 2].kind == Kind::Number || s.nodes[of - 2].is(Labels::ONE))
        && s.entity(of).is_some_and(Entity::can_act)
        && holds(&s.k.language.part_of, s.folded_stem(&s.nodes[of - 1]))
    {
        return Some(vec![s.found(of)]);
    }
    // After the verb, over adverbs and what was said to whom.
    let marks = &s.k.language.prepositions.relayed;
    let mut counted = false;
    let next = after_hearer(s, at);
    for j in next..s.nodes.len().min(next + 7) {
        let n = &s.nodes[j];
        match n.kind {
            // `وأضاف "مات طفل"`: who speaks is not in his own words.
            Kind::Open if opens_speech(s, j) || j == next && !quotes_name(s, j) => break,
            Kind::Open | Kind::Close | Kind::Time | Kind::Filler => {}
            Kind::Prep if n.enc.is_some() => {}
            // `ذكر بيان صادر عن المكتب أن`
            Kind::According if j == next => counted = true,
            Kind::Comma if j > next => {}
            // `ولفت أحدهم إلى`: one of those told of.
            Kind::Noun | Kind::Particle
                if n.is(Labels::ONE) && j == next && n.enc.is_some_and(|e| e.person == 3) && !s.has_prep(j) =>
            {
                return Some(vec![s.found(j)]);
            }
            // `ذكرت ثلاثة مصادر أن`
            Kind::Number if j == next && several_say(s, at, j) => counted = true,
            // `خبرنا واحد من أهل الحارة`
            Kind::Number
                if j == next
                    && s.nodes
                        .get(j + 1)
                        .is_some_and(|p| p.kind == Kind::Prep && holds(&s.k.language.part_of, s.folded_stem(p)))
                    && s.nodes[at].is(Labels::REPORT) =>
            {
                counted = true
            }
            // `قال أحد سكان الحي`, `ذكر عدد من الناشطين`
            Kind::Noun | Kind::Particle if n.is(Labels::ONE | Labels::QUANTIFIER) && j == next => counted = true,
            Kind::Prep if counted && j == next + 1 => {}
            Kind::Entity if s.informed(at, j) => {}
            Kind::Entity => {
                let entity = s.entity(j)?;
                if s.has_prep(j) && !counted {
                    // `نقلت عن X`: what the agency relays is X's word.
                    if s.before(j).is_some_and(|b| holds(marks, s.folded_stem(&s.nodes[b]))) && entity.can_act() {
                        return Some(s.conjuncts(j));
                    }
                    continue;
                }
                // `قالت القناة عن مصدر إن`
                if let Some(source) = passes_word(s, at, j) {
                    return Some(holder(s, source).unwrap_or_else(|| s.conjuncts(source)));
                }
                // `واتهموا روسيا`: a plural verb has its subject before it.
                let plural = s.nodes[at].feats.is_some_and(|f| f.number == Number::Plural && f.person == 3);
                // `واتهم الفصائل بالقصف`: a man accuses them.
                let whom = plural || s.accused(at, j);
                let asked = whom || s.nodes[at].is(Labels::DEMAND) && s.only_asked(at, j);
                // `وفند التقارير`
                let denied = document(s, j) && !can_say(s, at, j);
                if entity.can_act() && (counted || !s.oblique(j)) && !asked && !denied {
                    return Some(holder(s, j).unwrap_or_else(|| s.conjuncts(j)));
                }
                // `نددت الكنيسة بالقصف`: a house speaks for those in it.
                if j == next && s.nodes[at].enc.is_none() && voiced(s, j) && s.agrees(at, j) {
                    return Some(vec![s.found(j)]);
                }
                break;
            }
            Kind::Noun if document(s, j) && !s.has_prep(j) && can_say(s, at, j) && !written(s, at, j) => {
                // `تشير تقديرات المنظمة`: whose text it is.
                let of = if super::fill::definite(n) { Vec::new() } else { s.genitive(j) };
                if n.enc.is_none() && !of.is_empty() {
                    return Some(of);
                }
                // `تقرير للأمم المتحدة`, `بيان صادر عن المجلس`
                if let Some(whose) = text_of(s, j) {
                    return Some(whose);
                }
                return Some(vec![Found { line: s.line, node: j as u32, via: None }]);
            }
            // `وعبر المجتمعون عن رفضهم`, `طالب المعتصمون ب`
            Kind::Noun if j == next && s.nodes[at].enc.is_none() && several(s, j) => return Some(vec![s.found(j)]),
            // `زعم مركز المصالحة أن`, `لفت الموقع إلى`
            Kind::Noun
                if j == next
                    && n.joined_prep().is_none()
                    && s.nodes[at].enc.is_none()
                    && !s.nodes[at].is(Labels::CONTINUE)
                    && voiced(s, j) =>
            {
                return Some(vec![s.found(j)]);
            }
            _ => break,
        }
    }
    if let Some(found) = subject_noun(s, at).or_else(|| office_after(s, at, speech_begins(s, at))) {
        return Some(vec![found]);
    }
    // `أصدرت القبائل بيانا قالت فيه إنها`: whose text it is.
    if let Some(issuers) = of_text(s, at) {
        return Some(issuers);
    }
    // `كانت معلومات قد تحدثت عن`
    let before = (0..at).rev().find(|&j| s.nodes[j].kind != Kind::Particle || !s.nodes[j].is(Labels::QAD));
    let told =
        before.filter(|&j| s.nodes[j].kind == Kind::Noun && document(s, j) && !s.has_prep(j) && can_say(s, at, j));
    // `رئيس البلدية طلع فيديو قال`: what he came out with does not say it.
    // `بثت القناة تسجيلا قالت إنه`: nor does what is the object of the verb before.
    let object = |j: usize| s.types.folded(s.parse.tokens[s.nodes[j].head as usize]).ends_with('ا');
    let told = told
        .filter(|&j| !object(j) && (j == 0 || s.nodes[j - 1].kind != Kind::Verb || s.nodes[j - 1].is(Labels::PAST)));
    if let Some(j) = told.filter(|&j| !super::fill::definite(&s.nodes[j]) && !s.nodes[at].joined_by_and()) {
        return Some(vec![Found { line: s.line, node: j as u32, via: None }]);
    }
    if let Some(found) = opening_noun(s, at) {
        return Some(vec![found]);
    }
    if told_of {
        return None;
    }
    let acts = |found: &Vec<Found>| found.iter().any(|f| s.lines_entity(*f).is_some_and(Entity::can_act));
    s.subject_before(at)
        .filter(acts)
        .or_else(|| clause_opens(s, at))
        .or_else(|| topic(s, at))
        .map(|all| who_holds(s, all))
}

/// `أوضح لـ«الأفق» مصدر مطلع أن`: the node after the outlet to which something is said, where its name stands in quotes right after the
/// verb.
fn after_hearer(s: &Sentence<'_>, verb: usize) -> usize {
    let next = verb + 1;
    let to = |n: &Node| n.kind == Kind::Prep && n.enc.is_none() && s.folded_stem(n) == "ل";
    let quoted = s.nodes.get(next).is_some_and(to) && s.nodes.get(next + 1).is_some_and(|n| n.kind == Kind::Open);
    let close = (next + 2..s.nodes.len().min(next + 6)).find(|&i| s.nodes[i].kind == Kind::Close);
    close.filter(|_| quoted).map_or(next, |c| c + 1)
}

/// `أما منى، وهي من سكان الحي، فقالت إن`: whom a sentence is about by its first words.
fn as_for(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    let start = s.sentence_start(at);
    let opens = s.nodes.get(start).filter(|n| holds(&s.k.language.as_for, s.folded_stem(n)))?;
    let n = s.nodes.get(start + 1).filter(|_| opens.enc.is_none() && s.nodes[at].pro.has(Proclitics::FA))?;
    let acts = || s.entity(start + 1).is_some_and(|e| e.can_act() && e.goods.is_none());
    let given = s.types.word(s.parse.tokens[n.first as usize]).given;
    let named = n.kind == Kind::Unknown || given || n.kind == Kind::Entity && acts();
    (named && n.joined_prep().is_none()).then(|| holder(s, start + 1).unwrap_or_else(|| s.conjuncts(start + 1)))
}

/// `الميليشيات التي قال إنها انسحبت`: a verb that does not agree with what its clause is on says something of it.
fn taken_up_again(s: &Sentence<'_>, verb: usize, relative: usize, found: Found) -> bool {
    let that = s.nodes.get(verb + 1).is_some_and(|n| n.is(Labels::THAT) && n.enc.is_some());
    let (Some(v), Some(n)) = (s.nodes[verb].feats, s.lines_node(found).and_then(|n| n.feats)) else { return false };
    let one = v.person == 3 && v.number == Number::Singular && v.gender == Gender::Masculine;
    // `مقتل جنديين في الهجوم الذي قالت إنه استهدف الدورية`: what is told of is the event right before.
    let event = s.before(relative).is_some_and(|b| s.nodes[b].kind == Kind::Noun && s.triggers.contains(&b));
    that && (event || one && (n.number == Number::Plural || n.gender == Gender::Feminine))
}

/// `وهو ما تقول اللجنة إنه خرق`, `فيما حذرت البعثة من`: who stands right after the verb of a clause that no pronoun is on.
fn says_next(s: &Sentence<'_>, at: usize, relative: usize) -> Option<Vec<Found>> {
    let clause = s.nodes[relative].is(Labels::CLAUSE);
    let says = s.nodes[at].is(Labels::REPORT | Labels::REPORT_ABOUT) && speech_begins(s, at) > at + 1;
    if !clause && !says {
        return None;
    }
    let next = at + 1 + s.nodes[at + 1..].iter().take_while(|n| n.is_quote() || n.kind == Kind::Time).count();
    let acts = s.entity(next).is_some_and(|e| e.can_act() && e.goods.is_none());
    (acts && !s.has_prep(next) && !s.oblique(next) && s.agrees(at, next))
        .then(|| holder(s, next).unwrap_or_else(|| s.conjuncts(next)))
}

/// Whether a verb of saying has its subject after it, with what it says, and does not agree with what stands before it.
fn tells_of(s: &Sentence<'_>, at: usize, before: usize) -> bool {
    let (Some(verb), Some(noun)) = (s.nodes[at].feats, s.nodes[before].feats) else { return false };
    let differs =
        verb.gender == Gender::Feminine && noun.gender == Gender::Masculine && noun.number == Number::Singular;
    let known = s.entity(before).is_some_and(|e| e.actor.is_some() && e.people.is_none());
    // `مئتا شخص يقال إنهم في السجن`: those counted are no one who says it.
    let counted = s.before(before).is_some_and(|b| s.nodes[b].kind == Kind::Number)
        && s.entity(before).is_some_and(|e| e.people.is_some() && e.actor.is_none());
    if counted && verb.number == Number::Singular && noun.number == Number::Singular {
        return true;
    }
    let next = s.entity(at + 1).is_some_and(|e| e.can_act() && e.goods.is_none()) && !s.has_prep(at + 1);
    differs && !known && next && s.nodes[at].is(Labels::REPORT) && speech_begins(s, at) > at + 1
}

/// `غير أن دبلوماسيا اطلع على النص قال إن`, `لكن قائدا في الكتيبة نفى`: whom a clause opens with, over what describes him.
fn clause_opens(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    let verb = &s.nodes[at];
    if verb.joined_by_and() || verb.kind != Kind::Verb || verb.feats.is_none_or(|f| f.person != 3) {
        return None;
    }
    let opens = |n: &Node| n.kind == Kind::Particle && n.enc.is_none() && n.is(Labels::THAT | Labels::CLAUSE);
    let opener =
        (s.sentence_start(at)..at).rev().take(14).find(|&j| opens(&s.nodes[j]) && !s.nodes[j].is(Labels::RELATIVE))?;
    let skipped = |n: &&Node| n.is_quote() || n.is(Labels::QUANTIFIER | Labels::ONE) || n.kind == Kind::Filler;
    let head = opener + 1 + s.nodes[opener + 1..at].iter().take_while(skipped).count();
    let who = s.entity(head).filter(|e| e.can_act() && e.goods.is_none())?;
    let n = &s.nodes[head];
    if s.has_prep(head) || n.joined_by_and() || !s.agrees(at, head) {
        return None;
    }
    let plain = !who.definite && !n.pro.has(Proclitics::AL);
    let mut described = 0;
    let between = (head + 1..at).all(|j| {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Verb => {
                described += 1;
                s.in_relative(j) || plain && described == 1 && !n.joined_by_and()
            }
            Kind::Particle => !n.is(Labels::THAT | Labels::CLAUSE | Labels::CONDITION),
            Kind::Comma => !s.nodes[j + 1].joined_by_and(),
            _ => true,
        }
    });
    between.then(|| holder(s, head).unwrap_or_else(|| s.conjuncts(head)))
}

/// `المجتمعون`, `مستخدمون`: those who do it, in the nominative.
fn several(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let ends = s.types.folded(s.parse.tokens[n.head as usize]).ends_with("ون");
    ends && n.pro.0 & !Proclitics::AL.0 == 0 && n.enc.is_none() && !document(s, at)
}

/// `قال المتحدث باسم العشائر، محمد الشعباني، إن`: the one who holds the office that stands right before the name.
pub(super) fn holder(s: &Sentence<'_>, office: usize) -> Option<Vec<Found>> {
    if let Some(name) = in_body(s, office).or_else(|| after_ground(s, office)).or_else(|| deputy(s, office)) {
        return Some(vec![s.found(name)]);
    }
    let entity = s.entity(office).filter(|e| e.group && !e.person && e.places.is_empty())?;
    // `المتحدث باسمهم فلان`
    let on_behalf = |n: &Node| n.kind == Kind::Noun && n.joined_prep() == Some("ب") && n.enc.is_some();
    let skipped = |n: &&Node| n.is_quote() || matches!(n.kind, Kind::Comma | Kind::Adjective) || on_behalf(n);
    let beside = office + 1 + s.nodes[office + 1..].iter().take(2).take_while(skipped).count();
    // `المتحدث باسم العشائر المتصدية للتنظيم، محمد الشعباني`
    let more = |n: &&Node| matches!(n.kind, Kind::Adjective | Kind::Noun | Kind::Entity | Kind::Unknown);
    let comma = office + 1 + s.nodes[office + 1..].iter().take(4).take_while(more).count();
    let parted = s.nodes.get(comma).is_some_and(|n| n.kind == Kind::Comma) && s.nodes[office].is(Labels::OFFICE);
    // `رئيس لجنة أهالي المفقودين والأسرى خالد حجر: إن`: at the end of what he is the head of.
    // `قائد هذه القوات اللواء خالد حجر`
    let whose =
        |n: &&Node| (more(n) || n.kind == Kind::Particle && n.is(Labels::DEMONSTRATIVE)) && n.joined_prep().is_none();
    let end = || {
        let stands = |j: &usize| s.nodes[*j].kind != Kind::Entity || s.entity(*j).is_some_and(|e| !e.person);
        let nodes = s.nodes[office + 1..].iter().take(5).take_while(whose).count();
        (office + 1..office + 1 + nodes).take_while(stands).last().map_or(office + 1, |j| j + 1)
    };
    let inside = Some(office).filter(|o| s.nodes[*o].is(Labels::OFFICE)).map(|_| end());
    let name = match inside.filter(|&j| j > beside && s.entity(j).is_some_and(|e| e.person)) {
        Some(name) => name,
        None if parted => comma + 1,
        None => beside,
    };
    // `نائب القائد، العميد فلان، `, `الأمين العام لمجلس كذا الدكتور فلان`: a title before the name has the article too.
    let titled = |n: &Node| {
        let title = || s.entity(name).is_some_and(|e| e.person && e.name_first > n.first);
        n.pro.0 == 0 || n.pro.0 == Proclitics::AL.0 && (parted || title())
    };
    let n = s.nodes.get(name).filter(|n| titled(n) && !n.after_or)?;
    let person =
        n.kind == Kind::Entity && s.entity(name).is_some_and(|e| e.person && !(e.group && entity.actor.is_some()));
    person.then(|| vec![s.found(name)])
}

/// `القيادي في الحزب فلان`, `المتطوع في الدفاع المدني فلان`: the name after what somebody is, and in what body.
fn in_body(s: &Sentence<'_>, at: usize) -> Option<usize> {
    let one = s.nodes[at].feats.is_some_and(|f| f.number == Number::Singular) && s.nodes[at].pro.has(Proclitics::AL);
    let by = s.nodes.get(at + 1).filter(|p| one && p.kind == Kind::Prep && p.enc.is_none())?;
    let body = s.entity(at + 2).filter(|e| !e.person)?;
    let name = s.entity(at + 3).filter(|e| e.person && s.nodes[at + 3].pro.0 == 0)?;
    let within = holds(&s.k.language.prepositions.within, s.folded_stem(by));
    (within && body.can_act() && name.can_act()).then_some(at + 3)
}

/// `قال مستشفى العودة إن`, `قالت والدة المعتقل إن`: what stands between a verb of saying and its words says it.
fn subject_noun(s: &Sentence<'_>, at: usize) -> Option<Found> {
    let begins = speech_begins(s, at);
    // `وقال الراوي لـ"الوطن": حققت القوات تقدما`
    let colon = || (at + 2..s.nodes.len().min(at + 9)).find(|&j| s.parse.colon(s.types, j));
    let begins = if begins == at { colon()? } else { begins };
    if !s.nodes[at].is(Labels::REPORT | Labels::OPINION) || begins <= at + 1 || begins > at + 9 {
        return None;
    }
    let skipped = |n: &&Node| {
        n.is_quote()
            || matches!(n.kind, Kind::Time | Kind::Filler)
            || n.kind == Kind::Prep && n.enc.is_some()
            || n.is(Labels::ONE | Labels::QUANTIFIER)
    };
    let next = after_hearer(s, at).min(begins);
    let first = next + s.nodes[next..begins].iter().take_while(skipped).count();
    let n = s.nodes[next..begins].get(first - next)?;
    // `قال اغير إن`: a name written like a verb.
    let aside = |n: &Node| n.is_quote() || matches!(n.kind, Kind::Time | Kind::Filler | Kind::Comma);
    let alone = n.kind == Kind::Verb && n.enc.is_none() && s.nodes[first + 1..begins].iter().all(aside);
    let told = s.nodes[first..begins].iter().any(|n| n.kind == Kind::Verb) || s.triggers.contains(&first);
    let told = told && !alone;
    let named = match n.kind {
        Kind::Unknown => true,
        Kind::Verb => alone,
        Kind::Entity => s.entity(first).is_some_and(|e| e.goods.is_none()) && !s.oblique(first),
        Kind::Noun | Kind::Adjective => {
            !document(s, first)
                && n.enc.is_none()
                && matches!(n.pos(), Some(Pos::Noun | Pos::ActiveParticiple | Pos::PassiveParticiple | Pos::Adjective))
        }
        _ => false,
    };
    (named && !told && n.joined_prep().is_none() && !n.joined_by_and()).then(|| s.found(first))
}

/// `الحاج مطلك قال`, `الناس تقول إن`, `النوبي طلع بفيديو وقال`: what opens the line, or in a post its part after a comma, before a
/// verb of saying.
fn opening_noun(s: &Sentence<'_>, at: usize) -> Option<Found> {
    if !s.nodes[at].is(Labels::REPORT) {
        return None;
    }
    let sentence = s.sentence_start(at);
    let comma = (sentence..at).rev().find(|&j| s.nodes[j].kind == Kind::Comma).map_or(sentence, |c| c + 1);
    let acts = |at: usize| s.entity(at).is_some_and(|e| e.can_act() && e.goods.is_none());
    let opens = |at: usize| {
        let n = &s.nodes[at];
        let noun = n.kind == Kind::Noun && n.pos() == Some(Pos::Noun);
        let article = n.pro.0 & !(Proclitics::WA.0) == Proclitics::AL.0 && n.enc.is_none();
        let named = s.types.folded(s.parse.tokens[n.first as usize]).trim_start_matches('و').starts_with("ال");
        let free = n.joined_prep().is_none() && n.operator.is_none();
        (noun || n.kind == Kind::Adjective) && article || n.kind == Kind::Unknown && named || acts(at) && free
    };
    [comma, sentence].into_iter().find_map(|from| {
        let skipped = |n: &&Node| {
            matches!(n.kind, Kind::Particle | Kind::Filler | Kind::Mark) && !n.is(Labels::THAT | Labels::RELATIVE)
        };
        let start = from + s.nodes[from..at].iter().take(2).take_while(skipped).count();
        (start < at && opens(start)).then_some(())?;
        let told = s.triggers.iter().any(|t| (start..at).contains(t)) || document(s, start);
        let name = |n: &Node| {
            matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Unknown | Kind::Entity)
                && n.joined_prep().is_none()
                && !n.joined_by_and()
        };
        let short = (1..=3).contains(&(at - start)) && s.nodes[start + 1..at].iter().all(name);
        // He came out with it: one verb before, and its phrase.
        let verb = s.nodes[start + 1..at].iter().position(|n| n.kind == Kind::Verb);
        // `السائق كلمنا من الطريق قال`: who spoke to those who write.
        let to_us = |v: usize| s.nodes[v..at].iter().take(2).any(|n| n.enc.is_some_and(|e| e.person == 1));
        let spoke = verb.is_some_and(|v| v <= 3 && to_us(start + 1 + v));
        let came_out =
            at - start <= 6 && verb.is_some_and(|v| v <= 1) && s.nodes[at].joined_by_and() || spoke && at - start <= 9;
        (!told && (short || came_out)).then(|| s.found(start))
    })
}

/// Whose text it is, told after it: `تقرير للأمم المتحدة`, `بيان صادر عن المجلس`.
fn text_of(s: &Sentence<'_>, text: usize) -> Option<Vec<Found>> {
    let next = s.nodes.get(text + 1)?;
    let who = if next.kind == Kind::Entity && next.joined_prep() == Some("ل") {
        text + 1
    } else if told_on_text(s, text) {
        text + 2
    } else {
        let issued = next.pos() == Some(Pos::ActiveParticiple);
        let from = s.nodes.get(text + 2).filter(|p| p.kind == Kind::Prep && p.enc.is_none())?;
        (issued && holds(&s.k.language.prepositions.relayed, s.folded_stem(from))).then_some(text + 3)?
    };
    s.entity(who).is_some_and(Entity::can_act).then(|| s.conjuncts(who))
}

/// `شهادات جمعتها المنظمة`: whether an indefinite text has a clause on it whose subject stands right after the verb.
fn told_on_text(s: &Sentence<'_>, text: usize) -> bool {
    let (n, who) = (&s.nodes[text], text + 2);
    let verb = s.nodes.get(text + 1).is_some_and(|v| {
        v.kind == Kind::Verb && v.pos() == Some(Pos::Perfect) && v.pro.0 == 0 && v.enc.is_some_and(|e| e.person == 3)
    });
    let indefinite = !super::fill::definite(n) && n.enc.is_none();
    verb && indefinite && who < s.nodes.len() && !s.has_prep(who) && s.agrees(text + 1, who)
}

/// A house or a body that speaks without being an actor.
pub(super) fn voiced(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    matches!(n.kind, Kind::Entity | Kind::Noun | Kind::Adjective)
        && holds(&s.k.language.voices, s.folded_stem(n))
        && (n.enc.is_none() || s.entity(at).is_none())
        && s.entity(at).is_none_or(|e| e.goods.is_none())
}

/// Whose text it is that a verb tells of: who issued it before (`أصدر المجلس بيانا قال فيه إن`).
pub(super) fn of_text(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    if !s.resumptive(at) {
        return None;
    }
    let text = (s.sentence_start(at)..at).rev().take(4).find(|&j| s.nodes[j].kind == Kind::Noun && document(s, j))?;
    let issued = (s.sentence_start(at)..text).rev().find(|&j| s.nodes[j].kind == Kind::Verb)?;
    let who = (issued + 1..text).find(|&j| s.entity(j).is_some_and(Entity::can_act) && !s.has_prep(j));
    let who = who.map(|j| s.conjuncts(j)).or_else(|| s.subject_before(issued))?;
    who.iter().any(|f| s.lines_entity(*f).is_some_and(Entity::can_act)).then_some(who)
}

/// `نقلت الوكالة عن مسؤول قوله`: what is relayed is the word of the one after عن.
pub(super) fn relayed(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    let learned = s.nodes[at].is(Labels::LEARN);
    let marks = &s.k.language.prepositions.relayed;
    for j in at + 1..s.nodes.len().min(at + 8) {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Prep if n.enc.is_none() && (holds(marks, s.folded_stem(n)) || learned && from(s, n)) => {
                let next = (j + 1..s.nodes.len()).find(|&i| !s.nodes[i].is_quote())?;
                let says = s.entity(next).is_some_and(Entity::can_act) || voiced(s, next) && !learned;
                if !says && !learned && quoted_by_name(s, next) {
                    return Some(vec![s.found(next)]);
                }
                return says.then(|| holder(s, next).unwrap_or_else(|| s.conjuncts(next)));
            }
            Kind::Stop | Kind::Verb => return None,
            Kind::Particle if n.is(Labels::THAT) => return None,
            _ => {}
        }
    }
    None
}

/// `من`, after a verb of learning.
fn from(s: &Sentence<'_>, n: &Node) -> bool {
    holds(&s.k.language.part_of, s.folded_stem(n))
}

/// `المرصد، أوضح أن`, `أما فلان، عضو المجلس، فقال إن`: the one the sentence opens with.
fn topic(s: &Sentence<'_>, at: usize) -> Option<Vec<Found>> {
    if s.nodes[at].pro.has(Proclitics::WA) {
        return None;
    }
    let start = s.sentence_start(at);
    // `وكانت فلانة، رئيسة المنظمة، قالت إن`: the auxiliary of the past is no other verb.
    let past = |j: usize| j == start && s.nodes[j].is(Labels::PAST);
    if (start..at).any(|j| s.nodes[j].kind == Kind::Verb && !s.in_relative(j) && !past(j)) {
        return None;
    }
    // `عاجل: مصدر بالمشفى يقول`
    let colon = (start..at.min(start + 4)).rev().find(|&j| s.parse.colon(s.types, j));
    let start = colon.map_or(start, |c| c + 1);
    let first = (start..at).find(|&j| s.entity(j).is_some_and(Entity::can_act))?;
    (!s.has_prep(first)
        && (start..first).all(|j| {
            s.nodes[j].is_quote()
                || past(j)
                || matches!(s.nodes[j].kind, Kind::Particle | Kind::Filler | Kind::Time | Kind::Comma)
        }))
    .then(|| s.conjuncts(first))
}

/// `رغم إعلان موسكو عن هدنة`, `بعد إعلان الحزب وقف الهجمات`: a text by its name, where who it is of tells something by it.
pub(super) fn announcing(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    if n.pos() != Some(Pos::Noun) || n.pro.has(Proclitics::AL) || n.enc.is_some() {
        return false;
    }
    let readings = s.types.readings(s.parse.tokens[n.head as usize]);
    let tells = readings.iter().any(|r| {
        r.feats.pos == Pos::Masdar
            && s.k.labels.bits(s.k.lexicon.lemma(r.lemma).base.unwrap_or(r.lemma)) & Labels::REPORT != 0
    });
    let whose = s.entity(at + 1).is_some_and(Entity::can_act) && s.nodes[at + 1].joined_prep().is_none();
    let next = s.nodes[at + 1..].iter().skip(1).find(|n| !matches!(n.kind, Kind::Time | Kind::Comma));
    let about = |n: &Node| {
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.relayed, s.folded_stem(n))
            || n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar) && n.joined_prep().is_none()
            || n.is(Labels::THAT)
    };
    tells && whose && next.is_some_and(about)
}

/// A noun that speaks (`البيان`).
pub(super) fn document(s: &Sentence<'_>, at: usize) -> bool {
    let node = &s.nodes[at];
    node.is(Labels::DOCUMENT | Labels::DRAFT) || holds(&s.k.language.documents, s.folded_stem(node))
}

/// `البيان` stands for who issued it; `المصدر`, `المنظمة` for the last speaker of that name.
pub(super) fn named(s: &Sentence<'_>, talk: &Talk, found: Found) -> Found {
    if found.line != s.line {
        return found;
    }
    if let Some(man) = honoured(s, talk, found) {
        return man;
    }
    let node = &s.nodes[found.node as usize];
    let via = Some(s.span(found.node as usize));
    // `مشروع القرار`: a draft is nobody's word but its own.
    if node.kind == Kind::Noun && node.is(Labels::DRAFT) {
        return found;
    }
    if node.kind == Kind::Noun && !document(s, found.node as usize) {
        // `الموقع`, `المركز`: the one that was named before.
        let alone = node.pro.has(Proclitics::AL) && voiced(s, found.node as usize);
        return same_word(s, talk, found).filter(|_| alone).map_or(found, |f| Found { via, ..f });
    }
    // `تفيد تقديرات بأن`: news that nobody was named with.
    if node.kind == Kind::Noun && !super::fill::definite(node) && node.enc.is_none() {
        return found;
    }
    // `تفيد الأنباء الواردة من البلدة`: news in the plural is nobody's text.
    if node.kind == Kind::Noun && node.feats.is_some_and(|f| f.number == Number::Plural) {
        return found;
    }
    if node.kind == Kind::Noun {
        if node.is(Labels::RESOLUTION)
            && let Some(issuer) = s.memory.issuer
        {
            return Found { via, ..issuer };
        }
        if let Some(first) = talk.last.as_ref().and_then(|speech| speech.speakers.first()) {
            return Found { via, ..*first };
        }
        return found;
    }
    let bare = (node.last - node.first == 1 || same_again(s, node))
        && s.entity(found.node as usize).is_some_and(|e| e.group && e.definite && (e.weak || e.actor.is_none()));
    if !bare {
        return found;
    }
    same_word(s, talk, found).map_or(found, |f| Found { via, ..f })
}

/// `كما أعلن أوغلو عن`: whether a word that nobody knows stands right after a verb of telling.
fn as_told(s: &Sentence<'_>, according: usize, at: usize) -> bool {
    s.nodes[according].last - s.nodes[according].first > 1
        && s.nodes[at].kind == Kind::Unknown
        && !names_text(s, according)
}

/// Who spoke before by a longer name that opens with the same word.
fn same_word(s: &Sentence<'_>, talk: &Talk, found: Found) -> Option<Found> {
    let node = &s.nodes[found.node as usize];
    let stems: Vec<&str> = s.types.stems(s.parse.tokens[node.head as usize]).collect();
    let same = talk.history.iter().rev().find(|f| {
        let earlier = (f.line, f.node) < (s.line, found.node);
        let (Some(other), true) = (s.memory.node(**f), earlier) else { return false };
        let token = s.memory.parse(f.line).tokens[other.head as usize];
        other.last - other.first > 1 && s.types.stems(token).any(|w| stems.contains(&w))
    });
    same.copied()
}

pub(super) fn source_after(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    let mut told = None;
    let mut counted = false;
    let text = names_text(s, at);
    let speech = |found: Vec<Found>| {
        let speakers = found.into_iter().map(|f| named(s, talk, f)).collect();
        Some(Speech { speakers, by: at })
    };
    for j in at + 1..s.nodes.len().min(at + 7) {
        let n = &s.nodes[j];
        match n.kind {
            Kind::Open | Kind::Close | Kind::Time => {}
            // `على ما قال لنا ممرض`
            Kind::Prep if n.enc.is_none_or(|e| e.person == 1) => {}
            Kind::Noun | Kind::Particle if n.is(Labels::ONE | Labels::QUANTIFIER) && !counted => counted = true,
            // `حسب تأكيد شهود`
            Kind::Noun if j == at + 1 && n.pos() == Some(Pos::Masdar) && n.pro.0 == 0 && n.is(SPEECH) => {}
            // `بحسب ذات المصدر`
            Kind::Noun | Kind::Particle if j == at + 1 && holds(&s.k.language.oneself, s.folded_stem(n)) => {}
            // `بحسب إحصائية صادرة عن المجلس`: whose text it is.
            Kind::Noun if document(s, j) => match text_of(s, j) {
                Some(whose) => return speech(whose),
                None => told = Some(s.found(j)),
            },
            Kind::Adjective if told.is_some() || text => {}
            // `جاء في بيان صادر عن الوزارة أن`
            Kind::Noun if text && issued(s, j) => {}
            Kind::Adjective | Kind::Noun if j == at + 1 && newest(s, j) => {}
            // `البيان الذي أصدرته الفصائل`
            Kind::Particle if (told.is_some() || text) && n.is(Labels::RELATIVE) => {}
            Kind::Verb if (told.is_some() || text) && n.enc.is_some() && !n.is(Labels::LEARN) => {}
            // `اتهم في بيان أصدره الفصائل بالقصف`: whom he accuses did not issue it.
            Kind::Entity if text && s.nodes[j - 1].kind == Kind::Verb && !s.agrees(j - 1, j) => break,
            Kind::Entity if s.entity(j).is_some_and(Entity::can_act) => {
                // `بحسب ما نقلت الوكالة عن مصدر عسكري`: the word of the one whom it cites.
                if let Some(cited) = cited_by(s, j) {
                    return speech(s.conjuncts(cited));
                }
                return speech(holder(s, j).unwrap_or_else(|| s.conjuncts(j)));
            }
            // `وفق أحد المشاركين`
            Kind::Noun if counted && told.is_none() && n.pro.0 == Proclitics::AL.0 => return speech(vec![s.found(j)]),
            Kind::Entity | Kind::Noun if told.is_none() && n.enc.is_none() && voiced(s, j) => {
                return speech(vec![s.found(j)]);
            }
            // `وبحسب سليم فإن`: by the last part of a name.
            Kind::Unknown | Kind::Adjective | Kind::Noun
                if j == at + 1
                    && n.pro.0 == 0
                    && n.enc.is_none()
                    && (s.types.word(s.parse.tokens[n.first as usize]).given || as_told(s, at, j))
                    && s.nodes
                        .get(j + 1)
                        .is_none_or(|e| !matches!(e.kind, Kind::Unknown | Kind::Noun | Kind::Adjective)) =>
            {
                return speech(vec![s.found(j)]);
            }
            _ => break,
        }
    }
    // `وفق معلومات`: the words alone are the source; `وفق البيان` is its issuer's word.
    let told = told.filter(|f| {
        let n = &s.nodes[f.node as usize];
        // `بحسب التقديرات`: news in the plural is nobody's text.
        let several = n.feats.is_some_and(|f| f.number == Number::Plural) && !n.is(Labels::RESOLUTION);
        n.is(Labels::DRAFT)
            || !super::fill::definite(n)
            || talk.last.is_none()
            || several
            || of_state(s, f.node as usize).is_some()
    })?;
    let told = of_state(s, told.node as usize).unwrap_or(told);
    Some(Speech { speakers: [told].into_iter().collect(), by: at })
}

pub(super) fn document_after(s: &Sentence<'_>, at: usize, talk: &Talk) -> Option<Speech> {
    let j = at + 1;
    (j < s.nodes.len() && document(s, j)).then(|| talk.last.clone()).flatten()
}
