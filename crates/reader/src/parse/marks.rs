//! What one mark or one word beside it says of a word.

use super::Parse;
use super::apart::names_whom;
use super::node::{Kind, Node};
use super::row::KINDS as SETTLEMENTS;
use super::words::{Types, nominal};
use crate::knowledge::{Effect, Knowledge, Labels, holds};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics, Reading};
use hudna_arabic::token::Token;
use hudna_claims::Modality;

/// Whether a nisba in the accusative describes what stands before: it is written with its tanwin, or stands after an indefinite
/// singular in the accusative.
pub(super) fn accusative_nisba(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    tokens: &[Token],
    (i, pro): (usize, Proclitics),
    text: &str,
) -> bool {
    let ends = |token: Token| types.folded(token).ends_with('ا');
    let raw = &text[tokens[i].start as usize..tokens[i].end as usize];
    let tanwin = raw.ends_with('ً') || raw.ends_with("ًا");
    let accusative = |n: &Node| {
        let one = n.feats.is_some_and(|f| f.number == Number::Singular);
        let stem = n.lemma.map(|l| k.lexicon.lemma(l).folded.as_str());
        let named = n.kind == Kind::Entity && {
            let entity = &parse.entities[n.index as usize];
            entity.actor.is_some() || !entity.places.is_empty()
        };
        one && !named
            && n.last as usize == i
            && n.pro.0 & !Proclitics::WA.0 == 0
            && n.enc.is_none()
            && ends(tokens[i - 1])
            && stem.is_some_and(|stem| !stem.ends_with('ا'))
    };
    let described = parse.nodes.last().filter(|n| matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Adjective));
    ends(tokens[i]) && (tanwin || pro.0 == 0 && described.is_some_and(accusative))
}

/// Whether a definite noun or name stands right before, or the numbers of a resolution (`القرار 2254 القاضي بوقف القتال`, `القرارين رقم 2139
/// و2254 القاضيين`).
pub(super) fn definite_before(parse: &Parse) -> bool {
    let nodes = &parse.nodes;
    let numbers = nodes.iter().rev().take_while(|n| n.kind == Kind::Number || n.is(Labels::OR)).count();
    let word = nodes[..nodes.len() - numbers].last().filter(|n| numbers > 0 && n.kind == Kind::Noun && n.pro.0 == 0);
    let passed = word.map_or(0, |_| numbers + 1);
    nodes[..nodes.len() - passed].last().is_some_and(|n| match n.kind {
        Kind::Noun | Kind::Adjective => n.pro.has(Proclitics::AL),
        Kind::Entity => parse.entities[n.index as usize].definite,
        Kind::Number => {
            let named = |n: &&super::Node| {
                matches!(n.kind, Kind::Number | Kind::Noun | Kind::Entity | Kind::Adjective)
                    || n.kind == Kind::Particle && n.is(Labels::OR)
            };
            parse.nodes.iter().rev().take(6).take_while(named).any(|n| n.is(Labels::RESOLUTION))
        }
        _ => false,
    })
}

/// `حيي الشيخ مقصود`: whether a word may name a kind of place. `لغم أرضي`: what can describe the noun before it is not two lands.
pub(super) fn kind_word(parse: &Parse, k: &Knowledge, r: &Reading) -> bool {
    let thing = |n: &super::Node| {
        n.kind == Kind::Noun && n.pos() == Some(Pos::Noun) && !n.pro.has(Proclitics::AL) && n.enc.is_none()
    };
    let described = r.feats.number == Number::Dual && parse.nodes.last().is_some_and(thing);
    let noun = r.feats.pos == Pos::Noun && r.enclitic.is_none();
    noun && !described && k.labels.bits(r.lemma) & Labels::PLACE_KIND != 0
}

/// `قصف الجيش المدينة`: whether a feminine word is for a place, and no participle after who acts.
pub(super) fn town(k: &Knowledge, first: &Reading) -> bool {
    first.feats.gender == Gender::Feminine && k.labels.bits(first.lemma) & Labels::PLACE_KIND != 0
}

/// `قصفت الطائرات المعبر`: whether a word is for a place, and written like a participle of saying.
pub(super) fn passage(k: &Knowledge, first: &Reading, other: &Reading) -> bool {
    let says = k.labels.bits(other.lemma) & (Labels::REPORT | Labels::REPORT_ABOUT) != 0;
    says && first.feats.pos == Pos::Noun && k.labels.bits(first.lemma) & Labels::PLACE_KIND != 0
}

/// `شنت طائرات حربية يوم الثلاثاء، عدة غارات`: whether the comma stands between a verb that carries an event and the event.
pub(super) fn owes_object(nodes: &[Node], comma: usize) -> bool {
    let told = |n: &Node| n.kind == Kind::Noun && n.pos() == Some(Pos::Masdar);
    let counts = |n: &Node| n.kind == Kind::Number || n.kind == Kind::Particle && n.is(Labels::QUANTIFIER);
    let counted = nodes[comma + 1..].iter().take_while(|n| counts(n) && n.pro.0 == 0).count();
    let event = nodes.get(comma + 1 + counted).filter(|n| n.pro.0 == 0 && n.enc.is_none());
    if !event.is_some_and(|n| told(n) || counted > 0 && n.kind == Kind::Noun) {
        return false;
    }
    let before = nodes[..comma].iter().rev();
    let mut before = before.take_while(|n| n.kind != Kind::Stop && n.kind != Kind::Comma && !told(n));
    before.find(|n| n.kind == Kind::Verb).is_some_and(|v| v.enc.is_none() && v.is(Labels::LIGHT | Labels::CONTINUE))
}

/// `قصف الجيش الحي`, `دخلت القوات المخيم`: after who acts, the word for a place, not the adjective written like it.
pub(super) fn struck<'r>(parse: &Parse, k: &Knowledge, readings: &[&'r Reading]) -> Option<&'r Reading> {
    let who = parse.nodes.iter().rev().find(|n| n.kind != Kind::Adjective)?;
    let acts = who.is(Labels::FORCE_HEAD | Labels::BODY_HEAD | Labels::ARMS)
        || who.kind == Kind::Entity && parse.entities[who.index as usize].can_act();
    // `احتل الفريق المركز الأول`: what is no settlement may be said of who acts.
    let settled = |r: &Reading| {
        let kinds = &k.language.place_kinds;
        kinds.get(k.lexicon.lemma(r.lemma).folded.as_str()).is_some_and(|kind| SETTLEMENTS.contains(&kind.as_str()))
    };
    let place = |r: &&&Reading| r.feats.pos == Pos::Noun && settled(r);
    if acts { readings.iter().find(place).copied() } else { None }
}

/// `فجر نفسه`: whether a word means oneself, before which stands a verb.
pub(super) fn oneself(k: &Knowledge, types: &Types<'_>, token: Token) -> bool {
    let itself = |r: &Reading| r.enclitic.is_some() && r.proclitics.0 == 0;
    types
        .readings(token)
        .iter()
        .any(|r| itself(r) && holds(&k.language.oneself, k.lexicon.lemma(r.lemma).folded.as_str()))
}

/// A sound plural or dual in the nominative.
pub(super) fn nominative(types: &Types<'_>, token: Token) -> bool {
    let word = types.folded(token);
    let ends = |number: Number, construct: bool| match number {
        // `خطفهم مسلحو التنظيم`: in construct it loses its nun.
        Number::Plural => word.ends_with("ون") || construct && word.ends_with('و'),
        Number::Dual => word.ends_with("ان"),
        Number::Singular => false,
    };
    let readings = types.readings(token);
    // `وقف العدوان`: the aggression, rather than two enemies.
    let one = |r: &Reading| {
        let acts = types.bits(r.lemma) & (Labels::FORCE_HEAD | Labels::BODY_HEAD | Labels::SOURCE_HEAD) != 0;
        r.feats.pos == Pos::Noun && r.feats.number == Number::Singular && !acts
    };
    !readings.first().is_some_and(one)
        && readings
            .iter()
            .any(|r| nominal(r) && r.proclitics.0 & !Proclitics::AL.0 == 0 && ends(r.feats.number, r.feats.construct))
}

/// `طالب بالإفراج عنهم، وسحب الآليات، وفتح الطريق`, `المطلوب: سحب الآليات وفتح الطريق`: one more of what is asked, promised
/// or agreed, rather than a verb written like it.
pub(super) fn item<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    readings.first().filter(|r| r.feats.pos == Pos::Perfect)?;
    let masdar = readings.iter().find(|r| r.feats.pos == Pos::Masdar && r.enclitic.is_none())?;
    let asks = |n: &Node| {
        let op = if n.kind == Kind::Operator { Some(n.index as u16) } else { n.operator };
        let effect = op.map(|op| k.language.operators[op as usize].effect);
        matches!(
            effect,
            Some(Effect::Set(Modality::Demanded | Modality::Agreed | Modality::Promised | Modality::Refused))
        )
    };
    let mut before = parse.nodes.iter().rev().peekable();
    if masdar.proclitics.0 == 0 {
        let pause = before.next().is_some_and(|n| n.kind == Kind::Comma);
        // `رابعا: رفع الحصار عن الحي`
        let counts = |n: &Node| {
            let stem = n.lemma.map(|l| k.lexicon.lemma(l).folded.as_str());
            n.kind == Kind::Number
                || n.kind == Kind::Particle && n.bits == 0 && stem.is_some_and(|stem| stem.ends_with('ا'))
        };
        if pause && parse.nodes.len() == 2 && counts(&parse.nodes[0]) {
            return Some(masdar);
        }
        let heads = |n: &Node| (n.kind == Kind::Operator || n.joined_prep().is_some()) && asks(n);
        return (pause && before.next().is_some_and(heads)).then_some(masdar);
    }
    if !masdar.proclitics.has(Proclitics::WA) || names_whom(k, masdar) {
        return None;
    }
    // The item before, and so on to the first, which what asks governs.
    let (mut first, mut noun) = (false, false);
    // `، ووقف القصف`: more likely the end of something than `and he stopped it`.
    let ends = k.labels.operator(masdar.lemma).is_some_and(|op| {
        let effect = k.language.operators[op as usize].effect;
        effect == Effect::Ceases
    });
    // `بانسحابهم من القرية التي دخلوها`, `بالإفراج عن من اعتقلوا`: what is told aside of somebody in an item.
    let aside = |n: &Node| {
        let who = || n.lemma.is_some_and(|l| holds(&k.language.part_of, &k.lexicon.lemma(l).folded));
        match n.kind {
            Kind::Particle => n.is(Labels::RELATIVE) && !n.is(Labels::CLAUSE),
            Kind::Prep => n.enc.is_none() && who(),
            _ => false,
        }
    };
    while let Some(n) = before.next() {
        match n.kind {
            Kind::Verb if ends && before.peek().is_some_and(|b| aside(b)) => {
                before.next();
            }
            // `دعا إلى هدنة ورفع الحصار`
            Kind::Noun if n.pos() == Some(Pos::Masdar) || n.is(Labels::DEAL) => {
                (first, noun) = (first || n.joined_prep().is_some(), true);
                continue;
            }
            Kind::Prep if n.enc.is_none() => first |= noun,
            Kind::Verb | Kind::Operator => return (first && asks(n)).then_some(masdar),
            Kind::Stop | Kind::Particle => return None,
            _ => {}
        }
        noun = false;
    }
    None
}
