//! Places that tell of something else than where an event is (whence somebody is, whence one fires, of what a town is the capital), and
//! the words for a part of a town, which mean the town.

use super::build::Draft;
use super::share::preposition;
use super::slots::{Found, Sentence};
use crate::knowledge::{Frame, Labels, RoleKind, WordList, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::{Feats, Gender, Number, Pos, Proclitics};
use hudna_claims::Event;

/// A place that only says where somebody comes from is left out: `استهدفت قياديا ينحدر من كذا، قرب كذا`.
pub(super) fn natives(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        d.slots.place.retain(|f| f.line != s.line || f.via.is_some() || !s.hails(f.node as usize));
    }
}

/// `أرياف حلب وحماة التي تسيطر عليها الفصائل`: what a clause says of places in the plural it says of the whole row.
pub(super) fn rows(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let [one] = d.slots.place[..] else { continue };
        let here = one.line == s.line && one.via.is_some() && s.nodes[one.node as usize].joined_by_and();
        if here && s.clause_on_several(one) {
            let row = s.place_row(one.node as usize);
            d.slots.place = row.into_iter().map(|f| Found { via: one.via, ..f }).collect();
        }
    }
}

impl Sentence<'_> {
    /// The slots that a phrase may fill by its preposition. What leads as إلى does is as much a goal: `نزحوا باتجاه البلدة`, `بالدخول للمدينة`.
    pub(super) fn led_to<'b>(&'b self, prep: &str, frame: &'b Frame, found: Found) -> &'b [RoleKind] {
        use Event::*;
        const PLACE: &[RoleKind] = &[RoleKind::Place];
        const MOVES: [Event; 8] = [AccessAllow, AccessDeny, AidDeliver, Evacuate, Displace, Return, Deploy, RouteClose];
        let own = frame.slots(prep);
        let toward = &self.k.language.prepositions.toward;
        let takes = |roles: &[RoleKind]| roles.contains(&RoleKind::Place);
        let goal = || toward.iter().filter_map(|p| frame.slots(p)).any(takes);
        let place = || self.lines_entity(found).is_some_and(|e| e.can_place() && !e.can_act());
        let moves = MOVES.contains(&frame.event);
        let at = found.node as usize;
        // `اقتحام القوات للمدينة`, but not `البلدة المجاورة للمدينة`.
        let to = |p: &str| {
            let taken = moves || matches!(frame.event, ControlTake | RouteOpen);
            let lies = |b: usize| matches!(self.nodes[b].pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple));
            p == "ل" && taken && preposition(self, at) == Some(p) && (moves || !at.checked_sub(1).is_some_and(lies))
        };
        let leads = found.line == self.line && to(prep) || own.is_none() && moves && holds(toward, prep);
        if leads && !own.is_some_and(takes) && place() && goal() {
            return PLACE;
        }
        own.unwrap_or_else(|| self.default_roles(prep, frame))
    }

    /// `ينحدر من كذا`, `من كذا وكذا`: whether a place is one that somebody is said to come from.
    pub(super) fn hails(&self, place: usize) -> bool {
        let row = |i: &usize| self.nodes[*i].kind == Kind::Entity && self.nodes[*i].joined_by_and();
        let first = place - (0..place + 1).rev().take_while(row).count().min(place);
        let prep = first.checked_sub(1).filter(|&p| {
            let n = &self.nodes[p];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(n))
        });
        let word = prep.and_then(|p| (0..p).rev().find(|&i| self.nodes[i].kind != Kind::Adjective));
        word.is_some_and(|w| {
            let words = &self.k.language.whereabouts.hails;
            let readings = self.types.readings(self.parse.tokens[self.nodes[w].head as usize]);
            holds(words, self.folded_stem(&self.nodes[w]))
                || readings.iter().any(|r| holds(words, &self.k.lexicon.lemma(r.lemma).folded))
        })
    }

    /// `من مواقعها في كذا`, `انطلاقا من أماكن تمركزهم في كذا`: whether a place is where those are who strike from there.
    pub(super) fn own_ground(&self, place: usize) -> bool {
        const WORDS: usize = 3;
        let prep = |i: usize, words: &WordList| {
            let n = &self.nodes[i];
            n.kind == Kind::Prep && n.enc.is_none() && holds(words, self.folded_stem(n))
        };
        let Some(inside) = place.checked_sub(1).filter(|&p| prep(p, &self.k.language.prepositions.within)) else {
            return false;
        };
        let word = |n: &Node| matches!(n.kind, Kind::Entity | Kind::Noun);
        let words = self.nodes[..inside].iter().rev().take(WORDS).take_while(|n| word(n)).count();
        let row = &self.nodes[inside - words..inside];
        let theirs = row.iter().any(|n| n.enc.is_some_and(|e| e.person == 3));
        let base = row.first().is_some_and(|n| holds(&self.k.language.whereabouts.bases, self.folded_stem(n)));
        theirs && base && inside > words && prep(inside - words - 1, &self.k.language.part_of)
    }

    /// `قصفت البلدة من مواقعها القريبة من المطار`: whether a phrase names where those are who strike from there by a word with their pronoun.
    pub(super) fn own_base(&self, place: usize) -> bool {
        let n = &self.nodes[place];
        let theirs =
            self.types.readings(self.parse.tokens[n.first as usize]).first().is_some_and(|r| r.enclitic.is_some());
        let from = place.checked_sub(1).is_some_and(|p| {
            let n = &self.nodes[p];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.part_of, self.folded_stem(n))
        });
        theirs && from && n.last - n.first > 1 && holds(&self.k.language.whereabouts.bases, self.folded_stem(n))
    }

    /// `جعار عاصمة محافظة كذا`: whether a phrase only says of what the town right before it is the capital or the largest.
    pub(super) fn seat(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        let town = |e: &Entity| (e.names_place() || e.unlisted) && !e.person && !e.group && e.people.is_none();
        // `أطلقت صواريخ من كذا`
        let from = |b: usize| {
            b > 0
                && self.nodes[b - 1].kind == Kind::Prep
                && holds(&self.k.language.part_of, self.folded_stem(&self.nodes[b - 1]))
        };
        n.kind == Kind::Entity
            && n.pro.0 == 0
            && n.last - n.first > 1
            && holds(&self.k.language.whereabouts.seats, self.folded_stem(n))
            && at.checked_sub(1).is_some_and(|b| self.entity(b).is_some_and(town) && !from(b))
    }

    /// `، وفي حمص اغتال مجهولون تاجرا`: whether a preposition leads to a place that stands before the verb of a further clause.
    pub(super) fn fronts(&self, prep: usize) -> bool {
        let n = &self.nodes[prep];
        let leads = n.kind == Kind::Prep
            && n.enc.is_none()
            && n.pro.has(Proclitics::WA)
            && holds(&self.k.language.prepositions.within, self.folded_stem(n));
        let place = |e: &Entity| (e.names_place() || e.unlisted) && !e.person;
        if !leads || !self.entity(prep + 1).is_some_and(place) {
            return false;
        }
        let last = self.conjuncts(prep + 1).last().map_or(prep + 1, |f| f.node as usize);
        let passed = |n: &&Node| matches!(n.kind, Kind::Comma | Kind::Time | Kind::Adjective) || n.is(Labels::QAD);
        let verb = last + 1 + self.nodes[last + 1..].iter().take(3).take_while(passed).count();
        self.nodes.get(verb).is_some_and(|v| v.kind == Kind::Verb && !v.joined_by_and())
    }

    /// `مركز المدينة`, `الأطراف الجنوبية من البلدة`: where in this line the word stands that says of which place a part is told, and the
    /// word without clitics with the kind of place that it means.
    pub(super) fn part_of_place(&self, found: Found) -> Option<(usize, &str, &str)> {
        let at = found.node as usize;
        let n = self.nodes.get(at).filter(|_| found.line == self.line && found.via.is_none())?;
        let nameless = |e: &Entity| e.area && e.places.is_empty() && !e.unlisted && e.of.is_none();
        self.entity(at).filter(|e| nameless(e))?;
        if self.held(at).is_some() || !holds(&self.k.language.whereabouts.parts, self.folded_stem(n)) {
            return None;
        }
        let kinds = &self.k.language.place_kinds;
        if n.last - n.first > 1 {
            let last = self.parse.tokens[n.last as usize - 1];
            let definite = self.types.folded(last).starts_with("ال");
            let word = self.types.stems(last).find(|w| kinds.get(w).is_some()).filter(|_| definite);
            if let Some(word) = word {
                return Some((at, word, kinds.get(word)?));
            }
        }
        let of = self.nodes.get(at + 1).filter(|p| p.kind == Kind::Prep && p.enc.is_none())?;
        let whole = self.nodes.get(at + 2).filter(|w| w.pro.0 == Proclitics::AL.0 && w.last - w.first == 1)?;
        let word = self.folded_stem(whole);
        (holds(&self.k.language.part_of, self.folded_stem(of)) && self.entity(at + 2).is_some_and(nameless))
            .then_some((at + 2, word, kinds.get(word)?))
    }

    /// Whether a place is called by no other kind word than the one by which a part of it is told.
    pub(super) fn called_alike(&self, place: Found, part: Found) -> bool {
        let Some((_, word, kind)) = self.part_of_place(part) else { return false };
        let head = self.lines_node(place).map(|n| self.stem_of(n, place.line));
        let own = head.filter(|h| self.k.language.place_kinds.get(h).is_some());
        kind == "area" || own.is_none_or(|h| h == word || holds(&self.k.language.whereabouts.parts, h))
    }

    /// The places joined to each other that end with one, where what stands over them is said of several: a plural heads them, or there
    /// are three and more.
    pub(super) fn place_row(&self, last: usize) -> Vec<Found> {
        const ROW: usize = 3;
        let place = |i: usize| self.entity(i).is_some_and(|e| e.can_place() && e.actor.is_none());
        let mut row = vec![last];
        while let Some(&at) = row.last()
            && self.nodes[at].joined_by_and()
            && self.nodes[at].joined_prep().is_none()
            && let Some(before) = (0..at).rev().find(|&i| {
                let n = &self.nodes[i];
                !n.is_quote() && n.kind != Kind::Adjective
            })
            && place(before)
            && place(at)
        {
            row.push(before);
        }
        let head = row.last().and_then(|&i| self.nodes[i].feats);
        let many = head.is_some_and(|f| f.number != Number::Singular);
        if !many && row.len() < ROW {
            row.truncate(1);
        }
        row.into_iter().rev().map(|i| self.found(i)).collect()
    }

    /// `التي تسيطر عليها`: whether a relative clause right after a place takes it up by a pronoun that can mean several.
    fn clause_on_several(&self, found: Found) -> bool {
        let at = found.node as usize;
        let relative = (at + 1..self.nodes.len()).find(|&i| {
            let n = &self.nodes[i];
            !n.is_quote() && n.kind != Kind::Adjective
        });
        let Some(relative) = relative.filter(|&r| self.nodes[r].is(Labels::RELATIVE)) else { return false };
        (relative + 1..self.nodes.len().min(relative + 8)).any(|i| {
            let means = self.nodes[i].enc.is_some_and(|e| e.person == 3 && e.gender == Gender::Feminine);
            means && found.via == Some(self.span(i))
        })
    }

    /// `أجلت المنظمة المحاصرين`: whether a participle names people of its own, who are not those right before it.
    pub(super) fn stands_apart(&self, at: usize, before: usize) -> bool {
        let apart = |(own, other): (Feats, Feats)| own.number != Number::Singular && own.gender != other.gender;
        let (own, other) = (&self.nodes[at], &self.nodes[before]);
        self.entity(at).is_some_and(|e| e.people.is_some())
            && self.entity(before).is_some_and(|e| e.actor.is_some())
            && !super::toll::people(self, before)
            && own.feats.zip(other.feats).is_some_and(apart)
    }

    /// The phrases that a participle after them describes, by the node right before it: `المدينة المحاصرة`, `قرى كذا وكذا الخاضعة
    /// لسيطرتهم`.
    /// `stationed`: it is said of forces, of whom it is said of several anyway.
    pub(super) fn described(&self, at: usize, before: usize, stationed: bool) -> Vec<Found> {
        let n = &self.nodes[at];
        if (stationed || self.of_several(at)) && self.nodes[before].joined_by_and() {
            return self.row_of(before);
        }
        let over = self.described_over(at, before).unwrap_or(before);
        let several = n.feats.is_some_and(|f| f.gender == Gender::Feminine);
        if several { self.place_row(over) } else { vec![self.found(over)] }
    }

    /// `قرية كذا بريف حلب الواقعة تحت سيطرتهم`, `التابعة لمحافظة كذا والخاضعة لسيطرتهم`: the place that a participle describes, over one
    /// that only says where that lies, or that another participle before it takes.
    pub(super) fn described_over(&self, at: usize, before: usize) -> Option<usize> {
        const NEAR: usize = 5;
        let n = &self.nodes[at];
        let gender = n.feats?.gender;
        let place = |i: usize| self.entity(i).is_some_and(|e| e.can_place() && e.actor.is_none());
        if !place(before) {
            return None;
        }
        if n.joined_by_and() {
            let like = |j: &usize| {
                let m = &self.nodes[*j];
                m.describes() && m.pro.0 == Proclitics::AL.0 && m.feats.is_some_and(|f| f.gender == gender)
            };
            let bridge =
                |j: &usize| matches!(self.nodes[*j].kind, Kind::Prep | Kind::Entity | Kind::Noun | Kind::Adjective);
            let first = (before.saturating_sub(NEAR)..before).rev().take_while(bridge).find(like)?;
            let told = self.before(first).filter(|&b| place(b))?;
            return Some(self.described_over(first, told).unwrap_or(told));
        }
        // A town without a kind word is feminine.
        let own = |i: usize| {
            let word = self.kind_word(i).is_some();
            self.nodes[i].feats.filter(|_| word).map_or(Gender::Feminine, |f| f.gender)
        };
        if own(before) == gender || !self.locates(before) {
            return None;
        }
        let inner = (before.saturating_sub(NEAR)..before).rev().find(|&i| place(i) && !self.locates(i))?;
        let several = self.place_row(inner).len() > 1 && gender == Gender::Feminine;
        (own(inner) == gender || several).then_some(inner)
    }

    /// `الاجتماع المقرر عقده في كذا`, `المحادثات المزمع إجراؤها في كذا`: where a meeting is held by what describes it.
    pub(super) fn held_at(&self, d: &Draft) -> Option<Vec<Found>> {
        const NEAR: usize = 7;
        let noun = self.nodes[d.last].kind == Kind::Noun;
        if !matches!(d.event, Event::Meet | Event::Collapse) || !noun {
            return None;
        }
        let mut its = false;
        for i in d.last + 1..self.nodes.len().min(d.last + NEAR) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Adjective | Kind::Operator | Kind::Time | Kind::Open | Kind::Close => {}
                Kind::Noun | Kind::Entity if !its && n.enc.is_some_and(|e| e.person == 3) && !n.joined_by_and() => {
                    its = true
                }
                Kind::Prep if its && n.enc.is_none() => {
                    let within = holds(&self.k.language.prepositions.within, self.folded_stem(n));
                    let named = |e: &Entity| (!e.places.is_empty() || e.unlisted) && !e.guarded && !e.person;
                    return (within && self.entity(i + 1).is_some_and(named)).then(|| self.conjuncts(i + 1));
                }
                _ => return None,
            }
        }
        None
    }
}
