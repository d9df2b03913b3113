//! The phrases around a predicate: subject, object, genitive, prepositional phrases, and what they refer to.

use super::refer::{Memory, Speech};
use crate::knowledge::{Knowledge, Labels};
use crate::parse::{Entity, Kind, Node, Parse, Types};
use hudna_arabic::morph::{Enclitic, Pos, Proclitics, Voice};

/// A phrase found for a slot: a node of some line of the report, perhaps reached through a pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// Line of the report.
    pub line: u32,
    /// Node of that line.
    pub node: u32,
    /// Byte span of the pronoun or other anaphor.
    pub via: Option<(usize, usize)>,
}

/// Where a phrase stands to a predicate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Position<'a> {
    /// Directly after it.
    Core,
    /// After a preposition (folded).
    Prep(&'a str),
    /// After `من قبل` and its kin.
    Agent,
    /// After `برعاية` and its kin.
    Mediator,
    /// A nisba adjective on the predicate.
    Adjective,
}

/// A dependent of a predicate.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dependent<'a> {
    /// Where it stands.
    pub position: Position<'a>,
    /// The phrase.
    pub found: Found,
    /// It stands inside a relative clause on an earlier dependent.
    pub relative: bool,
    /// It stands after a comma.
    pub parted: bool,
    /// Ordinal of the phrase among the core ones; conjuncts share it.
    pub rank: u8,
}

/// One line with what is needed to look around in it.
pub(crate) struct Sentence<'a> {
    pub k: &'a Knowledge,
    pub types: &'a Types<'a>,
    pub parse: &'a Parse,
    pub nodes: &'a [Node],
    pub line: u32,
    /// Nodes that carry event triggers.
    pub triggers: &'a [usize],
    /// Nodes inside triggers, heads left out.
    pub inner: &'a [usize],
    pub memory: &'a Memory<'a>,
    /// Speech over each node; empty while speech is being found.
    pub speeches: &'a [Option<Speech>],
    /// Day of publication.
    pub published: Option<jiff::civil::Date>,
}

impl<'a> Sentence<'a> {
    pub fn entity(&self, at: usize) -> Option<&'a Entity> {
        let parse: &'a Parse = self.parse;
        parse.entity(at)
    }

    fn found(&self, at: usize) -> Found {
        Found { line: self.line, node: at as u32, via: None }
    }

    /// `الغوطة قرب دمشق`, `المربع الأمني في مدينة الحسكة`: a place that only tells where the one before it lies.
    pub fn locates(&self, at: usize) -> bool {
        let Some(prep) = self.before(at).filter(|&b| self.nodes[b].kind == Kind::Prep && self.nodes[b].enc.is_none())
        else {
            return false;
        };
        let word = self.folded_stem(&self.nodes[prep]);
        let named = |i: usize| self.entity(i).is_some_and(|e| !e.places.is_empty() && !e.guarded);
        let mut i = prep;
        while i > 0 {
            i -= 1;
            match self.nodes[i].kind {
                Kind::Open | Kind::Close | Kind::Comma | Kind::Adjective | Kind::Prep => {}
                Kind::Entity if named(i) => {
                    return self.k.language.locators.iter().any(|l| **l == *word)
                        || self.before(prep) == Some(i) && self.lies_in(i, at);
                }
                Kind::Entity if self.entity(i).is_some_and(|e| e.area) => {}
                _ => return false,
            }
        }
        false
    }

    /// `عدد كبير من المدنيين`: a preposition after a word of number only counts.
    fn counts(&self, prep: usize) -> bool {
        self.nodes[..prep]
            .iter()
            .rev()
            .take(2)
            .take_while(|n| matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Number | Kind::Particle))
            .any(|n| n.is(Labels::QUANTIFIER))
    }

    /// The kind of place that a phrase's head word names.
    pub fn kind_word(&self, at: usize) -> Option<&'a str> {
        let stem = self.folded_stem(&self.nodes[at]);
        self.k.language.place_kinds.iter().find(|(word, _)| **word == *stem).map(|(_, kind)| kind.as_str())
    }

    /// Whether a named place can be meant by a kind word: `المدينة` by a city or a town; any by a word of no kind.
    pub fn of_kind(&self, entity: &Entity, kind: Option<&str>) -> bool {
        let Some(kind) = kind else { return false };
        let settled = ["city", "town", "village"];
        entity.places.iter().any(|p| {
            let own = self.k.places[*p as usize].kind.as_str();
            own == kind || settled.contains(&own) && settled.contains(&kind) || kind == "area" && own != "country"
        })
    }

    /// Whether two places can be of one kind.
    fn same_kind(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.entity(a), self.entity(b)) else { return false };
        let kind = |p: &u32| self.k.places[*p as usize].kind.as_str();
        a.places.iter().any(|x| b.places.iter().any(|y| kind(x) == kind(y)))
    }

    /// Whether a place may lie in another, by the gazetteer.
    fn lies_in(&self, inner: usize, outer: usize) -> bool {
        let (Some(inner), Some(outer)) = (self.entity(inner), self.entity(outer)) else { return false };
        let within = |&p: &u32| {
            let up = |p: u32| self.k.places[p as usize].parent;
            std::iter::successors(up(p), |&p| up(p)).take(8).any(|p| outer.places.contains(&p))
        };
        inner.places.iter().any(within)
    }

    /// The node before, quotes skipped.
    pub fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&i| !self.nodes[i].is_quote())
    }

    /// The node's word without clitics, folded.
    pub fn folded_stem(&self, node: &Node) -> &'a str {
        let types: &'a Types<'a> = self.types;
        let token = self.parse.tokens[node.head as usize];
        let lemma = node.lemma.map(|l| self.k.lexicon.lemma(l).folded.as_str());
        lemma.unwrap_or_else(|| types.folded(token))
    }

    /// Byte span of a node.
    pub fn span(&self, at: usize) -> (usize, usize) {
        self.parse.span(self.nodes[at].first, self.nodes[at].last)
    }

    /// Whether a node stands inside a relative clause.
    pub fn in_relative(&self, at: usize) -> bool {
        self.relative_start(at).is_some() || self.asyndetic(at)
    }

    /// `اتفاق أبرمته روسيا`: a clause on an indefinite noun has no relative pronoun; its verb takes the noun up again.
    pub fn asyndetic(&self, verb: usize) -> bool {
        let n = &self.nodes[verb];
        n.kind == Kind::Verb
            && !n.joined_by_and()
            && self.before(verb).is_some_and(|b| {
                matches!(self.nodes[b].kind, Kind::Noun | Kind::Adjective) && !self.nodes[b].pro.has(Proclitics::AL)
            })
            && (n.enc.is_some() || self.nodes.get(verb + 1).is_some_and(|p| p.kind == Kind::Prep && p.enc.is_some()))
    }

    /// The relative pronoun whose clause a verb opens.
    pub fn relative_start(&self, at: usize) -> Option<usize> {
        let mut i = at;
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                Kind::Particle if n.is(Labels::RELATIVE) => return Some(i),
                Kind::Particle if n.is(Labels::NEGATION | Labels::QAD | Labels::FUTURE) => {}
                Kind::Time | Kind::Open | Kind::Filler => {}
                Kind::Prep if n.enc.is_some() => {}
                _ => return None,
            }
        }
        None
    }

    /// What a relative clause describes: the phrase before its pronoun.
    pub fn antecedent(&self, relative: usize) -> Option<Found> {
        (relative.saturating_sub(8)..relative)
            .rev()
            .take_while(|&i| self.nodes[i].kind != Kind::Stop)
            .find(|&i| self.entity(i).is_some())
            .map(|i| self.found(i))
    }

    /// Conjuncts of the phrase at a node, the node included.
    pub fn conjuncts(&self, at: usize) -> Vec<Found> {
        let mut all = vec![self.found(at)];
        let Some(first) = self.entity(at) else { return all };
        let mut i = at + 1;
        while i < self.nodes.len() && i < at + 14 {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close => {}
                Kind::Particle if n.is(Labels::OR) => {}
                Kind::Comma => {
                    // A list goes on only where a like phrase follows at once.
                    let next = (i + 1..self.nodes.len()).find(|&j| !self.nodes[j].is_quote());
                    let goes_on = next.is_some_and(|j| {
                        self.entity(j).is_some_and(|e| alike(first, e)) && self.nodes[j].joined_prep().is_none()
                    });
                    let closes = next.is_some_and(|j| self.list_closes(j));
                    let joins =
                        next.is_some_and(|j| self.nodes[j].kind == Kind::Particle && self.nodes[j].is(Labels::OR));
                    if !(goes_on && closes || joins) {
                        break;
                    }
                }
                Kind::Entity => {
                    let e = &self.parse.entities[n.index as usize];
                    let listed = n.joined_by_and() || self.nodes[i - 1].kind == Kind::Comma;
                    if !listed || !alike(first, e) {
                        break;
                    }
                    all.push(self.found(i));
                }
                _ => break,
            }
            i += 1;
        }
        all
    }

    /// A comma list ends with `و`.
    fn list_closes(&self, from: usize) -> bool {
        let mut i = from;
        while i < self.nodes.len() && i < from + 12 {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Entity if n.joined_by_and() => return true,
                Kind::Entity | Kind::Comma | Kind::Open | Kind::Close => {}
                _ => return false,
            }
            i += 1;
        }
        false
    }

    /// The subject of a governor or a verb: explicit on either side, of the relative clause, or understood.
    pub fn subject(&self, at: usize) -> Vec<Found> {
        let node = &self.nodes[at];
        if node.kind != Kind::Verb {
            return self.genitive(at);
        }
        if node.feats.is_some_and(|f| f.person == 1) {
            return self.speech_at(at).into_iter().collect();
        }
        if let Some(left) = self.subject_before(at) {
            return left;
        }
        if let Some(right) = self.subject_after(at) {
            return right;
        }
        self.understood(at)
    }

    /// `X فعل`: the phrase directly before the verb, with its conjuncts.
    pub fn subject_before(&self, at: usize) -> Option<Vec<Found>> {
        if self.nodes[at].joined_by_and() {
            return None;
        }
        let mut i = at;
        let mut comma = false;
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close | Kind::Time | Kind::Filler | Kind::Adjective | Kind::Mark => {}
                Kind::Particle if n.is(Labels::NEGATION | Labels::QAD | Labels::FUTURE) => {}
                Kind::Particle if n.is(Labels::RELATIVE) => {
                    let resumed = self.resumptive(at);
                    let found = self.antecedent(i)?;
                    let fits = self.lines_entity(found).is_some_and(|e| e.can_act() || e.goods.is_some());
                    return (!resumed && fits).then(|| vec![found]);
                }
                Kind::Particle if n.is(Labels::THAT) => {
                    let enclitic = n.enc?;
                    let via = self.span(i);
                    return self.pronoun(enclitic, i, via).map(|f| vec![f]);
                }
                Kind::Verb if self.same_clause_aspect(i) => {
                    // `كانت X قد فعلت`, `بدأت تفعل`: the auxiliary's subject.
                    return self.subject_before(i);
                }
                // `روسيا، حليفة دمشق، تقتل`: an apposition between commas is stepped over.
                Kind::Comma if !comma && self.apposition_start(i).is_some() => i = self.apposition_start(i)?,
                Kind::Comma if !comma => comma = true,
                Kind::Entity => {
                    let entity = &self.parse.entities[n.index as usize];
                    if comma || !(entity.can_act() || entity.goods.is_some()) || self.has_prep(i) {
                        return None;
                    }
                    // Walk to the head of the list.
                    let mut head = i;
                    while head > 0 && self.nodes[head].joined_by_and() {
                        let Some(prev) = (0..head).rev().find(|&j| !self.nodes[j].is_quote()) else { break };
                        if !self.entity(prev).is_some_and(Entity::can_act) {
                            break;
                        }
                        head = prev;
                    }
                    if self.has_prep(head)
                        || (head > 0
                            && self
                                .before(head)
                                .is_some_and(|b| self.nodes[b].kind == Kind::Verb && !self.same_clause_aspect(b)))
                    {
                        return None;
                    }
                    let all = self.conjuncts(head);
                    return Some(all.into_iter().filter(|f| f.node as usize <= i).collect());
                }
                _ => return None,
            }
        }
        None
    }

    /// The comma that opens the apposition which the comma at `close` ends.
    fn apposition_start(&self, close: usize) -> Option<usize> {
        let open = (close.saturating_sub(9)..close)
            .rev()
            .take_while(|&j| !matches!(self.nodes[j].kind, Kind::Stop | Kind::Verb) || self.in_relative(j))
            .find(|&j| self.nodes[j].kind == Kind::Comma)?;
        let named = open.checked_sub(1).and_then(|b| self.entity(b)).is_some_and(Entity::can_act);
        (named && !self.nodes[open + 1].joined_by_and()).then_some(open)
    }

    /// Whether a verb can have a phrase after it as its subject.
    pub fn agrees(&self, verb: usize, at: usize) -> bool {
        use hudna_arabic::morph::{Gender, Number};
        let (Some(v), Some(n)) = (self.nodes[verb].feats, self.nodes[at].feats) else { return true };
        v.gender == n.gender || n.number == Number::Plural || v.gender == Gender::Masculine
    }

    fn same_clause_aspect(&self, at: usize) -> bool {
        self.nodes[at].is(Labels::BEGIN | Labels::CONTINUE | Labels::PAST)
    }

    fn subject_after(&self, at: usize) -> Option<Vec<Found>> {
        let node = &self.nodes[at];
        if node.feats.is_some_and(|f| {
            f.voice == Voice::Passive || f.number == hudna_arabic::morph::Number::Plural && f.person == 3
        }) {
            return None;
        }
        for i in at + 1..self.nodes.len().min(at + 7) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close | Kind::Time | Kind::Filler => {}
                Kind::Number => {}
                Kind::Particle if n.is(Labels::DEMONSTRATIVE | Labels::QUANTIFIER) => {}
                Kind::Noun if n.is(Labels::QUANTIFIER) => {}
                Kind::Prep if n.enc.is_some() => {}
                Kind::Entity => {
                    let entity = &self.parse.entities[n.index as usize];
                    return (entity.can_act() && !self.has_prep(i)).then(|| self.conjuncts(i));
                }
                _ => return None,
            }
        }
        None
    }

    /// The subject of the verb that this one is joined to, or of the sentence.
    pub fn understood(&self, at: usize) -> Vec<Found> {
        let node = &self.nodes[at];
        let mut i = at;
        if self.in_relative(at) {
            // `التي تحاصرها`: the last actor that agrees with the verb.
            let agrees = |n: &Node| {
                n.feats.is_none_or(|f| {
                    node.feats.is_none_or(|v| f.gender == v.gender || v.number == hudna_arabic::morph::Number::Plural)
                })
            };
            let start = (0..at).rev().find(|&j| self.nodes[j].kind == Kind::Stop).map_or(0, |j| j + 1);
            // `المؤسسات التي سيطرت عليها`: what the verb takes up again is not its subject.
            let taken_up = self.relative_start(at).filter(|_| self.resumptive(at)).and_then(|r| self.antecedent(r));
            let acts = |j: &usize| {
                taken_up.is_none_or(|f| f.node as usize != *j)
                    && self.entity(*j).is_some_and(|e| e.can_act() && e.goods.is_none())
                    && agrees(&self.nodes[*j])
            };
            let free = (start..at).rev().find(|j| acts(j) && !self.has_prep(*j));
            let last = free.or_else(|| (start..at).rev().find(acts));
            return last.map(|j| self.found(j)).into_iter().collect();
        }
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            if n.kind == Kind::Stop {
                break;
            }
            if n.kind == Kind::Verb
                && !self.in_relative(i)
                && agree(node, n)
                && let Some(found) = self.subject_before(i).or_else(|| self.subject_after(i))
            {
                return found;
            }
        }
        Vec::new()
    }

    /// The object of a governor (`طالب X Y ب`): the second phrase after it, or after `من`, `ل`.
    pub fn object(&self, at: usize) -> Vec<Found> {
        let mut core = Vec::new();
        let mut asked = None;
        for d in self.dependents(at, &[at], 12) {
            match d.position {
                Position::Core if !d.relative => core.push(d),
                Position::Prep("من" | "ل" | "علي") if asked.is_none() && !d.relative => asked = Some(d),
                _ => {}
            }
        }
        let actor = |d: &&Dependent<'_>| self.lines_entity(d.found).is_some_and(Entity::can_act);
        if self.nodes[at].kind != Kind::Verb {
            return asked.filter(|d| actor(&d)).map(|d| vec![d.found]).unwrap_or_default();
        }
        let subject_is_core = self.subject_before(at).is_none()
            && self.nodes[at].enc.is_none()
            && !core.is_empty()
            && self.subject_after(at).is_some();
        let rank = u8::from(subject_is_core);
        let objects: Vec<Found> = core.iter().filter(|d| d.rank == rank && actor(d)).map(|d| d.found).collect();
        if !objects.is_empty() {
            return objects;
        }
        if let Some(enclitic) = self.nodes[at].enc {
            return self.pronoun(enclitic, at, self.span(at)).into_iter().collect();
        }
        asked.filter(|d| actor(&d)).map(|d| vec![d.found]).unwrap_or_default()
    }

    /// The phrase directly after a noun.
    pub fn genitive(&self, at: usize) -> Vec<Found> {
        if let Some(enclitic) = self.nodes[at].enc {
            return self.pronoun(enclitic, at, self.span(at)).into_iter().collect();
        }
        for i in at + 1..self.nodes.len().min(at + 4) {
            let n = &self.nodes[i];
            match n.kind {
                Kind::Open | Kind::Close => {}
                Kind::Adjective
                    if i == at + 1
                        && crate::parse::adjective_actor(self.k, self.types, self.parse.tokens[n.first as usize])
                            .is_some() =>
                {
                    return vec![self.found(i)];
                }
                Kind::Entity if !self.has_prep(i) && !n.joined_by_and() => {
                    return if self.entity(i).is_some_and(Entity::can_act) { self.conjuncts(i) } else { Vec::new() };
                }
                _ => break,
            }
        }
        Vec::new()
    }

    /// Whether a preposition stands before the phrase or is joined to it.
    pub fn has_prep(&self, at: usize) -> bool {
        self.nodes[at].joined_prep().is_some()
            || self.before(at).is_some_and(|b| {
                let n = &self.nodes[b];
                (n.kind == Kind::Prep && n.enc.is_none())
                    || matches!(n.kind, Kind::AgentMark | Kind::MediatorMark | Kind::According)
            })
    }

    /// Whether a pronoun in the clause of a verb takes up the antecedent (`التي سيطرت عليها`).
    pub fn resumptive(&self, at: usize) -> bool {
        if self.nodes[at].enc.is_some() {
            return true;
        }
        for n in &self.nodes[at + 1..self.nodes.len().min(at + 6)] {
            match n.kind {
                Kind::Prep if n.enc.is_some() => return true,
                Kind::Stop | Kind::Comma | Kind::Verb => return false,
                _ => {}
            }
        }
        false
    }

    /// The entity of a found phrase of this line (or of an earlier one, through the memory).
    pub fn lines_entity(&self, found: Found) -> Option<&'a Entity> {
        if found.line == self.line { self.entity(found.node as usize) } else { self.memory.entity(found) }
    }

    /// What a pronoun stands for.
    pub fn pronoun(&self, enclitic: Enclitic, at: usize, via: (usize, usize)) -> Option<Found> {
        if enclitic.person != 3 {
            return self.speech_at(at).filter(|_| enclitic.person == 1).map(|f| Found { via: Some(via), ..f });
        }
        if let Some(relative) = self.relative_start(at) {
            let found = self.antecedent(relative)?;
            return Some(Found { via: Some(via), ..found });
        }
        let masculine_singular = enclitic.gender == hudna_arabic::morph::Gender::Masculine
            && enclitic.number == hudna_arabic::morph::Number::Singular;
        let mut fallback = None;
        for i in (0..at).rev() {
            let Some(entity) = self.entity(i) else { continue };
            let node = &self.nodes[i];
            if !(entity.can_act() || entity.can_place()) {
                continue;
            }
            let fits = node.feats.is_none_or(|f| {
                let singular_masculine = f.gender == hudna_arabic::morph::Gender::Masculine
                    && f.number == hudna_arabic::morph::Number::Singular;
                singular_masculine == masculine_singular || entity.person && masculine_singular
            });
            if fits && !self.has_prep(i) {
                return Some(Found { via: Some(via), ..self.found(i) });
            }
            if fits && fallback.is_none() {
                fallback = Some(Found { via: Some(via), ..self.found(i) });
            }
        }
        fallback
            .or_else(|| self.speech_at(at).map(|f| Found { via: Some(via), ..f }))
            .or_else(|| self.memory.subject(self.line).map(|f| Found { via: Some(via), ..f }))
    }

    /// The phrases to the right of a predicate that belong to it.
    pub fn dependents(&self, at: usize, taken: &[usize], limit: usize) -> Vec<Dependent<'a>> {
        let mut out: Vec<Dependent<'a>> = Vec::new();
        let mut prep: Option<Position<'a>> = None;
        let (mut relative, mut parted, mut rank) = (false, false, 0u8);
        let (mut via_noun, mut located, mut construct) = (false, None, false);
        let own_relative = self.in_relative(at);
        let mut i = at + 1;
        while i < self.nodes.len() && i <= at + limit {
            let n = &self.nodes[i];
            if taken.contains(&i) && n.kind != Kind::Entity {
                prep = None;
                i += 1;
                continue;
            }
            match n.kind {
                Kind::Stop | Kind::According | Kind::SameSpeaker | Kind::ResponseMark => break,
                Kind::Open | Kind::Close | Kind::Filler | Kind::Mark => {}
                Kind::Comma => {
                    if own_relative && !out.is_empty() {
                        break;
                    }
                    parted = true;
                    relative = false;
                    prep = None;
                }
                Kind::Time | Kind::Number => {}
                Kind::AgentMark => prep = Some(Position::Agent),
                Kind::MediatorMark => prep = Some(Position::Mediator),
                Kind::Operator => break,
                Kind::Prep => {
                    if let Some(enclitic) = n.enc {
                        if let Some(found) = self.pronoun(enclitic, at, self.span(i)) {
                            let position = Position::Prep(self.folded_stem(n));
                            out.push(Dependent { position, found, relative, parted, rank });
                        }
                    } else if !(out.is_empty() && self.counts(i)) {
                        prep = Some(Position::Prep(self.folded_stem(n)));
                        via_noun = false;
                    }
                }
                Kind::Entity => {
                    let joined = n.joined_prep().map(Position::Prep);
                    let list = n.joined_by_and() && prep.is_none() && joined.is_none();
                    // `على مناطق سيطرة النظام`: the genitive of a further noun.
                    if construct && prep.is_none() && joined.is_none() && !list {
                        construct = false;
                        i += 1;
                        continue;
                    }
                    construct = false;
                    if self.triggers.contains(&i) && n.joined_by_and() && list && !out.is_empty() {
                        break;
                    }
                    let previous =
                        out.iter().rev().find(|d| !d.relative || relative).map(|d| (d.position, d.rank, d.found));
                    let position = match (joined, prep, list, previous) {
                        (Some(p), ..) => p,
                        (None, Some(p), ..) => p,
                        (None, None, true, Some((p, ..))) => p,
                        (None, None, _, Some((p, _, before))) if parted && self.same_list(before, i) => p,
                        _ => Position::Core,
                    };
                    let entity = &self.parse.entities[n.index as usize];
                    if !matches!(position, Position::Core) && (self.locates(i) || list && located.is_some_and(|y| self.same_kind(y, i))) {
                        (prep, located) = (None, Some(i));
                        i += 1;
                        continue;
                    }
                    located = None;
                    if list && previous.is_none() {
                        // `و X`: begins something new, not a complement.
                        if !self.triggers.contains(&at) {
                            break;
                        }
                    }
                    if parted
                        && matches!(position, Position::Core)
                        && !list
                        && previous.is_some()
                        && !self.parted_list(i)
                    {
                        // After a comma a bare phrase opens a new clause (unless it goes on a list).
                        break;
                    }
                    if via_noun && !entity.can_place() && !matches!(position, Position::Agent | Position::Mediator) {
                        prep = None;
                        via_noun = false;
                        i += 1;
                        continue;
                    }
                    if matches!(position, Position::Core) && !list && !out.is_empty() && !relative {
                        rank = rank.saturating_add(1);
                    }
                    out.push(Dependent { position, found: self.found(i), relative, parted, rank });
                    prep = None;
                    via_noun = false;
                }
                Kind::Particle => {
                    if n.is(Labels::RELATIVE) {
                        relative = true;
                        prep = None;
                    } else if n.is(Labels::THAT | Labels::CLAUSE | Labels::CONDITION | Labels::PURPOSE) {
                        break;
                    }
                }
                Kind::Verb => {
                    let asyndetic = i > 0
                        && matches!(self.nodes[i - 1].kind, Kind::Noun | Kind::Adjective | Kind::Entity)
                        && !n.joined_by_and()
                        && !self.nodes[i - 1].pro.has(Proclitics::AL);
                    if relative || asyndetic && !self.entity(i - 1).is_some_and(|e| e.definite && e.actor.is_some()) {
                        relative = true;
                    } else {
                        break;
                    }
                }
                Kind::Noun => {
                    let event = self.triggers.contains(&i);
                    if event && !relative {
                        // Coordinated events share what follows them.
                        let shares = n.joined_by_and() && out.is_empty() && prep.is_none();
                        if !shares {
                            break;
                        }
                    } else if n.operator.is_some() && n.joined_by_and() {
                        break;
                    } else if matches!(n.pos(), Some(Pos::ActiveParticiple | Pos::PassiveParticiple))
                        && n.pro.has(Proclitics::AL)
                        && !out.is_empty()
                    {
                        relative = true;
                        prep = None;
                    } else {
                        if let Some(p) = n.joined_prep() {
                            prep = Some(Position::Prep(p));
                        }
                        via_noun = prep.is_some();
                        construct = !out.is_empty() && !n.pro.has(Proclitics::AL) && !n.joined_by_and();
                    }
                }
                Kind::Adjective => {
                    if i == at + 1 || (i == at + 2 && self.nodes[at + 1].kind == Kind::Adjective) {
                        let token = self.parse.tokens[n.first as usize];
                        if crate::parse::adjective_actor(self.k, self.types, token).is_some() {
                            out.push(Dependent {
                                position: Position::Adjective,
                                found: self.found(i),
                                relative,
                                parted,
                                rank,
                            });
                        }
                    }
                }
                Kind::Unknown => {}
            }
            i += 1;
        }
        out
    }

    fn same_list(&self, before: Found, at: usize) -> bool {
        match (self.lines_entity(before), self.entity(at)) {
            (Some(a), Some(b)) => alike(a, b) && self.parted_list(at),
            _ => false,
        }
    }

    fn parted_list(&self, at: usize) -> bool {
        self.list_closes(at)
    }
}

/// Whether two phrases can stand in one list.
fn alike(a: &Entity, b: &Entity) -> bool {
    (a.can_act() && b.can_act()) || (a.can_place() && b.can_place()) || (a.goods.is_some() && b.goods.is_some())
}

/// Whether two verbs can share a subject.
fn agree(a: &Node, b: &Node) -> bool {
    match (a.feats, b.feats) {
        (Some(x), Some(y)) => x.gender == y.gender || x.number != y.number,
        _ => true,
    }
}
