//! `تقاتل`, `تقدم`: a past or a present that are written alike, told apart by who does it.

use super::Parse;
use super::apart;
use super::marks;
use super::node::{Kind, Node};
use super::words::{Types, nominal};
use crate::knowledge::{Knowledge, Labels, holds};
use hudna_arabic::morph::{Feats, Gender, Number, Pos, Proclitics, Reading};
use hudna_arabic::token::{Token, TokenKind};

/// `تنفذ الطائرات`, `بعد أن توقف القتال`: what may be `تفعّل` or `تفعل` is told apart by the gender of its subject.
pub(super) fn finite_reading<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &'r Types<'_>,
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    if !types.ready(tokens[i]).tenses {
        return None;
    }
    let readings = types.readings(tokens[i]);
    let (perfect, imperfect) = tenses(readings)?;
    if readings.iter().any(|r| nominal(r) && r.enclitic.is_none() && r.feats.pos != Pos::Masdar) {
        return None;
    }
    // `على وقف القتال وتبادل الأسرى`: one more verbal noun, whatever its complement.
    let masdar = readings.iter().find(|r| r.feats.pos == Pos::Masdar && r.proclitics == perfect.proclitics);
    if masdar.is_some_and(|m| apart::goes_with_nouns(parse, k, m)) || marks::item(parse, k, readings).is_some() {
        return None;
    }
    // `كما تمكن الثوار أمس من السيطرة`: whom it enables would stand before what it enables them to do.
    if holds(&k.language.shades.able, &k.lexicon.lemma(perfect.lemma).folded) && managed(k, types, tokens, i) {
        return Some(perfect);
    }
    // `روسيا تزعم`: right after a name, the one of the two that says something.
    let says = |r: &Reading| types.bits(r.lemma) & (Labels::REPORT | Labels::DEMAND) != 0;
    if says(imperfect) && !says(perfect) && parse.nodes.last().is_some_and(|n| n.kind == Kind::Entity) {
        return Some(imperfect);
    }
    // `القوات تواصل قصفها`: one man does not keep it up, where many or a woman stand before.
    let goes_on = types.bits(imperfect.lemma) & Labels::CONTINUE != 0;
    let heads = |n: &&Node| n.is(Labels::FORCE_HEAD | Labels::BODY_HEAD) && n.joined_prep().is_none();
    // `مواقع الميليشيات تعرضت`, `للنظام والفصائل تعرض لغارات`: what befalls somebody is told of another.
    let told = types.bits(perfect.lemma) & Labels::UNDERGO == 0;
    let deed = masdar.is_some_and(|m| k.labels.operator(m.lemma).is_some() || k.words.answered(m).next().is_some());
    let definite = |n: &Node| n.pro.has(Proclitics::AL) || n.enc.is_some();
    // `القافلة تدخل المدينة`, `شاحنات تنقل مساعدات`, but `مناطق تمركز القوات`.
    let named = parse.nodes.last().filter(|n| n.kind == Kind::Entity).filter(heads);
    if named.and_then(|n| n.feats).is_some_and(many) && goes_on
        || topic(parse).filter(|n| !deed || definite(n) || heads(n)).is_some() && told
    {
        return Some(imperfect);
    }
    // `الطريق الذي تدخل منه المساعدات`: what takes the noun up again stands before who does it.
    let again = |t: &&Token| {
        types.readings(**t).first().is_some_and(|r| r.feats.pos == Pos::Preposition && r.enclitic.is_some())
    };
    let after = i + 1 + usize::from(tokens.get(i + 1).as_ref().is_some_and(again));
    let next = tokens.get(after).filter(|t| t.kind == TokenKind::Arabic);
    let subject =
        next.and_then(|t| types.readings(*t).first().filter(|r| nominal(r) && r.proclitics.0 & !Proclitics::AL.0 == 0));
    // `الميليشيات التي تقاتل إلى جانب الجيش`, but `البلدة التي تقدم الجيش نحوها`.
    let fights = |r: &Reading| types.bits(r.lemma) & (Labels::FORCE_HEAD | Labels::BODY_HEAD) != 0;
    let head = described(parse, types, tokens);
    // `الفصائل التي تحارب التنظيم`: those who fight do so themselves.
    let themselves = || head.is_some_and(heads_force) && !after_pronoun(types, tokens, i);
    if head.and_then(|n| n.feats).is_some_and(many) && (!subject.is_some_and(fights) || themselves()) {
        return Some(imperfect);
    }
    let (next, subject) = (next?, subject?);
    let mut before = parse.nodes.iter().rev().filter(|n| !n.is_quote());
    let that = before.next().is_some_and(|n| n.kind == Kind::Particle && n.is(Labels::THAT) && n.enc.is_none());
    // `تمكن المسلحون`: a sound masculine plural has no feminine verb.
    let feminine = subject.feats.gender == Gender::Feminine
        || subject.feats.number == Number::Plural && !marks::nominative(types, *next);
    if that {
        // `قبل أن توقف القوات الهجوم`, but `بعد أن توقف القتال`.
        let dates = before.next().is_some_and(|n| n.kind == Kind::Prep && n.is(Labels::TIME));
        return (dates && !feminine && subject.proclitics.has(Proclitics::AL)).then_some(perfect);
    }
    let opens = match parse.nodes.iter().rev().find(|n| !n.is_quote()) {
        // `تعرض المدينة لقصف`: a heading may open with the verbal noun.
        // `تواصل القوات حصار المخيم`: but those who fight keep something up.
        None => {
            perfect.proclitics.0 != 0
                || goes_on && fights(subject)
                || !readings.iter().any(|r| r.feats.pos == Pos::Masdar)
        }
        Some(n) => match n.kind {
            Kind::Stop | Kind::Comma | Kind::Filler | Kind::Time => true,
            // `قد تدخل القوافل`: of many or a woman the past would end otherwise; but `الجيش قد تسلم المواقع`.
            Kind::Particle if n.is(Labels::QAD) => {
                let before = parse.nodes.iter().rev().filter(|n| !n.is_quote()).nth(1);
                before.is_none_or(|b| !matches!(b.kind, Kind::Noun | Kind::Entity | Kind::Verb | Kind::Adjective))
            }
            Kind::Particle => n.is(Labels::CLAUSE | Labels::RELATIVE | Labels::CONDITION),
            _ => perfect.proclitics.0 != 0,
        },
    };
    (opens && feminine).then_some(imperfect)
}

/// `أعلن الجيش قصف الميناء`: right after who announces something, what he announces, rather than a verb written like it.
pub(super) fn announced<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    readings.first().filter(|r| r.feats.pos == Pos::Perfect && r.proclitics.0 == 0)?;
    let masdar = readings.iter().find(|r| r.feats.pos == Pos::Masdar && r.proclitics.0 == 0 && r.enclitic.is_none())?;
    let mut before = parse.nodes.iter().rev().filter(|n| !n.is_quote() && n.kind != Kind::Adjective);
    before.next().filter(|n| n.kind == Kind::Entity && n.pro.0 & !Proclitics::AL.0 == 0)?;
    let verb = before.next().filter(|n| n.kind == Kind::Verb)?;
    k.language.operators[k.labels.operator(verb.lemma?)? as usize].announces.then_some(masdar)
}

/// `يمكن أن تدخل المساعدات`: after a phrase that ends with أن as after أن alone.
pub(super) fn after_that<'r>(
    parse: &Parse,
    types: &Types<'_>,
    tokens: &[Token],
    readings: &'r [Reading],
) -> Option<&'r Reading> {
    let phrase = parse.nodes.last().filter(|n| n.kind == Kind::Operator && n.last - n.first > 1)?;
    let end = types.readings(tokens[phrase.last as usize - 1]).first()?;
    let that = end.feats.pos == Pos::Particle && end.enclitic.is_none() && types.bits(end.lemma) & Labels::THAT != 0;
    let present = |r: &&Reading| r.feats.pos == Pos::Imperfect && !r.proclitics.has(Proclitics::SA);
    readings.iter().find(present).filter(|_| that)
}

/// The past said of a man and the present said of a woman that a word may be, if it may be both.
pub(super) fn tenses(readings: &[Reading]) -> Option<(&Reading, &Reading)> {
    let plain = |r: &&Reading| r.feats.person == 3 && r.enclitic.is_none() && r.proclitics.0 & Proclitics::SA.0 == 0;
    let perfect = readings.iter().filter(plain).find(|r| {
        r.feats.pos == Pos::Perfect && r.feats.number == Number::Singular && r.feats.gender == Gender::Masculine
    })?;
    let imperfect = readings.iter().filter(plain).find(|r| {
        r.feats.pos == Pos::Imperfect
            && r.feats.number == Number::Singular
            && r.feats.gender == Gender::Feminine
            && r.proclitics == perfect.proclitics
    })?;
    Some((perfect, imperfect))
}

/// Whether only one masculine noun and a time stand between a verb and the preposition before what was managed.
fn managed(k: &Knowledge, types: &Types<'_>, tokens: &[Token], i: usize) -> bool {
    let first = |t: &Token| types.readings(*t).first();
    let who = |r: &Reading| nominal(r) && r.proclitics.0 == Proclitics::AL.0 && r.feats.gender == Gender::Masculine;
    let time = |t: &&Token| {
        t.kind != TokenKind::Arabic
            || types.readings(**t).iter().any(|r| types.bits(r.lemma) & (Labels::TIME | Labels::TIME_UNIT) != 0)
    };
    let rest = tokens.get(i + 2..tokens.len().min(i + 8)).unwrap_or_default();
    let after = rest.iter().find(|t| !time(t));
    tokens.get(i + 1).and_then(first).is_some_and(who)
        && after.is_some_and(|t| holds(&k.language.part_of, types.folded(*t)))
}

/// Whether those who do something are many or of feminine gender: of them no verb in the masculine singular is said.
fn many(f: Feats) -> bool {
    f.gender == Gender::Feminine || f.number == Number::Plural
}

/// `فصائل معارضة تقاتل الجيش`, but `انسحاب الفصائل توقف`: the many right before the verb, where no noun or preposition
/// takes them.
fn topic(parse: &Parse) -> Option<&Node> {
    let mut before = parse.nodes.iter().rev().filter(|n| !n.is_quote() && n.kind != Kind::Adjective);
    let who = before.next().filter(|n| matches!(n.kind, Kind::Entity | Kind::Noun))?;
    // `فصائل معارضة`: what is one phrase with them.
    let one =
        |n: &&Node| n.kind == Kind::Noun && n.is(Labels::FORCE_HEAD | Labels::BODY_HEAD) && n.joined_prep().is_none();
    let free = before.find(|n| !one(n)).is_none_or(|n| match n.kind {
        Kind::Prep => n.enc.is_some(),
        Kind::Noun | Kind::Number | Kind::Operator | Kind::According => false,
        _ => true,
    });
    (free && who.feats.is_some_and(many)).then_some(who)
}

/// Who or what a relative clause that begins here describes, where the relative is of the feminine: it alone has a ت (`التي`).
fn described<'p>(parse: &'p Parse, types: &Types<'_>, tokens: &[Token]) -> Option<&'p Node> {
    let mut before = parse.nodes.iter().rev();
    let relative = before.next().filter(|n| n.kind == Kind::Particle && n.is(Labels::RELATIVE))?;
    types.folded(tokens[relative.first as usize]).trim_start_matches('و').strip_prefix("ال")?.find('ت')?;
    let head = before.find(|n| n.kind != Kind::Adjective && n.kind != Kind::Comma && !n.is_quote())?;
    Some(head).filter(|_| matches!(head.kind, Kind::Entity | Kind::Noun))
}

/// A word for those who fight or rule.
fn heads_force(n: &Node) -> bool {
    n.is(Labels::FORCE_HEAD | Labels::BODY_HEAD)
}

/// `البلدة التي تقدم الجيش نحوها`: whether a pronoun after the verb's noun takes the described noun up again.
fn after_pronoun(types: &Types<'_>, tokens: &[Token], i: usize) -> bool {
    let rest = tokens.get(i + 2..tokens.len().min(i + 5)).unwrap_or_default();
    rest.iter()
        .take_while(|t| t.kind == TokenKind::Arabic)
        .any(|t| types.readings(*t).first().is_some_and(|r| r.feats.pos == Pos::Preposition && r.enclitic.is_some()))
}

/// `الائتلاف الوطني طالب المجلس`: after a definite noun with its adjective, the verb that the rules know, not the participle written like it.
pub(super) fn told_of(parse: &Parse, readings: &[&Reading], known: impl Fn(&Reading) -> bool) -> bool {
    let described = parse.nodes.last().is_some_and(|n| {
        n.kind == Kind::Adjective && n.pro.0 & !Proclitics::WA.0 == Proclitics::AL.0 && n.enc.is_none()
    });
    let verb = |r: &Reading| r.feats.pos == Pos::Perfect && r.feats.person == 3 && r.proclitics.0 == 0 && known(r);
    let participles = || {
        let noun =
            |r: &&&Reading| matches!(r.feats.pos, Pos::Masdar | Pos::Noun | Pos::Adjective | Pos::PassiveParticiple);
        !readings.iter().any(|r| noun(&r))
    };
    described && participles() && readings.iter().any(|r| verb(r))
}

/// `، فجر حافلة`: what may be a time is a verb before something that no time is of, or its verbal noun (`دعا إلى عقد جلسة`, `طلب الوفد عقد جلسة`).
pub(super) fn no_time<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    next: Token,
) -> Option<&'r Reading> {
    let hour = |r: &Reading| r.feats.pos == Pos::Noun && k.labels.bits(r.lemma) & Labels::TIME_UNIT != 0;
    readings.iter().find(|r| hour(r) && r.proclitics.0 == 0)?;
    let of = types.readings(next).first().filter(|r| nominal(r) && r.proclitics.0 == 0 && r.enclitic.is_none())?;
    let thing = of.feats.pos == Pos::Noun && k.labels.bits(of.lemma) & Labels::TIME_UNIT == 0;
    let bare = |pos: Pos| readings.iter().find(|r| r.feats.pos == pos && r.proclitics.0 == 0);
    let asked = |n: &Node| n.kind == Kind::Verb && n.is(Labels::DEMAND);
    let noun = bare(Pos::Masdar).filter(|_| match parse.nodes.as_slice() {
        [.., verb, who] => {
            who.kind == Kind::Prep && who.enc.is_none() || matches!(who.kind, Kind::Entity | Kind::Noun) && asked(verb)
        }
        _ => false,
    });
    noun.or_else(|| bare(Pos::Perfect)).filter(|_| thing)
}

/// Whether the particle that stands last opens what a verb of telling right before it, or before its subject, tells.
pub(super) fn tells(parse: &Parse) -> bool {
    let beside = |n: &&Node| {
        let free = n.kind == Kind::Noun && n.joined_prep().is_none();
        free || matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Time | Kind::Open | Kind::Close | Kind::Filler)
    };
    let mut before = parse.nodes.iter().rev().skip(1).take(5).skip_while(beside);
    before.next().is_some_and(|n| {
        n.kind == Kind::Verb
            && n.is(Labels::REPORT | Labels::REPORT_ABOUT | Labels::CONTINUE_SPEECH)
            && !n.is(Labels::DEMAND)
    })
}
