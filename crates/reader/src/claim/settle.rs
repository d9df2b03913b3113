//! Which of several places of one name is meant.

use crate::knowledge::{Guard, Knowledge};
use crate::parse::{Entity, Kind, Parse, Types};
use hudna_arabic::morph::Number;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

/// What the places that a report names tell of those that it names ambiguously.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// Places named without doubt.
    named: FxHashSet<u32>,
    /// Places in which those lie, countries left out.
    holding: FxHashSet<u32>,
}

impl Context {
    /// Notes the places of a name. `حلب` may be the city or the governorate: both lie in one governorate, which is enough.
    pub fn note(&mut self, k: &Knowledge, entity: &Entity) {
        if entity.places.is_empty() || entity.guarded {
            return;
        }
        let wide = |at: u32| k.places[at as usize].governorate;
        let first = wide(entity.places[0]);
        if entity.places.len() > 1 && !(first.is_some() && entity.places.iter().all(|&p| wide(p) == first)) {
            return;
        }
        for &place in &entity.places {
            if !self.named.insert(place) {
                continue;
            }
            self.holding.extend(ancestors(k, place).skip(1).filter(|&up| k.places[up as usize].parent.is_some()));
        }
    }
}

/// A place and what it lies in, upwards.
fn ancestors(k: &Knowledge, at: u32) -> impl Iterator<Item = u32> + '_ {
    crate::knowledge::ancestors(&k.places, at)
}

/// Settlements by size.
pub(crate) const SETTLEMENTS: [&str; 3] = ["village", "town", "city"];

fn size(kind: &str) -> Option<usize> {
    SETTLEMENTS.iter().position(|s| *s == kind)
}

/// How well a place is called by a kind word: `بلدة` is said of what the gazetteer calls a city or a village too.
fn called(word: &str, kind: &str) -> i32 {
    match (size(word), size(kind)) {
        _ if word == kind => 40,
        (Some(said), Some(own)) => 40 - 5 * said.abs_diff(own) as i32,
        _ => 0,
    }
}

/// A phrase that names a place, in its line and report.
pub(super) struct Naming<'a> {
    pub k: &'a Knowledge,
    pub types: &'a Types<'a>,
    pub parse: &'a Parse,
    /// Its node.
    pub at: usize,
    /// The country that the report is about.
    pub country: Option<&'a str>,
    pub context: &'a Context,
}

impl Naming<'_> {
    /// Which place is meant: by its kind word, by the place said to hold it, by its neighbours in the report, by the
    /// report's country. An unsettled one stays unsettled; a plural (`المربعات الأمنية في المدينتين`) means all that remain.
    pub fn settle(&self, entity: &Entity) -> SmallVec<[u32; 2]> {
        let candidates = &entity.places;
        let around = self.around();
        if let [only] = candidates[..] {
            // A village of another country that bears the name is not meant.
            let p = &self.k.places[only as usize];
            let strange = p.guard == Guard::Kind && self.country.is_some_and(|c| c != p.country);
            let held = ancestors(self.k, only).any(|up| around.contains(&up));
            return if strange && !held { SmallVec::new() } else { candidates.clone() };
        }
        let node = &self.parse.nodes[self.at];
        let stem = node.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        let kinds = &self.k.language.place_kinds;
        // The first of the list with which the word ends.
        let written = |word: &str| kinds.among(word.char_indices().filter_map(|(at, _)| word.get(at..)));
        // `مداخل حي الأشرفية`: the kind word need not come first.
        let within = || {
            self.parse.tokens[node.first as usize + 1..node.last as usize]
                .iter()
                .find_map(|t| kinds.get(self.types.folded(*t)))
        };
        let wide = stem
            .and_then(|stem| kinds.get(stem))
            .or_else(|| written(self.types.folded(self.parse.tokens[node.first as usize])))
            .or_else(within)
            .map(String::as_str);
        let scores: SmallVec<[i32; 4]> = candidates.iter().map(|&c| self.score(c, wide, &around)).collect();
        let top = scores.iter().copied().max();
        let best: SmallVec<[u32; 2]> =
            candidates.iter().zip(&scores).filter(|(_, s)| Some(**s) == top).map(|(c, _)| *c).collect();
        let plural = node.feats.is_some_and(|f| matches!(f.number, Number::Plural | Number::Dual));
        if best.len() == 1 || plural && !around.is_empty() {
            return best;
        }
        self.one_spot(&best).into_iter().collect()
    }

    fn score(&self, at: u32, wide: Option<&str>, around: &[u32]) -> i32 {
        let p = &self.k.places[at as usize];
        let known = if matches!(p.kind.as_str(), "city" | "town") { 3 } else { 0 };
        let mut score = wide.map_or(0, |word| called(word, &p.kind)).max(known);
        if p.guard == Guard::Kind {
            // The better known of two is likelier.
            score -= if wide.is_none() { 20 } else { 4 };
        }
        // `عفرين` alone is the town, not its district.
        if wide != Some(p.kind.as_str()) && matches!(p.kind.as_str(), "district" | "subdistrict") {
            score -= 8;
        }
        if self.country == Some(p.country.as_str()) {
            score += 10;
        }
        let above = || ancestors(self.k, at).skip(1).filter(|&up| self.k.places[up as usize].parent.is_some());
        // What it lies in next counts most: both squares lie in the governorate of al-Hasakah, one in the city.
        if let Some(depth) = above().position(|up| around.contains(&up)) {
            score += 80 - 5 * depth as i32;
        }
        // The nearest place, below the country, that holds it and is named, or holds another that is.
        let near = above().zip([(12, 9), (6, 5), (3, 2)]).find_map(|(up, (named, holding))| {
            let is = |set: &FxHashSet<u32>| set.contains(&up);
            is(&self.context.named).then_some(named).or(is(&self.context.holding).then_some(holding))
        });
        score + near.unwrap_or(0)
    }

    /// A town and the subdistrict called after it are one spot: the town is meant.
    fn one_spot(&self, best: &[u32]) -> Option<u32> {
        let inhabited = |at: &&u32| size(&self.k.places[**at as usize].kind).is_some();
        let mut towns = best.iter().filter(inhabited);
        let town = *towns.next()?;
        let lies_in = |&up: &u32| up == town || self.k.places[up as usize].parent.is_some() && near(self.k, up, town);
        (towns.next().is_none() && best.iter().all(lies_in)).then_some(town)
    }

    /// The places that a phrase is said to lie in, right after it: `في مدينتي الحسكة والقامشلي`.
    fn around(&self) -> SmallVec<[u32; 4]> {
        let parse = self.parse;
        let mut out = SmallVec::new();
        let mut inside = false;
        for at in self.at + 1..parse.nodes.len().min(self.at + 7) {
            let n = &parse.nodes[at];
            match n.kind {
                Kind::Open | Kind::Close | Kind::Adjective => {}
                Kind::Prep if !inside => inside = true,
                Kind::Entity if (inside || n.joined_prep() == Some("ب")) && (out.is_empty() || n.joined_by_and()) => {
                    inside = true;
                    out.extend(parse.entity(at).map(|e| e.places.iter().copied()).into_iter().flatten());
                }
                _ => break,
            }
        }
        out
    }
}

/// Whether two places lie within some thirty kilometres of each other.
fn near(k: &Knowledge, a: u32, b: u32) -> bool {
    match (k.places[a as usize].point, k.places[b as usize].point) {
        (Some((lat, lon)), Some((lat_b, lon_b))) => (lat - lat_b).abs() < 0.3 && (lon - lon_b).abs() < 0.35,
        _ => true,
    }
}
