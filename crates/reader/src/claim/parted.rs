//! Who is told of after what it happened in: `قتل في القصف ثلاثة مدنيين`.

use super::slots::Sentence;
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::Proclitics;

/// How far behind the event somebody may stand.
const REACH: usize = 6;

/// How many nodes after a verb a number may stand.
const ASIDE: usize = 3;

impl Sentence<'_> {
    /// `قتل خلالها العشرات من الجنود`: whether a number stands next to a verb, but for a time and what only has a pronoun.
    pub(super) fn numbered_after(&self, verb: usize) -> bool {
        let aside = |n: &&Node| n.kind == Kind::Prep && n.enc.is_some() || n.kind == Kind::Time;
        self.nodes[verb + 1..].iter().take(ASIDE).find(|n| !aside(n)).is_some_and(|n| n.kind == Kind::Number)
    }

    /// `أصيب خلال الاشتباكات شرطيان`: whether an event with its preposition stands between a verb and whom the verb is of. A noun
    /// with the article has no genitive, so that those after it are no part of the event.
    pub(super) fn parts_verb(&self, at: usize, event: usize) -> bool {
        let (verb, n) = (&self.nodes[at], &self.nodes[event]);
        let opens = match event - at {
            1 => n.joined_prep().is_some(),
            2 => n.joined_prep().is_none() && self.nodes[at + 1].kind == Kind::Prep && self.nodes[at + 1].enc.is_none(),
            _ => false,
        };
        let definite = n.pro.has(Proclitics::AL) && n.enc.is_none() && !n.joined_by_and();
        if verb.kind != Kind::Verb || verb.enc.is_some() || !opens || !definite {
            return false;
        }
        let mut counted = false;
        for i in (event + 1..self.nodes.len()).take(REACH) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Adjective if n.pro.has(Proclitics::AL) => {}
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
