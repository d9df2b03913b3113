//! What persons are called in a line, wherever they stand: not only where a claim names them.

use super::Parse;
use super::group::{Grouper, group};
use super::node::{Kind, Node};
use super::words::{Root, Types};
use crate::knowledge::{ActorKind, Knowledge, Labels, Name, holds};
use hudna_arabic::fold::fold;
use hudna_arabic::morph::{Number, Pos, Proclitics};
use hudna_arabic::token::{Token, TokenKind};

/// Letters of a given name that is one alone: `أبو` is none.
const ALONE: usize = 4;

/// Words that name a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Called {
    /// First byte, after joined prefixes and titles.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The actor of the knowledge.
    pub actor: Option<u32>,
}

/// Words of a line that can be names.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// What persons are called, in the order of the line.
    pub called: Vec<Called>,
    /// Names of places and of actors that are no persons: what is part of them names nobody.
    pub others: Vec<(usize, usize)>,
    /// Words that name somebody where the report calls a person so: such as the lexicon does not have, and nouns and adjectives with the
    /// article that are no part of a name of something else.
    pub perhaps: Vec<(usize, usize)>,
}

impl Parse {
    /// Finds the names in `text[start..end]`, one line. Rather one too many than one too few: they are looked for to be taken out.
    pub(crate) fn names(
        &mut self,
        k: &Knowledge,
        types: &mut Types<'_>,
        text: &str,
        start: usize,
        end: usize,
    ) -> Names {
        self.tokenize(types, text, start, end);
        self.chunk(k, types, text, None);
        let mut found = Names::default();
        let nodes = std::mem::take(&mut self.nodes);
        let g = Grouper { parse: self, k, types, nodes: &nodes };
        let mut i = 0;
        while i < nodes.len() {
            if let Some((first, last, actor)) = g.name_from(i) {
                let start = g.starts(first, actor, text);
                let (_, end) = self.span(nodes[first].first, nodes[last - 1].last);
                found.called.push(Called { start, end, actor });
                i = last;
                continue;
            }
            let span = self.bare_span(types, text, &nodes[i]);
            if g.names_no_person(i) {
                found.others.push(span);
            } else if nodes[i].kind == Kind::Unknown || g.may_be_surname(i) {
                found.perhaps.push(span);
            }
            i += 1;
        }
        self.nodes = nodes;
        group(self, k, types);
        for (i, node) in self.nodes.iter().enumerate() {
            let Some(entity) = self.entity(i).filter(|e| e.person) else { continue };
            let actor = entity.actor.filter(|at| k.actors[*at as usize].kind == ActorKind::Person);
            // Of known ones, where they begin was told above.
            if actor.is_some() && found.called.iter().any(|name| name.actor == actor) && !entity.weak {
                continue;
            }
            let words = |at: &u32| matches!(self.tokens[*at as usize].kind, TokenKind::Arabic | TokenKind::Latin);
            let first = (entity.name_first.max(node.first)..node.last).find(words);
            let next = |at: &u32| another(k, types, self.tokens[*at as usize]);
            let end = first.and_then(|first| (first + 1..node.last).find(next)).unwrap_or(node.last);
            let last = (node.first..end).rev().find(words);
            let Some((first, last)) = first.zip(last).filter(|(first, last)| first <= last) else { continue };
            let (mut start, end) = self.span(first, last + 1);
            let token = self.tokens[first as usize];
            if let Some(pro) = joined(k, types, token) {
                start = token.start as usize + types.proclitic_bytes(token, pro, text);
            } else if first == node.first {
                start = self.bare_span(types, text, node).0;
            }
            found.called.push(Called { start, end, actor });
        }
        found.called = apart(found.called);
        found
    }
}

/// The prefixes that are joined to a given name.
pub(super) fn joined(k: &Knowledge, types: &Types<'_>, token: Token) -> Option<Proclitics> {
    let given = |root: &&Root| k.names.names(root.node).iter().any(|name| matches!(name, Name::Given));
    types.roots(token).iter().find(given).map(|root| root.cut)
}

/// A word that stands before a person's name, whatever it is read as.
pub(super) fn is_title_word(k: &Knowledge, types: &Types<'_>, token: Token) -> bool {
    let title = |root: &Root| k.names.names(root.node).iter().any(|n| matches!(n, Name::Title(_)));
    types.roots(token).iter().any(title)
}

/// Whether a given name stands here that a prefix joins to what was before.
fn another(k: &Knowledge, types: &Types<'_>, token: Token) -> bool {
    joined(k, types, token).is_some_and(|pro| pro.0 & !Proclitics::AL.0 != 0)
}

/// Of names that overlap, one that covers both; the knowledge's actor where one of them is known.
fn apart(mut all: Vec<Called>) -> Vec<Called> {
    all.retain(|name| name.start < name.end);
    all.sort_by_key(|name| (name.start, std::cmp::Reverse(name.end)));
    let mut out: Vec<Called> = Vec::new();
    for name in all {
        match out.last_mut().filter(|before| name.start < before.end) {
            Some(before) => {
                before.end = before.end.max(name.end);
                before.actor = before.actor.or(name.actor);
            }
            None => out.push(name),
        }
    }
    out
}

impl Grouper<'_, '_> {
    /// The name that begins at a node or right after it: its first node, the node after it, and the actor that it is known to be.
    fn name_from(&self, i: usize) -> Option<(usize, usize, Option<u32>)> {
        if let Some(known) = self.entity(i).filter(|e| e.person && !e.weak) {
            // `أبو فلان الكذائي`: what somebody is called beside the name that is known.
            let more = |at: &usize| {
                let plain = |n: &Node| n.kind == Kind::Unknown && n.pro.0 & !Proclitics::AL.0 == 0;
                self.node(*at).is_some_and(plain) && self.word(*at).starts_with("ال")
            };
            return Some((i, i + 1 + (i + 1..).take_while(more).count(), known.actor));
        }
        let given = self.given_run(i).or_else(|| self.unknown_run(i)).map(|last| (i, last, None));
        given.or_else(|| self.titled_run(i).map(|(first, last)| (first, last, None)))
    }

    /// Where a name begins in its first node: after joined prefixes, and of one of the knowledge (`الرئيس بشار الأسد`) after its title. Where
    /// nothing but a title names somebody, the title stays.
    fn starts(&self, i: usize, actor: Option<u32>, text: &str) -> usize {
        let n = &self.nodes[i];
        let tokens = &self.parse.tokens[n.first as usize..n.last as usize];
        let known = actor.and_then(|at| self.k.actors.get(at as usize)).map(|actor| fold(&actor.ar));
        let given = |token: &Token| joined(self.k, self.types, *token);
        let named = |token: &Token| match &known {
            Some(known) => {
                let part = |word: &str| known.split_whitespace().any(|known| known == word);
                self.types.readings(*token).is_empty()
                    || given(token).is_some()
                    || self.types.stems(*token).any(part)
                    || part(self.types.folded(*token))
            }
            None => true,
        };
        let Some((at, first)) = tokens.iter().enumerate().find(|(_, token)| named(token)) else {
            return tokens.last().map_or(0, |last| last.end as usize);
        };
        let pro = given(first).unwrap_or(if at == 0 { n.pro } else { Proclitics::default() });
        first.start as usize + self.types.proclitic_bytes(*first, pro, text)
    }

    /// A place, or an actor that is no person.
    fn names_no_person(&self, i: usize) -> bool {
        self.entity(i)
            .is_some_and(|e| !e.person && (e.actor.is_some() && !e.weak || !e.places.is_empty() && !e.guarded))
    }

    /// A given name and what follows of a name: `محمد العلي`; one that is nothing else also alone. Gives the node after it.
    fn given_run(&self, i: usize) -> Option<usize> {
        let kind = self.nodes[i].kind;
        let opens = match kind {
            Kind::Unknown | Kind::Noun | Kind::Adjective => true,
            Kind::Verb => self.node(i + 1).is_some_and(|n| n.kind == Kind::Unknown) || self.is_given_name(i + 1),
            _ => false,
        };
        let mut end = if opens && self.is_given_name(i) { self.run(i) } else { i };
        // `سالم عبد الله`, `عز الدين فلان`: words that are no name without the next one, or without the one before.
        while end > i
            && self.arabic(end)
            && (holds(&self.k.language.open_names, self.word(end - 1))
                || holds(&self.k.language.closing_names, self.word(end)))
        {
            end = self.run(end + 1).max(end + 1);
        }
        (end >= i + 2 || end > i && kind == Kind::Unknown && self.word(i).chars().count() >= ALONE).then_some(end)
    }

    /// A row of name words, up to one that another name is joined to: `محمد العلي وأحمد الحسن`.
    fn run(&self, i: usize) -> usize {
        let end = self.name_run(i);
        let next = |at: &usize| {
            self.node(*at).is_some_and(|n| another(self.k, self.types, self.parse.tokens[n.first as usize]))
        };
        (i + 1..end).find(next).unwrap_or(end)
    }

    /// `راكان الجبوري`: words that the lexicon does not have, of which the last is formed like a surname. Gives the node after them.
    fn unknown_run(&self, i: usize) -> Option<usize> {
        let unknown = |at: &usize| {
            let plain = |n: &Node| *at == i || n.pro.0 & !Proclitics::AL.0 == 0;
            self.arabic(*at) && self.node(*at).is_some_and(|n| n.kind == Kind::Unknown && plain(n))
        };
        let end = (i..self.nodes.len()).take_while(unknown).last()? + 1;
        let place = i > 0 && self.nodes[i - 1].is(Labels::PLACE_KIND | Labels::BODY_HEAD | Labels::FORCE_HEAD);
        let last = self.word(end - 1);
        let surname = last.starts_with("ال") && last.ends_with('ي');
        let article = self.word(i).starts_with("ال");
        (end >= i + 2 && surname && !place && !article).then_some(end)
    }

    /// `الناشط فلان`, `الطفلة فلانة`, `عائلة فلان`: words that the lexicon does not have, or given names, after a word for one person or
    /// one after which names stand. Gives the first node and the one after the last.
    fn titled_run(&self, i: usize) -> Option<(usize, usize)> {
        let n = &self.nodes[i];
        let token = self.parse.tokens[n.head as usize];
        let listed = self.types.stems(token).any(|stem| holds(&self.k.language.before_names, stem));
        let one = n.feats.is_none_or(|f| f.number == Number::Singular) && n.enc.is_none();
        let people = self.entity(i).is_some_and(|e| (e.people.is_some() || e.group) && e.places.is_empty());
        let titled = one && self.word(i).contains("ال") && (people || self.is_title(i)) && !n.is(Labels::BODY_HEAD);
        let name = |at: usize| {
            let given = |n: &Node| n.kind == Kind::Unknown || n.kind != Kind::Entity && self.is_given_name(at);
            let alone = |n: &Node| n.joined_prep().is_none() && !n.joined_by_and();
            self.arabic(at) && self.node(at).is_some_and(|n| given(n) && alone(n))
        };
        if (titled || listed) && name(i + 1) {
            return Some((i + 1, self.run(i + 1).max(i + 2)));
        }
        // `العقيد الركن فلان الفلاني`: a further word of the title.
        let rank =
            self.node(i + 1).is_some_and(|n| matches!(n.kind, Kind::Noun | Kind::Adjective) && n.pro == Proclitics::AL);
        let end = self.run(i + 2);
        (titled && rank && name(i + 2) && end >= i + 4).then_some((i + 2, end))
    }

    /// `قال شمس الدين فلان`: a word that is no name alone before one that makes it a name.
    pub(super) fn closed_by_next(&self, i: usize) -> bool {
        let plain = |n: &Node| {
            let word = n.kind == Kind::Noun || n.kind == Kind::Verb && n.pos() == Some(Pos::Perfect);
            word && n.pro.0 == 0 && n.enc.is_none() && n.last - n.first == 1
        };
        // `خير الله`: what is a place too.
        let name =
            |n: &Node| matches!(n.kind, Kind::Noun | Kind::Unknown) || self.entity(i + 1).is_some_and(|e| e.guarded);
        let closes = |n: &Node| name(n) && holds(&self.k.language.closing_names, self.word(i + 1));
        self.node(i).is_some_and(plain) && self.node(i + 1).is_some_and(closes)
    }

    /// Whether a name begins at a node: a given name, or a word that the next one makes one.
    pub(super) fn opens_name(&self, i: usize) -> bool {
        self.is_given_name(i) || self.closed_by_next(i)
    }

    /// Whether a surname may follow a node: a given name, or the second word of one (`خير الله`).
    pub(super) fn before_surname(&self, i: usize) -> bool {
        self.is_given_name(i)
            || i > 0 && holds(&self.k.language.closing_names, self.word(i)) && self.closed_by_next(i - 1)
    }

    /// `كتيبة أبو بكر الصديق`: what follows a word that is no name alone, at the end of what a body is called.
    pub(super) fn rest_of_name(&self, at: usize, made: &mut Node) -> usize {
        let last = self.types.folded(self.parse.tokens[made.last as usize - 1]);
        let word = |i: usize| {
            let word =
                |n: &Node| matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Unknown) && n.last - n.first == 1;
            self.node(i).is_some_and(|n| word(n) && n.enc.is_none())
        };
        if made.last - made.first < 2 || !holds(&self.k.language.open_names, last) || !word(at) {
            return at;
        }
        let more = word(at + 1) && self.nodes[at + 1].pro == Proclitics::AL;
        let end = at + 1 + usize::from(more);
        made.last = self.nodes[end - 1].last;
        end
    }

    /// `باقر الزبيدي`, `كمال العياشي`, `وائل منصور`: a given name whose first letter may be a joined word, before what is formed like a
    /// surname or another name.
    pub(super) fn whole_name(&self, i: usize) -> bool {
        let token = |at: usize| self.parse.tokens[self.nodes[at].first as usize];
        let surname = |n: &Node| {
            let word = self.types.folded(self.parse.tokens[n.first as usize]);
            n.last - n.first == 1 && word.starts_with("ال") && word.ends_with('ي') && n.enc.is_none()
        };
        self.nodes[i].last - self.nodes[i].first == 1
            && joined(self.k, self.types, token(i)).is_some_and(|pro| pro.0 == 0)
            && (self.node(i + 1).is_some_and(surname) || self.is_given_name(i + 1))
    }

    /// The first word of a node, folded.
    fn word(&self, i: usize) -> &str {
        self.nodes.get(i).map_or("", |n| self.types.folded(self.parse.tokens[n.first as usize]))
    }

    fn arabic(&self, i: usize) -> bool {
        self.node(i).is_some_and(|n| self.parse.tokens[n.first as usize].kind == TokenKind::Arabic)
    }

    /// A word that stands before a person's name.
    pub(super) fn is_title(&self, i: usize) -> bool {
        let n = &self.nodes[i];
        let token = self.parse.tokens[n.first as usize];
        matches!(n.kind, Kind::Noun | Kind::Adjective | Kind::Entity) && is_title_word(self.k, self.types, token)
    }

    /// A word that can be a surname alone: `وقال الحلبي`.
    fn may_be_surname(&self, i: usize) -> bool {
        let n = &self.nodes[i];
        matches!(n.kind, Kind::Noun | Kind::Adjective) && n.pro.has(Proclitics::AL) && n.enc.is_none()
    }
}
