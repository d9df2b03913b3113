//! What ends a phrase that was taken for shorter: the ordinal of a unit, whose kin somebody is, the name of a tribe or of a people.

use super::node::{Entity, Kind, Node};
use super::{Parse, Types};
use crate::knowledge::{ActorKind, Knowledge, Labels, Name, holds};
use hudna_arabic::morph::{Number, Proclitics};

/// Makes one phrase of such a head and what ends it.
pub(super) fn tail(parse: &mut Parse, k: &Knowledge, types: &Types<'_>) {
    let mut i = 0;
    while i + 1 < parse.nodes.len() {
        // All of them ask for these kinds; most nodes are of others.
        let (kind, next) = (parse.nodes[i].kind, parse.nodes[i + 1].kind);
        let one = match next {
            Kind::Entity => matches!(kind, Kind::Noun | Kind::Entity),
            Kind::Number | Kind::Unknown => kind == Kind::Entity,
            _ => false,
        };
        if !one {
            i += 1;
            continue;
        }
        if kin(parse, k, i) {
            let first = parse.nodes[i].first;
            let n = &mut parse.nodes[i];
            (n.kind, n.index) = (Kind::Entity, parse.entities.len() as u32);
            parse.entities.push(Entity { person: true, definite: true, name_first: first, ..Entity::default() });
            join(parse, i);
        } else if numbered(parse, types, i) {
            let at = parse.nodes[i].index as usize;
            parse.entities[at].unlisted = true;
            parse.entities[at].definite = true;
            join(parse, i);
        } else if ordinal(parse, types, i)
            || tribe(parse, types, i)
            || named_after(parse, types, i)
            || of_a_people(parse, k, types, i)
            || of_one_count(parse, types, i)
            || of_arms(parse, types, i)
        {
            join(parse, i);
        }
        i += 1;
    }
}

/// Takes the next node into the phrase.
fn join(parse: &mut Parse, i: usize) {
    parse.nodes[i].last = parse.nodes[i + 1].last;
    parse.nodes.remove(i + 1);
}

/// `شقيق الوزير`, `زوجة القيادي`: a word for one of a family, and right after it a person.
fn kin(parse: &Parse, k: &Knowledge, i: usize) -> bool {
    let n = &parse.nodes[i];
    let one = n.feats.is_some_and(|f| f.number == Number::Singular);
    let word = n.lemma.map(|l| k.lexicon.lemma(l).folded.as_str());
    let of = |e: &Entity| e.can_act() && e.goods.is_none() && e.places.is_empty() && e.definite;
    // `ابن رئيس المجلس`: an office in the construct.
    let office = |o: &Node| o.is(Labels::OFFICE) && o.last - o.first > 1;
    // `زوجة القيادي خالد`: grouped with the title already.
    let people = parse.entity(i).is_some_and(|e| e.people.is_some() && e.actor.is_none());
    let person = people && parse.entity(i + 1).is_some_and(|e| e.person);
    (n.kind == Kind::Noun || person)
        && one
        && n.enc.is_none()
        && !n.pro.has(Proclitics::AL)
        && word.is_some_and(|w| holds(&k.language.kin, w))
        && parse.nodes[i + 1].pro.0 & !Proclitics::AL.0 == 0
        && (parse.entity(i + 1).is_some_and(of) || parse.entity(i + 1).is_some() && office(&parse.nodes[i + 1]))
}

/// `اللواء الرابع`, `مقر الكتيبة الثالثة`: the ordinal after a unit or body with the article.
fn ordinal(parse: &Parse, types: &Types<'_>, i: usize) -> bool {
    let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
    let article = |token: u32| types.folded(parse.tokens[token as usize]).starts_with("ال");
    let one = n.feats.is_some_and(|f| f.number == Number::Singular);
    let last = types.readings(parse.tokens[n.last as usize - 1]);
    let unit = last.iter().any(|r| {
        types.bits(r.lemma) & (Labels::FORCE_HEAD | Labels::BODY_HEAD) != 0 && r.feats.number == Number::Singular
    });
    let body = |e: &Entity| (e.group || e.area) && !e.person && e.people.is_none() && e.places.is_empty();
    next.kind == Kind::Number
        && parse.numbers[next.index as usize].ordinal
        && next.last - next.first == 1
        && next.pro.0 & !Proclitics::AL.0 == 0
        && one
        && unit
        && article(n.last - 1)
        && article(next.first)
        && parse.entity(i).is_some_and(body)
}

/// `حي الأربعين`, `شارع الستين`: a quarter or a street that is called by a number.
fn numbered(parse: &Parse, types: &Types<'_>, i: usize) -> bool {
    let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
    let word = types.folded(parse.tokens[next.first as usize]);
    next.kind == Kind::Number
        && next.last - next.first == 1
        && word.starts_with("ال")
        && word.ends_with("ين")
        && n.is(Labels::PLACE_KIND)
        && n.last - n.first == 1
        && n.pro.0 & !(Proclitics::WA.0 | Proclitics::BA.0 | Proclitics::LA.0) == 0
        && n.enc.is_none()
        && n.feats.is_some_and(|f| f.number == Number::Singular)
        && parse.entity(i).is_some_and(|e| e.area && e.places.is_empty())
}

/// `عشائر الدليم`: a word for tribes, which alone may mean those of one country, and a name that nobody knows.
fn tribe(parse: &Parse, types: &Types<'_>, i: usize) -> bool {
    let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
    let many = n.feats.is_some_and(|f| f.number == Number::Plural);
    let construct = n.last - n.first == 1 && !n.pro.has(Proclitics::AL) && n.enc.is_none();
    let weak = |e: &Entity| e.weak && e.actor.is_some() && e.places.is_empty() && !e.person && construct && many;
    // `أبناء عشيرة البوسالم`
    let last = types.readings(parse.tokens[n.last as usize - 1]).first();
    let body = last.is_some_and(|r| {
        let bare = r.proclitics.0 == 0 && r.enclitic.is_none();
        bare && types.bits(r.lemma) & Labels::BODY_HEAD != 0 && r.feats.number == Number::Singular
    });
    let folk = |e: &Entity| e.people.is_some() && e.actor.is_none() && n.last - n.first == 2 && body;
    next.kind == Kind::Unknown
        && types.folded(parse.tokens[next.first as usize]).starts_with("ال")
        && parse.entity(i).is_some_and(|e| weak(e) || folk(e))
}

/// `حركة أبناء الأرض`, `تجمع ثوار الجبل`: a body whose name ends with people, and whose people they are.
fn named_after(parse: &Parse, types: &Types<'_>, i: usize) -> bool {
    let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
    let last = types.readings(parse.tokens[n.last as usize - 1]);
    let token = parse.tokens[n.last as usize - 1];
    let folk = |bits: u64| bits & Labels::FORCE_HEAD != 0 || matches!(types.word(token).kind, Some(Name::People(_)));
    let people = last.first().is_some_and(|r| {
        let bare = r.proclitics.0 == 0 && r.enclitic.is_none();
        bare && r.feats.number == Number::Plural && folk(types.bits(r.lemma))
    });
    let body = |e: &Entity| e.group && e.actor.is_none() && !e.person && e.at.is_none() && e.people.is_none();
    let place = |e: &Entity| e.can_place() && e.actor.is_none() && e.people.is_none();
    let plain = |n: &Node| n.pro.0 & !Proclitics::AL.0 == 0;
    n.last - n.first > 1
        && people
        && plain(next)
        && parse.entity(i).is_some_and(body)
        && parse.entity(i + 1).is_some_and(|e| place(e) && e.definite)
}

/// `من الشبان الأكراد`: a word for several people and the people that they are of, where no verb before them may part the two; after a
/// preposition also one more word for them (`من الناشطين الشبان`).
fn of_a_people(parse: &Parse, k: &Knowledge, types: &Types<'_>, i: usize) -> bool {
    let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
    let many = |n: &Node| n.feats.is_some_and(|f| f.number == Number::Plural);
    let folk = |n: &Node| {
        let token = parse.tokens[n.head as usize];
        n.is(Labels::FORCE_HEAD) || matches!(types.word(token).kind, Some(Name::People(_)))
    };
    let ethnic = |e: &Entity| e.actor.is_some_and(|a| k.actors[a as usize].kind == ActorKind::Ethnic);
    let before = i.checked_sub(1).map(|b| parse.nodes[b].kind);
    let parted = before == Some(Kind::Verb);
    let people = |e: &Entity| ethnic(e) || before == Some(Kind::Prep) && e.group && !e.person && folk(next);
    let article = |n: &Node| (n.first..n.last).all(|t| types.word(parse.tokens[t as usize]).article);
    !parted
        && n.kind == Kind::Entity
        && article(n)
        && article(next)
        && next.pro.0 & !Proclitics::AL.0 == 0
        && many(n)
        && many(next)
        && parse.entity(i + 1).is_some_and(people)
        && folk(n)
}

/// `32 ناشطا كرديا شابا`: two words for people, each in the form that a number above ten asks for.
fn of_one_count(parse: &Parse, types: &Types<'_>, i: usize) -> bool {
    let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
    let counted = |n: &Node| types.folded(parse.tokens[n.first as usize]).ends_with('ا') && n.pro.0 == 0;
    let people = |at: usize| parse.entity(at).is_some_and(|e| e.people.is_some() && !e.person);
    // `80 قتيلا مدنيا`: who was killed is told by the second.
    let hurt = n.is(Labels::DEATH | Labels::INJURY);
    i > 0
        && !hurt
        && parse.nodes[i - 1].kind == Kind::Number
        && counted(n)
        && counted(next)
        && people(i)
        && people(i + 1)
}

/// `القذائف المدفعية`: what describes arms by the word for those who fire them.
fn of_arms(parse: &Parse, types: &Types<'_>, i: usize) -> bool {
    let (n, next) = (&parse.nodes[i], &parse.nodes[i + 1]);
    let one = next.last - next.first == 1 && next.pro.0 & !Proclitics::AL.0 == 0;
    let article = |n: &Node| types.word(parse.tokens[n.last as usize - 1]).article;
    let describes = || types.readings(parse.tokens[next.first as usize]).iter().any(|r| r.feats.pos.describes());
    let arms = |e: &Entity| e.goods.is_some() && e.actor.is_none();
    let force = |e: &Entity| e.actor.is_some() && !e.person && e.places.is_empty();
    n.feats.is_some_and(|f| f.number == Number::Plural)
        && parse.entity(i).is_some_and(arms)
        && parse.entity(i + 1).is_some_and(force)
        && one
        && article(n)
        && article(next)
        && describes()
}
