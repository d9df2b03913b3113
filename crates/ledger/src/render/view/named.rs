//! Places and actors as things: what the knowledge has of them, and what the case tells of them.

use super::super::phrase::{Kind, Link};
use super::super::sheet::{Item, Sheet};
use super::super::text::{Text, Tone};
use super::{Lang, Record, Thing, Viewer};
use crate::fact::Named;
use crate::state::State;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;

/// Things that are told of on the page of a place or an actor; the address of each stands in its record.
const SHOWN: usize = 100;

/// A place that the case names.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct PlaceView {
    /// Its names.
    #[serde(flatten)]
    pub name: Arc<Named>,
    /// The kind of place: `quarter`, `town` ...; none where the knowledge does not have it.
    pub kind: Option<String>,
    /// The places in which it lies, from the nearest outward.
    pub within: Vec<Arc<Named>>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// The coordinates are of the place itself.
    pub exact: bool,
    /// What of the state is told of it, or of what lies in it.
    pub things: Vec<Link>,
    /// How many incidents are told of it, or of what lies in it.
    pub incidents: usize,
}

/// An actor that the case names.
#[derive(Debug, Clone, PartialEq, JsonSchema, Serialize)]
pub struct ActorView {
    /// Its names.
    #[serde(flatten)]
    pub name: Arc<Named>,
    /// The outermost body that it belongs to, short of a state.
    pub family: Option<Arc<Named>>,
    /// What of the state it has a part in, or those who can be meant by one word with it.
    pub things: Vec<Link>,
    /// How many incidents are attributed to it by name.
    pub incidents: usize,
}

impl<'s> Record<'s> {
    /// All that holds, in the order of a status; terms stand with their agreements.
    pub fn of_state(state: &'s State) -> impl Iterator<Item = Record<'s>> {
        let State { sieges, agreements, access, checkpoints, control, detainees, casualties } = state;
        let first = sieges
            .iter()
            .map(|siege| Record::Siege(siege))
            .chain(agreements.iter().map(|deal| Record::Agreement(deal)));
        let posts = checkpoints.iter().map(|checkpoint| Record::Checkpoint(checkpoint));
        let places = access.iter().map(|access| Record::Access(access)).chain(posts);
        let harmed = casualties.iter().map(|casualty| Record::Casualty(casualty));
        let people = detainees.iter().map(|detention| Record::Detention(detention)).chain(harmed);
        first.chain(places).chain(control.iter().map(|control| Record::Control(control))).chain(people)
    }

    /// Where: one of its places fits.
    fn is_at(&self, fits: impl FnMut(&Arc<Named>) -> bool) -> bool {
        match self {
            Record::Siege(siege) => siege.places.iter().chain(&siege.lifted_in).any(fits),
            Record::Access(access) => access.places.iter().any(fits),
            Record::Checkpoint(checkpoint) => checkpoint.places.iter().any(fits),
            Record::Control(control) => control.places.iter().any(fits),
            Record::Detention(detention) => detention.places.iter().any(fits),
            Record::Casualty(casualty) => casualty.places.iter().any(fits),
            other => other.places().into_iter().any(fits),
        }
    }

    /// Who: one who has a part in it fits.
    fn is_of(&self, fits: impl FnMut(&Arc<Named>) -> bool) -> bool {
        match self {
            Record::Siege(siege) => siege.besiegers.iter().chain(&siege.besieged).any(fits),
            Record::Access(access) => access.by.iter().any(fits),
            Record::Checkpoint(checkpoint) => checkpoint.holders.iter().any(fits),
            Record::Control(control) => control.holders.iter().chain(&control.contenders).any(fits),
            Record::Detention(detention) => detention.holders.iter().any(fits),
            other => other.actors().into_iter().any(fits),
        }
    }

    /// Where.
    pub fn places(&self) -> Vec<&Arc<Named>> {
        match self {
            Record::Siege(siege) => siege.places.iter().chain(&siege.lifted_in).collect(),
            Record::Agreement(deal) => {
                deal.places.iter().chain(&deal.venue).chain(deal.terms.iter().flat_map(|term| &term.places)).collect()
            }
            Record::Term(term) => term.places.iter().collect(),
            Record::Access(access) => access.places.iter().collect(),
            Record::Checkpoint(checkpoint) => checkpoint.places.iter().collect(),
            Record::Control(control) => control.places.iter().collect(),
            Record::Detention(detention) => detention.places.iter().collect(),
            Record::Casualty(casualty) => casualty.places.iter().collect(),
            Record::Incident(incident) => incident.places.iter().collect(),
            Record::Claim(claim) => claim.places.iter().collect(),
            Record::Due(due) => due.places.iter().collect(),
            Record::Place(place) => vec![&place.name],
            Record::Report(_) | Record::Source(_) | Record::Actor(_) | Record::Doubtful(_) | Record::Decided(_) => {
                Vec::new()
            }
        }
    }

    /// Who has a part in it.
    pub fn actors(&self) -> Vec<&Arc<Named>> {
        match self {
            Record::Siege(siege) => siege.besiegers.iter().chain(&siege.besieged).collect(),
            Record::Agreement(deal) => deal.parties.iter().chain(&deal.mediators).collect(),
            Record::Term(term) => term.owed_by.iter().chain(&term.owed_to).collect(),
            Record::Access(access) => access.by.iter().collect(),
            Record::Checkpoint(checkpoint) => checkpoint.holders.iter().collect(),
            Record::Control(control) => control.holders.iter().chain(&control.contenders).collect(),
            Record::Detention(detention) => detention.holders.iter().collect(),
            Record::Casualty(casualty) => {
                let accused = casualty.actors.iter().map(|accused| &accused.actor);
                accused.chain(&casualty.parties).chain(&casualty.victims).collect()
            }
            Record::Incident(incident) => incident.actors.iter().chain(&incident.targets).collect(),
            Record::Claim(claim) => claim.actors.iter().chain(&claim.targets).chain(&claim.mediators).collect(),
            Record::Due(due) => due.owed_by.iter().chain(&due.owed_to).collect(),
            Record::Actor(actor) => vec![&actor.name],
            Record::Report(_) | Record::Source(_) | Record::Place(_) | Record::Doubtful(_) | Record::Decided(_) => {
                Vec::new()
            }
        }
    }
}

impl<'a> Viewer<'a> {
    /// The view of a part of the state.
    pub fn of(&self, record: &Record<'a>) -> Option<Thing<'a>> {
        Some(match record {
            Record::Siege(siege) => self.siege(siege),
            Record::Agreement(deal) => self.agreement(deal),
            Record::Access(access) => self.access(access),
            Record::Checkpoint(checkpoint) => self.checkpoint(checkpoint),
            Record::Control(control) => self.control(control),
            Record::Detention(detention) => self.detention(detention),
            Record::Casualty(casualty) => self.casualty(casualty),
            _ => return None,
        })
    }

    /// A part of the state with its title and how it stands, and no more.
    pub fn head(&self, record: &Record<'a>) -> Option<Thing<'a>> {
        Some(match record {
            Record::Siege(siege) => self.unrecorded(|sheet, _| sheet.siege_head(siege)),
            Record::Agreement(deal) => self.unrecorded(|sheet, _| sheet.deal_head(deal)),
            Record::Access(access) => self.unrecorded(|sheet, _| sheet.access_head(access)),
            Record::Checkpoint(checkpoint) => self.unrecorded(|sheet, _| sheet.checkpoint_head(checkpoint)),
            Record::Control(control) => self.unrecorded(|sheet, _| sheet.control_head(control)),
            Record::Detention(detention) => self.unrecorded(|sheet, _| sheet.detention_head(detention)),
            Record::Casualty(casualty) => self.unrecorded(|sheet, _| sheet.casualty_head(casualty)),
            _ => return None,
        })
    }

    /// What of the state fits: all of it, and the first things of it, each with its title and how it stands and no more.
    fn brief(&self, mut fits: impl FnMut(&Record<'a>) -> bool) -> (Vec<Link>, Vec<Thing<'a>>) {
        let found: Vec<Record<'a>> = Record::of_state(&self.shelf.seen.state).filter(|record| fits(record)).collect();
        let links = found.iter().map(|record| Link::new(record.kind(), record.id())).collect();
        (links, found.iter().take(SHOWN).filter_map(|record| self.head(record)).collect())
    }

    /// A place that the case names, by id, with what is told of it.
    pub fn place(&self, id: &str) -> Option<Thing<'a>> {
        let (ledger, world) = (self.shelf.ledger, self.shelf.ledger.world());
        let names = ledger.names();
        let at = names.find_place(id)?;
        let mut inside = once(|place: &Named| place.id == id || world.lies_in(&place.id, id));
        let (things, parts) = self.brief(|record| record.is_at(&mut inside));
        let coordinates = world.coordinates(id);
        let incidents = self.shelf.seen.incidents.iter();
        let view = PlaceView {
            name: names.at(at),
            kind: world.kind(id).map(str::to_owned),
            within: names.wholes(at).iter().map(|whole| names.at(*whole)).collect(),
            lat: coordinates.map(|(lat, ..)| lat),
            lon: coordinates.map(|(_, lon, _)| lon),
            exact: coordinates.is_some_and(|(.., exact)| exact),
            things,
            incidents: incidents.filter(|i| i.places.iter().any(|place| names.lies_in(*place, at))).count(),
        };
        let mut thing = self.thing(Record::Place(view.clone()), |sheet, _| sheet.place(&view));
        thing.parts = parts;
        Some(thing)
    }

    /// An actor that the case names, by id, with what it has a part in.
    pub fn actor(&self, id: &str) -> Option<Thing<'a>> {
        let (ledger, world) = (self.shelf.ledger, self.shelf.ledger.world());
        let names = ledger.names();
        let who = names.find_actor(id)?;
        let mut kin = once(|actor: &Named| world.kin(&actor.id, id));
        let (things, parts) = self.brief(|record| record.is_of(&mut kin));
        let incidents = self.shelf.seen.incidents.iter();
        let view = ActorView {
            name: names.who(who),
            family: Some(names.family(who)).filter(|family| *family != who).map(|family| names.who(family)),
            things,
            incidents: incidents.filter(|i| i.actors.contains(&who)).count(),
        };
        let mut thing = self.thing(Record::Actor(view.clone()), |sheet, _| sheet.actor(&view));
        thing.parts = parts;
        Some(thing)
    }
}

/// A question about names that is answered once for each: the same names stand in very many things.
fn once(ask: impl Fn(&Named) -> bool) -> impl FnMut(&Arc<Named>) -> bool {
    // Whatever is called by a name shares it.
    let mut known: FxHashMap<*const Named, bool> = FxHashMap::default();
    move |named| *known.entry(Arc::as_ptr(named)).or_insert_with(|| ask(named))
}

impl Sheet<'_> {
    fn place(&self, view: &PlaceView) -> Item {
        let say = &self.say;
        let kind = view.kind.as_ref().map(|kind| say.phrase(&format!("place_kind.{kind}"), &[])).unwrap_or_default();
        let mut item = Item::new(Kind::Place, &view.name.id, self.unlinked(&view.name), kind);
        let within = view.within.iter().map(|whole| {
            let kind = self.about.world.kind(&whole.id);
            // English names of districts and governorates say what they are.
            let kind =
                kind.filter(|_| self.say.lang == Lang::Ar).map(|kind| say.phrase(&format!("place_kind.{kind}"), &[]));
            let name = self.name(whole);
            kind.map_or(name.clone(), |kind| say.phrase("phrase.speaker", &[("name", name), ("kind", kind)]))
        });
        item.row("within", say.series(within.collect()));
        if let (Some(lat), Some(lon)) = (view.lat, view.lon) {
            let at = Text::value(format!("{lat:.4}, {lon:.4}"), Tone::Plain);
            let key = if view.exact { "status.exactly" } else { "status.about" };
            item.row("coordinates", say.phrase(key, &[("at", at)]));
        }
        item.row("told_incidents", say.counted("incidents", view.incidents, &[]));
        item
    }

    fn actor(&self, view: &ActorView) -> Item {
        let mut item = Item::new(Kind::Actor, &view.name.id, self.unlinked(&view.name), Text::default());
        item.row("family", view.family.as_ref().map(|family| self.name(family)).unwrap_or_default());
        item.row("told_incidents", self.say.counted("incidents", view.incidents, &[]));
        item
    }

    /// The name of that whose own page it stands on.
    fn unlinked(&self, named: &Named) -> Text {
        let mut name = self.name(named);
        name.runs.iter_mut().for_each(|run| run.link = None);
        name
    }
}
