//! What the ledger must know of the world: which place lies in which, who belongs to whom, which evidence serves which term.

use crate::world::actors::Actors;
use crate::world::places::Places;
use crate::{LedgerError, SiegeStep};
use hudna_claims::{Claim, Event};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which events speak for a term being carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Events that count toward the term.
    pub served_by: Vec<Event>,
    /// Those among them that carry it out in full.
    pub full: Vec<Event>,
    /// Events that break it: a breach by itself, others where they are told as later than the agreement.
    pub broken_by: Vec<Event>,
}

/// A word that makes a step of a siege something special: tightened, eased.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Nuance {
    pub event: Event,
    pub step: crate::SiegeStep,
    pub words: Vec<String>,
}

/// Background knowledge, taken from the files of `knowledge/`.
#[derive(Debug, Clone, Default)]
pub struct Background {
    places: Places,
    actors: Actors,
    obligations: BTreeMap<Event, Obligation>,
    breakers: BTreeSet<Event>,
    no_terms: BTreeSet<Event>,
    reciprocal: BTreeSet<(Event, Event)>,
    opposites: BTreeMap<Event, Event>,
    pub(crate) nuances: Vec<Nuance>,
}

#[derive(Deserialize)]
struct Ontology {
    #[serde(default)]
    event: Vec<EventRow>,
}

#[derive(Deserialize)]
struct EventRow {
    code: String,
    opposite: Option<String>,
}

#[derive(Deserialize)]
struct ObligationFile {
    #[serde(default)]
    no_term: Vec<String>,
    #[serde(default)]
    term: Vec<TermRow>,
    #[serde(default)]
    nuance: Vec<Nuance>,
    #[serde(default)]
    reciprocal: Vec<Pair>,
}

#[derive(Deserialize)]
struct Pair {
    events: (String, String),
}

#[derive(Deserialize)]
struct TermRow {
    event: String,
    served_by: Vec<String>,
    full: Vec<String>,
    #[serde(default)]
    broken_by: Vec<String>,
}

impl Background {
    /// Takes what it needs from knowledge files given as (path inside the knowledge, text): `obligations.toml`, `ontology.toml`,
    /// `places/*.tsv`, `actors/*.toml`; others are passed over. Of entries with the same key the later one counts.
    ///
    /// # Errors
    /// The first file that is not well formed.
    pub fn from_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Background, LedgerError> {
        let mut background = Background::default();
        for (path, text) in files {
            if path == "obligations.toml" {
                background.obligations_from(path, text)?;
            } else if path == "ontology.toml" {
                background.opposites_from(path, text)?;
            } else if path.starts_with("places/") && path.ends_with(".tsv") {
                background.places.add(text);
            } else if path.starts_with("actors/") && path.ends_with(".toml") {
                background.actors.add(path, text)?;
            }
        }
        Ok(background)
    }

    /// The gazetteer.
    pub(crate) fn places(&self) -> &Places {
        &self.places
    }

    /// Who is who.
    pub(crate) fn actors(&self) -> &Actors {
        &self.actors
    }

    /// What serves a term: as listed, or else only the very event that the term names.
    pub fn obligation(&self, event: Event) -> Obligation {
        self.obligations.get(&event).cloned().unwrap_or_else(|| Obligation {
            served_by: vec![event],
            full: vec![event],
            broken_by: Vec::new(),
        })
    }

    /// Whether a deed breaks a term.
    pub(crate) fn breaks(&self, deed: Event, term: Event) -> bool {
        self.obligations.get(&term).is_some_and(|obligation| obligation.broken_by.contains(&deed))
    }

    /// Whether a deed breaks any term.
    pub(crate) fn breaks_something(&self, deed: Event) -> bool {
        self.breakers.contains(&deed)
    }

    /// Whether a demand or an aim of this event can be a term of an agreement.
    pub fn is_term(&self, event: Event, ceases: bool) -> bool {
        ceases || !self.no_terms.contains(&event)
    }

    /// Whether two terms, owed by one side and by the other, are each other's price.
    pub fn is_reciprocal(&self, a: Event, b: Event) -> bool {
        self.reciprocal.contains(&(a, b))
    }

    /// `part` is `whole`, lies in it or belongs to it.
    pub fn is_in(&self, part: &str, whole: &str) -> bool {
        part == whole || self.wholes(part).any(|at| at == whole)
    }

    /// What a place lies in or an actor belongs to, all the way up, in the order of ids.
    pub fn wholes<'a>(&'a self, part: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let above = |at: &str| self.places.parent(at).into_iter().chain(self.actors.wholes(at));
        let mut open: Vec<&str> = above(part).collect();
        let mut seen = BTreeSet::new();
        while let Some(at) = open.pop() {
            if seen.insert(at) {
                open.extend(above(at));
            }
        }
        seen.into_iter()
    }

    /// The country (three letters) in which a place lies.
    pub fn country(&self, place: &str) -> Option<&str> {
        self.places.country(place)
    }

    fn obligations_from(&mut self, path: &str, text: &str) -> Result<(), LedgerError> {
        let file: ObligationFile =
            toml::from_str(text).map_err(|source| LedgerError::Toml { file: path.to_owned(), source })?;
        let code =
            |code: &String| code.parse::<Event>().map_err(|source| LedgerError::Code { file: path.to_owned(), source });
        for row in file.term {
            let obligation = Obligation {
                served_by: row.served_by.iter().map(code).collect::<Result<_, _>>()?,
                full: row.full.iter().map(code).collect::<Result<_, _>>()?,
                broken_by: row.broken_by.iter().map(code).collect::<Result<_, _>>()?,
            };
            self.breakers.extend(&obligation.broken_by);
            self.obligations.insert(code(&row.event)?, obligation);
        }
        self.no_terms.extend(file.no_term.iter().map(code).collect::<Result<Vec<_>, _>>()?);
        self.nuances.extend(file.nuance);
        for Pair { events: (a, b) } in &file.reciprocal {
            let (a, b) = (code(a)?, code(b)?);
            self.reciprocal.extend([(a, b), (b, a)]);
        }
        Ok(())
    }

    /// The event that an event's ending is.
    pub fn opposite(&self, event: Event) -> Option<Event> {
        self.opposites.get(&event).copied()
    }

    /// What the words of a claim make of a siege beside the plain step: tightened, eased.
    pub fn nuance(&self, claim: &Claim) -> Option<SiegeStep> {
        if !self.nuances.iter().any(|n| n.event == claim.event) {
            return None;
        }
        let words: Vec<String> = claim.trigger.text.split_whitespace().map(plain).collect();
        let fits = |n: &&Nuance| n.event == claim.event && n.words.iter().any(|w| words.contains(&plain(w)));
        self.nuances.iter().find(fits).map(|n| n.step)
    }

    fn opposites_from(&mut self, path: &str, text: &str) -> Result<(), LedgerError> {
        let file: Ontology =
            toml::from_str(text).map_err(|source| LedgerError::Toml { file: path.to_owned(), source })?;
        let code =
            |code: &String| code.parse::<Event>().map_err(|source| LedgerError::Code { file: path.to_owned(), source });
        for row in file.event {
            if let Some(opposite) = &row.opposite {
                self.opposites.insert(code(&row.code)?, code(opposite)?);
            }
        }
        Ok(())
    }
}

/// Arabic as written without marks, tatweel and hamza seats.
fn plain(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{640}'))
        .map(|c| if matches!(c, '\u{622}' | '\u{623}' | '\u{625}') { '\u{627}' } else { c })
        .collect()
}
