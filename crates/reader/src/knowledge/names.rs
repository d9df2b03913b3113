//! One trie over words for all names and fixed phrases: actors, places, titles, kinds of people and goods, markers.

use super::places::Guard;
use hudna_arabic::fold::fold;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use std::num::NonZero;

/// A word of a name: never zero, so that a word type has it or none in four bytes.
pub type Symbol = NonZero<u32>;

/// A node of the trie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NodeIx(pub u32);

/// What a fixed phrase does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhraseKind {
    /// Opens an operator of `ar/modality.toml` (its index).
    Operator(u16),
    /// `بحسب`: a source follows.
    According,
    /// `على حد تعبيره`: the one who spoke before.
    SameSpeaker,
    /// `من قبل`, `على يد`: an agent follows.
    Agent,
    /// `برعاية`: a mediator follows.
    Mediator,
    /// `ردا على`: what follows is what is answered.
    Response,
    /// `بالإضافة إلى`: joins as `و` does.
    Joiner,
    /// Words that only mark a clause and carry nothing (`في السياق`).
    Filler,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Name {
    /// An actor.
    Actor {
        /// Index in the knowledge.
        at: u32,
        /// The name may mean others too.
        weak: bool,
    },
    /// An actor whose name is a word of the language too: it counts beside another actor.
    Beside {
        /// Index in the knowledge.
        at: u32,
    },
    /// A nisba adjective that stands for an actor.
    Adjective {
        /// Index of the actor.
        at: u32,
    },
    /// A place.
    Place {
        /// Index in the knowledge.
        at: u32,
        /// When the name counts.
        guard: Guard,
    },
    /// A kind of people.
    People(u8),
    /// A kind of goods.
    Goods(u8),
    /// A counted unit (vehicle, parcel).
    Unit(u8),
    /// A title or office before a person's name (its index).
    Title(u16),
    /// A given name.
    Given,
    /// Both parties (`الطرفان`).
    Both,
    /// A fixed phrase.
    Phrase(PhraseKind),
}

/// The trie.
#[derive(Debug, Default)]
pub struct NameTrie {
    symbols: FxHashMap<Box<str>, Symbol>,
    edges: FxHashMap<(u32, Symbol), u32>,
    stations: Vec<Station>,
}

/// What is known of a node, beside each other: names are looked for at nearly every word, and mostly end where they begin.
#[derive(Debug, Clone, Default)]
struct Station {
    /// What ends at it.
    names: SmallVec<[Name; 1]>,
    /// The words that go on from it, a bit for each; several words share one. Where a word's bit is not set, no edge is.
    further: u64,
}

/// The bit of a word among those that go on from a node.
pub fn bit(symbol: Symbol) -> u64 {
    1 << (symbol.get() & 63)
}

impl Name {
    /// When a place's name counts as such; nothing for other names.
    pub fn guard(&self) -> Option<Guard> {
        match *self {
            Name::Place { guard, .. } => Some(guard),
            _ => None,
        }
    }
}

impl NameTrie {
    /// Enters a phrase; quotes and brackets in it are ignored.
    pub fn add(&mut self, phrase: &str, name: Name) {
        let folded = fold(phrase);
        let mut node = 0u32;
        let mut any = false;
        // Arabic letters first: asking Unicode's tables for every one of them is slow at start-up.
        let letter = |c: char| matches!(c, 'ء'..='ي') || c.is_alphanumeric();
        for word in folded.split(|c: char| !letter(c)).filter(|w| !w.is_empty()) {
            node = self.step_or_add(node, word);
            any = true;
        }
        if any {
            self.note(node, name);
        }
    }

    /// Enters a nisba adjective in its genders and numbers, with and without the article.
    pub fn add_adjective(&mut self, masculine: &str, at: u32) {
        let stem = fold(masculine);
        for ending in ["", "ا", "ه", "ين", "ون", "ات", "تين", "ان", "تان"] {
            for article in ["", "ال"] {
                self.add(&format!("{article}{stem}{ending}"), Name::Adjective { at });
            }
        }
    }

    fn note(&mut self, node: u32, name: Name) {
        let names = &mut self.station(node).names;
        if !names.contains(&name) {
            names.push(name);
        }
    }

    fn station(&mut self, node: u32) -> &mut Station {
        let at = node as usize;
        if self.stations.len() <= at {
            self.stations.resize(at + 1, Station::default());
        }
        &mut self.stations[at]
    }

    fn step_or_add(&mut self, node: u32, word: &str) -> u32 {
        let fresh = Symbol::MIN.saturating_add(self.symbols.len() as u32);
        let symbol = match self.symbols.get(word) {
            Some(&s) => s,
            None => {
                self.symbols.insert(word.into(), fresh);
                fresh
            }
        };
        self.station(node).further |= bit(symbol);
        let next = self.edges.len() as u32 + 1;
        *self.edges.entry((node, symbol)).or_insert(next)
    }

    /// The symbol of a folded word, if any name holds it.
    pub fn symbol(&self, folded: &str) -> Option<Symbol> {
        self.symbols.get(folded).copied()
    }

    /// The node reached from the root by a first word.
    pub fn root(&self, symbol: Symbol) -> Option<NodeIx> {
        self.step(NodeIx(0), symbol)
    }

    /// The node reached from `node` by a further word.
    pub fn step(&self, node: NodeIx, symbol: Symbol) -> Option<NodeIx> {
        self.stations.get(node.0 as usize).filter(|s| s.further & bit(symbol) != 0)?;
        self.edges.get(&(node.0, symbol)).copied().map(NodeIx)
    }

    /// The words that go on from a node, a bit for each; several words share one.
    pub fn further(&self, node: NodeIx) -> u64 {
        self.stations.get(node.0 as usize).map_or(0, |s| s.further)
    }

    /// What ends at a node.
    pub fn names(&self, node: NodeIx) -> &[Name] {
        self.stations.get(node.0 as usize).map_or(&[], |s| s.names.as_slice())
    }
}
