//! Tokens to nodes: marks, times, numbers, names by longest match, else single words with the reading that fits.

use super::Parse;
use super::apart;
use super::marks;
use super::named::name;
use super::node::{Entity, Kind, Node, plain};
use super::owing;
use super::tense;
use super::words::{Types, finite, nominal};
use crate::knowledge::{AgentOf, Effect, Knowledge, Labels, Name};
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_arabic::numbers::{TypeInfo, number_at};
use hudna_arabic::times::time_at;
use hudna_arabic::token::{Token, TokenKind};
use hudna_claims::Modality;
use jiff::civil::DateTime;
use smallvec::SmallVec;

/// Fills `parse.nodes` from `parse.tokens`.
pub(super) fn chunk(parse: &mut Parse, k: &Knowledge, types: &Types<'_>, text: &str, published: Option<DateTime>) {
    let tokens = std::mem::take(&mut parse.tokens);
    let mut infos = std::mem::take(&mut parse.infos);
    infos.clear();
    infos.extend(tokens.iter().map(|t| types.word(*t).number));
    parse.labels.clear();
    parse.labels.extend(tokens.iter().map(|t| types.ready(*t).labels));
    let mut i = 0;
    while i < tokens.len() {
        let token = tokens[i];
        let mark = match token.kind {
            TokenKind::Open => Some(Kind::Open),
            TokenKind::Close => Some(Kind::Close),
            TokenKind::Stop => Some(Kind::Stop),
            TokenKind::Comma => Some(Kind::Comma),
            TokenKind::Mark => Some(Kind::Mark),
            _ => None,
        };
        if let Some(mut kind) = mark {
            if kind == Kind::Comma && super::tells::dateline(parse, k, types, &tokens, i) {
                kind = Kind::Stop;
            }
            parse.nodes.push(plain(kind, i, i + 1));
            i += 1;
            continue;
        }
        if token.kind == TokenKind::Number || !infos[i].is_plain() {
            let time = time_at(&k.wordlists, &tokens, &infos, i, text, published);
            if let Some(time) = time.filter(|_| !counts_off(parse, k, &tokens, &infos, i, text)) {
                let mut node = plain(Kind::Time, i, time.last);
                node.index = parse.times.len() as u32;
                node.pro = leading(types.readings(token), infos[i]);
                i = time.last;
                parse.times.push(time);
                parse.nodes.push(node);
                continue;
            }
            if let Some(number) = number_at(&k.wordlists, &tokens, &infos, i, text) {
                let last = number.last.max(i + 1);
                let mut node = plain(Kind::Number, i, last);
                node.index = parse.numbers.len() as u32;
                node.pro = leading(types.readings(token), infos[i]);
                i = last;
                parse.numbers.push(number);
                parse.nodes.push(node);
                continue;
            }
        }
        let word = types.word(token);
        if word.auxiliary.is_some()
            && let Some(future) = super::spoken::auxiliary(types, &tokens, i)
        {
            if future {
                let mut node = plain(Kind::Particle, i, i + 1);
                node.bits = Labels::FUTURE;
                parse.nodes.push(node);
            }
            i += 1;
            continue;
        }
        if word.relative
            && let Some(relative) = super::spoken::relative(types, &tokens, i)
        {
            parse.nodes.push(relative);
            i += 1;
            continue;
        }
        if let Some(last) = name(parse, k, types, &tokens, i, text) {
            i = last;
            continue;
        }
        let mut node = single(parse, k, types, &tokens, i);
        if node.kind == Kind::Verb && super::spoken::names_somebody(parse, k, types, &tokens, i, &node) {
            node = plain(Kind::Unknown, i, i + 1);
        }
        if node.kind == Kind::Prep && super::written::a_name(parse, k, types, &tokens, i, text) {
            node = plain(Kind::Unknown, i, i + 1);
        }
        // السفير الروسي: after a nominal a nisba is an adjective, whatever else it may be.
        let nominal_before =
            parse.nodes.last().is_some_and(|n| matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Adjective));
        if matches!(node.kind, Kind::Noun | Kind::Unknown)
            && nominal_before
            && node.pro.0 & !Proclitics::AL.0 == 0
            && super::group::adjective_actor(types, token).is_some()
        {
            node.kind = Kind::Adjective;
        }
        if node.kind == Kind::Noun
            && let Some(adjective) = attribute(parse, types, token, &node)
        {
            (node.kind, node.lemma, node.feats) = (Kind::Adjective, Some(adjective.lemma), Some(adjective.feats));
            node.bits = types.bits(adjective.lemma);
        }
        if node.kind == Kind::Entity
            && let Some(adjective) = of_people(parse, types, &tokens, i, &node)
        {
            (node.kind, node.lemma, node.feats) = (Kind::Adjective, Some(adjective.lemma), Some(adjective.feats));
            node.bits = types.bits(adjective.lemma);
        }
        parse.nodes.push(node);
        i += 1;
    }
    super::lone::join_apart(parse, types, &tokens);
    super::lone::join_letters(parse, k, types, &tokens);
    drop_asides(parse);
    parse.tokens = tokens;
    parse.infos = infos;
}

/// `فرضت قسد، الأربعاء، حصارا`: the commas around a time part nothing; the second one does where a new clause follows.
fn drop_asides(parse: &mut Parse) {
    let nodes = &parse.nodes;
    // `واصلت الطائرات، لليوم الثالث على التوالي، تنفيذ غارات`
    let nth = |n: &Node| n.kind == Kind::Noun && n.is(Labels::TIME_UNIT) && n.joined_prep() == Some("ل");
    let aside = |i: usize| {
        let kind = |at: usize| nodes.get(at).map(|n| n.kind);
        let close = (i + 2..i + 6).find(|&at| kind(at) == Some(Kind::Comma));
        let time = kind(i + 1) == Some(Kind::Time) && close == Some(i + 2);
        let counted = || nodes.get(i + 1).is_some_and(nth) && kind(i + 2) == Some(Kind::Number);
        close.filter(|_| time || counted())
    };
    // `نفذت الطائرات، أمس، عدة غارات`: a word of number goes on too.
    let word = |n: &Node| n.kind != Kind::Particle || n.is(Labels::QUANTIFIER);
    let goes_on = |i: usize| nodes.get(i).is_some_and(|n| word(n) && !n.joined_by_and());
    let mut dropped: SmallVec<[usize; 4]> = SmallVec::new();
    let commas = || (0..nodes.len()).filter(|&i| nodes[i].kind == Kind::Comma);
    for (i, close) in commas().filter_map(|i| Some((i, aside(i)?))) {
        dropped.push(i);
        if goes_on(close + 1) {
            dropped.push(close);
        }
    }
    dropped.extend(commas().filter(|&i| i > 0 && marks::owes_object(nodes, i)));
    if !dropped.is_empty() {
        let mut at = 0;
        parse.nodes.retain(|_| {
            at += 1;
            !dropped.contains(&(at - 1))
        });
    }
}

/// `موقع عسكري`, `تصعيد عسكري`: a word for a soldier that may be an adjective describes the noun before it, unless that is a
/// word of death or injury (`مقتل عسكري`).
fn attribute<'a>(parse: &Parse, types: &'a Types<'_>, token: Token, node: &Node) -> Option<&'a Reading> {
    use hudna_arabic::morph::Number;
    let before = parse.nodes.last().filter(|n| matches!(n.kind, Kind::Noun | Kind::Entity))?;
    let agree = before.feats.is_some_and(|f| f.number == Number::Singular)
        && (before.pro.has(Proclitics::AL) || before.enc.is_some()) == node.pro.has(Proclitics::AL)
        && !before.is(Labels::DEATH | Labels::INJURY);
    // `تصريح صحفي صادر عن الحركة`: nobody of the press speaks.
    let of_text = before.kind == Kind::Noun && before.is(Labels::DOCUMENT) && node.is(Labels::SOURCE_HEAD);
    let bare = node.pro.0 & !Proclitics::AL.0 == 0 && node.enc.is_none();
    let plain = (node.is(Labels::FORCE_HEAD) || of_text) && bare;
    let same = |r: &&Reading| r.feats.pos == Pos::Adjective && r.proclitics == node.pro;
    if agree && plain { types.readings(token).iter().find(same) } else { None }
}

/// `الأحياء المدنية`, `عائلات نازحة`: a word for people that is a feminine or a dual adjective of the noun right before it.
fn of_people<'a>(parse: &Parse, types: &'a Types<'_>, tokens: &[Token], i: usize, node: &Node) -> Option<&'a Reading> {
    use hudna_arabic::morph::{Gender, Number};
    let before = parse.nodes.last().filter(|n| matches!(n.kind, Kind::Noun | Kind::Entity) && n.last - n.first == 1)?;
    let noun = before.feats.filter(|f| matches!(f.pos, Pos::Noun | Pos::Masdar))?;
    let definite = |n: &Node| n.pro.has(Proclitics::AL) || types.word(tokens[n.first as usize]).article;
    let ending = types.folded(tokens[before.first as usize]).ends_with('ه');
    let feminine = noun.gender == Gender::Feminine || ending;
    // `عائلة نازحة`: who they are belongs to the phrase.
    let people = before.kind == Kind::Entity && !definite(before);
    if people && noun.number != Number::Dual
        || node.pro.0 & !Proclitics::AL.0 != 0
        || definite(before) != definite(node)
        || before.enc.is_some()
    {
        return None;
    }
    types.readings(tokens[i]).iter().find(|r| {
        let f = r.feats;
        let things = f.number == Number::Singular
            && f.gender == Gender::Feminine
            && (noun.number == Number::Plural || noun.number == Number::Singular && feminine);
        let two = f.number == Number::Dual && noun.number == Number::Dual && f.gender == noun.gender;
        f.pos.describes() && r.proclitics == node.pro && r.enclitic.is_none() && (things || two)
    })
}

/// `خرجت الدفعة الثانية صباح الاثنين`: after a thing with the article a number says which one it is, not at what hour.
fn counts_off(parse: &Parse, k: &Knowledge, tokens: &[Token], infos: &[TypeInfo], i: usize, text: &str) -> bool {
    use hudna_arabic::morph::{Gender, Number};
    let thing = parse.nodes.last().is_some_and(|n| {
        let she = n.feats.is_some_and(|f| f.gender == Gender::Feminine && f.number == Number::Singular);
        let plain = n.kind == Kind::Noun || n.kind == Kind::Entity && parse.entities[n.index as usize].goods.is_some();
        she && plain && n.pro.has(Proclitics::AL) && n.enc.is_none() && !n.is(Labels::TIME_UNIT | Labels::PLACE_KIND)
    });
    thing && number_at(&k.wordlists, tokens, infos, i, text).is_some_and(|n| n.ordinal)
}

/// What is joined to the first word of a number or a time; words of numbers (`وثلاثة`) are not in the lexicon.
fn leading(readings: &[Reading], info: TypeInfo) -> Proclitics {
    let joined = if info.is_joined() { Proclitics::WA } else { Proclitics::default() };
    readings.first().map_or(joined, |r| r.proclitics)
}

/// One word. Called, so that its node is copied as a whole and not part by part.
#[inline(never)]
fn single(parse: &mut Parse, k: &Knowledge, types: &Types<'_>, tokens: &[Token], i: usize) -> Node {
    let word = types.word(tokens[i]);
    let ready = types.ready(tokens[i]);
    let mut node = ready.node;
    (node.first, node.last, node.head) = (i as u32, i as u32 + 1, i as u32);
    if ready.several && !read(parse, k, types, tokens, i, &mut node) || node.feats.is_none() {
        return if let Some(kind) = word.kind { counted(parse, node, kind) } else { node };
    }
    // `القصف الروسي والسوري`: a nation that is joined to another one's adjective of an event is no noun.
    if let [.., deed, nation] = &*parse.nodes
        && node.kind == Kind::Noun
        && word.adjective.is_some()
        && node.pro.0 == Proclitics::WA.0 | Proclitics::AL.0
        && nation.kind == Kind::Adjective
        && types.word(tokens[nation.first as usize]).adjective.is_some()
        && deed.kind == Kind::Noun
        && deed.pos() == Some(Pos::Masdar)
    {
        node.kind = Kind::Adjective;
        return node;
    }
    if node.kind == Kind::Noun && apart::counts_people(k, types, tokens, i, &node) {
        node.bits = Labels::QUANTIFIER;
        return node;
    }
    if node.is(Labels::BODY_HEAD) && apart::made_of_stuff(k, types, tokens, i) {
        node.bits &= !Labels::BODY_HEAD;
    }
    // `مهاجمة القوات`: a verbal noun that is written like a word for people and a pronoun.
    let deed = node.pos() == Some(Pos::Masdar) && matches!(word.kind, Some(Name::People(_)));
    // `الشعب اليمني الشقيق`: nor is one person meant by an adjective of what was named.
    let described =
        node.feats.is_some_and(|f| f.pos == Pos::Adjective && f.number == hudna_arabic::morph::Number::Singular)
            && node.pro.0 == Proclitics::AL.0
            && marks::definite_before(parse)
            && !super::member::is_another(parse, types, tokens, &node);
    if (node.kind == Kind::Noun || node.kind == Kind::Adjective)
        && let Some(kind) = word.kind.filter(|_| !deed && !described)
    {
        return counted(parse, node, kind);
    }
    node
}

/// Makes the node of a word with several readings one of the reading that fits; whether there is one.
fn read(parse: &Parse, k: &Knowledge, types: &Types<'_>, tokens: &[Token], i: usize, node: &mut Node) -> bool {
    let readings = types.readings(tokens[i]);
    // `منع الحوثيون`, `جرح مدنيان`: a nominative has no noun over it.
    // `فجر نفسه`: nor has what is done to oneself.
    let nominative = || tokens.get(i + 1).is_some_and(|&t| marks::nominative(types, t) || marks::oneself(k, types, t));
    let chosen = super::written::last_letter(parse, k, types, readings, tokens, i)
        .or_else(|| super::spoken::of_us(parse, k, types, tokens, i))
        .or_else(|| tense::finite_reading(parse, k, types, tokens, i))
        .or_else(|| apart::beside(parse, k, types, tokens, i))
        .or_else(|| super::member::two_of_office(types, tokens, i, readings))
        .or_else(|| super::tells::deed(parse, k, types, readings, tokens, i))
        .or_else(|| choose(parse, k, readings, nominative));
    let Some(reading) = chosen else { return false };
    let reading = apart::of_one(parse, readings, reading);
    // `ينفذ غارات`: of two verbs written alike, the one that carries events.
    let alike = |r: &&Reading| {
        finite(reading)
            && r.feats == reading.feats
            && r.proclitics == reading.proclitics
            && r.enclitic == reading.enclitic
            && types.bits(r.lemma) & Labels::LIGHT != 0
    };
    let reading = owing::of_what_follows(types, tokens, i, reading);
    let reading =
        if types.operator(reading.lemma).is_some() { reading } else { readings.iter().find(alike).unwrap_or(reading) };
    types.read(node, reading);
    true
}

/// A word for people or goods becomes an entity of its own.
fn counted(parse: &mut Parse, mut node: Node, kind: Name) -> Node {
    let mut entity = Entity { definite: node.pro.has(Proclitics::AL), name_first: node.first, ..Entity::default() };
    match kind {
        Name::People(class) => entity.people = Some(class),
        Name::Goods(class) => entity.goods = Some(class),
        _ => return node,
    }
    node.kind = Kind::Entity;
    node.index = parse.entities.len() as u32;
    parse.entities.push(entity);
    node
}

/// The reading that fits what stands before.
fn choose<'r>(
    parse: &Parse,
    k: &Knowledge,
    readings: &'r [Reading],
    nominative: impl Fn() -> bool,
) -> Option<&'r Reading> {
    let first = readings.first()?;
    if let Some(told) = apart::after(parse, k, readings) {
        return Some(told);
    }
    // `معقل قرب العاصمة`: a word that can be a preposition is one after a noun.
    let after_noun =
        || parse.nodes.last().is_some_and(|n| matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Adjective));
    if let Some(prep) = readings.iter().find(|r| r.feats.pos == Pos::Preposition && r.proclitics.0 == 0)
        && after_noun()
    {
        return Some(prep);
    }
    // أن تكون: the subjunctive follows the particle; لم تخلف: nor is what was not done told in the past. Of several the one that governs
    // events (`أن يوقف القصف`).
    let particle = parse.nodes.last().filter(|n| n.kind == Kind::Particle && n.enc.is_none());
    // `قال إن تبادل الأسرى سيبدأ`: what is told opens with a noun, though it be written like a verb in the present.
    let told = || readings.iter().any(|r| r.feats.pos == Pos::Masdar) && tense::tells(parse);
    if let Some(n) =
        particle.filter(|n| n.is(Labels::THAT | Labels::BEFORE_IMPERFECT) && !(n.is(Labels::THAT) && told()))
    {
        let mut present =
            readings.iter().filter(|r| r.feats.pos == Pos::Imperfect && !r.proclitics.has(Proclitics::SA));
        let governs = present.clone().find(|r| n.is(Labels::THAT) && k.labels.operator(r.lemma).is_some());
        if let Some(verb) = governs.or_else(|| present.next()) {
            return Some(verb);
        }
    }
    // وزير is no `و` + verb: what needs no cut is not weighed against what does.
    let cut = |r: &Reading| r.proclitics.0 & (Proclitics::WA.0 | Proclitics::FA.0);
    let own = cut(first);
    let all = readings;
    let readings: SmallVec<[&Reading; 4]> = all.iter().filter(|r| cut(r) == own).collect();
    let has_verb = readings.iter().any(|r| finite(r));
    let has_noun = readings.iter().any(|r| nominal(r));
    // `ما زالت الاشتباكات`, not `زالت الحواجز`.
    let negated = parse.nodes.last().is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::NEGATION));
    if negated
        && let Some(still) = readings
            .iter()
            .copied()
            .find(|r| r.feats.pos == Pos::Perfect && k.labels.bits(r.lemma) & Labels::STILL != 0)
    {
        return Some(still);
    }
    // حيي الشيخ مقصود: without the article a kind of place rather than an adjective.
    // `هاجم مسلحون حاجزا`: nor a participle, where who does something stands before it.
    let object = || parse.nodes.last().is_some_and(|n| n.kind == Kind::Entity && n.joined_prep().is_none());
    let described = match first.feats.pos {
        Pos::Adjective => true,
        Pos::ActiveParticiple => first.proclitics.0 == 0 && object(),
        _ => false,
    };
    // `إلى الحيين`: nor with it, right after a preposition.
    let governed = || parse.nodes.last().is_some_and(|n| n.kind == Kind::Prep && n.enc.is_none());
    if described && (!first.proclitics.has(Proclitics::AL) || governed()) {
        let kind = |r: &&&Reading| marks::kind_word(parse, k, r);
        if let Some(kind) = readings.iter().find(kind) {
            return Some(*kind);
        }
    }
    // المدينة المحاصرة: what has the article after a definite noun describes it.
    let article = Proclitics::AL.0;
    if first.proclitics.0 == article && !has_verb && marks::definite_before(parse) {
        // `استهدف القصف الأحياء`: a plural is no adjective of one thing.
        use hudna_arabic::morph::Number::{Plural, Singular};
        let one = parse.nodes.last().and_then(|n| n.feats).is_some_and(|f| f.number == Singular);
        if let Some(object) = marks::struck(parse, k, &readings) {
            return Some(object);
        }
        // `دعا الرئيس العراقي المبعوث الأممي`: an envoy after an adjective is another one.
        let after = parse.nodes.last().is_some_and(|n| n.kind == Kind::Adjective);
        let office = first.feats.pos == Pos::Noun && k.labels.bits(first.lemma) & Labels::OFFICE != 0;
        if after && office && readings.iter().any(|r| r.feats.pos == Pos::PassiveParticiple) {
            return Some(first);
        }
        let place = marks::town(k, first);
        let described = |r: &&Reading| {
            r.feats.pos.describes()
                && !(one && r.feats.number == Plural)
                && !((place || marks::passage(k, first, r)) && r.feats.pos == Pos::ActiveParticiple)
        };
        return readings.iter().copied().find(described).or(Some(first));
    }
    if !(has_verb && has_noun) {
        return Some(first);
    }
    // `، قال الوزير`, `، عاد النازحون`: the verb, not the participle of a doubled root (قلّ, عدّ) that is written like it.
    // `، داهم الجنود البيوت`: nor after a pause one that would have an alif there.
    let paused = parse.nodes.last().is_some_and(|n| n.kind == Kind::Comma);
    let doubled = |r: &Reading| {
        r.feats.pos == Pos::ActiveParticiple
            && (k.lexicon.lemma(r.lemma).folded.chars().count() == 3 || paused && r.enclitic.is_none())
            && r.proclitics.0 & !(Proclitics::WA.0 | Proclitics::FA.0) == 0
    };
    // `، نافيا وجود اتفاق` is no verb of two.
    let of_two = |r: &Reading| paused && r.feats.number == hudna_arabic::morph::Number::Dual;
    if let Some(verb) = readings.iter().copied().find(|r| finite(r) && r.feats.person == 3 && !of_two(r))
        && readings.iter().filter(|r| nominal(r)).all(|r| doubled(r))
    {
        return Some(verb);
    }
    if first.proclitics.0 & (Proclitics::AL.0 | Proclitics::BA.0 | Proclitics::LA.0) == 0
        && let Some(verb) = readings.iter().copied().find(|r| finite(r) && r.feats.person == 3)
        && nominative()
    {
        return Some(verb);
    }
    // `قصف تنفذه القوات`: an imperfect that the rules know, written like a perfect that they do not.
    let known = |r: &Reading| k.labels.operator(r.lemma).is_some() || k.words.answered(r).next().is_some();
    if first.feats.pos == Pos::Perfect
        && first.enclitic.is_some()
        && !known(first)
        && let Some(present) = readings.iter().copied().find(|r| r.feats.pos == Pos::Imperfect && known(r))
    {
        return Some(present);
    }
    // `قد تعرقل عودتهم`: what keeps from something, though it may be a verb of being kept.
    let prevents = |op: u16| {
        let operator = &k.language.operators[op as usize];
        operator.effect == Effect::Set(Modality::Negated) && operator.agent == AgentOf::Object
    };
    let may = parse.nodes.last().is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::QAD));
    if may
        && !known(first)
        && let Some(keeps) = readings.iter().copied().find(|r| {
            r.feats.pos == Pos::Imperfect && r.feats.person == 3 && k.labels.operator(r.lemma).is_some_and(prevents)
        })
    {
        return Some(keeps);
    }
    if let Some(clause) = apart::clause_on(parse, &readings, known) {
        return Some(clause);
    }
    // `أفادت شهادات جمعتها المنظمة`: a clause on an indefinite text that says something.
    let on_text = |r: &&Reading| r.feats.pos == Pos::Perfect && r.enclitic.is_some() && r.proclitics.0 == 0;
    if let Some(verb) = readings.iter().copied().find(on_text)
        && let [.., says, text] = parse.nodes.as_slice()
        && says.kind == Kind::Verb
        && text.kind == Kind::Noun
        && text.is(Labels::DOCUMENT)
        && !text.pro.has(Proclitics::AL)
        && text.enc.is_none()
    {
        return Some(verb);
    }
    // `اجتماع عقده ممثلون`, `هجوم جديد نسبته الشرطة إلى`: a clause on an indefinite event.
    let event = || {
        let head = parse.nodes.iter().rev().find(|n| n.kind != Kind::Adjective);
        head.is_some_and(|n| n.pos() == Some(Pos::Masdar) && !n.pro.has(Proclitics::AL) && n.enc.is_none())
    };
    let held = |r: &&Reading| {
        r.feats.pos == Pos::Perfect
            && r.enclitic.is_some()
            && r.proclitics.0 == 0
            && k.labels.bits(r.lemma) & (Labels::LIGHT | Labels::REPORT_ABOUT) != 0
    };
    if let Some(verb) = readings.iter().copied().find(held)
        && event()
    {
        return Some(verb);
    }
    // `عبوة ناسفة زرعها مجهولون`: a clause on indefinite arms.
    let arms = || {
        let head = parse.nodes.iter().rev().find(|n| n.kind != Kind::Adjective);
        let weapon = |n: &Node| {
            let class = n.lemma.zip(k.lexicon.class("weapon"));
            class.is_some_and(|(l, id)| k.lexicon.lemma(l).classes.contains(&id))
        };
        head.is_some_and(|n| !n.pro.has(Proclitics::AL) && n.enc.is_none() && weapon(n))
    };
    let laid = |r: &&Reading| r.feats.pos == Pos::Perfect && r.enclitic.is_some() && r.proclitics.0 == 0;
    if let Some(verb) = readings.iter().copied().find(laid)
        && arms()
    {
        return Some(verb);
    }
    // `شخصين آخرين قتلا`: a dual verb after a dual.
    let dual = |f: hudna_arabic::morph::Feats| f.number == hudna_arabic::morph::Number::Dual;
    let of_two = || {
        let head = parse.nodes.iter().rev().find(|n| n.kind != Kind::Adjective);
        head.is_some_and(|n| matches!(n.kind, Kind::Noun | Kind::Entity) && n.feats.is_some_and(dual))
    };
    if let Some(verb) = readings.iter().copied().find(|r| finite(r) && dual(r.feats))
        && of_two()
    {
        return Some(verb);
    }
    if let Some(noun) = apart::one_noun(parse, k, &readings).or_else(|| apart::his_deed(parse, &readings)) {
        return Some(noun);
    }
    if let Some(masdar) = readings.iter().copied().find(|r| r.feats.pos == Pos::Masdar)
        && (apart::goes_with_nouns(parse, k, masdar) || owing::owed(parse, k) || owing::object_of_noun(parse, k))
    {
        return Some(masdar);
    }
    let want_verb = {
        let mut before = parse.nodes.iter().rev().filter(|n| !n.is_quote());
        match before.next() {
            // `أعلن أن وقف إطلاق النار سيبدأ`: a noun follows أن, unless it dates (`بعد أن وقف`).
            Some(n) if n.kind == Kind::Particle && n.is(Labels::THAT) && n.enc.is_none() => {
                before.next().is_some_and(|b| b.kind == Kind::Prep)
                    || !tense::tells(parse) && readings.iter().any(|r| r.feats.pos == Pos::Imperfect)
            }
            None => true,
            Some(n) => match n.kind {
                Kind::Prep
                | Kind::AgentMark
                | Kind::MediatorMark
                | Kind::Operator
                | Kind::Verb
                | Kind::Number
                | Kind::According => false,
                Kind::Particle => n.is(Labels::NEGATION
                    | Labels::THAT
                    | Labels::RELATIVE
                    | Labels::QAD
                    | Labels::FUTURE
                    | Labels::CONDITION
                    | Labels::CLAUSE),
                Kind::Stop | Kind::Filler => true,
                Kind::Comma => {
                    readings.iter().any(|r| finite(r) && r.proclitics.has(Proclitics::WA))
                        || parse.entities.is_empty()
                        || apart::owes_verb(parse)
                }
                Kind::Entity => {
                    n.pro.0 & (Proclitics::BA.0 | Proclitics::LA.0) == 0
                        || readings.iter().all(|r| !r.proclitics.has(Proclitics::AL))
                }
                Kind::Noun | Kind::Adjective => {
                    // `حصار تفرضه القوات`: a clause on an indefinite noun.
                    let clause = !n.pro.has(Proclitics::AL)
                        && readings.iter().any(|r| r.feats.pos == Pos::Imperfect)
                        && readings.iter().filter(|r| nominal(r)).all(|r| r.enclitic.is_some());
                    // `اجتماع عقده ممثلون`
                    let past = !n.pro.has(Proclitics::AL)
                        && readings.iter().any(|r| r.feats.pos == Pos::Perfect && r.enclitic.is_some())
                        && readings.iter().filter(|r| nominal(r)).all(|r| r.enclitic.is_none());
                    let told = tense::told_of(parse, &readings, known);
                    clause || past || told || readings.iter().any(|r| finite(r) && r.proclitics.has(Proclitics::WA))
                }
                _ => readings.iter().any(|r| finite(r) && r.proclitics.has(Proclitics::WA)),
            },
        }
    };
    let joined =
        |r: &Reading| r.proclitics.0 & (Proclitics::BA.0 | Proclitics::LA.0 | Proclitics::KA.0 | Proclitics::AL.0) != 0;
    // بقصف, القتل: only a nominal takes these.
    if let Some(r) = readings.iter().copied().filter(|r| nominal(r)).find(|r| joined(r))
        && !readings.iter().filter(|r| finite(r)).any(|r| r.stem.0 == 0)
    {
        return Some(r);
    }
    if want_verb { readings.iter().copied().find(|r| finite(r)) } else { readings.iter().copied().find(|r| nominal(r)) }
}
