//! What posts write and say otherwise than the press: auxiliaries of dialects, plurals without their alef, relatives with one lam.

use super::Parse;
use super::node::{Kind, Node, plain};
use super::words::{Types, finite, nominal};
use crate::knowledge::{Knowledge, Labels, Name, holds};
use hudna_arabic::morph::{Gender, Number, Pos, Proclitics, Reading, Voice};
use hudna_arabic::token::Token;

/// `عم يقصفو`, `راح ندخل`: whether a word only says that the verb in the present after it goes on (`false`) or is to come (`true`).
pub(super) fn auxiliary(types: &Types<'_>, tokens: &[Token], at: usize) -> Option<bool> {
    let to_come = types.word(tokens[at]).auxiliary?;
    // `راح تدخل`: what may be a past of the standard language is a present after such a word.
    let verb = types.readings(*tokens.get(at + 1)?);
    let present = verb.iter().any(|r| r.feats.pos == Pos::Imperfect);
    let finite = verb.first().is_some_and(|r| matches!(r.feats.pos, Pos::Perfect | Pos::Imperfect));
    (finite && present).then_some(to_come)
}

/// `العوائل الي طلعت`: a relative of dialects that is written like a preposition (`Word::relative`), which no finite verb follows.
pub(super) fn relative(types: &Types<'_>, tokens: &[Token], at: usize) -> Option<Node> {
    let relative = types.readings(tokens[at]).iter().find(|r| types.bits(r.lemma) & Labels::RELATIVE != 0)?;
    let verb = types.readings(*tokens.get(at + 1)?);
    let finite = |p: Pos| matches!(p, Pos::Perfect | Pos::Imperfect);
    if verb.is_empty() || !verb.iter().all(|r| finite(r.feats.pos)) {
        return None;
    }
    let mut node = plain(Kind::Particle, at, at + 1);
    (node.bits, node.lemma, node.feats) = (types.bits(relative.lemma), Some(relative.lemma), Some(relative.feats));
    Some(node)
}

/// `الباب: قصف`, `الأبيض - وصول قافلة`: whether nothing but marks stands before a word, and a colon or a dash after it (at token `next`).
pub(super) fn over_item(parse: &Parse, types: &Types<'_>, tokens: &[Token], next: usize) -> bool {
    let parts = |t: &Token| matches!(types.folded(*t), ":" | "-" | "–" | "|");
    tokens.get(next).is_some_and(parts) && parse.nodes.iter().all(|n| n.kind == Kind::Mark || n.is_quote())
}

/// Whether what is read as a verb is a name: `عادل دربو`, `محمود ايدن`, spelled like the verb of a post or of women, after a given name;
/// `إلى زاره`, after a preposition that no clause follows.
pub(super) fn names_somebody(
    parse: &Parse,
    k: &Knowledge,
    types: &Types<'_>,
    tokens: &[Token],
    i: usize,
    node: &Node,
) -> bool {
    let Some(before) = i.checked_sub(1).map(|b| tokens[b]) else { return false };
    // `على` is written like a name.
    let prep = parse.nodes.last().is_some_and(|n| n.kind == Kind::Prep);
    let named = !prep && types.word(before).given || holds(&k.language.closing_names, types.folded(before));
    let alone = |n: &Node| n.kind == Kind::Prep && n.enc.is_none() && n.first as usize + 1 == i;
    // `حتى دخلوا`, `من قتل`
    let clause = |n: &Node| n.is(Labels::TIME | Labels::CLAUSE) || holds(&k.language.part_of, parse.stem(k, types, n));
    let after = parse.nodes.last().filter(|n| alone(n));
    let only_verb = node.pro.0 == 0 && types.readings(tokens[i]).iter().all(|r| r.feats.pos == Pos::Perfect);
    // `نتيجة استهدف`: what tells of an event is misspelled rather than a name.
    let nothing = node.enc.is_some() || !types.word(tokens[i]).opens && node.operator.is_none();
    named && plural_of_posts(types, tokens[i], node) || only_verb && nothing && after.is_some_and(|n| !clause(n))
}

/// `دخلو`, `دخلن`: a plural perfect without its alef, or one of women alone, of whom the press seldom tells.
fn plural_of_posts(types: &Types<'_>, token: Token, node: &Node) -> bool {
    let women = node.feats.is_some_and(|f| f.number == Number::Plural && f.gender == Gender::Feminine && f.person == 3);
    node.pos() == Some(Pos::Perfect)
        && node.enc.is_none()
        && node.pro.0 == 0
        && (women || types.folded(token).ends_with('و'))
}

/// `هربنا`, `سلمنا الأسرى`: a verb of those who speak, rather than one of somebody else that has them for its object (`وقفنا الجيش`);
/// `حاصرونا`: what others did to them, rather than those who do it.
pub(super) fn of_us<'r>(
    parse: &Parse,
    k: &Knowledge,
    types: &'r Types<'_>,
    tokens: &[Token],
    at: usize,
) -> Option<&'r Reading> {
    let readings = types.readings(tokens[at]);
    let past = |r: &&Reading| r.feats.pos == Pos::Perfect && r.feats.voice != Voice::Passive;
    let to_us = |r: &&Reading| r.enclitic.is_some_and(|e| e.person == 1 && e.number == Number::Plural);
    // `فرقنا`, `بيننا`: nor may it be a thing of ours.
    let else_only = |poses: &[Pos]| readings.iter().all(|r| finite(r) || poses.contains(&r.feats.pos));
    if let Some(several) = readings.iter().find(|r| past(r) && to_us(r) && r.feats.number == Number::Plural) {
        return Some(several).filter(|_| else_only(&[Pos::ActiveParticiple]));
    }
    let ours = readings.iter().find(|r| past(r) && r.feats.person == 1 && r.enclitic.is_none())?;
    // `أبلغنا الأهالي`, `منعنا الجيش`: whoever tells us something or does it to us stands after it.
    let other = readings.iter().find(|r| past(r) && to_us(r)).filter(|_| else_only(&[Pos::Masdar]));
    let acts = |n: &Token| {
        let tells = types.bits(ours.lemma) & (Labels::REPORT | Labels::REPORT_ABOUT) != 0;
        let named = types.roots(*n).iter().any(|r| r.cut.0 == 0);
        let thing = matches!(types.word(*n).kind, Some(Name::People(_) | Name::Goods(_)));
        let head = |r: &Reading| types.bits(r.lemma) & (Labels::SOURCE_HEAD | Labels::OFFICE | Labels::FORCE_HEAD) != 0;
        let noun = types.readings(*n).first().filter(|r| nominal(r) && r.proclitics.0 & !Proclitics::AL.0 == 0);
        noun.is_some_and(|r| head(r) || r.proclitics.has(Proclitics::AL) && (tells || named && !thing))
    };
    if let Some(other) = other.filter(|_| tokens.get(at + 1).is_some_and(acts)) {
        return Some(other);
    }
    // `قالت: "قصفنا المواقع"`: at the head of a clause no deed of ours that nothing is said of.
    let opens = parse.nodes.last().is_some_and(|n| matches!(n.kind, Kind::Open | Kind::Comma | Kind::Stop));
    let deed = |r: &Reading| r.feats.pos == Pos::Masdar && r.enclitic.is_some() && r.proclitics == ours.proclitics;
    let plain = opens && ours.proclitics.0 == 0;
    if plain && readings.iter().any(deed) && else_only(&[Pos::Masdar]) {
        return Some(ours);
    }
    // `قال: "أسرنا اثنين"`: nor, where what is told begins, a thing of ours that may be a word of an event.
    let colon = |n: &Node| n.kind == Kind::Comma && types.folded(tokens[n.first as usize]) == ":";
    let begins = plain && parse.nodes.last().is_some_and(|n| n.kind == Kind::Open || colon(n));
    if begins && k.words.answered(ours).next().is_some() {
        return Some(ours);
    }
    // `نؤكد أننا قبلنا بالتسوية`
    let that = |n: &Node| n.is(Labels::THAT) && n.enc.is_some_and(|e| e.person == 1);
    let after_that = ours.proclitics.0 == 0 && parse.nodes.last().is_some_and(that);
    (after_that || other.is_some() && else_only(&[])).then_some(ours)
}
