//! The phrases around a predicate: subject, object, genitive, prepositional phrases, and what they refer to.

use super::dependents::alike;
use super::refer::{Memory, Speech};
use crate::knowledge::{Knowledge, Labels, holds};
use crate::parse::{Entity, Kind, Node, Parse, Types};
use hudna_arabic::morph::Proclitics;

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

impl Found {
    /// Whether a list has the phrase, through whatever words it came there.
    pub fn among(&self, list: &[Found]) -> bool {
        list.iter().any(|f| (f.line, f.node) == (self.line, self.node))
    }
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
    /// After `التابعة ل` and its kin: whom what stands before belongs to.
    Owner,
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
    /// In what way the line is put forward as an item of a list.
    pub list: Option<hudna_claims::Modality>,
}

impl<'a> Sentence<'a> {
    pub fn entity(&self, at: usize) -> Option<&'a Entity> {
        let parse: &'a Parse = self.parse;
        parse.entity(at)
    }

    pub(super) fn found(&self, at: usize) -> Found {
        Found { line: self.line, node: at as u32, via: None }
    }

    /// First node of the sentence around a node.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        self.parse.sentence_start(at)
    }

    /// The stop that ends the sentence around a node, or one past the last node.
    pub(super) fn sentence_end(&self, at: usize) -> usize {
        (at..self.nodes.len()).find(|&i| self.nodes[i].kind == Kind::Stop).unwrap_or(self.nodes.len())
    }

    /// Whether a node is the first of its clause: after a pause, or after a word that opens one.
    pub(super) fn heads_clause(&self, at: usize) -> bool {
        self.before(at).is_none_or(|b| {
            let n = &self.nodes[b];
            matches!(n.kind, Kind::Stop | Kind::Comma | Kind::Filler)
                || n.kind == Kind::Particle && n.is(Labels::THAT | Labels::CLAUSE)
        })
    }

    /// The verb of the sentence that stands last before a node, relative clauses and what depends on أن or حتى left out.
    pub(super) fn main_verb(&self, before: usize) -> Option<usize> {
        (self.sentence_start(before)..before)
            .rev()
            .find(|&i| self.nodes[i].kind == Kind::Verb && !self.in_relative(i) && !self.subjunctive(i))
    }

    /// The node before, quotes skipped.
    pub fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&i| !self.nodes[i].is_quote())
    }

    /// The node's word without clitics, folded.
    pub fn folded_stem(&self, node: &Node) -> &'a str {
        self.parse.stem(self.k, self.types, node)
    }

    /// The same for a node of an earlier line.
    pub fn stem_of(&self, node: &Node, line: u32) -> &'a str {
        let parse = if line == self.line { self.parse } else { self.memory.parse(line) };
        parse.stem(self.k, self.types, node)
    }

    /// Byte span of a node.
    pub fn span(&self, at: usize) -> (usize, usize) {
        self.parse.span(self.nodes[at].first, self.nodes[at].last)
    }

    /// Whether a node stands inside a relative clause.
    pub fn in_relative(&self, at: usize) -> bool {
        self.relative_start(at).is_some() || self.asyndetic(at)
    }

    /// `اتفاق أبرمته روسيا`, `مقاتلون بينهم قادة`: a clause on an indefinite noun has no relative pronoun; its first word takes the noun up
    /// again.
    pub fn asyndetic(&self, verb: usize) -> bool {
        let n = &self.nodes[verb];
        n.enc.is_some()
            && !n.joined_by_and()
            && self.before(verb).is_some_and(|b| {
                // `ثلاثة جنود سلمتهم الحركة`
                let some = |e: &Entity| e.people.is_some() && !e.definite && !e.person;
                matches!(self.nodes[b].kind, Kind::Noun | Kind::Adjective) && !self.nodes[b].pro.has(Proclitics::AL)
                    || self.entity(b).is_some_and(some)
            })
    }

    /// The relative pronoun whose clause a verb opens.
    pub fn relative_start(&self, at: usize) -> Option<usize> {
        let mut i = at;
        while i > 0 {
            i -= 1;
            let n = &self.nodes[i];
            match n.kind {
                // `، فيما اشترط الحزب`: after a pause what may open a clause of its own is no relative pronoun.
                Kind::Particle if n.is(Labels::RELATIVE) => {
                    let paused = n.is(Labels::CLAUSE) && i > 0 && self.nodes[i - 1].kind == Kind::Comma;
                    return Some(i).filter(|_| !paused);
                }
                Kind::Particle if n.is(Labels::NEGATION | Labels::QAD | Labels::FUTURE) => {}
                Kind::Time | Kind::Open | Kind::Filler => {}
                Kind::Prep if n.enc.is_some() => {}
                // `هو من يقصف المدينة`, `كل من يخالف`: who.
                Kind::Prep
                    if i + 1 == at
                        && self.nodes[at].kind == Kind::Verb
                        && holds(&self.k.language.part_of, self.folded_stem(n)) =>
                {
                    return Some(i);
                }
                _ => return None,
            }
        }
        None
    }

    /// `هجمات صاروخية ومدفعية`: a word for arms joined to an adjective is one more adjective.
    pub(super) fn adjectival(&self, at: usize) -> bool {
        let n = &self.nodes[at];
        n.is(Labels::ARMS)
            && n.last - n.first == 1
            && n.pro.has(Proclitics::WA)
            && self.before(at).is_some_and(|b| self.nodes[b].kind == Kind::Adjective)
    }

    /// Conjuncts of the phrase at a node, the node included.
    pub fn conjuncts(&self, at: usize) -> Vec<Found> {
        let mut all = vec![self.found(at)];
        let Some(first) = self.entity(at) else { return all };
        let mut i = at + 1;
        let mut limit = at + 14;
        while i < self.nodes.len() && i < limit {
            let n = &self.nodes[i];
            if self.opens_clause(at, i) {
                break;
            }
            match n.kind {
                Kind::Open | Kind::Close | Kind::Adjective => {}
                _ if first.can_place() && i + 1 < self.nodes.len() && self.side_joined(i + 1) => {}
                Kind::Particle if n.is(Labels::OR) => {}
                // `12 جنديا على الأقل وتسعة مقاتلين`
                Kind::Number if n.joined_by_and() && i + 1 < limit => {}
                Kind::Prep
                    if self.nodes[i - 1].kind == Kind::Number
                        && self.nodes[i - 1].joined_by_and()
                        && self.some_of(i) => {}
                Kind::Prep if i == at + 1 && self.seat_between(first, i) => i += 1,
                _ if first.can_place() && self.over_location(i).is_some() => {
                    i = self.over_location(i).unwrap_or(i);
                    limit = i + 14;
                    all.push(self.found(i));
                }
                Kind::Filler if self.nodes.get(i + 1).is_some_and(|n| n.kind == Kind::Number && n.joined_by_and()) => {}
                Kind::Comma => {
                    // A list goes on only where a like phrase follows at once.
                    let next = (i + 1..self.nodes.len()).find(|&j| !self.nodes[j].is_quote());
                    let goes_on = next.is_some_and(|j| {
                        self.entity(j).is_some_and(|e| alike(first, e)) && self.nodes[j].joined_prep().is_none()
                    });
                    let closes = next.is_some_and(|j| self.list_closes(j));
                    let joins =
                        next.is_some_and(|j| self.nodes[j].kind == Kind::Particle && self.nodes[j].is(Labels::OR));
                    let listed = next.is_some_and(|j| self.entity(j).is_some_and(|e| e.listed));
                    if !(goes_on && closes || joins || listed) {
                        break;
                    }
                }
                Kind::Entity => {
                    let e = &self.parse.entities[n.index as usize];
                    let side = first.can_place() && self.side_joined(i);
                    let listed = side || self.joins(i) || self.nodes[i - 1].kind == Kind::Comma || e.listed;
                    if !listed || !alike(first, e) {
                        break;
                    }
                    limit = if e.listed { i + 14 } else { limit };
                    all.push(self.found(i));
                }
                _ => break,
            }
            i += 1;
        }
        all
    }

    /// Whether a preposition stands before the phrase or is joined to it.
    pub fn has_prep(&self, at: usize) -> bool {
        self.nodes[at].joined_prep().is_some()
            || self.before(at).is_some_and(|b| {
                let n = &self.nodes[b];
                // `شرق اليمن أوضحت مصادر`
                let lies = || holds(&self.k.language.locators, self.folded_stem(n));
                let place = || self.entity(at).is_some_and(|e| !e.places.is_empty());
                (n.kind == Kind::Prep && n.enc.is_none() || place() && lies())
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

    /// The node of what was found in this line or in an earlier one.
    pub fn lines_node(&self, found: Found) -> Option<&'a Node> {
        if found.line == self.line { self.nodes.get(found.node as usize) } else { self.memory.node(found) }
    }

    /// `استهدف القصف الأحياء`: the event, with the article, that is the subject of the verb right before it.
    pub(super) fn event_subject(&self, at: usize) -> Option<usize> {
        let n = self.nodes.get(at + 1)?;
        let event = n.kind == Kind::Noun && self.triggers.contains(&(at + 1));
        let verb = &self.nodes[at];
        // `استهدف قصف مدفعي القرية`
        let blow = || n.pro.0 == 0 && n.enc.is_none() && self.blow_acts(at);
        (verb.kind == Kind::Verb && verb.enc.is_none() && event && (n.pro.0 == Proclitics::AL.0 || blow()))
            .then_some(at + 1)
    }

    /// Whether an actor is people who do not fight.
    pub(super) fn civil(&self, actor: u32) -> bool {
        self.k.actors[actor as usize].civil()
    }
}
