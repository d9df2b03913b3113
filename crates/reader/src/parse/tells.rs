//! Verbs of telling that are written like another word, told by what stands after who tells.

use super::Parse;
use super::node::{Kind, Node};
use super::words::{Types, finite, nominal};
use crate::knowledge::{Effect, Knowledge, Labels, Name, holds};
use hudna_arabic::morph::{Pos, Proclitics, Reading};
use hudna_arabic::token::{Token, TokenKind};
use hudna_claims::Modality;

/// So many words may tell who says something.
const SAYER: usize = 8;

/// `وبيّن المكتب الإعلامي أن القافلة عادت`: at the head of a clause a verb of saying rather than the preposition that is written like it,
/// where what is said follows who says it.
pub(super) fn clarifies<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    let alike = readings.first().filter(|r| r.enclitic.is_none())?;
    let bits = |r: &Reading| k.labels.bits(r.lemma);
    let says = |r: &&Reading| r.feats.pos == Pos::Perfect && bits(r) & (Labels::REPORT | Labels::REPORT_ABOUT) != 0;
    let verb = readings.iter().find(says)?;
    // `، لفت التقرير إلى أن`: over the preposition that the verb takes.
    let about = bits(verb) & Labels::REPORT == 0;
    let first = |t: &Token| types.readings(*t).first().copied();
    let own = |r: &Reading| holds(&k.language.oneself, &k.lexicon.lemma(r.lemma).folded);
    // `وعلى صعيد آخر ذكر تقرير أن`: nor the verbal noun, where nothing before governs one.
    let noun = verb.enclitic.is_none()
        && readings.iter().any(|r| r.feats.pos == Pos::Masdar && r.proclitics == verb.proclitics)
        && parse.nodes.last().is_some_and(|n| match n.kind {
            Kind::Adjective | Kind::Comma | Kind::Time | Kind::Filler => true,
            Kind::Entity => verb.proclitics.0 == 0,
            _ => false,
        });
    let preposition = alike.feats.pos == Pos::Preposition && heads_clause(parse);
    let who = |t: &&Token| match first(t) {
        // `وبيّن المصدر نفسه أن`
        Some(r) => {
            let leads = noun && r.feats.pos == Pos::Preposition || r.enclitic.is_some() && own(&r);
            (nominal(&r) || leads) && r.proclitics.0 & Proclitics::WA.0 == 0
        }
        None => t.kind == TokenKind::Arabic,
    };
    let after = tokens.get(i + 1..)?;
    let words = after.iter().take(if noun { 2 * SAYER } else { SAYER }).take_while(who).count();
    let that = after.get(words).and_then(first).is_some_and(|r| bits(&r) & Labels::THAT != 0);
    let to = words > 1 && first(&after[words - 1]).is_some_and(|r| r.feats.pos == Pos::Preposition);
    ((preposition || noun) && words > 0 && that && (to || !about)).then_some(verb)
}

/// `عبر الاتحاد عن أمله`, `عبرت المنظمة عن أسفها`: a verb of speaking about something rather than the verb or the preposition that is
/// written like it, where the preposition that it takes follows who speaks.
pub(super) fn expresses<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    let first = readings.first()?;
    let speaks = |r: &&Reading| finite(r) && r.enclitic.is_none() && k.labels.bits(r.lemma) & Labels::REPORT_ABOUT != 0;
    let verb = readings.iter().find(speaks)?;
    let alike = finite(first) && first.lemma != verb.lemma && first.proclitics.0 == verb.proclitics.0;
    let preposition = first.feats.pos == Pos::Preposition && first.enclitic.is_none() && heads_clause(parse);
    if !alike && !preposition {
        return None;
    }
    let about = |r: &Reading| {
        r.feats.pos == Pos::Preposition
            && r.proclitics.0 == 0
            && holds(&k.language.prepositions.relayed, k.lexicon.lemma(r.lemma).folded.as_str())
    };
    let who = |r: Option<&Reading>| r.is_none_or(|r| nominal(r) && r.proclitics.0 & Proclitics::WA.0 == 0);
    let mut after = tokens.get(i + 1..)?.iter().take(SAYER).map(|t| types.readings(*t).first());
    let next = after.find(|r| !who(*r))?;
    next.is_some_and(about).then_some(verb)
}

/// `القاهرة - أكد الوزير أن`, `عمان (الوكالة) - قال`: a dash between where a report comes from, at its head, and who tells what.
pub(super) fn dateline(parse: &Parse, k: &Knowledge, types: &Types<'_>, tokens: &[Token], i: usize) -> bool {
    // So many nodes may tell where it comes from.
    const LONGEST: usize = 6;
    const TELLS: u64 = Labels::REPORT | Labels::DEMAND | Labels::DENY | Labels::ACCUSE;
    let dash = |t: &Token| types.folded(*t).chars().all(|c| matches!(c, '-' | '–' | '—'));
    let place = |n: &Node| n.kind == Kind::Entity && !parse.entities[n.index as usize].places.is_empty();
    let from = |n: &Node| place(n) || n.is_quote() || matches!(n.kind, Kind::Comma | Kind::Unknown);
    let told = |r: &Reading| r.feats.pos == Pos::Perfect && r.proclitics.0 == 0 && k.labels.bits(r.lemma) & TELLS != 0;
    parse.nodes.len() <= LONGEST
        && parse.nodes.first().is_some_and(|n| place(n) && n.pro.0 == 0)
        && tokens.get(i).is_some_and(dash)
        && parse.nodes.iter().all(from)
        && tokens.get(i + 1).is_some_and(|t| types.readings(*t).iter().any(told))
}

/// Whether what comes next is the first word of a clause.
fn heads_clause(parse: &Parse) -> bool {
    parse.nodes.last().is_none_or(|n| match n.kind {
        Kind::Stop | Kind::Mark | Kind::Comma | Kind::Filler | Kind::Close => true,
        _ => n.is(Labels::CLAUSE),
    })
}

/// `الجيش هو من قصف المشفى`: after a pronoun and the word for who, a verb rather than the noun written like it.
pub(super) fn who_does<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    let (who, before) = parse.nodes.split_last()?;
    if who.kind != Kind::Prep || who.enc.is_some() {
        return None;
    }
    let lemma = who.lemma.map_or("", |l| k.lexicon.lemma(l).folded.as_str());
    let of = holds(&k.language.part_of, lemma);
    let pronoun = before.last().is_some_and(|n| n.kind == Kind::Particle && n.enc.is_none() && n.is(Labels::PRONOUN));
    let verb = |r: &&Reading| finite(r) && r.proclitics.0 == 0 && r.feats.person == 3;
    (of && pronoun).then(|| readings.iter().find(verb))?
}

/// A verb of a deed that is written like its verbal noun.
pub(super) fn deed<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    did_more(parse, k, types, readings, tokens, i)
        .or_else(|| on_noun_before(parse, k, types, readings, tokens, i))
        .or_else(|| done_to_place(k, types, readings, tokens, i))
        .or_else(|| leaves_victims(types, readings, tokens, i))
        .or_else(|| driven(k, types, readings, tokens, i))
}

/// `سوق الشبان إلى الخدمة`: a word for a kind of place that is a verbal noun too, before people and where they are brought.
fn driven<'r>(
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    // So many words may describe the people.
    const PEOPLE: usize = 3;
    let bare = |r: &&Reading| r.enclitic.is_none() && !r.proclitics.has(Proclitics::AL);
    let place = readings.first().filter(|r| bare(r) && types.bits(r.lemma) & Labels::PLACE_KIND != 0)?;
    let deed = readings.iter().filter(bare).find(|r| r.feats.pos == Pos::Masdar && r.proclitics == place.proclitics)?;
    let people = matches!(types.word(*tokens.get(i + 1)?).kind, Some(Name::People(_)));
    let toward = |t: &Token| {
        types.readings(*t).first().is_some_and(|r| {
            let apart = || holds(&k.language.prepositions.toward, k.lexicon.lemma(r.lemma).folded.as_str());
            r.proclitics.has(Proclitics::LA) || r.feats.pos == Pos::Preposition && apart()
        })
    };
    let brought = || tokens[i + 2..].iter().take(PEOPLE).any(toward);
    (people && brought()).then_some(deed)
}

/// `قصف خلف قتلى وجرحى`: a verb of causing rather than the preposition that is written like it, before a word for those who were hurt.
fn leaves_victims<'r>(types: &Types<'_>, readings: &'r [Reading], tokens: &[Token], i: usize) -> Option<&'r Reading> {
    readings.first().filter(|r| r.feats.pos == Pos::Preposition && r.enclitic.is_none())?;
    let causes = |r: &&Reading| r.feats.pos == Pos::Perfect && types.bits(r.lemma) & Labels::CAUSE != 0;
    let verb = readings.iter().find(|r| causes(r) && r.enclitic.is_none())?;
    let next = types.readings(*tokens.get(i + 1)?).first()?;
    let hurt = nominal(next) && types.bits(next.lemma) & (Labels::DEATH | Labels::INJURY) != 0;
    (hurt && next.proclitics.0 == 0).then_some(verb)
}

/// `احتلال مدينة كذا`: a word for a force without the article that is a verbal noun too, before a place: what is done to it.
fn done_to_place<'r>(
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    let bare = |r: &&Reading| !r.proclitics.has(Proclitics::AL) && r.enclitic.is_none();
    let force = |r: &&Reading| r.feats.pos == Pos::Noun && types.bits(r.lemma) & Labels::FORCE_HEAD != 0;
    let force = readings.iter().filter(bare).find(force)?;
    let masdar = |r: &&Reading| r.feats.pos == Pos::Masdar && r.proclitics == force.proclitics;
    let deed = readings.iter().filter(bare).find(masdar)?;
    let next = *tokens.get(i + 1)?;
    // `حشد كتيبتين`: those who fight are no place.
    let fights = types.readings(next).iter().any(|r| types.bits(r.lemma) & Labels::FORCE_HEAD != 0);
    let spot = |r: &Reading| r.proclitics.0 == 0 && types.bits(r.lemma) & Labels::PLACE_KIND != 0;
    let kind = types.readings(next).iter().any(spot);
    let name = |root: &super::words::Root| k.names.names(root.node).iter().any(|n| matches!(n, Name::Place { .. }));
    (!fights && (kind || types.roots(next).iter().any(name))).then_some(deed)
}

/// `أحبط الجيش هجوما وقتل عشرة`, `تصدى لهجوم وقتل عددا منهم`: a verb of what was done besides, rather than the verbal noun written like it:
/// what stands before it is the object of a verb in the past, in the accusative, or what is hindered; or an object of its own follows.
fn did_more<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    // `نفى الجيش قصف القرية وقتل ثلاثة مدنيين`: what is told is told of both.
    const TELLS: u64 = Labels::REPORT | Labels::REPORT_ABOUT | Labels::DENY | Labels::ACCUSE | Labels::DEMAND;
    let next = tokens.get(i + 1);
    let joined = |r: &&Reading| r.proclitics == Proclitics::WA && r.enclitic.is_none();
    let verb = readings.iter().filter(joined).find(|r| r.feats.pos == Pos::Perfect && r.feats.person == 3)?;
    let masdar = readings.iter().filter(joined).find(|r| r.feats.pos == Pos::Masdar)?;
    k.words.answered(masdar).next()?;
    let main = parse.nodes.iter().rposition(|n| matches!(n.kind, Kind::Verb | Kind::Stop | Kind::Comma))?;
    let told = &parse.nodes[main];
    let past = |n: &Node| n.pos() == Some(Pos::Perfect) && n.feats.is_some_and(|f| f.gender == verb.feats.gender);
    if told.kind != Kind::Verb || !past(told) || told.is(TELLS) {
        return None;
    }
    let op = told.operator.map(|op| &k.language.operators[op as usize]);
    let hinders = op.is_some_and(|o| matches!(o.effect, Effect::Set(Modality::Negated)));
    let bare = |t: &Token| types.readings(*t).first().copied().filter(|r| r.proclitics.0 == 0);
    let next = next.filter(|t| t.kind == TokenKind::Arabic || t.kind == TokenKind::Number);
    let counted = next.is_some_and(|t| t.kind == TokenKind::Number || !types.word(*t).number.is_plain());
    let object = next.is_some_and(|t| {
        let many = matches!(types.word(*t).kind, Some(Name::People(_)));
        let counts = bare(t).is_some_and(|r| types.bits(r.lemma) & Labels::QUANTIFIER != 0 || r.feats.pos == Pos::Noun);
        types.folded(*t).ends_with('ا') && bare(t).is_some() && (many || counts)
    });
    let last = parse.nodes.last()?;
    let word = types.folded(tokens[last.first as usize]);
    let accusative = last.pos() == Some(Pos::Masdar) && last.pro.0 == 0 && last.enc.is_none() && word.ends_with('ا');
    (accusative && main + 1 < parse.nodes.len() || hinders && counted || object).then_some(verb)
}

/// `انفجار قتل فيه عشرة`, `قصف تعرض له`: right after a noun without the article, what a preposition with its pronoun follows is the verb of a
/// clause on it, over the verbal noun that it may be. But `محاولة قتل له`, `عملية خطف لهم`: a noun that only leads to the deed.
fn on_noun_before<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    readings: &'r [Reading],
    tokens: &[Token],
    i: usize,
) -> Option<&'r Reading> {
    let bare = |n: &&Node| n.kind == Kind::Noun && !n.pro.has(Proclitics::AL) && n.enc.is_none();
    let noun = parse.nodes.last().filter(bare)?;
    let leads = noun.operator.is_some() || holds(&k.language.measures, parse.stem(k, types, noun));
    let plain = |r: &&Reading| r.proclitics.0 == 0 && r.enclitic.is_none();
    readings.iter().filter(plain).find(|r| r.feats.pos == Pos::Masdar)?;
    let back = types.readings(*tokens.get(i + 1)?).first()?;
    let within = holds(&k.language.prepositions.within, &k.lexicon.lemma(back.lemma).folded)
        || types.bits(back.lemma) & Labels::TIME != 0;
    let again =
        (within || !leads) && back.feats.pos == Pos::Preposition && back.enclitic.is_some_and(|e| e.person == 3);
    let verb = readings.iter().filter(plain).find(|r| r.feats.pos == Pos::Perfect && r.feats.person == 3)?;
    again.then_some(verb)
}
