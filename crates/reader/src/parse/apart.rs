//! Words that are written alike, told apart by the word beside them.

use super::Parse;
use super::marks::{item, nominative};
use super::node::{Entity, Kind, Node};
use super::pair::{companion, of_two};
use super::tells::{clarifies, expresses, who_does};
use super::tense::after_that;
use super::words::{Open, Types, finite, nominal};
use crate::knowledge::{Knowledge, Labels, Name, holds};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics, Reading, Voice};
use hudna_arabic::token::{Token, TokenKind};
use hudna_claims::Event;

/// The reading that the words on either side of token `i` leave.
pub(super) fn beside<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &'r Types<'_>,
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    let readings = types.readings(tokens[i]);
    let next = tokens.get(i + 1).copied();
    // Most rules ask for a reading with some label that no reading of most words has.
    let labels = parse.labels[i];
    let of = |bits: u64| (labels & bits != 0).then_some(readings);
    let before = |bits: u64| of(bits).zip(next);
    let said = Labels::REPORT | Labels::DENY | Labels::DEMAND | Labels::ACCUSE;
    of(Labels::COLLECTIVE)
        .and_then(|r| household(parse, k, types, r))
        .or_else(|| of(Labels::REPORT | Labels::REPORT_ABOUT).and_then(|r| clarifies(parse, k, types, r, tokens, i)))
        .or_else(|| of(Labels::REPORT_ABOUT).and_then(|r| expresses(parse, k, types, r, tokens, i)))
        .or_else(|| before(Labels::TIME_UNIT).and_then(|(r, n)| super::tense::no_time(parse, k, types, r, n)))
        .or_else(|| before(Labels::REPORT).and_then(|(r, n)| to_us(k, types, r, n)))
        .or_else(|| before(Labels::QUANTIFIER).and_then(|(r, n)| how_many(k, types, r, n)))
        .or_else(|| before(Labels::QAD).and_then(|(r, n)| already(k, types, r, n).or_else(|| lost(k, types, r, n))))
        .or_else(|| of_two(parse, readings).or_else(|| after_that(parse, types, tokens, readings)))
        .or_else(|| of(Labels::PLACE_KIND).and_then(|r| companion(parse, k, r)))
        .or_else(|| next.filter(|_| parse.nodes.is_empty()).and_then(|n| heads(k, types, readings, n)))
        .or_else(|| opens(parse).then(|| described(k, types, readings, tokens, i + 1)).flatten())
        .or_else(|| nation(parse, k, types, tokens, i))
        .or_else(|| i.checked_sub(1).and_then(|b| attribute(parse, types, k, readings, tokens[b])))
        .or_else(|| suffered(parse, types, tokens, i).or_else(|| takes_up(parse, types, tokens, i)))
        .or_else(|| next.and_then(|n| laid_by(parse, types, readings, n)))
        .or_else(|| of(said).and_then(|r| tells(parse, k, types, r, next)))
        .or_else(|| before(said | Labels::REPORT_ABOUT).and_then(|(r, n)| tells_first(parse, k, types, r, n)))
}

/// `أفراد أسرته`, `ابن أسرتها`: right after one of a family what may be that family is no verb; nor is it after
/// `و` and those who have one (`المسلحون وأسرهم`).
fn household<'r>(parse: &Parse, k: &Knowledge, types: &Types<'_>, readings: &'r [Reading]) -> Option<&'r Reading> {
    let last = parse.nodes.last()?;
    let lemma = || last.lemma.map(|l| k.lexicon.lemma(l).folded.as_str());
    let kin =
        || last.enc.is_none() && !last.pro.has(Proclitics::AL) && lemma().is_some_and(|l| holds(&k.language.kin, l));
    let acts = || parse.entity(parse.nodes.len() - 1).is_some_and(Entity::can_act);
    let whole = |r: &&Reading| nominal(r) && r.enclitic.is_some() && types.bits(r.lemma) & Labels::COLLECTIVE != 0;
    readings.iter().find(|r| whole(r) && (kin() || r.proclitics.has(Proclitics::WA) && acts()))
}

/// Whether a word is a preposition that says of what something is a part (`من`).
fn part_of(k: &Knowledge, types: &Types<'_>, token: Token) -> bool {
    types.readings(token).first().is_some_and(|r| {
        r.feats.pos == Pos::Preposition
            && r.enclitic.is_none()
            && holds(&k.language.part_of, k.lexicon.lemma(r.lemma).folded.as_str())
    })
}

/// `اعتقلت العديد من المدنيين`: before `من` a word of how many rather than the adjective written like it.
fn how_many<'r>(k: &Knowledge, types: &Types<'_>, readings: &'r [Reading], next: Token) -> Option<&'r Reading> {
    let many = |r: &&Reading| r.feats.pos == Pos::Noun && k.labels.bits(r.lemma) & Labels::QUANTIFIER != 0;
    readings.iter().find(many).filter(|_| part_of(k, types, next))
}

/// `أكد أن رجلا مسنا، قتل أمس`: whether of the subject of a clause with أن, before the comma that stands last, nothing is said yet.
pub(super) fn owes_verb(parse: &Parse) -> bool {
    let mut before = parse.nodes.iter().rev().skip(1).take(8).skip_while(|n| {
        matches!(n.kind, Kind::Entity | Kind::Noun | Kind::Adjective | Kind::Unknown | Kind::Number) || n.is_quote()
    });
    let that = before.next().is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::THAT));
    let subject = parse.nodes.iter().rev().nth(1).is_some_and(|n| !matches!(n.kind, Kind::Particle));
    that && subject
}

/// `مجموعة من المدنيين`: whether token `i` tells how many people are meant, and is no group of its own.
pub(super) fn counts_people(k: &Knowledge, types: &Types<'_>, tokens: &[Token], i: usize, node: &Node) -> bool {
    let after = |n: usize| tokens.get(i + n).copied();
    node.is(Labels::COLLECTIVE)
        && node.enc.is_none()
        && !node.pro.has(Proclitics::AL)
        && after(1).is_some_and(|t| part_of(k, types, t))
        && after(2).is_some_and(|t| matches!(types.word(t).kind, Some(Name::People(_))))
}

/// `الكتل الإسمنتية`: whether the word after token `i` tells what something is made of.
pub(super) fn made_of_stuff(k: &Knowledge, types: &Types<'_>, tokens: &[Token], i: usize) -> bool {
    let stuff = |r: &Reading| holds(&k.language.shades.stuff, &k.lexicon.lemma(r.lemma).folded);
    tokens.get(i + 1).is_some_and(|t| types.readings(*t).first().is_some_and(stuff))
}

/// `وقالت واشنطن، نفى الجيش ذلك`: after a pause a verb of telling before its subject, rather than the noun written like it.
fn tells_first<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    next: Token,
) -> Option<&'r Reading> {
    let said = Labels::REPORT | Labels::DENY | Labels::ACCUSE;
    let plain = |r: &Reading| r.proclitics.0 == 0 && r.enclitic.is_none();
    let told = |r: &&Reading| r.feats.pos == Pos::Perfect && r.feats.person == 3 && plain(r);
    let verb = readings.first().filter(told)?;
    let bits = k.labels.bits(verb.lemma);
    parse.nodes.last().filter(|n| n.kind == Kind::Comma)?;
    let who = types.readings(next).first().filter(|r| nominal(r) && r.proclitics.0 & !Proclitics::AL.0 == 0);
    // `محافظة الرقة: رصد نشطاء المرصد`
    let source = |r: &Reading| k.labels.bits(r.lemma) & (Labels::SOURCE_HEAD | Labels::OFFICE) != 0;
    let sees = bits & Labels::REPORT_ABOUT != 0 && who.is_some_and(source);
    let names =
        || who.is_some_and(|r| r.proclitics.has(Proclitics::AL)) || types.roots(next).iter().any(|r| r.cut.0 == 0);
    (sees || bits & said != 0 && names()).then_some(verb)
}

/// `شاحنات تحمل وقودا`: a clause on an indefinite noun, rather than a verbal noun that the rules do not know.
pub(super) fn clause_on<'r>(
    parse: &Parse,
    readings: &[&'r Reading],
    known: impl Fn(&Reading) -> bool,
) -> Option<&'r Reading> {
    let bare = |r: &Reading| r.proclitics.0 == 0 && r.enclitic.is_none();
    let present = |r: &&&Reading| r.feats.pos == Pos::Imperfect && r.feats.person == 3 && bare(r) && known(r);
    let head = parse.nodes.iter().rev().find(|n| n.kind != Kind::Adjective || n.pro.has(Proclitics::AL))?;
    let feats = head.feats?;
    let open = match head.kind {
        Kind::Noun => !head.pro.has(Proclitics::AL) && head.enc.is_none() && head.pos() != Some(Pos::Masdar),
        Kind::Entity => {
            let e = &parse.entities[head.index as usize];
            !e.definite && e.actor.is_none() && e.places.is_empty()
        }
        _ => false,
    };
    let feminine = feats.gender == Gender::Feminine || feats.number == Number::Plural;
    let agrees = |r: &Reading| r.feats.number == Number::Singular && (r.feats.gender == Gender::Feminine) == feminine;
    let verb = readings.iter().filter(|_| open).find(present).filter(|r| agrees(r))?;
    let unknown = readings.iter().filter(|r| nominal(r)).all(|r| r.feats.pos == Pos::Masdar && !known(r));
    unknown.then_some(verb)
}

/// Whether two stand before a word, or several: whom a verb in the dual could be of.
fn two_before(parse: &Parse) -> bool {
    let two = |f: hudna_arabic::morph::Feats| f.number == Number::Dual;
    parse.nodes.iter().any(|n| n.feats.is_some_and(two) || n.kind == Kind::Entity && n.joined_by_and())
}

/// Whether a verb and its subject stand right before a word.
fn after_subject(parse: &Parse) -> bool {
    let subject = |n: &Node| matches!(n.kind, Kind::Noun | Kind::Entity) && n.joined_prep().is_none();
    matches!(&parse.nodes[..], [.., verb, noun] if verb.kind == Kind::Verb && subject(noun))
}

/// `استهدف الهجوم حشدا من الشبان`: what has the alif of tanwin, after a verb and its subject, is no verb of two.
pub(super) fn of_one<'r>(parse: &Parse, readings: &'r [Reading], chosen: &'r Reading) -> &'r Reading {
    let of_two = |r: &Reading| r.feats.pos == Pos::Perfect && r.feats.number == Number::Dual && r.enclitic.is_none();
    // `إن قواته باقية، نافيا وجود اتفاق`: nor is a participle after a pause.
    let paused = parse.nodes.last().is_some_and(|n| n.kind == Kind::Comma);
    if paused
        && of_two(chosen)
        && !two_before(parse)
        && let Some(participle) = readings.iter().find(|r| r.feats.pos == Pos::ActiveParticiple)
    {
        return participle;
    }
    if !of_two(chosen) || !after_subject(parse) || two_before(parse) {
        return chosen;
    }
    let noun = readings.iter().find(|r| r.feats.pos == Pos::Noun);
    noun.or_else(|| readings.iter().find(|r| !of_two(r))).unwrap_or(chosen)
}

/// `أعلن الحلف وقفا لإطلاق النار`: a verbal noun that governs, with the alif of tanwin, not two who do it, where no two stand before.
pub(super) fn one_noun<'r>(parse: &Parse, k: &Knowledge, readings: &[&'r Reading]) -> Option<&'r Reading> {
    let two = |f: hudna_arabic::morph::Feats| f.number == Number::Dual;
    let verb = readings.iter().find(|r| r.feats.pos == Pos::Perfect && two(r.feats) && r.enclitic.is_none())?;
    // `استهدف حشدا من الشبان`: of two nouns written alike the likelier.
    if readings.first().is_some_and(|r| r.feats.pos == Pos::Noun) && after_subject(parse) {
        return None;
    }
    let noun = readings.iter().find(|r| {
        let one = r.feats.number == Number::Singular && r.proclitics == verb.proclitics && r.enclitic.is_none();
        // `شقيقين قتلا`: of what is suffered the verb is as likely.
        let harms = k.labels.bits(r.lemma) & (Labels::DEATH | Labels::INJURY) != 0;
        let event = || !harms && k.words.answered(r).next().is_some();
        let known = || k.labels.operator(r.lemma).is_some() || event();
        r.feats.pos == Pos::Masdar && one && known()
    })?;
    (!two_before(parse) && !parse.nodes.is_empty()).then_some(*noun)
}

/// `كمين نصبه الجيش`: between a noun without the article and one with it a verb with a pronoun, rather than a verbal noun that is written like it.
fn laid_by<'r>(parse: &Parse, types: &Types<'_>, readings: &'r [Reading], next: Token) -> Option<&'r Reading> {
    let n = parse.nodes.last().filter(|n| n.kind == Kind::Noun && n.pos() == Some(Pos::Noun))?;
    let open = !n.pro.has(Proclitics::AL) && n.enc.is_none();
    let takes_up = |r: &Reading| r.proclitics.0 == 0 && r.enclitic.is_some_and(|e| e.person == 3);
    let deed = readings.iter().any(|r| r.feats.pos == Pos::Masdar && takes_up(r));
    let who = types.readings(next).first().is_some_and(|r| nominal(r) && r.proclitics.0 == Proclitics::AL.0);
    // `تصريح بثه التلفزيون`: of what is said it is not asked.
    let says = |r: &Reading| types.bits(r.lemma) & (Labels::REPORT | Labels::REPORT_ABOUT) != 0;
    readings.iter().find(|r| open && deed && who && r.feats.pos == Pos::Perfect && takes_up(r) && !says(r))
}

/// `أعلن الجيش سيطرته على البلدة`: after a verb with its subject, his deed, rather than a verb said of a woman that is written like it.
pub(super) fn his_deed<'r>(parse: &Parse, readings: &[&'r Reading]) -> Option<&'r Reading> {
    let his = |r: &&&Reading| r.feats.pos == Pos::Masdar && r.proclitics.0 == 0 && r.enclitic.is_some();
    let noun = readings.iter().find(his)?;
    let of_her = |r: &Reading| r.feats.gender == Gender::Feminine && r.feats.number == Number::Singular;
    let like_it = |r: &Reading| r.feats.pos == Pos::Perfect && r.enclitic == noun.enclitic && of_her(r);
    let all = readings.iter().filter(|r| finite(r)).all(|r| like_it(r));
    let stands = |n: &&Node| !n.is_quote() && !matches!(n.kind, Kind::Time | Kind::Adjective | Kind::Filler);
    let mut before = parse.nodes.iter().rev().filter(stands);
    let subject = before.next().filter(|n| n.kind == Kind::Entity && n.joined_prep().is_none())?;
    let man = subject.feats.is_none_or(|f| f.gender == Gender::Masculine);
    let told = before.next().is_some_and(|n| n.kind == Kind::Verb);
    (all && man && told).then_some(*noun)
}

/// `تظاهرة نظمها الطلاب`, `مقال كتبه الوزير`: between an indefinite noun and another one the verb whose pronoun takes it up.
fn takes_up<'r>(parse: &Parse, types: &'r Types<'_>, tokens: &[Token], i: usize) -> Option<&'r Reading> {
    let readings = types.readings(tokens[i]);
    let own = |r: &&Reading| r.enclitic.is_some_and(|e| e.person == 3) && r.proclitics.0 == 0;
    let told = Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH;
    let does = |r: &&Reading| r.feats.pos == Pos::Perfect && r.feats.person == 3 && types.bits(r.lemma) & told == 0;
    let verb = readings.iter().find(|r| own(r) && does(r))?;
    let pronoun = verb.enclitic.filter(|e| e.number == Number::Singular)?;
    let noun = parse.nodes.last().filter(|n| {
        let open = n.kind == Kind::Noun && n.enc.is_none() && !n.pro.has(Proclitics::AL);
        // `زعم صفته المدنية`: of saying nothing is done.
        open && !n.is(told) && n.feats.is_some_and(|f| f.number == Number::Singular && f.gender == pronoun.gender)
    });
    let next = tokens.get(i + 1).filter(|t| noun.is_some() && t.kind == TokenKind::Arabic)?;
    let who = types.readings(*next).first();
    let named = types.roots(*next).iter().any(|r| r.cut.0 == 0);
    // `وقف حملته العسكرية`: nor what describes a noun of his.
    let plain = types.readings(*next).iter().all(|r| r.feats.pos != Pos::Adjective);
    let noun = |r: &Reading| plain && r.feats.pos == Pos::Noun && r.proclitics.0 & !Proclitics::AL.0 == 0;
    let named = named || who.is_some_and(noun);
    // `فرض سيطرته`: his deed, rather.
    let thing = |r: &Reading| r.feats.pos == Pos::Noun && own(&r);
    let deed = |r: &Reading| r.feats.pos == Pos::Masdar && own(&r);
    (named && readings.iter().any(thing) && !readings.iter().any(deed)).then_some(verb)
}

/// Whether nothing follows that a verbal noun could govern: a mark, a preposition or the end.
fn nothing_governed(types: &Types<'_>, next: Option<Token>) -> bool {
    next.is_none_or(|token| match token.kind {
        TokenKind::Arabic => {
            let first = types.readings(token).first();
            first.is_some_and(|r| r.feats.pos == Pos::Preposition || r.proclitics.0 & Proclitics::BA.0 != 0)
        }
        TokenKind::Stop | TokenKind::Comma => true,
        _ => false,
    })
}

/// `الحصار رُفع عن البلدة`, `الرجل الثاني قتل أثناء نومه`: after a noun with the article, or what describes it, what was done to it; the
/// verbal noun that is written like it would govern something (`الهدف رفع الحصار`).
fn suffered<'r>(parse: &Parse, types: &'r Types<'_>, tokens: &[Token], i: usize) -> Option<&'r Reading> {
    let readings = types.readings(tokens[i]);
    let passive = |r: &&Reading| {
        let done = r.feats.pos == Pos::Perfect && r.feats.person == 3 && r.feats.voice != Voice::Active;
        done && r.proclitics.0 == 0 && r.enclitic.is_none()
    };
    let verb = readings.first().filter(passive)?;
    let told_of = |n: &&Node| match n.kind {
        Kind::Noun | Kind::Adjective => n.pro.0 & !Proclitics::WA.0 == Proclitics::AL.0,
        Kind::Number => types.folded(tokens[n.first as usize]).starts_with("ال"),
        _ => false,
    };
    let noun = parse.nodes.last().filter(told_of)?;
    let agrees = noun.feats.is_none_or(|f| f.number == verb.feats.number && f.gender == verb.feats.gender);
    let others = readings.iter().filter(|r| nominal(r)).all(|r| r.feats.pos == Pos::Masdar && r.proclitics.0 == 0);
    (agrees && others && nothing_governed(types, tokens.get(i + 1).copied())).then_some(verb)
}

/// Whether the words of an operator are others here: what a verb of saying takes (`شدد الوزير على أن`), or a verb before who does it
/// (`حال مسلحون دون وصولهم`). `tokens` begin with the operator's `words`.
pub(super) fn no_operator(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    tokens: &[Token],
    (words, operator): (usize, u16),
) -> bool {
    let done = || tokens.get(words).is_some_and(|&next| nominative(types, next));
    let verb = words == 1 && types.readings(tokens[0]).iter().any(finite);
    k.language.operators[operator as usize].completes_saying && says_before(parse) || verb && done()
}

/// Whether the clause so far tells what somebody says, by a verb or a participle (`شدد الوزير`, `مؤكدا`).
fn says_before(parse: &Parse) -> bool {
    let ends = |n: &&Node| matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Operator) || n.is(Labels::THAT);
    let says = |n: &Node| matches!(n.kind, Kind::Verb) || n.describes() && n.is(Labels::REPORT);
    // `شدد الوزير، على أن`, but `أعلن الوزير هدنة، على أن`
    let pause = usize::from(parse.nodes.last().is_some_and(|n| n.kind == Kind::Comma));
    let named = |n: &Node| matches!(n.kind, Kind::Verb | Kind::Entity | Kind::Adjective) || n.is_quote();
    let who = |n: &Node| pause == 0 || named(n) || n.is(Labels::OFFICE | Labels::SOURCE_HEAD | Labels::BODY_HEAD);
    let mut clause = parse.nodes.iter().rev().skip(pause).take_while(|n| !ends(n) && who(n));
    clause.find(|n| says(n)).is_some_and(|n| n.is(Labels::REPORT))
}

/// `وفد روسي يصل إلى دمشق`, `وفد من الحركة يصل`: before an adjective, and before those whom it is of, the head of a heading, not a verb.
fn heads<'r>(k: &Knowledge, types: &Types<'_>, readings: &'r [Reading], next: Token) -> Option<&'r Reading> {
    let verb = readings.first().is_some_and(|r| r.feats.pos == Pos::Perfect);
    let described = types.readings(next).iter().any(|r| r.feats.pos == Pos::Adjective && r.proclitics.0 == 0)
        || part_of(k, types, next);
    let head = |r: &&Reading| {
        let bits = Labels::BODY_HEAD | Labels::FORCE_HEAD;
        r.feats.pos == Pos::Noun && r.proclitics.0 == 0 && k.labels.bits(r.lemma) & bits != 0
    };
    readings.iter().find(head).filter(|_| verb && described)
}

/// Whether a sentence begins here.
fn opens(parse: &Parse) -> bool {
    parse.nodes.last().is_none_or(|n| matches!(n.kind, Kind::Stop | Kind::Mark))
}

/// `قصف جوي تركي`, `قصف تركي على البلدة`: at the head of a sentence a verbal noun before an indefinite adjective. What may be a name for
/// people too may be whom a verb is done to (`قتل مدني`, `قتل تركي`).
fn described<'r>(
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    next: usize,
) -> Option<&'r Reading> {
    let masdar = readings.iter().find(|r| r.feats.pos == Pos::Masdar && r.proclitics.0 == 0 && r.enclitic.is_none())?;
    let token = *tokens.get(next)?;
    let after = types.readings(token);
    let bare = |r: &Reading| r.proclitics.0 == 0 && r.enclitic.is_none();
    let adjective = after.iter().any(|r| r.feats.pos == Pos::Adjective && bare(r));
    let only = after.first().is_some_and(|r| r.feats.pos == Pos::Adjective)
        && !matches!(types.word(token).kind, Some(Name::People(_)));
    let harms = k.labels.bits(masdar.lemma) & (Labels::DEATH | Labels::INJURY) != 0;
    let nation = !harms && types.word(token).adjective.is_some() && {
        let then = tokens.get(next + 1).and_then(|&t| types.readings(t).first());
        // `قصف تركي عنيف على البلدة`
        let more = |r: &Reading| r.feats.pos == Pos::Adjective && bare(r);
        then.is_some_and(|r| finite(r) || r.feats.pos == Pos::Preposition || more(r))
    };
    // `صلح قبلي`, `وصل أول قطار`: of blows and fights alone.
    let fight = |o: &Open| matches!(k.frames[o.opening.frame as usize].event, Event::Attack | Event::Clash);
    let fights = types.openings_of(tokens[next - 1]).iter().any(fight);
    (adjective && fights && (only || nation)).then_some(masdar)
}

/// Whether a word may tell of harm done to people or of people taken: a noun after it is who suffers it.
fn of_people(k: &Knowledge, types: &Types<'_>, token: Token) -> bool {
    let suffered =
        |o: &Open| matches!(k.frames[o.opening.frame as usize].event, Event::Harm | Event::Detain | Event::Release);
    types.openings_of(token).iter().any(suffered)
}

/// `قصف جوي تركي`: after an indefinite event or its adjective, of which nation it is, not one man of it.
fn nation<'r>(parse: &Parse, k: &Knowledge, types: &'r Types<'_>, tokens: &[Token], i: usize) -> Option<&'r Reading> {
    let token = tokens[i];
    types.word(token).adjective?;
    let readings = types.readings(token);
    let first = readings.first().filter(|r| r.feats.pos == Pos::Noun && r.enclitic.is_none())?;
    let adjective = readings.iter().find(|r| r.feats.pos == Pos::Adjective && r.proclitics == first.proclitics)?;
    (first.proclitics.0 == 0).then_some(())?;
    let n = parse.nodes.last().filter(|n| n.pro.0 & Proclitics::AL.0 == 0 && n.enc.is_none())?;
    let event = |n: &Node| n.pos() == Some(Pos::Masdar) && !of_people(k, types, tokens[n.first as usize]);
    let told = match n.kind {
        Kind::Adjective => parse.nodes.iter().rev().nth(1).is_some_and(event),
        Kind::Noun => event(n),
        _ => false,
    };
    told.then_some(adjective)
}

/// `فقد سيطر الجيش`: before a verb the particle, not a verb of losing.
fn already<'r>(k: &Knowledge, types: &Types<'_>, readings: &'r [Reading], next: Token) -> Option<&'r Reading> {
    let verb = types.readings(next).first().is_some_and(|r| finite(r) && r.proclitics.0 == 0);
    let particle = |r: &&Reading| r.feats.pos == Pos::Particle && k.labels.bits(r.lemma) & Labels::QAD != 0;
    readings.iter().find(particle).filter(|_| verb)
}

/// `التنظيم فقد ألف مقاتل`: before what is lost the verb, not the particle that only stands before verbs.
fn lost<'r>(k: &Knowledge, types: &Types<'_>, readings: &'r [Reading], next: Token) -> Option<&'r Reading> {
    let particle = |r: &&Reading| r.feats.pos == Pos::Particle && k.labels.bits(r.lemma) & Labels::QAD != 0;
    readings.first().filter(particle)?;
    let thing = match next.kind {
        TokenKind::Number => true,
        TokenKind::Arabic => types.readings(next).first().is_some_and(|r| nominal(r) && r.feats.pos != Pos::Masdar),
        _ => false,
    };
    readings.iter().find(|r| r.feats.pos == Pos::Perfect && r.proclitics.0 == 0).filter(|_| thing)
}

/// The reading that the phrases before a word leave.
pub(super) fn after<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    force(parse, k, readings)
        .or_else(|| until(parse, k, readings))
        .or_else(|| source(parse, k, readings))
        .or_else(|| duty(parse, k, readings))
        .or_else(|| and_so(parse, readings))
        .or_else(|| super::tense::announced(parse, k, readings))
        .or_else(|| item(parse, k, readings))
        .or_else(|| who_does(parse, k, readings))
        .or_else(|| predicate(parse, readings).or_else(|| had_done(parse, readings)))
}

/// `التنظيم كان خطف رعاة`: right after a verb of being with its subject before it, what he had done, rather than the noun written like it.
fn had_done<'r>(parse: &Parse, readings: &'r [Reading]) -> Option<&'r Reading> {
    let [.., who, was] = &parse.nodes[..] else { return None };
    let being = was.kind == Kind::Verb && was.is(Labels::PAST) && was.feats.is_some_and(|f| f.person == 3);
    let named = who.kind == Kind::Entity && who.joined_prep().is_none() && !was.joined_by_and();
    let same = |r: &Reading| was.feats.is_none_or(|f| (f.gender, f.number) == (r.feats.gender, r.feats.number));
    // `رجل كانت حالته حرجة`: nor of what is his.
    let his = who.feats.zip(was.feats).is_none_or(|(w, v)| w.gender == v.gender);
    let did = |r: &&Reading| {
        let past = r.feats.pos == Pos::Perfect && r.feats.person == 3 && r.proclitics.0 == 0;
        past && r.enclitic.is_none() && his && same(r)
    };
    readings.iter().find(did).filter(|_| being && named && readings.iter().any(nominal))
}

/// `الاتفاق انهار بعد يومين`: right after a definite noun that opens its clause, the verb that agrees with it, rather than an indefinite
/// noun written like it.
fn predicate<'r>(parse: &Parse, readings: &'r [Reading]) -> Option<&'r Reading> {
    let (noun, before) = parse.nodes.split_last()?;
    let opens = before
        .last()
        .is_none_or(|b| b.kind == Kind::Stop || b.kind == Kind::Particle && b.is(Labels::THAT | Labels::CLAUSE));
    let definite = noun.kind == Kind::Noun && noun.pro.has(Proclitics::AL) && noun.joined_prep().is_none();
    let feats = noun.feats.filter(|_| opens && definite)?;
    let gender = if feats.number == Number::Singular { feats.gender } else { Gender::Feminine };
    let bare = |r: &Reading| r.proclitics.0 == 0 && r.enclitic.is_none();
    let verb = |r: &&Reading| {
        let f = r.feats;
        f.pos == Pos::Perfect && bare(r) && f.person == 3 && f.number == Number::Singular && f.gender == gender
    };
    // `الاتفاق بين الطرفين`: where it may be no preposition.
    let leads = readings.iter().any(|r| matches!(r.feats.pos, Pos::Preposition | Pos::Particle));
    let nouns = readings.iter().filter(|r| nominal(r)).all(bare);
    (nouns && !leads).then(|| readings.iter().find(verb))?
}

/// `قصفت الطائرات الحي، فتوعد الحزب بالرد`: after a pause and ف the verb that tells what came next, rather than a verbal noun.
fn and_so<'r>(parse: &Parse, readings: &'r [Reading]) -> Option<&'r Reading> {
    let paused = parse.nodes.last().is_some_and(|n| n.kind == Kind::Comma);
    let masdar = |r: &Reading| r.feats.pos == Pos::Masdar && r.proclitics.0 == Proclitics::FA.0;
    readings.first().filter(|r| paused && masdar(r) && r.enclitic.is_none())?;
    readings.iter().find(|r| r.feats.pos == Pos::Perfect && r.proclitics.0 == Proclitics::FA.0)
}

/// `إن على الطرفين وقف القتال`: what somebody has to do, rather than a verb written like it.
fn duty<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    readings.first().filter(|r| r.feats.pos == Pos::Perfect && r.proclitics.0 == 0)?;
    let masdar = readings.iter().find(|r| r.feats.pos == Pos::Masdar && r.proclitics.0 == 0 && r.enclitic.is_none())?;
    let mut before = parse.nodes.iter().rev().filter(|n| !n.is_quote() && n.kind != Kind::Adjective);
    before.next().filter(|n| n.kind == Kind::Entity && n.pro.0 == 0)?;
    let on = before.next().filter(|n| n.kind == Kind::Prep && n.enc.is_none())?;
    let stem = k.lexicon.lemma(on.lemma?).folded.as_str();
    let bears = k.language.operators.iter().any(|o| o.duty.iter().any(|p| **p == *stem));
    let opens = before.next().is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::THAT) && n.enc.is_none());
    (bears && opens).then_some(masdar)
}

/// `40 مسلحا`, `قتلوا مسلحا`: whom a word names, where nothing stands before it that it could describe.
fn force<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    let first = readings.first().filter(|r| r.feats.pos == Pos::ActiveParticiple && r.proclitics.0 == 0)?;
    parse.nodes.last().filter(|n| matches!(n.kind, Kind::Number | Kind::Verb))?;
    let names = |r: &&Reading| {
        r.feats.pos == Pos::Noun && r.proclitics == first.proclitics && k.labels.bits(r.lemma) & Labels::FORCE_HEAD != 0
    };
    readings.iter().find(names)
}

/// `غير أن مصدرا عسكريا نفى`, `لكن متحدثا باسم الكتيبة قال`: who tells it, rather than one who exports or is speaking.
fn source<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    let first = readings.first().filter(|r| r.feats.pos == Pos::ActiveParticiple)?;
    let after = parse.nodes.last();
    let opens =
        after.is_some_and(|n| n.kind == Kind::Particle && n.enc.is_none() && n.is(Labels::THAT | Labels::CLAUSE));
    let wanted =
        if opens && first.proclitics.0 == 0 { Labels::SOURCE_HEAD | Labels::OFFICE } else { Labels::SOURCE_HEAD };
    let tells = |r: &&Reading| {
        r.feats.pos == Pos::Noun && r.proclitics == first.proclitics && k.labels.bits(r.lemma) & wanted != 0
    };
    readings.iter().find(tells)
}

/// `أن ناطقا باسم الكتيبة نفى`, `المختار وعد بفتح الطريق`: a verb of telling written like its noun, after a subject that has none yet.
fn tells<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    next: Option<Token>,
) -> Option<&'r Reading> {
    let said = Labels::REPORT | Labels::DENY | Labels::DEMAND | Labels::ACCUSE;
    let verb = readings.iter().find(|r| {
        r.feats.pos == Pos::Perfect && r.proclitics.0 == 0 && r.enclitic.is_none() && k.labels.bits(r.lemma) & said != 0
    })?;
    let subject = |n: &Node| match n.kind {
        Kind::Noun | Kind::Adjective => n.pro.0 & !Proclitics::WA.0 == Proclitics::AL.0,
        Kind::Number => true,
        _ => false,
    };
    // `إلا أن المصدر المعارض، نفى`: over one comma.
    let comma = usize::from(parse.nodes.last().is_some_and(|n| n.kind == Kind::Comma));
    parse.nodes.iter().rev().nth(comma).filter(|n| subject(n))?;
    // `المعركة بين القوات`
    if readings.iter().any(|r| matches!(r.feats.pos, Pos::Preposition | Pos::Particle)) {
        return None;
    }
    let ends = |n: &&Node| {
        matches!(n.kind, Kind::Stop | Kind::Comma) || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE)
    };
    let mut clause = parse.nodes.iter().rev().skip(comma).take_while(|n| !ends(n));
    let phrase = |n: &Node| matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Entity | Kind::Prep | Kind::Number);
    let free = clause.all(|n| phrase(n) && n.pos() != Some(Pos::Masdar) || n.kind == Kind::Particle && n.bits == 0);
    let opener = parse.nodes.iter().rev().skip(comma).find(ends);
    let opened = opener.is_some_and(|n| n.kind == Kind::Particle);
    // `منسق المبادرة ذكر لنا`: at the head of a line, before what only a verb takes.
    let takes = |t: Token| {
        let joined = |r: &Reading| r.proclitics.0 & (Proclitics::LA.0 | Proclitics::BA.0) != 0;
        let particle = |r: &Reading| k.labels.bits(r.lemma) & Labels::THAT != 0;
        types.readings(t).first().is_some_and(|r| particle(r) || joined(r) && nominal(r))
    };
    let heads = opener.is_none() && parse.nodes.len() > 1 && next.is_some_and(takes);
    (free && (opened || heads)).then_some(verb)
}

/// `روى لنا السائق`: a verb of telling before whom it is told to.
fn to_us<'r>(k: &Knowledge, types: &Types<'_>, readings: &'r [Reading], next: Token) -> Option<&'r Reading> {
    let told = |r: &&Reading| r.feats.pos == Pos::Perfect && k.labels.bits(r.lemma) & Labels::REPORT != 0;
    let first = types.readings(next).first()?;
    let ours = first.feats.pos == Pos::Preposition && first.enclitic.is_some_and(|e| e.person == 1);
    readings.iter().find(|r| ours && told(r))
}

/// `مصدرا عسكريا`, `موقعا عسكريا`: what ends like an adverb describes the indefinite noun before it.
fn attribute<'r>(
    parse: &Parse,
    types: &Types<'_>,
    k: &Knowledge,
    readings: &'r [Reading],
    before: Token,
) -> Option<&'r Reading> {
    readings.first().filter(|r| r.feats.pos == Pos::Particle)?;
    let noun = parse.nodes.last().filter(|n| n.kind == Kind::Noun && n.pro.0 == 0 && n.enc.is_none())?;
    let place = |r: &Reading| nominal(r) && k.labels.bits(r.lemma) & Labels::PLACE_KIND != 0;
    let told = (noun.is(Labels::SOURCE_HEAD | Labels::OFFICE) || types.readings(before).iter().any(place))
        && types.folded(before).ends_with('ا');
    let describes = |r: &&Reading| r.feats.pos == Pos::Adjective && k.labels.bits(r.lemma) & Labels::TIME == 0;
    readings.iter().find(|r| told && describes(r))
}

/// `حتى هاجمتهم القوة`: a verb with a pronoun after a word that says until when.
fn until<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    let last = parse.nodes.last().filter(|n| n.kind == Kind::Prep && n.enc.is_none())?;
    let stem = k.lexicon.lemma(last.lemma?).folded.as_str();
    let verb = |r: &&Reading| finite(r) && r.enclitic.is_some() && r.proclitics.0 == 0;
    holds(&k.language.prepositions.until, stem).then(|| readings.iter().find(verb)).flatten()
}

/// `رحب بوقف القتال وحث الأطراف على`: a verb that names whom it asks goes on what a verb of telling or asking began.
pub(super) fn names_whom(k: &Knowledge, masdar: &Reading) -> bool {
    holds(&k.language.asks_whom, &k.lexicon.lemma(masdar.lemma).folded)
}

/// Whether a word that may be a perfect or a verbal noun goes on what verbal nouns began (`بهدف تبادل المعتقلين وفتح الطرقات`),
/// or completes a verb of beginning or going on (`بدأت الحكومة قصفها`).
pub(super) fn goes_with_nouns(parse: &Parse, k: &Knowledge, masdar: &Reading) -> bool {
    let bare = |op: u16| k.language.operators[op as usize].bare;
    let joined = masdar.proclitics.has(Proclitics::WA);
    if joined && names_whom(k, masdar) {
        return false;
    }
    // `صعدت القوات قصفها`: after a verb and who does it, the object.
    let who = parse.nodes.last().filter(|n| n.kind == Kind::Entity && n.joined_prep().is_none());
    let named = who.is_some_and(|n| {
        let e = &parse.entities[n.index as usize];
        e.actor.is_some() && !e.area
    });
    let object = named && !joined && masdar.enclitic.is_some();
    let (mut comma, mut by_deed, mut nodes) = (false, false, parse.nodes.iter().rev().peekable());
    while let Some(n) = nodes.next() {
        match n.kind {
            // `والانسحاب من المؤسسات، وتوقفها عن`: over a comma only with a pronoun.
            Kind::Comma if joined && masdar.enclitic.is_some() => comma = true,
            // `بالإفراج عن كل الأسرى ووقف القصف`
            Kind::Particle if n.is(Labels::RELATIVE | Labels::QUANTIFIER | Labels::DEMONSTRATIVE) => {}
            Kind::Verb if nodes.peek().is_some_and(|b| b.is(Labels::RELATIVE)) => {}
            Kind::Entity | Kind::Adjective | Kind::Prep | Kind::Number | Kind::Time | Kind::Unknown => {}
            Kind::Open | Kind::Close | Kind::Filler => {}
            Kind::Noun if n.pos() == Some(Pos::Masdar) && (comma || !n.is(Labels::REPORT | Labels::LIGHT)) => {
                return joined;
            }
            Kind::Noun => by_deed |= n.is(Labels::LIGHT) && n.joined_prep() == Some("ب"),
            // `اتهموهم بارتكاب مجازر ومنع وصول الغذاء`
            Kind::Verb if joined && by_deed && n.is(Labels::ACCUSE) => return true,
            // `تبنت الحركة قتل شرطيين`
            Kind::Verb if !joined && owns_up(k, n) => return true,
            Kind::Verb if object && !n.is(Labels::REPORT | Labels::PAST | Labels::BEGIN | Labels::CONTINUE) => {
                return true;
            }
            Kind::Verb => return !joined && n.operator.is_some_and(bare) && !n.is(Labels::REPORT),
            _ => return false,
        }
    }
    false
}

/// Whether a verb says that its subject owns up to a deed.
fn owns_up(k: &Knowledge, n: &Node) -> bool {
    n.lemma.is_some_and(|l| holds(&k.language.owns_up, &k.lexicon.lemma(l).folded))
}
