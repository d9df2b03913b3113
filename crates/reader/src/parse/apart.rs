//! Words that are written alike, told apart by the word beside them.

use super::Parse;
use super::node::Kind;
use super::words::{Types, finite, nominal};
use crate::knowledge::{Knowledge, Labels, holds};
use hudna_arabic::morph::{Number, Pos, Proclitics, Reading};
use hudna_arabic::token::Token;

/// `40 مسلحا`, `قتلوا مسلحا`: whom a word names, where nothing stands before it that it could describe.
pub(super) fn force<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    let first = readings.first().filter(|r| r.feats.pos == Pos::ActiveParticiple && r.proclitics.0 == 0)?;
    parse.nodes.last().filter(|n| matches!(n.kind, Kind::Number | Kind::Verb))?;
    let names = |r: &&Reading| {
        r.feats.pos == Pos::Noun && r.proclitics == first.proclitics && k.labels.bits(r.lemma) & Labels::FORCE_HEAD != 0
    };
    readings.iter().find(names)
}

/// `حتى هاجمتهم القوة`: a verb with a pronoun after a word that says until when.
pub(super) fn until<'r>(parse: &Parse, k: &Knowledge, readings: &'r [Reading]) -> Option<&'r Reading> {
    let last = parse.nodes.last().filter(|n| n.kind == Kind::Prep && n.enc.is_none())?;
    let stem = k.lexicon.lemma(last.lemma?).folded.as_str();
    let verb = |r: &&Reading| finite(r) && r.enclitic.is_some() && r.proclitics.0 == 0;
    holds(&k.language.prepositions.until, stem).then(|| readings.iter().find(verb)).flatten()
}

/// `، فجر حافلة`: what may be a time of day is a verb before something that no time is of.
pub(super) fn deed<'r>(k: &Knowledge, types: &Types<'_>, readings: &'r [Reading], next: Token) -> Option<&'r Reading> {
    let hour = |r: &Reading| r.feats.pos == Pos::Noun && k.labels.bits(r.lemma) & Labels::TIME_UNIT != 0;
    readings.iter().find(|r| hour(r) && r.proclitics.0 == 0)?;
    let of = types.readings(next).first().filter(|r| nominal(r) && r.proclitics.0 == 0 && r.enclitic.is_none())?;
    let thing = of.feats.pos == Pos::Noun && k.labels.bits(of.lemma) & Labels::TIME_UNIT == 0;
    readings.iter().find(|r| thing && r.feats.pos == Pos::Perfect && r.proclitics.0 == 0)
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
    types
        .readings(token)
        .iter()
        .any(|r| nominal(r) && r.proclitics.0 & !Proclitics::AL.0 == 0 && ends(r.feats.number, r.feats.construct))
}
