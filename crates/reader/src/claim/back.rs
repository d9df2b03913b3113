//! What a word for a kind of place means that stands alone: `المدينة`, `البلدة`, `المنطقة` point back to a place named before.

use super::build::Draft;
use super::settle::SETTLEMENTS;
use super::slots::{Found, Sentence};
use crate::knowledge::{Knowledge, Labels, holds};
use crate::parse::{Entity, Kind, Node};
use hudna_arabic::morph::Number;
use hudna_claims::Event;

/// Kinds of places that `المنطقة` means sooner than a town.
const WIDE: [&str; 5] = ["region", "governorate", "district", "subdistrict", "area"];

/// How many of the places named last a word that points back can mean.
const LAST: usize = 12;

/// How well a place that was named is what a word for its kind points back to; the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The land around a town (`ريف حلب`), or where somebody who is told of is from.
    Around,
    /// It only tells where another one lies, and the word is used loosely: `نوى شمالي إدلب ... البلدة`.
    Beside,
    /// A settlement of another size.
    Loose,
    /// It only tells where another one lies, and is called by the word.
    CalledBeside,
    /// It is called by the word, or is of just that kind.
    Called,
}

/// A word that points back, with what is known of it.
struct Word<'a> {
    at: usize,
    /// Without clitics, folded.
    stem: &'a str,
    kind: &'a str,
    /// It means more than one.
    several: bool,
}

/// `هذه الأحياء`, `المدينة`: a definite area without a name stands for the places last named.
pub(super) fn areas(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        let mut out: Vec<Found> = Vec::new();
        let mut parts: Vec<usize> = Vec::new();
        for &found in &d.slots.place {
            let at = found.node as usize;
            if !points_back(s, found) {
                // `مركز المدينة`: the town, by the words for its part.
                let town = s
                    .part_of_place(found)
                    .and_then(|(at, stem, kind)| s.meant(Some(Word { at, stem, kind, several: false }), at, false));
                // `قرب مدينة كذا ... محيط البلدة`: another one than a city that is called so.
                let town = town.filter(|f| s.called_alike(*f, found));
                // `سيطروا على البلدة وقصفوا محيطها`
                if let Some(meant) = town.is_none().then(|| s.part_of_it(found)).flatten() {
                    let said = |f: &Found| f.among(&out) || f.among(&d.slots.place);
                    let more: Vec<Found> = meant.into_iter().filter(|f| !said(f)).collect();
                    out.extend(more);
                    continue;
                }
                parts.extend(town.map(|_| out.len()));
                out.push(town.map_or(found, |f| Found { via: Some(s.span(at)), ..f }));
                continue;
            }
            // `قرب قرية كذا في المقاطعة`: what lies there is named right before.
            if let Some(inner) = s.named_within(at) {
                let inner = s.found(inner);
                if !d.slots.place.contains(&inner) {
                    out.push(inner);
                }
                continue;
            }
            // `المنطقة المحاصرة`: the one that was said to be besieged.
            let told_of = s.triggers.contains(&(at + 1)) && s.nodes[at + 1].describes();
            match s.means(at, d.event == Event::SiegeHold || told_of) {
                Some(meant) => out.extend(s.whole_row(at, meant)),
                None => out.push(found),
            }
        }
        // `مناطق سكنية غربي إدلب`: a named place says it.
        let named = |f: &Found| s.lines_entity(*f).is_some_and(|e| !e.places.is_empty() || e.unlisted);
        if out.iter().enumerate().any(|(i, f)| !parts.contains(&i) && named(f)) {
            out.retain(named);
        }
        d.slots.place = out;
    }
}

/// Whether a phrase is a definite word for a kind of place and no more.
pub(super) fn points_back(s: &Sentence<'_>, found: Found) -> bool {
    let at = found.node as usize;
    found.line == s.line
        && found.via.is_none()
        && s.entity(at).is_some_and(|e| e.area && e.places.is_empty() && e.definite && e.of.is_none())
        && s.nodes[at].last - s.nodes[at].first == 1
        && s.held(at).is_none()
        && !between(s, at)
        && !s.bare_plural(at)
        // `القرى شمالي عفرين`
        && !(at + 1 < s.nodes.len() && s.leads_to_place(at + 1))
}

/// `الطريق بين إدلب وسرمدا`: a word for a place that says between which others it lies.
fn between(s: &Sentence<'_>, at: usize) -> bool {
    s.nodes.get(at + 1).is_some_and(|n| {
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.between, s.folded_stem(n))
    })
}

impl Sentence<'_> {
    /// The place named before that the word at a node means; `besieged`: it is said to be besieged.
    pub(super) fn means(&self, at: usize, besieged: bool) -> Option<Found> {
        if let Some(country) = self.country_meant(at) {
            return Some(country);
        }
        let stem = self.folded_stem(&self.nodes[at]);
        let known = self.kind_word(at).map(|kind| Word { at, stem, kind, several: self.plural(at) });
        // `الميناء`, `التلة`: a word of no kind means one that is called so.
        let called = || {
            let word = Word { at, stem, kind: "", several: self.plural(at) };
            let here = self.named_here(&word).filter(|(_, fit)| *fit >= Fit::CalledBeside).map(|(i, _)| self.found(i));
            here.or_else(|| self.named_earlier(&word))
        };
        let unknown = known.is_none() && !self.plural(at);
        unknown.then(called).flatten().or_else(|| self.meant(known, at, besieged))
    }

    /// The same for a word that need not be the head of its phrase.
    fn meant(&self, word: Option<Word<'_>>, at: usize, besieged: bool) -> Option<Found> {
        let here = word.as_ref().and_then(|w| self.named_here(w));
        let sure = here.filter(|(_, fit)| *fit > Fit::Around).map(|(i, _)| i);
        // The city named in the same line holds `هذه الأحياء` more likely than a quarter of an earlier one.
        let holding = || {
            let any = |e: &Entity| word.is_some() && e.names_place() && self.of_kind(e, Some("area"));
            let several = here.is_none() && word.as_ref().map_or(self.plural(at), |w| w.several);
            (0..at).rev().find(|&i| several && self.entity(i).is_some_and(any) && !self.locates(i))
        };
        let sure = sure.or_else(holding);
        let near = sure.filter(|&i| !self.beside(i) && i >= self.sentence_start(at));
        let again = self.memory.enclave.filter(|f| besieged && near.is_none() && self.memory.entity(*f).is_some());
        again
            .or(sure.map(|i| self.found(i)))
            .or_else(|| word.as_ref().and_then(|w| self.named_earlier(w)))
            .or(here.map(|(i, _)| self.found(i)))
            .or_else(|| {
                let w = word.as_ref()?;
                let town = |f: &Found| {
                    let (Some(e), Some(n)) = (self.memory.entity(*f), self.memory.node(*f)) else { return false };
                    e.names_place()
                        && self.of_kind(e, Some(w.kind))
                        && !self.named_after(n, self.stem_of(n, f.line), w.kind)
                };
                // Of the line before, at most: what was named earlier is meant too seldom.
                let near = |f: &Found| f.line + 1 >= self.line;
                self.memory.places.iter().rev().copied().take_while(near).find(town)
            })
    }

    /// The place of this line: the best of the last sentence that names one.
    fn named_here(&self, word: &Word<'_>) -> Option<(usize, Fit)> {
        let mut best: Option<(usize, Fit)> = None;
        for i in (0..word.at).rev() {
            if self.nodes[i].kind == Kind::Stop {
                if best.is_some_and(|(_, fit)| fit >= Fit::Loose) {
                    break;
                }
                continue;
            }
            if let Some(fit) = self.fit(i, word)
                && best.is_none_or(|(_, other)| fit > other)
            {
                best = Some((i, fit));
            }
        }
        best
    }

    /// How well the phrase at a node of this line is what the word means.
    fn fit(&self, at: usize, word: &Word<'_>) -> Option<Fit> {
        let (e, n) = (self.entity(at)?, &self.nodes[at]);
        if !e.names_place() && !e.unlisted {
            // `قال أهالي بلدة كذا إن القصف طال البلدة`
            let called = || (n.first..n.last).any(|t| self.types.folded(self.parse.tokens[t as usize]) == word.stem);
            // `بحسب مصدر في الشيخ مقصود، لم تدخل الأدوية إلى الحي`
            let just = || e.at.is_some_and(|p| self.k.places[p as usize].kind == word.kind);
            return self.lived_in(e, word).then(|| if called() || just() { Fit::Loose } else { Fit::Around });
        }
        let head = self.folded_stem(n);
        if !self.answers_to(e, head, word) || self.seat_of_talks(at) {
            return None;
        }
        let fit = fit(self.k, e, n, head, word, self.of_kind(e, Some(word.kind)))?;
        // `الأحياء` is not one quarter.
        let one = e.unlisted && !e.listed && word.several && !self.several(n);
        if one || self.named_after(n, head, word.kind) {
            return None;
        }
        // `مدينة السخنة شرقي حمص`
        let beside = fit >= Fit::Loose && (self.locates(at) || self.far_end(at));
        Some(match fit {
            Fit::Called if beside && head == word.stem => Fit::CalledBeside,
            fit if beside => fit.min(Fit::Beside),
            fit => fit,
        })
    }

    /// `القطاع`: whether a place is one that is called so, or lies in one, where the word means no other.
    fn answers_to(&self, e: &Entity, head: &str, word: &Word<'_>) -> bool {
        let places = &self.k.places;
        let called = |p: &u32| hudna_arabic::fold::fold(&places[*p as usize].ar).starts_with(word.stem);
        let up = |p: &u32| std::iter::successors(Some(*p), |p| places[*p as usize].parent).take(4).any(|p| called(&p));
        !holds(&self.k.language.called_so, word.stem) || head == word.stem || e.places.iter().any(up)
    }

    /// `القطاع`: a word for an area that means the one that is called so.
    pub(super) fn called_so(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.last - n.first == 1 && holds(&self.k.language.called_so, self.folded_stem(n))
    }

    /// `المدن`, `القرى التي سيطروا عليها`: several places are those that were named only where a word points to them (`تلك المناطق`).
    pub(super) fn bare_plural(&self, at: usize) -> bool {
        let those = |b: usize| self.nodes[b].kind == Kind::Particle && self.nodes[b].is(Labels::DEMONSTRATIVE);
        let word = self.types.folded(self.parse.tokens[self.nodes[at].first as usize]);
        // `البلاد` is one land.
        self.plural(at) && !holds(&self.k.language.whereabouts.countries, word) && !at.checked_sub(1).is_some_and(those)
    }

    /// `أطباء في المدينة يقولون`: whether a phrase that tells of somebody names such a place within.
    fn lived_in(&self, e: &Entity, word: &Word<'_>) -> bool {
        let at = |at| Entity { places: [at].into_iter().collect(), ..Entity::default() };
        !e.person && e.at.is_some_and(|p| self.of_kind(&at(p), Some(word.kind)))
    }

    /// The place named in an earlier line that the word means: one that is called by it.
    fn named_earlier(&self, word: &Word<'_>) -> Option<Found> {
        let places = &self.k.places;
        let means = |f: &&Found| {
            self.memory.node(**f).is_some_and(|n| {
                let head = self.stem_of(n, f.line);
                head == word.stem && !self.named_after(n, head, word.kind)
            })
        };
        let wide = |f: &&Found| {
            let is = |p: &u32| WIDE.contains(&places[*p as usize].kind.as_str());
            self.memory.entity(**f).is_some_and(|e| e.unlisted || e.places.iter().any(is))
        };
        let recent = || self.memory.central.iter().rev().take(LAST);
        let widest = || recent().find(|f| word.kind == "area" && wide(f) && means(f));
        widest().or_else(|| recent().find(means)).copied()
    }

    /// Whether the head of a phrase is more than one.
    fn several(&self, n: &Node) -> bool {
        n.feats.is_some_and(|f| f.number != Number::Singular)
    }

    /// `طريق جاسم`, `جسر الشغور`: a road or a building that is called after a town is no town.
    fn named_after(&self, n: &Node, head: &str, kind: &str) -> bool {
        let own = || self.k.language.place_kinds.get(head).map(String::as_str);
        n.last - n.first > 1
            && kind != "area"
            && holds(&self.k.language.named_by_nouns, head)
            && own().is_some_and(|own| own != kind)
    }

    /// The nodes of this line that name places and only tell where others lie.
    pub(super) fn locating(&self) -> Vec<usize> {
        let place = |i: &usize| self.entity(*i).is_some_and(|e| e.names_place() || e.unlisted);
        (0..self.nodes.len()).filter(place).filter(|&i| self.locates(i)).collect()
    }
}

/// How well a named place is what the word means, wherever it stands; `kind`: whether it can be of that kind.
fn fit(k: &Knowledge, e: &Entity, n: &Node, head: &str, word: &Word<'_>, kind: bool) -> Option<Fit> {
    // `ريف حلب` is no city.
    let land = n.last - n.first > 1 && holds(&k.language.environs, head) && SETTLEMENTS.contains(&word.kind);
    let exact = |p: &u32| k.places[*p as usize].kind == word.kind;
    if head == word.stem {
        Some(Fit::Called)
    } else if !kind {
        None
    } else if land {
        Some(Fit::Around)
    } else {
        Some(if e.places.iter().any(exact) { Fit::Called } else { Fit::Loose })
    }
}
