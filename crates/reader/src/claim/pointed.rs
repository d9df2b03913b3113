//! Places that a word alone tells of, near an event: `دخول المدينة`, `غارة شنتها طائرة على القرية`, `القتلى هناك`; what `البلدتان`,
//! `تلك المناطق` and `البلاد` mean; and which places are under an agreement.

use super::build::Draft;
use super::slots::{Found, Sentence};
use crate::knowledge::{Labels, holds};
use crate::parse::{Entity, Kind, Node, Parse};
use hudna_arabic::morph::{Gender, Number};
use hudna_claims::Event;

/// So far after an event's words the word for its place is sought.
const NEAR: usize = 10;

/// What is told without a named place happens where the first word after it points that means one named before.
pub(super) fn areas(s: &Sentence<'_>, drafts: &mut [Draft]) {
    for d in drafts.iter_mut() {
        // `طوق الجيش المكان`
        if let [one] = d.slots.place[..]
            && one.line == s.line
            && spot(s, one.node as usize)
            && let Some(last) = s.last_named(one.node as usize)
        {
            d.slots.place = vec![Found { via: Some(s.span(one.node as usize)), ..last }];
        }
        if d.slots.place.is_empty() && !s.k.language.placeless.contains(&d.event) {
            d.slots.place = pointed(s, d);
            if d.slots.place.is_empty() {
                d.slots.place = those_there(s, d);
            }
        }
    }
}

/// `تقع مدينة كذا ضمن اتفاق وقف النار الذي وقع في موسكو`, `كذا المشمولة باتفاق خفض التصعيد`: a truce holds where its agreement is said to.
pub(super) fn under_deals(s: &Sentence<'_>, drafts: &mut [Draft]) {
    const DEAL: usize = 4;
    const WORDS: usize = 10;
    for d in drafts.iter_mut().filter(|d| d.event == Event::Truce) {
        let deal = (d.node.saturating_sub(DEAL)..d.node).rev().find(|&i| s.nodes[i].is(Labels::DEAL));
        let Some(deal) = deal else { continue };
        let lies = |i: &usize| {
            let readings = s.types.readings(s.parse.tokens[s.nodes[*i].head as usize]);
            readings.iter().any(|r| {
                let lemma = s.k.lexicon.lemma(r.lemma);
                let base = lemma.base.map_or(&lemma.folded, |b| &s.k.lexicon.lemma(b).folded);
                holds(&s.k.language.whereabouts.under, base) || holds(&s.k.language.whereabouts.under, &lemma.folded)
            })
        };
        let led = s.nodes[deal].joined_prep().is_some() || s.has_prep(deal);
        let open = |i: &usize| s.nodes[*i].kind != Kind::Stop;
        let word = (deal.saturating_sub(WORDS)..deal).rev().take_while(open).find(lies).filter(|_| led);
        let Some(word) = word else { continue };
        let named = |i: &usize| s.entity(*i).is_some_and(|e| (e.names_place() || e.unlisted) && e.actor.is_none());
        // `رغم خضوع المنطقة لاتفاق`
        let pointed = (word + 1..deal).find(|&i| super::back::points_back(s, s.found(i)));
        if let Some((at, place)) = pointed.and_then(|at| Some((at, s.means(at, false)?))) {
            d.slots.place = s.whole_row(at, place);
            continue;
        }
        let before = || (s.sentence_start(word)..word).rev().filter(named).find(|&i| !s.locates(i));
        let place = (word + 1..deal).find(named).or_else(before);
        d.slots.place = place.map_or(std::mem::take(&mut d.slots.place), |at| s.conjuncts(at));
    }
}

/// The places that the first such word of the event's own clause, or of a clause on its noun, means.
fn pointed(s: &Sentence<'_>, d: &Draft) -> Vec<Found> {
    let end = s.sentence_end(d.node).min(d.last + 1 + NEAR);
    let mut clause = false;
    for i in d.node + 1..end {
        let n = &s.nodes[i];
        match n.kind {
            Kind::Comma | Kind::According | Kind::SameSpeaker => return Vec::new(),
            Kind::Particle if n.is(Labels::THAT | Labels::CONDITION) => return Vec::new(),
            Kind::Particle if n.is(Labels::CLAUSE) => return Vec::new(),
            // `غارة نفذتها طائرة على القرية`: one verb, that carries the blow out.
            Kind::Verb if i > d.last && (clause || !n.is(Labels::LIGHT) || n.enc.is_none()) => return Vec::new(),
            Kind::Verb if i > d.last => clause = true,
            _ if i > d.last && s.triggers.contains(&i) => return Vec::new(),
            _ if there(s, i) || spot(s, i) => {
                return s.last_named(i).map(|f| Found { via: Some(s.span(i)), ..f }).into_iter().collect();
            }
            Kind::Entity if s.entity(i).is_some_and(|e| e.names_place() || e.unlisted) => return Vec::new(),
            Kind::Entity if i == d.last + 1 || s.has_prep(i) || throughout(s, i) => {
                let found = s.found(i);
                if super::back::points_back(s, found)
                    && (s.kind_word(i) != Some("country") || s.country_meant(i).is_some())
                    && let Some(place) = s.means(i, false)
                {
                    return s.whole_row(i, place);
                }
            }
            _ => {}
        }
    }
    Vec::new()
}

/// `المتشددون في المنطقة يحتجزون رهائن`: where those are who stand right before a verb of which they are the subject.
fn those_there(s: &Sentence<'_>, d: &Draft) -> Vec<Found> {
    let within = |p: usize| {
        let n = &s.nodes[p];
        n.kind == Kind::Prep && n.enc.is_none() && holds(&s.k.language.prepositions.within, s.folded_stem(n))
    };
    let (Some(at), Some(who)) = (d.node.checked_sub(1), d.node.checked_sub(3)) else { return Vec::new() };
    let acts = d.slots.actor.iter().any(|f| f.line == s.line && f.via.is_none() && f.node as usize == who);
    if s.nodes[d.node].kind != Kind::Verb || !acts || !within(at - 1) || !super::back::points_back(s, s.found(at)) {
        return Vec::new();
    }
    if s.kind_word(at) == Some("country") && s.country_meant(at).is_none() {
        return Vec::new();
    }
    s.means(at, false).map_or(Vec::new(), |place| s.whole_row(at, place))
}

/// `انتشرت القوات في المكان`: a word with the article for where that was which was told of.
fn spot(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let word = || s.types.folded(s.parse.tokens[n.last as usize - 1]);
    s.entity(at).is_some_and(|e| e.area && e.places.is_empty() && !e.unlisted)
        && s.k.language.whereabouts.spot.iter().any(|w| word().ends_with(&**w))
}

/// `في أنحاء القطاع`: whether a place is the genitive of a word after a preposition.
fn throughout(s: &Sentence<'_>, at: usize) -> bool {
    let several = s.nodes[at].feats.is_some_and(|f| f.number == Number::Plural);
    at.checked_sub(1).filter(|_| !several).is_some_and(|by| {
        let n = &s.nodes[by];
        n.kind == Kind::Noun && n.pro.0 == 0 && n.enc.is_none() && !s.triggers.contains(&by) && s.has_prep(by)
    })
}

/// `قتل هناك`, not `هناك قتلى`.
fn there(s: &Sentence<'_>, at: usize) -> bool {
    let n = &s.nodes[at];
    let word = n.pro.0 == 0 && n.enc.is_none() && n.last - n.first == 1;
    let opens = || {
        s.before(at).is_none_or(|b| {
            let b = &s.nodes[b];
            matches!(b.kind, Kind::Stop | Kind::Comma | Kind::Open)
                || b.is(Labels::THAT | Labels::NEGATION | Labels::PAST)
        })
    };
    word && holds(&s.k.language.whereabouts.there, s.types.folded(s.parse.tokens[n.first as usize])) && !opens()
}

impl Sentence<'_> {
    /// What `هناك` means: the place named last, in this sentence's line or before.
    fn last_named(&self, at: usize) -> Option<Found> {
        let named = |i: &usize| self.entity(*i).is_some_and(|e| e.names_place() || e.unlisted && e.actor.is_none());
        let here = (0..at).rev().filter(named).find(|&i| !self.locates(i)).map(|i| self.found(i));
        here.or_else(|| self.memory.central.last().copied())
    }

    /// `قصف محيطها`, `معارك في ضواحيهما`: the places that the pronoun means with a word for a part of one.
    pub(super) fn part_of_it(&self, part: Found) -> Option<Vec<Found>> {
        let at = part.node as usize;
        if part.line != self.line || part.via.is_some() || self.entity(at)?.names_place() {
            return None;
        }
        let reading = self.types.readings(self.parse.tokens[self.nodes[at].first as usize]).first()?;
        let pronoun = reading.enclitic.filter(|e| e.person == 3)?;
        let word = &self.k.lexicon.lemma(reading.lemma).folded;
        // `قصف منزله`: a home is somebody's.
        let home = holds(&self.k.language.homes, self.folded_stem(&self.nodes[at]));
        if home || !holds(&self.k.language.whereabouts.parts, word) {
            return None;
        }
        // `في القرية ومحيطها`: the one before says which.
        if self.nodes[at].joined_by_and()
            && self.before(at).is_some_and(|b| self.entity(b).is_some_and(Entity::can_place))
        {
            return Some(Vec::new());
        }
        let place =
            |f: &Found| self.lines_entity(*f).is_some_and(|e| e.names_place() || e.unlisted && e.actor.is_none());
        let meant = self.pronoun(pronoun, at, self.span(at)).filter(place);
        // A man has positions and towns of his own.
        let things =
            pronoun.number == Number::Dual || pronoun.number == Number::Singular && pronoun.gender == Gender::Feminine;
        let meant = meant.or_else(|| self.last_named(at).filter(|_| things))?;
        if pronoun.number != Number::Dual {
            return Some(vec![Found { via: Some(self.span(at)), ..meant }]);
        }
        let parse: &Parse = if meant.line == self.line { self.parse } else { self.memory.parse(meant.line) };
        let row = row_around(parse, meant.node as usize);
        let via = Some(self.span(at));
        Some(row.into_iter().map(|i| Found { line: meant.line, node: i as u32, via }).collect())
    }

    /// `قرية كذا في المقاطعة`: the named place of which a word only tells in what it lies.
    pub(super) fn named_within(&self, at: usize) -> Option<usize> {
        let led = |p: &usize| {
            let n = &self.nodes[*p];
            n.kind == Kind::Prep && n.enc.is_none() && holds(&self.k.language.prepositions.within, self.folded_stem(n))
        };
        let before = match self.nodes[at].joined_prep() {
            Some("ب") => self.before(at),
            Some(_) => None,
            None => self.before(at).filter(led).and_then(|p| self.before(p)),
        };
        let named = |e: &Entity| (e.names_place() || e.unlisted) && e.actor.is_none() && !e.person;
        before.filter(|&b| self.entity(b).is_some_and(named) && !self.locates(b))
    }

    /// `البلدتين`, `تلك المناطق`: all places of the row that one is of which a word for several means.
    pub(super) fn whole_row(&self, at: usize, meant: Found) -> Vec<Found> {
        let via = Some(self.span(at));
        let number = self.nodes[at].feats.map(|f| f.number);
        let one = vec![Found { via, ..meant }];
        if !matches!(number, Some(Number::Dual | Number::Plural)) {
            return one;
        }
        let parse: &Parse = if meant.line == self.line { self.parse } else { self.memory.parse(meant.line) };
        let row = row_around(parse, meant.node as usize);
        let fits = if number == Some(Number::Dual) { row.len() == 2 } else { row.len() > 1 };
        if !fits {
            return one;
        }
        row.into_iter().map(|i| Found { line: meant.line, node: i as u32, via }).collect()
    }

    /// `البلاد`: the country named last in the line, else the one that the report is about.
    pub(super) fn country_meant(&self, at: usize) -> Option<Found> {
        // `البلدان` are several.
        let word = self.types.folded(self.parse.tokens[self.nodes[at].first as usize]);
        self.k.language.whereabouts.countries.iter().find(|c| word.ends_with(&***c))?;
        let land = |e: &Entity| e.places.iter().any(|p| self.k.places[*p as usize].kind == "country");
        let home = |e: &Entity| {
            let here = self.memory.country;
            e.places.iter().any(|p| here.is_none_or(|c| self.k.places[*p as usize].country == c))
        };
        let own = |i: &usize| self.entity(*i).is_some_and(|e| land(e) && home(e));
        // In a line about another country it is that one.
        let strange = |i: usize| self.entity(i).is_some_and(|e| !e.places.is_empty() && !e.guarded && !home(e));
        let before = || {
            let mut lines = self.memory.lines_before(self.line);
            lines.find_map(|(line, parse)| {
                let named = |i: &usize| parse.entity(*i).is_some_and(|e| land(e) && home(e));
                let node = (0..parse.nodes.len()).rev().find(named)?;
                Some(Found { line, node: node as u32, via: None })
            })
        };
        (0..at).rev().find(own).map(|i| self.found(i)).or_else(|| before().filter(|_| !(0..at).any(strange)))
    }
}

/// The nodes of the row of places that the one at a node is of: `مدن الباب ومنبج وجرابلس`.
fn row_around(parse: &Parse, at: usize) -> Vec<usize> {
    let place = |i: usize| {
        let named = |e: &Entity| (!e.places.is_empty() || e.unlisted) && e.actor.is_none() && !e.person;
        parse.entity(i).is_some_and(named)
    };
    let joined = |i: usize| parse.nodes[i].joined_by_and() && parse.nodes[i].joined_prep().is_none();
    let passed = |n: &Node| n.is_quote() || matches!(n.kind, Kind::Comma | Kind::Adjective);
    let mut row = vec![at];
    let mut first = at;
    while joined(first)
        && let Some(before) = (0..first).rev().find(|&i| !passed(&parse.nodes[i]))
        && place(before)
    {
        row.insert(0, before);
        first = before;
    }
    let mut last = at;
    while let Some(next) = (last + 1..parse.nodes.len()).find(|&i| !passed(&parse.nodes[i]))
        && place(next)
        && joined(next)
    {
        row.push(next);
        last = next;
    }
    row
}
