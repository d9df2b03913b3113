//! Names as numbers: each actor and place once, with what the world knows of it looked up once.

use crate::World;
use crate::lineage::Word;
use crate::world::{Class, Classes};
use hudna_claims::Mention;
use schemars::JsonSchema;
use serde::Serialize;
use smallvec::SmallVec;
use std::collections::HashMap;
use std::sync::Arc;

/// An actor or speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(u32);

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Where(u32);

impl Where {
    /// Its number among all places that claims have used.
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// The place of this number.
    pub(crate) fn at_index(index: usize) -> Where {
        Where(u32::try_from(index).unwrap_or(u32::MAX))
    }
}

/// Any other word: goods, people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

/// A name as it is shown.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize)]
pub struct Named {
    /// Its id in the knowledge; of what the knowledge does not have, the words.
    pub id: String,
    /// Arabic.
    pub ar: String,
    /// English, where known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub en: String,
    /// The knowledge has it.
    pub known: bool,
}

#[derive(Debug, Clone)]
struct Actor {
    name: Arc<Named>,
    family: Who,
    armed: bool,
    /// The kinds of people that its name tells of: `civilians`, `residents`.
    people: Classes,
    word: Word,
    /// Ids of what it belongs to, all the way up.
    wholes: Box<[Box<str>]>,
}

#[derive(Debug, Clone)]
struct Place {
    name: Arc<Named>,
    /// The settlement of a part of one; of others the place itself.
    settlement: Where,
    /// It is a settlement, or part of one.
    settled: bool,
    /// Places in which it lies, from the nearest outward.
    wholes: SmallVec<[Where; 6]>,
    governorate: Option<Where>,
}

#[derive(Debug, Clone)]
struct Words {
    text: Arc<str>,
    /// The kinds of goods or people that they tell of.
    classes: Classes,
    /// The kind of unit that they are.
    unit: Option<Class>,
}

/// All names that claims have used so far.
#[derive(Debug, Clone, Default)]
pub struct Names {
    actors: Vec<Actor>,
    places: Vec<Place>,
    words: Vec<Words>,
    who: HashMap<Box<str>, Who, rustc_hash::FxBuildHasher>,
    wherever: HashMap<Box<str>, Where, rustc_hash::FxBuildHasher>,
    word: HashMap<Arc<str>, Name, rustc_hash::FxBuildHasher>,
}

impl Names {
    /// The actor of a mention: by id, or by its words where it has none.
    pub fn actor(&mut self, mention: &Mention, world: &World) -> Who {
        let key = mention.id.as_deref().unwrap_or(&mention.text);
        match self.who.get(key) {
            Some(who) => *who,
            None => self.add_actor(key, mention.id.is_some(), mention, world),
        }
    }

    /// The place of a mention: by id, or by its words where it has none.
    pub fn place(&mut self, mention: &Mention, world: &World) -> Where {
        let key = mention.id.as_deref().unwrap_or(&mention.text);
        match self.wherever.get(key) {
            Some(place) => *place,
            None => self.add_place(key, mention.id.is_some(), Some(mention), world),
        }
    }

    /// The actor of an id of the knowledge.
    pub(crate) fn known_actor(&mut self, id: &str, world: &World) -> Who {
        match self.who.get(id) {
            Some(who) => *who,
            None => self.add_known_actor(id, world),
        }
    }

    /// Any other words.
    pub fn word(&mut self, text: &str, world: &World) -> Name {
        if let Some(name) = self.word.get(text) {
            return *name;
        }
        let name = Name(u32::try_from(self.words.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = text.into();
        self.words.push(Words { text: text.clone(), classes: world.classes(&text), unit: world.unit(&text) });
        self.word.insert(text, name);
        name
    }

    fn add_actor(&mut self, key: &str, known: bool, mention: &Mention, world: &World) -> Who {
        let who = Who(u32::try_from(self.actors.len()).unwrap_or(u32::MAX));
        self.who.insert(key.into(), who);
        self.push_actor(named(key, known, Some(mention), world), who, world);
        let family = if known { world.family(key) } else { key };
        if family != key {
            let family = self.known_actor(family, world);
            if let Some(actor) = self.actors.get_mut(who.0 as usize) {
                actor.family = family;
            }
        }
        who
    }

    fn push_actor(&mut self, name: Named, family: Who, world: &World) {
        let (armed, people) = (name.known && world.is_armed(&name.id), world.classes(&name.ar));
        let word = Word::spoken(&name.id, &name.ar, world);
        let wholes =
            if name.known { world.background().wholes(&name.id).map(Box::from).collect() } else { Box::default() };
        self.actors.push(Actor { name: Arc::new(name), family, armed, people, word, wholes });
    }

    fn add_known_actor(&mut self, id: &str, world: &World) -> Who {
        let who = Who(u32::try_from(self.actors.len()).unwrap_or(u32::MAX));
        self.who.insert(id.into(), who);
        self.push_actor(named(id, true, None, world), who, world);
        who
    }

    fn add_place(&mut self, key: &str, known: bool, mention: Option<&Mention>, world: &World) -> Where {
        let place = Where(u32::try_from(self.places.len()).unwrap_or(u32::MAX));
        self.wherever.insert(key.into(), place);
        let name = Arc::new(named(key, known, mention, world));
        let settled = known && world.is_settlement(key);
        self.places.push(Place { name, settlement: place, settled, wholes: SmallVec::new(), governorate: None });
        if known {
            let wholes = world.wholes(key).map(|id| self.known_place(id, world)).collect();
            let settlement = self.known_place(world.settlement(key), world);
            let governorate = world.governorate(key).map(|id| self.known_place(id, world));
            if let Some(at) = self.places.get_mut(place.0 as usize) {
                (at.wholes, at.settlement, at.governorate) = (wholes, settlement, governorate);
            }
        }
        place
    }

    fn known_place(&mut self, id: &str, world: &World) -> Where {
        match self.wherever.get(id) {
            Some(place) => *place,
            None => self.add_place(id, true, None, world),
        }
    }

    /// The actor's name.
    pub fn who(&self, who: Who) -> Arc<Named> {
        self.actors.get(who.0 as usize).map(|a| a.name.clone()).unwrap_or_else(nobody)
    }

    /// The word that claims stand on which this speaker makes.
    pub(crate) fn word_of(&self, who: Who) -> Option<&Word> {
        self.actors.get(who.0 as usize).map(|actor| &actor.word)
    }

    /// The speaker is an outlet.
    pub(crate) fn is_outlet(&self, who: Who) -> bool {
        self.actors.get(who.0 as usize).is_some_and(|a| matches!(a.word, Word::Outlet(_)))
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.actors.len() + self.places.len() + self.words.len()
    }

    /// How many places claims have used.
    pub(crate) fn places(&self) -> usize {
        self.places.len()
    }

    /// The place's name.
    pub fn at(&self, place: Where) -> Arc<Named> {
        self.places.get(place.0 as usize).map(|p| p.name.clone()).unwrap_or_else(nobody)
    }

    /// The word.
    pub fn text(&self, name: Name) -> Arc<str> {
        self.words.get(name.0 as usize).map_or_else(|| "".into(), |words| words.text.clone())
    }

    /// The kinds of people that an actor's name tells of.
    pub(crate) fn people(&self, who: Who) -> &[Class] {
        self.actors.get(who.0 as usize).map_or(&[], |actor| actor.people.as_slice())
    }

    /// The kinds of goods or people that the words tell of.
    pub(crate) fn classes(&self, name: Name) -> &[Class] {
        self.words.get(name.0 as usize).map_or(&[], |words| words.classes.as_slice())
    }

    /// Numbers of these units can be told of one thing: nothing says that the one is of trucks and the other of tons.
    pub(crate) fn units_fit(&self, a: Option<Name>, b: Option<Name>) -> bool {
        let kind = |name: Name| self.words.get(name.0 as usize).and_then(|words| words.unit);
        a == b || a.and_then(kind).zip(b.and_then(kind)).is_none_or(|(a, b)| a == b)
    }

    /// The actor of this id, if a claim has used it.
    pub fn find_actor(&self, id: &str) -> Option<Who> {
        self.who.get(id).copied()
    }

    /// The place of this id, if a claim has used it.
    pub fn find_place(&self, id: &str) -> Option<Where> {
        self.wherever.get(id).copied()
    }

    /// The ids of all actors, in no order.
    pub fn actor_ids(&self) -> impl Iterator<Item = String> {
        self.actors.iter().map(|actor| actor.name.id.clone())
    }

    /// The ids of all places, in no order.
    pub fn place_ids(&self) -> impl Iterator<Item = String> {
        self.places.iter().map(|place| place.name.id.clone())
    }

    /// The outermost body that an actor belongs to, short of a state.
    pub fn family(&self, who: Who) -> Who {
        self.actors.get(who.0 as usize).map_or(who, |a| a.family)
    }

    /// Whether an actor is of a kind that wields force: naming another one then speaks against one event.
    pub fn is_armed(&self, who: Who) -> bool {
        self.actors.get(who.0 as usize).is_some_and(|a| a.armed)
    }

    /// Two actors that can be meant by one word.
    pub fn kin(&self, a: Who, b: Who, _: &World) -> bool {
        let of = |who: Who| self.actors.get(who.0 as usize);
        let part = |a: &Actor, b: &Actor| a.wholes.iter().any(|whole| **whole == *b.name.id);
        a == b || of(a).zip(of(b)).is_some_and(|(a, b)| a.family == b.family || part(a, b) || part(b, a))
    }

    /// The settlement of a part of one; of other places the place itself.
    pub fn settlement(&self, place: Where) -> Where {
        self.places.get(place.0 as usize).map_or(place, |p| p.settlement)
    }

    /// Whether a place is a settlement or part of one, and no wider area.
    pub fn is_settlement(&self, place: Where) -> bool {
        self.places.get(place.0 as usize).is_some_and(|p| p.settled)
    }

    /// The governorate in which a place lies.
    pub fn governorate(&self, place: Where) -> Option<Where> {
        self.places.get(place.0 as usize).and_then(|p| p.governorate)
    }

    /// Places in which a place lies, from the nearest outward.
    pub fn wholes(&self, place: Where) -> &[Where] {
        self.places.get(place.0 as usize).map_or(&[], |p| p.wholes.as_slice())
    }

    /// `part` is `whole` or lies in it.
    pub fn lies_in(&self, part: Where, whole: Where) -> bool {
        part == whole || self.wholes(part).contains(&whole)
    }

    /// One is the other or lies in it.
    pub fn meet(&self, a: Where, b: Where) -> bool {
        self.lies_in(a, b) || self.lies_in(b, a)
    }
}

fn named(key: &str, known: bool, mention: Option<&Mention>, world: &World) -> Named {
    let name = mention.and_then(|m| m.name.as_ref());
    let (ar, en) = match (world.names(key).filter(|_| known), name) {
        (Some((ar, en)), _) => (ar.to_owned(), en.to_owned()),
        (None, Some(name)) => (name.ar.clone(), name.en.clone()),
        (None, None) => (key.to_owned(), String::new()),
    };
    Named { id: key.to_owned(), ar, en, known }
}

fn nobody() -> Arc<Named> {
    Arc::new(Named { id: String::new(), ar: String::new(), en: String::new(), known: false })
}
