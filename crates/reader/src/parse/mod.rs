//! A line of a report as nodes: names, numbers, times, verbs, nouns, marks, with names grouped into phrases.

mod agree;
mod apart;
mod area;
mod armed;
mod called;
mod captions;
mod chunk;
mod cited;
mod complement;
mod farms;
mod figures;
mod group;
mod heads;
mod lone;
mod marks;
mod member;
mod named;
mod naming;
mod nations;
mod node;
mod outskirts;
mod owing;
mod pair;
mod peoples;
mod remains;
mod row;
mod sayer;
mod spoken;
mod tail;
mod tells;
mod tense;
mod twice;
mod units;
mod whoever;
mod whole;
mod words;
mod written;

pub(crate) use called::Names;
pub(crate) use group::adjective_actor;
pub use node::{Entity, Kind, Node};
pub use remains::Remains;
pub(crate) use remains::{bullet, heading, remains};
pub use words::{Answering, Open, Types};

use crate::knowledge::{Knowledge, Labels};
use hudna_arabic::morph::Proclitics;
use hudna_arabic::numbers::{NumberSpan, TypeInfo};
use hudna_arabic::times::TimeSpan;
use hudna_arabic::token::{Token, TokenKind};
use jiff::civil::DateTime;

/// One parsed line. Reused from line to line so that its vectors keep their room.
#[derive(Default)]
pub struct Parse {
    /// Tokens of the line; offsets into the report's text.
    pub tokens: Vec<Token>,
    /// What each token means to numbers and times.
    pub infos: Vec<TypeInfo>,
    /// Nodes in order; each covers one or more tokens.
    pub nodes: Vec<Node>,
    /// Entities that nodes point to.
    pub entities: Vec<Entity>,
    /// Numbers that nodes point to.
    pub numbers: Vec<NumberSpan>,
    /// Times that nodes point to.
    pub times: Vec<TimeSpan>,
    /// How many of the tokens are words: asked again and again where lines are told from headings.
    pub words: usize,
    /// Whether any of the tokens opens or closes a quote or a bracket.
    pub quotes: bool,
    /// The tokens that a `#` stands before.
    pub tags: Vec<u32>,
    /// Why the line is not read, where it is no part of what the report tells: it has tokens then, and no nodes.
    pub remains: Option<Remains>,
    /// Of each token the labels of all its readings, looked up in a row: what is known of the words comes from memory together.
    labels: Vec<u64>,
    /// Of each node, and of the end, the first node of its sentence.
    starts: Vec<u32>,
    /// The kinds of the nodes, a bit each.
    kinds: u32,
    /// Room that nodes were in before they were grouped.
    spare: Vec<Node>,
}

impl Parse {
    /// Finds the tokens of `text[start..end]`, one line.
    pub fn tokenize(&mut self, types: &mut Types<'_>, text: &str, start: usize, end: usize) {
        self.tokens.clear();
        types.tokenize(text, start, end, &mut self.tokens);
        (self.words, self.quotes) = (0, false);
        self.tags.clear();
        for (i, token) in (0..).zip(&self.tokens) {
            if text[..token.start as usize].ends_with('#') {
                self.tags.push(i);
            }
            self.words += usize::from(token.is_word());
            self.quotes |= matches!(token.kind, TokenKind::Open | TokenKind::Close);
        }
    }

    /// The line's tokens as names, numbers, times and single words, not yet grouped into phrases.
    pub fn chunk(&mut self, knowledge: &Knowledge, types: &Types<'_>, text: &str, published: Option<DateTime>) {
        self.nodes.clear();
        self.entities.clear();
        self.numbers.clear();
        self.times.clear();
        if self.remains.is_none() {
            chunk::chunk(self, knowledge, types, text, published);
        }
    }

    /// The word of a node without clitics, folded.
    pub fn stem<'a>(&self, knowledge: &'a Knowledge, types: &'a Types<'a>, node: &Node) -> &'a str {
        let lemma = node.lemma.map(|l| knowledge.lexicon.lemma(l).folded.as_str());
        lemma.unwrap_or_else(|| types.folded(self.tokens[node.head as usize]))
    }

    /// Groups the nodes into phrases.
    pub fn group(&mut self, knowledge: &Knowledge, types: &Types<'_>) {
        farms::farms(self);
        member::named_after_members(self, knowledge, types);
        group::group(self, knowledge, types);
        whole::whole(self, knowledge, types);
        twice::twice(self, types);
        tail::tail(self, knowledge, types);
        peoples::peoples(self, knowledge, types);
        member::of_one_kind(self, types);
        heads::heads(self, types);
        heads::sayings(self, knowledge, types);
        heads::sides(self);
        figures::figures(self, knowledge, types);
        whoever::whoever(self, knowledge);
        self.survey();
    }

    /// Notes what rules would look through the nodes for again and again.
    fn survey(&mut self) {
        self.starts.clear();
        self.kinds = 0;
        let mut start = 0;
        self.starts.push(start);
        self.starts.extend((1..).zip(&self.nodes).map(|(next, node)| {
            self.kinds |= 1 << node.kind as u32;
            if node.kind == Kind::Stop {
                start = next;
            }
            start
        }));
    }

    /// First node of the sentence around a node.
    pub fn sentence_start(&self, at: usize) -> usize {
        self.starts[at] as usize
    }

    /// Whether any node is of that kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.kinds & 1 << kind as u32 != 0
    }

    /// The entity of a node.
    pub fn entity(&self, node: usize) -> Option<&Entity> {
        let node = self.nodes.get(node)?;
        (node.kind == Kind::Entity).then(|| &self.entities[node.index as usize])
    }

    /// Whether a node is a colon.
    pub fn colon(&self, types: &Types<'_>, node: usize) -> bool {
        self.nodes
            .get(node)
            .is_some_and(|n| n.kind == Kind::Comma && types.folded(self.tokens[n.first as usize]) == ":")
    }

    /// `أفرجت القوات، وفقا للمرصد، عن عشرين معتقلا`: the comma that ends what stands between a verb with its subject, before the comma
    /// `open`, and the rest of its clause.
    pub fn interposed(&self, verb: usize, open: usize) -> Option<usize> {
        let nodes = &self.nodes;
        let comma = |i: usize| nodes.get(i).is_some_and(|n| n.kind == Kind::Comma);
        let subject = |n: &Node| matches!(n.kind, Kind::Entity | Kind::Adjective | Kind::Time) || n.is_quote();
        // `لقائه، اليوم في القاهرة، المبعوث`
        let own = nodes[verb].kind == Kind::Noun && nodes[verb].enc.is_some() && verb + 1 == open;
        if !comma(open) || !(own || nodes[verb].kind == Kind::Verb && verb + 1 < open) {
            return None;
        }
        // `القوات المتمركزة في القاعدة`: where the subject is.
        let posted = |i: usize| {
            let (by, who) = (&nodes[i], &nodes[i - 1]);
            by.kind == Kind::Prep && by.enc.is_none() && who.describes() && who.pro.0 == Proclitics::AL.0
        };
        let told = (verb + 1..open).all(|i| subject(&nodes[i]) && nodes[i].joined_prep().is_none() || posted(i));
        let opens = nodes.get(open + 1).is_some_and(|n| {
            matches!(n.kind, Kind::Prep | Kind::According)
                // `قصفت القوات، بالمدفعية، القرية`
                || n.kind == Kind::Entity && n.joined_prep() == Some("ب") && self.entity(open + 1).is_some_and(|e| !e.can_place())
                || own && n.kind == Kind::Time
                || n.kind == Kind::Noun && n.joined_prep().is_some()
        });
        let close = (open + 2..nodes.len().min(open + 9)).find(|&i| {
            let n = &nodes[i];
            matches!(n.kind, Kind::Comma | Kind::Stop | Kind::Verb) || n.kind == Kind::Particle && n.is(Labels::THAT)
        })?;
        let goes_on = nodes.get(close + 1).is_some_and(|n| {
            let rest = matches!(n.kind, Kind::Prep | Kind::Noun | Kind::Entity | Kind::Number);
            (rest || n.kind == Kind::Particle && n.is(Labels::QUANTIFIER)) && !n.joined_by_and()
        });
        (told && opens && comma(close) && goes_on).then_some(close)
    }

    /// `مناطق سيطرة النظام`, `المناطق التي تسيطر عليها المعارضة`: the last node of a nameless area that is told by its holder.
    pub fn held(&self, area: usize) -> Option<usize> {
        self.entity(area).filter(|e| e.area && e.places.is_empty() && !e.unlisted && e.of.is_none())?;
        if self.nodes[area].is(Labels::HOLDING) {
            return None;
        }
        let one = &self.nodes[area];
        let definite = one.pro.has(Proclitics::AL) && one.last - one.first == 1;
        let single = one.feats.is_some_and(|f| f.number == hudna_arabic::morph::Number::Singular);
        // `تخضع البلدة لسيطرة الفصائل`, `تقع البلدة تحت سيطرة الفصائل`: that is said of it.
        let said = |n: &Node| n.kind == Kind::Prep || n.kind == Kind::Noun && n.joined_prep().is_some();
        if definite && single && self.nodes.get(area + 1).is_some_and(said) {
            return None;
        }
        let mut holds = false;
        for (i, n) in self.nodes.iter().enumerate().skip(area + 1).take(6) {
            match n.kind {
                Kind::Noun | Kind::Verb if n.is(Labels::HOLD) => {
                    holds = true;
                    if n.kind == Kind::Noun && n.enc.is_some() {
                        return Some(i);
                    }
                }
                Kind::Particle if n.is(Labels::RELATIVE) && !holds => {}
                Kind::Noun | Kind::Adjective if !holds && n.pro.has(Proclitics::AL) => {}
                Kind::Prep | Kind::Open => {}
                Kind::Entity if holds && self.entity(i).is_some_and(Entity::can_act) && !n.joined_by_and() => {
                    let quoted = self.nodes[i - 1].kind == Kind::Open
                        && self.nodes.get(i + 1).is_some_and(|c| c.kind == Kind::Close);
                    return Some(if quoted { i + 1 } else { i });
                }
                _ => return None,
            }
        }
        None
    }

    /// The text from the beginning of a line that has words on, with the mark or the number that they leave out.
    pub(crate) fn written<'t>(&self, text: &'t str) -> Option<&'t str> {
        let first = self.tokens.first()?.start as usize;
        let start = text[..first].rfind(['\n', '\r']).map_or(0, |n| n + 1);
        Some(text[start..].trim_start())
    }

    /// Byte span of a row of tokens.
    pub fn span(&self, first: u32, last: u32) -> (usize, usize) {
        (self.tokens[first as usize].start as usize, self.tokens[last as usize - 1].end as usize)
    }

    /// Byte span of a node without the proclitics of its first word.
    pub fn bare_span(&self, types: &Types<'_>, text: &str, node: &Node) -> (usize, usize) {
        let (start, end) = self.span(node.first, node.last);
        // `سامر`: a name is no verb to come.
        let will = if node.kind == Kind::Entity { Proclitics::SA.0 } else { 0 };
        if node.letter_apart {
            return (start, end);
        }
        let joined = Proclitics(node.pro.0 & !will);
        (start + types.proclitic_bytes(self.tokens[node.first as usize], joined, text), end)
    }
}
