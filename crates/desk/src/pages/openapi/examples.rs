//! Ids of the case, so that who tries the description finds something.

use crate::frame::iso;
use crate::html::list_of;
use crate::sight::Sight;
use hudna_ledger::{Kind, Record};
use std::collections::BTreeMap;

/// An id of each list of the case, where there is one.
pub struct Examples {
    day: String,
    ids: BTreeMap<&'static str, String>,
}

impl Examples {
    /// Those of a view.
    pub fn of_view(sight: &Sight<'_, '_>) -> Examples {
        let mut ids = BTreeMap::new();
        for record in Record::of_state(&sight.seen.state) {
            ids.entry(list_of(record.kind())).or_insert_with(|| record.id());
        }
        let mut add = |kind: Kind, id: Option<String>| ids.extend(id.map(|id| (list_of(kind), id)));
        let names = sight.ledger.names();
        let cell = sight.lookout.roll(sight.view());
        let roll = cell.get();
        add(Kind::Incident, sight.seen.incidents.get(0).map(|incident| incident.id.to_string()));
        add(Kind::Claim, roll.and_then(|roll| Some(roll.claims.first()?.fact.key.to_string())));
        add(Kind::Report, roll.and_then(|roll| Some(roll.reports.first()?.info.key.to_string())));
        add(Kind::Place, roll.and_then(|roll| Some(names.at(roll.places.first()?.0).id.clone())));
        add(Kind::Actor, roll.and_then(|roll| Some(names.who(roll.actors.first()?.0).id.clone())));
        add(Kind::Source, sight.viewer().source_ids().into_iter().next());
        let job = sight.ask.desk.adding.jobs().first().map(|job| job.number.to_string());
        ids.extend(job.map(|job| ("add", job)));
        Examples { day: iso(sight.ledger.last_day().unwrap_or(sight.view().as_of)), ids }
    }

    /// A day of which the case tells.
    pub fn day(&self) -> &str {
        &self.day
    }

    /// An id of a list.
    pub fn of(&self, list: &str) -> Option<&str> {
        self.ids.get(list).map(String::as_str)
    }
}
