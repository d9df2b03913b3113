//! Who is told of after what it happened in: `قتل في القصف ثلاثة مدنيين`.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Number, Proclitics};
use hudna_claims::Event;

/// How far behind the event somebody may stand.
const REACH: usize = 6;

/// How many nodes after a verb a number may stand.
const ASIDE: usize = 3;

impl Sentence<'_> {
    /// `، فيما سقط صاروخ`: after a comma a word that may be a relative pronoun too opens a clause of its own.
    pub(super) fn meanwhile(&self, at: usize) -> bool {
        at > 0 && self.nodes[at - 1].kind == Kind::Comma
    }

    /// `، كما أصيب طفل`, `، بينما سقط صاروخ`, `، في حين قصفت القرية`: whether a word after a pause opens a clause on something else.
    pub(super) fn tells_besides(&self, at: usize) -> bool {
        let pause = |i: Option<usize>| i.is_some_and(|i| self.nodes[i].kind == Kind::Comma);
        let led = |i: usize| self.nodes[i].kind == Kind::Prep && self.nodes[i].enc.is_none() && pause(self.before(i));
        let before = self.before(at);
        let word = holds(&self.k.language.whereabouts.meanwhile, self.folded_stem(&self.nodes[at]));
        self.nodes[at].kind == Kind::Particle
            && (word || self.adds_deed(at))
            && (pause(before) || before.is_some_and(led))
    }

    /// `دعا الأمين العام يوم الاثنين، الأطراف إلى`, `قصفت أربع طائرات أمس، عدة مواقع`: whether a lone comma, after a time between a verb
    /// with its subject and its object, parts nothing.
    pub(super) fn lone_comma(&self, verb: usize, comma: usize) -> bool {
        let (v, next) = (&self.nodes[verb], comma + 1);
        // `استهدفت الفصائل بقذائف الهاون، مواقع الجيش`: the means before it.
        let means = (verb + 1..comma).find(|&i| self.nodes[i].joined_prep() == Some("ب") && i > verb + 1);
        let means = means.filter(|&m| {
            let named = |n: &Node| {
                matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Adjective | Kind::Unknown | Kind::Open | Kind::Close)
            };
            self.nodes[m..comma].iter().all(named) && self.triggers.contains(&verb)
        });
        let told = means.unwrap_or(comma);
        if means.is_none() && self.nodes[comma - 1].kind != Kind::Time
            || self.nodes.get(next).is_none_or(Node::joined_by_and)
        {
            return false;
        }
        if v.is(Labels::DEMAND) && self.entity(next).is_some_and(Entity::can_act) {
            return true;
        }
        let plain = |n: &Node| {
            matches!(n.kind, Kind::Number | Kind::Time | Kind::Adjective | Kind::Entity) && n.joined_prep().is_none()
        };
        let who: Vec<usize> = (verb + 1..told).filter(|&i| self.nodes[i].kind == Kind::Entity).collect();
        let acts = |i: usize| self.entity(i).is_some_and(Entity::can_act) && !self.spared(self.found(i));
        let subject = self.nodes[verb + 1..told].iter().all(plain) && matches!(who[..], [one] if acts(one));
        let object = (next..self.nodes.len()).find(|&i| {
            let n = &self.nodes[i];
            !(n.kind == Kind::Number || n.kind == Kind::Particle && n.is(Labels::QUANTIFIER))
        });
        let bare = |i: usize| {
            let n = &self.nodes[i];
            let thing = self.entity(i).is_some_and(|e| e.can_place() || e.people.is_some()) || n.kind == Kind::Noun;
            let tells = self.nodes.get(i + 1).is_some_and(|v| v.kind == Kind::Verb);
            thing && n.joined_prep().is_none() && !n.pro.has(Proclitics::AL) && !tells && !self.triggers.contains(&i)
        };
        v.kind == Kind::Verb && self.triggers.contains(&verb) && subject && object.is_some_and(bare)
    }

    /// `قتل خلالها العشرات من الجنود`: whether a number stands next to a verb, but for a time and what only has a pronoun.
    pub(super) fn numbered_after(&self, verb: usize) -> bool {
        let aside = |n: &&Node| n.kind == Kind::Prep && n.enc.is_some() || n.kind == Kind::Time;
        self.nodes[verb + 1..].iter().take(ASIDE).find(|n| !aside(n)).is_some_and(|n| n.kind == Kind::Number)
    }

    /// `راح ضحية القصف ثلاثة أطفال`, `راح ضحية هذه الهجمات 51 شخصا`: the blow that stands after a word for the victim.
    pub(super) fn cost_by(&self, victim: usize) -> Option<usize> {
        let over = self.nodes.get(victim)?;
        let dead = over.kind == Kind::Entity && over.is(Labels::DEATH) && over.pro.0 == 0 && over.enc.is_none();
        let this = |n: &Node| n.kind == Kind::Particle && n.is(Labels::DEMONSTRATIVE);
        let blow = victim + 1 + usize::from(self.nodes.get(victim + 1).is_some_and(this));
        let n = self.nodes.get(blow).filter(|n| n.kind == Kind::Noun && n.joined_prep().is_none())?;
        (dead && !n.joined_by_and() && self.triggers.contains(&blow)).then_some(blow)
    }

    /// `أصيب خلال الاشتباكات شرطيان`: whether an event with its preposition stands between a verb and whom the verb is of. A noun
    /// with the article has no genitive, so that those after it are no part of the event.
    pub(super) fn parts_verb(&self, at: usize, event: usize) -> bool {
        let (verb, n) = (&self.nodes[at], &self.nodes[event]);
        let opens = match event - at {
            1 => n.joined_prep().is_some(),
            2 if self.cost_by(at + 1) != Some(event) => {
                n.joined_prep().is_none() && self.nodes[at + 1].kind == Kind::Prep && self.nodes[at + 1].enc.is_none()
            }
            _ if self.cost_by(at + 1) == Some(event) => true,
            _ => false,
        };
        let definite = n.pro.has(Proclitics::AL) && n.enc.is_none() && !n.joined_by_and();
        let cost = self.cost_by(at + 1) == Some(event);
        if verb.kind != Kind::Verb || verb.enc.is_some() || !opens || !(definite || cost) {
            return false;
        }
        let mut counted = false;
        for i in (event + 1..self.nodes.len()).take(REACH) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Adjective if n.pro.has(Proclitics::AL) => {}
                Kind::Time if cost => {}
                Kind::Number if n.pro.0 == 0 => counted = true,
                // `عشرة من عناصر التنظيم`
                Kind::Prep if counted && self.some_of(i) => {}
                Kind::Entity if n.pro.0 == 0 => {
                    let sort = |e: &Entity| e.people.is_some() || e.group && !e.can_place();
                    return self.entity(i).is_some_and(|e| sort(e) && !e.person && (counted || !e.definite));
                }
                _ => return false,
            }
        }
        false
    }
}

/// `راح ضحية القصف ثلاثة أطفال`: the word for the victim, over the blow, is nobody beside those who are told after it.
pub(super) fn costs(s: &Sentence<'_>, drafts: &mut [Draft]) {
    // `ذكر الدفاع المدني أن شابين قتلا إثر استهدافهم`: who tells of it is not struck.
    for d in drafts.iter_mut().filter(|d| d.event == Event::Attack && s.nodes[d.node].enc.is_some()) {
        let Draft { slots, speakers, .. } = d;
        slots.target.retain(|f| f.via.is_none() || !speakers.iter().any(|w| (w.line, w.node) == (f.line, f.node)));
    }
    for d in drafts.iter_mut().filter(|d| d.event == Event::Harm) {
        // `راح ضحيتها تسعة شهداء بينهم طفلان`
        let owned = |f: &Found| {
            let node = (f.line == s.line).then(|| &s.nodes[f.node as usize]);
            let one = |n: &Node| n.feats.is_some_and(|f| f.number == Number::Singular);
            node.is_some_and(|n| n.enc.is_some() && one(n)) && super::toll::victim_noun(s, f.node as usize)
        };
        if s.nodes[d.node].kind != Kind::Verb {
            d.slots.target.retain(|f| !owned(f));
            d.slots.people.retain(|f| !owned(f));
            continue;
        }
        let at = d.node + 1;
        let over = s.cost_by(at).is_some();
        let word = |f: &Found| f.line == s.line && f.node as usize == at;
        if over && d.slots.target.len() > 1 {
            d.slots.target.retain(|f| !word(f));
            d.slots.people.retain(|f| !word(f));
        }
    }
}
