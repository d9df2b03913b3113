//! What of a list is wanted: by event, by who and where, by outlet, by day, by what people decided.

use crate::ask::Ask;
use crate::error::DeskError;
use crate::find::Query;
use crate::roll::{Roll, parties};
use crate::say::Say;
use crate::sight::Sight;
use hudna_claims::{Event, Modality};
use hudna_ledger::{Basis, Confidence, Day, Incident, Named, ReportInfo, ReportKey, Reviewed, Told, Where, Who};
use rustc_hash::FxHashSet;
use std::collections::HashSet;
use std::str::FromStr;
use std::sync::Arc;

/// What is asked of a list. What is not asked for fits.
#[derive(Debug, Default)]
pub struct Filter {
    /// What happened.
    pub event: Option<Event>,
    /// In what way it is put forward.
    pub modality: Option<Modality>,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// Who has a part in it.
    pub actor: Option<HashSet<Who>>,
    /// Where, and what lies in it.
    pub place: Option<HashSet<Where>>,
    /// Whose word it is.
    pub speaker: Option<HashSet<Who>>,
    /// The outlet, by id or name.
    pub source: Option<String>,
    /// From this day.
    pub from: Option<Day>,
    /// To this day.
    pub to: Option<Day>,
    /// What people decided: `Some(None)` is nothing.
    pub review: Option<Option<Reviewed>>,
    /// The words that are searched for.
    pub query: Option<Query>,
    /// The lines in which they are found.
    lines: Option<FxHashSet<(ReportKey, usize)>>,
    /// The reports in which they are found.
    reports: Option<FxHashSet<ReportKey>>,
    /// Told by this day: that of the view, where the address names one.
    told_by: Option<Day>,
}

/// Where words are searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// In the sentences of claims.
    Claims,
    /// In whole reports.
    Reports,
    /// In both.
    Both,
}

/// The states of review, by the names that they have in an address.
pub const REVIEWS: [(&str, Option<Reviewed>); 4] = [
    ("none", None),
    ("accepted", Some(Reviewed::Accepted)),
    ("corrected", Some(Reviewed::Corrected)),
    ("rejected", Some(Reviewed::Rejected)),
];

/// The words for how sure, by the names that they have in an address, the surest first.
pub const CONFIDENCES: [(&str, Confidence); 5] = [
    ("confirmed", Confidence::Confirmed),
    ("fair", Confidence::Fair),
    ("weak", Confidence::Weak),
    ("contested", Confidence::Contested),
    ("discounted", Confidence::Discounted),
];

impl Filter {
    /// What a request asks for.
    ///
    /// # Errors
    /// It asks for what there cannot be: an event that the codebook does not have, a day that is none.
    pub fn of(sight: &Sight<'_, '_>, roll: &Roll<'_>, search: Search) -> Result<Filter, DeskError> {
        let ask = sight.ask;
        let names = sight.ledger.names();
        let who = |name: &str, all: &[(Who, usize)]| {
            let text = ask.param(name)?;
            // An id is meant as it stands.
            if let Some(one) = names.find_actor(text) {
                return Some(HashSet::from([one]));
            }
            Some(called(text, all.iter().map(|(who, _)| *who), |who| names.who(who)).into_iter().collect())
        };
        let place = ask.param("place").map(|text| {
            let all = || roll.places.iter().map(|(at, _)| *at);
            let wholes = match names.find_place(text) {
                Some(one) => vec![one],
                None => {
                    let mut known: Vec<Where> =
                        all().flat_map(|at| names.wholes(at).iter().copied().chain([at])).collect();
                    known.sort_unstable();
                    known.dedup();
                    called(text, known.into_iter(), |at| names.at(at))
                }
            };
            all().filter(|at| wholes.iter().any(|whole| names.lies_in(*at, *whole))).collect()
        });
        let finder = &ask.desk.finder;
        let query = ask.param("q").map(|text| finder.query(text)).transpose()?;
        Ok(Filter {
            lines: query.as_ref().filter(|_| search != Search::Reports).map(|query| finder.lines(query)).transpose()?,
            reports: query
                .as_ref()
                .filter(|_| search != Search::Claims)
                .map(|query| finder.reports(query))
                .transpose()?,
            query,
            event: code(ask, "event", Event::ALL)?,
            modality: code(ask, "modality", Modality::ALL)?,
            confidence: one_of(ask, "confidence", &CONFIDENCES)?,
            actor: who("actor", &roll.actors),
            place,
            speaker: who("speaker", &roll.speakers),
            source: ask.param("source").map(str::to_owned),
            from: ask.day("from")?,
            to: ask.day("to")?,
            review: one_of(ask, "review", &REVIEWS)?,
            told_by: ask.as_of,
        })
    }

    /// Whether a claim is wanted.
    pub fn claim(&self, told: &Told<'_>) -> bool {
        let fact = told.fact;
        let some = |wanted: &Option<HashSet<Who>>, all: &[Who]| {
            wanted.as_ref().is_none_or(|wanted| all.iter().any(|who| wanted.contains(who)))
        };
        self.event.is_none_or(|event| event == fact.event)
            && self.modality.is_none_or(|modality| modality == fact.modality)
            && self.review.is_none_or(|review| review == told.reviewed)
            && self.told_by.is_none_or(|day| fact.told <= day)
            && self.lines.as_ref().is_none_or(|lines| lines.contains(&(fact.key.report, fact.evidence.start)))
            && self.at(&fact.places)
            && (self.actor.is_none() || some(&self.actor, &parties(fact)))
            && some(&self.speaker, &fact.speakers)
            && self.outlet(told.report)
            && match fact.time.basis {
                Basis::None => self.between(fact.told, fact.told),
                _ => self.between(fact.time.from, fact.time.to),
            }
    }

    /// Whether an incident is wanted.
    pub fn incident(&self, incident: &Incident<'_>) -> bool {
        let part = |who: &HashSet<Who>| incident.actors.iter().chain(&incident.targets).any(|one| who.contains(one));
        self.event.is_none_or(|event| event == incident.event)
            && self.confidence.is_none_or(|confidence| confidence == incident.weighing.confidence)
            && self.at(&incident.places)
            && self.actor.as_ref().is_none_or(part)
            && self.between(incident.from, incident.to)
    }

    /// Whether a report is wanted.
    pub fn report(&self, info: &ReportInfo) -> bool {
        let day = crate::roll::day_of(info);
        self.reports.as_ref().is_none_or(|reports| reports.contains(&info.key))
            && self.outlet(info)
            && self.between(day, day)
            && self.told_by.is_none_or(|by| day <= by)
    }

    fn at(&self, places: &[Where]) -> bool {
        self.place.as_ref().is_none_or(|wanted| places.iter().any(|place| wanted.contains(place)))
    }

    fn outlet(&self, info: &ReportInfo) -> bool {
        self.source.as_ref().is_none_or(|wanted| {
            info.source.as_ref() == Some(wanted) || info.outlet.as_ref().is_some_and(|outlet| outlet.id == *wanted)
        })
    }

    fn between(&self, first: Day, last: Day) -> bool {
        self.from.is_none_or(|from| last >= from) && self.to.is_none_or(|to| first <= to)
    }
}

/// What has a name; where nothing has it, what has it as a part of its name.
fn called<T: Copy>(text: &str, all: impl Iterator<Item = T>, name: impl Fn(T) -> Arc<Named>) -> Vec<T> {
    let wanted = hudna_reader::fold(text);
    let (mut same, mut part) = (Vec::new(), Vec::new());
    for one in all {
        let named = name(one);
        let names = [hudna_reader::fold(&named.ar), hudna_reader::fold(&named.en)];
        if names.contains(&wanted) {
            same.push(one);
        } else if names.iter().any(|name| name.contains(&wanted)) {
            part.push(one);
        }
    }
    if same.is_empty() { part } else { same }
}

/// A code of the codebook that the address names.
fn code<T: FromStr + ToString>(ask: &Ask, name: &str, all: &[T]) -> Result<Option<T>, DeskError> {
    let code = |text: &str| {
        text.parse().map_err(|_| {
            let known: Vec<String> = all.iter().map(ToString::to_string).collect();
            DeskError::Bad(Say::new("wrong.one_of").of(format!("{name}={text}")).of(known.join(", ")))
        })
    };
    ask.param(name).map(code).transpose()
}

/// One of several values that the address names.
fn one_of<T: Copy>(ask: &Ask, name: &str, all: &[(&str, T)]) -> Result<Option<T>, DeskError> {
    let Some(text) = ask.param(name) else { return Ok(None) };
    let found = all.iter().find(|(known, _)| *known == text).map(|(_, value)| *value);
    let known = || all.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
    found.map(Some).ok_or_else(|| DeskError::Bad(Say::new("wrong.one_of").of(format!("{name}={text}")).of(known())))
}
