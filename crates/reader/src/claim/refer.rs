//! What was named before: the memory that pronouns, `الطرفان`, `المدينة`, `المصدر` are resolved against.

use super::slots::Found;
use crate::knowledge::{Actor, ActorKind, Knowledge, Labels, holds};
use crate::parse::{Entity, Kind, Node, Parse};
use hudna_arabic::morph::Proclitics;
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Whose word the text is at a point.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Speech {
    /// The speakers; several for a joint statement.
    pub speakers: Rc<[Found]>,
    /// The node whose word gave the scope, for `explain`.
    pub by: usize,
}

/// Speech that runs on from line to line.
#[derive(Default)]
pub(crate) struct Talk {
    /// The last speech that named its speaker.
    pub last: Option<Speech>,
    /// An open quote runs into the next line.
    pub open_quote: bool,
    /// All who spoke, in order.
    pub history: Vec<Found>,
}

impl Talk {
    /// Notes a speech.
    pub fn note(&mut self, speech: &Speech) {
        self.history.extend(speech.speakers.iter().filter(|f| f.via.is_none()));
        self.last = Some(speech.clone());
    }
}

/// What earlier lines of the report named.
#[derive(Default)]
pub(crate) struct Memory<'a> {
    lines: &'a [Parse],
    /// The parties last named together.
    pub pair: Vec<Found>,
    /// Who struck in the blow told of last.
    pub strike: Vec<Found>,
    /// Who adopted the resolution told of last.
    pub issuer: Option<Found>,
    /// Whose statement the report is: who says `we` in it.
    pub author: Option<Found>,
    /// The last line that tells what a draft says.
    pub draft: Option<u32>,
    /// The place last said to be besieged or held: what `المنطقة المحاصرة`, `معقلهم` mean.
    pub enclave: Option<Found>,
    /// Places named so far, latest last.
    pub places: Vec<Found>,
    /// Places that are more than where another lies, latest last, with names that the gazetteer lacks.
    pub central: Vec<Found>,
    /// The country that the report is about.
    pub country: Option<&'a str>,
    /// Actors named so far, latest last.
    pub actors: Vec<Found>,
}

/// How much of its weight a name keeps from line to line.
const FADES: f32 = 0.85;

impl<'a> Memory<'a> {
    pub fn new(lines: &'a [Parse]) -> Self {
        Memory { lines, ..Memory::default() }
    }

    /// The entity of a phrase of any line.
    pub fn entity(&self, found: Found) -> Option<&'a Entity> {
        self.lines.get(found.line as usize)?.entity(found.node as usize)
    }

    /// The node of a phrase of any line.
    pub fn node(&self, found: Found) -> Option<&'a Node> {
        self.lines.get(found.line as usize)?.nodes.get(found.node as usize)
    }

    /// The line's parse.
    pub fn parse(&self, line: u32) -> &'a Parse {
        &self.lines[line as usize]
    }

    /// The lines before one, the nearest first.
    pub fn lines_before(&self, line: u32) -> impl Iterator<Item = (u32, &'a Parse)> {
        self.lines[..line as usize].iter().enumerate().rev().map(|(i, parse)| (i as u32, parse))
    }

    /// The lines after one.
    pub fn after(&self, line: u32) -> &'a [Parse] {
        self.lines.get(line as usize + 1..).unwrap_or_default()
    }

    /// Whether a phrase, perhaps of the line that is being read, names a place.
    pub fn named(&self, found: Found, here: &Parse, line: u32) -> bool {
        let entity = if found.line == line { here.entity(found.node as usize) } else { self.entity(found) };
        entity.is_some_and(Entity::names_place)
    }

    /// The draft that was told of last.
    pub fn draft_words(&self) -> Option<Found> {
        let line = self.draft?;
        let node = self.parse(line).nodes.iter().position(|n| n.kind == Kind::Noun && n.is(Labels::DRAFT))?;
        Some(Found { line, node: node as u32, via: None })
    }

    /// Notes who did what is told: a pair, or who struck. A bare noun with the article tells of no further blow.
    pub fn note_doers(&mut self, k: &Knowledge, event: hudna_claims::Event, actor: &[Found], node: &Node) {
        let refers = node.kind == Kind::Noun && node.pro.has(Proclitics::AL);
        // `اجتماع بين الحكومة والحركة بحضور ضباط`: who is only present is neither of the two.
        let present = |f: &Found| {
            let before = (f.node as usize).checked_sub(1).and_then(|b| self.parse(f.line).nodes.get(b));
            let stem = |n: &Node| n.lemma.map_or("", |l| k.lexicon.lemma(l).folded.as_str());
            let beside = |n: &Node| n.kind == Kind::Prep && holds(&k.language.prepositions.beside, stem(n));
            before.is_some_and(|n| beside(n) || n.kind == Kind::Noun && n.joined_prep() == Some("ب"))
        };
        let two: Vec<Found> = actor.iter().filter(|f| actor.len() == 2 || !present(f)).copied().collect();
        if k.language.symmetric.contains(&event) && two.len() == 2 {
            self.pair = two;
        } else if event == hudna_claims::Event::Attack && !(actor.is_empty() && refers) {
            self.strike = actor.iter().map(|f| Found { via: None, ..*f }).collect();
        }
    }

    /// Notes a line's names once the line is done; `locating`: the nodes of places that only tell where others lie.
    pub fn note_line(&mut self, line: u32, k: &Knowledge, locating: &[usize]) {
        let lines = self.lines;
        let parse = &lines[line as usize];
        let (mut drafts, mut adopts) = (false, false);
        for (at, node) in parse.nodes.iter().enumerate() {
            if node.kind != Kind::Entity {
                drafts |= node.kind == Kind::Noun && node.is(Labels::DRAFT);
                adopts |= node.kind == Kind::Verb && node.is(Labels::ADOPT);
                continue;
            }
            let entity = &parse.entities[node.index as usize];
            let found = Found { line, node: at as u32, via: None };
            if entity.names_place() {
                self.places.push(found);
            }
            // `شمالي حلب` is not in Aleppo.
            let beside =
                at.checked_sub(1).is_some_and(|b| parse.nodes[b].is(Labels::DIRECTION)) || locating.contains(&at);
            let named = !entity.places.is_empty() && !entity.guarded || entity.unlisted;
            if named && entity.actor.is_none() && !beside {
                self.central.push(found);
            }
            // Victims are no party: `قتل مدنيون ... المفاوضات بين الطرفين`.
            let fights = entity.people.is_none_or(|class| k.language.fights(class));
            if fights && entity.actor.is_some_and(|a| !k.actors[a as usize].civil()) {
                self.actors.push(found);
            }
        }
        // A draft that is adopted is none any more.
        if adopts {
            self.draft = None;
        } else if drafts {
            self.draft = Some(line);
        }
    }

    /// The two parties last named before a node of a line: of the last joint event, else the last two actors who are sides of a conflict
    /// and not of the same one, else the last two.
    pub fn two_parties(&self, k: &'a Knowledge, line: u32, before: usize) -> Vec<Found> {
        if self.pair.len() >= 2 {
            return self.pair.clone();
        }
        let actor = |f: Found| self.entity(f).and_then(|e| e.actor).map(|a| &k.actors[a as usize]);
        let over = acts_on(self.parse(line), before);
        // `اندلعت اشتباكات بين الجيش والمقاومة وقتل قائد من الطرفين`: those of the line itself come first.
        let here = (0..before as u32)
            .rev()
            .map(|node| Found { line, node, via: None })
            .filter(|f| self.entity(*f).is_some_and(|e| e.people.is_none_or(|class| k.language.fights(class))))
            .filter(|f| Some(f.node as usize) != over);
        let named: Vec<Found> = here.chain(self.by_weight(line)).filter(|f| actor(*f).is_some()).collect();
        let two = |of: &mut dyn Iterator<Item = Found>, apart: fn(&Actor, &Actor) -> bool| {
            let mut two: Vec<Found> = Vec::new();
            for found in of {
                let differs = |this: &Actor| two.iter().filter_map(|f| actor(*f)).all(|other| apart(this, other));
                if two.len() < 2 && actor(found).is_some_and(differs) {
                    two.push(found);
                }
            }
            // In the order in which they were named.
            two.sort_unstable_by_key(|f| (f.line, f.node));
            (two.len() == 2).then_some(two)
        };
        // Who tells of it, and who goes between them, is no party; `الميليشيا` is mostly one of those who have a name.
        let side = |f: &Found| actor(*f).is_some_and(Actor::takes_sides) && !self.scene(k, *f);
        let generic = |f: &Found| actor(*f).is_some_and(|a| a.kind == ActorKind::People);
        let (generic, known): (Vec<Found>, Vec<Found>) = named.iter().copied().filter(side).partition(generic);
        two(&mut known.into_iter().chain(generic), Actor::opposed)
            .or_else(|| two(&mut named.into_iter(), |a, b| a.id != b.id))
            .unwrap_or_default()
    }

    /// The actors of the lines before, those who are named most and last first: who is only named in passing is seldom one of the two sides
    /// that a report is about.
    fn by_weight(&self, line: u32) -> Vec<Found> {
        let id = |f: &Found| self.entity(*f).and_then(|e| e.actor);
        let mut weights: FxHashMap<u32, f32> = FxHashMap::default();
        for found in &self.actors {
            if let Some(id) = id(found) {
                *weights.entry(id).or_default() += FADES.powi(line.saturating_sub(found.line) as i32);
            }
        }
        let weight = |f: &Found| id(f).and_then(|id| weights.get(&id)).copied().unwrap_or_default();
        let mut all: Vec<Found> = self.actors.iter().rev().copied().collect();
        all.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        all
    }

    /// `في اليمن`, `قال قائد الجيش فلان`: a country where something is, and a man, are no side.
    fn scene(&self, k: &Knowledge, found: Found) -> bool {
        let nodes = &self.parse(found.line).nodes;
        let at = found.node as usize;
        let inside = at.checked_sub(1).is_some_and(|b| {
            let lemma = nodes[b].lemma.map_or("", |l| k.lexicon.lemma(l).folded.as_str());
            nodes[b].is(Labels::DIRECTION | Labels::PLACE_KIND)
                || nodes[b].kind == Kind::Prep && holds(&k.language.prepositions.within, lemma)
        });
        let joined = nodes[at].joined_prep() == Some("ب");
        self.entity(found).is_some_and(|e| e.person || !e.places.is_empty() && (inside || joined))
    }
}

/// `ضغطت روسيا على الطرفين`: who does something to the two is neither of them. Gives the subject of the verb that the phrase at a node
/// completes.
fn acts_on(parse: &Parse, both: usize) -> Option<usize> {
    let nodes = &parse.nodes;
    let clause = |n: &Node| matches!(n.kind, Kind::Stop | Kind::Comma) || n.is(Labels::CLAUSE | Labels::THAT);
    let verb =
        (0..both.min(nodes.len())).rev().take_while(|&i| !clause(&nodes[i])).find(|&i| nodes[i].kind == Kind::Verb)?;
    let who = |i: &usize| parse.entity(*i).is_some_and(|e| e.actor.is_some()) && nodes[*i].joined_prep().is_none();
    let after = Some(verb + 1).filter(|i| *i < both && who(i));
    // `رحبت الوزارة بالتقدم، ودعت الجانبين إلى`: who did what the verb before tells.
    let earlier = || {
        let joined = nodes[verb].joined_by_and() && verb + 1 == both;
        let start = parse.sentence_start(verb);
        let told = (start..verb).rev().find(|&i| joined && nodes[i].kind == Kind::Verb)?;
        Some(told + 1).filter(who)
    };
    after.or_else(|| verb.checked_sub(1).filter(|i| verb + 1 != both && who(i))).or_else(earlier)
}
