//! How somebody takes what was put forward before, told by a pronoun: `لكن الجيش رفضها`, `رفض ذلك`, `وهو ما قبلته الحكومة`.

use super::build::Draft;
use super::count::Numbers;
use super::govern::Way;
use super::slots::{Found, Sentence};
use super::trigger::Trigger;
use crate::knowledge::{Effect, Frame, Labels};
use crate::parse::{Kind, Node};
use hudna_arabic::morph::{Enclitic, Gender, Number};
use hudna_claims::{Event, Modality};

/// So many nodes after the verb its pronoun or `ذلك` stands.
const NEAR: usize = 4;

/// Tells an event once more as refused or agreed to by whoever a verb with a pronoun for it says refuses or accepts it.
pub(super) fn taken(s: &Sentence<'_>, drafts: &mut Vec<Draft>) {
    for verb in 1..s.nodes.len() {
        let Some(modality) = answer(s, verb) else { continue };
        let Some(what) = stands_for(s, verb) else { continue };
        let open = |d: &&Draft| {
            d.node < verb && d.sentence == s.sentence_start(verb) && d.last < verb && put_forward(d) && what.of(s, d)
        };
        let Some(draft) = drafts.iter().filter(open).max_by_key(|d| d.node) else { continue };
        let who = who(s, verb);
        // Who put it forward does not answer himself; and what is told of it by words of its own is told.
        let own = who.iter().any(|f| same(s, f, &draft.speakers));
        let told = drafts.iter().any(|d| d.event == draft.event && (verb..verb + NEAR).contains(&d.node));
        if who.is_empty() || own || told {
            continue;
        }
        // Who refuses or accepts does it: it is told by whoever tells of that.
        let speakers = s.speeches.get(verb).and_then(Option::as_ref).map(|by| by.speakers.to_vec()).unwrap_or_default();
        let mut again = Draft { modality, speakers, numbers: Numbers::default(), answers: None, ..draft.clone() };
        if matches!(draft.event, Event::Truce | Event::Agree | Event::Exchange | Event::Meet) {
            again.slots.actor = who;
            again.slots.place.clear();
        } else if again.slots.actor.is_empty() {
            again.slots.actor = who;
        } else if !who.iter().any(|f| same(s, f, &again.slots.actor)) {
            // `طالبت بانسحاب الجيش، وهو ما رفضته الحكومة`: whose word it is that others do not do it.
            again.speakers = who;
        }
        drafts.push(again);
    }
}

impl Sentence<'_> {
    /// `طالبوا بانسحابه، وهو ما رفضته الحكومة`: a verb of refusing that only its pronoun makes tell of an event says what its subject says of it.
    pub(super) fn refused_by_pronoun(&self, trigger: &Trigger, frame: &Frame, way: &mut Way) {
        let at = trigger.node;
        let n = &self.nodes[at];
        let refuses = |op: u16| self.k.language.operators[op as usize].effect == Effect::Set(Modality::Refused);
        let told = n.kind == Kind::Verb && n.enc.is_some() && n.operator.is_some_and(refuses);
        if told && frame.modality.is_none() && self.finite_modality(at) != Some(Modality::Negated) {
            way.modality = Some(Modality::Refused);
        }
    }
}

/// Who can refuse or accept something, right before or after a verb.
fn who(s: &Sentence<'_>, verb: usize) -> Vec<Found> {
    let acts = |f: &Found| s.lines_entity(*f).is_some_and(|e| e.can_act() && !e.area && e.goods.is_none());
    let found = s.subject_before(verb).or_else(|| s.subject_after(verb)).unwrap_or_default();
    if found.iter().all(acts) { found } else { Vec::new() }
}

/// What a verb says of what was put forward before.
fn answer(s: &Sentence<'_>, verb: usize) -> Option<Modality> {
    let n = &s.nodes[verb];
    if n.kind != Kind::Verb || n.feats.is_none_or(|f| f.person != 3) {
        return None;
    }
    let effect = s.k.language.operators[n.operator? as usize].effect;
    let negated = s.finite_modality(verb) == Some(Modality::Negated);
    match effect {
        Effect::Set(Modality::Refused) if !negated && !s.triggers.contains(&verb) => Some(Modality::Refused),
        Effect::Set(Modality::Agreed) if s.consents(verb) => {
            Some(if negated { Modality::Refused } else { Modality::Agreed })
        }
        _ => None,
    }
}

/// What the words after a verb stand for.
enum What {
    /// Something of the gender of a pronoun.
    One(Gender),
    /// All that was told.
    All,
}

impl What {
    fn of(&self, s: &Sentence<'_>, draft: &Draft) -> bool {
        let gender = s.nodes[draft.node].feats.map(|f| f.gender);
        match self {
            What::One(own) => gender == Some(*own) && s.nodes[draft.node].kind == Kind::Noun,
            What::All => true,
        }
    }
}

/// `رفضها`, `وافق عليها`, `رفض ذلك`, `، وهو ما رفضه`: what a verb of refusing or accepting is about, where it is not named again.
fn stands_for(s: &Sentence<'_>, verb: usize) -> Option<What> {
    let one = |e: Enclitic| (e.person == 3 && e.number == Number::Singular).then_some(What::One(e.gender));
    if let Some(enclitic) = s.nodes[verb].enc {
        // `، وهو ما رفضته`
        let relative = s.before(verb).filter(|&b| s.nodes[b].is(Labels::RELATIVE));
        let all = relative.and_then(|r| s.before(r)).is_some_and(|p| s.nodes[p].is(Labels::PRONOUN));
        return if all { Some(What::All) } else { one(enclitic) };
    }
    let beside = |n: &&Node| matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Time) || n.is_quote();
    let next = verb + 1 + s.nodes[verb + 1..].iter().take(NEAR).take_while(beside).count();
    let this = |i: usize| {
        let n = s.nodes.get(i)?;
        let ends = s.nodes.get(i + 1).is_none_or(|n| matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Time));
        (n.is(Labels::DEMONSTRATIVE) && ends).then_some(What::All)
    };
    let n = s.nodes.get(next)?;
    match n.kind {
        Kind::Prep => n.enc.and_then(one).or_else(|| this(next + 1)),
        _ => this(next),
    }
}

/// Whether an event is asked for, offered, agreed to or may come: so that somebody can refuse or accept it.
fn put_forward(draft: &Draft) -> bool {
    use Modality::{Agreed, Demanded, Happened, Possible, Promised};
    matches!(draft.modality, Agreed | Demanded | Possible | Promised)
        || draft.event == Event::Truce && draft.modality == Happened
}

/// Whether a phrase, or the actor that it names, is among others.
fn same(s: &Sentence<'_>, found: &Found, others: &[Found]) -> bool {
    let actor = |f: &Found| s.lines_entity(*f).and_then(|e| e.actor);
    let own = actor(found);
    others.iter().any(|o| (o.line, o.node) == (found.line, found.node) || own.is_some() && actor(o) == own)
}
