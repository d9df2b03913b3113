//! Finding a thing of a case: by its id, by the beginning of one, and places and actors by name.

use super::super::phrase::{Kind, Link};
use super::{Record, Thing, Viewer};
use crate::fact::{ClaimKey, ReportKey};
use std::collections::BTreeMap;

/// Why nothing was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotFound {
    /// No thing of the case has this id in this view, and none has an id that begins so.
    #[error("{0}: the case has nothing of this id in this view; `hudna status` and `hudna incidents` list ids")]
    Nothing(String),
    /// The ids of several things begin so; these are the first of them.
    #[error("{id} is the beginning of several: {}; write more of it", first.join(", "))]
    Several {
        /// The beginning.
        id: String,
        /// The first of the ids.
        first: Vec<String>,
    },
}

/// How many of several ids are named.
const SHOWN: usize = 6;

impl<'a> Viewer<'a> {
    /// What an id names, or the only one that begins so.
    ///
    /// # Errors
    /// Nothing, or several.
    pub fn find(&self, id: &str) -> Result<Link, NotFound> {
        let all = self.ids();
        if let Some(kind) = all.get(id) {
            return Ok(Link::new(*kind, id));
        }
        if let Some(link) = self.by_name(id) {
            return Ok(link);
        }
        let begin = |(known, _): &(&String, &Kind)| !id.is_empty() && known.starts_with(id);
        let mut found: Vec<(&String, &Kind)> = all.range(id.to_owned()..).take_while(begin).collect();
        // The beginning of an agreement is the beginning of its terms too, that of a report the one of its claims.
        if let Some((first, kind)) =
            found.first().copied().filter(|(_, kind)| matches!(kind, Kind::Agreement | Kind::Report))
        {
            let part = if *kind == Kind::Report { '.' } else { '#' };
            found.retain(|(other, _)| {
                *other == first || !other.strip_prefix(first.as_str()).is_some_and(|rest| rest.starts_with(part))
            });
        }
        match found.as_slice() {
            [] => Err(NotFound::Nothing(id.to_owned())),
            [(only, kind)] => Ok(Link::new(**kind, only)),
            several => {
                let first = several.iter().take(SHOWN).map(|(id, _)| (*id).clone()).collect();
                Err(NotFound::Several { id: id.to_owned(), first })
            }
        }
    }

    /// The thing that a link leads to, if this view has it.
    pub fn get(&self, link: &Link) -> Option<Thing<'a>> {
        let (state, id) = (&self.shelf.seen.state, &*link.id);
        match link.kind {
            Kind::Incident | Kind::Casualty => {
                self.shelf.incident(id.parse().ok()?).map(|incident| self.incident(incident))
            }
            Kind::Claim => self.claim(id.parse().ok()?),
            Kind::Report => self.report(id.parse().ok()?),
            Kind::Source => self.source(id),
            Kind::Place => self.place(id),
            Kind::Actor => self.actor(id),
            Kind::Term => {
                let mut all = state.agreements.iter().flat_map(|deal| deal.terms.iter().map(move |term| (term, deal)));
                all.find(|(term, _)| term.id == id).map(|(term, deal)| self.term(term, deal))
            }
            kind => {
                let mut of_kind = Record::of_state(state).filter(|record| record.kind() == kind);
                of_kind.find(|record| record.has_id(id)).and_then(|record| self.of(&record))
            }
        }
    }

    /// The claims whose words the page of a thing shows.
    pub fn quoted_by(&self, link: &Link) -> Vec<ClaimKey> {
        match link.kind {
            Kind::Incident | Kind::Casualty => {
                let incident = link.id.parse().ok().and_then(|id| self.shelf.incident(id));
                incident.map(|incident| incident.facts.iter().map(|fact| fact.key).collect()).unwrap_or_default()
            }
            Kind::Claim => link.id.parse().into_iter().collect(),
            Kind::Report => {
                let report = link.id.parse::<ReportKey>();
                report.map(|report| self.shelf.ledger.claims_of(report, self.shelf.view)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// All ids that name something. An incident has those of all its claims, with `i` before them.
    fn ids(&self) -> BTreeMap<String, Kind> {
        let (ledger, seen) = (self.shelf.ledger, self.shelf.seen);
        let names = ledger.names();
        let mut all: BTreeMap<String, Kind> = BTreeMap::new();
        all.extend(names.actor_ids().map(|id| (id, Kind::Actor)));
        all.extend(names.place_ids().map(|id| (id, Kind::Place)));
        all.extend(self.source_ids().into_iter().map(|id| (id, Kind::Source)));
        // What was withdrawn is still looked at: who did so, and when, stands on its page.
        for report in ledger.withdrawn(self.shelf.view) {
            all.insert(report.to_string(), Kind::Report);
        }
        for info in ledger.reports_of(self.shelf.view) {
            all.insert(info.key.to_string(), Kind::Report);
            let claims = ledger.claims_of(info.key, self.shelf.view);
            all.extend(claims.into_iter().map(|claim| (claim.to_string(), Kind::Claim)));
        }
        for record in Record::of_state(&seen.state) {
            all.insert(record.id(), record.kind());
            if let Record::Agreement(deal) = record {
                all.extend(deal.terms.iter().map(|term| (term.id.clone(), Kind::Term)));
            }
        }
        all.extend(seen.incidents.iter().map(|incident| (incident.id.to_string(), Kind::Incident)));
        all
    }

    /// The only place, actor or outlet of a name.
    fn by_name(&self, name: &str) -> Option<Link> {
        let names = self.shelf.ledger.names();
        let is = |ar: &str, en: &str| ar == name || !en.is_empty() && en.eq_ignore_ascii_case(name);
        let places = names.place_ids().filter_map(|id| Some((Kind::Place, names.at(names.find_place(&id)?))));
        let actors = names.actor_ids().filter_map(|id| Some((Kind::Actor, names.who(names.find_actor(&id)?))));
        let mut found = places.chain(actors).filter(|(_, named)| is(&named.ar, &named.en));
        if let Some((kind, named)) = found.next() {
            return found.next().is_none().then(|| Link::new(kind, &named.id));
        }
        let outlet = self.shelf.ledger.world().outlet(name)?;
        self.source_ids().contains(&outlet.id).then(|| Link::new(Kind::Source, &outlet.id))
    }
}

impl Record<'_> {
    /// The kind of the thing that it is the record of.
    pub fn kind(&self) -> Kind {
        match self {
            Record::Siege(_) => Kind::Siege,
            Record::Agreement(_) => Kind::Agreement,
            Record::Term(_) => Kind::Term,
            Record::Access(_) => Kind::Access,
            Record::Checkpoint(_) => Kind::Checkpoint,
            Record::Control(_) => Kind::Control,
            Record::Detention(_) => Kind::Detention,
            Record::Casualty(_) => Kind::Casualty,
            Record::Incident(_) => Kind::Incident,
            Record::Claim(_) => Kind::Claim,
            Record::Report(_) => Kind::Report,
            Record::Source(_) => Kind::Source,
            Record::Place(_) => Kind::Place,
            Record::Actor(_) => Kind::Actor,
            Record::Due(due) if due.term.is_none() => Kind::Agreement,
            Record::Due(_) => Kind::Term,
            Record::Doubtful(_) => Kind::Claim,
            Record::Decided(_) => Kind::Decision,
        }
    }

    /// Whether this is the id of a part of the state.
    fn has_id(&self, id: &str) -> bool {
        match self {
            Record::Siege(siege) => siege.id == id,
            Record::Agreement(deal) => deal.id == id,
            Record::Access(access) => access.id == id,
            Record::Checkpoint(checkpoint) => checkpoint.id == id,
            Record::Control(control) => control.id == id,
            Record::Detention(detention) => detention.id == id,
            other => other.id() == id,
        }
    }

    /// Its id.
    pub fn id(&self) -> String {
        match self {
            Record::Siege(siege) => siege.id.clone(),
            Record::Agreement(deal) => deal.id.clone(),
            Record::Term(term) => term.id.clone(),
            Record::Access(access) => access.id.clone(),
            Record::Checkpoint(checkpoint) => checkpoint.id.clone(),
            Record::Control(control) => control.id.clone(),
            Record::Detention(detention) => detention.id.clone(),
            Record::Casualty(casualty) => casualty.id.to_string(),
            Record::Incident(incident) => incident.id.to_string(),
            Record::Claim(claim) => claim.id.to_string(),
            Record::Report(report) => report.id.to_string(),
            Record::Source(source) => source.id.clone(),
            Record::Place(place) => place.name.id.clone(),
            Record::Actor(actor) => actor.name.id.clone(),
            Record::Due(due) => due.term.clone().unwrap_or_else(|| due.agreement.clone()),
            Record::Doubtful(doubtful) => doubtful.claim.to_string(),
            Record::Decided(decided) => decided.entry.to_string(),
        }
    }
}
