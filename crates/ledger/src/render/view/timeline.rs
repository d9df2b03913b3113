//! The course of a case: sieges, truces and agreements as bars, incidents as marks.

use super::super::phrase::{Both, Kind};
use super::{Lang, Viewer};
use crate::fact::{Basis, Day, Named};
use crate::incident::{Incident, IncidentId};
use crate::state::{Between, SiegeEpisode};
use crate::{Confidence, DealKind};
use hudna_claims::Event;
use schemars::JsonSchema;
use serde::Serialize;
use std::cell::OnceCell;
use std::sync::Arc;

/// Something that lasts.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Bar {
    /// A siege or an agreement.
    pub kind: Kind,
    /// Its id; of a siege with several episodes, each has a bar.
    pub id: String,
    /// What it is.
    pub title: Both,
    /// How it stands, or that this episode is over.
    pub stands: Both,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// The days between which it began.
    pub begin: Between,
    /// The days between which it ended; none while it holds, and where nobody tells.
    pub end: Option<Between>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Independent words for it.
    pub independent_sources: usize,
}

/// An incident on the line of time.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Spot {
    /// The incident.
    pub id: String,
    /// What happened.
    pub event: Event,
    /// It is about the event's ending.
    pub ceases: bool,
    /// What it is.
    pub title: Both,
    /// In what way it is told of.
    pub stands: Both,
    /// It as one sentence, with those to whom it is attributed and how sure it is.
    pub sentence: Both,
    /// Where.
    pub places: Vec<Arc<Named>>,
    /// First day on which it can have happened.
    pub from: Day,
    /// Last day on which it can have happened.
    pub to: Day,
    /// On what ground the days are known: said by a claim, taken from a report's day, or not known.
    pub basis: Basis,
    /// How sure it is.
    pub confidence: Confidence,
    /// Independent words for it.
    pub independent_sources: usize,
    /// How many claims tell of it.
    pub claims: usize,
    /// How many reports tell of it.
    pub reports: usize,
}

/// Something that lasts, before its phrases are made.
#[derive(Debug, Clone, Copy)]
pub struct Lasting<'a> {
    /// A siege or an agreement.
    pub kind: Kind,
    /// Where.
    pub places: &'a [Arc<Named>],
    /// The days between which it began.
    pub begin: Between,
    /// The days between which it ended.
    pub end: Option<Between>,
}

/// The course of a case.
#[derive(Debug, Clone, JsonSchema, Serialize)]
pub struct Timeline {
    /// Sieges, an episode each, in the order of their beginnings.
    pub sieges: Vec<Bar>,
    /// Truces and agreements, in the order of their days.
    pub agreements: Vec<Bar>,
    /// What is told as a fact, or denied, in the order of days; what nobody has dated comes last.
    pub incidents: Vec<Spot>,
}

impl Viewer<'_> {
    /// The course of the case. Of incidents only those of which `wanted` holds, by their places.
    pub fn timeline(&self, wanted: impl Fn(&[Arc<Named>]) -> bool) -> Timeline {
        let here = |bar: Lasting<'_>| wanted(bar.places) || bar.kind == Kind::Agreement && bar.places.is_empty();
        let (sieges, agreements) = self.bars(here);
        let mut incidents: Vec<_> = self.shelf.seen.incidents.iter().filter(|incident| !incident.ahead).collect();
        incidents.sort_by_key(|incident| in_time(incident));
        let here = |incident: &&Incident<'_>| wanted(&self.sheet(Lang::En).where_at(&incident.places, &self.shelf));
        let incidents = incidents.into_iter().filter(here).map(|incident| self.spot(incident)).collect();
        Timeline { sieges, agreements, incidents }
    }

    /// What lasts: sieges, an episode each, and agreements. Only those of which `wanted` holds; it is always asked in the same order.
    pub fn bars(&self, mut wanted: impl FnMut(Lasting<'_>) -> bool) -> (Vec<Bar>, Vec<Bar>) {
        let state = &self.shelf.seen.state;
        let mut sieges = Vec::new();
        for siege in &state.sieges {
            let title = OnceCell::new();
            for (at, episode) in siege.episodes.iter().enumerate() {
                let SiegeEpisode { begin, end } = *episode;
                if !wanted(Lasting { kind: Kind::Siege, places: &siege.places, begin, end }) {
                    continue;
                }
                let named = || self.both(|sheet| sheet.siege_name(siege).capitalised());
                let title = title.get_or_init(named);
                let last = at + 1 == siege.episodes.len();
                let stands = self.both(|sheet| match last {
                    true => sheet.say.coded("siege_standing", &siege.state),
                    false => sheet.say.phrase("siege_standing.lifted", &[]),
                });
                sieges.push(Bar {
                    kind: Kind::Siege,
                    id: siege.id.clone(),
                    title: title.clone(),
                    stands,
                    places: siege.places.clone(),
                    begin,
                    end,
                    confidence: siege.weighing.confidence,
                    independent_sources: siege.weighing.independent_sources,
                });
            }
        }
        sieges.sort_by(|a, b| (a.begin.latest, &a.id).cmp(&(b.begin.latest, &b.id)));
        let agreements = state.agreements.iter().filter_map(|deal| {
            let begin = Between { earliest: deal.date.earliest, latest: deal.date.latest };
            let end =
                deal.ends.filter(|_| deal.kind == DealKind::Truce).map(|end| Between { earliest: end, latest: end });
            wanted(Lasting { kind: Kind::Agreement, places: &deal.places, begin, end }).then(|| Bar {
                kind: Kind::Agreement,
                id: deal.id.clone(),
                title: self.both(|sheet| sheet.deal_name(deal)),
                stands: self.both(|sheet| sheet.deal_stands(deal)),
                places: deal.places.clone(),
                begin,
                end,
                confidence: deal.weighing.confidence,
                independent_sources: deal.weighing.independent_sources,
            })
        });
        (sieges, agreements.collect())
    }

    /// An incident as a mark on the line of time.
    pub fn spot(&self, incident: &Incident<'_>) -> Spot {
        let mut reports: Vec<_> = incident.facts.iter().map(|fact| fact.key.report).collect();
        reports.dedup();
        Spot {
            id: incident.id.to_string(),
            event: incident.event,
            ceases: incident.ceases,
            title: self.both(|sheet| sheet.incident_name(incident, &self.shelf).capitalised()),
            stands: self.both(|sheet| sheet.incident_stands(incident)),
            sentence: self.sentence(incident),
            places: self.sheet(Lang::En).where_at(&incident.places, &self.shelf),
            from: incident.from,
            to: incident.to,
            basis: incident.basis,
            confidence: incident.weighing.confidence,
            independent_sources: incident.weighing.independent_sources,
            claims: incident.facts.len(),
            reports: reports.len(),
        }
    }

    /// An incident as one sentence, with those to whom it is attributed and how sure it is.
    pub fn sentence(&self, incident: &Incident<'_>) -> Both {
        self.both(|sheet| sheet.incident_sentence(incident, &self.shelf))
    }

    /// A day, with the name of its month.
    pub fn day(&self, day: Day) -> Both {
        self.both(|sheet| sheet.day(day))
    }

    /// The days from one to another, an open end left out.
    pub fn days(&self, between: Between) -> Both {
        self.both(|sheet| sheet.between(between.earliest, between.latest))
    }

    /// The month of a day, with its year.
    pub fn month(&self, day: Day) -> Both {
        self.both(|sheet| day.date().map(|date| sheet.say.month(date)).unwrap_or_default())
    }
}

/// The order of incidents: by their days, those that nobody has dated last.
fn in_time(incident: &Incident<'_>) -> (bool, Day, Day, IncidentId) {
    (incident.basis == Basis::None, incident.from, incident.to, incident.id)
}
