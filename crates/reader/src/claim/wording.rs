//! In what form who stands beside a verb is written: as its subject or as its object.

use super::slots::Sentence;
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::Pos;

/// Within how many nodes after who acts stands what ل marks as struck.
const MARKED: usize = 5;

impl Sentence<'_> {
    /// Whether another phrase, an object, follows one after a verb: `استهدف مسلحون عربة`.
    pub(super) fn takes_object(&self, subject: usize) -> bool {
        let next = (subject + 1..self.nodes.len()).find(|&i| !self.nodes[i].is_aside());
        next.is_some_and(|i| {
            let n = &self.nodes[i];
            matches!(n.kind, Kind::Noun | Kind::Entity | Kind::Number)
                && n.joined_prep().is_none()
                && !n.joined_by_and()
                && !n.is(Labels::DIRECTION)
        })
    }

    /// `نقلت الحافلات المدنيين`: whether a phrase is in the form of an object. After a word of number (`هاجم عشرات المسلحين الحاجز`)
    /// that form says nothing where an object follows.
    pub(super) fn object_form(&self, at: usize) -> bool {
        self.oblique(at) && !(self.some_of_many(at) && self.takes_object(at))
    }

    /// `تجمعا`, `فريقا`: whether a phrase without the article begins in the accusative, which is written. It is no genitive of what stands before.
    pub(super) fn accusative(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let word = self.types.folded(self.parse.tokens[n.first as usize]);
        n.pro.0 == 0
            && n.enc.is_none()
            && n.lemma.is_some()
            // `سرايا`: a broken plural may end like that too.
            && n.feats.is_none_or(|f| f.number != hudna_arabic::morph::Number::Plural)
            && word.ends_with('ا')
            && !self.folded_stem(n).ends_with(['ا', 'ي'])
    }

    /// `استهداف طيران مجهول منزلا`: whether after who acts stands what it is done to, a thing in the accusative
    /// or some who are counted.
    pub(super) fn accusative_after(&self, who: usize) -> bool {
        // `استهداف القوات بصاروخ موجه منزلا`
        let passed = |i: usize| {
            let means = self.nodes[i].joined_prep() == Some("ب") && self.weapon(i);
            self.nodes[i].is_aside() || self.with_arms(i) || means
        };
        let next = (who + 1..self.nodes.len()).find(|&i| !passed(i));
        next.is_some_and(|i| {
            let n = &self.nodes[i];
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            // `اعتقال الشرطة ثلاثة شبان`
            let some = n.kind == Kind::Number && self.nodes.get(i + 1).is_some_and(|u| u.kind == Kind::Entity);
            // `استهداف القوات أحد المنازل`
            let spot = |e: &Entity| e.can_place() && !e.can_act();
            let one = n.kind == Kind::Noun && n.is(Labels::ONE) && self.entity(i + 1).is_some_and(spot);
            let thing = matches!(n.kind, Kind::Noun | Kind::Unknown) && word.ends_with('ا') || one;
            // `استهداف مسلحين حافلة`: a vehicle after a phrase that takes no genitive.
            let vehicle = || holds(&self.k.language.vehicles, self.folded_stem(n)) && (i > who + 1 || self.closed(who));
            (some || thing || vehicle()) && n.pro.0 == 0 && n.enc.is_none()
        })
    }

    /// Whether after who acts stands what it is done to with ل, with at most the means between.
    pub(super) fn marked_after(&self, who: usize) -> bool {
        // `اعتقال الشبان لسوقهم إلى الجبهة`: who does not fight is taken.
        if self.spared(self.found(who)) {
            return false;
        }
        // `استهداف القوات لهم`
        let them = |n: &Node| n.kind == Kind::Prep && n.enc.is_some() && self.folded_stem(n) == "ل";
        if self.nodes.get(who + 1).is_some_and(them) {
            return true;
        }
        let phrase = |i: &usize| {
            let n = &self.nodes[*i];
            matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Entity) || n.is_quote()
        };
        let skipped = |i: &usize| self.nodes[*i].kind == Kind::Adjective || self.nodes[*i].is_quote();
        // `مقتل جندي بكمين لمسلحين`: what he fell in ends it; but `استهداف القوات بصاروخ لسيارة`.
        let within = |i: usize| self.nodes[i].joined_prep() == Some("ب") && !self.weapon(i);
        let mut phrases = (who + 1..self.nodes.len()).take(MARKED).take_while(phrase).filter(|i| !skipped(i));
        phrases
            .find(|&i| {
                let n = &self.nodes[i];
                n.joined_prep() == Some("ل") || n.pos() == Some(Pos::Masdar) || n.is(Labels::BELONG) || within(i)
            })
            .map(|i| &self.nodes[i])
            .is_some_and(|n| n.joined_prep() == Some("ل") && matches!(n.pos(), None | Some(Pos::Noun)))
    }
}
